/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How fast the analysis is, on one core, without reading and without the index.
 *
 *     analysis-bench DATA ROUNDS FILE.ndjson...
 *
 * DATA has actors.tsv and names-en.model. Prints, tab between name and figure: the milliseconds
 * that the authority takes to load and that the model takes to load and to be read through, medians
 * of ROUNDS; then for each file its name, megabytes of text (titles and paragraphs), megabytes of
 * text a second of computing time, median of ROUNDS, and the share of tokens and stems in that. */
#include "nutgraf/analysis.h"
#include "nutgraf/article_json.h"
#include "nutgraf/stem.h"
#include "nutgraf/token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { AT_ONCE = 200 }; /* articles that are copied, then analysed */

static double spent(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int by_value(gconstpointer a, gconstpointer b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

static double median(GArray *values)
{
    g_array_sort(values, by_value);
    return g_array_index(values, double, values->len / 2);
}

static void fail(const char *what, const GError *error)
{
    fprintf(stderr, "analysis-bench: %s: %s\n", what, error ? error->message : "cannot be read");
    exit(1);
}

/* ---- articles ---- */

static gsize text_bytes(const NgArticle *article)
{
    gsize bytes = strlen(article->headline->text);
    for (guint i = 0; i < article->paragraphs->len; i++)
        bytes += strlen(((const NgParagraph *)article->paragraphs->pdata[i])->text);
    return bytes;
}

static GPtrArray *read_articles(const char *path, gsize *bytes)
{
    GPtrArray *articles = g_ptr_array_new_with_free_func((GDestroyNotify)ng_article_free);
    g_autofree char *lines = NULL;
    gsize len;
    GError *error = NULL;
    if (!g_file_get_contents(path, &lines, &len, &error))
        fail(path, error);
    *bytes = 0;
    for (const char *at = lines, *end = lines + len; at < end;) {
        const char *stop = memchr(at, '\n', (gsize)(end - at));
        stop = stop ? stop : end;
        NgArticle *article = ng_article_from_json(at, (gsize)(stop - at), NULL);
        at = stop + 1;
        if (!article)
            continue; /* an empty line */
        *bytes += text_bytes(article);
        g_ptr_array_add(articles, article);
    }
    return articles;
}

/* ---- what is measured ---- */

typedef struct {
    NgAnalyser *analyser;
    NgTokens tokens;
    GHashTable *stemmers; /* by language */
    guint64 stems;        /* their bytes, so that they are asked for */
} Bench;

static NgStemmer *stemmer_of(Bench *bench, const char *lang)
{
    const char *key = lang ? lang : "en";
    NgStemmer *stemmer = g_hash_table_lookup(bench->stemmers, key);
    if (!stemmer) {
        stemmer = ng_stemmer_new(key);
        g_hash_table_insert(bench->stemmers, g_strdup(key), stemmer);
    }
    return stemmer;
}

/* As a document is made: each word and its stems. */
static void stem_paragraph(Bench *bench, const NgArticle *article, const NgParagraph *paragraph)
{
    NgStemmer *stemmer = stemmer_of(bench, paragraph->lang ? paragraph->lang : article->lang);
    const NgTokens *tokens = &bench->tokens;
    ng_tokenise(&bench->tokens, paragraph->text, strlen(paragraph->text));
    for (uint32_t i = 0; i < tokens->n; i++) {
        const NgToken *token = &tokens->v[i];
        NgStems stems;
        ng_stem(stemmer, ng_token_lower(tokens, i), token->lower_len, ng_token_form(tokens, i),
                token->form_len, &stems);
        bench->stems += stems.len[0];
    }
}

static void stem_article(Bench *bench, const NgArticle *article)
{
    stem_paragraph(bench, article, article->headline);
    for (guint i = 0; i < article->paragraphs->len; i++)
        stem_paragraph(bench, article, article->paragraphs->pdata[i]);
}

/* Functions of their own, so that what counts instructions can be told to count in them. */
static G_NO_INLINE void analyse_some(Bench *bench, const GPtrArray *articles)
{
    for (guint i = 0; i < articles->len; i++)
        ng_analyse(bench->analyser, articles->pdata[i]);
}

static G_NO_INLINE void stem_some(Bench *bench, const GPtrArray *articles)
{
    for (guint i = 0; i < articles->len; i++)
        stem_article(bench, articles->pdata[i]);
}

/* Seconds for all of the articles; of these *stemming for tokens and stems. */
static double analyse_all(Bench *bench, const GPtrArray *articles, double *stemming)
{
    double seconds = 0;
    *stemming = 0;
    for (guint first = 0; first < articles->len; first += AT_ONCE) {
        guint last = MIN(first + AT_ONCE, articles->len);
        g_autoptr(GPtrArray) some = g_ptr_array_new_with_free_func((GDestroyNotify)ng_article_free);
        for (guint i = first; i < last; i++)
            g_ptr_array_add(some, ng_article_copy(articles->pdata[i]));
        double begin = spent();
        analyse_some(bench, some);
        double middle = spent();
        stem_some(bench, some);
        double end = spent();
        seconds += end - begin;
        *stemming += end - middle;
    }
    return seconds;
}

static void measure_file(Bench *bench, const char *path, guint rounds)
{
    gsize bytes;
    g_autoptr(GPtrArray) articles = read_articles(path, &bytes);
    g_autoptr(GArray) speeds = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) shares = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < rounds; i++) {
        double stemming, seconds = analyse_all(bench, articles, &stemming);
        double speed = (double)bytes / 1e6 / seconds, share = stemming / seconds;
        g_array_append_val(speeds, speed);
        g_array_append_val(shares, share);
    }
    printf("%s\t%.2f\t%.2f\t%.2f\n", path, (double)bytes / 1e6, median(speeds), median(shares));
}

