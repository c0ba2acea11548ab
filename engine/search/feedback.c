/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pseudo-relevance feedback: a relevance model of the best articles (Lavrenko and Croft, SIGIR
 * 2001; mixed with the query as in RM3, Abdul-Jaleel and others, TREC 2004), its words chosen and
 * weighed by their share of it times their rarity in the collection, as Rocchio's are. The
 * divergence of Kullback and Leibler (Carpineto and others, TOIS 2001) is as good on Reuters'
 * topics and worse on questions of two sides (a subject in a country): it prefers what hardly
 * anything else has.
 *
 * Nothing more is found by it: the words weigh where they stand in what matches anyway. */
#include "feedback.h"
#include "collect.h"
#include "nutgraf/record.h"
#include "nutgraf/stem.h"
#include "nutgraf/token.h"

#include <math.h>
#include <string.h>

#define LOOKED_AT 20     /* of the best; copies of one story are passed over */
#define ARTICLES 10      /* that are believed to be about it */
#define ARTICLES_LEAST 5 /* with fewer there is nothing to generalise from */
/* Small indexes hold a few articles about anything: the others among the best would mislead (on
 * TIME's 423 articles three hundredths of MAP are lost, on Reuters' 19,000 as much is won). */
#define INDEX_LEAST 2000
#define WORDS 40
#define WORD_BYTES_LEAST 3
#define COMMON_SHARE 0.3 /* what more articles have says nothing */
#define SHARE 1.5        /* the words' weights together, against the query's */
#define COPY_SHARE 0.7   /* of the words of the shorter one: the same story */
#define NAMED 6          /* words in the notice */

typedef struct {
    char *term;
    gsize len;
    double share;   /* of the relevance model */
    guint articles; /* that have it */
    double idf, worth, weight;
} Word;

typedef struct {
    NgDb *db;
    GHashTable *words; /* GBytes to Word */
    GPtrArray *taken;  /* of GHashTable: the words of each article (GBytes) */
    GHashTable *times; /* of the article in hand: GBytes to its count */
    double length;
} Model;

static void word_free(gpointer data)
{
    Word *word = data;
    g_free(word->term);
    g_free(word);
}

static bool take_word(const char *term, gsize len, guint32 times, gpointer data)
{
    Model *model = data;
    /* prefixes are capitals, words are not; numbers are dates and prices of one day */
    bool word = len >= WORD_BYTES_LEAST && !g_ascii_isupper(term[0]) && !g_ascii_isdigit(term[0]);
    model->length += times;
    if (word)
        g_hash_table_insert(model->times, g_bytes_new(term, len), GUINT_TO_POINTER(times));
    return true;
}

/* Whether the article in hand is one more copy of what has been taken. */
static bool is_copy(const Model *model)
{
    guint n = g_hash_table_size(model->times);
    for (guint i = 0; i < model->taken->len; i++) {
        GHashTable *other = model->taken->pdata[i];
        guint shared = 0, least = MIN(n, g_hash_table_size(other));
        GHashTableIter iter;
        gpointer key;
        g_hash_table_iter_init(&iter, model->times);
        while (g_hash_table_iter_next(&iter, &key, NULL))
            shared += g_hash_table_contains(other, key);
        if (least && shared >= COPY_SHARE * least)
            return true;
    }
    return false;
}

static bool take_article(Model *model, guint32 docid, double weight, GError **error)
{
    model->times =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    model->length = 0;
    if (!ng_db_each_document_word(model->db, docid, take_word, model, error)) {
        g_hash_table_unref(model->times);
        return false;
    }
    if (model->length <= 0 || is_copy(model)) {
        g_hash_table_unref(model->times);
        return true;
    }
    GHashTableIter iter;
    gpointer key, times;
    g_hash_table_iter_init(&iter, model->times);
    while (g_hash_table_iter_next(&iter, &key, &times)) {
        Word *word = g_hash_table_lookup(model->words, key);
        if (!word) {
            word = g_new0(Word, 1);
            word->term = g_strndup(g_bytes_get_data(key, &word->len), g_bytes_get_size(key));
            g_hash_table_insert(model->words, g_bytes_ref(key), word);
        }
        word->share += weight * GPOINTER_TO_UINT(times) / model->length;
        word->articles++;
    }
    g_ptr_array_add(model->taken, model->times);
    return true;
}

