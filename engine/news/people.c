/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: names learned from the article itself: people whom the authority does not know but who
 * are introduced as speakers or with a title, acronyms defined in brackets, and the short forms of
 * whoever was named in full. */
#include "engine/news/reading.h"

#include <string.h>

#define LOCAL_MAX 4096u
#define NAME_WORDS 5u

static void learn(NgReading *r, uint32_t first, uint32_t last, uint32_t cast, bool full,
                  bool shouted)
{
    uint32_t n = last - first;
    if (n == 0 || n > NG_LOCAL_WORDS || r->local->len >= LOCAL_MAX)
        return;
    NgLocal local = {.cast = cast, .n = (uint8_t)n, .full = full, .shouted = shouted};
    for (uint32_t i = 0; i < n; i++)
        local.key[i] = r->words[first + i].key;
    uint16_t *head = &r->local_head[(local.key[0] >> 20) & 1023];
    guint steps = 0;
    for (uint16_t i = *head; i; i = g_array_index(r->local, NgLocal, i - 1).next) {
        const NgLocal *known = &g_array_index(r->local, NgLocal, i - 1);
        if (known->cast == cast && known->n == local.n &&
            memcmp(known->key, local.key, n * sizeof local.key[0]) == 0)
            return;
        if (++steps > 64) /* text made to collide */
            return;
    }
    local.next = *head;
    g_array_append_val(r->local, local);
    *head = (uint16_t)r->local->len;
}

bool ng_local_same(const NgReading *r, const NgLocal *local, uint32_t at, uint32_t end)
{
    if (local->n > end - at)
        return false;
    for (uint32_t i = 0; i < local->n; i++)
        if (r->words[at + i].key != local->key[i] || (i > 0 && !ng_reading_joined(r, at + i)))
            return false;
    return !local->shouted || r->words[at].flags & NG_WORD_SHOUTED;
}

/* ---- people introduced as speakers ---- */

static bool may_stand_alone(const NgReading *r, uint32_t i)
{
    const NgWord *word = &r->words[i];
    return word->flags & NG_WORD_CAPITAL && word->end - word->begin >= 3 &&
           !(word->classes & (NG_LEX_CALENDAR | NG_LEX_DET | NG_LEX_PREP | NG_LEX_JUNIOR));
}

static void learn_surname(NgReading *r, uint32_t first, uint32_t last, uint32_t cast)
{
    while (last - first > 2 && r->words[last - 1].classes & NG_LEX_JUNIOR)
        last--;
    if (last - first < 2)
        return;
    if (may_stand_alone(r, last - 1) || r->words[last - 1].end - r->words[last - 1].begin == 2)
        learn(r, last - 1, last, cast, false, false);
    uint32_t particle = last - 1;
    while (particle > first + 1 && r->words[particle - 1].classes & NG_LEX_PARTICLE)
        particle--;
    /* Ocasio-Cortez, Le Pen, de Blasio */
    if (particle == last - 1 && particle > first + 1 && r->words[last - 1].flags & NG_WORD_TIGHT)
        particle--;
    if (particle < last - 1)
        learn(r, particle, last, cast, false, false);
}

static bool may_be_in_name(const NgReading *r, uint32_t i)
{
    const NgWord *word = &r->words[i];
    if (word->flags & NG_WORD_CAPITAL)
        return !(word->flags & NG_WORD_DIGIT);
    return word->classes & NG_LEX_PARTICLE && !(word->flags & NG_WORD_DIGIT);
}

