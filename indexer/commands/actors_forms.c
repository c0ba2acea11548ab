/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lists of actors that import reads: our TSV, a name a line, and, in a file of its own, the
 * form of CAMEO and PETRARCH. */
#include "indexer/commands/actors.h"
#include "indexer/commands/actors_cameo.h"

#include <string.h>

void ng_listed_free(NgListed *listed)
{
    g_free(listed->id);
    g_free(listed->name);
    g_ptr_array_unref(listed->aliases);
    g_ptr_array_unref(listed->offices);
    g_free(listed);
}

NgListed *ng_listed_new(const char *name, guint line)
{
    NgListed *listed = g_new0(NgListed, 1);
    listed->name = g_strdup(name);
    listed->line = line;
    listed->aliases = g_ptr_array_new_with_free_func(g_free);
    listed->offices = g_ptr_array_new_with_free_func(g_free);
    return listed;
}

/* The loader of the authority judges every line. */
static bool read_tsv(const char *path, GPtrArray *listed, GError **error)
{
    const char *const paths[] = {path, NULL};
    g_autoptr(NgAuthority) authority = ng_authority_load(paths, error);
    for (guint i = 0; authority && i < ng_authority_count(authority); i++) {
        NgListed *one = ng_listed_new(ng_authority_name(authority, i), 0);
        one->id = g_strdup(ng_authority_id(authority, i));
        one->kind = ng_authority_kind(authority, i);
        const char *const *aliases = ng_authority_aliases(authority, i);
        const char *const *offices = ng_authority_offices(authority, i);
        for (guint k = 0; aliases[k]; k++)
            g_ptr_array_add(one->aliases, g_strdup(aliases[k]));
        for (guint k = 0; offices[k]; k++)
            g_ptr_array_add(one->offices, g_strdup(offices[k]));
        g_ptr_array_add(listed, one);
    }
    return authority != NULL;
}

static bool refuse(const char *path, guint line, const char *why, GError **error)
{
    g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "%s:%u: %s", path, line, why);
    return false;
}

/* A name a line, other names behind "|"; "[person]" says of what kind those below it are. */
static bool read_names(const char *path, char **lines, GPtrArray *listed, GError **error)
{
    bool given = false;
    NgActorKind kind = NG_ACTOR_ORG;
    for (guint i = 0; lines[i]; i++) {
        char *line = g_strstrip(lines[i]);
        gsize len = strlen(line);
        if (!*line || *line == '#')
            continue;
        if (*line == '[' && line[len - 1] == ']') {
            line[len - 1] = '\0';
            given = ng_actor_kind_parse(line + 1, &kind);
            if (!given)
                return refuse(path, i + 1, "the kind is org, person or place", error);
            continue;
        }
        g_auto(GStrv) names = g_strsplit(line, "|", -1);
        for (guint k = 0; names[k]; k++) {
            g_strstrip(names[k]);
            gsize letters = 0;
            bool control = false;
            for (const char *c = names[k]; *c; c = g_utf8_next_char(c)) {
                letters += g_unichar_isalnum(g_utf8_get_char(c)) ? 1 : 0;
                control |= g_unichar_iscntrl(g_utf8_get_char(c));
            }
            if (control || letters < 2 || strlen(names[k]) > 200 || *names[k] == '~')
                return refuse(path, i + 1, "is no name", error);
        }
        NgListed *one = ng_listed_new(names[0], i + 1);
        one->kind = given ? kind : ng_actor_kind_guess(names[0]);
        for (guint k = 1; names[k]; k++)
            g_ptr_array_add(one->aliases, g_strdup(names[k]));
        g_ptr_array_add(listed, one);
    }
    return true;
}

typedef enum { FORM_TSV, FORM_CAMEO, FORM_NAMES } Form;

/* Codes in brackets, or underscores for blanks, are CAMEO's; tabs are ours. */
static Form tell_form(char *const *lines)
{
    guint tabs = 0, codes = 0, names = 0;
    for (guint i = 0; lines[i]; i++) {
        const char *line = lines[i];
        if (!*line || *line == '#')
            continue;
        const char *tab = strchr(line, '\t');
        if (tab && tab > line && !g_ascii_isspace(*line) && strchr(tab + 1, '\t'))
            tabs++;
        else if (ng_cameo_like(line))
            codes++;
        else
            names++;
    }
    return tabs > codes + names ? FORM_TSV : codes > names ? FORM_CAMEO : FORM_NAMES;
}

bool ng_actors_read_list(const char *path, GPtrArray *listed, GPtrArray *faults, GError **error)
{
    g_autofree char *text = NULL;
    gsize len;
    g_autoptr(GError) failed = NULL;
    if (!g_file_get_contents(path, &text, &len, &failed)) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "%s: %s", path, failed->message);
        return false;
    }
    /* As another byte that no name has: what stands behind a NUL is not lost. */
    for (char *nul = text; (nul = memchr(nul, '\0', (gsize)(text + len - nul)));)
        *nul = '\1';
    char *begin = g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3 : text;
    g_auto(GStrv) lines = g_strsplit(begin, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        g_strchomp(lines[i]);
    switch (tell_form(lines)) {
    case FORM_TSV:
        return read_tsv(path, listed, error);
    case FORM_CAMEO:
        ng_cameo_read(lines, listed, faults);
        return true;
    case FORM_NAMES:
        break;
    }
    for (guint i = 0; lines[i]; i++)
        if (!g_utf8_validate(lines[i], -1, NULL))
            return refuse(path, i + 1, "is not valid UTF-8", error);
    return read_names(path, lines, listed, error);
}
