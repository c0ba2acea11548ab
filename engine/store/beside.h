/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file that stands beside a database and ends in a trailer: opened, and mapped from some place
 * on. What is in it is the callers' matter. Inside store only. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

G_BEGIN_DECLS

/* -1 when there is none. */
int ng_beside_open(const char *folder, const char *name);
/* The last bytes of the file, and how many it has; false: it has fewer, or cannot be read. */
bool ng_beside_trailer(int file, void *trailer, gsize trailer_size, gsize *size);

typedef struct {
    void *map;
    gsize size;
} NgBesideMap;
/* The bytes from a place up to the end (`size` of the whole file); NULL: they cannot be mapped. */
const char *ng_beside_map(int file, gsize from, gsize size, NgBesideMap *map);
void ng_beside_unmap(NgBesideMap *map);

/* To be written anew; NULL on error. What goes wrong while it is written is told at the end: stdio
 * remembers it. */
FILE *ng_beside_create(const char *path, GError **error);
/* Closes it; without success, or when it is not whole (as errno says), there is no file. */
bool ng_beside_end(FILE *out, const char *path, bool whole, GError **error);
/* The file cannot be written, as errno says; returns false. */
bool ng_beside_fail(const char *path, GError **error);

G_END_DECLS
