/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates: ISO with the precision given, and what news pages write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "nutgraf/date.h"

static void check_loose(const char *text, const char *lang, const char *expected)
{
    NgDate date;
    g_autofree char *got = ng_date_parse_loose(text, lang, &date) ? ng_date_format(&date) : NULL;
    if (g_strcmp0(got, expected) != 0) {
        fail_msg("\"%s\" (%s): got %s, expected %s", text, lang ? lang : "no language",
                 got ? got : "no date", expected ? expected : "no date");
    }
}

static void test_date_parse_iso__keeps_the_precision_given(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"2017", "2017"},
        {"2017-08", "2017-08"},
        {"2017-08-25", "2017-08-25"},
        {"2017-08-25T10:00:00", "2017-08-25T10:00:00"},
        {"2017-08-25T10:00:00Z", "2017-08-25T10:00:00Z"},
        {"2017-08-25T10:00:00+02:00", "2017-08-25T10:00:00+02:00"},
        {"2017-08-25T10:00:00-0330", "2017-08-25T10:00:00-03:30"},
        {"2017-08-25T10:00:00+02", "2017-08-25T10:00:00+02:00"},
        {"2017-08-25T10:00:00+00:00", "2017-08-25T10:00:00Z"},
        {"2017-08-25T10:00", "2017-08-25T10:00:00"},
        {"2017-08-25 10:00:01.123456 +0200", "2017-08-25T10:00:01+02:00"},
        {"2017-08-25T10:00:00,5Z", "2017-08-25T10:00:00Z"},
        {"20170825", "2017-08-25"},
        {"20170825T101112Z", "2017-08-25T10:11:12Z"},
        {"20170825T1011+0200", "2017-08-25T10:11:00+02:00"},
        {" 2017-08-25\n", "2017-08-25"},
        {"2017-08-25Z", "2017-08-25"},
        {"2016-02-29", "2016-02-29"},
        {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
        {"0001-01-01", "0001-01-01"},
        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
        {"2017-02-29", NULL},
        {"1900-02-29", NULL},
        {"2017-13", NULL},
        {"2017-00-10", NULL},
        {"2017-08-00", NULL},
        {"2017-8-5", NULL},
        {"201708", NULL},
        {"0000", NULL},
        {"2017-08-25T24:00", NULL},
        {"2017-08-25T10:60", NULL},
        {"2017-08-25T10:00:00+25:00", NULL},
        {"2017-08T10:00", NULL},
        {"2017-08-25T", NULL},
        {"2017-08-25 and more", NULL},
        {"", NULL},
        {"99999", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgDate date;
        bool ok = ng_date_parse_iso(cases[i].text, &date);
        g_autofree char *got = ok ? ng_date_format(&date) : NULL;
        if (g_strcmp0(got, cases[i].expected) != 0) {
            fail_msg("\"%s\": got %s", cases[i].text, got ? got : "no date");
        }
        if (ok) { /* the canonical form reads back as itself */
            NgDate again;
            assert_true(ng_date_parse_iso(got, &again));
            g_autofree char *twice = ng_date_format(&again);
            assert_string_equal(twice, got);
        }
    }
}

