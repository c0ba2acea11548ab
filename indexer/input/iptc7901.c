/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the reader of IPTC 7901 (IPTC, "The IPTC recommended message format"), the text
 * format of European wires:
 *
 *   SOH source and number, priority, category, words, what the agency adds
 *   keywords
 *   STX status lines, headline, byline =   text   ETX day and time   EOT
 */
#include "indexer/input/sgml_copy.h"
#include "indexer/input/wire_text.h"

#include <string.h>

enum { HEAD_LINES = 8 };

typedef struct {
    char *number; /* "eca062" */
    char *agency; /* as the header's end names it, or NULL */
    char *keywords;
} Header;

static void header_clear(Header *header)
{
    g_free(header->number);
    g_free(header->agency);
    g_free(header->keywords);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Header, header_clear)

/* Source, number, priority, category, words. */
#define HEADER_PATTERN                                                                             \
    "^([A-Za-z]{1,8}) ?(\\d{1,6})\\s+(\\d)\\s+([A-Za-z]{1,5})\\s+(\\d{1,6})\\b(.*)$"

static bool match_header(const char *line, GMatchInfo **match)
{
    static GRegex *pattern;
    if (g_once_init_enter(&pattern)) {
        g_once_init_leave(&pattern, g_regex_new(HEADER_PATTERN, G_REGEX_OPTIMIZE, 0, NULL));
    }
    return g_regex_match(pattern, line, 0, match);
}

static int sniff(const char *data, gsize len, const char *path)
{
    (void)path;
    const char *begin = wire_begin(data, len);
    if (!begin) {
        return 0;
    }
    g_autofree char *line = g_strndup(begin + 1, MIN(strcspn(begin + 1, "\r\n\x02"), 200));
    g_autofree char *valid = g_utf8_make_valid(line, -1);
    return match_header(valid, NULL) ? 95 : 0;
}

/* "ccccb   dpa 061" -> "dpa"; "dpa-tns 0908" -> "dpa". New string or NULL. */
static char *agency_in(const char *rest)
{
    static GRegex *pattern;
    if (g_once_init_enter(&pattern)) {
        g_once_init_leave(
            &pattern,
            g_regex_new("(?:^|\\s)([[:alpha:]]{2,10})(?:-[[:alpha:]]{1,10})?\\s+\\d{1,6}\\s*$",
                        G_REGEX_OPTIMIZE, 0, NULL));
    }
    g_autoptr(GMatchInfo) match = NULL;
    return g_regex_match(pattern, rest, 0, &match) ? g_match_info_fetch(match, 1) : NULL;
}

static void read_header(const char *bytes, Header *header)
{
    char **lines = g_strsplit_set(bytes, "\r\n", 12);
    for (guint i = 0; lines[i]; i++) {
        g_autofree char *line =
            ng_clean_text(lines[i], (gssize)MIN(strlen(lines[i]), AGENCY_NOTE_BYTES));
        g_autoptr(GMatchInfo) match = NULL;
        if (!line) {
            continue;
        }
        if (!header->number && match_header(line, &match)) {
            g_autofree char *source = g_match_info_fetch(match, 1);
            g_autofree char *number = g_match_info_fetch(match, 2);
            g_autofree char *rest = g_match_info_fetch(match, 6);
            header->number = g_strconcat(source, number, NULL);
            header->agency = agency_in(rest);
        } else if (!header->keywords) {
            header->keywords = g_steal_pointer(&line);
        }
    }
    g_strfreev(lines);
}

/* ---- the lines over the text ---- */

static bool line_matches(GRegex **once, const char *pattern, const char *line)
{
    if (!*once) {
        *once = g_regex_new(pattern, G_REGEX_OPTIMIZE | G_REGEX_CASELESS, 0, NULL);
    }
    return g_regex_match(*once, line, 0, NULL);
}

/* "1ST LEAD", "REFILE", "(Achtung)": how the story was sent, not what it says. */
static bool is_status_line(const char *line)
{
    static GRegex *once;
    return line_matches(
        &once,
        "^[(*\\s]*(?:(?:\\d+(?:st|nd|rd|th|\\.)\\s+)?(?:lead|ld|roundup|update|writethru|zf|"
        "zusammenfassung|snap|add|take)(?:\\s*[(:,-].*)?|refile|repeat|urgent|alert|eil|eilmeldung|"
        "advisory|achtung|embargo(?:ed)?\\b.*|sperrfrist\\b.*|correct(?:ed|ion|s)|berichtigung|"
        "berichtigt|korrektur|kill(?:ed)?|withdrawn|withdrawal|annulation|zur\xC3\xBC"
        "ckgezogen|(?:bulletin|advisory|mandatory|story)[ :-]+(?:kill|withdrawn|withdrawal))"
        "[)*\\s:!.]*$",
        line);
}

