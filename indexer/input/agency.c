/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: fields of an agency's item into the article, and the article to the sink. */
#include "indexer/input/agency.h"
#include "indexer/input/html_fields.h"
#include "indexer/input/html_statement.h"
#include "nutgraf/date.h"
#include "nutgraf/stem.h"

#include <string.h>

/* ---- fields ---- */

void agency_title(NgArticle *article, const char *title, const char *rule)
{
    g_autofree char *clean = title ? ng_clean_text(title, -1) : NULL;
    if (!clean) {
        return;
    }
    ng_article_consider(article, "title", rule, clean, 1);
    if (article->headline->text[0] != '\0') {
        return;
    }
    ng_article_set_title(article, clean);
    ng_article_set_provenance(article, "title", rule);
}

void agency_deck(NgArticle *article, const char *line)
{
    g_autofree char *clean = line ? ng_clean_text(line, -1) : NULL;
    if (clean && g_ascii_strcasecmp(clean, article->headline->text) != 0) {
        ng_article_add_paragraph(article, clean, -1, NG_ROLE_HEADING);
    }
}

void agency_id(NgArticle *article, const char *id)
{
    g_autofree char *clean = id ? ng_clean_text(id, -1) : NULL;
    if (clean && !article->id) {
        article->id = ng_article_id_encode(clean);
    }
}

void agency_lang(NgArticle *article, const char *tag, const char *rule)
{
    const char *lang = tag ? ng_language_normalise(tag) : NULL;
    ng_article_consider(article, "lang", rule, lang, 1);
    if (lang && !article->lang) {
        article->lang = g_strdup(lang);
        ng_article_set_provenance(article, "lang", rule);
    }
}

void agency_outlet(NgArticle *article, const char *name, const char *rule)
{
    g_autofree char *clean = name ? ng_clean_text(name, -1) : NULL;
    if (!clean || strlen(clean) > 200) {
        return;
    }
    const char *known = agency_known(clean);
    double sure = strcmp(rule, "dateline") == 0 ? 0.7 : 1;
    ng_article_consider(article, "outlet", rule, known ? known : clean, sure);
    if (article->outlet) {
        return;
    }
    article->outlet = g_strdup(known ? known : clean);
    ng_article_set_provenance(article, "outlet", rule);
}

void agency_genre(NgArticle *article, const char *genre)
{
    g_autofree char *clean = genre && strlen(genre) < 200 ? ng_clean_text(genre, -1) : NULL;
    if (clean && ng_statement_is_named(clean)) {
        article->kind = NG_KIND_STATEMENT;
        article->kind_given = true;
        ng_article_set_provenance(article, "kind", "genre");
    }
}

bool agency_date(NgArticle *article, const char *field, const char *text, const char *rule)
{
    char **value = strcmp(field, "updated") == 0 ? &article->updated : &article->published;
    NgDate date;
    if (text) {
        ng_article_consider(article, field, rule, text, 1);
    }
    if (!text || *value || strlen(text) > 100 ||
        !(ng_date_parse_iso(text, &date) || ng_date_parse_loose(text, article->lang, &date))) {
        return false;
    }
    *value = ng_date_format(&date);
    ng_article_set_provenance(article, field, rule);
    return true;
}

void agency_version(NgArticle *article, const char *version)
{
    if (version) {
        guint64 number = g_ascii_strtoull(version, NULL, 10);
        article->version = (unsigned)MIN(number, (guint64)G_MAXINT32);
    }
}

/* ---- people ---- */

/* "GERRY SHIH" as wires shout it: Gerry Shih. A name with any small letter is as it should be. */
static char *quiet(const char *byline)
{
    GString *out = g_string_sized_new(strlen(byline));
    bool start = true;
    for (const char *p = byline; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool letter = g_unichar_isalpha(c);
        bool after_mc = out->len >= 2 && memcmp(out->str + out->len - 2, "Mc", 2) == 0 &&
                        (out->len == 2 || out->str[out->len - 3] == ' ');
        g_string_append_unichar(out, !letter ? c : start || after_mc ? c : g_unichar_tolower(c));
        start = !letter;
    }
    return g_string_free(out, FALSE);
}

