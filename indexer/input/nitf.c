/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the reader of NITF (IPTC, News Industry Text Format 3.x). */
#include "indexer/input/nitf.h"
#include "indexer/input/html_fragment.h"
#include "nutgraf/date.h"

#include <string.h>

enum { BYLINES_MAX = 50 };

/* An attribute of the first element at the path, or NULL. */
static const char *attr(const NgXml *xml, uint32_t from, const char *path, const char *name)
{
    uint32_t node = ng_xml_path(xml, from, path);
    return node ? ng_xml_attr(xml, node, name) : NULL;
}

static bool later(const char *one, const char *other)
{
    NgDate a, b;
    return one && ng_date_parse_iso(one, &a) &&
           (!other || !ng_date_parse_iso(other, &b) || ng_date_unix(&a) > ng_date_unix(&b));
}

/* management-status, or a release that is later than the issue. */
static void read_embargo(NgArticle *article, const NgXml *xml, uint32_t docdata)
{
    const char *status = ng_xml_attr(xml, docdata, "management-status");
    const char *release = attr(xml, docdata, "date.release", "norm");
    const char *issue = attr(xml, docdata, "date.issue", "norm");
    bool embargoed = status && g_ascii_strcasecmp(status, "embargoed") == 0;
    if (embargoed || (issue && later(release, issue))) {
        agency_embargo(article, release,
                       release ? "docdata/date.release" : "docdata/@management-status");
    }
    agency_status(article, embargoed ? NULL : status, "docdata/@management-status");
    uint32_t correction = ng_xml_child(xml, docdata, NULL, "correction");
    if (correction) {
        agency_status(article, "corrected", "docdata/correction");
    }
    for (uint32_t note = ng_xml_child(xml, docdata, NULL, "ed-msg"); note;
         note = ng_xml_next(xml, note, NULL, "ed-msg")) {
        agency_words(article, ng_xml_attr(xml, note, "info"), AGENCY_NOTE, "docdata/ed-msg");
    }
}

/* The key is used again after a day or so; the id is the document's own. */
static void read_id(NgArticle *article, const NgXml *xml, uint32_t docdata)
{
    const char *key = attr(xml, docdata, "du-key", "key");
    const char *version = attr(xml, docdata, "du-key", "version");
    const char *generation = attr(xml, docdata, "du-key", "generation");
    agency_id(article, attr(xml, docdata, "doc-id", "id-string"));
    if (!article->id && key && *key) {
        g_autofree char *dated =
            g_strdup_printf("%s-%.10s", key, article->published ? article->published : "undated");
        agency_id(article, dated);
    }
    if (version && g_ascii_isdigit(*version)) {
        agency_version(article, version);
    } else if (generation && g_ascii_isdigit(*generation)) {
        agency_version(article, generation);
    }
}

static void read_outlet(NgArticle *article, const NgXml *xml, uint32_t nitf)
{
    g_autofree char *distributor = ng_xml_path_text(xml, nitf, "body/body.head/distributor");
    agency_outlet(article, attr(xml, nitf, "head/pubdata", "name"), "pubdata/@name");
    agency_outlet(article, distributor, "distributor");
    agency_outlet(article, attr(xml, nitf, "head/docdata/doc-id", "regsrc"), "doc-id/@regsrc");
    agency_outlet(article, attr(xml, nitf, "head/docdata/doc.copyright", "holder"),
                  "doc.copyright/@holder");
    agency_outlet(article, attr(xml, nitf, "head/docdata/del-list/from-src", "src-name"),
                  "del-list");
    for (uint32_t meta = ng_xml_path(xml, nitf, "head/meta"); meta && !article->outlet;
         meta = ng_xml_next(xml, meta, NULL, "meta")) {
        const char *name = ng_xml_attr(xml, meta, "name");
        const char *content = ng_xml_attr(xml, meta, "content");
        if (name && content && g_str_has_suffix(name, "source") && agency_known(content)) {
            agency_outlet(article, content, "meta");
        }
    }
    g_autofree char *rights = ng_xml_path_text(xml, nitf, "body/body.head/rights/rights.owner");
    agency_outlet(article, rights, "rights.owner");
}

static void read_genre(NgArticle *article, const NgXml *xml, uint32_t nitf)
{
    agency_genre(article,
                 attr(xml, nitf, "head/tobject/tobject.property", "tobject.property.type"));
    agency_genre(article, attr(xml, nitf, "head/tobject", "tobject.type"));
}

