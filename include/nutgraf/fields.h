/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the one table of fields: query spelling, term prefix, value slot, facet or not.
 * Read by schema, query, search and both programs; nobody else spells a prefix.
 * Must not know: how a field's value is found or shown. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

G_BEGIN_DECLS

/* Changes whenever an older index would be read wrongly; `reindex` reads every earlier one. */
#define NG_SCHEMA_VERSION 2

/* The word at place w of block n stands at position n * NG_BLOCK_STRIDE + w, w < NG_BLOCK_WORDS.
 * The headline is block 0. A paragraph is one block, a longer one as many as it needs, all but its
 * last full. A window of NG_BLOCK_WINDOW never reaches from one block into the next. */
#define NG_BLOCK_STRIDE 4096u
#define NG_BLOCK_WORDS 2047u
#define NG_BLOCK_WINDOW 2048u
#define NG_BLOCK_MAX 1048000u

/* Term prefixes; Omega's where it has one (xapian-applications/omega/docs/termprefixes.rst).
 * Stems have none: they are lower case, prefixes upper case. */
#define NG_TERM_ID "Q"
#define NG_TERM_RAW "R"    /* folded words as written, more than stem and ending */
#define NG_TERM_AUTHOR "A" /* slug of one person in the byline */
#define NG_TERM_HOST "H"   /* host name of the URL, without "www." */
#define NG_TERM_URL "U"
#define NG_TERM_SOURCE "P" /* path or URL the article was read from, without "#record" */
#define NG_TERM_DAY "D"    /* yyyymmdd */
#define NG_TERM_MONTH "M"  /* yyyymm */
#define NG_TERM_YEAR "Y"   /* yyyy */
#define NG_TERM_LANG "L"
#define NG_TERM_INNER_LANG "XT"  /* of a paragraph in another language than its article's */
#define NG_TERM_QUOTE_BEGIN "XB" /* at the first position of each quotation */
#define NG_TERM_QUOTE_END "XE"   /* at the last position of each quotation */
#define NG_TERM_ACTOR "XA"       /* actor id, at the first position of each mention */
#define NG_TERM_SPEAKER "XS"     /* actor id, at the first position of each quotation */
/* Times that are spoken of, at the first position of each: the day, its month and year; what is
 * less precise has only the coarser ones. */
#define NG_TERM_ABOUT_DAY "XDD"   /* yyyymmdd */
#define NG_TERM_ABOUT_MONTH "XDM" /* yyyymm */
#define NG_TERM_ABOUT_YEAR "XDY"  /* yyyy */
#define NG_TERM_OUTLET "XO"       /* slug */
#define NG_TERM_KIND "XK"
#define NG_TERM_UNDATED "XU"
#define NG_TERM_EMBARGO "XM"   /* has an embargo: look at the value */
#define NG_TERM_WITHDRAWN "XW" /* found by nobody */

typedef enum {
    NG_SLOT_TIME = 0,    /* 8 bytes big-endian: publication, seconds since 1970 UTC + 2^62 */
    NG_SLOT_META = 1,    /* packed: all that facets read, see values.h; one look for each article */
    NG_SLOT_VERSION = 4, /* content hash, version, updated: which of two wins */
    NG_SLOT_EMBARGO = 5, /* as TIME */
    NG_SLOT_FORWARD = 6, /* where each term stands, see forward.h */
    NG_SLOT_SKETCH = 7,  /* what copies of the text are recognised by, see sketch.h */
} NgSlot;

typedef enum {
    NG_FIELD_TEXT, /* any words */
    NG_FIELD_TITLE,
    NG_FIELD_LEAD,
    NG_FIELD_BYLINE,
    NG_FIELD_OUTLET,
    NG_FIELD_ACTOR,
    NG_FIELD_PERSON,
    NG_FIELD_ORG,
    NG_FIELD_PLACE,
    NG_FIELD_SAIDBY,
    NG_FIELD_QUOTE,
    NG_FIELD_ABOUT,
    NG_FIELD_LANG,
    NG_FIELD_KIND,
    NG_FIELD_ID,
    NG_FIELD_URL,
    NG_FIELD_SITE,
    NG_FIELD_DATE,
    NG_FIELD_AFTER,
    NG_FIELD_BEFORE,
    NG_FIELD_UNDATED,
    NG_FIELD_COUNT
} NgField;

typedef struct {
    NgField field;
    const char *name;    /* as typed before the colon */
    const char *also[3]; /* other spellings, NULL-terminated */
    const char *prefix;  /* of its terms, NULL when it has none of its own */
    bool supported;      /* false: known, but this version does not search by it yet */
    const char *help;    /* a few words for the manual page and error messages */
} NgFieldInfo;

/* Facets that can be asked for, by name. */
typedef enum {
    NG_FACET_ACTOR,
    NG_FACET_PERSON,
    NG_FACET_ORG,
    NG_FACET_PLACE,
    NG_FACET_OUTLET,
    NG_FACET_SPEAKER,
    NG_FACET_BYLINE,
    NG_FACET_KIND,
    NG_FACET_LANG,
    NG_FACET_YEAR,
    NG_FACET_MONTH,
    NG_FACET_DAY,
    NG_FACET_ABOUT,       /* months and years that are spoken of */
    NG_FACET_DISTINCTIVE, /* actors named far more often than in the rest of the index */
    NG_FACET_COUNT
} NgFacet;

const NgFieldInfo *ng_field_info(NgField field);
/* By name or other spelling, ASCII case aside; NULL when there is no such field. */
const NgFieldInfo *ng_field_find(const char *name, gsize len_bytes);
/* The name of the field that is called so elsewhere (speaker: saidby), or else of the one nearest
 * in spelling (Damerau-Levenshtein at most 2), or NULL. */
const char *ng_field_nearest(const char *name, gsize len_bytes);
/* Optimal string alignment distance (Damerau-Levenshtein without overlapping edits) in bytes, ASCII
 * case aside; G_MAXUINT when one has more than 31 bytes. */
guint ng_spelling_distance(const char *a, gsize a_len, const char *b, gsize b_len);
/* The same where more than `most` is as good as G_MAXUINT, which it then is: most pairs are told
 * apart by their letters alone. */
guint ng_spelling_distance_within(const char *a, gsize a_len, const char *b, gsize b_len,
                                  guint most);
const char *ng_facet_name(NgFacet facet);
bool ng_facet_parse(const char *name, gsize len_bytes, NgFacet *facet);

/* Xapian takes 245 bytes, and stores a NUL as two. Prefixes have up to 8; whether a value is cut,
 * and where, does not depend on which: the same word is the same under every prefix. */
#define NG_TERM_VALUE_MAX 237
/* A term that Xapian will take: prefix and value, at most 245 bytes with a NUL counting twice;
 * a longer value is cut and ends in a hash of the whole. Indexer and query share this function.
 * Sets *out (reused). */
void ng_term_make(GString *out, const char *prefix, const char *value, gsize len_bytes);

G_END_DECLS
