/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What zlib is given room for when Xapian asks, and that it packs as before. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { TEXT = 8000 };

static void *counting_alloc(void *data, unsigned n, unsigned size)
{
    *(size_t *)data += (size_t)n * size;
    return malloc((size_t)n * size);
}

static void counting_free(void *data, void *block)
{
    (void)data;
    free(block);
}

/* Words that come again, as those of an article do. */
static void make_text(unsigned char *text)
{
    uint32_t state = 7;
    for (int i = 0; i < TEXT; i++) {
        if (i % 6 == 0)
            state = state * 1664525 + 1013904223;
        text[i] = (unsigned char)('a' + (state >> 20) % 97 * (unsigned)(i % 6 + 1) % 26);
    }
}

static size_t packed_with(int window_bits, int memory, size_t *room, unsigned char *packed)
{
    unsigned char text[TEXT];
    z_stream stream = {.zalloc = counting_alloc, .zfree = counting_free, .opaque = room};
    make_text(text);
    assert_int_equal(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, memory,
                                  Z_DEFAULT_STRATEGY),
                     Z_OK);
    stream.next_in = text;
    stream.avail_in = TEXT;
    stream.next_out = packed;
    stream.avail_out = 2 * TEXT;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    size_t len = stream.total_out;
    assert_int_equal(deflateEnd(&stream), Z_OK);
    return len;
}

static void test_small_deflate__leaves_small_tables_to_clear(void **state)
{
    size_t asked = 0, larger = 0;
    unsigned char packed[2 * TEXT];
    (void)state;
    packed_with(-15, 9, &asked, packed);
    packed_with(-15, 8, &larger, packed);
    assert_true(asked + 50000 < larger);
}

static void test_small_deflate__packs_what_comes_out_again(void **state)
{
    size_t room = 0;
    unsigned char packed[2 * TEXT], text[TEXT], out[TEXT];
    z_stream stream = {0};
    (void)state;
    size_t len = packed_with(-15, 9, &room, packed);
    size_t before = packed_with(-15, 8, &room, packed);
    assert_in_range(len, 1, before + before / 20);
    len = packed_with(-15, 9, &room, packed);
    assert_int_equal(inflateInit2(&stream, -15), Z_OK);
    stream.next_in = packed;
    stream.avail_in = (unsigned)len;
    stream.next_out = out;
    stream.avail_out = TEXT;
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(inflateEnd(&stream), Z_OK);
    make_text(text);
    assert_memory_equal(text, out, TEXT);
}

/* Who asks for anything else gets it. */
static void test_small_deflate__is_for_xapian_alone(void **state)
{
    size_t raw = 0, wrapped = 0;
    unsigned char packed[2 * TEXT];
    (void)state;
    packed_with(-15, 8, &raw, packed);
    packed_with(15, 8, &wrapped, packed);
    assert_int_equal(raw, wrapped);
    raw = wrapped = 0;
    packed_with(-15, 9, &raw, packed);
    packed_with(15, 9, &wrapped, packed);
    assert_true(raw < wrapped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_deflate__leaves_small_tables_to_clear),
        cmocka_unit_test(test_small_deflate__packs_what_comes_out_again),
        cmocka_unit_test(test_small_deflate__is_for_xapian_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
