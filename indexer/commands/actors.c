/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index actors: which of its subcommands is asked for. */
#include "indexer/commands/actors.h"

#include <string.h>

static const struct {
    const char *name;
    NgActorsCommand run;
    guint least, most; /* arguments */
    const char *usage;
} commands[] = {
    {"list", ng_actors_list, 0, 1, "list [PATTERN]"},
    {"show", ng_actors_show, 1, 1, "show ID|NAME"},
    {"add", ng_actors_add, 2, G_MAXUINT, "add org|person|place NAME [ALIAS...]"},
    {"alias", ng_actors_alias, 2, G_MAXUINT, "alias ID NAME..."},
    {"merge", ng_actors_merge, 2, G_MAXUINT, "merge ID... INTO"},
    {"split", ng_actors_split, 1, 2, "split ID [NAME]"},
    {"undo", ng_actors_undo, 0, 1, "undo [CHANGE]"},
    {"import", ng_actors_import, 1, 1, "import FILE"},
};

int ng_command_actors(const NgOptions *options, char **arguments, GError **error)
{
    guint n = arguments[0] ? g_strv_length(arguments + 1) : 0;
    for (guint i = 0; arguments[0] && i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(commands[i].name, arguments[0]) != 0)
            continue;
        if (n >= commands[i].least && n <= commands[i].most)
            return commands[i].run(options, arguments + 1, error);
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "usage: actors %s",
                    commands[i].usage);
        return NG_EXIT_USAGE;
    }
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                "actors: %s%s%sthere are list, show, add, alias, merge, split, undo, import",
                arguments[0] ? "no \"" : "", arguments[0] ? arguments[0] : "",
                arguments[0] ? "\"; " : "");
    return NG_EXIT_USAGE;
}
