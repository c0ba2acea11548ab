/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The recogniser of names: what it finds in English text by the shipped model, what it leaves
 * alone, and files that are no model. Names and firms are invented. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/analysis_cases.h"
#include "nutgraf/error.h"

static NgAuthority *authority;
static NgNameModel *model;
static char *model_path;

/* "person Jane Doe|org Acme": the mentions of all paragraphs, by place. */
static char *names_in(const NgArticle *article)
{
    GString *out = g_string_new(NULL);
    for (guint n = 0; n <= article->paragraphs->len; n++) {
        const NgParagraph *paragraph = fixture_paragraph(article, n);
        gsize len = strlen(paragraph->text);
        for (gsize at = 0; at < len; at++)
            for (guint i = 0; i < paragraph->actors->len; i++) {
                const NgMention *mention = g_ptr_array_index(paragraph->actors, i);
                for (guint s = 0; s < mention->spans->len; s++) {
                    NgSpan span = g_array_index(mention->spans, NgSpan, s);
                    if (span.begin == at)
                        g_string_append_printf(out, "%s%s %.*s", out->len ? "|" : "",
                                               ng_actor_kind_name(mention->kind),
                                               (int)(span.end - span.begin),
                                               paragraph->text + span.begin);
                }
            }
    }
    return g_string_free(out, FALSE);
}

static void expect(const AnalysisCase *cases, guint n, char *(*show)(const NgArticle *article))
{
    NgAnalyser *analyser = ng_analyser_new(authority);
    ng_analyser_set_model(analyser, model);
    analysis_expect_by(analyser, cases, n, NULL, "en", show);
    ng_analyser_free(analyser);
}
#define RUN(cases) expect(cases, G_N_ELEMENTS(cases), names_in)

static void test_recogniser__finds_names_that_no_list_has(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nShares of Brindlewick Corp fell after chairman Oswin Tarrant resigned.",
         "org Brindlewick Corp|person Oswin Tarrant"},
        {"\nHe was born in Ostrovenka, a town near the border.", "place Ostrovenka"},
        {"\n\"It is over,\" said Maren Holloway, a spokeswoman for the Tidewater Institute.",
         "person Maren Holloway|org Tidewater Institute"},
    };
    RUN(cases);
}

static void test_recogniser__leaves_adjectives_days_and_roles_alone(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nThe Russian government said on Monday that Americans had left in March.", ""},
        {"\nThe chairman and the CEO met on Tuesday. However, The meeting ended early.", ""},
        {"\nRussians love their children. Many Russian firms do not.", ""},
    };
    RUN(cases);
}

static void test_recogniser__is_not_fooled_by_capitals(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"SHARES FALL AFTER BRINDLEWICK CORP CUTS ITS FORECAST\nNothing else happened on Friday.",
         "org BRINDLEWICK CORP"},
        {"Shares Fall As Company Cuts Its Forecast\nNothing else happened on Friday.", ""},
        {"\nMOSCOW, Aug 25 (Reuters) - The company said that it would close its offices.",
         "place MOSCOW|org Reuters"},
        {"\nProfit rose. Earlier the firm had warned of losses. Analysts disagreed.", ""},
    };
    RUN(cases);
}

