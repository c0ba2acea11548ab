/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The planner's questions to an open index, and the names it suggests for one that nobody has. */
#include "index.h"
#include "nearest.h"
#include "nutgraf/token.h"
#include "nutgraf/values.h"

#include <string.h>

/* Does anything that may be found now have the term? */
static bool has_visible(NgIndex *index, const char *term, gsize len)
{
    guint32 articles = 0;
    g_autoptr(NgMatch) match =
        ng_index_visible(index, ng_match_term(term, len, 1), index->asked_at);
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    NgMatchRun run = {.check = G_MAXUINT32, .sort_slot = -1};
    ng_db_match(index->db, match, &run, ranked, &articles, NULL);
    return articles > 0;
}

static bool is_found(NgIndex *index, const char *prefix, const char *id)
{
    g_autoptr(GString) term = g_string_new(NULL);
    ng_term_make(term, prefix, id, strlen(id));
    return has_visible(index, term->str, term->len);
}

/* The name of an outlet, of somebody in a byline: notices list such, and nobody may read in one
 * what only stands in articles that are hidden. Words are counted as they are: no answer names
 * them. */
static bool is_hidden(NgIndex *index, const char *term, gsize len, guint32 documents)
{
    guint32 hidden = 0;
    if (documents == 0 || len == 0 || !g_ascii_isupper(term[0]) ||
        !(index->has_withdrawn || index->has_embargo) ||
        !ng_index_hidden(index, index->asked_at, &hidden, NULL, NULL, NULL))
        return false;
    return documents <= hidden && !has_visible(index, term, len);
}

static bool ask_frequency(gpointer data, const char *term, gsize len, guint32 *documents,
                          GError **error)
{
    NgIndex *index = data;
    if (!ng_db_frequency(index->db, term, len, documents, error))
        return false;
    if (is_hidden(index, term, len, *documents))
        *documents = 0;
    return true;
}

typedef struct {
    NgIndex *index;
    bool (*func)(const char *, gsize, guint32, gpointer);
    gpointer data;
} Visible;

static bool pass_visible(const char *term, gsize len, guint32 documents, gpointer data)
{
    Visible *visible = data;
    return is_hidden(visible->index, term, len, documents) ||
           visible->func(term, len, documents, visible->data);
}

static bool ask_terms(gpointer data, const char *prefix, gsize len,
                      bool (*func)(const char *, gsize, guint32, gpointer), gpointer func_data,
                      GError **error)
{
    Visible visible = {data, func, func_data};
    return ng_db_each_term(visible.index->db, prefix, len, pass_visible, &visible, error);
}

static bool stands(NgIndex *index, const char *prefix, const char *id, bool *there, GError **error)
{
    g_autoptr(GString) term = g_string_new(NULL);
    ng_term_make(term, prefix, id, strlen(id));
    guint32 documents = 0;
    bool ok = ask_frequency(index, term->str, term->len, &documents, error);
    *there |= documents > 0;
    return ok;
}

static bool is_actor(NgIndex *index, const char *id, bool *there, GError **error)
{
    return stands(index, NG_TERM_ACTOR, id, there, error) &&
           stands(index, NG_TERM_SPEAKER, id, there, error);
}

/* Adds an id, and with it all that count as the same actor. */
static void add_id(const NgIndex *index, const char *id, GPtrArray *ids)
{
    const char *canonical = ng_actor_table_canonical(index->actors, id);
    if (g_ptr_array_find_with_equal_func(ids, canonical, g_str_equal, NULL))
        return;
    g_auto(GStrv) members = ng_actor_table_members(index->actors, canonical);
    for (guint i = 0; members[i]; i++)
        g_ptr_array_add(ids, g_strdup(members[i]));
}

