/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the file of the recogniser's weights, read and checked. Workers share its pages. */
#include "engine/news/large_pages.h"
#include "engine/news/recogniser.h"

#include "nutgraf/error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static gsize bytes_for(const NgModelHeader *header)
{
    gsize step = sizeof(int16_t) * NG_MODEL_STEPS;
    return sizeof *header + step + (gsize)header->slots * (sizeof(uint16_t) + NG_MODEL_ROW) +
           (gsize)header->book_slots * (sizeof(uint32_t) + sizeof(uint16_t));
}

static bool refuse(GError **error, const char *path, const char *why)
{
    g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "%s: %s", path, why);
    return false;
}

static bool read_all(int fd, char *bytes, gsize len)
{
    while (len > 0) {
        gssize got = read(fd, bytes, len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = EIO; /* it was longer a moment ago */
        if (got <= 0)
            return false;
        bytes += got;
        len -= (gsize)got;
    }
    return true;
}

static bool lay_out(NgNameModel *model, const char *path, GError **error)
{
    const NgModelHeader *header = model->bytes;
    if (G_BYTE_ORDER != G_LITTLE_ENDIAN)
        return refuse(error, path, "is for little-endian machines");
    if (model->n_bytes < sizeof *header ||
        memcmp(header->magic, NG_MODEL_MAGIC, sizeof header->magic) != 0)
        return refuse(error, path, "is no model of names");
    if (header->version != NG_MODEL_VERSION)
        return refuse(error, path, "is a model of another version");
    if (header->slots == 0 || header->bytes != model->n_bytes ||
        bytes_for(header) != model->n_bytes || header->slots % 2)
        return refuse(error, path, "is cut off or damaged");
    const char *at = (const char *)(header + 1);
    model->slots = header->slots;
    model->step = (const int16_t(*)[NG_TAGS])(const void *)at;
    at += sizeof(int16_t) * NG_MODEL_STEPS;
    model->check = (const uint16_t *)(const void *)at;
    at += sizeof(uint16_t) * model->slots;
    model->row = (const int8_t(*)[NG_MODEL_ROW])(const void *)at;
    at += (gsize)NG_MODEL_ROW * model->slots;
    model->book.slots = header->book_slots;
    memcpy(&model->book.key, &at, sizeof at);
    at += sizeof(uint32_t) * model->book.slots;
    memcpy(&model->book.bits, &at, sizeof at);
    return true;
}

NgNameModel *ng_name_model_load(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) < 0) {
        g_set_error(error, NG_ERROR, NG_ERROR_IO, "%s: %s", path, g_strerror(errno));
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    if (!S_ISREG(info.st_mode) || info.st_size <= 0 || info.st_size > (off_t)NG_MODEL_MOST) {
        close(fd);
        refuse(error, path, "is no model of names");
        return NULL;
    }
    g_autoptr(NgNameModel) model = g_new0(NgNameModel, 1);
    model->n_bytes = (gsize)info.st_size;
    model->bytes = ng_large_pages_alloc(model->n_bytes);
    bool whole = read_all(fd, model->bytes, model->n_bytes);
    int why = errno;
    close(fd);
    if (!whole) {
        g_set_error(error, NG_ERROR, NG_ERROR_IO, "%s: %s", path, g_strerror(why));
        return NULL;
    }
    return lay_out(model, path, error) ? g_steal_pointer(&model) : NULL;
}

void ng_name_model_free(NgNameModel *model)
{
    if (!model)
        return;
    ng_large_pages_free(model->bytes, model->n_bytes);
    g_free(model);
}

unsigned ng_book_look_up(const NgWordBook *book, uint64_t key)
{
    uint32_t short_key = ng_book_key(key);
    uint32_t at = ng_model_slot(key, book->slots);
    for (uint32_t probe = 0; probe < MIN(book->slots, NG_MODEL_PROBES) && book->key[at]; probe++) {
        if (book->key[at] == short_key)
            return book->bits[at];
        at = at + 1 == book->slots ? 0 : at + 1;
    }
    return 0;
}

