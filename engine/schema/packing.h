/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers and strings in bytes: LEB128 as in DWARF 4, section 7.6; strings with their length.
 * Inside schema only. Readers take hostile bytes: every step is checked against the end. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <string.h>

typedef struct {
    const char *at, *end;
} NgUnpacker;

static inline void pack_number(GString *out, guint64 number)
{
    for (; number > 0x7f; number >>= 7)
        g_string_append_c(out, (char)((number & 0x7f) | 0x80));
    g_string_append_c(out, (char)number);
}

static inline void pack_bytes(GString *out, const char *bytes, gsize len)
{
    pack_number(out, len);
    g_string_append_len(out, bytes, (gssize)len);
}

static inline bool unpack_number(NgUnpacker *in, guint64 *number)
{
    guint64 value = 0;
    if (in->at < in->end && !(*in->at & 0x80)) { /* most numbers */
        *number = (guint8)*in->at++;
        return true;
    }
    if (in->end - in->at >= 2 && !(in->at[1] & 0x80)) { /* nearly all others */
        *number = (guint64)((guint8)in->at[0] & 0x7f) | (guint64)(guint8)in->at[1] << 7;
        in->at += 2;
        return true;
    }
    for (int shift = 0; shift < 64; shift += 7) {
        if (in->at >= in->end)
            return false;
        guint8 byte = (guint8)*in->at++;
        value |= (guint64)(byte & 0x7f) << shift;
        if (!(byte & 0x80)) {
            *number = value;
            return true;
        }
    }
    return false;
}

static inline bool unpack_uint32(NgUnpacker *in, guint32 *number)
{
    guint64 value;
    if (in->at < in->end && !(*in->at & 0x80)) { /* here, too: no detour by 64 bits */
        *number = (guint8)*in->at++;
        return true;
    }
    if (!unpack_number(in, &value) || value > G_MAXUINT32)
        return false;
    *number = (guint32)value;
    return true;
}

/* Borrowed from the input. */
static inline bool unpack_bytes(NgUnpacker *in, const char **bytes, gsize *len)
{
    guint64 n;
    if (!unpack_number(in, &n) || n > (guint64)(in->end - in->at))
        return false;
    *bytes = in->at;
    *len = (gsize)n;
    in->at += n;
    return true;
}

/* Fixed width, least significant byte first. */
static inline void pack_fixed64(GString *out, guint64 number)
{
    guint64 little = GUINT64_TO_LE(number);
    g_string_append_len(out, (const char *)&little, 8);
}

static inline bool unpack_fixed64(NgUnpacker *in, guint64 *number)
{
    if (in->end - in->at < 8)
        return false;
    guint64 little;
    memcpy(&little, in->at, 8);
    in->at += 8;
    *number = GUINT64_FROM_LE(little);
    return true;
}
