/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: dates of the query language to days, and days to terms of the index.
 * Part of stage 3, below plan_filters.c. Terms are of the article's own local day, so a range is
 * the years, months and days of the index that lie in it whole.
 * Must not know: the clock (it is given `now`), time zones. */
#include "engine/query/plan.h"

#include <stdio.h>
#include <string.h>

enum { DAY_FIRST = 10101, DAY_LAST = 99991231, FAR_AWAY = 3000000 };

static gint day_number(const GDate *date)
{
    return g_date_get_year(date) * 10000 + (gint)g_date_get_month(date) * 100 +
           g_date_get_day(date);
}

static void date_of(gint day, GDate *date)
{
    g_date_clear(date, 1);
    g_date_set_dmy(date, (GDateDay)(day % 100), (GDateMonth)(day / 100 % 100),
                   (GDateYear)(day / 10000));
}

/* Days after (or before) a day, kept within years 1 to 9999. */
static gint day_shift(gint day, gint days)
{
    GDate date;
    date_of(day, &date);
    gint64 julian = (gint64)g_date_get_julian(&date) + days;
    if (julian < 1)
        return DAY_FIRST;
    GDate last;
    date_of(DAY_LAST, &last);
    if (julian > (gint64)g_date_get_julian(&last))
        return DAY_LAST;
    g_date_set_julian(&date, (guint32)julian);
    return day_number(&date);
}

static gint today_of(gint64 now)
{
    gint64 days = now / 86400 - (now % 86400 < 0);
    return day_shift(19700101, (gint)CLAMP(days, -FAR_AWAY, FAR_AWAY));
}

static bool month_days(gint year, gint month, gint day, NgDays *days)
{
    if (year < 1 || year > 9999 || month < 0 || month > 12 || day < 0)
        return false;
    gint last = month ? g_date_get_days_in_month((GDateMonth)month, (GDateYear)year) : 31;
    if (day > last)
        return false;
    days->from = year * 10000 + (month ? month : 1) * 100 + (day ? day : 1);
    days->to = year * 10000 + (month ? month : 12) * 100 + (day ? day : last);
    return true;
}

/* 7d, 2w, 3m, 1y: that many days, weeks, months, years ago. */
static bool relative_day(const char *text, gint64 now, gint *day)
{
    char unit, more;
    guint n;
    if (!g_ascii_isdigit(*text) || strlen(text) > 7 ||
        sscanf(text, "%u%c%c", &n, &unit, &more) != 2)
        return false;
    GDate date;
    date_of(today_of(now), &date);
    switch (g_ascii_tolower(unit)) {
    case 'd':
        *day = day_shift(today_of(now), -(gint)n);
        return true;
    case 'w':
        *day = day_shift(today_of(now), -7 * (gint)n);
        return true;
    case 'm':
    case 'y':
        n *= g_ascii_tolower(unit) == 'y' ? 12 : 1;
        if (n / 12 + 1 >= g_date_get_year(&date)) {
            *day = DAY_FIRST;
            return true;
        }
        g_date_subtract_months(&date, n);
        *day = day_number(&date);
        return true;
    default:
        return false;
    }
}

/* One end of a range, or a date alone. */
static bool read_end(const char *text, gint64 now, NgDays *days, char **message)
{
    gint a, b, c;
    char s1, s2, more;
    gsize len = strlen(text), digits = strspn(text, "0123456789");
    if (g_ascii_strcasecmp(text, "today") == 0 || g_ascii_strcasecmp(text, "yesterday") == 0) {
        days->from = day_shift(today_of(now), g_ascii_tolower(*text) == 'y' ? -1 : 0);
        days->to = days->from;
        return true;
    }
    if (relative_day(text, now, &days->from)) {
        days->to = days->from;
        return true;
    }
    bool good = false;
    if (len > 10 || !digits) {
        good = false;
    } else if (digits == 4 && len == 4) {
        good = month_days(atoi(text), 0, 0, days);
    } else if (digits == 8 && len == 8) {
        a = atoi(text);
        good = a / 100 % 100 && a % 100 && month_days(a / 10000, a / 100 % 100, a % 100, days);
    } else if (digits == 4 && sscanf(text, "%4d%c%2d%c%2d%c", &a, &s1, &b, &s2, &c, &more) == 5) {
        good = s1 == s2 && strchr("-/.", s1) && b > 0 && c > 0 && month_days(a, b, c, days);
    } else if (digits == 4 && sscanf(text, "%4d%c%2d%c", &a, &s1, &b, &more) == 3) {
        good = strchr("-/.", s1) && b > 0 && month_days(a, b, 0, days);
    } else if (digits <= 2 && sscanf(text, "%2d%c%2d%c%4d%c", &a, &s1, &b, &s2, &c, &more) == 5 &&
               s1 == s2 && strchr("-/.", s1) && c >= 1000) {
        if (a != b && a <= 12 && b <= 12 && a > 0 && b > 0) {
            *message = g_strdup_printf("\"%s\" can be read in two ways; write %04d-%02d-%02d or "
                                       "%04d-%02d-%02d",
                                       text, c, b, a, c, a, b);
            return false;
        }
        good = a > 0 && b > 0 && (a > 12 ? month_days(c, b, a, days) : month_days(c, a, b, days));
    }
    if (!good)
        *message = g_strdup_printf("\"%s\" is no date; write 2017, 2017-08, 2017-08-25, 7d.., "
                                   "2017-04..2017-07 or yesterday",
                                   text);
    return good;
}

