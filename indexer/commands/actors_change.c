/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index actors add, alias, merge, split, undo: each is one numbered change, and can be
 * undone. */
#include "indexer/commands/actors.h"
#include "indexer/report.h"
#include "nutgraf/token.h"

#include <jansson.h>
#include <string.h>

static bool refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
static bool refuse(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, message);
    return false;
}

/* Says what was done, with the number by which it is undone. */
static int done(NgActors *actors, const char *what, const char *id, GError **error)
{
    const NgOptions *options = actors->options;
    if (!ng_actors_commit(actors, error))
        return NG_EXIT_IO;
    if (options->json) {
        json_t *json =
            json_pack("{s:i, s:s, s:s}", "change", (int)actors->number, "id", id, "done", what);
        json_dumpf(json, stdout, JSON_COMPACT);
        putchar('\n');
        json_decref(json);
    } else if (!options->quiet) {
        fprintf(stderr, options->dry_run ? "would be change %u: " : "change %u: ", actors->number);
        ng_print_safely(stderr, what);
        fputc('\n', stderr);
    }
    return NG_EXIT_DONE;
}

/* A name that somebody else has already cannot be taken; `split` takes it off first. */
static bool is_free(NgActors *actors, const char *name, const char *id, GError **error)
{
    if (strchr(name, '|') || !*name || *name == '~')
        return refuse(error, "\"%s\" cannot be a name", name);
    int at = ng_authority_find(actors->authority, name);
    const char *owner = at >= 0 ? ng_authority_id(actors->authority, (guint)at) : NULL;
    if (!owner || strcmp(ng_actor_table_canonical(actors->table, owner), id) == 0)
        return true;
    g_autofree char *slug = ng_slug(name);
    if (strcmp(owner, slug) == 0)
        return refuse(error,
                      "\"%s\" is an actor by itself, %s: `actors merge %s %s` makes them one", name,
                      owner, owner, id);
    return refuse(error, "\"%s\" is a name of %s: `actors split %s '%s'` first", name, owner, owner,
                  name);
}

/* Is this the spelling of a name that the actor has already? */
static bool has_name(NgActors *actors, const char *id, const char *name)
{
    int at = ng_authority_find(actors->authority, name);
    return at >= 0 && strcmp(ng_authority_id(actors->authority, (guint)at), id) == 0;
}

int ng_actors_add(const NgOptions *options, char **arguments, GError **error)
{
    NgActorKind kind;
    if (!ng_actor_kind_parse(arguments[0], &kind)) {
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                    "actors add: the kind is org, person or place, not \"%s\"", arguments[0]);
        return NG_EXIT_USAGE;
    }
    g_auto(NgActors) actors;
    if (!ng_actors_open(&actors, options, true, true, error))
        return NG_EXIT_IO;
    const char *name = arguments[1];
    g_autofree char *id = ng_slug(name);
    int at = ng_authority_find(actors.authority, id);
    if (at >= 0 && strcmp(ng_authority_id(actors.authority, (guint)at), id) == 0) {
        refuse(error, "%s is known already: `actors alias %s NAME` gives it another name", id, id);
        return NG_EXIT_SOME_SKIPPED;
    }
    if (strcmp(ng_actor_table_canonical(actors.table, id), id) != 0) {
        refuse(error, "%s is part of %s: `actors split %s` first", id,
               ng_actor_table_canonical(actors.table, id), id);
        return NG_EXIT_SOME_SKIPPED;
    }
    g_autoptr(GString) aliases = g_string_new(NULL);
    for (guint i = 1; arguments[i]; i++) {
        if (!is_free(&actors, arguments[i], id, error))
            return NG_EXIT_SOME_SKIPPED;
        if (i > 1)
            g_string_append_printf(aliases, "%s%s", i > 2 ? "|" : "", arguments[i]);
    }
    NgChange add = {.verb = NG_CHANGE_ADD,
                    .id = id,
                    .kind = kind,
                    .name = name,
                    .aliases = aliases->str,
                    .offices = ""};
    NgKnown known = {id, (char *)name, kind};
    bool ok = ng_actors_change(&actors, add, error);
    for (guint i = 2; ok && arguments[i]; i++)
        ok = ng_actors_take_name(&actors, &known, arguments[i], error);
    g_autofree char *what =
        g_strdup_printf("added %s, %s \"%s\"", id, ng_actor_kind_name(kind), name);
    return ok ? done(&actors, what, id, error) : NG_EXIT_SOME_SKIPPED;
}

