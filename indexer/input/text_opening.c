/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands before the story: header lines, dates, bylines, and openings run into one line. */
#include "text.h"

#include "nutgraf/date.h"

#include <string.h>

#define MONTHS                                                                                     \
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"             \
    "Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?"
#define WEEKDAYS "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
#define DATE "(?:" WEEKDAYS ",? )?" MONTHS " \\d{1,2},? \\d{4}\\b"

/* ---- header lines, as in mail and in notes ---- */

typedef enum {
    HEADER_OTHER,
    HEADER_TITLE,
    HEADER_DATE,
    HEADER_AUTHOR,
    HEADER_OUTLET,
    HEADER_URL
} Header;

/* `lone`: means a header by itself; the others only beside a second one. */
static const struct {
    const char *name;
    Header header;
    bool lone;
} headers[] = {
    {"Subject", HEADER_TITLE, true},
    {"Headline", HEADER_TITLE, true},
    {"Title", HEADER_TITLE, true},
    {"Date", HEADER_DATE, true},
    {"Published", HEADER_DATE, true},
    {"Byline", HEADER_AUTHOR, true},
    {"Author", HEADER_AUTHOR, true},
    {"Authors", HEADER_AUTHOR, true},
    {"Outlet", HEADER_OUTLET, true},
    {"Publication", HEADER_OUTLET, true},
    {"Publisher", HEADER_OUTLET, true},
    {"URL", HEADER_URL, true},
    {"Link", HEADER_URL, false},
    {"From", HEADER_OTHER, false},
    {"To", HEADER_OTHER, false},
    {"Cc", HEADER_OTHER, false},
    {"Bcc", HEADER_OTHER, false},
    {"Sent", HEADER_DATE, false},
    {"Reply-To", HEADER_OTHER, false},
    {"Message-ID", HEADER_OTHER, false},
    {"MIME-Version", HEADER_OTHER, false},
    {"Content-Type", HEADER_OTHER, false},
    {"Organization", HEADER_OUTLET, false},
    {"Section", HEADER_OTHER, false},
    {"Slug", HEADER_OTHER, false},
    {"Importance", HEADER_OTHER, false},
    {"Content-Transfer-Encoding", HEADER_OTHER, false},
    {"Attachments", HEADER_OTHER, false},
};

static int header_of(const char *line, gsize len, const char **value)
{
    const char *colon = memchr(line, ':', MIN(len, 40));
    if (!colon)
        return -1;
    for (gsize i = 0; i < G_N_ELEMENTS(headers); i++)
        if (strlen(headers[i].name) == (gsize)(colon - line) &&
            g_ascii_strncasecmp(line, headers[i].name, (gsize)(colon - line)) == 0) {
            *value = colon + 1;
            return (int)i;
        }
    return -1;
}

static void add_author(NgArticle *article, const char *name, gsize len, const char *rule)
{
    char *author = ng_clean_text(name, (gssize)len);
    if (!author)
        return;
    g_ptr_array_add(article->authors, author);
    ng_article_set_provenance(article, "authors", rule);
}

/* Names in "Jane Roe, John Doe and Max Mustermann"; what is no name ("Staff Writer") is left.
 * Returns how many. */
static guint read_names(NgArticle *article, const char *text, const char *rule)
{
    static TextPattern separator = {"\\s*(?:,|;|&|\\||/|\\band\\b|\\bund\\b|\\bet\\b|\\by\\b)\\s*",
                                    NULL};
    static TextPattern office = {
        "^(?:(?:U\\.?S\\.? )?(?:Senator|Sen\\.|Representative|Rep\\.|Congress(?:wo)?man|Governor|"
        "Gov\\.|President|Dr\\.|Mr\\.|Mrs\\.|Ms\\.|Prof\\.|Professor) )+",
        NULL};
    static const char *const jobs[] = {"Writer", "Editor",         "Reporter", "Correspondent",
                                       "Staff",  "Correspondents", "Press",    "News",
                                       "Bureau", "Columnist",      "Agency"};
    text_matches(&separator, "");
    g_auto(GStrv) parts = g_regex_split(separator.regex, text, 0);
    guint found = 0;
    for (char **part = parts; *part; part++) {
        int begin = 0, end = 0;
        const char *name = *part;
        if (text_find(&office, name, 0, &begin, &end))
            name += end;
        bool job = false;
        for (gsize i = 0; i < G_N_ELEMENTS(jobs); i++)
            job |= strstr(name, jobs[i]) != NULL;
        if (job || !text_is_name(name, strlen(name)))
            continue;
        add_author(article, name, strlen(name), rule);
        found++;
    }
    return found;
}

