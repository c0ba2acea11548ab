/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: words that stand in dates. Private to date_loose.c.
 * Must not know: how a date is put together. */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* word: lower case without diacritics. 1..12, or 0. lang (may be NULL) admits short forms that are
 * words in English ("set", "out"). */
int ng_date_month(const char *word, const char *lang);
/* "edt" -> -240. False for words that are no zone, and for those whose offset depends on the season
 * and is not said ("et"). */
bool ng_date_zone(const char *word, int *minutes);
/* Stands between the parts of a date and means nothing: "of", "de", "den" ... */
bool ng_date_filler(const char *word);
/* The year that two digits stand for (RFC 5322, 4.3). */
int ng_date_full_year(int two_digits);
/* The language writes the day before the month in figures. */
bool ng_date_day_first(const char *lang);

G_END_DECLS
