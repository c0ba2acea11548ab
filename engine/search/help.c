/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When nothing was found. */
#include "help.h"
#include "nutgraf/record.h"
#include "nutgraf/token.h"
#include "suggest.h"

#include <string.h>

#define FORMS_LOOKED_AT 6

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
    gsize len, prefix_len; /* of the terms looked at */
    guint max_distance, best_distance;
    guint32 best_documents;
    char *best;
} Spelling;

static bool try_form(const char *term, gsize len, guint32 documents, gpointer data)
{
    Spelling *spelling = data;
    const char *form = term + spelling->prefix_len;
    len -= spelling->prefix_len;
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

/* The first letter is seldom the wrong one; looking at its words alone keeps this fast. */
static bool look_for_form(NgIndex *index, const char *prefix, const char *form, Spelling *spelling,
                          GError **error)
{
    gsize len = strlen(form);
    g_autofree char *begin =
        g_strdup_printf("%s%.*s", prefix, (int)(g_utf8_next_char(form) - form), form);
    *spelling = (Spelling) {form, len, strlen(prefix), len < 7 ? 1 : 2, G_MAXUINT, 0, NULL};
    bool ok = ng_db_each_term(index->db, begin, strlen(begin), try_form, spelling, error);
    if (!ok)
        g_clear_pointer(&spelling->best, g_free);
    return ok;
}

/* ---- is a stem a word, too? ---- */

#define TEXTS_LOOKED_AT 8

typedef struct {
    guint32 docids[TEXTS_LOOKED_AT];
    guint n;
} First;

static bool note_first(guint32 docid, gpointer data)
{
    First *first = data;
    first->docids[first->n++] = docid;
    return first->n < TEXTS_LOOKED_AT;
}

static bool has_form(const GArray *texts, NgTokens *tokens, const char *form)
{
    gsize len = strlen(form);
    for (guint i = 0; i < texts->len; i++) {
        const NgRecordText *text = &g_array_index(texts, NgRecordText, i);
        ng_tokenise(tokens, text->text, text->len);
        for (uint32_t j = 0; j < tokens->n; j++)
            if (tokens->v[j].form_len == len && memcmp(ng_token_form(tokens, j), form, len) == 0)
                return true;
    }
    return false;
}

/* kaspersky has the stem kasperski, which nobody would write: the first few texts tell. */
static bool stands_in_text(NgIndex *index, const char *stem, bool *stands, GError **error)
{
    First first = {.n = 0};
    g_autoptr(GString) record = g_string_new(NULL);
    g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(NgRecordText));
    NgTokens tokens;
    *stands = false;
    bool ok = ng_db_each_posting(index->db, stem, strlen(stem), note_first, &first, error);
    ng_tokens_init(&tokens);
    for (guint i = 0; ok && !*stands && i < first.n; i++) {
        ok = ng_db_data(index->db, first.docids[i], record, error) &&
             ng_record_texts(record->str, record->len, texts, error);
        *stands = ok && has_form(texts, &tokens, stem);
    }
    ng_tokens_clear(&tokens);
    return ok;
}

/* Not a word of what nobody may find. */
static bool is_visible(NgIndex *index, const char *prefix, const char *form, gint64 now,
                       bool *visible, GError **error)
{
    g_autoptr(GString) term = g_string_new(NULL);
    ng_term_make(term, prefix, form, strlen(form));
    g_autoptr(NgMatch) match = ng_match_term(term->str, term->len, 1);
    guint32 articles = 0;
    bool ok = ng_help_count(index, match, now, &articles, error);
    *visible = articles > 0;
    return ok;
}

static bool is_nearer(const Spelling *a, const Spelling *b)
{
    return a->best &&
           (!b->best || a->best_distance < b->best_distance ||
            (a->best_distance == b->best_distance && a->best_documents > b->best_documents));
}

/* Nobody would write the stem: what the texts have for it that is nearly what was typed. */
static bool real_form(NgIndex *index, const Spelling *stem, const char *form, gint64 now,
                      char **suggestion, GError **error)
{
    NgSuggester suggester;
    guint nearest = stem->max_distance + 1;
    bool ok = ng_suggester_init(&suggester, index, now, error);
    for (gsize cut = 0; ok && cut < 2 && !*suggestion; cut++) {
        g_autofree char *begin = g_strndup(stem->best, strlen(stem->best) - cut);
        g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(ng_suggestion_free);
        ok = ng_suggest_words(&suggester, begin, FORMS_LOOKED_AT, words, error);
        for (guint i = 0; ok && i < words->len; i++) {
            g_autofree char *word = ng_fold(((NgSuggestion *)words->pdata[i])->name, -1);
            guint distance = ng_spelling_distance(word, strlen(word), form, strlen(form));
            if (distance == 0 || distance >= nearest)
                continue;
            nearest = distance;
            g_free(*suggestion);
            *suggestion = g_steal_pointer(&word);
        }
    }
    ng_suggester_clear(&suggester);
    return ok;
}

/* A word is in the index as written, or, when it is its own stem, as that: both are looked at. */
bool ng_help_spelling(NgIndex *index, const char *form, gint64 now, char **suggestion,
                      GError **error)
{
    Spelling written = {0}, stem = {0};
    bool visible = false, stands = false;
    *suggestion = NULL;
    if (strlen(form) < 4)
        return true;
    bool ok = look_for_form(index, NG_TERM_RAW, form, &written, error) &&
              look_for_form(index, "", form, &stem, error);
    if (ok && is_nearer(&stem, &written)) {
        ok = stands_in_text(index, stem.best, &stands, error) &&
             (!stands || is_visible(index, "", stem.best, now, &visible, error));
        if (ok && stands && visible)
            *suggestion = g_steal_pointer(&stem.best);
        else if (ok && !stands)
            ok = real_form(index, &stem, form, now, suggestion, error);
    }
    if (ok && !*suggestion && written.best) {
        ok = is_visible(index, NG_TERM_RAW, written.best, now, &visible, error);
        if (ok && visible)
            *suggestion = g_steal_pointer(&written.best);
    }
    g_free(written.best);
    g_free(stem.best);
    return ok;
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
            if (!ng_help_spelling(index, form, now, &help->suggestion, error))
                return false;
        }
    }
    return true;
}
