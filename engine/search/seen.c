/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What somebody has seen: hashes of article ids. By id and not by time: a load takes minutes,
 * clocks differ, an embargo ends, and an index is rebuilt; an id is found once for all that. */
#include "seen.h"
#include "nutgraf/values.h"

#include <string.h>

struct NgSeen {
    GHashTable *before, *found; /* of guint64 (owned) */
};

static GHashTable *hashes_new(void)
{
    return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

NgSeen *ng_seen_new(void)
{
    NgSeen *seen = g_new0(NgSeen, 1);
    seen->before = hashes_new();
    seen->found = hashes_new();
    return seen;
}

void ng_seen_free(NgSeen *seen)
{
    if (!seen)
        return;
    g_hash_table_unref(seen->before);
    g_hash_table_unref(seen->found);
    g_free(seen);
}

guint ng_seen_count(const NgSeen *seen)
{
    return g_hash_table_size(seen->before);
}

static void add(GHashTable *hashes, guint64 hash)
{
    g_hash_table_add(hashes, g_memdup2(&hash, sizeof hash));
}

static guint64 hash_of(const char *id, gsize len)
{
    return ng_name_hash('q', id, len);
}

/* ---- while matches are decided ---- */

void ng_seen_begin(NgSeen *seen)
{
    g_hash_table_remove_all(seen->found);
}

static bool take_id(const char *term, gsize len, guint32 documents, gpointer data)
{
    gsize prefix = strlen(NG_TERM_ID);
    (void)documents;
    *(guint64 *)data = hash_of(term + prefix, len - prefix);
    return false;
}

bool ng_seen_look(NgSeen *seen, NgDb *db, guint32 docid, bool note, bool *fresh, GError **error)
{
    guint64 hash = 0;
    if (!ng_db_each_document_term(db, docid, NG_TERM_ID, strlen(NG_TERM_ID), take_id, &hash, error))
        return false;
    *fresh = !g_hash_table_contains(seen->before, &hash);
    if (*fresh && note)
        add(seen->found, hash);
    return true;
}

/* ---- afterwards ---- */

void ng_seen_add_found(NgSeen *seen)
{
    GHashTableIter iter;
    gpointer hash;
    g_hash_table_iter_init(&iter, seen->found);
    while (g_hash_table_iter_next(&iter, &hash, NULL))
        add(seen->before, *(guint64 *)hash);
}

void ng_seen_add_shown(NgSeen *seen, const NgRequest *request, const NgResults *results)
{
    if (results->next < 0) {
        ng_seen_add_found(seen);
        return;
    }
    g_autoptr(GString) id = g_string_new(NULL);
    /* hit by hit, the page may end in the middle of an article */
    guint whole = results->articles->len;
    if (request->ungrouped && whole > 1)
        whole--;
    for (guint i = 0; i < whole; i++) {
        const NgArticle *article = results->articles->pdata[i];
        /* as the index has it: a long one is cut */
        ng_term_make(id, NG_TERM_ID, article->id, strlen(article->id));
        add(seen->before, hash_of(id->str + strlen(NG_TERM_ID), id->len - strlen(NG_TERM_ID)));
    }
}

/* ---- kept as text ---- */

static int by_number(gconstpointer a, gconstpointer b)
{
    guint64 left = *(const guint64 *)a, right = *(const guint64 *)b;
    return left < right ? -1 : left > right;
}

char *ng_seen_to_text(const NgSeen *seen)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(guint64));
    GString *text = g_string_sized_new(17 * g_hash_table_size(seen->before) + 1);
    GHashTableIter iter;
    gpointer hash;
    g_hash_table_iter_init(&iter, seen->before);
    while (g_hash_table_iter_next(&iter, &hash, NULL))
        g_array_append_val(all, *(guint64 *)hash);
    g_array_sort(all, by_number);
    for (guint i = 0; i < all->len; i++)
        g_string_append_printf(text, "%016" G_GINT64_MODIFIER "x\n",
                               g_array_index(all, guint64, i));
    return g_string_free(text, FALSE);
}

bool ng_seen_add_text(NgSeen *seen, const char *text)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (const char *p = text; *p; p += 17) {
        g_autofree char *line = g_strndup(p, 16);
        guint64 hash;
        if (strlen(line) != 16 || p[16] != '\n' ||
            !g_ascii_string_to_unsigned(line, 16, 0, G_MAXUINT64, &hash, NULL))
            return false;
        g_array_append_val(all, hash);
    }
    for (guint i = 0; i < all->len; i++)
        add(seen->before, g_array_index(all, guint64, i));
    return true;
}
