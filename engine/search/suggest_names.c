/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names that begin so: of actors, by any word of their names and aliases, and of outlets. */
#include "facets.h"
#include "nutgraf/token.h"
#include "nutgraf/values.h"
#include "suggest.h"

#include <string.h>

#define NAMES_LOOKED_AT                                                                            \
    20000               /* of each source: a beginning of one letter in a very large index         \
                         */
#define KEYS_READ 4000  /* metadata and frequencies that are asked for one by one */
#define NAMES_TRIED 400 /* until enough may be found */

typedef struct {
    char *id; /* canonical, or an outlet's slug */
    guint32 articles;
} Candidate;

typedef struct {
    const NgSuggester *suggester;
    const char *prefix; /* of the terms */
    char *slug;         /* of what was typed */
    GHashTable *ids;    /* id (owned) -> articles */
    GPtrArray *keys;    /* of char *: metadata keys that are to be read */
    GPtrArray *asked;   /* of char *: ids of which it is not known how many articles have them */
    guint looked_at;
} Names;

static void names_init(Names *names, const NgSuggester *suggester, const char *typed,
                       const char *prefix)
{
    *names = (Names) {.suggester = suggester, .prefix = prefix, .slug = ng_slug(typed)};
    names->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    names->keys = g_ptr_array_new_with_free_func(g_free);
    names->asked = g_ptr_array_new_with_free_func(g_free);
}

static void names_clear(Names *names)
{
    g_free(names->slug);
    g_hash_table_unref(names->ids);
    g_ptr_array_unref(names->keys);
    g_ptr_array_unref(names->asked);
}

/* A slug of nothing is a hash: of what has no letters nobody's name begins. */
static bool has_letters(const char *typed)
{
    for (const char *p = typed; *p; p = g_utf8_next_char(p))
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            return true;
    return false;
}

/* ---- actors ---- */

static void add_actor(Names *names, const char *id, guint32 articles)
{
    const char *canonical = ng_actor_table_canonical(names->suggester->index->actors, id);
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(names->ids, canonical));
    g_hash_table_replace(names->ids, g_strdup(canonical), GUINT_TO_POINTER(MAX(known, articles)));
}

