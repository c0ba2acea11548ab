/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Small tests on short pieces of text that several steps of the text reader share. */
#include "text.h"

#include <string.h>

static GRegex *compiled(TextPattern *pattern)
{
    if (g_once_init_enter(&pattern->regex)) {
        GRegex *regex = g_regex_new(pattern->pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
        g_assert(regex != NULL);
        g_once_init_leave(&pattern->regex, regex);
    }
    return pattern->regex;
}

bool text_matches(TextPattern *pattern, const char *text)
{
    return g_regex_match(compiled(pattern), text, 0, NULL);
}

bool text_find(TextPattern *pattern, const char *text, int group, int *begin, int *end)
{
    g_autoptr(GMatchInfo) info = NULL;
    if (!g_regex_match(compiled(pattern), text, 0, &info))
        return false;
    return g_match_info_fetch_pos(info, group, begin, end) && *begin >= 0;
}

char *text_essence(const char *text)
{
    GString *out = g_string_sized_new(strlen(text) + 1);
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x80) {
            if (g_ascii_isalnum((char)c))
                g_string_append_c(out, g_ascii_tolower((char)c));
        } else if (g_unichar_isalnum(c))
            g_string_append_unichar(out, g_unichar_tolower(c));
    }
    return g_string_free(out, FALSE);
}

bool text_is_path(const char *text)
{
    static TextPattern path = {
        "^(?:home|start|startseite|accueil|inicio|главная)(?:\\s*[>/"
        "\u00bb\u203a|\u2192]\\s*\\S.{0,40}?)"
        "{1,6}$|^\\p{Lu}[^>/\u00bb\u203a\u2192.!?\"]{1,30}(?:\\s[>/\u00bb\u203a\u2192]\\s"
        "\\p{Lu}[^>/\u00bb\u203a\u2192.!?\"]{1,30}){2,6}$",
        NULL};
    return strlen(text) <= 160 && text_matches(&path, text);
}

/* Small words that stand in names. */
static const char *const name_particles[] = {"de",  "del", "della", "der", "den", "di",  "da",
                                             "dos", "du",  "la",    "le",  "van", "von", "zu",
                                             "bin", "al",  "el",    "ten", "ter", "af",  "av"};

bool text_is_name(const char *text, gsize len)
{
    g_autofree char *copy = g_strndup(text, len);
    g_auto(GStrv) words = g_strsplit(copy, " ", -1);
    guint names = 0, n = 0;
    for (char **word = words; *word; word++, n++) {
        gunichar first = g_utf8_get_char(*word);
        bool particle = false;
        for (gsize i = 0; i < G_N_ELEMENTS(name_particles); i++)
            particle |= n > 0 && strcmp(*word, name_particles[i]) == 0;
        if (particle)
            continue;
        if (!g_unichar_isupper(first) && !g_unichar_istitle(first))
            return false;
        for (const char *p = *word; *p; p = g_utf8_next_char(p)) {
            gunichar c = g_utf8_get_char(p);
            if (!g_unichar_isalpha(c) && c != '.' && c != '-' && c != '\'' && c != 0x2019)
                return false;
        }
        names++;
    }
    return names >= 2 && n <= 5;
}
