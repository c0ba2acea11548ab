/* SPDX-License-Identifier: GPL-2.0-or-later */
/* train-names: text with names marked, as articles. */
#pragma once

#include "engine/news/recogniser.h"

typedef struct {
    uint32_t part; /* 0 is the headline */
    NgSpan span;
    NgNameKind kind;
} Gold;

typedef struct {
    NgArticle *article;
    GArray *gold; /* of Gold, in order */
} Document;

typedef struct {
    GPtrArray *words; /* of char * */
    GArray *tags;     /* of uint8_t: 0, or 1 + kind, + 8 where a name begins */
} Sentence;

/* How a document is set as text. */
typedef struct {
    bool spaced;   /* "Germany 's" as in the file, else "Germany's" */
    bool titled;   /* the first sentence is the headline */
    bool merged;   /* some sentences share a paragraph */
    double shout;  /* share of sentences in capitals */
    double title;  /* share of sentences with capitals as in headlines */
    uint32_t most; /* sentences a document; 0: as they come */
} Setting;

/* Reads a file of the column form: a word a line, the tag last (I-PER, B-PER ...), an empty line
 * between sentences, -DOCSTART- between documents. Of GPtrArray of Sentence. */
GPtrArray *corpus_read(const char *path, GError **error);
/* The documents from sentences of one file's document. */
void corpus_set(const GPtrArray *sentences, const Setting *setting, GRand *rand,
                GPtrArray *documents);
void document_free(Document *document);
