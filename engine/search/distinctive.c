/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The distinctive actors of a result: those named far more often in it than in the rest of the
 * index, by the log-likelihood ratio G2 of a two by two table (T. Dunning, Accurate Methods for the
 * Statistics of Surprise and Coincidence, Computational Linguistics 19, 1993): articles found or
 * not, that name the actor or do not. In paragraph scope an article found counts when the actor
 * stands in a paragraph that matches, one not found when it stands anywhere in it: what is shown
 * errs on the side of what is common everywhere. */
#include "distinctive.h"

#include <math.h>
#include <string.h>

#define LEAST_G2 10.83 /* chi-squared of one degree of freedom at 0.001 */
#define LEAST_COUNT 2  /* one article is an anecdote */
#define LEAST_TIMES 2  /* far more often: twice as often at least */

typedef struct {
    guint64 found, all; /* articles */
} Sizes;

typedef struct {
    guint64 hash, count, indexed;
    double score;
} Scored;

static double cell(double observed, double expected)
{
    return observed > 0 ? observed * log(observed / expected) : 0;
}

double ng_log_likelihood(guint64 with, guint64 of, guint64 others_with, guint64 others)
{
    double a = (double)with, b = (double)others_with;
    double c = (double)(of - with), d = (double)(others - others_with);
    double n = a + b + c + d;
    double g2 = 2 * (cell(a, (a + b) * (a + c) / n) + cell(b, (a + b) * (b + d) / n) +
                     cell(c, (c + d) * (a + c) / n) + cell(d, (c + d) * (b + d) / n));
    return MAX(g2, 0);
}

/* ---- how many articles of the index name an actor ---- */

/* An actor into whom others were merged: the articles that have any of them. */
static bool count_members(NgIndex *index, const char *id, guint32 *articles, GError **error)
{
    g_auto(GStrv) members = ng_actor_table_members(index->actors, id);
    g_autoptr(GString) term = g_string_new(NULL);
    GPtrArray *kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
    for (guint i = 0; members[i]; i++) {
        ng_term_make(term, NG_TERM_ACTOR, members[i], strlen(members[i]));
        g_ptr_array_add(kids, ng_match_term(term->str, term->len, 1));
    }
    g_autoptr(NgMatch) any = ng_match_op_many(NG_MATCH_OR, kids);
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    NgMatchRun run = {.check = G_MAXUINT32, .sort_slot = -1};
    return ng_db_match(index->db, any, &run, ranked, articles, error);
}

static bool count_indexed(NgIndex *index, const NgTally *hidden, Scored *actor, GError **error)
{
    guint32 articles = 0;
    if (ng_index_counted_as(index, actor->hash)) {
        if (!count_members(index, ng_index_counted_as(index, actor->hash)->id, &articles, error))
            return false;
    } else {
        g_autoptr(GString) term = g_string_new(NULL);
        NgFacetValue value = {0};
        bool ok = ng_facet_name_hash(index, actor->hash, &value, error);
        if (ok) {
            ng_term_make(term, NG_TERM_ACTOR, value.value, strlen(value.value));
            ok = ng_db_frequency(index->db, term->str, term->len, &articles, error);
        }
        g_free(value.value);
        g_free(value.name);
        if (!ok)
            return false;
    }
    guint64 unseen = hidden ? ng_tally_actor(hidden, actor->hash) : 0;
    actor->indexed = articles > unseen ? articles - unseen : 0;
    /* a writer that moved the index on meanwhile, or damage: never more than all */
    actor->indexed = MAX(actor->indexed, actor->count);
    return true;
}

/* Who is named in what nobody may find; NULL when there is nothing of that kind. */
static bool tally_hidden(NgIndex *index, const GArray *docids, NgTally **hidden, GError **error)
{
    *hidden = docids->len ? ng_tally_new(index, 1u << NG_FACET_ACTOR, false) : NULL;
    g_autoptr(GString) value = g_string_new(NULL);
    NgMeta meta;
    for (guint i = 0; i < docids->len; i++) {
        if (!ng_db_value(index->db, g_array_index(docids, guint32, i), NG_SLOT_META, value,
                         error)) {
            g_clear_pointer(hidden, ng_tally_free);
            return false;
        }
        if (ng_meta_unpack(value->str, value->len, &meta))
            ng_tally_article(*hidden, &meta, NULL, true);
    }
    return true;
}