static bool note_id(const char *term, gsize len, guint32 articles, gpointer data)
{
    Names *names = data;
    gsize skip = strlen(names->prefix);
    g_autofree char *id = g_strndup(term + skip, len - skip);
    add_actor(names, id, articles);
    return ++names->looked_at < NAMES_LOOKED_AT;
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* How many articles have those that are known by id only; in order, for neighbours share what the
 * database reads. */
static bool add_frequencies(Names *names, GError **error)
{
    g_autoptr(GString) term = g_string_new(NULL);
    g_ptr_array_sort(names->asked, by_text);
    for (guint i = 0; i < names->asked->len; i++) {
        const char *id = names->asked->pdata[i];
        guint32 articles = 0;
        if (g_hash_table_contains(names->ids, id) ||
            (i > 0 && strcmp(id, names->asked->pdata[i - 1]) == 0))
            continue;
        ng_term_make(term, names->prefix, id, strlen(id));
        if (!ng_db_frequency(names->suggester->index->db, term->str, term->len, &articles, error))
            return false;
        if (articles)
            add_actor(names, id, articles);
    }
    return true;
}

static void ask(Names *names, const char *id)
{
    if (names->asked->len < NAMES_LOOKED_AT)
        g_ptr_array_add(names->asked, g_strdup(id));
}

static bool note_key(const char *key, gsize len, guint32 documents, gpointer data)
{
    Names *names = data;
    (void)documents;
    g_ptr_array_add(names->keys, g_strndup(key, len));
    return names->keys->len < KEYS_READ;
}

/* Aliases that begin so, and the ids that go by them. */
static bool add_aliases(Names *names, GError **error)
{
    NgIndex *index = names->suggester->index;
    g_autofree char *prefix = g_strconcat("a", names->slug, NULL);
    g_ptr_array_set_size(names->keys, 0);
    if (!ng_db_each_key(index->db, prefix, strlen(prefix), note_key, names, error))
        return false;
    for (guint i = 0; i < names->keys->len; i++) {
        const char *key = names->keys->pdata[i];
        g_autofree char *ids = ng_db_metadata(index->db, key, strlen(key), NULL, error);
        if (!ids)
            return false;
        g_auto(GStrv) lines = g_strsplit(ids, "\n", -1);
        for (guint k = 0; lines[k]; k++)
            if (lines[k][0] && !ng_actor_table_dropped(index->actors, lines[k], key + 1))
                ask(names, lines[k]);
    }
    return true;
}

/* Names and aliases of which a later word begins so. */
static bool add_inner(Names *names, GError **error)
{
    g_autofree char *prefix = g_strconcat(NG_INNER_KEY, names->slug, NULL);
    g_ptr_array_set_size(names->keys, 0);
    if (strlen(names->slug) < NG_INNER_MIN)
        return true;
    if (!ng_db_each_key(names->suggester->index->db, prefix, strlen(prefix), note_key, names,
                        error))
        return false;
    for (guint i = 0; i < names->keys->len; i++) {
        const char *tab = strchr(names->keys->pdata[i], '\t');
        if (tab)
            ask(names, tab + 1);
    }
    return true;
}

/* Names that people gave actors since. */
static void note_decided(const char *slug, const char *id, gpointer data)
{
    Names *names = data;
    gsize len = strlen(names->slug);
    bool begins = strncmp(slug, names->slug, len) == 0;
    for (const char *dash = strchr(slug, '-'); dash && !begins; dash = strchr(dash + 1, '-'))
        begins = strncmp(dash + 1, names->slug, len) == 0;
    if (begins)
        ask(names, id);
}

/* ---- choosing ---- */

static int most_articles_first(gconstpointer a, gconstpointer b)
{
    const Candidate *left = a, *right = b;
    if (left->articles != right->articles)
        return left->articles > right->articles ? -1 : 1;
    return strcmp(left->id, right->id);
}

static GArray *ranked(const Names *names)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Candidate));
    GHashTableIter iter;
    gpointer id, articles;
    g_hash_table_iter_init(&iter, names->ids);
    while (g_hash_table_iter_next(&iter, &id, &articles)) {
        Candidate candidate = {id, GPOINTER_TO_UINT(articles)};
        g_array_append_val(all, candidate);
    }
    g_array_sort(all, most_articles_first);
    return all;
}

/* All that count as this actor, in articles that may be found. */
static bool count_actor(const Names *names, const char *id, guint32 *articles, GError **error)
{
    NgIndex *index = names->suggester->index;
    g_auto(GStrv) members = ng_actor_table_members(index->actors, id);
    g_autoptr(GString) term = g_string_new(NULL);
    if (!members[1]) {
        ng_term_make(term, names->prefix, id, strlen(id));
        return ng_suggester_count(names->suggester, term->str, term->len, articles, error);
    }
    GPtrArray *kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
    for (guint i = 0; members[i]; i++) {
        ng_term_make(term, names->prefix, members[i], strlen(members[i]));
        g_ptr_array_add(kids, ng_match_term(term->str, term->len, 1));
    }
    g_autoptr(NgMatch) any =
        ng_index_visible(index, ng_match_op_many(NG_MATCH_OR, kids), names->suggester->now);
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    NgMatchRun run = {.check = G_MAXUINT32, .sort_slot = -1};
    return ng_db_match(index->db, any, &run, none, articles, error);
}

static bool fits(const NgSuggester *suggester, const char *id, NgField field)
{
    NgActorKind kind, want = field == NG_FIELD_PERSON ? NG_ACTOR_PERSON
                             : field == NG_FIELD_ORG  ? NG_ACTOR_ORG
                                                      : NG_ACTOR_PLACE;
    if (field != NG_FIELD_PERSON && field != NG_FIELD_ORG && field != NG_FIELD_PLACE)
        return true;
    NgVocabulary vocabulary = ng_index_vocabulary(suggester->index, suggester->now);
    return vocabulary.actor_kind(vocabulary.data, id, &kind) && kind == want;
}

