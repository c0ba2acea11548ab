/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a byline as printed to the people it names. */
#include "indexer/input/html_fields.h"

#include <string.h>

#define MAX_AUTHORS 30

/* Words before a name, in the languages in which bylines are common; compared in lower case. */
static const char *const openings[] = {"by ",
                                       "written by ",
                                       "posted by ",
                                       "story by ",
                                       "reported by ",
                                       "words by ",
                                       "von ",
                                       "text von ",
                                       "autor: ",
                                       "autorin: ",
                                       "autoren: ",
                                       "text: ",
                                       "par ",
                                       "por ",
                                       "di ",
                                       "door ",
                                       "af ",
                                       "av ",
                                       "przez ",
                                       "autor ",
                                       "author: ",
                                       "author ",
                                       "authors: ",
                                       "by: ",
                                       "von: ",
                                       "par : ",
                                       "por: ",
                                       "auteur : ",
                                       "auteur: ",
                                       "autore: ",
                                       "publicado por ",
                                       "publié par ",
                                       "geschrieben von ",
                                       "ein artikel von ",
                                       "ein beitrag von ",
                                       "ein bericht von ",
                                       "eine analyse von ",
                                       "ein kommentar von ",
                                       "ein interview von ",
                                       "kommentar von ",
                                       "interview: ",
                                       "a cura di ",
                                       "tekst: ",
                                       "foto: ",
                                       "mit ",
                                       "reporting by ",
                                       "by-",
                                       "автор: ",
                                       "автор "};

/* Separators of several people in one byline. */
static const char *const separators[] = {
    ", ",  ";",   " and ", " und ", " et ", " y ", " e ", " en ",    " och ",  " og ", " i ",
    " & ", " | ", " / ",   "·",     "•",    "»",   "、",  " sowie ", " with ", "\n",   "/"};

/* Titles of jobs and the like that follow a name after a comma. */
static const char *const roles[] = {
    "editor",     "reporter",     "correspondent", "redakteur",  "redaktion", "korrespondent",
    "journalist", "writer",       "staff",         "columnist",  "producer",  "chief",
    "political",  "senior",       "contributor",   "autorin",    "redakcja",  "redaction",
    "rédaction",  "redacción",    "redazione",     "newsroom",   "news desk", "newsdesk",
    "photograph", "fotograf",     "freier",        "director",   "professor", "analyst",
    "team",       "contributing", "special to",    "for the",    "für die",   "updated",
    "published",  "environment",  "business",      "technology", "deputy",    "executive",
    "associate",  "health",       "bbc news",      "chefredakt"};

/* What stands in the place of a name and is none. */
static const char *const no_names[] = {"by",
                                       "von",
                                       "par",
                                       "por",
                                       "di",
                                       "autor",
                                       "author",
                                       "authors",
                                       "text",
                                       "no author",
                                       "unknown",
                                       "admin",
                                       "administrator",
                                       "webmaster",
                                       "none",
                                       "null",
                                       "undefined",
                                       "weiter",
                                       "mehr",
                                       "more",
                                       "share",
                                       "follow",
                                       "twitter",
                                       "facebook",
                                       "email",
                                       "e-mail",
                                       "instagram",
                                       "linkedin",
                                       "kommentare",
                                       "comments",
                                       "guest",
                                       "gast",
                                       "agencies",
                                       "anonymous",
                                       "profil",
                                       "profile",
                                       "autorenprofil",
                                       "weitere artikel",
                                       "teilen",
                                       "autoreninfo",
                                       "alle artikel",
                                       "about the author",
                                       "über den autor",
                                       "redação",
                                       "home",
                                       "stand",
                                       "datum",
                                       "date",
                                       "quelle",
                                       "source",
                                       "publiziert",
                                       "publié",
                                       "publicado",
                                       "vor",
                                       "nachricht",
                                       "pressemitteilung",
                                       "aktualisiert",
                                       "uppdaterad",
                                       "publicerad"};

