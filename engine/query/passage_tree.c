/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the tree of the passage predicate: make, copy, free and show it.
 * The plan builds it here, search/passage.c evaluates it.
 * Must not know: positions, terms. */
#include "nutgraf/query.h"

NgPassage *ng_passage_new(NgPassageOp op)
{
    NgPassage *passage = g_new0(NgPassage, 1);
    passage->op = op;
    return passage;
}

void ng_passage_add(NgPassage *parent, NgPassage *kid)
{
    if (!kid)
        return;
    if (!parent->kids)
        parent->kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_passage_free);
    g_ptr_array_add(parent->kids, kid);
}

NgPassage *ng_passage_copy(const NgPassage *passage)
{
    if (!passage)
        return NULL;
    NgPassage *copy = g_memdup2(passage, sizeof *passage);
    copy->kids = NULL;
    for (guint i = 0; passage->kids && i < passage->kids->len; i++)
        ng_passage_add(copy, ng_passage_copy(passage->kids->pdata[i]));
    if (passage->gap && passage->kids)
        copy->gap = g_memdup2(passage->gap, passage->kids->len * sizeof *passage->gap);
    return copy;
}

void ng_passage_free(NgPassage *passage)
{
    if (!passage)
        return;
    if (passage->kids)
        g_ptr_array_unref(passage->kids);
    g_free(passage->gap);
    g_free(passage);
}

static void show(GString *out, const NgPassage *passage)
{
    static const char *const names[] = {
        [NG_PASSAGE_AND] = "and",       [NG_PASSAGE_OR] = "or",
        [NG_PASSAGE_NOT] = "not",       [NG_PASSAGE_PHRASE] = "phrase",
        [NG_PASSAGE_NEAR] = "near",     [NG_PASSAGE_ADJ] = "adj",
        [NG_PASSAGE_SAME] = "same",     [NG_PASSAGE_ATLEAST] = "atleast",
        [NG_PASSAGE_WITHIN] = "within", [NG_PASSAGE_QUOTE] = "quote",
        [NG_PASSAGE_FILTER] = "filter", [NG_PASSAGE_ALL] = "all",
    };
    if (passage->strict)
        g_string_append_c(out, '!');
    if (passage->op == NG_PASSAGE_LEAF) {
        g_string_append_printf(out, "%u", passage->leaf);
        return;
    }
    g_string_append(out, names[passage->op]);
    if (passage->op == NG_PASSAGE_FILTER)
        g_string_append_printf(out, " %u", passage->leaf);
    if (passage->op == NG_PASSAGE_NEAR || passage->op == NG_PASSAGE_ADJ ||
        passage->op == NG_PASSAGE_ATLEAST)
        g_string_append_printf(out, "/%u", passage->distance);
    if (passage->op == NG_PASSAGE_WITHIN)
        g_string_append_printf(out, "/%u..%u", passage->first, passage->last);
    if (!passage->kids)
        return;
    g_string_append_c(out, '(');
    for (guint i = 0; i < passage->kids->len; i++) {
        if (i)
            g_string_append(out, ", ");
        if (passage->gap && passage->gap[i])
            g_string_append_printf(out, "+%u ", passage->gap[i]);
        show(out, passage->kids->pdata[i]);
    }
    g_string_append_c(out, ')');
}

char *ng_passage_show(const NgPassage *passage)
{
    if (!passage)
        return g_strdup("");
    GString *out = g_string_new(NULL);
    show(out, passage);
    return g_string_free(out, FALSE);
}
