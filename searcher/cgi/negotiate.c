/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Accept and Accept-Language. */
#include "negotiate.h"

#include <glib.h>
#include <string.h>

/* More than that says nothing that a browser would say. */
#define ITEMS_MAX 64

/* Weight of a list's item in thousandths: 1000 without one, 0 for what is malformed. */
static int weight_of(const char *item, gsize len)
{
    for (const char *p = item, *end = item + len; (p = memchr(p, ';', (gsize)(end - p)));) {
        for (p++; p < end && (*p == ' ' || *p == '\t'); p++)
            ;
        if (end - p < 2 || g_ascii_tolower(p[0]) != 'q' || p[1] != '=')
            continue;
        p += 2;
        int weight = p < end && *p == '1' ? 1000 : 0, step = 100;
        if (p == end || (*p != '0' && *p != '1'))
            return 0;
        if (++p < end && *p == '.' && weight == 0)
            for (p++; p < end && g_ascii_isdigit(*p) && step > 0; p++, step /= 10)
                weight += (*p - '0') * step;
        return weight;
    }
    return 1000;
}

/* The next item of a list with commas: its name (to the semicolon or a blank) and weight. */
static const char *next_item(const char *list, const char **name, gsize *name_len, int *weight)
{
    list += strspn(list, " \t,");
    if (!*list)
        return NULL;
    gsize len = strcspn(list, ",");
    *name = list;
    *name_len = MIN(strcspn(list, "; \t"), len);
    *weight = weight_of(list, len);
    return list + len;
}

static bool is(const char *name, gsize len, const char *wanted)
{
    return strlen(wanted) == len && g_ascii_strncasecmp(name, wanted, len) == 0;
}

bool ng_accepts_json(const char *accept)
{
    int json = 0, page = -1, any = 0, weight;
    const char *name;
    gsize len;
    for (int i = 0; accept && i < ITEMS_MAX; i++) {
        accept = next_item(accept, &name, &len, &weight);
        if (!accept)
            break;
        if (is(name, len, "application/json"))
            json = weight;
        else if (is(name, len, "text/html") || is(name, len, "application/xhtml+xml"))
            page = MAX(page, weight);
        else if (is(name, len, "*/*") || is(name, len, "text/*"))
            any = MAX(any, weight);
    }
    return page >= 0 ? json > page : json > 0 && json >= any;
}

const char *ng_accepts_language(const char *accept_language)
{
    static const char *const known[] = {"en", "de", "fr"};
    const char *best = "en", *name;
    int best_weight = 0, weight;
    gsize len;
    for (int i = 0; accept_language && i < ITEMS_MAX; i++) {
        accept_language = next_item(accept_language, &name, &len, &weight);
        if (!accept_language)
            break;
        for (guint k = 0; k < G_N_ELEMENTS(known); k++)
            if (len >= 2 && (len == 2 || name[2] == '-') && is(name, 2, known[k]) &&
                weight > best_weight) {
                best = known[k];
                best_weight = weight;
            }
    }
    return best;
}