/* Is [first, last) a person's name that stands by itself? gender is set from the given name. */
static bool is_person(const NgReading *r, uint32_t first, uint32_t last, bool titled,
                      NgGender *gender)
{
    uint32_t parts = 0;
    bool initial = false, capital = false;
    for (uint32_t i = first; i < last; i++) {
        const NgWord *word = &r->words[i];
        bool given = word->classes & NG_LEX_GIVEN;
        if (word->classes & (NG_LEX_CALENDAR | NG_LEX_NOT_NAME | NG_LEX_ORG_TAIL) &&
            !(given && i == first) && !(word->classes & NG_LEX_PARTICLE) &&
            word->end - word->begin > 1)
            return false;
        if (word->flags & (NG_WORD_DIGIT | NG_WORD_DOTTED) && word->end - word->begin > 4)
            return false;
        if (word->found) {
            const NgFound *found = ng_reading_found(r, word->found - 1);
            if (found->adjective && i == first && !given)
                return false;
            /* Inside a longer name, or the whole of it: the authority knows better. */
            if (found->first < first || found->last > last || found->last - found->first > 1)
                return false;
        }
        if (word->end - word->begin == 1)
            initial = i > first;
        else if (word->flags & NG_WORD_CAPITAL && !(word->classes & NG_LEX_JUNIOR))
            parts++;
        capital |= word->flags & NG_WORD_CAPITAL;
    }
    const NgWord *head = &r->words[first], *tail = &r->words[last - 1];
    if (parts < (head->end - head->begin == 1 ? 1u : 2u) || !capital || tail->classes & NG_LEX_DET)
        return false;
    if (head->flags & NG_WORD_SHOUTED && tail->flags & NG_WORD_SHOUTED)
        return false;
    if (head->classes & NG_LEX_MAN)
        *gender = NG_GENDER_MAN;
    else if (head->classes & NG_LEX_WOMAN)
        *gender = NG_GENDER_WOMAN;
    /* Diamant Boart SA, Jane Doe Foundation */
    if (last < r->n_words && r->words[last].flags & NG_WORD_CAPITAL &&
        r->words[last].classes & NG_LEX_ORG_TAIL && ng_reading_joined(r, last))
        return false;
    if (titled || initial || head->classes & NG_LEX_GIVEN)
        return true;
    /* Two or three unknown words: a foreign name, unless one is a plain or an organisation's. */
    for (uint32_t i = first; i < last; i++)
        if (r->words[i].classes &
                (NG_LEX_GENERIC | NG_LEX_ORG_NOUN | NG_LEX_COMMON | NG_LEX_ORG_THING |
                 NG_LEX_HELPER | NG_LEX_PREP | NG_LEX_CONJ | NG_LEX_DET) ||
            r->words[i].found)
            return false;
    /* Temple-Inland; "Fluor Daniel said it expects": companies. */
    if (last - first == 2 && tail->flags & NG_WORD_TIGHT)
        return false;
    for (uint32_t i = last; i < last + 5 && i < r->n_words; i++)
        if (r->words[i].flags & (NG_WORD_SENTENCE | NG_WORD_APART))
            break;
        else if (r->words[i].classes & NG_LEX_IT)
            return false;
    return last - first <= 3;
}

/* Takes [first, last), cut from running text: titles, roles and a sentence's first word go. */
static bool introduce(NgReading *r, const NgPart *part, uint32_t first, uint32_t last, bool titled)
{
    for (uint32_t i = last; i-- > first;) {
        const NgWord *word = &r->words[i];
        bool role = word->classes & (NG_LEX_TITLE | NG_LEX_ROLE) &&
                    !(word->classes & NG_LEX_GIVEN && i + 2 <= last && i == first);
        if (role || word->classes & (NG_LEX_CONJ | NG_LEX_THEY)) {
            titled |= role;
            first = i + 1;
            break;
        }
    }
    while (first < last && r->words[first].classes & (NG_LEX_DET | NG_LEX_PREP | NG_LEX_HELPER) &&
           !(r->words[first].classes & (NG_LEX_GIVEN | NG_LEX_PARTICLE)))
        first++;
    while (first < last && !(r->words[first].flags & NG_WORD_CAPITAL))
        first++;
    while (last > first && !(r->words[last - 1].flags & NG_WORD_CAPITAL))
        last--;
    /* NPPC President Ray Hankes, NPPC's Ray Hankes: letters are no given name. */
    while (last - first > 2 && r->words[first].flags & NG_WORD_SHOUTED &&
           !(r->words[first].classes & NG_LEX_GIVEN))
        first++;
    NgGender gender = NG_GENDER_UNKNOWN;
    if (last - first < 2 || last - first > NAME_WORDS ||
        !is_person(r, first, last, titled, &gender))
        return false;
    if (first > part->first && r->words[first - 1].classes & NG_LEX_TITLE)
        gender = r->words[first - 1].classes & NG_LEX_LADY  ? NG_GENDER_WOMAN
                 : r->words[first - 1].classes & NG_LEX_SIR ? NG_GENDER_MAN
                                                            : gender;
    uint32_t end = last;
    while (end - first > 2 && r->words[end - 1].classes & NG_LEX_JUNIOR)
        end--;
    /* Known already, perhaps with another initial between. */
    for (const NgLocal *known = ng_local_first(r, r->words[first].key); known;
         known = ng_local_next(r, known))
        if (known->full && known->key[0] == r->words[first].key &&
            known->key[known->n - 1] == r->words[end - 1].key) {
            learn(r, first, end, known->cast, true, false);
            return true;
        }
    if (r->local->len >= LOCAL_MAX)
        return false;
    uint32_t from = r->words[first].begin, to = r->words[end - 1].end;
    g_autofree char *name = g_strndup(part->paragraph->text + from, to - from);
    uint32_t cast = ng_reading_cast_person(r, name, gender);
    learn(r, first, end, cast, true, false);
    learn_surname(r, first, end, cast);
    return true;
}

