/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: whom only the article names: members of its cast under their fullest form, those of
 * several words first, then, when all short forms are resolved, who is left. */
#include "engine/news/recogniser.h"

#include <string.h>

/* Capitals that say nothing of the name: a headline's, or a dateline's, where places and people
 * stand in capitals and organisations more often bear them (UNICEF). */
static bool is_shouted(const NgReading *r, const NgPart *part, const NgFound *found)
{
    if (part->shouted)
        return true;
    if (!found->seen || found->seen - 1 == NG_ACTOR_ORG)
        return false;
    for (uint32_t i = found->first; i < found->last; i++)
        if (!(r->words[i].flags & NG_WORD_SHOUTED))
            return false;
    return true;
}

/* The name as it is shown. */
static char *text_of(const NgReading *r, const NgFound *found)
{
    const NgPart *part = ng_reading_part(r, found->part);
    const char *text = part->paragraph->text;
    uint32_t begin = r->words[found->first].begin, end = r->words[found->last - 1].end;
    if (!is_shouted(r, part, found))
        return g_strndup(text + begin, end - begin);
    GString *name = g_string_new(NULL);
    for (uint32_t i = found->first; i < found->last; i++) {
        const NgWord *word = &r->words[i];
        bool initials = word->flags & NG_WORD_DOTTED || word->end - word->begin <= 3;
        const char *rest = initials ? text + word->end : g_utf8_next_char(text + word->begin);
        g_autofree char *lower = g_utf8_strdown(rest, MAX(0, text + word->end - rest));
        g_string_append_len(name, text + begin, rest - (text + begin));
        g_string_append(name, lower);
        begin = word->end; /* what stands between two words goes before the second */
    }
    return g_string_free(name, FALSE);
}

static NgGender gender_of(const NgReading *r, const NgFound *found)
{
    const NgPart *part = ng_reading_part(r, found->part);
    uint32_t before = found->first > part->first ? r->words[found->first - 1].classes : 0;
    uint32_t given = r->words[found->first].classes & NG_LEX_GIVEN;
    if (before & NG_LEX_TITLE && before & (NG_LEX_LADY | NG_LEX_SIR))
        return before & NG_LEX_LADY ? NG_GENDER_WOMAN : NG_GENDER_MAN;
    return given == NG_LEX_MAN     ? NG_GENDER_MAN
           : given == NG_LEX_WOMAN ? NG_GENDER_WOMAN
                                   : NG_GENDER_UNKNOWN;
}

/* Who was named in full so already, perhaps with another initial between. */
static uint32_t known_person(const NgReading *r, uint32_t first, uint32_t last)
{
    for (const NgLocal *l = ng_local_first(r, r->words[first].key); l; l = ng_local_next(r, l))
        if (l->full && l->n > 1 && l->key[0] == r->words[first].key &&
            l->key[l->n - 1] == r->words[last - 1].key &&
            ng_reading_cast(r, l->cast)->kind == NG_ACTOR_PERSON)
            return l->cast;
    return NG_NOBODY;
}

static void learn_person(NgReading *r, NgFound *found)
{
    uint32_t last = found->last;
    while (last - found->first > 2 && r->words[last - 1].classes & NG_LEX_JUNIOR)
        last--;
    uint32_t cast = known_person(r, found->first, last);
    if (cast == NG_NOBODY) {
        if (ng_local_full(r))
            return;
        NgFound core = *found;
        core.last = last;
        g_autofree char *name = text_of(r, &core);
        cast = ng_reading_cast_person(r, name, gender_of(r, found));
    }
    ng_local_learn(r, found->first, last, cast, true, false);
    ng_short_form_of_person(r, found->first, last, cast);
    found->cast = cast;
    found->full = found->local = true;
}

/* Valeant Pharmaceuticals International is the Valeant that the authority knows. */
static int known_firm(const NgReading *r, uint32_t first, uint32_t last)
{
    while (last > first + 1 && r->words[last - 1].classes & NG_LEX_ORG_TAIL) {
        const NgName *name = ng_recognised_names(r, first, --last);
        if (name && !name->next && !(name->flags & NG_NAME_ADJECTIVE) &&
            ng_authority_kind(r->authority, name->actor) == NG_ACTOR_ORG)
            return (int)name->actor;
    }
    return -1;
}

/* "Senator Brown": by that title nobody goes who leads a state. */
static bool is_otherwise_titled(const NgReading *r, uint64_t surname)
{
    static NgWordList titles = NG_WORD_LIST(
        "senator", "sen", "senators", "sens", "congressman", "congresswoman", "representative",
        "rep", "reps", "governor", "gov", "mayor", "judge", "sheriff", "attorney", "assemblyman",
        "councilman", "councillor", "commissioner", "sergeant", "sgt", "detective");
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        const NgPart *part = ng_reading_part(r, found->part);
        if (found->last - found->first == 1 && r->words[found->first].key == surname &&
            found->first > part->first && ng_word_in(r, part, found->first - 1, &titles))
            return true;
    }
    return false;
}

