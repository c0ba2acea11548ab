/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is similar: the words that are frequent in the article and rare in the index (tf-idf, the
 * former damped as BM25 damps it), those of names a little before others, and its actors, whatever
 * they are called elsewhere. */
#include "like.h"
#include "nutgraf/record.h"
#include "nutgraf/stem.h"
#include "nutgraf/token.h"
#include "nutgraf/values.h"

#include <math.h>
#include <string.h>

#define WORDS 24             /* a query has 32 at most: the rest is for the user's own */
#define ACTORS 16            /* of the most telling */
#define HEADLINE 3           /* counts of a word there, as in the index */
#define DAMPING 1.2          /* of how often a word stands there */
#define NAME_BONUS 1.25      /* for a word of a name */
#define LEAST_SHARE 0.22     /* of the article's own weight */
#define COMMON_SHARE 4       /* words in more than a fourth of all articles tell nothing */
#define STEMS_COUNTED 20000u /* different ones of a very long article */

typedef struct {
    char *surface;
    guint count;
    bool name;
} Word;

typedef struct {
    const char *text; /* of a word: the stem; of an actor: the id */
    const char *surface;
    double weight;
    bool name;
} Telling;

typedef struct {
    NgIndex *index;
    GHashTable *words;  /* stem (owned) -> Word */
    GHashTable *actors; /* id -> count */
    NgTokens tokens;
    NgStemmer *stemmer;
} Reading;

static void word_free(gpointer data)
{
    g_free(((Word *)data)->surface);
    g_free(data);
}

/* ---- what stands there ---- */

static bool in_name(const NgParagraph *paragraph, const NgToken *token)
{
    for (guint i = 0; i < paragraph->actors->len; i++) {
        const NgMention *mention = paragraph->actors->pdata[i];
        for (guint k = 0; k < mention->spans->len; k++) {
            NgSpan span = g_array_index(mention->spans, NgSpan, k);
            if (token->begin >= span.begin && token->end <= span.end)
                return true;
        }
    }
    return false;
}

static bool has_letter(const char *form, gsize len)
{
    for (gsize i = 0; i < len; i++)
        if (!g_ascii_isdigit(form[i]) && !g_ascii_ispunct(form[i]))
            return true;
    return false;
}

static void count_word(Reading *reading, const NgParagraph *paragraph, uint32_t i, guint times)
{
    const NgTokens *tokens = &reading->tokens;
    const NgToken *token = &tokens->v[i];
    const char *form = ng_token_form(tokens, i);
    NgStems stems;
    /* figures and single letters tell nothing */
    if (token->flags & NG_TOKEN_EXTRA || token->form_len < 2 || !has_letter(form, token->form_len))
        return;
    ng_stem(reading->stemmer, ng_token_lower(tokens, i), token->lower_len, form, token->form_len,
            &stems);
    g_autofree char *stem = g_strndup(stems.stem[0], stems.len[0]);
    Word *word = g_hash_table_lookup(reading->words, stem);
    if (!word) {
        if (g_hash_table_size(reading->words) >= STEMS_COUNTED)
            return;
        word = g_new0(Word, 1);
        word->surface = g_strndup(form, token->form_len);
        g_hash_table_insert(reading->words, g_steal_pointer(&stem), word);
    }
    word->count += times;
    word->name = word->name || in_name(paragraph, token);
}

static void read_paragraph(Reading *reading, const NgArticle *article, const NgParagraph *paragraph,
                           guint times)
{
    const char *lang = paragraph->lang ? paragraph->lang : article->lang;
    reading->stemmer = ng_stemmer_new(lang ? lang : "en");
    ng_tokenise(&reading->tokens, paragraph->text, strlen(paragraph->text));
    for (uint32_t i = 0; i < reading->tokens.n; i++)
        count_word(reading, paragraph, i, times);
    for (guint i = 0; i < paragraph->actors->len; i++) {
        const NgMention *mention = paragraph->actors->pdata[i];
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(reading->actors, mention->id));
        g_hash_table_replace(reading->actors, mention->id, GUINT_TO_POINTER(count + 1));
    }
    ng_stemmer_free(reading->stemmer);
}

