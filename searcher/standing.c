/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line of a standing query: as it is saved, and as it is run again. */
#include "standing.h"

#include <string.h>

/* How many arguments an option takes of the line that names it by one of its spellings, or 0. */
static guint is_option(char *const *word, const char *name, const char *letter)
{
    gsize len = strlen(name);
    if (letter && g_str_has_prefix(*word, letter))
        return (*word)[strlen(letter)] ? 1 : 2;
    if (!g_str_has_prefix(*word, "--") || strncmp(*word + 2, name, len) != 0)
        return 0;
    return (*word)[2 + len] == '=' ? 1 : (*word)[2 + len] ? 0 : 2;
}

/* The options, those of the standing queries left out. */
static void take_options(GPtrArray *to, char *const *from, bool with_db)
{
    while (*from) {
        guint skip = is_option(from, "save", NULL) + is_option(from, "new-since-last", NULL) +
                     (g_str_has_prefix(*from, "--saved") ? 1 : 0);
        if (!with_db)
            skip += is_option(from, "db", "-d");
        if (!skip)
            g_ptr_array_add(to, g_strdup(*from));
        for (skip = MAX(skip, 1); skip && *from; skip--)
            from++;
    }
}

char **ng_standing_line(char *const *db, const NgArguments *arguments)
{
    GPtrArray *line = g_ptr_array_new();
    for (guint i = 0; db[i]; i++) {
        g_ptr_array_add(line, g_strdup("-d"));
        g_ptr_array_add(line, g_canonicalize_filename(db[i], NULL));
    }
    g_ptr_array_add(arguments->options, NULL);
    take_options(line, (char *const *)arguments->options->pdata + 1, false);
    g_ptr_array_remove_index(arguments->options, arguments->options->len - 1);
    g_ptr_array_add(line, g_strdup("--"));
    for (guint i = 0; i < arguments->words->len; i++)
        g_ptr_array_add(line, g_strdup(arguments->words->pdata[i]));
    g_ptr_array_add(line, NULL);
    return (char **)g_ptr_array_free(line, FALSE);
}

char **ng_standing_rerun(char *const *saved, char *const *given)
{
    /* all that is new, the newest first, and no more than that; unless it is said otherwise */
    static const char *const usual[] = {"--limit",  "1000", "--sort", "newest",
                                        "--facets", "none", NULL};
    bool fresh = false, elsewhere = false;
    GPtrArray *line = g_ptr_array_new();
    g_ptr_array_add(line, g_strdup(given[0]));
    for (guint i = 1; given[i]; i++) {
        fresh = fresh || is_option(given + i, "new-since-last", NULL);
        elsewhere = elsewhere || is_option(given + i, "db", "-d");
    }
    for (guint i = 0; fresh && usual[i]; i++)
        g_ptr_array_add(line, g_strdup(usual[i]));
    for (; *saved && strcmp(*saved, "--") != 0; saved++) {
        guint db = elsewhere ? is_option(saved, "db", "-d") : 0;
        if (!db)
            g_ptr_array_add(line, g_strdup(*saved));
        else if (db == 2 && saved[1])
            saved++; /* the index that is named now is asked instead */
    }
    if (fresh)
        g_ptr_array_add(line, g_strdup("--offset=0"));
    take_options(line, given + 1, true);
    for (; *saved; saved++)
        g_ptr_array_add(line, g_strdup(*saved));
    g_ptr_array_add(line, NULL);
    return (char **)g_ptr_array_free(line, FALSE);
}
