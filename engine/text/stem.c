/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: Snowball behind a memory.
 * News repeats its words: 19 of 20 stems are looked up. What has been worked out lies in a
 * generation (a table over an arena); when one has taken 2^18 words it becomes the old one, and the
 * old one before it goes. A word found only in the old one is copied into the new, so whatever was
 * handed out lives for another 2^18 words at least, and memory stays bounded. */
#include "engine/text/letters.h"
#include "engine/text/snowball.h"
#include "engine/text/tags.h"
#include "nutgraf/stem.h"
#include "nutgraf/token.h"

#include <string.h>

enum {
    GENERATION = 1 << 18, /* words a generation takes */
    FIRST_SLOTS = 1 << 7, /* grows; a query needs few in each of many languages */
    BLOCK = 1 << 16,      /* bytes of an arena's block */
    LONGEST = 64,         /* bytes of a word that is stemmed */
};

typedef struct {
    const char *key; /* the lower-case form; the stems follow it */
    uint32_t hash;   /* 0 marks an empty slot */
    uint16_t key_len;
    uint16_t stem_len[2];
    uint8_t n;
} Entry;

typedef struct {
    Entry *slots;
    uint32_t mask, used;
    GPtrArray *blocks;
    gsize block_left;
} Generation;

struct NgStemmer {
    NgSnowball *snowball; /* NULL: words are their own stems */
    Generation now, before;
};

static void generation_clear(Generation *g)
{
    g_free(g->slots);
    if (g->blocks)
        g_ptr_array_unref(g->blocks);
    *g = (Generation) {0};
}

static void generation_begin(Generation *g)
{
    *g = (Generation) {.slots = g_new0(Entry, FIRST_SLOTS),
                       .mask = FIRST_SLOTS - 1,
                       .blocks = g_ptr_array_new_with_free_func(g_free)};
}

static char *generation_take(Generation *g, gsize bytes)
{
    if (bytes > g->block_left) {
        g->block_left = MAX((gsize)BLOCK, bytes);
        g_ptr_array_add(g->blocks, g_malloc(g->block_left));
    }
    /* blocks are cut from their end */
    g->block_left -= bytes;
    return (char *)g->blocks->pdata[g->blocks->len - 1] + g->block_left;
}

static void generation_grow(Generation *g)
{
    uint32_t slots = (g->mask + 1) * 2;
    Entry *old = g->slots;
    g->slots = g_new0(Entry, slots);
    for (uint32_t i = 0; i <= g->mask; i++) {
        if (!old[i].hash)
            continue;
        uint32_t at = old[i].hash & (slots - 1);
        while (g->slots[at].hash)
            at = (at + 1) & (slots - 1);
        g->slots[at] = old[i];
    }
    g->mask = slots - 1;
    g_free(old);
}

