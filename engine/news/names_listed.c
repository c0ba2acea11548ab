/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: names that are lists: "the Committee on Health, Education, Labor and Pensions" is one
 * organisation, not four. */
#include "engine/news/recogniser.h"

enum {
    ITEM_WORDS = 5, /* "Health and Human Services" */
    ITEMS = 8,
};

/* A committee on, a department of: what follows may be a list of what it is for. */
static bool is_head(const NgReading *r, const NgPart *part, uint32_t i)
{
    static NgWordList heads = NG_WORD_LIST("committee", "subcommittee", "department", "ministry",
                                           "commission", "council", "directorate", "bureau");
    static NgWordList joining = NG_WORD_LIST("on", "of", "for");
    return i + 2 < part->last && r->words[i].flags & NG_WORD_CAPITAL &&
           ng_word_in(r, part, i, &heads) && ng_word_in(r, part, i + 1, &joining) &&
           ng_reading_joined(r, i + 1) && ng_reading_joined(r, i + 2);
}

/* Is a person named there? A word alone that was seen as one may be what a committee is for, unless
 * somebody's full name ends in it; surnames: found when first asked for. */
static bool names_person(const NgReading *r, uint32_t i, GHashTable **surnames)
{
    if (!r->words[i].found)
        return false;
    const NgFound *here = ng_reading_found(r, r->words[i].found - 1);
    if (!ng_found_is_person(r, here) || here->names || here->last - here->first > 1)
        return ng_found_is_person(r, here);
    if (!*surnames)
        *surnames = ng_surnames_find(r);
    return g_hash_table_contains(*surnames, &r->words[i].key);
}

/* Behind the capitals that stand side by side from word i on; i where a person is named there, or
 * none stand. */
static uint32_t behind_item(const NgReading *r, const NgPart *part, uint32_t i,
                            GHashTable **surnames)
{
    uint32_t end = i;
    while (end < part->last && end - i < ITEM_WORDS && r->words[end].flags & NG_WORD_CAPITAL &&
           (end == i || ng_reading_joined(r, end))) {
        if (names_person(r, end, surnames) || r->words[end].classes & NG_LEX_TITLE)
            return i;
        end++;
    }
    return end;
}

/* Behind the list that begins at word i, of three or more with an "and" before the last; or i.
 * "Labor, Health and Human Services, Education and Related Agencies" has another before. */
static uint32_t behind_list(const NgReading *r, const NgPart *part, uint32_t i,
                            GHashTable **surnames)
{
    uint32_t at = i, closed = i;
    for (guint items = 1; items < ITEMS; items++) {
        uint32_t end = behind_item(r, part, at, surnames);
        if (end == at || end >= part->last)
            break;
        if (ng_word_is(r, part, end, "and") && end + 1 < part->last &&
            ng_reading_joined(r, end + 1)) {
            uint32_t last = behind_item(r, part, end + 1, surnames);
            if (last == end + 1 || items == 1)
                break;
            end = closed = last;
        }
        if (end >= part->last || !(r->words[end].flags & NG_WORD_AFTER_COMMA))
            break;
        at = end;
    }
    return closed;
}

/* The list's whole name, from word i on where its head stands. */
static bool take_list(const NgReading *r, const NgPart *part, uint32_t number, uint32_t i,
                      GHashTable **surnames, NgFound *list)
{
    uint32_t last = behind_list(r, part, i + 2, surnames);
    if (last == i + 2)
        return false;
    const NgFound *known = r->words[i].found ? ng_reading_found(r, r->words[i].found - 1) : NULL;
    if (known && (known->given || known->last >= last))
        return false;
    uint32_t first = known ? known->first : i;
    *list = (NgFound) {.part = number,
                       .first = first,
                       .last = last,
                       .names = ng_recognised_names(r, first, last),
                       .cast = NG_NOBODY,
                       .seen = 1 + NG_ACTOR_ORG};
    return true;
}

void ng_names_listed(NgReading *r)
{
    g_autoptr(GArray) lists = NULL;
    g_autoptr(GHashTable) surnames = NULL;
    for (guint p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        if (part->shouted || part->titled || part->paragraph->actors_given)
            continue;
        for (uint32_t i = part->first; i + 2 < part->last; i++) {
            NgFound list;
            if (!is_head(r, part, i) || !take_list(r, part, p, i, &surnames, &list))
                continue;
            if (!lists)
                lists = g_array_new(FALSE, FALSE, sizeof(NgFound));
            g_array_append_val(lists, list);
            i = list.last - 1;
        }
    }
    if (!lists)
        return;
    guint next = 0;
    g_array_set_size(r->merged, 0);
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        for (; next < lists->len && g_array_index(lists, NgFound, next).last <= found->first;
             next++)
            g_array_append_val(r->merged, g_array_index(lists, NgFound, next));
        if (next == lists->len || found->last <= g_array_index(lists, NgFound, next).first)
            g_array_append_val(r->merged, *found);
    }
    for (; next < lists->len; next++)
        g_array_append_val(r->merged, g_array_index(lists, NgFound, next));
    ng_reading_take_merged(r);
}
