/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the best row of tags for each window, by the weights of its features. What a word gives
 * by itself is summed once and kept: a few thousand words make most of a newspaper. */
#include "engine/news/recogniser.h"

#include <string.h>

enum { KEPT = 1 << 16, REACH = 2 /* words to each side that a place looks at */ };

typedef struct {
    uint64_t id;
    int16_t sum[NG_MODEL_ROW];
} Kept;

typedef struct {
    int32_t best[NG_TAGS];
    uint8_t back[NG_TAGS];
} Column;

struct NgRecogniser {
    const NgNameModel *model;
    NgScene scene;
    Kept *kept;
    Column *columns;
    uint32_t columns_room;
    uint8_t *tags;
    uint64_t *ids; /* of the words of the window in hand, and REACH to each side */
    GArray *names; /* of NgRecognised */
    uint8_t before[NG_TAGS][NG_TAGS], n_before[NG_TAGS]; /* which tags may stand before a tag */
};

NgRecogniser *ng_recogniser_new(const NgNameModel *model)
{
    NgRecogniser *recogniser = g_new0(NgRecogniser, 1);
    recogniser->model = model;
    ng_scene_init(&recogniser->scene);
    recogniser->kept = g_new0(Kept, KEPT);
    recogniser->names = g_array_new(FALSE, FALSE, sizeof(NgRecognised));
    for (unsigned b = 0; b < NG_TAGS; b++)
        for (unsigned a = 0; a < NG_TAGS; a++)
            if (ng_tag_follows(a, b))
                recogniser->before[b][recogniser->n_before[b]++] = (uint8_t)a;
    return recogniser;
}

void ng_recogniser_free(NgRecogniser *recogniser)
{
    if (!recogniser)
        return;
    ng_scene_clear(&recogniser->scene);
    g_free(recogniser->kept);
    g_free(recogniser->columns);
    g_free(recogniser->tags);
    g_free(recogniser->ids);
    g_array_unref(recogniser->names);
    g_free(recogniser);
}

static void add_word(NgRecogniser *n, const NgPart *part, uint32_t i, uint64_t word, int offset,
                     int16_t *sum)
{
    const NgReading *r = n->scene.r;
    uint64_t id = (word + (uint64_t)(offset + 3)) * 0x9e3779b97f4a7c15u | 1;
    Kept *kept = &n->kept[id >> 48];
    if (kept->id != id) {
        uint64_t features[NG_FEATURES_WORD];
        uint32_t found = ng_features_of_word(r, &n->model->book, part, i, offset, features);
        kept->id = id;
        memset(kept->sum, 0, sizeof kept->sum);
        ng_model_add(n->model, features, found, kept->sum);
    }
    for (uint32_t t = 0; t < NG_MODEL_ROW; t++)
        sum[t] = (int16_t)(sum[t] + kept->sum[t]);
}

static void weigh(NgRecogniser *n, const NgWindow *window, uint32_t i, int16_t *sum)
{
    const NgPart *part = ng_reading_part(n->scene.r, window->part);
    memset(sum, 0, NG_MODEL_ROW * sizeof *sum);
    for (int offset = -2; offset <= 2; offset++) {
        int64_t at = (int64_t)i + offset;
        if (at >= part->first && at < part->last)
            add_word(n, part, (uint32_t)at, n->ids[at - window->first + REACH], offset, sum);
    }
    uint64_t features[NG_FEATURES_PLACE];
    uint32_t found = ng_features_of_place(&n->scene, window, i, features);
    ng_model_add(n->model, features, found, sum);
}

static const int32_t NEVER = -1000000000;

static void identify(NgRecogniser *n, const NgWindow *window)
{
    const NgPart *part = ng_reading_part(n->scene.r, window->part);
    int64_t begin = (int64_t)window->first - REACH, end = (int64_t)window->last + REACH;
    for (int64_t i = MAX(begin, part->first); i < MIN(end, part->last); i++)
        n->ids[i - begin] = ng_feature_word_id(n->scene.r, part, (uint32_t)i);
}

static void decode(NgRecogniser *n, const NgWindow *window)
{
    uint32_t count = window->last - window->first;
    identify(n, window);
    for (uint32_t i = 0; i < count; i++) {
        int16_t sum[NG_MODEL_ROW];
        weigh(n, window, window->first + i, sum);
        Column *column = &n->columns[i];
        for (unsigned t = 0; t < NG_TAGS; t++) {
            int32_t best = NEVER;
            uint8_t from = 0;
            if (i == 0) {
                best = ng_tag_follows(NG_TAG_NONE, t) ? n->model->step[0][t] : NEVER;
            } else {
                for (unsigned k = 0; k < n->n_before[t]; k++) {
                    uint8_t a = n->before[t][k];
                    int32_t s = n->columns[i - 1].best[a] + n->model->step[a][t];
                    if (s > best) {
                        best = s;
                        from = a;
                    }
                }
            }
            column->best[t] = best + (t ? sum[t - 1] : 0);
            column->back[t] = from;
        }
    }
    const Column *last = &n->columns[count - 1];
    unsigned at = 0;
    for (unsigned t = 1; t < NG_TAGS; t++)
        if (ng_tag_follows(t, NG_TAG_NONE) &&
            last->best[t] + n->model->step[t][0] > last->best[at] + n->model->step[at][0])
            at = t;
    for (uint32_t i = count; i-- > 0;) {
        n->tags[i] = (uint8_t)at;
        at = n->columns[i].back[at];
    }
}

static void take_names(NgRecogniser *n, const NgWindow *window)
{
    uint32_t count = window->last - window->first;
    for (uint32_t i = 0; i < count; i++) {
        unsigned tag = n->tags[i];
        if (tag == NG_TAG_NONE)
            continue;
        NgRecognised name = {window->part, window->first + i, 0, NG_TAG_KIND(tag)};
        while (i + 1 < count && NG_TAG_PLACE(n->tags[i]) <= NG_TAG_INSIDE)
            i++;
        name.last = window->first + i + 1;
        g_array_append_val(n->names, name);
    }
}

const GArray *ng_recognise(NgRecogniser *n, const NgReading *r)
{
    ng_scene_begin(&n->scene, &n->model->book, r);
    g_array_set_size(n->names, 0);
    for (guint w = 0; w < n->scene.windows->len; w++) {
        const NgWindow *window = &g_array_index(n->scene.windows, NgWindow, w);
        uint32_t count = window->last - window->first;
        if (count > n->columns_room) {
            n->columns_room = count * 2;
            n->columns = g_renew(Column, n->columns, n->columns_room);
            n->tags = g_renew(uint8_t, n->tags, n->columns_room);
            n->ids = g_renew(uint64_t, n->ids, n->columns_room + 2 * REACH);
        }
        decode(n, window);
        take_names(n, window);
    }
    return n->names;
}

const NgWordBook *ng_recogniser_book(const NgRecogniser *recogniser)
{
    return &recogniser->model->book;
}
