/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: what a client would rather have (RFC 9110, 12.5).
 * Must not know: the rest of a request. */
#pragma once

#include <stdbool.h>

/* Whether JSON is preferred to a page. accept: the header, or NULL. A type that is named counts for
 * more than one that a star stands for; of equals the page. */
bool ng_accepts_json(const char *accept);
/* Which of "en", "de" and "fr" is liked best; "en" when none is. */
const char *ng_accepts_language(const char *accept_language);
