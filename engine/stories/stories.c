/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of stories, brought up to date.
 *
 * What is looked at anew are the articles that are new, those that shared a story with one that is
 * gone, and those of whose shingles the state as boilerplate has changed; with them the stories
 * they are in, and the articles that could be copies of theirs. All other stories stay as they are.
 * A write in place knows which shingles it touches, and loads only the sketches that have one. */
#include "nutgraf/stories.h"
#include "nutgraf/error.h"
#include "nutgraf/fields.h"
#include "nutgraf/values.h"
#include "stories_digest.h"
#include "verify.h"

#include <string.h>

/* Flags of NgStoryDoc. */
enum {
    LOOK_ANEW = 1 << 0, /* what it is a copy of may have changed */
    SELECTED = 1 << 1,  /* is compared */
};

struct NgStoryChange {
    guint8 *touched;  /* a set of shingles */
    GHashTable *gone; /* docids */
};

struct NgStoriesFound {
    GString *table, *boilerplate; /* packed */
};

typedef struct {
    NgDb *db;
    GHashTable *gone; /* docids; NULL: whoever has no sketch any more */
    guint8 *touched;  /* shingles; NULL: all. Only who has one of them is loaded */
    uint32_t first_new;
    NgStoryTable *before;
    GArray *boilerplate_before, *boilerplate; /* guint64 */
    GArray *docs;                             /* NgStoryDoc, by docid */
    bool damaged;                             /* what was kept says nothing: all is made anew */
} Update;

/* ---- what a write in place touches ---- */

NgStoryChange *ng_story_change_new(void)
{
    NgStoryChange *change = g_new(NgStoryChange, 1);
    *change = (NgStoryChange) {g_malloc0(NG_SHINGLE_SET_BYTES), g_hash_table_new(NULL, NULL)};
    return change;
}

void ng_story_change_free(NgStoryChange *change)
{
    if (!change)
        return;
    g_free(change->touched);
    g_hash_table_unref(change->gone);
    g_free(change);
}

bool ng_story_change_note(NgStoryChange *change, NgDb *db, uint32_t docid, bool deleted,
                          GError **error)
{
    g_autoptr(GString) value = g_string_new(NULL);
    NgSketch sketch;
    if (!ng_db_value(db, docid, NG_SLOT_SKETCH, value, error))
        return false;
    if (!ng_sketch_unpack(value->str, value->len, &sketch))
        return true;
    for (uint32_t i = 0; i < sketch.n; i++)
        shingle_set_add(change->touched, sketch.hashes[i]);
    if (deleted)
        g_hash_table_add(change->gone, GUINT_TO_POINTER(docid));
    return true;
}

/* ---- what is there ---- */

static bool take_first(guint32 docid, gpointer data)
{
    *(uint32_t *)data = docid;
    return false;
}

static bool first_docid(NgDb *db, uint32_t *first, GError **error)
{
    *first = 0;
    return ng_db_count(db) == 0 || ng_db_each_posting(db, "", 0, take_first, first, error);
}

NgStoryTable *ng_stories_read(NgDb *db, GError **error)
{
    gsize len;
    uint32_t first;
    g_autofree char *value =
        ng_db_metadata(db, NG_STORIES_KEY, strlen(NG_STORIES_KEY), &len, error);
    if (!value || !first_docid(db, &first, error))
        return NULL;
    NgStoryTable *table = ng_story_table_unpack(value, len, first, ng_db_last(db));
    if (!table)
        g_set_error_literal(error, NG_ERROR, NG_ERROR_CORRUPT, "the table of stories is damaged");
    return table;
}

static bool read_before(Update *update, GError **error)
{
    g_autoptr(GError) failed = NULL;
    gsize len;
    g_autofree char *value =
        ng_db_metadata(update->db, NG_BOILERPLATE_KEY, strlen(NG_BOILERPLATE_KEY), &len, error);
    if (!value)
        return false;
    update->boilerplate_before = ng_boilerplate_unpack(value, len);
    update->before = ng_stories_read(update->db, &failed);
    if (!update->before && !g_error_matches(failed, NG_ERROR, NG_ERROR_CORRUPT)) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return false;
    }
    if (update->before && update->boilerplate_before)
        return true;
    update->damaged = true;
    ng_story_table_free(update->before);
    update->before = ng_story_table_unpack("", 0, 0, 0);
    if (!update->boilerplate_before)
        update->boilerplate_before = g_array_new(FALSE, FALSE, sizeof(guint64));
    return true;
}