/* A name that ends before word `end`, going left. */
static bool introduce_left(NgReading *r, const NgPart *part, uint32_t end)
{
    uint32_t first = end;
    while (first > part->first && end - first < NAME_WORDS + 3 && may_be_in_name(r, first - 1) &&
           (first == end || ng_reading_joined(r, first))) {
        first--;
        if (r->words[first].flags & NG_WORD_SENTENCE)
            break;
    }
    bool titled = first > part->first &&
                  r->words[first - 1].classes & (NG_LEX_ROLE | NG_LEX_TITLE) && first < end &&
                  ng_reading_joined(r, first);
    return first < end && introduce(r, part, first, end, titled);
}

/* Is word `at` in a name of several words, or one of an organisation? */
static bool in_other_name(const NgReading *r, uint32_t at)
{
    if (!r->words[at].found)
        return false;
    const NgFound *found = ng_reading_found(r, r->words[at].found - 1);
    if (found->adjective || !found->names)
        return true;
    return ng_authority_kind(r->authority, found->names->actor) == NG_ACTOR_ORG;
}

static bool introduce_right(NgReading *r, const NgPart *part, uint32_t at)
{
    uint32_t stop = MIN(part->last, at + 9);
    bool titled = false;
    /* "said the company's chief executive, Jane Doe", "said FBI spokesman John Doe" */
    for (; at < stop && !(r->words[at].flags & NG_WORD_SENTENCE); at++) {
        const NgWord *word = &r->words[at];
        if (word->flags & NG_WORD_CAPITAL && !in_other_name(r, at))
            break;
        titled |= (word->classes & (NG_LEX_ROLE | NG_LEX_TITLE)) != 0;
    }
    uint32_t last = at;
    while (last < part->last && last < at + NAME_WORDS + 3 && may_be_in_name(r, last) &&
           (last == at || ng_reading_joined(r, last)))
        last++;
    return last > at && introduce(r, part, at, last, titled);
}

/* The subject of the verb at `verb` that stands before it, perhaps behind an apposition: "Jane
 * Doe, a spokeswoman for the firm, said". */
static void look_left(NgReading *r, const NgPart *part, uint32_t verb)
{
    uint32_t end = verb;
    while (end > part->first && verb - end < 4 && !(r->words[end].flags & NG_WORD_SENTENCE) &&
           r->words[end - 1].classes & NG_LEX_HELPER && !(r->words[end].flags & NG_WORD_APART))
        end--;
    if (end == part->first || r->words[end].flags & NG_WORD_SENTENCE)
        return;
    if (introduce_left(r, part, end) || !(r->words[end].flags & NG_WORD_AFTER_COMMA))
        return;
    uint32_t commas = 0;
    for (uint32_t i = end - 1; i > part->first && end - i < 30 && commas < 4; i--) {
        if (r->words[i].flags & NG_WORD_SENTENCE)
            return;
        if (r->words[i].flags & NG_WORD_AFTER_COMMA) {
            commas++;
            if (introduce_left(r, part, i))
                return;
        }
    }
}

