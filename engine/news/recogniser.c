/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the best row of tags for each window, by the weights of its features. What a word gives
 * by itself is summed once and kept: a few thousand words make most of a newspaper. So is what its
 * looks, marks and standing give. */
#include "engine/news/large_pages.h"
#include "engine/news/recogniser.h"

#include <string.h>

enum {
    WORD_BITS = 17,
    GROUP_BITS = 13,
    TOGETHER = 32, /* words that are weighed together, more only of one window */
    REACH = 2      /* words to each side that a place looks at */
};

/* What a word gives by itself as seen from one distance, or a group of a place's features. */
typedef struct {
    uint64_t id;
    int16_t sum[NG_MODEL_ROW];
} __attribute__((aligned(64))) Kept;

typedef struct {
    Kept words[1u << WORD_BITS];
    Kept groups[1u << GROUP_BITS];
} Tables;

/* A word that is weighed. */
typedef struct {
    NgPlace place;
    uint64_t features[NG_FEATURES_BESIDE];
    uint32_t slot[NG_FEATURES_BESIDE];
    uint32_t found; /* features; then slots */
    int16_t sum[NG_MODEL_ROW];
} Weighed;

typedef struct {
    int32_t best[NG_TAGS];
    uint8_t back[NG_TAGS];
} Column;

/* A name that is open goes on by two tags of its kind; all other steps lead from one of nine tags
 * to one of nine, and these are weighed four at a time. */
enum { FRESH = 9, FRESH_ROWS = 3 };
static const uint8_t fresh[FRESH] = {0, 1, 4, 5, 8, 9, 12, 13, 16};
static const uint8_t closed[FRESH] = {0, 3, 4, 7, 8, 11, 12, 15, 16};
typedef int32_t Four __attribute__((vector_size(16)));
typedef union {
    Four row[FRESH_ROWS];
    int32_t tag[FRESH_ROWS * 4];
} Fresh;

struct NgRecogniser {
    const NgNameModel *model;
    NgScene scene;
    Tables *tables;
    Column *columns;
    uint8_t *tags;
    Weighed *weighed; /* the words of the windows in hand */
    uint64_t *ids;    /* of these words, and REACH to each side of a window */
    uint32_t room;
    GArray *names;                      /* of NgRecognised */
    Four fresh_step[FRESH][FRESH_ROWS]; /* from each tag of closed[] to each of fresh[] */
};

NgRecogniser *ng_recogniser_new(const NgNameModel *model)
{
    NgRecogniser *recogniser = g_new0(NgRecogniser, 1);
    recogniser->model = model;
    ng_scene_init(&recogniser->scene);
    recogniser->tables = ng_large_pages_alloc(sizeof(Tables));
    recogniser->names = g_array_new(FALSE, FALSE, sizeof(NgRecognised));
    for (unsigned a = 0; a < FRESH; a++)
        for (unsigned b = 0; b < FRESH; b++)
            recogniser->fresh_step[a][b / 4][b % 4] = model->step[closed[a]][fresh[b]];
    return recogniser;
}

void ng_recogniser_free(NgRecogniser *recogniser)
{
    if (!recogniser)
        return;
    ng_scene_clear(&recogniser->scene);
    ng_large_pages_free(recogniser->tables, sizeof(Tables));
    g_free(recogniser->columns);
    g_free(recogniser->tags);
    g_free(recogniser->weighed);
    g_free(recogniser->ids);
    g_array_unref(recogniser->names);
    g_free(recogniser);
}

static uint32_t words_of(const NgWindow *window)
{
    return window->last - window->first;
}

static uint64_t seen_from(uint64_t id, int offset)
{
    return id + (uint64_t)(offset + REACH) * 0x9e3779b97f4a7c15u;
}

static Kept *word_of(NgRecogniser *n, uint64_t seen)
{
    return &n->tables->words[seen * 0x9e3779b97f4a7c15u >> (64 - WORD_BITS)];
}

static Kept *group_of(NgRecogniser *n, uint64_t id)
{
    return &n->tables->groups[id >> (64 - GROUP_BITS)];
}

static void add_kept(const Kept *kept, int16_t *sum)
{
    for (uint32_t t = 0; t < NG_MODEL_ROW; t++)
        sum[t] = (int16_t)(sum[t] + kept->sum[t]);
}

