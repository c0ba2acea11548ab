/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An open index: finds the live generations, opens them as one, answers the planner's questions. */
#include "index.h"
#include "nutgraf/date.h"
#include "nutgraf/generation.h"
#include "nutgraf/token.h"
#include "nutgraf/values.h"

#include <string.h>

#define OPEN_TRIES 4

char *ng_index_default_dir(void)
{
    const char *set = g_getenv("NUTGRAF_DB");
    if (set && *set)
        return g_strdup(set);
    return g_build_filename(g_get_user_data_dir(), "nutgraf", NULL);
}

/* ---- opening ---- */

/* The paths of the live generations; NULL-terminated. */
static GPtrArray *live_paths(char **dirs, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; dirs[i]; i++) {
        NgLive live;
        if (!ng_live_read(dirs[i], &live, error))
            return NULL;
        g_ptr_array_add(paths, live.path);
        if (live.schema != NG_SCHEMA_VERSION) {
            g_set_error(error, NG_ERROR, NG_ERROR_SCHEMA_MISMATCH,
                        "the index at %s is of schema %u, this program reads %d", dirs[i],
                        live.schema, NG_SCHEMA_VERSION);
            return NULL;
        }
    }
    g_ptr_array_add(paths, NULL);
    return g_steal_pointer(&paths);
}

typedef struct {
    GPtrArray *names;
    guint64 articles;
} Languages;

static bool collect_language(const char *term, gsize len, guint32 documents, gpointer data)
{
    Languages *languages = data;
    languages->articles += documents;
    g_ptr_array_add(languages->names, g_strndup(term + 1, len - 1));
    return true;
}

/* Articles without a language are stemmed as English ones are (schema/document.c). */
static void add_english(const Languages *languages, guint32 count)
{
    for (guint i = 0; i < languages->names->len; i++)
        if (strcmp(languages->names->pdata[i], "en") == 0)
            return;
    if (languages->articles < count)
        g_ptr_array_add(languages->names, g_strdup("en"));
}

static bool has_term(NgDb *db, const char *term, bool *has, GError **error)
{
    guint32 documents = 0;
    bool ok = ng_db_frequency(db, term, strlen(term), &documents, error);
    *has = documents > 0;
    return ok;
}

static bool read_totals(NgIndex *index, NgDb *db, const GPtrArray *paths, GError **error)
{
    guint64 sum = 0;
    for (guint i = 0; paths->pdata[i]; i++) {
        const char *const one[] = {paths->pdata[i], NULL};
        NgDb *part = paths->len == 2 ? db : ng_db_open(one, error);
        g_autofree char *totals = part ? ng_db_metadata(part, "totals", 6, NULL, error) : NULL;
        if (part && part != db)
            ng_db_free(part);
        if (!totals)
            return false;
        sum += g_ascii_strtoull(totals, NULL, 10);
    }
    index->paragraphs = sum;
    return true;
}

/* What is known of an index besides its database; index is changed only when all went well. */
static bool describe(NgIndex *index, NgDb *db, const GPtrArray *paths, GError **error)
{
    g_autoptr(GPtrArray) languages = g_ptr_array_new_with_free_func(g_free);
    bool has_long, has_withdrawn, has_embargo;
    g_autofree char *revision = ng_db_revision(db, error);
    Languages found = {languages, 0};
    if (!revision ||
        !ng_db_each_term(db, NG_TERM_LANG, strlen(NG_TERM_LANG), collect_language, &found, error) ||
        !has_term(db, NG_TERM_LONG, &has_long, error) ||
        !has_term(db, NG_TERM_WITHDRAWN, &has_withdrawn, error) ||
        !has_term(db, NG_TERM_EMBARGO, &has_embargo, error) ||
        !read_totals(index, db, paths, error))
        return false;
    add_english(&found, ng_db_count(db));
    g_ptr_array_add(languages, NULL);
    g_strfreev(index->languages);
    index->languages = (char **)g_ptr_array_free(g_steal_pointer(&languages), FALSE);
    g_free(index->revision);
    index->revision = g_steal_pointer(&revision);
    index->has_long = has_long;
    index->has_withdrawn = has_withdrawn;
    index->has_embargo = has_embargo;
    return true;
}