/* "Marty West, an education professor": a person's name stands before the comma at word i. */
static bool says_what_one_is(const NgReading *r, const NgPart *part, uint32_t i)
{
    if (!(r->words[i].classes & (NG_LEX_DET | NG_LEX_ROLE)))
        return r->words[i].flags & NG_WORD_DIGIT && r->words[i].end - r->words[i].begin == 2 &&
               i + 1 < part->last && r->words[i + 1].flags & NG_WORD_AFTER_COMMA;
    for (uint32_t k = i; k < i + 6 && k < part->last; k++) {
        if (k > i && r->words[k].flags & (NG_WORD_APART | NG_WORD_SENTENCE))
            return false;
        if (r->words[k].classes & NG_LEX_PREP)
            return false;
        if (r->words[k].classes & NG_LEX_ROLE && !(r->words[k].flags & NG_WORD_POSSESSIVE))
            return true;
    }
    return false;
}

static void learn_people(NgReading *r)
{
    for (guint p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        if (part->shouted || part->titled || part->paragraph->actors_given)
            continue;
        for (uint32_t i = part->first; i < part->last; i++) {
            const NgWord *word = &r->words[i];
            if (word->classes & NG_LEX_VERB && word->flags & NG_WORD_LOWER) {
                look_left(r, part, i);
                if (i + 1 < part->last)
                    introduce_right(r, part, i + 1);
            } else if (word->classes & NG_LEX_ACCORDING && i + 2 < part->last) {
                introduce_right(r, part, i + 1 + (r->words[i + 1].classes & NG_LEX_PREP ? 1 : 0));
            } else if (word->flags & NG_WORD_AFTER_COMMA && i > part->first + 1 &&
                       r->words[i - 1].flags & NG_WORD_CAPITAL && !r->words[i - 1].found &&
                       says_what_one_is(r, part, i)) {
                introduce_left(r, part, i);
            } else if (word->classes & (NG_LEX_TITLE | NG_LEX_ROLE) && i + 2 < part->last &&
                       ng_reading_joined(r, i + 1) && r->words[i + 1].flags & NG_WORD_CAPITAL &&
                       !(r->words[i + 1].classes & (NG_LEX_TITLE | NG_LEX_ROLE)) &&
                       (word->flags & NG_WORD_CAPITAL || r->words[i + 1].classes & NG_LEX_GIVEN)) {
                introduce_right(r, part, i + 1);
            }
        }
    }
}

/* ---- short forms ---- */

/* Kaspersky for Kaspersky Lab, Piedmont Aviation for Piedmont Aviation Inc: the words before what
 * only says that it is an organisation, when they are nobody's and nothing general. */
static void learn_org_head(NgReading *r, uint32_t first, uint32_t last, uint32_t cast)
{
    uint32_t end = last;
    while (end > first + 1 && r->words[end - 1].classes & NG_LEX_ORG_TAIL) {
        end--;
        const NgWord *head = &r->words[first];
        if (end - first == 1 &&
            (head->classes & (NG_LEX_GENERIC | NG_LEX_ORG_NOUN | NG_LEX_COMMON | NG_LEX_PREP) ||
             !may_stand_alone(r, first) || head->flags & NG_WORD_DOTTED))
            return;
        if (end - first == 1 && r->authority) {
            const NgNames *names = ng_authority_names(r->authority);
            uint32_t node = ng_names_step(names, 0, head->key);
            const NgName *name = node ? ng_names_at(names, node) : NULL;
            for (; name; name = ng_names_next(names, name))
                if (ng_authority_kind(r->authority, name->actor) == NG_ACTOR_PLACE)
                    return;
        }
        learn(r, first, end, cast, false, false);
    }
}

/* "Office of Fair Trading (OFT)": the letters are the initials of the words, small ones aside. */
static void learn_acronym(NgReading *r, const NgPart *part, const NgFound *found, uint32_t cast)
{
    uint32_t at = found->last;
    if (at >= part->last || !(r->words[at].flags & NG_WORD_AFTER_OPEN) ||
        !(r->words[at].flags & NG_WORD_SHOUTED) || r->words[at].found)
        return;
    const char *text = part->paragraph->text;
    const NgWord *acronym = &r->words[at];
    uint32_t letter = acronym->begin;
    for (uint32_t i = found->first; i < found->last; i++) {
        while (letter < acronym->end && text[letter] == '.')
            letter++;
        if (letter < acronym->end && text[letter] == g_ascii_toupper(text[r->words[i].begin]))
            letter++;
        else if (r->words[i].flags & NG_WORD_CAPITAL && !(r->words[i].classes & NG_LEX_PREP))
            return;
    }
    if (letter == acronym->end)
        learn(r, at, at + 1, cast, true, true);
}

