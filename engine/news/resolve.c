/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: which actor a name means where it could mean several.
 *
 * Every candidate (the authority's actors of that name, and whoever was named in full in this
 * article and is called so for short) gets points for what stands around the name; the weights
 * are in the table below. Of equal ones wins, in this order: who was named in full last before
 * the place; who is named in full first after it; the earlier line of the authority file. */
#include "engine/news/reading.h"

#include <string.h>

enum {
    TITLE_BEFORE = 8,     /* Mr. Kaspersky, Senator Kaspersky: a person */
    APPOSITION = 6,       /* Kaspersky, 51, / Kaspersky, who: a person; Kaspersky, a maker: org */
    ITS_THING = 4,        /* Kaspersky products, Kaspersky's software: an organisation */
    AT_PLACE = 7,         /* in Washington: a place */
    PRONOUN_AFTER = 3,    /* Kaspersky said he: a person; Kaspersky said it: an organisation */
    DEED = 2,             /* Kaspersky smiled; Kaspersky launched */
    NAMED_IN_FULL = 4,    /* elsewhere in this article */
    NAMED_MORE_OFTEN = 2, /* than the other candidates, in full */
    SEEN_AS = 2,          /* of this kind, by the recogniser */
    CALLED_SO = 3,        /* by the authority, where others only are in this article */
    OTHER_GENDER = 12,    /* Mrs. Kaspersky: not Eugene */
    SAME_TITLE = 3,       /* Senator Kaspersky, where one is "Sen. Jane Kaspersky" in full */
    PROPER_NAME = 1,      /* the words are its name, not an alias */
    CANDIDATES = 16,
    CAST_TITLED = 1000, /* of so many nobody more is known by a title: each is looked for */
};

typedef struct {
    uint32_t cast;
    int points;
} Candidate;

typedef struct {
    int person, org, place;
} Ground;

static const NgWord *word_at(const NgReading *r, const NgPart *part, int64_t i)
{
    return i >= part->first && i < part->last ? &r->words[i] : NULL;
}

/* What the words around a name say about its kind. */
static Ground read_around(const NgReading *r, const NgFound *found)
{
    const NgPart *part = ng_reading_part(r, found->part);
    Ground ground = {0};
    const NgWord *before = word_at(r, part, (int64_t)found->first - 1);
    const NgWord *last = &r->words[found->last - 1];
    if (before && ng_reading_joined(r, found->first)) {
        if (before->classes & NG_LEX_TITLE)
            ground.person += TITLE_BEFORE;
        else if (before->classes & NG_LEX_ROLE && before->flags & NG_WORD_CAPITAL)
            ground.person += TITLE_BEFORE;
        const char *text = part->paragraph->text + before->begin;
        gsize len = before->end - before->begin;
        if (len == 2 &&
            (g_ascii_strncasecmp(text, "in", 2) == 0 || g_ascii_strncasecmp(text, "at", 2) == 0))
            ground.place += *text == 'i' || *text == 'I' ? AT_PLACE : 0;
        else if (len == 4 && g_ascii_strncasecmp(text, "near", 4) == 0)
            ground.place += AT_PLACE;
    }
    const NgWord *after = word_at(r, part, found->last);
    if (!after || after->flags & NG_WORD_SENTENCE)
        return ground;
    bool apart = after->flags & NG_WORD_APART;
    if (!apart && after->flags & NG_WORD_LOWER &&
        (after->classes & (NG_LEX_ORG_THING | NG_LEX_PAPER) ||
         ng_word_is(r, part, found->last, "team") || ng_word_is(r, part, found->last, "members")))
        ground.org += ITS_THING;
    if (last->flags & NG_WORD_POSSESSIVE)
        for (uint32_t i = found->last; i < found->last + 4 && i < part->last; i++) {
            if (r->words[i].flags & NG_WORD_SENTENCE || r->words[i].classes & NG_LEX_PREP)
                break;
            if (r->words[i].classes & NG_LEX_ORG_THING) {
                ground.org += ITS_THING;
                break;
            }
        }
    if (after->flags & NG_WORD_AFTER_COMMA) {
        const NgWord *third = word_at(r, part, (int64_t)found->last + 1);
        gsize len = after->end - after->begin;
        const char *text = part->paragraph->text + after->begin;
        if ((len == 2 && after->flags & NG_WORD_DIGIT) || (len == 3 && !strncmp(text, "who", 3)))
            ground.person += APPOSITION;
        else if (len == 5 && strncmp(text, "which", 5) == 0)
            ground.org += APPOSITION;
        else if (after->classes & NG_LEX_DET)
            for (int64_t i = found->last; i < (int64_t)found->last + 6; i++) {
                third = word_at(r, part, i);
                if (!third || (i > found->last && third->flags & NG_WORD_APART))
                    break;
                if (third->classes & NG_LEX_ROLE && !(third->flags & NG_WORD_POSSESSIVE)) {
                    ground.person += APPOSITION;
                    break;
                }
                if (third->classes & NG_LEX_ORG_NOUN && !(third->flags & NG_WORD_POSSESSIVE)) {
                    ground.org += APPOSITION;
                    break;
                }
            }
    }
    bool deed = false;
    for (uint32_t i = found->last; i < found->last + 10 && i < part->last; i++) {
        const NgWord *word = &r->words[i];
        if (word->flags & NG_WORD_SENTENCE || (word->found && i > found->last))
            break;
        if (!deed && !apart && !(last->flags & NG_WORD_POSSESSIVE)) {
            deed = !(word->classes & NG_LEX_HELPER);
            if (word->classes & NG_LEX_PERSONAL)
                ground.person += DEED;
            if (word->classes & NG_LEX_CORPORATE)
                ground.org += DEED;
        }
        if (word->classes & (NG_LEX_HE | NG_LEX_SHE)) {
            ground.person += PRONOUN_AFTER;
            break;
        }
        if (word->classes & NG_LEX_IT ||
            (word->classes & NG_LEX_ORG_NOUN && ng_word_is(r, part, i - 1, "the"))) {
            ground.org += PRONOUN_AFTER;
            break;
        }
    }
    return ground;
}

