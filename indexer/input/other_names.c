/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of files that are no news, seen in folders of saved pages, in archives and in checkouts. */
#include "indexer/input/container.h"

#include <string.h>

static const char *const other_extensions[] = {
    "md",   "tsv",  "css",  "js",   "mjs",  "map",  "png",   "jpg",   "jpeg",   "gif", "svg",
    "webp", "avif", "ico",  "bmp",  "tif",  "tiff", "woff",  "woff2", "ttf",    "otf", "eot",
    "mp3",  "mp4",  "m4a",  "webm", "ogg",  "wav",  "mov",   "avi",   "exe",    "dll", "so",
    "o",    "a",    "py",   "c",    "h",    "cc",   "sh",    "pl",    "rb",     "go",  "rs",
    "java", "yml",  "yaml", "toml", "ini",  "lock", "build", "log",   "bak",    "tmp", "swp",
    "csv",  "xls",  "xlsx", "doc",  "docx", "ppt",  "pptx",  "db",    "sqlite",
};

bool ng_name_is_other(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    if (!dot || (slash && dot < slash))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(other_extensions); i++)
        if (g_ascii_strcasecmp(dot + 1, other_extensions[i]) == 0)
            return true;
    return false;
}