static void keep(NgRecogniser *n, Kept *kept, uint64_t id, const uint64_t *features, uint32_t found)
{
    kept->id = id;
    memset(kept->sum, 0, sizeof kept->sum);
    ng_model_add(n->model, features, found, kept->sum);
}

static void add_word(NgRecogniser *n, const NgPart *part, uint32_t i, uint64_t id, int offset,
                     int16_t *sum)
{
    uint64_t seen = seen_from(id, offset);
    Kept *kept = word_of(n, seen);
    if (kept->id != seen) {
        uint64_t features[NG_FEATURES_WORD];
        keep(n, kept, seen, features,
             ng_features_of_word(n->scene.r, &n->model->book, part, i, offset, features));
    }
    add_kept(kept, sum);
}

static void add_group(NgRecogniser *n, const NgPlace *place, unsigned group, int16_t *sum)
{
    Kept *kept = group_of(n, place->id[group]);
    if (kept->id != place->id[group]) {
        uint64_t features[NG_FEATURES_PLACE];
        keep(n, kept, place->id[group], features, ng_features_of_group(place, group, features));
    }
    add_kept(kept, sum);
}

/* The words of the window and those that they look at. */
static void identify(NgRecogniser *n, const NgWindow *window, uint64_t *ids)
{
    const NgReading *r = n->scene.r;
    const NgPart *part = ng_reading_part(r, window->part);
    int64_t begin = (int64_t)window->first - REACH, end = (int64_t)window->last + REACH;
    for (int64_t i = MAX(begin, part->first); i < MIN(end, part->last); i++) {
        uint64_t id = ng_feature_word_id(r, part, (uint32_t)i);
        for (int offset = -REACH; offset <= REACH; offset++)
            if (i - offset >= window->first && i - offset < window->last)
                __builtin_prefetch(word_of(n, seen_from(id, offset)));
        ids[i - begin] = id;
    }
    for (uint32_t i = window->first; i < window->last; i++) {
        ng_book_expect(&n->model->book, r->words[i].key);
        if (r->authority)
            ng_authority_expect_surname(r->authority, r->words[i].key);
    }
}

static void look(NgRecogniser *n, const NgWindow *window, Weighed *weighed)
{
    for (uint32_t i = window->first; i < window->last; i++, weighed++) {
        ng_feature_place(&n->scene, window, i, &weighed->place);
        for (unsigned group = 0; group < NG_FEATURE_GROUPS; group++)
            __builtin_prefetch(group_of(n, weighed->place.id[group]));
        weighed->found =
            ng_features_of_neighbours(&n->scene, window, i, &weighed->place, weighed->features);
        ng_model_expect(n->model, weighed->features, weighed->found);
    }
}

static void weigh(NgRecogniser *n, const NgWindow *window, uint32_t i, const uint64_t *ids,
                  Weighed *weighed)
{
    const NgPart *part = ng_reading_part(n->scene.r, window->part);
    int16_t *sum = weighed->sum;
    memset(sum, 0, NG_MODEL_ROW * sizeof *sum);
    ng_model_sum(n->model, weighed->slot, weighed->found, sum);
    for (unsigned group = 0; group < NG_FEATURE_GROUPS; group++)
        add_group(n, &weighed->place, group, sum);
    for (int offset = -REACH; offset <= REACH; offset++) {
        int64_t at = (int64_t)i + offset;
        if (at >= part->first && at < part->last)
            add_word(n, part, (uint32_t)at, ids[at - window->first + REACH], offset, sum);
    }
}

/* Some windows together, a step at a time: what a step reads is on its way from memory while the
 * others' step before is done. */
static void weigh_windows(NgRecogniser *n, const NgWindow *windows, guint count)
{
    uint64_t *ids = n->ids;
    uint32_t words = 0;
    for (guint w = 0; w < count; w++) {
        identify(n, &windows[w], ids);
        ids += words_of(&windows[w]) + 2 * REACH;
    }
    for (guint w = 0; w < count; w++) {
        look(n, &windows[w], n->weighed + words);
        words += words_of(&windows[w]);
    }
    for (uint32_t i = 0; i < words; i++) {
        Weighed *weighed = &n->weighed[i];
        weighed->found = ng_model_find(n->model, weighed->features, weighed->found, weighed->slot);
    }
    Weighed *weighed = n->weighed;
    ids = n->ids;
    for (guint w = 0; w < count; w++) {
        for (uint32_t i = windows[w].first; i < windows[w].last; i++)
            weigh(n, &windows[w], i, ids, weighed++);
        ids += words_of(&windows[w]) + 2 * REACH;
    }
}

