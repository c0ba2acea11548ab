/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: dates in ISO 8601, compared and printed with the precision they were given in; the
 * clock. What people write is in date_loose.c. */
#include "nutgraf/date.h"

#include <string.h>

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool ng_date_valid(const NgDate *date)
{
    bool month_ok = date->month >= 0 && date->month <= 12; /* first: it indexes a table */
    bool day_ok = date->day == 0 || (month_ok && date->month > 0 && date->day > 0 &&
                                     date->day <= month_days(date->year, date->month));
    bool time_ok = date->seconds_of_day == -1 ||
                   (date->day > 0 && date->seconds_of_day >= 0 && date->seconds_of_day < 86400);
    bool zone_ok = date->zone_minutes == NG_DATE_NO_ZONE ||
                   (date->zone_minutes > -16 * 60 && date->zone_minutes < 16 * 60);
    return date->year >= 1 && date->year <= 9999 && month_ok && day_ok && time_ok && zone_ok;
}

/* Exactly n digits at *p; moves *p behind them. */
static bool digits(const char **p, int n, int *value)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        if (!g_ascii_isdigit((*p)[i])) {
            return false;
        }
        sum = sum * 10 + ((*p)[i] - '0');
    }
    *value = sum;
    *p += n;
    return true;
}

static bool skip(const char **p, char c)
{
    if (**p != c) {
        return false;
    }
    (*p)++;
    return true;
}

/* "Z", "+02:00", "+0200", "+02", or nothing. */
static bool parse_zone(const char **p, NgDate *date)
{
    if (skip(p, 'Z') || skip(p, 'z')) {
        date->zone_minutes = 0;
        return true;
    }
    if (**p != '+' && **p != '-') {
        return true;
    }
    int sign = **p == '-' ? -1 : 1;
    int hours = 0;
    int minutes = 0;
    (*p)++;
    if (!digits(p, 2, &hours)) {
        return false;
    }
    if ((skip(p, ':') || g_ascii_isdigit(**p)) && !digits(p, 2, &minutes)) {
        return false;
    }
    date->zone_minutes = sign * (hours * 60 + minutes);
    return minutes < 60;
}

/* "10:00", "10:00:00.123", "100000"; the zone behind it. */
static bool parse_time(const char **p, NgDate *date)
{
    int hours = 0;
    int minutes = 0;
    int seconds = 0;
    if (!digits(p, 2, &hours)) {
        return false;
    }
    bool colons = skip(p, ':');
    if (!digits(p, 2, &minutes)) {
        return false;
    }
    if ((colons ? skip(p, ':') : g_ascii_isdigit(**p)) && !digits(p, 2, &seconds)) {
        return false;
    }
    if ((**p == '.' || **p == ',') && g_ascii_isdigit((*p)[1])) {
        for ((*p)++; g_ascii_isdigit(**p); (*p)++) {}
    }
    if (hours > 23 || minutes > 59 || seconds > 60) {
        return false;
    }
    date->seconds_of_day = hours * 3600 + minutes * 60 + MIN(seconds, 59); /* leap seconds */
    skip(p, ' ');
    return parse_zone(p, date);
}

static bool parse_day(const char **p, NgDate *date)
{
    if (!digits(p, 4, &date->year)) {
        return false;
    }
    if (g_ascii_isdigit(**p)) { /* the basic form has no month alone: that would be hhmmss's look */
        return digits(p, 2, &date->month) && digits(p, 2, &date->day) && date->month > 0 &&
               date->day > 0;
    }
    if (!skip(p, '-')) {
        return true;
    }
    if (!digits(p, 2, &date->month) || date->month == 0) {
        return false;
    }
    return !skip(p, '-') || (digits(p, 2, &date->day) && date->day > 0);
}

