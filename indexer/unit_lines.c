/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines that wait in a file. */
#include "indexer/unit_lines.h"

#include "nutgraf/error.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static char *path_of(const char *dir, guint unit)
{
    return g_strdup_printf("%s/lines-%08u", dir, unit);
}

static bool failed(GError **error)
{
    g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot keep articles in a temporary file: %s",
                g_strerror(errno));
    return false;
}

bool ng_unit_lines_spill(const char *dir, guint unit, GPtrArray *lines, GError **error)
{
    g_autofree char *path = path_of(dir, unit);
    FILE *file = fopen(path, "ae");
    if (!file)
        return failed(error);
    for (guint i = 0; i < lines->len; i++)
        fputs(lines->pdata[i], file);
    g_ptr_array_set_size(lines, 0);
    bool written = !ferror(file);
    return fclose(file) == 0 && written ? true : failed(error);
}

bool ng_unit_lines_print(const char *dir, guint unit, FILE *out, GError **error)
{
    g_autofree char *path = path_of(dir, unit);
    g_autofree char *block = NULL;
    FILE *file = fopen(path, "re");
    if (!file)
        return errno == ENOENT ? true : failed(error);
    block = g_malloc(1 << 16);
    for (gsize got; (got = fread(block, 1, 1 << 16, file)) > 0;)
        fwrite(block, 1, got, out);
    bool ok = !ferror(file);
    fclose(file);
    unlink(path);
    return ok ? true : failed(error);
}

void ng_unit_lines_drop(const char *dir, guint unit)
{
    g_autofree char *path = path_of(dir, unit);
    unlink(path);
}
