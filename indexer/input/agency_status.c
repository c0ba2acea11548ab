/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: may an agency's item be shown: its status, its embargo, and what editors say about
 * it in words. Wires send a kill as an item of its own, and often with no other mark than the word;
 * a headline with "kill" in it must never be taken for one. */
#include "indexer/input/agency.h"
#include "nutgraf/date.h"

#include <string.h>

static void withdraw(NgArticle *article, const char *rule)
{
    article->status = NG_STATUS_WITHDRAWN;
    ng_article_set_provenance(article, "status", rule);
}

void agency_embargo(NgArticle *article, const char *until, const char *rule)
{
    NgDate date;
    g_free(article->embargo);
    article->embargo = until && (ng_date_parse_iso(until, &date) ||
                                 ng_date_parse_loose(until, article->lang, &date))
                           ? ng_date_format(&date)
                           : g_strdup(AGENCY_FURTHER_NOTICE);
    ng_article_set_provenance(article, "embargo", rule);
}

void agency_status(NgArticle *article, const char *status, const char *rule)
{
    g_autofree char *clean = status ? ng_clean_text(status, -1) : NULL;
    if (!clean) {
        return;
    }
    /* A code with its scheme ("stat:canceled"), or the end of its URI. */
    const char *word = strrchr(clean, ':');
    const char *slash = strrchr(clean, '/');
    word = MAX(word, slash) ? MAX(word, slash) + 1 : clean;
    if (g_ascii_strncasecmp(word, "cancel", 6) == 0 || g_ascii_strcasecmp(word, "withdrawn") == 0 ||
        g_ascii_strcasecmp(word, "killed") == 0 || g_ascii_strcasecmp(word, "kill") == 0 ||
        g_ascii_strcasecmp(word, "recalled") == 0) {
        withdraw(article, rule);
    } else if (g_ascii_strcasecmp(word, "corrected") == 0 &&
               article->status != NG_STATUS_WITHDRAWN) {
        article->status = NG_STATUS_CORRECTED;
        ng_article_set_provenance(article, "status", rule);
    } else if (g_ascii_strcasecmp(word, "withheld") == 0) {
        agency_embargo(article, NULL, rule); /* whatever time was set before */
    } else if (g_ascii_strcasecmp(word, "embargoed") == 0 && !article->embargo) {
        agency_embargo(article, NULL, rule);
    }
}

/* ---- in words ---- */

/* As they open a headline: in capitals, and set off from what follows. A hyphen sets off only what
 * is no part of the word: "WITHDRAWN-Bank raises rates", not "KILL-SWITCH". */
#define SET_OFF "(?:\\s*[:;)\\x{2013}\\x{2014}]|\\s-|-(?=\\p{Lu}\\p{Ll}|\\p{Lu}\\.))"
#define OPENING(words) "^\\(?(?:[A-Z]+ \\d{1,2} ?- ?)?(?:" words ")\\)?" SET_OFF
#define URGENT_WORDS "(?:ADVISORY|BULLETIN|MANDATORY|STORY|URGENT)[ :-]+"
#define KILLS                                                                                      \
    "(?:" URGENT_WORDS ")*"                                                                        \
    "(?:KILL(?:ED)?(?: ADVISORY| NOTICE)?|WITHDRAW(?:N|AL)(?: ADVISORY)?)"
#define CORRECTIONS                                                                                \
    "CORRECT(?:ED|ION|S|IVE)|BERICHTIGUNG|BERICHTIGT|KORREKTUR|KORRIGIERT|RECTIFICATI(?:F|ON)|"    \
    "CORRECCI\xC3\x93N|CORREZIONE|RETTELSE|RETTING|R\xC3\x84TTELSE|RETTET|OIKAISU|KORJAUS"
/* In other languages a cancellation is a status line only: in a headline the word may be the news.
 */