/* Whether all names in it are written in capitals; "and", "By" say nothing. */
static bool shouted(const char *byline)
{
    guint capital = 0, mixed = 0;
    char **words = g_strsplit_set(byline, " ,;/", -1);
    for (char **word = words; *word; word++) {
        guint upper = 0, lower = 0;
        for (const char *p = *word; *p; p = g_utf8_next_char(p)) {
            upper += g_unichar_isupper(g_utf8_get_char(p)) ? 1 : 0;
            lower += g_unichar_islower(g_utf8_get_char(p)) ? 1 : 0;
        }
        if (upper > 2 && (lower == 0 || (lower == 1 && g_str_has_prefix(*word, "Mc")))) {
            capital++;
        } else if (upper == 1 && lower > 1 && strcmp(*word, "Von") != 0 &&
                   strcmp(*word, "Par") != 0 && strcmp(*word, "Por") != 0) {
            mixed++;
        }
    }
    g_strfreev(words);
    return capital >= 2 && mixed == 0;
}

void agency_credit(NgArticle *article, const char *name)
{
    g_autofree char *clean = name ? ng_clean_text(name, -1) : NULL;
    if (!clean || strlen(clean) > 200) {
        return;
    }
    const char *known = agency_known(clean);
    const char *credit = known ? known : clean;
    for (guint i = 0; i < article->credit->len; i++) {
        if (strcmp(article->credit->pdata[i], credit) == 0) {
            return;
        }
    }
    g_ptr_array_add(article->credit, g_strdup(credit));
}

/* "The San Diego Union-Tribune", "Faktisk.no": whom the writer works for. "MAR": initials. */
static bool is_employer(const char *name)
{
    static GRegex *once;
    if (g_once_init_enter(&once)) {
        g_once_init_leave(
            &once,
            g_regex_new("^The |\\b(?:Press|News|Newspapers?|Times|Tribune|Post|Journal|Herald|"
                        "Gazette|Agency|Bureau|Desk|Newsdesk|Newsroom|Correspondents?|"
                        "University|Institute|Foundation|Magazine|Radio|Media|Staff|Inc|Ltd|"
                        "LLC|GmbH|Corp|Solutions|Service|Network|"
                        "Reporters?|Writers?)\\b|^\\S+\\.[a-z]{2,3}$|^[A-Z]{1,4}$",
                        G_REGEX_OPTIMIZE, 0, NULL));
    }
    return g_regex_match(once, name, 0, NULL);
}

void agency_byline(NgArticle *article, const char *byline, const char *rule)
{
    g_autofree char *clean =
        byline ? ng_clean_text(byline, (gssize)MIN(strlen(byline), AGENCY_NOTE_BYTES)) : NULL;
    if (!clean) {
        return;
    }
    double sure = strcmp(rule, "line over the text") == 0 ? 0.8 : 1;
    ng_article_consider(article, "authors", rule, clean, sure);
    g_autofree char *names = shouted(clean) ? quiet(clean) : g_strdup(clean);
    g_autoptr(GPtrArray) wires = g_ptr_array_new_with_free_func(g_free);
    guint before = article->authors->len;
    const char *known = agency_known(names);
    if (known) {
        agency_credit(article, known);
        return;
    }
    ng_byline_add(article->authors, wires, names, article->outlet);
    for (guint i = article->authors->len; i > before; i--) {
        const char *agency = agency_known(article->authors->pdata[i - 1]);
        if (agency) {
            agency_credit(article, agency);
        }
        if (agency || is_employer(article->authors->pdata[i - 1])) {
            g_ptr_array_remove_index(article->authors, i - 1);
        }
    }
    for (guint i = 0; i < wires->len; i++) {
        agency_credit(article, wires->pdata[i]);
    }
    if (article->authors->len > before) {
        ng_article_set_provenance(article, "authors", rule);
    }
}