static void take_header(TextPage *page, Header header, const char *value, gsize len)
{
    NgArticle *article = page->article;
    g_autofree char *text = ng_clean_text(value, (gssize)len);
    NgDate date;
    if (!text)
        return;
    switch (header) {
    case HEADER_TITLE:
        ng_article_set_title(article, text);
        ng_article_set_provenance(article, "title", "text:header");
        break;
    case HEADER_DATE:
        if (article->published || !ng_date_parse_loose(text, article->lang, &date))
            break;
        article->published = ng_date_format(&date);
        ng_article_set_provenance(article, "published", "text:header");
        break;
    case HEADER_AUTHOR:
        if (read_names(article, text, "text:header") == 0)
            add_author(article, text, strlen(text), "text:header");
        break;
    case HEADER_OUTLET:
        if (article->outlet)
            break;
        article->outlet = g_steal_pointer(&text);
        ng_article_set_provenance(article, "outlet", "text:header");
        break;
    case HEADER_URL:
        if (!article->url &&
            (g_str_has_prefix(text, "http://") || g_str_has_prefix(text, "https://")))
            article->url = g_steal_pointer(&text);
        break;
    case HEADER_OTHER:
        break;
    }
}

gsize text_read_headers(TextPage *page, const char *text, gsize len)
{
    struct {
        Header header;
        const char *value;
        gsize len;
    } found[32];
    guint n = 0, folds = 0;
    bool certain = false;
    const char *end = text + len, *p = text;
    while (p < end && g_ascii_isspace(*p))
        p++;
    while (p < end && n < G_N_ELEMENTS(found)) {
        const char *stop = memchr(p, '\n', (gsize)(end - p));
        stop = stop ? stop : end;
        const char *value;
        int i = header_of(p, (gsize)(stop - p), &value);
        if (i >= 0 && stop - p < 1000) {
            found[n].header = headers[i].header;
            found[n].value = value;
            found[n++].len = (gsize)(stop - value);
            certain |= headers[i].lone;
            folds = 0;
        } else if (n > 0 && (*p == ' ' || *p == '\t') && stop - p < 100 && stop > p + 1 &&
                   found[n - 1].header != HEADER_DATE && folds++ < 2) {
            found[n - 1].len = (gsize)(stop - found[n - 1].value); /* folded, as mail does */
        } else {
            break;
        }
        p = stop < end ? stop + 1 : end;
    }
    if (n == 0 || (n == 1 && (!certain || found[0].header == HEADER_DATE)))
        return 0; /* a lone date line is found among the lines */
    for (guint i = 0; i < n; i++)
        take_header(page, found[i].header, found[i].value, found[i].len);
    return (gsize)(p - text);
}

/* ---- an opening that was run into one line ---- */

/* Splits block i at byte `at`; the new block is i + 1. False when a side would be empty. */
static bool split_block(TextPage *page, guint i, gsize at)
{
    TextBlock *whole = text_block(page, i);
    TextBlock *head = text_block_new(whole->text, (gssize)at);
    TextBlock *tail = text_block_new(whole->text + at, (gssize)(whole->len - at));
    if (!head || !tail) {
        text_block_free(head);
        text_block_free(tail);
        return false;
    }
    head->alone = whole->alone;
    head->cut = tail->cut = true;
    g_ptr_array_remove_index(page->blocks, i);
    g_ptr_array_insert(page->blocks, (int)i, head);
    g_ptr_array_insert(page->blocks, (int)i + 1, tail);
    return true;
}

