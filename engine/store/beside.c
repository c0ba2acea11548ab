/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "beside.h"
#include "nutgraf/error.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int ng_beside_open(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    return open(path, O_RDONLY | O_CLOEXEC);
}

bool ng_beside_trailer(int file, void *trailer, gsize trailer_size, gsize *size)
{
    struct stat stat;
    if (fstat(file, &stat) != 0 || stat.st_size < (off_t)trailer_size ||
        pread(file, trailer, trailer_size, stat.st_size - (off_t)trailer_size) !=
            (ssize_t)trailer_size)
        return false;
    *size = (gsize)stat.st_size;
    return true;
}

const char *ng_beside_map(int file, gsize from, gsize size, NgBesideMap *map)
{
    gsize skipped = from % (gsize)sysconf(_SC_PAGESIZE);
    gsize map_size = size - from + skipped;
    void *mapped = mmap(NULL, map_size, PROT_READ, MAP_SHARED, file, (off_t)(from - skipped));
    if (mapped == MAP_FAILED)
        return NULL;
    *map = (NgBesideMap) {mapped, map_size};
    return (const char *)mapped + skipped;
}

void ng_beside_unmap(NgBesideMap *map)
{
    if (map->map)
        munmap(map->map, map->size);
    *map = (NgBesideMap) {0};
}

bool ng_beside_fail(const char *path, GError **error)
{
    g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot write %s: %s", path,
                g_strerror(errno ? errno : EIO));
    return false;
}

FILE *ng_beside_create(const char *path, GError **error)
{
    errno = 0;
    FILE *out = fopen(path, "wbe");
    if (!out)
        ng_beside_fail(path, error);
    return out;
}

bool ng_beside_end(FILE *out, const char *path, bool whole, GError **error)
{
    bool ok = whole && fflush(out) == 0 && !ferror(out);
    if (!ok)
        ng_beside_fail(path, error);
    if (fclose(out) != 0 && ok)
        ok = ng_beside_fail(path, error);
    if (!ok)
        unlink(path);
    return ok;
}