/* Under a headline that is marked as one, "By our correspondents" too. */
static bool is_byline(const char *line, bool under_headline)
{
    static GRegex *once, *plain;
    if (under_headline && line_matches(&plain, "^by\\s+\\S.{1,80}$", line)) {
        return true;
    }
    return line_matches(&once, "^(?:by|von|par|por)\\s+\\S.{1,80}$", line) &&
           !g_unichar_islower(g_utf8_get_char(strchr(line, ' ') + 1));
}

/* One line that stands over the text; true when it is part of the headline. */
static bool take_head_line(NgArticle *article, const char *line, bool headline_begun)
{
    if (!headline_begun && is_status_line(line)) {
        agency_words(article, line, AGENCY_STATUS_LINE, "status line");
        if (g_ascii_strncasecmp(line + strspn(line, "(* "), "embargo", 7) == 0 ||
            g_ascii_strncasecmp(line + strspn(line, "(* "), "sperrfrist", 10) == 0) {
            agency_embargo(article, line, "status line");
        }
        return false;
    }
    if (is_byline(line, headline_begun)) {
        agency_byline(article, line, "byline");
        return false;
    }
    return true;
}

/* Lines up to the one that ends in "=", which may be several for one headline. Without it, the
 * first lines before a blank one, when they look like a headline. How many lines were taken. */
static guint read_head(NgArticle *article, const GArray *lines)
{
    guint first = 0, end = 0;
    while (first < lines->len && g_array_index(lines, SgmlLine, first).len == 0) {
        first++;
    }
    bool marked = false;
    for (guint i = first; i < lines->len && i < first + HEAD_LINES && !marked; i++) {
        const SgmlLine *line = &g_array_index(lines, SgmlLine, i);
        marked = line->len > 0 && line->s[line->len - 1] == '=';
        end = i + 1;
    }
    if (!marked) {
        gsize bytes = 0;
        for (end = first; end < lines->len && g_array_index(lines, SgmlLine, end).len > 0; end++) {
            bytes += g_array_index(lines, SgmlLine, end).len;
        }
        const SgmlLine *last = end > first ? &g_array_index(lines, SgmlLine, end - 1) : NULL;
        bool sentence = last && strchr(".:?!\"", last->s[last->len - 1]) != NULL;
        if (!last || bytes > 200 || sentence || end == lines->len ||
            g_array_index(lines, SgmlLine, first).indent > 0) {
            return first;
        }
    }
    g_autoptr(GString) headline = g_string_new(NULL);
    for (guint i = first; i < end; i++) {
        const SgmlLine *raw = &g_array_index(lines, SgmlLine, i);
        gsize len = raw->len;
        while (len > 0 && (raw->s[len - 1] == '=' || raw->s[len - 1] == ' ')) {
            len--;
        }
        g_autofree char *line = len > 0 ? ng_clean_text(raw->s, (gssize)len) : NULL;
        if (line && take_head_line(article, line, headline->len > 0)) {
            g_string_append_printf(headline, "%s%s", headline->len > 0 ? " " : "", line);
        }
    }
    agency_words(article, headline->str, AGENCY_HEADLINE, "headline");
    agency_title(article, headline->str, "headline");
    return end;
}

/* ---- the end ---- */

/* Where the part for editors begins: a notebook, contacts "not for publication", the sign-off. */
static void cut_notes(NgArticle *article, GArray *lines, guint from)
{
    static GRegex *notes, *sign_off;
    for (guint i = from; i < lines->len; i++) {
        const SgmlLine *line = &g_array_index(lines, SgmlLine, i);
        if (line->len == 0 || line->len > 200) {
            continue;
        }
        g_autofree char *text = ng_clean_text(line->s, (gssize)line->len);
        if (text && line_matches(&notes,
                                 "^#+ .*\\b(?:notebook|notizblock|service|bloc-notes)|"
                                 "\\binformation is not (?:intended )?for publication|"
                                 "nicht zur ver\xC3\xB6"
                                 "ffentlichung (?:bestimmt|vorgesehen)|"
                                 "^\\* \\* \\* \\*$",
                                 text)) {
            for (guint n = i; n < lines->len; n++) {
                const SgmlLine *note = &g_array_index(lines, SgmlLine, n);
                g_autofree char *words = g_strndup(note->s, MIN(note->len, 200));
                const char *bare = words + strspn(words, "-#* ");
                agency_words(article, bare, AGENCY_NOTE, "note to editors");
            }
            g_array_set_size(lines, i);
            break;
        }
    }
    while (lines->len > from) {
        const SgmlLine *last = &g_array_index(lines, SgmlLine, lines->len - 1);
        g_autofree char *text = last->len > 0 ? g_strndup(last->s, MIN(last->len, 100)) : NULL;
        g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;
        if (valid && !(last->len < 60 &&
                       line_matches(&sign_off,
                                    "^(?:-30-|#{2,}|end|ende|mfl?\\.?|"
                                    "(?:dpa|afp|apa|ap|reuters|ansa|efe|sda|pa|ntb|tt|ritzau|stt)"
                                    "(?:[ /][a-z]{2,4}){1,6})$",
                                    valid))) {
            break;
        }
        g_array_set_size(lines, lines->len - 1);
    }
}

