/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the reader of ANPA 1312 (American Newspaper Publishers Association, "High-speed
 * wire service transmission guidelines"), the text format of American wires:
 *
 *   SYN SYN SOH service letter and number US selector
 *   priority category format, keyword, version, month-day words
 *   STX ^keyword, version,words<  ^headline<  ^Eds: ...<  ^By ...=  and indented paragraphs
 *   ETX AP-WF-11-13-13 0745GMT<  EOT
 *
 * "^" begins a line flush left, "<" and "=" end one. */
#include "indexer/input/anpa_copy.h"
#include "indexer/input/wire_text.h"

#include <string.h>

enum { KILLED_MAX = 5 }; /* messages that one kill names */

typedef struct {
    char *number;  /* "W2607" */
    char *keyword; /* "BC-US--Ethanol-Losing Grassland" */
    char *version; /* "1st Ld-Writethru", "KILL"; may be "" */
} Header;

static void header_clear(Header *header)
{
    g_free(header->number);
    g_free(header->keyword);
    g_free(header->version);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Header, header_clear)

static GRegex *compiled(GRegex **once, const char *pattern)
{
    if (!*once) {
        *once = g_regex_new(pattern, G_REGEX_OPTIMIZE, 0, NULL);
    }
    return *once;
}

/* Service letter, four digits, US; or the format codes (DC1 to DC4) of the second line. */
static int sniff(const char *data, gsize len, const char *path)
{
    (void)path;
    const char *p = wire_begin(data, len);
    const char *end = data + len;
    if (!p) {
        return 0;
    }
    guint digits = 0, format = 0;
    bool letter = ++p < end && g_ascii_isalpha(*p);
    for (p++; letter && p < end && g_ascii_isdigit(*p); p++) {
        digits++;
    }
    bool number = letter && digits >= 3 && digits <= 5 && p < end && *p == WIRE_US;
    for (const char *stop = MIN(end, data + 200); p < stop && *p != WIRE_STX; p++) {
        format += *p >= 0x11 && *p <= 0x14 ? 1 : 0;
    }
    return number && format > 0 ? 96 : number || (digits >= 3 && format >= 2) ? 90 : 0;
}

/* "r a DC3 DC1 BC-US--Ethanol-LosingGra 1stLd-Writethru   11-13 1693" */
static void read_header(const char *bytes, Header *header)
{
    static GRegex *once;
    const char *us = strchr(bytes, WIRE_US);
    if (us) {
        header->number = g_strndup(bytes, MIN((gsize)(us - bytes), 20));
        g_strstrip(header->number);
    }
    const char *newline = strchr(bytes, '\n');
    g_autofree char *line =
        newline ? ng_clean_text(newline + 1, (gssize)MIN(strlen(newline + 1), AGENCY_NOTE_BYTES))
                : NULL;
    g_autoptr(GMatchInfo) match = NULL;
    if (line && g_regex_match(compiled(&once, "^(?:[a-z] [a-z0-9] ?)?(\\S+)\\s+(?:(\\S.*?)\\s+)?"
                                              "\\d\\d-\\d\\d\\s+\\d{3,5}$"),
                              line, 0, &match)) {
        header->keyword = g_match_info_fetch(match, 1);
        header->version = g_match_info_fetch(match, 2);
    }
}

/* "BC-US--Ethanol-Losing Grassland, 1st Ld-Writethru,1140": better than the header's, which is
 * cut to size. */
static void read_keyword_line(const char *field, Header *header)
{
    char **parts = g_strsplit(field, ",", 8);
    g_autoptr(GString) version = g_string_new(NULL);
    for (guint i = 1; parts[0] && parts[i]; i++) {
        g_strstrip(parts[i]);
        if (*parts[i] && strspn(parts[i], "0123456789") != strlen(parts[i])) {
            g_string_append_printf(version, "%s%s", version->len > 0 ? ", " : "", parts[i]);
        }
    }
    g_free(header->keyword);
    header->keyword = g_strdup(parts[0] ? g_strstrip(parts[0]) : "");
    if (version->len > 0) {
        g_free(header->version);
        header->version = g_strdup(version->str);
    }
    g_strfreev(parts);
}

/* "AP-WF-11-13-13 0745GMT": month, day, year, time. The agency's code in *agency. */
static bool read_time(const char *trailer, NgDate *date, char **agency)
{
    static GRegex *once;
    g_autoptr(GMatchInfo) match = NULL;
    g_autofree char *sent = ng_clean_text(trailer, (gssize)MIN(strlen(trailer), 200));
    if (!sent ||
        !g_regex_match(compiled(&once, "^\\^?([A-Z]{2,6})-[A-Z]{1,4}-(\\d\\d)-(\\d\\d)-(\\d\\d) "
                                       "?(\\d\\d)(\\d\\d)(GMT|EDT|EST|CDT|CST|MDT|MST|PDT|PST)"),
                       sent, 0, &match)) {
        return false;
    }
    *agency = g_match_info_fetch(match, 1);
    int part[5];
    for (guint i = 0; i < 5; i++) {
        g_autofree char *number = g_match_info_fetch(match, (int)i + 2);
        part[i] = atoi(number);
    }
    g_autofree char *zone = g_match_info_fetch(match, 7);
    int year = part[2] + (part[2] < 70 ? 2000 : 1900);
    g_autofree char *written = g_strdup_printf("%04d-%02d-%02d %02d:%02d:00 %s", year, part[0],
                                               part[1], part[3], part[4], zone);
    g_autofree char *utc =
        g_strdup_printf("%04d-%02d-%02dT%02d:%02d:00Z", year, part[0], part[1], part[3], part[4]);
    return strcmp(zone, "GMT") == 0 ? ng_date_parse_iso(utc, date)
                                    : ng_date_parse_loose(written, NULL, date);
}

/* The keyword as a title: "BC-WEA--Global Weather-Fahrenheit" without the cycle and the desk. */
static const char *bare_keyword(const char *keyword)
{
    const char *at = keyword;
    if (strlen(at) > 3 && at[2] == '-' && g_ascii_isupper(at[0]) && g_ascii_isupper(at[1])) {
        at += 3;
    }
    const char *desk = strstr(at, "--");
    return desk && desk - at <= 4 && desk[2] ? desk + 2 : at;
}

/* Every take of a story has the story's keyword; a story without a headline (an alert, a table) is
 * not updated under its keyword, and its number tells it from the next one of the same keyword. */
static char *id_words(const NgArticle *article, const Header *header, bool headline)
{
    static GRegex *once;
    const char *version = header->version ? header->version : "";
    bool kill = article->status == NG_STATUS_WITHDRAWN;
    if (header->keyword && *header->keyword &&
        g_regex_match(compiled(&once, "(?i)\\b(?:add|take|insert|sub|box|glance|sidebar)\\b"),
                      version, 0, NULL)) {
        return g_strdup_printf("%s %s", header->keyword, version);
    }
    if (header->keyword && *header->keyword && (headline || kill || *version)) {
        return g_strdup(header->keyword);
    }
    return g_strdup_printf("%s %s", header->keyword ? header->keyword : "",
                           header->number ? header->number : "");
}

/* Numbers of messages that a kill names ("kill W1645"): alerts of one keyword have no other name.
 */
static void withdraw_numbered(Agency *agency, const NgArticle *kill, const Header *header,
                              const NgDate *date)
{
    static GRegex *once;
    guint named = 0;
    for (guint i = 0; i < kill->paragraphs->len && named < KILLED_MAX; i++) {
        const NgParagraph *paragraph = kill->paragraphs->pdata[i];
        g_autoptr(GMatchInfo) match = NULL;
        g_regex_match(compiled(&once, "\\b[A-Za-z]\\d{4}\\b"), paragraph->text, 0, &match);
        for (; g_match_info_matches(match) && named < KILLED_MAX; named++) {
            g_autofree char *number = g_match_info_fetch(match, 0);
            g_autofree char *words = g_strdup_printf("%s %s", header->keyword, number);
            g_autofree char *id = wire_id(kill->outlet, date, words);
            agency_withdraw_other(agency, kill, id, kill->version, "kill of its number");
            wire_withdraw_day_before(agency, kill, kill->outlet, date, words);
            g_match_info_next(match, NULL);
        }
    }
}

static void read_message(Agency *agency, const WireMessage *message)
{
    g_auto(Header) header = {0};
    g_auto(AnpaCopy) copy = {0};
    NgArticle *article = ng_input_article(agency->input);
    NgDate date = {0};
    g_autofree char *sender = NULL;
    read_header(message->header, &header);
    anpa_copy_read(&copy, article, message->text->str, message->text->len);
    if (copy.keyword_line) {
        read_keyword_line(copy.keyword_line, &header);
    }
    if (read_time(message->trailer, &date, &sender)) {
        article->published = ng_date_format(&date);
        ng_article_set_provenance(article, "published", "transmission line");
    }
    agency_outlet(article, sender, "transmission line");
    g_autofree char *named = agency_of_dateline(article);
    agency_outlet(article, named, "dateline");
    /* Names wait until the outlet is known, which is in bylines too. */
    anpa_copy_bylines(&copy, article);
    bool headline = article->headline->text[0] != '\0';
    agency_words(article, header.version, AGENCY_STATUS_LINE, "keyword line");
    agency_words(article, header.version, AGENCY_NOTE, "keyword line");
    if (header.keyword && *header.keyword) {
        const char *bare = bare_keyword(header.keyword);
        agency_words(article, bare, AGENCY_HEADLINE, "keyword line");
        agency_title(article, bare, "keyword line");
    }
    g_autofree char *words = id_words(article, &header, headline);
    if (*g_strstrip(words)) {
        article->id = wire_id(article->outlet, article->published ? &date : NULL, words);
    }
    if (article->status == NG_STATUS_WITHDRAWN && article->id) {
        wire_withdraw_day_before(agency, article, article->outlet,
                                 article->published ? &date : NULL, words);
        if (header.keyword && article->published) {
            withdraw_numbered(agency, article, &header, &date);
        }
    }
    agency_deliver(agency, article);
}

static bool read_anpa(const NgInput *input, const NgSinks *sinks, GError **error)
{
    return wire_read_messages(input, sinks, read_message, error);
}

const NgReader ng_reader_anpa = {
    .name = "anpa", .sniff = sniff, .read = read_anpa, .next_record = wire_next_message};
