/* SPDX-License-Identifier: GPL-2.0-or-later */
/* train-names: weights rounded to 8 bits and laid out by hash; the largest one is 127. */
#include "tools/train-names/save.h"

#include <math.h>
#include <string.h>

static float largest(const Crf *crf)
{
    float most = 0;
    for (uint32_t f = 0; f < crf->features; f++)
        for (unsigned t = 0; t < NG_MODEL_ROW; t++)
            most = MAX(most, fabsf(crf->weight[f][t]));
    return most > 0 ? most : 1;
}

static bool round_row(const float *weight, float scale, int cut, int8_t *row)
{
    int most = 0;
    for (unsigned t = 0; t < NG_MODEL_ROW; t++) {
        row[t] = (int8_t)CLAMP(lrintf(weight[t] * scale), -127, 127);
        most = MAX(most, abs(row[t]));
    }
    return most >= cut;
}

bool model_save(const char *path, const Crf *crf, const Index *index, const NgWordBook *book,
                int cut, GError **error)
{
    float scale = 127 / largest(crf);
    int8_t row[NG_MODEL_ROW];
    uint32_t kept = 0;
    for (uint32_t i = 0; i <= index->mask; i++)
        if (index->number[i])
            kept += round_row(crf->weight[index->number[i] - 1], scale, cut, row);
    uint32_t slots = (kept + kept / 4 + 64) & ~1u; /* the book lies on four bytes */
    g_autofree uint16_t *check = g_new0(uint16_t, slots);
    g_autofree int8_t *rows = g_malloc0_n(slots, NG_MODEL_ROW);
    for (uint32_t i = 0; i <= index->mask; i++) {
        if (!index->number[i] || !round_row(crf->weight[index->number[i] - 1], scale, cut, row))
            continue;
        uint32_t at = ng_model_slot(index->key[i], slots), probe = 0;
        for (; check[at] && probe < NG_MODEL_PROBES; probe++)
            at = at + 1 == slots ? 0 : at + 1;
        if (probe == NG_MODEL_PROBES)
            continue;
        check[at] = ng_model_check(index->key[i]);
        memcpy(rows + (gsize)at * NG_MODEL_ROW, row, NG_MODEL_ROW);
    }
    int16_t step[NG_MODEL_STEPS] = {0};
    for (unsigned a = 0; a < NG_TAGS; a++)
        for (unsigned b = 0; b < NG_TAGS; b++)
            step[a * NG_TAGS + b] = (int16_t)CLAMP(lrintf(crf->step[a][b] * scale), -32000, 32000);
    NgModelHeader header = {.version = NG_MODEL_VERSION, .slots = slots};
    memcpy(header.magic, NG_MODEL_MAGIC, sizeof header.magic);
    header.book_slots = book->slots;
    gsize book_bytes = (gsize)book->slots * (sizeof *book->key + sizeof *book->bits);
    header.bytes =
        sizeof header + sizeof step + (gsize)slots * (sizeof *check + NG_MODEL_ROW) + book_bytes;
    g_autoptr(GByteArray) out = g_byte_array_sized_new((guint)header.bytes);
    g_byte_array_append(out, (const guint8 *)&header, sizeof header);
    g_byte_array_append(out, (const guint8 *)step, sizeof step);
    g_byte_array_append(out, (const guint8 *)check, (guint)(slots * sizeof *check));
    g_byte_array_append(out, (const guint8 *)rows, slots * NG_MODEL_ROW);
    g_byte_array_append(out, (const guint8 *)book->key, (guint)(book->slots * sizeof *book->key));
    g_byte_array_append(out, (const guint8 *)book->bits, (guint)(book->slots * sizeof *book->bits));
    g_printerr("%s: %u of %u features kept, scale %.1f, %.2f MB\n", path, kept, crf->features,
               (double)scale, (double)header.bytes / 1e6);
    /* Written beside it and renamed: running programs have the old one mapped. */
    return g_file_set_contents(path, (const char *)out->data, (gssize)out->len, error);
}
