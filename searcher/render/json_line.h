/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: JSON as it leaves the program: one line, nothing in it that a terminal obeys.
 * For everything that prints JSON.
 * Must not know: what it says. */
#pragma once

#include <glib.h>
#include <jansson.h>

/* NULL gives null; text that is no UTF-8 is repaired, for jansson would drop it. New reference. */
json_t *ng_json_text(const char *text);
/* Takes value over. Compact, with a newline. */
void ng_json_put_line(GString *out, json_t *value);
