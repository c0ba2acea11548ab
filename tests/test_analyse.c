/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The whole analysis of an article: what is filled, what is kept, twice the same; the two seed
 * pages, where they are at hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/cpu_time.h"
#include "tests/support/analysis_fixture.h"

#include "nutgraf/stem.h"

static NgAuthority *authority;
static NgAnalyser *analyser;

static void test_analyse__fills_language_and_keeps_a_given_one(void **state)
{
    (void)state;
    static const struct {
        const char *text, *given, *lang;
    } cases[] = {
        {"A title\nThe agency said that it would not comment on the claims that were made.", NULL,
         "en"},
        {"Ein Titel\nDie Behörde sagte, dass sie sich zu den Vorwürfen nicht äußern werde.", NULL,
         "de"},
        {"Un titre\nLe gouvernement a dit qu'il ne ferait pas de commentaire sur cette affaire.",
         NULL, "fr"},
        {"A title\nThe agency said that it would not comment on the claims.", "sv", "sv"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgArticle) article = fixture_article(cases[i].text);
        article->lang = g_strdup(cases[i].given);
        ng_analyse(analyser, article);
        if (g_strcmp0(article->lang, cases[i].lang) != 0)
            fail_msg("\"%s\" is %s, expected %s", cases[i].text, article->lang, cases[i].lang);
    }
}

/* What a page's markup claims is no more than that; paragraphs in another language stand apart. */
static void test_analyse__tells_the_languages_of_a_mixed_article(void **state)
{
    (void)state;
#define ENGLISH "The agency said on Monday that it would not comment on the claims that were made."
#define GERMAN "Die Behörde sagte am Montag, dass sie sich zu den Vorwürfen nicht äußern werde."
#define FINNISH "Satama kertoi maanantaina, että raportti julkaistaan, mutta nimi ei ole tiedossa."
    static const struct {
        const char *text, *claim, *lang, *paragraphs;
    } cases[] = {
        {"A title\n" ENGLISH "\n" GERMAN "\n" ENGLISH, NULL, "en", "- de -"},
        {"A title\n" ENGLISH "\n" GERMAN "\n" ENGLISH, "en", "en", "- de -"},
        {"Ein Titel\n" GERMAN "\n" GERMAN "\nJa.", "en", "de", "- - -"},
        {"A title\nYes.\nNo.", "en", "en", "- -"},
        {"Ein Titel\n" GERMAN "\n" FINNISH "\n" FINNISH "\n" GERMAN " Nein.", "en", "de",
         "- fi fi -"},
        {"Ein Titel\n" GERMAN "\n" GERMAN "\n" ENGLISH, "xh", "de", "- - en"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgArticle) article = fixture_article(cases[i].text);
        g_autoptr(GString) paragraphs = g_string_new(NULL);
        if (cases[i].claim) {
            article->lang = g_strdup(cases[i].claim);
            ng_article_set_provenance(article, "lang", "html lang");
        }
        ng_analyse(analyser, article);
        for (int again = 0; again < 2; again++) {
            g_string_truncate(paragraphs, 0);
            for (guint n = 0; n < article->paragraphs->len; n++) {
                const NgParagraph *paragraph = article->paragraphs->pdata[n];
                g_string_append_printf(paragraphs, "%s%s", n ? " " : "",
                                       paragraph->lang ? paragraph->lang : "-");
            }
            if (g_strcmp0(article->lang, cases[i].lang) != 0 ||
                strcmp(paragraphs->str, cases[i].paragraphs) != 0)
                fail_msg("claimed %s, \"%s\" is %s with %s, expected %s with %s",
                         cases[i].claim ? cases[i].claim : "nothing", cases[i].text, article->lang,
                         paragraphs->str, cases[i].lang, cases[i].paragraphs);
            ng_analyse(analyser, article); /* idempotent */
        }
    }
    g_autoptr(NgArticle) told = fixture_article("A title\n" ENGLISH "\n" GERMAN);
    NgParagraph *second = told->paragraphs->pdata[1];
    second->lang = ng_language_normalise("nl");
    second->lang_given = true;
    ng_analyse(analyser, told);
    assert_string_equal(second->lang, "nl");
}