/* ---- the most distinctive ---- */

static int by_score(gconstpointer a, gconstpointer b)
{
    const Scored *left = a, *right = b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return left->hash < right->hash ? -1 : left->hash > right->hash;
}

static bool is_distinctive(const Scored *actor, const Sizes *sizes)
{
    double others = (double)(sizes->all - sizes->found);
    double here = (double)actor->count / (double)sizes->found;
    double there = (double)(actor->indexed - actor->count) / others;
    return actor->score >= LEAST_G2 && here >= LEAST_TIMES * there;
}

/* Keeps the best `limit`; the score that another has to reach from now on. */
static double keep_best(GArray *best, guint limit)
{
    g_array_sort(best, by_score);
    if (best->len < limit)
        return LEAST_G2;
    g_array_set_size(best, limit);
    return g_array_index(best, Scored, limit - 1).score;
}

/* Actors come most frequent first, and no actor scores more than one that is named nowhere else: so
 * the search ends long before those with few articles, of whom there are many. */
static bool find_best(NgIndex *index, const GArray *counts, const NgTally *hidden,
                      const Sizes *sizes, guint limit, GArray *best, GError **error)
{
    double least = LEAST_G2;
    for (guint i = 0; i < counts->len; i++) {
        const NgTallied *counted = &g_array_index(counts, NgTallied, i);
        Scored actor = {.hash = counted->key, .count = MIN(counted->count, sizes->found)};
        guint64 others = sizes->all - sizes->found;
        if (actor.count < LEAST_COUNT ||
            ng_log_likelihood(actor.count, sizes->found, 0, others) < least)
            break;
        if (!count_indexed(index, hidden, &actor, error))
            return false;
        guint64 elsewhere = MIN(actor.indexed - actor.count, others);
        actor.indexed = actor.count + elsewhere;
        actor.score = ng_log_likelihood(actor.count, sizes->found, elsewhere, others);
        if (!is_distinctive(&actor, sizes))
            continue;
        g_array_append_val(best, actor);
        if (best->len >= 2 * limit)
            least = keep_best(best, limit);
    }
    keep_best(best, limit);
    return true;
}

/* Of equal ones the more frequent, then by name. */
static int by_score_and_name(gconstpointer a, gconstpointer b)
{
    const NgFacetValue *left = *(NgFacetValue *const *)a, *right = *(NgFacetValue *const *)b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    int order = strcmp(left->name, right->name);
    return order ? order : strcmp(left->value, right->value);
}

static NgFacetResult *name_all(NgIndex *index, const GArray *best, const char *const *chosen,
                               GError **error)
{
    NgFacetResult *result = ng_facet_result_new(NG_FACET_DISTINCTIVE);
    for (guint i = 0; i < best->len; i++) {
        const Scored *actor = &g_array_index(best, Scored, i);
        NgFacetValue *value = g_new0(NgFacetValue, 1);
        g_ptr_array_add(result->values, value);
        value->count = actor->count;
        value->indexed = actor->indexed;
        value->score = actor->score;
        if (!ng_facet_name_hash(index, actor->hash, value, error)) {
            ng_facet_result_free(result);
            return NULL;
        }
        value->selected = chosen && g_strv_contains(chosen, value->value);
    }
    g_ptr_array_sort(result->values, by_score_and_name);
    return result;
}

NgFacetResult *ng_tally_distinctive(const NgTally *tally, NgIndex *index, guint limit,
                                    const char *const *chosen, gint64 now, GError **error)
{
    guint32 unseen = 0;
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) best = g_array_new(FALSE, FALSE, sizeof(Scored));
    if (!ng_index_hidden(index, now, &unseen, NULL, docids, error))
        return NULL;
    Sizes sizes = {ng_tally_articles(tally), ng_db_count(index->db) - unseen};
    bool ok = true;
    /* of the whole index nothing is distinctive */
    if (sizes.found > 0 && sizes.found < sizes.all) {
        NgTally *hidden = NULL;
        g_autoptr(GArray) counts = ng_tally_actors(tally);
        ok = tally_hidden(index, docids, &hidden, error) &&
             find_best(index, counts, hidden, &sizes, limit ? limit : 20, best, error);
        ng_tally_free(hidden);
    }
    return ok ? name_all(index, best, chosen, error) : NULL;
}
