/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what a reader of one format is: bytes in, articles out.
 * Called by a worker for one input; fills NgArticle as the source says it, analysis comes later.
 * Must not know: the index, other readers, the terminal. */
#pragma once

#include "nutgraf/article.h"
#include "nutgraf/error.h"

G_BEGIN_DECLS

typedef struct {
    const char *data; /* the bytes; a NUL stands behind the last one */
    gsize len;
    const char *source; /* absolute path, URL or "-" */
    const char *outlet; /* from --outlet, or NULL: overrides what the input says */
    const char *lang;   /* from --lang, or NULL for auto: overrides what the input says */
    guint64 offset;     /* of data in the source: for messages about a part of a file */
    bool considered;    /* keep what else was considered for each field */
    struct NgUnpacking *unpacking; /* of the archive that the bytes stood in, or NULL */
    const struct NgReader *forced; /* for an archive: the reader of all its members, or NULL */
    /* For a reader with `shares`: only what begins in these bytes of the data is wanted; until is 0
     * when all of it is. */
    guint64 from, until;
} NgInput;

/* An empty article; it keeps candidates when the input is read for them. */
static inline NgArticle *ng_input_article(const NgInput *input)
{
    NgArticle *article = ng_article_new();
    if (input->considered)
        ng_article_keep_considered(article);
    return article;
}

/* Where articles go. `article` is handed over; its `source` is set (with "#record" where a file has
 * several) and its id settled by the sink's side unless the reader settled it. Returns false when
 * the reader should stop. */
typedef bool (*NgArticleSink)(NgArticle *article, gpointer data);
/* A part of the input that gives no article, with the reason: the rest goes on. `where` names the
 * record ("line 17", "record 3", "#member.html" in an archive: shown as PATH#member.html), or NULL
 * for the whole input. */
typedef void (*NgSkipSink)(const char *where, const char *reason, gpointer data);

/* What becomes of a record that is about to be read. */
typedef enum {
    NG_RECORD_READ,
    NG_RECORD_PASS, /* a worker died of it before: go on behind it; it has been reported */
    NG_RECORD_STOP, /* go no further in this input; it has been reported */
} NgRecordVerdict;

/* A reader of many records says which one it is about to read, before it looks into it: when a
 * worker dies or takes too long, that record is lost and not the whole file. `where` names it as
 * for NgSkipSink; `number` grows from record to record, and is the same whenever the same bytes
 * are read again (an offset, a count that goes on into archives within archives). */
typedef NgRecordVerdict (*NgRecordSink)(const char *where, guint64 number, gpointer data);

typedef struct {
    NgArticleSink article;
    NgSkipSink skip;
    gpointer data;
    NgRecordSink record; /* or NULL: nobody minds. Call ng_sinks_record */
} NgSinks;

static inline NgRecordVerdict ng_sinks_record(const NgSinks *sinks, const char *where,
                                              guint64 number)
{
    return sinks->record ? sinks->record(where, number, sinks->data) : NG_RECORD_READ;
}

/* The next bytes of a stream: how many, 0 at its end, NG_PULL_ERROR with an error, or NG_PULL_GAP:
 * some are missing here, and what follows begins a record. */
typedef gssize (*NgPull)(gpointer data, char *to, gsize room, GError **error);
enum { NG_PULL_ERROR = -1, NG_PULL_GAP = -2 };

typedef struct NgReader {
    const char *name; /* as in --format */
    /* How sure it is, 0..100, that these bytes are its own; `path` may be NULL. Looks at no more
     * than the first 4 KB. */
    int (*sniff)(const char *data, gsize len, const char *path);
    /* false with NG_ERROR_BAD_INPUT when nothing could be read at all. */
    bool (*read)(const NgInput *input, const NgSinks *sinks, GError **error);
    /* NULL, or for formats of many records: given the data of a whole file cut anywhere, the offset
     * of the first record that begins at or after `from` (len when there is none). Lets several
     * workers share one file. */
    gsize (*next_record)(const char *data, gsize len, gsize from);
    /* Takes bytes of any number, of which only some are looked at together: it is given the mapped
     * file itself, with no NUL behind. */
    bool any_size;
    /* Several workers may share one input, each of whom is given all of it: see NgInput.from. Every
     * record is read by one of them, whatever the shares are. For archives whose records cannot be
     * told but by what stands before them. */
    bool shares;
    /* NULL, or `read` for bytes that come one after the other (input->data is NULL): for documents
     * that must not be held as a whole. */
    bool (*read_stream)(const NgInput *input, const NgSinks *sinks, NgPull pull, gpointer data,
                        GError **error);
} NgReader;

extern const NgReader ng_reader_text, ng_reader_html, ng_reader_sgml, ng_reader_ndjson;
extern const NgReader ng_reader_feed;
extern const NgReader ng_reader_archive, ng_reader_warc, ng_reader_eml, ng_reader_mbox,
    ng_reader_pdf;
extern const NgReader ng_reader_anpa, ng_reader_iptc7901, ng_reader_newsml, ng_reader_ninjs,
    ng_reader_nitf;

/* NULL-terminated list of all readers. */
extern const NgReader *const ng_readers[];
const NgReader *ng_reader_by_name(const char *name);
/* The reader that is surest, or NULL with a reason (binary data, empty ...). */
const NgReader *ng_reader_guess(const char *data, gsize len, const char *path, const char **reason);

/* Of a format that was given for an input: when the bytes are an archive (zip, tar, compressed) or
 * a web archive, and the format is of neither, it is that of what stands in it, and this the reader
 * of the bytes themselves; else NULL. */
const NgReader *ng_reader_around(const NgReader *forced, const char *data, gsize len);

G_END_DECLS
