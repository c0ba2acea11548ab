/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of archives (zip, tar, plain or compressed) and of single compressed files, through
 * libarchive. Each member goes to the reader that knows it. */
#include "indexer/input/gunzip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* An archive with damaged members is opened anew behind each of them, so often at most. */
#define DAMAGES_MAX 100

static const struct {
    const char *bytes;
    guint8 len;
} magics[] = {
    {"PK\003\004", 4},
    {"PK\005\006", 4},
    {"PK\007\010PK", 6},
    {"\037\213\010", 3},
    {"BZh", 3},
    {"\xFD"
     "7zXZ\0",
     6},
    {"\x28\xB5\x2F\xFD", 4},
};

/* The sum of a header's bytes, its own field taken as blanks: what old tar has for a mark. */
static bool is_tar(const char *data, gsize len)
{
    if (len < 512 || data[0] == '\0')
        return false;
    if (memcmp(data + 257, "ustar", 5) == 0)
        return true;
    guint sum = 0;
    for (guint i = 0; i < 512; i++)
        sum += i >= 148 && i < 156 ? ' ' : (guchar)data[i];
    g_autofree char *field = g_strndup(data + 148, 8);
    char *end = NULL;
    guint64 told = g_ascii_strtoull(g_strstrip(field), &end, 8);
    return end > field && told == sum;
}

static int sniff(const char *data, gsize len, const char *path)
{
    (void)path;
    for (guint i = 0; i < G_N_ELEMENTS(magics); i++)
        if (len >= magics[i].len && memcmp(data, magics[i].bytes, magics[i].len) == 0)
            return 92;
    return is_tar(data, len) ? 92 : 0;
}

/* zip is compressed member by member and tar not at all: they are read from where they stand. What
 * is compressed as a whole is first a stream, `stage`, and then a tar archive or one document. */
typedef struct {
    NgContainer container;
    struct archive *archive;
    bool staged;
    NgGunzip *gunzip;    /* the stage's one source */
    struct archive *raw; /* or the other */
    GByteArray *head;    /* of the stage, looked at and not handed on yet */
    char *block;         /* of the stage, in libarchive's hands */
    GError *stage_error;
    bool stage_ended;
    guint64 done; /* entries that were dealt with */
    guint damages;
    bool lost; /* a member's data ended in an error: the archive cannot be read on from there */
    bool bomb;
} Unpacker;

#define BLOCK ((gsize)64 << 10)

static bool is_zip(const Unpacker *unpacker)
{
    return (archive_format(unpacker->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
}

/* ---- what is compressed as a whole ---- */

static gssize from_stage(Unpacker *unpacker, char *to, gsize room, GError **error)
{
    struct archive *raw = unpacker->raw;
    if (unpacker->gunzip)
        return ng_gunzip_pull(unpacker->gunzip, to, room, error);
    la_ssize_t got = archive_read_data(raw, to, room);
    if (got < 0) {
        const char *reason = archive_error_string(raw);
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "damaged or cut off: %s",
                    reason ? reason : "it cannot be unpacked");
        return NG_PULL_ERROR;
    }
    la_int64_t packed = archive_filter_bytes(raw, -1);
    return ng_container_count_bytes(&unpacker->container, (gsize)got,
                                    packed > 0 ? (guint64)packed : 1, error)
               ? (gssize)got
               : NG_PULL_ERROR;
}

static struct archive *open_raw(const NgInput *input, GError **error)
{
    struct archive *raw = archive_read_new();
    struct archive_entry *entry;
    archive_read_support_filter_bzip2(raw);
    archive_read_support_filter_xz(raw);
    archive_read_support_filter_zstd(raw);
    archive_read_support_format_raw(raw);
    if (archive_read_open_memory(raw, input->data, input->len) == ARCHIVE_OK &&
        archive_read_next_header(raw, &entry) == ARCHIVE_OK)
        return raw;
    const char *reason = archive_error_string(raw);
    g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "damaged or cut off: %s",
                reason ? reason : "it cannot be unpacked");
    archive_read_free(raw);
    return NULL;
}

/* The head that was looked at, then the rest. An error waits until all before it is read. */
static gssize pull_stage(gpointer data, char *to, gsize room, GError **error)
{
    Unpacker *unpacker = data;
    gsize n = MIN(room, unpacker->head->len);
    if (n > 0) {
        memcpy(to, unpacker->head->data, n);
        g_byte_array_remove_range(unpacker->head, 0, (guint)n);
        return (gssize)n;
    }
    if (unpacker->stage_error) {
        *error = g_steal_pointer(&unpacker->stage_error);
        unpacker->stage_ended = true;
        return NG_PULL_ERROR;
    }
    if (unpacker->stage_ended)
        return 0;
    gssize got = from_stage(unpacker, to, room, error);
    unpacker->stage_ended = got <= 0;
    return got;
}

