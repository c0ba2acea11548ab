/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packed values: what goes in comes out, hostile bytes are refused or read within bounds; and which
 * of two versions wins. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "nutgraf/values.h"

static GRand *dice;

static int set_up(void **state)
{
    (void)state;
    dice = g_rand_new_with_seed(11);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    g_rand_free(dice);
    return 0;
}

static guint roll(guint n)
{
    return (guint)g_rand_int_range(dice, 0, (gint32)n);
}

static guint64 any64(void)
{
    return (guint64)g_rand_int(dice) << 32 | g_rand_int(dice);
}

static void test_values__meta_comes_back(void **state)
{
    (void)state;
    g_autoptr(GString) value = g_string_new(NULL);
    for (guint i = 0; i < 2000; i++) {
        NgMeta meta = {.date_ymd = roll(2) ? 20170825 : 0,
                       .kind = roll(2) ? NG_KIND_STATEMENT : NG_KIND_ARTICLE,
                       .outlet = any64(),
                       .n_bylines = roll(NG_META_BYLINES + 1),
                       .n_paragraphs = g_rand_int(dice),
                       .n_quotes = roll(100)};
        NgMeta again;
        strcpy(meta.lang, roll(2) ? "en" : roll(2) ? "yue" : "");
        for (guint j = 0; j < meta.n_bylines; j++)
            meta.bylines[j] = any64();
        ng_meta_pack(&meta, value);
        assert_true(ng_meta_unpack(value->str, value->len, &again));
        assert_int_equal(meta.date_ymd, again.date_ymd);
        assert_int_equal(meta.kind, again.kind);
        assert_int_equal(meta.outlet, again.outlet);
        assert_int_equal(meta.n_paragraphs, again.n_paragraphs);
        assert_int_equal(meta.n_quotes, again.n_quotes);
        assert_int_equal(meta.n_bylines, again.n_bylines);
        assert_string_equal(meta.lang, again.lang);
        assert_memory_equal(meta.bylines, again.bylines, meta.n_bylines * sizeof(guint64));
        for (gsize len = 0; len < value->len; len++) {
            g_autofree char *part = g_memdup2(value->str, len);
            assert_false(ng_meta_unpack(part, len, &again));
        }
    }
}

static void test_values__names_come_back_with_their_paragraphs(void **state)
{
    (void)state;
    static const uint32_t some[] = {0, 1, 7, 4000000000u}, one[] = {3};
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    NgNamesIter iter;
    guint64 hash;
    NgActorKind kind;
    ng_names_pack_one(value, 17, NG_ACTOR_PLACE, some, G_N_ELEMENTS(some));
    ng_names_pack_one(value, G_MAXUINT64, NG_ACTOR_ORG, one, 1);
    ng_names_iter_init(&iter, value->str, value->len);
    assert_true(ng_names_iter_next(&iter, &hash, &kind, paragraphs));
    assert_int_equal(hash, 17);
    assert_int_equal(kind, NG_ACTOR_PLACE);
    assert_int_equal(paragraphs->len, G_N_ELEMENTS(some));
    assert_memory_equal(paragraphs->data, some, sizeof some);
    assert_true(ng_names_iter_next(&iter, &hash, &kind, paragraphs));
    assert_int_equal(hash, G_MAXUINT64);
    assert_int_equal(paragraphs->len, 1);
    assert_false(ng_names_iter_next(&iter, &hash, &kind, paragraphs));
}

static void test_values__hostile_bytes_stay_within_bounds(void **state)
{
    (void)state;
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = 0; i < 50000; i++) {
        gsize len = roll(40);
        g_autofree char *bytes = g_malloc(len + 1);
        g_autofree char *exact = NULL;
        for (gsize j = 0; j < len; j++)
            bytes[j] = (char)(roll(3) ? roll(256) : roll(4) ? 0xff : 0);
        exact = g_memdup2(bytes, len);
        NgMeta meta;
        NgVersion version;
        NgNamesIter iter;
        NgActorKind kind;
        guint64 hash;
        gint64 time;
        char *slug = NULL, *name = NULL;
        if (ng_meta_unpack(exact, len, &meta)) {
            assert_true(meta.n_bylines <= NG_META_BYLINES);
            assert_true(memchr(meta.lang, 0, sizeof meta.lang) != NULL);
        }
        ng_version_unpack(exact, len, &version);
        ng_time_unpack(exact, len, &time);
        ng_names_iter_init(&iter, exact, len);
        for (guint n = 0; ng_names_iter_next(&iter, &hash, &kind, numbers); n++) {
            assert_true(n < len && numbers->len <= len);
            assert_in_range(kind, NG_ACTOR_ORG, NG_ACTOR_PLACE);
        }
        if (ng_name_unpack(exact, len, &slug, &name, &kind)) {
            g_free(slug);
            g_free(name);
        }
    }
}

static void test_values__name_and_key_come_back(void **state)
{
    (void)state;
    static const char *const names[] = {"Eugene Kaspersky", "", "Ein\tTab", "Кремль"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        char *slug, *name;
        NgActorKind kind;
        g_autofree char *value = ng_name_pack("a-slug", names[i], NG_ACTOR_PERSON);
        assert_true(ng_name_unpack(value, strlen(value), &slug, &name, &kind));
        assert_string_equal(slug, "a-slug");
        assert_string_equal(name, names[i]);
        assert_int_equal(kind, NG_ACTOR_PERSON);
        g_free(slug);
        g_free(name);
    }
    assert_int_not_equal(ng_name_hash('a', "wire", 4), ng_name_hash('o', "wire", 4));
    assert_int_not_equal(ng_name_hash('a', "", 0), 0);
    g_autofree char *key = ng_alias_key("The F.B.I.");
    g_autofree char *same = ng_alias_key("the FBI");
    assert_string_equal(key, same);
}