static bool add_named(const Names *names, char space, const char *id, const char *kind,
                      guint32 articles, GPtrArray *out, GError **error)
{
    NgFacetValue value = {0};
    bool ok = ng_facet_name_hash(names->suggester->index, ng_name_hash(space, id, strlen(id)),
                                 &value, error);
    if (ok)
        g_ptr_array_add(out, ng_suggestion_new(kind, id, value.name, articles));
    g_free(value.value);
    g_free(value.name);
    return ok;
}

static int by_articles(gconstpointer a, gconstpointer b)
{
    const NgSuggestion *left = *(NgSuggestion *const *)a, *right = *(NgSuggestion *const *)b;
    if (left->articles != right->articles)
        return left->articles > right->articles ? -1 : 1;
    return strcmp(left->id, right->id);
}

bool ng_suggest_actors(const NgSuggester *suggester, const char *typed, NgField field, guint limit,
                       GPtrArray *out, GError **error)
{
    Names names;
    g_autoptr(GString) term = g_string_new(NULL);
    if (!has_letters(typed))
        return true;
    names_init(&names, suggester, typed,
               field == NG_FIELD_SAIDBY ? NG_TERM_SPEAKER : NG_TERM_ACTOR);
    g_string_printf(term, "%s%s", names.prefix, names.slug);
    bool ok = ng_db_each_term(suggester->index->db, term->str, term->len, note_id, &names, error) &&
              add_aliases(&names, error) && add_inner(&names, error);
    ng_actor_table_each_slug(suggester->index->actors, note_decided, &names);
    ok = ok && add_frequencies(&names, error);
    g_autoptr(GArray) all = ranked(&names);
    for (guint i = 0; ok && i < MIN(all->len, NAMES_TRIED) && out->len < limit; i++) {
        const char *id = g_array_index(all, Candidate, i).id;
        guint32 articles;
        if (!fits(suggester, id, field))
            continue;
        ok = count_actor(&names, id, &articles, error) &&
             (!articles || add_named(&names, 'a', id, "actor", articles, out, error));
    }
    names_clear(&names);
    g_ptr_array_sort(out, by_articles);
    return ok;
}

/* ---- outlets ---- */

static bool note_outlet(const char *term, gsize len, guint32 articles, gpointer data)
{
    Names *names = data;
    gsize skip = strlen(names->prefix);
    char *slug = g_strndup(term + skip, len - skip);
    gsize typed = strlen(names->slug);
    bool begins = strncmp(slug, names->slug, typed) == 0;
    for (const char *dash = strchr(slug, '-'); dash && !begins; dash = strchr(dash + 1, '-'))
        begins = strncmp(dash + 1, names->slug, typed) == 0;
    if (begins)
        g_hash_table_replace(names->ids, slug, GUINT_TO_POINTER(articles));
    else
        g_free(slug);
    return ++names->looked_at < NAMES_LOOKED_AT;
}

bool ng_suggest_outlets(const NgSuggester *suggester, const char *typed, guint limit,
                        GPtrArray *out, GError **error)
{
    Names names;
    if (!has_letters(typed))
        return true;
    names_init(&names, suggester, typed, NG_TERM_OUTLET);
    bool ok = ng_db_each_term(suggester->index->db, NG_TERM_OUTLET, strlen(NG_TERM_OUTLET),
                              note_outlet, &names, error);
    g_autoptr(GArray) all = ranked(&names);
    g_autoptr(GString) term = g_string_new(NULL);
    for (guint i = 0; ok && i < MIN(all->len, NAMES_TRIED) && out->len < limit; i++) {
        const char *slug = g_array_index(all, Candidate, i).id;
        guint32 articles;
        ng_term_make(term, NG_TERM_OUTLET, slug, strlen(slug));
        ok = ng_suggester_count(suggester, term->str, term->len, &articles, error) &&
             (!articles || add_named(&names, 'o', slug, "outlet", articles, out, error));
    }
    names_clear(&names);
    g_ptr_array_sort(out, by_articles);
    return ok;
}
