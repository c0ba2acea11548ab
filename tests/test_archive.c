/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Archives: each member as a file would be, damage and bombs as skips. */
#include "tests/support/container_reading.h"
#include "indexer/input/container.h"

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

typedef struct {
    const char *name;
    const char *data;
    gsize len;
} Item;

enum { ROOM = 8 << 20 };

/* format: "zip", "tar", "tar.gz", "tar.xz", "tar.bz2", "tar.zst" */
static GByteArray *pack(const char *format, const Item *items, guint n)
{
    char *room = g_malloc(ROOM);
    size_t used = 0;
    struct archive *archive = archive_write_new();
    if (strcmp(format, "zip") == 0)
        archive_write_set_format_zip(archive);
    else
        archive_write_set_format_ustar(archive);
    if (g_str_has_suffix(format, ".gz"))
        archive_write_add_filter_gzip(archive);
    if (g_str_has_suffix(format, ".xz"))
        archive_write_add_filter_xz(archive);
    if (g_str_has_suffix(format, ".bz2"))
        archive_write_add_filter_bzip2(archive);
    if (g_str_has_suffix(format, ".zst"))
        archive_write_add_filter_zstd(archive);
    assert_int_equal(archive_write_open_memory(archive, room, ROOM, &used), ARCHIVE_OK);
    for (guint i = 0; i < n; i++) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, items[i].name);
        archive_entry_set_size(entry, (la_int64_t)items[i].len);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        if (items[i].len)
            archive_write_data(archive, items[i].data, items[i].len);
        archive_entry_free(entry);
    }
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)room, (guint)used);
    g_free(room);
    return bytes;
}

static GByteArray *gzip(const char *data, gsize len)
{
    z_stream stream = {0};
    GByteArray *out = g_byte_array_new();
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    g_byte_array_set_size(out, (guint)deflateBound(&stream, len));
    stream.next_in = (Bytef *)data;
    stream.avail_in = (uInt)len;
    stream.next_out = out->data;
    stream.avail_out = out->len;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    g_byte_array_set_size(out, (guint)stream.total_out);
    deflateEnd(&stream);
    return out;
}

static void run(Reading *reading, const char *source, const GByteArray *bytes)
{
    const char *reason = NULL;
    const NgReader *reader =
        ng_reader_guess((const char *)bytes->data, bytes->len, source, &reason);
    assert_ptr_equal(reader, &ng_reader_archive);
    reading_run(reading, reader, source, (const char *)bytes->data, bytes->len);
}

static void test_archive__gives_each_member_as_a_file_would_be(void **state)
{
    (void)state;
    static const char *const formats[] = {"zip", "tar", "tar.gz", "tar.xz", "tar.bz2", "tar.zst"};
    static const char wire[] = "{\"title\":\"Tram stops\",\"text\":\"A tram stopped.\"}\n";
    g_autofree char *one = reading_page("Ferry returns", "The ferry came back");
    const Item items[] = {
        {"news/ferry.html", one, strlen(one)},
        {"news/logo.png", "\x89PNG\r\n\x1a\n", 8},
        {"__MACOSX/news/._ferry.html", "\0\5\26\7", 4},
        {"news/wire.ndjson", wire, strlen(wire)},
    };
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autoptr(Reading) reading = reading_new();
        g_autoptr(GByteArray) bytes = pack(formats[i], items, G_N_ELEMENTS(items));
        run(reading, "/in/a", bytes);
        reading_expect(formats[i], reading->articles->str,
                       "/in/a#news/ferry.html | - | Ferry returns | The ferry came back\n"
                       "/in/a#news/wire.ndjson#0 | - | Tram stops | A tram stopped\n");
        reading_expect("skips", reading->skips->str, "");
        reading_expect("announced", reading->records->str,
                       "#news/ferry.html\n#news/wire.ndjson\n"
                       "#news/wire.ndjson: line 1\n");
    }
}