static const int32_t NEVER = -1000000000;

static void first_column(const NgRecogniser *n, Column *column)
{
    for (unsigned t = 0; t < NG_TAGS; t++) {
        column->best[t] = ng_tag_follows(NG_TAG_NONE, t) ? n->model->step[0][t] : NEVER;
        column->back[t] = 0;
    }
}

/* Of equal ways the one from the lower tag. */
static void next_column(const NgRecogniser *n, const Column *before, Column *column)
{
    Fresh best, from;
    for (unsigned row = 0; row < FRESH_ROWS; row++) {
        best.row[row] = (Four) {NEVER, NEVER, NEVER, NEVER};
        from.row[row] = (Four) {0};
    }
    for (unsigned k = 0; k < FRESH; k++) {
        int32_t so_far = before->best[closed[k]], tag = closed[k];
        for (unsigned row = 0; row < FRESH_ROWS; row++) {
            Four sum = n->fresh_step[k][row] + so_far, more = sum > best.row[row];
            best.row[row] = (sum & more) | (best.row[row] & ~more);
            from.row[row] = (more & tag) | (from.row[row] & ~more);
        }
    }
    for (unsigned k = 0; k < FRESH; k++) {
        column->best[fresh[k]] = best.tag[k];
        column->back[fresh[k]] = (uint8_t)from.tag[k];
    }
    for (unsigned kind = 0; kind < NG_NAME_KINDS; kind++) {
        unsigned begin = NG_TAG(kind, NG_TAG_BEGIN), inside = NG_TAG(kind, NG_TAG_INSIDE);
        for (unsigned t = inside; t <= NG_TAG(kind, NG_TAG_LAST); t++) {
            int32_t begun = before->best[begin] + n->model->step[begin][t];
            int32_t gone_on = before->best[inside] + n->model->step[inside][t];
            column->best[t] = MAX(MAX(begun, gone_on), NEVER);
            column->back[t] = (uint8_t)(column->best[t] == NEVER ? 0
                                        : gone_on > begun        ? inside
                                                                 : begin);
        }
    }
}

static void decode(NgRecogniser *n, const NgWindow *window, const Weighed *weighed)
{
    uint32_t count = words_of(window);
    for (uint32_t i = 0; i < count; i++) {
        Column *column = &n->columns[i];
        if (i == 0)
            first_column(n, column);
        else
            next_column(n, column - 1, column);
        for (unsigned t = 1; t < NG_TAGS; t++)
            column->best[t] += weighed[i].sum[t - 1];
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
    uint32_t count = words_of(window);
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

static void make_room(NgRecogniser *n, uint32_t words)
{
    if (words <= n->room)
        return;
    n->room = words * 2;
    n->columns = g_renew(Column, n->columns, n->room);
    n->tags = g_renew(uint8_t, n->tags, n->room);
    n->weighed = g_renew(Weighed, n->weighed, n->room);
    n->ids = g_renew(uint64_t, n->ids, n->room * (1 + 2 * REACH)); /* each a window */
}

const GArray *ng_recognise(NgRecogniser *n, const NgReading *r)
{
    ng_scene_begin(&n->scene, &n->model->book, r);
    g_array_set_size(n->names, 0);
    const NgWindow *windows = (const NgWindow *)(void *)n->scene.windows->data;
    for (guint w = 0, end; w < n->scene.windows->len; w = end) {
        uint32_t words = words_of(&windows[w]);
        for (end = w + 1; end < n->scene.windows->len; end++) {
            if (words + words_of(&windows[end]) > TOGETHER)
                break;
            words += words_of(&windows[end]);
        }
        make_room(n, words);
        weigh_windows(n, windows + w, end - w);
        const Weighed *weighed = n->weighed;
        for (guint k = w; k < end; weighed += words_of(&windows[k++])) {
            decode(n, &windows[k], weighed);
            take_names(n, &windows[k]);
        }
    }
    return n->names;
}

const NgWordBook *ng_recogniser_book(const NgRecogniser *recogniser)
{
    return &recogniser->model->book;
}
