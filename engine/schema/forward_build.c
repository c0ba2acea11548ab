/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Puts a forward index together while the words of an article go by. */
#include "forward_format.h"
#include "nutgraf/fields.h"
#include "nutgraf/forward.h"
#include "packing.h"

#include <stdlib.h>

/* A term in one form. */
typedef struct {
    uint32_t hash, form_hash; /* form_hash 0: the ending tells it */
    uint32_t term, form;      /* where they stand in bytes */
    uint32_t len, form_len;
    uint32_t wdf;
    uint32_t places; /* how often it is the word that stands somewhere */
    uint32_t number; /* when packed */
    guint8 ending;
    bool has_extras, collides;
} Entry;

typedef struct {
    uint32_t entry, place;
} Extra;

struct NgForwardBuilder {
    GArray *entries; /* Entry */
    GString *bytes;
    uint32_t *slots; /* entry + 1; open addressing */
    uint32_t *epochs;
    uint32_t room, epoch;
    GArray *words;   /* uint32_t a place: entry + 1, 0 nothing */
    GArray *extras;  /* Extra */
    GArray *lengths; /* uint32_t */
    bool has_long;
    uint32_t begin; /* place at which the paragraph in hand begins */
    GArray *order;  /* uint32_t: entries by number */
    GArray *sorting, *sorted_extras;
    GString *notes, *packed_extras, *packed_lengths;
};

enum { ROOM_AT_START = 4096 };

NgForwardBuilder *ng_forward_builder_new(void)
{
    NgForwardBuilder *builder = g_new0(NgForwardBuilder, 1);
    builder->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    builder->bytes = g_string_sized_new(16384);
    builder->room = ROOM_AT_START;
    builder->slots = g_new0(uint32_t, builder->room);
    builder->epochs = g_new0(uint32_t, builder->room);
    builder->words = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    builder->extras = g_array_new(FALSE, FALSE, sizeof(Extra));
    builder->lengths = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    builder->order = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    builder->sorting = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    builder->sorted_extras = g_array_new(FALSE, FALSE, sizeof(Extra));
    builder->notes = g_string_new(NULL);
    builder->packed_extras = g_string_new(NULL);
    builder->packed_lengths = g_string_new(NULL);
    ng_forward_begin(builder);
    return builder;
}

void ng_forward_builder_free(NgForwardBuilder *builder)
{
    if (!builder)
        return;
    GArray *arrays[] = {builder->entries, builder->words,   builder->extras,       builder->lengths,
                        builder->order,   builder->sorting, builder->sorted_extras};
    GString *strings[] = {builder->bytes, builder->notes, builder->packed_extras,
                          builder->packed_lengths};
    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_array_unref(arrays[i]);
    for (guint i = 0; i < G_N_ELEMENTS(strings); i++)
        g_string_free(strings[i], TRUE);
    g_free(builder->slots);
    g_free(builder->epochs);
    g_free(builder);
}

void ng_forward_begin(NgForwardBuilder *builder)
{
    g_array_set_size(builder->entries, 0);
    g_array_set_size(builder->words, 0);
    g_array_set_size(builder->extras, 0);
    g_array_set_size(builder->lengths, 0);
    g_string_truncate(builder->bytes, 0);
    builder->begin = 0;
    builder->has_long = false;
    if (++builder->epoch == 0) {
        memset(builder->epochs, 0, builder->room * sizeof *builder->epochs);
        builder->epoch = 1;
    }
}

void ng_forward_paragraph(NgForwardBuilder *builder, uint32_t words)
{
    words = MAX(words, 1);
    builder->has_long |= words > NG_BLOCK_WORDS;
    builder->begin = builder->words->len;
    g_array_append_val(builder->lengths, words);
    g_array_set_size(builder->words, builder->begin + words);
}

/* ---- entries ---- */

static uint32_t slot_hash(const Entry *entry)
{
    return (entry->hash ^ entry->form_hash) + entry->ending * 0x9e3779b9u;
}

static void grow(NgForwardBuilder *builder)
{
    g_free(builder->slots);
    g_free(builder->epochs);
    builder->room *= 2;
    builder->slots = g_new0(uint32_t, builder->room);
    builder->epochs = g_new0(uint32_t, builder->room);
    builder->epoch = 1;
    for (uint32_t i = 0; i < builder->entries->len; i++) {
        uint32_t at = slot_hash(&g_array_index(builder->entries, Entry, i)) & (builder->room - 1);
        while (builder->epochs[at] == builder->epoch)
            at = (at + 1) & (builder->room - 1);
        builder->slots[at] = i;
        builder->epochs[at] = builder->epoch;
    }
}