static void fill_head(Unpacker *unpacker)
{
    while (unpacker->head->len < 512 && !unpacker->stage_ended && !unpacker->stage_error) {
        guint len = unpacker->head->len;
        g_byte_array_set_size(unpacker->head, len + (guint)BLOCK);
        gssize got =
            from_stage(unpacker, (char *)unpacker->head->data + len, BLOCK, &unpacker->stage_error);
        g_byte_array_set_size(unpacker->head, len + (guint)MAX(got, 0));
        unpacker->stage_ended = got == 0;
    }
}

/* libarchive gives up an archive whose source fails: damage is an end, and told afterwards. */
static la_ssize_t give_block(struct archive *archive, void *data, const void **block)
{
    Unpacker *unpacker = data;
    g_autoptr(GError) error = NULL;
    (void)archive;
    *block = unpacker->block;
    gssize got = pull_stage(unpacker, unpacker->block, BLOCK, &error);
    if (got < 0)
        unpacker->stage_error = g_steal_pointer(&error);
    return MAX(got, 0);
}

/* ---- entries ---- */

static struct archive *open_archive(Unpacker *unpacker, GError **error)
{
    const NgInput *input = unpacker->container.input;
    struct archive *archive = archive_read_new();
    archive_read_support_format_tar(archive);
    int code;
    if (unpacker->staged) {
        code = archive_read_open(archive, unpacker, NULL, give_block, NULL);
    } else {
        archive_read_support_format_zip(archive);
        code = archive_read_open_memory(archive, input->data, input->len);
    }
    if (code == ARCHIVE_OK)
        return archive;
    const char *reason = archive_error_string(archive);
    g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "the archive cannot be opened: %s",
                reason ? reason : "damaged");
    archive_read_free(archive);
    return NULL;
}

static gssize pull_entry(gpointer data, char *to, gsize room, GError **error)
{
    Unpacker *unpacker = data;
    la_ssize_t got = archive_read_data(unpacker->archive, to, room);
    if (got < 0) {
        const char *reason = archive_error_string(unpacker->archive);
        if (unpacker->stage_error)
            *error = g_error_copy(unpacker->stage_error);
        else
            g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "damaged or cut off: %s",
                        reason ? reason : "its data cannot be unpacked");
        unpacker->lost = got != ARCHIVE_FAILED && got != ARCHIVE_WARN;
        return NG_PULL_ERROR;
    }
    la_int64_t packed = archive_filter_bytes(unpacker->archive, -1);
    if (!unpacker->staged && !ng_container_count_bytes(&unpacker->container, (gsize)got,
                                                       packed > 0 ? (guint64)packed : 1, error)) {
        unpacker->bomb = true;
        return NG_PULL_ERROR;
    }
    return (gssize)got;
}

static char *entry_name(struct archive_entry *entry, guint64 number)
{
    const char *name = archive_entry_pathname_utf8(entry);
    if (!name)
        name = archive_entry_pathname(entry);
    if (!name || !*name)
        return g_strdup_printf("member %" G_GUINT64_FORMAT, number);
    char *valid = g_utf8_make_valid(name, -1);
    if (g_str_has_prefix(valid, "./"))
        memmove(valid, valid + 2, strlen(valid) - 1);
    return valid;
}

/* What folders' walks leave aside as well, and what macOS puts beside each file. */
static bool is_passed_over(const char *name)
{
    return name[0] == '.' || strstr(name, "/.") || g_str_has_prefix(name, "__MACOSX/") ||
           ng_name_is_other(name);
}

static void read_entry(Unpacker *unpacker, struct archive_entry *entry)
{
    NgContainer *container = &unpacker->container;
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry))
        return;
    g_autofree char *name = entry_name(entry, unpacker->done);
    if (archive_entry_is_data_encrypted(entry))
        ng_container_skip(container, name, "encrypted: nobody can read it without its password");
    else if (is_passed_over(name))
        return;
    else if (archive_entry_size_is_set(entry) && archive_entry_size(entry) == 0)
        ng_container_skip(container, name, "empty file");
    else
        ng_member_pull(container, &(NgMember) {.name = name, .path = name}, pull_entry, unpacker);
}

/* An office document is a zip archive of XML that is not meant for people. */
static const char *office_document(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname(entry);
    if (!name)
        return NULL;
    return strcmp(name, "[Content_Types].xml") == 0 ? "an office document, which is not read"
           : strcmp(name, "mimetype") == 0
               ? "an office document or electronic book, which is not read"
               : NULL;
}

/* Behind a member that broke off: a zip archive lists where the others begin. */
static bool open_again(Unpacker *unpacker)
{
    if (!is_zip(unpacker) || ++unpacker->damages > DAMAGES_MAX)
        return false;
    archive_read_free(unpacker->archive);
    unpacker->archive = open_archive(unpacker, NULL);
    struct archive_entry *entry;
    for (guint64 i = 0; unpacker->archive && i < unpacker->done; i++)
        if (archive_read_next_header(unpacker->archive, &entry) < ARCHIVE_WARN)
            return false;
    return unpacker->archive != NULL;
}

/* The others of a zip archive can be had without unpacking this one. */
static bool pass_bomb(Unpacker *unpacker, guint64 bytes_before)
{
    unpacker->container.bytes = bytes_before;
    return is_zip(unpacker) && unpacker->container.unpacking->bombs <= NG_BOMBS_MAX;
}

