/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages that scripts draw carry their text as a string of HTML inside a script: "\u003cp\u003eThe
 * text ...". When a page shows no text, the string with the most paragraphs is the article. */
#include "indexer/input/html_clean.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define MIN_LITERAL_BYTES 300
#define MIN_PARAGRAPHS 2

/* Where a string literal that begins behind its quote stops: at its closing quote, or, unclosed, at
 * the line's or the script's end. */
static const char *literal_end(const char *at, const char *end)
{
    while (at < end && *at != '"' && *at != '\n')
        at += *at == '\\' && at + 1 < end ? 2 : 1;
    return MIN(at, end);
}

/* Undoes one level of escaping; a string inside a string needs two. */
static char *unescape_literal(const char *at, gsize len)
{
    GString *out = g_string_sized_new(len + 1);
    for (const char *end = at + len; at < end; at++) {
        unsigned c = 0, low = 0;
        if (*at != '\\' || at + 1 >= end) {
            g_string_append_c(out, *at);
            continue;
        }
        at++;
        if (*at == 'u' && end - at > 4 && sscanf(at + 1, "%4x", &c) == 1) {
            at += 4;
            if (c >= 0xd800 && c < 0xdc00 && end - at > 6 && at[1] == '\\' && at[2] == 'u' &&
                sscanf(at + 3, "%4x", &low) == 1 && low >= 0xdc00 && low < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                at += 6;
            }
            g_string_append_unichar(out, g_unichar_validate(c) && c ? c : 0xfffd);
        } else
            g_string_append_c(out, *at == 'n' || *at == 't' || *at == 'r' ? ' ' : *at);
    }
    return g_string_free(out, FALSE);
}

static guint count_paragraphs(const char *html)
{
    guint n = 0;
    for (const char *at = html; (at = strstr(at, "<p")); at += 2)
        n += at[2] == '>' || at[2] == ' ';
    return n;
}

/* Whether the literal may hold paragraphs, without copying it. */
static bool promising(const char *at, gsize len)
{
    return memmem(at, len, "u003cp", 6) || memmem(at, len, "u003Cp", 6) ||
           memmem(at, len, "<p", 2) || memmem(at, len, "&lt;p", 5);
}

char *ng_html_embedded(const char *html, gsize len)
{
    const char *end = html + len, *at = html;
    char *best = NULL;
    gsize best_weight = 0;
    while ((at = memmem(at, end - at, "<script", 7))) {
        const char *stop = memmem(at, end - at, "</script", 8);
        if (!stop)
            break;
        for (const char *quote = at + 7; (quote = memchr(quote, '"', stop - quote)); quote++) {
            const char *from = quote + 1;
            quote = literal_end(from, stop);
            if (quote == stop)
                break;
            gsize n = quote - from;
            if (*quote != '"' || n < MIN_LITERAL_BYTES || !promising(from, n))
                continue;
            char *plain = unescape_literal(from, n);
            if (strstr(plain, "\\u003cp") || strstr(plain, "\\\"")) {
                char *twice = unescape_literal(plain, strlen(plain));
                g_free(plain);
                plain = twice;
            }
            guint paragraphs = count_paragraphs(plain);
            gsize weight = strlen(plain) * MIN(paragraphs, 10);
            if (paragraphs >= MIN_PARAGRAPHS && weight > best_weight) {
                g_free(best);
                best = g_steal_pointer(&plain);
                best_weight = weight;
            }
            g_free(plain);
        }
        at = stop;
    }
    return best;
}
