/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: one article or press statement, as read and as analysed.
 * Readers fill it, analysis adds to it, the schema stores it, renderers print it.
 * Must not know: files, formats, terms, the index. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

G_BEGIN_DECLS

typedef enum { NG_KIND_ARTICLE, NG_KIND_STATEMENT } NgKind;
typedef enum { NG_STATUS_LIVE, NG_STATUS_CORRECTED, NG_STATUS_WITHDRAWN } NgStatus;
typedef enum {
    NG_ROLE_BODY,
    NG_ROLE_LEDE,
    NG_ROLE_HEADING,
    NG_ROLE_QUOTE,
    NG_ROLE_LIST,
    NG_ROLE_CAPTION
} NgRole;
typedef enum { NG_ACTOR_ORG, NG_ACTOR_PERSON, NG_ACTOR_PLACE } NgActorKind;

/* A half-open range of bytes in a paragraph's UTF-8 text. */
typedef struct {
    uint32_t begin, end;
} NgSpan;

/* One actor named in one paragraph, with every place where it is named. */
typedef struct {
    char *id;   /* stable, lower-case ASCII with hyphens: "eugene-kaspersky" */
    char *name; /* the proper name to show: "Eugene Kaspersky" */
    NgActorKind kind;
    GArray *spans; /* of NgSpan, ascending, not overlapping */
} NgMention;

/* One quotation in one paragraph. The span includes its marks. What several said together stands
 * once for each of them, one behind the other with the same span. */
typedef struct {
    NgSpan span;
    bool direct;        /* in the speaker's own words: in quotation marks, or in what is theirs as a
                           whole, a speech, a letter, a statement */
    char *speaker;      /* actor id, or NULL when the text gives no ground for one */
    char *speaker_name; /* NULL exactly when speaker is */
    char *cue;          /* the reporting verb as written, or NULL */
} NgQuote;

/* A time that a paragraph speaks of, with the precision that it has there. */
typedef struct {
    uint32_t begin; /* byte of the paragraph at which it is named */
    uint32_t ymd;   /* as ng_date_ymd: 20170400 */
} NgSpokenTime;

typedef struct {
    char *text; /* valid UTF-8, NFC, no control characters, white space collapsed, no NUL */
    NgRole role;
    GPtrArray *actors; /* of NgMention, by first span; never NULL; owned */
    GPtrArray *quotes; /* of NgQuote, by span.begin; never NULL; owned */
    const char *lang;  /* ISO 639-1, a constant: another than the article's; NULL: the article's */
    GArray *times; /* of NgSpokenTime, by begin, or NULL; found anew by each analysis, not stored */
    bool actors_given; /* the input named them: analysis keeps them */
    bool quotes_given;
    bool lang_given;
} NgParagraph;

/* A value that a field could have had, where it stood, and how sure that rule is. */
typedef struct {
    char *field, *rule, *value;
    double confidence; /* 0..1 */
} NgConsidered;

/* Strings are UTF-8 and owned; NULL is "not known" for every one of them but id.
 * Dates are ISO 8601 with the precision given: "2017", "2017-08", "2017-08-25",
 * "2017-08-25T10:00:00", the same with "Z" or "+02:00". */
typedef struct {
    char *id; /* characters outside A-Z a-z 0-9 . _ ~ - percent-encoded, see ng_article_id */
    unsigned version;
    char *url;
    NgParagraph *headline; /* paragraph 0: the title; text "" when there is none; never NULL */
    char *outlet;          /* as its readers call it */
    GPtrArray *authors;    /* of char *, people, without "By" */
    GPtrArray *credit;     /* of char *, wire services */
    char *published, *updated;
    char *added; /* when the index first took it, UTC */
    char *lang;  /* ISO 639-1 */
    NgKind kind;
    char *source; /* path or URL, "#record" for one of several in a file */
    NgStatus status;
    char *embargo;         /* found by nobody before this time */
    GPtrArray *provenance; /* of char *, pairs: field, rule ("title", "json-ld"), ... */
    GPtrArray *paragraphs; /* of NgParagraph; index 0 is paragraph n = 1 */
    bool kind_given;       /* the input said which kind it is */
    GPtrArray *considered; /* of NgConsidered, in the order considered; NULL when nobody asked */
} NgArticle;

NgArticle *ng_article_new(void);
void ng_article_free(NgArticle *article); /* takes NULL, as every free here */
/* Deep copy. */
NgArticle *ng_article_copy(const NgArticle *article);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgArticle, ng_article_free)

