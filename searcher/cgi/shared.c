/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Places for answers; the one that was not asked for longest makes room. Nobody waits for anybody:
 * each place has a version, odd while it is written, and a reader looks at it before and after (a
 * sequence lock; Lameter: Effective synchronization on Linux/NUMA systems, 2005). What was torn all
 * the same, unpacking tells: the packed bytes begin with the ETag, and zlib checks them
 * (Adler-32). */
#include "shared.h"

#include <string.h>
#include <sys/mman.h>
#include <zlib.h>

#define PLACES 384
#define PLACE_BYTES 16384
#define NOTED_BITS 12
#define QUICKLY 1           /* zlib's level: a page becomes a third of itself */
#define LOST_US 5000000     /* nobody takes so long to write: who began it is dead */
#define WHOLE_MAX (1 << 20) /* what a place may claim to hold */

typedef struct {
    guint32 version;         /* 0: empty */
    guint32 hash;            /* of the ETag */
    guint32 len, packed_len; /* len: with the ETag */
    gint64 used_at;          /* on the monotonic clock */
} Place;

struct NgShared {
    Place places[PLACES];
    guint8 packed[PLACES][PLACE_BYTES];
    guint32 noted[1 << NOTED_BITS]; /* hashes of ETags */
};

NgShared *ng_shared_new(void)
{
    void *memory =
        mmap(NULL, sizeof(NgShared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void ng_shared_free(NgShared *shared)
{
    if (shared)
        munmap(shared, sizeof *shared);
}

static guint32 hash_of(const char *etag)
{
    return g_str_hash(etag) | 1; /* none is 0 */
}

bool ng_shared_note(NgShared *shared, const char *etag)
{
    guint32 hash = hash_of(etag);
    guint32 *place = &shared->noted[hash * 2654435769u >> (32 - NOTED_BITS)]; /* Knuth's */
    return __atomic_exchange_n(place, hash, __ATOMIC_RELAXED) == hash;
}

static bool may_be_of(const Place *place, guint32 hash)
{
    return __atomic_load_n(&place->hash, __ATOMIC_RELAXED) == hash &&
           __atomic_load_n(&place->version, __ATOMIC_RELAXED) % 2 == 0;
}

/* ---- reading ---- */

typedef struct {
    guint32 len, packed_len;
    guint8 packed[PLACE_BYTES];
} Copy;

/* The place as it was at one time. */
static bool copy_place(const NgShared *shared, guint i, Copy *copy)
{
    const Place *place = &shared->places[i];
    guint32 version = __atomic_load_n(&place->version, __ATOMIC_ACQUIRE);
    copy->len = place->len;
    copy->packed_len = place->packed_len;
    if (version % 2 || copy->packed_len > PLACE_BYTES || copy->len > WHOLE_MAX)
        return false;
    memcpy(copy->packed, shared->packed[i], copy->packed_len);
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    return __atomic_load_n(&place->version, __ATOMIC_RELAXED) == version;
}

static bool unpack(const Copy *copy, const char *etag, GString *body)
{
    uLongf len = copy->len;
    gsize head = strlen(etag);
    g_string_set_size(body, copy->len);
    if (uncompress((Bytef *)body->str, &len, copy->packed, copy->packed_len) != Z_OK ||
        len != copy->len || len < head || memcmp(body->str, etag, head) != 0)
        return false;
    g_string_erase(body, 0, (gssize)head);
    return true;
}

bool ng_shared_find(NgShared *shared, const char *etag, GString *body)
{
    guint32 hash = hash_of(etag);
    for (guint i = 0; i < PLACES; i++) {
        Copy copy;
        Place *place = &shared->places[i];
        if (!may_be_of(place, hash) || !copy_place(shared, i, &copy) || !unpack(&copy, etag, body))
            continue;
        __atomic_store_n(&place->used_at, g_get_monotonic_time(), __ATOMIC_RELAXED);
        return true;
    }
    return false;
}

/* ---- writing ---- */

/* The place to write to; PLACES: the answer is there. */
static guint choose(const NgShared *shared, guint32 hash)
{
    guint oldest = 0;
    gint64 least = G_MAXINT64;
    for (guint i = 0; i < PLACES; i++) {
        gint64 used_at = __atomic_load_n(&shared->places[i].used_at, __ATOMIC_RELAXED);
        if (may_be_of(&shared->places[i], hash))
            return PLACES;
        if (used_at < least) {
            least = used_at;
            oldest = i;
        }
    }
    return oldest;
}

/* The version while it is written, which is odd; 0: somebody else writes there. */
static guint32 begin_writing(Place *place, gint64 now)
{
    guint32 version = __atomic_load_n(&place->version, __ATOMIC_ACQUIRE);
    bool lost = version % 2 && now - __atomic_load_n(&place->used_at, __ATOMIC_RELAXED) > LOST_US;
    if (version % 2 && !lost)
        return 0;
    guint32 next = version + (lost ? 2 : 1);
    return __atomic_compare_exchange_n(&place->version, &version, next, false, __ATOMIC_ACQ_REL,
                                       __ATOMIC_RELAXED)
               ? next
               : 0;
}

static void write_place(NgShared *shared, guint i, guint32 hash, gsize len, const guint8 *packed,
                        gsize packed_len)
{
    Place *place = &shared->places[i];
    gint64 now = g_get_monotonic_time();
    guint32 version = begin_writing(place, now);
    if (version == 0)
        return;
    __atomic_store_n(&place->used_at, now, __ATOMIC_RELAXED);
    __atomic_thread_fence(__ATOMIC_RELEASE);
    __atomic_store_n(&place->hash, hash, __ATOMIC_RELAXED);
    place->len = (guint32)len;
    place->packed_len = (guint32)packed_len;
    memcpy(shared->packed[i], packed, packed_len);
    /* unless somebody took it for lost */
    __atomic_compare_exchange_n(&place->version, &version, version + 1, false, __ATOMIC_RELEASE,
                                __ATOMIC_RELAXED);
}

void ng_shared_add(NgShared *shared, const char *etag, const GString *body)
{
    guint32 hash = hash_of(etag);
    guint i = choose(shared, hash);
    if (i == PLACES || strlen(etag) + body->len > WHOLE_MAX)
        return;
    g_autoptr(GString) whole = g_string_new(etag);
    g_string_append_len(whole, body->str, (gssize)body->len);
    uLongf packed_len = compressBound(whole->len);
    g_autofree guint8 *packed = g_malloc(packed_len);
    if (compress2(packed, &packed_len, (const Bytef *)whole->str, whole->len, QUICKLY) == Z_OK &&
        packed_len <= PLACE_BYTES)
        write_place(shared, i, hash, whole->len, packed, packed_len);
}
