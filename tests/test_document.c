/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An article's document: what stands at which position, which filters and values it has. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "nutgraf/document.h"
#include "nutgraf/forward.h"
#include "nutgraf/record.h"
#include "tests/support/index_fixture.h"

typedef struct {
    GHashTable *terms;  /* char * -> GString of positions, "" for none */
    GString *values[8]; /* by slot */
    guint names, records;
} Built;

static GString *term_of(Built *built, const char *term, gsize len)
{
    g_autofree char *key = g_strndup(term, len);
    GString *positions = g_hash_table_lookup(built->terms, key);
    if (!positions) {
        positions = g_string_new(NULL);
        g_hash_table_insert(built->terms, g_steal_pointer(&key), positions);
    }
    return positions;
}

static void on_term(gpointer data, const char *term, gsize len, guint32 wdf)
{
    (void)wdf;
    term_of(data, term, len);
}

static void on_value(gpointer data, guint32 slot, const char *value, gsize len)
{
    Built *built = data;
    assert_in_range(slot, 0, NG_SLOT_SKETCH);
    assert_null(built->values[slot]);
    built->values[slot] = g_string_new_len(value, (gssize)len);
}

static void on_record(gpointer data, const char *bytes, gsize len)
{
    g_autoptr(NgArticle) article = ng_record_decode(bytes, len, NULL);
    assert_non_null(article);
    ((Built *)data)->records++;
}

static void on_name(gpointer data, const char *key, gsize key_len, const char *value, gsize len)
{
    (void)key;
    (void)value;
    assert_int_equal(key_len, NG_NAME_KEY_BYTES);
    assert_true(len > 3);
    ((Built *)data)->names++;
}

static void free_string(gpointer string)
{
    g_string_free(string, TRUE);
}

/* What the forward index says of each term that is not a word as written. */
static void place_terms(Built *built)
{
    const GString *packed = built->values[NG_SLOT_FORWARD];
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    NgForward forward;
    GHashTableIter iter;
    gpointer term, string;
    if (!packed)
        return;
    assert_true(ng_forward_open(&forward, packed->str, packed->len));
    g_hash_table_iter_init(&iter, built->terms);
    while (g_hash_table_iter_next(&iter, &term, &string)) {
        NgForwardTerm wanted = ng_forward_term(term, strlen(term));
        g_array_set_size(places, 0);
        ng_forward_find(&forward, &wanted, NULL, places);
        ng_forward_settle(&forward, places, 0);
        for (guint i = 0; i < places->len; i++) {
            uint32_t position = g_array_index(places, uint32_t, i);
            g_string_append_printf(string, "%s%u+%u", i ? " " : "", position / NG_BLOCK_STRIDE,
                                   position % NG_BLOCK_STRIDE);
        }
    }
}

static NgDocumentBuilder *builder;

static Built *build(const NgArticle *article)
{
    Built *built = g_new0(Built, 1);
    built->terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_string);
    NgDocumentSink sink = {on_term, on_value, on_record, on_name, built};
    NgVersion version;
    ng_version_of(article, &version);
    ng_document_build(builder, article, &version, &sink);
    assert_int_equal(built->records, 1);
    assert_non_null(built->values[NG_SLOT_VERSION]);
    place_terms(built);
    return built;
}

static void built_free(Built *built)
{
    g_hash_table_unref(built->terms);
    for (guint i = 0; i < 8; i++)
        if (built->values[i])
            g_string_free(built->values[i], TRUE);
    g_free(built);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Built, built_free)

static const char *at(const Built *built, const char *term)
{
    const GString *positions = g_hash_table_lookup(built->terms, term);
    return positions ? positions->str : "absent";
}

static int set_up(void **state)
{
    (void)state;
    builder = ng_document_builder_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ng_document_builder_free(builder);
    return 0;
}

static void keep(NgKeptTokens *kept, const char *address, const char *text)
{
    NgTokens tokens;
    ng_tokens_init(&tokens);
    ng_tokenise(&tokens, text, strlen(text));
    ng_kept_tokens_add(kept, address, &tokens);
    ng_tokens_clear(&tokens);
}

static const char *paragraph_text(const NgArticle *article, guint i)
{
    return ((const NgParagraph *)article->paragraphs->pdata[i])->text;
}

