/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: words of a query to the forms and stems that the index has for them.
 * Part of stage 3, below plan_words.c.
 * Must not know: matches, passages, the store. */
#include "engine/query/plan_forms.h"
#include "engine/query/lex.h"

#include "nutgraf/stem.h"
#include "nutgraf/token.h"

#include <string.h>

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
static void add_stems(const NgPlanner *planner, GPtrArray *terms, const char *lower,
                      gsize lower_len, const char *form, gsize form_len)
{
    for (guint i = 0; i < planner->stemmers->len; i++) {
        NgStems stems;
        ng_stem(planner->stemmers->pdata[i], lower, lower_len, form, form_len, &stems);
        for (int j = 0; j < stems.n; j++)
            ng_terms_add(terms, "", stems.stem[j], stems.len[j]);
    }
}

/* ---- one typed word, taken apart ---- */

static void part_clear(gpointer data)
{
    NgWordPart *part = data;
    g_ptr_array_unref(part->terms);
    g_ptr_array_unref(part->raw);
    g_free(part->form);
}

void ng_word_clear(NgWord *word)
{
    g_clear_pointer(&word->parts, g_array_unref);
    if (word->joined)
        part_clear(word->joined);
    g_clear_pointer(&word->joined, g_free);
}

static NgWordPart part_new(const NgTokens *tokens, guint i)
{
    NgWordPart part = {terms_new(), terms_new(), NULL, tokens->v[i].word};
    part.form = g_strndup(ng_token_form(tokens, i), tokens->v[i].form_len);
    return part;
}

static void part_add(const NgPlanner *planner, NgWordPart *part, const NgTokens *tokens, guint i)
{
    const NgToken *token = &tokens->v[i];
    const char *lower = ng_token_lower(tokens, i), *form = ng_token_form(tokens, i);
    add_stems(planner, part->terms, lower, token->lower_len, form, token->form_len);
}

/* `U.S.` is the country, not the pronoun: two dotted letters stay dotted. */
static bool is_dotted_pair(const NgTokens *tokens, guint i)
{
    return tokens->v[i].form_len == 3 && ng_token_form(tokens, i)[1] == '.' &&
           g_ascii_isalpha(*ng_token_form(tokens, i));
}

/* The index has a word as written under the raw prefix, or, where its stem tells it, plain. */
static void add_as_written(NgWordPart *part)
{
    gsize form_len = strlen(part->form);
    ng_terms_add(part->raw, NG_TERM_RAW, part->form, form_len);
    ng_terms_add(part->terms, "", part->form, form_len);
    for (guint i = 0; i < part->terms->len; i++) {
        gsize len;
        const char *stem = g_bytes_get_data(part->terms->pdata[i], &len);
        if (ng_stem_tells(stem, len, part->form, form_len))
            ng_terms_add(part->raw, "", stem, len);
    }
}

typedef struct {
    GPtrArray *terms; /* of GBytes */
    GHashTable *seen; /* forms: char * */
    gsize prefix_len; /* what stands before the form in a term */
    guint max;
} Expansion;

static bool expand(const char *term, gsize len, guint32 documents, gpointer data)
{
    Expansion *expansion = data;
    (void)documents;
    g_ptr_array_add(expansion->terms, g_bytes_new(term, len));
    g_hash_table_add(expansion->seen,
                     g_strndup(term + expansion->prefix_len, len - expansion->prefix_len));
    return g_hash_table_size(expansion->seen) <= expansion->max;
}

/* prices*: words that begin so may be in the index as the shorter stem that tells them. */
static bool add_shorter_stems(NgPlanner *planner, NgWordPart *part)
{
    const NgVocabulary *vocabulary = planner->vocabulary;
    gsize form_len = strlen(part->form);
    for (gsize cut = 1; cut <= NG_STEM_ENDING && form_len >= NG_STEM_TELLS_MIN + cut; cut++) {
        guint32 documents = 0;
        if ((part->form[form_len - cut] & 0xC0) == 0x80) /* inside a character */
            continue;
        if (!vocabulary->frequency(vocabulary->data, part->form, form_len - cut, &documents,
                                   planner->error))
            return false;
        if (documents)
            ng_terms_add(part->raw, "", part->form, form_len - cut);
    }
    return true;
}