static const char *const wires[] = {"AP",
                                    "Associated Press",
                                    "The Associated Press",
                                    "Reuters",
                                    "AFP",
                                    "Agence France-Presse",
                                    "dpa",
                                    "APA",
                                    "DPA",
                                    "ANSA",
                                    "EFE",
                                    "PAP",
                                    "SID",
                                    "KNA",
                                    "epd",
                                    "Bloomberg",
                                    "UPI",
                                    "PA",
                                    "PA Media",
                                    "TT",
                                    "NTB",
                                    "Ritzau",
                                    "ANP",
                                    "Belga",
                                    "Keystone-SDA",
                                    "sda",
                                    "Xinhua",
                                    "TASS",
                                    "Interfax",
                                    "Lusa",
                                    "ČTK",
                                    "dpa-AFX",
                                    "AFX",
                                    "dts"};

bool ng_byline_is_wire(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(wires); i++)
        if (strcmp(wires[i], name) == 0)
            return true;
    return false;
}

static bool already(const GPtrArray *list, const char *name)
{
    g_autofree char *bare = ng_bare_text(name, strlen(name), 200);
    for (guint i = 0; i < list->len; i++) {
        const char *other = g_ptr_array_index(list, i);
        g_autofree char *known = ng_bare_text(other, strlen(other), 200);
        if (strcmp(bare, known) == 0)
            return true;
    }
    return false;
}

static char *without_openings(const char *byline)
{
    g_autofree char *lower = g_utf8_strdown(byline, -1);
    const char *at = byline, *low = lower;
    bool again = strlen(lower) == strlen(byline);
    for (guint rounds = 0; again && rounds < 3; rounds++) {
        again = false;
        for (guint i = 0; i < G_N_ELEMENTS(openings); i++)
            if (g_str_has_prefix(low, openings[i])) {
                at += strlen(openings[i]);
                low += strlen(openings[i]);
                again = true;
                break;
            }
    }
    return g_strdup(at);
}

/* Cuts "(Reuters)", "[photo]" and e-mail addresses out of one name. */
static char *without_brackets(const char *name)
{
    GString *out = g_string_new(NULL);
    guint depth = 0;
    for (const char *at = name; *at; at++) {
        if (*at == '(' || *at == '[')
            depth++;
        else if ((*at == ')' || *at == ']') && depth > 0)
            depth--;
        else if (depth == 0)
            g_string_append_c(out, *at);
    }
    char **words = g_strsplit(out->str, " ", -1);
    g_string_truncate(out, 0);
    for (char **word = words; *word; word++)
        if (**word && !strchr(*word, '@') && !g_str_has_prefix(*word, "http")) {
            if (out->len)
                g_string_append_c(out, ' ');
            g_string_append(out, *word);
        }
    g_strfreev(words);
    g_autofree char *raw = g_string_free(out, FALSE);
    g_strdelimit(raw, "|*", ' ');
    return ng_clean_text(raw, -1);
}

static bool is_no_name(const char *lower)
{
    for (guint i = 0; i < G_N_ELEMENTS(no_names); i++)
        if (strcmp(lower, no_names[i]) == 0)
            return true;
    return false;
}

static bool looks_like_person(const char *name, const char *outlet)
{
    glong length = g_utf8_strlen(name, -1);
    guint words = 1, digits = 0;
    if (length < 2 || length > 60)
        return false;
    for (const char *at = name; *at; at++) {
        words += *at == ' ';
        digits += g_ascii_isdigit(*at) != 0;
    }
    /* "(Image: Aar Archive/Photos)" was cut in two */
    if (words > 6 || digits > 3 || strpbrk(name, "()[]"))
        return false;
    /* most words of a name begin with a capital, where the script has them */
    guint small = 0;
    for (const char *at = name; at; at = strchr(at, ' ') ? strchr(at, ' ') + 1 : NULL)
        small += g_unichar_islower(g_utf8_get_char(at));
    if (words > 1 && small * 2 > words)
        return false;
    g_autofree char *lower = g_utf8_strdown(name, -1);
    for (guint i = 0; i < G_N_ELEMENTS(roles); i++) {
        const char *found = strstr(lower, roles[i]);
        if (found && (found == lower || found[-1] == ' '))
            return false;
    }
    if (is_no_name(lower))
        return false;
    if (strstr(lower, "www.") || g_str_has_suffix(lower, ".com") || g_str_has_suffix(lower, ".de"))
        return false;
    if (outlet) {
        g_autofree char *bare = ng_bare_text(name, strlen(name), 200);
        g_autofree char *of_outlet = ng_bare_text(outlet, strlen(outlet), 200);
        if (strcmp(bare, of_outlet) == 0 ||
            (strlen(of_outlet) >= 6 && g_str_has_prefix(bare, of_outlet)))
            return false;
    }
    return g_unichar_isalpha(g_utf8_get_char(name));
}

