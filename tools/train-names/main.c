/* SPDX-License-Identifier: GPL-2.0-or-later */
/* train-names: learns the recogniser's weights from text with names marked.
 *
 *     train-names --authority actors.tsv --train FILE [--plain NDJSON ...] [--held FILE]
 *                 [--parts N] [--out MODEL]
 *
 * --plain files hold articles (as `nutgraf-index extract` prints them) to count words in.
 * With --parts N every Nth document is held back instead, and the figures are of those. */
#include "tools/train-names/book.h"
#include "tools/train-names/gather.h"
#include "tools/train-names/save.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    Gatherer gatherer;
    Index index;
    const Crf *crf;
} Trainer;

typedef struct {
    uint32_t gold[NG_NAME_KINDS], found[NG_NAME_KINDS], right[NG_NAME_KINDS], placed;
} Figures;

static char **plain_paths;
static char *authority_path, *train_path, *held_path, *out_path;
static int parts = 0, rounds = 12, variants = 3, least = 2, hold = 0, cut = 14;
static double rate = 0.1, decay = 0.002, drop = 0.4, forget = 0.2;

static void count_names(const uint8_t *gold, const uint8_t *tags, uint32_t n, Figures *f)
{
    for (uint32_t i = 0; i < n; i++) {
        if (!tags[i] || NG_TAG_PLACE(tags[i]) == NG_TAG_INSIDE ||
            NG_TAG_PLACE(tags[i]) == NG_TAG_LAST)
            continue;
        uint32_t last = i;
        while (last + 1 < n && NG_TAG_PLACE(tags[last]) != NG_TAG_LAST &&
               NG_TAG_PLACE(tags[last]) != NG_TAG_UNIT)
            last++;
        unsigned kind = NG_TAG_KIND(tags[i]);
        f->found[kind]++;
        f->right[kind] += memcmp(gold + i, tags + i, last - i + 1) == 0;
    }
}

static void say(const char *what, const Figures *f)
{
    static const char *const names[] = {"person", "org", "place", "other"};
    uint32_t gold = 0, found = 0, right = 0;
    printf("%s ", what);
    for (unsigned k = 0; k < NG_NAME_KINDS; k++) {
        double p = f->found[k] ? (double)f->right[k] / f->found[k] : 0;
        double r = f->gold[k] ? (double)f->right[k] / f->gold[k] : 0;
        printf(" %s P %.3f R %.3f F %.3f;", names[k], p, r, p + r > 0 ? 2 * p * r / (p + r) : 0);
        if (k == NG_NAME_OTHER)
            continue;
        gold += f->gold[k];
        found += f->found[k];
        right += f->right[k];
    }
    double p = (double)right / found, r = (double)right / gold;
    printf(" all P %.4f R %.4f F %.4f\n", p, r, 2 * p * r / (p + r));
    fflush(stdout);
}

static GPtrArray *chains_of(Trainer *t, const GPtrArray *documents, double forget_share,
                            GRand *rand, bool counting)
{
    GPtrArray *chains = g_ptr_array_new();
    uint64_t features[NG_FEATURES_ALL];
    for (guint d = 0; d < documents->len; d++) {
        Gatherer *g = &t->gatherer;
        gather_read(g, g_ptr_array_index(documents, d), forget_share, rand);
        for (guint w = 0; w < g->scene.windows->len; w++) {
            const NgWindow *window = &g_array_index(g->scene.windows, NgWindow, w);
            uint32_t n = window->last - window->first;
            Chain *chain = g_new0(Chain, 1);
            chain->n = n;
            chain->start = g_new(uint32_t, n + 1);
            g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(uint32_t));
            for (uint32_t i = 0; i < n; i++) {
                chain->start[i] = all->len;
                uint32_t found = gather_features(g, window, window->first + i, features);
                for (uint32_t k = 0; k < found; k++) {
                    uint32_t *number = index_at(&t->index, features[k], counting);
                    if (counting)
                        (*number)++;
                    else if (number && *number)
                        g_array_append_vals(all, &(uint32_t) {*number - 1}, 1);
                }
            }
            chain->start[n] = all->len;
            chain->feature = g_memdup2(all->data, all->len * sizeof(uint32_t));
            chain->gold = g_memdup2(g->tags + window->first, n);
            if (counting) {
                g_free(chain->feature);
                g_free(chain->start);
                g_free(chain->gold);
                g_free(chain);
            } else {
                g_ptr_array_add(chains, chain);
            }
        }
    }
    return chains;
}

static void test(Trainer *t, const char *what, const GPtrArray *documents)
{
    Figures f = {0};
    for (guint d = 0; d < documents->len; d++) {
        const Document *document = g_ptr_array_index(documents, d);
        for (guint i = 0; i < document->gold->len; i++)
            f.gold[g_array_index(document->gold, Gold, i).kind]++;
    }
    GPtrArray *chains = chains_of(t, documents, 0, NULL, false);
    for (guint c = 0; c < chains->len; c++) {
        const Chain *chain = g_ptr_array_index(chains, c);
        g_autofree uint8_t *tags = g_malloc(chain->n);
        crf_decode(t->crf, chain, tags);
        count_names(chain->gold, tags, chain->n, &f);
    }
    say(what, &f);
}

