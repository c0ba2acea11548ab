/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Charsets: what the bytes are counts for more than what the page declares. */
#include "tests/support/html_reading.h"

#include "indexer/input/html_charset.h"

static const struct {
    const char *name;
    const char *bytes;
    gsize len;
    const char *charset, *text;
} pages[] = {
#define BYTES(s) s, sizeof(s) - 1
    {"UTF-8 without a word about it", BYTES("<p>M\xc3\xbcller"), "UTF-8", "<p>M\xc3\xbcller"},
    {"byte-order mark", BYTES("\xef\xbb\xbf<p>\xc3\xa9"), "UTF-8", "<p>\xc3\xa9"},
    {"UTF-16 little endian with its mark", BYTES("\xff\xfe<\0p\0>\0\xe9\0"), "UTF-16LE",
     "<p>\xc3\xa9"},
    {"UTF-16 big endian with its mark", BYTES("\xfe\xff\0<\0p\0>\0\xe9"), "UTF-16BE",
     "<p>\xc3\xa9"},
    {"UTF-16 without a mark", BYTES("<\0p\0>\0a\0b\0c\0d\0e\0f\0g\0\xe9\0"), "UTF-16LE",
     "<p>abcdefg\xc3\xa9"},
    {"windows-1252 without a word about it", BYTES("<p>\x93M\xfcller\x94"), "WINDOWS-1252",
     "<p>\xe2\x80\x9cM\xc3\xbcller\xe2\x80\x9d"},
    {"iso-8859-1 means windows-1252", BYTES("<meta charset=iso-8859-1><p>\x80"), "WINDOWS-1252",
     "<meta charset=iso-8859-1><p>\xe2\x82\xac"},
    {"declared as iso-8859-1, but UTF-8", BYTES("<meta charset='iso-8859-1'><p>\xc3\xbc"), "UTF-8",
     "<meta charset='iso-8859-1'><p>\xc3\xbc"},
    {"declared as UTF-8, but windows-1252", BYTES("<meta charset=utf-8><p>M\xfcller und S\xf6hne"),
     "WINDOWS-1252", "<meta charset=utf-8><p>M\xc3\xbcller und S\xc3\xb6hne"},
    {"an archive's own declaration stands first",
     BYTES("<script charset=\"utf-8\"></script><meta charset=\"windows-1251\"><p>\xcc\xe8\xf0"),
     "WINDOWS-1251",
     "<script charset=\"utf-8\"></script><meta charset=\"windows-1251\"><p>\xd0\x9c\xd0\xb8\xd1"
     "\x80"},
    {"Japanese in escape sequences", BYTES("<meta charset=iso-2022-jp><p>\x1b$BF|\x1b(B"),
     "ISO-2022-JP", "<meta charset=iso-2022-jp><p>\xe6\x97\xa5"},
    {"GB 2312 reads as GB 18030", BYTES("<meta charset=gb2312><p>\xd6\xd0\xce\xc4\xa1\xa3"),
     "GB18030", "<meta charset=gb2312><p>\xe4\xb8\xad\xe6\x96\x87\xe3\x80\x82"},
    {"Cyrillic of DOS", BYTES("<meta charset=IBM866><p>\x8c\xa8\xe0"), "IBM866",
     "<meta charset=IBM866><p>\xd0\x9c\xd0\xb8\xd1\x80"},
    {"Cyrillic of the Macintosh", BYTES("<meta charset=x-mac-cyrillic><p>\x8c\xe8\xf0"), "MAC-UK",
     "<meta charset=x-mac-cyrillic><p>\xd0\x9c\xd0\xb8\xd1\x80"},
    {"Hebrew in the order of speech", BYTES("<meta charset=iso-8859-8-i><p>\xf9\xec\xe5\xed"),
     "ISO-8859-8", "<meta charset=iso-8859-8-i><p>\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"},
    {"Japanese under a name of old", BYTES("<meta charset=x-sjis><p>\x93\xfa\x96\x7b"), "CP932",
     "<meta charset=x-sjis><p>\xe6\x97\xa5\xe6\x9c\xac"},
    {"a label is the whole name", BYTES("<meta charset=iso-8859><p>\xe9"), "WINDOWS-1252",
     "<meta charset=iso-8859><p>\xc3\xa9"},
    {"one broken byte among many good ones",
     BYTES("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3"
           "\xa9\xc3"),
     "UTF-8",
     "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
     "\xef\xbf\xbd"},
    {"NULs", BYTES("<p>a\0b"), "UTF-8", "<p>a b"},
    {"unknown label", BYTES("<meta charset=klingon><p>\xe9"), "WINDOWS-1252",
     "<meta charset=klingon><p>\xc3\xa9"},
    {"nothing", BYTES(""), "UTF-8", ""},
#undef BYTES
};

static void test_html_charset__trusts_the_bytes(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(pages); i++) {
        gsize len;
        const char *charset;
        g_autofree char *text = ng_html_to_utf8(pages[i].bytes, pages[i].len, &len, &charset);
        reading_expect(pages[i].name, text, pages[i].text);
        reading_expect(pages[i].name, charset, pages[i].charset);
        assert_int_equal(len, strlen(pages[i].text));
    }
}

