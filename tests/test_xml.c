/* SPDX-License-Identifier: GPL-2.0-or-later */
/* XML as it comes: trees, what is mended, and markup inside it as paragraphs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/input/html_fragment.h"
#include "indexer/input/xml.h"

#include <string.h>

/* "{ns}name[attr=value](children)", text in quotes. */
static void dump(const NgXml *xml, uint32_t top, GString *out)
{
    uint32_t open = top;
    for (uint32_t i = top + 1; i < ng_xml_end(xml, top); i++) {
        for (; i >= ng_xml_end(xml, open); open = ng_xml_parent(xml, open))
            g_string_append_c(out, ')');
        if (ng_xml_is_text(xml, i)) {
            gsize len;
            const char *text = ng_xml_text_bytes(xml, i, &len);
            g_string_append_printf(out, "'%.*s'", (int)len, text);
            continue;
        }
        if (*ng_xml_ns(xml, i))
            g_string_append_printf(out, "{%s}", ng_xml_ns(xml, i));
        g_string_append(out, ng_xml_name(xml, i));
        static const char *const names[] = {"a", "b", "href"};
        for (guint n = 0; n < G_N_ELEMENTS(names); n++)
            if (ng_xml_attr(xml, i, names[n]))
                g_string_append_printf(out, "[%s=%s]", names[n], ng_xml_attr(xml, i, names[n]));
        g_string_append_c(out, '(');
        open = i;
    }
    for (; open != top; open = ng_xml_parent(xml, open))
        g_string_append_c(out, ')');
}

typedef struct {
    const char *xml, *tree;
    bool well_formed;
} Case;

static void check(const Case *cases, guint n)
{
    for (guint i = 0; i < n; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(NgXml) xml = ng_xml_parse(cases[i].xml, strlen(cases[i].xml), &error);
        GString *out = g_string_new(NULL);
        if (xml)
            dump(xml, 0, out);
        if (!xml || strcmp(out->str, cases[i].tree) != 0 ||
            ng_xml_well_formed(xml) != cases[i].well_formed)
            fail_msg("%s\n  gives  %s (%s)\n  wanted %s", cases[i].xml, out->str,
                     xml && ng_xml_well_formed(xml) ? "well formed" : "mended", cases[i].tree);
        g_string_free(out, TRUE);
    }
}
#define CHECK(cases) check(cases, G_N_ELEMENTS(cases))

static void test_parse__gives_the_tree_of_a_sound_document(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"<x/>", "x()", true},
        {"<?xml version='1.0' encoding='UTF-8'?>\n<x a=\"1\" b='2'>t<y/>u</x>",
         "'\n'x[a=1][b=2]('t'y()'u')", true},
        {"<x xmlns='urn:x' xmlns:p='urn:p'><p:y a='1'/><z/></x>",
         "{urn:x}x({urn:p}y[a=1](){urn:x}z())", true},
        {"<x><![CDATA[a <b> & c]]></x>", "x('a <b> & c')", true},
        {"<x>a<![CDATA[]]>b</x>", "x('ab')", true},
        {"<x><!-- a <y> -->t<?pi <z> ?>u</x>", "x('tu')", true},
        {"<x>&lt;&amp;&gt;&quot;&apos;&#8217;&#x2019;</x>", "x('<&>\"'’’')", true},
        {"<x a='\"q\"'>\"t\"</x>", "x[a=\"q\"]('\"t\"')", true},
        {"<x a='&lt;i&gt; &amp;'/>", "x[a=<i> &]()", true},
        {"<x a='a > b'>c</x>", "x[a=a > b]('c')", true},
        {"<!DOCTYPE x SYSTEM 'http://nowhere.example/x.dtd' [<!ENTITY co \"Aar &amp; Sons\">]>"
         "<x>&co;</x>",
         "x('Aar & Sons')", true},
    };
    CHECK(cases);
}