static void skip_rest(Unpacker *unpacker)
{
    const char *reason = unpacker->archive ? archive_error_string(unpacker->archive) : NULL;
    g_autofree char *behind =
        g_strdup_printf("damaged or cut off behind member %" G_GUINT64_FORMAT, unpacker->done);
    g_autofree char *told = g_strconcat(unpacker->done ? behind : "a damaged archive", ": ",
                                        reason ? reason : "no more can be read", NULL);
    ng_container_skip(&unpacker->container, NULL, told);
}

static void read_entries(Unpacker *unpacker)
{
    NgContainer *container = &unpacker->container;
    struct archive_entry *entry;
    while (!container->stopped) {
        int code = archive_read_next_header(unpacker->archive, &entry);
        if (code == ARCHIVE_EOF)
            break;
        if (code < ARCHIVE_WARN) {
            if (!unpacker->stage_error)
                skip_rest(unpacker);
            break;
        }
        const char *office =
            unpacker->done == 0 && is_zip(unpacker) ? office_document(entry) : NULL;
        if (office) {
            ng_container_skip(container, NULL, office);
            break;
        }
        unpacker->done++;
        if (!ng_container_count_member(container))
            break;
        guint64 bytes_before = container->bytes;
        unpacker->lost = unpacker->bomb = false;
        read_entry(unpacker, entry);
        if (unpacker->bomb && !pass_bomb(unpacker, bytes_before))
            break;
        if (unpacker->lost && !container->stopped && !open_again(unpacker)) {
            if (!unpacker->stage_error)
                skip_rest(unpacker);
            break;
        }
    }
}

/* ---- the whole ---- */

static bool is_gzip(const NgInput *input)
{
    return input->len > 2 && memcmp(input->data, "\037\213", 2) == 0;
}

static bool open_stage(Unpacker *unpacker, GError **error)
{
    const NgInput *input = unpacker->container.input;
    unpacker->staged = true;
    unpacker->head = g_byte_array_new();
    if (is_gzip(input))
        unpacker->gunzip = ng_gunzip_new(input->data, input->len, NULL, &unpacker->container);
    else
        unpacker->raw = open_raw(input, error);
    return unpacker->gunzip || unpacker->raw;
}

static void unpacker_clear(Unpacker *unpacker)
{
    if (unpacker->archive)
        archive_read_free(unpacker->archive);
    if (unpacker->raw)
        archive_read_free(unpacker->raw);
    ng_gunzip_free(unpacker->gunzip);
    if (unpacker->head)
        g_byte_array_unref(unpacker->head);
    g_clear_error(&unpacker->stage_error);
    g_free(unpacker->block);
}

/* "page.html.gz" holds page.html */
static char *name_inside(const char *path)
{
    static const char *const suffixes[] = {".gz", ".bz2", ".xz", ".zst"};
    for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        gsize len = strlen(path), suffix_len = strlen(suffixes[i]);
        if (len > suffix_len && g_ascii_strcasecmp(path + len - suffix_len, suffixes[i]) == 0)
            return g_strndup(path, len - suffix_len);
    }
    return g_strdup(path);
}

static bool read_packed(Unpacker *unpacker, GError **error)
{
    NgContainer *container = &unpacker->container;
    if (!open_stage(unpacker, error))
        return false;
    fill_head(unpacker);
    if (!is_tar((const char *)unpacker->head->data, unpacker->head->len)) {
        g_autofree char *inside = name_inside(container->input->source);
        ng_member_pull(container, &(NgMember) {.path = inside}, pull_stage, unpacker);
        return true;
    }
    unpacker->block = g_malloc(BLOCK);
    unpacker->archive = open_archive(unpacker, error);
    if (!unpacker->archive)
        return false;
    read_entries(unpacker);
    /* What tar takes for its end may be damage that the compression's own sum tells of. */
    gssize got = 1;
    while (got > 0 && !container->stopped && !unpacker->stage_error)
        got = pull_stage(unpacker, unpacker->block, BLOCK, &unpacker->stage_error);
    if (unpacker->stage_error)
        ng_container_skip(container, NULL, unpacker->stage_error->message);
    return true;
}

static bool read_archive(const NgInput *input, const NgSinks *sinks, GError **error)
{
    Unpacker unpacker = {0};
    if (!ng_container_open(&unpacker.container, input, sinks, error))
        return false;
    bool ok;
    if (input->data[0] != 'P' && !is_tar(input->data, input->len)) {
        ok = read_packed(&unpacker, error);
    } else {
        unpacker.archive = open_archive(&unpacker, error);
        ok = unpacker.archive != NULL;
        if (ok)
            read_entries(&unpacker);
    }
    if (ok && unpacker.archive && unpacker.done == 0 && unpacker.container.skips == 0) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, "an empty archive");
        ok = false;
    }
    ng_container_close(&unpacker.container);
    unpacker_clear(&unpacker);
    return ok;
}

const NgReader ng_reader_archive = {
    .name = "archive", .sniff = sniff, .read = read_archive, .any_size = true};
