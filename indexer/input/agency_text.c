/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: an agency's text that only lines and spaces give a shape, and what stands in any
 * of its texts that is none of the story: a byline at the top, a sign-off at the end. */
#include "indexer/input/agency.h"
#include "indexer/input/sgml_copy.h"

#include <string.h>

enum {
    UNWRAPPED_BYTES = 160, /* a line that is longer was not broken by hand: each is a paragraph */
    BYLINE_PARAGRAPHS = 8, /* among so many at the top a byline may stand */
    SHORT_BYTES = 100
};

static void mark_list(NgArticle *article, guint from)
{
    for (guint i = from; i < article->paragraphs->len; i++) {
        NgParagraph *paragraph = article->paragraphs->pdata[i];
        gsize mark = g_str_has_prefix(paragraph->text, "* ")              ? 2
                     : g_str_has_prefix(paragraph->text, "\xE2\x80\xA2 ") ? 4
                                                                          : 0;
        if (mark > 0) {
            memmove(paragraph->text, paragraph->text + mark, strlen(paragraph->text + mark) + 1);
            paragraph->role = NG_ROLE_LIST;
        }
    }
}

void agency_text(NgArticle *article, const char *text, gsize len)
{
    g_autoptr(GString) field = g_string_new_len(text, (gssize)len);
    g_autoptr(GArray) lines = sgml_lines(field);
    guint before = article->paragraphs->len;
    gsize width = sgml_width(lines);
    guint first = 0;
    while (first < lines->len && g_array_index(lines, SgmlLine, first).len == 0) {
        first++;
    }
    if (width > UNWRAPPED_BYTES) {
        for (guint i = first; i < lines->len; i++) {
            const SgmlLine *line = &g_array_index(lines, SgmlLine, i);
            ng_article_add_paragraph(article, line->s, (gssize)line->len, NG_ROLE_BODY);
        }
    } else {
        sgml_add_paragraphs(article, lines, first, NG_ROLE_BODY, sgml_margin(lines, first), width);
    }
    mark_list(article, before);
}

bool agency_says(GRegex **once, const char *pattern, const char *text)
{
    if (!*once) {
        *once = g_regex_new(pattern, G_REGEX_OPTIMIZE, 0, NULL);
    }
    return g_regex_match(*once, text, 0, NULL);
}

/* "By Marwan Makdisi" over the text: the people are in `authors`, the line is no part of it. */
static void take_bylines(NgArticle *article)
{
    static GRegex *byline;
    for (guint i = 0; i < article->paragraphs->len && i < BYLINE_PARAGRAPHS; i++) {
        const NgParagraph *paragraph = article->paragraphs->pdata[i];
        if (strlen(paragraph->text) > SHORT_BYTES || paragraph->role == NG_ROLE_HEADING ||
            !agency_says(&byline, "^By \\p{Lu}[^:!?]{2,90}[^.:!?]$", paragraph->text)) {
            continue;
        }
        guint known = article->authors->len, credits = article->credit->len;
        agency_byline(article, paragraph->text, "line over the text");
        g_autofree char *names = g_strdup(paragraph->text + strlen("By "));
        bool repeated = false;
        for (guint n = 0; n < article->authors->len && !repeated; n++) {
            repeated = strcasestr(names, article->authors->pdata[n]) != NULL;
        }
        if (article->authors->len > known || article->credit->len > credits || repeated ||
            agency_known(names)) {
            g_ptr_array_remove_index(article->paragraphs, i);
            return;
        }
    }
}

/* "hh/ph/ts/hd", "/ritzau/", "AAP RTV", "-30-". */
static bool is_sign_off(const char *text)
{
    static GRegex *codes, *agency;
    if (strlen(text) > 40) {
        return false;
    }
    if (agency_says(
            &codes,
            "^(?:\\p{Ll}{2,4}/)+\\p{Ll}{2,5}$|^-? ?30 ?-?$|^(?:#|\\* ?){2,}$|^(?i:ends?|ende)$|"
            "^_{2,}$|^[A-Z]{2,5}(?:-[A-Z]{2})?-\\d\\d-\\d\\d-\\d\\d \\d{4}GMT$",
            text)) {
        return true;
    }
    if (!agency_says(&agency, "^[/(]?[\\w-]+[/)]?(?: [A-Z]{2,4}| [a-z]{2,4})*$", text)) {
        return false;
    }
    g_autofree char *name = g_strndup(text, strcspn(text, " "));
    return agency_known(name) != NULL;
}

/* "&amp;quot;" in the source: escaped twice, so one escape is left. What would be markup stays. */
static void resolve_escapes(NgParagraph *paragraph)
{
    static const struct {
        const char *name, *character;
    } escapes[] = {{"&apos;", "'"}, {"&quot;", "\""}, {"&nbsp;", " "}, {"&amp;", "&"}};
    char *out = paragraph->text;
    for (const char *in = paragraph->text; *in;) {
        char *end = NULL;
        gunichar c = 0;
        guint i = 0;
        if (*in == '&' && in[1] == '#' && g_ascii_isdigit(in[2])) {
            guint64 number = g_ascii_strtoull(in + 2, &end, 10);
            c = number >= ' ' && number <= 0x10FFFF ? (gunichar)number : 0;
        }
        for (i = 0; *in == '&' && i < G_N_ELEMENTS(escapes); i++) {
            if (g_str_has_prefix(in, escapes[i].name)) {
                break;
            }
        }
        if (c && *end == ';' && g_unichar_validate(c) && c != '<' && c != '>' && c != 0x7F) {
            out += g_unichar_to_utf8(c, out); /* never longer than the escape */
            in = end + 1;
        } else if (*in == '&' && i < G_N_ELEMENTS(escapes)) {
            *out++ = *escapes[i].character;
            in += strlen(escapes[i].name);
        } else {
            *out++ = *in++;
        }
    }
    if (*out == '\0') {
        return; /* nothing was escaped */
    }
    *out = '\0';
    char *clean = ng_clean_text(paragraph->text, -1);
    g_free(paragraph->text);
    paragraph->text = clean ? clean : g_strdup("");
}

void agency_settle_text(NgArticle *article)
{
    resolve_escapes(article->headline);
    for (guint i = article->paragraphs->len; i > 0; i--) {
        NgParagraph *paragraph = article->paragraphs->pdata[i - 1];
        resolve_escapes(paragraph);
        if (!*paragraph->text) { /* "&nbsp;" alone */
            g_ptr_array_remove_index(article->paragraphs, i - 1);
        }
    }
    take_bylines(article);
    while (article->paragraphs->len > 1) {
        const NgParagraph *last = article->paragraphs->pdata[article->paragraphs->len - 1];
        if (!is_sign_off(last->text)) {
            break;
        }
        g_ptr_array_remove_index(article->paragraphs, article->paragraphs->len - 1);
    }
}
