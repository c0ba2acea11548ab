/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: agencies as their readers know them. One agency calls itself by code, address and
 * full name from item to item; without this a facet would show it three times. */
#include "indexer/input/agency.h"

#include <string.h>

/* In lower case, without "the"; sorted by the name that is shown. */
static const struct {
    const char *spelling, *name;
} agencies[] = {
    {"aap", "AAP"},
    {"australian associated press", "AAP"},
    {"aap.com.au", "AAP"},
    {"afp", "AFP"},
    {"afp.com", "AFP"},
    {"agence france-presse", "AFP"},
    {"agence france presse", "AFP"},
    {"ana-mpa", "ANA-MPA"},
    {"ana", "ANA-MPA"},
    {"ana-mpa.gr", "ANA-MPA"},
    {"athens news agency", "ANA-MPA"},
    {"anp", "ANP"},
    {"ansa", "ANSA"},
    {"ansa.it", "ANSA"},
    {"agenzia ansa", "ANSA"},
    {"ap", "AP"},
    {"ap.org", "AP"},
    {"apnews.com", "AP"},
    {"associated press", "AP"},
    {"apa", "APA"},
    {"apa.at", "APA"},
    {"austria presse agentur", "APA"},
    {"belga", "Belga"},
    {"bloomberg", "Bloomberg"},
    {"bloomberg news", "Bloomberg"},
    {"businesswire", "Business Wire"},
    {"business wire", "Business Wire"},
    {"businesswire.com", "Business Wire"},
    {"canadian press", "The Canadian Press"},
    {"dpa", "dpa"},
    {"dpa.com", "dpa"},
    {"deutsche presse-agentur", "dpa"},
    {"dpa deutsche presse-agentur gmbh", "dpa"},
    {"efe", "EFE"},
    {"efe.com", "EFE"},
    {"agencia efe", "EFE"},
    {"globe newswire", "GlobeNewswire"},
    {"globenewswire", "GlobeNewswire"},
    {"interfax", "Interfax"},
    {"keystone-sda", "Keystone-SDA"},
    {"sda", "Keystone-SDA"},
    {"kyodo", "Kyodo"},
    {"kyodo news", "Kyodo"},
    {"lusa", "Lusa"},
    {"ntb", "NTB"},
    {"ntb.no", "NTB"},
    {"norsk telegrambyrå", "NTB"},
    {"pa", "PA"},
    {"pa media", "PA"},
    {"press association", "PA"},
    {"pressassociation.com", "PA"},
    {"pap", "PAP"},
    {"pr newswire", "PR Newswire"},
    {"prnewswire", "PR Newswire"},
    {"reuters", "Reuters"},
    {"reuters.com", "Reuters"},
    {"reuter", "Reuters"},
    {"rtrs", "Reuters"},
    {"thomson reuters", "Reuters"},
    {"thomsonreuters.com", "Reuters"},
    {"ritzau", "Ritzau"},
    {"ritzaus bureau", "Ritzau"},
    {"via ritzau", "Ritzau"},
    {"stt", "STT"},
    {"stt.fi", "STT"},
    {"stt-lehtikuva", "STT"},
    {"suomen tietotoimisto", "STT"},
    {"tass", "TASS"},
    {"tt", "TT"},
    {"tt.se", "TT"},
    {"tt nyhetsbyrån", "TT"},
    {"upi", "UPI"},
    {"united press international", "UPI"},
    {"xinhua", "Xinhua"},
    {"yonhap", "Yonhap"},
};

static const char *look_up(const char *spelling)
{
    for (guint i = 0; i < G_N_ELEMENTS(agencies); i++) {
        if (strcmp(agencies[i].spelling, spelling) == 0) {
            return agencies[i].name;
        }
    }
    return NULL;
}

const char *agency_known(const char *name)
{
    g_autofree char *clean = ng_clean_text(name, (gssize)MIN(strlen(name), AGENCY_NOTE_BYTES));
    g_autofree char *lower = clean ? g_utf8_strdown(clean, -1) : g_strdup("");
    char *at = lower;
    for (; *at == '/' || *at == '('; at++) {}
    for (gsize len = strlen(lower); len > 0 && strchr("/).", lower[len - 1]); lower[--len] = '\0') {
    }
    if (g_str_has_prefix(at, "the ")) {
        at += 4;
    }
    if (g_str_has_prefix(at, "www.")) {
        at += 4;
    }
    const char *known = look_up(at);
    /* "ritzau.dk" */
    char *dot = strchr(at, '.');
    if (!known && dot && !strchr(at, ' ') && strlen(dot) <= 4) {
        *dot = '\0';
        known = look_up(at);
    }
    return known;
}

char *agency_of_dateline(const NgArticle *article)
{
    static GRegex *dateline;
    if (g_once_init_enter(&dateline)) {
        g_once_init_leave(&dateline,
                          g_regex_new("^[^(]{0,60}\\((?:[\\w .]{1,20}/)?([\\w .-]{2,30})\\)\\s*"
                                      "(?:[-_\\x{2013}\\x{2014}]|--)",
                                      G_REGEX_OPTIMIZE, 0, NULL));
    }
    for (guint i = 0; i < article->paragraphs->len && i < 3; i++) {
        const NgParagraph *paragraph = article->paragraphs->pdata[i];
        g_autoptr(GMatchInfo) match = NULL;
        g_autofree char *head = g_utf8_strlen(paragraph->text, -1) > 100
                                    ? g_utf8_substring(paragraph->text, 0, 100)
                                    : g_strdup(paragraph->text);
        if (g_regex_match(dateline, head, 0, &match)) {
            g_autofree char *name = g_match_info_fetch(match, 1);
            const char *known = agency_known(name);
            return g_strdup(known ? known : name);
        }
    }
    return NULL;
}