/* The actor of a found name when only one comes into question. */
static uint32_t only_actor(NgReading *r, const NgFound *found)
{
    if (found->cast != NG_NOBODY)
        return found->cast;
    if (found->adjective || !found->names)
        return NG_NOBODY;
    const NgNames *names = ng_authority_names(r->authority);
    uint32_t actor = NG_NOBODY;
    for (const NgName *n = found->names; n; n = ng_names_next(names, n)) {
        if (n->flags & NG_NAME_ADJECTIVE)
            continue;
        if (actor != NG_NOBODY && actor != n->actor)
            return NG_NOBODY;
        actor = n->actor;
    }
    return actor == NG_NOBODY ? NG_NOBODY : ng_reading_cast_authority(r, actor);
}

static void learn_short_forms(NgReading *r)
{
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        if (found->last - found->first < 2 && !found->names)
            continue;
        uint32_t cast = only_actor(r, found);
        if (cast == NG_NOBODY)
            continue;
        const NgPart *part = ng_reading_part(r, found->part);
        NgActorKind kind = ng_reading_cast(r, cast)->kind;
        if (kind == NG_ACTOR_PERSON)
            learn_surname(r, found->first, found->last, cast);
        else if (kind == NG_ACTOR_ORG && !part->shouted) {
            learn_org_head(r, found->first, found->last, cast);
            learn_acronym(r, part, found, cast);
        }
    }
}

/* Titles that make a surname enough when the authority knows just one person of it. */
static bool is_office(const NgReading *r, const NgPart *part, uint32_t i)
{
    static const char *const offices[] = {"sen",       "senator",   "sens",        "senators",
                                          "rep",       "reps",      "congressman", "congresswoman",
                                          "president", "chancellor"};
    const NgWord *word = &r->words[i];
    const char *text = part->paragraph->text + word->begin;
    gsize len = word->end - word->begin;
    for (guint k = 0; k < G_N_ELEMENTS(offices); k++)
        if (strlen(offices[k]) == len && g_ascii_strncasecmp(text, offices[k], len) == 0)
            return true;
    return len == 8 && g_ascii_strncasecmp(text, "minister", 8) == 0 && i > part->first &&
           r->words[i - 1].end - r->words[i - 1].begin == 5 &&
           g_ascii_strncasecmp(part->paragraph->text + r->words[i - 1].begin, "prime", 5) == 0;
}

static void learn_office_holders(NgReading *r)
{
    for (guint p = 0; r->authority && p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        for (uint32_t i = part->first; i + 1 < part->last; i++) {
            const NgWord *name = &r->words[i + 1];
            if (!(r->words[i].classes & NG_LEX_TITLE && r->words[i].flags & NG_WORD_CAPITAL) ||
                name->found || !(name->flags & NG_WORD_CAPITAL) || !ng_reading_joined(r, i + 1) ||
                !may_stand_alone(r, i + 1) || !is_office(r, part, i))
                continue;
            bool goes_on = i + 2 < part->last && ng_reading_joined(r, i + 2) &&
                           r->words[i + 2].flags & NG_WORD_CAPITAL &&
                           !(name->flags & NG_WORD_POSSESSIVE) && !part->shouted && !part->titled;
            bool known = false;
            for (const NgLocal *l = ng_local_first(r, name->key); l; l = ng_local_next(r, l))
                known |= l->n == 1 && l->key[0] == name->key;
            int actor = goes_on || known ? -1 : ng_authority_surname(r->authority, name->key);
            if (actor >= 0)
                learn(r, i + 1, i + 2, ng_reading_cast_authority(r, (guint)actor), false, false);
        }
    }
}

/* ---- the learned names in the text ---- */

/* The longest learned name at word `at`; a full one counts before a short one of its length. */
static const NgLocal *longest_local(const NgReading *r, uint32_t at, uint32_t end)
{
    const NgLocal *best = NULL;
    for (const NgLocal *l = ng_local_first(r, r->words[at].key); l; l = ng_local_next(r, l))
        if ((!best || l->n > best->n || (l->n == best->n && l->full && !best->full)) &&
            ng_local_same(r, l, at, end))
            best = l;
    return best;
}

