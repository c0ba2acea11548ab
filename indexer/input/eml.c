/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of a single mail message, as press offices send them: its text is an article, and each
 * attachment that is news another one. MIME is GMime's. */
#include "indexer/input/container.h"
#include "indexer/input/mail.h"
#include "nutgraf/date.h"

#include <gmime/gmime.h>
#include <string.h>

#define DEPTH_MAX 16
#define PARTS_MAX 500

typedef struct {
    const NgInput *input;
    const NgSinks *sinks;
    NgMailHead head;
    char *id; /* of the message, encoded, or NULL */
    GString *plain;
    bool flowed, delsp;
    GByteArray *html;
    GPtrArray *attached; /* of GMimeObject, borrowed */
    guint parts;
} Mail;

/* ---- header ---- */

static void read_date(Mail *mail, GMimeMessage *message)
{
    GDateTime *time = g_mime_message_get_date(message);
    if (!time || g_date_time_get_year(time) < 1971)
        return;
    NgDate date = {.year = g_date_time_get_year(time),
                   .month = g_date_time_get_month(time),
                   .day = g_date_time_get_day_of_month(time),
                   .seconds_of_day = g_date_time_get_hour(time) * 3600 +
                                     g_date_time_get_minute(time) * 60 +
                                     g_date_time_get_second(time),
                   .zone_minutes = (int)(g_date_time_get_utc_offset(time) / G_TIME_SPAN_MINUTE)};
    if (ng_date_valid(&date))
        mail->head.published = ng_date_format(&date);
}

static void read_sender(Mail *mail, GMimeMessage *message)
{
    InternetAddressList *list = g_mime_message_get_from(message);
    if (!list || internet_address_list_length(list) == 0)
        return;
    InternetAddress *first = internet_address_list_get_address(list, 0);
    const char *name = internet_address_get_name(first);
    mail->head.sender = name ? ng_clean_text(name, -1) : NULL;
    if (INTERNET_ADDRESS_IS_MAILBOX(first))
        mail->head.address =
            g_strdup(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)));
}

static void read_head(Mail *mail, GMimeMessage *message)
{
    GMimeObject *object = GMIME_OBJECT(message);
    const char *id = g_mime_message_get_message_id(message);
    const char *organisation = g_mime_object_get_header(object, "Organization");
    if (id && *id)
        mail->id = ng_article_id_encode(id);
    mail->head.subject = ng_mail_subject(g_mime_message_get_subject(message),
                                         g_mime_object_get_header(object, "List-Id"));
    mail->head.organisation = organisation ? ng_clean_text(organisation, -1) : NULL;
    read_date(mail, message);
    read_sender(mail, message);
    mail->head.press = ng_mail_is_press(&mail->head);
}

/* ---- parts ---- */

static GByteArray *part_bytes(GMimePart *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (!content)
        return g_byte_array_new();
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(content, stream);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    g_object_unref(stream);
    return bytes;
}

static char *text_of(GMimeObject *object, gsize *len)
{
    GMimeContentType *type = g_mime_object_get_content_type(object);
    const char *charset = g_mime_content_type_get_parameter(type, "charset");
    GByteArray *bytes = part_bytes(GMIME_PART(object));
    char *text = ng_transport_to_utf8((const char *)bytes->data, bytes->len, charset, len);
    if (!text) {
        *len = bytes->len;
        text = g_malloc(bytes->len + 1);
        if (bytes->len > 0)
            memcpy(text, bytes->data, bytes->len);
        text[bytes->len] = '\0';
    }
    g_byte_array_unref(bytes);
    return text;
}

static void take_plain(Mail *mail, GMimeObject *object)
{
    GMimeContentType *type = g_mime_object_get_content_type(object);
    const char *format = g_mime_content_type_get_parameter(type, "format");
    const char *delsp = g_mime_content_type_get_parameter(type, "delsp");
    gsize len, utf8_len;
    g_autofree char *text = text_of(object, &len);
    g_autofree char *utf8 = ng_text_to_utf8(text, len, &utf8_len);
    const char *begin = g_str_has_prefix(utf8, "\xEF\xBB\xBF") ? utf8 + 3 : utf8;
    if (mail->plain->len == 0) {
        mail->flowed = format && g_ascii_strcasecmp(format, "flowed") == 0;
        mail->delsp = delsp && g_ascii_strcasecmp(delsp, "yes") == 0;
    } else {
        g_string_append(mail->plain, "\n\n");
    }
    g_string_append(mail->plain, begin);
}

