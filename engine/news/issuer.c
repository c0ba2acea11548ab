/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: who issues a statement. */
#include "engine/news/speakers.h"

enum { ISSUER_PARTS = 3 };

/* The one person that the paragraph names; several: nobody, and set. */
static uint32_t only_person(const NgReading *r, uint32_t number, bool *several)
{
    const NgPart *part = ng_reading_part(r, number);
    uint32_t person = NG_NOBODY;
    for (uint32_t i = part->first; i < part->last; i++) {
        if (!r->words[i].found)
            continue;
        const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
        if (found->adjective || found->cast == NG_NOBODY || found->cast == person ||
            ng_reading_cast(r, found->cast)->kind != NG_ACTOR_PERSON)
            continue;
        *several = person != NG_NOBODY;
        if (*several)
            return NG_NOBODY;
        person = found->cast;
    }
    return person;
}

/* "Sen. Carper issues statement": who issued it when no outlet is known; else whom alone its first
 * paragraphs name. */
uint32_t ng_issuer(const NgReading *r)
{
    bool several = false;
    uint32_t person = NG_NOBODY;
    for (uint32_t p = 0; p < MIN(r->parts->len, ISSUER_PARTS) && person == NG_NOBODY && !several;
         p++)
        person = only_person(r, p, &several);
    return person;
}
