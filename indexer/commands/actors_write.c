/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The journal of changes to actors, DIR/actors: the file is replaced as a whole, under the writer's
 * lock, so that a reader sees it before a change or after it. */
#include "indexer/commands/actors.h"
#include "nutgraf/token.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool ng_actors_change(NgActors *actors, NgChange change, GError **error)
{
    change.number = actors->number;
    g_autofree char *line = ng_change_line(&change);
    if (!*line) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                    "a name holds a tab, a line's end, or bytes that are not UTF-8");
        return false;
    }
    g_string_append(actors->lines, line);
    return true;
}

bool ng_actors_take_name(NgActors *actors, const NgKnown *known, const char *name, GError **error)
{
    g_autofree char *slug = ng_slug(*name == '~' ? name + 1 : name);
    int at = ng_authority_find(actors->authority, slug);
    bool other = at >= 0 && strcmp(ng_authority_id(actors->authority, (guint)at), slug) == 0;
    if (*name == '~' || other || strcmp(slug, known->id) == 0 || !ng_actors_stands(actors, slug) ||
        strcmp(ng_actor_table_canonical(actors->table, slug), slug) != 0)
        return true;
    NgChange merge = {.verb = NG_CHANGE_MERGE,
                      .id = slug,
                      .into = known->id,
                      .kind = known->kind,
                      .name = known->name};
    return ng_actors_change(actors, merge, error);
}

static bool fail(const char *what, const char *path, GError **error)
{
    g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot %s %s: %s", what, path, g_strerror(errno));
    return false;
}

static bool write_all(int file, const char *text, gsize len)
{
    while (len) {
        ssize_t written = write(file, text, len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text += written;
        len -= (gsize)written;
    }
    return fsync(file) == 0;
}

static bool sync_folder(const char *dir, GError **error)
{
    int folder = open(dir, O_RDONLY | O_CLOEXEC);
    bool ok = folder >= 0 && fsync(folder) == 0;
    if (!ok)
        fail("sync", dir, error);
    if (folder >= 0)
        close(folder);
    return ok;
}

bool ng_actors_commit(NgActors *actors, GError **error)
{
    if (actors->options->dry_run || actors->lines->len == 0)
        return true;
    const char *dir = ng_writing_dir(actors->writing);
    g_autofree char *path = g_build_filename(dir, "actors", NULL);
    g_autofree char *fresh = g_strconcat(path, ".new", NULL);
    g_autofree char *before = NULL;
    g_autoptr(GError) failed = NULL;
    if (!g_file_get_contents(path, &before, NULL, &failed)) {
        if (!g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
            g_set_error(error, NG_ERROR, NG_ERROR_IO, "%s", failed->message);
            return false;
        }
        before = g_strdup(NG_ACTORS_HEAD);
    }
    g_autofree char *text = g_strconcat(before, actors->lines->str, NULL);
    int file = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0)
        return fail("write", fresh, error);
    bool ok = write_all(file, text, strlen(text)) || fail("write", fresh, error);
    close(file);
    if (ok && rename(fresh, path) != 0)
        ok = fail("move", fresh, error);
    if (!ok)
        unlink(fresh);
    return ok && sync_folder(dir, error);
}
