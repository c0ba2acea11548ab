/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: Snowball's stemmers (snowballstem.org), for stem.c. Inside text only. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct NgSnowball NgSnowball;
/* name: as Snowball calls the language. NULL: it cannot be had, for the library is not there. */
NgSnowball *ng_snowball_new(const char *name);
void ng_snowball_free(NgSnowball *snowball);
/* Borrowed until the next word; NULL when there is no memory. */
const char *ng_snowball_stem(NgSnowball *snowball, const char *word, gsize len, gsize *stem_len);

/* Whether the language can be had from now on, even when no file can be opened any more. */
bool ng_snowball_load(const char *name, GError **error);
