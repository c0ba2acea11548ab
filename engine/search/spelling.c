/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A word is in the index as its stem, and as written only when it is more than its stem and a short
 * ending. So what was typed is held against stems as its own stem and without its last letters,
 * too; what people write for the likeliest stems then tells how near they are. */
#include "spelling.h"
#include "nutgraf/stem.h"
#include "nutgraf/token.h"
#include "suggest.h"

#include <math.h>
#include <string.h>

#define FORM_BYTES_MIN 4
#define LONG_FORM_BYTES 7 /* two letters of it may be wrong */
#define FORM_BYTES_MAX 31 /* what ng_spelling_distance looks at */
#define STEMS_MAX 8
#define ENDING_MAX 2
#define CANDIDATES 16
#define A_LETTER_WEIGHS 4.0 /* a word with one letter less wrong may be 2^4 times as rare */

typedef struct {
    char *stem, *term; /* the term leads to texts with it */
    double points;
} Near;

typedef struct {
    NgIndex *index;
    const char *form;
    gsize len;
    guint most, asked_most; /* letters that may be wrong: in this word, in any */
    GPtrArray *stemmers;    /* of NgStemmer, of the languages of the index */
    char stems[STEMS_MAX][FORM_BYTES_MAX + 1];
    guint n_stems;
    GArray *near; /* of Near, best first */
} Search;

static void near_clear(gpointer data)
{
    Near *near = data;
    g_free(near->stem);
    g_free(near->term);
}

static double points_of(guint distance, guint32 articles)
{
    return log2((double)MAX(articles, 1)) - A_LETTER_WEIGHS * distance;
}

/* ---- what was typed ---- */

static bool is_own_stem(const Search *search, const char *stem, gsize len)
{
    for (guint i = 0; i < search->n_stems; i++)
        if (strlen(search->stems[i]) == len && memcmp(search->stems[i], stem, len) == 0)
            return true;
    return false;
}

static void add_own_stems(Search *search)
{
    char *const *languages = search->index->languages;
    for (guint i = 0; languages[i]; i++)
        if (ng_stemmer_knows(languages[i]))
            g_ptr_array_add(search->stemmers, ng_stemmer_new(languages[i]));
    for (guint i = 0; i < search->stemmers->len; i++) {
        NgStems stems;
        ng_stem(search->stemmers->pdata[i], search->form, search->len, search->form, search->len,
                &stems);
        if (search->n_stems == STEMS_MAX || stems.len[0] > FORM_BYTES_MAX ||
            is_own_stem(search, stems.stem[0], stems.len[0]))
            continue;
        memcpy(search->stems[search->n_stems], stems.stem[0], stems.len[0]);
        search->stems[search->n_stems++][stems.len[0]] = '\0';
    }
}

/* ---- stems and words that are near ---- */

static void keep(Search *search, const char *stem, gsize len, const char *term, gsize term_len,
                 double points)
{
    guint at = search->near->len;
    for (guint i = 0; i < search->near->len; i++) {
        const Near *near = &g_array_index(search->near, Near, i);
        if (strlen(near->stem) == len && memcmp(near->stem, stem, len) == 0 &&
            strlen(near->term) == term_len && memcmp(near->term, term, term_len) == 0)
            return;
    }
    while (at > 0 && g_array_index(search->near, Near, at - 1).points < points)
        at--;
    if (at == CANDIDATES)
        return;
    Near near = {g_strndup(stem, len), g_strndup(term, term_len), points};
    g_array_insert_val(search->near, at, near);
    if (search->near->len > CANDIDATES)
        g_array_set_size(search->near, CANDIDATES);
}

static guint distance_to_stem(const Search *search, const char *stem, gsize len)
{
    guint distance = G_MAXUINT;
    for (gsize cut = 0; cut <= ENDING_MAX && search->len > cut + 2; cut++)
        distance = MIN(distance, ng_spelling_distance_within(search->form, search->len - cut, stem,
                                                             len, search->most));
    for (guint i = 0; i < search->n_stems; i++)
        distance =
            MIN(distance, ng_spelling_distance_within(search->stems[i], strlen(search->stems[i]),
                                                      stem, len, search->most));
    return distance;
}

static bool try_stem(const char *term, gsize len, guint32 articles, gpointer data)
{
    Search *search = data;
    if (len + ENDING_MAX + NG_STEM_ENDING + search->most < search->len ||
        len > search->len + search->most || is_own_stem(search, term, len))
        return true;
    guint distance = distance_to_stem(search, term, len);
    if (distance <= search->most)
        keep(search, term, len, term, len, points_of(distance, articles));
    return true;
}