static int by_worth(gconstpointer a, gconstpointer b)
{
    const Word *left = *(Word *const *)a, *right = *(Word *const *)b;
    if (left->worth != right->worth)
        return left->worth > right->worth ? -1 : 1;
    return strcmp(left->term, right->term);
}

/* The words that the model has often and the collection seldom; those of one article alone do not
 * count, nor those of most. */
static GPtrArray *choose(const Model *model, double total, GError **error)
{
    GPtrArray *chosen = g_ptr_array_new();
    double all = ng_db_count(model->db);
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, model->words);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Word *word = value;
        guint32 documents = 0;
        if (word->articles < 2)
            continue;
        if (!ng_db_frequency(model->db, word->term, word->len, &documents, error)) {
            g_ptr_array_unref(chosen);
            return NULL;
        }
        if (documents > COMMON_SHARE * all)
            continue;
        word->idf = log((all - documents + 0.5) / (documents + 0.5));
        word->worth = word->share / total * word->idf;
        g_ptr_array_add(chosen, word);
    }
    g_ptr_array_sort(chosen, by_worth);
    if (chosen->len > WORDS)
        g_ptr_array_set_size(chosen, WORDS);
    return chosen;
}

/* ---- what is said about it ---- */

/* Stems are no words: the first form that the best articles have of each. */
static bool find_forms(NgDb *db, const NgCollected *best, const GPtrArray *chosen, char **forms,
                       GError **error)
{
    g_autoptr(GString) record = g_string_new(NULL);
    NgTokens tokens;
    ng_tokens_init(&tokens);
    bool ok = true;
    for (guint i = 0; ok && i < MIN(best->found->len, NAMED); i++) {
        guint32 docid = g_array_index(best->found, NgFound, i).docid;
        g_autoptr(NgArticle) article = NULL;
        ok = ng_db_data(db, docid, record, error) &&
             (article = ng_record_decode(record->str, record->len, error));
        NgStemmer *stemmer = ok ? ng_stemmer_new(article->lang ? article->lang : "en") : NULL;
        for (guint n = 0; ok && n < article->paragraphs->len; n++) {
            const NgParagraph *paragraph = article->paragraphs->pdata[n];
            ng_tokenise(&tokens, paragraph->text, strlen(paragraph->text));
            for (guint t = 0; t < tokens.n; t++) {
                NgStems stems;
                ng_stem(stemmer, ng_token_lower(&tokens, t), tokens.v[t].lower_len,
                        ng_token_form(&tokens, t), tokens.v[t].form_len, &stems);
                for (guint w = 0; w < MIN(chosen->len, NAMED); w++) {
                    const Word *word = chosen->pdata[w];
                    if (!forms[w] && stems.len[0] == word->len &&
                        memcmp(stems.stem[0], word->term, word->len) == 0)
                        forms[w] = g_strndup(ng_token_lower(&tokens, t), tokens.v[t].lower_len);
                }
            }
        }
        ng_stemmer_free(stemmer);
    }
    ng_tokens_clear(&tokens);
    return ok;
}

static bool is_asked(const NgPlan *plan, const Word *word)
{
    for (guint i = 0; i < plan->leaves->len; i++) {
        const NgLeaf *leaf = plan->leaves->pdata[i];
        for (guint j = 0; j < leaf->terms->len; j++) {
            gsize len;
            const char *term = g_bytes_get_data(leaf->terms->pdata[j], &len);
            if (len == word->len && memcmp(term, word->term, len) == 0)
                return true;
        }
    }
    return false;
}

/* The words that the query does not have itself. */
static GPtrArray *new_words(const NgPlan *plan, const GPtrArray *chosen)
{
    GPtrArray *words = g_ptr_array_new();
    for (guint i = 0; i < chosen->len; i++)
        if (!is_asked(plan, chosen->pdata[i]))
            g_ptr_array_add(words, chosen->pdata[i]);
    return words;
}