static void test_parse__mends_what_is_malformed(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"<x>Fish & chips, AT&T, &x, a&b=c</x>", "x('Fish & chips, AT&T, &x, a&b=c')", false},
        {"<x>5 < 6 and 7 <b and 8</x>", "x('5 < 6 and 7 <b and 8')", false},
        {"<x>&eacute;&nbsp;&unknown;</x>", "x('é\u00a0&unknown;')", false},
        {"<x>&#146;&#150;&#55357;&#56832;</x>", "x('’–😀')", true},
        {"<x>a&#1;b\001c</x>", "x('a b c')", false},
        {"<x><y>one<z>two</y>three</x>", "x(y('one'z('two'))'three')", false},
        {"<x>one</y>two</x>", "x('onetwo')", false},
        {"<x><y>one", "x(y('one'))", false},
        {"<x><y>one</y><z a='1", "x(y('one'))", false},
        {"<x><y>one</y", "x(y('one'))", false},
        {"<x><Y>one</y></X>", "x(Y('one'))", false},
        {"<x><![CDATA[one", "x('one')", false},
        {"<x><![CDATA[one <![CDATA[two]]> three]]></x>", "x('one <![CDATA[two three')", false},
        {"<x a=1 b>t</x>", "x[a=1][b=]('t')", false},
        {"<x a='1' a='2'>t</x>", "x[a=1]('t')", false},
        {"<x><y href=\"http://a.example>one</y><z href=\"http://b.example\">two</z></x>",
         "x(y[href=http://a.example]('one')z[href=http://b.example]('two'))", false},
        {"<x a='Tom & Ann <i>x</i>'>t</x>", "x[a=Tom & Ann <i>x</i>]('t')", false},
        {"Warning: x\n<x>t</x>", "'Warning: x\n'x('t')", true},
        {"<x>t</x><y>u</y>", "x('t')y('u')", false},
        {"<a:b:c>t</a:b:c>", "a_b_c('t')", true},
        {"<x>t<!-- never closed <y>u</y></x>", "x('t never closed 'y('u'))", false},
        {"<!DOCTYPE x [ <!ELEMENT x ANY> <x>t</x>", "' 'x('t')", false},
    };
    CHECK(cases);
}

static void test_parse__keeps_apart_what_never_nests(void **state)
{
    (void)state;
    static const char *const apart[] = {"i", NULL};
    const char doc[] = "<x><i>one<t>two<i>three</i><p:i>four<i>five";
    g_autoptr(NgXml) xml = ng_xml_parse_apart(doc, strlen(doc), apart, NULL);
    GString *out = g_string_new(NULL);
    dump(xml, 0, out);
    assert_string_equal(out->str, "x(i('one't('two'))i('three'){p}i('four'i('five')))");
    g_string_free(out, TRUE);
}

static void test_parse__closes_what_stands_around_many_open_tags(void **state)
{
    (void)state;
    static const char *const open[] = {"<br>", "<p>", "<i><b>", "<x>"};
    for (guint o = 0; o < G_N_ELEMENTS(open); o++) {
        GString *doc = g_string_new("<r><d>");
        for (guint i = 0; i < 1000; i++)
            g_string_append(doc, open[o]);
        g_string_append(doc, "text</d><e>more</e></r>");
        g_autoptr(NgXml) xml = ng_xml_parse(doc->str, doc->len, NULL);
        g_autofree char *text = ng_xml_path_text(xml, 0, "r/d"),
                        *more = ng_xml_path_text(xml, 0, "r/e");
        if (g_strcmp0(text, "text") != 0 || g_strcmp0(more, "more") != 0)
            fail_msg("%s a thousand times: %s, %s", open[o], text, more);
        g_string_free(doc, TRUE);
    }
}

static void test_parse__knows_prefixes_that_nobody_declared(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"<x><dc:date>d</dc:date><zz:y>e</zz:y></x>",
         "x({http://purl.org/dc/elements/1.1/}date('d'){zz}y('e'))", true},
    };
    CHECK(cases);
    g_autoptr(NgXml) xml = ng_xml_parse("<x xml:lang='de'><y/></x>", 25, NULL);
    assert_string_equal(ng_xml_lang(xml, ng_xml_path(xml, 0, "x/y")), "de");
}

#define TEXT(bytes)                                                                                \
    {                                                                                              \
        bytes, sizeof bytes - 1                                                                    \
    }