/* "..", "..." or an ellipsis: where the range is split; NULL when it is none. */
static const char *range_mark(const char *text, gsize *len)
{
    const char *dots = strstr(text, "..");
    const char *ellipsis = strstr(text, "\u2026");
    if (dots)
        *len = strspn(dots, ".");
    else if (ellipsis)
        *len = strlen("\u2026");
    return dots ? dots : ellipsis;
}

static bool read_range(const char *text, gint64 now, NgDays *days, char **message)
{
    gsize mark_len = 0;
    const char *mark = range_mark(text, &mark_len);
    NgDays first, last;
    *days = (NgDays) {0, G_MAXINT};
    if (!mark) {
        gint ago;
        if (!read_end(text, now, days, message))
            return false;
        if (relative_day(text, now, &ago)) /* date:7d means the last seven days */
            days->to = G_MAXINT;
        return true;
    }
    g_autofree char *from = g_strstrip(g_strndup(text, (gsize)(mark - text)));
    g_autofree char *to = g_strstrip(g_strdup(mark + mark_len));
    if (!*from && !*to) {
        *message = g_strdup("a range needs at least one end, as in 2017..2018 or 7d..");
        return false;
    }
    if (*from && !read_end(from, now, &first, message))
        return false;
    if (*to && !read_end(to, now, &last, message))
        return false;
    if (*from)
        days->from = first.from;
    if (*to)
        days->to = last.to;
    if (days->from <= days->to)
        return true;
    *message = g_strdup_printf("this range ends before it begins; did you mean %s..%s?", to, from);
    return false;
}

bool ng_query_days(NgField field, const char *text, gint64 now, NgDays *days, char **message)
{
    if (field == NG_FIELD_DATE || field == NG_FIELD_ABOUT)
        return read_range(text, now, days, message);
    NgDays one;
    if (!read_end(text, now, &one, message))
        return false;
    /* the day, month or year that is named stays out */
    *days = field == NG_FIELD_AFTER ? (NgDays) {day_shift(one.to, 1), G_MAXINT}
                                    : (NgDays) {0, day_shift(one.from, -1)};
    return true;
}

/* The number behind the prefix of a date's term; -1 when it is none. */
static gint number_of(GBytes *term, gsize prefix, gsize digits)
{
    gsize len;
    const char *data = g_bytes_get_data(term, &len);
    gint number = 0;
    if (len != prefix + digits)
        return -1;
    for (gsize i = prefix; i < len; i++) {
        if (!g_ascii_isdigit(data[i]))
            return -1;
        number = number * 10 + (data[i] - '0');
    }
    return number;
}

/* Terms of one precision: those that lie whole in the range go to `terms`, those cut by one of its
 * ends are looked at more finely. */
static bool add_terms(NgPlanner *planner, const char *const prefixes[3], NgDays days, gint above,
                      gsize digits, GPtrArray *terms)
{
    const char *letter = prefixes[digits / 2 - 2];
    g_autofree char *prefix =
        above ? g_strdup_printf("%s%0*d", letter, (int)digits - 2, above) : g_strdup(letter);
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    if (!ng_plan_terms(planner, prefix, all))
        return false;
    for (guint i = 0; i < all->len; i++) {
        gint number = number_of(all->pdata[i], strlen(letter), digits);
        NgDays span = {number, number};
        bool valid = number > 0;
        if (valid && digits == 4)
            valid = month_days(number, 0, 0, &span);
        else if (valid && digits == 6)
            valid = number % 100 && month_days(number / 100, number % 100, 0, &span);
        if (!valid || span.to < days.from || span.from > days.to)
            continue;
        if (span.from >= days.from && span.to <= days.to)
            g_ptr_array_add(terms, g_bytes_ref(all->pdata[i]));
        else if (!add_terms(planner, prefixes, days, number, digits + 2, terms))
            return false;
    }
    return true;
}

bool ng_plan_dates(NgPlanner *planner, NgDays days, bool about, GPtrArray *terms)
{
    static const char *const published[] = {NG_TERM_YEAR, NG_TERM_MONTH, NG_TERM_DAY};
    static const char *const spoken_of[] = {NG_TERM_ABOUT_YEAR, NG_TERM_ABOUT_MONTH,
                                            NG_TERM_ABOUT_DAY};
    return add_terms(planner, about ? spoken_of : published, days, 0, 4, terms);
}
