/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: offices with their dates: who was FBI director on the day of an article. */
#include "engine/news/authority.h"

#include "nutgraf/date.h"

#include <string.h>

/* "2013", "2013-09", "2013-09-04" as its first day, or its last; the whole of text up to end. */
static bool read_day(const char *text, const char *end, bool last, uint32_t *day)
{
    static const uint8_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    uint32_t part[3] = {0, last ? 12 : 1, 0};
    guint n = 0;
    const char *at = text;
    for (; n < 3; n++) {
        const guint digits = n ? 2 : 4;
        uint32_t value = 0;
        for (guint i = 0; i < digits; i++, at++) {
            if (at >= end || !g_ascii_isdigit(*at))
                return false;
            value = value * 10 + (uint32_t)(*at - '0');
        }
        part[n] = value;
        if (at == end) {
            n++;
            break;
        }
        if (*at++ != '-')
            return false;
    }
    if (at != end || part[0] == 0 || part[1] == 0 || part[1] > 12)
        return false;
    if (n < 3)
        part[2] = last ? days[part[1] - 1] : 1;
    if (part[2] == 0 || part[2] > days[part[1] - 1])
        return false;
    *day = part[0] * 10000 + part[1] * 100 + part[2];
    return true;
}

const char *ng_office_read(char *office, NgOffice *read)
{
    *read = (NgOffice) {.name = office, .from = 0, .to = NG_OFFICE_STILL};
    if (*office == '~') {
        read->shared = true;
        read->name++;
    }
    char *at = strrchr(read->name, '@');
    const char *dots = at ? strstr(at, "..") : NULL;
    if (at == read->name || !*read->name)
        return "has no name";
    if (!at)
        return NULL; /* known, but not when */
    if (!dots)
        return "has no \"from..to\" behind its \"@\"";
    const char *end = office + strlen(office);
    if ((dots > at + 1 && !read_day(at + 1, dots, false, &read->from)) ||
        (dots + 2 < end && !read_day(dots + 2, end, true, &read->to)))
        return "has a date that is not YYYY, YYYY-MM or YYYY-MM-DD";
    if (read->from > read->to)
        return "ends before it begins";
    read->dated = dots > at + 1 || dots + 2 < end;
    read->name_bytes = (gsize)(at - read->name);
    return NULL;
}

void ng_offices_init(NgOffices *offices)
{
    ng_names_init(&offices->names, 1024);
    offices->terms = g_array_new(FALSE, FALSE, sizeof(NgTerm));
}

void ng_offices_clear(NgOffices *offices)
{
    ng_names_clear(&offices->names);
    if (offices->terms)
        g_array_unref(offices->terms);
}

bool ng_offices_add(NgOffices *offices, NgTokens *tokens, const NgOffice *office, guint actor)
{
    if (office->shared || !office->dated)
        return true; /* many hold it, or nobody knows when: no ground to say who is meant */
    char name[256];
    if (office->name_bytes >= sizeof name)
        return false;
    memcpy(name, office->name, office->name_bytes);
    name[office->name_bytes] = '\0';
    NgTerm term = {actor, office->from, office->to};
    if (!ng_names_add(&offices->names, tokens, name, offices->terms->len, 0))
        return false;
    g_array_append_val(offices->terms, term);
    return true;
}

int ng_offices_holder(const NgOffices *offices, const NgName *name, uint32_t date_ymd)
{
    if (date_ymd < 10000)
        return -1;
    uint32_t month = date_ymd / 100 % 100, day = date_ymd % 100;
    uint32_t first = date_ymd + (month ? 0 : 100) + (day ? 0 : 1);
    uint32_t last = date_ymd + (month ? 0 : 1200) + (day ? 0 : 31);
    int holder = -1;
    for (; name; name = ng_names_next(&offices->names, name)) {
        const NgTerm *term = &g_array_index(offices->terms, NgTerm, name->actor);
        if (term->to < first || term->from > last)
            continue;
        /* Two in that time, or one for a part of it: who is meant is not certain. */
        if (term->from > first || term->to < last || (holder >= 0 && holder != (int)term->actor))
            return -1;
        holder = (int)term->actor;
    }
    return holder;
}
