/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: abbreviations as English news agencies write them, with the commonest of German, French,
 * Spanish, Italian, Portuguese, Dutch and the northern languages. Sorted, for bsearch. */
#include "engine/text/abbreviations.h"

#include <stdlib.h>
#include <string.h>

static const char *const never[] = {
    "abg",  "adm",  "amb",    "asst", "atty",  "bd",   "brig",  "bzgl",  "bzw",  "ca",
    "capt", "cf",   "cmdr",   "col",  "comdr", "cpl",  "cpt",   "dist",  "dott", "dr",
    "dra",  "drs",  "eng",    "ens",  "evtl",  "exc",  "fig",   "fr",    "gen",  "ggf",
    "gov",  "govs", "hon",    "hr",   "hrn",   "ing",  "insp",  "kap",   "lic",  "lt",
    "lts",  "maj",  "messrs", "mgr",  "mlle",  "mm",   "mme",   "mr",    "mrs",  "ms",
    "msgr", "mt",   "nr",     "pfc",  "pres",  "prof", "proff", "profs", "pvt",  "rep",
    "reps", "rev",  "revs",   "sen",  "sens",  "sgt",  "sig",   "sog",   "sr",   "sra",
    "sres", "srta", "ste",    "supt", "treas", "v",    "vgl",   "vs",    "zzgl"};

static const char *const maybe[] = {
    "al",   "ala",  "apr",  "ariz", "ark",  "assn", "aug", "ave", "bldg", "blvd", "bros", "calif",
    "cia",  "co",   "colo", "conn", "corp", "cos",  "cts", "dec", "dept", "dez",  "dlrs", "etc",
    "feb",  "fla",  "ft",   "hwy",  "inc",  "jan",  "jr",  "jul", "ky",   "ltd",  "ltda", "md",
    "mich", "minn", "mins", "mont", "mos",  "mts",  "nov", "oct", "okla", "okt",  "ont",  "plc",
    "pty",  "rd",   "rt",   "sep",  "sept", "sq",   "st",  "str", "tel",  "tenn", "tex",  "thu",
    "thur", "tue",  "tues", "univ", "usf",  "usw",  "va",  "vt",  "wis",  "wyo",  "yrs"};

/* words of their own in small letters */
static const char *const maybe_capital[] = {"del",  "fri",  "ill", "ind", "kan",  "mar",
                                            "mass", "miss", "mo",  "mon", "ore",  "pa",
                                            "que",  "sat",  "sec", "sun", "wash", "wed"};

static const char *const number[] = {"cap", "ch",  "fol", "no", "nos", "num",
                                     "p",   "par", "pp",  "s",  "vol", "vols"};

static const char *const begins[] = {
    "a",         "according", "after",    "all",       "also",    "although", "an",    "and",
    "another",   "any",       "as",       "at",        "because", "before",   "both",  "but",
    "by",        "das",       "der",      "despite",   "die",     "during",   "each",  "earlier",
    "ein",       "eine",      "el",       "er",        "es",      "even",     "few",   "for",
    "from",      "had",       "he",       "her",       "here",    "his",      "how",   "however",
    "i",         "if",        "il",       "in",        "instead", "is",       "it",    "its",
    "la",        "las",       "last",     "later",     "le",      "les",      "los",   "many",
    "meanwhile", "more",      "moreover", "most",      "my",      "neither",  "nor",   "not",
    "nothing",   "now",       "of",       "officials", "on",      "one",      "only",  "or",
    "other",     "others",    "our",      "several",   "she",     "sie",      "since", "so",
    "some",      "still",     "such",     "that",      "the",     "their",    "then",  "there",
    "these",     "they",      "this",     "those",     "though",  "to",       "today", "two",
    "un",        "una",       "under",    "une",       "unless",  "until",    "was",   "we",
    "what",      "when",      "where",    "whether",   "which",   "while",    "who",   "why",
    "wir",       "with",      "without",  "yesterday", "yet",     "you",      "your"};

/* behind the day or number that German, Danish, Norwegian and Finnish write with a stop */
static const char *const ordinal[] = {
    "april",     "august",      "bundestag",    "desember",  "dezember",  "februar",  "geburtstag",
    "jahrestag", "jahrhundert", "jahrhunderts", "januar",    "juli",      "juni",     "klasse",
    "liga",      "mai",         "maj",          "marts",     "märz",      "november", "oktober",
    "platz",     "runde",       "september",    "weltkrieg", "weltkriegs"};

static const char *const tells[] = {
    "added",    "admitted", "announced", "answered", "asked",   "asks",     "cried",   "declared",
    "demanded", "insisted", "joked",     "noted",    "queried", "quipped",  "replied", "responded",
    "said",     "says",     "shouted",   "stated",   "tweeted", "wondered", "wrote",   "yelled"};

typedef struct {
    const char *word;
    gsize len;
} Slice;

static int compare(const void *key, const void *entry)
{
    const Slice *slice = key;
    const char *other = *(const char *const *)entry;
    int order = strncmp(slice->word, other, slice->len);
    return order ? order : -(int)(other[slice->len] != '\0');
}

static bool is_among(const char *const *list, gsize n, const char *word, gsize len)
{
    Slice slice = {word, len};
    return len > 0 && bsearch(&slice, list, n, sizeof *list, compare) != NULL;
}

#define AMONG(list, word, len) is_among(list, G_N_ELEMENTS(list), word, len)

NgStop ng_stop_of(const char *word, gsize len, bool capital)
{
    if (AMONG(never, word, len))
        return NG_STOP_NEVER;
    if (AMONG(maybe, word, len) || (capital && AMONG(maybe_capital, word, len)))
        return NG_STOP_MAYBE;
    if (AMONG(number, word, len))
        return NG_STOP_NUMBER;
    return NG_STOP_PLAIN;
}

bool ng_begins_sentences(const char *word, gsize len)
{
    return AMONG(begins, word, len);
}

bool ng_tells_speaker(const char *word, gsize len)
{
    return AMONG(tells, word, len);
}

bool ng_follows_ordinal(const char *word, gsize len)
{
    return AMONG(ordinal, word, len);
}