bool ng_date_parse_iso(const char *text, NgDate *date)
{
    NgDate read = {.seconds_of_day = -1, .zone_minutes = NG_DATE_NO_ZONE};
    const char *p = text;
    while (g_ascii_isspace(*p)) {
        p++;
    }
    if (!parse_day(&p, &read)) {
        return false;
    }
    if (read.day > 0) {
        if (*p == 'T' || *p == 't' || (*p == ' ' && g_ascii_isdigit(p[1]))) {
            p++;
            if (!parse_time(&p, &read)) {
                return false;
            }
        } else if (*p == 'Z' || *p == '+' || (*p == '-' && g_ascii_isdigit(p[1]))) {
            /* XML's dates may carry a zone; without a time it says nothing that we keep. */
            if (!parse_zone(&p, &read)) {
                return false;
            }
            read.zone_minutes = NG_DATE_NO_ZONE;
        }
    }
    while (g_ascii_isspace(*p)) {
        p++;
    }
    if (*p != '\0' || !ng_date_valid(&read)) {
        return false;
    }
    *date = read;
    return true;
}

char *ng_date_format(const NgDate *date)
{
    GString *out = g_string_sized_new(32);
    g_string_printf(out, "%04d", date->year);
    if (date->month > 0) {
        g_string_append_printf(out, "-%02d", date->month);
    }
    if (date->month > 0 && date->day > 0) {
        g_string_append_printf(out, "-%02d", date->day);
    }
    if (date->day > 0 && date->seconds_of_day >= 0) {
        int s = date->seconds_of_day;
        g_string_append_printf(out, "T%02d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
        int zone = date->zone_minutes;
        if (zone == 0) {
            g_string_append_c(out, 'Z');
        } else if (zone != NG_DATE_NO_ZONE) {
            g_string_append_printf(out, "%c%02d:%02d", zone < 0 ? '-' : '+', ABS(zone) / 60,
                                   ABS(zone) % 60);
        }
    }
    return g_string_free(out, FALSE);
}

uint32_t ng_date_ymd(const NgDate *date)
{
    return (uint32_t)(date->year * 10000 + date->month * 100 + date->day);
}

/* Days since 1970-01-01 in the Gregorian calendar, also before it was in use: years are counted
 * from March, so that the leap day is the last one (H. Hinnant, "chrono-compatible low-level date
 * algorithms"). */
static int64_t days_from_civil(int year, int month, int day)
{
    int64_t y = year - (month <= 2 ? 1 : 0);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

int64_t ng_date_unix(const NgDate *date)
{
    int64_t days = days_from_civil(date->year, MAX(date->month, 1), MAX(date->day, 1));
    int64_t seconds = days * 86400 + MAX(date->seconds_of_day, 0);
    return date->zone_minutes == NG_DATE_NO_ZONE ? seconds : seconds - date->zone_minutes * 60;
}

bool ng_now_check(char **shown)
{
    const char *fixed = g_getenv("NUTGRAF_NOW");
    NgDate date;
    *shown = NULL;
    if (fixed == NULL || !*fixed || ng_date_parse_iso(fixed, &date)) {
        return true;
    }
    g_autofree char *valid = g_utf8_make_valid(fixed, -1);
    g_autofree char *plain = g_strescape(valid, NULL);
    *shown =
        g_strdup_printf("NUTGRAF_NOW=%s is no point in time such as 2026-11-22T09:00:00Z", plain);
    return false;
}

int64_t ng_now_unix(void)
{
    const char *fixed = g_getenv("NUTGRAF_NOW");
    NgDate date;
    if (fixed != NULL && ng_date_parse_iso(fixed, &date)) {
        return ng_date_unix(&date);
    }
    return g_get_real_time() / G_USEC_PER_SEC;
}

char *ng_format_utc(int64_t unix_seconds)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(unix_seconds);
    /* Outside of GDateTime's years 1..9999 there is nothing to say. */
    /* g_date_time_format() looks for the tables of the locale's character set */
    return time == NULL
               ? g_strdup("")
               : g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year(time),
                                 g_date_time_get_month(time), g_date_time_get_day_of_month(time),
                                 g_date_time_get_hour(time), g_date_time_get_minute(time),
                                 g_date_time_get_second(time));
}
