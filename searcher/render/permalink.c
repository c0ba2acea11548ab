/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text fragments. */
#include "permalink.h"
#include "layout.h"

#include <string.h>

/* Enough to be found once on a page, short enough for a mail. */
#define MAX_WORDS 8
#define MAX_CHARACTERS 80
#define DIRECTIVE ":~:"

/* Whole words, for a browser finds only those; text without spaces ends where it must. */
static gsize first_words(const char *text)
{
    guint words = 0, characters = 0;
    const char *p = text, *last = NULL;
    for (; *p; p = g_utf8_next_char(p)) {
        if (*p == ' ') {
            last = p;
            if (++words == MAX_WORDS)
                return (gsize)(p - text);
        }
        if (++characters > MAX_CHARACTERS)
            return (gsize)((last ? last : p) - text);
    }
    return (gsize)(p - text);
}

char *ng_permalink(const char *url, const char *text)
{
    if (!ng_url_is_web(url))
        return NULL;
    const char *directive = strstr(url, DIRECTIVE);
    gsize url_len = directive ? (gsize)(directive - url) : strlen(url);
    GString *link = g_string_new_len(url, (gssize)url_len);
    gsize len = first_words(text);
    if (len == 0)
        return g_string_free(link, FALSE);
    if (!strchr(link->str, '#'))
        g_string_append_c(link, '#');
    g_string_append(link, DIRECTIVE "text=");
    for (gsize i = 0; i < len; i++) {
        guchar c = (guchar)text[i];
        /* - , & separate the parts of a directive */
        if (g_ascii_isalnum(c) || c == '.' || c == '_' || c == '~')
            g_string_append_c(link, (char)c);
        else
            g_string_append_printf(link, "%%%02X", c);
    }
    return g_string_free(link, FALSE);
}
