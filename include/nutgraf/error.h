/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what can go wrong, in the user's terms.
 * Used by every module; knows none of them.
 * Must not know: exit codes, libraries underneath. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NG_ERROR (ng_error_quark())

/* One code for each situation that a user can tell apart and act upon. */
typedef enum {
    NG_ERROR_BAD_QUERY = 1,   /* the query is wrong; message has the place, see NgQueryError */
    NG_ERROR_BAD_INPUT,       /* one input is unusable; the others go on */
    NG_ERROR_NO_INDEX,        /* there is no index at that place */
    NG_ERROR_LOCKED,          /* another writer holds the index */
    NG_ERROR_STALE,           /* the index moved on while it was read: open again and repeat */
    NG_ERROR_CORRUPT,         /* the index is damaged */
    NG_ERROR_SCHEMA_MISMATCH, /* the index is of another version */
    NG_ERROR_IO,              /* the system refused a read or a write; disk full */
    NG_ERROR_MEMORY,          /* out of memory */
    NG_ERROR_NOT_FOUND,       /* no such article, paragraph or actor */
} NgErrorCode;

GQuark ng_error_quark(void);

G_END_DECLS