int ng_actors_alias(const NgOptions *options, char **arguments, GError **error)
{
    g_auto(NgActors) actors;
    g_auto(NgKnown) found = {0}, known = {0};
    if (!ng_actors_open(&actors, options, true, false, error) ||
        !ng_actors_find(&actors, arguments[0], &found, error))
        return NG_EXIT_IO;
    ng_actors_describe(&actors, ng_actor_table_canonical(actors.table, found.id), &known);
    g_autoptr(GString) what = g_string_new(NULL);
    for (guint i = 1; arguments[i]; i++) {
        if (!is_free(&actors, arguments[i], known.id, error))
            return NG_EXIT_SOME_SKIPPED;
        if (has_name(&actors, known.id, arguments[i])) {
            refuse(error, "\"%s\" is a name of %s already", arguments[i], known.id);
            return NG_EXIT_SOME_SKIPPED;
        }
        NgChange alias = {.verb = NG_CHANGE_ALIAS,
                          .id = known.id,
                          .kind = known.kind,
                          .name = known.name,
                          .aliases = arguments[i]};
        if (!ng_actors_change(&actors, alias, error) ||
            !ng_actors_take_name(&actors, &known, arguments[i], error))
            return NG_EXIT_SOME_SKIPPED;
        g_string_append_printf(what, "%s\"%s\"", i > 1 ? ", " : "", arguments[i]);
    }
    g_string_append_printf(what, " is a name of %s", known.id);
    return done(&actors, what->str, known.id, error);
}

int ng_actors_merge(const NgOptions *options, char **arguments, GError **error)
{
    guint n = g_strv_length(arguments);
    g_auto(NgActors) actors;
    g_auto(NgKnown) found = {0}, into = {0};
    if (!ng_actors_open(&actors, options, true, false, error) ||
        !ng_actors_find(&actors, arguments[n - 1], &found, error))
        return NG_EXIT_IO;
    ng_actors_describe(&actors, ng_actor_table_canonical(actors.table, found.id), &into);
    g_autoptr(GString) what = g_string_new(NULL);
    g_autoptr(GPtrArray) taken = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i + 1 < n; i++) {
        g_auto(NgKnown) one = {0};
        if (!ng_actors_find(&actors, arguments[i], &one, error))
            return NG_EXIT_IO;
        const char *canonical = ng_actor_table_canonical(actors.table, one.id);
        if (strcmp(canonical, into.id) == 0 ||
            g_ptr_array_find_with_equal_func(taken, one.id, g_str_equal, NULL)) {
            refuse(error, "%s and %s are one already", one.id, into.id);
            return NG_EXIT_SOME_SKIPPED;
        }
        if (strcmp(canonical, one.id) != 0) {
            refuse(error, "%s is part of %s: merge that, or `actors split %s` first", one.id,
                   canonical, one.id);
            return NG_EXIT_SOME_SKIPPED;
        }
        NgChange merge = {.verb = NG_CHANGE_MERGE,
                          .id = one.id,
                          .into = into.id,
                          .kind = into.kind,
                          .name = into.name};
        if (!ng_actors_change(&actors, merge, error))
            return NG_EXIT_SOME_SKIPPED;
        g_ptr_array_add(taken, g_strdup(one.id));
        g_string_append_printf(what, "%s%s", i ? ", " : "", one.id);
    }
    g_string_append_printf(what, " %s as %s from now on", n > 2 ? "count" : "counts", into.id);
    return done(&actors, what->str, into.id, error);
}