bool ng_index_reopen(NgIndex *index, GError **error)
{
    for (int i = 1;; i++) {
        g_autoptr(GError) failed = NULL;
        g_autoptr(GPtrArray) paths = live_paths(index->dirs, error);
        if (!paths)
            return false;
        NgDb *db = ng_db_open((const char *const *)paths->pdata, &failed);
        if (db && describe(index, db, paths, &failed)) {
            ng_db_free(index->db);
            index->db = db;
            g_free(index->pointers);
            index->pointers = g_strjoinv("\n", (char **)paths->pdata);
            index->fresh = true;
            return true;
        }
        ng_db_free(db);
        /* A writer may have removed the generation between the two steps. */
        if (i == OPEN_TRIES) {
            g_propagate_error(error, g_steal_pointer(&failed));
            return false;
        }
    }
}

bool ng_index_refresh(NgIndex *index, GError **error)
{
    if (index->fresh) {
        index->fresh = false;
        return true;
    }
    g_autoptr(GPtrArray) paths = live_paths(index->dirs, error);
    if (!paths)
        return false;
    g_autofree char *pointers = g_strjoinv("\n", (char **)paths->pdata);
    bool ok = strcmp(pointers, index->pointers) == 0 && ng_db_reopen(index->db, NULL) &&
              describe(index, index->db, paths, NULL);
    if (!ok && !ng_index_reopen(index, error))
        return false;
    index->fresh = false;
    return true;
}

NgIndex *ng_index_open(const char *const *dirs, GError **error)
{
    g_autoptr(NgIndex) index = g_new0(NgIndex, 1);
    index->dirs = g_strdupv((char **)dirs);
    return ng_index_reopen(index, error) ? g_steal_pointer(&index) : NULL;
}

void ng_index_free(NgIndex *index)
{
    if (!index)
        return;
    ng_db_free(index->db);
    g_strfreev(index->dirs);
    g_strfreev(index->languages);
    g_free(index->pointers);
    g_free(index->revision);
    g_free(index);
}

const char *ng_index_revision(NgIndex *index)
{
    return index->revision;
}

guint32 ng_index_articles(NgIndex *index)
{
    guint32 hidden = 0;
    ng_index_hidden(index, ng_now_unix(), &hidden, NULL, NULL, NULL);
    return ng_db_count(index->db) - hidden;
}

guint64 ng_index_paragraphs(NgIndex *index)
{
    guint64 hidden = 0;
    ng_index_hidden(index, ng_now_unix(), NULL, &hidden, NULL, NULL);
    return index->paragraphs - hidden;
}

/* ---- what nobody may find ---- */

NgMatch *ng_index_visible(NgIndex *index, NgMatch *match, gint64 now)
{
    if (index->has_withdrawn)
        match = ng_match_op(NG_MATCH_AND_NOT, match,
                            ng_match_term(NG_TERM_WITHDRAWN, strlen(NG_TERM_WITHDRAWN), 1));
    if (index->has_embargo) {
        char after_now[NG_TIME_BYTES];
        ng_time_pack(now + 1, after_now);
        NgMatch *held =
            ng_match_op(NG_MATCH_AND, ng_match_term(NG_TERM_EMBARGO, strlen(NG_TERM_EMBARGO), 1),
                        ng_match_value_ge(NG_SLOT_EMBARGO, after_now, sizeof after_now));
        match = ng_match_op(NG_MATCH_AND_NOT, match, held);
    }
    return match;
}

typedef struct {
    NgDb *db;
    gint64 now;
    guint32 articles;
    guint64 paragraphs;
    GArray *hidden;
    GString *value;
    GError **error;
    bool failed;
} Hidden;

static bool note_embargoed(guint32 docid, gpointer data)
{
    Hidden *hidden = data;
    gint64 until;
    NgMeta meta;
    if (!ng_db_value(hidden->db, docid, NG_SLOT_EMBARGO, hidden->value, hidden->error)) {
        hidden->failed = true;
        return false;
    }
    if (!ng_time_unpack(hidden->value->str, hidden->value->len, &until) || until <= hidden->now)
        return true;
    if (!ng_db_value(hidden->db, docid, NG_SLOT_META, hidden->value, hidden->error)) {
        hidden->failed = true;
        return false;
    }
    hidden->articles++;
    if (ng_meta_unpack(hidden->value->str, hidden->value->len, &meta))
        hidden->paragraphs += meta.n_paragraphs;
    if (hidden->hidden)
        g_array_append_val(hidden->hidden, docid);
    return true;
}