static bool is_entry(const NgForwardBuilder *builder, const Entry *there, const Entry *wanted,
                     const char *term, const char *form)
{
    const char *bytes = builder->bytes->str;
    return there->hash == wanted->hash && there->ending == wanted->ending &&
           there->len == wanted->len && memcmp(bytes + there->term, term, there->len) == 0 &&
           there->form_len == wanted->form_len &&
           (!there->form_len || memcmp(bytes + there->form, form, there->form_len) == 0);
}

/* The number of the entry, which is made when it is new. */
static uint32_t entry_of(NgForwardBuilder *builder, const char *term, gsize len, const char *form,
                         gsize form_len)
{
    Entry wanted = {.hash = ng_forward_hash(term, len), .len = (uint32_t)len};
    if (form)
        wanted.ending = ng_ending_of(term, len, form, form_len);
    if (wanted.ending == NG_ENDING_OTHER) {
        wanted.form_len = (uint32_t)form_len;
        wanted.form_hash = ng_forward_hash(form, form_len);
    }
    uint32_t at = slot_hash(&wanted) & (builder->room - 1);
    for (; builder->epochs[at] == builder->epoch; at = (at + 1) & (builder->room - 1))
        if (is_entry(builder, &g_array_index(builder->entries, Entry, builder->slots[at]), &wanted,
                     term, form))
            return builder->slots[at];
    uint32_t number = builder->entries->len;
    wanted.term = (uint32_t)builder->bytes->len;
    g_string_append_len(builder->bytes, term, (gssize)len);
    wanted.form = (uint32_t)builder->bytes->len;
    if (wanted.form_len)
        g_string_append_len(builder->bytes, form, (gssize)form_len);
    g_array_append_val(builder->entries, wanted);
    builder->slots[at] = number;
    builder->epochs[at] = builder->epoch;
    if (builder->entries->len * 2 > builder->room)
        grow(builder);
    return number;
}

void ng_forward_add(NgForwardBuilder *builder, NgForwardKind kind, const char *term, gsize len,
                    const char *form, gsize form_len, uint32_t word, uint32_t wdf)
{
    uint32_t number = entry_of(builder, term, len, form, form_len);
    Entry *entry = &g_array_index(builder->entries, Entry, number);
    entry->wdf += wdf;
    uint32_t place = builder->begin + word;
    if (place >= builder->words->len)
        return; /* beyond its paragraph: found by, but nowhere */
    uint32_t *there = &g_array_index(builder->words, uint32_t, place);
    if (kind == NG_FORWARD_WORD && *there == 0) {
        *there = number + 1;
        entry->places++;
    } else if (*there != number + 1) {
        Extra extra = {number, place};
        entry->has_extras = true;
        g_array_append_val(builder->extras, extra);
    }
}

void ng_forward_each(const NgForwardBuilder *builder, NgForwardTermFunc func, gpointer data)
{
    for (guint i = 0; i < builder->entries->len; i++) {
        const Entry *entry = &g_array_index(builder->entries, Entry, i);
        func(builder->bytes->str + entry->term, entry->len, entry->wdf, data);
    }
}

/* ---- packing ---- */

static const Entry *entry_at(const NgForwardBuilder *builder, gconstpointer number)
{
    return &g_array_index(builder->entries, Entry, *(const uint32_t *)number);
}

