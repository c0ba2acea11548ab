/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what the fields of an SGML record say: title, byline, date, outlet, dateline,
 * text. */
#include "indexer/input/sgml_article.h"
#include "indexer/input/sgml_copy.h"
#include "nutgraf/date.h"

#include <string.h>

static void set_title(NgArticle *article, const GString *field)
{
    g_autoptr(GArray) lines = sgml_lines(field);
    g_autoptr(GString) title = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        const SgmlLine *line = &g_array_index(lines, SgmlLine, i);
        if (title->len > 0 && (line->len == 0 || line->s[0] == '@')) {
            break; /* a second headline element, or a deck below the first */
        }
        if (line->len > 0) {
            sgml_join(title, line);
        }
    }
    if (title->len > 0) {
        ng_article_set_title(article, title->str);
        ng_article_set_provenance(article, "title", "sgml");
    }
}

/* ---- byline ---- */

static bool has_word(const char *lower, const char *word)
{
    const char *at = strstr(lower, word);
    return at != NULL && (at == lower || !g_ascii_isalpha(at[-1])) &&
           !g_ascii_isalpha(at[strlen(word)]);
}

/* "Reuters", "Associated Press Writer", "Times Staff Writer": who they write for, not their name.
 */
static bool is_employer(NgArticle *article, const char *part)
{
    static const char *const words[] = {"writer",  "writers", "staff", "correspondent", "editor",
                                        "special", "press",   "times", "news",          "reporter"};
    g_autofree char *lower = g_ascii_strdown(part, -1);
    if (has_word(lower, "reuter") || has_word(lower, "reuters")) {
        sgml_add_credit(article, "Reuters");
        return true;
    }
    if (has_word(lower, "associated press") || strcmp(lower, "ap") == 0) {
        sgml_add_credit(article, "AP");
        return true;
    }
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (has_word(lower, words[i])) {
            return true;
        }
    }
    return false;
}

static void add_authors(NgArticle *article, const char *part)
{
    g_autoptr(GRegex) and = g_regex_new("\\s+and\\s+|\\s*&\\s*", G_REGEX_CASELESS, 0, NULL);
    g_auto(GStrv) names = g_regex_split(and, part, 0);
    for (guint i = 0; names[i] != NULL; i++) {
        char *name = ng_clean_text(names[i], -1);
        if (name != NULL && !is_employer(article, name) && strlen(name) <= 80) {
            g_ptr_array_add(article->authors, name);
        } else {
            g_free(name);
        }
    }
}

static void set_authors(NgArticle *article, const GString *field)
{
    g_autofree char *one_line = g_strdelimit(g_strdup(field->str), "\n\r\t;", ',');
    const char *by = one_line;
    while (*by != '\0' && (sgml_blank(*by) || *by == ',')) {
        by++;
    }
    if (g_ascii_strncasecmp(by, "by", 2) == 0 && (by[2] == ' ' || by[2] == ':')) {
        by += 3;
    }
    g_auto(GStrv) parts = g_strsplit(by, ",", 16);
    for (guint i = 0; parts[i] != NULL; i++) {
        add_authors(article, parts[i]);
    }
    if (article->authors->len > 0) {
        ng_article_set_provenance(article, "authors", "sgml");
    }
}

/* ---- date, outlet, dateline ---- */

/* What TREC's and LDC's document numbers say: the paper, and how its date is written. */
static const struct {
    const char *prefix;
    const char *outlet;
    const char *date; /* y, m, d: a digit each; yy is of the 1900s */
} papers[] = {
    {"APW_ENG_", "Associated Press", "yyyymmdd"},
    {"NYT_ENG_", "New York Times", "yyyymmdd"},
    {"XIN_ENG_", "Xinhua", "yyyymmdd"},
    {"AFP_ENG_", "Agence France-Presse", "yyyymmdd"},
    {"LTW_ENG_", NULL, "yyyymmdd"},
    {"CNA_ENG_", "Central News Agency", "yyyymmdd"},
    {"APW", "Associated Press", "yyyymmdd"},
    {"NYT", "New York Times", "yyyymmdd"},
    {"XIE", "Xinhua", "yyyymmdd"},
    {"AP", "Associated Press", "yymmdd"},
    {"WSJ", "Wall Street Journal", "yymmdd"},
    {"LA", "Los Angeles Times", "mmddyy"},
    {"SJMN", "San Jose Mercury News", ""},
    {"FT", "Financial Times", ""},
};

static bool date_by_pattern(const char *digits, const char *pattern, NgDate *date)
{
    *date = (NgDate) {0, 0, 0, -1, NG_DATE_NO_ZONE};
    guint year_digits = 0;
    for (guint i = 0; pattern[i] != '\0'; i++) {
        int digit = g_ascii_digit_value(digits[i]);
        if (digit < 0) {
            return false;
        }
        int *part = pattern[i] == 'y' ? &date->year : pattern[i] == 'm' ? &date->month : &date->day;
        *part = *part * 10 + digit;
        year_digits += pattern[i] == 'y' ? 1 : 0;
    }
    date->year += year_digits == 2 ? 1900 : 0;
    return pattern[0] != '\0' && date->month > 0 && date->day > 0 && ng_date_valid(date);
}