static void add_variants(const GPtrArray *documents, GPtrArray *out, GRand *rand, int n)
{
    static const Setting settings[] = {
        {.spaced = false, .titled = true, .merged = true, .shout = 0.0, .title = 0.0},
        {.spaced = true, .titled = false, .merged = false, .shout = 0.0, .title = 0.0},
        {.spaced = false, .titled = true, .merged = true, .shout = 0.2, .title = 0.2, .most = 8},
        {.spaced = true, .titled = true, .merged = true, .shout = 0.1, .title = 0.1, .most = 1},
    };
    for (int v = 0; v < n; v++)
        for (guint d = 0; d < documents->len; d++)
            corpus_set(g_ptr_array_index(documents, d), &settings[v], rand, out);
}

typedef struct {
    Trainer *trainer;
    GPtrArray *test;
} Watch;

static void watch(int round, void *data)
{
    Watch *w = data;
    if (w->test && (round + 1) % 4 == 0)
        test(w->trainer, "  so far", w->test);
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    const GOptionEntry entries[] = {
        {"authority", 0, 0, G_OPTION_ARG_FILENAME, &authority_path, NULL, NULL},
        {"train", 0, 0, G_OPTION_ARG_FILENAME, &train_path, NULL, NULL},
        {"held", 0, 0, G_OPTION_ARG_FILENAME, &held_path, NULL, NULL},
        {"out", 0, 0, G_OPTION_ARG_FILENAME, &out_path, NULL, NULL},
        {"plain", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &plain_paths, NULL, NULL},
        {"parts", 0, 0, G_OPTION_ARG_INT, &parts, NULL, NULL},
        {"hold", 0, 0, G_OPTION_ARG_INT, &hold, NULL, NULL},
        {"rounds", 0, 0, G_OPTION_ARG_INT, &rounds, NULL, NULL},
        {"variants", 0, 0, G_OPTION_ARG_INT, &variants, NULL, NULL},
        {"cut", 0, 0, G_OPTION_ARG_INT, &cut, NULL, NULL},
        {"least", 0, 0, G_OPTION_ARG_INT, &least, NULL, NULL},
        {"rate", 0, 0, G_OPTION_ARG_DOUBLE, &rate, NULL, NULL},
        {"decay", 0, 0, G_OPTION_ARG_DOUBLE, &decay, NULL, NULL},
        {"drop", 0, 0, G_OPTION_ARG_DOUBLE, &drop, NULL, NULL},
        {"forget", 0, 0, G_OPTION_ARG_DOUBLE, &forget, NULL, NULL},
        {NULL}};
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_add_main_entries(context, entries, NULL);
    g_autoptr(GError) error = NULL;
    if (!g_option_context_parse(context, &argc, &argv, &error) || !train_path) {
        g_printerr("train-names: %s\n", error ? error->message : "--train is needed");
        return 3;
    }
    const char *paths[] = {authority_path, NULL};
    g_autoptr(NgAuthority) authority = ng_authority_load(paths, &error);
    GPtrArray *all = authority ? corpus_read(train_path, &error) : NULL;
    GPtrArray *held = all && held_path ? corpus_read(held_path, &error) : NULL;
    if (!all || error) {
        g_printerr("train-names: %s\n", error->message);
        return 5;
    }
    GPtrArray *train = g_ptr_array_new(), *test_on = held ? held : g_ptr_array_new();
    for (guint d = 0; d < all->len; d++)
        g_ptr_array_add(parts > 0 && (int)d % parts == hold && !held ? test_on : train,
                        g_ptr_array_index(all, d));
    GRand *rand = g_rand_new_with_seed(1);
    GPtrArray *documents = g_ptr_array_new(), *tests[2] = {g_ptr_array_new(), g_ptr_array_new()};
    add_variants(train, documents, rand, variants);
    static const Setting plain[] = {{.titled = true, .merged = true}, {.spaced = true}};
    for (guint d = 0; d < test_on->len; d++)
        for (int v = 0; v < 2; v++)
            corpus_set(g_ptr_array_index(test_on, d), &plain[v], rand, tests[v]);
    Trainer t = {0};
    gatherer_init(&t.gatherer, authority);
    index_init(&t.index);
    if (!book_count((const char *const *)plain_paths, &t.gatherer.book, &error)) {
        g_printerr("train-names: %s\n", error->message);
        return 5;
    }
    g_ptr_array_unref(chains_of(&t, documents, forget, g_rand_new_with_seed(2), true));
    uint32_t n = 0;
    for (uint32_t i = 0; i <= t.index.mask; i++)
        t.index.number[i] = t.index.key[i] && (int)t.index.number[i] >= least * variants ? ++n : 0;
    GPtrArray *chains = chains_of(&t, documents, forget, g_rand_new_with_seed(2), false);
    uint64_t uses = 0;
    for (guint c = 0; c < chains->len; c++) {
        const Chain *chain = g_ptr_array_index(chains, c);
        uses += chain->start[chain->n];
    }
    g_printerr("%u documents, %u chains, %u features of %u, %.1f M uses\n", documents->len,
               chains->len, n, t.index.used, (double)uses / 1e6);
    Crf *crf = crf_new(n);
    t.crf = crf;
    Watch w = {&t, tests[0]->len ? tests[0] : NULL};
    CrfSetting setting = {rounds, rate, decay, drop, 7};
    crf_train(crf, chains, &setting, watch, &w);
    if (tests[0]->len) {
        test(&t, "as text  ", tests[0]);
        test(&t, "as tokens", tests[1]);
    }
    if (out_path && !model_save(out_path, crf, &t.index, &t.gatherer.book, cut, &error)) {
        g_printerr("train-names: %s\n", error->message);
        return 5;
    }
    return 0;
}