/* ---- what of it tells ---- */

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Telling *)a)->text, ((const Telling *)b)->text);
}

static int by_weight(gconstpointer a, gconstpointer b)
{
    const Telling *left = a, *right = b;
    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return by_text(a, b);
}

/* Rare ones weigh most; what stands in this article alone finds no other. */
static double rarity(guint32 documents, guint32 all)
{
    if (documents < 2 || (all >= 20 && documents > all / COMMON_SHARE))
        return 0;
    return log(1 + (double)all / documents);
}

static bool weigh(NgIndex *index, const char *prefix, GArray *all, GError **error)
{
    g_autoptr(GString) term = g_string_new(NULL);
    /* in the order of the index: neighbours share what it reads */
    g_array_sort(all, by_text);
    for (guint i = 0; i < all->len; i++) {
        Telling *one = &g_array_index(all, Telling, i);
        guint32 documents;
        ng_term_make(term, prefix, one->text, strlen(one->text));
        if (!ng_db_frequency(index->db, term->str, term->len, &documents, error))
            return false;
        one->weight = one->weight / (one->weight + DAMPING) *
                      rarity(documents, ng_db_count(index->db)) * (one->name ? NAME_BONUS : 1);
    }
    g_array_sort(all, by_weight);
    return true;
}

static void show(GString *shown, const char *text, double weight)
{
    g_string_append_printf(shown, " %s (%.1f)", text, weight);
}

static NgNode *leaf(NgNodeKind kind, const char *text)
{
    NgNode *node = g_new0(NgNode, 1);
    node->kind = kind;
    node->text = g_strdup(text);
    return node;
}

static bool take_words(Reading *reading, NgLike *like, GString *shown, GError **error)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Telling));
    GHashTableIter iter;
    gpointer stem, value;
    g_hash_table_iter_init(&iter, reading->words);
    while (g_hash_table_iter_next(&iter, &stem, &value)) {
        const Word *word = value;
        Telling one = {stem, word->surface, word->count, word->name};
        g_array_append_val(all, one);
    }
    if (!weigh(reading->index, "", all, error))
        return false;
    like->tree = leaf(NG_NODE_ANY, NULL);
    like->tree->kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_node_free);
    g_string_append(shown, "words:");
    for (guint i = 0; i < MIN(all->len, WORDS); i++) {
        const Telling *one = &g_array_index(all, Telling, i);
        if (one->weight <= 0)
            break;
        g_ptr_array_add(like->tree->kids, leaf(NG_NODE_WORD, one->surface));
        show(shown, one->surface, one->weight);
    }
    if (like->tree->kids->len == 0) {
        /* no id is like this one */
        ng_node_free(like->tree);
        like->tree = leaf(NG_NODE_FIELD, "#");
        like->tree->field = NG_FIELD_ID;
    }
    return true;
}

static bool take_actors(Reading *reading, NgLike *like, GString *shown, GError **error)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Telling));
    GHashTableIter iter;
    gpointer id, count;
    g_hash_table_iter_init(&iter, reading->actors);
    while (g_hash_table_iter_next(&iter, &id, &count)) {
        Telling one = {id, NULL, GPOINTER_TO_UINT(count), false};
        g_array_append_val(all, one);
    }
    if (!weigh(reading->index, NG_TERM_ACTOR, all, error))
        return false;
    like->actors = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    g_string_append(shown, "\n           actors:");
    for (guint i = 0; i < MIN(all->len, ACTORS); i++) {
        const Telling *one = &g_array_index(all, Telling, i);
        if (one->weight <= 0)
            break;
        guint64 hash = ng_name_hash('a', one->text, strlen(one->text));
        const NgCountedAs *as = ng_index_counted_as(reading->index, hash);
        hash = as ? as->hash : hash;
        if (g_hash_table_contains(like->actors, &hash))
            continue;
        like->most_actors += one->weight;
        g_hash_table_replace(like->actors, g_memdup2(&hash, sizeof hash),
                             g_memdup2(&one->weight, sizeof one->weight));
        show(shown, one->text, one->weight);
    }
    return true;
}