static void test_recogniser__one_actor_under_all_its_names(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nChief executive Maren Holloway resigned on Monday.\nMs. Holloway will leave in May, "
         "and Holloway's deputy will follow her.",
         "1 maren-holloway[Maren Holloway] 2 maren-holloway[Holloway|Holloway]"},
        /* Surnames side by side, where a headline has no comma between them. */
        {"Holloway Tarrant Speak Of Rain\nSenators Maren Holloway and Oswin Tarrant came to "
         "town on Friday. Nothing else happened.",
         "0 maren-holloway[Holloway] oswin-tarrant[Tarrant] 1 maren-holloway[Maren Holloway] "
         "oswin-tarrant[Oswin Tarrant]"},
        /* A possessive without its apostrophe, in a text that has none; but not of several. */
        {"\nSenator Maren Holloway came to town on Friday and spoke of the rain that had fallen "
         "for "
         "many days and of the bridge that had been shut. Senator Holloways letter is below. The "
         "river has been high since the spring and the road along it is closed to all but those "
         "who "
         "live there and those who bring them what they need. The Holloways live there.",
         "1 maren-holloway[Maren Holloway|Holloway]"},
        {"\nThe Tidewater Research Council (TRC) said so.\nThe TRC did not say why.",
         "1 tidewater-research-council[Tidewater Research Council|TRC] "
         "2 tidewater-research-council[TRC]"},
        {"\nThe Ashdown Inquiry Commission met. On Friday the Commission will report.",
         "1 ashdown-inquiry-commission[Ashdown Inquiry Commission|Commission]"},
        {"\nBrindlewick Gold Corp said that profit rose. Shares of Brindlewick fell.",
         "1 brindlewick-gold-corp[Brindlewick Gold Corp|Brindlewick]"},
        {"\nThe Volkswagen Holdings plant closed, said Volkswagen.",
         "1 volkswagen[Volkswagen Holdings|Volkswagen]"},
        {"\nMaren Holloway and Tobias Holloway met on Monday. Mrs. Holloway left first.",
         "1 maren-holloway[Maren Holloway|Holloway] tobias-holloway[Tobias Holloway]"},
        {"\nMaren Holloway and Tobias Holloway met on Monday. Mr. Holloway left first.",
         "1 maren-holloway[Maren Holloway] tobias-holloway[Tobias Holloway|Holloway]"},
    };
    expect(cases, G_N_ELEMENTS(cases), fixture_actors);
}

static void test_recogniser__who_is_explained_by_a_committee_speaks(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSen. Maren Holloway, chairman of the Committee on Rivers, Lakes, Canals and Pensions, "
         "said the report has faults.",
         "1 ~the report has faults=maren-holloway/said"},
        {"\nSens. Maren Holloway (R-Wyo.) and Rupert Ainsley (R-Ga.), members of the Committee on "
         "Rivers, Lakes, Canals and Pensions, say the report has faults.",
         "1 ~the report has faults=maren-holloway/say ~the report has faults=rupert-ainsley/say"},
        {"\nSens. Maren Holloway and Rupert Ainsley and Rep. Young today announced that the river "
         "is high.",
         "1 ~that the river is high=maren-holloway/announced ~that the river is "
         "high=rupert-ainsley/announced ~that the river is high=young/announced"},
    };
    expect(cases, G_N_ELEMENTS(cases), fixture_quotes);
}

static void test_recogniser__cuts_names_to_themselves(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nOn Friday Mr. Tarrant and Sen. Holloway met Oswin Tarrant.",
         "person Tarrant|person Holloway|person Oswin Tarrant"},
        {"\nOswin Tarrant won. Despite Tarrant, it was close.",
         "person Oswin Tarrant|person Tarrant"},
        {"\nIt is the U.S.-Russia border.", "place U.S.|place Russia"},
        {"\nG. Gordon Tarrant spoke on Monday.", "person G. Gordon Tarrant"},
        {"\nThe FBI said (FBI: Moscow) that it left Moscow/Washington.",
         "org FBI|org FBI|place Moscow|place Moscow|place Washington"},
        {"\nOn Friday Rep. Young announced the grants.", "person Young"},
        {"\nOn Friday Rep. Young People announced the grants.", ""},
        /* A party and a state that have lost their marks are nobody's name. */
        {"\nThere was a town hall, and Rupert Ainsley R Pa left.", "person Rupert Ainsley"},
        {"\nU S Representative Rupert Ainsley R Moscow today left.",
         "person Rupert Ainsley|place Moscow"},
        /* A committee for several things is one. */
        {"\nMaren Holloway is on the Committee on Rivers, Lakes, Canals, and Pensions, and Rupert "
         "Ainsley on the Subcommittee on Labor, Health and Human Services, Education and Related "
         "Agencies.",
         "person Maren Holloway|org Committee on Rivers, Lakes, Canals, and Pensions|person Rupert "
         "Ainsley|org Subcommittee on Labor, Health and Human Services, Education and Related "
         "Agencies"},
        {"\nIn a letter to the Department of Labor, Maren Holloway and Rupert Ainsley urged it.",
         "org Department of Labor|person Maren Holloway|person Rupert Ainsley"},
        /* Nor is an office alone. */
        {"\nSenators Maren Holloway and Rupert Ainsley (D-DE), Congressman Tobias Tarrant and "
         "Governor Ruth Ann Tarrant left.",
         "person Maren Holloway|person Rupert Ainsley|person Tobias Tarrant|person Ruth Ann "
         "Tarrant"},
    };
    RUN(cases);
}