/* How far `text` begins with what `title` says, case and marks aside; 0 when it does not. */
static gsize begins_with(const char *text, const char *title)
{
    const char *p = text, *q = title;
    while (*q) {
        gunichar c = g_utf8_get_char(q);
        if (g_unichar_isalnum(c)) {
            while (*p && !g_unichar_isalnum(g_utf8_get_char(p)))
                p = g_utf8_next_char(p);
            if (!*p || g_unichar_tolower(g_utf8_get_char(p)) != g_unichar_tolower(c))
                return 0;
            p = g_utf8_next_char(p);
        }
        q = g_utf8_next_char(q);
    }
    return (gsize)(p - text);
}

static guint words_before(const char *text, gsize len)
{
    guint n = 0;
    for (gsize i = 0; i < len; i++)
        n += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
    return n;
}

/* Is the date at `at` one that the sentence speaks of: "the hearing on May 3, 2016"? */
static bool is_inside(const char *text, int at)
{
    static TextPattern before = {"(?:\\b(?:on|of|by|in|since|until|from|to|for|before|after|the|"
                                 "this|dated|and|through|between|"
                                 "last|next|ending|beginning|effective|starting)|,)$",
                                 NULL};
    g_autofree char *head = g_strndup(text, (gsize)at);
    g_strchomp(head);
    return text_matches(&before, head);
}

/* Where the opening of this long block ends or has its next seam, 0 when there is none. */
static gsize seam(const TextPage *page, guint i)
{
    static TextPattern label = {"^(?:press releases?|news releases?|news room)(?= )", NULL};
    static TextPattern date = {DATE, NULL};
    static TextPattern contact = {"(?-i:\\bContacts?)[: ]+(?=(?-i:[A-Z]))", NULL};
    /* A dateline: a city in capitals, its state, and a dash or the subject of a release. */
    static TextPattern dateline = {
        "(?-i:\\b[A-Z]{5,}(?: [A-Z]{3,})?(?:,? (?:D\\.? ?C\\.?|[A-Z][a-z.]{1,5}"
        "|[A-Z]\\.? ?[A-Z]\\.?))?"
        "(?= ?(?:[-\u2013\u2014]|U\\.? ?S\\.? |Sen|Today|The )))",
        NULL};
    /* "Contact", names, and the story's first words. */
    static TextPattern called = {
        "^contacts?[: ].{3,120}?\\b((?-i:[A-Z]{5,}\\b|Senators? [A-Z]|United States|U S Sen))",
        NULL};
    /* A headline of capitals, and a deck that is not. */
    static TextPattern capitals = {"^(?-i:(?:[A-Z][A-Z0-9]*|[0-9]+)(?: [A-Z0-9]+){3,} "
                                   ")(?=(?-i:[A-Z][a-z]+ [A-Za-z0-9]+ [a-z]+))",
                                   NULL};
    /* A press officer's number, and the dateline's city. */
    static TextPattern numbered = {"\\b\\d{3} \\d{3} \\d{4} (?=(?-i:[A-Z]{5,}))", NULL};
    /* The same behind a headline of capitals: there the sentence's small letters tell. */
    static TextPattern after_capitals = {
        "(?-i:\\b[A-Z]{5,}(?:,? [A-Z] [A-Z])?(?= (?:[-–—] ?)?(?:U S )?(?:Sen|Today|The)[a-z ]))",
        NULL};
    const TextBlock *block = text_block(page, i);
    g_autofree char *head = g_strndup(block->text, MIN(block->len, 320));
    /* a cut through a letter would make the pattern fail */
    for (gsize len = strlen(head); !g_utf8_validate(head, -1, NULL) && len > 0;)
        head[--len] = '\0';
    int begin, end;
    if (text_find(&label, head, 0, &begin, &end))
        return (gsize)end;
    for (guint before = 0; before < i; before++) {
        const TextBlock *title = text_block(page, before);
        gsize same = title->words >= 4 ? begins_with(block->text, title->text) : 0;
        if (same > 0 && same < block->len)
            return same;
    }
    if (text_find(&date, head, 0, &begin, &end) && head[end] != ',' && !is_inside(head, begin)) {
        if (begin == 0)
            return (gsize)end;
        if (words_before(head, (gsize)begin) <= 32 && !memchr(head, '.', (gsize)begin))
            return (gsize)begin;
    }
    if (text_find(&contact, head, 0, &begin, &end) && begin > 0 &&
        words_before(head, (gsize)begin) <= 32)
        return (gsize)begin;
    if (text_find(&numbered, head, 0, &begin, &end) && (gsize)end < block->len)
        return (gsize)end;
    if (text_find(&dateline, head, 0, &begin, &end) && begin > 15)
        for (int b = 0; b < begin; b++) /* in a headline of capitals every word looks so */
            if (g_ascii_islower(head[b]))
                return (gsize)begin;
    if (text_find(&after_capitals, head, 0, &begin, &end) && begin > 15)
        return (gsize)begin;
    if (text_find(&called, head, 1, &begin, &end))
        return (gsize)begin;
    if (text_find(&capitals, head, 0, &begin, &end) && (gsize)end < block->len)
        return (gsize)end;
    return 0;
}

