/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When nothing was found, or a word hardly ever. */
#include "help.h"
#include "collect.h"
#include "nutgraf/token.h"
#include "spelling.h"

#include <string.h>

#define SELDOM 20        /* articles: it may be a slip of the pen in them, too */
#define SELDOM_TIMES 100 /* as often must be found what was meant then */
#define VERY_SELDOM 3
#define VERY_SELDOM_TIMES 20
#define SELDOM_LETTERS_MIN 5

bool ng_help_count(NgIndex *index, const NgMatch *match, gint64 now, guint32 *articles,
                   GError **error)
{
    g_autoptr(NgMatch) visible = ng_index_visible(index, ng_match_copy(match), now);
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    NgMatchRun run = {.check = G_MAXUINT32, .sort_slot = -1};
    return ng_db_match(index->db, visible, &run, ranked, articles, error);
}

static NgMatch *match_of(const NgLeaf *leaf)
{
    GPtrArray *kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
    for (guint i = 0; i < leaf->terms->len; i++) {
        gsize len;
        const char *term = g_bytes_get_data(leaf->terms->pdata[i], &len);
        g_ptr_array_add(kids, ng_match_term(term, len, 1));
    }
    NgMatch *match = ng_match_op_many(NG_MATCH_OR, kids);
    return match ? match : ng_match_none();
}

static char *name_of(const NgLeaf *leaf)
{
    return g_strconcat(leaf->exact ? "=" : "", leaf->shown, leaf->prefix ? "*" : "", NULL);
}

static bool is_known(const NgResults *results, const NgLeaf *leaf)
{
    g_autofree char *name = name_of(leaf);
    for (guint i = 0; i < results->help->len; i++)
        if (strcmp(((NgWordHelp *)results->help->pdata[i])->word, name) == 0)
            return true;
    return false;
}

/* Of a form or a beginning the terms say too much: the stem has other forms. */
static bool count_forms(NgIndex *index, NgLeaf *leaf, gint64 now, guint32 *articles, GError **error)
{
    g_autoptr(GPtrArray) leaves = g_ptr_array_new();
    g_autoptr(NgMatch) match = match_of(leaf);
    g_autoptr(NgPassage) passage = ng_passage_new(NG_PASSAGE_LEAF);
    const NgPlan plan = {
        .match = match, .passage = passage, .leaves = leaves, .scope = NG_SCOPE_ARTICLE};
    NgEvaluator evaluator;
    g_ptr_array_add(leaves, leaf);
    if (!ng_evaluator_init(&evaluator, index, &plan, error))
        return false;
    const NgCollect want = {.all = true, .now = now};
    NgCollected collected;
    bool ok = ng_collect(&evaluator, &want, &collected, error);
    if (ok) {
        *articles = (guint32)collected.articles;
        ng_collected_clear(&collected);
    }
    ng_evaluator_clear(&evaluator);
    return ok;
}

static bool help_word(NgIndex *index, NgLeaf *leaf, gint64 now, NgWordHelp *help, GError **error)
{
    help->word = name_of(leaf);
    if (leaf->exact || leaf->prefix)
        return count_forms(index, leaf, now, &help->articles, error);
    g_autoptr(NgMatch) match = match_of(leaf);
    return ng_help_count(index, match, now, &help->articles, error);
}

bool ng_help_words(NgIndex *index, const NgPlan *plan, gint64 now, NgResults *results,
                   GError **error)
{
    for (guint i = 0; i < plan->leaves->len; i++) {
        NgLeaf *leaf = plan->leaves->pdata[i];
        if (!leaf->positive || !leaf->shown || is_known(results, leaf))
            continue;
        NgWordHelp *help = g_new0(NgWordHelp, 1);
        g_ptr_array_add(results->help, help);
        if (!help_word(index, leaf, now, help, error))
            return false;
        if (help->articles > 0)
            continue;
        g_autofree char *form = ng_fold(leaf->shown, -1);
        if (!ng_spelling_near(index, form, 2, now, &help->suggestion, &help->suggested, error))
            return false;
    }
    return true;
}

/* ---- found, but hardly ever ---- */

static bool is_plain(const char *word)
{
    for (const char *p = word; *p; p = g_utf8_next_char(p))
        if (!g_unichar_isalpha(g_utf8_get_char(p)))
            return false;
    return g_utf8_strlen(word, -1) >= SELDOM_LETTERS_MIN;
}

static bool is_seldom(NgIndex *index, const NgLeaf *leaf, bool *seldom, GError **error)
{
    guint64 sum = 0;
    *seldom = false;
    for (guint i = 0; i < leaf->terms->len && sum <= SELDOM; i++) {
        gsize len;
        guint32 articles;
        const char *term = g_bytes_get_data(leaf->terms->pdata[i], &len);
        if (!ng_db_frequency(index->db, term, len, &articles, error))
            return false;
        sum += articles;
    }
    *seldom = sum > 0 && sum <= SELDOM;
    return true;
}

static bool is_likelier(guint32 suggested, guint32 articles)
{
    guint times = articles <= VERY_SELDOM ? VERY_SELDOM_TIMES : SELDOM_TIMES;
    return articles > 0 && suggested >= articles * times;
}

bool ng_help_seldom(NgIndex *index, const NgPlan *plan, gint64 now, NgResults *results,
                    GError **error)
{
    for (guint i = 0; i < plan->leaves->len; i++) {
        NgLeaf *leaf = plan->leaves->pdata[i];
        bool seldom;
        if (!leaf->positive || !leaf->shown || !is_plain(leaf->shown) || is_known(results, leaf))
            continue;
        if (!is_seldom(index, leaf, &seldom, error))
            return false;
        if (!seldom)
            continue;
        g_autofree char *form = ng_fold(leaf->shown, -1);
        g_autofree char *suggestion = NULL;
        guint32 suggested = 0;
        if (!ng_spelling_near(index, form, 1, now, &suggestion, &suggested, error))
            return false;
        NgWordHelp *help = g_new0(NgWordHelp, 1);
        g_ptr_array_add(results->help, help);
        if (!help_word(index, leaf, now, help, error))
            return false;
        if (suggestion && is_likelier(suggested, help->articles)) {
            help->suggestion = g_steal_pointer(&suggestion);
            help->suggested = suggested;
        } else {
            g_ptr_array_set_size(results->help, (int)results->help->len - 1);
        }
    }
    return true;
}
