/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The story of a hit. */
#include "hit_story.h"
#include "nutgraf/token.h"
#include "nutgraf/record.h"
#include "nutgraf/sketch.h"
#include "nutgraf/values.h"

#include <string.h>

/* Copies that are named. */
#define NAMED 6
#define NAMED_SHOWN 20
/* So many shingles in a row that the other has not are another beginning, or another end; fewer are
 * a typing error. */
#define ANOTHER_PART 8

static void member_free(NgStoryMember *member)
{
    g_free(member->id);
    g_free(member->title);
    g_free(member->outlet);
    g_free(member->published);
    g_free(member->url);
    g_free(member);
}

void ng_story_free(NgStory *story)
{
    if (!story)
        return;
    g_free(story->id);
    g_ptr_array_unref(story->members);
    g_free(story);
}

/* ---- who has it ---- */

typedef struct {
    guint32 docid;
    guint64 outlet;
    gint64 time; /* G_MININT64 undated */
    char *id;    /* NULL until it is asked for: an article's terms are dear to read */
    bool again;  /* of an outlet that has a later one */
} Copy;

static void copy_clear(gpointer copy)
{
    g_free(((Copy *)copy)->id);
}

static bool read_copies(NgDb *db, const uint32_t *docids, guint n, GArray *copies, GError **error)
{
    NgDbValueCursor *values = ng_db_value_cursor(db, NG_SLOT_META);
    bool ok = true;
    for (guint i = 0; ok && i < n; i++) {
        Copy copy = {.docid = docids[i], .time = G_MININT64};
        NgMeta meta;
        const char *value;
        gsize len;
        ok = ng_db_value_cursor_at(values, copy.docid, &value, &len, error);
        if (ok && ng_meta_unpack(value, len, &meta)) {
            copy.outlet = meta.outlet;
            copy.time = meta.has_time ? meta.time : G_MININT64;
        }
        g_array_append_val(copies, copy);
    }
    ng_db_value_cursor_free(values);
    return ok;
}

static bool take_id(const char *term, gsize len, guint32 documents, gpointer data)
{
    (void)documents;
    *(char **)data = g_strndup(term + strlen(NG_TERM_ID), len - strlen(NG_TERM_ID));
    return false;
}

static bool read_id(NgDb *db, Copy *copy, GError **error)
{
    if (!copy->id && !ng_db_each_document_term(db, copy->docid, NG_TERM_ID, strlen(NG_TERM_ID),
                                               take_id, &copy->id, error))
        return false;
    if (!copy->id)
        copy->id = g_strdup("");
    return true;
}

/* Without ids where those are not known: then equal times leave the order open. */
static int newer_first(gconstpointer a, gconstpointer b)
{
    const Copy *left = a, *right = b;
    if (left->time != right->time)
        return left->time > right->time ? -1 : 1;
    return left->id && right->id ? strcmp(left->id, right->id) : 0;
}

/* Of one time they go by id. */
static bool order_copies(NgDb *db, GArray *copies, GError **error)
{
    g_array_sort(copies, newer_first);
    for (guint i = 1; i < copies->len; i++) {
        Copy *copy = &g_array_index(copies, Copy, i);
        if (copy->time == copy[-1].time &&
            (!read_id(db, copy - 1, error) || !read_id(db, copy, error)))
            return false;
    }
    g_array_sort(copies, newer_first);
    return true;
}

static int outlets_first(gconstpointer a, gconstpointer b)
{
    const Copy *left = a, *right = b;
    return left->again != right->again ? (left->again ? 1 : -1) : newer_first(a, b);
}

/* Of those in order: an undated one only where there is no other; of one time the first by id. */
static Copy *oldest_of(const GArray *copies)
{
    Copy *v = (Copy *)(void *)copies->data;
    guint at = copies->len - 1;
    while (at > 0 && v[at].time == G_MININT64 && v[0].time != G_MININT64)
        at--;
    while (at > 0 && v[at - 1].time == v[at].time)
        at--;
    return &v[at];
}

/* Counts outlets, and marks all but the latest of each. The hit's own outlet is known already. */
static guint mark_outlets(GArray *copies, guint32 own)
{
    g_autoptr(GHashTable) met = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint i = 0; i < copies->len; i++) {
        Copy *copy = &g_array_index(copies, Copy, i);
        if (copy->docid == own && copy->outlet)
            g_hash_table_add(met, &copy->outlet);
    }
    for (guint i = 0; i < copies->len; i++) {
        Copy *copy = &g_array_index(copies, Copy, i);
        copy->again = !copy->outlet || !g_hash_table_add(met, &copy->outlet);
    }
    return g_hash_table_size(met);
}

/* ---- what differs ---- */

typedef struct {
    GArray *shingles; /* uint32_t, as they come */
    GHashTable *set;
} Text;

