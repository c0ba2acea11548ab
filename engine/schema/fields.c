/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The field table, and the one function that makes terms. */
#include "nutgraf/fields.h"

#include <string.h>

/* Ordered by NgField; ng_field_info checks nothing at run time, the tests do. */
static const NgFieldInfo fields[NG_FIELD_COUNT] = {
    {NG_FIELD_TEXT, "text", {NULL}, "", true, "anywhere in the text"},
    {NG_FIELD_TITLE, "title", {"intitle", NULL}, NULL, true, "in the headline"},
    {NG_FIELD_LEAD, "lead", {"hlead", NULL}, "", true, "in the headline or the first paragraph"},
    {NG_FIELD_BYLINE, "byline", {NULL}, NG_TERM_AUTHOR, true, "written by"},
    {NG_FIELD_OUTLET, "outlet", {NULL}, NG_TERM_OUTLET, true, "published by"},
    {NG_FIELD_ACTOR, "actor", {NULL}, NG_TERM_ACTOR, true, "who or what is named"},
    {NG_FIELD_PERSON, "person", {NULL}, NG_TERM_ACTOR, true, "a person who is named"},
    {NG_FIELD_ORG, "org", {NULL}, NG_TERM_ACTOR, true, "an organisation that is named"},
    {NG_FIELD_PLACE, "place", {NULL}, NG_TERM_ACTOR, true, "a place that is named"},
    {NG_FIELD_SAIDBY, "saidby", {NULL}, NG_TERM_SPEAKER, true, "who is quoted"},
    {NG_FIELD_QUOTE, "quote", {NULL}, NULL, true, "inside a quotation"},
    {NG_FIELD_ABOUT, "about", {NULL}, NG_TERM_ABOUT_DAY, true, "the time that is spoken of"},
    {NG_FIELD_LANG, "lang", {NULL}, NG_TERM_LANG, true, "language, as en or de"},
    {NG_FIELD_KIND, "kind", {NULL}, NG_TERM_KIND, true, "article or statement"},
    {NG_FIELD_ID, "id", {NULL}, NG_TERM_ID, true, "one article"},
    {NG_FIELD_URL, "url", {NULL}, NG_TERM_URL, true, "the article at this address"},
    {NG_FIELD_SITE, "site", {NULL}, NG_TERM_HOST, true, "the host of the address"},
    {NG_FIELD_DATE, "date", {NULL}, NG_TERM_DAY, true, "published in this span"},
    {NG_FIELD_AFTER, "after", {NULL}, NG_TERM_DAY, true, "published after this day"},
    {NG_FIELD_BEFORE, "before", {NULL}, NG_TERM_DAY, true, "published before this day"},
    {NG_FIELD_UNDATED, "undated", {NULL}, NG_TERM_UNDATED, true, "without a date"},
};

static const char *const facet_names[NG_FACET_COUNT] = {
    [NG_FACET_ACTOR] = "actor",   [NG_FACET_PERSON] = "person",
    [NG_FACET_ORG] = "org",       [NG_FACET_PLACE] = "place",
    [NG_FACET_OUTLET] = "outlet", [NG_FACET_SPEAKER] = "speaker",
    [NG_FACET_BYLINE] = "byline", [NG_FACET_KIND] = "kind",
    [NG_FACET_LANG] = "lang",     [NG_FACET_YEAR] = "year",
    [NG_FACET_MONTH] = "month",   [NG_FACET_DAY] = "day",
    [NG_FACET_ABOUT] = "about",   [NG_FACET_DISTINCTIVE] = "distinctive",
};

const NgFieldInfo *ng_field_info(NgField field)
{
    return field < NG_FIELD_COUNT ? &fields[field] : NULL;
}

static bool is_name(const char *name, const char *typed, gsize len)
{
    return strlen(name) == len && g_ascii_strncasecmp(name, typed, len) == 0;
}

const NgFieldInfo *ng_field_find(const char *name, gsize len_bytes)
{
    for (guint i = 0; i < NG_FIELD_COUNT; i++) {
        if (is_name(fields[i].name, name, len_bytes))
            return &fields[i];
        for (guint j = 0; fields[i].also[j]; j++)
            if (is_name(fields[i].also[j], name, len_bytes))
                return &fields[i];
    }
    return NULL;
}

#define SPELLED_MAX 31

/* A letter more or less changes one bit of these, another letter two. */
static guint32 letters_of(const char *word, gsize len, char *lower)
{
    guint32 letters = 0;
    for (gsize i = 0; i < len; i++) {
        lower[i] = g_ascii_tolower(word[i]);
        letters |= 1u << (lower[i] & 31);
    }
    return letters;
}

