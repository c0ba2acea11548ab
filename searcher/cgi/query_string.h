/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: a query string taken apart into names and values.
 * First step of a request from the web.
 * Must not know: which parameters there are, HTTP. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *name, *value; /* decoded; valid UTF-8 */
} NgPair;

/* "a=1&b=x+y&c" as pairs, in their order: application/x-www-form-urlencoded as the WHATWG's URL
 * standard reads it: + is a space, a percent sign that no two hexadecimal digits follow is itself,
 * a name without = has the value "". Bytes that are no UTF-8 become what they most likely are.
 * NULL when a name or value holds a NUL, or when there are more than max_pairs. GArray of NgPair,
 * to be unreffed. */
GArray *ng_query_string_split(const char *query_string, guint max_pairs);
/* For a value of a query string: as above, and a space stands as +. */
void ng_query_string_encode(GString *out, const char *text);
/* For a part of a URL: what is not A-Z a-z 0-9 . _ ~ - stands as %XX. */
void ng_percent_encode(GString *out, const char *text);
