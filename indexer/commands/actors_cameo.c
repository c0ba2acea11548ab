/* SPDX-License-Identifier: GPL-2.0-or-later */
/* CAMEO's and PETRARCH's dictionaries of actors: a name in capitals with "_" for blanks, "+" lines
 * with its other names, and codes in brackets, each with the dates between which it held:
 *
 *   ANGELA_MERKEL_  ; a comment
 *   +ANGELA_DOROTHEA_MERKEL_
 *       [DEUELI 720101-000101]
 *       [DEUGOV >051122]
 *
 * A code with dates is a role of a person; three letters alone are a state. */
#include "indexer/commands/actors_cameo.h"

#include <string.h>

/* What makes no sense is named and left out, and no more than that: real dictionaries are large and
 * made by many hands. */
static void leave_out(GPtrArray *faults, guint line, const char *why, const char *what)
{
    g_ptr_array_add(faults, g_strdup_printf("%u: %s \"%.60s\"", line, why, what));
}

bool ng_cameo_like(const char *line)
{
    if (*line == '+')
        return true;
    const char *open = strchr(line, '[');
    if (open && strchr(open, ']') && g_ascii_isupper(open[1]) && g_ascii_isupper(open[2]))
        return true;
    const char *c = line;
    bool joined = false;
    for (; *c && *c != ';' && *c != '#' && !g_ascii_isspace(*c); c++) {
        joined |= *c == '_';
        if (g_ascii_islower(*c))
            return false;
    }
    return joined;
}

/* ---- names ---- */

static bool is_in(const char *word, const char *const *list)
{
    for (guint i = 0; list[i]; i++)
        if (g_ascii_strcasecmp(word, list[i]) == 0)
            return true;
    return false;
}

static const char *const small[] = {"of",  "the", "and", "for", "in", "on",  "de",  "del", "der",
                                    "da",  "do",  "dos", "di",  "la", "van", "von", "den", "bin",
                                    "ibn", "al",  "el",  "y",   "e",  "du",  "des", NULL};
static const char *const titles[] = {
    "mr",         "mr.",        "mrs",     "ms",       "dr",       "dr.",       "sir",
    "lord",       "king",       "queen",   "prince",   "princess", "sheikh",    "ayatollah",
    "pope",       "general",    "gen",     "gen.",     "colonel",  "president", "minister",
    "chancellor", "premier",    "senator", "governor", "chairman", "leader",    "secretary",
    "prime",      "vice",       "foreign", "former",   "deputy",   "acting",    "kanzler",
    "emir",       "ambassador", NULL};

/* BBC, U.N., and alone NATO; not ST. */
static bool is_acronym(const char *word, bool alone)
{
    gsize len = strlen(word), dots = 0;
    for (gsize i = 0; i < len; i++)
        dots += word[i] == '.' ? 1 : 0;
    if (dots)
        return dots * 2 == len;
    return len > 1 && (!strpbrk(word, "AEIOUYaeiouy") || (alone && len <= 4));
}

/* One word of a name in capitals as a newspaper writes it. */
static void append_word(GString *name, const char *word, bool first, bool last, bool alone)
{
    gsize len = strlen(word);
    bool all = true;
    for (gsize i = 0; i < len; i++)
        all &= !g_ascii_islower(word[i]);
    if (!all || is_acronym(word, alone)) {
        g_string_append(name, word);
        return;
    }
    if (!first && !last && is_in(word, small)) {
        g_autofree char *lower = g_ascii_strdown(word, -1);
        g_string_append(name, lower);
        return;
    }
    bool begin = true;
    for (gsize i = 0; i < len; i++) {
        g_string_append_c(name, begin ? word[i] : g_ascii_tolower(word[i]));
        bool mark = word[i] == '-' || (word[i] == '\'' && i + 2 < len);
        bool mc = i == 1 && len > 4 && word[0] == 'M' && word[1] == 'C';
        begin = mark || mc;
    }
}

/* "" for what is no name: a title's, a pattern's, one of bytes that are no text. */
static char *as_written(const char *raw, guint *n_words)
{
    GString *name = g_string_new(NULL);
    g_autofree char *spaced = g_strdelimit(g_strdup(raw), "_", ' ');
    g_auto(GStrv) words = g_strsplit_set(g_strstrip(spaced), " \t", -1);
    guint n = 0, at = 0;
    for (guint i = 0; words[i]; i++)
        n += *words[i] ? 1 : 0;
    *n_words = n;
    bool plain = n > 0 && n <= 12 && g_utf8_validate(raw, -1, NULL) && strlen(raw) <= 160 &&
                 !strpbrk(raw, "&$|{}()=~^*@");
    for (const char *c = raw; *c; c++)
        plain = plain && (!g_ascii_iscntrl(*c) || *c == '\t');
    for (guint i = 0; plain && words[i]; i++) {
        if (!*words[i])
            continue;
        if (at == 0 && n > 1 && is_in(words[i], titles))
            break;
        if (at)
            g_string_append_c(name, ' ');
        append_word(name, words[i], at == 0, at + 1 == n, n == 1);
        at++;
    }
    return g_string_free(name, FALSE);
}

/* ---- roles ---- */

/* 101129 or 20101129 as 2010-11-29; NULL when it is neither. */
static char *as_date(const char *text, gsize len)
{
    guint year = 0, month, day;
    if (len != 6 && len != 8)
        return NULL;
    for (gsize i = 0; i < len; i++)
        if (!g_ascii_isdigit(text[i]))
            return NULL;
    for (gsize i = 0; i < len - 4; i++)
        year = year * 10 + (guint)(text[i] - '0');
    if (len == 6)
        year += year > 30 ? 1900 : 2000; /* as PETRARCH reads it */
    month = (guint)(text[len - 4] - '0') * 10 + (guint)(text[len - 3] - '0');
    day = (guint)(text[len - 2] - '0') * 10 + (guint)(text[len - 1] - '0');
    if (month < 1 || month > 12 || day < 1 || day > 31 || year == 0)
        return NULL;
    return g_strdup_printf("%04u-%02u-%02u", year, month, day);
}

