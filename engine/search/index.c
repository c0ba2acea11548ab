/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An open index: finds the live generations and opens them as one; what nobody may find. */
#include "index.h"
#include "nutgraf/date.h"
#include "nutgraf/generation.h"
#include "nutgraf/stem.h"
#include "nutgraf/values.h"

#include <string.h>
#include <sys/stat.h>

#define OPEN_TRIES 4
#define FRESH_US 10000
#define ATTEMPTS 3

char *ng_index_default_dir(void)
{
    const char *set = g_getenv("NUTGRAF_DB");
    if (set && *set)
        return g_strdup(set);
    return g_build_filename(g_get_user_data_dir(), "nutgraf", NULL);
}

/* ---- opening ---- */

/* However the path is spelt: what is named twice counts once. */
static bool is_among(const GPtrArray *paths, const char *path)
{
    struct stat it, other;
    if (paths->len == 0 || stat(path, &it) != 0)
        return false;
    for (guint i = 0; i < paths->len; i++)
        if (stat(paths->pdata[i], &other) == 0 && other.st_dev == it.st_dev &&
            other.st_ino == it.st_ino)
            return true;
    return false;
}

/* The paths of the live generations; NULL-terminated. */
static GPtrArray *live_paths(char **dirs, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; dirs[i]; i++) {
        NgLive live;
        if (!ng_live_read(dirs[i], &live, error))
            return NULL;
        if (is_among(paths, live.path)) {
            g_free(live.path);
            continue;
        }
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

static bool collect_inner(const char *term, gsize len, guint32 documents, gpointer data)
{
    gsize prefix = strlen(NG_TERM_INNER_LANG);
    (void)documents;
    g_ptr_array_add(data, g_strndup(term + prefix, len - prefix));
    return true;
}

static void add_missing(GPtrArray *names, const char *lang)
{
    if (!g_ptr_array_find_with_equal_func(names, lang, g_str_equal, NULL))
        g_ptr_array_add(names, g_strdup(lang));
}

/* Articles without a language are stemmed as English ones are (schema/document.c). */
static void add_english(const Languages *languages, guint32 count)
{
    if (languages->articles < count)
        add_missing(languages->names, "en");
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

/* names, which end with NULL, become a vector of strings in place of the one that is there. */
static void take_names(char ***vector, GPtrArray *names)
{
    g_strfreev(*vector);
    *vector = (char **)g_ptr_array_free(names, FALSE);
}

/* The revision of the database and of what people decided about actors, as one; new string. */
static char *revision_of(NgIndex *index, NgDb *db, GError **error)
{
    g_autofree char *revision = ng_db_revision(db, error);
    if (!revision || !ng_index_read_actors(index, error))
        return NULL;
    const char *actors = ng_actor_table_version(index->actors);
    return g_strconcat(revision, *actors ? "-a" : "", actors, NULL);
}

/* What is known of an index besides its database; index is changed only when all went well. */
static bool describe(NgIndex *index, NgDb *db, const GPtrArray *paths, GError **error)
{
    g_autoptr(GPtrArray) languages = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) inner = g_ptr_array_new_with_free_func(g_free);
    bool has_withdrawn, has_embargo;
    g_autofree char *revision = revision_of(index, db, error);
    Languages found = {languages, 0};
    if (!revision ||
        !ng_db_each_term(db, NG_TERM_LANG, strlen(NG_TERM_LANG), collect_language, &found, error) ||
        !ng_db_each_term(db, NG_TERM_INNER_LANG, strlen(NG_TERM_INNER_LANG), collect_inner, inner,
                         error) ||
        !has_term(db, NG_TERM_WITHDRAWN, &has_withdrawn, error) ||
        !has_term(db, NG_TERM_EMBARGO, &has_embargo, error) ||
        !read_totals(index, db, paths, error))
        return false;
    add_english(&found, ng_db_count(db));
    for (guint i = 0; i < inner->len; i++)
        add_missing(languages, inner->pdata[i]);
    g_ptr_array_add(languages, NULL);
    if (!ng_stemmers_load((const char *const *)languages->pdata, error))
        return false;
    take_names(&index->languages, g_steal_pointer(&languages));
    g_ptr_array_add(inner, NULL);
    take_names(&index->inner, g_steal_pointer(&inner));
    g_clear_pointer(&index->stories, ng_story_table_free);
    g_free(index->revision);
    index->revision = g_steal_pointer(&revision);
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
            index->opened_at = g_get_monotonic_time();
            if (index->asked)
                ng_db_keep(db);
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

/* A program that opens and asks does not look twice; one that opened it long ago does. */
static bool is_fresh(const NgIndex *index)
{
    gint64 last = MAX(index->opened_at, index->told_at);
    return last > 0 && g_get_monotonic_time() - last < FRESH_US;
}

/* Of one revision everything is known already. Of several parts it cannot be told: their revisions
 * are read from the disk, and one may have moved on since it was opened. */
static bool is_described(NgIndex *index, const GPtrArray *paths)
{
    g_autofree char *revision = paths->len == 2 ? revision_of(index, index->db, NULL) : NULL;
    return revision && strcmp(revision, index->revision) == 0;
}

bool ng_index_refresh(NgIndex *index, GError **error)
{
    bool fresh = is_fresh(index);
    index->opened_at = index->told_at = 0;
    if (fresh)
        return true;
    g_autoptr(GPtrArray) paths = live_paths(index->dirs, error);
    if (!paths)
        return false;
    g_autofree char *pointers = g_strjoinv("\n", (char **)paths->pdata);
    bool ok = strcmp(pointers, index->pointers) == 0 && ng_db_reopen(index->db, NULL) &&
              (is_described(index, paths) || describe(index, index->db, paths, NULL));
    if (!ok && !ng_index_reopen(index, error))
        return false;
    index->opened_at = 0;
    return true;
}

/* A writer's second commit since we opened makes what we read vanish; once in a long while a
 * healthy index then looks damaged for a moment. */
static bool may_have_moved(const GError *error)
{
    return error->domain == NG_ERROR &&
           (error->code == NG_ERROR_STALE || error->code == NG_ERROR_CORRUPT ||
            error->code == NG_ERROR_IO || error->code == NG_ERROR_NO_INDEX ||
            error->code == NG_ERROR_NOT_FOUND);
}

bool ng_index_attempt(NgIndex *index, bool (*attempt)(gpointer data, GError **error), gpointer data,
                      GError **error)
{
    if (!ng_index_refresh(index, error))
        return false;
    if (index->asked)
        ng_db_keep(index->db);
    index->asked = true;
    for (int i = 1;; i++) {
        g_autoptr(GError) failed = NULL;
        if (attempt(data, &failed))
            return true;
        if (i == ATTEMPTS || !may_have_moved(failed) || !ng_index_reopen(index, NULL)) {
            g_propagate_error(error, g_steal_pointer(&failed));
            return false;
        }
    }
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
    ng_index_forget_actors(index);
    ng_story_table_free(index->stories);
    g_strfreev(index->dirs);
    g_strfreev(index->languages);
    g_strfreev(index->inner);
    g_free(index->pointers);
    g_free(index->revision);
    g_free(index->embargoes_of);
    if (index->embargoes)
        g_array_unref(index->embargoes);
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