static void consider(Candidate *list, guint *n, uint32_t cast, int points)
{
    for (guint i = 0; i < *n; i++)
        if (list[i].cast == cast) {
            list[i].points += points;
            return;
        }
    if (*n < CANDIDATES)
        list[(*n)++] = (Candidate) {.cast = cast, .points = points};
}

/* Who of the candidates can be meant by a name that the recogniser saw as one of a kind: those of
 * that kind, and, a firm and its founder being easily mistaken for each other, whoever the article
 * names in full. Where that leaves nobody the authority knows better; but Boston the club is not
 * Boston the city, and a person is no place. */
static guint of_kind(const NgReading *r, const NgFound *found, Candidate *list, guint n)
{
    enum { ORG = 1 + NG_ACTOR_ORG, PERSON = 1 + NG_ACTOR_PERSON, PLACE = 1 + NG_ACTOR_PLACE };
    guint kept = 0, places = 0;
    if (!found->seen)
        return n;
    bool speaks_of_org = found->seen == PLACE && n > 0 && read_around(r, found).org > 0;
    for (guint i = 0; i < n; i++) {
        const NgCast *cast = ng_reading_cast(r, list[i].cast);
        unsigned kind = cast->kind + 1u;
        bool ground = (kind == ORG && found->seen == PLACE && !(cast->full && speaks_of_org)) ||
                      (kind == PLACE && found->seen == ORG);
        places += kind == PLACE;
        bool full = cast->full && !ground && found->last - found->first == 1;
        if (kind == found->seen || full) {
            Candidate swap = list[kept];
            list[kept++] = list[i];
            list[i] = swap;
        }
    }
    if (kept || (places && ((found->seen == ORG && r->clubs) || found->seen == PERSON)))
        return kept;
    return n;
}

static guint collect(NgReading *r, const NgFound *found, Candidate *list)
{
    guint n = 0;
    if (found->names) {
        const NgNames *names = ng_authority_names(r->authority);
        for (const NgName *name = found->names; name; name = ng_names_next(names, name))
            if (!(name->flags & NG_NAME_ADJECTIVE))
                consider(list, &n, ng_reading_cast_authority(r, name->actor),
                         (found->seen ? CALLED_SO : 0) +
                             (name->flags & NG_NAME_PROPER ? PROPER_NAME : 0));
    }
    for (const NgLocal *l = ng_local_first(r, r->words[found->first].key); l;
         l = ng_local_next(r, l))
        if (l->n == found->last - found->first && ng_local_same(r, l, found->first, found->last) &&
            (!l->given || found->seen == 1u + ng_reading_cast(r, l->cast)->kind))
            consider(list, &n, l->cast, 0);
    return n;
}

bool ng_actors_may_be(NgReading *r, const NgFound *found)
{
    Candidate list[CANDIDATES];
    return of_kind(r, found, list, collect(r, found, list)) > 0;
}

