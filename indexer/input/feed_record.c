/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facts of a feed's item or channel. */
#include "indexer/input/feed.h"

/* More than any item says of itself. */
#define MAX_FACTS 100

static void clear(gpointer data)
{
    g_free(((NgFeedFact *)data)->value);
}

NgFeedRecord *ng_feed_record_new(void)
{
    NgFeedRecord *record = g_new0(NgFeedRecord, 1);
    record->facts = g_array_new(FALSE, FALSE, sizeof(NgFeedFact));
    g_array_set_clear_func(record->facts, clear);
    return record;
}

void ng_feed_record_free(NgFeedRecord *record)
{
    if (!record)
        return;
    g_array_unref(record->facts);
    g_free(record);
}

void ng_feed_add(NgFeedRecord *record, NgFeedField field, guint rank, NgFeedForm form,
                 const char *rule, char *value)
{
    if (value)
        g_strstrip(value);
    if (!value || !*value || record->facts->len >= MAX_FACTS) {
        g_free(value);
        return;
    }
    NgFeedFact fact = {.field = field, .form = form, .rank = rank, .rule = rule, .value = value};
    g_array_append_val(record->facts, fact);
}

const NgFeedFact *ng_feed_best(const NgFeedRecord *record, NgFeedField field)
{
    const NgFeedFact *best = NULL;
    for (guint i = 0; record && i < record->facts->len; i++) {
        const NgFeedFact *fact = &g_array_index(record->facts, NgFeedFact, i);
        if (fact->field == field && (!best || fact->rank < best->rank))
            best = fact;
    }
    return best;
}
