/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The index folder: which generation is live, who may write, what is left behind. */
#include "nutgraf/generation.h"
#include "nutgraf/error.h"
#include "nutgraf/fields.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define POINTER "current"
#define IN_DOUBT 'F'

struct NgWriting {
    char *dir, *build, *live;
    guint live_schema, number;
    int lock;
    int in_place; /* the open file DIR/writing, or -1 */
    bool in_doubt;
};

static bool fail_io(GError **error, const char *what, const char *path)
{
    g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot %s %s: %s", what, path, g_strerror(errno));
    return false;
}

static char *generation_path(const char *dir, guint number)
{
    return g_strdup_printf("%s/gen-%06u", dir, number);
}

bool ng_live_read(const char *dir, NgLive *live, GError **error)
{
    g_autofree char *pointer = g_build_filename(dir, POINTER, NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) failed = NULL;
    if (!g_file_get_contents(pointer, &text, NULL, &failed)) {
        if (g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
            g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
            g_set_error(error, NG_ERROR, NG_ERROR_NO_INDEX, "there is no index at %s", dir);
        else
            g_set_error(error, NG_ERROR, NG_ERROR_IO, "%s", failed->message);
        return false;
    }
    guint schema, number;
    if (sscanf(text, "nutgraf index, schema %u, generation %u\n", &schema, &number) != 2) {
        g_set_error(error, NG_ERROR, NG_ERROR_CORRUPT, "%s is not an index's pointer", pointer);
        return false;
    }
    *live = (NgLive) {schema, number, generation_path(dir, number)};
    return true;
}

void ng_live_clear(NgLive *live)
{
    g_clear_pointer(&live->path, g_free);
}

/* ---- files ---- */

void ng_remove_tree(const char *path)
{
    struct stat info;
    if (lstat(path, &info) != 0)
        return;
    if (S_ISDIR(info.st_mode)) {
        GDir *dir = g_dir_open(path, 0, NULL);
        for (const char *name; dir && (name = g_dir_read_name(dir));) {
            g_autofree char *inside = g_build_filename(path, name, NULL);
            ng_remove_tree(inside);
        }
        if (dir)
            g_dir_close(dir);
        rmdir(path);
    } else {
        unlink(path);
    }
}

static bool sync_path(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_io(error, "open", path);
    bool ok = fsync(fd) == 0;
    if (!ok)
        fail_io(error, "sync", path);
    close(fd);
    return ok;
}

static bool sync_folder(const char *path, GError **error)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    if (!dir)
        return fail_io(error, "open", path);
    bool ok = true;
    for (const char *name; ok && (name = g_dir_read_name(dir));) {
        g_autofree char *inside = g_build_filename(path, name, NULL);
        ok = sync_path(inside, error);
    }
    g_dir_close(dir);
    return ok && sync_path(path, error);
}

static bool write_pointer(const char *dir, guint number, GError **error)
{
    g_autofree char *pointer = g_build_filename(dir, POINTER, NULL);
    g_autofree char *fresh = g_strconcat(pointer, ".new", NULL);
    g_autofree char *text =
        g_strdup_printf("nutgraf index, schema %d, generation %u\n", NG_SCHEMA_VERSION, number);
    int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail_io(error, "write", fresh);
    gsize len = strlen(text);
    bool ok = write(fd, text, len) == (gssize)len && fsync(fd) == 0;
    if (!ok)
        fail_io(error, "write", fresh);
    close(fd);
    if (ok && rename(fresh, pointer) != 0)
        ok = fail_io(error, "move", fresh);
    if (!ok)
        unlink(fresh);
    return ok && sync_path(dir, error);
}

/* ---- writing ---- */

static char *in_place_path(const NgWriting *writing)
{
    return g_build_filename(writing->dir, "writing", NULL);
}

/* Removes generations that are not live, whatever was being built, and the mark of a write in place
 * that was cut off: a commit is whole or has not happened. A write that failed leaves its mark. */
static void clear_left_behind(NgWriting *writing)
{
    GDir *dir = g_dir_open(writing->dir, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *inside = g_build_filename(writing->dir, name, NULL);
        bool live = writing->live && strcmp(inside, writing->live) == 0;
        if (g_str_has_prefix(name, "gen-") && !live)
            ng_remove_tree(inside);
    }
    if (dir)
        g_dir_close(dir);
    ng_remove_tree(writing->build);
    g_autofree char *pointer = g_build_filename(writing->dir, POINTER ".new", NULL);
    unlink(pointer);
    g_autofree char *mark = in_place_path(writing);
    g_autofree char *text = NULL;
    if (g_file_get_contents(mark, &text, NULL, NULL)) {
        writing->in_doubt = text[0] == IN_DOUBT;
        if (!writing->in_doubt)
            unlink(mark);
    }
}

/* Clearing up removes folders: not in a folder that holds something else. Every index has a lock
 * from its first moment on. */
