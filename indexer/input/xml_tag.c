/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tags as they come. A search for a quote that is missing stops at the next "<" outside of quotes,
 * so that of all the tags in a file at most three are ever looked through at once. */
#include "indexer/input/xml_tag.h"

#include <string.h>

/* The end of a quoted value that begins at `at` (its quote), or NULL: a mark that stands where no
 * value ends closes none, so that one quote left out does not swallow the tags behind it. */
static const char *quote_end(const char *at, const char *end)
{
    const char *stop = memchr(at + 1, *at, (gsize)(end - at - 1));
    if (!stop || stop + 1 == end)
        return stop;
    return g_ascii_isspace(stop[1]) || strchr("/>?", stop[1]) ||
                   !memchr(at, '<', (gsize)(stop - at))
               ? stop
               : NULL;
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

const char *ng_xml_tag_end(const char *at, const char *end)
{
    for (at++; at < end; at++) {
        if (*at == '>')
            return at;
        if (*at == '<')
            return NULL;
        if (!is_quote(*at) || (at[-1] != '=' && !g_ascii_isspace(at[-1])))
            continue;
        const char *stop = quote_end(at, end);
        if (stop)
            at = stop;
    }
    return NULL;
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at))
        at++;
    return at;
}

/* Begins behind "=", returns the place behind the value. */
static const char *take_value(const char *at, const char *end, NgXmlTagAttr *attr,
                              bool *well_formed)
{
    if (at < end && is_quote(*at)) {
        const char *stop = quote_end(at, end);
        attr->value = at + 1;
        if (stop) {
            attr->value_len = (gsize)(stop - attr->value);
            return stop + 1;
        }
        at++;
    }
    *well_formed = false;
    attr->value = at;
    while (at < end && !g_ascii_isspace(*at))
        at++;
    attr->value_len = (gsize)(at - attr->value);
    return at;
}

bool ng_xml_tag_attr(const char **at, const char *end, NgXmlTagAttr *attr, bool *well_formed)
{
    const char *name = *at;
    for (; name < end && !ng_xml_name_start(*name); name++)
        *well_formed = *well_formed && (g_ascii_isspace(*name) || *name == '/');
    *at = name;
    if (name == end)
        return false;
    const char *behind = name;
    while (behind < end && ng_xml_name_char(*behind))
        behind++;
    *attr = (NgXmlTagAttr) {.name = name, .value = "", .name_len = (gsize)(behind - name)};
    const char *sign = skip_space(behind, end);
    if (sign < end && *sign == '=') {
        behind = take_value(skip_space(sign + 1, end), end, attr, well_formed);
    } else {
        *well_formed = false;
    }
    *at = behind;
    return true;
}