/* Is a before b, when both have the same points? `at` is the word of the name in question. */
static bool nearer(const NgReading *r, const Candidate *a, const Candidate *b)
{
    const NgCast *x = ng_reading_cast(r, a->cast), *y = ng_reading_cast(r, b->cast);
    bool x_before = x->last_full != NG_NOBODY, y_before = y->last_full != NG_NOBODY;
    if (x_before != y_before)
        return x_before;
    if (x_before && x->last_full != y->last_full)
        return x->last_full > y->last_full;
    if (x->first_full != y->first_full)
        return x->first_full < y->first_full;
    return x->order < y->order;
}

NgGender ng_cast_gender(const NgCast *cast)
{
    if (cast->kind != NG_ACTOR_PERSON || cast->gender != NG_GENDER_UNKNOWN)
        return cast->gender;
    char given[32];
    gsize len = strcspn(cast->name, " ");
    if (!cast->name[len] || len >= sizeof given)
        return NG_GENDER_UNKNOWN;
    for (gsize i = 0; i < len; i++)
        given[i] = g_ascii_tolower(cast->name[i]);
    uint32_t classes = ng_lexicon_classes(ng_word_key(given, len)) & NG_LEX_GIVEN;
    return classes == NG_LEX_MAN     ? NG_GENDER_MAN
           : classes == NG_LEX_WOMAN ? NG_GENDER_WOMAN
                                     : NG_GENDER_UNKNOWN;
}

/* Of which gender nobody can be who has such a title right before the name. */
static NgGender barred_gender(const NgReading *r, const NgFound *found)
{
    const NgPart *part = ng_reading_part(r, found->part);
    const NgWord *before = word_at(r, part, (int64_t)found->first - 1);
    if (!before || !(before->classes & NG_LEX_TITLE) ||
        !(before->classes & (NG_LEX_LADY | NG_LEX_SIR)) || !ng_reading_joined(r, found->first))
        return NG_GENDER_UNKNOWN;
    return before->classes & NG_LEX_LADY ? NG_GENDER_MAN : NG_GENDER_WOMAN;
}

/* Mrs. Clinton is not Bill Clinton. */
static bool is_barred(const NgReading *r, const NgFound *found, uint32_t cast)
{
    NgGender barred = barred_gender(r, found);
    return barred != NG_GENDER_UNKNOWN && ng_cast_gender(ng_reading_cast(r, cast)) == barred;
}

uint64_t ng_title_office(const NgReading *r, const NgPart *part, uint32_t i)
{
    static NgWordList senators = NG_WORD_LIST("senator", "senators", "sen", "sens");
    static NgWordList congress = NG_WORD_LIST("representative", "congressman", "congresswoman",
                                              "rep", "reps", "representatives");
    static NgWordList governors = NG_WORD_LIST("governor", "gov", "governors");
    return ng_word_in(r, part, i, &senators)    ? 1
           : ng_word_in(r, part, i, &congress)  ? 2
           : ng_word_in(r, part, i, &governors) ? 3
                                                : r->words[i].key;
}

/* The office that the title right before the name tells of; or 0. */
static uint64_t office_before(const NgReading *r, const NgFound *found)
{
    const NgPart *part = ng_reading_part(r, found->part);
    const NgWord *before = word_at(r, part, (int64_t)found->first - 1);
    if (!before || !(before->classes & NG_LEX_TITLE) ||
        before->classes & (NG_LEX_LADY | NG_LEX_SIR) || (!ng_reading_joined(r, found->first)))
        return 0;
    return ng_title_office(r, part, found->first - 1);
}

static void weigh_title(const NgReading *r, const NgFound *found, Candidate *list, guint n)
{
    uint64_t office = office_before(r, found);
    for (guint i = 0; i < n; i++) {
        if (is_barred(r, found, list[i].cast))
            list[i].points -= OTHER_GENDER;
        if (office && ng_reading_cast(r, list[i].cast)->office == office)
            list[i].points += SAME_TITLE;
    }
}

/* Somebody else of that surname, whom the article names no more fully than by the title. */
static uint32_t cast_titled(NgReading *r, const NgFound *found)
{
    const char *text = ng_reading_part(r, found->part)->paragraph->text;
    uint32_t begin = r->words[found->first - 1].begin;
    g_autofree char *name = g_strndup(text + begin, r->words[found->last - 1].end - begin);
    return ng_reading_cast_person(
        r, name, barred_gender(r, found) == NG_GENDER_MAN ? NG_GENDER_WOMAN : NG_GENDER_MAN);
}

