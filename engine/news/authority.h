/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the matcher reads of the authority beyond its public face. Internal. */
#pragma once

#include "engine/news/names.h"
#include "nutgraf/analysis.h"

G_BEGIN_DECLS

#define NG_ACTOR_ID_BYTES 120
bool ng_actor_id_valid(const char *id);

/* ---- lines ---- */

/* One line, before lines of the same id are joined; cut in place from the text of its file. */
typedef struct {
    const char *id, *name;
    char *aliases, *offices; /* separated by "|", or NULL */
    uint32_t file, line, order;
    NgActorKind kind;
    bool keeps_name; /* name and kind are only for when no other line gives them */
} NgAuthorityLine;
/* Appends the lines of text (NgAuthorityLine), which is written to and has a NUL behind it. */
bool ng_authority_parse(char *text, gsize len, const char *path, uint32_t file, GArray *lines,
                        GError **error);
/* Sets NG_ERROR_BAD_INPUT that names file and line; returns false. */
bool ng_authority_refuse(GError **error, const char *path, uint32_t line, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* ---- offices ---- */

#define NG_OFFICE_STILL 99991231u
typedef struct {
    const char *name;
    gsize name_bytes;  /* when it is dated */
    uint32_t from, to; /* first and last day, yyyymmdd; 0 and NG_OFFICE_STILL where open */
    bool shared;       /* "~": several hold it at a time */
    bool dated;
} NgOffice;
/* "FBI director@2013-09-04..2017-05-09"; "~member of parliament@2010..". NULL, or what is wrong
 * with it. */
const char *ng_office_read(char *office, NgOffice *read);

typedef struct {
    guint actor;
    uint32_t from, to;
} NgTerm;
typedef struct {
    NgNames names; /* NgName.actor is the number of a term */
    GArray *terms; /* of NgTerm */
} NgOffices;
void ng_offices_init(NgOffices *offices);
void ng_offices_clear(NgOffices *offices);
bool ng_offices_add(NgOffices *offices, NgTokens *tokens, const NgOffice *office, guint actor);
/* Who alone held the office of that name (what ng_names_at gave) on the whole of that day, month or
 * year: an actor, or -1. date_ymd: 00 for what is not known; 0 no date. */
int ng_offices_holder(const NgOffices *offices, const NgName *name, uint32_t date_ymd);

/* ---- what the matcher reads ---- */

const NgOffices *ng_authority_office_names(const NgAuthority *authority);
/* The names of all actors; NgName.actor is the actor's index. */
const NgNames *ng_authority_names(const NgAuthority *authority);
/* Where the actor stands in the files, from 0: the earlier one wins a tie. */
uint32_t ng_authority_order(const NgAuthority *authority, guint i);
/* The only person whose name ends in this word, of several words; -1 when there are none or more.
 */
int ng_authority_surname(const NgAuthority *authority, uint64_t key);
/* That is soon asked for. */
void ng_authority_expect_surname(const NgAuthority *authority, uint64_t key);

G_END_DECLS
