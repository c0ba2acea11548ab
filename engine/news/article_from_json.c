/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: an article read from one JSON object: its keys and what each may hold. */
#include "engine/news/json_fields.h"
#include "nutgraf/article_json.h"
#include "nutgraf/date.h"
#include "nutgraf/error.h"
#include "nutgraf/stem.h"

#include <string.h>

/* Many sources number their articles. */
static bool read_id(NgJsonReader *reader, char **id)
{
    if (ng_json_peek(&reader->json) != NG_JSON_NUMBER) {
        return ng_json_read_raw(reader, "id", id);
    }
    gint64 number;
    if (!ng_json_integer(&reader->json, &number)) {
        return false;
    }
    g_free(*id);
    *id = g_strdup_printf("%" G_GINT64_FORMAT, number);
    return true;
}

static bool read_version(NgJsonReader *reader, unsigned *version)
{
    bool absent;
    gint64 number = 0;
    if (!ng_json_expect(reader, "version", NG_JSON_NUMBER, &absent)) {
        return false;
    }
    if (absent) {
        return true;
    }
    if (!ng_json_integer(&reader->json, &number)) {
        return false;
    }
    if (number < 0 || number > G_MAXINT32) {
        return ng_json_mistaken(reader, "version", "a number from 0 to 2147483647", "another");
    }
    *version = (unsigned)number;
    return true;
}

static bool read_provenance(NgJsonReader *reader, NgArticle *article)
{
    bool absent;
    if (!ng_json_expect(reader, "provenance", NG_JSON_OBJECT, &absent) || absent) {
        return absent && reader->json.problem == NULL;
    }
    const char *key;
    gsize len;
    ng_json_open(&reader->json);
    g_ptr_array_set_size(article->provenance, 0);
    while (ng_json_member(&reader->json, &key, &len)) {
        g_autofree char *field = ng_clean_text(key, (gssize)len);
        g_autofree char *rule = NULL;
        if (!ng_json_read_text(reader, "provenance", &rule)) {
            return false;
        }
        /* A field has one rule and there are few fields: what sends thousands is no provenance, and
         * looking each one up would take quadratic time. */
        if (field != NULL && rule != NULL && article->provenance->len < 256) {
            ng_article_set_provenance(article, field, rule);
        }
    }
    return reader->json.problem == NULL;
}

static bool read_kind(NgJsonReader *reader, NgArticle *article)
{
    NG_JSON_READ_WORD(reader, "kind", ng_kind_parse, "article or statement", &article->kind,
                      &article->kind_given);
    return true;
}

static bool read_status(NgJsonReader *reader, NgArticle *article)
{
    bool given;
    NG_JSON_READ_WORD(reader, "status", ng_status_parse, "live, corrected or withdrawn",
                      &article->status, &given);
    return true;
}

/* ---- dates ---- */

/* Brings a date into its canonical form. false: it is none. */
static bool settle_date(char **field, const char *lang)
{
    NgDate date;
    if (*field == NULL) {
        return true;
    }
    bool ok = ng_date_parse_iso(*field, &date) || ng_date_parse_loose(*field, lang, &date);
    g_free(*field);
    *field = ok ? ng_date_format(&date) : NULL;
    return ok;
}

/* A date that cannot be read is no reason to refuse an article: it counts as undated. An embargo
 * that cannot be read is, for it would be broken. */
static bool settle_dates(NgJsonReader *reader, NgArticle *article)
{
    g_autofree char *published = g_strdup(article->published);
    if (!settle_date(&article->published, article->lang)) {
        g_autofree char *rule = g_strdup_printf("not a date: %.80s", published);
        g_autofree char *valid = ng_clean_text(rule, -1); /* the cut may fall inside a character */
        ng_article_set_provenance(article, "published", valid);
    }
    settle_date(&article->updated, article->lang);
    settle_date(&article->added, article->lang);
    g_autofree char *embargo = g_strdup(article->embargo);
    return settle_date(&article->embargo, article->lang) ||
           ng_json_mistaken(reader, "embargo", "a date", embargo);
}

/* ---- text, split at blank lines ---- */

static gsize blank_lines_end(const char *s, gsize len, gsize at)
{
    gsize end = at;
    guint newlines = 0;
    for (; at < len && (s[at] == '\n' || s[at] == '\r' || s[at] == ' ' || s[at] == '\t'); at++) {
        if (s[at] == '\n' || (s[at] == '\r' && (at + 1 == len || s[at + 1] != '\n'))) {
            newlines++;
            end = at + 1;
        }
    }
    return newlines >= 2 ? end : 0;
}

