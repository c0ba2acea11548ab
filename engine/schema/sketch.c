/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The smallest hashes of an article's shingles. */
#include "nutgraf/sketch.h"
#include "packing.h"

guint64 ng_shingle_word(const char *form, gsize len_bytes)
{
    guint64 hash = G_GUINT64_CONSTANT(0x2545f4914f6cdd1d) ^ len_bytes;
    while (len_bytes >= 8) {
        guint64 part;
        memcpy(&part, form, 8);
        hash = (hash ^ GUINT64_FROM_LE(part)) * G_GUINT64_CONSTANT(0x9fb21c651e98df25);
        hash ^= hash >> 32;
        form += 8;
        len_bytes -= 8;
    }
    guint64 rest = 0;
    for (gsize i = 0; i < len_bytes; i++)
        rest |= (guint64)(guint8)form[i] << (8 * i);
    hash = (hash ^ rest) * G_GUINT64_CONSTANT(0x9fb21c651e98df25);
    return hash ^ hash >> 32;
}

void ng_sketch_add(NgSketch *sketch, uint32_t hash)
{
    uint32_t at = sketch->n;
    if (at == NG_SKETCH_HASHES && hash >= sketch->hashes[at - 1])
        return;
    while (at > 0 && sketch->hashes[at - 1] > hash)
        at--;
    if (at > 0 && sketch->hashes[at - 1] == hash)
        return;
    uint32_t last = MIN(sketch->n, NG_SKETCH_HASHES - 1);
    memmove(sketch->hashes + at + 1, sketch->hashes + at, (last - at) * sizeof *sketch->hashes);
    sketch->hashes[at] = hash;
    sketch->n = last + 1;
}

void ng_sketch_pack(const NgSketch *sketch, GString *value)
{
    uint32_t before = 0;
    g_string_truncate(value, 0);
    if (sketch->n == 0)
        return;
    g_string_append_c(value, (char)(sketch->outlet & 0xff));
    g_string_append_c(value, (char)(sketch->outlet >> 8));
    for (uint32_t i = 0; i < sketch->n; i++) {
        pack_number(value, sketch->hashes[i] - before);
        before = sketch->hashes[i];
    }
}

bool ng_sketch_unpack(const char *value, gsize len_bytes, NgSketch *sketch)
{
    NgUnpacker in = {value, value + len_bytes};
    guint32 hash = 0, step;
    memset(sketch, 0, sizeof *sketch);
    if (len_bytes < 2)
        return false;
    sketch->outlet = (uint16_t)((guint8)value[0] | (guint8)value[1] << 8);
    in.at += 2;
    while (in.at < in.end) {
        if (sketch->n == NG_SKETCH_HASHES || !unpack_uint32(&in, &step) ||
            (step == 0 && sketch->n > 0) || step >> NG_SHINGLE_BITS)
            return false;
        hash += step;
        if (hash >> NG_SHINGLE_BITS)
            return false;
        sketch->hashes[sketch->n++] = hash;
    }
    return sketch->n > 0;
}