/* The name is somebody's of its own, or nobody's yet. */
static bool split_name(NgActors *actors, const NgKnown *known, const char *name, char **what,
                       GError **error)
{
    g_autofree char *slug = ng_slug(name), *proper = ng_slug(known->name);
    if (!has_name(actors, known->id, name))
        return refuse(error, "\"%s\" is no name of %s", name, known->id);
    if (strcmp(slug, proper) == 0)
        return refuse(error, "\"%s\" is what %s is called; only another name can be split off",
                      name, known->id);
    NgChange drop = {.verb = NG_CHANGE_DROP,
                     .id = known->id,
                     .kind = known->kind,
                     .name = known->name,
                     .aliases = name};
    if (!ng_actors_change(actors, drop, error))
        return false;
    bool merged = strcmp(ng_actor_table_canonical(actors->table, slug), known->id) == 0;
    int at = ng_authority_find(actors->authority, slug);
    bool exists = at >= 0 && strcmp(ng_authority_id(actors->authority, (guint)at), slug) == 0;
    NgChange split = {.verb = NG_CHANGE_SPLIT, .id = slug};
    NgChange add = {.verb = NG_CHANGE_ADD,
                    .id = slug,
                    .kind = known->kind,
                    .name = name,
                    .aliases = "",
                    .offices = ""};
    if ((merged && strcmp(slug, known->id) != 0 && !ng_actors_change(actors, split, error)) ||
        (!exists && !ng_actors_change(actors, add, error)))
        return false;
    const char *const ids[] = {known->id, NULL};
    guint32 articles = ng_actors_articles(actors, ids, false);
    *what = g_strdup_printf("\"%s\" is an actor of its own, %s", name, slug);
    if (articles) {
        char *told = g_strdup_printf("%s; `reindex` looks for it in the %u articles that name %s",
                                     *what, articles, known->id);
        g_free(*what);
        *what = told;
    }
    return true;
}

int ng_actors_split(const NgOptions *options, char **arguments, GError **error)
{
    g_auto(NgActors) actors;
    g_auto(NgKnown) known = {0};
    if (!ng_actors_open(&actors, options, true, false, error) ||
        !ng_actors_find(&actors, arguments[0], &known, error))
        return NG_EXIT_IO;
    g_autofree char *what = NULL;
    if (arguments[1]) {
        if (!split_name(&actors, &known, arguments[1], &what, error))
            return NG_EXIT_SOME_SKIPPED;
        return done(&actors, what, known.id, error);
    }
    const char *canonical = ng_actor_table_canonical(actors.table, known.id);
    if (strcmp(canonical, known.id) == 0) {
        refuse(error, "%s is merged with nobody; `actors split %s NAME` takes a name from it",
               known.id, known.id);
        return NG_EXIT_SOME_SKIPPED;
    }
    NgChange split = {.verb = NG_CHANGE_SPLIT, .id = known.id};
    what = g_strdup_printf("%s is by itself again, no more part of %s", known.id, canonical);
    return ng_actors_change(&actors, split, error) ? done(&actors, what, known.id, error)
                                                   : NG_EXIT_SOME_SKIPPED;
}

int ng_actors_undo(const NgOptions *options, char **arguments, GError **error)
{
    guint64 wanted = 0;
    if (arguments[0] &&
        !g_ascii_string_to_unsigned(arguments[0], 10, 1, G_MAXINT32, &wanted, NULL)) {
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                    "actors undo: \"%s\" is no number of a change", arguments[0]);
        return NG_EXIT_USAGE;
    }
    g_auto(NgActors) actors;
    if (!ng_actors_open(&actors, options, true, false, error))
        return NG_EXIT_IO;
    const NgChange *undone = NULL;
    for (guint i = ng_actor_table_count(actors.table); i-- > 0 && !undone;) {
        const NgChange *change = ng_actor_table_change(actors.table, i);
        if (change->verb != NG_CHANGE_UNDO && (!wanted || change->number == wanted) &&
            !ng_actor_table_undone(actors.table, change->number))
            undone = change;
    }
    if (!undone) {
        if (wanted)
            refuse(error, "there is no change %u, or it was undone already", (guint)wanted);
        else
            refuse(error, "there is no change to undo");
        return NG_EXIT_SOME_SKIPPED;
    }
    NgChange undo = {.verb = NG_CHANGE_UNDO, .undone = undone->number};
    g_autofree char *what = g_strdup_printf("change %u is undone", undone->number);
    return ng_actors_change(&actors, undo, error) ? done(&actors, what, undone->id, error)
                                                  : NG_EXIT_SOME_SKIPPED;
}