static bool try_written(const char *term, gsize len, guint32 articles, gpointer data)
{
    Search *search = data;
    const char *form = term + strlen(NG_TERM_RAW);
    gsize form_len = len - strlen(NG_TERM_RAW);
    if (form_len + search->most < search->len || form_len > search->len + search->most)
        return true;
    guint distance =
        ng_spelling_distance_within(form, form_len, search->form, search->len, search->most);
    if (distance == 0 || distance > search->most)
        return true;
    for (guint i = 0; i < search->stemmers->len; i++) {
        NgStems stems;
        ng_stem(search->stemmers->pdata[i], form, form_len, form, form_len, &stems);
        if (!is_own_stem(search, stems.stem[0], stems.len[0]))
            keep(search, stems.stem[0], stems.len[0], term, len, points_of(distance, articles));
    }
    return true;
}

/* Looking at the words of one first letter alone keeps this fast; where one letter may be wrong, at
 * those of two, for a word that is there is looked up without being asked for. */
static bool look(Search *search, const char *letter, GError **error)
{
    const char *after = g_utf8_next_char(letter);
    if (search->asked_most == 1 && *after)
        after = g_utf8_next_char(after);
    g_autofree char *stems = g_strndup(letter, (gsize)(after - letter));
    g_autofree char *written = g_strconcat(NG_TERM_RAW, stems, NULL);
    NgDb *db = search->index->db;
    return ng_db_each_term(db, stems, strlen(stems), try_stem, search, error) &&
           ng_db_each_term(db, written, strlen(written), try_written, search, error);
}

/* ---- how they are written ---- */

/* What is all capitals may be an operator of the query's: its folded form never is. */
static char *shown(const NgSuggestedForm *form)
{
    for (const char *p = form->surface; *p; p = g_utf8_next_char(p))
        if (g_unichar_islower(g_utf8_get_char(p)))
            return g_strdup(form->surface);
    return g_strdup(form->form);
}

static bool choose(Search *search, gint64 now, char **suggestion, guint32 *articles, GError **error)
{
    double best = 0;
    NgSuggester suggester;
    bool ok = ng_suggester_init(&suggester, search->index, now, error);
    for (guint i = 0; ok && i < search->near->len; i++) {
        const Near *near = &g_array_index(search->near, Near, i);
        g_autoptr(GPtrArray) forms = g_ptr_array_new_with_free_func(ng_suggested_form_free);
        guint32 found = 0;
        ok = ng_suggester_count(&suggester, near->term, strlen(near->term), &found, error) &&
             (!found || ng_suggest_forms(&suggester, near->stem, near->term, forms, error));
        for (guint k = 0; ok && k < forms->len; k++) {
            const NgSuggestedForm *form = forms->pdata[k];
            guint distance =
                ng_spelling_distance(form->form, strlen(form->form), search->form, search->len);
            double points = points_of(distance, found);
            if (distance == 0 || distance > search->most || (*suggestion && points <= best))
                continue;
            best = points;
            *articles = found;
            g_free(*suggestion);
            *suggestion = shown(form);
        }
    }
    ng_suggester_clear(&suggester);
    return ok;
}

bool ng_spelling_near(NgIndex *index, const char *form, guint most, gint64 now, char **suggestion,
                      guint32 *articles, GError **error)
{
    gsize len = strlen(form);
    *suggestion = NULL;
    *articles = 0;
    if (len < FORM_BYTES_MIN || len > FORM_BYTES_MAX)
        return true;
    Search search = {.index = index,
                     .form = form,
                     .len = len,
                     .most = len < LONG_FORM_BYTES ? 1 : most,
                     .asked_most = most,
                     .stemmers = g_ptr_array_new_with_free_func((GDestroyNotify)ng_stemmer_free),
                     .near = g_array_new(FALSE, FALSE, sizeof(Near))};
    g_array_set_clear_func(search.near, near_clear);
    add_own_stems(&search);
    bool ok = look(&search, form, error) && choose(&search, now, suggestion, articles, error);
    /* the first letter is seldom the wrong one */
    const char *second = g_utf8_next_char(form);
    if (ok && !*suggestion && most > 1 && g_utf8_get_char(second) != g_utf8_get_char(form)) {
        g_array_set_size(search.near, 0);
        ok = look(&search, second, error) && choose(&search, now, suggestion, articles, error);
    }
    if (!ok)
        g_clear_pointer(suggestion, g_free);
    g_array_unref(search.near);
    g_ptr_array_unref(search.stemmers);
    return ok;
}