static void test_values__times_sort_as_their_bytes(void **state)
{
    (void)state;
    static const gint64 times[] = {-62135596800, -1, 0, 1, 1503655200, 253402300799};
    char before[NG_TIME_BYTES], now[NG_TIME_BYTES];
    for (guint i = 0; i < G_N_ELEMENTS(times); i++) {
        gint64 again;
        ng_time_pack(times[i], now);
        assert_true(ng_time_unpack(now, sizeof now, &again));
        assert_int_equal(again, times[i]);
        if (i)
            assert_true(memcmp(before, now, sizeof now) < 0);
        memcpy(before, now, sizeof now);
    }
}

static void test_version__higher_then_later_wins(void **state)
{
    (void)state;
    const struct {
        NgVersion later, there;
        bool replaces;
        const char *what;
    } cases[] = {
        {{.version = 2}, {.version = 1, .updated = 99}, true, "higher version"},
        {{.version = 1, .updated = 99}, {.version = 2}, false, "lower version"},
        {{.updated = 5}, {.updated = 4}, true, "later update"},
        {{.updated = 4}, {.updated = 5}, false, "earlier update"},
        {{.updated = G_MININT64}, {.updated = 1}, false, "update not known"},
        {{.updated = 1}, {.updated = G_MININT64}, true, "update now known"},
        {{.updated = 4}, {.updated = 4}, true, "the same: the later arrival"},
        {{.withdrawn = true}, {.withdrawn = false}, true, "withdrawn now"},
        {{.withdrawn = false}, {.withdrawn = true}, false, "withdrawn stays"},
        {{.teaser = true}, {.teaser = false}, false, "a teaser of what is there in full"},
        {{.teaser = false}, {.teaser = true}, true, "in full what was a teaser"},
        {{.teaser = true}, {.teaser = true}, true, "another teaser"},
        {{.teaser = true, .updated = 5}, {.updated = 4}, true, "a teaser of a later update"},
        {{.updated = 4}, {.teaser = true, .updated = 5}, false, "in full what was updated since"},
        {{.withdrawn = true, .teaser = true}, {.withdrawn = false}, true, "a teaser withdrawn"},
        {{.version = 1}, {.withdrawn = true}, true, "a later version comes back"},
        {{.withdrawn = true}, {.version = 1}, false, "an older one is withdrawn"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        if (ng_version_replaces(&cases[i].later, &cases[i].there) != cases[i].replaces)
            fail_msg("%s", cases[i].what);
}

static void test_version__hash_sees_what_the_source_gave(void **state)
{
    (void)state;
    NgVersion first, second;
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(NgArticle) article = ng_article_new();
    article->id = g_strdup("a");
    ng_article_add_paragraph(article, "Some text.", -1, NG_ROLE_BODY);
    ng_version_of(article, &first);
    assert_int_equal(first.updated, G_MININT64);
    ng_version_pack(&first, value);
    assert_true(ng_version_unpack(value->str, value->len, &second));
    assert_memory_equal(first.hash, second.hash, sizeof first.hash);
    assert_int_equal(second.updated, G_MININT64);
    article->added = g_strdup("2026-11-22T09:00:00Z"); /* ours, not the source's */
    article->source = g_strdup("/elsewhere");
    ng_version_of(article, &second);
    assert_memory_equal(first.hash, second.hash, sizeof first.hash);
    article->outlet = g_strdup("Wire");
    article->updated = g_strdup("1970-01-01T00:01:00Z");
    ng_version_of(article, &second);
    assert_memory_not_equal(first.hash, second.hash, sizeof first.hash);
    assert_int_equal(second.updated, 60);
}

static void test_version__knows_a_teaser(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = ng_article_new();
    g_autoptr(GString) value = g_string_new(NULL);
    NgVersion version;
    ng_article_add_paragraph(article, "Some text.", -1, NG_ROLE_BODY);
    for (guint i = 0; i < 4; i++) {
        bool teaser = i & 1, withdrawn = i & 2;
        ng_article_set_provenance(article, "text",
                                  teaser ? NG_TEASER_RULE "rss:description" : "content:encoded");
        article->status = withdrawn ? NG_STATUS_WITHDRAWN : NG_STATUS_LIVE;
        ng_version_of(article, &version);
        ng_version_pack(&version, value);
        memset(&version, 0xAA, sizeof version);
        assert_true(ng_version_unpack(value->str, value->len, &version));
        assert_int_equal(version.teaser, teaser);
        assert_int_equal(version.withdrawn, withdrawn);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values__meta_comes_back),
        cmocka_unit_test(test_values__names_come_back_with_their_paragraphs),
        cmocka_unit_test(test_values__hostile_bytes_stay_within_bounds),
        cmocka_unit_test(test_values__name_and_key_come_back),
        cmocka_unit_test(test_values__times_sort_as_their_bytes),
        cmocka_unit_test(test_version__higher_then_later_wins),
        cmocka_unit_test(test_version__knows_a_teaser),
        cmocka_unit_test(test_version__hash_sees_what_the_source_gave),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
