/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paths to files. */
#include "indexer/inputs.h"
#include "indexer/input/container.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nutgraf/error.h"

typedef struct {
    GPtrArray *files;
    NgReport *report;
    GArray *above; /* of struct stat: the folders we are in */
} Walk;

void ng_file_free(NgFile *file)
{
    if (!file)
        return;
    g_free(file->path);
    g_free(file->spool);
    g_free(file);
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void walk_path(Walk *walk, const char *path, bool named);

static void walk_folder(Walk *walk, const char *path, const struct stat *info)
{
    for (guint i = 0; i < walk->above->len; i++) {
        const struct stat *upper = &g_array_index(walk->above, struct stat, i);
        if (upper->st_dev == info->st_dev && upper->st_ino == info->st_ino) {
            ng_report_skip(walk->report, path, NULL,
                           "folder loop: it leads back to a folder above it");
            return;
        }
    }
    GDir *dir = g_dir_open(path, 0, NULL);
    if (!dir) {
        ng_report_skip(walk->report, path, NULL, g_strerror(errno));
        return;
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(dir));)
        if (name[0] != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_dir_close(dir);
    g_ptr_array_sort(names, by_name);
    g_array_append_val(walk->above, *info);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *inside = g_build_filename(path, names->pdata[i], NULL);
        walk_path(walk, inside, false);
    }
    g_array_set_size(walk->above, walk->above->len - 1);
}

static const char *what_it_is(mode_t mode)
{
    if (S_ISFIFO(mode))
        return "a FIFO, not a file: pipe it into `nutgraf-index add -`";
    if (S_ISSOCK(mode))
        return "a socket, not a file";
    return "a device, not a file";
}

static void add_file(Walk *walk, const char *path, const struct stat *info, bool named)
{
    if (access(path, R_OK) != 0) {
        ng_report_skip(walk->report, path, NULL, g_strerror(errno));
        return;
    }
    if (!named && ng_name_is_other(path)) {
        walk->report->passed_over++;
        return;
    }
    NgFile *file = g_new0(NgFile, 1);
    file->path = g_strdup(path);
    file->size = (guint64)info->st_size;
    file->named = named;
    g_ptr_array_add(walk->files, file);
}

static void walk_path(Walk *walk, const char *path, bool named)
{
    struct stat info;
    if (stat(path, &info) != 0) {
        const char *reason = errno == ELOOP ? "link loop" : g_strerror(errno);
        ng_report_skip(walk->report, path, NULL, reason);
    } else if (S_ISDIR(info.st_mode)) {
        walk_folder(walk, path, &info);
    } else if (!S_ISREG(info.st_mode)) {
        ng_report_skip(walk->report, path, NULL, what_it_is(info.st_mode));
    } else {
        add_file(walk, path, &info, named);
    }
}

static bool write_all(int fd, const char *data, gssize len)
{
    while (len > 0) {
        gssize written = write(fd, data, (size_t)len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        data += written;
        len -= written;
    }
    return true;
}

/* Standard input cannot be read by several workers, nor twice: it is kept in a file first. */
static bool spool_stdin(const char *dir, GPtrArray *files, GError **error)
{
    g_autofree char *spool = g_build_filename(dir, "stdin", NULL);
    int fd = open(spool, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    guint64 size = 0;
    gssize got = 0;
    bool ok = fd >= 0;
    g_autofree char *buffer = g_malloc(1 << 20);
    while (ok && ((got = read(STDIN_FILENO, buffer, 1 << 20)) > 0 || (got < 0 && errno == EINTR))) {
        if (got < 0)
            continue;
        ok = write_all(fd, buffer, got);
        size += (guint64)got;
    }
    if (!ok || got < 0) {
        g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot keep standard input in %s: %s", spool,
                    g_strerror(errno));
        if (fd >= 0)
            close(fd);
        return false;
    }
    close(fd);
    NgFile *file = g_new0(NgFile, 1);
    file->path = g_strdup("-");
    file->spool = g_steal_pointer(&spool);
    file->size = size;
    file->named = true;
    g_ptr_array_add(files, file);
    return true;
}

bool ng_inputs_find(const char *const *paths, const char *spool_dir, GPtrArray *files,
                    NgReport *report, GError **error)
{
    Walk walk = {files, report, g_array_new(FALSE, FALSE, sizeof(struct stat))};
    bool ok = true;
    for (guint i = 0; ok && paths[i]; i++) {
        if (strcmp(paths[i], "-") == 0) {
            ok = spool_stdin(spool_dir, files, error);
            continue;
        }
        g_autofree char *whole = g_canonicalize_filename(paths[i], NULL);
        walk_path(&walk, whole, true);
    }
    g_array_unref(walk.above);
    return ok;
}
