/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An item's title and text. Feeds escape too little and too much, and give the same text in several
 * places at several lengths. */
#include "indexer/input/feed.h"
#include "indexer/input/html_content.h"
#include "indexer/input/html_fragment.h"
#include "indexer/input/xml_mend.h"

#include <string.h>

#define TITLE_BYTES 4000
/* A title made of a text's first sentence is cut after so many characters. */
#define MADE_TITLE 120
/* So much may follow where a text was cut: "Read more". */
#define BEHIND_CUT 80

/* Tags whose names, escaped, are a sign that a text was escaped once too often. */
static const char *const tags[] = {
    "a",    "abbr", "b",     "blockquote", "br", "cite", "code",  "del",  "div",    "em",
    "font", "h1",   "h2",    "h3",         "h4", "hr",   "i",     "img",  "ins",    "li",
    "mark", "ol",   "p",     "pre",        "q",  "s",    "small", "span", "strike", "strong",
    "sub",  "sup",  "table", "td",         "tr", "u",    "ul",    "wbr"};

static bool names_tag(const char *at)
{
    at += *at == '/';
    gsize len = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456");
    if (!at[len] || !strchr(" />\n\t&", at[len]))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(tags); i++)
        if (strlen(tags[i]) == len && g_ascii_strncasecmp(tags[i], at, len) == 0)
            return true;
    return false;
}

static bool has_tag(const char *text, const char *opening)
{
    for (const char *at = text; (at = strstr(at, opening));) {
        at += strlen(opening);
        if (names_tag(at))
            return true;
    }
    return false;
}

/* References resolved once, tags as they are. */
static char *resolve_references(const char *text)
{
    GString *out = g_string_new(NULL);
    const char *end = text + strlen(text);
    for (const char *at = text; at < end;) {
        gunichar c;
        const char *next = *at == '&' ? ng_xml_reference(at + 1, end, &c) : NULL;
        if (next) {
            g_string_append_unichar(out, c);
            at = next;
        } else {
            g_string_append_c(out, *at++);
        }
    }
    return g_string_free(out, FALSE);
}

static char *escape(const char *text)
{
    return g_markup_escape_text(text, -1);
}

/* The fact's value as HTML, whatever it was. */
static char *as_html(const NgFeedFact *fact)
{
    bool tagged = has_tag(fact->value, "<");
    if (fact->form == NG_FEED_PLAIN && !tagged && !has_tag(fact->value, "&lt;"))
        return escape(fact->value);
    if (!tagged && has_tag(fact->value, "&lt;"))
        return resolve_references(fact->value);
    return g_strdup(fact->value);
}

/* "<" that begins no tag anyone knows is a "<". */
static char *escape_brackets(const char *text)
{
    GString *out = g_string_new(text);
    g_string_replace(out, "<", "&lt;", 0);
    return g_string_free(out, FALSE);
}

char *ng_feed_line(const NgFeedFact *fact)
{
    if (strlen(fact->value) > TITLE_BYTES)
        return NULL;
    g_autofree char *once = fact->form == NG_FEED_PLAIN ? escape(fact->value)
                            : has_tag(fact->value, "<") ? g_strdup(fact->value)
                                                        : escape_brackets(fact->value);
    char *line = ng_html_line(once, -1);
    for (guint again = 0; line && again < 2 && strchr(line, '&'); again++) {
        g_autofree char *resolved = resolve_references(line);
        char *clean =
            has_tag(line, "&lt;") ? ng_html_line(resolved, -1) : ng_clean_text(resolved, -1);
        if (!clean)
            break;
        g_free(line);
        line = clean;
    }
    return line;
}

/* "Bridges to close - Aar Courier" and "Bridges to close | Aar Courier", where the outlet is known
 * to be that. */
static void cut_outlet(char *title, const char *outlet)
{
    static const char *const separators[] = {" - ", " | ", " – ", " — ", " :: ", " » ", " · "};
    gsize len = strlen(title), tail = outlet ? strlen(outlet) : 0;
    if (tail < 2 || len < tail + 8 || strcmp(title + len - tail, outlet) != 0)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(separators); i++) {
        gsize n = strlen(separators[i]);
        if (strncmp(title + len - tail - n, separators[i], n) == 0) {
            title[len - tail - n] = '\0';
            return;
        }
    }
}