static bool tell(const NgEvaluator *evaluator, const NgCollected *best, const GPtrArray *chosen,
                 GString *added, GPtrArray *notices, GError **error)
{
    g_autoptr(GPtrArray) words = new_words(evaluator->plan, chosen);
    g_autoptr(GString) named = g_string_new("ranked also by what the best articles share: ");
    char *forms[NAMED] = {NULL};
    bool ok = find_forms(evaluator->index->db, best, words, forms, error);
    for (guint i = 0; i < MIN(words->len, NAMED); i++) {
        const Word *word = words->pdata[i];
        g_string_append_printf(named, "%s%s", i ? ", " : "", forms[i] ? forms[i] : word->term);
        g_free(forms[i]);
    }
    if (words->len > NAMED)
        g_string_append_printf(named, " and %u more words", words->len - NAMED);
    for (guint i = 0; i < chosen->len; i++) {
        const Word *word = chosen->pdata[i];
        g_string_append_printf(added, "%s%s %.2f", i ? ", " : "", word->term, word->weight);
    }
    if (ok && words->len)
        g_ptr_array_add(notices, g_strdup(named->str));
    return ok;
}

/* ---- the whole ---- */

/* The added words together weigh as a share of the query's own. */
static void widen(NgPlan *plan, const NgEvaluator *evaluator, const GPtrArray *chosen)
{
    double query = 0, model = 0;
    GPtrArray *kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
    for (guint i = 0; i < plan->leaves->len; i++)
        if (((const NgLeaf *)plan->leaves->pdata[i])->positive)
            query += evaluator->weights[i];
    for (guint i = 0; i < chosen->len; i++) {
        const Word *word = chosen->pdata[i];
        model += word->worth * word->idf;
    }
    for (guint i = 0; i < chosen->len && model > 0; i++) {
        Word *word = chosen->pdata[i];
        word->weight = SHARE * query * word->worth / model;
        g_ptr_array_add(kids,
                        ng_match_scale(ng_match_term(word->term, word->len, 1), word->weight));
    }
    plan->match = ng_match_op(NG_MATCH_MAYBE, plan->match, ng_match_op_many(NG_MATCH_OR, kids));
}

static bool learn(Model *model, const NgCollected *best, double *total, GError **error)
{
    *total = 0;
    for (guint i = 0; i < MIN(best->found->len, LOOKED_AT) && model->taken->len < ARTICLES; i++) {
        const NgFound *found = &g_array_index(best->found, NgFound, i);
        guint before = model->taken->len;
        if (!take_article(model, found->docid, found->score, error))
            return false;
        if (model->taken->len > before)
            *total += found->score;
    }
    return true;
}

static bool add_words(NgEvaluator *evaluator, NgPlan *plan, const NgCollected *best, GString *added,
                      GPtrArray *notices, GError **error)
{
    NgDb *db = evaluator->index->db;
    Model model = {.db = db,
                   .words = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
                                                  (GDestroyNotify)g_bytes_unref, word_free),
                   .taken = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref)};
    double total;
    GPtrArray *chosen = NULL;
    bool ok = learn(&model, best, &total, error);
    if (ok && (model.taken->len < ARTICLES_LEAST || total <= 0)) {
        g_ptr_array_add(notices, g_strdup("not expanded: too few articles to learn from"));
    } else if (ok) {
        chosen = choose(&model, total, error);
        ok = chosen != NULL;
        if (ok && chosen->len) {
            widen(plan, evaluator, chosen);
            ok = tell(evaluator, best, chosen, added, notices, error);
        }
    }
    if (chosen)
        g_ptr_array_unref(chosen);
    g_hash_table_unref(model.words);
    g_ptr_array_unref(model.taken);
    return ok;
}

bool ng_feedback_add(NgIndex *index, NgPlan *plan, gint64 now, GString *added, GPtrArray *notices,
                     GError **error)
{
    if (plan->filters_only || plan->match->op == NG_MATCH_NONE)
        return true;
    if (ng_db_count(index->db) < INDEX_LEAST) {
        g_ptr_array_add(notices, g_strdup_printf("not expanded: with fewer than %d articles the "
                                                 "best ones mislead",
                                                 INDEX_LEAST));
        return true;
    }
    NgEvaluator evaluator;
    if (!ng_evaluator_init(&evaluator, index, plan, error))
        return false;
    NgCollect want = {.top = LOOKED_AT, .now = now};
    NgCollected best = {0};
    bool ok = ng_collect(&evaluator, &want, &best, error) &&
              add_words(&evaluator, plan, &best, added, notices, error);
    ng_collected_clear(&best);
    ng_evaluator_clear(&evaluator);
    return ok;
}
