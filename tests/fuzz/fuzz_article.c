/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf fuzzing: any text through the analysis, the stored record and JSON. A line is a
 * paragraph, the first is the headline. */
#include "nutgraf/analysis.h"
#include "nutgraf/token.h"
#include "tests/support/analysis_fixture.h"
#include "tests/fuzz/article_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static NgAnalyser *the_analyser(void)
{
    static NgAnalyser *analyser;
    if (!analyser)
        analyser = ng_analyser_new(fixture_authority_of(FIXTURE_ACTORS, NULL));
    return analyser;
}

static void check_tokens(const char *text)
{
    NgTokens tokens;
    gsize len = strlen(text);
    ng_tokens_init(&tokens);
    ng_tokenise(&tokens, text, len);
    for (uint32_t i = 0; i < tokens.n; i++)
        FUZZ_REQUIRE(tokens.v[i].begin < tokens.v[i].end && tokens.v[i].end <= len,
                     "token %u: %u-%u of %zu", i, tokens.v[i].begin, tokens.v[i].end, len);
    ng_tokens_clear(&tokens);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_auto(GStrv) lines = g_strsplit(text, "\n", 200);
    g_autoptr(NgArticle) article = ng_article_new();
    for (guint i = 0; lines[i]; i++) {
        if (i == 0)
            ng_article_set_title(article, lines[i]);
        else
            ng_article_add_paragraph(article, lines[i], -1, NG_ROLE_BODY);
        g_autofree char *slug = ng_slug(article->headline->text);
        check_tokens(article->headline->text);
    }
    ng_article_settle_id(article);
    ng_analyse(the_analyser(), article);
    fuzz_check_article(article);
    fuzz_check_json(article);
    fuzz_check_record(article);
    return 0;
}
