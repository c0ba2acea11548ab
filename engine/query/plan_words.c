/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: words and phrases of a query to stems, leaves and matches.
 * Part of stage 3; plan.c puts the pieces together.
 * Must not know: fields with values, dates, the store. */
#include "engine/query/lex.h"
#include "engine/query/plan.h"

#include "nutgraf/error.h"
#include "nutgraf/stem.h"
#include "nutgraf/token.h"

#include <string.h>

/* A word of the headline counts this much of a word of the text more. */
static const double HEADLINE_WEIGHT = 0.8;

/* ---- stems ---- */

static void free_stemmers(gpointer table)
{
    g_hash_table_unref(table);
}

/* A stemmer remembers words: worth keeping from query to query. */
static NgStemmer *cached_stemmer(const char *lang)
{
    static GPrivate cache = G_PRIVATE_INIT(free_stemmers);
    GHashTable *table = g_private_get(&cache);
    if (!table) {
        table =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)ng_stemmer_free);
        g_private_set(&cache, table);
    }
    const char *key = ng_stemmer_knows(lang) ? lang : "";
    NgStemmer *stemmer = g_hash_table_lookup(table, key);
    if (!stemmer) {
        stemmer = ng_stemmer_new(*key ? key : NULL);
        g_hash_table_insert(table, g_strdup(key), stemmer);
    }
    return stemmer;
}

void ng_plan_languages(NgPlanner *planner, const char *const *languages)
{
    g_ptr_array_set_size(planner->stemmers, 0);
    for (guint i = 0; languages && languages[i]; i++) {
        NgStemmer *stemmer = cached_stemmer(languages[i]);
        if (!g_ptr_array_find(planner->stemmers, stemmer, NULL))
            g_ptr_array_add(planner->stemmers, stemmer);
    }
    if (!planner->stemmers->len)
        g_ptr_array_add(planner->stemmers, cached_stemmer(""));
}

static GPtrArray *terms_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
}

/* One form in every language of the index. */
static void add_stems(const NgPlanner *planner, GPtrArray *terms, const char *prefix,
                      const char *lower, gsize lower_len, const char *form, gsize form_len)
{
    for (guint i = 0; i < planner->stemmers->len; i++) {
        NgStems stems;
        ng_stem(planner->stemmers->pdata[i], lower, lower_len, form, form_len, &stems);
        for (int j = 0; j < stems.n; j++)
            ng_terms_add(terms, prefix, stems.stem[j], stems.len[j]);
    }
}

/* ---- one typed word, taken apart ---- */

/* A word number of it: its terms under each prefix that is asked for. */
typedef struct {
    GPtrArray *terms; /* under the prefix of the place */
    GPtrArray *title; /* under that of headlines, for weight; empty when terms are those already */
    GPtrArray *raw;   /* exact and prefix: the forms themselves; else empty */
    char *form;
    guint offset; /* words after the first of its phrase */
} Part;

typedef struct {
    GArray *parts;   /* of Part */
    Part *joined;    /* non-governmental: nongovernmental; or NULL */
    NgLeafKind kind; /* WORD, EXACT or PREFIX */
    const char *shown;
    guint width; /* word numbers */
} Word;

static void part_clear(gpointer data)
{
    Part *part = data;
    g_ptr_array_unref(part->terms);
    g_ptr_array_unref(part->title);
    g_ptr_array_unref(part->raw);
    g_free(part->form);
}

static void word_clear(Word *word)
{
    g_clear_pointer(&word->parts, g_array_unref);
    if (word->joined)
        part_clear(word->joined);
    g_clear_pointer(&word->joined, g_free);
}

static Part part_new(const NgTokens *tokens, guint i)
{
    Part part = {terms_new(), terms_new(), terms_new(), NULL, tokens->v[i].word};
    part.form = g_strndup(ng_token_form(tokens, i), tokens->v[i].form_len);
    return part;
}

static void part_add(const NgPlanner *planner, Part *part, const NgTokens *tokens, guint i,
                     const NgWhere *where)
{
    const NgToken *token = &tokens->v[i];
    const char *lower = ng_token_lower(tokens, i), *form = ng_token_form(tokens, i);
    add_stems(planner, part->terms, where->prefix, lower, token->lower_len, form, token->form_len);
    if (!*where->prefix)
        add_stems(planner, part->title, NG_TERM_TITLE, lower, token->lower_len, form,
                  token->form_len);
}

