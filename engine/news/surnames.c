/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the surnames of all whom an article names in full. */
#include "engine/news/recogniser.h"

bool ng_found_is_person(const NgReading *r, const NgFound *found)
{
    return found->names ? ng_authority_kind(r->authority, found->names->actor) == NG_ACTOR_PERSON
                        : found->seen == 1 + NG_ACTOR_PERSON;
}

GHashTable *ng_surnames_find(const NgReading *r)
{
    GHashTable *bearers = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        if (found->adjective || found->last - found->first < 2 || !ng_found_is_person(r, found))
            continue;
        uint32_t last = found->last - 1;
        while (last > found->first + 1 && r->words[last].classes & NG_LEX_JUNIOR)
            last--;
        uint64_t given = r->words[found->first].key;
        NgBearers *known = g_hash_table_lookup(bearers, &r->words[last].key);
        if (!known) {
            known = g_new0(NgBearers, 1);
            known->given[0] = given;
            g_hash_table_insert(bearers, &r->words[last].key, known);
        } else if (known->given[0] != given) {
            known->given[1] = given;
        }
    }
    return bearers;
}