static void test_document__is_the_same_of_tokens_that_were_kept(void **state)
{
    (void)state;
    static const FixtureText text = {
        .id = "a/b",
        .title = "U.S. audits",
        .paragraphs = {"Non-governmental groups audited it.", "Moscow heard.", "O'Neil left."}};
    g_autoptr(NgArticle) article = fixture_article(&text);
    g_autoptr(Built) plain = build(article);
    NgKeptTokens *kept = ng_kept_tokens_new();
    ng_document_builder_take_tokens(builder, kept);
    keep(kept, article->headline->text, article->headline->text);
    keep(kept, paragraph_text(article, 0), paragraph_text(article, 0));
    ng_kept_tokens_add(kept, paragraph_text(article, 1), NULL);
    keep(kept, "elsewhere", "other words");
    g_autoptr(Built) same = build(article);
    assert_int_equal(g_hash_table_size(same->terms), g_hash_table_size(plain->terms));
    for (guint slot = 0; slot < 8; slot++)
        if (plain->values[slot])
            assert_true(g_string_equal(same->values[slot], plain->values[slot]));

    ng_kept_tokens_begin(kept);
    keep(kept, article->headline->text, "taken indeed");
    g_autoptr(Built) taken = build(article);
    assert_string_equal(at(taken, "taken"), "0+0");
    assert_string_equal(at(taken, "group"), at(plain, "group"));
    ng_document_builder_take_tokens(builder, NULL);
    ng_kept_tokens_free(kept);
}