void ng_nitf_metadata(NgArticle *article, const NgXml *xml, uint32_t nitf)
{
    uint32_t docdata = ng_xml_path(xml, nitf, "head/docdata");
    const char *base = ng_xml_attr(xml, nitf, "baselang");
    agency_lang(article, base ? base : ng_xml_lang(xml, nitf),
                base ? "nitf/@baselang" : "xml:lang");
    uint32_t body = ng_xml_child(xml, nitf, NULL, "body");
    agency_lang(article, body ? ng_xml_lang(xml, body) : NULL, "xml:lang");
    agency_date(article, "published", attr(xml, nitf, "head/pubdata", "date.publication"),
                "pubdata/@date.publication");
    if (docdata) {
        agency_date(article, "published", attr(xml, docdata, "date.issue", "norm"),
                    "docdata/date.issue");
        agency_date(article, "updated", attr(xml, docdata, "date.issue", "norm"),
                    "docdata/date.issue");
        agency_date(article, "published", attr(xml, docdata, "date.release", "norm"),
                    "docdata/date.release");
    }
    agency_date(article, "published", attr(xml, nitf, "body/body.head/dateline/story.date", "norm"),
                "story.date");
    read_outlet(article, xml, nitf);
    read_genre(article, xml, nitf);
    if (docdata && !article->id) {
        read_id(article, xml, docdata); /* unless the format around it has said who it is */
    }
    if (docdata) {
        read_embargo(article, xml, docdata);
    }
}

/* ---- the story ---- */

/* Text of the node without the people's titles and places. */
static char *names_in(const NgXml *xml, uint32_t byline)
{
    g_autoptr(GString) names = g_string_new(NULL);
    uint32_t end = ng_xml_end(xml, byline);
    for (uint32_t node = byline + 1; node < end; node++) {
        if (ng_xml_is(xml, node, NULL, "byttl") || ng_xml_is(xml, node, NULL, "virtloc")) {
            node = ng_xml_end(xml, node) - 1;
        } else if (ng_xml_is_text(xml, node)) {
            gsize len;
            const char *bytes = ng_xml_text_bytes(xml, node, &len);
            g_string_append_len(names, bytes, (gssize)len);
        }
    }
    return g_string_free(g_steal_pointer(&names), FALSE);
}

static void read_bylines(NgArticle *article, const NgXml *xml, uint32_t head)
{
    guint lines = 0;
    for (uint32_t byline = ng_xml_child(xml, head, NULL, "byline"); byline && lines < BYLINES_MAX;
         byline = ng_xml_next(xml, byline, NULL, "byline")) {
        uint32_t person = ng_xml_descend(xml, byline, byline, NULL, "person");
        lines++;
        if (!person) {
            g_autofree char *names = names_in(xml, byline);
            agency_byline(article, names, "byline");
        }
        for (; person && lines < BYLINES_MAX;
             lines++, person = ng_xml_descend(xml, byline, person, NULL, "person")) {
            g_autofree char *name = ng_xml_text(xml, person);
            agency_byline(article, name, "byline/person");
        }
    }
}

/* The lines under the headline, unless they only say it again. */
static void read_deck(NgArticle *article, const NgXml *xml, uint32_t head)
{
    uint32_t hedline = ng_xml_child(xml, head, NULL, "hedline");
    for (uint32_t line = hedline ? ng_xml_child(xml, hedline, NULL, "hl2") : 0; line;
         line = ng_xml_next(xml, line, NULL, "hl2")) {
        g_autofree char *text = ng_xml_text(xml, line);
        agency_deck(article, text);
    }
}

/* The one element of those that hold text, when there is only one; else 0. */
static uint32_t only_block(const NgXml *xml, uint32_t top)
{
    static const char *const blocks[] = {"p",   "pre", "li", "td", "th", "dd", "dt",        "br",
                                         "hl2", "h1",  "h2", "h3", "h4", "bq", "blockquote"};
    uint32_t only = 0;
    for (uint32_t node = ng_xml_descend(xml, top, top, NULL, NULL); node;
         node = ng_xml_descend(xml, top, node, NULL, NULL)) {
        bool block = false;
        for (guint i = 0; i < G_N_ELEMENTS(blocks) && !block; i++) {
            block = ng_xml_is(xml, node, NULL, blocks[i]);
        }
        g_autofree char *text = block && only ? ng_xml_text(xml, node) : NULL;
        if (block && only && (text || ng_xml_is(xml, node, NULL, "br"))) {
            return 0;
        }
        only = block && !only ? node : only;
    }
    if (!only || !(ng_xml_is(xml, only, NULL, "p") || ng_xml_is(xml, only, NULL, "pre"))) {
        return 0;
    }
    g_autofree char *inside = ng_xml_text(xml, only), *all = ng_xml_text(xml, top);
    return inside && all && strlen(all) <= strlen(inside) + 1 ? only : 0;
}