static void take_html(Mail *mail, GMimeObject *object)
{
    gsize len;
    g_autofree char *text = text_of(object, &len);
    mail->html = g_byte_array_new();
    g_byte_array_append(mail->html, (const guint8 *)text, (guint)len);
    g_byte_array_append(mail->html, (const guint8 *)"", 1);
}

static void take_part(Mail *mail, GMimeObject *object)
{
    GMimeContentType *type = g_mime_object_get_content_type(object);
    const char *disposition = g_mime_object_get_disposition(object);
    bool attached = disposition && g_ascii_strcasecmp(disposition, "attachment") == 0;
    const char *name = g_mime_part_get_filename(GMIME_PART(object));
    if (!attached && !name && g_mime_content_type_is_type(type, "text", "plain"))
        take_plain(mail, object);
    else if (!attached && !name && !mail->html && g_mime_content_type_is_type(type, "text", "html"))
        take_html(mail, object);
    else if (name || attached)
        g_ptr_array_add(mail->attached, object);
}

static void walk(Mail *mail, GMimeObject *object, guint depth)
{
    if (!object || depth > DEPTH_MAX || mail->parts++ > PARTS_MAX)
        return;
    if (GMIME_IS_MULTIPART(object)) {
        int n = g_mime_multipart_get_count(GMIME_MULTIPART(object));
        for (int i = 0; i < n; i++)
            walk(mail, g_mime_multipart_get_part(GMIME_MULTIPART(object), i), depth + 1);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        g_ptr_array_add(mail->attached, object);
    } else if (GMIME_IS_PART(object)) {
        take_part(mail, object);
    }
}

/* ---- attachments ---- */

/* What an attachment does not say itself, the mail it came with says. */
static bool take_attached(NgArticle *article, gpointer data)
{
    const Mail *mail = data;
    const NgMailHead *head = &mail->head;
    gsize own = strlen(mail->input->source);
    if (!article->published && head->published) {
        article->published = g_strdup(head->published);
        ng_article_set_provenance(article, "published", "mail:Date");
    }
    if (!article->outlet && !mail->input->outlet && (article->outlet = ng_mail_issuer(head)))
        ng_article_set_provenance(article, "outlet", "mail:From");
    if (head->press) {
        article->kind = NG_KIND_STATEMENT;
        article->kind_given = true;
    }
    if (!article->id && !article->url && mail->id && article->source &&
        g_str_has_prefix(article->source, mail->input->source) && article->source[own] == '#') {
        g_autofree char *raw = g_strconcat(mail->id, "/", article->source + own + 1, NULL);
        article->id = ng_article_id_encode(raw);
    }
    return mail->sinks->article(article, mail->sinks->data);
}

static void take_attached_skip(const char *where, const char *reason, gpointer data)
{
    const Mail *mail = data;
    mail->sinks->skip(where, reason, mail->sinks->data);
}

static NgRecordVerdict take_attached_record(const char *where, guint64 number, gpointer data)
{
    const Mail *mail = data;
    return ng_sinks_record(mail->sinks, where, number);
}

/* Keys, calendars and cards come with mail as pictures do. */
static bool is_no_document(const char *name)
{
    static const char *const suffixes[] = {".ics", ".vcf", ".p7s", ".p7m", ".asc", ".sig", ".dat"};
    g_autofree char *lower = g_ascii_strdown(name, -1);
    for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++)
        if (g_str_has_suffix(lower, suffixes[i]))
            return true;
    return ng_name_is_other(name);
}

static void read_attached(NgContainer *container, GMimeObject *object, guint number)
{
    if (!ng_container_count_member(container))
        return;
    if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        if (!inner)
            return;
        const char *id = g_mime_message_get_message_id(inner);
        g_autofree char *name = id ? g_strdup(id) : g_strdup_printf("message %u", number);
        g_autofree char *text = g_mime_object_to_string(GMIME_OBJECT(inner), NULL);
        ng_member_read(container, &(NgMember) {.name = name, .reader = &ng_reader_eml}, text,
                       strlen(text));
        return;
    }
    const char *given = g_mime_part_get_filename(GMIME_PART(object));
    g_autofree char *clean = given ? ng_clean_text(given, -1) : NULL;
    g_autofree char *name = clean ? g_path_get_basename(clean) : g_strdup_printf("part %u", number);
    if (is_no_document(name))
        return;
    GByteArray *bytes = part_bytes(GMIME_PART(object));
    ng_member_read(container, &(NgMember) {.name = name, .path = name, .quiet = !given},
                   (const char *)bytes->data, bytes->len);
    g_byte_array_unref(bytes);
}

