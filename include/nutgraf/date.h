/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: dates with the precision that a source gave.
 * Readers parse with it, values and queries compare with it.
 * Must not know: where a date stood. Never invents today's date. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

G_BEGIN_DECLS

/* year 1..9999; month and day 0 when not given; seconds_of_day -1 when not given.
 * zone_minutes: offset east of UTC, NG_DATE_NO_ZONE when not given. */
#define NG_DATE_NO_ZONE 9999
typedef struct {
    int year, month, day;
    int seconds_of_day;
    int zone_minutes;
} NgDate;

/* Parses ISO 8601 in the forms of article.h (and basic yyyymmdd, yyyymmddThhmmssZ). */
bool ng_date_parse_iso(const char *text, NgDate *date);
/* Parses what news pages and agencies write: ISO; RFC 2822; "26-FEB-1987 15:01:01.79";
 * "August 25, 2017"; "25 August 2017, 10:00 am EDT"; "Friday, 25. August 2017 - 10:00 Uhr"; month
 * names in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Danish,
 * Norwegian, Finnish, Russian, Czech, Turkish, Indonesian; "27Dec2006"; "2017年8月25日".
 * Purely numeric forms like 03/04/2024 only when one reading is possible or `lang` (ISO 639-1, may
 * be NULL, "en" alone does not decide) settles the order. The text may stand around the date
 * ("Published: ..."), but must hold just one. */
bool ng_date_parse_loose(const char *text, const char *lang, NgDate *date);
/* Canonical ISO form with the precision held; new string. */
char *ng_date_format(const NgDate *date);
/* The local day as yyyymmdd, with 00 for what is not known: 20170800, 20170000. */
uint32_t ng_date_ymd(const NgDate *date);
/* Seconds since 1970 UTC of its first moment; no zone counts as UTC. */
int64_t ng_date_unix(const NgDate *date);
bool ng_date_valid(const NgDate *date);

/* false: NUTGRAF_NOW is set, and is no point in time; *shown: a line that says so, new string. */
bool ng_now_check(char **shown);
/* Now, in seconds since 1970 UTC: the clock, or NUTGRAF_NOW (ISO 8601) when set and valid. */
int64_t ng_now_unix(void);
/* That moment as "2026-11-22T09:00:00Z"; new string. */
char *ng_format_utc(int64_t unix_seconds);

G_END_DECLS