static void test_parse__takes_the_charset_that_the_bytes_are_in(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        gsize len;
    } cases[] = {
        TEXT("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><x>caf\xe9</x>"),
        TEXT("<?xml version=\"1.0\" encoding=\"utf-8\"?><x>caf\xe9</x>"),
        TEXT("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><x>caf\xc3\xa9</x>"),
        TEXT("\xef\xbb\xbf<x>caf\xc3\xa9</x>"),
        TEXT("\xff\xfe<\0x\0>\0c\0a\0f\0\xe9\0<\0/\0x\0>\0"),
        TEXT("\0<\0x\0>\0c\0a\0f\0\xe9\0<\0/\0x\0>"),
        TEXT("<?xml version=\"1.0\" encoding=\"utf-16\"?><x>caf\xc3\xa9</x>"),
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgXml) xml = ng_xml_parse(cases[i].bytes, cases[i].len, NULL);
        g_autofree char *text = xml ? ng_xml_path_text(xml, 0, "x") : NULL;
        if (g_strcmp0(text, "café") != 0)
            fail_msg("case %u gives %s", i, text);
    }
}

static void test_parse__refuses_what_is_no_xml(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "", "   ", "plain text", "a < b", "<?xml version='1.0'?>", "<!DOCTYPE x>", "<"};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        NgXml *xml = ng_xml_parse(cases[i], strlen(cases[i]), &error);
        if (xml)
            fail_msg("\"%s\" is taken for XML", cases[i]);
        assert_non_null(error);
    }
}

static void test_parse__holds_against_hostile_documents(void **state)
{
    (void)state;
    /* entities in entities are not taken, and short ones do not make a large text */
    const char bomb[] = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'><!ENTITY c SYSTEM "
                        "'file:///etc/passwd'>]><x>&a;&b;&c;</x>";
    g_autoptr(NgXml) xml = ng_xml_parse(bomb, strlen(bomb), NULL);
    g_autofree char *text = ng_xml_path_text(xml, 0, "x");
    assert_string_equal(text, "ha&b;&c;");

    GString *deep = g_string_new(NULL);
    for (guint i = 0; i < 100000; i++)
        g_string_append(deep, "<d>");
    g_string_append(deep, "text");
    g_autoptr(NgXml) nested = ng_xml_parse(deep->str, deep->len, NULL);
    g_autofree char *inside = ng_xml_text(nested, ng_xml_path(nested, 0, "d"));
    assert_string_equal(inside, "text");
    g_string_truncate(deep, 0);
    g_string_append(deep, "<x ");
    for (guint i = 0; i < 40000; i++)
        g_string_append_printf(deep, "a%u='1' ", i);
    g_string_append(deep, ">text</x>");
    g_autoptr(NgXml) wide = ng_xml_parse(deep->str, deep->len, NULL);
    assert_string_equal(ng_xml_attr(wide, 1, "a63"), "1");
    assert_null(ng_xml_attr(wide, 1, "a64"));
    /* a name for each element, a namespace for each */
    static const char *const names[] = {"<a%u/>", "<a%u:b/>", "<b xmlns='u%u'/>", "<b a%u='1'/>"};
    for (guint o = 0; o < G_N_ELEMENTS(names); o++) {
        g_string_assign(deep, "<x>");
        for (guint i = 0; i < 100000; i++) {
            const char *number = strstr(names[o], "%u");
            g_string_append_printf(deep, "%.*s%u%s", (int)(number - names[o]), names[o], i,
                                   number + 2);
        }
        gint64 begun = g_get_monotonic_time();
        g_autoptr(NgXml) many = ng_xml_parse(deep->str, deep->len, NULL);
        gint64 took = g_get_monotonic_time() - begun;
        if (!many || took > 5 * G_USEC_PER_SEC)
            fail_msg("%s takes %.1f s", names[o], (double)took / 1e6);
    }
    /* what opens and never closes is looked for once */
    static const char *const openings[] = {"<a \"",       "<a b='", "<!--", "<?",      "<![CDATA[",
                                           "<!DOCTYPE [", "&",      "</a",  "<a <b '", "<a ='\" "};
    for (guint o = 0; o < G_N_ELEMENTS(openings); o++) {
        g_string_assign(deep, "<x>");
        while (deep->len < 2000000)
            g_string_append(deep, openings[o]);
        gint64 begun = g_get_monotonic_time();
        g_autoptr(NgXml) endless = ng_xml_parse(deep->str, deep->len, NULL);
        gint64 took = g_get_monotonic_time() - begun;
        if (!endless || took > 5 * G_USEC_PER_SEC)
            fail_msg("%s again and again takes %.1f s", openings[o], (double)took / 1e6);
    }
    g_string_free(deep, TRUE);
}

