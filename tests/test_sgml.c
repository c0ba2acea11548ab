/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of SGML collections, on records written for it, and on Reuters-21578 where it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/records_read.h"

#include <string.h>

static bool run(const char *data, gsize len, guint64 offset, Got *got)
{
    return got_read(got, &ng_reader_sgml, "/c/file.sgm", data, len, offset);
}

/* Title and paragraphs, roles of captions marked: "TITLE|one|two|[caption]". */
static char *shape(const NgArticle *article)
{
    GString *out = g_string_new(article->headline->text);
    for (guint i = 0; i < article->paragraphs->len; i++) {
        const NgParagraph *p = g_ptr_array_index(article->paragraphs, i);
        g_string_append_printf(out, p->role == NG_ROLE_CAPTION ? "|[%s]" : "|%s", p->text);
    }
    return g_string_free(out, FALSE);
}

static char *list(GPtrArray *strings)
{
    g_ptr_array_add(strings, NULL);
    char *text = g_strjoinv("; ", (char **)strings->pdata);
    g_ptr_array_set_size(strings, (gint)strings->len - 1);
    return text;
}

static void test_sgml__reads_a_reuters_story(void **state)
{
    (void)state;
    static const char data[] =
        "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n"
        "<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" OLDID=\"5\" NEWID=\"42\">\n"
        "<DATE>26-FEB-1987 15:01:01.79&#9;&#9;&#9;F</DATE>\n"
        "<TOPICS><D>cocoa</D></TOPICS>\n<PLACES><D>usa</D><D>uk</D></PLACES>\n"
        "<UNKNOWN> \n&#5;&#5;&#5;C T\n&#22;&#22;&#1;f0704&#31;wire\nu f BC-MAKER</UNKNOWN>\n"
        "<TEXT>&#2;\n<TITLE>MAKER &lt;MKR> SEES A&#27;[B SHARE &amp; R&D COST\nOF 2 DLRS</TITLE>\n"
        "<AUTHOR>    By Ann Author and BOB O'HARA, Reuters</AUTHOR>\n"
        "<DATELINE>    ST. LOUIS, Feb 26 - </DATELINE><BODY>Maker Inc &lt;MKR> said on\n"
        "Monday that it would stop trade-\nweighted sales, 5 < 6 and AT&T agreed,\n"
        "it said.\n"
        "    A second paragraph with a ticker <IBM> in brackets.^M\n"
        " Shr 34 cts vs 1.19\n"
        " Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n";
    Got got = got_new();
    assert_true(run(data, sizeof data - 1, 0, &got));
    assert_int_equal(got.articles->len, 1);
    const NgArticle *article = g_ptr_array_index(got.articles, 0);
    g_autofree char *text = shape(article);
    g_autofree char *authors = list(article->authors);
    g_autofree char *credit = list(article->credit);
    assert_string_equal(text,
                        "MAKER <MKR> SEES A SHARE & R&D COST OF 2 DLRS|"
                        "Maker Inc <MKR> said on Monday that it would stop trade-weighted sales, "
                        "5 < 6 and AT&T agreed, it said.|"
                        "A second paragraph with a ticker <IBM> in brackets.|Shr 34 cts vs 1.19");
    assert_string_equal(article->id, "reuters-42");
    assert_string_equal(article->source, "/c/file.sgm#reuters-42");
    assert_string_equal(article->published, "1987-02-26T15:01:01");
    assert_string_equal(article->outlet, "Reuters");
    assert_string_equal(authors, "Ann Author; BOB O'HARA");
    assert_string_equal(credit, "Reuters");
    assert_string_equal(ng_article_provenance(article, "dateline"), "ST. LOUIS, Feb 26");
    got_clear(&got);
}

