/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bytes of a forward index, for its writer and its reader. Inside schema only.
 *
 *   numbers    flags; places; paragraphs; terms; items of rest; bytes of notes, extras and lengths
 *   hashes     of each term, 2 bytes (4 in a wide one, of an article with very many terms)
 *   endings    of each term: which form of it; NG_FORWARD_HAS_EXTRAS when it stands there, too
 *   notes      what else is to be known of few terms: term's number behind the last, kind, bytes
 *   extras     places of readings and marks: term's number behind the last, how many, each behind
 * the last lengths    of each paragraph, the headline first: its places rest       numbers, less
 * NG_FORWARD_FIRST_RUN, of the rarer terms, as they come in the stream stream     a byte a place: 0
 * nothing, 1 + the term's number, or NG_FORWARD_ESCAPE: see rest
 *
 * A term in two forms is two. The terms are numbered in two runs, each in the order of its hashes:
 * the first has those that stand most often, so that one byte says most of the text, and the C
 * library's memchr finds a term in it. */
#pragma once

#include "endings.h"

#include <stdint.h>

#define NG_FORWARD_FIRST_RUN 254
#define NG_FORWARD_ESCAPE 255
#define NG_FORWARD_HAS_EXTRAS 0x80
/* From so many terms on hashes have 32 bits. */
#define NG_FORWARD_WIDE 4096

enum { NG_FORWARD_FLAG_WIDE = 1, NG_FORWARD_FLAG_COLLIDES = 2, NG_FORWARD_FLAG_LONG = 4 };
enum { NG_NOTE_TERM, NG_NOTE_FORM }; /* one of several with its hash; its form, of no ending */

static inline uint32_t ng_forward_hash(const char *term, gsize len)
{
    uint32_t hash = 2166136261u; /* FNV-1a, 32 bits, and a last mixing as in MurmurHash 3 */
    for (gsize i = 0; i < len; i++)
        hash = (hash ^ (guint8)term[i]) * 16777619u;
    hash ^= hash >> 16;
    hash *= 0x85ebca6bu;
    return hash ^ hash >> 13;
}

/* Of the 32 bits what the index keeps. */
static inline uint32_t ng_forward_kept(uint32_t hash, bool wide)
{
    return wide ? hash : hash >> 16;
}
