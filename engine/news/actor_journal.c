/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the journal of changes to actors, line by line: number, verb, then what the verb takes,
 * separated by tabs. */
#include "engine/news/actor_table.h"

#include "nutgraf/error.h"

#include <string.h>

static const struct {
    const char *verb;
    guint fields; /* behind the verb */
} verbs[] = {
    [NG_CHANGE_ADD] = {"add", 5},     /* id kind name aliases offices */
    [NG_CHANGE_ALIAS] = {"alias", 4}, /* id kind name alias */
    [NG_CHANGE_DROP] = {"drop", 4},   /* id kind name alias */
    [NG_CHANGE_MERGE] = {"merge", 4}, /* id into kind name */
    [NG_CHANGE_SPLIT] = {"split", 1}, /* id */
    [NG_CHANGE_UNDO] = {"undo", 1},   /* number */
};

static bool refuse(GError **error, const char *path, guint line)
{
    g_set_error(error, NG_ERROR, NG_ERROR_CORRUPT, "%s:%u: is no change of actors", path, line);
    return false;
}

static bool read_number(const char *text, guint *number)
{
    guint64 value;
    if (!g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT32, &value, NULL))
        return false;
    *number = (guint)value;
    return true;
}

static bool fill(NgChange *change, char *const *field)
{
    const char *kind = NULL;
    switch (change->verb) {
    case NG_CHANGE_ADD:
        change->id = field[0];
        kind = field[1];
        change->name = field[2];
        change->aliases = field[3];
        change->offices = field[4];
        break;
    case NG_CHANGE_ALIAS:
    case NG_CHANGE_DROP:
        change->id = field[0];
        kind = field[1];
        change->name = field[2];
        change->aliases = field[3];
        break;
    case NG_CHANGE_MERGE:
        change->id = field[0];
        change->into = field[1];
        kind = field[2];
        change->name = field[3];
        break;
    case NG_CHANGE_SPLIT:
        change->id = field[0];
        break;
    case NG_CHANGE_UNDO:
        return read_number(field[0], &change->undone);
    }
    return *change->id && (!kind || ng_actor_kind_parse(kind, &change->kind)) &&
           (!change->into || *change->into) && (!change->name || *change->name);
}

static bool parse_line(char *line, NgChange *change)
{
    char *field[8] = {line};
    guint n = 1;
    for (char *c = line; (c = strchr(c, '\t'));) {
        *c++ = '\0';
        if (n == G_N_ELEMENTS(field))
            return false;
        field[n++] = c;
    }
    if (n < 3 || !read_number(field[0], &change->number))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(verbs); i++)
        if (strcmp(field[1], verbs[i].verb) == 0) {
            change->verb = (NgChangeVerb)i;
            return n == verbs[i].fields + 2 && fill(change, field + 2);
        }
    return false;
}

bool ng_actor_journal_parse(char *text, gsize len, const char *path, GArray *changes,
                            GError **error)
{
    guint number = 0, last = 0;
    if (!g_str_has_prefix(text, NG_ACTORS_HEAD) || !g_utf8_validate_len(text, len, NULL) ||
        memchr(text, 0, len))
        return refuse(error, path, 1);
    for (char *at = text, *next; *at; at = next) {
        char *stop = strchr(at, '\n');
        number++;
        if (!stop) /* a line that was cut off is no change */
            return refuse(error, path, number);
        *stop = '\0';
        next = stop + 1;
        if (*at == '#')
            continue;
        NgChange change = {0};
        if (!parse_line(at, &change) || change.number < last ||
            (change.verb == NG_CHANGE_UNDO && change.undone >= change.number))
            return refuse(error, path, number);
        last = change.number;
        g_array_append_val(changes, change);
    }
    return true;
}

char *ng_change_line(const NgChange *change)
{
    const char *kind = ng_actor_kind_name(change->kind);
    const char *verb = verbs[change->verb].verb;
    g_autofree char *number = g_strdup_printf("%u", change->number);
    g_autofree char *undone = g_strdup_printf("%u", change->undone);
    const char *field[8] = {number, verb, change->id};
    switch (change->verb) {
    case NG_CHANGE_ADD:
        field[3] = kind;
        field[4] = change->name;
        field[5] = change->aliases ? change->aliases : "";
        field[6] = change->offices ? change->offices : "";
        break;
    case NG_CHANGE_ALIAS:
    case NG_CHANGE_DROP:
        field[3] = kind;
        field[4] = change->name;
        field[5] = change->aliases;
        break;
    case NG_CHANGE_MERGE:
        field[3] = change->into;
        field[4] = kind;
        field[5] = change->name;
        break;
    case NG_CHANGE_SPLIT:
        break;
    case NG_CHANGE_UNDO:
        field[2] = undone;
        break;
    }
    GString *line = g_string_new(NULL);
    for (guint i = 0; field[i]; i++) {
        if (strpbrk(field[i], "\t\n\r") || !g_utf8_validate(field[i], -1, NULL)) {
            g_string_truncate(line, 0);
            break;
        }
        g_string_append_printf(line, "%s%s", i ? "\t" : "", field[i]);
    }
    if (line->len)
        g_string_append_c(line, '\n');
    return g_string_free(line, FALSE);
}
