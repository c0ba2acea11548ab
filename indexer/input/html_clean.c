/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One pass that leaves to libxml2 only what it is good at. A page is for the most part scripts,
 * styles, drawings and attributes that nobody reads here; without them parsing takes a fraction of
 * the time, and three attacks go away: a tag with tens of thousands of attributes (each is compared
 * with all before it), tags nested so deep that every stray end tag searches them all, and
 * constructs that never end and are looked for again and again. */
#include "indexer/input/html_clean.h"

#include <stdbool.h>
#include <string.h>

/* Attributes that the reader looks at; all others are dropped here. */
static const char *const kept_attributes[] = {
    "class", "content",  "data-testid", "datetime",    "hidden",   "href",          "http-equiv",
    "id",    "itemprop", "itemtype",    "lang",        "name",     "property",      "rel",
    "role",  "style",    "type",        "aria-hidden", "xml:lang", "data-component"};

/* Elements whose content is no text of the page. */
static const char *const dropped_content[] = {"script", "style",  "noscript", "svg",    "iframe",
                                              "canvas", "object", "textarea", "select", "math"};

/* Elements without content that nobody reads here. */
static const char *const dropped[] = {"img",   "input", "source", "wbr",  "area", "col",
                                      "embed", "param", "track",  "base", "link"};

/* Elements that show a picture or a film: of each remains an empty mark, told by nothing but where
 * it stands. */
static const char *const media[] = {"img", "iframe", "embed", "object", "video", "audio"};

/* Elements with which the body begins at the latest; pages may leave its tag out. */
static const char *const body_begins[] = {"body", "div", "p", "h1", "article", "header", "main"};

/* Elements that may stay open by the standard, or have no end: they say nothing about depth. */
static const char *const not_nesting[] = {
    "area",  "base", "body",  "br", "col",   "dd",   "dt",     "embed", "head",  "hr",
    "html",  "img",  "input", "li", "link",  "meta", "option", "p",     "param", "source",
    "tbody", "td",   "tfoot", "th", "thead", "tr",   "track",  "wbr"};

/* Elements whose end ends each <div> that was left open inside, as in browsers. libxml2 takes the
 * end of a <div> for the stronger one and passes over theirs, so that a <figure> goes on to the end
 * of the page: it is handed the missing ends. */
static const char *const ends_divs[] = {"address", "article", "aside",  "blockquote", "details",
                                        "dialog",  "dl",      "figure", "figcaption", "footer",
                                        "header",  "hgroup",  "main",   "nav",        "ol",
                                        "section", "summary", "ul"};

static const char *const whitespace_counts[] = {"pre", "xmp", "listing", "plaintext"};

/* Deeper than any real page, and shallow enough that searching all open tags stays cheap. */
#define MAX_NESTING 600

#define OPEN_SLOTS 256

typedef struct {
    const char *at, *end;
    NgHtmlClean *out;
    guint nesting;
    /* what is open, by hashes of names, as far as it nests */
    guint32 stack[MAX_NESTING];
    guint depth;
    guint preformatted; /* open elements in which white space counts */
    bool in_body;       /* in the head a mark of media would end it */
    /* start tags without their end yet, by a hash of the name: an end tag that cannot match is
     * dropped before the parser compares it with every open element */
    guint32 open[OPEN_SLOTS];
    /* what was looked for up to the end in vain is not looked for again */
    bool no_comment_end, no_quote_end[2], no_content_end[G_N_ELEMENTS(dropped_content)];
} Scan;

static int index_of(const char *const *list, guint n, const char *name, gsize len)
{
    char lower[16];
    if (len >= sizeof lower)
        return -1;
    for (gsize i = 0; i < len; i++)
        lower[i] = g_ascii_tolower(name[i]);
    lower[len] = '\0';
    for (guint i = 0; i < n; i++)
        if (lower[0] == list[i][0] && strcmp(list[i], lower) == 0)
            return (int)i;
    return -1;
}
#define INDEX_OF(list, name, len) index_of(list, G_N_ELEMENTS(list), name, len)