void ng_feed_settle_title(NgArticle *article, const NgFeedRecord *item)
{
    const NgFeedFact *best = NULL;
    g_autofree char *title = NULL;
    for (guint i = 0; i < item->facts->len; i++) {
        const NgFeedFact *fact = &g_array_index(item->facts, NgFeedFact, i);
        if (fact->field != NG_FEED_TITLE)
            continue;
        g_autofree char *line = ng_feed_line(fact);
        ng_article_consider(article, "title", fact->rule, line, fact->rank ? 0.7 : 1);
        if (!line || (best && best->rank <= fact->rank))
            continue;
        g_free(title);
        title = g_steal_pointer(&line);
        best = fact;
    }
    if (!title)
        return;
    cut_outlet(title, article->outlet);
    ng_article_set_title(article, title);
    ng_article_set_provenance(article, "title", best->rule);
}

/* A headline for what has none, as posts on short-message services. */
static void title_of_text(NgArticle *article)
{
    if (*article->headline->text || article->paragraphs->len == 0)
        return;
    const char *text = ((NgParagraph *)g_ptr_array_index(article->paragraphs, 0))->text;
    const char *at = text, *space = NULL, *stop = NULL;
    for (guint n = 0; *at && n < MADE_TITLE; n++, at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at), next = g_utf8_get_char(g_utf8_next_char(at));
        if (c == ' ')
            space = at;
        if (((c == '.' || c == '!' || c == '?') && (next == ' ' || !next) && n >= 20) ||
            c == 0x3002 || c == 0xff01 || c == 0xff1f) {
            stop = c == '.' ? at : g_utf8_next_char(at);
            break;
        }
    }
    g_autofree char *title = stop    ? g_strndup(text, (gsize)(stop - text))
                             : !*at  ? g_strdup(text)
                             : space ? g_strdup_printf("%.*s…", (int)(space - text), text)
                                     : g_strdup_printf("%.*s…", (int)(at - text), text);
    ng_article_set_title(article, title);
    ng_article_set_provenance(article, "title", "first sentence");
}

/* Letters and digits of all paragraphs. */
static char *bare_text(const NgArticle *article)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < article->paragraphs->len; i++) {
        const NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, i);
        gsize len = strlen(paragraph->text);
        g_autofree char *bare = ng_bare_text(paragraph->text, len, len * 2);
        g_string_append(out, bare);
    }
    return g_string_free(out, FALSE);
}

/* Whether most of the text of `part` stands in `whole` already: by pieces of it, since the one may
 * be cut, or have a link's name where the other has the link. */
static bool is_said(const char *part, const char *whole)
{
    enum { PIECE = 24, PIECES = 8 };
    gsize len = strlen(part), whole_len = strlen(whole);
    if (len <= PIECE)
        return memmem(whole, whole_len, part, len) != NULL;
    guint found = 0, all = 0;
    for (guint i = 0; i < PIECES; i++) {
        gsize at = (len - PIECE) * i / (PIECES - 1);
        all++;
        found += memmem(whole, whole_len, part + at, PIECE) != NULL;
    }
    return found * 2 >= all;
}

static gsize text_bytes(const NgArticle *article)
{
    gsize bytes = 0;
    for (guint i = 0; i < article->paragraphs->len; i++)
        bytes += strlen(((NgParagraph *)g_ptr_array_index(article->paragraphs, i))->text);
    return bytes;
}

static NgArticle *read_text(const NgArticle *article, const NgFeedFact *fact)
{
    NgArticle *reading = ng_article_new();
    ng_article_set_title(reading, article->headline->text);
    g_autofree char *html = as_html(fact);
    ng_html_fragment_add(reading, html, -1, NG_FRAGMENT_PLAIN);
    return reading;
}

static void take_paragraphs(NgArticle *to, NgArticle *from, bool lede)
{
    for (guint i = 0; i < from->paragraphs->len; i++) {
        const NgParagraph *paragraph = g_ptr_array_index(from->paragraphs, i);
        ng_article_add_paragraph(to, paragraph->text, -1, lede ? NG_ROLE_LEDE : paragraph->role);
    }
}

/* Whether a summary that the text does not repeat stands before it as its lede: one short whole
 * sentence at least, not a list of links. */
