/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "nutgraf/store.h"

#include <math.h>
#include <string.h>

static NgMatch *match_new(NgMatchOp op)
{
    NgMatch *match = g_new0(NgMatch, 1);
    match->op = op;
    match->factor = 1.0;
    return match;
}

NgMatch *ng_match_term(const char *term, gsize len_bytes, uint32_t wqf)
{
    NgMatch *match = match_new(NG_MATCH_TERM);
    match->term = g_memdup2(term, len_bytes);
    match->term_len = len_bytes;
    match->wqf = wqf;
    return match;
}

NgMatch *ng_match_all(void)
{
    return match_new(NG_MATCH_ALL);
}

NgMatch *ng_match_none(void)
{
    return match_new(NG_MATCH_NONE);
}

NgMatch *ng_match_value_ge(uint32_t slot, const char *value, gsize len_bytes)
{
    NgMatch *match = match_new(NG_MATCH_VALUE_GE);
    match->slot = slot;
    match->term = g_memdup2(value, len_bytes);
    match->term_len = len_bytes;
    return match;
}

NgMatch *ng_match_op_many(NgMatchOp op, GPtrArray *kids)
{
    if (kids->len == 0) {
        g_ptr_array_unref(kids);
        return NULL;
    }
    if (kids->len == 1) {
        NgMatch *only = g_ptr_array_steal_index(kids, 0);
        g_ptr_array_unref(kids);
        return only;
    }
    NgMatch *match = match_new(op);
    match->kids = kids;
    return match;
}

static GPtrArray *kids_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
}

NgMatch *ng_match_op(NgMatchOp op, NgMatch *first, NgMatch *second)
{
    GPtrArray *kids = kids_new();
    if (first)
        g_ptr_array_add(kids, first);
    if (second)
        g_ptr_array_add(kids, second);
    return ng_match_op_many(op, kids);
}

NgMatch *ng_match_scale(NgMatch *kid, double factor)
{
    if (!kid)
        return NULL;
    NgMatch *match = match_new(NG_MATCH_SCALE);
    match->factor = factor;
    match->kids = kids_new();
    g_ptr_array_add(match->kids, kid);
    return match;
}

NgMatch *ng_match_copy(const NgMatch *match)
{
    if (!match)
        return NULL;
    NgMatch *copy = g_memdup2(match, sizeof *match);
    copy->term = match->term ? g_memdup2(match->term, match->term_len) : NULL;
    copy->kids = NULL;
    if (match->kids) {
        copy->kids = kids_new();
        for (guint i = 0; i < match->kids->len; i++)
            g_ptr_array_add(copy->kids, ng_match_copy(match->kids->pdata[i]));
    }
    return copy;
}

/* No article counts as shorter than this share of the mean. Xapian's own 0.5 costs the short ones:
 * on TIME 0.008 of MAP, on Reuters' topics nothing either way. */
#define LEAST_LENGTH 0.1

double ng_match_norm(double k1, double b, double length, double mean_length)
{
    return k1 * (b * MAX(length / mean_length, LEAST_LENGTH) + 1 - b);
}

double ng_match_idf(double documents, double with)
{
    double odds = (documents - with + 0.5) / (with + 0.5);
    return log(odds < 2 ? odds / 2 + 1 : odds);
}

void ng_match_free(NgMatch *match)
{
    if (!match)
        return;
    g_free(match->term);
    if (match->kids)
        g_ptr_array_unref(match->kids);
    g_free(match);
}

static bool is_term(const NgMatch *match, const char *term, gsize len)
{
    return match->op == NG_MATCH_TERM && match->term_len == len &&
           memcmp(match->term, term, len) == 0;
}

/* Of a disjunction each member is gone through for all; of a conjunction below it only for those
 * that the members before it left. */
static bool looks_up(const NgMatch *match, bool any, const char *term, gsize len)
{
    switch (match->op) {
    case NG_MATCH_TERM:
        return is_term(match, term, len);
    case NG_MATCH_OR:
    case NG_MATCH_SYNONYM:
        any = true;
        break;
    case NG_MATCH_SCALE:
        break;
    default:
        if (any)
            return false;
    }
    for (guint i = 0; match->kids && i < match->kids->len; i++)
        if (looks_up(match->kids->pdata[i], any, term, len))
            return true;
    return false;
}

bool ng_match_looks_up(const NgMatch *match, const char *term, gsize len)
{
    return looks_up(match, false, term, len);
}
