/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When the text says it was published, and who it says wrote it. */
#include "text.h"

#include "nutgraf/date.h"

#include <string.h>

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
    g_autofree char *iso = ng_date_format(date);
    text_consider(page->article, name, rule, iso);
    if (*field)
        return;
    *field = g_steal_pointer(&iso);
    ng_article_set_provenance(page->article, name, rule);
}

static bool is_date_line(const TextPage *page, const TextBlock *block, bool *labelled, NgDate *date)
{
    /* "Washington, D.C. - Friday, ..." */
    static TextPattern place = {
        "^[A-Z][a-z]+,? (?:D\\.? ?C\\.?|[A-Z]{2}|[A-Z][a-z.]+)[ ,–—-]+(?=(?:" TEXT_WEEKDAYS
        "|" TEXT_MONTHS ")\\b)",
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
    static TextPattern dated = {"^[^.!?\"]{0,60}?\\(?(" TEXT_DATE_PATTERN "|\\d{1,2} " TEXT_MONTHS
                                " \\d{4})\\)?"
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
    static TextPattern name_date = {
        "(?<!\\d)(?:(\\d{1,2}[-_ ]?(?:" TEXT_MONTHS ")[-_ ]?\\d{4})|"
        "((?:19|20)\\d\\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\\d|3[01])))(?!\\d)",
        NULL};
    if ((page->article->published && !page->article->considered) || !source)
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
    g_autofree char *iso = ng_date_format(&date);
    text_consider(page->article, "published", "text:file name", iso);
    if (page->article->published)
        return;
    page->article->published = g_steal_pointer(&iso);
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
        bool says_by = text_find(&by, block->text, 0, &begin, &end);
        if (i > 0 && i < prose && !page->packed && !says_by && is_name_at_date(page, i)) {
            block->use = TEXT_BYLINE;
            if (page->article->authors->len == 0)
                text_add_author(page->article, block->text, block->len, "text:name and date");
            continue;
        }
        if (i <= prose + 1 && block->words <= 16 && says_by) {
            /* What is a headline ("By the numbers", "By Invitation Only") names nobody. */
            g_autofree char *rest = g_strdup(block->text + end);
            static TextPattern trailer = {
                "\\s*(?:[|\u2013\u2014(]| - |, (?:at|in|for|of)\\b|\\.$| on " TEXT_MONTHS ").*$",
                NULL};
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
            if (text_read_names(known ? unused : page->article, rest, "text:byline") > 0)
                block->use = TEXT_BYLINE;
        } else if (i + 6 >= n && i > prose && block->words <= 45 &&
                   text_find(&sign_off, block->text, 1, &begin, &end)) {
            g_autofree char *names = g_strndup(block->text + begin, (gsize)(end - begin));
            g_autofree char *plain = NULL;
            const char *in = strstr(names, " in ");
            plain = in ? g_strndup(names, (gsize)(in - names)) : g_strdup(names);
            bool known = page->article->authors->len > 0;
            g_autoptr(NgArticle) unused = ng_article_new();
            if (text_read_names(known ? unused : page->article, plain, "text:sign-off") > 0)
                block->use = TEXT_BYLINE;
        }
    }
}