/* A row of a table is one line to the reader of a wire, not a line for each cell. */
static guint add_with_tables(NgArticle *article, const NgXml *xml, uint32_t node)
{
    static const char *const parts[][2] = {{"<tr", "<p"},       {"</tr", "</p"},
                                           {"<td", "<span"},    {"<th", "<span"},
                                           {"</td", " </span"}, {"</th", " </span"}};
    g_autoptr(GString) html = g_string_new(NULL);
    ng_xml_to_html(xml, node, html);
    g_autoptr(GString) lines = g_string_sized_new(html->len + html->len / 4);
    const char *at = html->str;
    while (*at) {
        guint i = 0;
        for (i = 0; *at == '<' && i < G_N_ELEMENTS(parts); i++) {
            gsize len = strlen(parts[i][0]);
            if (strncmp(at, parts[i][0], len) == 0 && (at[len] == '>' || at[len] == ' ')) {
                g_string_append(lines, parts[i][1]);
                at += len;
                break;
            }
        }
        if (*at != '<' || i == G_N_ELEMENTS(parts)) {
            const char *next = *at ? strchr(at + 1, '<') : NULL;
            gsize len = next ? (gsize)(next - at) : strlen(at);
            g_string_append_len(lines, at, (gssize)len);
            at += len;
        }
    }
    return ng_html_fragment_add(article, lines->str, (gssize)lines->len, NG_FRAGMENT_PLAIN);
}

guint ng_agency_markup_add(NgArticle *article, const NgXml *xml, uint32_t node)
{
    guint before = article->paragraphs->len;
    uint32_t only = only_block(xml, node);
    gsize len = 0, lines = 0;
    g_autofree char *raw = only ? ng_xml_raw(xml, only, &len) : NULL;
    for (const char *p = raw; p && (p = strchr(p, '\n')) != NULL; p++) {
        lines++;
    }
    if (lines < 3 && ng_xml_descend(xml, node, node, NULL, "tr")) {
        return add_with_tables(article, xml, node);
    }
    if (lines < 3) {
        return ng_xml_fragment_add(article, xml, node, NG_FRAGMENT_PLAIN);
    }
    agency_text(article, raw, len);
    return article->paragraphs->len - before;
}

void ng_nitf_body(NgArticle *article, const NgXml *xml, uint32_t nitf)
{
    uint32_t body = ng_xml_child(xml, nitf, NULL, "body");
    uint32_t head = body ? ng_xml_child(xml, body, NULL, "body.head") : 0;
    uint32_t content = body ? ng_xml_child(xml, body, NULL, "body.content") : 0;
    if (head) {
        g_autofree char *headline = ng_xml_path_text(xml, head, "hedline/hl1");
        agency_words(article, headline, AGENCY_HEADLINE, "hl1");
        agency_title(article, headline, "hl1");
    }
    g_autofree char *title = ng_xml_path_text(xml, nitf, "head/title");
    agency_words(article, title, AGENCY_HEADLINE, "head/title");
    agency_title(article, title, "head/title");
    if (head) {
        read_deck(article, xml, head);
        read_bylines(article, xml, head);
    }
    guint before = article->paragraphs->len;
    for (; content; content = ng_xml_next(xml, content, NULL, "body.content")) {
        ng_agency_markup_add(article, xml, content);
    }
    if (body && !head && article->paragraphs->len == before) {
        ng_xml_fragment_add(article, xml, body, NG_FRAGMENT_PLAIN);
    }
    uint32_t abstract = head ? ng_xml_child(xml, head, NULL, "abstract") : 0;
    if (abstract && article->paragraphs->len == before) {
        ng_xml_fragment_add(article, xml, abstract, NG_FRAGMENT_PLAIN);
    }
}

/* ---- the reader ---- */

static int sniff(const char *data, gsize len, const char *path)
{
    (void)path;
    g_autofree char *root = ng_xml_sniff_root(data, len);
    return root && g_ascii_strcasecmp(root, "nitf") == 0 ? 96 : 0;
}

/* "The document named there is cancelled", said by another one. */
static void withdraw_named(Agency *agency, const NgArticle *article, const NgXml *xml,
                           uint32_t nitf)
{
    const char *status = attr(xml, nitf, "head/docdata", "management-idref-status");
    const char *id = attr(xml, nitf, "head/docdata", "management-doc-idref");
    if (status && id && g_ascii_strncasecmp(status, "cancel", 6) == 0) {
        agency_withdraw_other(agency, article, id, G_MAXUINT32, "management-idref-status");
    }
}

static bool read_nitf(const NgInput *input, const NgSinks *sinks, GError **error)
{
    Agency agency = {.input = input, .sinks = sinks};
    g_autoptr(NgXml) xml = ng_xml_parse(input->data, input->len, error);
    if (!xml) {
        return false;
    }
    uint32_t nitf = ng_xml_descend(xml, 0, 0, NULL, "nitf");
    if (!nitf) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, "no <nitf> in it");
        return false;
    }
    agency.several = ng_xml_descend(xml, 0, nitf, NULL, "nitf") != 0;
    while (nitf && !agency.stopped) {
        NgArticle *article = ng_input_article(input);
        agency.place++;
        ng_nitf_metadata(article, xml, nitf);
        ng_nitf_body(article, xml, nitf);
        withdraw_named(&agency, article, xml, nitf);
        agency_deliver(&agency, article);
        nitf = ng_xml_descend(xml, 0, ng_xml_end(xml, nitf) - 1, NULL, "nitf");
    }
    return true;
}

const NgReader ng_reader_nitf = {.name = "nitf", .sniff = sniff, .read = read_nitf};