/* `U.S.` is the country, not the pronoun: two dotted letters stay dotted. */
static bool is_dotted_pair(const NgTokens *tokens, guint i)
{
    return tokens->v[i].form_len == 3 && ng_token_form(tokens, i)[1] == '.' &&
           g_ascii_isalpha(*ng_token_form(tokens, i));
}

typedef struct {
    GPtrArray *forms; /* of GBytes: terms with the raw prefix */
    guint max;
} Expansion;

static bool expand(const char *term, gsize len, guint32 documents, gpointer data)
{
    Expansion *expansion = data;
    (void)documents;
    g_ptr_array_add(expansion->forms, g_bytes_new(term, len));
    return expansion->forms->len <= expansion->max;
}

/* audit*: every form in the index that begins so, and its stems. */
static bool expand_prefix(NgPlanner *planner, const NgNode *node, const NgWhere *where, Part *part)
{
    if (++planner->wildcards > planner->limits->max_wildcards)
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                             "more than %u words with *", planner->limits->max_wildcards);
    g_autoptr(GString) begins = g_string_new(NULL);
    ng_term_make(begins, NG_TERM_RAW, part->form, strlen(part->form));
    Expansion expansion = {part->raw, planner->limits->max_expansion};
    const NgVocabulary *vocabulary = planner->vocabulary;
    if (!vocabulary->each_term(vocabulary->data, begins->str, begins->len, expand, &expansion,
                               planner->error))
        return false;
    if (part->raw->len > planner->limits->max_expansion)
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                             "%s* stands for more than %u different words; write more letters",
                             node->text, planner->limits->max_expansion);
    g_ptr_array_set_size(part->terms, 0);
    g_ptr_array_set_size(part->title, 0);
    for (guint i = 0; i < part->raw->len; i++) {
        gsize len;
        const char *form = g_bytes_get_data(part->raw->pdata[i], &len);
        form += strlen(NG_TERM_RAW);
        len -= strlen(NG_TERM_RAW);
        add_stems(planner, part->terms, where->prefix, form, len, form, len);
    }
    return true;
}

/* Overlapping pairs of characters say the same twice: every other one, and the last, will do. */
static void thin_pairs(GArray *parts, const NgTokens *tokens, GArray *firsts)
{
    for (guint i = 1; i + 1 < parts->len;) {
        const NgToken *before = &tokens->v[g_array_index(firsts, guint, i - 1)];
        const NgToken *this = &tokens->v[g_array_index(firsts, guint, i)];
        const NgToken *next = &tokens->v[g_array_index(firsts, guint, i + 1)];
        bool spare = this->flags & before->flags & next->flags & NG_TOKEN_CJK &&
                     this->begin < before->end && next->begin < this->end &&
                     next->begin == before->end;
        if (spare) {
            g_array_remove_index(parts, i);
            g_array_remove_index(firsts, i);
        }
        i++;
    }
}

