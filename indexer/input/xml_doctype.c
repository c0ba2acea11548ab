/* SPDX-License-Identifier: GPL-2.0-or-later */
/* References to characters, and entities that a document declares for itself. A value that holds
 * markup or another reference is not taken: nothing can be built of entities but short plain text.
 */
#include "indexer/input/xml_doctype.h"
#include "indexer/input/xml_mend.h"

#include <libxml/HTMLparser.h>
#include <stdbool.h>
#include <string.h>

#define ENTITY_BYTES 200
#define MAX_ENTITIES 1000

static bool plain_value(const char *value, gsize len)
{
    for (gsize i = 0; i < len; i++)
        if (value[i] == '<' || value[i] == '%' || (guchar)value[i] < 0x20)
            return false;
    return len <= ENTITY_BYTES;
}

/* The value with its references to characters resolved; NULL when it has others. */
static char *resolve(const char *at, const char *end)
{
    GString *out = g_string_new(NULL);
    while (at < end) {
        gunichar c;
        if (*at != '&') {
            g_string_append_c(out, *at++);
        } else if ((at = ng_xml_reference(at + 1, end, &c)) != NULL) {
            g_string_append_unichar(out, c);
        } else {
            g_string_free(out, TRUE);
            return NULL;
        }
    }
    return g_string_free(out, FALSE);
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at))
        at++;
    return at;
}

/* <!ENTITY name "value">; at: behind "<!ENTITY". */
static void take_entity(const char *at, const char *end, GHashTable *entities)
{
    const char *name = at = skip_space(at, end);
    while (at < end && (g_ascii_isalnum(*at) || strchr("_-.:", *at)))
        at++;
    const char *name_end = at;
    at = skip_space(at, end);
    if (name_end == name || at == name_end || at >= end || (*at != '"' && *at != '\''))
        return;
    const char *stop = memchr(at + 1, *at, (gsize)(end - at - 1));
    if (!stop || !plain_value(at + 1, (gsize)(stop - at - 1)))
        return;
    char *value = resolve(at + 1, stop);
    g_autofree char *key = g_strndup(name, (gsize)(name_end - name));
    if (value && g_hash_table_size(entities) < MAX_ENTITIES &&
        !g_hash_table_contains(entities, key))
        g_hash_table_insert(entities, g_steal_pointer(&key), value);
    else
        g_free(value);
}

/* Behind what begins at `at`: a quoted text, a comment, or one character. */
static const char *skip_one(const char *at, const char *end)
{
    const char *stop = NULL;
    if (*at == '"' || *at == '\'')
        stop = memchr(at + 1, *at, (gsize)(end - at - 1));
    if (*at == '<' && end - at >= 7 && memcmp(at, "<!--", 4) == 0) {
        stop = memmem(at + 4, (gsize)(end - at - 4), "-->", 3);
        stop = stop ? stop + 2 : NULL;
    }
    return (stop ? stop : at) + 1;
}

const char *ng_xml_doctype(const char *at, const char *end, GHashTable *entities, bool *well_formed)
{
    const char *begin = at;
    /* a type larger than this is no news, and a bracket never closed must not hide the text */
    const char *limit = end - at > (1 << 20) ? at + (1 << 20) : end;
    bool inside = false;
    while (at < limit) {
        if (*at == '>' && !inside)
            return at + 1;
        if (*at == '[')
            inside = true;
        else if (*at == ']')
            inside = false;
        else if (*at == '<' && !inside) {
            *well_formed = false;
            return at;
        }
        if (inside && limit - at > 8 && memcmp(at, "<!ENTITY", 8) == 0)
            take_entity(at + 8, limit, entities);
        at = skip_one(at, limit);
    }
    *well_formed = false;
    const char *stop = memchr(begin, '>', (gsize)(end - begin));
    return stop ? stop + 1 : end;
}

/* What 128..159 mean in windows-1252, which is what people meant who wrote such a number. */
static gunichar of_number(guint64 n)
{
    static const guint16 windows_1252[32] = {
        0x20ac, ' ',    0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, ' ',    0x017d, ' ',    ' ',    0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, ' ',    0x017e, 0x0178};
    if (n >= 0x80 && n < 0xa0)
        return windows_1252[n - 0x80];
    if (n < 0x20 && n != '\t' && n != '\n' && n != '\r')
        return ' ';
    if (n > 0x10ffff || (n >= 0xd800 && n < 0xe000) || (n & 0xfffe) == 0xfffe)
        return ' ';
    return (gunichar)n;
}

/* at: behind "&#". */
static const char *take_number(const char *at, const char *end, guint64 *n)
{
    bool hex = at < end && (*at == 'x' || *at == 'X');
    const char *digits = at += hex;
    *n = 0;
    for (; at < end && (hex ? g_ascii_isxdigit(*at) : g_ascii_isdigit(*at)); at++)
        *n = MIN(*n * (hex ? 16 : 10) + (guint64)g_ascii_xdigit_value(*at), 0x110000);
    if (at == digits)
        return NULL;
    return at < end && *at == ';' ? at + 1 : at;
}

/* HTML's names, and XML's five. libxml2 looks through its table from the beginning each time. */
static GHashTable *html_names(void)
{
    static GHashTable *names;
    if (names)
        return names;
    names = g_hash_table_new(g_str_hash, g_str_equal);
    /* the greatest of HTML 4 is that of "diams" */
    for (guint value = 1; value <= 0x2666; value++) {
        const htmlEntityDesc *entity = htmlEntityValueLookup(value);
        if (entity)
            g_hash_table_insert(names, (gpointer)entity->name, GUINT_TO_POINTER(value));
    }
    g_hash_table_insert(names, (gpointer) "apos", GUINT_TO_POINTER('\''));
    return names;
}

const char *ng_xml_reference(const char *at, const char *end, gunichar *c)
{
    if (at < end && *at == '#') {
        guint64 n, low;
        const char *next = take_number(at + 1, end, &n);
        if (!next)
            return NULL;
        if (n >= 0xd800 && n < 0xdc00 && end - next > 2 && next[0] == '&' && next[1] == '#') {
            const char *second = take_number(next + 2, end, &low);
            if (second && low >= 0xdc00 && low < 0xe000) {
                *c = 0x10000 + ((gunichar)(n - 0xd800) << 10) + (gunichar)(low - 0xdc00);
                return second;
            }
        }
        *c = of_number(n);
        return next;
    }
    char name[12];
    guint len = 0;
    while (at + len < end && len < sizeof name - 1 && g_ascii_isalnum(at[len])) {
        name[len] = at[len];
        len++;
    }
    name[len] = '\0';
    if (len == 0 || at + len >= end || at[len] != ';')
        return NULL;
    gpointer value = g_hash_table_lookup(html_names(), name);
    if (!value)
        return NULL;
    *c = GPOINTER_TO_UINT(value);
    return at + len + 1;
}