static void test_document__words_names_and_quotes_have_places(void **state)
{
    (void)state;
    static const FixtureText text = {
        .id = "a/b",
        .title = "Audits of code",
        .outlet = "The Wire",
        .author = "Jane Roe",
        .speaker = "fbi",
        .url = "https://www.Example.org/x",
        .paragraphs = {"The FBI audited it.", "“Trust us,” it said. “No audits.” Moscow heard."}};
    g_autoptr(NgArticle) article = fixture_article(&text);
    g_autoptr(Built) built = build(article);
    static const char *const cases[][2] = {
        {"audit", "0+0 1+2 2+5"},
        {"Raudited", "absent"}, /* its stem tells it */

        {"Rcode", "absent"},
        {"code", "0+2"},
        {"XB", "2+0 2+4"},
        {"XE", "2+1 2+5"},
        {"XSfbi", "2+0 2+4"},
        {"XAfbi", "1+1"},
        {"XAmoscow", "2+6"},
        {"Qa/b", ""},
        {"XOthe-wire", ""},
        {"Ajane-roe", ""},
        {"Hexample.org", ""},
        {"P/news/a/b.html", ""},
        {"XKarticle", ""},
        {"Len", ""},
        {"XU", ""},
        {"XW", "absent"},
        {"XM", "absent"},
        {"XL", "absent"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        if (strcmp(at(built, cases[i][0]), cases[i][1]) != 0)
            fail_msg("%s: has \"%s\", expected \"%s\"", cases[i][0], at(built, cases[i][0]),
                     cases[i][1]);
    NgMeta meta;
    const GString *packed = built->values[NG_SLOT_META];
    assert_true(ng_meta_unpack(packed->str, packed->len, &meta));
    assert_int_equal(meta.n_paragraphs, 2);
    assert_int_equal(meta.n_quotes, 2);
    assert_int_equal(meta.n_bylines, 1);
    assert_int_equal(meta.date_ymd, 0);
    assert_null(built->values[NG_SLOT_TIME]);
    assert_int_equal(built->names, 5); /* Roe, Wire, Moscow; the FBI as named and as speaking */
}

static void test_document__stems_each_paragraph_in_its_own_language(void **state)
{
    (void)state;
    static const FixtureText text = {
        .id = "mixed",
        .title = "Audits",
        .lang = "en",
        .paragraphs = {"Audits happened.", "Die Vorwürfe waren Prüfungen.", "Happiness happened."}};
    g_autoptr(NgArticle) article = fixture_article(&text);
    ((NgParagraph *)article->paragraphs->pdata[1])->lang = "de";
    ((NgParagraph *)article->paragraphs->pdata[2])->lang = "en"; /* told, and the same */
    g_autoptr(Built) built = build(article);
    static const char *const cases[][2] = {
        {"audit", "0+0 1+0"},
        {"happen", "1+1 3+1"},
        {"vorwurf", "2+1"},
        {"prufung", "2+3"},
        {"Len", ""},
        {"Lde", "absent"},
        {"XTde", ""},
        {"XTen", "absent"},
        {"Rvorwurfe", "absent"},
        {"Rprufungen", "absent"},
        {"Rhappiness", ""}, /* happi and four letters */
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        if (strcmp(at(built, cases[i][0]), cases[i][1]) != 0)
            fail_msg("%s: has \"%s\", expected \"%s\"", cases[i][0], at(built, cases[i][0]),
                     cases[i][1]);
}

static void test_document__long_paragraph_takes_blocks(void **state)
{
    (void)state;
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = 0; i < 5000; i++)
        g_string_append_printf(words, "w%u ", i);
    FixtureText text = {
        .id = "long", .title = "Long", .paragraphs = {"short", words->str, "after"}};
    g_autoptr(NgArticle) article = fixture_article(&text);
    g_autoptr(Built) built = build(article);
    g_autoptr(GArray) first = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) lengths = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const GString *packed = built->values[NG_SLOT_FORWARD];
    NgForward forward;
    static const uint32_t expected[] = {0, 1, 2, 5};
    assert_string_equal(at(built, "w0"), "2+0");
    assert_string_equal(at(built, "w2046"), "2+2046");
    assert_string_equal(at(built, "w2047"), "3+0");
    assert_string_equal(at(built, "w4999"), "4+905");
    assert_string_equal(at(built, "after"), "5+0");
    assert_true(ng_forward_open(&forward, packed->str, packed->len));
    assert_true(forward.has_long);
    ng_forward_lengths(&forward, lengths, first);
    assert_int_equal(lengths->len, 4);
    assert_int_equal(g_array_index(lengths, uint32_t, 2), 5000);
    assert_int_equal(first->len, G_N_ELEMENTS(expected));
    assert_memory_equal(first->data, expected, sizeof expected);
}

static void test_document__dates_go_as_far_as_they_are_known(void **state)
{
    (void)state;
    static const struct {
        const char *published, *day, *month, *year, *undated;
    } cases[] = {
        {"2017-08-25T23:30:00-05:00", "D20170825", "M201708", "Y2017", NULL},
        {"2017-08-25", "D20170825", "M201708", "Y2017", NULL},
        {"2017-08", NULL, "M201708", "Y2017", NULL},
        {"2017", NULL, NULL, "Y2017", NULL},
        {NULL, NULL, NULL, NULL, "XU"},
        {"soon", NULL, NULL, NULL, "XU"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        FixtureText text = {.id = "a", .title = "t", .published = cases[i].published};
        g_autoptr(NgArticle) article = fixture_article(&text);
        g_autoptr(Built) built = build(article);
        const char *const expected[] = {cases[i].day, cases[i].month, cases[i].year,
                                        cases[i].undated};
        guint found = 0, wanted = 0;
        for (guint j = 0; j < G_N_ELEMENTS(expected); j++) {
            wanted += expected[j] != NULL;
            if (expected[j] && strcmp(at(built, expected[j]), "") != 0)
                fail_msg("%s: no %s", cases[i].published, expected[j]);
        }
        GHashTableIter iter;
        gpointer term;
        g_hash_table_iter_init(&iter, built->terms);
        while (g_hash_table_iter_next(&iter, &term, NULL))
            found += (strchr("DMY", *(char *)term) && g_ascii_isdigit(((char *)term)[1])) ||
                     strcmp(term, "XU") == 0;
        assert_int_equal(found, wanted);
        assert_true((built->values[NG_SLOT_TIME] != NULL) == (cases[i].undated == NULL));
    }
}

static void test_document__what_is_held_back_says_so(void **state)
{
    (void)state;
    FixtureText text = {.id = "a",
                        .title = "Secret audit",
                        .embargo = "2027-01-01",
                        .outlet = "Wire",
                        .published = "2017",
                        .paragraphs = {"FBI words."}};
    g_autoptr(NgArticle) held = fixture_article(&text);
    g_autoptr(Built) built = build(held);
    gint64 until;
    assert_string_equal(at(built, "XM"), "");
    assert_true(ng_time_unpack(built->values[NG_SLOT_EMBARGO]->str,
                               built->values[NG_SLOT_EMBARGO]->len, &until));
    assert_int_equal(until, 1798761600);
    text.status = NG_STATUS_WITHDRAWN;
    g_autoptr(NgArticle) gone = fixture_article(&text);
    g_autoptr(Built) nothing = build(gone);
    assert_int_equal(g_hash_table_size(nothing->terms), 3);
    assert_string_equal(at(nothing, "XW"), "");
    assert_string_equal(at(nothing, "Qa"), "");
    assert_string_equal(at(nothing, "P/news/a.html"), "");
    assert_null(nothing->values[NG_SLOT_META]);
    assert_null(nothing->values[NG_SLOT_META]);
    assert_null(nothing->values[NG_SLOT_TIME]);
    assert_int_equal(nothing->names, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_document__words_names_and_quotes_have_places),
        cmocka_unit_test(test_document__is_the_same_of_tokens_that_were_kept),
        cmocka_unit_test(test_document__stems_each_paragraph_in_its_own_language),
        cmocka_unit_test(test_document__long_paragraph_takes_blocks),
        cmocka_unit_test(test_document__dates_go_as_far_as_they_are_known),
        cmocka_unit_test(test_document__what_is_held_back_says_so),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