static void test_analyse__tells_statements_from_news_of_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        NgKind kind;
    } cases[] = {
        {"A title\nFOR IMMEDIATE RELEASE\nText here.", NG_KIND_STATEMENT},
        {"A title\nSenator Shaheen today released the following statement on the vote:\n“No.”",
         NG_KIND_STATEMENT},
        {"Press release: a title\nText here.", NG_KIND_STATEMENT},
        {"A title\nText here.\nMore.\nMedia contact: Jane Doe, 555 0100", NG_KIND_STATEMENT},
        {"A title\nThe company said in a statement that all was well.", NG_KIND_ARTICLE},
        {"A title\nThe White House issued a statement. Its press release was short.",
         NG_KIND_ARTICLE},
        {"", NG_KIND_ARTICLE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgArticle) article = fixture_article(cases[i].text);
        ng_analyse(analyser, article);
        if (article->kind != cases[i].kind)
            fail_msg("\"%s\" is a %s", cases[i].text, ng_kind_name(article->kind));
    }
    g_autoptr(NgArticle) article = fixture_article("A title\nFOR IMMEDIATE RELEASE");
    article->kind_given = true;
    ng_analyse(analyser, article);
    assert_int_equal(article->kind, NG_KIND_ARTICLE);
}

static void test_analyse__marks_the_first_body_paragraph_as_lede(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = ng_article_new();
    ng_article_add_paragraph(article, "A heading", -1, NG_ROLE_HEADING);
    ng_article_add_paragraph(article, "The first.", -1, NG_ROLE_BODY);
    ng_article_add_paragraph(article, "The second.", -1, NG_ROLE_BODY);
    for (guint i = 0; i < 2; i++) {
        ng_analyse(analyser, article);
        assert_int_equal(fixture_paragraph(article, 1)->role, NG_ROLE_HEADING);
        assert_int_equal(fixture_paragraph(article, 2)->role, NG_ROLE_LEDE);
        assert_int_equal(fixture_paragraph(article, 3)->role, NG_ROLE_BODY);
    }
}

static void test_analyse__keeps_given_quotations(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article =
        fixture_article("\nThe FBI said: “We know all this.”\nThe FBI said: “We know it well.”");
    NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, 0);
    NgQuote *quote = ng_quote_new();
    quote->span = (NgSpan) {4, 7};
    g_ptr_array_add(paragraph->quotes, quote);
    paragraph->quotes_given = true;
    ng_analyse(analyser, article);
    ng_analyse(analyser, article);
    g_autofree char *quotes = fixture_quotes(article);
    assert_string_equal(quotes, "1 ~FBI=-/- 2 “We know it well.”=fbi/said");
}

static void test_analyse__takes_empty_articles(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = ng_article_new();
    ng_analyse(analyser, article);
    assert_null(article->lang);
    assert_int_equal(article->paragraphs->len, 0);
    ng_analyser_free(NULL);
}

static char *everything(const NgArticle *article)
{
    g_autofree char *actors = fixture_actors(article);
    g_autofree char *quotes = fixture_quotes(article);
    return g_strdup_printf("%s %d %s %s", article->lang, article->kind, actors, quotes);
}

/* Words of names, marks and verbs thrown together: whatever comes, all spans lie in their
 * paragraphs, mentions stand in order, and a second run changes nothing. */
