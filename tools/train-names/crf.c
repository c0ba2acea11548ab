/* SPDX-License-Identifier: GPL-2.0-or-later */
/* train-names: forward and backward over the tags that may follow each other, and a step against
 * the gradient after each chain. The weights given back are the mean over the later rounds. */
#include "tools/train-names/crf.h"

#include <math.h>
#include <string.h>

enum { LONGEST = 4096 };

typedef struct {
    uint8_t from, to;
} Pair;

static Pair pairs[NG_TAGS * NG_TAGS];
static uint32_t n_pairs;
static bool may_begin[NG_TAGS], may_end[NG_TAGS];

static void make_pairs(void)
{
    if (n_pairs)
        return;
    for (unsigned a = 0; a < NG_TAGS; a++)
        for (unsigned b = 0; b < NG_TAGS; b++)
            if (ng_tag_follows(a, b))
                pairs[n_pairs++] = (Pair) {(uint8_t)a, (uint8_t)b};
    for (unsigned t = 0; t < NG_TAGS; t++) {
        may_begin[t] = ng_tag_follows(NG_TAG_NONE, t);
        may_end[t] = ng_tag_follows(t, NG_TAG_NONE);
    }
}

Crf *crf_new(uint32_t features)
{
    make_pairs();
    Crf *crf = g_new0(Crf, 1);
    crf->features = features;
    crf->weight = g_malloc0_n(features + 1, sizeof *crf->weight);
    return crf;
}

void crf_free(Crf *crf)
{
    if (!crf)
        return;
    g_free(crf->weight);
    g_free(crf);
}

static void score_word(const Crf *crf, const uint32_t *feature, uint32_t n, float *score)
{
    memset(score, 0, NG_TAGS * sizeof *score);
    for (uint32_t k = 0; k < n; k++) {
        const float *row = crf->weight[feature[k]];
        for (unsigned t = 0; t < 16; t++)
            score[t + 1] += row[t];
    }
}

void crf_decode(const Crf *crf, const Chain *chain, uint8_t *tags)
{
    static float best[LONGEST][NG_TAGS];
    static uint8_t back[LONGEST][NG_TAGS];
    uint32_t n = MIN(chain->n, LONGEST);
    for (uint32_t i = 0; i < n; i++) {
        float score[NG_TAGS];
        score_word(crf, chain->feature + chain->start[i], chain->start[i + 1] - chain->start[i],
                   score);
        for (unsigned t = 0; t < NG_TAGS; t++)
            best[i][t] = i || !may_begin[t] ? -1e30f : score[t] + crf->step[0][t];
        if (i)
            for (uint32_t p = 0; p < n_pairs; p++) {
                float s = best[i - 1][pairs[p].from] + crf->step[pairs[p].from][pairs[p].to] +
                          score[pairs[p].to];
                if (s > best[i][pairs[p].to]) {
                    best[i][pairs[p].to] = s;
                    back[i][pairs[p].to] = pairs[p].from;
                }
            }
    }
    unsigned at = 0;
    for (unsigned t = 0; t < NG_TAGS; t++)
        if (may_end[t] && best[n - 1][t] + crf->step[t][0] > best[n - 1][at] + crf->step[at][0])
            at = t;
    for (uint32_t i = n; i-- > 0;) {
        tags[i] = (uint8_t)at;
        at = back[i][at];
    }
}

typedef struct {
    Crf *crf;
    float *seen; /* sum of squares a feature */
    float step_seen[NG_TAGS][NG_TAGS];
    const CrfSetting *setting;
    GRand *rand;
    uint32_t *kept;
    uint32_t kept_room;
    float (*score)[NG_TAGS], (*ahead)[NG_TAGS], (*behind)[NG_TAGS];
} Learner;

