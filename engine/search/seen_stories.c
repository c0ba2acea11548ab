/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A story that has a member under embargo is taken apart when a question is answered: it must not
 * be told by a count, nor by two other articles being one, that there is such a member. */
#include "seen_stories.h"
#include "nutgraf/stories.h"

/* ---- the table ---- */

/* Of several databases opened as one the numbers interleave. */
static bool add_part(const char *path, guint part, guint parts, GArray *members, GArray *pairs,
                     GError **error)
{
    const char *const one[] = {path, NULL};
    NgDb *db = ng_db_open(one, error);
    g_autoptr(NgStoryTable) table = db ? ng_stories_read(db, error) : NULL;
    guint before = members->len;
    ng_db_free(db);
    for (guint i = 0; table && i < table->members->len; i++) {
        NgStoryPlace place = g_array_index(table->members, NgStoryPlace, i);
        place.docid = (place.docid - 1) * parts + part + 1;
        place.story += before; /* another number than any of the parts before */
        g_array_append_val(members, place);
    }
    for (guint i = 0; table && i < table->pairs->len; i++) {
        NgStoryPair pair = g_array_index(table->pairs, NgStoryPair, i);
        pair.a = (pair.a - 1) * parts + part + 1;
        pair.b = (pair.b - 1) * parts + part + 1;
        g_array_append_val(pairs, pair);
    }
    return table != NULL;
}

static bool read_table(NgIndex *index, GError **error)
{
    /* an index that was named twice is one part */
    g_auto(GStrv) paths = g_strsplit(index->pointers, "\n", -1);
    guint parts = g_strv_length(paths);
    if (index->stories)
        return true;
    if (parts == 1) {
        /* what an embargo takes apart has to be gone through */
        index->stories = index->has_embargo ? ng_stories_read(index->db, error)
                                            : ng_stories_read_quickly(index->db, error);
        return index->stories != NULL;
    }
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(NgStoryPlace));
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(NgStoryPair));
    for (guint i = 0; i < parts; i++)
        if (!add_part(paths[i], i, parts, members, pairs, error))
            return false;
    index->stories = ng_story_table_new(g_steal_pointer(&members), g_steal_pointer(&pairs));
    return true;
}

/* ---- what an embargo takes apart ---- */

static uint32_t root_of(GHashTable *parents, uint32_t docid)
{
    for (;;) {
        uint32_t parent = GPOINTER_TO_UINT(g_hash_table_lookup(parents, GUINT_TO_POINTER(docid)));
        if (parent == 0 || parent == docid)
            return docid;
        docid = parent;
    }
}

/* Joins the members that are seen, as far as they are copies of each other. */
static GHashTable *join_seen(NgStoryTable *table, GHashTable *hidden, GHashTable *broken)
{
    GHashTable *parents = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < table->pairs->len; i++) {
        NgStoryPair pair = g_array_index(table->pairs, NgStoryPair, i);
        uint32_t story = ng_story_table_of(table, pair.a);
        if (story == NG_NO_STORY || !g_hash_table_contains(broken, GUINT_TO_POINTER(story)) ||
            g_hash_table_contains(hidden, GUINT_TO_POINTER(pair.a)) ||
            g_hash_table_contains(hidden, GUINT_TO_POINTER(pair.b)))
            continue;
        uint32_t a = root_of(parents, pair.a), b = root_of(parents, pair.b);
        if (a != b)
            g_hash_table_insert(parents, GUINT_TO_POINTER(MAX(a, b)), GUINT_TO_POINTER(MIN(a, b)));
    }
    return parents;
}

static void unref_array(gpointer array)
{
    g_array_unref(array);
}

static void take_apart(NgSeenStories *seen, GHashTable *hidden, GHashTable *broken)
{
    NgStoryTable *table = seen->table;
    g_autoptr(GHashTable) parents = join_seen(table, hidden, broken);
    g_autoptr(GHashTable) groups = g_hash_table_new_full(NULL, NULL, NULL, unref_array);
    for (guint i = 0; i < table->members->len; i++) {
        NgStoryPlace place = g_array_index(table->members, NgStoryPlace, i);
        if (!g_hash_table_contains(broken, GUINT_TO_POINTER(place.story)))
            continue;
        g_hash_table_insert(seen->moved, GUINT_TO_POINTER(place.docid), GUINT_TO_POINTER(0));
        if (g_hash_table_contains(hidden, GUINT_TO_POINTER(place.docid)))
            continue;
        gpointer root = GUINT_TO_POINTER(root_of(parents, place.docid));
        GArray *group = g_hash_table_lookup(groups, root);
        if (!group) {
            group = g_array_new(FALSE, FALSE, sizeof(uint32_t));
            g_hash_table_insert(groups, root, group);
        }
        g_array_append_val(group, place.docid);
        if (group->len == 2) /* until then it is alone */
            g_ptr_array_add(seen->apart, g_array_ref(group));
    }
    for (guint i = 0; i < seen->apart->len; i++) {
        const GArray *group = seen->apart->pdata[i];
        guint number = ng_story_table_stories(table) + i;
        for (guint j = 0; j < group->len; j++)
            g_hash_table_insert(seen->moved, GUINT_TO_POINTER(g_array_index(group, uint32_t, j)),
                                GUINT_TO_POINTER(number + 1));
    }
}

bool ng_seen_stories_init(NgSeenStories *seen, NgIndex *index, gint64 now, GError **error)
{
    *seen = (NgSeenStories) {0};
    if (!read_table(index, error))
        return false;
    seen->table = index->stories;
    if (!index->has_embargo || index->stories->members->len == 0)
        return true;
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    if (!ng_index_hidden(index, now, NULL, NULL, docids, error))
        return false;
    g_autoptr(GHashTable) hidden = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) broken = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < docids->len; i++) {
        guint32 docid = g_array_index(docids, guint32, i);
        uint32_t story = ng_story_table_of(seen->table, docid);
        if (story == NG_NO_STORY)
            continue;
        g_hash_table_add(hidden, GUINT_TO_POINTER(docid));
        g_hash_table_add(broken, GUINT_TO_POINTER(story));
    }
    if (g_hash_table_size(broken) == 0)
        return true;
    seen->moved = g_hash_table_new(NULL, NULL);
    seen->apart = g_ptr_array_new_with_free_func(unref_array);
    take_apart(seen, hidden, broken);
    return true;
}

void ng_seen_stories_clear(NgSeenStories *seen)
{
    g_clear_pointer(&seen->moved, g_hash_table_unref);
    g_clear_pointer(&seen->apart, g_ptr_array_unref);
}

guint ng_seen_stories_count(const NgSeenStories *seen)
{
    return ng_story_table_stories(seen->table) + (seen->apart ? seen->apart->len : 0);
}

uint32_t ng_seen_story_of(const NgSeenStories *seen, uint32_t docid)
{
    gpointer moved;
    if (seen->moved &&
        g_hash_table_lookup_extended(seen->moved, GUINT_TO_POINTER(docid), NULL, &moved))
        return moved ? GPOINTER_TO_UINT(moved) - 1 : NG_NO_STORY;
    return ng_story_table_of(seen->table, docid);
}

const uint32_t *ng_seen_story_members(const NgSeenStories *seen, uint32_t story, guint *n)
{
    guint stories = ng_story_table_stories(seen->table);
    if (story < stories || story == NG_NO_STORY)
        return ng_story_table_members(seen->table, story, n);
    *n = 0;
    if (!seen->apart || story - stories >= seen->apart->len)
        return NULL;
    const GArray *group = seen->apart->pdata[story - stories];
    *n = group->len;
    return (const uint32_t *)group->data;
}
