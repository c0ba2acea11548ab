/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts are read only of articles that could be copies, and kept while there is room. */
#include "verify.h"
#include "copy_text.h"
#include "nutgraf/error.h"
#include "nutgraf/fields.h"
#include "nutgraf/story_table.h"
#include "nutgraf/values.h"

#define TEXTS_BYTES ((gsize)64 << 20)

typedef struct {
    NgDb *db;
    const NgStoryDoc *docs;
    const GArray *boilerplate;
    guint8 *somewhere;
    NgCopyReader *reader;
    GHashTable *texts; /* index -> NgCopyText */
    gsize texts_bytes;
    GString *value;
    guint *parents; /* of each doc: the forest of what is joined */
} Verifying;

static NgCopyText *read_text(Verifying *verifying, guint i, GError **error)
{
    const NgStoryDoc *doc = &verifying->docs[i];
    bool flags[NG_SKETCH_HASHES];
    gint64 time = G_MININT64;
    if (!ng_db_value(verifying->db, doc->docid, NG_SLOT_TIME, verifying->value, error))
        return NULL;
    ng_time_unpack(verifying->value->str, verifying->value->len, &time);
    if (!ng_db_data(verifying->db, doc->docid, verifying->value, error))
        return NULL;
    for (uint32_t j = 0; j < doc->sketch.n; j++)
        flags[j] = shingle_set_has(verifying->somewhere, doc->sketch.hashes[j]) &&
                   ng_boilerplate_has(verifying->boilerplate, doc, doc->sketch.hashes[j]);
    NgCopyText *text = ng_copy_text_new(verifying->reader, verifying->value->str,
                                        verifying->value->len, time, &doc->sketch, flags);
    if (!text)
        g_set_error(error, NG_ERROR, NG_ERROR_CORRUPT, "the stored text of document %u is damaged",
                    doc->docid);
    return text;
}

/* Kept until the next call. */
static const NgCopyText *text_of(Verifying *verifying, guint i, GError **error)
{
    NgCopyText *text = g_hash_table_lookup(verifying->texts, GUINT_TO_POINTER(i));
    if (text)
        return text;
    text = read_text(verifying, i, error);
    if (!text)
        return NULL;
    verifying->texts_bytes += ng_copy_text_bytes(text);
    g_hash_table_insert(verifying->texts, GUINT_TO_POINTER(i), text);
    return text;
}

static bool compare(Verifying *verifying, guint64 pair, bool *same, GError **error)
{
    if (verifying->texts_bytes > TEXTS_BYTES) {
        g_hash_table_remove_all(verifying->texts);
        verifying->texts_bytes = 0;
    }
    const NgCopyText *a = text_of(verifying, (guint)(pair >> 32), error);
    const NgCopyText *b = a ? text_of(verifying, (guint32)pair, error) : NULL;
    if (!b)
        return false;
    *same = ng_copy_text_same(a, b);
    return true;
}

static guint root_of(guint *parents, guint i)
{
    while (parents[i] != i) {
        parents[i] = parents[parents[i]];
        i = parents[i];
    }
    return i;
}

static bool join(Verifying *verifying, const GArray *pairs, GError **error)
{
    for (guint i = 0; i < pairs->len; i++) {
        guint64 pair = g_array_index(pairs, guint64, i);
        guint a = root_of(verifying->parents, (guint)(pair >> 32));
        guint b = root_of(verifying->parents, (guint32)pair);
        bool same = false;
        if (a == b)
            continue;
        if (!compare(verifying, pair, &same, error))
            return false;
        if (same)
            verifying->parents[MAX(a, b)] = MIN(a, b);
    }
    return true;
}

/* Of stories that an embargo may take apart every pair is kept. */
static bool note_pairs(Verifying *verifying, guint n, const GArray *pairs, GHashTable *embargoed,
                       GArray *known, GError **error)
{
    g_autoptr(GHashTable) stories = g_hash_table_new(NULL, NULL);
    for (guint i = 0; g_hash_table_size(embargoed) && i < n; i++)
        if (g_hash_table_contains(embargoed, GUINT_TO_POINTER(verifying->docs[i].docid)))
            g_hash_table_add(stories, GUINT_TO_POINTER(root_of(verifying->parents, i)));
    for (guint i = 0; g_hash_table_size(stories) && i < pairs->len; i++) {
        guint64 pair = g_array_index(pairs, guint64, i);
        guint a = (guint)(pair >> 32), b = (guint32)pair;
        NgStoryPair found = {verifying->docs[a].docid, verifying->docs[b].docid};
        bool same = false;
        if (!g_hash_table_contains(stories, GUINT_TO_POINTER(root_of(verifying->parents, a))) ||
            root_of(verifying->parents, a) != root_of(verifying->parents, b))
            continue;
        if (!compare(verifying, pair, &same, error))
            return false;
        if (same)
            g_array_append_val(known, found);
    }
    return true;
}

/* Only of those who are joined to somebody. */
static void note_members(Verifying *verifying, guint n, GArray *members)
{
    g_autofree bool *joined = g_new0(bool, n + 1);
    for (guint i = 0; i < n; i++)
        if (root_of(verifying->parents, i) != i)
            joined[i] = joined[root_of(verifying->parents, i)] = true;
    for (guint i = 0; i < n; i++) {
        NgStoryPlace place = {verifying->docs[i].docid, root_of(verifying->parents, i)};
        if (joined[i])
            g_array_append_val(members, place);
    }
}

bool ng_story_verify(NgDb *db, const GArray *docs, const GArray *pairs, const GArray *boilerplate,
                     GHashTable *embargoed, GArray *members, GArray *known, GError **error)
{
    Verifying verifying = {
        .db = db,
        .docs = (const NgStoryDoc *)docs->data,
        .boilerplate = boilerplate,
        .somewhere = ng_boilerplate_set(boilerplate),
        .reader = ng_copy_reader_new(),
        .texts = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)ng_copy_text_free),
        .value = g_string_sized_new(16384),
        .parents = g_new(guint, docs->len + 1)};
    for (guint i = 0; i < docs->len; i++)
        verifying.parents[i] = i;
    bool ok = join(&verifying, pairs, error) &&
              note_pairs(&verifying, docs->len, pairs, embargoed, known, error);
    if (ok)
        note_members(&verifying, docs->len, members);
    g_free(verifying.somewhere);
    ng_copy_reader_free(verifying.reader);
    g_hash_table_unref(verifying.texts);
    g_string_free(verifying.value, TRUE);
    g_free(verifying.parents);
    return ok;
}