typedef struct {
    guint dated, codes, states;
    guint longer; /* codes of more than a state, in the whole file */
    bool elite, nobody;
} Roles;

/* "DEUGOV 051122-091028", "DEUGOV >051122", "DEUGOV <051122", "DEU". */
static void read_role(NgListed *listed, Roles *roles, char *role, guint line, GPtrArray *faults)
{
    g_auto(GStrv) parts = g_strsplit_set(g_strstrip(role), " \t", 2);
    const char *code = parts[0] ? parts[0] : "";
    if (strncmp(code, "---", 3) == 0) {
        roles->nobody = true;
        return;
    }
    bool upper = true;
    const char *c = code;
    for (; g_ascii_isalnum(*c); c++)
        upper &= !g_ascii_islower(*c);
    if (*c || c == code) {
        leave_out(faults, line, "no code of an actor:", code);
        return;
    }
    roles->codes++;
    roles->elite |= strstr(code, "ELI") != NULL;
    roles->states += upper && strlen(code) == 3 ? 1 : 0;
    roles->longer += strlen(code) > 3 ? 1 : 0;
    char *when = parts[1] ? g_strstrip(parts[1]) : NULL;
    if (!when || !*when)
        return;
    roles->dated++;
    g_autofree char *from = NULL, *to = NULL;
    char *dash = strchr(when, '-');
    bool both = *when != '>' && *when != '<';
    const char *day = when + (both ? 0 : 1);
    day += strspn(day, " ");
    if (*when == '>') {
        from = as_date(day, strlen(day));
    } else if (*when == '<') {
        to = as_date(day, strlen(day));
    } else if (dash) {
        from = as_date(when, (gsize)(dash - when));
        to = as_date(dash + 1, strlen(dash + 1));
    }
    if ((!from && !to) || (both && (!from || !to)) || (from && to && strcmp(from, to) > 0))
        leave_out(faults, line, "no dates of a role:", when);
    else
        g_ptr_array_add(listed->offices,
                        g_strdup_printf("~%s@%s..%s", code, from ? from : "", to ? to : ""));
}

static void read_roles(NgListed *listed, Roles *roles, char *text, guint line, GPtrArray *faults)
{
    for (char *open = strchr(text, '['); open; open = strchr(open, '[')) {
        char *close = strchr(open, ']');
        if (!close) {
            leave_out(faults, line, "a bracket without its end:", open);
            return;
        }
        *close = '\0';
        read_role(listed, roles, open + 1, line, faults);
        open = close + 1;
    }
}

/* A person's single names and what is no name are left out. */
static void take(GPtrArray *all, NgListed *listed, const Roles *roles)
{
    guint words;
    g_autofree char *raw = listed->name;
    listed->name = as_written(raw, &words);
    bool person = (roles->dated || roles->elite) && words > 1;
    listed->kind = person                                           ? NG_ACTOR_PERSON
                   : roles->states && roles->states == roles->codes ? NG_ACTOR_PLACE
                                                                    : NG_ACTOR_ORG;
    if (!*listed->name || (!roles->codes && roles->nobody) ||
        ((roles->dated || roles->elite) && words < 2)) {
        ng_listed_free(listed);
        return;
    }
    for (guint i = 0; i < listed->aliases->len;) {
        char *alias = as_written(listed->aliases->pdata[i], &words);
        bool useful = *alias && (!person || words > 1) && !g_str_has_suffix(alias, listed->name) &&
                      listed->kind != NG_ACTOR_PLACE; /* a state's are its cities and rivers too */
        for (guint k = 0; useful && k < i; k++)
            useful = strcmp(listed->aliases->pdata[k], alias) != 0;
        if (useful) {
            g_free(listed->aliases->pdata[i]);
            listed->aliases->pdata[i++] = alias;
        } else {
            g_free(alias);
            g_ptr_array_remove_index(listed->aliases, i);
        }
    }
    if (!person)
        g_ptr_array_set_size(listed->offices, 0);
    g_ptr_array_add(all, listed);
}

void ng_cameo_read(char **lines, GPtrArray *all, GPtrArray *faults)
{
    NgListed *listed = NULL;
    Roles roles = {0};
    for (guint i = 0; lines[i]; i++) {
        char *line = lines[i];
        line[strcspn(line, ";#")] = '\0';
        bool below = g_ascii_isspace(*line);
        g_strstrip(line);
        if (!*line)
            continue;
        below |= *line == '[' || *line == '+';
        if (below && !listed) {
            leave_out(faults, i + 1, "stands below no name:", line);
            continue;
        }
        char *codes = *line == '[' ? line : strchr(line, '[');
        if (!below) {
            if (listed)
                take(all, listed, &roles);
            roles = (Roles) {.longer = roles.longer};
            g_autofree char *name = g_strndup(line, codes ? (gsize)(codes - line) : strlen(line));
            listed = ng_listed_new(g_strstrip(name), i + 1);
        } else if (*line == '+') {
            g_ptr_array_add(listed->aliases,
                            g_strndup(line + 1, codes ? (gsize)(codes - line) - 1 : strlen(line)));
        }
        if (codes)
            read_roles(listed, &roles, codes, i + 1, faults);
    }
    if (listed)
        take(all, listed, &roles);
    /* Where all codes are of three letters they are those of peoples. */
    for (guint i = 0; i < all->len && !roles.longer; i++)
        ((NgListed *)all->pdata[i])->kind = NG_ACTOR_ORG;
}