static void test_archive__reads_archives_in_archives_so_deep_and_no_deeper(void **state)
{
    (void)state;
    g_autofree char *page = reading_page("Ferry returns", "The ferry came back");
    Item item = {"a.html", page, strlen(page)};
    GByteArray *bytes = pack("zip", &item, 1);
    for (guint depth = 1; depth <= 5; depth++) {
        g_autoptr(Reading) reading = reading_new();
        run(reading, "/in/a.zip", bytes);
        assert_int_equal(reading->n_articles, depth <= 4);
        if (depth == 2)
            reading_expect("source", reading->articles->str,
                           "/in/a.zip#inner#a.html | - | Ferry returns | The ferry came back\n");
        if (depth == 5)
            reading_expect("skips", reading->skips->str,
                           "#inner#inner#inner#inner: archives within archives, more than 4 "
                           "deep\n");
        Item outer = {"inner", (const char *)bytes->data, bytes->len};
        GByteArray *packed = pack(depth % 2 ? "tar.gz" : "zip", &outer, 1);
        g_byte_array_unref(bytes);
        bytes = packed;
    }
    g_byte_array_unref(bytes);
}

static void test_archive__one_compressed_file_keeps_its_own_name(void **state)
{
    (void)state;
    g_autoptr(Reading) reading = reading_new();
    g_autofree char *page = reading_page("Ferry returns", "The ferry came back");
    g_autoptr(GByteArray) bytes = gzip(page, strlen(page));
    run(reading, "/in/page.html.gz", bytes);
    reading_expect("articles", reading->articles->str,
                   "/in/page.html.gz | - | Ferry returns | The ferry came back\n");
    reading_expect("skips", reading->skips->str, "");
}

static void test_archive__long_files_of_records_are_read_in_pieces(void **state)
{
    (void)state;
    g_autoptr(Reading) reading = reading_new();
    g_autoptr(GString) lines = g_string_new(NULL);
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    for (guint i = 0; lines->len < (20 << 20); i++) {
        g_string_append_printf(lines, "{\"title\":\"t%u\",\"text\":\"", i);
        for (guint k = 0; k < 8000; k++)
            g_string_append_printf(lines, "%x ", g_rand_int(rand));
        g_string_append(lines, "\"}\n");
    }
    g_autoptr(GByteArray) bytes = gzip(lines->str, lines->len);
    run(reading, "/in/wire.ndjson.gz", bytes);
    reading_expect("skips", reading->skips->str, "");
    guint n = reading->kept->len;
    for (guint i = 0; i < n; i++) {
        g_autofree char *title = g_strdup_printf("t%u", i);
        assert_string_equal(((NgArticle *)reading->kept->pdata[i])->headline->text, title);
    }
    g_autofree char *after_last = g_strdup_printf("\"t%u\"", n);
    assert_true(n > 100);
    assert_null(strstr(lines->str, after_last));
}

