/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One article by its id. */
#include "index.h"
#include "nutgraf/date.h"
#include "nutgraf/record.h"

#include <string.h>

bool ng_index_find(NgIndex *index, const char *id, gint64 now, guint32 *docid, GError **error)
{
    g_autoptr(GString) term = g_string_new(NULL);
    ng_term_make(term, NG_TERM_ID, id, strlen(id));
    g_autoptr(NgMatch) match = ng_index_visible(index, ng_match_term(term->str, term->len, 1), now);
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    NgMatchRun run = {.top = 1, .sort_slot = -1};
    if (!ng_db_match(index->db, match, &run, ranked, NULL, error))
        return false;
    *docid = ranked->len ? g_array_index(ranked, NgRanked, 0).docid : 0;
    return true;
}

typedef struct {
    NgIndex *index;
    const char *id;
    gint64 now;
    NgArticle *article;
} Wanted;

static bool fetch(gpointer data, GError **error)
{
    Wanted *wanted = data;
    guint32 docid;
    g_autoptr(GString) record = g_string_new(NULL);
    if (!ng_index_find(wanted->index, wanted->id, wanted->now, &docid, error))
        return false;
    if (!docid)
        return true;
    if (!ng_db_data(wanted->index->db, docid, record, error))
        return false;
    wanted->article = ng_record_decode(record->str, record->len, error);
    if (wanted->article)
        ng_actor_table_apply(wanted->index->actors, wanted->article);
    return wanted->article != NULL;
}

NgArticle *ng_index_article(NgIndex *index, const char *id, gint64 now, GError **error)
{
    Wanted wanted = {index, id, now ? now : ng_now_unix(), NULL};
    if (!ng_index_attempt(index, fetch, &wanted, error))
        return NULL;
    if (!wanted.article) {
        g_autofree char *shown = g_utf8_make_valid(id, -1);
        g_set_error(error, NG_ERROR, NG_ERROR_NOT_FOUND, "no article has the id \"%s\"", shown);
    }
    return wanted.article;
}
