/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facet_names.h"
#include "nutgraf/facet_row.h"
#include "nutgraf/values.h"

#include <stdio.h>
#include <string.h>

bool ng_facet_name_hash(NgIndex *index, guint64 hash, NgFacetValue *value, GError **error)
{
    char key[NG_NAME_KEY_BYTES];
    gsize len;
    NgActorKind kind;
    const NgCountedAs *as = ng_index_counted_as(index, hash);
    if (as) {
        value->value = g_strdup(as->id);
        value->name = g_strdup(as->name);
        return true;
    }
    ng_name_key(hash, key);
    g_autofree char *packed = ng_db_metadata(index->db, key, sizeof key, &len, error);
    if (!packed)
        return false;
    if (!ng_name_unpack(packed, len, &value->value, &value->name, &kind)) {
        /* A name is written with the first document that has it; without it, its hash. */
        value->value = g_strdup_printf("%016" G_GINT64_MODIFIER "x", hash);
        value->name = g_strdup(value->value);
    }
    const char *decided; /* of actors, not of an outlet or a byline of that name */
    if (hash == ng_name_hash('a', value->value, strlen(value->value)) &&
        ng_actor_table_name(index->actors, value->value, &decided, &kind)) {
        g_free(value->name);
        value->name = g_strdup(decided);
    }
    return true;
}

static void name_date(guint64 key, NgFacet facet, NgFacetValue *value)
{
    if (key == 1)
        value->value = g_strdup("unknown");
    else if (facet == NG_FACET_YEAR || (facet == NG_FACET_ABOUT && key < 10000))
        value->value = g_strdup_printf("%04u", (guint)key);
    else if (facet == NG_FACET_MONTH || facet == NG_FACET_ABOUT)
        value->value = g_strdup_printf("%04u-%02u", (guint)key / 100, (guint)key % 100);
    else
        value->value = g_strdup_printf("%04u-%02u-%02u", (guint)key / 10000, (guint)key / 100 % 100,
                                       (guint)key % 100);
    value->name = g_strdup(value->value);
}

static void name_lang(guint64 key, NgFacetValue *value)
{
    char lang[8] = "";
    int n = 0;
    for (int shift = 48; shift >= 0; shift -= 8)
        if (key >> shift > 1)
            lang[n++] = (char)(key >> shift & 0xff);
    value->value = g_strdup(n ? lang : "unknown");
    value->name = g_strdup(value->value);
}

bool ng_facet_name_key(NgIndex *index, NgFacet facet, guint64 key, NgFacetValue *value,
                       GError **error)
{
    switch (facet) {
    case NG_FACET_KIND:
        value->value = g_strdup(ng_kind_name((NgKind)(key - 1)));
        value->name = g_strdup(value->value);
        return true;
    case NG_FACET_LANG:
        name_lang(key, value);
        return true;
    case NG_FACET_YEAR:
    case NG_FACET_MONTH:
    case NG_FACET_DAY:
    case NG_FACET_ABOUT:
        name_date(key, facet, value);
        return true;
    default:
        return ng_facet_name_hash(index, key, value, error);
    }
}

guint64 ng_facet_key_of(NgFacet facet, const char *value)
{
    NgKind kind;
    guint year = 0, month = 0, day = 0;
    switch (facet) {
    case NG_FACET_KIND:
        return ng_kind_parse(value, &kind) ? 1 + (guint64)kind : 0;
    case NG_FACET_LANG:
        return strlen(value) <= 3 ? ng_facet_key_of_lang(value) : 0;
    case NG_FACET_ABOUT:
        return sscanf(value, "%4u-%2u", &year, &month) == 2 ? year * 100 + month : year;
    case NG_FACET_YEAR:
        return sscanf(value, "%4u", &year) == 1 ? year : 0;
    case NG_FACET_MONTH:
        return sscanf(value, "%4u-%2u", &year, &month) == 2 ? year * 100 + month : 0;
    case NG_FACET_DAY:
        return sscanf(value, "%4u-%2u-%2u", &year, &month, &day) == 3
                   ? year * 10000 + month * 100 + day
                   : 0;
    case NG_FACET_OUTLET:
        return ng_name_hash('o', value, strlen(value));
    case NG_FACET_BYLINE:
        return ng_name_hash('b', value, strlen(value));
    default:
        return ng_name_hash('a', value, strlen(value));
    }
}
