/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words that begin so. The index has stems, and as written only the words that are more than their
 * stem and a short ending; so the most frequent stems are taken, and a few texts tell what people
 * write for them. */
#include "nutgraf/record.h"
#include "nutgraf/stem.h"
#include "nutgraf/token.h"
#include "nutgraf/values.h"
#include "nutgraf/forward.h"
#include "suggest.h"

#include <string.h>

#define TERMS_LOOKED_AT 50000 /* of a beginning of two letters in a very large index */
#define WORDS_TRIED 4         /* for each that is wanted */
#define TEXTS_READ 4          /* for each word */
#define TEXTS_OF_FORMS 8      /* where every form counts */
#define PLACES_READ 4         /* in each text */
#define COMMON_FROM 1000      /* articles: a smaller collection is often about one thing */

typedef struct {
    char *stem;
    char *written; /* the term that leads to texts with it; NULL: the stem does */
    guint32 articles;
} Candidate;

static void candidate_free(gpointer data)
{
    Candidate *candidate = data;
    g_free(candidate->stem);
    g_free(candidate->written);
    g_free(candidate);
}

typedef struct {
    gsize at; /* in the characters of all */
    guint16 len;
    guint32 articles;
} Term;

static int commonest_first(gconstpointer a, gconstpointer b)
{
    const Term *left = a, *right = b;
    if (left->articles != right->articles)
        return left->articles > right->articles ? -1 : 1;
    return left->at < right->at ? -1 : left->at > right->at;
}

typedef struct {
    const NgSuggester *suggester;
    const char *form;
    gsize form_len;
    guint limit;
    GArray *terms;         /* of Term */
    GString *chars;        /* of the terms */
    GPtrArray *stemmers;   /* of NgStemmer */
    GPtrArray *candidates; /* of Candidate */
    GHashTable *known;     /* stem -> Candidate */
    NgTokens tokens;
    GString *record, *value;
    GArray *texts, *positions, *lengths, *first_block;
    GArray *written; /* of Written: how the word in hand is written */
} Words;

/* ---- candidates ---- */

static Candidate *add_candidate(Words *words, const char *stem, gsize len, guint32 articles)
{
    g_autofree char *key = g_strndup(stem, len);
    Candidate *candidate = g_hash_table_lookup(words->known, key);
    if (candidate)
        return candidate;
    candidate = g_new0(Candidate, 1);
    candidate->stem = g_steal_pointer(&key);
    candidate->articles = articles;
    g_ptr_array_add(words->candidates, candidate);
    g_hash_table_insert(words->known, candidate->stem, candidate);
    return candidate;
}

static bool note_term(const char *term, gsize len, guint32 articles, gpointer data)
{
    Words *words = data;
    Term noted = {words->chars->len, (guint16)len, articles};
    g_string_append_len(words->chars, term, (gssize)len);
    g_array_append_val(words->terms, noted);
    return words->terms->len < TERMS_LOOKED_AT;
}

/* The terms that begin so and stand in most articles; fills words->terms. */
static bool find_terms(Words *words, const char *prefix, GError **error)
{
    g_array_set_size(words->terms, 0);
    g_string_truncate(words->chars, 0);
    bool ok = ng_db_each_term(words->suggester->index->db, prefix, strlen(prefix), note_term, words,
                              error);
    g_array_sort(words->terms, commonest_first);
    if (words->terms->len > words->limit * WORDS_TRIED)
        g_array_set_size(words->terms, words->limit * WORDS_TRIED);
    return ok;
}

/* The stems that a word as written is found by in the languages of the index. */
static void add_stems(Words *words, const char *term, gsize len, guint32 articles)
{
    const char *form = term + strlen(NG_TERM_RAW);
    gsize form_len = len - strlen(NG_TERM_RAW);
    for (guint i = 0; i < words->stemmers->len; i++) {
        NgStems stems;
        ng_stem(words->stemmers->pdata[i], form, form_len, form, form_len, &stems);
        bool begins = stems.len[0] >= words->form_len &&
                      memcmp(stems.stem[0], words->form, words->form_len) == 0;
        if (begins)
            continue; /* it is there by its stem */
        Candidate *candidate = add_candidate(words, stems.stem[0], stems.len[0], 0);
        if (candidate->articles < articles) {
            candidate->articles = articles;
            g_free(candidate->written);
            candidate->written = g_strndup(term, len);
        }
    }
}

