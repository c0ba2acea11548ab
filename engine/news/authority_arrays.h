/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the compact arrays of an authority.
 * Between what fills them (authority_load.c) and what is asked of them (authority.c); for no other.
 * Must not know: lines, files, articles. */
#pragma once

#include "engine/news/authority.h"

G_BEGIN_DECLS

typedef struct {
    const char *id, *name;
    char **aliases, **offices; /* into the pool; NULL-terminated */
    uint32_t order;
    NgActorKind kind;
} NgAuthorityActor;

typedef struct {
    uint64_t key; /* 0 is free */
    int actor;    /* -1: several */
} NgSurname;

struct NgAuthority {
    GPtrArray *texts;    /* the files, cut into strings */
    NgActorTable *table; /* whose strings it borrows, or NULL */
    NgAuthorityActor *actors;
    guint count;
    char **pool; /* aliases and offices of all actors */
    NgNames names;
    NgOffices offices;
    NgSurname *surnames; /* open addressing by key */
    uint32_t surname_mask;
};

/* Where the surname stands, or would. */
static inline NgSurname *ng_surname_slot(const NgAuthority *authority, uint64_t key)
{
    uint32_t at = (uint32_t)(key >> 9) & authority->surname_mask;
    while (authority->surnames[at].key && authority->surnames[at].key != key)
        at = (at + 1) & authority->surname_mask;
    return &authority->surnames[at];
}

G_END_DECLS