/* What follows a name: "am 21. April 2020", "on May 3", "기자" (reporter). */
static void cut_tail(char *name)
{
    static const char *const tails[] = {" am", " on", " le",  " el",   " il",   " den", " vom",
                                        " at", " um", " the", " 기자", " 記者", " 记者"};
    for (char *at = name; *at; at++)
        if (*at == ' ' && g_ascii_isdigit(at[1]))
            *at-- = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(tails); i++)
        if (g_str_has_suffix(name, tails[i])) {
            name[strlen(name) - strlen(tails[i])] = '\0';
            break;
        }
}

static void add_credit(GPtrArray *credit, const char *name)
{
    if (ng_byline_is_wire(name) && !already(credit, name))
        g_ptr_array_add(credit, g_strdup(name));
}

static void add_one(GPtrArray *authors, GPtrArray *credit, const char *part, const char *outlet)
{
    /* "Jane Doe (Reuters)" */
    const char *open = strchr(part, '('), *close = open ? strchr(open, ')') : NULL;
    if (close && close - open < 40) {
        g_autofree char *inside = g_strndup(open + 1, (gsize)(close - open - 1));
        add_credit(credit, inside);
    }
    g_autofree char *opened = without_openings(part);
    g_autofree char *name = without_brackets(opened);
    if (!name)
        return;
    cut_tail(name);
    gsize len = strlen(name);
    while (len > 0 && strchr(",.;:-", name[len - 1]) && !(len > 2 && name[len - 3] == ' '))
        name[--len] = '\0';
    if (ng_byline_is_wire(name))
        add_credit(credit, name);
    else if (looks_like_person(name, outlet) && authors->len < MAX_AUTHORS &&
             !already(authors, name))
        g_ptr_array_add(authors, g_strdup(name));
}

void ng_byline_add(GPtrArray *authors, GPtrArray *credit, const char *byline, const char *outlet)
{
    g_autofree char *cut = g_strndup(byline, 400);
    g_autofree char *whole = g_utf8_make_valid(cut, -1);
    g_autofree char *rest = without_openings(whole);
    const char *at = rest;
    while (*at) {
        const char *stop = NULL;
        gsize skip = 0;
        for (guint i = 0; i < G_N_ELEMENTS(separators); i++) {
            const char *found = strstr(at, separators[i]);
            if (found && (!stop || found < stop)) {
                stop = found;
                skip = strlen(separators[i]);
            }
        }
        g_autofree char *part = stop ? g_strndup(at, stop - at) : g_strdup(at);
        add_one(authors, credit, part, outlet);
        if (!stop)
            break;
        at = stop + skip;
    }
}

bool ng_byline_is_house(const char *byline)
{
    g_autofree char *lower = g_utf8_strdown(byline, -1);
    glong length = g_utf8_strlen(byline, -1);
    guint words = 1;
    for (const char *at = byline; *at; at++)
        words += *at == ' ';
    return length >= 2 && length <= 50 && words <= 5 && !strpbrk(byline, "0123456789@:/|") &&
           !strstr(lower, "www.") && !is_no_name(lower) &&
           g_unichar_isalpha(g_utf8_get_char(byline)) &&
           !g_unichar_islower(g_utf8_get_char(byline));
}
