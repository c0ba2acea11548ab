/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who is known to an index: its authority, what was changed of it, and the actors of its articles.
 */
#include "indexer/commands/actors.h"
#include "indexer/commands/load_common.h"
#include "indexer/database.h"
#include "nutgraf/fields.h"
#include "nutgraf/token.h"
#include "nutgraf/values.h"

#include <string.h>

void ng_known_clear(NgKnown *known)
{
    g_clear_pointer(&known->id, g_free);
    g_clear_pointer(&known->name, g_free);
}

static bool open_live(NgActors *actors, GError **error)
{
    NgLive live;
    g_autoptr(GError) failed = NULL;
    if (!ng_live_read(actors->options->db, &live, &failed)) {
        if (g_error_matches(failed, NG_ERROR, NG_ERROR_NO_INDEX))
            return true; /* names may be there before the first article */
        g_propagate_error(error, g_steal_pointer(&failed));
        return false;
    }
    bool ours = live.schema == NG_SCHEMA_VERSION;
    if (ours)
        actors->db = ng_database_open(live.path, error);
    else
        g_set_error(error, NG_ERROR, NG_ERROR_SCHEMA_MISMATCH,
                    "the index at %s is of schema %u, this program writes %d", actors->options->db,
                    live.schema, NG_SCHEMA_VERSION);
    ng_live_clear(&live);
    return actors->db != NULL;
}

bool ng_actors_open(NgActors *actors, const NgOptions *options, bool write, bool create,
                    GError **error)
{
    *actors = (NgActors) {.options = options, .lines = g_string_new(NULL)};
    const char *const dirs[] = {options->db, NULL};
    g_autofree char *journal = g_build_filename(options->db, "actors", NULL);
    create = create || g_file_test(journal, G_FILE_TEST_EXISTS);
    if (write && !(actors->writing = ng_writing_begin(options->db, create, error)))
        return false;
    if (!open_live(actors, error) || !(actors->table = ng_actor_table_read(dirs, error)) ||
        !(actors->authority = ng_command_authority(options, error)))
        return false;
    guint n = ng_actor_table_count(actors->table);
    actors->number = n ? ng_actor_table_change(actors->table, n - 1)->number + 1 : 1;
    return true;
}

void ng_actors_close(NgActors *actors)
{
    ng_db_free(actors->db);
    ng_authority_free(actors->authority);
    ng_actor_table_free(actors->table);
    g_string_free(actors->lines, TRUE);
    ng_writing_end(actors->writing);
}

static guint32 frequency(NgActors *actors, const char *prefix, const char *id)
{
    guint32 documents = 0;
    g_autoptr(GString) term = g_string_new(NULL);
    ng_term_make(term, prefix, id, strlen(id));
    if (actors->db)
        ng_db_frequency(actors->db, term->str, term->len, &documents, NULL);
    return documents;
}

bool ng_actors_stands(NgActors *actors, const char *id)
{
    return frequency(actors, NG_TERM_ACTOR, id) || frequency(actors, NG_TERM_SPEAKER, id);
}

bool ng_actors_describe(NgActors *actors, const char *id, NgKnown *known)
{
    const char *name;
    NgActorKind kind;
    int at = ng_authority_find(actors->authority, id);
    if (ng_actor_table_name(actors->table, id, &name, &kind)) {
        *known = (NgKnown) {g_strdup(id), g_strdup(name), kind};
        return true;
    }
    if (at >= 0 && strcmp(ng_authority_id(actors->authority, (guint)at), id) == 0) {
        *known = (NgKnown) {g_strdup(id), g_strdup(ng_authority_name(actors->authority, (guint)at)),
                            ng_authority_kind(actors->authority, (guint)at)};
        return true;
    }
    if (!actors->db || !ng_actors_stands(actors, id))
        return false;
    char key[NG_NAME_KEY_BYTES];
    gsize len = 0;
    char *slug = NULL, *noted = NULL;
    ng_name_key(ng_name_hash('a', id, strlen(id)), key);
    g_autofree char *value = ng_db_metadata(actors->db, key, sizeof key, &len, NULL);
    *known = (NgKnown) {g_strdup(id), NULL, NG_ACTOR_PERSON};
    if (value && ng_name_unpack(value, len, &slug, &noted, &known->kind))
        known->name = g_steal_pointer(&noted);
    else
        known->name = g_strdup(id);
    g_free(slug);
    return true;
}

/* The ids that the articles of the index give a name. */
static char **named_in_index(NgActors *actors, const char *slug)
{
    g_autofree char *key = g_strconcat("a", slug, NULL);
    g_autofree char *ids =
        actors->db ? ng_db_metadata(actors->db, key, strlen(key), NULL, NULL) : NULL;
    GPtrArray *kept = g_ptr_array_new();
    g_auto(GStrv) lines = g_strsplit(ids ? ids : "", "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (*lines[i] && ng_actors_stands(actors, lines[i]))
            g_ptr_array_add(kept, g_strdup(lines[i]));
    g_ptr_array_add(kept, NULL);
    return (char **)g_ptr_array_free(kept, FALSE);
}

bool ng_actors_find(NgActors *actors, const char *text, NgKnown *known, GError **error)
{
    g_autofree char *lower = g_ascii_strdown(text, -1), *slug = ng_slug(text);
    if (ng_actors_describe(actors, lower, known))
        return true;
    int at = ng_authority_find(actors->authority, text);
    if (at >= 0)
        return ng_actors_describe(actors, ng_authority_id(actors->authority, (guint)at), known);
    const char *decided = ng_actor_table_by_slug(actors->table, slug);
    if ((decided && ng_actors_describe(actors, decided, known)) ||
        ng_actors_describe(actors, slug, known))
        return true;
    g_auto(GStrv) ids = named_in_index(actors, slug);
    if (ids[0] && !ids[1])
        return ng_actors_describe(actors, ids[0], known);
    if (ids[0]) {
        g_autofree char *list = g_strjoinv(", ", ids);
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                    "\"%s\" names several: name one by its id: %s", text, list);
    } else {
        g_set_error(error, NG_ERROR, NG_ERROR_NOT_FOUND,
                    "nobody is known as \"%s\" (`actors list PATTERN` looks for parts of names)",
                    text);
    }
    return false;
}

guint32 ng_actors_articles(NgActors *actors, const char *const *ids, bool speaking)
{
    guint32 matches = 0;
    g_autoptr(GString) term = g_string_new(NULL);
    NgMatch *any = NULL;
    for (guint i = 0; ids[i]; i++) {
        ng_term_make(term, speaking ? NG_TERM_SPEAKER : NG_TERM_ACTOR, ids[i], strlen(ids[i]));
        NgMatch *one = ng_match_term(term->str, term->len, 1);
        any = any ? ng_match_op(NG_MATCH_OR, any, one) : one;
    }
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    NgMatchRun run = {.check = G_MAXUINT32, .sort_slot = -1};
    if (actors->db && any)
        ng_db_match(actors->db, any, &run, ranked, &matches, NULL);
    ng_match_free(any);
    return matches;
}