static bool is_lede(const NgArticle *summary, const char *bare)
{
    gsize len = strlen(bare);
    if (summary->paragraphs->len != 1 || len < 30 || len > 500)
        return false;
    const char *text = ((NgParagraph *)g_ptr_array_index(summary->paragraphs, 0))->text;
    const char *last = g_utf8_find_prev_char(text, text + strlen(text));
    gunichar c = last ? g_utf8_get_char(last) : 0;
    return c == '.' || c == '!' || c == '?' || c == 0x201d || c == '"' || c == 0x3002;
}

/* Bytes of a text that are not inside tags, as far as that is of interest. */
static gsize bytes_shown(const char *html, gsize most)
{
    gsize shown = 0;
    for (bool inside = false; *html && shown <= most; html++) {
        inside = *html == '<' || (inside && *html != '>');
        shown += !inside && *html != '>' && !g_ascii_isspace(*html);
    }
    return shown;
}

/* "... and so on [...] Read more": cut off. The mark itself may be no part of the reading. */
static bool is_cut(const NgFeedFact *fact, const NgArticle *reading)
{
    static const char *const marks[] = {"[…]", "[...]", "[&hellip;]",    "[&#8230;]",
                                        "(…)", "(...)", "[&amp;hellip;]"};
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *at = g_strrstr(fact->value, marks[i]);
        if (at && bytes_shown(at + strlen(marks[i]), BEHIND_CUT) <= BEHIND_CUT)
            return true;
    }
    if (reading->paragraphs->len == 0)
        return false;
    const NgParagraph *last = reading->paragraphs->pdata[reading->paragraphs->len - 1];
    return g_str_has_suffix(last->text, "…") || g_str_has_suffix(last->text, "...");
}

/* A summary stands for an article that can be read elsewhere, as does a text that was cut. */
static char *rule_of(const NgFeedFact *fact, const NgArticle *reading)
{
    bool teaser = fact->field == NG_FEED_SUMMARY || is_cut(fact, reading);
    return g_strconcat(teaser ? NG_TEASER_RULE : "", fact->rule, NULL);
}

void ng_feed_settle_text(NgArticle *article, const NgFeedRecord *item)
{
    g_autoptr(NgArticle) best = NULL, lede = NULL;
    g_autofree char *best_bare = NULL;
    g_autofree char *best_rule = NULL;
    bool full = false;
    guint best_rank = 0;
    for (guint pass = 0; pass < 2; pass++)
        for (guint i = 0; i < item->facts->len; i++) {
            const NgFeedFact *fact = &g_array_index(item->facts, NgFeedFact, i);
            if (fact->field != (pass == 0 ? NG_FEED_TEXT : NG_FEED_SUMMARY))
                continue;
            g_autoptr(NgArticle) reading = read_text(article, fact);
            g_autofree char *rule = rule_of(fact, reading);
            ng_article_consider(article, "text", rule, ng_article_field(reading, "text"),
                                (pass == 0 ? 1 : 0.7) - 0.05 * fact->rank);
            g_autofree char *bare = bare_text(reading);
            gsize len = strlen(bare), known = best_bare ? strlen(best_bare) : 0;
            /* the fuller one; of two that differ little the one that is meant to hold the text */
            bool lesser = best && (full != (pass == 0) || fact->rank >= best_rank);
            if (len > known + (lesser ? known / 2 : 0) || (best && !lesser && len * 2 > known)) {
                g_clear_pointer(&best, ng_article_free);
                g_free(best_bare);
                best = g_steal_pointer(&reading);
                best_bare = g_steal_pointer(&bare);
                g_free(best_rule);
                best_rule = g_steal_pointer(&rule);
                best_rank = fact->rank;
                full = pass == 0;
            } else if (full && !lede && fact->rank == 0 && pass == 1 && is_lede(reading, bare) &&
                       !is_said(bare, best_bare)) {
                lede = g_steal_pointer(&reading);
            }
        }
    /* before a text of its own length it is another way to say the same */
    if (lede && full && text_bytes(best) > 3 * text_bytes(lede))
        take_paragraphs(article, lede, true);
    if (best && best->paragraphs->len > 0) {
        take_paragraphs(article, best, false);
        ng_article_set_provenance(article, "text", best_rule);
    }
    title_of_text(article);
}