/* ---- loading ---- */

static double load_authority(const char *path)
{
    const char *const paths[] = {path, NULL};
    GError *error = NULL;
    double begin = spent();
    g_autoptr(NgAuthority) authority = ng_authority_load(paths, &error);
    double end = spent();
    if (!authority)
        fail(path, error);
    return (end - begin) * 1000;
}

/* It is mapped, and read as it is used: all of it here, one byte of each page. */
static double load_model(const char *path)
{
    GError *error = NULL;
    double begin = spent();
    g_autoptr(NgNameModel) model = ng_name_model_load(path, &error);
    if (!model)
        fail(path, error);
    g_autoptr(GMappedFile) mapped = g_mapped_file_new(path, FALSE, &error);
    if (!mapped)
        fail(path, error);
    const volatile char *bytes = g_mapped_file_get_contents(mapped);
    for (gsize i = 0; i < g_mapped_file_get_length(mapped); i += 4096)
        (void)bytes[i];
    return (spent() - begin) * 1000;
}

static void measure_loading(const char *name, const char *path, double (*load)(const char *),
                            guint rounds)
{
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < rounds; i++) {
        double time = load(path);
        g_array_append_val(times, time);
    }
    printf("%s\t%.2f\n", name, median(times));
}

int main(int argc, char **argv)
{
    int rounds = argc > 3 ? atoi(argv[2]) : 0;
    if (rounds < 1) {
        fputs("usage: analysis-bench DATA ROUNDS FILE.ndjson...\n", stderr);
        return 2;
    }
    g_autofree char *actors = g_build_filename(argv[1], "actors.tsv", NULL);
    g_autofree char *names = g_build_filename(argv[1], "names-en.model", NULL);
    measure_loading("authority", actors, load_authority, (guint)rounds);
    measure_loading("model", names, load_model, (guint)rounds);
    GError *error = NULL;
    const char *const paths[] = {actors, NULL};
    g_autoptr(NgAuthority) authority = ng_authority_load(paths, &error);
    g_autoptr(NgNameModel) model = ng_name_model_load(names, &error);
    if (!authority || !model)
        fail("data", error);
    Bench bench = {.analyser = ng_analyser_new(authority),
                   .stemmers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                                     (GDestroyNotify)ng_stemmer_free)};
    ng_analyser_set_model(bench.analyser, model);
    ng_tokens_init(&bench.tokens);
    for (int i = 3; i < argc; i++)
        measure_file(&bench, argv[i], (guint)rounds);
    ng_tokens_clear(&bench.tokens);
    g_hash_table_unref(bench.stemmers);
    ng_analyser_free(bench.analyser);
    return bench.stems ? 0 : 1;
}
