/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: names whose marks a text has lost: "Doe Roe Announce", surnames of several people whom a
 * headline puts side by side or between whom there was a comma, and "Does letter" for "Doe's
 * letter". Each is somebody's who is named in full elsewhere in the article. */
#include "engine/news/recogniser.h"

#include <string.h>

enum {
    SURNAMES = 6,          /* that may stand side by side */
    APOSTROPHE_WORDS = 60, /* of a text that would have one */
    NAME_BYTES = 32,
};

/* Is it the surname of somebody who is named elsewhere than by what begins with that word? */
static bool is_surname(GHashTable *bearers, const uint64_t *key, uint64_t first)
{
    const NgBearers *known = g_hash_table_lookup(bearers, key);
    return known && (known->given[0] != first || known->given[1]);
}

/* Several words that were seen as one person, where commas may be lost. */
static bool may_be_run(const NgReading *r, const NgFound *found)
{
    uint32_t n = found->last - found->first;
    return n > 1 && n <= SURNAMES && found->seen == 1 + NG_ACTOR_PERSON && !found->names &&
           !found->adjective && !found->given &&
           (!found->part || ng_reading_part(r, found->part)->bare);
}

static bool is_run(const NgReading *r, const NgFound *found, GHashTable *bearers)
{
    if (!may_be_run(r, found))
        return false;
    for (uint32_t i = found->first; i < found->last; i++)
        if (r->words[i].end - r->words[i].begin < 2 || !(r->words[i].flags & NG_WORD_CAPITAL) ||
            (i > found->first && r->words[i].flags & NG_WORD_TIGHT) ||
            !is_surname(bearers, &r->words[i].key, r->words[found->first].key))
            return false;
    return true;
}

/* "said Senator Doe Recent studies": a surname, and the capital of what follows where the stop was
 * lost. */
static bool overruns(const NgReading *r, const NgFound *found, GHashTable *bearers)
{
    if (!may_be_run(r, found) || !found->part ||
        found->first == ng_reading_part(r, found->part)->first)
        return false;
    const NgWord *before = &r->words[found->first - 1], *second = &r->words[found->first + 1];
    return before->classes & (NG_LEX_TITLE | NG_LEX_VERB) && !(second->classes & NG_LEX_JUNIOR) &&
           !(second->flags & NG_WORD_TIGHT) && second->end - second->begin > 1 &&
           is_surname(bearers, &r->words[found->first].key, r->words[found->first].key);
}

static void part_runs(NgReading *r, GHashTable *bearers)
{
    guint runs = 0;
    for (guint i = 0; i < r->found->len; i++)
        runs += is_run(r, ng_reading_found(r, i), bearers) ||
                overruns(r, ng_reading_found(r, i), bearers);
    if (!runs)
        return;
    g_array_set_size(r->merged, 0);
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        bool run = is_run(r, found, bearers);
        if (!run && !overruns(r, found, bearers)) {
            g_array_append_val(r->merged, *found);
            continue;
        }
        for (uint32_t w = found->first; w < (run ? found->last : found->first + 1); w++) {
            NgFound one = {.part = found->part,
                           .first = w,
                           .last = w + 1,
                           .cast = NG_NOBODY,
                           .seen = 1 + NG_ACTOR_PERSON};
            g_array_append_val(r->merged, one);
        }
    }
    ng_reading_take_merged(r);
}

/* Has the article, of many words, no apostrophe? */
static bool lost_apostrophes(const NgReading *r)
{
    if (r->n_words < APOSTROPHE_WORDS)
        return false;
    for (guint p = 0; p < r->parts->len; p++) {
        const char *text = ng_reading_part(r, p)->paragraph->text;
        if (strchr(text, '\'') || strstr(text, "’"))
            return false;
    }
    return true;
}

/* The key of the word without the s that it ends in, or 0. */
static uint64_t without_s(const NgPart *part, const NgWord *word)
{
    char form[NAME_BYTES];
    uint32_t len = word->end - word->begin;
    const char *text = part->paragraph->text + word->begin;
    if (!(word->flags & NG_WORD_CAPITAL) || word->flags & NG_WORD_SHOUTED || len < 4 ||
        len > sizeof form || text[len - 1] != 's')
        return 0;
    for (uint32_t i = 0; i + 1 < len; i++) {
        if (!g_ascii_isalpha(text[i]))
            return 0;
        form[i] = g_ascii_tolower(text[i]);
    }
    return ng_word_key(form, len - 1);
}

/* "Senator Does letter"; not "the Does". */
static void restore_possessives(NgReading *r, GHashTable *bearers)
{
    for (guint p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        for (uint32_t i = part->first; i < part->last; i++) {
            NgWord *word = &r->words[i];
            uint64_t key = without_s(part, word);
            if (!key || !g_hash_table_contains(bearers, &key) ||
                g_hash_table_contains(bearers, &word->key) ||
                (i > part->first && ng_word_is(r, part, i - 1, "the")))
                continue;
            word->key = key;
            word->end--;
            word->flags |= NG_WORD_POSSESSIVE;
            /* What was seen as one name with the thing of his is his alone: "Does Universal Care"
             */
            NgFound *found = word->found ? ng_reading_found(r, word->found - 1) : NULL;
            if (found && found->first == i && !found->names && !found->given) {
                for (uint32_t w = i + 1; w < found->last; w++)
                    r->words[w].found = 0;
                found->last = i + 1;
            }
        }
    }
}

void ng_names_mend(NgReading *r)
{
    bool runs = false, lost = lost_apostrophes(r);
    for (guint i = 0; i < r->found->len && !runs; i++)
        runs = may_be_run(r, ng_reading_found(r, i));
    if (!runs && !lost)
        return;
    g_autoptr(GHashTable) bearers = ng_surnames_find(r);
    if (runs)
        part_runs(r, bearers);
    if (lost && g_hash_table_size(bearers))
        restore_possessives(r, bearers);
}