static void split_text(NgArticle *article, const char *s, gsize len)
{
    gsize from = 0;
    for (gsize i = 0; i < len;) {
        if (s[i] != '\n' && s[i] != '\r') {
            i++;
            continue;
        }
        gsize stop = blank_lines_end(s, len, i);
        if (stop > 0) {
            ng_article_add_paragraph(article, s + from, (gssize)(i - from), NG_ROLE_BODY);
            from = stop;
            i = stop;
        } else {
            /* All white space that was looked at is one line end. */
            while (i < len && (s[i] == '\n' || s[i] == '\r' || s[i] == ' ' || s[i] == '\t')) {
                i++;
            }
        }
    }
    ng_article_add_paragraph(article, s + from, (gssize)(len - from), NG_ROLE_BODY);
}

/* ---- the article ---- */

/* What waits until the whole object is read. */
typedef struct {
    char *title; /* as it came */
    gsize title_len;
    bool has_paragraphs;
    const char *title_actors, *title_quotes, *text; /* where their values stand */
} Pending;

static bool read_title(NgJsonReader *reader, NgArticle *article, Pending *pending)
{
    bool absent;
    const char *s = "";
    gsize len = 0;
    if (!ng_json_expect(reader, "title", NG_JSON_STRING, &absent) ||
        (!absent && !ng_json_string(&reader->json, &s, &len))) {
        return false;
    }
    g_free(pending->title);
    pending->title = g_malloc(len + 1);
    memcpy(pending->title, s, len);
    pending->title[len] = '\0';
    pending->title_len = len;
    ng_paragraph_free(article->headline);
    article->headline = ng_paragraph_new(s, (gssize)len, NG_ROLE_HEADING);
    return true;
}

typedef enum {
    KEY_TEXT_FIELD, /* a string at an offset of NgArticle, cleaned */
    KEY_RAW_FIELD,  /* the same, as it is */
    KEY_STRINGS,
    KEY_ID,
    KEY_VERSION,
    KEY_TITLE,
    KEY_KIND,
    KEY_STATUS,
    KEY_PROVENANCE,
    KEY_PARAGRAPHS,
    KEY_LATER /* a value at an offset of Pending: comes when the object is complete */
} KeyType;

static const struct {
    const char *name;
    KeyType type;
    gsize offset;
} keys[] = {
    {"id", KEY_ID, 0},
    {"version", KEY_VERSION, 0},
    {"url", KEY_TEXT_FIELD, offsetof(NgArticle, url)},
    {"title", KEY_TITLE, 0},
    {"title_actors", KEY_LATER, offsetof(Pending, title_actors)},
    {"title_quotes", KEY_LATER, offsetof(Pending, title_quotes)},
    {"outlet", KEY_TEXT_FIELD, offsetof(NgArticle, outlet)},
    {"authors", KEY_STRINGS, offsetof(NgArticle, authors)},
    {"credit", KEY_STRINGS, offsetof(NgArticle, credit)},
    {"published", KEY_TEXT_FIELD, offsetof(NgArticle, published)},
    {"updated", KEY_TEXT_FIELD, offsetof(NgArticle, updated)},
    {"added", KEY_TEXT_FIELD, offsetof(NgArticle, added)},
    {"lang", KEY_TEXT_FIELD, offsetof(NgArticle, lang)},
    {"kind", KEY_KIND, 0},
    {"source", KEY_RAW_FIELD, offsetof(NgArticle, source)},
    {"status", KEY_STATUS, 0},
    {"embargo", KEY_TEXT_FIELD, offsetof(NgArticle, embargo)},
    {"provenance", KEY_PROVENANCE, 0},
    {"paragraphs", KEY_PARAGRAPHS, 0},
    {"text", KEY_LATER, offsetof(Pending, text)},
};

