/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/removal.h"
#include "indexer/merge.h"
#include "nutgraf/stories.h"

static bool remove_all(NgDbWriter *writer, const GArray *docids, GError **error)
{
    NgDb *db = ng_db_writer_reader(writer);
    NgTotals totals;
    g_autoptr(NgStoryChange) change = ng_story_change_new();
    if (!ng_totals_read(db, &totals, error))
        return false;
    for (guint i = 0; i < docids->len; i++) {
        guint32 docid = g_array_index(docids, guint32, i);
        NgTotals its;
        if (!ng_totals_of(db, docid, &its, error) ||
            !ng_story_change_note(change, db, docid, true, error) ||
            !ng_db_writer_delete(writer, docid, error))
            return false;
        totals.paragraphs -= MIN(its.paragraphs, totals.paragraphs);
        totals.quotes -= MIN(its.quotes, totals.quotes);
    }
    return ng_totals_write(writer, &totals, error) &&
           ng_stories_update(writer, change, G_MAXUINT32, error);
}

bool ng_removal_run(NgWriting *writing, const GArray *docids, GError **error)
{
    if (docids->len == 0)
        return true;
    if (!ng_writing_in_place_begin(writing, error))
        return false;
    NgDbWriter *writer = ng_db_writer_open(ng_writing_live(writing), 0, error);
    bool ok = false, committing = false;
    if (writer && remove_all(writer, docids, error)) {
        committing = true;
        ok = ng_db_writer_close(writer, error);
    } else if (writer) {
        ng_db_writer_abandon(writer);
    }
    ng_writing_in_place_end(writing, committing && !ok);
    return ok;
}