static void test_html_charset__gives_valid_utf8_for_any_bytes(void **state)
{
    (void)state;
    guint32 seed = 7;
    for (guint round = 0; round < 300; round++) {
        char bytes[200];
        for (guint i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = (char)(seed >> 24);
        }
        gsize len;
        g_autofree char *text = ng_html_to_utf8(bytes, round % sizeof bytes, &len, NULL);
        if (!g_utf8_validate_len(text, len, NULL))
            fail_msg("round %u gives bytes that are no UTF-8", round);
    }
}

/* Text in a charset that it says nothing of is read as that, or where it is no other script, as
 * windows-1252. */
static void test_html_charset__tells_other_scripts_by_their_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *charset, *text;
        bool told;
    } cases[] = {
        {"WINDOWS-1251",
         "<html lang=x><p>Три моста через реку закроют до зимы, и жители будут переправляться на "
         "двух паромах, сообщил городской совет во вторник вечером.",
         true},
        {"KOI8-R",
         "<p>Три моста через реку закроют до зимы, и жители будут переправляться на двух паромах, "
         "сообщил городской совет во вторник вечером.",
         true},
        {"EUC-JP",
         "<p>市は川にかかる三つの橋を冬まで閉鎖し、二隻の渡し船を運航すると火曜日に発表した。",
         true},
        {"CP932",
         "<p>市は川にかかる三つの橋を冬まで閉鎖し、二隻の渡し船を運航すると火曜日に発表した。",
         true},
        {"GB18030", "<p>市议会星期二宣布，河上的三座桥将关闭到冬天，居民将乘坐两艘渡船过河。",
         true},
        {"CP949",
         "<p>시의회는 화요일 강을 가로지르는 다리 세 곳을 겨울까지 폐쇄하고 나룻배 두 척을 "
         "운항한다고 밝혔다.",
         true},
        {"WINDOWS-1255",
         "<p>שלושה גשרים מעל הנהר ייסגרו עד החורף, והתושבים יחצו אותו בשתי מעבורות, הודיעה העירייה "
         "ביום שלישי.",
         true},
        {"WINDOWS-1252",
         "<p>Drei Brücken über den Fluß schließen bis zum Frühjahr; für die Bewohner fahren zwei "
         "Fähren, sagte der Gemeinderat. Händler fürchten Einbußen, Schüler längere Wege.",
         false},
        {"WINDOWS-1252",
         "<p>Trois ponts fermés jusqu’à l’été : la mairie a décidé mardi d’affréter deux bacs. « À "
         "côté, rien n’a été prévu », déplorent les élus, très étonnés.",
         false},
        {"WINDOWS-1251", "<p>Три моста", false},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        gsize len, out_len;
        g_autofree char *bytes =
            g_convert(cases[i].text, -1, cases[i].charset, "UTF-8", NULL, &len, NULL);
        assert_non_null(bytes);
        const char *charset;
        g_autofree char *text = ng_html_to_utf8(bytes, len, &out_len, &charset);
        if (cases[i].told || strcmp(cases[i].charset, "WINDOWS-1252") == 0)
            reading_expect(cases[i].charset, text, cases[i].text);
        else
            reading_expect(cases[i].charset, charset, "WINDOWS-1252");
        const char *guess = ng_charset_guess(bytes, len);
        if ((guess != NULL) != cases[i].told)
            fail_msg("%s: guessed %s", cases[i].charset, guess);
    }
}

static void test_html_charset__every_converter_is_there(void **state)
{
    (void)state;
    static const char *const labels[] = {
        "utf-8",       "latin1", "latin2",      "latin3",       "latin4",      "cyrillic",
        "arabic",      "greek",  "hebrew",      "latin5",       "latin6",      "iso-8859-13",
        "iso-8859-14", "latin9", "iso-8859-16", "windows-1250", "cp1251",      "cp1253",
        "cp1255",      "cp1256", "cp1257",      "windows-1258", "tis-620",     "ibm855",
        "CP866",       "koi8-r", "koi8-u",      "macintosh",    "maccyrillic", "gbk",
        "big5",        "euc-tw", "euc-jp",      "ms_kanji",     "iso-2022-jp", "korean",
        "johab"};
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
        const char *converter = ng_charset_converter(labels[i], strlen(labels[i]));
        g_autoptr(GError) error = NULL;
        g_autofree char *text =
            converter ? g_convert("a", 1, "UTF-8", converter, NULL, NULL, &error) : NULL;
        if (g_strcmp0(text, "a") != 0)
            fail_msg("%s: %s", labels[i], error ? error->message : "unknown");
    }
    assert_null(ng_charset_converter("", 0));
    assert_null(ng_charset_converter(" ", 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html_charset__trusts_the_bytes),
        cmocka_unit_test(test_html_charset__tells_other_scripts_by_their_bytes),
        cmocka_unit_test(test_html_charset__every_converter_is_there),
        cmocka_unit_test(test_html_charset__gives_valid_utf8_for_any_bytes),
    };
    return cmocka_run_group_tests_name("html_charset", tests, NULL, NULL);
}