static bool take_doc(guint32 docid, const char *value, gsize len, gpointer data)
{
    Update *update = data;
    NgStoryDoc doc = {.docid = docid};
    if (!ng_sketch_unpack(value, len, &doc.sketch))
        return true;
    bool wanted = !update->touched;
    for (uint32_t i = 0; !wanted && i < doc.sketch.n; i++)
        wanted = shingle_set_has(update->touched, doc.sketch.hashes[i]);
    if (!wanted)
        return true;
    doc.mix = ng_story_mix(&doc.sketch);
    g_array_append_val(update->docs, doc);
    return true;
}

static bool load_docs(Update *update, GError **error)
{
    g_array_set_size(update->docs, 0);
    return ng_db_each_value(update->db, NG_SLOT_SKETCH, take_doc, update, error);
}

/* ---- boilerplate, then and now ---- */

/* Numbers of `some` that `others` has not. */
static GArray *only_in(const GArray *some, const GArray *others)
{
    GArray *only = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint i = 0, j = 0; i < some->len; i++) {
        guint64 number = g_array_index(some, guint64, i);
        while (j < others->len && g_array_index(others, guint64, j) < number)
            j++;
        if (j == others->len || g_array_index(others, guint64, j) != number)
            g_array_append_val(only, number);
    }
    return only;
}

/* ---- who is looked at ---- */

static guint find_doc(const Update *update, uint32_t docid)
{
    guint low = 0, high = update->docs->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(update->docs, NgStoryDoc, middle).docid < docid)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static NgStoryDoc *doc_of(const Update *update, uint32_t docid)
{
    guint at = find_doc(update, docid);
    if (at == update->docs->len || g_array_index(update->docs, NgStoryDoc, at).docid != docid)
        return NULL;
    return &g_array_index(update->docs, NgStoryDoc, at);
}

static bool has_any(const NgStoryDoc *doc, const GArray *numbers, const guint8 *set)
{
    for (uint32_t i = 0; i < doc->sketch.n; i++)
        if (shingle_set_has(set, doc->sketch.hashes[i]) &&
            ng_boilerplate_has(numbers, doc, doc->sketch.hashes[i]))
            return true;
    return false;
}

/* What has become boilerplate only ever parts copies; what is no more can make some. */
static void flag_docs(Update *update, const GArray *become, const GArray *ceased)
{
    g_autofree guint8 *become_set = ng_boilerplate_set(become);
    g_autofree guint8 *ceased_set = ng_boilerplate_set(ceased);
    for (guint i = 0; i < update->docs->len; i++) {
        NgStoryDoc *doc = &g_array_index(update->docs, NgStoryDoc, i);
        bool anew = doc->docid >= update->first_new || has_any(doc, ceased, ceased_set) ||
                    (ng_story_table_of(update->before, doc->docid) != NG_NO_STORY &&
                     has_any(doc, become, become_set));
        doc->flags = anew ? LOOK_ANEW | SELECTED : 0;
    }
}

static bool is_gone(const Update *update, uint32_t docid)
{
    if (update->gone)
        return g_hash_table_contains(update->gone, GUINT_TO_POINTER(docid));
    return !doc_of(update, docid);
}

static int by_docid(gconstpointer a, gconstpointer b)
{
    const NgStoryDoc *left = a, *right = b;
    return left->docid < right->docid ? -1 : left->docid > right->docid;
}

