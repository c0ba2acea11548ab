/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Values beside a document, packed and unpacked. */
#include "nutgraf/values.h"
#include "nutgraf/date.h"
#include "nutgraf/token.h"
#include "packing.h"

#include <math.h>

/* FNV-1a, 64 bits (draft-eastlake-fnv), with a last mix so that all bits depend on all bytes. */
guint64 ng_name_hash(char kind, const char *slug, gsize len_bytes)
{
    guint64 hash = 14695981039346656037u;
    hash = (hash ^ (guint8)kind) * 1099511628211u;
    for (gsize i = 0; i < len_bytes; i++)
        hash = (hash ^ (guint8)slug[i]) * 1099511628211u;
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdu;
    hash ^= hash >> 33;
    return hash ? hash : 1; /* 0 means none */
}

void ng_name_key(guint64 hash, char key[NG_NAME_KEY_BYTES])
{
    guint64 big = GUINT64_TO_BE(hash);
    key[0] = 'h';
    memcpy(key + 1, &big, 8);
}

char *ng_name_pack(const char *slug, const char *name, NgActorKind kind)
{
    const char digit[] = {(char)('0' + (int)kind), '\0'};
    return g_strconcat(digit, "\t", slug, "\t", name, NULL);
}

bool ng_name_unpack(const char *value, gsize len_bytes, char **slug, char **name, NgActorKind *kind)
{
    const char *end = value + len_bytes;
    if (len_bytes < 3 || value[0] < '0' || value[0] > '2' || value[1] != '\t')
        return false;
    const char *tab = memchr(value + 2, '\t', len_bytes - 2);
    if (!tab)
        return false;
    *kind = (NgActorKind)(value[0] - '0');
    *slug = g_strndup(value + 2, (gsize)(tab - value - 2));
    *name = g_strndup(tab + 1, (gsize)(end - tab - 1));
    return true;
}

char *ng_alias_key(const char *alias)
{
    g_autofree char *slug = ng_slug(alias);
    return g_strconcat("a", slug, NULL);
}

#define INNER_KEY_MAX_BYTES 240

/* What a company's name ends in says nothing of whose it is, and is what most names end in. */
static bool is_legal_form(const char *word)
{
    static const char *const forms[] = {
        "ab",          "ag",   "as",   "bv",           "co",  "company", "corp",
        "corporation", "gmbh", "inc",  "incorporated", "kg",  "limited", "llc",
        "llp",         "ltd",  "lp",   "nv",           "oy",  "oyj",     "plc",
        "pty",         "sa",   "sarl", "se",           "spa", "srl",     NULL};
    for (const char *const *form = forms; *form; form++)
        if (**form == *word && strcmp(*form, word) == 0)
            return true;
    return false;
}

void ng_inner_keys(const char *slug, const char *id, NgInnerKeyFunc func, gpointer data)
{
    const char *dash = strchr(slug, '-');
    if (!dash)
        return;
    g_autoptr(GString) key = g_string_new(NULL);
    for (guint i = 1; dash && i < NG_INNER_WORDS; i++, dash = strchr(dash + 1, '-')) {
        if (strcspn(dash + 1, "-") < NG_INNER_MIN || is_legal_form(dash + 1))
            continue;
        g_string_assign(key, NG_INNER_KEY);
        g_string_append(key, dash + 1);
        g_string_append_c(key, '\t');
        g_string_append(key, id);
        if (key->len <= INNER_KEY_MAX_BYTES)
            func(key->str, key->len, data);
    }
}

void ng_meta_pack(const NgMeta *meta, GString *value)
{
    g_string_truncate(value, 0);
    pack_number(value, meta->date_ymd);
    pack_number(value, meta->kind);
    pack_bytes(value, meta->lang, strnlen(meta->lang, sizeof meta->lang));
    pack_fixed64(value, meta->outlet);
    pack_number(value, meta->n_paragraphs);
    pack_number(value, meta->n_quotes);
    pack_number(value, meta->n_bylines);
    for (guint i = 0; i < meta->n_bylines; i++)
        pack_fixed64(value, meta->bylines[i]);
    pack_number(value, meta->has_time);
    if (meta->has_time)
        pack_fixed64(value, (guint64)meta->time);
    pack_bytes(value, meta->actors, meta->actors_len);
    pack_bytes(value, meta->speakers, meta->speakers_len);
    pack_bytes(value, meta->times, meta->times_len);
}

bool ng_meta_unpack(const char *value, gsize len_bytes, NgMeta *meta)
{
    NgUnpacker in = {value, value + len_bytes};
    const char *lang;
    gsize lang_len;
    guint32 kind, bylines;
    meta->n_bylines = 0;
    memset(meta->lang, 0, sizeof meta->lang);
    if (!unpack_uint32(&in, &meta->date_ymd) || !unpack_uint32(&in, &kind) ||
        !unpack_bytes(&in, &lang, &lang_len) || lang_len >= sizeof meta->lang ||
        !unpack_fixed64(&in, &meta->outlet) || !unpack_uint32(&in, &meta->n_paragraphs) ||
        !unpack_uint32(&in, &meta->n_quotes) || !unpack_uint32(&in, &bylines) ||
        bylines > NG_META_BYLINES)
        return false;
    meta->kind = kind ? NG_KIND_STATEMENT : NG_KIND_ARTICLE;
    memcpy(meta->lang, lang, lang_len);
    for (guint i = 0; i < bylines; i++)
        if (!unpack_fixed64(&in, &meta->bylines[i]))
            return false;
    meta->n_bylines = bylines;
    guint64 has_time, time = 0;
    if (!unpack_number(&in, &has_time) || (has_time && !unpack_fixed64(&in, &time)) ||
        !unpack_bytes(&in, &meta->actors, &meta->actors_len) ||
        !unpack_bytes(&in, &meta->speakers, &meta->speakers_len) ||
        !unpack_bytes(&in, &meta->times, &meta->times_len))
        return false;
    meta->has_time = has_time != 0;
    meta->time = (gint64)time;
    return true;
}

