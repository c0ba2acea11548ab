/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the list of readers, and which of them takes a file whose format nobody named. */
#include "indexer/input/reader.h"

#include <string.h>

const NgReader *const ng_readers[] = {
    &ng_reader_warc,   &ng_reader_archive, &ng_reader_mbox, &ng_reader_eml,
    &ng_reader_pdf,    &ng_reader_ndjson,  &ng_reader_sgml, &ng_reader_feed,
    &ng_reader_html,   &ng_reader_text,    &ng_reader_anpa, &ng_reader_iptc7901,
    &ng_reader_newsml, &ng_reader_ninjs,   &ng_reader_nitf, NULL};

enum { SNIFFED_BYTES = 4096 };

const NgReader *ng_reader_by_name(const char *name)
{
    for (guint i = 0; ng_readers[i] != NULL; i++) {
        if (strcmp(ng_readers[i]->name, name) == 0) {
            return ng_readers[i];
        }
    }
    return NULL;
}

/* What a file is that no reader takes: people know these by name, and "binary" would leave them to
 * wonder. At `at` in the file. */
static const struct {
    const char *bytes;
    guint8 len;
    guint16 at;
    const char *reason;
} signatures[] = {
    {"7z\xBC\xAF\x27\x1C", 6, 0, "a 7-Zip archive: unpack it first"},
    {"Rar!\x1A\x07", 6, 0, "a RAR archive: unpack it first"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, 0, "an old office document, which is not read"},
    {"{\\rtf", 5, 0, "a rich text document, which is not read"},
    {"\x89PNG\r\n", 6, 0, "an image"},
    {"GIF8", 4, 0, "an image"},
    {"\xFF\xD8\xFF", 3, 0, "an image"},
    {"II*\0", 4, 0, "an image"},
    {"MM\0*", 4, 0, "an image"},
    {"WEBP", 4, 8, "an image"},
    {"ID3", 3, 0, "an audio recording"},
    {"OggS", 4, 0, "an audio or video recording"},
    {"WAVE", 4, 8, "an audio recording"},
    {"ftyp", 4, 4, "a video or audio recording"},
    {"\x1A\x45\xDF\xA3", 4, 0, "a video recording"},
    {"\177ELF", 4, 0, "a program"},
    {"MZ\x90\0", 4, 0, "a program"},
    {"SQLite format 3\0", 16, 0, "a database"},
    {"wOFF", 4, 0, "a font"},
    {"wOF2", 4, 0, "a font"},
};

static const char *known_binary(const char *data, gsize len)
{
    for (guint i = 0; i < G_N_ELEMENTS(signatures); i++) {
        gsize at = signatures[i].at;
        if (len >= at + signatures[i].len &&
            memcmp(data + at, signatures[i].bytes, signatures[i].len) == 0) {
            return signatures[i].reason;
        }
    }
    return NULL;
}

static bool is_control(unsigned char c)
{
    return (c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1A && c != 0x1B) || c == 0x7F;
}

/* UTF-16 and UTF-32 are text with a NUL beside every ASCII character. */
static bool wide_text(const unsigned char *data, gsize len)
{
    if (len >= 2 &&
        ((data[0] == 0xFF && data[1] == 0xFE) || (data[0] == 0xFE && data[1] == 0xFF))) {
        return true;
    }
    gsize nuls[2] = {0, 0};
    for (gsize i = 0; i < len; i++) {
        nuls[i & 1] += data[i] == 0 ? 1 : 0;
    }
    gsize half = len / 2;
    return len >= 8 && ((nuls[0] * 10 >= half * 6 && nuls[1] * 10 <= half) ||
                        (nuls[1] * 10 >= half * 6 && nuls[0] * 10 <= half));
}

/* Text has next to no control characters, random bytes one in nine. */
static bool looks_binary(const char *data, gsize len)
{
    gsize controls = 0;
    for (gsize i = 0; i < len; i++) {
        controls += is_control((unsigned char)data[i]) ? 1 : 0;
    }
    return controls > 2 && controls * 50 > len && !wide_text((const unsigned char *)data, len);
}

static bool nothing_but_space(const char *data, gsize len)
{
    gsize i = len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (i < len && (g_ascii_isspace(data[i]) || data[i] == '\0')) {
        i++;
    }
    return i == len;
}

static bool is_wrapping(const NgReader *reader)
{
    return reader == &ng_reader_archive || reader == &ng_reader_warc;
}

const NgReader *ng_reader_around(const NgReader *forced, const char *data, gsize len)
{
    gsize n = MIN(len, (gsize)SNIFFED_BYTES);
    if (forced == NULL || is_wrapping(forced)) {
        return NULL;
    }
    /* A web archive that is compressed is no document in an archive. */
    return ng_reader_warc.sniff(data, n, NULL) > 0      ? &ng_reader_warc
           : ng_reader_archive.sniff(data, n, NULL) > 0 ? &ng_reader_archive
                                                        : NULL;
}

const NgReader *ng_reader_guess(const char *data, gsize len, const char *path, const char **reason)
{
    gsize n = MIN(len, (gsize)SNIFFED_BYTES);
    const NgReader *best = NULL;
    int best_score = 0;
    *reason = NULL;
    if (len == 0) {
        *reason = "empty file";
        return NULL;
    }
    if ((*reason = known_binary(data, n)) != NULL) {
        return NULL;
    }
    if (nothing_but_space(data, n)) {
        /* A file may begin with 4 KB of blanks; that one is for the reader to find out. */
        *reason = len <= n ? "nothing but white space" : NULL;
        if (*reason != NULL) {
            return NULL;
        }
    }
    for (guint i = 0; ng_readers[i] != NULL; i++) {
        int score = ng_readers[i]->sniff(data, n, path);
        if (score > best_score) {
            best_score = score;
            best = ng_readers[i];
        }
    }
    /* Formats that mark themselves may hold stray controls; what is only taken for text may not. */
    if (best_score < 80 && looks_binary(data, n)) {
        *reason = "binary data, no text";
        return NULL;
    }
    if (best == NULL) {
        *reason = "no known format";
    }
    return best;
}
