/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a typed word taken apart: the words that the text would have in its place.
 * Inside engine/query only.
 * Must not know: matches, passages. */
#pragma once

#include "engine/query/plan.h"

/* A word number of it: its terms under each prefix that is asked for. */
typedef struct {
    GPtrArray *terms; /* stems */
    GPtrArray *raw;   /* exact and prefix: the forms as written; else empty */
    char *form;
    guint offset; /* words after the first of its phrase */
} NgWordPart;

typedef struct {
    GArray *parts;      /* of NgWordPart */
    NgWordPart *joined; /* non-governmental: nongovernmental; or NULL */
    NgLeafKind kind;    /* WORD, EXACT or PREFIX */
    const char *shown;
    guint width; /* word numbers */
} NgWord;

/* Fails with an expansion that is too large. The word needs ng_word_clear in any case. */
bool ng_word_take(NgPlanner *planner, const NgNode *node, NgWord *word);
void ng_word_clear(NgWord *word);