static void text_read(Text *text, const NgArticle *article, NgTokens *tokens)
{
    NgShingler shingler = {0};
    text->shingles = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    text->set = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < article->paragraphs->len; i++) {
        const NgParagraph *paragraph = article->paragraphs->pdata[i];
        ng_tokenise(tokens, paragraph->text, strlen(paragraph->text));
        for (uint32_t j = 0; j < tokens->n; j++) {
            const NgToken *token = &tokens->v[j];
            uint32_t hash;
            if (token->flags & NG_TOKEN_EXTRA ||
                !ng_shingler_add(&shingler,
                                 ng_shingle_word(ng_token_form(tokens, j), token->form_len), &hash))
                continue;
            g_array_append_val(text->shingles, hash);
            g_hash_table_add(text->set, GUINT_TO_POINTER(hash));
        }
    }
}

static void text_clear(Text *text)
{
    g_array_unref(text->shingles);
    g_hash_table_unref(text->set);
}

/* Does `other` lack what the text begins, or ends, with? */
static bool part_lacks(const Text *text, const Text *other, bool at_end)
{
    guint n = text->shingles->len;
    if (n < ANOTHER_PART)
        return false;
    for (guint i = 0; i < ANOTHER_PART; i++) {
        uint32_t hash = g_array_index(text->shingles, uint32_t, at_end ? n - 1 - i : i);
        if (g_hash_table_contains(other->set, GUINT_TO_POINTER(hash)))
            return false;
    }
    return true;
}

static void tell_differences(NgStoryMember *member, const NgArticle *copy, const NgArticle *own)
{
    Text mine, theirs;
    NgTokens tokens;
    guint64 common = 0;
    ng_tokens_init(&tokens);
    text_read(&mine, own, &tokens);
    text_read(&theirs, copy, &tokens);
    for (guint i = 0; i < theirs.shingles->len; i++)
        common += g_hash_table_contains(
            mine.set, GUINT_TO_POINTER(g_array_index(theirs.shingles, uint32_t, i)));
    guint64 all = (guint64)mine.shingles->len + theirs.shingles->len - common;
    common = MIN(common, all);
    member->differs_percent = all ? (guint)((all - common) * 100 / all) : 0;
    g_autofree char *title = ng_slug(own->headline->text), *other = ng_slug(copy->headline->text);
    if (strcmp(title, other) != 0)
        member->differs |= NG_COPY_TITLE;
    if (part_lacks(&theirs, &mine, false))
        member->differs |= NG_COPY_BEGINNING;
    if (part_lacks(&theirs, &mine, true))
        member->differs |= NG_COPY_END;
    if (part_lacks(&mine, &theirs, true))
        member->differs |= NG_COPY_CUT;
    text_clear(&mine);
    text_clear(&theirs);
    ng_tokens_clear(&tokens);
}

/* ---- telling it ---- */

static bool add_member(NgDb *db, const Copy *copy, const NgArticle *own, bool show, GString *record,
                       NgStory *story, GError **error)
{
    if (!ng_db_data(db, copy->docid, record, error))
        return false;
    static const guint none[1];
    g_autoptr(NgArticle) article = ng_record_decode_shown(record->str, record->len, none, 0, error);
    if (!article)
        return false;
    NgStoryMember *member = g_new0(NgStoryMember, 1);
    member->id = g_strdup(article->id);
    if (*article->headline->text)
        member->title = g_strdup(article->headline->text);
    member->outlet = g_strdup(article->outlet);
    member->published = g_strdup(article->published);
    member->url = g_strdup(article->url);
    if (show)
        tell_differences(member, article, own);
    g_ptr_array_add(story->members, member);
    return true;
}

bool ng_hit_story(NgIndex *index, const NgSeenStories *stories, guint32 docid,
                  const NgArticle *article, bool show, NgStory **out, GError **error)
{
    uint32_t number = ng_seen_story_of(stories, docid);
    guint n;
    *out = NULL;
    if (number == NG_NO_STORY)
        return true;
    const uint32_t *members = ng_seen_story_members(stories, number, &n);
    g_autoptr(GArray) copies = g_array_sized_new(FALSE, FALSE, sizeof(Copy), n);
    g_autoptr(GString) value = g_string_sized_new(16384);
    g_array_set_clear_func(copies, copy_clear);
    if (!read_copies(index->db, members, n, copies, error) ||
        !order_copies(index->db, copies, error) || !read_id(index->db, oldest_of(copies), error))
        return false;
    NgStory *story = g_new0(NgStory, 1);
    story->members = g_ptr_array_new_with_free_func((GDestroyNotify)member_free);
    story->id = g_strdup(oldest_of(copies)->id);
    story->copies = n;
    story->outlets = mark_outlets(copies, docid);
    g_array_sort(copies, outlets_first);
    bool ok = true;
    for (guint i = 0; ok && i < n && story->members->len < (show ? NAMED_SHOWN : NAMED); i++) {
        const Copy *copy = &g_array_index(copies, Copy, i);
        ok =
            copy->docid == docid || add_member(index->db, copy, article, show, value, story, error);
    }
    if (!ok)
        ng_story_free(g_steal_pointer(&story));
    *out = story;
    return ok;
}
