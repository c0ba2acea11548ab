/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The plain text of a mail: lines joined that were cut for the way, and what stands around the
 * article taken away. */
#include "indexer/input/mail.h"
#include "nutgraf/date.h"

#include <string.h>

/* Words before a forwarded message that are but a note to the one it is sent to. */
#define NOTE_WORDS_MAX 60

static bool begins(const char *line, const char *with)
{
    return g_ascii_strncasecmp(line, with, strlen(with)) == 0;
}

/* ---- format=flowed ---- */

static char *unflow(const char *body, bool delsp)
{
    g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
    GString *out = g_string_sized_new(strlen(body));
    for (guint i = 0; lines[i]; i++) {
        char *line = lines[i];
        gsize len = strlen(line);
        if (len > 0 && line[len - 1] == '\r')
            line[--len] = '\0';
        bool signature = strcmp(line, "-- ") == 0;
        bool goes_on = len > 0 && line[len - 1] == ' ' && !signature && lines[i + 1];
        if (line[0] == ' ') /* stuffed */
            line++, len--;
        g_string_append_len(out, line, (gssize)(goes_on && delsp ? len - 1 : len));
        if (!goes_on)
            g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

/* ---- forwarded messages ---- */

typedef enum { FIELD_FROM, FIELD_DATE, FIELD_SUBJECT, FIELD_OTHER, FIELD_NONE } Field;

/* How mail programs write a forwarded message's header. */
static const struct {
    const char *name;
    Field field;
} fields[] = {
    {"From", FIELD_FROM},       {"Von", FIELD_FROM},          {"De", FIELD_FROM},
    {"Da", FIELD_FROM},         {"Van", FIELD_FROM},          {"Date", FIELD_DATE},
    {"Sent", FIELD_DATE},       {"Datum", FIELD_DATE},        {"Gesendet", FIELD_DATE},
    {"Envoyé", FIELD_DATE},     {"Fecha", FIELD_DATE},        {"Enviado", FIELD_DATE},
    {"Data", FIELD_DATE},       {"Verzonden", FIELD_DATE},    {"Subject", FIELD_SUBJECT},
    {"Betreff", FIELD_SUBJECT}, {"Objet", FIELD_SUBJECT},     {"Asunto", FIELD_SUBJECT},
    {"Oggetto", FIELD_SUBJECT}, {"Onderwerp", FIELD_SUBJECT}, {"To", FIELD_OTHER},
    {"An", FIELD_OTHER},        {"À", FIELD_OTHER},           {"Para", FIELD_OTHER},
    {"A", FIELD_OTHER},         {"Aan", FIELD_OTHER},         {"Cc", FIELD_OTHER},
    {"Kopie", FIELD_OTHER},     {"Reply-To", FIELD_OTHER},    {"Importance", FIELD_OTHER},
};

static Field field_of(const char *line, const char **value)
{
    while (*line == '*' || *line == ' ' || *line == '>')
        line++;
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
        gsize len = strlen(fields[i].name);
        if (g_ascii_strncasecmp(line, fields[i].name, len) != 0)
            continue;
        const char *rest = line + len;
        while (*rest == '*' || *rest == ' ')
            rest++;
        if (*rest != ':')
            continue;
        *value = rest + 1 + strspn(rest + 1, "* \t");
        return fields[i].field;
    }
    return FIELD_NONE;
}

static bool is_forward_mark(const char *line)
{
    static const char *const marks[] = {
        "Forwarded message",       "Original Message",    "Weitergeleitete Nachricht",
        "Ursprüngliche Nachricht", "Message transféré",   "Message d'origine",
        "Mensaje reenviado",       "Mensaje original",    "Doorgestuurd bericht",
        "Messaggio inoltrato",     "Messaggio originale", "Forwarded by"};
    if (begins(line, "Begin forwarded message:") || begins(line, "Début du message réexpédié") ||
        begins(line, "Anfang der weitergeleiteten"))
        return true;
    gsize dashes = strspn(line, "-_ ");
    if (dashes < 3)
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (begins(line + dashes, marks[i]))
            return true;
    return false;
}

/* At least two header lines of which one says from whom, at `line` or behind blank ones. */
static char **forwarded_header(char **line)
{
    const char *value;
    guint found = 0, blank = 0;
    bool from = false;
    while (*line && !**line && blank++ < 3)
        line++;
    char **first = line;
    for (; *line && found < 12; line++, found++) {
        Field field = field_of(*line, &value);
        if (field == FIELD_NONE)
            break;
        from |= field == FIELD_FROM;
    }
    return found >= 2 && from ? first : NULL;
}

static void take_sender(NgMailHead *head, const char *value)
{
    /* Name <address>, "Name" <address>, Name [mailto:address] */
    gsize end = strcspn(value, "<[");
    g_autofree char *name = g_strndup(value, end);
    g_strdelimit(name, "\"*", ' ');
    g_autofree char *clean = ng_clean_text(name, -1);
    g_clear_pointer(&head->sender, g_free);
    g_clear_pointer(&head->address, g_free);
    g_clear_pointer(&head->organisation, g_free);
    if (value[end]) {
        const char *address = value + end + 1;
        if (begins(address, "mailto:"))
            address += 7;
        head->address = g_strndup(address, strcspn(address, ">] "));
    }
    if (clean && strchr(clean, '@') && !head->address)
        head->address = g_steal_pointer(&clean);
    else if (clean)
        head->sender = g_steal_pointer(&clean);
}

/* The message's own header; where its body begins. */
static char **take_header(char **line, NgMailHead *head)
{
    const char *value;
    NgDate date;
    for (; *line; line++) {
        Field field = field_of(*line, &value);
        g_autofree char *text = field == FIELD_NONE ? NULL : ng_clean_text(value, -1);
        if (text)
            g_strdelimit(text, "*", ' ');
        if (field == FIELD_NONE)
            break;
        if (!text)
            continue;
        if (field == FIELD_FROM) {
            take_sender(head, text);
        } else if (field == FIELD_SUBJECT) {
            g_free(head->subject);
            head->subject = ng_mail_subject(text, NULL);
        } else if (field == FIELD_DATE && ng_date_parse_loose(text, NULL, &date)) {
            g_free(head->published);
            head->published = ng_date_format(&date);
        }
    }
    return line;
}

static guint words_of(char **from, char **to)
{
    guint words = 0;
    for (; from < to; from++)
        for (const char *p = *from; *p; p++)
            words += *p != ' ' && (p[1] == ' ' || p[1] == '\0');
    return words;
}

/* ---- what stands around ---- */

/* "_______________________________________________" and whatever the list says of itself. */
static bool is_list_rule(const char *line)
{
    gsize n = strspn(line, "_");
    return n >= 30 && line[n] == '\0';
}

static bool is_list_group_line(const char *line)
{
    static const char *const lines[] = {"You received this message because you are subscribed to",
                                        "You are receiving this because you",
                                        "To unsubscribe from this group",
                                        "To unsubscribe from this list"};
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
        if (begins(line, lines[i]))
            return true;
    return false;
}

/* "On Monday, Jane Roe wrote:" above quoted lines. */
static bool opens_quoted(char **line)
{
    gsize len = strlen(*line);
    char **next = line + 1;
    while (*next && !**next)
        next++;
    return len > 0 && (*line)[len - 1] == ':' && *next && **next == '>';
}

static gsize quoted_share(char **lines)
{
    guint quoted = 0, all = 0;
    for (; *lines; lines++) {
        quoted += **lines == '>';
        all += **lines != '\0';
    }
    return all ? quoted * 100 / all : 0;
}

static void unquote(char **lines)
{
    for (; *lines; lines++) {
        const char *rest = *lines;
        while (*rest == '>')
            rest += rest[1] == ' ' ? 2 : 1;
        memmove(*lines, rest, strlen(rest) + 1);
    }
}

char *ng_mail_text(const char *body, gsize len, bool flowed, bool delsp, NgMailHead *head)
{
    g_autofree char *copy = g_strndup(body, len);
    g_autofree char *text = flowed ? unflow(copy, delsp) : g_strdup(copy);
    g_auto(GStrv) all = g_strsplit(text, "\n", -1);
    for (guint i = 0; all[i]; i++) {
        gsize n = strlen(all[i]);
        if (n > 0 && all[i][n - 1] == '\r')
            all[i][n - 1] = '\0';
    }
    char **lines = all;
    if (quoted_share(lines) > 80)
        unquote(lines); /* forwarded as a quotation */
    GString *out = g_string_sized_new(len);
    for (char **line = lines; *line; line++) {
        bool marked = is_forward_mark(*line);
        char **header = marked ? forwarded_header(line + 1) : NULL;
        guint before = header ? words_of(lines, line) : 0;
        if (header && before <= NOTE_WORDS_MAX &&
            before <= words_of(header, header + g_strv_length(header))) {
            g_string_truncate(out, 0);
            line = take_header(header, head);
            if (!*line)
                break;
        } else if (marked) {
            break; /* an answer, and what it answers */
        }
        /* "-- " of a signature may have lost its blank on the way */
        if (is_list_rule(*line) || is_list_group_line(*line) || strcmp(*line, "-- ") == 0 ||
            (strcmp(*line, "--") == 0 && words_of(line, line + g_strv_length(line)) < 80))
            break;
        if (opens_quoted(line) || **line == '>')
            continue;
        g_string_append(out, *line);
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}