/* Obama, of whom the article says no more; not Mrs. Obama. */
static int known_leader(NgReading *r, const NgFound *found)
{
    int leader = ng_leader_of_surname(r, r->words[found->first].key);
    NgGender gender = gender_of(r, found);
    if (leader < 0 || is_otherwise_titled(r, r->words[found->first].key))
        return -1;
    if (gender == NG_GENDER_UNKNOWN)
        return leader;
    NgCast cast = {.name = ng_authority_name(r->authority, (guint)leader), .kind = NG_ACTOR_PERSON};
    NgGender theirs = ng_cast_gender(&cast);
    return theirs == NG_GENDER_UNKNOWN || theirs == gender ? leader : -1;
}

static void learn_other(NgReading *r, NgFound *found, NgActorKind kind)
{
    if (ng_local_full(r))
        return;
    int known = kind == NG_ACTOR_ORG ? known_firm(r, found->first, found->last)
                : kind == NG_ACTOR_PERSON && found->last - found->first == 1
                    ? known_leader(r, found)
                    : -1;
    g_autofree char *name = known < 0 ? text_of(r, found) : NULL;
    found->cast = known < 0 ? ng_reading_cast_name(r, name, kind)
                            : ng_reading_cast_authority(r, (guint)known);
    found->full = found->local = true;
    ng_local_learn(r, found->first, found->last, found->cast, true, false);
}

/* Names of several words that the authority has not, running text first: a headline's capitals
 * hide how a name is written. */
void ng_recognised_learn(NgReading *r)
{
    for (int shouted = 0; shouted <= 1; shouted++)
        for (guint i = 0; i < r->found->len; i++) {
            NgFound *found = ng_reading_found(r, i);
            if (!found->seen || found->names || found->cast != NG_NOBODY ||
                found->last - found->first < 2 ||
                r->words[found->first].classes & NG_LEX_PARTICLE ||
                ng_reading_part(r, found->part)->shouted != (shouted == 1))
                continue;
            NgActorKind kind = (NgActorKind)(found->seen - 1);
            if (kind == NG_ACTOR_PERSON)
                learn_person(r, found);
            else
                learn_other(r, found, kind);
        }
}

/* A name of one word that nobody else bears is of one kind throughout: the commoner one. */
static NgActorKind common_kind(GHashTable *kinds, const NgReading *r, const NgFound *found)
{
    const uint32_t *times = g_hash_table_lookup(kinds, &r->words[found->first].key);
    NgActorKind best = (NgActorKind)(found->seen - 1);
    for (unsigned k = 0; times && found->last - found->first == 1 && k < 3; k++)
        if (times[k] > times[best])
            best = (NgActorKind)k;
    return best;
}

static bool wants_name(NgReading *r, const NgFound *found)
{
    return found->seen && found->cast == NG_NOBODY && !found->adjective &&
           !ng_actors_may_be(r, found);
}

static GHashTable *count_kinds(NgReading *r)
{
    GHashTable *kinds = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        if (found->last - found->first != 1 || !wants_name(r, found))
            continue;
        uint32_t *times = g_hash_table_lookup(kinds, &r->words[found->first].key);
        if (!times) {
            times = g_new0(uint32_t, 3);
            g_hash_table_insert(kinds, &r->words[found->first].key, times);
        }
        times[found->seen - 1] += ng_reading_part(r, found->part)->shouted ? 1 : 2;
    }
    return kinds;
}

/* Commission, Senators: whoever is meant has another name. */
static bool is_general(const NgReading *r, const NgFound *found)
{
    return found->last - found->first == 1 && found->seen == 1 + NG_ACTOR_ORG &&
           !(r->words[found->first].flags & NG_WORD_SHOUTED &&
             !ng_reading_part(r, found->part)->shouted) &&
           r->words[found->first].classes & (NG_LEX_GENERIC | NG_LEX_ORG_NOUN | NG_LEX_THEY);
}

void ng_recognised_name_rest(NgReading *r)
{
    if (!r->recognised)
        return;
    g_autoptr(GHashTable) kinds = count_kinds(r);
    for (int shouted = 0; shouted <= 1; shouted++)
        for (guint i = 0; i < r->found->len; i++) {
            NgFound *found = ng_reading_found(r, i);
            if (ng_reading_part(r, found->part)->shouted == (shouted == 1) &&
                !is_general(r, found) && wants_name(r, found))
                learn_other(r, found, common_kind(kinds, r, found));
        }
}