static void test_analyse__holds_its_promises_on_random_text(void **state)
{
    (void)state;
    static const char *const units[] = {
        "Kaspersky", "Lab",    "Eugene", "said",      "“",       "”",          "\"",     "'",
        "the",       "FBI",    "Mr.",    "Jane",      "Doe",     ",",          ".",      "\n",
        "U.S.",      "of",     "told",   "company",   "she",     "it",         "(",      ")",
        ":",         "„",      "«",      "»",         "Clinton", "McDonald's", "北京市", "Mü",
        "according", "to",     "who",    "statement", "—",       "Office",     "Fair",   "Trading",
        "OFT",       "Müller", "-",      "’s",        "''",      "``",         "de",     "Blasio"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (guint round = 0; round < 3000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        guint n = (guint)g_rand_int_range(rand, 1, 80);
        for (guint i = 0; i < n; i++) {
            g_string_append(text, units[g_rand_int_range(rand, 0, G_N_ELEMENTS(units))]);
            if (g_rand_int_range(rand, 0, 4))
                g_string_append_c(text, ' ');
        }
        g_autoptr(NgArticle) article = fixture_article(text->str);
        ng_analyse(analyser, article);
        g_autofree char *once = everything(article);
        ng_analyse(analyser, article);
        g_autofree char *twice = everything(article);
        if (strcmp(once, twice) != 0)
            fail_msg("\"%s\"\n  once  %s\n  twice %s", text->str, once, twice);
        for (guint p = 0; p <= article->paragraphs->len; p++) {
            const NgParagraph *paragraph = fixture_paragraph(article, p);
            gsize len = strlen(paragraph->text);
            uint32_t first = 0;
            for (guint m = 0; m < paragraph->actors->len; m++) {
                const NgMention *mention = g_ptr_array_index(paragraph->actors, m);
                uint32_t end = 0;
                for (guint s = 0; s < mention->spans->len; s++) {
                    NgSpan span = g_array_index(mention->spans, NgSpan, s);
                    if (span.begin >= span.end || span.end > len || span.begin < end ||
                        (s == 0 && span.begin < first))
                        fail_msg("\"%s\": span %u..%u of %s", paragraph->text, span.begin, span.end,
                                 mention->id);
                    end = span.end;
                    if (s == 0)
                        first = span.begin;
                }
                for (guint k = 0; k < m; k++)
                    assert_string_not_equal(
                        ((NgMention *)g_ptr_array_index(paragraph->actors, k))->id, mention->id);
            }
            uint32_t end = 0; /* several who speak together have the same span */
            NgSpan last = {0};
            for (guint q = 0; q < paragraph->quotes->len; q++) {
                const NgQuote *quote = g_ptr_array_index(paragraph->quotes, q);
                if (quote->span.begin >= quote->span.end || quote->span.end > len ||
                    (quote->span.begin < end &&
                     (quote->span.begin != last.begin || quote->span.end != last.end)) ||
                    !quote->speaker != !quote->speaker_name)
                    fail_msg("\"%s\": quotation %u..%u", paragraph->text, quote->span.begin,
                             quote->span.end);
                last = quote->span;
                end = quote->span.end;
            }
        }
    }
}

static void test_analyse__stays_quick_on_text_made_to_slow_it(void **state)
{
    (void)state;
    static const char *const units[] = {"Jane Doe said ",
                                        "Mr. Aa Bb, Cc, ",
                                        "Kaspersky ",
                                        "said ",
                                        "FBI, ",
                                        "the company said: “We know it all.” ",
                                        "Office of Fair ",
                                        "A. B. C. ",
                                        "said Zz Yy. ",
                                        "We know it. It is so and will be, said Zz Yy. ",
                                        "We know it well said Mr. Cc Dd It is so and will be ",
                                        "Doe released the following statement. We know. "};
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) text = g_string_new("\nOne.\nTwo.\nThree.\nFour.\n");
        while (text->len < 1000000)
            g_string_append(text, units[i]);
        g_autoptr(NgArticle) article = fixture_article(text->str);
        gint64 begin = cpu_time_us();
        ng_analyse(analyser, article);
        gint64 took = cpu_time_us() - begin;
        if (took > 10 * G_USEC_PER_SEC)
            fail_msg("1 MB of \"%s\" took %.1f s", units[i], (double)took / G_USEC_PER_SEC);
    }
}

/* ---- the seed pages ---- */

