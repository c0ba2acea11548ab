/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: packed answers in memory that the processes of a site share, by their ETags.
 * Found again by whichever process is asked next. A process that dies while it writes costs what it
 * was writing. Must not know: requests, what the answers say. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Of at most 6 MB, which are touched as they are needed. */
typedef struct NgShared NgShared;
/* For processes that begin afterwards, by fork; NULL: there is no such memory. */
NgShared *ng_shared_new(void);
void ng_shared_free(NgShared *shared);
/* Whether this was noted before, by any process, as far as it is remembered; now it is. */
bool ng_shared_note(NgShared *shared, const char *etag);
/* Keeps a copy where it is short enough when packed, and forgets another. */
void ng_shared_add(NgShared *shared, const char *etag, const GString *body);
/* The answer into body; false: it is not there. */
bool ng_shared_find(NgShared *shared, const char *etag, GString *body);