static void test_date_parse_loose__reads_what_pages_and_agencies_write(void **state)
{
    (void)state;
    static const struct {
        const char *text, *lang, *expected;
    } cases[] = {
        {"Fri, 25 Aug 2017 10:00:00 +0200", NULL, "2017-08-25T10:00:00+02:00"},
        {"Fri, 25 Aug 2017 10:00:00 GMT", NULL, "2017-08-25T10:00:00Z"},
        {"25 Aug 17 10:00 EST", NULL, "2017-08-25T10:00:00-05:00"},
        {"Fri Aug 25 10:00:00 EDT 2017", NULL, "2017-08-25T10:00:00-04:00"},
        {"26-FEB-1987 15:01:01.79", NULL, "1987-02-26T15:01:01"},
        {" 9-MAR-1987 15:01:01.79\t\t\tF", NULL, "1987-03-09T15:01:01"},
        {"August 25, 2017", NULL, "2017-08-25"},
        {"Aug. 25, 2017 at 10:00 a.m. ET", "en", "2017-08-25T10:00:00"},
        {"AUGUST 25TH, 2017", "en", "2017-08-25"},
        {"25 August 2017, 10:00 am EDT", "en", "2017-08-25T10:00:00-04:00"},
        {"12:15 am, 25 August 2017", "en", "2017-08-25T00:15:00"},
        {"12:15 PM 25 August 2017", "en", "2017-08-25T12:15:00"},
        {"Friday, 25. August 2017 - 10:00 Uhr", "de", "2017-08-25T10:00:00"},
        {"Freitag, 3. M\xC3\xA4rz 2017, 10.30 Uhr", "de", "2017-03-03T10:30:00"},
        {"25.08.2017 10 Uhr", "de", "2017-08-25T10:00:00"},
        {"vendredi 25 ao\xC3\xBBt 2017 \xC3\xA0 10h30", "fr", "2017-08-25T10:30:00"},
        {"1er f\xC3\xA9vrier 2017", "fr", "2017-02-01"},
        {"25 de agosto de 2017", "es", "2017-08-25"},
        {"25 ago 2017", "es", "2017-08-25"},
        {"venerd\xC3\xAC 25 agosto 2017, ore 10.00", "it", "2017-08-25T10:00:00"},
        {"25 de mar\xC3\xA7o de 2017 \xC3\xA0s 10h00", "pt", "2017-03-25T10:00:00"},
        {"25 set 2017", "pt", "2017-09-25"},
        {"vrijdag 25 augustus 2017", "nl", "2017-08-25"},
        {"25 sierpnia 2017, 10:00", "pl", "2017-08-25T10:00:00"},
        {"3 pa\xC5\xBA"
         "dziernika 2017",
         "pl", "2017-10-03"},
        {"den 25 augusti 2017 kl 10.00", "sv", "2017-08-25T10:00:00"},
        {"d. 25. august 2017 kl. 10.00", "da", "2017-08-25T10:00:00"},
        {"25. desember 2017", "no", "2017-12-25"},
        {"25. elokuuta 2017 klo 10.00", "fi", "2017-08-25T10:00:00"},
        {"25 \xD0\xB0\xD0\xB2\xD0\xB3\xD1\x83\xD1\x81\xD1\x82\xD0\xB0 2017 \xD0\xB3., 10:00", "ru",
         "2017-08-25T10:00:00"},
        {"9 \xD0\xBC\xD0\xB0\xD1\x8F 2017", "ru", "2017-05-09"},
        {"25. srpna 2017", "cs", "2017-08-25"},
        {"25. 8. 2017", "cs", "2017-08-25"},
        {"25 A\xC4\x9Fustos 2017 Cuma 10:00", "tr", "2017-08-25T10:00:00"},
        {"3 KASIM 2017", "tr", "2017-11-03"},
        {"Jumat, 25 Agustus 2017 10:00 WIB", "id", "2017-08-25T10:00:00+07:00"},
        {"27Dec2006", NULL, "2006-12-27"},
        {"2017\xE5\xB9\xB4"
         "8\xE6\x9C\x88"
         "25\xE6\x97\xA5",
         "ja", "2017-08-25"},
        {"2017\xE5\xB9\xB4"
         "8\xE6\x9C\x88"
         "25\xE6\x97\xA5 10\xE6\x99\x82"
         "30\xE5\x88\x86",
         "ja", "2017-08-25T10:30:00"},
        {"2017\xE5\xB9\xB4"
         "8\xE6\x9C\x88",
         "zh", "2017-08"},
        {"2017\xEB\x85\x84 8\xEC\x9B\x94 25\xEC\x9D\xBC", "ko", "2017-08-25"},
        {"Published: 2017-08-25T10:00:00+02:00 by the desk", NULL, "2017-08-25T10:00:00+02:00"},
        {"Published: August 25, 2017", "en", "2017-08-25"},
        {"August 2017", "en", "2017-08"},
        {"2017 August 25", NULL, "2017-08-25"},
        {"25/08/2017", NULL, "2017-08-25"},
        {"08/25/2017", NULL, "2017-08-25"},
        {"2017/08/25", NULL, "2017-08-25"},
        {"04/04/2024", NULL, "2024-04-04"},
        {"03/04/2024", "de", "2024-04-03"},
        {"03.04.24", "de", "2024-04-03"},
        {"3-4-2024", "nl", "2024-04-03"},
        {"August 25, 2017 (2017-08-25)", NULL, "2017-08-25"},
        {"25 August 2017 10:00 UTC+2", NULL, "2017-08-25T10:00:00+02:00"},
        {"25 August 2017, 22:05 (CEST)", NULL, "2017-08-25T22:05:00+02:00"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        check_loose(cases[i].text, cases[i].lang, cases[i].expected);
    }
}

static void test_date_parse_loose__refuses_what_has_two_readings_or_none(void **state)
{
    (void)state;
    static const struct {
        const char *text, *lang;
    } cases[] = {
        {"03/04/2024", NULL},
        {"03/04/2024", "en"},
        {"03.04.2024", "en"},
        {"03/04/24", "en"},
        {"25.08.17", NULL}, /* or 2025-08-17 */
        {"August 25, 2017 and August 26, 2017", "en"},
        {"Published 25.08.2017, updated 26.08.2017", "de"},
        {"August 25-27, 2017", "en"},
        {"August 25", "en"},
        {"10:00", NULL},
        {"today", "en"},
        {"3 hours ago", "en"},
        {"yesterday at 10:00", "en"},
        {"31 February 2017", "en"},
        {"31/02/2017", "de"},
        {"version 1.2.2017.4", NULL},
        {"10.0.20.2017", NULL},
        {"call 555-12-2017-1", NULL},
        {"set 9 2017 records", "en"},
        {"", NULL},
        {"no date at all", NULL},
        {"\xFF\xFE", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        check_loose(cases[i].text, cases[i].lang, NULL);
    }
    g_autofree char *long_text = g_strnfill(5000, '1');
    check_loose(long_text, NULL, NULL);
}

static void test_date_parse_loose__survives_any_text(void **state)
{
    (void)state;
    static const char *const pieces[] = {"25", "8",  "2017", "aug", ".", "/", "-",
                                         ":",  " ",  "am",   "+",   "0", "h", "uhr",
                                         "年", "月", "(",    "gmt", "T", "é"};
    g_autoptr(GRand) random = g_rand_new_with_seed(1987);
    for (guint round = 0; round < 50000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        guint n = (guint)g_rand_int_range(random, 1, 14);
        for (guint i = 0; i < n; i++) {
            g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        }
        NgDate date;
        if (ng_date_parse_loose(text->str, "de", &date) && !ng_date_valid(&date)) {
            fail_msg("an impossible date from \"%s\"", text->str);
        }
    }
}

static void test_date_valid__takes_any_numbers(void **state)
{
    (void)state;
    static const int numbers[] = {G_MININT, -1, 0, 1, 12, 13, 29, 31, 32, 9999, 10000, G_MAXINT};
    guint valid = 0;
    for (guint y = 0; y < G_N_ELEMENTS(numbers); y++) {
        for (guint m = 0; m < G_N_ELEMENTS(numbers); m++) {
            for (guint d = 0; d < G_N_ELEMENTS(numbers); d++) {
                NgDate date = {numbers[y], numbers[m], numbers[d], -1, NG_DATE_NO_ZONE};
                valid += ng_date_valid(&date) ? 1 : 0;
            }
        }
    }
    /* 7 of the years; each without a month, and January and December without a day or with one of
     * five. */
    assert_int_equal(valid, 7 * (1 + 2 * (1 + 5)));
}

static void test_date_unix_and_ymd__agree_with_the_calendar(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t ymd;
        int64_t seconds;
    } cases[] = {
        {"1970-01-01", 19700101, 0},
        {"1969-12-31T23:59:59Z", 19691231, -1},
        {"2000-03-01", 20000301, 951868800},
        {"2017-08-25T10:00:00+02:00", 20170825, 1503648000},
        {"2017-08-25T10:00:00-04:00", 20170825, 1503669600},
        {"2017-08", 20170800, 1501545600},
        {"2017", 20170000, 1483228800},
        {"0001-01-01", 10101, -62135596800},
        {"9999-12-31T23:59:59Z", 99991231, 253402300799},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgDate date;
        assert_true(ng_date_parse_iso(cases[i].text, &date));
        if (ng_date_ymd(&date) != cases[i].ymd || ng_date_unix(&date) != cases[i].seconds) {
            fail_msg("%s: %u, %" G_GINT64_FORMAT, cases[i].text, ng_date_ymd(&date),
                     (gint64)ng_date_unix(&date));
        }
    }
}

static void test_now__can_be_fixed(void **state)
{
    (void)state;
    g_setenv("NUTGRAF_NOW", "2026-11-22T09:00:00Z", TRUE);
    int64_t fixed = ng_now_unix();
    g_autofree char *text = ng_format_utc(fixed);
    assert_string_equal(text, "2026-11-22T09:00:00Z");
    g_setenv("NUTGRAF_NOW", "whenever", TRUE);
    assert_true(ng_now_unix() > 1500000000);
    assert_true(ng_now_unix() != fixed);
    g_unsetenv("NUTGRAF_NOW");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_date_parse_iso__keeps_the_precision_given),
        cmocka_unit_test(test_date_parse_loose__reads_what_pages_and_agencies_write),
        cmocka_unit_test(test_date_parse_loose__refuses_what_has_two_readings_or_none),
        cmocka_unit_test(test_date_parse_loose__survives_any_text),
        cmocka_unit_test(test_date_valid__takes_any_numbers),
        cmocka_unit_test(test_date_unix_and_ymd__agree_with_the_calendar),
        cmocka_unit_test(test_now__can_be_fixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