static void test_recogniser__passes_over_what_is_no_actor(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nThe Senate passed the Clean Rivers Act on Monday, officials said.", ""},
        {"\nMany Muslims and Christians use HTML, said the CEO in a PDF.", ""},
        {"\nThey sell to managed service providers (MSQs). MSQs buy a lot.", ""},
        {"\nIndustrial control systems (ICS) are old. The ICS was sold.", ""},
        {"\nIn World War II they stayed at home.", ""},
        {"\nThe loan pays 1/8 point over London Interbank Offered Rates (LIBOR).", ""},
        {"\nInterbank deposits rose, and the margin over Libor fell.", ""},
    };
    RUN(cases);
}

/* Who governs on the article's day is known by the surname alone. */
static void test_recogniser__a_surname_alone_is_the_leaders_of_the_day(void **state)
{
    (void)state;
    static const struct {
        const char *published, *text, *id;
    } cases[] = {
        {"2016-05-05", "He was there when President Veldamour told reporters that it was late.",
         "jan-veldamour"},
        {"2011-05-05", "He was there when President Veldamour told reporters that it was late.",
         "ida-veldamour"},
        {"2021-05-05", "He was there when President Veldamour told reporters that it was late.",
         "jan-veldamour"},
        {"2030-05-05", "He was there when President Veldamour told reporters that it was late.",
         "veldamour"},
        {NULL, "He was there when President Veldamour told reporters that it was late.",
         "veldamour"},
        {"2016-05-05", "He was there when Senator Veldamour told reporters that it was late.",
         "veldamour"},
        {"2016-05-05", "Karl Veldamour left. President Veldamour told reporters that it was late.",
         "karl-veldamour"},
    };
    g_autoptr(NgAuthority) leaders = fixture_authority_of(
        "ida-veldamour\tperson\tIda Veldamour\t\tpresident of Norland@2001..2006|"
        "Norland president@2008..2012\n"
        "jan-veldamour\tperson\tJan Veldamour\t\tNorland chancellor@2013..2018\n"
        "tim-veldamour\tperson\tTim Veldamour\t\tvice president of Norland@2013..2018\n",
        NULL);
    assert_non_null(leaders);
    NgAnalyser *analyser = ng_analyser_new(leaders);
    ng_analyser_set_model(analyser, model);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat("\n", cases[i].text, NULL);
        g_autoptr(NgArticle) article = fixture_article(text);
        article->published = g_strdup(cases[i].published);
        ng_analyse(analyser, article);
        const NgParagraph *paragraph = article->paragraphs->pdata[0];
        const char *id =
            paragraph->actors->len ? ((NgMention *)paragraph->actors->pdata[0])->id : "nobody";
        if (strcmp(id, cases[i].id) != 0)
            fail_msg("\"%s\" on %s: %s, expected %s", cases[i].text, cases[i].published, id,
                     cases[i].id);
    }
    ng_analyser_free(analyser);
}

static void test_recogniser__a_capital_that_begins_a_sentence_speaks_for_nobody(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nRecent reports suggested that the water was clean.",
         "1 ~that the water was clean=-/suggested"},
        {"\nDoctors said that the water was clean.", "1 ~that the water was clean=-/said"},
        /* Nor does a name run over the end of a sentence into a quotation. */
        {"\nOswin Tarrant was there.\n\"It is over,\" said Tarrant. \"Of all that I know it is the "
         "best.\"",
         "2 \"It is over,\"=oswin-tarrant/said \"Of all that I know it is the "
         "best.\"=oswin-tarrant/said"},
        /* A rank in a committee is no name. */
        {"\nSenator Oswin Tarrant was there.\n\"It is over and done,\" said Ranking Member "
         "Tarrant.",
         "2 \"It is over and done,\"=oswin-tarrant/said"},
        /* Where the stops are lost a surname ends the name. */
        {"\nWASHINGTON Senator Oswin Tarrant D OH brought in a bill on the old harbours of the "
         "state this week We are glad to see that it has come so far said Senator Tarrant Recent "
         "studies have shown that there is a need for it",
         "1 ~We are glad to see that it has come so far=oswin-tarrant/said ~Recent studies have "
         "shown that there is a need for it=oswin-tarrant/-"},
    };
    NgAnalyser *analyser = ng_analyser_new(authority);
    ng_analyser_set_model(analyser, model);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgArticle) article = fixture_article(cases[i].text);
        article->lang = g_strdup("en");
        ng_analyse(analyser, article);
        g_autofree char *quotes = fixture_quotes(article);
        assert_string_equal(quotes, cases[i].expected);
    }
    ng_analyser_free(analyser);
}