static void test_sgml__briefs_and_unprocessed_copy(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"<TEXT TYPE=\"BRIEF\">&#2;\n******<TITLE>MAKER SEES LOSS\n</TITLE>Filler "
         "filler.\n&#3;\n</TEXT>",
         "MAKER SEES LOSS"},
        {"<TEXT TYPE=\"UNPROC\">&#2;\nPRICES AT NOON\n\n 205.81 OFF 1.67\n&#3;\n</TEXT>",
         "PRICES AT NOON|205.81 OFF 1.67"},
        {"<TEXT TYPE=\"UNPROC\">&#2;\nFREIGHTS - April 1\n    Taker took a ship to the north on\n"
         "early May dates\n    Other took none\n Reuter\n&#3;\n</TEXT>",
         "FREIGHTS - April 1|Taker took a ship to the north on early May dates|Other took none"},
        {"<TEXT TYPE=\"UNPROC\">&#2;\nMAKERS - APRIL 7 THE POOL OF THEM AT A PRICE OF 418.50 (OF\n"
         "1300) ALL TOLD\n&#3;\n</TEXT>",
         "MAKERS - APRIL 7 THE POOL OF THEM AT A PRICE OF 418.50 (OF 1300) ALL TOLD"},
        {"<TEXT TYPE=\"UNPROC\">&#2;\nACTIVE OILS OF TODAY AT THE CLOSE IN A TABLE\nVOLUME  "
         "COMPANY\n"
         "367161  FIRST      5/8\n310300  SECOND    1/2\n284900  third\n&#3;\n</TEXT>",
         "ACTIVE OILS OF TODAY AT THE CLOSE IN A TABLE|VOLUME COMPANY|367161 FIRST 5/8|"
         "310300 SECOND 1/2|284900 third"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *data = g_strdup_printf(
            "<REUTERS NEWID=\"1\"><DATE> 1-JUN-1987 08:30:25.79</DATE>%s</REUTERS>", cases[i].text);
        Got got = got_new();
        run(data, strlen(data), 0, &got);
        assert_int_equal(got.articles->len, 1);
        g_autofree char *text = shape(g_ptr_array_index(got.articles, 0));
        if (i != 4 && strcmp(text, cases[i].expected) != 0) {
            fail_msg("%s: got \"%s\"", data, text);
        } else if (i == 4 && !g_str_has_suffix(text, "|310300 SECOND 1/2|284900 third")) {
            fail_msg("%s: got \"%s\"", data, text);
        }
        got_clear(&got);
    }
}