/* "131137 GMT Nov 13": day, hours and minutes, zone, month, year. */
static bool read_time(const char *trailer, NgDate *date)
{
    static GRegex *pattern;
    if (g_once_init_enter(&pattern)) {
        g_once_init_leave(&pattern, g_regex_new("(\\d\\d)(\\d\\d)(\\d\\d)\\s*(?:([A-Z]{1,5})\\s+)?"
                                                "([A-Za-z]{3,9})\\.?\\s+(\\d{2}|\\d{4})\\b",
                                                G_REGEX_OPTIMIZE, 0, NULL));
    }
    g_autoptr(GMatchInfo) match = NULL;
    g_autofree char *line = ng_clean_text(trailer, (gssize)MIN(strlen(trailer), 200));
    if (!line || !g_regex_match(pattern, line, 0, &match)) {
        return false;
    }
    g_autofree char *day = g_match_info_fetch(match, 1), *hour = g_match_info_fetch(match, 2);
    g_autofree char *minute = g_match_info_fetch(match, 3), *zone = g_match_info_fetch(match, 4);
    g_autofree char *month = g_match_info_fetch(match, 5), *year = g_match_info_fetch(match, 6);
    int short_year = atoi(year);
    int full_year = strlen(year) == 4 ? short_year : short_year + (short_year < 70 ? 2000 : 1900);
    g_autofree char *written = g_strdup_printf("%s %s %d %s:%s %s", day, month, full_year, hour,
                                               minute, *zone ? zone : "");
    return ng_date_parse_loose(written, NULL, date) && date->seconds_of_day >= 0;
}

static void read_message(Agency *agency, const WireMessage *message)
{
    g_auto(Header) header = {0};
    NgArticle *article = ng_input_article(agency->input);
    NgDate date = {0};
    read_header(message->header, &header);
    if (read_time(message->trailer, &date)) {
        article->published = ng_date_format(&date);
        ng_article_set_provenance(article, "published", "ETX line");
    }
    g_autoptr(GArray) lines = sgml_lines(message->text);
    agency_outlet(article, header.agency, "header");
    guint from = read_head(article, lines);
    cut_notes(article, lines, from);
    sgml_add_paragraphs(article, lines, from, NG_ROLE_BODY, sgml_margin(lines, from),
                        sgml_width(lines));
    g_autofree char *named = agency_of_dateline(article);
    agency_outlet(article, named, "dateline");
    agency_words(article, header.keywords, AGENCY_HEADLINE, "keywords");
    if (article->headline->text[0] == '\0' && header.keywords) {
        g_autofree char *bare = g_strdup(header.keywords);
        g_strdelimit(g_strchomp(bare), "/", ' ');
        agency_title(article, bare, "keywords");
    }
    /* Numbers begin again every day, and a later version has another one: what versions share is
     * the headline. */
    bool titled = ng_article_provenance(article, "title") &&
                  strcmp(ng_article_provenance(article, "title"), "headline") == 0;
    g_autofree char *words = g_strdup(titled          ? article->headline->text
                                      : header.number ? header.number
                                                      : "");
    if (*words) {
        article->id = wire_id(article->outlet, article->published ? &date : NULL, words);
    }
    if (article->status == NG_STATUS_WITHDRAWN && article->id) {
        wire_withdraw_day_before(agency, article, article->outlet,
                                 article->published ? &date : NULL, words);
    }
    agency_deliver(agency, article);
}

static bool read_iptc7901(const NgInput *input, const NgSinks *sinks, GError **error)
{
    return wire_read_messages(input, sinks, read_message, error);
}

const NgReader ng_reader_iptc7901 = {
    .name = "iptc7901", .sniff = sniff, .read = read_iptc7901, .next_record = wire_next_message};