void ng_names_pack_one(GString *value, guint64 hash, NgActorKind kind, const uint32_t *paragraphs,
                       guint n)
{
    pack_fixed64(value, hash);
    pack_number(value, (guint64)n << 2 | (guint64)kind);
    uint32_t before = 0;
    for (guint i = 0; i < n; i++) {
        pack_number(value, paragraphs[i] - before);
        before = paragraphs[i];
    }
}

void ng_names_iter_init(NgNamesIter *iter, const char *value, gsize len_bytes)
{
    iter->at = value;
    iter->end = value + len_bytes;
}

NgAmong ng_among(const guint *paragraphs, guint n)
{
    NgAmong among = {paragraphs, n, 0};
    for (guint i = 0; i < n && paragraphs[i] < 64; i++)
        among.low |= G_GUINT64_CONSTANT(1) << paragraphs[i];
    return among;
}

static bool is_among(const NgAmong *among, guint32 paragraph)
{
    if (paragraph < 64)
        return among->low >> paragraph & 1;
    guint low = 0, high = among->n;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (among->v[middle] < paragraph)
            low = middle + 1;
        else
            high = middle;
    }
    return low < among->n && among->v[low] == paragraph;
}

/* Goes past those that stand in none, as long as all numbers are of one byte and all paragraphs
 * below 64; true: the name at hand is of those and stands in one. */
static bool pass_over(NgNamesIter *iter, const NgAmong *among)
{
    const guint8 *at = (const guint8 *)iter->at, *end = (const guint8 *)iter->end;
    while (end - at > 9) {
        guint head = at[8], n = head >> 2, paragraph = 0, bytes = head;
        guint64 places = 0;
        if (n > (gsize)(end - at - 9))
            break;
        for (guint i = 0; i < n; i++) {
            bytes |= at[9 + i];
            paragraph += at[9 + i];
            places |= G_GUINT64_CONSTANT(1) << paragraph % 64;
        }
        if (bytes & 0x80 || paragraph >= 64)
            break;
        iter->at = (const char *)at;
        if (places & among->low)
            return true;
        at += 9 + n;
    }
    iter->at = (const char *)at;
    return false;
}

bool ng_names_iter_among(NgNamesIter *iter, guint64 *hash, NgActorKind *kind, const NgAmong *among)
{
    for (bool stands = false; !stands;) {
        stands = among == NULL || pass_over(iter, among);
        NgUnpacker in = {iter->at, iter->end};
        guint32 head, step, paragraph = 0;
        if (!unpack_fixed64(&in, hash) || !unpack_uint32(&in, &head) || (head & 3) > NG_ACTOR_PLACE)
            return false;
        *kind = (NgActorKind)(head & 3);
        for (guint32 left = head >> 2; left; left--) {
            if (!unpack_uint32(&in, &step))
                return false;
            paragraph += step;
            stands = stands || is_among(among, paragraph);
        }
        iter->at = in.at;
    }
    return true;
}

bool ng_names_iter_next(NgNamesIter *iter, guint64 *hash, NgActorKind *kind, GArray *paragraphs)
{
    NgUnpacker in = {iter->at, iter->end};
    guint64 head;
    if (!unpack_fixed64(&in, hash) || !unpack_number(&in, &head))
        return false;
    guint64 n = head >> 2;
    if (n > (guint64)(in.end - in.at) || (head & 3) > NG_ACTOR_PLACE)
        return false;
    *kind = (NgActorKind)(head & 3);
    g_array_set_size(paragraphs, 0);
    guint32 paragraph = 0;
    for (guint64 i = 0; i < n; i++) {
        guint32 step;
        if (!unpack_uint32(&in, &step))
            return false;
        paragraph += step;
        g_array_append_val(paragraphs, paragraph);
    }
    iter->at = in.at;
    return true;
}

/* Moved so that times before 1970 sort below those after it. */
#define TIME_ZERO ((gint64)1 << 62)

void ng_time_pack(gint64 unix_seconds, char value[NG_TIME_BYTES])
{
    guint64 big = GUINT64_TO_BE((guint64)(unix_seconds + TIME_ZERO));
    memcpy(value, &big, NG_TIME_BYTES);
}

bool ng_time_unpack(const char *value, gsize len_bytes, gint64 *unix_seconds)
{
    guint64 big;
    if (len_bytes != NG_TIME_BYTES)
        return false;
    memcpy(&big, value, NG_TIME_BYTES);
    *unix_seconds = (gint64)(GUINT64_FROM_BE(big) - (guint64)TIME_ZERO);
    return true;
}
