/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of stories once more, in a file beside the database that is mapped: who answers one
 * question looks at some hundred articles, and unpacking the table for these took longer than
 * finding them. In the order of this machine's bytes, as the magic number tells. */
#include "nutgraf/error.h"
#include "nutgraf/stories.h"
#include "stories_digest.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FILE_NAME "stories"
#define MAGIC UINT64_C(0x6e6773746f720001) /* and the number of this form */

/* Behind it: the story of each document from 1 to last; where each story's members begin; those. */
typedef struct {
    guint64 magic, digest;
    guint32 last, stories, members, padding;
} Head;

static bool is_ours(const char *data, gsize size, guint64 digest)
{
    Head head;
    if (size < sizeof head)
        return false;
    memcpy(&head, data, sizeof head);
    guint64 numbers = (guint64)head.last + head.stories + 1 + head.members;
    return head.magic == MAGIC && head.digest == digest &&
           size == sizeof head + numbers * sizeof(guint32);
}

NgStoryTable *ng_stories_read_quickly(NgDb *db, GError **error)
{
    guint64 digest = 0;
    if (!ng_stories_digest(db, &digest, error))
        return NULL;
    g_autofree char *path = g_build_filename(ng_db_path(db), FILE_NAME, NULL);
    GMappedFile *file = digest ? g_mapped_file_new(path, FALSE, NULL) : NULL;
    if (!file)
        return ng_stories_read(db, error);
    if (!is_ours(g_mapped_file_get_contents(file), g_mapped_file_get_length(file), digest)) {
        g_mapped_file_unref(file);
        return ng_stories_read(db, error);
    }
    const Head *head = (const Head *)(const void *)g_mapped_file_get_contents(file);
    const guint32 *numbers = (const guint32 *)(const void *)(head + 1);
    NgStoryMap map = {.of = numbers,
                      .starts = numbers + head->last,
                      .docids = numbers + head->last + head->stories + 1,
                      .last = head->last,
                      .stories = head->stories,
                      .members = head->members};
    return ng_story_table_map(&map, file, (GDestroyNotify)g_mapped_file_unref);
}

/* ---- writing ---- */

static void add(GArray *numbers, guint32 number)
{
    g_array_append_val(numbers, number);
}

static GArray *numbers_of(NgStoryTable *table, guint32 last, Head *head)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint32));
    *head = (Head) {.magic = MAGIC, .last = last, .stories = ng_story_table_stories(table)};
    for (guint64 docid = 1; docid <= last; docid++)
        add(numbers, ng_story_table_of(table, (guint32)docid));
    for (guint pass = 0; pass < 2; pass++) { /* where they begin, then who they are */
        guint32 begin = 0;
        for (guint story = 0; story < head->stories; story++) {
            guint n;
            const uint32_t *docids = ng_story_table_members(table, story, &n);
            if (pass == 0)
                add(numbers, begin);
            else
                g_array_append_vals(numbers, docids, n);
            begin += n;
        }
        if (pass == 0)
            add(numbers, begin);
        head->members = begin;
    }
    return numbers;
}

static bool write_numbers(const char *path, const Head *head, const GArray *numbers, GError **error)
{
    errno = 0;
    FILE *out = fopen(path, "wbxe");
    bool ok = out && fwrite(head, sizeof *head, 1, out) == 1 &&
              fwrite(numbers->data, sizeof(guint32), numbers->len, out) == numbers->len;
    if (out && fclose(out) != 0)
        ok = false;
    if (ok)
        return true;
    g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot write %s: %s", path,
                g_strerror(errno ? errno : EIO));
    if (out)
        unlink(path);
    return false;
}

bool ng_stories_write_file(const char *folder, GError **error)
{
    const char *const paths[] = {folder, NULL};
    guint64 digest = 0;
    Head head;
    NgDb *db = ng_db_open(paths, error);
    g_autoptr(NgStoryTable) table =
        db && ng_stories_digest(db, &digest, error) ? ng_stories_read(db, error) : NULL;
    guint32 last = db ? ng_db_last(db) : 0;
    ng_db_free(db);
    if (!table || digest == 0) /* an index of before: its next load writes one */
        return table != NULL;
    g_autoptr(GArray) numbers = numbers_of(table, last, &head);
    g_autofree char *path = g_build_filename(folder, FILE_NAME, NULL);
    head.digest = digest;
    return write_numbers(path, &head, numbers, error);
}
