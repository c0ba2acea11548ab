/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of outlets and issuers: whether the text says them again, and how it spells them. */
#include "text.h"

#include <string.h>

/* Names are looked for in so much of the text: a page says its own name early or at its end. */
#define SCAN_MAX_BYTES (256 * 1024)

static TextPattern legal_form = {
    ",? (?:Inc|Incorporated|Ltd|Limited|LLC|L\\.L\\.C|LLP|Corp|Corporation|Co|plc|AG|SE|KGaA|"
    "GmbH(?: (?:&|und) Co\\.? KG)?|KG|e\\. ?V|S\\.?A\\.?S?|SARL|N\\.?V|B\\.?V|AB|ASA|A/S|Oy|Oyj|"
    "Kft|Zrt|S\\.?p\\.?A|S\\.?r\\.?l|Pty|s\\.r\\.o|a\\.s|Sp\\. z o\\.o)\\.?$",
    NULL};

/* "C O D E G L A S S" without its spaces; NULL when it is not such a line. */
char *text_close_up(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    bool space = true;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == ' ') {
            space = true;
            continue;
        }
        if (!space || !g_unichar_isupper(c))
            return NULL;
        g_string_append_unichar(out, c);
        space = false;
    }
    return g_utf8_strlen(out->str, -1) >= 4 ? g_strdup(out->str) : NULL;
}

static bool has_small_letter(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (g_unichar_islower(g_utf8_get_char(p)))
            return true;
    return false;
}

bool text_has_legal_form(const char *name)
{
    return text_matches(&legal_form, name);
}

/* `name` with its legal form left off, "Inc." and the like. New string. */
static char *short_name(const char *name)
{
    int begin, end;
    if (text_find(&legal_form, name, 0, &begin, &end) && begin > 1)
        return g_strndup(name, (gsize)begin);
    return g_strdup(name);
}

static bool scan(const TextPage *page, guint from, gsize *scanned, guint *i)
{
    for (; *i < page->blocks->len && *scanned < SCAN_MAX_BYTES; (*i)++) {
        if (*i < from)
            continue;
        *scanned += text_block(page, *i)->len;
        return true;
    }
    return false;
}

/* Where `phrase` stands as words inside a longer block from block `from` on, however its letters
 * are written; `spelt` takes the first that is not in capitals only. Returns whether it stands
 * there at all. */
bool text_stands_in(const TextPage *page, guint from, const char *phrase, const char *before,
                    const char *after, char **spelt)
{
    g_autofree char *escaped = g_regex_escape_string(phrase, -1);
    /* scripts without spaces have no words' ends */
    bool dense = text_is_dense(g_utf8_get_char(phrase));
    g_autofree char *pattern = g_strconcat(before, dense ? "(" : "(?<![\\p{L}\\p{N}])(", escaped,
                                           dense ? ")" : ")(?![\\p{L}\\p{N}])", after, NULL);
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
    bool found = false;
    gsize scanned = 0, len = strlen(phrase);
    for (guint i = from; regex && scan(page, from, &scanned, &i); i++) {
        const TextBlock *block = text_block(page, i);
        if (block->len < len + 3)
            continue;
        g_autoptr(GMatchInfo) info = NULL;
        g_regex_match_full(regex, block->text, (gssize)block->len, 0, 0, &info, NULL);
        for (; g_match_info_matches(info); g_match_info_next(info, NULL)) {
            g_autofree char *hit = g_match_info_fetch(info, 1);
            found = true;
            if (!spelt)
                return true;
            if (has_small_letter(hit) && g_unichar_isupper(g_utf8_get_char(hit))) {
                *spelt = g_steal_pointer(&hit);
                return true;
            }
        }
    }
    return found;
}

/* Word by word, for a name of capitals that the text does not repeat: as the text writes the word,
 * else with one capital when it is too long for an abbreviation. */
static char *lower_words(const TextPage *page, guint from, const char *name)
{
    static const char *const small[] = {"OF",  "AND", "THE", "FOR", "DE", "DU", "DES", "LA",  "ET",
                                        "UND", "DER", "DI",  "E",   "Y",  "OG", "EN",  "VAN", NULL};
    g_auto(GStrv) words = g_strsplit(name, " ", -1);
    if (g_strv_length(words) < 2)
        return g_strdup(name);
    for (char **word = words; *word; word++) {
        if (word > words && g_strv_contains(small, *word)) {
            char *lower = g_utf8_strdown(*word, -1);
            g_free(*word);
            *word = lower;
            continue;
        }
        if (g_utf8_strlen(*word, -1) < 3)
            continue;
        char *spelt = NULL;
        text_stands_in(page, from, *word, "", "", &spelt);
        if (!spelt && g_utf8_strlen(*word, -1) >= 4 &&
            !text_stands_in(page, from, *word, "(?-i:", ")", NULL)) {
            g_autofree char *lower = g_utf8_strdown(g_utf8_next_char(*word), -1);
            spelt = g_strdup_printf("%.*s%s", (int)(g_utf8_next_char(*word) - *word), *word, lower);
        }
        if (spelt) {
            g_free(*word);
            *word = spelt;
        }
    }
    return g_strjoinv(" ", words);
}

/* The name that the line gives, spelt as the text spells it. New string. */
char *text_spelt_name(const TextPage *page, guint prose, const char *line, bool *repeated)
{
    g_autofree char *closed = text_close_up(line);
    const char *name = closed ? closed : line;
    g_autofree char *brief = short_name(name);
    char *spelt = NULL;
    *repeated = text_stands_in(page, prose, name, "", "", &spelt) ||
                text_stands_in(page, prose, brief, "", "", &spelt);
    if (has_small_letter(name) && !spelt)
        return g_strdup(name);
    if (has_small_letter(name)) {
        g_free(spelt);
        return g_strdup(strcmp(name, brief) != 0 && *repeated ? brief : name);
    }
    if (!spelt)
        text_stands_in(page, prose, brief, "", "", &spelt);
    return spelt ? spelt : lower_words(page, prose, brief);
}