void text_cut_opening(TextPage *page)
{
    if (!page->packed)
        return;
    for (guint i = 0, cuts = 0; i < page->blocks->len && i < 8 && cuts < 16;) {
        gsize at = text_block(page, i)->words >= 7 ? seam(page, i) : 0;
        if (at > 0 && split_block(page, i, at))
            cuts++; /* what stands before the seam may have another */
        else
            i++;
    }
}

/* ---- dates ---- */

/* Words beside a date in a line that only says when. */
static const char *const date_words[] = {
    "published",
    "posted",
    "date",
    "dated",
    "updated",
    "last",
    "modified",
    "issued",
    "released",
    "release",
    "for",
    "immediate",
    "on",
    "at",
    "am",
    "pm",
    "a.m",
    "p.m",
    "gmt",
    "est",
    "edt",
    "et",
    "pst",
    "pdt",
    "pt",
    "utc",
    "cet",
    "cest",
    "bst",
    "uhr",
    "the",
    "of",
    "first",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "st",
    "nd",
    "rd",
    "th",
    "t",
    "z",
    "by",
    "staff",
    "publi\u00e9",
    "le",
    "am",
    "ver\u00f6ffentlicht",
    "stand",
    "publicado",
    "de",
    "el",
    "pubblicato",
    "il",
    "embargoed",
    "until",
    "press",
    "statement",
    "created",
    "ct",
    "mt",
    "hrs",
};

static TextPattern date_label = {
    "^(?:(?:date )?(?:first )?(?:published|posted|issued|released|dated?|created)|"
    "(?:for )?(?:immediate )?release|embargoed|last (?:updated|modified)|updated|publi\u00e9|"
    "ver\u00f6ffentlicht|publicado|pubblicato)\\b",
    NULL};
static TextPattern updated_label = {"^(?:last )?(?:updated|modified)\\b", NULL};

/* Letters-only words of the line that a date line has no use for. */
static guint foreign_words(const char *text)
{
    guint foreign = 0;
    for (const char *p = text; *p;) {
        const char *q = p;
        while (*q && (g_unichar_isalpha(g_utf8_get_char(q)) ||
                      (*q == '.' && q > p && g_ascii_isalpha(q[1]))))
            q = g_utf8_next_char(q);
        if (q == p) {
            p = g_utf8_next_char(p);
            continue;
        }
        g_autofree char *lower = g_utf8_strdown(p, q - p);
        bool known = false;
        for (gsize i = 0; i < G_N_ELEMENTS(date_words); i++)
            known |= strcmp(lower, date_words[i]) == 0;
        foreign += !known;
        p = q;
    }
    return foreign;
}

static void take_date(TextPage *page, const NgDate *date, const char *text, const char *rule)
{
    char **field = &page->article->published;
    const char *name = "published";
    if (text_matches(&updated_label, text)) {
        field = &page->article->updated;
        name = "updated";
    }
    if (*field)
        return;
    *field = ng_date_format(date);
    ng_article_set_provenance(page->article, name, rule);
}

