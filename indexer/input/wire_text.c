/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: a wire's file cut into its messages, each into header, text and trailer. */
#include "indexer/input/wire_text.h"

#include <string.h>

enum { MESSAGE_BYTES_MIN = 16, MESSAGE_BYTES_MAX = 1 << 20 };

void wire_message_clear(WireMessage *message)
{
    g_free(message->bytes);
    g_free(message->header);
    g_free(message->trailer);
    if (message->text) {
        g_string_free(message->text, TRUE);
    }
    memset(message, 0, sizeof *message);
}

const char *wire_begin(const char *data, gsize len)
{
    for (gsize i = 0; i < len && i < 64; i++) {
        if (data[i] == WIRE_SOH) {
            return data + i;
        }
        if ((unsigned char)data[i] > ' ' && data[i] != 0x7F) {
            return NULL;
        }
    }
    return NULL;
}

gsize wire_next_message(const char *data, gsize len, gsize from)
{
    const char *found = from < len ? memchr(data + from, WIRE_SOH, len - from) : NULL;
    return found ? (gsize)(found - data) : len;
}

static void take_apart(const char *data, gsize len, WireMessage *message)
{
    message->bytes = ng_text_to_utf8(data, (gssize)len, &message->len);
    const char *at = message->bytes, *end = at + message->len;
    const char *eot = memchr(at, WIRE_EOT, message->len);
    end = eot ? eot : end;
    const char *stx = memchr(at, WIRE_STX, (gsize)(end - at));
    const char *header_end = stx ? stx : end;
    message->header = g_strndup(at + 1, (gsize)(header_end - at - 1));
    const char *text = stx ? stx + 1 : end;
    const char *etx = memchr(text, WIRE_ETX, (gsize)(end - text));
    const char *text_end = etx ? etx : end;
    message->text = g_string_new_len(text, (gssize)(text_end - text));
    message->trailer = etx ? g_strndup(etx + 1, (gsize)(end - etx - 1)) : g_strdup("");
}

/* false: the caller goes no further. */
static bool read_one(Agency *agency, const char *data, gsize len, WireRead read)
{
    g_autofree char *where = g_strdup_printf("message at byte %" G_GUINT64_FORMAT, agency->place);
    NgRecordVerdict verdict = ng_sinks_record(agency->sinks, where, agency->place);
    if (verdict == NG_RECORD_READ && len > MESSAGE_BYTES_MAX) {
        agency_skip(agency, "more than 1 MB between two messages' beginnings: no message");
    } else if (verdict == NG_RECORD_READ) {
        g_auto(WireMessage) message = {0};
        take_apart(data, len, &message);
        read(agency, &message);
    }
    return verdict != NG_RECORD_STOP && !agency->stopped;
}

bool wire_read_messages(const NgInput *input, const NgSinks *sinks, WireRead read, GError **error)
{
    Agency agency = {.input = input, .sinks = sinks};
    gsize begin = wire_next_message(input->data, input->len, 0);
    bool any = false, more = true;
    agency.several =
        input->offset > 0 || wire_next_message(input->data, input->len, begin + 1) < input->len;
    while (begin < input->len && more) {
        gsize end = wire_next_message(input->data, input->len, begin + 1);
        agency.place = input->offset + begin;
        /* A control character that went astray begins no message. */
        if (end - begin >= MESSAGE_BYTES_MIN) {
            any = true;
            more = read_one(&agency, input->data + begin, end - begin, read);
        }
        begin = end;
    }
    if (!any && input->offset == 0) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                            "no message in it: a wire's message begins with the control "
                            "character SOH");
        return false;
    }
    return true;
}

/* Letters and digits, in lower case, single hyphens between. A wire's own words may be in no
 * charset at all. */
static void append_words(GString *id, const char *words)
{
    g_autofree char *clean = ng_clean_text(words, -1);
    for (const char *p = clean ? clean : ""; *p && id->len < 180; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c)) {
            g_string_append_unichar(id, g_unichar_tolower(c));
        } else if (id->len > 0 && id->str[id->len - 1] != '-' && c != '\'') {
            g_string_append_c(id, '-');
        }
    }
    while (id->len > 0 && id->str[id->len - 1] == '-') {
        g_string_truncate(id, id->len - 1);
    }
}

char *wire_id(const char *agency, const NgDate *date, const char *words)
{
    GString *id = g_string_new(NULL);
    append_words(id, agency && *agency ? agency : "wire");
    if (date && date->year > 0) {
        g_string_append_printf(id, "-%04d-%02d-%02d-", date->year, date->month, date->day);
    } else {
        g_string_append_c(id, '-');
    }
    append_words(id, words);
    return g_string_free(id, FALSE);
}

void wire_withdraw_day_before(Agency *agency, const NgArticle *kill, const char *outlet,
                              const NgDate *date, const char *words)
{
    if (!date || date->day == 0 || date->seconds_of_day < 0 ||
        date->seconds_of_day >= 12 * 60 * 60) {
        return;
    }
    g_autoptr(GDateTime) day = g_date_time_new_utc(date->year, date->month, date->day, 0, 0, 0);
    g_autoptr(GDateTime) before = day ? g_date_time_add_days(day, -1) : NULL;
    if (!before) {
        return;
    }
    NgDate earlier = {.seconds_of_day = -1, .zone_minutes = NG_DATE_NO_ZONE};
    g_date_time_get_ymd(before, &earlier.year, &earlier.month, &earlier.day);
    g_autofree char *id = wire_id(outlet, &earlier, words);
    agency_withdraw_other(agency, kill, id, kill->version, "kill on the day after");
}