NgParagraph *ng_paragraph_new(const char *text, gssize len_bytes, NgRole role);
void ng_paragraph_free(NgParagraph *paragraph);
/* Cleans text (valid UTF-8, NFC, no controls, white space collapsed and trimmed) and appends it;
 * text that is empty after cleaning is dropped. Returns the borrowed paragraph or NULL. */
NgParagraph *ng_article_add_paragraph(NgArticle *article, const char *text, gssize len_bytes,
                                      NgRole role);
/* Same cleaning for a single field; returns a new string, NULL when nothing is left. */
char *ng_clean_text(const char *text, gssize len_bytes);
void ng_article_set_title(NgArticle *article, const char *title);
/* Bytes to valid UTF-8, white space and controls (NUL too) as they are: text without any multi-byte
 * character in UTF-8 is read as windows-1252, in other text U+FFFD stands for what is broken. New
 * string; out_len may be NULL. */
char *ng_text_to_utf8(const char *bytes, gsize len, gsize *out_len);

/* An article in which all that is not ASCII was encoded twice (â€œ for “), or lost all but the
 * first byte of its marks, is read as it was meant; any other, and one with spans given, stays. */
void ng_article_mend_encoding(NgArticle *article);

NgMention *ng_mention_new(const char *id, const char *name, NgActorKind kind);
void ng_mention_free(NgMention *mention);
NgQuote *ng_quote_new(void);
/* Is this the same quotation, by another of those who said it together? */
static inline bool ng_quote_is_same(const NgQuote *one, const NgQuote *other)
{
    return one->span.begin == other->span.begin && one->span.end == other->span.end;
}
/* How many of the paragraph's quotes are this one quotation, from its first on: at least 1. */
guint ng_quote_voices(const GPtrArray *quotes, guint first);
void ng_quote_free(NgQuote *quote);

/* Records that `rule` gave `field`; a later call for the same field replaces it. */
void ng_article_set_provenance(NgArticle *article, const char *field, const char *rule);
const char *ng_article_provenance(const NgArticle *article,
                                  const char *field); /* borrowed or NULL */

/* A rule for "text" that begins so gave no more than a teaser of the article: a feed's summary. */
#define NG_TEASER_RULE "teaser:"
bool ng_article_is_teaser(const NgArticle *article);

/* From here on candidates are kept: for `extract --provenance`. */
void ng_article_keep_considered(NgArticle *article);
/* Records that `rule` offered `value` for `field` ("title", "outlet", "authors", "published",
 * "updated", "lang", "url", "text"), chosen or not. The rule is the one that set_provenance gets
 * when the value is chosen; the value as it stood or as it would be, of a text its beginning.
 * confidence: 0..1, 1 where the format defines the field. Does nothing (and costs nothing) unless
 * candidates are kept; NULL and empty values, and what was recorded before, are passed over. */
void ng_article_consider(NgArticle *article, const char *field, const char *rule, const char *value,
                         double confidence);

/* Whether this one of article->considered is what the field was settled by. */
bool ng_article_considered_chosen(const NgArticle *article, const NgConsidered *one);
/* The value of such a field as settled: borrowed, NULL when there is none; for "authors" and "text"
 * the first of several. */
const char *ng_article_field(const NgArticle *article, const char *field);

/* Percent-encodes what an id may not hold; an escape (%2F) that is there already stays, so that
 * encoding twice changes nothing. New string. */
char *ng_article_id_encode(const char *raw);
/* The form of a URL that ids are made of: scheme and host in lower case, no default port, no
 * fragment, no parameters that only track readers (utm_*, fbclid ...). New string. */
char *ng_url_normalise(const char *url);
/* Sets article->id from the given one, else from the canonical URL, else from the source; an
 * article with none of them is named for its text. Idempotent. */
void ng_article_settle_id(NgArticle *article);

/* "article" ... in JSON's and the query's spelling; the parsers return false for another word. */
const char *ng_kind_name(NgKind kind);
bool ng_kind_parse(const char *name, NgKind *kind);
const char *ng_status_name(NgStatus status);
bool ng_status_parse(const char *name, NgStatus *status);
const char *ng_role_name(NgRole role);
bool ng_role_parse(const char *name, NgRole *role);
const char *ng_actor_kind_name(NgActorKind kind);
bool ng_actor_kind_parse(const char *name, NgActorKind *kind);

G_END_DECLS
