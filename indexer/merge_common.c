/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which terms and names searches ask for most. */
#include "indexer/merge.h"
#include "nutgraf/fields.h"
#include "nutgraf/forward.h"
#include "nutgraf/stories.h"
#include "nutgraf/values.h"

#include <string.h>

/* A list of fewer documents lies in few places anyway. */
#define LEAST_DOCUMENTS 32

/* What is asked for whether anything has it or not: timelines, languages, what nobody may find. */
static const char *const all[] = {
    NG_TERM_LANG, NG_TERM_INNER_LANG, NG_TERM_WITHDRAWN, NG_TERM_EMBARGO,
    NG_TERM_YEAR, NG_TERM_MONTH,      NG_TERM_DAY,       NULL};

/* Filters, and the letters in `named` with which the hashes of their names are made. */
static const char *const filters[] = {
    NG_TERM_ACTOR, NG_TERM_OUTLET, NG_TERM_AUTHOR, NG_TERM_SPEAKER, NG_TERM_KIND, NG_TERM_UNDATED,
    NULL};
static const char named[] = {'a', 'o', 'b'};

typedef struct {
    GPtrArray *keys; /* of GBytes */
    gsize prefix_len;
    char kind;
} Names;

static bool note_name(const char *term, gsize len, guint32 documents, gpointer data)
{
    Names *names = data;
    char key[NG_NAME_KEY_BYTES];
    if (documents < LEAST_DOCUMENTS)
        return true;
    ng_name_key(ng_name_hash(names->kind, term + names->prefix_len, len - names->prefix_len), key);
    g_ptr_array_add(names->keys, g_bytes_new(key, sizeof key));
    return true;
}

static void add_key(GPtrArray *keys, const char *key)
{
    g_ptr_array_add(keys, g_bytes_new(key, strlen(key)));
}

/* Words have no prefix: they begin with any byte but those of prefixes. */
static GPtrArray *words(void)
{
    GPtrArray *some = g_ptr_array_new_with_free_func(g_free);
    for (guint byte = '0'; byte <= G_MAXUINT8; byte++)
        if (!g_ascii_isupper((char)byte))
            g_ptr_array_add(some, g_strndup((const char[]) {(char)byte}, 1));
    g_ptr_array_add(some, NULL);
    return some;
}

/* Words stand in paragraphs; places: of uint32_t, for use meanwhile. */
static NgDbCommon told_by(GArray *places)
{
    return (NgDbCommon) {
        .parts_slot = NG_SLOT_FORWARD, .parts = ng_forward_paragraphs, .parts_data = places};
}

bool ng_merge_check_common(const char *path, bool *tells, GError **error)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const NgDbCommon what = told_by(places);
    return ng_db_check_common(path, &what, tells, error);
}

bool ng_merge_common(const char *path, GError **error)
{
    const char *const paths[] = {path, NULL};
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GPtrArray) parted = words();
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    NgDb *db = ng_db_open(paths, error);
    bool ok = db != NULL;
    for (guint i = 0; ok && i < G_N_ELEMENTS(named); i++) {
        Names names = {keys, strlen(filters[i]), named[i]};
        ok = ng_db_each_term(db, filters[i], names.prefix_len, note_name, &names, error);
    }
    ng_db_free(db);
    add_key(keys, "totals");
    add_key(keys, NG_STORIES_DIGEST_KEY);
    NgDbCommon what = told_by(places);
    what.all = all;
    what.some = filters;
    what.parted = (const char *const *)parted->pdata;
    what.least = LEAST_DOCUMENTS;
    what.keys = keys;
    return ok && ng_db_write_common(path, &what, error);
}
