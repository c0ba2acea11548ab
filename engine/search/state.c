/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether an answer given before still holds: the revision, and which embargoes have ended. */
#include "index.h"
#include "nutgraf/date.h"
#include "nutgraf/values.h"

#include <string.h>

typedef struct {
    NgDb *db;
    GArray *ends;
    GString *value;
    GError **error;
    bool failed;
} Embargoes;

static bool note_end(guint32 docid, gpointer data)
{
    Embargoes *embargoes = data;
    gint64 until;
    if (!ng_db_value(embargoes->db, docid, NG_SLOT_EMBARGO, embargoes->value, embargoes->error)) {
        embargoes->failed = true;
        return false;
    }
    if (ng_time_unpack(embargoes->value->str, embargoes->value->len, &until))
        g_array_append_val(embargoes->ends, until);
    return true;
}

static int by_time(gconstpointer a, gconstpointer b)
{
    const gint64 *one = a, *other = b;
    return (*one > *other) - (*one < *other);
}

static bool read_embargoes(NgIndex *index, GError **error)
{
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GString) value = g_string_new(NULL);
    Embargoes embargoes = {index->db, ends, value, error, false};
    if (index->has_embargo &&
        (!ng_db_each_posting(index->db, NG_TERM_EMBARGO, strlen(NG_TERM_EMBARGO), note_end,
                             &embargoes, error) ||
         embargoes.failed))
        return false;
    g_array_sort(ends, by_time);
    if (index->embargoes)
        g_array_unref(index->embargoes);
    index->embargoes = g_steal_pointer(&ends);
    g_free(index->embargoes_of);
    index->embargoes_of = g_strdup(index->revision);
    return true;
}

/* How many have ended: an embargo that ends now is over. */
static guint ended_by(const GArray *ends, gint64 now)
{
    guint low = 0, high = ends->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(ends, gint64, middle) <= now)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool ng_index_state(NgIndex *index, gint64 now, NgIndexState *state, GError **error)
{
    /* what this said before tells nothing now */
    index->told_at = 0;
    if (!ng_index_refresh(index, error))
        return false;
    if (g_strcmp0(index->embargoes_of, index->revision) != 0) {
        g_autoptr(GError) failed = NULL;
        /* the index may have moved on meanwhile */
        if (!read_embargoes(index, &failed) &&
            (!ng_index_reopen(index, NULL) || !read_embargoes(index, NULL))) {
            g_propagate_error(error, g_steal_pointer(&failed));
            return false;
        }
    }
    index->told_at = g_get_monotonic_time();
    guint ended = ended_by(index->embargoes, now ? now : ng_now_unix());
    *state = (NgIndexState) {
        .revision = index->revision,
        .embargo_ended = ended > 0 ? g_array_index(index->embargoes, gint64, ended - 1) : 0,
        .embargo_ending =
            ended < index->embargoes->len ? g_array_index(index->embargoes, gint64, ended) : 0};
    return true;
}