static void test_archive__cut_off_gives_what_stands_before(void **state)
{
    (void)state;
    static const char *const formats[] = {"zip", "tar", "tar.gz"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(4);
    char *pages[6];
    Item items[6];
    char names[6][16];
    for (guint i = 0; i < 6; i++) {
        g_autoptr(GString) noise = g_string_new("Boats");
        for (guint k = 0; k < 3000; k++)
            g_string_append_printf(noise, " %x", g_rand_int(rand));
        pages[i] = reading_page("Ferry returns", noise->str);
        g_snprintf(names[i], sizeof names[i], "%u.html", i);
        items[i] = (Item) {names[i], pages[i], strlen(pages[i])};
    }
    for (guint f = 0; f < G_N_ELEMENTS(formats); f++) {
        g_autoptr(GByteArray) bytes = pack(formats[f], items, 6);
        g_byte_array_set_size(bytes, bytes->len / 2);
        g_autoptr(Reading) reading = reading_new();
        run(reading, "/in/a", bytes);
        if (reading->n_articles < 2 || reading->n_articles > 3)
            fail_msg("%s: %u articles of the first half", formats[f], reading->n_articles);
        if (!strstr(reading->skips->str, "cut off") || !strstr(reading->skips->str, "-: "))
            fail_msg("%s: said %s", formats[f], reading->skips->str);
    }
    for (guint i = 0; i < 6; i++)
        g_free(pages[i]);
}

static void test_archive__a_damaged_member_costs_itself(void **state)
{
    (void)state;
    g_autofree char *page = reading_page("Ferry returns", "The ferry came back");
    const Item items[] = {{"a.html", page, strlen(page)},
                          {"b.html", page, strlen(page)},
                          {"c.html", page, strlen(page)}};
    g_autoptr(GByteArray) bytes = pack("zip", items, 3);
    const char *name = memmem(bytes->data, bytes->len, "b.html", 6);
    assert_non_null(name);
    memset((char *)name + 60, 0x55, 40);
    g_autoptr(Reading) reading = reading_new();
    run(reading, "/in/a.zip", bytes);
    assert_int_equal(reading->n_articles, 2);
    assert_true(g_str_has_prefix(reading->skips->str, "#b.html: damaged or cut off"));
}

static void test_archive__a_bomb_is_left_and_the_others_are_read(void **state)
{
    (void)state;
    g_autofree char *page = reading_page("Ferry returns", "The ferry came back");
    gsize huge_len = (gsize)400 << 20;
    char *huge = g_malloc(huge_len);
    for (gsize i = 0; i < huge_len; i += 5)
        memcpy(huge + i, "word ", MIN((gsize)5, huge_len - i));
    const Item items[] = {{"a.html", page, strlen(page)},
                          {"bomb.txt", huge, huge_len},
                          {"c.html", page, strlen(page)}};
    g_autoptr(GByteArray) zip = pack("zip", items, 3);
    g_autoptr(GByteArray) tar = pack("tar.gz", items, 3);
    g_free(huge);
    g_autoptr(Reading) reading = reading_new();
    run(reading, "/in/a.zip", zip);
    assert_int_equal(reading->n_articles, 2);
    assert_non_null(strstr(reading->skips->str, "#bomb.txt: unpacks to more than 250 times"));
    g_autoptr(Reading) packed = reading_new();
    run(packed, "/in/a.tar.gz", tar);
    assert_int_equal(packed->n_articles, 1);
    assert_non_null(strstr(packed->skips->str, "unpacks to more than 250 times"));
}

static void test_archive__says_what_office_documents_and_empty_archives_are(void **state)
{
    (void)state;
    const Item office[] = {{"[Content_Types].xml", "<x/>", 4}, {"word/document.xml", "<x/>", 4}};
    const Item empty = {"a.txt", "", 0};
    g_autoptr(GByteArray) document = pack("zip", office, 2);
    g_autoptr(GByteArray) none = pack("zip", NULL, 0);
    g_autoptr(GByteArray) blank = pack("zip", &empty, 1);
    g_autoptr(Reading) reading = reading_new();
    run(reading, "/in/a.docx", document);
    run(reading, "/in/b.zip", none);
    run(reading, "/in/c.zip", blank);
    reading_expect("skips", reading->skips->str,
                   "-: an office document, which is not read\n"
                   "!: an empty archive\n"
                   "#a.txt: empty file\n");
}

static void test_archive__passes_over_the_record_that_a_worker_died_of(void **state)
{
    (void)state;
    g_autofree char *page = reading_page("Ferry returns", "The ferry came back");
    const Item items[] = {{"a.html", page, strlen(page)},
                          {"b.html", page, strlen(page)},
                          {"c.html", page, strlen(page)}};
    g_autoptr(GByteArray) bytes = pack("tar.gz", items, 3);
    g_autoptr(Reading) passed = reading_new();
    passed->pass = 2;
    run(passed, "/in/a.tgz", bytes);
    assert_int_equal(passed->n_articles, 2);
    assert_null(strstr(passed->articles->str, "b.html"));
    g_autoptr(Reading) stopped = reading_new();
    stopped->stop = 2;
    run(stopped, "/in/a.tgz", bytes);
    assert_int_equal(stopped->n_articles, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_archive__gives_each_member_as_a_file_would_be),
        cmocka_unit_test(test_archive__reads_archives_in_archives_so_deep_and_no_deeper),
        cmocka_unit_test(test_archive__one_compressed_file_keeps_its_own_name),
        cmocka_unit_test(test_archive__long_files_of_records_are_read_in_pieces),
        cmocka_unit_test(test_archive__cut_off_gives_what_stands_before),
        cmocka_unit_test(test_archive__a_damaged_member_costs_itself),
        cmocka_unit_test(test_archive__a_bomb_is_left_and_the_others_are_read),
        cmocka_unit_test(test_archive__says_what_office_documents_and_empty_archives_are),
        cmocka_unit_test(test_archive__passes_over_the_record_that_a_worker_died_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