/* A short form must look like a name: capitals that mean something, no other given name before. */
static bool short_form_fits(const NgReading *r, const NgPart *part, const NgLocal *local,
                            uint32_t at)
{
    const NgWord *word = &r->words[at];
    uint32_t end = at + local->n;
    bool plain = word->classes & (NG_LEX_COMMON | NG_LEX_HELPER | NG_LEX_GENERIC | NG_LEX_VERB |
                                  NG_LEX_WEAK_VERB | NG_LEX_ORG_NOUN | NG_LEX_GIVEN);
    bool titled = at > part->first && r->words[at - 1].classes & NG_LEX_TITLE;
    if (plain && !titled && (part->shouted || part->titled))
        return false;
    if (plain && !titled && word->flags & NG_WORD_SENTENCE &&
        !(end < part->last && r->words[end].classes & (NG_LEX_VERB | NG_LEX_HELPER)) &&
        !(word->flags & NG_WORD_POSSESSIVE))
        return false;
    if (part->shouted || part->titled)
        return true;
    if (at > part->first && ng_reading_joined(r, at)) {
        const NgWord *before = &r->words[at - 1];
        if (before->flags & NG_WORD_CAPITAL && !(before->classes & NG_LEX_TITLE) &&
            !before->found &&
            (before->classes & NG_LEX_GIVEN || before->end - before->begin == 1 ||
             before->classes == 0))
            return false;
    }
    /* Kaspersky Internet Security, Johnson Controls: another, longer name. */
    if (end < part->last && ng_reading_joined(r, end) && !(word->flags & NG_WORD_POSSESSIVE) &&
        r->words[end].flags & NG_WORD_CAPITAL &&
        r->words[end].classes & (NG_LEX_ORG_TAIL | NG_LEX_NOT_NAME) &&
        !(r->words[end].classes & (NG_LEX_TITLE | NG_LEX_CALENDAR)) &&
        ng_reading_cast(r, local->cast)->kind == NG_ACTOR_PERSON)
        return false;
    return true;
}

static bool whole_names_only(const NgReading *r, uint32_t at, uint32_t end)
{
    for (uint32_t i = at; i < end; i++)
        if (r->words[i].found) {
            const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
            if (found->first < at || found->last > end || found->given ||
                found->last - found->first == end - at)
                return false;
        }
    return true;
}

static void merge_local(NgReading *r)
{
    g_array_set_size(r->merged, 0);
    for (uint32_t p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        for (uint32_t i = part->first; i < part->last;) {
            const NgFound *known =
                r->words[i].found ? ng_reading_found(r, r->words[i].found - 1) : NULL;
            const NgLocal *local = NULL;
            if (!part->paragraph->actors_given && r->words[i].flags & NG_WORD_CAPITAL)
                local = longest_local(r, i, part->last);
            else if (!part->paragraph->actors_given && r->words[i].classes & NG_LEX_PARTICLE)
                local = longest_local(r, i, part->last);
            if (local && (!whole_names_only(r, i, i + local->n) ||
                          (!local->full && !short_form_fits(r, part, local, i))))
                local = NULL;
            NgFound found = {.part = p, .first = i};
            if (local) {
                found.last = i + local->n;
                found.cast = local->full ? local->cast : NG_NOBODY;
                found.full = local->full;
                found.local = true;
            } else if (known && known->first == i) {
                found = *known;
            } else {
                i++;
                continue;
            }
            g_array_append_val(r->merged, found);
            i = found.last;
        }
    }
    GArray *old = r->found;
    r->found = r->merged;
    r->merged = old;
    for (uint32_t i = 0; i < r->n_words; i++)
        r->words[i].found = 0;
    for (guint i = 0; i < r->found->len; i++)
        for (uint32_t w = ng_reading_found(r, i)->first; w < ng_reading_found(r, i)->last; w++)
            r->words[w].found = i + 1;
}

void ng_people_learn(NgReading *r)
{
    learn_people(r);
    learn_short_forms(r);
    learn_office_holders(r);
    if (r->local->len)
        merge_local(r);
}
