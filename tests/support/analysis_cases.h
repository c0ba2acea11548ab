/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables of articles and what the analysis makes of them, on an authority that a whole file of
 * tests shares. */
#pragma once

#include "tests/support/analysis_fixture.h"

typedef struct {
    const char *text;     /* headline, then paragraphs, a line each */
    const char *expected; /* as fixture_actors or fixture_quotes shows it */
} AnalysisCase;

/* The file's authority, and its group's set_up and tear_down. */
#define ANALYSIS_AUTHORITY(actors)                                                                 \
    static NgAuthority *authority;                                                                 \
    static int set_up(void **state)                                                                \
    {                                                                                              \
        (void)state;                                                                               \
        authority = fixture_authority_of(actors, NULL);                                            \
        return authority ? 0 : -1;                                                                 \
    }                                                                                              \
    static int tear_down(void **state)                                                             \
    {                                                                                              \
        (void)state;                                                                               \
        ng_authority_free(authority);                                                              \
        return 0;                                                                                  \
    }

/* kind: what the source says that they are; NULL: nothing; lang: likewise. */
static inline void analysis_expect_by(NgAnalyser *analyser, const AnalysisCase *cases, guint n,
                                      const NgKind *kind, const char *lang,
                                      char *(*show)(const NgArticle *article))
{
    for (guint i = 0; i < n; i++) {
        g_autoptr(NgArticle) article = fixture_article(cases[i].text);
        article->lang = g_strdup(lang);
        if (kind) {
            article->kind = *kind;
            article->kind_given = true;
        }
        ng_analyse(analyser, article);
        g_autofree char *shown = show(article);
        if (strcmp(shown, cases[i].expected) != 0)
            fail_msg("\"%s\"\n  has      %s\n  expected %s", cases[i].text, shown,
                     cases[i].expected);
    }
}

static inline void analysis_expect(NgAuthority *authority, const AnalysisCase *cases, guint n,
                                   const NgKind *kind, char *(*show)(const NgArticle *article))
{
    NgAnalyser *analyser = ng_analyser_new(authority);
    analysis_expect_by(analyser, cases, n, kind, NULL, show);
    ng_analyser_free(analyser);
}