static inline uint64_t mix(uint64_t a, uint64_t b)
{
    __uint128_t product = (__uint128_t)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint32_t hash_of(const char *word, gsize len)
{
    uint64_t h = len * 0x9E3779B97F4A7C15u, last = 0;
    gsize i = 0;
    for (; i + 8 <= len; i += 8) {
        uint64_t eight;
        memcpy(&eight, word + i, 8);
        h = mix(h ^ eight, 0xD6E8FEB86659FD93u);
    }
    for (gsize k = 0; i + k < len; k++)
        last |= (uint64_t)(uint8_t)word[i + k] << (8 * k);
    h = mix(h ^ last, 0xA0761D6478BD642Fu);
    return (uint32_t)(h ^ h >> 32) | 1; /* never 0 */
}

static inline const Entry *generation_find(const Generation *g, uint32_t hash, const char *word,
                                           gsize len)
{
    for (uint32_t at = hash & g->mask; g->slots[at].hash; at = (at + 1) & g->mask) {
        const Entry *e = &g->slots[at];
        if (e->hash == hash && e->key_len == len && !memcmp(e->key, word, len))
            return e;
    }
    return NULL;
}

static const Entry *generation_add(Generation *g, Entry entry, const char *word,
                                   const char *const stem[2])
{
    if (g->used * 4 > g->mask * 3)
        generation_grow(g);
    gsize total = (gsize)entry.key_len + entry.stem_len[0] + entry.stem_len[1];
    char *bytes = generation_take(g, total);
    memcpy(bytes, word, entry.key_len);
    memcpy(bytes + entry.key_len, stem[0], entry.stem_len[0]);
    if (entry.n > 1)
        memcpy(bytes + entry.key_len + entry.stem_len[0], stem[1], entry.stem_len[1]);
    entry.key = bytes;
    uint32_t at = entry.hash & g->mask;
    while (g->slots[at].hash)
        at = (at + 1) & g->mask;
    g->slots[at] = entry;
    g->used++;
    return &g->slots[at];
}

static void turn_over(NgStemmer *stemmer)
{
    if (stemmer->now.used < GENERATION)
        return;
    generation_clear(&stemmer->before);
    stemmer->before = stemmer->now;
    generation_begin(&stemmer->now);
}

NgStemmer *ng_stemmer_new(const char *lang)
{
    NgStemmer *stemmer = g_new0(NgStemmer, 1);
    const char *name = ng_language_snowball(lang);
    if (name)
        stemmer->snowball = ng_snowball_new(name);
    if (stemmer->snowball)
        generation_begin(&stemmer->now);
    return stemmer;
}

void ng_stemmer_free(NgStemmer *stemmer)
{
    if (!stemmer)
        return;
    ng_snowball_free(stemmer->snowball);
    generation_clear(&stemmer->now);
    generation_clear(&stemmer->before);
    g_free(stemmer);
}

bool ng_stemmer_knows(const char *lang)
{
    return ng_language_snowball(lang) != NULL;
}

bool ng_stemmers_load(const char *const *langs, GError **error)
{
    static const char *const another[] = {"de", NULL}; /* brings all with it */
    for (langs = langs ? langs : another; *langs; langs++) {
        const char *name = ng_language_snowball(*langs);
        if (name && !ng_snowball_load(name, error))
            return false;
    }
    return true;
}

/* Words that no stemming rule was written for: U.S., AT&T, C++, 24/7, 4.5m, pairs of Han. */
static inline bool is_own_stem(const char *word, gsize len)
{
    if (len == 0 || len > LONGEST)
        return true;
    for (gsize i = 0; i < len; i++) {
        uint8_t c = (uint8_t)word[i];
        if (c < 'a' && c != '\'')
            return true;
    }
    if ((uint8_t)word[0] >= 0xE0) {
        unsigned n;
        return ng_letter(ng_utf8_next((const uint8_t *)word, len, &n)).kind == NG_CH_PAIRED;
    }
    return false;
}

/* An empty stem (some rules leave nothing of a short word) is the word itself. Borrowed until
 * Snowball is asked again. */
static const char *stem_raw(NgStemmer *stemmer, const char *word, gsize len, gsize *stem_len)
{
    const char *stem = ng_snowball_stem(stemmer->snowball, word, len, stem_len);
    if (*stem_len == 0) {
        *stem_len = len;
        return word;
    }
    return stem;
}

static const Entry *work_out(NgStemmer *stemmer, uint32_t hash, const char *lower, gsize lower_len,
                             const char *form, gsize form_len)
{
    gsize written_len, bare_len;
    const char *written = stem_raw(stemmer, lower, lower_len, &written_len);
    Entry entry = {.hash = hash, .key_len = (uint16_t)lower_len, .n = 1};
    if (lower == form || (lower_len == form_len && !memcmp(lower, form, form_len))) {
        entry.stem_len[0] = (uint16_t)written_len;
        return generation_add(&stemmer->now, entry, lower, (const char *[2]) {written, NULL});
    }

    g_autofree char *folded = ng_fold(written, (gssize)written_len);
    gsize folded_len = strlen(folded);
    const char *bare = stem_raw(stemmer, form, form_len, &bare_len);
    entry.stem_len[0] = (uint16_t)folded_len;
    if (bare_len != folded_len || memcmp(bare, folded, bare_len)) {
        entry.n = 2;
        entry.stem_len[1] = (uint16_t)bare_len;
    }
    return generation_add(&stemmer->now, entry, lower, (const char *[2]) {folded, bare});
}

void ng_stem(NgStemmer *stemmer, const char *lower, gsize lower_len, const char *form,
             gsize form_len, NgStems *out)
{
    if (!stemmer->snowball || is_own_stem(lower, lower_len) || form_len > 2 * LONGEST) {
        *out = (NgStems) {.stem = {form, NULL}, .len = {(uint16_t)form_len, 0}, .n = 1};
        return;
    }

    uint32_t hash = hash_of(lower, lower_len);
    const Entry *e = generation_find(&stemmer->now, hash, lower, lower_len);
    if (G_UNLIKELY(!e)) {
        turn_over(stemmer);
        const Entry *old = stemmer->before.slots
                               ? generation_find(&stemmer->before, hash, lower, lower_len)
                               : NULL;
        if (old) {
            const char *stem = old->key + old->key_len;
            e = generation_add(&stemmer->now, *old, lower,
                               (const char *[2]) {stem, stem + old->stem_len[0]});
        } else {
            e = work_out(stemmer, hash, lower, lower_len, form, form_len);
        }
    }
    out->n = e->n;
    out->stem[0] = e->key + e->key_len;
    out->len[0] = e->stem_len[0];
    out->stem[1] = e->n > 1 ? out->stem[0] + e->stem_len[0] : NULL;
    out->len[1] = e->stem_len[1];
}
