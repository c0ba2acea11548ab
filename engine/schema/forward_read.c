/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a forward index: views, no copies; nothing is taken for granted. */
#include "forward_format.h"
#include "nutgraf/fields.h"
#include "nutgraf/forward.h"
#include "packing.h"

#include <stdlib.h>

#define HEAD_NUMBERS 8 /* the flags first */

/* Of a value that is long enough, as nearly all are, no byte has to be asked for. */
static bool read_short_head(NgUnpacker *in, guint64 numbers[HEAD_NUMBERS])
{
    const guint8 *at = (const guint8 *)in->at;
    if (in->end - in->at < 2 * HEAD_NUMBERS)
        return false;
    for (guint i = 0; i < HEAD_NUMBERS; i++) {
        numbers[i] = *at++;
        if (!(numbers[i] & 0x80))
            continue;
        if (*at & 0x80)
            return false;
        numbers[i] = (numbers[i] & 0x7f) | (guint64)*at++ << 7;
    }
    in->at = (const char *)at;
    return true;
}

bool ng_forward_open(NgForward *forward, const char *value, gsize len_bytes)
{
    NgUnpacker in = {value, value + len_bytes};
    guint64 head[HEAD_NUMBERS], flags;
    bool ok = true;
    if (!read_short_head(&in, head))
        for (guint i = 0; ok && i < HEAD_NUMBERS; i++)
            ok = unpack_number(&in, &head[i]);
    const guint64 *numbers = head + 1;
    for (guint i = 0; ok && i + 1 < HEAD_NUMBERS; i++)
        ok = numbers[i] <= len_bytes;
    if (!ok)
        return false;
    flags = head[0];
    guint8 width = flags & NG_FORWARD_FLAG_WIDE ? 4 : 2;
    *forward = (NgForward) {.words = (uint32_t)numbers[0],
                            .paragraphs = (uint32_t)numbers[1],
                            .terms = (uint32_t)numbers[2],
                            .first_run = (uint32_t)MIN(numbers[2], NG_FORWARD_FIRST_RUN),
                            .n_rest = (uint32_t)numbers[3],
                            .notes_len = (gsize)numbers[4],
                            .extras_len = (gsize)numbers[5],
                            .lengths_len = (gsize)numbers[6],
                            .width = width,
                            .collides = flags & NG_FORWARD_FLAG_COLLIDES,
                            .has_long = flags & NG_FORWARD_FLAG_LONG};
    guint64 need = (guint64)forward->terms * (width + 1) + forward->notes_len +
                   forward->extras_len + forward->lengths_len + (guint64)forward->n_rest * width +
                   forward->words;
    if (need != (guint64)(in.end - in.at) || len_bytes > G_MAXUINT32)
        return false;
    forward->hashes = (const guint8 *)in.at;
    forward->endings = forward->hashes + forward->terms * (gsize)width;
    forward->notes = forward->endings + forward->terms;
    forward->extras = forward->notes + forward->notes_len;
    forward->lengths = forward->extras + forward->extras_len;
    forward->rest = forward->lengths + forward->lengths_len;
    forward->stream = forward->rest + forward->n_rest * (gsize)width;
    return true;
}

NgForwardTerm ng_forward_term(const char *term, gsize len)
{
    return (NgForwardTerm) {term, len, ng_forward_hash(term, len)};
}

static inline uint32_t item(const guint8 *items, guint8 width, uint32_t i)
{
    if (width == 2) {
        guint16 little;
        memcpy(&little, items + i * 2, 2);
        return GUINT16_FROM_LE(little);
    }
    guint32 little;
    memcpy(&little, items + (gsize)i * 4, 4);
    return GUINT32_FROM_LE(little);
}

/* ---- which entry ---- */

/* The note of one kind on a term: its bytes. */
static bool find_note(const NgForward *forward, uint32_t number, guint kind, const char **bytes,
                      gsize *len)
{
    NgUnpacker in = {(const char *)forward->notes,
                     (const char *)forward->notes + forward->notes_len};
    guint64 of = 0, behind, its_kind;
    while (in.at < in.end) {
        if (!unpack_number(&in, &behind) || !unpack_number(&in, &its_kind) ||
            !unpack_bytes(&in, bytes, len))
            return false;
        of += behind;
        if (of == number && its_kind == kind)
            return true;
        if (of > number)
            return false;
    }
    return false;
}

/* Two terms of one hash: the note says which it is. Without a note it is the only one. */
static bool is_term(const NgForward *forward, uint32_t number, const NgForwardTerm *term)
{
    const char *bytes;
    gsize len;
    return !forward->collides || !find_note(forward, number, NG_NOTE_TERM, &bytes, &len) ||
           (len == term->len && memcmp(bytes, term->term, len) == 0);
}