/* All that are in a story with one that is selected or gone are selected as well. */
static bool select_stories(Update *update, bool *stories, GError **error)
{
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(GArray) more = g_array_new(FALSE, FALSE, sizeof(NgStoryDoc));
    const GArray *members = update->before->members;
    for (guint i = 0; i < members->len; i++) {
        NgStoryPlace place = g_array_index(members, NgStoryPlace, i);
        const NgStoryDoc *doc = doc_of(update, place.docid);
        stories[place.story] |= is_gone(update, place.docid) || (doc && doc->flags & SELECTED);
    }
    for (guint i = 0; i < members->len; i++) {
        NgStoryPlace place = g_array_index(members, NgStoryPlace, i);
        NgStoryDoc *doc = doc_of(update, place.docid), other = {.docid = place.docid};
        if (!stories[place.story] || is_gone(update, place.docid))
            continue;
        if (doc) {
            doc->flags |= SELECTED;
            continue;
        }
        if (!ng_db_value(update->db, place.docid, NG_SLOT_SKETCH, value, error))
            return false;
        if (!ng_sketch_unpack(value->str, value->len, &other.sketch))
            continue;
        other.mix = ng_story_mix(&other.sketch);
        other.flags = SELECTED;
        g_array_append_val(more, other);
    }
    g_array_append_vals(update->docs, more->data, more->len);
    g_array_sort(update->docs, by_docid);
    return true;
}

static void select_candidates(Update *update)
{
    g_autoptr(GArray) pairs = ng_story_candidates(update->docs, 0, LOOK_ANEW, update->boilerplate);
    for (guint i = 0; i < pairs->len; i++) {
        guint64 pair = g_array_index(pairs, guint64, i);
        g_array_index(update->docs, NgStoryDoc, pair >> 32).flags |= SELECTED;
        g_array_index(update->docs, NgStoryDoc, (guint32)pair).flags |= SELECTED;
    }
}

/* ---- the new table ---- */

static bool note_embargoed(guint32 docid, gpointer data)
{
    g_hash_table_add(data, GUINT_TO_POINTER(docid));
    return true;
}

/* Stories of which nobody is selected, under numbers of their own. */
static void keep_stories(const Update *update, const bool *stories, GArray *members, GArray *known)
{
    NgStoryTable *before = update->before;
    for (guint i = 0; i < before->members->len; i++) {
        NgStoryPlace place = g_array_index(before->members, NgStoryPlace, i);
        if (stories[place.story])
            continue;
        place.story += update->docs->len;
        g_array_append_val(members, place);
    }
    for (guint i = 0; i < before->pairs->len; i++) {
        NgStoryPair pair = g_array_index(before->pairs, NgStoryPair, i);
        uint32_t story = ng_story_table_of(before, pair.a);
        if (story != NG_NO_STORY && !stories[story])
            g_array_append_val(known, pair);
    }
}

static NgStoriesFound *make_table(Update *update, const bool *stories, GError **error)
{
    g_autoptr(GHashTable) embargoed = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(NgStoryPlace));
    g_autoptr(GArray) known = g_array_new(FALSE, FALSE, sizeof(NgStoryPair));
    g_autoptr(GArray) pairs = ng_story_candidates(update->docs, SELECTED, 0, update->boilerplate);
    uint32_t first;
    if (!ng_db_each_posting(update->db, NG_TERM_EMBARGO, strlen(NG_TERM_EMBARGO), note_embargoed,
                            embargoed, error) ||
        !ng_story_verify(update->db, update->docs, pairs, update->boilerplate, embargoed, members,
                         known, error) ||
        !first_docid(update->db, &first, error))
        return NULL;
    keep_stories(update, stories, members, known);
    g_autoptr(NgStoryTable) table =
        ng_story_table_new(g_steal_pointer(&members), g_steal_pointer(&known));
    NgStoriesFound *found = g_new(NgStoriesFound, 1);
    *found = (NgStoriesFound) {g_string_new(NULL), g_string_new(NULL)};
    ng_story_table_pack(table, first, found->table);
    ng_boilerplate_pack(update->boilerplate, found->boilerplate);
    return found;
}

/* Whether an outlet's shingle is boilerplate has a part in whether one of any outlet is, and what
 * is boilerplate no more can make copies: so the articles that have a shingle whose state has
 * changed are touched with all that they have. false when they are already. */
static bool touch_more(Update *update, const GArray *changed, GHashTable *all_touched)
{
    g_autofree guint8 *set = ng_boilerplate_set(changed);
    bool more = false;
    for (guint i = 0; changed->len && i < update->docs->len; i++) {
        const NgStoryDoc *doc = &g_array_index(update->docs, NgStoryDoc, i);
        if (!has_any(doc, changed, set) ||
            !g_hash_table_add(all_touched, GUINT_TO_POINTER(doc->docid)))
            continue;
        more = true;
        for (uint32_t j = 0; j < doc->sketch.n; j++)
            shingle_set_add(update->touched, doc->sketch.hashes[j]);
    }
    return more;
}

