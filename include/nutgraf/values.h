/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the packed values beside a document, which facets, sorting and embargo read.
 * Written by schema/document_values.c, read by search and by the writer when two versions meet.
 * Must not know: the store. All reading functions take hostile bytes. */
#pragma once

#include "nutgraf/article.h"

G_BEGIN_DECLS

/* Facet values are kept as 64-bit hashes of their kind and slug; a table of names in the index
 * (ng_name_key) leads back. kind: 'a' actor, 'o' outlet, 'b' person in the byline. */
guint64 ng_name_hash(char kind, const char *slug, gsize len_bytes);
/* Metadata key of a name: 'h' and the hash, 9 bytes. */
#define NG_NAME_KEY_BYTES 9
void ng_name_key(guint64 hash, char key[NG_NAME_KEY_BYTES]);
/* Metadata value of a name: slug, name, actor kind; new string / filled fields (new strings). */
char *ng_name_pack(const char *slug, const char *name, NgActorKind kind);
bool ng_name_unpack(const char *value, gsize len_bytes, char **slug, char **name,
                    NgActorKind *kind);
/* Metadata key under which an alias leads to actor ids, one a line: 'a' and the alias's slug. */
char *ng_alias_key(const char *alias);

/* Metadata keys, of value "1", under which an actor is found by a later word of its name or of an
 * alias: NG_INNER_KEY, the name's slug from that word on, a tab, the actor's id. Words shorter than
 * NG_INNER_MIN have none, nor have Inc. and the like, nor those behind the first NG_INNER_WORDS. */
#define NG_INNER_KEY "w"
#define NG_INNER_MIN 2
#define NG_INNER_WORDS 6
typedef void (*NgInnerKeyFunc)(const char *key, gsize len, gpointer data);
void ng_inner_keys(const char *slug, const char *id, NgInnerKeyFunc func, gpointer data);

/* What NG_SLOT_META holds. */
#define NG_META_BYLINES 16
typedef struct {
    uint32_t date_ymd; /* local day, 00 for what is not known; 0 undated */
    NgKind kind;
    char lang[4];   /* "" unknown */
    guint64 outlet; /* 0 none */
    guint64 bylines[NG_META_BYLINES];
    guint n_bylines;
    uint32_t n_paragraphs; /* without the headline */
    uint32_t n_quotes;
    bool has_time;
    gint64 time; /* publication, seconds since 1970 UTC */
    /* who is named, who speaks, and where: made by ng_names_pack_one; borrowed from the value */
    const char *actors, *speakers;
    gsize actors_len, speakers_len;
    /* Times that are spoken of, in the same form: instead of a hash the number of the month
     * (201704) or of a year alone (2017). */
    const char *times;
    gsize times_len;
} NgMeta;
void ng_meta_pack(const NgMeta *meta, GString *value);
bool ng_meta_unpack(const char *value, gsize len_bytes, NgMeta *meta);

/* Actors and speakers: for each name the paragraphs in which it stands (0 the
 * headline), ascending. */
typedef struct {
    const char *at, *end;
} NgNamesIter;
void ng_names_pack_one(GString *value, guint64 hash, NgActorKind kind, const uint32_t *paragraphs,
                       guint n);
void ng_names_iter_init(NgNamesIter *iter, const char *value, gsize len_bytes);
/* Fills paragraphs (of uint32_t, replaced). false at the end or when the rest is damaged. */
bool ng_names_iter_next(NgNamesIter *iter, guint64 *hash, NgActorKind *kind, GArray *paragraphs);
/* Some paragraphs of an article, ascending, borrowed. */
typedef struct {
    const guint *v;
    guint n;
    guint64 low; /* a bit for each of those below 64 */
} NgAmong;
NgAmong ng_among(const guint *paragraphs, guint n);
/* The next that stands in one of those paragraphs; among NULL: in any or none. Counts ask this of
 * every article. */
bool ng_names_iter_among(NgNamesIter *iter, guint64 *hash, NgActorKind *kind, const NgAmong *among);

/* NG_SLOT_TIME, NG_SLOT_EMBARGO: 8 bytes that sort as the time does. */
#define NG_TIME_BYTES 8
void ng_time_pack(gint64 unix_seconds, char value[NG_TIME_BYTES]);
bool ng_time_unpack(const char *value, gsize len_bytes, gint64 *unix_seconds);

/* NG_SLOT_VERSION: what decides between two documents of one id. */
typedef struct {
    guint8 hash[16]; /* of everything the source gave */
    uint32_t version;
    gint64 updated; /* seconds since 1970 UTC, G_MININT64 unknown */
    bool withdrawn;
    bool teaser; /* the text is no more than that */
} NgVersion;
void ng_version_of(const NgArticle *article, NgVersion *version);
void ng_version_pack(const NgVersion *version, GString *value);
bool ng_version_unpack(const char *value, gsize len_bytes, NgVersion *version);
/* Does the one that arrived later replace the one that is there? The higher version, then the later
 * update wins; with both the same what is withdrawn stays so, a text stays before a mere teaser of
 * it (also when it arrives later), and else the later arrival wins. */
bool ng_version_replaces(const NgVersion *later, const NgVersion *there);

G_END_DECLS
