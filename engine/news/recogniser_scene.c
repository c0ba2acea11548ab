/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the whole article says, before the recogniser looks at its words: how often each is
 * written with a capital, the runs of capitals, and the windows where names may stand. */
#include "engine/news/recogniser.h"

#include <string.h>

void ng_scene_init(NgScene *scene)
{
    memset(scene, 0, sizeof *scene);
    scene->windows = g_array_new(FALSE, FALSE, sizeof(NgWindow));
}

void ng_scene_clear(NgScene *scene)
{
    g_free(scene->counts);
    g_free(scene->run);
    g_free(scene->run_last);
    g_array_unref(scene->windows);
    memset(scene, 0, sizeof *scene);
}

static NgWordCount *slot_of(const NgScene *scene, uint64_t key)
{
    uint32_t at = (uint32_t)(key >> 13) & scene->counts_mask;
    while (scene->counts[at].key && scene->counts[at].key != key)
        at = (at + 1) & scene->counts_mask;
    return &scene->counts[at];
}

NgWordCount *ng_scene_count(const NgScene *scene, uint64_t key)
{
    NgWordCount *slot = slot_of(scene, key);
    return slot->key ? slot : NULL;
}

static bool counts_as_name(const NgReading *r, uint32_t i)
{
    const NgWord *word = &r->words[i];
    return word->flags & NG_WORD_CAPITAL || word->found;
}

/* Words that may stand inside a name in lower case. */
static bool joins_names(const NgWord *word)
{
    return word->classes & (NG_LEX_PARTICLE | NG_LEX_PREP | NG_LEX_DET) ||
           (word->end - word->begin <= 3 && !(word->flags & NG_WORD_DIGIT));
}

static void count_words(NgScene *scene)
{
    const NgReading *r = scene->r;
    uint32_t capitals = 0;
    for (uint32_t i = 0; i < r->n_words; i++)
        capitals += counts_as_name(r, i) ? 1 : 0;
    uint32_t room = 64;
    while (room < capitals * 2)
        room *= 2;
    if (room > scene->counts_room) {
        g_free(scene->counts);
        scene->counts = g_new(NgWordCount, room);
        scene->counts_room = room;
    }
    memset(scene->counts, 0, room * sizeof *scene->counts);
    scene->counts_mask = room - 1;
    for (uint32_t i = 0; i < r->n_words; i++)
        if (counts_as_name(r, i))
            slot_of(scene, r->words[i].key)->key = r->words[i].key;
    for (uint32_t p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        if (part->shouted || part->titled)
            continue;
        for (uint32_t i = part->first; i < part->last; i++) {
            const NgWord *word = &r->words[i];
            NgWordCount *slot = slot_of(scene, word->key);
            if (!slot->key)
                continue;
            if (word->flags & NG_WORD_LOWER)
                slot->lower += slot->lower < 1000 ? 1 : 0;
            else if (!(word->flags & (NG_WORD_SENTENCE | NG_WORD_AFTER_STOP | NG_WORD_AFTER_COLON)))
                slot->capital += slot->capital < 1000 ? 1 : 0;
        }
    }
}

static bool part_of_run(const NgReading *r, uint32_t i)
{
    return r->words[i].flags & (NG_WORD_CAPITAL | NG_WORD_DIGIT);
}

static void find_runs(NgScene *scene)
{
    const NgReading *r = scene->r;
    if (r->n_words > scene->run_room) {
        scene->run_room = r->n_words + r->n_words / 2 + 64;
        scene->run = g_renew(uint32_t, scene->run, scene->run_room);
        scene->run_last = g_renew(uint32_t, scene->run_last, scene->run_room);
    }
    for (uint32_t p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        for (uint32_t i = part->first; i < part->last;) {
            uint32_t first = i++;
            if (part_of_run(r, first))
                while (i < part->last && part_of_run(r, i) && ng_reading_joined(r, i))
                    i++;
            for (uint32_t k = first; k < i; k++) {
                scene->run[k] = first;
                scene->run_last[k] = i - 1;
            }
        }
    }
}

enum { WINDOW_WORDS = 500 }; /* a longer one is cut */

/* "The", "Shares", "On Monday": a capital that makes no name, with nothing beside it that could. */
static bool is_plain_opening(const NgScene *scene, const NgPart *part, uint32_t i)
{
    const NgReading *r = scene->r;
    const NgWord *word = &r->words[i];
    if (word->found || word->classes & NG_LEX_GIVEN)
        return false;
    for (uint32_t k = i + 1; k < part->last && k <= i + 2; k++)
        if (counts_as_name(r, k))
            return false;
    if (i > part->first && counts_as_name(r, i - 1))
        return false;
    if (word->classes & NG_LEX_CALENDAR)
        return true;
    if (!(word->flags & NG_WORD_SENTENCE) || part->shouted)
        return false;
    if (word->classes & (NG_LEX_DET | NG_LEX_PREP | NG_LEX_CONJ | NG_LEX_PRONOUN))
        return true;
    unsigned bits = ng_book_look_up(scene->book, word->key);
    return bits && ng_book_field(bits, NG_BOOK_CAPITAL) <= 1;
}

static void find_windows(NgScene *scene)
{
    const NgReading *r = scene->r;
    g_array_set_size(scene->windows, 0);
    for (uint32_t p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        for (uint32_t i = part->first; i < part->last;) {
            if (!counts_as_name(r, i)) {
                i++;
                continue;
            }
            if (is_plain_opening(scene, part, i)) {
                i++;
                continue;
            }
            NgWindow window = {.part = p, .first = i, .last = i + 1};
            if (i > part->first && r->words[i - 1].classes & NG_LEX_PARTICLE &&
                ng_reading_joined(r, i) &&
                (scene->windows->len == 0 ||
                 g_array_index(scene->windows, NgWindow, scene->windows->len - 1).last < i))
                window.first--;
            while (window.last - window.first < WINDOW_WORDS) {
                uint32_t next = window.last;
                while (next < part->last && next < window.last + 2 && !counts_as_name(r, next) &&
                       joins_names(&r->words[next]))
                    next++;
                if (next >= part->last || !counts_as_name(r, next))
                    break;
                window.last = next + 1;
            }
            g_array_append_val(scene->windows, window);
            i = window.last;
        }
    }
}

void ng_scene_begin(NgScene *scene, const NgWordBook *book, const NgReading *r)
{
    scene->r = r;
    scene->book = book;
    count_words(scene);
    find_runs(scene);
    find_windows(scene);
    scene->topic = 0;
    if (r->n_words)
        scene->topic = r->words[0].key;
}