/* Outlet and date from a number such as AP880212-0001. */
static void read_number(NgArticle *article, const char *number)
{
    for (guint i = 0; i < G_N_ELEMENTS(papers); i++) {
        gsize len = strlen(papers[i].prefix);
        NgDate date;
        if (g_ascii_strncasecmp(number, papers[i].prefix, len) != 0 ||
            !g_ascii_isdigit(number[len])) {
            continue;
        }
        bool dated = date_by_pattern(number + len, papers[i].date, &date);
        if (!dated && papers[i].date[0] != '\0') {
            continue; /* another collection that begins with the same letters */
        }
        if (article->outlet == NULL && papers[i].outlet != NULL) {
            article->outlet = g_strdup(papers[i].outlet);
            ng_article_set_provenance(article, "outlet", "document number");
        }
        if (dated && article->published == NULL) {
            article->published = ng_date_format(&date);
            ng_article_set_provenance(article, "published", "document number");
        }
        return;
    }
}

static void set_date(NgArticle *article, const GString *field)
{
    g_auto(GStrv) lines = g_strsplit(field->str, "\n", 8);
    NgDate date;
    for (guint i = 0; lines[i] != NULL; i++) {
        g_autofree char *line = ng_clean_text(lines[i], -1);
        if (line != NULL && ng_date_parse_loose(line, "en", &date)) {
            article->published = ng_date_format(&date);
            ng_article_set_provenance(article, "published", "sgml");
            return;
        }
    }
}

/* "    SALVADOR, Feb 26 - ": kept beside the text, without the dash that leads over to it. */
static void set_dateline(NgArticle *article, const GString *field)
{
    g_autofree char *dateline = ng_clean_text(field->str, -1);
    gsize len = dateline != NULL ? strlen(dateline) : 0;
    while (len > 0 && (dateline[len - 1] == '-' || dateline[len - 1] == ' ')) {
        len--;
    }
    if (len > 0) {
        dateline[len] = '\0';
        ng_article_set_provenance(article, "dateline", dateline);
    }
}

/* ---- the article ---- */

static void set_text(NgArticle *article, const SgmlRecord *record)
{
    static const SgmlField order[] = {SGML_LEAD, SGML_BODY, SGML_TEXT, SGML_LOOSE};
    bool any = false;
    for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
        const GString *field = record->fields[order[i]];
        /* Beside a body, TEXT holds only the wire's marks; outside of all there is text only where
         * a collection has no elements for it. */
        if (field->len == 0 || (any && (order[i] == SGML_LOOSE || record->reuters)) ||
            (record->reuters && order[i] == SGML_LOOSE)) {
            continue;
        }
        g_autoptr(GArray) lines = sgml_lines(field);
        guint from = 0;
        sgml_drop_sign_off(article, lines);
        if (article->headline->text[0] == '\0' && (record->unprocessed || order[i] == SGML_LOOSE)) {
            from = sgml_title_of_copy(article, lines);
        }
        guint before = article->paragraphs->len;
        sgml_add_paragraphs(article, lines, from, NG_ROLE_BODY,
                            record->reuters ? 0 : sgml_margin(lines, from),
                            record->unprocessed ? sgml_width(lines) : 0);
        any = any || article->paragraphs->len > before;
    }
    g_autoptr(GArray) captions = sgml_lines(record->fields[SGML_CAPTION]);
    sgml_add_paragraphs(article, captions, 0, NG_ROLE_CAPTION, sgml_margin(captions, 0), 0);
}

static void set_id(NgArticle *article, const SgmlRecord *record)
{
    if (record->reuters) {
        article->id = record->number != NULL ? g_strdup_printf("reuters-%s", record->number) : NULL;
        return;
    }
    /* DOCNO and DOCID may both be there: the first line counts. */
    g_autoptr(GArray) lines = sgml_lines(record->fields[SGML_NUMBER]);
    for (guint i = 0; i < lines->len && article->id == NULL; i++) {
        const SgmlLine *line = &g_array_index(lines, SgmlLine, i);
        article->id = line->len > 0 ? ng_clean_text(line->s, (gssize)line->len) : NULL;
    }
    if (article->id == NULL && record->number != NULL) {
        article->id = g_strdup(record->number);
    }
}

NgArticle *sgml_article(const SgmlRecord *record)
{
    g_autoptr(NgArticle) article = ng_article_new();
    set_id(article, record);
    set_title(article, record->fields[SGML_TITLE]);
    if (!record->brief) { /* a brief has its title and filler */
        set_text(article, record);
    }
    if (article->headline->text[0] == '\0' && article->paragraphs->len == 0) {
        return NULL;
    }
    set_date(article, record->fields[SGML_DATE]);
    set_dateline(article, record->fields[SGML_DATELINE]);
    set_authors(article, record->fields[SGML_AUTHOR]);
    if (record->reuters) {
        article->outlet = g_strdup("Reuters");
        ng_article_set_provenance(article, "outlet", "sgml");
    } else if (article->id != NULL) {
        read_number(article, article->id);
    }
    if (article->outlet == NULL) {
        article->outlet = ng_clean_text(record->fields[SGML_SOURCE]->str, -1);
        if (article->outlet != NULL) {
            ng_article_set_provenance(article, "outlet", "sgml");
        }
    }
    return g_steal_pointer(&article);
}