static void test_path__finds_what_stands_there(void **state)
{
    (void)state;
    const char doc[] = "<n><h><t>one</t></h><h><d><i v='2'>two</i></d></h><b><p>a<br/>b<i>c</i></p>"
                       "<p>d</p></b></n>";
    g_autoptr(NgXml) xml = ng_xml_parse(doc, strlen(doc), NULL);
    static const struct {
        const char *path, *text;
    } cases[] = {{"n/h/t", "one"},  {"n/h/d/i", "two"}, {"N/B/P", "a bc"},
                 {"n/b", "a bc d"}, {"n/x", NULL},      {"n/h/d/x", NULL},
                 {"//i", "two"},    {"//x", NULL},      {"n/h/d/i/x", NULL}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = ng_xml_path_text(xml, 0, cases[i].path);
        if (g_strcmp0(text, cases[i].text) != 0)
            fail_msg("%s: %s, not %s", cases[i].path, text, cases[i].text);
    }
    uint32_t n = ng_xml_path(xml, 0, "n"), h = ng_xml_child(xml, n, "", "h");
    assert_int_not_equal(ng_xml_next(xml, h, "", "h"), 0);
    assert_int_equal(ng_xml_next(xml, ng_xml_next(xml, h, "", "h"), "", "h"), 0);
    assert_int_equal(ng_xml_child(xml, n, "urn:x", "h"), 0);
    guint ps = 0;
    for (uint32_t p = ng_xml_descend(xml, n, n, NULL, "p"); p;
         p = ng_xml_descend(xml, n, p, NULL, "p"))
        ps++;
    assert_int_equal(ps, 2);
    gsize len;
    g_autofree char *raw = ng_xml_raw(xml, ng_xml_path(xml, 0, "n/b"), &len);
    assert_string_equal(raw, "abcd");
}

/* Paragraphs with the first letter of their roles: "b:one|h:two". */
static char *shape(const NgArticle *article)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < article->paragraphs->len; i++) {
        const NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, i);
        g_string_append_printf(out, "%s%c:%s", i ? "|" : "", *ng_role_name(paragraph->role),
                               paragraph->text);
    }
    return g_string_free(out, FALSE);
}

static void test_html_fragment__gives_paragraphs_without_what_software_adds(void **state)
{
    (void)state;
    static const struct {
        const char *html, *shape;
    } cases[] = {
        {"The council met on Monday.", "b:The council met on Monday."},
        {"One &amp; two.\n\nThree &eacute;t&eacute;.", "b:One & two.|b:Three été."},
        {"A line that was\nwrapped by hand.\n\nAnd another.",
         "b:A line that was wrapped by hand.|b:And another."},
        {"<p>The council met.</p><p>It voted.</p>", "b:The council met.|b:It voted."},
        {"The council met.<br><br>It <b>vot</b>ed.<br>Twice.",
         "b:The council met.|b:It voted. Twice."},
        {"<h2>Bridges</h2><ul><li>The Aar bridge closes in May.</li><li>The Orb bridge stays open."
         "</li></ul><blockquote>We had no choice.</blockquote>",
         "h:Bridges|l:The Aar bridge closes in May.|l:The Orb bridge stays open.|q:We had no "
         "choice."},
        {"<p>The council met.</p><p>The post <a href='/a'>Bridges to close</a> appeared first on "
         "<a "
         "href='/'>Aar Courier</a>.</p>",
         "b:The council met."},
        {"<p>The council met.</p><p>Objavljeno: <a href='/a'>Bridges to close</a>, <a "
         "href='/'>Aar Courier</a></p>",
         "b:The council met."},
        {"<p>The council met.</p><hr><p><a href='/a'>Bridges to close</a> was originally published "
         "in "
         "<a href='/'>Valley Days</a> on Large, where people are talking about it.</p>",
         "b:The council met."},
        {"<p>The council met and [&#8230;]</p>", "b:The council met and"},
        {"<p>The council met on Monday. <a href='/a'>Continue reading &rarr;</a></p>",
         "b:The council met on Monday."},
        {"<p>The council met.</p><p><a href='/t'>Tweet</a> <a href='/f'>Share</a></p><img "
         "src='p.gif' "
         "width=1 height=1>",
         "b:The council met."},
        {"<p>Bridges to close</p><p>The council met.</p>", "b:The council met."},
        {"<figure><img src='a.jpg'><figcaption>The bridge in May</figcaption></figure><p>The "
         "council "
         "met.</p>",
         "b:The council met."},
        {"<p>The council met.</p><h3>Related</h3><ul><li><a href='/x'>Ferries again</a></li></ul>",
         "b:The council met."},
        {"<p>The council met.</p><h3>What are you waiting for?</h3>",
         "b:The council met.|h:What are you waiting for?"},
        {"", ""},
        {"<img src='a.jpg'>", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgArticle) article = ng_article_new();
        ng_article_set_title(article, "Bridges to close");
        guint n = ng_html_fragment_add(article, cases[i].html, -1, NG_FRAGMENT_PLAIN);
        g_autofree char *got = shape(article);
        if (strcmp(got, cases[i].shape) != 0 || n != article->paragraphs->len)
            fail_msg("%s\n  gives  %s\n  wanted %s", cases[i].html, got, cases[i].shape);
    }
}