/* One chain: probabilities by forward and backward, then a step. */
static double learn(Learner *l, const Chain *chain)
{
    Crf *crf = l->crf;
    uint32_t n = chain->n;
    static float power[NG_TAGS][NG_TAGS];
    for (uint32_t p = 0; p < n_pairs; p++)
        power[pairs[p].from][pairs[p].to] = expf(crf->step[pairs[p].from][pairs[p].to]);
    uint32_t all = chain->start[n];
    if (all > l->kept_room) {
        l->kept_room = all * 2;
        l->kept = g_renew(uint32_t, l->kept, l->kept_room);
    }
    static uint32_t start[LONGEST + 1];
    uint32_t kept = 0;
    uint32_t limit = (uint32_t)(l->setting->drop * 4294967295.0);
    for (uint32_t i = 0; i < n; i++) {
        start[i] = kept;
        for (uint32_t k = chain->start[i]; k < chain->start[i + 1]; k++)
            if (!limit || g_rand_int(l->rand) >= limit)
                l->kept[kept++] = chain->feature[k];
    }
    start[n] = kept;
    double log_gold = 0, log_all = 0;
    for (uint32_t i = 0; i < n; i++) {
        float *score = l->score[i], top = 0;
        score_word(crf, l->kept + start[i], start[i + 1] - start[i], score);
        log_gold += score[chain->gold[i]] + crf->step[i ? chain->gold[i - 1] : 0][chain->gold[i]];
        for (unsigned t = 0; t < NG_TAGS; t++)
            top = MAX(top, score[t]);
        for (unsigned t = 0; t < NG_TAGS; t++)
            score[t] = expf(score[t] - top);
        log_all += top;
        float *ahead = l->ahead[i], sum = 0;
        memset(ahead, 0, NG_TAGS * sizeof *ahead);
        if (i == 0)
            for (unsigned t = 0; t < NG_TAGS; t++)
                ahead[t] = may_begin[t] ? score[t] * power[0][t] : 0;
        else
            for (uint32_t p = 0; p < n_pairs; p++)
                ahead[pairs[p].to] += l->ahead[i - 1][pairs[p].from] *
                                      power[pairs[p].from][pairs[p].to] * score[pairs[p].to];
        for (unsigned t = 0; t < NG_TAGS; t++)
            sum += ahead[t];
        for (unsigned t = 0; t < NG_TAGS; t++)
            ahead[t] /= sum;
        log_all += log(sum);
    }
    log_gold += crf->step[chain->gold[n - 1]][0];
    float z = 0;
    for (unsigned t = 0; t < NG_TAGS; t++) {
        l->behind[n - 1][t] = may_end[t] ? power[t][0] : 0;
        z += l->ahead[n - 1][t] * l->behind[n - 1][t];
    }
    log_all += log(z);
    for (uint32_t i = n - 1; i-- > 0;) {
        float sum = 0;
        memset(l->behind[i], 0, sizeof l->behind[i]);
        for (uint32_t p = 0; p < n_pairs; p++)
            l->behind[i][pairs[p].from] += power[pairs[p].from][pairs[p].to] *
                                           l->score[i + 1][pairs[p].to] *
                                           l->behind[i + 1][pairs[p].to];
        for (unsigned t = 0; t < NG_TAGS; t++)
            sum += l->behind[i][t];
        for (unsigned t = 0; t < NG_TAGS; t++)
            l->behind[i][t] /= sum;
    }
    float rate = (float)l->setting->rate, decay = (float)l->setting->decay;
    static float steps[NG_TAGS][NG_TAGS];
    memset(steps, 0, sizeof steps);
    for (uint32_t i = 0; i < n; i++) {
        float p[NG_TAGS], sum = 0, gradient[16], squares = 0;
        for (unsigned t = 0; t < NG_TAGS; t++)
            sum += p[t] = l->ahead[i][t] * l->behind[i][t];
        for (unsigned t = 0; t < 16; t++) {
            gradient[t] = (chain->gold[i] == t + 1 ? 1.0f : 0.0f) - p[t + 1] / sum;
            squares += gradient[t] * gradient[t];
        }
        if (i == 0) {
            steps[0][chain->gold[0]] += 1;
            for (unsigned t = 0; t < NG_TAGS; t++)
                steps[0][t] -= p[t] / sum;
        } else {
            float total = 0, q[NG_TAGS * NG_TAGS];
            steps[chain->gold[i - 1]][chain->gold[i]] += 1;
            for (uint32_t k = 0; k < n_pairs; k++)
                total += q[k] = l->ahead[i - 1][pairs[k].from] * power[pairs[k].from][pairs[k].to] *
                                l->score[i][pairs[k].to] * l->behind[i][pairs[k].to];
            for (uint32_t k = 0; k < n_pairs; k++)
                steps[pairs[k].from][pairs[k].to] -= q[k] / total;
        }
        if (i + 1 == n) {
            steps[chain->gold[i]][0] += 1;
            for (unsigned t = 0; t < NG_TAGS; t++)
                steps[t][0] -= p[t] / sum;
        }
        if (squares < 1e-8f)
            continue;
        for (uint32_t k = start[i]; k < start[i + 1]; k++) {
            float *row = crf->weight[l->kept[k]];
            float seen = l->seen[l->kept[k]] += squares;
            float pace = rate / sqrtf(seen + 1e-3f), shrink = 1 - pace * decay;
            for (unsigned t = 0; t < 16; t++)
                row[t] = row[t] * shrink + pace * gradient[t];
        }
    }
    for (uint32_t k = 0; k < n_pairs; k++) {
        float g = steps[pairs[k].from][pairs[k].to];
        float seen = l->step_seen[pairs[k].from][pairs[k].to] += g * g;
        crf->step[pairs[k].from][pairs[k].to] += rate / sqrtf(seen + 1e-3f) * g;
    }
    return log_all - log_gold;
}