/* A form in up to three pieces. */
typedef struct {
    const char *first, *second;
    gsize first_len, second_len;
} Form;

static bool form_of(const NgForward *forward, uint32_t number, const NgForwardTerm *term,
                    Form *form)
{
    guint8 ending = forward->endings[number] & (guint8)~NG_FORWARD_HAS_EXTRAS;
    gsize cut;
    *form = (Form) {term->term, "", term->len, 0};
    if (ending == NG_ENDING_OTHER)
        return find_note(forward, number, NG_NOTE_FORM, &form->first, &form->first_len);
    if (!ng_ending_tell(ending, &cut, &form->second, &form->second_len) || cut > term->len)
        return false;
    form->first_len -= cut;
    return true;
}

static bool begins(const Form *form, const char *with, gsize len)
{
    gsize first = MIN(form->first_len, len);
    return form->first_len + form->second_len >= len && memcmp(form->first, with, first) == 0 &&
           memcmp(form->second, with + first, len - first) == 0;
}

static bool fits(const NgForward *forward, uint32_t number, const NgForwardTerm *term,
                 const NgForwardForms *forms)
{
    Form form;
    if (!forms || (!forms->exact && !forms->prefix))
        return true;
    if (!form_of(forward, number, term, &form))
        return false;
    if (forms->prefix)
        return begins(&form, forms->prefix, forms->prefix_len);
    return form.first_len + form.second_len == forms->exact_len &&
           begins(&form, forms->exact, forms->exact_len);
}

/* ---- where it stands ---- */

#define SOME 32 /* places, added at once */

static void add_place(GArray *places, const guint8 *stream, const guint8 *at)
{
    uint32_t place = (uint32_t)(at - stream);
    g_array_append_val(places, place);
}

static void find_in_stream(const NgForward *forward, guint8 code, GArray *places)
{
    const guint8 *end = forward->stream + forward->words;
    uint32_t some[SOME];
    guint n = 0;
    for (const guint8 *at = forward->stream; (at = memchr(at, code, (gsize)(end - at))) != NULL;
         at++) {
        some[n++] = (uint32_t)(at - forward->stream);
        if (n < SOME)
            continue;
        g_array_append_vals(places, some, n);
        n = 0;
    }
    if (n)
        g_array_append_vals(places, some, n);
}

static void find_in_rest(const NgForward *forward, uint32_t number, GArray *places)
{
    const guint8 *at = forward->stream, *end = at + forward->words;
    uint32_t escapes = 0; /* before `at` */
    for (uint32_t i = 0; i < forward->n_rest; i++) {
        if (item(forward->rest, forward->width, i) != number)
            continue;
        for (;; at++, escapes++) {
            at = at < end ? memchr(at, NG_FORWARD_ESCAPE, (gsize)(end - at)) : NULL;
            if (!at)
                return;
            if (escapes == i)
                break;
        }
        add_place(places, forward->stream, at);
    }
}

static void find_in_extras(const NgForward *forward, uint32_t number, GArray *places)
{
    NgUnpacker in = {(const char *)forward->extras,
                     (const char *)forward->extras + forward->extras_len};
    guint64 of = 0, behind, n;
    while (in.at < in.end) {
        guint64 place = 0;
        if (!unpack_number(&in, &behind) || !unpack_number(&in, &n))
            return;
        of += behind;
        if (of > number)
            return;
        for (; n; n--) {
            if (!unpack_number(&in, &behind))
                return;
            place += behind;
            if (of == number && place < forward->words) {
                uint32_t found = (uint32_t)place;
                g_array_append_val(places, found);
            }
        }
    }
}

static void find_number(const NgForward *forward, uint32_t number, bool extras, GArray *places)
{
    if (number < NG_FORWARD_FIRST_RUN)
        find_in_stream(forward, (guint8)(number + 1), places);
    else
        find_in_rest(forward, number - NG_FORWARD_FIRST_RUN, places);
    if (extras && forward->endings[number] & NG_FORWARD_HAS_EXTRAS)
        find_in_extras(forward, number, places);
}

/* The first that is not below the hash; without a jump that depends on it, which the processor
 * would guess wrong every other time. */
#define FIRST_OF(name, items_width)                                                                \
    static uint32_t name(const guint8 *items, uint32_t low, uint32_t end, uint32_t hash)           \
    {                                                                                              \
        for (uint32_t n = end - low; n > 0;) {                                                     \
            uint32_t half = n / 2;                                                                 \
            bool below = item(items, items_width, low + half) < hash;                              \
            low = below ? low + half + 1 : low;                                                    \
            n = below ? n - half - 1 : half;                                                       \
        }                                                                                          \
        return low;                                                                                \
    }
FIRST_OF(first_of_narrow, 2)
FIRST_OF(first_of_wide, 4)