static bool word_take(NgPlanner *planner, const NgNode *node, const NgWhere *where, Word *word)
{
    *word = (Word) {.kind = node->exact    ? NG_LEAF_EXACT
                            : node->prefix ? NG_LEAF_PREFIX
                                           : NG_LEAF_WORD,
                    .shown = node->text};
    word->parts = g_array_new(FALSE, FALSE, sizeof(Part));
    g_array_set_clear_func(word->parts, part_clear);
    g_autoptr(GArray) firsts = g_array_new(FALSE, FALSE, sizeof(guint));
    NgTokens tokens;
    ng_tokens_init(&tokens);
    ng_tokenise(&tokens, node->text, strlen(node->text));
    bool plain = word->kind == NG_LEAF_WORD;
    for (guint i = 0; i < tokens.n; i++) {
        const NgToken *token = &tokens.v[i];
        Part *part = NULL;
        if (!(token->flags & NG_TOKEN_EXTRA)) {
            Part new_part = part_new(&tokens, i);
            g_array_append_val(word->parts, new_part);
            g_array_append_val(firsts, i);
            part = &g_array_index(word->parts, Part, word->parts->len - 1);
        } else if (plain && firsts->len) {
            guint first = g_array_index(firsts, guint, firsts->len - 1);
            if (token->begin >= tokens.v[first].begin && is_dotted_pair(&tokens, first))
                continue;
            part = &g_array_index(word->parts, Part, word->parts->len - 1);
            if (token->begin < tokens.v[first].begin) { /* the parts, joined */
                if (word->joined)
                    continue;
                word->joined = g_new0(Part, 1);
                *word->joined = part_new(&tokens, i);
                part = word->joined;
            }
        }
        if (part)
            part_add(planner, part, &tokens, i, where);
    }
    word->width = tokens.words;
    thin_pairs(word->parts, &tokens, firsts);
    ng_tokens_clear(&tokens);
    for (guint i = 0; i < word->parts->len; i++) {
        Part *part = &g_array_index(word->parts, Part, i);
        if (word->kind == NG_LEAF_EXACT)
            ng_terms_add(part->raw, NG_TERM_RAW, part->form, strlen(part->form));
        else if (word->kind == NG_LEAF_PREFIX && i + 1 == word->parts->len &&
                 !expand_prefix(planner, node, where, part))
            return false;
    }
    return true;
}

/* ---- to matches ---- */

static NgLeafKind kind_of_part(const Word *word, guint i)
{
    bool last = i + 1 == word->parts->len;
    return word->kind == NG_LEAF_PREFIX && !last ? NG_LEAF_WORD : word->kind;
}

/* Finds the articles that have the part; the headline's terms add weight. */
static NgMatch *part_match(const Part *part, NgLeafKind kind, const NgWhere *where)
{
    if (kind == NG_LEAF_WORD) {
        NgMatch *match = ng_terms_match(part->terms, NG_MATCH_SYNONYM);
        NgMatch *title = ng_terms_match(part->title, NG_MATCH_SYNONYM);
        if (!match)
            return ng_match_none();
        return title
                   ? ng_match_op(NG_MATCH_AND_MAYBE, match, ng_match_scale(title, HEADLINE_WEIGHT))
                   : match;
    }
    NgMatch *raw = ng_terms_match(part->raw, NG_MATCH_SYNONYM);
    if (!raw)
        return ng_match_none();
    NgMatch *stems = *where->prefix ? ng_terms_match(part->terms, NG_MATCH_SYNONYM) : NULL;
    return stems ? ng_match_op(NG_MATCH_FILTER, stems, raw) : raw;
}

static NgPassage *part_leaf(NgPlanner *planner, const Part *part, NgLeafKind kind,
                            const NgWhere *where, const char *shown)
{
    return ng_plan_leaf(planner,
                        g_ptr_array_copy(part->terms, (GCopyFunc)(void *)g_bytes_ref, NULL), kind,
                        part->form, !where->negative, shown);
}

/* title: and lead: look at some paragraphs only, and speak of the article. */
NgPassage *ng_plan_wrap(NgPassage *unit, const NgWhere *where)
{
    if (where->field != NG_FIELD_TITLE && where->field != NG_FIELD_LEAD)
        return unit;
    NgPassage *within = ng_passage_new(NG_PASSAGE_WITHIN);
    within->last = where->field == NG_FIELD_LEAD;
    within->by_article = true;
    ng_passage_add(within, unit);
    return within;
}

static NgMatch *and_match(NgMatch *left, NgMatch *right)
{
    return left ? ng_match_op(NG_MATCH_AND, left, right) : right;
}

/* A run of parts, one behind the other. */
static NgPassage *run_passage(NgPlanner *planner, const Word *word, const NgWhere *where)
{
    guint n = word->parts->len;
    NgPassage *run = n > 1 ? ng_passage_new(NG_PASSAGE_PHRASE) : NULL;
    if (run)
        run->gap = g_new0(guint, n);
    for (guint i = 0; i < n; i++) {
        const Part *part = &g_array_index(word->parts, Part, i);
        NgPassage *leaf = part_leaf(planner, part, kind_of_part(word, i), where, word->shown);
        if (!run)
            return leaf;
        run->gap[i] = part->offset - g_array_index(word->parts, Part, 0).offset;
        ng_passage_add(run, leaf);
    }
    return run;
}