/* Of audite the stem audit, which is shorter than what was typed. */
static bool note_shorter(Words *words, GError **error)
{
    NgDb *db = words->suggester->index->db;
    for (gsize cut = 1; cut <= NG_STEM_ENDING && words->form_len > cut + 2; cut++) {
        guint32 articles;
        gsize len = words->form_len - cut;
        if (!ng_db_frequency(db, words->form, len, &articles, error))
            return false;
        if (articles)
            add_candidate(words, words->form, len, articles);
    }
    return true;
}

static bool find_candidates(Words *words, GError **error)
{
    g_autofree char *written = g_strconcat(NG_TERM_RAW, words->form, NULL);
    if (!find_terms(words, words->form, error))
        return false;
    for (guint i = 0; i < words->terms->len; i++) {
        const Term *term = &g_array_index(words->terms, Term, i);
        add_candidate(words, words->chars->str + term->at, term->len, term->articles);
    }
    if (!find_terms(words, written, error))
        return false;
    for (guint i = 0; i < words->terms->len; i++) {
        const Term *term = &g_array_index(words->terms, Term, i);
        add_stems(words, words->chars->str + term->at, term->len, term->articles);
    }
    return note_shorter(words, error);
}

static int most_articles_first(gconstpointer a, gconstpointer b)
{
    const Candidate *left = *(Candidate *const *)a, *right = *(Candidate *const *)b;
    if (left->articles != right->articles)
        return left->articles > right->articles ? -1 : 1;
    return strcmp(left->stem, right->stem);
}

/* ---- how people write it ---- */

typedef struct {
    char *form, *surface;
    guint count;
} Written;

static void written_clear(gpointer data)
{
    Written *written = data;
    g_free(written->form);
    g_free(written->surface);
}

static bool is_clean(const char *surface)
{
    for (const char *p = surface; *p; p = g_utf8_next_char(p))
        if (!g_unichar_isgraph(g_utf8_get_char(p)) || strchr("\"():*", *p))
            return false;
    return true;
}

/* The token at a word number that begins as typed. */
static void note_word(Words *words, const NgRecordText *text, uint32_t word)
{
    const NgTokens *tokens = &words->tokens;
    for (uint32_t i = 0; i < tokens->n && tokens->v[i].word <= word; i++) {
        const NgToken *token = &tokens->v[i];
        const char *form = ng_token_form(tokens, i);
        if (token->word != word || token->form_len < words->form_len ||
            memcmp(form, words->form, words->form_len) != 0)
            continue;
        Written written = {g_strndup(form, token->form_len),
                           g_strndup(text->text + token->begin, token->end - token->begin), 1};
        if (!is_clean(written.surface)) {
            g_free(written.surface);
            written.surface = g_strdup(written.form);
        }
        for (guint k = 0; k < words->written->len; k++) {
            Written *known = &g_array_index(words->written, Written, k);
            if (strcmp(known->surface, written.surface) == 0) {
                known->count++;
                written_clear(&written);
                return;
            }
        }
        g_array_append_val(words->written, written);
        return;
    }
}

/* The paragraph in which a block lies, and the block that it begins with. */
static guint paragraph_of(const Words *words, uint32_t block, uint32_t *first)
{
    guint paragraph = 0;
    *first = block;
    if (words->first_block->len == 0)
        return block;
    while (paragraph + 1 < words->first_block->len &&
           g_array_index(words->first_block, guint32, paragraph + 1) <= block)
        paragraph++;
    *first = g_array_index(words->first_block, guint32, paragraph);
    return paragraph;
}

static bool read_text(Words *words, guint32 docid, const char *stem, GError **error)
{
    NgIndex *index = words->suggester->index;
    g_array_set_size(words->positions, 0);
    g_array_set_size(words->first_block, 0);
    if (!ng_db_value(index->db, docid, NG_SLOT_FORWARD, words->value, error) ||
        !ng_db_data(index->db, docid, words->record, error) ||
        !ng_record_texts(words->record->str, words->record->len, words->texts, error))
        return false;
    NgForward forward;
    if (ng_forward_open(&forward, words->value->str, words->value->len)) {
        NgForwardTerm term = ng_forward_term(stem, strlen(stem));
        ng_forward_find(&forward, &term, NULL, words->positions);
        ng_forward_settle(&forward, words->positions, 0);
        ng_forward_lengths(&forward, words->lengths, words->first_block);
    }
    for (guint i = 0; i < MIN(words->positions->len, PLACES_READ); i++) {
        uint32_t position = g_array_index(words->positions, uint32_t, i), first;
        uint32_t block = position / NG_BLOCK_STRIDE;
        guint paragraph = paragraph_of(words, block, &first);
        if (paragraph >= words->texts->len)
            break;
        const NgRecordText *text = &g_array_index(words->texts, NgRecordText, paragraph);
        ng_tokenise(&words->tokens, text->text, text->len);
        note_word(words, text, (block - first) * NG_BLOCK_WORDS + position % NG_BLOCK_STRIDE);
    }
    return true;
}