static char **ask_actors(gpointer data, const char *name, GError **error)
{
    NgIndex *index = data;
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *slug = ng_slug(name);
    bool is_id = false;
    if (!is_actor(index, slug, &is_id, error))
        return NULL;
    g_auto(GStrv) members = ng_actor_table_members(index->actors, slug);
    const char *decided = ng_actor_table_by_slug(index->actors, slug);
    if (is_id || members[1] || strcmp(ng_actor_table_canonical(index->actors, slug), slug) != 0)
        add_id(index, slug, ids);
    if (decided)
        add_id(index, decided, ids);
    g_autofree char *key = g_strconcat("a", slug, NULL);
    g_autofree char *known = ng_db_metadata(index->db, key, strlen(key), NULL, error);
    if (!known)
        return NULL;
    g_auto(GStrv) lines = g_strsplit(known, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        bool there = !(index->has_withdrawn || index->has_embargo);
        if (!*lines[i] || strcmp(lines[i], slug) == 0 ||
            ng_actor_table_dropped(index->actors, lines[i], slug))
            continue;
        if (!there && !is_actor(index, lines[i], &there, error))
            return NULL;
        if (there)
            add_id(index, lines[i], ids);
    }
    g_ptr_array_add(ids, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&ids), FALSE);
}

static bool ask_actor_kind(gpointer data, const char *id, NgActorKind *kind)
{
    char key[NG_NAME_KEY_BYTES];
    gsize len;
    const NgActorTable *actors = ((NgIndex *)data)->actors;
    const char *known;
    id = ng_actor_table_canonical(actors, id);
    if (ng_actor_table_name(actors, id, &known, kind))
        return true;
    ng_name_key(ng_name_hash('a', id, strlen(id)), key);
    g_autofree char *value = ng_db_metadata(((NgIndex *)data)->db, key, sizeof key, &len, NULL);
    g_autofree char *slug = NULL, *name = NULL;
    return value && ng_name_unpack(value, len, &slug, &name, kind);
}

typedef struct {
    const char *slug;
    char *best;
    guint distance;
} Nearest;

static bool try_alias(const char *key, gsize len, guint32 documents, gpointer data)
{
    Nearest *nearest = data;
    (void)documents;
    guint distance = ng_spelling_distance(key + 1, len - 1, nearest->slug, strlen(nearest->slug));
    if (distance < nearest->distance) {
        nearest->distance = distance;
        g_free(nearest->best);
        nearest->best = g_strndup(key + 1, len - 1);
    }
    return true;
}

static bool is_named(NgIndex *index, const char *alias)
{
    g_autofree char *key = g_strconcat("a", alias, NULL);
    g_autofree char *ids = ng_db_metadata(index->db, key, strlen(key), NULL, NULL);
    g_auto(GStrv) lines = ids ? g_strsplit(ids, "\n", -1) : NULL;
    for (guint i = 0; lines && lines[i]; i++)
        if (is_found(index, NG_TERM_ACTOR, lines[i]))
            return true;
    return false;
}

/* "wren" for Tomasz Wren: the commonest id that has all typed words among its own. */
typedef struct {
    char **words;
    char *best;
    guint32 documents;
    gsize prefix_len;
} Whole;

static bool try_id(const char *term, gsize len, guint32 documents, gpointer data)
{
    Whole *whole = data;
    if (documents <= whole->documents)
        return true;
    g_autofree char *id = g_strndup(term + whole->prefix_len, len - whole->prefix_len);
    g_auto(GStrv) parts = g_strsplit(id, "-", -1);
    for (guint i = 0; whole->words[i]; i++)
        if (!g_strv_contains((const char *const *)parts, whole->words[i]))
            return true;
    g_free(whole->best);
    whole->best = g_steal_pointer(&id);
    whole->documents = documents;
    return true;
}

static char *name_of(NgIndex *index, const char *id)
{
    char key[NG_NAME_KEY_BYTES];
    gsize len;
    NgActorKind kind;
    ng_name_key(ng_name_hash('a', id, strlen(id)), key);
    g_autofree char *value = ng_db_metadata(index->db, key, sizeof key, &len, NULL);
    g_autofree char *slug = NULL;
    char *name = NULL;
    return value && ng_name_unpack(value, len, &slug, &name, &kind) ? name : g_strdup(id);
}