bool ng_index_hidden(NgIndex *index, gint64 now, guint32 *articles, guint64 *paragraphs,
                     GArray *docids, GError **error)
{
    guint32 withdrawn = 0; /* they have no paragraphs in the index */
    g_autoptr(GString) value = g_string_new(NULL);
    Hidden hidden = {index->db, now, 0, 0, docids, value, error, false};
    if (index->has_withdrawn && !ng_db_frequency(index->db, NG_TERM_WITHDRAWN,
                                                 strlen(NG_TERM_WITHDRAWN), &withdrawn, error))
        return false;
    if (index->has_embargo &&
        (!ng_db_each_posting(index->db, NG_TERM_EMBARGO, strlen(NG_TERM_EMBARGO), note_embargoed,
                             &hidden, error) ||
         hidden.failed))
        return false;
    if (articles)
        *articles = hidden.articles + withdrawn;
    if (paragraphs)
        *paragraphs = hidden.paragraphs;
    return true;
}

/* ---- the planner's questions ---- */

static bool ask_frequency(gpointer data, const char *term, gsize len, guint32 *documents,
                          GError **error)
{
    return ng_db_frequency(((NgIndex *)data)->db, term, len, documents, error);
}

static bool ask_terms(gpointer data, const char *prefix, gsize len,
                      bool (*func)(const char *, gsize, guint32, gpointer), gpointer func_data,
                      GError **error)
{
    return ng_db_each_term(((NgIndex *)data)->db, prefix, len, func, func_data, error);
}

static bool stands(NgDb *db, const char *prefix, const char *id, bool *there, GError **error)
{
    g_autoptr(GString) term = g_string_new(NULL);
    ng_term_make(term, prefix, id, strlen(id));
    guint32 documents = 0;
    bool ok = ng_db_frequency(db, term->str, term->len, &documents, error);
    *there |= documents > 0;
    return ok;
}

static char **ask_actors(gpointer data, const char *name, GError **error)
{
    NgDb *db = ((NgIndex *)data)->db;
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *slug = ng_slug(name);
    bool is_id = false;
    if (!stands(db, NG_TERM_ACTOR, slug, &is_id, error) ||
        !stands(db, NG_TERM_SPEAKER, slug, &is_id, error))
        return NULL;
    if (is_id)
        g_ptr_array_add(ids, g_strdup(slug));
    g_autofree char *key = g_strconcat("a", slug, NULL);
    g_autofree char *known = ng_db_metadata(db, key, strlen(key), NULL, error);
    if (!known)
        return NULL;
    g_auto(GStrv) lines = g_strsplit(known, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (*lines[i] && strcmp(lines[i], slug) != 0)
            g_ptr_array_add(ids, g_strdup(lines[i]));
    g_ptr_array_add(ids, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&ids), FALSE);
}

static bool ask_actor_kind(gpointer data, const char *id, NgActorKind *kind)
{
    char key[NG_NAME_KEY_BYTES];
    gsize len;
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

/* Does anything that may be found now have the term? */
static bool is_found(NgIndex *index, const char *prefix, const char *id)
{
    g_autoptr(GString) term = g_string_new(NULL);
    guint32 articles = 0;
    ng_term_make(term, prefix, id, strlen(id));
    g_autoptr(NgMatch) match =
        ng_index_visible(index, ng_match_term(term->str, term->len, 1), ng_now_unix());
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    NgMatchRun run = {.check = G_MAXUINT32, .sort_slot = -1};
    ng_db_match(index->db, match, &run, ranked, &articles, NULL);
    return articles > 0;
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
static char *ask_nearest_actor(gpointer data, const char *name)
{
    g_autofree char *slug = ng_slug(name);
    char *by_words = nearest_by_words(data, slug);
    if (by_words)
        return by_words;
    g_autofree char *prefix = g_strdup_printf("a%c", slug[0]);
    Nearest nearest = {slug, NULL, MIN(3, (guint)strlen(slug) / 3 + 1)};
    ng_db_each_key(((NgIndex *)data)->db, prefix, 2, try_alias, &nearest, NULL);
    if (nearest.best && !is_named(data, nearest.best))
        g_clear_pointer(&nearest.best, g_free);
    return nearest.best;
}

NgVocabulary ng_index_vocabulary(NgIndex *index)
{
    return (NgVocabulary) {index,
                           (const char *const *)index->languages,
                           ask_frequency,
                           ask_terms,
                           ask_actors,
                           ask_actor_kind,
                           ask_nearest_actor};
}