typedef struct {
    const NgSuggester *suggester;
    guint32 docids[TEXTS_OF_FORMS];
    guint n, most;
} Texts;

static bool note_text(guint32 docid, gpointer data)
{
    Texts *texts = data;
    GHashTable *hidden = texts->suggester->hidden;
    if (!hidden || !g_hash_table_contains(hidden, GUINT_TO_POINTER(docid)))
        texts->docids[texts->n++] = docid;
    return texts->n < texts->most;
}

/* Small letters unless nobody writes it so, then not all capitals unless everybody does. */
static const char *usual(const Words *words, const char *form)
{
    const char *best = NULL;
    guint counts[3] = {0}, all = 0, most = 0;
    guint8 kinds[TEXTS_OF_FORMS * PLACES_READ];
    for (guint i = 0; i < words->written->len; i++) {
        const Written *written = &g_array_index(words->written, Written, i);
        bool small = false;
        for (const char *p = written->surface; *p && !small; p = g_utf8_next_char(p))
            small = g_unichar_islower(g_utf8_get_char(p));
        gunichar first = g_utf8_get_char(written->surface);
        kinds[i] = !g_unichar_isupper(first) ? 0 : small ? 1 : 2;
        if (strcmp(written->form, form) != 0)
            continue;
        counts[kinds[i]] += written->count;
        all += written->count;
    }
    guint kind = counts[0] * 8 >= all ? 0 : counts[1] ? 1 : counts[2] ? 2 : 0;
    for (guint i = 0; i < words->written->len; i++) {
        const Written *written = &g_array_index(words->written, Written, i);
        if (kinds[i] == kind && written->count > most && strcmp(written->form, form) == 0) {
            best = written->surface;
            most = written->count;
        }
    }
    return best;
}

/* The form that stands there oftenest. */
static const char *commonest_form(const Words *words)
{
    const char *best = NULL;
    guint most = 0;
    for (guint i = 0; i < words->written->len; i++) {
        const char *form = g_array_index(words->written, Written, i).form;
        guint count = 0;
        for (guint k = 0; k < words->written->len; k++)
            if (strcmp(g_array_index(words->written, Written, k).form, form) == 0)
                count += g_array_index(words->written, Written, k).count;
        if (count > most) {
            most = count;
            best = form;
        }
    }
    return best;
}

/* From the first texts with it; fills words->written. */
static bool read_forms(Words *words, const char *stem, const char *term, guint most, GError **error)
{
    Texts texts = {.suggester = words->suggester, .most = most};
    g_array_set_size(words->written, 0);
    if (!ng_db_each_posting(words->suggester->index->db, term, strlen(term), note_text, &texts,
                            error))
        return false;
    for (guint i = 0; i < texts.n; i++)
        if (!read_text(words, texts.docids[i], stem, error))
            return false;
    return true;
}

/* *surface: new string, or NULL when the texts read do not have it. */
static bool write_out(Words *words, const Candidate *candidate, char **surface, GError **error)
{
    const char *term = candidate->written ? candidate->written : candidate->stem;
    *surface = NULL;
    if (!read_forms(words, candidate->stem, term, TEXTS_READ, error))
        return false;
    const char *form = commonest_form(words);
    if (form)
        *surface = g_strdup(usual(words, form));
    return true;
}

/* ---- all of it ---- */

static bool is_known(const GPtrArray *out, const char *surface)
{
    for (guint i = 0; i < out->len; i++)
        if (g_ascii_strcasecmp(((NgSuggestion *)out->pdata[i])->name, surface) == 0)
            return true;
    return false;
}

static int by_articles(gconstpointer a, gconstpointer b)
{
    const NgSuggestion *left = *(NgSuggestion *const *)a, *right = *(NgSuggestion *const *)b;
    if (left->articles != right->articles)
        return left->articles > right->articles ? -1 : 1;
    return strcmp(left->name, right->name);
}