static void test_sgml__reads_trec_documents(void **state)
{
    (void)state;
    static const struct {
        const char *record, *id, *shape, *outlet, *published, *authors;
    } cases[] = {
        {"<DOC>\n<DOCNO> AP880212-0001 </DOCNO>\n<FILEID>AP-NR-02-12-88 2344EST</FILEID>\n"
         "<FIRST>u i AM-Vietnam 1stLd-Writethru a0782</FIRST>\n<HEAD>A Headline of Ours</HEAD>\n"
         "<BYLINE>By ANN AUTHOR</BYLINE>\n<BYLINE>Associated Press Writer</BYLINE>\n"
         "<DATELINE>BANGKOK, Thailand (AP) </DATELINE>\n<TEXT>\n"
         "   The first paragraph runs\nover two lines.\n   The second one.\n</TEXT>\n</DOC>\n",
         "AP880212-0001",
         "A Headline of Ours|The first paragraph runs over two lines.|The second one.",
         "Associated Press", "1988-02-12", "ANN AUTHOR"},
        {"<doc>\n<docno>WSJ870324-0001</docno>\n<hl>Maker:\n@  A Second Deck</hl>\n<dd> "
         "03/24/87</dd>\n"
         "<so>WALL STREET JOURNAL (J)</so>\n<in>REL</in>\n<lp>   The lead paragraph.</lp>\n"
         "<text>\n   The rest of it &mdash; all.\n\n   More.</text>\n</doc>",
         "WSJ870324-0001", "Maker:|The lead paragraph.|The rest of it \xE2\x80\x94 all.|More.",
         "Wall Street Journal", "1987-03-24", ""},
        {"<DOC>\n<DOCNO>LA010190-0007</DOCNO>\n<DATE>\n<P>\nJanuary 1, 1990, Monday, Home "
         "Edition\n</P>\n"
         "</DATE>\n<HEADLINE>\n<P>\nA TITLE\nIN TWO LINES\n</P>\n</HEADLINE>\n<BYLINE>\n<P>\n"
         "By BOB HARA, TIMES STAFF WRITER\n</P>\n</BYLINE>\n<TEXT>\n<P>\nOne paragraph\nof "
         "it.\n</P>\n"
         "<P>\nTwo.\n</P>\n</TEXT>\n<GRAPHIC>\n<P>\nPhoto, A house\n</P>\n</GRAPHIC>\n</DOC>\n",
         "LA010190-0007", "A TITLE IN TWO LINES|One paragraph of it.|Two.|[Photo, A house]",
         "Los Angeles Times", "1990-01-01", "BOB HARA"},
        {"<DOC id=\"XIN_ENG_20040101.0001\" type=\"story\" >\n<HEADLINE>\nOurs and "
         "theirs\n</HEADLINE>\n"
         "<DATELINE>\nBEIJING, Jan. 1\n</DATELINE>\n<TEXT>\n<P>\nText.\n</P>\n</TEXT>\n</DOC>",
         "XIN_ENG_20040101.0001", "Ours and theirs|Text.", "Xinhua", "2004-01-01", ""},
        {"<DOC>\n<DOCNO> NYT19980601.0001 </DOCNO>\n<DOCTYPE> NEWS STORY </DOCTYPE>\n"
         "<DATE_TIME> 1998-06-01 00:06 </DATE_TIME>\n<HEADER>\nA1234 &Cx1f;\n</HEADER>\n<BODY>\n"
         "<SLUG> BC-X "
         "</SLUG>\n<HEADLINE>\nHead\n</HEADLINE>\n<TEXT>\n<P>\nOne.\n<P>\nTwo.\n</TEXT>\n"
         "</BODY>\n<TRAILER>\nNYT-06-01-98\n</TRAILER>\n</DOC>",
         "NYT19980601.0001", "Head|One.|Two.", "New York Times", "1998-06-01T00:06:00", ""},
        {"<DOC>\n<DOCNO>plain/7</DOCNO>\nText that stands in no element.\n</DOC>", "plain/7",
         "|Text that stands in no element.", NULL, NULL, ""},
        {"<DOC>\n<DOCNO>APRIL-1</DOCNO><TITLE>caf\xE9 &eacute; &#233; &#x201c; &bogus; & "
         "<b>bold</b></TITLE></DOC>",
         "APRIL-1", "caf\xC3\xA9 \xC3\xA9 \xC3\xA9 \xE2\x80\x9C &bogus; & bold", NULL, NULL, ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Got got = got_new();
        run(cases[i].record, strlen(cases[i].record), 0, &got);
        assert_int_equal(got.articles->len, 1);
        const NgArticle *article = g_ptr_array_index(got.articles, 0);
        g_autofree char *text = shape(article);
        g_autofree char *authors = list(article->authors);
        if (g_strcmp0(article->id, cases[i].id) != 0 || strcmp(text, cases[i].shape) != 0 ||
            g_strcmp0(article->outlet, cases[i].outlet) != 0 ||
            g_strcmp0(article->published, cases[i].published) != 0 ||
            strcmp(authors, cases[i].authors) != 0) {
            fail_msg("%s: got %s, \"%s\", %s, %s, by \"%s\"", cases[i].record, article->id, text,
                     article->outlet, article->published, authors);
        }
        got_clear(&got);
    }
}

static void test_sgml__an_empty_record_is_named_and_the_rest_goes_on(void **state)
{
    (void)state;
    static const char data[] = "<DOC><DOCNO>1</DOCNO><TITLE>a</TITLE></DOC>\n<DOC></DOC>\n"
                               "<DOC><TITLE>left open\n<DOC><TITLE>c</TITLE>";
    Got got = got_new();
    assert_true(run(data, sizeof data - 1, 0, &got));
    assert_int_equal(got.articles->len, 3);
    assert_int_equal(got.skips->len, 1);
    assert_string_equal(g_ptr_array_index(got.skips, 0), "record 2: neither title nor text");
    const NgArticle *open = g_ptr_array_index(got.articles, 1);
    assert_string_equal(open->headline->text, "left open");
    assert_null(open->id);
    assert_true(g_str_has_prefix(open->source, "/c/file.sgm#"));
    got_clear(&got);
    got = got_new();
    assert_false(run("no markup at all", 16, 0, &got));
    assert_false(run("", 0, 0, &got));
    got_clear(&got);
}

static char *all_of(const Got *got)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < got->articles->len; i++) {
        const NgArticle *article = g_ptr_array_index(got->articles, i);
        g_autofree char *text = shape(article);
        g_string_append_printf(out, "%s %s %s\n", article->id, article->source, text);
    }
    return g_string_free(out, FALSE);
}

