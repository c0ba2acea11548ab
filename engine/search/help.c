/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When nothing was found. */
#include "help.h"
#include "nutgraf/token.h"

#include <string.h>

bool ng_help_count(NgIndex *index, const NgMatch *match, gint64 now, guint32 *articles,
                   GError **error)
{
    g_autoptr(NgMatch) visible = ng_index_visible(index, ng_match_copy(match), now);
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    NgMatchRun run = {.check = G_MAXUINT32, .sort_slot = -1};
    return ng_db_match(index->db, visible, &run, ranked, articles, error);
}

typedef struct {
    const char *form;
    gsize len;
    guint max_distance, best_distance;
    guint32 best_documents;
    char *best;
} Spelling;

static bool try_form(const char *term, gsize len, guint32 documents, gpointer data)
{
    Spelling *spelling = data;
    const char *form = term + strlen(NG_TERM_RAW);
    len -= strlen(NG_TERM_RAW);
    if (len + spelling->max_distance < spelling->len ||
        len > spelling->len + spelling->max_distance)
        return true;
    guint distance = ng_spelling_distance(form, len, spelling->form, spelling->len);
    if (distance == 0 || distance > spelling->max_distance || distance > spelling->best_distance ||
        (distance == spelling->best_distance && documents <= spelling->best_documents))
        return true;
    spelling->best_distance = distance;
    spelling->best_documents = documents;
    g_free(spelling->best);
    spelling->best = g_strndup(form, len);
    return true;
}

char *ng_help_spelling(NgIndex *index, const char *form, gint64 now, GError **error)
{
    gsize len = strlen(form);
    if (len < 4)
        return NULL;
    /* The first letter is seldom the wrong one; looking at its words alone keeps this fast. */
    g_autofree char *prefix =
        g_strdup_printf("%s%.*s", NG_TERM_RAW, (int)(g_utf8_next_char(form) - form), form);
    Spelling spelling = {form, len, len < 7 ? 1 : 2, G_MAXUINT, 0, NULL};
    if (!ng_db_each_term(index->db, prefix, strlen(prefix), try_form, &spelling, error) ||
        !spelling.best)
        return NULL;
    /* Not a word of what nobody may find. */
    g_autoptr(GString) term = g_string_new(NULL);
    ng_term_make(term, NG_TERM_RAW, spelling.best, strlen(spelling.best));
    g_autoptr(NgMatch) match = ng_match_term(term->str, term->len, 1);
    guint32 articles = 0;
    if (!ng_help_count(index, match, now, &articles, error) || articles == 0)
        g_clear_pointer(&spelling.best, g_free);
    return spelling.best;
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

bool ng_help_words(NgIndex *index, const NgPlan *plan, gint64 now, NgResults *results,
                   GError **error)
{
    for (guint i = 0; i < plan->leaves->len; i++) {
        const NgLeaf *leaf = plan->leaves->pdata[i];
        if (!leaf->positive || !leaf->shown)
            continue;
        bool known = false;
        for (guint j = 0; j < results->help->len && !known; j++)
            known = strcmp(((NgWordHelp *)results->help->pdata[j])->word, leaf->shown) == 0;
        if (known)
            continue;
        NgWordHelp *help = g_new0(NgWordHelp, 1);
        help->word = g_strdup(leaf->shown);
        g_ptr_array_add(results->help, help);
        g_autoptr(NgMatch) match = match_of(leaf);
        if (!ng_help_count(index, match, now, &help->articles, error))
            return false;
        if (help->articles == 0) {
            g_autofree char *form = ng_fold(leaf->shown, -1);
            help->suggestion = ng_help_spelling(index, form, now, error);
        }
    }
    return true;
}
