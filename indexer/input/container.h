/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what archives, web archives and mail have in common: members, each handed to the
 * reader that knows it, within limits.
 * Called by the readers of such formats; knows readers, not how any of them packs its members. */
#pragma once

#include "indexer/input/reader.h"

G_BEGIN_DECLS

#define NG_MEMBER_BYTES_MAX ((gsize)64 << 20) /* one document in it, or one record of a member */
/* So many members may be bombs before the rest is left alone. */
#define NG_BOMBS_MAX 4

/* Shared by an input and all containers found in it, in whatever depth. */
typedef struct NgUnpacking {
    guint depth;
    guint bombs, deep;
    guint64 number; /* of the member announced last */
    guint64 members, bytes;
    guint64 packed; /* bytes of the outermost input that were taken so far */
    bool elsewhere; /* what is passed over is another worker's share, and so is what is wrong there
                     */
} NgUnpacking;

typedef struct {
    const NgInput *input;
    const NgSinks *sinks;
    NgUnpacking *unpacking; /* the one of the input, or own */
    NgUnpacking own;
    guint depth;     /* of what stands in it */
    guint64 bytes;   /* unpacked here */
    guint skips;     /* told so far */
    guint64 untold;  /* further ones */
    guint articles;  /* that came out of it */
    bool stopped;    /* nothing more is wanted */
    bool told_limit; /* the skip for a limit of the whole was given */
} NgContainer;

/* false with an error when the input lies deeper in containers than is looked at. */
bool ng_container_open(NgContainer *container, const NgInput *input, const NgSinks *sinks,
                       GError **error);
/* Says how many skips were left out. */
void ng_container_close(NgContainer *container);
/* A record begins here; false when it is another worker's, who looks after it. Then it is passed
 * over without being announced, and container->stopped is set behind the share. Which worker's it
 * is follows from unpacking->packed: what was pulled until here must not depend on whether what
 * stands before was read. */
bool ng_container_is_ours(NgContainer *container);
/* A skip, of the member `name` or, when NULL, of the container. */
void ng_container_skip(NgContainer *container, const char *name, const char *reason);
/* One more member is looked at; false, with one skip, when there are too many. */
bool ng_container_count_member(NgContainer *container);
/* `bytes` more were unpacked, from `packed` bytes in all so far. false with an error when that is
 * out of all proportion. */
bool ng_container_count_bytes(NgContainer *container, gsize bytes, guint64 packed, GError **error);

typedef struct {
    const char *name;       /* NULL when the container is but a wrapping of one document */
    const char *path;       /* for guessing by its name, or NULL */
    const char *url;        /* where it was fetched, or NULL */
    const NgReader *reader; /* NULL: to be guessed */
    bool quiet;             /* not worth a word when it turns out to be no news */
    bool announced;         /* ng_container_announce was called for it */
} NgMember;

/* false when it is to be passed over. */
bool ng_container_announce(NgContainer *container, const char *name);
/* Reads a member, unless `stopped` before, to its end; one of many records in pieces, never more
 * than NG_MEMBER_BYTES_MAX at once. What cannot be read becomes a skip. */
void ng_member_pull(NgContainer *container, const NgMember *member, NgPull pull, gpointer data);
/* The same for bytes at hand (a NUL need not follow). */
void ng_member_read(NgContainer *container, const NgMember *member, const char *bytes, gsize len);

/* Text that HTTP or mail declared to be in a charset which it does not show itself, as UTF-8 with a
 * byte-order mark, so that no declaration inside counts any more. NULL when it can be left as it
 * is. label: or NULL. New bytes. */
char *ng_transport_to_utf8(const char *data, gsize len, const char *label, gsize *out_len);

/* Whether a file of this name is no news (pictures, style sheets, code ...). */
bool ng_name_is_other(const char *path);

G_END_DECLS