/* ---- to the sink ---- */

void agency_skip(Agency *agency, const char *reason)
{
    g_autofree char *where =
        agency->several ? g_strdup_printf("item %" G_GUINT64_FORMAT, agency->place) : NULL;
    agency->skips++;
    agency->sinks->skip(where, reason, agency->sinks->data);
}

static void hand_over(Agency *agency, NgArticle *article)
{
    const NgInput *input = agency->input;
    if (input->outlet) {
        g_free(article->outlet);
        article->outlet = g_strdup(input->outlet);
        ng_article_set_provenance(article, "outlet", "option");
    }
    if (input->lang) {
        g_free(article->lang);
        article->lang = g_strdup(input->lang);
        ng_article_set_provenance(article, "lang", "option");
    }
    /* A wire that names itself in the byline of its own story adds nothing. */
    for (guint i = article->credit->len; i > 0; i--) {
        if (article->outlet && strcmp(article->credit->pdata[i - 1], article->outlet) == 0) {
            g_ptr_array_remove_index(article->credit, i - 1);
        }
    }
    /* Houses that pass on nothing but what others state. */
    static const char *const release_wires[] = {"Business Wire", "GlobeNewswire", "PR Newswire"};
    for (guint i = 0; article->outlet && i < G_N_ELEMENTS(release_wires); i++) {
        if (strcmp(release_wires[i], article->outlet) == 0 && !article->kind_given) {
            article->kind = NG_KIND_STATEMENT;
            article->kind_given = true;
            ng_article_set_provenance(article, "kind", "outlet");
        }
    }
    NgDate published, updated;
    bool backwards = article->published && article->updated &&
                     ng_date_parse_iso(article->published, &published) &&
                     ng_date_parse_iso(article->updated, &updated) &&
                     ng_date_unix(&updated) < ng_date_unix(&published);
    if (!article->updated || backwards) {
        /* Versions that carry no number are told apart by their time. */
        g_free(article->updated);
        article->updated = g_strdup(article->published);
    }
    g_free(article->source);
    article->source = agency->several
                          ? g_strdup_printf("%s#%" G_GUINT64_FORMAT, input->source, agency->place)
                          : g_strdup(input->source);
    agency->articles++;
    agency->stopped = !agency->sinks->article(article, agency->sinks->data);
}

void agency_deliver(Agency *agency, NgArticle *article)
{
    agency_settle_text(article);
    if (!article->outlet) {
        g_autofree char *named = agency_of_dateline(article);
        agency_outlet(article, named && agency_known(named) ? named : NULL, "dateline");
    }
    bool empty = article->headline->text[0] == '\0' && article->paragraphs->len == 0;
    if (article->status == NG_STATUS_WITHDRAWN && article->id) {
        hand_over(agency, article);
    } else if (empty) {
        agency_skip(agency, "an item with neither a headline nor text");
        ng_article_free(article);
    } else {
        hand_over(agency, article);
    }
}

void agency_withdraw_other(Agency *agency, const NgArticle *by, const char *id, unsigned version,
                           const char *rule)
{
    g_autofree char *clean = ng_clean_text(id, -1);
    g_autofree char *encoded = clean ? ng_article_id_encode(clean) : NULL;
    if (!encoded || agency->stopped || g_strcmp0(encoded, by->id) == 0) {
        return;
    }
    NgArticle *gone = ng_article_new();
    gone->id = g_steal_pointer(&encoded);
    gone->version = version;
    gone->outlet = g_strdup(by->outlet);
    gone->lang = g_strdup(by->lang);
    gone->published = g_strdup(by->published);
    gone->updated = g_strdup(by->updated);
    gone->status = NG_STATUS_WITHDRAWN;
    ng_article_set_provenance(gone, "status", rule);
    ng_article_set_title(gone, by->headline->text);
    hand_over(agency, gone);
}
