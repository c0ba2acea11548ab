/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: a small index on disk, built by the real schema and store from articles made by
 * hand, and answers as one line.
 * Must not know: readers, analysis: who is named and who speaks is told by hand. */
#pragma once

#include "nutgraf/nutgraf.h"

/* What is NULL is not known. In paragraphs every name of a fixture's actor is a mention (Kaspersky
 * Lab, Eugene Kaspersky, FBI, Moscow), and what stands between curly marks is a quotation by
 * `speaker`, an actor's id. */
typedef struct {
    const char *id, *title, *outlet, *published, *lang, *embargo, *author, *speaker, *url;
    NgKind kind;
    NgStatus status;
    unsigned version;
    const char *paragraphs[8];
} FixtureText;

NgArticle *fixture_article(const FixtureText *text);

typedef struct {
    char *dir;           /* the index; removed with the fixture */
    GPtrArray *articles; /* of NgArticle: all that were added; owned */
} Fixture;

Fixture *fixture_new(void);
void fixture_free(Fixture *fixture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fixture, fixture_free)
/* Takes the article over; it is in the index after the next publish or commit. */
void fixture_add(Fixture *fixture, NgArticle *article);
void fixture_add_texts(Fixture *fixture, const FixtureText *texts, guint n);
/* All articles in a new generation. */
void fixture_publish(Fixture *fixture);
/* One more article, written into the live generation. */
void fixture_commit(Fixture *fixture, const FixtureText *text);
NgIndex *fixture_open(const Fixture *fixture);
/* Several as one; second may be NULL. */
NgIndex *fixture_open_both(const Fixture *first, const Fixture *second);

/* "a#1 b#0": the hits in order, "-" when there are none, or "error: " and the message. */
char *fixture_hits(NgIndex *index, const NgRequest *request);
/* "fbi 2, moscow 1": a facet's values; what is selected has a star. */
char *fixture_facet(NgIndex *index, const NgRequest *request, NgFacet facet);
/* An answer that must come. */
NgResults *fixture_ask(NgIndex *index, const NgRequest *request);
/* New folder under the system's temporary one. */
char *fixture_folder(void);