static void test_recogniser__works_in_english_only(void **state)
{
    (void)state;
    NgAnalyser *analyser = ng_analyser_new(authority);
    ng_analyser_set_model(analyser, model);
    g_autoptr(NgArticle) article =
        fixture_article("\nDer Vorstand der Firma Brindlewick traf sich in Moscow.");
    article->lang = g_strdup("de");
    ng_analyse(analyser, article);
    g_autofree char *names = names_in(article);
    assert_string_equal(names, "place Moscow");
    ng_analyser_free(analyser);
}

static void test_recogniser__is_read_at_once(void **state)
{
    (void)state;
    gint64 begin = g_get_monotonic_time();
    g_autoptr(NgNameModel) again = ng_name_model_load(model_path, NULL);
    gint64 took = g_get_monotonic_time() - begin;
    assert_non_null(again);
    if (took > 20000)
        fail_msg("%.1f ms", (double)took / 1000);
    g_autofree char *bytes = NULL;
    gsize len;
    assert_true(g_file_get_contents(model_path, &bytes, &len, NULL));
    if (len > 8000000)
        fail_msg("%zu bytes", len);
}

static NgNameModel *load_bytes(const char *bytes, gsize len, GError **error)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("nutgraf-model-XXXXXX", &path, NULL);
    assert_true(fd >= 0);
    close(fd);
    assert_true(g_file_set_contents(path, bytes, (gssize)len, NULL));
    NgNameModel *loaded = ng_name_model_load(path, error);
    g_unlink(path);
    return loaded;
}

static void test_recogniser__refuses_what_is_no_model(void **state)
{
    (void)state;
    g_autofree char *bytes = NULL;
    gsize len;
    assert_true(g_file_get_contents(model_path, &bytes, &len, NULL));
    static const struct {
        gsize at;
        const char *put;
        gsize put_len, cut;
        const char *why;
    } cases[] = {
        {0, "", 0, 0, "no model"},
        {0, "", 0, 7, "no model"},
        {0, "x", 1, 0, "no model"},
        {8, "\x63", 1, 0, "version"},
        {12, "\xff\xff\xff\xff", 4, 0, "damaged"},
        {12, "\0\0\0\0", 4, 0, "damaged"},
        {0, "", 0, 40, "damaged"},
        {16, "\x01", 1, 0, "damaged"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *copy = g_memdup2(bytes, len);
        memcpy(copy + cases[i].at, cases[i].put, cases[i].put_len);
        gsize keep = cases[i].cut ? cases[i].cut : i == 0 ? 0 : len;
        g_autoptr(GError) error = NULL;
        g_autoptr(NgNameModel) loaded = load_bytes(copy, keep, &error);
        if (loaded || !g_error_matches(error, NG_ERROR, NG_ERROR_BAD_INPUT) ||
            !strstr(error->message, cases[i].why))
            fail_msg("case %u: %s", i, error ? error->message : "is read");
    }
    g_autoptr(GError) error = NULL;
    assert_null(ng_name_model_load("/nonexistent/names-en.model", &error));
    assert_true(g_error_matches(error, NG_ERROR, NG_ERROR_IO));
}

/* Any numbers are weights: they may give nonsense, but only inside the text. */
static void test_recogniser__stays_inside_the_text_with_any_weights(void **state)
{
    (void)state;
    g_autofree char *bytes = NULL;
    gsize len;
    assert_true(g_file_get_contents(model_path, &bytes, &len, NULL));
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);
    for (gsize i = 32; i < len; i++)
        bytes[i] = (char)g_rand_int(rand);
    g_autoptr(GError) error = NULL;
    g_autoptr(NgNameModel) wild = load_bytes(bytes, len, &error);
    assert_non_null(wild);
    static const char *const units[] = {"Jane", "DOE",   "said", "the", "U.S.", "of",  ",",
                                        ".",    "FBI",   "(",    ")",   "“",    "”",   "Kaspersky",
                                        "Lab",  "1,000", "-",    "van", "in",   "Mr.", "Müller"};
    NgAnalyser *analyser = ng_analyser_new(authority);
    ng_analyser_set_model(analyser, wild);
    for (guint round = 0; round < 500; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (guint k = 0; k < 60; k++) {
            g_string_append(text, units[g_rand_int_range(rand, 0, G_N_ELEMENTS(units))]);
            g_string_append_c(text, k % 20 == 19 ? '\n' : ' ');
        }
        g_autoptr(NgArticle) article = fixture_article(text->str);
        article->lang = g_strdup("en");
        ng_analyse(analyser, article);
        g_autofree char *once = fixture_actors(article);
        ng_analyse(analyser, article);
        g_autofree char *twice = fixture_actors(article);
        assert_string_equal(once, twice);
        for (guint n = 0; n <= article->paragraphs->len; n++) {
            const NgParagraph *paragraph = fixture_paragraph(article, n);
            for (guint m = 0; m < paragraph->actors->len; m++) {
                const NgMention *mention = g_ptr_array_index(paragraph->actors, m);
                uint32_t end = 0;
                for (guint s = 0; s < mention->spans->len; s++) {
                    NgSpan span = g_array_index(mention->spans, NgSpan, s);
                    if (span.begin < end || span.begin >= span.end ||
                        span.end > strlen(paragraph->text))
                        fail_msg("\"%s\": %u..%u", paragraph->text, span.begin, span.end);
                    end = span.end;
                }
            }
        }
    }
    ng_analyser_free(analyser);
}