/* ---- the message ---- */

static GMimeMessage *parse(const char *data, gsize len)
{
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        g_mime_init();
        g_once_init_leave(&ready, 1);
    }
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(data, len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    return message;
}

static bool give_article(Mail *mail)
{
    const char *html = mail->html ? (const char *)mail->html->data : NULL;
    g_autofree char *plain = mail->plain->len > 0
                                 ? ng_mail_text(mail->plain->str, mail->plain->len, mail->flowed,
                                                mail->delsp, &mail->head)
                                 : NULL;
    NgArticle *article =
        ng_mail_article(mail->input, &mail->head, plain, html, html ? mail->html->len - 1 : 0);
    if (!article)
        return false;
    if (mail->id && !article->id)
        article->id = g_strdup(mail->id);
    mail->sinks->article(article, mail->sinks->data);
    return true;
}

static bool read_eml(const NgInput *input, const NgSinks *sinks, GError **error)
{
    GMimeMessage *message = parse(input->data, input->len);
    Mail mail = {.input = input, .sinks = sinks};
    NgContainer container;
    NgSinks inner = {take_attached, take_attached_skip, &mail, take_attached_record};
    if (!message) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, "no mail message");
        return false;
    }
    bool ok = ng_container_open(&container, input, &inner, error);
    if (ok) {
        mail.plain = g_string_new(NULL);
        mail.attached = g_ptr_array_new();
        read_head(&mail, message);
        walk(&mail, g_mime_message_get_mime_part(message), 0);
        ok = give_article(&mail) || mail.attached->len > 0;
        if (!ok)
            g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, "a mail without text");
        for (guint i = 0; i < mail.attached->len && !container.stopped; i++)
            read_attached(&container, mail.attached->pdata[i], i + 1);
        ng_container_close(&container);
        g_string_free(mail.plain, TRUE);
        g_ptr_array_unref(mail.attached);
    }
    if (mail.html)
        g_byte_array_unref(mail.html);
    ng_mail_head_clear(&mail.head);
    g_free(mail.id);
    g_object_unref(message);
    return ok;
}

/* ---- recognition ---- */

/* The lines of a header: which of mail's own there are. */
static int sniff(const char *data, gsize len, const char *path)
{
    static const char *const common[] = {"from", "to",       "subject", "date",
                                         "cc",   "reply-to", "sender"};
    static const char *const sure[] = {"message-id",
                                       "received",
                                       "mime-version",
                                       "return-path",
                                       "delivered-to",
                                       "x-mailer",
                                       "list-id",
                                       "dkim-signature",
                                       "x-received",
                                       "arc-seal",
                                       "authentication-results"};
    guint plain = 0, certain = 0, lines = 0;
    gsize at = 0;
    while (at < len && data[at] != '\n' && data[at] != '\r') {
        const char *newline = memchr(data + at, '\n', len - at);
        gsize end = newline ? (gsize)(newline - data) : len;
        const char *colon = memchr(data + at, ':', end - at);
        if (data[at] != ' ' && data[at] != '\t') {
            if (!colon && newline)
                return 0;
            g_autofree char *name =
                colon ? g_ascii_strdown(data + at, colon - data - (gssize)at) : g_strdup("");
            if (strlen(name) > 70 || strchr(name, ' '))
                return 0;
            for (guint i = 0; i < G_N_ELEMENTS(common); i++)
                plain += strcmp(name, common[i]) == 0;
            for (guint i = 0; i < G_N_ELEMENTS(sure); i++)
                certain += strcmp(name, sure[i]) == 0;
            lines++;
        } else if (lines == 0) {
            return 0;
        }
        at = newline ? end + 1 : len;
    }
    bool named =
        path && strlen(path) > 4 && g_ascii_strcasecmp(path + strlen(path) - 4, ".eml") == 0;
    if (certain >= 1 && plain >= 1 && certain + plain >= 3)
        return 96;
    return named && plain + certain >= 2 ? 96 : 0;
}

const NgReader ng_reader_eml = {.name = "eml", .sniff = sniff, .read = read_eml};