static bool is_date_line(const TextPage *page, const TextBlock *block, bool *labelled, NgDate *date)
{
    /* "Washington, D.C. - Friday, ..." */
    static TextPattern place = {
        "^[A-Z][a-z]+,? (?:D\\.? ?C\\.?|[A-Z]{2}|[A-Z][a-z.]+)[ ,–—-]+(?=(?:" WEEKDAYS "|" MONTHS
        ")\\b)",
        NULL};
    *labelled = false;
    if (block->len > 160 || block->words > 16 || block->bullet ||
        strcspn(block->text, "0123456789") == block->len)
        return false;
    *labelled = text_matches(&date_label, block->text);
    int begin, end;
    const char *text = block->text;
    if (text_find(&place, text, 0, &begin, &end))
        text += end;
    if (foreign_words(text) > (*labelled ? 3u : 2u) || (!*labelled && block->words > 9))
        return false;
    /* A day makes it a date line; "October 2016" alone is as often a heading. */
    return ng_date_parse_loose(text, page->article->lang, date) && (*labelled || date->day > 0) &&
           date->year >= 1600 && date->year <= 2200;
}

/* "CITY, March 3, 2016 (Agency) - ...", at the very begin of the story. */
static void read_dateline(TextPage *page, const TextBlock *block)
{
    static TextPattern dated = {"^[^.!?\"]{0,60}?\\(?(" DATE "|\\d{1,2} " MONTHS " \\d{4})\\)?"
                                "\\s*(?:[-\u2013\u2014/:]|\\([A-Za-z ]{2,20}\\) ?[-\u2013\u2014])",
                                NULL};
    static TextPattern wire = {
        "^[^!?\"]{0,80}?\\((AP|Reuters|AFP|dpa|UPI|ANSA|EFE|PTI|TASS|Xinhua|Kyodo|"
        "Yonhap|Interfax|Bloomberg|CP|APA|ANP)\\)\\s*[-\u2013\u2014]",
        NULL};
    g_autofree char *head = g_strndup(block->text, MIN(block->len, 200));
    for (gsize len = strlen(head); !g_utf8_validate(head, -1, NULL) && len > 0;)
        head[--len] = '\0';
    int begin, end;
    NgDate date;
    if (text_find(&dated, head, 1, &begin, &end)) {
        g_autofree char *text = g_strndup(head + begin, (gsize)(end - begin));
        if (ng_date_parse_loose(text, page->article->lang, &date) && date.day > 0)
            take_date(page, &date, text, "text:dateline");
    }
    if (text_find(&wire, head, 1, &begin, &end)) {
        g_ptr_array_add(page->article->credit, g_strndup(head + begin, (gsize)(end - begin)));
        ng_article_set_provenance(page->article, "credit", "text:dateline");
    }
}

void text_mark_dates(TextPage *page)
{
    /* An invitation's "Date:" is the event's, and stands beside its time and place. */
    static TextPattern event = {"^(?:what|when|where|who|time|location|place|venue)\\s*:", NULL};
    static TextPattern bare = {"^dated?\\b", NULL};
    guint prose = text_first_prose(page), n = page->blocks->len;
    NgDate date;
    bool labelled, invitation = false;
    for (guint i = 0; i < n && i < 40; i++)
        invitation |= text_block(page, i)->len < TEXT_SHORT_BYTES &&
                      text_matches(&event, text_block(page, i)->text);
    for (guint i = 0; i < n; i++) {
        TextBlock *block = text_block(page, i);
        bool above = i <= prose + 1, below = i + 8 >= n;
        if (block->use != TEXT_OPEN || !(above || below) ||
            !is_date_line(page, block, &labelled, &date))
            continue;
        /* Under the story only what says "published" is its date; above, the first line does. */
        if ((!labelled && i >= prose) || (invitation && text_matches(&bare, block->text)))
            continue;
        take_date(page, &date, block->text, labelled ? "text:labelled line" : "text:line");
        block->use = TEXT_DATE;
    }
    if (prose < n)
        read_dateline(page, text_block(page, prose));
}