static guint32 hash_of(const char *name, gsize len)
{
    guint32 hash = 5381;
    for (gsize i = 0; i < len; i++)
        hash = hash * 33 + (guchar)g_ascii_tolower(name[i]);
    return hash;
}

static guint32 *open_count(Scan *scan, const char *name, gsize len)
{
    return &scan->open[hash_of(name, len) % OPEN_SLOTS];
}

static void push_open(Scan *scan, const char *name, gsize len)
{
    if (scan->depth < G_N_ELEMENTS(scan->stack))
        scan->stack[scan->depth++] = hash_of(name, len);
}

/* An end tag: takes from the stack what libxml2 will close for it, and writes the ends that are
 * missing for it to do so. false when it ends nothing, across the border of a table. */
static bool pop_open(Scan *scan, const char *name, gsize len)
{
    const guint32 hash = hash_of(name, len), div = hash_of("div", 3), table = hash_of("table", 5);
    guint at = scan->depth, divs = 0;
    if (INDEX_OF(not_nesting, name, len) >= 0)
        return true;
    while (at > 0 && scan->stack[at - 1] != hash) {
        if (scan->stack[at - 1] == table)
            return false;
        divs += scan->stack[--at] == div;
    }
    if (at == 0 || (divs > 0 && hash != table && INDEX_OF(ends_divs, name, len) < 0))
        return true;
    scan->depth = at - 1;
    if (hash == table)
        return true;
    guint32 *open = open_count(scan, "div", 3);
    for (; divs > 0; divs--) {
        g_string_append(scan->out->html, "</div>");
        *open -= *open > 0;
        scan->nesting -= scan->nesting > 0;
    }
    return true;
}

static bool name_char(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_' || c == ':' || c == '.';
}

/* Copies text with each run of white space as one character: the parser looks at every one. */
static void pass_spaced(GString *html, const char *at, const char *end)
{
    while (at < end) {
        const char *from = at;
        while (at < end && !(g_ascii_isspace(*at) && at + 1 < end && g_ascii_isspace(at[1])))
            at++;
        g_string_append_len(html, from, at - from);
        if (at == end)
            return;
        g_string_append_c(html, ' ');
        while (at < end && g_ascii_isspace(*at))
            at++;
    }
}

/* Copies text; the one entity that is often left without its semicolon gets it. */
static void pass_text(GString *html, const char *at, const char *end, bool preformatted)
{
    if (!preformatted && !memchr(at, '&', end - at)) {
        pass_spaced(html, at, end);
        return;
    }
    static const char entity[] = "&nbsp";
    gsize n = sizeof entity - 1;
    for (const char *found; (found = memchr(at, '&', end - at));) {
        g_string_append_len(html, at, found - at);
        at = found + 1;
        if ((gsize)(end - found) >= n && memcmp(found, entity, n) == 0 &&
            (found + n == end || found[n] != ';')) {
            g_string_append(html, "&#160;");
            at = found + n;
        } else
            g_string_append_c(html, '&');
    }
    g_string_append_len(html, at, end - at);
}

static void skip_past(Scan *scan, char c)
{
    const char *found = memchr(scan->at, c, scan->end - scan->at);
    scan->at = found ? found + 1 : scan->end;
}

static void skip_declaration(Scan *scan)
{
    if (scan->end - scan->at >= 4 && memcmp(scan->at, "<!--", 4) == 0 && !scan->no_comment_end) {
        const char *from = scan->at + 4;
        /* <!--> and <!---> are whole comments */
        if (from < scan->end && *from == '>') {
            scan->at = from + 1;
            return;
        }
        const char *stop = memmem(from - 2, scan->end - from + 2, "-->", 3);
        if (stop) {
            scan->at = stop + 3;
            return;
        }
        scan->no_comment_end = true;
    }
    if (scan->end - scan->at >= 9 && memcmp(scan->at, "<![CDATA[", 9) == 0)
        scan->at += 9;
    else
        skip_past(scan, '>');
}