static bool read_key(NgJsonReader *reader, guint k, NgArticle *article, Pending *pending)
{
    const char *name = keys[k].name;
    gsize offset = keys[k].offset;
    switch (keys[k].type) {
    case KEY_TEXT_FIELD:
        return ng_json_read_text(reader, name, (char **)G_STRUCT_MEMBER_P(article, offset));
    case KEY_RAW_FIELD:
        return ng_json_read_raw(reader, name, (char **)G_STRUCT_MEMBER_P(article, offset));
    case KEY_STRINGS:
        return ng_json_read_strings(reader, name, G_STRUCT_MEMBER(GPtrArray *, article, offset));
    case KEY_ID:
        return read_id(reader, &article->id);
    case KEY_VERSION:
        return read_version(reader, &article->version);
    case KEY_TITLE:
        return read_title(reader, article, pending);
    case KEY_KIND:
        return read_kind(reader, article);
    case KEY_STATUS:
        return read_status(reader, article);
    case KEY_PROVENANCE:
        return read_provenance(reader, article);
    case KEY_PARAGRAPHS:
        pending->has_paragraphs = ng_json_peek(&reader->json) != NG_JSON_NULL;
        return ng_json_read_paragraphs(reader, article);
    case KEY_LATER:
        if (ng_json_peek(&reader->json) == NG_JSON_BAD) {
            return false;
        }
        G_STRUCT_MEMBER(const char *, pending, offset) = reader->json.at;
        return ng_json_skip(&reader->json);
    }
    return false;
}

static bool read_members(NgJsonReader *reader, NgArticle *article, Pending *pending)
{
    const char *key;
    gsize len;
    while (ng_json_member(&reader->json, &key, &len)) {
        guint k = 0;
        while (k < G_N_ELEMENTS(keys) &&
               (strlen(keys[k].name) != len || memcmp(keys[k].name, key, len) != 0)) {
            k++;
        }
        if (k == G_N_ELEMENTS(keys) ? !ng_json_skip(&reader->json)
                                    : !read_key(reader, k, article, pending)) {
            return false;
        }
    }
    return ng_json_finish(&reader->json);
}

static bool read_pending(NgJsonReader *reader, NgArticle *article, const Pending *pending)
{
    NgParagraph *headline = article->headline;
    if (pending->title_actors != NULL && pending->title != NULL) {
        reader->json.at = pending->title_actors;
        if (!ng_json_read_actors(reader, "title_actors", headline, pending->title,
                                 pending->title_len)) {
            return false;
        }
    }
    if (pending->title_quotes != NULL && pending->title != NULL) {
        reader->json.at = pending->title_quotes;
        if (!ng_json_read_quotes(reader, "title_quotes", headline, pending->title,
                                 pending->title_len)) {
            return false;
        }
    }
    if (pending->text != NULL) {
        bool absent;
        const char *s;
        gsize len;
        reader->json.at = pending->text;
        if (!ng_json_expect(reader, "text", NG_JSON_STRING, &absent) ||
            (!absent && !ng_json_string(&reader->json, &s, &len))) {
            return false;
        }
        if (!absent && !pending->has_paragraphs) {
            split_text(article, s, len);
        }
    }
    return true;
}

/* A withdrawal needs no text: it names what to withdraw. */
static bool has_something(const NgArticle *article)
{
    return article->headline->text[0] != '\0' || article->paragraphs->len > 0 ||
           (article->status == NG_STATUS_WITHDRAWN && article->id != NULL);
}

static bool read_article(NgJsonReader *reader, NgArticle *article)
{
    Pending pending = {0};
    NgJsonType type = ng_json_peek(&reader->json);
    if (type != NG_JSON_OBJECT) {
        return ng_json_mistaken(reader, "article", "an object", ng_json_type_name(type));
    }
    ng_json_open(&reader->json);
    bool ok = read_members(reader, article, &pending) && read_pending(reader, article, &pending);
    g_free(pending.title);
    if (ok && article->lang != NULL) {
        char *lang = g_strdup(ng_language_normalise(article->lang));
        g_free(article->lang);
        article->lang = lang;
    }
    return ok && settle_dates(reader, article);
}

NgArticle *ng_article_from_json(const char *json, gsize len_bytes, GError **error)
{
    NgJsonReader reader = {0};
    g_autoptr(NgArticle) article = ng_article_new();
    ng_json_pull_init(&reader.json, json, len_bytes);
    bool ok = read_article(&reader, article);
    if (!ok && reader.mistake != NULL) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, reader.mistake);
    } else if (!ok) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "not JSON: %s, at column %" G_GSIZE_FORMAT,
                    reader.json.problem, (gsize)(reader.json.at - json) + 1);
    } else if (!has_something(article)) {
        ok = false;
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                            "an article needs a title, paragraphs or text");
    }
    ng_json_pull_clear(&reader.json);
    g_free(reader.mistake);
    if (!ok) {
        return NULL;
    }
    if (article->id != NULL || article->url != NULL) {
        ng_article_settle_id(article);
    }
    return g_steal_pointer(&article);
}