void text_date_from_name(TextPage *page, const char *source)
{
    static TextPattern name_date = {"(?<!\\d)(?:(\\d{1,2}[-_ ]?(?:" MONTHS ")[-_ ]?\\d{4})|"
                                    "((?:19|20)\\d\\d[-_.]?[01]\\d[-_.]?[0-3]\\d))(?!\\d)",
                                    NULL};
    if (page->article->published || !source)
        return;
    g_autofree char *name = g_path_get_basename(source);
    if (!g_utf8_validate(name, -1, NULL) || strlen(name) > 300)
        return;
    int begin, end;
    NgDate date;
    if (text_find(&name_date, name, 1, &begin, &end)) {
        g_autofree char *text = g_strndup(name + begin, (gsize)(end - begin));
        g_strdelimit(text, "-_", ' ');
        if (!ng_date_parse_loose(text, "en", &date))
            return;
    } else if (text_find(&name_date, name, 2, &begin, &end)) {
        char digits[9];
        guint n = 0;
        for (int i = begin; i < end && n < 8; i++)
            if (g_ascii_isdigit(name[i]))
                digits[n++] = name[i];
        digits[n] = '\0';
        if (!ng_date_parse_iso(digits, &date))
            return;
    } else {
        return;
    }
    if (!ng_date_valid(&date) || date.day == 0)
        return;
    page->article->published = ng_date_format(&date);
    ng_article_set_provenance(page->article, "published", "text:file name");
}

/* ---- bylines ---- */

/* A name alone, under the headline and beside the date. */
static bool is_name_at_date(const TextPage *page, guint i)
{
    const TextBlock *block = text_block(page, i);
    if (block->words > 3 || block->capital || !text_is_name(block->text, block->len))
        return false;
    const TextBlock *above = text_block(page, i - 1);
    bool dated = above->use == TEXT_DATE ||
                 (i + 1 < page->blocks->len && text_block(page, i + 1)->use == TEXT_DATE);
    for (guint k = 0; dated && k < i; k++) /* the headline is another line */
        if (text_block(page, k)->use == TEXT_OPEN && text_block(page, k)->words >= 3)
            return true;
    return false;
}

void text_mark_bylines(TextPage *page)
{
    static TextPattern by = {
        "^(?:written |story |reported |words )?(?:by|von|par|por)\\b:?\\s+(?=\\S)", NULL};
    /* The agencies' sign-off. */
    static TextPattern sign_off = {
        "^[(\\[]?(?:additional )?(?:reporting|writing|editing|compiled) (?:and writing )?by\\s+"
        "([^;)\\]]+)",
        NULL};
    guint prose = text_first_prose(page), n = page->blocks->len;
    for (guint i = 0; i < n; i++) {
        TextBlock *block = text_block(page, i);
        int begin, end;
        if (block->use != TEXT_OPEN || block->len > 300)
            continue;
        if (i > 0 && i < prose && !page->packed && is_name_at_date(page, i)) {
            block->use = TEXT_BYLINE;
            if (page->article->authors->len == 0)
                add_author(page->article, block->text, block->len, "text:name and date");
            continue;
        }
        if (i <= prose + 1 && block->words <= 16 && text_find(&by, block->text, 0, &begin, &end)) {
            /* What is a headline ("By the numbers", "By Invitation Only") names nobody. */
            g_autofree char *rest = g_strdup(block->text + end);
            static TextPattern trailer = {
                "\\s*(?:[|\u2013\u2014(]| - |, (?:at|in|for|of)\\b|\\.$| on " MONTHS ").*$", NULL};
            int cut, stop;
            NgDate date;
            if (text_find(&trailer, rest, 0, &cut, &stop)) {
                g_autofree char *after = g_strdup(rest + cut);
                if (ng_date_parse_loose(after, page->article->lang, &date) && date.day > 0 &&
                    foreign_words(after) <= 2)
                    take_date(page, &date, after, "text:byline");
                rest[cut] = '\0';
            }
            bool known = page->article->authors->len > 0;
            g_autoptr(NgArticle) unused = ng_article_new();
            if (read_names(known ? unused : page->article, rest, "text:byline") > 0)
                block->use = TEXT_BYLINE;
        } else if (i + 6 >= n && i > prose && block->words <= 45 &&
                   text_find(&sign_off, block->text, 1, &begin, &end)) {
            g_autofree char *names = g_strndup(block->text + begin, (gsize)(end - begin));
            g_autofree char *plain = NULL;
            const char *in = strstr(names, " in ");
            plain = in ? g_strndup(names, (gsize)(in - names)) : g_strdup(names);
            bool known = page->article->authors->len > 0;
            g_autoptr(NgArticle) unused = ng_article_new();
            if (read_names(known ? unused : page->article, plain, "text:sign-off") > 0)
                block->use = TEXT_BYLINE;
        }
    }
}