/* Moves behind </name ...>, and keeps what stood before it when it is wanted. */
static void skip_content(Scan *scan, guint which, GPtrArray *keep)
{
    const char *name = dropped_content[which];
    gsize len = strlen(name);
    if (scan->no_content_end[which])
        return;
    for (const char *at = scan->at; (at = memchr(at, '<', scan->end - at)); at++) {
        if (scan->end - at < (gssize)len + 2 || at[1] != '/' ||
            g_ascii_strncasecmp(at + 2, name, len) != 0 || name_char(at[2 + len]))
            continue;
        if (keep)
            g_ptr_array_add(keep, g_strndup(scan->at, at - scan->at));
        scan->at = at;
        skip_past(scan, '>');
        return;
    }
    scan->no_content_end[which] = true;
    /* the rest of a cut page is script, not text; an unclosed drawing or frame hides nothing */
    if (which < 2) {
        if (keep)
            g_ptr_array_add(keep, g_strndup(scan->at, scan->end - scan->at));
        scan->at = scan->end;
    }
}

/* Takes one attribute's value; *value borrowed. */
static void take_value(Scan *scan, const char **value, gsize *len)
{
    char quote = scan->at < scan->end ? *scan->at : '\0';
    bool *none = &scan->no_quote_end[quote == '\''];
    if ((quote == '"' || quote == '\'') && !*none) {
        const char *stop = memchr(scan->at + 1, quote, scan->end - scan->at - 1);
        if (stop) {
            *value = scan->at + 1;
            *len = stop - *value;
            scan->at = stop + 1;
            return;
        }
        *none = true;
    }
    *value = scan->at;
    while (scan->at < scan->end && !g_ascii_isspace(*scan->at) && *scan->at != '>')
        scan->at++;
    *len = scan->at - *value;
}

static void put_attribute(GString *html, const char *name, const char *value, gsize len)
{
    g_string_append_c(html, ' ');
    g_string_append(html, name);
    g_string_append(html, "=\"");
    /* a quote inside can only stand in a value that had the other kind around it */
    while (len > 0) {
        const char *stop = memchr(value, '"', len);
        gsize n = stop ? (gsize)(stop - value) : len;
        g_string_append_len(html, value, n);
        if (!stop)
            break;
        g_string_append(html, "&quot;");
        value += n + 1;
        len -= n + 1;
    }
    g_string_append_c(html, '"');
}

/* Reads a start tag's attributes and writes the ones that are kept, each name once. */
static GPtrArray *pass_attributes(Scan *scan, GString *html, bool *self_closed)
{
    guint32 seen = 0;
    GPtrArray *keep = NULL;
    G_STATIC_ASSERT(G_N_ELEMENTS(kept_attributes) <= 32);
    *self_closed = false;
    while (scan->at < scan->end && *scan->at != '>') {
        if (!name_char(*scan->at)) {
            *self_closed = *scan->at == '/';
            scan->at++;
            continue;
        }
        *self_closed = false;
        const char *name = scan->at, *value = "";
        gsize value_len = 0;
        while (scan->at < scan->end && name_char(*scan->at))
            scan->at++;
        gsize name_len = scan->at - name;
        while (scan->at < scan->end && g_ascii_isspace(*scan->at))
            scan->at++;
        if (scan->at < scan->end && *scan->at == '=') {
            scan->at++;
            while (scan->at < scan->end && g_ascii_isspace(*scan->at))
                scan->at++;
            take_value(scan, &value, &value_len);
        }
        int which = INDEX_OF(kept_attributes, name, name_len);
        if (which < 0 || (seen & (1u << which)))
            continue;
        seen |= 1u << which;
        if (strcmp(kept_attributes[which], "type") == 0) {
            if (value_len >= 19 && g_ascii_strncasecmp(value, "application/ld+json", 19) == 0)
                keep = scan->out->json_ld;
            continue;
        }
        /* of all styles only one is asked for */
        if (strcmp(kept_attributes[which], "style") == 0 && !memmem(value, value_len, "display", 7))
            continue;
        put_attribute(html, kept_attributes[which], value, value_len);
    }
    if (scan->at < scan->end)
        scan->at++;
    return keep;
}

static void mark_media(Scan *scan, const char *name, gsize name_len)
{
    if (scan->in_body && INDEX_OF(media, name, name_len) >= 0)
        g_string_append(scan->out->html, "<img>");
}