static void test_xml_fragment__gives_paragraphs_of_agency_markup(void **state)
{
    (void)state;
    const char doc[] =
        "<body.content xmlns='urn:n'><block><p>The council <org>of Aar</org> met.</p><hl2>The "
        "bridges</hl2><p>One.</p><media><media-reference source='a.jpg'/><media-caption>The bridge "
        "in May.</media-caption><media-producer>A. "
        "Bell</media-producer></media></block><ul><li>May "
        "2</li><li>May 3</li></ul><bq><block><p>No choice.</p></block></bq><pre>Two.\n\nThree &lt; "
        "four.</pre></body.content>";
    g_autoptr(NgXml) xml = ng_xml_parse(doc, strlen(doc), NULL);
    uint32_t node = ng_xml_path(xml, 0, "body.content");
    g_autoptr(NgArticle) article = ng_article_new();
    ng_xml_fragment_add(article, xml, node, NG_FRAGMENT_PLAIN);
    g_autofree char *got = shape(article);
    assert_string_equal(got, "b:The council of Aar met.|h:The bridges|b:One.|l:May 2|l:May 3|q:No "
                             "choice.|b:Two.|b:Three < four.");
    g_autoptr(NgArticle) with = ng_article_new();
    ng_xml_fragment_add(with, xml, node, NG_FRAGMENT_CAPTIONS);
    g_autofree char *all = shape(with);
    assert_non_null(strstr(all, "|c:The bridge in May.|"));
    assert_null(strstr(all, "Bell"));
}

static void test_html_line__resolves_markup_and_references(void **state)
{
    (void)state;
    static const struct {
        const char *html, *line;
    } cases[] = {
        {"Plain", "Plain"},
        {"  Two\n words ", "Two words"},
        {"Fish &amp; <b>chips</b>", "Fish & chips"},
        {"a < b &lt;c&gt;", "a < b <c>"},
        {"<i> </i>", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *line = ng_html_line(cases[i].html, -1);
        if (g_strcmp0(line, cases[i].line) != 0)
            fail_msg("%s gives %s", cases[i].html, line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse__gives_the_tree_of_a_sound_document),
        cmocka_unit_test(test_parse__mends_what_is_malformed),
        cmocka_unit_test(test_parse__keeps_apart_what_never_nests),
        cmocka_unit_test(test_parse__closes_what_stands_around_many_open_tags),
        cmocka_unit_test(test_parse__knows_prefixes_that_nobody_declared),
        cmocka_unit_test(test_parse__takes_the_charset_that_the_bytes_are_in),
        cmocka_unit_test(test_parse__refuses_what_is_no_xml),
        cmocka_unit_test(test_parse__holds_against_hostile_documents),
        cmocka_unit_test(test_path__finds_what_stands_there),
        cmocka_unit_test(test_html_fragment__gives_paragraphs_without_what_software_adds),
        cmocka_unit_test(test_xml_fragment__gives_paragraphs_of_agency_markup),
        cmocka_unit_test(test_html_line__resolves_markup_and_references),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