static NgPassage *word_passage(NgPlanner *planner, const Word *word, const NgWhere *where)
{
    NgPassage *run = run_passage(planner, word, where);
    if (!word->joined)
        return run;
    NgPassage *either = ng_passage_new(NG_PASSAGE_OR);
    ng_passage_add(either, run);
    ng_passage_add(either, part_leaf(planner, word->joined, NG_LEAF_WORD, where, word->shown));
    return either;
}

static NgMatch *word_match(const Word *word, const NgWhere *where)
{
    NgMatch *match = NULL;
    for (guint i = 0; i < word->parts->len; i++)
        match = and_match(
            match, part_match(&g_array_index(word->parts, Part, i), kind_of_part(word, i), where));
    return word->joined
               ? ng_match_op(NG_MATCH_OR, match, part_match(word->joined, NG_LEAF_WORD, where))
               : match;
}

static bool count_words(NgPlanner *planner, const NgNode *node)
{
    if (++planner->words <= planner->limits->max_terms)
        return true;
    return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                         "more than %u words", planner->limits->max_terms);
}

bool ng_plan_word(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece)
{
    Word word = {0};
    bool taken = count_words(planner, node) && word_take(planner, node, where, &word);
    if (taken && !word.parts->len)
        taken = ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                              "there is no word here");
    if (!taken) {
        word_clear(&word);
        return false;
    }
    *piece =
        (NgPiece) {.by_passage = where->field != NG_FIELD_TITLE && where->field != NG_FIELD_LEAD};
    piece->match = word_match(&word, where);
    if (word.parts->len > planner->limits->max_phrase_words) {
        /* an address, a very long compound: all of its parts, wherever */
        piece->passage = ng_passage_new(NG_PASSAGE_AND);
        for (guint i = 0; i < word.parts->len; i++)
            ng_passage_add(piece->passage,
                           ng_plan_wrap(part_leaf(planner, &g_array_index(word.parts, Part, i),
                                                  kind_of_part(&word, i), where, word.shown),
                                        where));
    } else {
        piece->passage = ng_plan_wrap(word_passage(planner, &word, where), where);
        piece->exact =
            word.parts->len == 1 && where->field != NG_FIELD_LEAD &&
            (word.kind == NG_LEAF_WORD || (word.kind == NG_LEAF_PREFIX && !*where->prefix));
    }
    word_clear(&word);
    return true;
}

/* ---- phrases ---- */

static void words_clear(gpointer data)
{
    word_clear(data);
}

/* Xapian's own phrase is quicker, but does not see that a long paragraph's blocks are one run. */
static NgMatch *phrase_match(const GArray *parts, const GArray *kinds, NgMatch *all,
                             bool contiguous)
{
    if (!contiguous)
        return all;
    GPtrArray *run = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
    for (guint i = 0; i < parts->len; i++) {
        const Part *part = g_array_index(parts, const Part *, i);
        if (g_array_index(kinds, NgLeafKind, i) != NG_LEAF_WORD || !part->terms->len) {
            g_ptr_array_unref(run);
            return all;
        }
        g_ptr_array_add(run, ng_terms_match(part->terms, NG_MATCH_OR));
    }
    NgMatch *phrase = ng_match_window(NG_MATCH_PHRASE, run, parts->len);
    NgMatch *across = ng_match_op(NG_MATCH_FILTER, ng_match_copy(all),
                                  ng_match_term(NG_TERM_LONG, strlen(NG_TERM_LONG), 1));
    /* the words' weights, headline and all, for the articles that have the phrase */
    return ng_match_op(NG_MATCH_FILTER, all, ng_match_op(NG_MATCH_OR, phrase, across));
}

