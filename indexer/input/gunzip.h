/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: gzip as a stream of bytes, one member after the other, that goes on behind damage.
 * Below the reader of web archives; knows nothing of records but the word that each begins with. */
#pragma once

#include "indexer/input/container.h"

G_BEGIN_DECLS

typedef struct NgGunzip NgGunzip;

/* Borrows the bytes. record: what a member that begins a record unpacks to at its beginning, looked
 * for behind damage; NULL when nothing can be read behind it. Bytes are counted on the container,
 * damage is told as its skip. */
NgGunzip *ng_gunzip_new(const char *data, gsize len, const char *record, NgContainer *container);
void ng_gunzip_free(NgGunzip *gunzip);
gssize ng_gunzip_pull(gpointer gunzip, char *to, gsize room, GError **error); /* an NgPull */

/* Whether a gzip member at the beginning of the bytes unpacks to something that begins so. */
bool ng_gzip_begins(const char *data, gsize len, const char *record);
/* Unpacks all of a body (gzip, zlib, or bare deflate), at most `limit` bytes. NULL when it is
 * neither, or with *too_large set when it is larger. */
GByteArray *ng_inflate(const char *data, gsize len, gsize limit, bool *too_large);

G_END_DECLS