static void test_recogniser__stays_quick_on_text_made_to_slow_it(void **state)
{
    (void)state;
    static const char *const units[] = {"Jane Doe of ", "AB ", "Jane ", "Aa Bb, Cc of the Dd ",
                                        "Mr. Xyz said. "};
    NgAnalyser *analyser = ng_analyser_new(authority);
    ng_analyser_set_model(analyser, model);
    for (guint i = 0; i <= G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) text = g_string_new("\n");
        while (text->len < 1000000)
            if (i < G_N_ELEMENTS(units))
                g_string_append(text, units[i]);
            else /* each name another one */
                g_string_append_printf(text, "Aa%zx Bb%zx met Cc%zx. ", text->len, text->len,
                                       text->len);
        g_autoptr(NgArticle) article = fixture_article(text->str);
        article->lang = g_strdup("en");
        gint64 begin = g_get_monotonic_time();
        ng_analyse(analyser, article);
        gint64 took = g_get_monotonic_time() - begin;
        if (took > 20 * G_USEC_PER_SEC)
            fail_msg("unit %u: 1 MB took %.1f s", i, (double)took / G_USEC_PER_SEC);
    }
    ng_analyser_free(analyser);
}

static int set_up(void **state)
{
    (void)state;
    const char *root = g_getenv("NG_SOURCE_ROOT");
    model_path = g_build_filename(root ? root : ".", "data", "names-en.model", NULL);
    model = ng_name_model_load(model_path, NULL);
    authority = fixture_authority_of(FIXTURE_ACTORS, NULL);
    return authority && model ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    ng_authority_free(authority);
    ng_name_model_free(model);
    g_free(model_path);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recogniser__finds_names_that_no_list_has),
        cmocka_unit_test(test_recogniser__leaves_adjectives_days_and_roles_alone),
        cmocka_unit_test(test_recogniser__is_not_fooled_by_capitals),
        cmocka_unit_test(test_recogniser__one_actor_under_all_its_names),
        cmocka_unit_test(test_recogniser__who_is_explained_by_a_committee_speaks),
        cmocka_unit_test(test_recogniser__cuts_names_to_themselves),
        cmocka_unit_test(test_recogniser__passes_over_what_is_no_actor),
        cmocka_unit_test(test_recogniser__a_surname_alone_is_the_leaders_of_the_day),
        cmocka_unit_test(test_recogniser__a_capital_that_begins_a_sentence_speaks_for_nobody),
        cmocka_unit_test(test_recogniser__works_in_english_only),
        cmocka_unit_test(test_recogniser__is_read_at_once),
        cmocka_unit_test(test_recogniser__refuses_what_is_no_model),
        cmocka_unit_test(test_recogniser__stays_inside_the_text_with_any_weights),
        cmocka_unit_test(test_recogniser__stays_quick_on_text_made_to_slow_it),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