static NgArticle *seed(const char *root, const char *file, const char *title)
{
    g_autofree char *path = g_build_filename(root, "..", "shared", "seeds", file, NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        return NULL;
    NgArticle *article = ng_article_new();
    ng_article_set_title(article, title);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (!strstr(lines[i], title))
            ng_article_add_paragraph(article, lines[i], -1, NG_ROLE_BODY);
    return article;
}

/* The paragraph that holds `words` names these, in this order, and nobody marked "!". */
static void assert_named(const NgArticle *article, const char *words, const char *ids)
{
    for (guint n = 0; n <= article->paragraphs->len; n++) {
        const NgParagraph *paragraph = fixture_paragraph(article, n);
        if (!strstr(paragraph->text, words))
            continue;
        g_autoptr(GString) found = g_string_new(" ");
        for (guint i = 0; i < paragraph->actors->len; i++) {
            const NgMention *mention = g_ptr_array_index(paragraph->actors, i);
            g_string_append_printf(found, "%s ", mention->id);
        }
        g_auto(GStrv) wanted = g_strsplit(ids, " ", -1);
        const char *at = found->str;
        for (guint i = 0; wanted[i]; i++) {
            bool absent = wanted[i][0] == '!';
            g_autofree char *id = g_strdup_printf(" %s ", wanted[i] + (absent ? 1 : 0));
            const char *place = strstr(absent ? found->str : at, id);
            if (absent == (place != NULL))
                fail_msg("\"%s\"\n  names   %s\n  expected %s", words, found->str, ids);
            at = place ? place : at;
        }
        return;
    }
    fail_msg("no paragraph has \"%s\"", words);
}

static void test_analyse__reads_the_seed_pages(void **state)
{
    (void)state;
    const char *root = g_getenv("NG_SOURCE_ROOT");
    root = root ? root : ".";
    g_autofree char *actors = g_build_filename(root, "data", "actors.tsv", NULL);
    g_autoptr(NgArticle) fbi = seed(root, "kaspersky-responds-to-fbi.txt",
                                    "Kaspersky Lab Responds to Claims FBI is Sabotaging");
    g_autoptr(NgArticle) week = seed(root, "kaspersky-counters-businessweek.txt",
                                     "Kaspersky Lab Counters Bloomberg BusinessWeek Claims");
    if (!fbi || !week || !g_file_test(actors, G_FILE_TEST_EXISTS)) {
        print_message("the seed pages or data/actors.tsv are not there: skipped\n");
        skip();
    }
    const char *paths[] = {actors, NULL};
    g_autoptr(NgAuthority) shipped = ng_authority_load(paths, NULL);
    assert_non_null(shipped);
    NgAnalyser *with_shipped = ng_analyser_new(shipped);
    ng_analyse(with_shipped, fbi);
    ng_analyse(with_shipped, week);
    ng_analyser_free(with_shipped);

    assert_named(fbi, "Kaspersky Lab Responds", "kaspersky-lab fbi");
    assert_named(fbi, "CEO Eugene Kaspersky has",
                 "eugene-kaspersky us-congress kaspersky-lab !fbi");
    assert_named(fbi, "Founder Eugene", "eugene-kaspersky kaspersky-lab !russia");
    assert_named(fbi, "Most unfair", "kaspersky-lab !eugene-kaspersky");
    assert_named(fbi, "first surfaced", "cyberscoop united-states");
    assert_named(fbi, "in an email to", "kaspersky-lab mspmentor");
    assert_named(week, "intelligence agency --", "bloomberg-businessweek kaspersky-lab russia fsb");
    assert_named(week, "some U.S. senators",
                 "bloomberg-businessweek united-states kaspersky-lab russia eugene-kaspersky");
    assert_named(week, "Building on", "kaspersky-lab bloomberg-businessweek mssp-alert");
    assert_named(week, "co-founder", "mssp-alert channele2e");

    const NgArticle *pages[] = {fbi, week};
    static const guint expected[] = {7, 2};
    for (guint i = 0; i < G_N_ELEMENTS(pages); i++) {
        guint count = 0;
        for (guint n = 0; n <= pages[i]->paragraphs->len; n++) {
            const NgParagraph *paragraph = fixture_paragraph(pages[i], n);
            for (guint q = 0; q < paragraph->quotes->len; q++) {
                const NgQuote *quote = g_ptr_array_index(paragraph->quotes, q);
                if (!quote->direct) {
                    assert_non_null(quote->speaker);
                    continue;
                }
                count++;
                if (g_strcmp0(quote->speaker, "kaspersky-lab") != 0)
                    fail_msg("\"%.60s\" is said by %s", paragraph->text + quote->span.begin,
                             quote->speaker);
            }
        }
        assert_int_equal(count, expected[i]);
    }
}

static int set_up(void **state)
{
    (void)state;
    authority = fixture_authority_of(FIXTURE_ACTORS, NULL);
    analyser = ng_analyser_new(authority);
    return authority ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    ng_analyser_free(analyser);
    ng_authority_free(authority);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_analyse__fills_language_and_keeps_a_given_one),
        cmocka_unit_test(test_analyse__tells_the_languages_of_a_mixed_article),
        cmocka_unit_test(test_analyse__tells_statements_from_news_of_them),
        cmocka_unit_test(test_analyse__marks_the_first_body_paragraph_as_lede),
        cmocka_unit_test(test_analyse__keeps_given_quotations),
        cmocka_unit_test(test_analyse__takes_empty_articles),
        cmocka_unit_test(test_analyse__holds_its_promises_on_random_text),
        cmocka_unit_test(test_analyse__stays_quick_on_text_made_to_slow_it),
        cmocka_unit_test(test_analyse__reads_the_seed_pages),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
