/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The actor whose name, or whose surname, is spelt nearly so. */
#include "nearest.h"
#include "nutgraf/values.h"

#include <string.h>

#define TAKEN 64 /* candidates that are near enough */

typedef struct {
    char *id;
    guint distance;
    guint32 documents;
} Near;

typedef struct {
    const char *slug;
    guint most; /* distance */
    gsize prefix;
    GArray *found; /* of Near */
} Names;

static void near_clear(gpointer near)
{
    g_free(((Near *)near)->id);
}

static void look(Names *names, const char *name, gsize len, const char *id, gsize id_len,
                 guint32 documents)
{
    guint distance = ng_spelling_distance(name, len, names->slug, strlen(names->slug));
    if (distance > names->most || names->found->len >= TAKEN)
        return;
    Near near = {g_strndup(id, id_len), distance, documents};
    g_array_append_val(names->found, near);
}

static bool look_at_id(const char *term, gsize len, guint32 documents, gpointer data)
{
    Names *names = data;
    const char *id = term + names->prefix;
    look(names, id, len - names->prefix, id, len - names->prefix, documents);
    return true;
}

static bool look_at_inner(const char *key, gsize len, guint32 documents, gpointer data)
{
    const char *name = key + strlen(NG_INNER_KEY), *tab = memchr(key, '\t', len);
    (void)documents;
    if (tab)
        look(data, name, (gsize)(tab - name), tab + 1, len - (gsize)(tab + 1 - key), 0);
    return true;
}

static int nearest_first(gconstpointer a, gconstpointer b)
{
    const Near *left = a, *right = b;
    if (left->distance != right->distance)
        return left->distance < right->distance ? -1 : 1;
    if (left->documents != right->documents)
        return left->documents > right->documents ? -1 : 1;
    return strcmp(left->id, right->id);
}

char *ng_nearest_actor(NgIndex *index, const char *slug, gint64 now, guint32 *articles)
{
    gsize len = strlen(slug);
    Names names = {.slug = slug,
                   .most = MIN(3, (guint)len / 5 + 1),
                   .prefix = strlen(NG_TERM_ACTOR),
                   .found = g_array_new(FALSE, FALSE, sizeof(Near))};
    gsize first = (gsize)(g_utf8_next_char(slug) - slug);
    g_autofree char *ids = g_strdup_printf("%s%.*s", NG_TERM_ACTOR, (int)first, slug);
    g_autofree char *keys = g_strdup_printf("%s%.*s", NG_INNER_KEY, (int)first, slug);
    g_autoptr(GString) term = g_string_new(NULL);
    char *best = NULL;
    g_array_set_clear_func(names.found, near_clear);
    /* the first letter is seldom the wrong one */
    if (len >= 4) {
        ng_db_each_term(index->db, ids, strlen(ids), look_at_id, &names, NULL);
        ng_db_each_key(index->db, keys, strlen(keys), look_at_inner, &names, NULL);
    }
    for (guint i = 0; i < names.found->len; i++) {
        Near *near = &g_array_index(names.found, Near, i);
        g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
        NgMatchRun run = {.check = G_MAXUINT32, .sort_slot = -1};
        ng_term_make(term, NG_TERM_ACTOR, near->id, strlen(near->id));
        /* nothing of what nobody may find */
        g_autoptr(NgMatch) match =
            ng_index_visible(index, ng_match_term(term->str, term->len, 1), now);
        near->documents = 0;
        ng_db_match(index->db, match, &run, ranked, &near->documents, NULL);
    }
    g_array_sort(names.found, nearest_first);
    for (guint i = 0; i < names.found->len && !best; i++)
        if (g_array_index(names.found, Near, i).documents) {
            best = g_strdup(g_array_index(names.found, Near, i).id);
            if (articles)
                *articles = g_array_index(names.found, Near, i).documents;
        }
    g_array_unref(names.found);
    return best;
}
