/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index actors import: a whole list as one change; a bad line and nothing is taken. */
#include "indexer/commands/actors.h"
#include "indexer/report.h"
#include "nutgraf/token.h"

#include <jansson.h>
#include <string.h>

typedef struct {
    guint added, joined, left_out; /* actors, actors, names of others */
    GHashTable *taken;             /* slug of a name -> id that the list gives it; owned */
} Import;

/* Who has the name: the list itself, further up, or the authority; NULL nobody. */
static const char *owner_of(NgActors *actors, const Import *import, const char *name)
{
    g_autofree char *slug = ng_slug(*name == '~' ? name + 1 : name);
    const char *own = g_hash_table_lookup(import->taken, slug);
    int at = own ? -1 : ng_authority_find(actors->authority, *name == '~' ? name + 1 : name);
    return own ? own : at >= 0 ? ng_authority_id(actors->authority, (guint)at) : NULL;
}

static void add_part(GString *list, const char *part)
{
    g_string_append_printf(list, "%s%s", list->len ? "|" : "", part);
}

/* Ids that a list gives are its own word; names that it only lists are who is known so. */
static bool take(NgActors *actors, Import *import, const NgListed *listed, GError **error)
{
    const char *owner = listed->id ? NULL : owner_of(actors, import, listed->name);
    g_autofree char *id = listed->id ? g_strdup(listed->id)
                          : owner    ? g_strdup(owner)
                                     : ng_slug(listed->name);
    g_auto(NgKnown) known = {0};
    bool there = ng_actors_describe(actors, id, &known);
    if (there && !listed->id && known.kind != listed->kind && owner) {
        import->left_out++; /* Jordan the state is not Jordan the company */
        return true;
    }
    if (!there || listed->id) {
        ng_known_clear(&known);
        known = (NgKnown) {g_strdup(id), g_strdup(listed->name), listed->kind};
    }
    g_autoptr(GString) aliases = g_string_new(NULL), offices = g_string_new(NULL);
    const char *given = listed->id ? NULL : listed->name; /* under the name it has already */
    if (given && strcmp(given, known.name) != 0 && !owner)
        add_part(aliases, given);
    g_autofree char *own = ng_slug(known.name);
    g_hash_table_insert(import->taken, g_steal_pointer(&own), g_strdup(id));
    for (guint i = 0; i < listed->aliases->len; i++) {
        const char *alias = listed->aliases->pdata[i];
        const char *other = listed->id ? NULL : owner_of(actors, import, alias);
        if (other) {
            import->left_out += strcmp(other, id) != 0 ? 1 : 0;
            continue;
        }
        add_part(aliases, alias);
        g_hash_table_insert(import->taken, ng_slug(alias), g_strdup(id));
    }
    for (guint i = 0; i < listed->offices->len; i++)
        add_part(offices, listed->offices->pdata[i]);
    there |= owner != NULL; /* or a line further up has it */
    if (there && !listed->id && !aliases->len && !offices->len)
        return true; /* nothing new */
    NgChange add = {.verb = NG_CHANGE_ADD,
                    .id = id,
                    .kind = known.kind,
                    .name = known.name,
                    .aliases = aliases->str,
                    .offices = offices->str};
    if (!ng_actors_change(actors, add, error))
        return false;
    for (guint i = 0; i < listed->aliases->len; i++)
        if (strcmp(owner_of(actors, import, listed->aliases->pdata[i]), id) == 0 &&
            !ng_actors_take_name(actors, &known, listed->aliases->pdata[i], error))
            return false;
    import->added += there ? 0 : 1;
    import->joined += there ? 1 : 0;
    return true;
}

enum { FAULTS_TOLD = 10 };

static void tell_faults(const NgOptions *options, const char *path, const GPtrArray *faults)
{
    guint told = options->verbose ? faults->len : MIN(faults->len, FAULTS_TOLD);
    for (guint i = 0; i < told; i++) {
        g_autofree char *text = g_strconcat(path, ":", faults->pdata[i], NULL);
        fputs("left out: ", stderr);
        ng_print_safely(stderr, text);
        fputc('\n', stderr);
    }
    if (told < faults->len)
        fprintf(stderr, "left out: %u lines more; -v names them all\n", faults->len - told);
}

int ng_actors_import(const NgOptions *options, char **arguments, GError **error)
{
    g_autoptr(GPtrArray) listed = g_ptr_array_new_with_free_func((GDestroyNotify)ng_listed_free);
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    if (!ng_actors_read_list(arguments[0], listed, faults, error))
        return NG_EXIT_SOME_SKIPPED;
    tell_faults(options, arguments[0], faults);
    if (!listed->len) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "%s lists nobody", arguments[0]);
        return NG_EXIT_SOME_SKIPPED;
    }
    g_auto(NgActors) actors;
    if (!ng_actors_open(&actors, options, true, true, error))
        return NG_EXIT_IO;
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Import import = {.taken = taken};
    for (guint i = 0; i < listed->len; i++)
        if (!take(&actors, &import, listed->pdata[i], error))
            return NG_EXIT_SOME_SKIPPED;
    if (!ng_actors_commit(&actors, error))
        return NG_EXIT_IO;
    bool changed = actors.lines->len > 0;
    if (options->json) {
        json_t *json =
            json_pack("{s:i, s:i, s:i, s:i, s:i}", "change", changed ? (int)actors.number : 0,
                      "added", (int)import.added, "joined", (int)import.joined, "left_out",
                      (int)import.left_out, "bad_lines", (int)faults->len);
        json_dumpf(json, stdout, JSON_COMPACT);
        putchar('\n');
        json_decref(json);
    } else if (!options->quiet) {
        g_autofree char *what =
            changed ? g_strdup_printf("%s %u", options->dry_run ? "would be change" : "change",
                                      actors.number)
                    : g_strdup("nothing new");
        fprintf(stderr,
                "%s: %u actors added, %u known ones got names or offices, %u names left out that "
                "are somebody else's\n",
                what, import.added, import.joined, import.left_out);
    }
    return faults->len ? NG_EXIT_SOME_SKIPPED : NG_EXIT_DONE;
}
