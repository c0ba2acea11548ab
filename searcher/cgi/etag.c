/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ETags (RFC 9110, 8.8.3): of what an answer is made from, so that it is known before the search.
 * Weak, for two answers differ in the time they took. */
#include "answer.h"

#include <string.h>

#define SECONDS_PER_DAY 86400

static void add(GChecksum *sum, const char *text)
{
    /* with its end, so that no two lists of texts are the same bytes */
    g_checksum_update(sum, (const guchar *)(text ? text : ""), text ? (gssize)strlen(text) + 1 : 1);
}

static void add_number(GChecksum *sum, gint64 number)
{
    char text[32];
    g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, number);
    add(sum, text);
}

char *ng_web_etag(const NgWebRequest *request, const NgWebSite *site, const NgIndexState *state,
                  gint64 now)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    add(sum, site->stamp);
    add(sum, request->base);
    add(sum, request->origin);
    add(sum, request->site.lang);
    add_number(sum, (gint64)request->route);
    add_number(sum, (gint64)request->options.format);
    add(sum, request->article);
    add_number(sum, (gint64)request->n);
    for (guint i = 0; i < request->params.list->len; i++) {
        const NgParam *param = &g_array_index(request->params.list, NgParam, i);
        add(sum, param->name);
        add(sum, param->value);
    }
    if (state) {
        add(sum, state->revision);
        add_number(sum, state->embargo_ended);
        add_number(sum, now / SECONDS_PER_DAY);
    }
    return g_strdup_printf("W/\"%.24s\"", g_checksum_get_string(sum));
}

static const char *opaque(const char *etag)
{
    return g_str_has_prefix(etag, "W/") ? etag + 2 : etag;
}

bool ng_web_etag_matches(const char *if_none_match, const char *etag)
{
    const char *wanted = opaque(etag);
    gsize len = strlen(wanted);
    for (const char *p = if_none_match; p && *p;) {
        p += strspn(p, " \t,");
        const char *tag = opaque(p);
        if (strncmp(tag, wanted, len) == 0 && (tag[len] == '\0' || strchr(" \t,", tag[len])))
            return true;
        p += strcspn(p, ",");
    }
    return false;
}

bool ng_web_etag_any(const char *if_none_match)
{
    if (!if_none_match)
        return false;
    const char *star = if_none_match + strspn(if_none_match, " \t");
    return *star == '*' && star[1 + strspn(star + 1, " \t")] == '\0';
}
