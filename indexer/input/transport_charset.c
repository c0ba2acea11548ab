/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The charset that HTTP or mail declared, for text that does not show its own. */
#include "indexer/input/container.h"
#include "indexer/input/html_charset.h"

#include <string.h>

#define BOM "\xEF\xBB\xBF"

static bool has_mark(const guchar *data, gsize len)
{
    return (len >= 3 && memcmp(data, BOM, 3) == 0) ||
           (len >= 2 &&
            ((data[0] == 0xFF && data[1] == 0xFE) || (data[0] == 0xFE && data[1] == 0xFF)));
}

char *ng_transport_to_utf8(const char *data, gsize len, const char *label, gsize *out_len)
{
    const char *converter = label ? ng_charset_converter(label, strlen(label)) : NULL;
    /* ISO-2022-JP is ASCII all through: what is valid UTF-8 may be something else yet */
    bool shifted = len > 0 && memchr(data, 0x1B, len) != NULL;
    if (len == 0 || !converter || strcmp(converter, "UTF-8") == 0 ||
        has_mark((const guchar *)data, len) || (!shifted && g_utf8_validate_len(data, len, NULL)))
        return NULL;
    gsize converted = 0;
    g_autofree char *text =
        g_convert_with_fallback(data, (gssize)len, "UTF-8", converter, "?", NULL, &converted, NULL);
    if (!text)
        return NULL;
    *out_len = converted + 3;
    char *marked = g_malloc(converted + 4);
    memcpy(marked, BOM, 3);
    memcpy(marked + 3, text, converted);
    marked[converted + 3] = '\0';
    return marked;
}