static bool choose(Words *words, GPtrArray *out, GError **error)
{
    const NgSuggester *suggester = words->suggester;
    g_ptr_array_sort(words->candidates, most_articles_first);
    guint tries = MIN(words->candidates->len, words->limit * WORDS_TRIED);
    for (guint i = 0; i < tries && out->len < words->limit; i++) {
        const Candidate *candidate = words->candidates->pdata[i];
        g_autofree char *surface = NULL;
        guint32 articles;
        if (!ng_suggester_count(suggester, candidate->stem, strlen(candidate->stem), &articles,
                                error))
            return false;
        /* a word that stands everywhere finds nothing in particular */
        bool common = suggester->articles >= COMMON_FROM && articles > suggester->articles / 3;
        if (!articles || common)
            continue;
        if (!write_out(words, candidate, &surface, error))
            return false;
        if (surface && !is_known(out, surface))
            g_ptr_array_add(out, ng_suggestion_new("word", NULL, surface, articles));
    }
    g_ptr_array_sort(out, by_articles);
    return true;
}

static void add_stemmers(GPtrArray *stemmers, const NgIndex *index)
{
    for (guint i = 0; index->languages[i]; i++)
        if (ng_stemmer_knows(index->languages[i]))
            g_ptr_array_add(stemmers, ng_stemmer_new(index->languages[i]));
}

static void words_init(Words *words, const NgSuggester *suggester, const char *form, gsize len)
{
    *words = (Words) {.suggester = suggester,
                      .form = form,
                      .form_len = len,
                      .terms = g_array_new(FALSE, FALSE, sizeof(Term)),
                      .chars = g_string_sized_new(16384),
                      .stemmers = g_ptr_array_new_with_free_func((GDestroyNotify)ng_stemmer_free),
                      .candidates = g_ptr_array_new_with_free_func(candidate_free),
                      .known = g_hash_table_new(g_str_hash, g_str_equal),
                      .record = g_string_sized_new(16384),
                      .value = g_string_new(NULL),
                      .texts = g_array_new(FALSE, FALSE, sizeof(NgRecordText)),
                      .positions = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                      .lengths = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                      .first_block = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                      .written = g_array_new(FALSE, FALSE, sizeof(Written))};
    g_array_set_clear_func(words->written, written_clear);
    ng_tokens_init(&words->tokens);
}

static void words_clear(Words *words)
{
    ng_tokens_clear(&words->tokens);
    g_array_unref(words->terms);
    g_string_free(words->chars, TRUE);
    g_hash_table_unref(words->known);
    g_ptr_array_unref(words->candidates);
    g_ptr_array_unref(words->stemmers);
    g_string_free(words->record, TRUE);
    g_string_free(words->value, TRUE);
    g_array_unref(words->texts);
    g_array_unref(words->positions);
    g_array_unref(words->lengths);
    g_array_unref(words->first_block);
    g_array_unref(words->written);
}

bool ng_suggest_words(const NgSuggester *suggester, const char *form, guint limit, GPtrArray *out,
                      GError **error)
{
    if (strlen(form) < 2)
        return true;
    Words words;
    words_init(&words, suggester, form, strlen(form));
    words.limit = limit;
    add_stemmers(words.stemmers, suggester->index);
    bool ok = find_candidates(&words, error) && choose(&words, out, error);
    words_clear(&words);
    return ok;
}

void ng_suggested_form_free(gpointer data)
{
    NgSuggestedForm *form = data;
    g_free(form->form);
    g_free(form->surface);
    g_free(form);
}

bool ng_suggest_forms(const NgSuggester *suggester, const char *stem, const char *term,
                      GPtrArray *out, GError **error)
{
    Words words;
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    words_init(&words, suggester, stem, (gsize)(g_utf8_next_char(stem) - stem));
    bool ok = read_forms(&words, stem, term, TEXTS_OF_FORMS, error);
    for (guint i = 0; ok && i < words.written->len; i++) {
        const char *form = g_array_index(words.written, Written, i).form;
        const char *surface = usual(&words, form);
        if (!surface || g_hash_table_contains(known, form))
            continue;
        NgSuggestedForm *written = g_new(NgSuggestedForm, 1);
        *written = (NgSuggestedForm) {g_strdup(form), g_strdup(surface)};
        g_hash_table_add(known, written->form);
        g_ptr_array_add(out, written);
    }
    words_clear(&words);
    return ok;
}
