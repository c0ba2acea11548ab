/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: answers that may be given again, by their ETags. An ETag is another one whenever
 * the answer may be another, so what is kept under it holds: everybody asks for the same things on
 * a day with news. Must not know: requests, what the answers say. */
#pragma once

#include "shared.h"

typedef struct NgKept NgKept;
/* Of a process. shared: of all processes, and longer than this; NULL: only its own last few. */
NgKept *ng_kept_new(NgShared *shared);
void ng_kept_free(NgKept *kept);
/* NULL: it is not there, or kept is NULL. Borrowed until another is looked for or added. */
const GString *ng_kept_find(NgKept *kept, const char *etag);
/* Copies the body, and forgets what has not been asked for longest; shares what has been asked for
 * before. Bodies that would take the room of many are not kept, and none when kept is NULL. */
void ng_kept_add(NgKept *kept, const char *etag, const GString *body);