static char *nearest_by_words(NgIndex *index, const char *slug)
{
    static const char *const prefixes[] = {NG_TERM_ACTOR, NG_TERM_SPEAKER};
    g_auto(GStrv) words = g_strsplit(slug, "-", -1);
    Whole whole = {.words = words};
    char *name = NULL;
    for (guint i = 0; !name && i < G_N_ELEMENTS(prefixes); i++) {
        whole.prefix_len = strlen(prefixes[i]);
        ng_db_each_term(index->db, prefixes[i], whole.prefix_len, try_id, &whole, NULL);
        if (whole.best && is_found(index, prefixes[i], whole.best))
            name = name_of(index, whole.best);
    }
    g_free(whole.best);
    return name;
}

/* By its words, else by its spelling among the names that begin with the same letter: a first
 * letter is seldom the wrong one. */
/* ---- namesakes ---- */

typedef struct {
    NgIndex *index;
    const char *prefix;
    guint32 documents; /* more than so many */
    char *best;
} Namesake;

static bool try_namesake(const char *key, gsize len, guint32 documents, gpointer data)
{
    Namesake *namesake = data;
    const char *tab = memchr(key, '\t', len);
    if (!tab)
        return true;
    g_autofree char *id = g_strndup(tab + 1, (gsize)(key + len - tab - 1));
    const char *canonical = ng_actor_table_canonical(namesake->index->actors, id);
    g_autoptr(GString) term = g_string_new(NULL);
    ng_term_make(term, namesake->prefix, canonical, strlen(canonical));
    if (!ng_db_frequency(namesake->index->db, term->str, term->len, &documents, NULL) ||
        documents <= namesake->documents || !is_found(namesake->index, namesake->prefix, canonical))
        return true;
    namesake->documents = documents;
    g_free(namesake->best);
    namesake->best = g_strdup(canonical);
    return true;
}

/* Who is only ever called by a surname is an actor of that name, which others bear, too. */
static char *ask_namesake(gpointer data, const char *name, const char *prefix)
{
    Namesake namesake = {data, prefix, 0, NULL};
    g_autofree char *slug = ng_slug(name);
    g_autofree char *begin = g_strconcat(NG_INNER_KEY, slug, "\t", NULL);
    g_autoptr(GString) term = g_string_new(NULL);
    ng_term_make(term, prefix, slug, strlen(slug));
    if (!ng_db_frequency(namesake.index->db, term->str, term->len, &namesake.documents, NULL) ||
        namesake.documents == 0) /* it is another name of somebody */
        return NULL;
    ng_db_each_key(namesake.index->db, begin, strlen(begin), try_namesake, &namesake, NULL);
    return namesake.best;
}

static char *ask_nearest_actor(gpointer data, const char *name)
{
    g_autofree char *slug = ng_slug(name);
    char *by_words = nearest_by_words(data, slug);
    if (by_words)
        return by_words;
    g_autofree char *id = ng_nearest_actor(data, slug, ((NgIndex *)data)->asked_at, NULL);
    if (id)
        return name_of(data, id);
    g_autofree char *prefix = g_strdup_printf("a%c", slug[0]);
    Nearest nearest = {slug, NULL, MIN(3, (guint)strlen(slug) / 3 + 1)};
    ng_db_each_key(((NgIndex *)data)->db, prefix, 2, try_alias, &nearest, NULL);
    if (nearest.best && !is_named(data, nearest.best))
        g_clear_pointer(&nearest.best, g_free);
    return nearest.best;
}

NgVocabulary ng_index_vocabulary(NgIndex *index, gint64 now)
{
    index->asked_at = now;
    return (NgVocabulary) {index,
                           (const char *const *)index->languages,
                           (const char *const *)index->inner,
                           ask_frequency,
                           ask_terms,
                           ask_actors,
                           ask_actor_kind,
                           ask_nearest_actor,
                           ask_namesake};
}