/* No compound with a joined form: one run of leaves. */
static NgPassage *flat_phrase(NgPlanner *planner, const GArray *parts, const GArray *kinds,
                              const GArray *offsets, const NgWhere *where, const char *shown)
{
    NgPassage *phrase = ng_passage_new(NG_PASSAGE_PHRASE);
    phrase->gap = g_new0(guint, parts->len);
    for (guint i = 0; i < parts->len; i++) {
        phrase->gap[i] = g_array_index(offsets, guint, i) - g_array_index(offsets, guint, 0);
        ng_passage_add(phrase, part_leaf(planner, g_array_index(parts, const Part *, i),
                                         g_array_index(kinds, NgLeafKind, i), where, shown));
    }
    return phrase;
}

static void plan_words(NgPlanner *planner, const GArray *words, const NgWhere *where,
                       NgPiece *piece)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(const Part *));
    g_autoptr(GArray) kinds = g_array_new(FALSE, FALSE, sizeof(NgLeafKind));
    g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(guint));
    bool joined = false, contiguous = true;
    guint offset = 0;
    NgMatch *all = NULL;
    NgPassage *chain = NULL;
    for (guint i = 0; i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);
        joined |= word->joined != NULL;
        for (guint j = 0; j < word->parts->len; j++) {
            const Part *part = &g_array_index(word->parts, Part, j);
            NgLeafKind kind = kind_of_part(word, j);
            guint at = offset + part->offset;
            g_array_append_val(parts, part);
            g_array_append_val(kinds, kind);
            g_array_append_val(offsets, at);
            contiguous &= at == parts->len - 1;
        }
        offset += word->width;
        all = and_match(all, word_match(word, where));
    }
    if (!joined) {
        const char *shown = g_array_index(words, Word, 0).shown;
        piece->passage =
            ng_plan_wrap(flat_phrase(planner, parts, kinds, offsets, where, shown), where);
        piece->match = phrase_match(parts, kinds, all, contiguous);
        return;
    }
    for (guint i = 0; i < words->len; i++) {
        NgPassage *next = word_passage(planner, &g_array_index(words, Word, i), where);
        if (chain) {
            NgPassage *both = ng_passage_new(NG_PASSAGE_ADJ);
            both->distance = 1;
            ng_passage_add(both, chain);
            ng_passage_add(both, next);
            next = both;
        }
        chain = next;
    }
    piece->passage = ng_plan_wrap(chain, where);
    piece->match = all;
}

bool ng_plan_phrase(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece)
{
    if (++planner->phrases > planner->limits->max_phrases)
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                             "more than %u phrases and proximity operators",
                             planner->limits->max_phrases);
    g_autoptr(GArray) words = g_array_new(FALSE, TRUE, sizeof(Word));
    g_array_set_clear_func(words, words_clear);
    guint parts = 0;
    for (guint i = 0; i < node->kids->len; i++) {
        g_array_set_size(words, i + 1);
        Word *word = &g_array_index(words, Word, i);
        if (!count_words(planner, node) || !word_take(planner, node->kids->pdata[i], where, word))
            return false;
        parts += word->parts->len;
    }
    if (parts > planner->limits->max_phrase_words)
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                             "a phrase of more than %u words", planner->limits->max_phrase_words);
    *piece =
        (NgPiece) {.by_passage = where->field != NG_FIELD_TITLE && where->field != NG_FIELD_LEAD};
    plan_words(planner, words, where, piece);
    return true;
}

bool ng_plan_rarity(NgPlanner *planner, const NgNode *node, guint32 *documents)
{
    Word word = {0};
    NgWhere where = {.prefix = ""};
    const NgVocabulary *vocabulary = planner->vocabulary;
    bool done = word_take(planner, node, &where, &word);
    *documents = word.parts->len ? G_MAXUINT32 : 0;
    for (guint i = 0; done && i < word.parts->len; i++) {
        const Part *part = &g_array_index(word.parts, Part, i);
        guint32 sum = 0;
        for (guint j = 0; done && j < part->terms->len; j++) {
            gsize len;
            const char *term = g_bytes_get_data(part->terms->pdata[j], &len);
            guint32 found = 0;
            done = vocabulary->frequency(vocabulary->data, term, len, &found, planner->error);
            sum += MIN(found, G_MAXUINT32 - sum);
        }
        *documents = MIN(*documents, sum);
    }
    word_clear(&word);
    return done;
}