static void pass_start_tag(Scan *scan)
{
    GString *html = scan->out->html;
    const char *name = scan->at + 1;
    gsize name_len = 0;
    while (name + name_len < scan->end && name_char(name[name_len]))
        name_len++;
    scan->at = name + name_len;
    scan->in_body = scan->in_body || INDEX_OF(body_begins, name, name_len) >= 0;
    gsize before = html->len;
    bool self_closed;
    g_string_append_len(html, name - 1, name_len + 1);
    GPtrArray *keep = pass_attributes(scan, html, &self_closed);
    g_string_append_c(html, '>');
    int without = INDEX_OF(dropped_content, name, name_len);
    if (without >= 0) {
        g_string_truncate(html, before);
        g_string_append_c(html, ' ');
        mark_media(scan, name, name_len);
        if (!self_closed || without < 2)
            skip_content(scan, (guint)without, keep);
        return;
    }
    /* of all links in the head, one says which page this is */
    if (INDEX_OF(dropped, name, name_len) >= 0 &&
        !memmem(html->str + before, html->len - before, "canonical", 9)) {
        g_string_truncate(html, before);
        mark_media(scan, name, name_len);
        return;
    }
    mark_media(scan, name, name_len);
    if (INDEX_OF(whitespace_counts, name, name_len) >= 0)
        scan->preformatted++;
    if (INDEX_OF(not_nesting, name, name_len) >= 0)
        (*open_count(scan, name, name_len))++;
    else if (scan->nesting < MAX_NESTING) {
        scan->nesting++;
        (*open_count(scan, name, name_len))++;
        push_open(scan, name, name_len);
    } else {
        /* the text goes on, one level up and in a paragraph of its own */
        g_string_truncate(html, before);
        g_string_append(html, "<br><br>");
    }
}

static void pass_end_tag(Scan *scan)
{
    const char *name = scan->at + 2;
    gsize name_len = 0;
    while (name + name_len < scan->end && name_char(name[name_len]))
        name_len++;
    guint32 *open = open_count(scan, name, name_len);
    if (name_len == 2 && g_ascii_strncasecmp(name, "br", 2) == 0)
        g_string_append(scan->out->html, "<br>");
    else if (*open > 0 && INDEX_OF(dropped_content, name, name_len) < 0 &&
             pop_open(scan, name, name_len)) {
        (*open)--;
        if (scan->preformatted > 0 && INDEX_OF(whitespace_counts, name, name_len) >= 0)
            scan->preformatted--;
        g_string_append_len(scan->out->html, scan->at, name_len + 2);
        g_string_append_c(scan->out->html, '>');
        if (scan->nesting > 0 && INDEX_OF(not_nesting, name, name_len) < 0)
            scan->nesting--;
    }
    skip_past(scan, '>');
}

NgHtmlClean *ng_html_clean(const char *html, gsize len)
{
    NgHtmlClean *clean = g_new0(NgHtmlClean, 1);
    clean->html = g_string_sized_new(len / 2 + 64);
    clean->json_ld = g_ptr_array_new_with_free_func(g_free);
    Scan scan = {.at = html, .end = html + len, .out = clean};
    while (scan.at < scan.end) {
        const char *tag = memchr(scan.at, '<', scan.end - scan.at);
        if (!tag)
            tag = scan.end;
        pass_text(clean->html, scan.at, tag, scan.preformatted > 0);
        scan.at = tag;
        if (tag == scan.end)
            break;
        char next = tag + 1 < scan.end ? tag[1] : '\0';
        if (g_ascii_isalpha(next))
            pass_start_tag(&scan);
        else if (next == '/' && tag + 2 < scan.end && name_char(tag[2]))
            pass_end_tag(&scan);
        else if (next == '!' || next == '?' || next == '/')
            skip_declaration(&scan);
        else {
            g_string_append(clean->html, "&lt;");
            scan.at++;
        }
    }
    return clean;
}

void ng_html_clean_free(NgHtmlClean *clean)
{
    if (!clean)
        return;
    g_string_free(clean->html, TRUE);
    g_ptr_array_unref(clean->json_ld);
    g_free(clean);
}