void crf_train(Crf *crf, const GPtrArray *chains, const CrfSetting *setting,
               void (*after)(int round, void *data), void *data)
{
    Learner l = {.crf = crf, .setting = setting, .rand = g_rand_new_with_seed(setting->seed)};
    l.seen = g_new0(float, crf->features + 1);
    l.score = g_malloc_n(LONGEST, sizeof *l.score);
    l.ahead = g_malloc_n(LONGEST, sizeof *l.ahead);
    l.behind = g_malloc_n(LONGEST, sizeof *l.behind);
    Crf *mean = crf_new(crf->features);
    int counted = 0;
    g_autofree uint32_t *order = g_new(uint32_t, chains->len);
    for (guint i = 0; i < chains->len; i++)
        order[i] = i;
    for (int round = 0; round < setting->rounds; round++) {
        for (guint i = chains->len; i-- > 1;) {
            guint k = (guint)g_rand_int_range(l.rand, 0, (gint32)i + 1);
            uint32_t swap = order[i];
            order[i] = order[k];
            order[k] = swap;
        }
        double loss = 0;
        for (guint i = 0; i < chains->len; i++) {
            const Chain *chain = g_ptr_array_index(chains, order[i]);
            if (chain->n <= LONGEST)
                loss += learn(&l, chain);
        }
        g_printerr("round %d loss %.1f\n", round + 1, loss);
        if (round >= setting->rounds / 2) {
            counted++;
            for (uint32_t f = 0; f < crf->features; f++)
                for (unsigned t = 0; t < 16; t++)
                    mean->weight[f][t] += (crf->weight[f][t] - mean->weight[f][t]) / counted;
            for (unsigned a = 0; a < NG_TAGS; a++)
                for (unsigned b = 0; b < NG_TAGS; b++)
                    mean->step[a][b] += (crf->step[a][b] - mean->step[a][b]) / counted;
        }
        if (after)
            after(round, data);
    }
    memcpy(crf->weight, mean->weight, crf->features * sizeof *crf->weight);
    memcpy(crf->step, mean->step, sizeof crf->step);
    crf_free(mean);
    g_rand_free(l.rand);
    g_free(l.seen);
    g_free(l.kept);
    g_free(l.score);
    g_free(l.ahead);
    g_free(l.behind);
}