guint ng_spelling_distance_within(const char *a, gsize a_len, const char *b, gsize b_len,
                                  guint most)
{
    guint rows[3][SPELLED_MAX + 2];
    char from[SPELLED_MAX], to[SPELLED_MAX];
    if (a_len > SPELLED_MAX || b_len > SPELLED_MAX || MAX(a_len, b_len) - MIN(a_len, b_len) > most)
        return G_MAXUINT;
    guint32 differ = letters_of(a, a_len, from) ^ letters_of(b, b_len, to);
    if ((guint)__builtin_popcount(differ) > 2 * most)
        return G_MAXUINT;
    most = MIN(most, SPELLED_MAX);
    for (gsize j = 0; j <= b_len; j++)
        rows[0][j] = (guint)j;
    for (gsize i = 1; i <= a_len; i++) {
        guint *now = rows[i % 3], *before = rows[(i + 2) % 3], *before2 = rows[(i + 1) % 3];
        /* further from the diagonal than that, more letters differ */
        gsize first = i > most ? i - most : 1, last = MIN(b_len, i + most);
        guint least = first == 1 ? (guint)i : most + 1;
        now[first - 1] = least;
        for (gsize j = first; j <= last; j++) {
            guint best = before[j - 1] + (from[i - 1] != to[j - 1]);
            if (j < i + most)
                best = MIN(best, before[j] + 1);
            best = MIN(best, now[j - 1] + 1);
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                best = MIN(best, before2[j - 2] + 1);
            now[j] = best;
            least = MIN(least, best);
        }
        if (least > most)
            return G_MAXUINT;
    }
    guint distance = rows[a_len % 3][b_len];
    return distance <= most ? distance : G_MAXUINT;
}

guint ng_spelling_distance(const char *a, gsize a_len, const char *b, gsize b_len)
{
    return ng_spelling_distance_within(a, a_len, b, b_len, SPELLED_MAX);
}

/* What other programs, and our own facets and options, call a field. */
static const char *const other_names[][2] = {
    {"speaker", "saidby"}, {"said", "saidby"},      {"headline", "title"}, {"author", "byline"},
    {"source", "outlet"},  {"publisher", "outlet"}, {"since", "after"},    {"until", "before"},
    {"from", "after"},     {"to", "before"},        {"published", "date"}, {"language", "lang"},
};

const char *ng_field_nearest(const char *name, gsize len_bytes)
{
    for (guint i = 0; i < G_N_ELEMENTS(other_names); i++)
        if (is_name(other_names[i][0], name, len_bytes))
            return other_names[i][1];
    const char *nearest = NULL;
    guint best = 3;
    for (guint i = NG_FIELD_TITLE; i < NG_FIELD_COUNT; i++) {
        guint distance =
            ng_spelling_distance(name, len_bytes, fields[i].name, strlen(fields[i].name));
        if (distance < best && distance < strlen(fields[i].name)) {
            best = distance;
            nearest = fields[i].name;
        }
    }
    return nearest;
}

const char *ng_facet_name(NgFacet facet)
{
    return facet < NG_FACET_COUNT ? facet_names[facet] : NULL;
}

bool ng_facet_parse(const char *name, gsize len_bytes, NgFacet *facet)
{
    for (guint i = 0; i < NG_FACET_COUNT; i++)
        if (is_name(facet_names[i], name, len_bytes)) {
            *facet = (NgFacet)i;
            return true;
        }
    return false;
}

#define HASH_HEX_BYTES 16

void ng_term_make(GString *out, const char *prefix, const char *value, gsize len_bytes)
{
    g_string_assign(out, prefix);
    gsize stored = len_bytes;
    if (stored <= NG_TERM_VALUE_MAX)
        for (const char *nul = memchr(value, 0, len_bytes); nul;
             nul = memchr(nul + 1, 0, len_bytes - (gsize)(nul + 1 - value)))
            stored++;
    if (stored <= NG_TERM_VALUE_MAX) {
        g_string_append_len(out, value, (gssize)len_bytes);
        return;
    }
    g_autofree char *hash =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)value, len_bytes);
    /* Half the room, so that a value full of NULs fits as well. */
    gsize keep = MIN((gsize)(NG_TERM_VALUE_MAX - HASH_HEX_BYTES) / 2, len_bytes);
    g_string_append_len(out, value, (gssize)keep);
    g_string_append_len(out, hash, HASH_HEX_BYTES);
}