static uint32_t choose(NgReading *r, const NgFound *found, Candidate *list, guint n)
{
    Ground ground = read_around(r, found);
    uint32_t most = 0;
    for (guint i = 0; i < n; i++)
        most = MAX(most, ng_reading_cast(r, list[i].cast)->full);
    for (guint i = 0; i < n; i++) {
        const NgCast *cast = ng_reading_cast(r, list[i].cast);
        list[i].points += cast->kind == NG_ACTOR_PERSON ? ground.person
                          : cast->kind == NG_ACTOR_ORG  ? ground.org
                                                        : ground.place;
        if (cast->kind + 1u == found->seen)
            list[i].points += SEEN_AS;
        if (cast->full)
            list[i].points += NAMED_IN_FULL;
        /* Among people of one name the nearer one counts, not the more frequent. */
        bool rival = false;
        for (guint k = 0; k < n; k++)
            rival |= ng_reading_cast(r, list[k].cast)->kind != cast->kind;
        if (rival && most && cast->full == most)
            list[i].points += NAMED_MORE_OFTEN;
    }
    weigh_title(r, found, list, n);
    guint best = 0;
    for (guint i = 1; i < n; i++)
        if (list[i].points > list[best].points ||
            (list[i].points == list[best].points && nearer(r, &list[i], &list[best])))
            best = i;
    return list[best].cast;
}

/* Is this name by itself ground to know who is meant? */
static bool is_full(const NgReading *r, const NgFound *found, const NgCast *cast)
{
    if (found->local || found->given)
        return found->full;
    return found->last - found->first > 1 || cast->kind != NG_ACTOR_PERSON ||
           r->words[found->first].flags & NG_WORD_SHOUTED;
}

/* Those that leave no choice come first, from the whole article: a headline's "Kaspersky" is read
 * by what the text says below. */
static void settle_certain(NgReading *r)
{
    for (guint i = 0; i < r->found->len; i++) {
        NgFound *found = ng_reading_found(r, i);
        if (found->adjective)
            continue;
        if (found->cast == NG_NOBODY) {
            Candidate list[CANDIDATES];
            if (collect(r, found, list) != 1 ||
                (found->seen && ng_reading_cast(r, list[0].cast)->kind + 1u != found->seen) ||
                is_barred(r, found, list[0].cast))
                continue;
            found->cast = list[0].cast;
        }
        NgCast *cast = ng_reading_cast(r, found->cast);
        found->full = is_full(r, found, cast);
        if (found->full) {
            cast->full++;
            cast->first_full = MIN(cast->first_full, found->first);
            if (cast->kind == NG_ACTOR_PERSON && !cast->office)
                cast->office = office_before(r, found);
        }
    }
}

static void note_gender(const NgReading *r, const NgFound *found, NgCast *cast)
{
    if (cast->kind != NG_ACTOR_PERSON || cast->gender != NG_GENDER_UNKNOWN)
        return;
    const NgPart *part = ng_reading_part(r, found->part);
    uint32_t classes = found->first > part->first ? r->words[found->first - 1].classes : 0;
    uint32_t head = found->last - found->first > 1 ? r->words[found->first].classes : 0;
    if (classes & NG_LEX_TITLE && classes & NG_LEX_LADY)
        cast->gender = NG_GENDER_WOMAN;
    else if (classes & NG_LEX_TITLE && classes & NG_LEX_SIR)
        cast->gender = NG_GENDER_MAN;
    else if ((head & NG_LEX_GIVEN) == NG_LEX_MAN)
        cast->gender = NG_GENDER_MAN;
    else if ((head & NG_LEX_GIVEN) == NG_LEX_WOMAN)
        cast->gender = NG_GENDER_WOMAN;
}

void ng_actors_resolve(NgReading *r)
{
    settle_certain(r);
    ng_recognised_name_rest(r);
    for (guint i = 0; i < r->found->len; i++) {
        NgFound *found = ng_reading_found(r, i);
        if (found->adjective)
            continue;
        if (found->cast == NG_NOBODY) {
            Candidate list[CANDIDATES];
            guint n = of_kind(r, found, list, collect(r, found, list));
            if (n == 0)
                continue;
            found->cast = choose(r, found, list, n);
            if (is_barred(r, found, found->cast))
                found->cast = r->cast->len < CAST_TITLED ? cast_titled(r, found) : NG_NOBODY;
            if (found->cast == NG_NOBODY)
                continue;
        }
        NgCast *cast = ng_reading_cast(r, found->cast);
        note_gender(r, found, cast);
        if (found->full)
            cast->last_full = found->first;
    }
}