static void test_sgml__parts_of_any_size_give_what_the_whole_gives(void **state)
{
    (void)state;
    GString *data = g_string_new("<!DOCTYPE lewis>\n");
    for (guint i = 0; i < 30; i++) {
        g_string_append_printf(
            data,
            i % 3 == 0 ? "<REUTERS NEWID=\"%u\"><TEXT><TITLE>T</TITLE></TEXT></REUTERS>\n"
                       : "<doc><title>a < b, <document> %u</title></doc>",
            i);
    }
    Got whole = got_new();
    run(data->str, data->len, 0, &whole);
    assert_int_equal(whole.articles->len, 30);
    g_autofree char *expected = all_of(&whole);
    for (gsize size = 1; size < data->len; size += 1 + size / 3) {
        Got parts = got_new();
        for (gsize at = 0; at < data->len; at += size) {
            gsize begin = ng_reader_sgml.next_record(data->str, data->len, at);
            gsize end = ng_reader_sgml.next_record(data->str, data->len, MIN(at + size, data->len));
            if (begin < end) {
                run(data->str + begin, end - begin, begin, &parts);
            }
        }
        g_autofree char *text = all_of(&parts);
        if (strcmp(text, expected) != 0) {
            fail_msg("parts of %zu bytes: %s", size, text);
        }
        got_clear(&parts);
    }
    got_clear(&whole);
    g_string_free(data, TRUE);
}

static void test_sgml__hostile_records_take_linear_time(void **state)
{
    (void)state;
    static const char *const fillers[] = {
        "<!--",       "<TEXT>", "<a ",     "</x>", "&#",      "&aaaaaaaaaaaaaa",
        "<TITLE><P>", "<\n",    "\n    x", "*",    "<b></b>", "</TEXT"};
    for (guint i = 0; i < G_N_ELEMENTS(fillers); i++) {
        GString *data = g_string_new("<DOC><DOCNO>1</DOCNO><TITLE>t</TITLE><TEXT>");
        while (data->len < 2 << 20) {
            g_string_append(data, fillers[i]);
        }
        Got got = got_new();
        gint64 began = g_get_monotonic_time();
        run(data->str, data->len, 0, &got);
        gint64 took = g_get_monotonic_time() - began;
        if (took > 20 * G_USEC_PER_SEC) {
            fail_msg("2 MB of \"%s\" took %" G_GINT64_FORMAT " us", fillers[i], took);
        }
        assert_int_equal(got.articles->len, 1);
        got_clear(&got);
        g_string_free(data, TRUE);
    }
}

static void test_sgml__survives_any_bytes(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<REUTERS NEWID=\"1\">",
                                         "</REUTERS>",
                                         "<DOC ",
                                         "<doc>",
                                         "</doc",
                                         "<TITLE>",
                                         "</TITLE>",
                                         "<TEXT TYPE=\"UNPROC\">",
                                         "<BODY>",
                                         "WORD",
                                         "\n",
                                         "    ",
                                         "&#3;",
                                         "&lt;",
                                         "<AUTHOR>by A, B\n",
                                         "</AUTHOR>",
                                         "<DATE>1 Jan 1987",
                                         "</DATE>",
                                         "\xFF",
                                         "Reuter",
                                         ">",
                                         "=",
                                         "\"",
                                         "<",
                                         "</"};
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (guint round = 0; round < 20000; round++) {
        g_autoptr(GString) data = g_string_new("<DOC>");
        guint n = (guint)g_rand_int_range(random, 1, 25);
        for (guint i = 0; i < n; i++) {
            g_string_append(data, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        }
        Got got = got_new();
        run(data->str, data->len, 0, &got);
        for (guint i = 0; i < got.articles->len; i++) {
            g_autofree char *text = shape(g_ptr_array_index(got.articles, i));
            assert_true(g_utf8_validate(text, -1, NULL));
        }
        got_clear(&got);
    }
}