/* audit*: every form in the index that begins so, and its stems. Among the plain terms there are
 * stems that are no words; they find too much, and the forms in each article decide. */
static bool expand_prefix(NgPlanner *planner, const NgNode *node, NgWordPart *part)
{
    static const char *const prefixes[] = {NG_TERM_RAW, ""};
    const NgVocabulary *vocabulary = planner->vocabulary;
    if (++planner->wildcards > planner->limits->max_wildcards)
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                             "more than %u words with *", planner->limits->max_wildcards);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        g_autofree char *begins = g_strconcat(prefixes[i], part->form, NULL);
        Expansion expansion = {part->raw, seen, strlen(prefixes[i]),
                               planner->limits->max_expansion};
        if (!vocabulary->each_term(vocabulary->data, begins, strlen(begins), expand, &expansion,
                                   planner->error))
            return false;
    }
    if (g_hash_table_size(seen) > planner->limits->max_expansion)
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                             "%s* stands for more than %u different words; write more letters",
                             node->text, planner->limits->max_expansion);
    if (!add_shorter_stems(planner, part))
        return false;
    g_ptr_array_set_size(part->terms, 0);
    for (guint i = 0; i < part->raw->len; i++) {
        gsize len;
        const char *form = g_bytes_get_data(part->raw->pdata[i], &len);
        if (*form == *NG_TERM_RAW) {
            form++;
            len--;
        } else {
            ng_terms_add(part->terms, "", form, len);
        }
        add_stems(planner, part->terms, form, len, form, len);
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

bool ng_word_take(NgPlanner *planner, const NgNode *node, NgWord *word)
{
    *word = (NgWord) {.kind = node->exact    ? NG_LEAF_EXACT
                              : node->prefix ? NG_LEAF_PREFIX
                                             : NG_LEAF_WORD,
                      .shown = node->text};
    word->parts = g_array_new(FALSE, FALSE, sizeof(NgWordPart));
    g_array_set_clear_func(word->parts, part_clear);
    g_autoptr(GArray) firsts = g_array_new(FALSE, FALSE, sizeof(guint));
    NgTokens tokens;
    ng_tokens_init(&tokens);
    ng_tokenise(&tokens, node->text, strlen(node->text));
    bool plain = word->kind == NG_LEAF_WORD;
    for (guint i = 0; i < tokens.n; i++) {
        const NgToken *token = &tokens.v[i];
        NgWordPart *part = NULL;
        if (!(token->flags & NG_TOKEN_EXTRA)) {
            NgWordPart new_part = part_new(&tokens, i);
            g_array_append_val(word->parts, new_part);
            g_array_append_val(firsts, i);
            part = &g_array_index(word->parts, NgWordPart, word->parts->len - 1);
        } else if (plain && firsts->len) {
            guint first = g_array_index(firsts, guint, firsts->len - 1);
            if (token->begin >= tokens.v[first].begin && is_dotted_pair(&tokens, first))
                continue;
            part = &g_array_index(word->parts, NgWordPart, word->parts->len - 1);
            if (token->begin < tokens.v[first].begin) { /* the parts, joined */
                if (word->joined)
                    continue;
                word->joined = g_new0(NgWordPart, 1);
                *word->joined = part_new(&tokens, i);
                part = word->joined;
            }
        }
        if (part)
            part_add(planner, part, &tokens, i);
    }
    word->width = tokens.words;
    thin_pairs(word->parts, &tokens, firsts);
    ng_tokens_clear(&tokens);
    for (guint i = 0; i < word->parts->len; i++) {
        NgWordPart *part = &g_array_index(word->parts, NgWordPart, i);
        if (word->kind == NG_LEAF_EXACT) {
            add_as_written(part);
        } else if (word->kind == NG_LEAF_PREFIX && i + 1 == word->parts->len &&
                   !expand_prefix(planner, node, part)) {
            return false;
        }
    }
    return true;
}
