/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who counts as whom: the table of actors beside the index, by the hashes that facets count. */
#include "index.h"
#include "nutgraf/values.h"

#include <string.h>

static guint64 hash_of(const char *id)
{
    return ng_name_hash('a', id, strlen(id));
}

static NgCountedAs *counted_as(NgIndex *index, const char *id)
{
    guint64 hash = hash_of(id);
    NgCountedAs *as = g_hash_table_lookup(index->counted_as, &hash);
    if (as)
        return as;
    as = g_new0(NgCountedAs, 1);
    as->own = as->hash = hash;
    g_hash_table_insert(index->counted_as, &as->own, as);
    return as;
}

static void note_merged(const char *id, const char *canonical, gpointer data)
{
    NgIndex *index = data;
    NgCountedAs *as = counted_as(index, id), *whole = counted_as(index, canonical);
    ng_actor_table_name(index->actors, canonical, &whole->name, &whole->kind);
    as->hash = whole->own;
    as->kind = whole->kind;
    as->name = whole->name;
    as->id = whole->id = canonical;
}

bool ng_index_read_actors(NgIndex *index, GError **error)
{
    const char *const *dirs = (const char *const *)index->dirs;
    g_autofree char *stamp = ng_actor_table_stamp(dirs);
    if (index->actors && strcmp(stamp, index->actors_stamp) == 0)
        return true;
    NgActorTable *actors = ng_actor_table_read(dirs, error);
    if (!actors)
        return false;
    ng_index_forget_actors(index);
    index->actors = actors;
    index->actors_stamp = g_steal_pointer(&stamp);
    index->counted_as = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    ng_actor_table_each_merged(actors, note_merged, index);
    if (g_hash_table_size(index->counted_as) == 0) /* it is asked for each name of each article */
        g_clear_pointer(&index->counted_as, g_hash_table_unref);
    return true;
}

void ng_index_forget_actors(NgIndex *index)
{
    g_clear_pointer(&index->counted_as, g_hash_table_unref);
    g_clear_pointer(&index->actors, ng_actor_table_free);
    g_clear_pointer(&index->actors_stamp, g_free);
}

const NgCountedAs *ng_index_counted_as(const NgIndex *index, guint64 hash)
{
    return index->counted_as ? g_hash_table_lookup(index->counted_as, &hash) : NULL;
}