/* Before it touches everything step by step it is done at once. */
#define ROUNDS 4

static bool find_boilerplate(Update *update, GError **error)
{
    g_autoptr(GHashTable) all_touched = g_hash_table_new(NULL, NULL);
    for (guint round = 1;; round++) {
        if (!load_docs(update, error))
            return false;
        g_clear_pointer(&update->boilerplate, g_array_unref);
        update->boilerplate =
            ng_story_boilerplate(update->docs, update->boilerplate_before, update->touched);
        g_autoptr(GArray) become = only_in(update->boilerplate, update->boilerplate_before);
        g_autoptr(GArray) ceased = only_in(update->boilerplate_before, update->boilerplate);
        if (!update->touched ||
            (!touch_more(update, become, all_touched) & !touch_more(update, ceased, all_touched))) {
            flag_docs(update, become, ceased);
            return true;
        }
        if (round == ROUNDS)
            g_clear_pointer(&update->touched, g_free);
    }
}

NgStoriesFound *ng_stories_find(NgDb *db, const NgStoryChange *change, uint32_t first_new,
                                GError **error)
{
    Update update = {
        .db = db, .first_new = first_new, .docs = g_array_new(FALSE, FALSE, sizeof(NgStoryDoc))};
    NgStoriesFound *found = NULL;
    bool ok = read_before(&update, error);
    if (ok && update.damaged) {
        update.first_new = 0;
    } else if (ok && change) {
        update.gone = change->gone;
        update.touched = g_memdup2(change->touched, NG_SHINGLE_SET_BYTES);
    }
    ok = ok && find_boilerplate(&update, error);
    if (ok) {
        g_autofree bool *stories = g_new0(bool, ng_story_table_stories(update.before) + 1);
        select_candidates(&update);
        if (select_stories(&update, stories, error))
            found = make_table(&update, stories, error);
    }
    g_array_unref(update.docs);
    g_free(update.touched);
    ng_story_table_free(update.before);
    if (update.boilerplate)
        g_array_unref(update.boilerplate);
    if (update.boilerplate_before)
        g_array_unref(update.boilerplate_before);
    return found;
}

void ng_stories_found_free(NgStoriesFound *found)
{
    if (!found)
        return;
    g_string_free(found->table, TRUE);
    g_string_free(found->boilerplate, TRUE);
    g_free(found);
}

static bool store(NgDbWriter *writer, const char *key, const GString *value, GError **error)
{
    gsize len;
    g_autofree char *there =
        ng_db_metadata(ng_db_writer_reader(writer), key, strlen(key), &len, error);
    if (!there)
        return false;
    return (len == value->len && memcmp(there, value->str, len) == 0) ||
           ng_db_writer_metadata(writer, key, strlen(key), value->str, value->len, error);
}

bool ng_stories_digest(NgDb *db, guint64 *digest, GError **error)
{
    gsize len;
    g_autofree char *value =
        ng_db_metadata(db, NG_STORIES_DIGEST_KEY, strlen(NG_STORIES_DIGEST_KEY), &len, error);
    if (!value)
        return false;
    *digest = 0;
    if (len == sizeof *digest)
        memcpy(digest, value, sizeof *digest);
    return true;
}

static bool store_digest(NgDbWriter *writer, const GString *table, GError **error)
{
    guint64 digest = ng_name_hash('t', table->str, table->len);
    g_autoptr(GString) value = g_string_new_len((const char *)&digest, sizeof digest);
    return store(writer, NG_STORIES_DIGEST_KEY, value, error);
}

bool ng_stories_write(NgDbWriter *writer, const NgStoriesFound *found, GError **error)
{
    return store(writer, NG_STORIES_KEY, found->table, error) &&
           store_digest(writer, found->table, error) &&
           store(writer, NG_BOILERPLATE_KEY, found->boilerplate, error);
}

bool ng_stories_update(NgDbWriter *writer, const NgStoryChange *change, uint32_t first_new,
                       GError **error)
{
    g_autoptr(NgStoriesFound) found =
        ng_stories_find(ng_db_writer_reader(writer), change, first_new, error);
    return found && ng_stories_write(writer, found, error);
}
