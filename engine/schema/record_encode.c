/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An article to its stored record. */
#include "nutgraf/record.h"
#include "nutgraf/date.h"
#include "nutgraf/token.h"
#include "packing.h"
#include "record_tags.h"

static void put_text(GString *out, guint tag, const char *text)
{
    if (!text)
        return;
    pack_number(out, tag);
    pack_bytes(out, text, strlen(text));
}

static void put_number(GString *out, guint tag, guint64 number)
{
    guint bytes = 1;
    for (guint64 rest = number >> 7; rest; rest >>= 7)
        bytes++;
    pack_number(out, tag);
    pack_number(out, bytes);
    pack_number(out, number);
}

static void put_nested(GString *out, guint tag, const GString *nested)
{
    pack_number(out, tag);
    pack_bytes(out, nested->str, nested->len);
}

/* A string that may be NULL: its length plus one, 0 for NULL. */
static void pack_optional(GString *out, const char *text)
{
    gsize len = text ? strlen(text) : 0;
    pack_number(out, text ? len + 1 : 0);
    g_string_append_len(out, text ? text : "", (gssize)len);
}

/* An id is most often its name's slug, and a name what the text has at the mention: then nothing is
 * stored for it. */
static void pack_id(GString *out, const char *id, const char *name)
{
    g_autofree char *slug = ng_slug(name);
    gsize len = strcmp(slug, id) == 0 ? 0 : strlen(id);
    pack_bytes(out, id, len);
}

static bool is_text_at(const char *name, const char *text, NgSpan span)
{
    return strlen(name) == span.end - span.begin &&
           memcmp(name, text + span.begin, span.end - span.begin) == 0;
}

static void encode_mention(const NgMention *mention, const char *text, GString *out)
{
    bool in_text = mention->spans->len > 0 &&
                   is_text_at(mention->name, text, g_array_index(mention->spans, NgSpan, 0));
    pack_id(out, mention->id, mention->name);
    pack_bytes(out, mention->name, in_text ? 0 : strlen(mention->name));
    pack_number(out, mention->kind);
    for (guint i = 0; i < mention->spans->len; i++) {
        NgSpan span = g_array_index(mention->spans, NgSpan, i);
        pack_number(out, span.begin);
        pack_number(out, span.end - span.begin);
    }
}

static void encode_quote(const NgQuote *quote, GString *out)
{
    pack_number(out, quote->span.begin);
    pack_number(out, quote->span.end - quote->span.begin);
    pack_number(out, quote->direct);
    pack_optional(out, quote->speaker_name);
    if (quote->speaker_name)
        pack_id(out, quote->speaker ? quote->speaker : "", quote->speaker_name);
    pack_optional(out, quote->cue);
}

static void encode_paragraph(const NgParagraph *paragraph, GString *out, GString *scratch)
{
    g_string_truncate(out, 0);
    put_text(out, TAG_TEXT, paragraph->text);
    if (paragraph->role != NG_ROLE_BODY)
        put_number(out, TAG_ROLE, paragraph->role);
    put_text(out, TAG_TEXT_LANG, paragraph->lang);
    guint given = (guint)paragraph->actors_given | (guint)paragraph->quotes_given << 1 |
                  (guint)paragraph->lang_given << 2;
    if (given)
        put_number(out, TAG_GIVEN, given);
    for (guint i = 0; i < paragraph->actors->len; i++) {
        g_string_truncate(scratch, 0);
        encode_mention(paragraph->actors->pdata[i], paragraph->text, scratch);
        put_nested(out, TAG_MENTION, scratch);
    }
    for (guint i = 0; i < paragraph->quotes->len; i++) {
        g_string_truncate(scratch, 0);
        encode_quote(paragraph->quotes->pdata[i], scratch);
        put_nested(out, TAG_QUOTE, scratch);
    }
}

/* Our own time stamp, to the second: a number takes less than its spelling. */
static void put_added(GString *record, const char *added)
{
    NgDate date;
    if (!added || !ng_date_parse_iso(added, &date))
        return;
    gint64 seconds = ng_date_unix(&date);
    g_autofree char *spelt = ng_format_utc(seconds);
    if (seconds > 0 && seconds <= G_MAXUINT32 && strcmp(spelt, added) == 0)
        put_number(record, TAG_ADDED_SECONDS, (guint64)seconds);
    else
        put_text(record, TAG_ADDED, added);
}

static void put_provenance(GString *record, const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS(provenance_words); i++)
        if (strcmp(word, provenance_words[i]) == 0) {
            put_number(record, TAG_PROVENANCE_WORD, i);
            return;
        }
    put_text(record, TAG_PROVENANCE, word);
}

void ng_record_encode(const NgArticle *article, GString *record)
{
    g_autoptr(GString) nested = g_string_sized_new(1024), scratch = g_string_sized_new(256);
    g_string_truncate(record, 0);
    pack_number(record, RECORD_FORMAT);
    put_text(record, TAG_ID, article->id);
    if (article->version != 1)
        put_number(record, TAG_VERSION, article->version);
    put_text(record, TAG_URL, article->url);
    encode_paragraph(article->headline, nested, scratch);
    put_nested(record, TAG_HEADLINE, nested);
    put_text(record, TAG_OUTLET, article->outlet);
    for (guint i = 0; i < article->authors->len; i++)
        put_text(record, TAG_AUTHOR, article->authors->pdata[i]);
    for (guint i = 0; i < article->credit->len; i++)
        put_text(record, TAG_CREDIT, article->credit->pdata[i]);
    put_text(record, TAG_PUBLISHED, article->published);
    put_text(record, TAG_UPDATED, article->updated);
    put_added(record, article->added);
    put_text(record, TAG_LANG, article->lang);
    if (article->kind != NG_KIND_ARTICLE)
        put_number(record, TAG_KIND, article->kind);
    if (article->kind_given)
        put_number(record, TAG_KIND_GIVEN, 1);
    put_text(record, TAG_SOURCE, article->source);
    if (article->status != NG_STATUS_LIVE)
        put_number(record, TAG_STATUS, article->status);
    put_text(record, TAG_EMBARGO, article->embargo);
    for (guint i = 0; i < article->provenance->len; i++)
        put_provenance(record, article->provenance->pdata[i]);
    for (guint i = 0; i < article->paragraphs->len; i++) {
        encode_paragraph(article->paragraphs->pdata[i], nested, scratch);
        put_nested(record, TAG_PARAGRAPH, nested);
    }
}