static int compare_hashes(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

static int by_places(gconstpointer a, gconstpointer b, gpointer data)
{
    const Entry *left = entry_at(data, a), *right = entry_at(data, b);
    if (left->places != right->places)
        return left->places > right->places ? -1 : 1;
    int order = compare_hashes(left->hash, right->hash);
    return order ? order : compare_hashes(*(const uint32_t *)a, *(const uint32_t *)b);
}

/* Entries in their own order to that of their hashes, a byte after the other; of equal hashes the
 * order stays. */
static void sort_by_hash(NgForwardBuilder *builder, uint32_t *v, uint32_t n)
{
    g_array_set_size(builder->sorting, n);
    uint32_t *from = v, *to = (uint32_t *)(void *)builder->sorting->data;
    for (unsigned shift = 0; shift < 32; shift += 8) {
        uint32_t at[257] = {0};
        for (uint32_t i = 0; i < n; i++)
            at[(entry_at(builder, &from[i])->hash >> shift & 0xff) + 1]++;
        for (unsigned i = 0; i < 256; i++)
            at[i + 1] += at[i];
        for (uint32_t i = 0; i < n; i++)
            to[at[entry_at(builder, &from[i])->hash >> shift & 0xff]++] = from[i];
        uint32_t *swap = from;
        from = to;
        to = swap;
    }
}

/* Puts the most frequent ones first, both parts in their own order. */
static void part_by_places(NgForwardBuilder *builder, uint32_t *v, uint32_t n, uint32_t first)
{
    g_qsort_with_data(v, (int)n, sizeof *v, by_places, builder);
    for (uint32_t i = 0; i < n; i++)
        g_array_index(builder->entries, Entry, v[i]).number = i;
    uint32_t at[2] = {0, first};
    for (uint32_t i = 0; i < n; i++)
        v[at[g_array_index(builder->entries, Entry, i).number >= first]++] = i;
}

static void number_entries(NgForwardBuilder *builder)
{
    GArray *order = builder->order;
    uint32_t n = builder->entries->len, first = MIN(n, NG_FORWARD_FIRST_RUN);
    g_array_set_size(order, n);
    uint32_t *v = (uint32_t *)(void *)order->data;
    for (uint32_t i = 0; i < n; i++)
        v[i] = i;
    if (n > first)
        part_by_places(builder, v, n, first);
    sort_by_hash(builder, v, first);
    sort_by_hash(builder, v + first, n - first);
    for (uint32_t i = 0; i < n; i++)
        g_array_index(builder->entries, Entry, v[i]).number = i;
}

static bool same_term(const NgForwardBuilder *builder, const Entry *a, const Entry *b)
{
    return a->len == b->len &&
           memcmp(builder->bytes->str + a->term, builder->bytes->str + b->term, a->len) == 0;
}

/* Marks those of one run that share a hash with another term; true when there are any. In the order
 * of the hashes whoever shares one stands beside it. */
static bool mark_run(NgForwardBuilder *builder, uint32_t from, uint32_t after, bool wide)
{
    bool any = false;
    const uint32_t *v = (const uint32_t *)(void *)builder->order->data;
    for (uint32_t i = from; i < after;) {
        const Entry *first = entry_at(builder, &v[i]);
        uint32_t end = i + 1;
        bool collides = false;
        while (end < after && ng_forward_kept(entry_at(builder, &v[end])->hash, wide) ==
                                  ng_forward_kept(first->hash, wide)) {
            collides |= !same_term(builder, first, entry_at(builder, &v[end]));
            end++;
        }
        for (; i < end; i++)
            g_array_index(builder->entries, Entry, v[i]).collides = collides;
        any |= collides;
    }
    return any;
}

/* Between the two runs. */
static bool mark_across(NgForwardBuilder *builder, uint32_t first, uint32_t n, bool wide)
{
    bool any = false;
    const uint32_t *v = (const uint32_t *)(void *)builder->order->data;
    for (uint32_t i = 0, from = first; i < first; i++) {
        Entry *left = &g_array_index(builder->entries, Entry, v[i]);
        uint32_t hash = ng_forward_kept(left->hash, wide);
        while (from < n && ng_forward_kept(entry_at(builder, &v[from])->hash, wide) < hash)
            from++;
        for (uint32_t j = from; j < n; j++) {
            Entry *right = &g_array_index(builder->entries, Entry, v[j]);
            if (ng_forward_kept(right->hash, wide) != hash)
                break;
            if (same_term(builder, left, right))
                continue;
            left->collides = right->collides = any = true;
        }
    }
    return any;
}

static void pack_notes(NgForwardBuilder *builder)
{
    uint32_t before = 0;
    g_string_truncate(builder->notes, 0);
    for (uint32_t i = 0; i < builder->order->len; i++) {
        const Entry *entry = entry_at(builder, &g_array_index(builder->order, uint32_t, i));
        for (guint kind = NG_NOTE_TERM; kind <= NG_NOTE_FORM; kind++) {
            bool is_term = kind == NG_NOTE_TERM;
            if (is_term ? !entry->collides : entry->ending != NG_ENDING_OTHER)
                continue;
            pack_number(builder->notes, i - before);
            pack_number(builder->notes, kind);
            pack_bytes(builder->notes, builder->bytes->str + (is_term ? entry->term : entry->form),
                       is_term ? entry->len : entry->form_len);
            before = i;
        }
    }
}

static uint64_t number_and_place(const NgForwardBuilder *builder, const Extra *extra)
{
    return (uint64_t)entry_at(builder, &extra->entry)->number << 32 | extra->place;
}

static int by_number_and_place(gconstpointer a, gconstpointer b, gpointer data)
{
    uint64_t left = number_and_place(data, a), right = number_and_place(data, b);
    return left < right ? -1 : left > right;
}

/* By the number of their entry, then by place. They came paragraph by paragraph: once each stands
 * with those of its entry, few are out of their order. */
static void sort_extras(NgForwardBuilder *builder)
{
    uint32_t n = builder->extras->len, entries = builder->entries->len;
    g_array_set_size(builder->sorting, entries + 1);
    g_array_set_size(builder->sorted_extras, n);
    const Extra *from = (const Extra *)(void *)builder->extras->data;
    Extra *to = (Extra *)(void *)builder->sorted_extras->data;
    uint32_t *at = (uint32_t *)(void *)builder->sorting->data;
    memset(at, 0, (entries + 1) * sizeof *at);
    for (uint32_t i = 0; i < n; i++)
        at[entry_at(builder, &from[i].entry)->number + 1]++;
    for (uint32_t i = 0; i < entries; i++)
        at[i + 1] += at[i];
    for (uint32_t i = 0; i < n; i++)
        to[at[entry_at(builder, &from[i].entry)->number]++] = from[i];
    for (uint32_t i = 1; i < n; i++)
        if (to[i].entry == to[i - 1].entry && to[i].place < to[i - 1].place) {
            g_qsort_with_data(to, (int)n, sizeof *to, by_number_and_place, builder);
            return;
        }
}

static void pack_extras(NgForwardBuilder *builder)
{
    sort_extras(builder);
    const Extra *v = (const Extra *)(void *)builder->sorted_extras->data;
    uint32_t n = builder->sorted_extras->len, before = 0;
    g_string_truncate(builder->packed_extras, 0);
    for (uint32_t i = 0; i < n;) {
        uint32_t number = entry_at(builder, &v[i].entry)->number, end = i, places = 0;
        for (; end < n && v[end].entry == v[i].entry; end++)
            places += end == i || v[end].place != v[end - 1].place;
        pack_number(builder->packed_extras, number - before);
        pack_number(builder->packed_extras, places);
        uint32_t last = 0;
        for (uint32_t j = i; j < end; j++) {
            if (j > i && v[j].place == v[j - 1].place)
                continue;
            pack_number(builder->packed_extras, v[j].place - last);
            last = v[j].place;
        }
        before = number;
        i = end;
    }
}

static void pack_width(GString *value, uint32_t number, bool wide)
{
    uint32_t little = GUINT32_TO_LE(number);
    g_string_append_len(value, (const char *)&little, wide ? 4 : 2);
}

static uint32_t number_at(const NgForwardBuilder *builder, uint32_t place)
{
    uint32_t entry = g_array_index(builder->words, uint32_t, place);
    return entry ? g_array_index(builder->entries, Entry, entry - 1).number + 1 : 0;
}

void ng_forward_pack(NgForwardBuilder *builder, GString *value)
{
    uint32_t n = builder->entries->len, first = MIN(n, NG_FORWARD_FIRST_RUN), n_rest = 0;
    bool wide = n >= NG_FORWARD_WIDE;
    number_entries(builder);
    bool collides = mark_run(builder, 0, first, wide);
    collides |= mark_run(builder, first, n, wide);
    collides |= mark_across(builder, first, n, wide);
    pack_notes(builder);
    pack_extras(builder);
    g_string_truncate(builder->packed_lengths, 0);
    for (guint i = 0; i < builder->lengths->len; i++)
        pack_number(builder->packed_lengths, g_array_index(builder->lengths, uint32_t, i));
    for (uint32_t i = 0; i < builder->words->len; i++)
        n_rest += number_at(builder, i) > NG_FORWARD_FIRST_RUN;
    g_string_truncate(value, 0);
    pack_number(value, (wide ? NG_FORWARD_FLAG_WIDE : 0u) |
                           (collides ? NG_FORWARD_FLAG_COLLIDES : 0u) |
                           (builder->has_long ? NG_FORWARD_FLAG_LONG : 0u));
    const guint64 numbers[] = {
        builder->words->len,         builder->lengths->len,       n, n_rest, builder->notes->len,
        builder->packed_extras->len, builder->packed_lengths->len};
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        pack_number(value, numbers[i]);
    for (uint32_t i = 0; i < n; i++) {
        const Entry *entry = entry_at(builder, &g_array_index(builder->order, uint32_t, i));
        pack_width(value, ng_forward_kept(entry->hash, wide), wide);
    }
    for (uint32_t i = 0; i < n; i++) {
        const Entry *entry = entry_at(builder, &g_array_index(builder->order, uint32_t, i));
        g_string_append_c(value,
                          (char)(entry->ending | (entry->has_extras ? NG_FORWARD_HAS_EXTRAS : 0)));
    }
    g_string_append_len(value, builder->notes->str, (gssize)builder->notes->len);
    g_string_append_len(value, builder->packed_extras->str, (gssize)builder->packed_extras->len);
    g_string_append_len(value, builder->packed_lengths->str, (gssize)builder->packed_lengths->len);
    for (uint32_t i = 0; i < builder->words->len; i++)
        if (number_at(builder, i) > NG_FORWARD_FIRST_RUN)
            pack_width(value, number_at(builder, i) - 1 - NG_FORWARD_FIRST_RUN, wide);
    for (uint32_t i = 0; i < builder->words->len; i++)
        g_string_append_c(value, (char)MIN(number_at(builder, i), NG_FORWARD_ESCAPE));
}