/* ---- the article ---- */

static bool not_found(const char *id, GError **error)
{
    g_autofree char *shown = g_utf8_make_valid(id, -1);
    g_set_error(error, NG_ERROR, NG_ERROR_NOT_FOUND, "there is no article or paragraph \"%s\"",
                shown);
    return false;
}

/* ARTICLE#n: *n is -1 without. New string. */
static char *parse_id(const char *id, gint64 *n)
{
    const char *mark = strrchr(id, '#');
    guint64 number;
    *n = -1;
    if (!mark || !g_ascii_string_to_unsigned(mark + 1, 10, 0, G_MAXUINT32, &number, NULL))
        return g_strdup(id);
    *n = (gint64)number;
    return g_strndup(id, (gsize)(mark - id));
}

static void read_all(Reading *reading, const NgArticle *article, gint64 n)
{
    if (n <= 0)
        read_paragraph(reading, article, article->headline, HEADLINE);
    for (guint i = 0; n != 0 && i < article->paragraphs->len; i++)
        if (n < 0 || (guint)n == i + 1)
            read_paragraph(reading, article, article->paragraphs->pdata[i], 1);
}

bool ng_like_read(NgIndex *index, const char *id, gint64 now, NgLike *like, GError **error)
{
    gint64 n;
    *like = (NgLike) {0};
    like->id = parse_id(id, &n);
    g_autoptr(GString) record = g_string_new(NULL);
    if (!ng_index_find(index, like->id, now, &like->docid, error) ||
        (!like->docid && !not_found(id, error)) ||
        !ng_db_data(index->db, like->docid, record, error)) {
        ng_like_clear(like);
        return false;
    }
    g_autoptr(NgArticle) article = ng_record_decode(record->str, record->len, error);
    if (!article || (n > (gint64)article->paragraphs->len && !not_found(id, error))) {
        ng_like_clear(like);
        return false;
    }
    Reading reading = {.index = index,
                       .words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, word_free),
                       .actors = g_hash_table_new(g_str_hash, g_str_equal)};
    g_autoptr(GString) shown = g_string_new(NULL);
    ng_tokens_init(&reading.tokens);
    read_all(&reading, article, n);
    bool ok = take_words(&reading, like, shown, error) && take_actors(&reading, like, shown, error);
    ng_tokens_clear(&reading.tokens);
    g_hash_table_unref(reading.words);
    g_hash_table_unref(reading.actors);
    like->paragraphs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    like->shown = g_string_free(g_steal_pointer(&shown), FALSE);
    if (!ok)
        ng_like_clear(like);
    return ok;
}

void ng_like_clear(NgLike *like)
{
    g_clear_pointer(&like->tree, ng_node_free);
    g_clear_pointer(&like->actors, g_hash_table_unref);
    g_clear_pointer(&like->paragraphs, g_array_unref);
    g_clear_pointer(&like->shown, g_free);
    g_clear_pointer(&like->id, g_free);
}

/* ---- others beside it ---- */

void ng_like_settle(NgLike *like, double own)
{
    like->least = LEAST_SHARE * (own + like->most_actors);
}

bool ng_like_weigh(const NgLike *like, const NgIndex *index, NgCandidate *candidate, double *weight)
{
    gsize len;
    NgMeta meta;
    guint64 hash;
    NgActorKind kind;
    if (ng_candidate_docid(candidate) == like->docid || *weight + like->most_actors < like->least)
        return false;
    const char *value = ng_candidate_value(candidate, NG_SLOT_META, &len);
    if (ng_meta_unpack(value, len, &meta) && like->most_actors > 0) {
        NgNamesIter iter;
        ng_names_iter_init(&iter, meta.actors, meta.actors_len);
        while (ng_names_iter_next(&iter, &hash, &kind, like->paragraphs)) {
            const NgCountedAs *as = ng_index_counted_as(index, hash);
            const double *shared = g_hash_table_lookup(like->actors, as ? &as->hash : &hash);
            *weight += shared ? *shared : 0;
        }
    }
    return *weight >= like->least;
}