#define STATUS_LINE(words)                                                                         \
    "^[(*\\s]*(?:(?:ADVISORY|BULLETIN|MANDATORY|STORY|URGENT|\\d(?:ST|ND|RD|TH) [\\w-]+)[ :,-]+)*" \
    "(?:" words ")\\b[)*\\s:.!]*(?:\\w+[)*:.!]*)?$"

typedef struct {
    const char *pattern;
    bool any_case;
    GRegex *regex;
} Words;

static Words kill_words[] = {
    [AGENCY_HEADLINE] = {OPENING(KILLS) "|^(?:" URGENT_WORDS ")+(?:KILL(?:ED)?|WITHDRAW(?:N|AL))$",
                         false, NULL},
    [AGENCY_STATUS_LINE] = {STATUS_LINE("KILL(?:ED)?|WITHDRAW(?:N|AL)|ANNULATION|ANNUL\xC3\x89|"
                                        "ZUR\xC3\x9C"
                                        "CKGEZOGEN|ANULACI\xC3\x93N|ANNULLATO|"
                                        "ANNULLERET|ANNULLERT|PERUUTUS"),
                            true, NULL},
    [AGENCY_NOTE] = {"\\b(?:please|mandatory|bulletin|advisory) kill\\b|"
                     "^(?:editors|eds)[:,.]? kill\\b|\\bkill is mandatory\\b|"
                     "\\b(?:story|item|article) (?:is|was|has been|have been) "
                     "(?:hereby |now )?(?:killed|withdrawn|retracted)\\b",
                     true, NULL},
};
static Words correction_words[] = {
    [AGENCY_HEADLINE] = {OPENING(CORRECTIONS) "|^(?:" CORRECTIONS ")(?:-|$)|\\((?:" CORRECTIONS
                                              ")\\)",
                         false, NULL},
    [AGENCY_STATUS_LINE] = {STATUS_LINE(CORRECTIONS), true, NULL},
    [AGENCY_NOTE] = {"(?:^|[.!?(:;] ?|^eds:? )(?:" CORRECTIONS "|CORRECTING)\\b|"
                     "\\bthis corrects\\b|\\bcorrected version\\b",
                     true, NULL},
};

static bool matches(Words *words, const char *text)
{
    if (!words->regex) {
        words->regex = g_regex_new(
            words->pattern, G_REGEX_OPTIMIZE | (words->any_case ? G_REGEX_CASELESS : 0), 0, NULL);
    }
    return words->regex && g_regex_match(words->regex, text, 0, NULL);
}

void agency_words(NgArticle *article, const char *words, AgencyWords kind, const char *rule)
{
    g_autofree char *clean =
        words ? ng_clean_text(words, (gssize)MIN(strlen(words), AGENCY_NOTE_BYTES)) : NULL;
    if (!clean || article->status == NG_STATUS_WITHDRAWN) {
        return;
    }
    if (matches(&kill_words[kind], clean)) {
        withdraw(article, rule);
    } else if (article->status == NG_STATUS_LIVE && matches(&correction_words[kind], clean)) {
        article->status = NG_STATUS_CORRECTED;
        ng_article_set_provenance(article, "status", rule);
    }
}

char *agency_bare_headline(const char *headline)
{
    static GRegex *opening;
    if (g_once_init_enter(&opening)) {
        g_once_init_leave(
            &opening,
            g_regex_new(
                "^(?:\\((?:" CORRECTIONS ")\\)\\s*|(?:" CORRECTIONS
                "|REFILE|REPEAT)\\s*[-:\\x{2013}\\x{2014}]\\s*|\\((?:REFILE|REPEAT)\\)\\s*)+",
                G_REGEX_OPTIMIZE, 0, NULL));
    }
    if (strlen(headline) > AGENCY_NOTE_BYTES || !g_utf8_validate(headline, -1, NULL)) {
        return g_strdup(headline);
    }
    g_autofree char *bare = g_regex_replace_literal(opening, headline, -1, 0, "", 0, NULL);
    return g_strdup(bare && *bare ? bare : headline);
}