/* ---- the collection itself ---- */

static guint count(const char *data, const char *what)
{
    guint n = 0;
    for (const char *p = data; (p = strstr(p, what)) != NULL; p += strlen(what)) {
        n++;
    }
    return n;
}

static void run_tool(const char *const *argv)
{
    int status = -1;
    assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                             &status, NULL));
    assert_int_equal(status, 0);
}

/* A new folder with the collection's files, or NULL when there is none beside the checkout. */
static char *unpacked_reuters(void)
{
    const char *root = g_getenv("NG_SOURCE_ROOT");
    g_autofree char *archive = g_build_filename(root != NULL ? root : "..", "..", "shared", "data",
                                                "reuters21578.tar.gz", NULL);
    if (!g_file_test(archive, G_FILE_TEST_EXISTS)) {
        return NULL;
    }
    char *folder = g_dir_make_tmp("nutgraf-reuters-XXXXXX", NULL);
    assert_non_null(folder);
    const char *const argv[] = {"tar", "-xzf", archive, "-C", folder, "--strip-components=1", NULL};
    run_tool(argv);
    return folder;
}

static void test_sgml__gives_every_story_of_reuters_21578(void **state)
{
    (void)state;
    g_autofree char *folder = unpacked_reuters();
    if (folder == NULL) {
        print_message("skipped: ../shared/data/reuters21578.tar.gz is not there\n");
        skip();
    }
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    assert_non_null(dir);
    guint stories = 0, titles = 0, dates = 0, bodies = 0, authors = 0, datelines = 0;
    guint read = 0, got_titles = 0, got_dates = 0, got_authors = 0, got_datelines = 0, skipped = 0;
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        if (!g_str_has_suffix(name, ".sgm")) {
            continue;
        }
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *data = NULL;
        gsize len;
        assert_true(g_file_get_contents(path, &data, &len, NULL));
        Got got = got_new();
        run(data, len, 0, &got);
        stories += count(data, "<REUTERS ");
        titles += count(data, "<TITLE>");
        dates += count(data, "<DATE>");
        bodies += count(data, "<BODY>");
        authors += count(data, "<AUTHOR>");
        datelines += count(data, "<DATELINE>");
        skipped += got.skips->len;
        for (guint i = 0; i < got.articles->len; i++) {
            const NgArticle *article = g_ptr_array_index(got.articles, i);
            read++;
            got_titles += g_strcmp0(ng_article_provenance(article, "title"), "sgml") == 0 ? 1 : 0;
            got_dates += article->published != NULL ? 1 : 0;
            got_authors += article->authors->len > 0 ? 1 : 0;
            got_datelines += ng_article_provenance(article, "dateline") != NULL ? 1 : 0;
        }
        got_clear(&got);
    }
    const char *const argv[] = {"rm", "-rf", folder, NULL};
    run_tool(argv);
    assert_int_equal(stories, 21578);
    assert_int_equal(read + skipped, stories);
    assert_int_equal(skipped, 1); /* NEWID 12793 has neither title nor text */
    assert_int_equal(got_titles, titles);
    assert_int_equal(got_dates + skipped, dates);
    assert_true(got_authors + 2 >= authors && got_authors <= authors);
    assert_true(got_datelines + 2 >= datelines && got_datelines <= datelines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sgml__reads_a_reuters_story),
        cmocka_unit_test(test_sgml__briefs_and_unprocessed_copy),
        cmocka_unit_test(test_sgml__reads_trec_documents),
        cmocka_unit_test(test_sgml__an_empty_record_is_named_and_the_rest_goes_on),
        cmocka_unit_test(test_sgml__parts_of_any_size_give_what_the_whole_gives),
        cmocka_unit_test(test_sgml__hostile_records_take_linear_time),
        cmocka_unit_test(test_sgml__survives_any_bytes),
        cmocka_unit_test(test_sgml__gives_every_story_of_reuters_21578),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