static bool is_ours(const char *dir, const char *lock_path, GError **error)
{
    g_autofree char *pointer = g_build_filename(dir, POINTER, NULL);
    if (g_file_test(lock_path, G_FILE_TEST_EXISTS) || g_file_test(pointer, G_FILE_TEST_EXISTS))
        return true;
    GDir *entries = g_dir_open(dir, 0, NULL);
    bool empty = !entries || !g_dir_read_name(entries);
    if (entries)
        g_dir_close(entries);
    if (!empty)
        g_set_error(error, NG_ERROR, NG_ERROR_IO,
                    "%s is no index and holds other files: name an empty or a new folder", dir);
    return empty;
}

NgWriting *ng_writing_begin(const char *dir, bool create, GError **error)
{
    g_autofree char *whole = g_canonicalize_filename(dir, NULL);
    if (create && g_mkdir_with_parents(whole, 0777) != 0) {
        fail_io(error, "make the folder", whole);
        return NULL;
    }
    NgLive live = {0};
    g_autoptr(GError) failed = NULL;
    if (!create && !ng_live_read(whole, &live, error))
        return NULL;
    ng_live_clear(&live);
    g_autofree char *lock_path = g_build_filename(whole, "lock", NULL);
    if (!is_ours(whole, lock_path, error))
        return NULL;
    int lock = open(lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock < 0) {
        fail_io(error, "open", lock_path);
        return NULL;
    }
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            g_set_error(error, NG_ERROR, NG_ERROR_LOCKED,
                        "another nutgraf-index is writing the index at %s", whole);
        else
            fail_io(error, "lock", lock_path);
        close(lock);
        return NULL;
    }
    /* Only now: the one before us may have moved the pointer. */
    if (!ng_live_read(whole, &live, &failed) &&
        !g_error_matches(failed, NG_ERROR, NG_ERROR_NO_INDEX)) {
        g_propagate_error(error, g_steal_pointer(&failed));
        close(lock);
        return NULL;
    }
    g_autoptr(NgWriting) writing = g_new0(NgWriting, 1);
    writing->dir = g_steal_pointer(&whole);
    writing->build = g_build_filename(writing->dir, "build", NULL);
    writing->live = live.path;
    writing->live_schema = live.path ? live.schema : NG_SCHEMA_VERSION;
    writing->number = live.number;
    writing->lock = lock;
    writing->in_place = -1;
    clear_left_behind(writing);
    if (g_mkdir(writing->build, 0777) != 0) {
        fail_io(error, "make the folder", writing->build);
        return NULL;
    }
    return g_steal_pointer(&writing);
}

void ng_writing_end(NgWriting *writing)
{
    if (!writing)
        return;
    ng_remove_tree(writing->build);
    close(writing->lock);
    g_free(writing->dir);
    g_free(writing->build);
    g_free(writing->live);
    g_free(writing);
}

void ng_writing_forget(NgWriting *writing)
{
    close(writing->lock);
}

const char *ng_writing_dir(const NgWriting *writing)
{
    return writing->dir;
}

const char *ng_writing_build_dir(const NgWriting *writing)
{
    return writing->build;
}

const char *ng_writing_live(const NgWriting *writing)
{
    return writing->live;
}

guint ng_writing_live_schema(const NgWriting *writing)
{
    return writing->live_schema;
}

bool ng_writing_in_doubt(const NgWriting *writing)
{
    return writing->in_doubt;
}

char *ng_writing_next(const NgWriting *writing)
{
    return generation_path(writing->dir, writing->number + 1);
}

bool ng_writing_publish(NgWriting *writing, GError **error)
{
    g_autofree char *next = ng_writing_next(writing);
    if (!sync_folder(next, error) || !write_pointer(writing->dir, writing->number + 1, error))
        return false;
    if (writing->live)
        ng_remove_tree(writing->live);
    g_free(writing->live);
    writing->live = g_steal_pointer(&next);
    writing->live_schema = NG_SCHEMA_VERSION;
    writing->number++;
    if (writing->in_doubt) {
        g_autofree char *mark = in_place_path(writing);
        unlink(mark);
        writing->in_doubt = false;
    }
    return true;
}

bool ng_writing_in_place_begin(NgWriting *writing, GError **error)
{
    g_autofree char *mark = in_place_path(writing);
    writing->in_place = open(mark, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (writing->in_place < 0)
        return fail_io(error, "write", mark);
    /* Its one byte is on disk before the disk can be full. */
    if (write(writing->in_place, "w", 1) == 1)
        return true;
    fail_io(error, "write", mark);
    close(writing->in_place);
    writing->in_place = -1;
    return false;
}

void ng_writing_in_place_end(NgWriting *writing, bool failed)
{
    g_autofree char *mark = in_place_path(writing);
    if (writing->in_place < 0)
        return;
    if (failed) {
        const char byte = IN_DOUBT;
        writing->in_doubt = pwrite(writing->in_place, &byte, 1, 0) == 1;
        fsync(writing->in_place);
    } else {
        unlink(mark);
    }
    close(writing->in_place);
    writing->in_place = -1;
}
