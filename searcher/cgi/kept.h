/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: the last answers of a process, by their ETags. An ETag is another one whenever
 * the answer may be another, so what is kept under it can be given again: everybody asks for the
 * same things on a day with news. Must not know: requests, what the answers say. */
#pragma once

#include <glib.h>

typedef struct NgKept NgKept;
NgKept *ng_kept_new(void);
void ng_kept_free(NgKept *kept);
/* NULL: it is not there, or kept is NULL. Borrowed until something is added. */
const GString *ng_kept_find(NgKept *kept, const char *etag);
/* Copies the body, and forgets what has not been asked for longest. Bodies that would take the room
 * of many are not kept, and none when kept is NULL. */
void ng_kept_add(NgKept *kept, const char *etag, const GString *body);