void ng_forward_find(const NgForward *forward, const NgForwardTerm *term,
                     const NgForwardForms *forms, GArray *places)
{
    const uint32_t bounds[] = {0, forward->first_run, forward->terms};
    uint32_t hash = ng_forward_kept(term->hash, forward->width == 4);
    bool extras = !forms || !forms->exact; /* exact is what stands there, not another reading */
    for (guint run = 0; run < 2 && bounds[run] < forward->terms; run++) {
        uint32_t low = bounds[run];
        low = forward->width == 2 ? first_of_narrow(forward->hashes, low, bounds[run + 1], hash)
                                  : first_of_wide(forward->hashes, low, bounds[run + 1], hash);
        for (; low < bounds[run + 1] && item(forward->hashes, forward->width, low) == hash; low++)
            if (is_term(forward, low, term) && fits(forward, low, term, forms))
                find_number(forward, low, extras, places);
    }
}

/* ---- positions ---- */

static int by_number(gconstpointer a, gconstpointer b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

static guint sort_distinct(uint32_t *v, guint n)
{
    guint kept = 1;
    for (guint i = 1; i < n; i++) {
        if (v[i - 1] < v[i])
            continue;
        qsort(v, n, sizeof *v, by_number);
        break;
    }
    for (guint i = 1; i < n; i++)
        if (v[i] != v[kept - 1])
            v[kept++] = v[i];
    return kept;
}

static uint32_t blocks_of(guint64 words)
{
    return MAX(1, (uint32_t)((words + NG_BLOCK_WORDS - 1) / NG_BLOCK_WORDS));
}

void ng_forward_settle(const NgForward *forward, GArray *places, guint from)
{
    if (places->len == from)
        return;
    uint32_t *v = (uint32_t *)(void *)places->data + from;
    guint n = sort_distinct(v, places->len - from), kept = 0;
    NgUnpacker in = {(const char *)forward->lengths,
                     (const char *)forward->lengths + forward->lengths_len};
    guint64 begin = 0, after = 0, length = 0;
    uint32_t block = 0, next_block = 0;
    for (guint i = 0; i < n; i++) {
        while (v[i] >= after) {
            if (!unpack_number(&in, &length) || length > forward->words) {
                i = n;
                break;
            }
            begin = after;
            after += length;
            block = next_block;
            next_block += blocks_of(length);
        }
        if (i == n || next_block > NG_BLOCK_MAX)
            break;
        uint32_t word = v[i] - (uint32_t)begin;
        v[kept++] = (block + word / NG_BLOCK_WORDS) * NG_BLOCK_STRIDE + word % NG_BLOCK_WORDS;
    }
    g_array_set_size(places, from + kept);
}

#define PARAGRAPHS_TOLD 63 /* with the headline */

static guint64 paragraphs_of(const NgForward *forward, GArray *places)
{
    NgUnpacker in = {0};
    guint64 begin = 0, after = 0, length = 0, paragraphs = 0;
    uint32_t block = 0;
    guint number = 0;
    for (guint i = 0; i < places->len; i++) {
        uint32_t place = g_array_index(places, uint32_t, i);
        if (i == 0 || place < begin) {
            in = (NgUnpacker) {(const char *)forward->lengths,
                               (const char *)forward->lengths + forward->lengths_len};
            after = number = block = 0;
        }
        for (; place >= after; number++) {
            if (number >= PARAGRAPHS_TOLD || !unpack_number(&in, &length) ||
                length > forward->words)
                return 0;
            begin = after;
            after += length;
            block += blocks_of(length);
        }
        if (block > NG_BLOCK_MAX) /* as they are settled: such places are not known */
            return 0;
        paragraphs |= G_GUINT64_CONSTANT(1) << (number - 1);
    }
    return paragraphs;
}

guint64 ng_forward_paragraphs(const char *value, gsize len_bytes, const char *term, gsize len,
                              gpointer places)
{
    NgForward forward;
    NgForwardTerm wanted = ng_forward_term(term, len);
    if (!ng_forward_open(&forward, value, len_bytes) || forward.paragraphs > PARAGRAPHS_TOLD)
        return 0;
    g_array_set_size(places, 0);
    ng_forward_find(&forward, &wanted, NULL, places);
    return paragraphs_of(&forward, places);
}

void ng_forward_lengths(const NgForward *forward, GArray *lengths, GArray *first_block)
{
    NgUnpacker in = {(const char *)forward->lengths,
                     (const char *)forward->lengths + forward->lengths_len};
    uint32_t length, block = 0;
    g_array_set_size(lengths, 0);
    g_array_set_size(first_block, 0);
    while (lengths->len < forward->paragraphs && unpack_uint32(&in, &length)) {
        g_array_append_val(lengths, length);
        if (!forward->has_long)
            continue;
        g_array_append_val(first_block, block);
        block += blocks_of(length);
    }
}
