/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of mailboxes (mboxo, mboxrd): messages one after the other, each behind a line that
 * begins "From " (RFC 4155). */
#include "indexer/input/container.h"

#include <string.h>

#define LINE_BYTES_MAX 1000

/* "From press@example.org Thu Aug 24 10:00:00 2017": a day of the week and a time tell it from a
 * sentence. */
static bool is_from_line(const char *line, gsize len)
{
    static const char *const days[] = {" Mon ", " Tue ", " Wed ", " Thu ",
                                       " Fri ", " Sat ", " Sun "};
    if (len < 20 || memcmp(line, "From ", 5) != 0)
        return false;
    gsize end = MIN(len, (gsize)LINE_BYTES_MAX);
    const char *newline = memchr(line, '\n', end);
    end = newline ? (gsize)(newline - line) : end;
    for (gsize i = 5; i + 13 < end; i++) {
        if (line[i] != ' ')
            continue;
        for (guint d = 0; d < G_N_ELEMENTS(days); d++)
            if (memcmp(line + i, days[d], 5) == 0)
                return memchr(line + i, ':', end - i) != NULL;
    }
    return false;
}

static gsize next_record(const char *data, gsize len, gsize from)
{
    for (gsize at = from; at < len;) {
        bool starts = at == 0 || (data[at - 1] == '\n' &&
                                  (at < 2 || data[at - 2] == '\n' ||
                                   (data[at - 2] == '\r' && at > 2 && data[at - 3] == '\n')));
        if (starts && is_from_line(data + at, len - at))
            return at;
        const char *newline = memchr(data + at, '\n', len - at);
        if (!newline)
            return len;
        at = (gsize)(newline - data) + 1;
    }
    return len;
}

/* The message behind its "From " line, with one ">" taken off each ">From " in it. */
static char *unquoted(const char *message, gsize len, gsize *out_len)
{
    char *out = g_malloc(len + 1);
    gsize n = 0;
    for (gsize at = 0; at < len;) {
        const char *newline = memchr(message + at, '\n', len - at);
        gsize end = newline ? (gsize)(newline - message) + 1 : len, marks = 0;
        while (at + marks < end && message[at + marks] == '>')
            marks++;
        bool quoted =
            marks > 0 && end - at - marks >= 5 && memcmp(message + at + marks, "From ", 5) == 0;
        at += quoted ? 1 : 0;
        memcpy(out + n, message + at, end - at);
        n += end - at;
        at = end;
    }
    out[n] = '\0';
    *out_len = n;
    return out;
}

/* What people and other programs know a message by; its place when it has none. */
static char *name_of(const char *message, gsize len, guint64 offset)
{
    for (gsize at = 0; at < len && message[at] != '\n' && message[at] != '\r';) {
        const char *newline = memchr(message + at, '\n', len - at);
        gsize end = newline ? (gsize)(newline - message) : len;
        if (end - at > 11 && g_ascii_strncasecmp(message + at, "Message-ID:", 11) == 0) {
            const char *open = memchr(message + at, '<', MIN(len - at, (gsize)LINE_BYTES_MAX));
            const char *close =
                open ? memchr(open, '>', MIN(len - (gsize)(open - message), (gsize)LINE_BYTES_MAX))
                     : NULL;
            g_autofree char *id = close ? g_strndup(open + 1, (gsize)(close - open - 1)) : NULL;
            char *clean = id ? ng_clean_text(id, -1) : NULL;
            if (clean)
                return clean;
        }
        at = newline ? end + 1 : len;
    }
    return g_strdup_printf("byte %" G_GUINT64_FORMAT, offset);
}

static void read_message(NgContainer *container, const char *record, gsize len, guint64 offset)
{
    const char *newline = memchr(record, '\n', len);
    gsize begin = newline ? (gsize)(newline - record) + 1 : len, message_len;
    g_autofree char *message = unquoted(record + begin, len - begin, &message_len);
    g_autofree char *name = name_of(message, message_len, offset);
    if (!ng_container_count_member(container))
        return;
    if (message_len == 0)
        ng_container_skip(container, name, "an empty message");
    else
        ng_member_read(container, &(NgMember) {.name = name, .reader = &ng_reader_eml}, message,
                       message_len);
}

static bool read_mbox(const NgInput *input, const NgSinks *sinks, GError **error)
{
    NgContainer container;
    gsize at = next_record(input->data, input->len, 0);
    if (at == input->len) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, "no message begins in it");
        return false;
    }
    if (!ng_container_open(&container, input, sinks, error))
        return false;
    while (at < input->len && !container.stopped) {
        gsize next = next_record(input->data, input->len, at + 1);
        read_message(&container, input->data + at, next - at, input->offset + at);
        at = next;
    }
    ng_container_close(&container);
    return true;
}

static int sniff(const char *data, gsize len, const char *path)
{
    (void)path;
    return is_from_line(data, len) ? 97 : 0;
}

const NgReader ng_reader_mbox = {
    .name = "mbox", .sniff = sniff, .read = read_mbox, .next_record = next_record};