void ng_book_expect(const NgWordBook *book, uint64_t key)
{
    if (!book->slots)
        return;
    uint32_t at = ng_model_slot(key, book->slots);
    __builtin_prefetch(&book->key[at]);
    __builtin_prefetch(&book->bits[at]);
}

typedef int16_t Wide __attribute__((vector_size(2 * NG_MODEL_ROW)));
typedef int8_t Narrow __attribute__((vector_size(NG_MODEL_ROW)));
#define NO_SLOT G_MAXUINT32

/* Where the feature lies from probe `probe` on, or NO_SLOT. */
static uint32_t find_from(const NgNameModel *model, uint32_t at, uint16_t check, uint32_t probe)
{
    at = (at + probe) % model->slots;
    for (; probe < NG_MODEL_PROBES && model->check[at]; probe++) {
        if (model->check[at] == check)
            return at;
        at = at + 1 == model->slots ? 0 : at + 1;
    }
    return NO_SLOT;
}

#ifdef __SSE2__
enum { AT_ONCE = 32 };

static uint32_t equal_checks(const uint16_t *checks, __m128i to)
{
    __m128i there[AT_ONCE / 8];
    memcpy(there, checks, sizeof there);
    for (int k = 0; k < AT_ONCE / 8; k++)
        there[k] = _mm_cmpeq_epi16(there[k], to);
    return (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(there[0], there[1])) |
           (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(there[2], there[3])) << 16;
}

/* The table is four fifths full, and most features are not in it: nine in ten are settled by what
 * is looked at at once, without a branch that nobody could foretell. */
static inline bool find_feature(const NgNameModel *model, uint32_t *at, uint16_t check)
{
    if (G_LIKELY(*at + AT_ONCE <= model->slots)) {
        uint32_t same = equal_checks(model->check + *at, _mm_set1_epi16((short)check));
        uint32_t any = same | equal_checks(model->check + *at, _mm_setzero_si128());
        if (G_LIKELY(any)) {
            unsigned first = (unsigned)__builtin_ctz(any);
            *at += first;
            return same >> first & 1;
        }
        *at = find_from(model, *at, check, AT_ONCE);
    } else {
        *at = find_from(model, *at, check, 0);
    }
    return *at != NO_SLOT;
}
#else
enum { AT_ONCE = 1 };

static inline bool find_feature(const NgNameModel *model, uint32_t *at, uint16_t check)
{
    *at = find_from(model, *at, check, 0);
    return *at != NO_SLOT;
}
#endif

void ng_model_expect(const NgNameModel *model, const uint64_t *features, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++) {
        uint32_t at = ng_model_slot(features[k], model->slots);
        __builtin_prefetch(&model->check[at]);
        __builtin_prefetch(&model->check[MIN(at + AT_ONCE, model->slots) - 1]);
    }
}

uint32_t ng_model_find(const NgNameModel *model, const uint64_t *features, uint32_t n,
                       uint32_t *slot)
{
    uint32_t found = 0;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t at = ng_model_slot(features[k], model->slots);
        bool has = find_feature(model, &at, ng_model_check(features[k]));
        slot[found] = at;
        found += has;
    }
    for (uint32_t k = 0; k < found; k++)
        __builtin_prefetch(model->row[slot[k]]);
    return found;
}

void ng_model_sum(const NgNameModel *model, const uint32_t *slot, uint32_t found, int16_t *sum)
{
    Wide all;
    memcpy(&all, sum, sizeof all);
    for (uint32_t k = 0; k < found; k++) {
        Narrow row;
        memcpy(&row, model->row[slot[k]], sizeof row);
        all += __builtin_convertvector(row, Wide);
    }
    memcpy(sum, &all, sizeof all);
}

void ng_model_add(const NgNameModel *model, const uint64_t *features, uint32_t n, int16_t *sum)
{
    uint32_t slot[NG_MODEL_BATCH];
    ng_model_expect(model, features, n);
    ng_model_sum(model, slot, ng_model_find(model, features, n, slot), sum);
}
