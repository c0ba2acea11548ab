/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: text that was encoded twice, mended before it is read. Only where all of an article's
 * characters beyond ASCII turn back into text: then nobody can have meant what stands there. */
#include "engine/news/double_encoded.h"

#include "nutgraf/article.h"

#include <string.h>

const gunichar ng_windows_1252[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

enum { LEAST = 2 }; /* characters of two bytes that prove it; of three one does */

/* The byte that a continuation was, or 0. */
static unsigned char continuation(gunichar c)
{
    if (c >= 0x80 && c <= 0xBF)
        return (unsigned char)c;
    for (guint i = 0; i < G_N_ELEMENTS(ng_windows_1252); i++)
        if (ng_windows_1252[i] == c && c != 0xFFFD)
            return (unsigned char)(0x80 + i);
    return 0;
}

gunichar ng_double_encoded(const char *text, gsize len, bool controls, gsize *width)
{
    gunichar lead = len ? g_utf8_get_char(text) : 0;
    guint bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    char was[4] = {(char)lead};
    bool control = false;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    gsize at = 2; /* U+00C2 .. U+00F4 */
    for (guint i = 1; i < bytes; i++) {
        gunichar c = at < len ? g_utf8_get_char(text + at) : 0;
        was[i] = (char)continuation(c);
        if (!was[i])
            return 0;
        control |= c < 0xA0 && c != 0x85; /* which ends lines */
        at += (gsize)g_utf8_skip[(unsigned char)text[at]];
    }
    gunichar c = g_utf8_get_char_validated(was, (gssize)bytes);
    if (c == (gunichar)-1 || c == (gunichar)-2 || (controls && !control))
        return 0;
    *width = at;
    return c;
}

/* What stands beyond ASCII in an article: of both kinds how many, and what can be mended neither
 * way. */
typedef struct {
    guint two, more; /* double-encoded, of two bytes and of more */
    guint cut;       /* of which what is invisible was lost: â€ for ” */
    guint marks;     /* â alone where a quotation mark, an apostrophe or a dash stood */
    guint proof;     /* of those such as no word of any language has */
    guint other;
    bool open; /* a quotation, where we are */
} Found;

static bool is_letter(char c)
{
    return g_ascii_isalpha(c) || (unsigned char)c >= 0x80;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\0';
}

/* "state's", "they're": what an apostrophe stands before. */
static bool is_tail(const char *text)
{
    static const char *const tails[] = {"s", "t", "re", "ve", "ll", "d", "m"};
    gsize n = 0;
    while (g_ascii_isalpha(text[n]))
        n++;
    for (guint i = 0; i < G_N_ELEMENTS(tails); i++)
        if (strlen(tails[i]) == n && g_ascii_strncasecmp(text, tails[i], n) == 0)
            return true;
    return false;
}

/* The mark of which what is invisible was lost, as â at `at`; "" when it may be a letter. open: a
 * quotation stands open. proof: when it can be no letter. */
static const char *lone_mark(const char *text, gsize at, bool open, gsize *width, bool *proof)
{
    char before = at ? text[at - 1] : '\0', after = text[at + 2];
    *width = 2;
    *proof = true;
    if (g_str_has_prefix(text + at + 2, "¢") || g_str_has_prefix(text + at + 2, "¦")) {
        *width = 4;
        return text[at + 3] == '\xA2' ? "•" : "…";
    }
    if (is_space(before) && is_space(after))
        return "–";
    bool asked = after == '?' && is_space(text[at + 3]); /* for the byte that was lost */
    if ((at && strchr(".,!?", before) && is_space(after)) || (asked && !is_space(before))) {
        *width += asked;
        return "”";
    }
    if (is_letter(before) && g_ascii_isalpha(after) && is_tail(text + at + 2))
        return "’";
    *proof = g_ascii_isupper(after);
    if (is_letter(before) && is_space(after))
        return open ? "”" : "’"; /* the states’ governors */
    return is_space(before) && is_letter(after) ? "“" : "";
}

static bool is_lone(const char *text, gsize i)
{
    return text[i] == '\xC3' && text[i + 1] == '\xA2';
}

/* What is left of a character whose last byte cannot be seen: of ”, à, í and the space that does
 * not break, by far the most frequent; or NULL. */
static const char *cut_short(const char *text, gsize *width)
{
    bool quote = g_str_has_prefix(text, "\xC3\xA2\xE2\x82\xAC");  /* â€ */
    bool letter = g_str_has_prefix(text, "\xC3\x83");             /* Ã */
    if (!quote && !letter && !g_str_has_prefix(text, "\xC3\x82")) /* Â */
        return NULL;
    *width = quote ? 5 : 2;
    if (!letter)
        return quote ? "”" : "";
    return is_space(text[2]) ? "à" : is_letter(text[2]) ? "í" : NULL;
}

/* How what stands at `at` is read instead, and how much of it: new string, or NULL when it is meant
 * as it stands. Counted in found. */
static char *instead(const char *text, gsize len, gsize at, gsize *width, Found *found)
{
    bool proof;
    gsize one = (gsize)g_utf8_skip[(unsigned char)text[at]];
    gunichar c = ng_double_encoded(text + at, len - at, false, width);
    if (c) {
        char was[7];
        bool of_two = text[at] == '\xC3' && (unsigned char)text[at + 1] < 0xA0;
        (of_two ? &found->two : &found->more)[0]++;
        return g_strndup(was, (gsize)g_unichar_to_utf8(c, was));
    }
    const char *cut = cut_short(text + at, width);
    if (cut) {
        found->cut++;
        return g_strdup(cut);
    }
    const char *mark = is_lone(text, at) ? lone_mark(text, at, found->open, width, &proof) : "";
    if (*mark) {
        found->marks++;
        found->proof += proof;
        found->open = strcmp(mark, "“") == 0 || (found->open && strcmp(mark, "”") != 0);
        return g_strdup(mark);
    }
    found->other++;
    *width = one;
    return NULL;
}

/* Text with all of it read instead; out may be NULL, to count only. */
static void read_instead(const char *text, Found *found, GString *out)
{
    gsize len = strlen(text), width;
    found->open = false;
    for (gsize at = 0; at < len; at += width) {
        width = 1;
        g_autofree char *c =
            (signed char)text[at] < 0 ? instead(text, len, at, &width, found) : NULL;
        if (!out)
            continue;
        if (c)
            g_string_append(out, c);
        else
            g_string_append_len(out, text + at, (gssize)width);
    }
}

static bool is_proof(const Found *found)
{
    bool twice = found->more + found->two / LEAST > 0;
    if (found->other)
        return false;
    return found->marks ? !twice && !found->cut && found->proof >= LEAST : twice;
}

static void mend(char **text)
{
    Found found = {0};
    g_autoptr(GString) out = g_string_sized_new(strlen(*text) + 1);
    if (!strchr(*text, '\xC3'))
        return;
    read_instead(*text, &found, out);
    char *clean = ng_clean_text(out->str, (gssize)out->len);
    g_free(*text);
    *text = clean ? clean : g_strdup("");
}

void ng_article_mend_encoding(NgArticle *article)
{
    Found found = {0};
    bool may_be = false;
    for (guint i = 0; i <= article->paragraphs->len; i++) {
        const NgParagraph *paragraph =
            i == 0 ? article->headline : article->paragraphs->pdata[i - 1];
        if (paragraph->actors_given || paragraph->quotes_given)
            return; /* spans of the text as it is */
        may_be = may_be || strchr(paragraph->text, '\xC3');
    }
    for (guint i = 0; may_be && i <= article->paragraphs->len; i++)
        read_instead(i == 0 ? article->headline->text
                            : ((NgParagraph *)article->paragraphs->pdata[i - 1])->text,
                     &found, NULL);
    if (!may_be || !is_proof(&found))
        return;
    mend(&article->headline->text);
    for (guint i = 0; i < article->paragraphs->len; i++)
        mend(&((NgParagraph *)article->paragraphs->pdata[i])->text);
    for (guint i = 0; i < article->authors->len; i++)
        mend((char **)&article->authors->pdata[i]);
}
