/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: whom "she", "it", "the company" and "the statement" mean: whoever spoke or was the
 * subject last. */
#include "engine/news/subject.h"

enum {
    BACK_WORDS = 400,
    GROUP_BACK = 2000,  /* "the senators", whom the article is about */
    BACK_SENTENCES = 8, /* how far a pronoun reaches */
    BACK_PARAGRAPHS = 2,
    DATELINE_WORDS = 8,
    LEADER_WORDS = 60, /* "Doe was joined in the letter by", before those who join */
    NOTE_BACK = 8,     /* who spoke is noted about in the order of the text */
};

static bool gender_fits(const NgCast *cast, uint32_t classes)
{
    if (classes & NG_LEX_HE && !(classes & NG_LEX_SHE))
        return cast->gender != NG_GENDER_WOMAN;
    if (classes & NG_LEX_SHE && !(classes & NG_LEX_HE))
        return cast->gender != NG_GENDER_MAN;
    return true;
}

static bool fits(const NgReading *r, uint32_t cast, NgActorKind kind, uint32_t classes)
{
    const NgCast *actor = ng_reading_cast(r, cast);
    return actor->kind == kind && (kind != NG_ACTOR_PERSON || gender_fits(actor, classes));
}

/* "PARIS, May 3 (MPA) - The operator ...": what stands in brackets by itself does nothing. */
static bool in_brackets(const NgReading *r, const NgFound *found)
{
    const char *text = ng_reading_part(r, found->part)->paragraph->text;
    uint32_t begin = r->words[found->first].begin;
    return begin > 0 && text[begin - 1] == '(';
}

/* "The operator will close a line after ...": a noun is the subject. */
static bool begins_with_noun(const NgReading *r, uint32_t from, uint32_t to)
{
    uint32_t i = from;
    while (i < to && i < from + DATELINE_WORDS && !(r->words[i].flags & NG_WORD_AFTER_DASH))
        i++;
    if (i == to || i == from + DATELINE_WORDS)
        i = from;
    return i + 1 < to && r->words[i].classes & NG_LEX_DET && !r->words[i].found &&
           r->words[i + 1].flags & NG_WORD_LOWER && !r->words[i + 1].found;
}

/* Does a clause of its own hold the word: "after the Commission complained"? */
static bool in_clause(const NgReading *r, uint32_t from, uint32_t word)
{
    for (uint32_t i = from; i < word; i++)
        if (r->words[i].classes & (NG_LEX_HELPER | NG_LEX_VERB) &&
            !(r->words[i].flags & NG_WORD_CAPITAL))
            return true;
    return false;
}

/* The subject of the words [from, to): the first name of that kind that no preposition governs and
 * that is not in a quotation; else the first in it that fits. */
static NgSubject subject_of_sentence(const NgReading *r, uint32_t from, uint32_t to,
                                     NgActorKind kind, uint32_t classes)
{
    NgSubject spare = ng_nobody;
    bool noun = kind == NG_ACTOR_ORG && begins_with_noun(r, from, to);
    for (uint32_t i = from; i < to; i++) {
        const NgWord *word = &r->words[i];
        if (word->flags & NG_WORD_QUOTED)
            continue;
        if (!word->found) {
            /* Mr. Rosenfeld, whom nobody introduced in full. */
            if (kind == NG_ACTOR_PERSON && i > from && word->flags & NG_WORD_CAPITAL &&
                r->words[i - 1].classes & (NG_LEX_SIR | NG_LEX_LADY) &&
                r->words[i - 1].flags & NG_WORD_CAPITAL && ng_reading_joined(r, i) &&
                !(classes & NG_LEX_HE && r->words[i - 1].classes & NG_LEX_LADY) &&
                !(classes & NG_LEX_SHE && r->words[i - 1].classes & NG_LEX_SIR))
                return (NgSubject) {.cast = NG_NOBODY, .first = i, .last = i + 1};
            continue;
        }
        const NgFound *found = ng_reading_found(r, word->found - 1);
        if (found->cast != NG_NOBODY && !found->adjective && !in_brackets(r, found) &&
            fits(r, found->cast, kind, classes)) {
            if (kind == NG_ACTOR_ORG && noun && !found->given && in_clause(r, from, found->first))
                return ng_nobody;
            bool governed = found->first > from &&
                            r->words[found->first - 1].classes & NG_LEX_PREP &&
                            ng_reading_joined(r, found->first);
            if (!governed && !(r->words[found->last - 1].flags & NG_WORD_POSSESSIVE))
                return (NgSubject) {.cast = found->cast};
            if (spare.cast == NG_NOBODY)
                spare.cast = found->cast;
        }
        i = found->last - 1;
    }
    return spare;
}

/* How many have spoken before word `at`. */
static guint spoke_before(const NgSpeech *speech, uint32_t at)
{
    guint low = 0, high = speech->spoke->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(speech->spoke, NgSpoke, middle).word < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The last one before word `at` who can be meant by a pronoun of these classes. */
static NgSubject look_back(const NgSpeech *speech, uint32_t part, uint32_t at, NgActorKind kind,
                           uint32_t classes)
{
    const NgReading *r = speech->r;
    uint32_t end = at, sentences = 0, spoke = spoke_before(speech, at);
    uint32_t oldest =
        ng_reading_part(r, part > BACK_PARAGRAPHS ? part - BACK_PARAGRAPHS : 0)->first;
    if (at > oldest + BACK_WORDS)
        oldest = at - BACK_WORDS;
    while (end > oldest && sentences < BACK_SENTENCES) {
        uint32_t from = end - 1;
        while (from > oldest && !(r->words[from].flags & NG_WORD_SENTENCE))
            from--;
        while (spoke && g_array_index(speech->spoke, NgSpoke, spoke - 1).word >= end)
            spoke--;
        NgSubject subject = subject_of_sentence(r, from, end, kind, classes);
        if (spoke && g_array_index(speech->spoke, NgSpoke, spoke - 1).word >= from) {
            NgSubject last = g_array_index(speech->spoke, NgSpoke, spoke - 1).subject;
            last.named = false;
            last.several = 0; /* one is meant */
            if (last.cast != NG_NOBODY ? fits(r, last.cast, kind, classes)
                                       : kind == NG_ACTOR_PERSON && ng_subject_known(&last))
                return last;
        }
        if (ng_subject_known(&subject))
            return subject;
        end = from;
        sentences++;
    }
    return ng_nobody;
}

NgSubject ng_antecedent_of_pronoun(const NgSpeech *speech, uint32_t part, uint32_t at)
{
    uint32_t classes = speech->r->words[at].classes;
    if (classes & (NG_LEX_HE | NG_LEX_SHE))
        return look_back(speech, part, at, NG_ACTOR_PERSON, classes);
    return classes & NG_LEX_IT ? look_back(speech, part, at, NG_ACTOR_ORG, 0) : ng_nobody;
}

NgSubject ng_antecedent_person(const NgSpeech *speech, uint32_t part, uint32_t at)
{
    return look_back(speech, part, at, NG_ACTOR_PERSON, 0);
}

NgSubject ng_antecedent_titled(const NgSpeech *speech, uint32_t number, uint32_t noun)
{
    const NgReading *r = speech->r;
    const NgPart *noun_part = ng_reading_part(r, number);
    /* "the Attorney General" is no other general. */
    bool two_words = noun > noun_part->first && r->words[noun - 1].classes & NG_LEX_TITLE &&
                     ng_reading_joined(r, noun);
    uint32_t oldest = noun > BACK_WORDS ? noun - BACK_WORDS : 0;
    for (uint32_t i = noun; i-- > oldest && i > 0;) {
        while (number > 0 && ng_reading_part(r, number)->first > i)
            number--;
        if (!r->words[i].found || i == ng_reading_part(r, number)->first ||
            r->words[i].flags & NG_WORD_QUOTED)
            continue;
        const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
        /* "World Bank President Jane Doe" is not "the president". */
        if (i >= 2 && ng_word_is(r, noun_part, noun, "president") && ng_reading_joined(r, i - 1) &&
            r->words[i - 2].flags & NG_WORD_CAPITAL)
            continue;
        if (two_words && (i < 2 || r->words[i - 2].key != r->words[noun - 1].key))
            continue;
        if (found->first == i && !found->adjective && found->cast != NG_NOBODY &&
            ng_reading_cast(r, found->cast)->kind == NG_ACTOR_PERSON &&
            ng_title_office(r, ng_reading_part(r, number), i - 1) ==
                ng_title_office(r, noun_part, noun))
            return (NgSubject) {.cast = found->cast};
    }
    return ng_nobody;
}

void ng_speech_begin(NgSpeech *speech, NgReading *r)
{
    speech->r = r;
    speech->company = NG_NOBODY;
    speech->offices_asked = 0;
    speech->announcer = ng_nobody;
    speech->announced_part = speech->announced_last = 0;
    speech->utters = NG_UTTERS_QUOTED;
    speech->whole_first = speech->whole_last = speech->announcements = 0;
    speech->unmarked = speech->lost_marks = false;
    speech->opened = NG_NOBODY;
    speech->retold = 0;
    speech->told = NULL;
    speech->writer = speech->before_letter = speech->voice = ng_nobody;
    speech->voiced = false;
    speech->below.looked = false;
    speech->transcript = r->english && ng_transcript_is(r);
    g_array_set_size(speech->spoke, 0);
    g_autofree uint32_t *named = g_new0(uint32_t, r->cast->len + 1);
    uint32_t second = 0, most = 0;
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        if (found->cast != NG_NOBODY && !found->adjective &&
            ng_reading_cast(r, found->cast)->kind == NG_ACTOR_ORG)
            named[found->cast]++;
    }
    for (guint i = 0; i < r->cast->len; i++) {
        if (named[i] > most) {
            second = most;
            most = named[i];
            speech->company = i;
        } else if (named[i] > second) {
            second = named[i];
        }
    }
    if (most * 2 < second * 3)
        speech->company = NG_NOBODY;
}

void ng_speech_note(NgSpeech *speech, uint32_t word, const NgSubject *subject)
{
    NgSpoke spoke = {.word = word, .subject = *subject};
    guint at = speech->spoke->len;
    while (at && g_array_index(speech->spoke, NgSpoke, at - 1).word > word &&
           speech->spoke->len - at < NOTE_BACK)
        at--;
    g_array_insert_val(speech->spoke, at, spoke);
}

NgSubject ng_antecedent_company(const NgSpeech *speech, uint32_t part, uint32_t at)
{
    if (speech->company != NG_NOBODY)
        return (NgSubject) {.cast = speech->company};
    return look_back(speech, part, at, NG_ACTOR_ORG, 0);
}

NgSubject ng_antecedent_speaker(const NgSpeech *speech)
{
    if (!speech->spoke->len)
        return ng_nobody;
    return g_array_index(speech->spoke, NgSpoke, speech->spoke->len - 1).subject;
}

/* "joined several colleagues", "a group led by Doe": somebody acts with others. */
static bool tells_of_company(const NgReading *r, const NgPart *part, uint32_t from, uint32_t to)
{
    static const char *const words[] = {"colleagues", "joined", "joining", "joins", "group",
                                        "coalition",  "others", "led",     "along", "signed"};
    for (uint32_t i = from; i < to; i++) {
        if (r->words[i].flags & NG_WORD_QUOTED)
            continue;
        for (guint w = 0; w < G_N_ELEMENTS(words); w++)
            if (ng_word_is(r, part, i, words[w]))
                return true;
        if (i > from && ng_word_is(r, part, i - 1, "other") && ng_noun_is_group(r, part, i))
            return true;
    }
    return false;
}

/* Whoever is said to act with others of whom none is named, in the sentences before word `at`. */
static NgSubject with_others(const NgSpeech *speech, uint32_t number, uint32_t at, uint32_t oldest)
{
    const NgReading *r = speech->r;
    for (uint32_t end = at, from; end > oldest; end = from) {
        for (from = end - 1; from > oldest && !(r->words[from].flags & NG_WORD_SENTENCE);)
            from--;
        while (number > 0 && ng_reading_part(r, number)->first > from)
            number--;
        if (end < at && tells_of_company(r, ng_reading_part(r, number), from, end)) {
            NgSubject subject = ng_subject_clause(speech, number, from, end);
            if (subject.cast != NG_NOBODY &&
                ng_reading_cast(r, subject.cast)->kind == NG_ACTOR_PERSON)
                return subject;
        }
    }
    return ng_nobody;
}

/* "Doe was joined in the letter by Roe and Moe": whom the sentence tells of is one of them. */
static NgSubject with_leader(const NgSpeech *speech, uint32_t number, uint32_t at,
                             NgSubject several)
{
    static NgWordList joined = NG_WORD_LIST("joined", "along", "together", "led");
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    uint32_t from = at, verb = 0;
    while (from > part->first && at - from < LEADER_WORDS &&
           !(r->words[from].flags & NG_WORD_SENTENCE)) {
        from--;
        if (ng_word_in(r, part, from, &joined) && !(r->words[from].flags & NG_WORD_QUOTED))
            verb = from;
    }
    NgSubject leader = verb > from ? ng_subject_clause(speech, number, from, verb) : ng_nobody;
    if (leader.cast == NG_NOBODY || ng_reading_cast(r, leader.cast)->kind != NG_ACTOR_PERSON)
        return several;
    return ng_subject_with(r, &leader, &several);
}

/* Does a title stand before the first of them: "Sens. Doe and Roe"? */
static bool is_titled(const NgReading *r, uint32_t start, uint32_t at, const NgSubject *first)
{
    for (uint32_t i = at + 1; i-- > start + 1;) {
        if (r->words[i].found && r->words[i - 1].classes & NG_LEX_TITLE &&
            ng_reading_found(r, r->words[i].found - 1)->cast == first->cast)
            return true;
        if (r->words[i].flags & NG_WORD_SENTENCE)
            break;
    }
    return false;
}

/* Those who were last named together in the words [oldest, at); far: with a title, at least. */
static NgSubject named_together(const NgSpeech *speech, uint32_t number, uint32_t at,
                                uint32_t oldest, bool far)
{
    const NgReading *r = speech->r;
    uint32_t part = number;
    for (uint32_t i = at; i-- > oldest;) {
        while (part > 0 && ng_reading_part(r, part)->first > i)
            part--;
        if (!r->words[i].found || r->words[i].flags & NG_WORD_QUOTED)
            continue;
        const NgPart *here = ng_reading_part(r, part);
        const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
        NgSubject along = ng_subject_along(r, here, here->first, found->last);
        if (along.several) {
            along.named = false;
            return along;
        }
        NgSubject several = ng_subject_several(r, part, here->first, i);
        if (several.cast != NG_NOBODY &&
            ng_reading_cast(r, several.cast)->kind == NG_ACTOR_PERSON &&
            (!far || is_titled(r, here->first, i, &several)))
            return with_leader(speech, part, i, several);
        i = MIN(i, found->first);
    }
    return ng_nobody;
}

NgSubject ng_antecedent_several(const NgSpeech *speech, uint32_t number, uint32_t at)
{
    uint32_t oldest = at > BACK_WORDS ? at - BACK_WORDS : 0;
    NgSubject several = named_together(speech, number, at, oldest, false);
    if (!ng_subject_known(&several))
        several = with_others(speech, number, at, oldest);
    if (ng_subject_known(&several) || !oldest ||
        !ng_noun_is_group(speech->r, ng_reading_part(speech->r, number), at))
        return several;
    uint32_t end = oldest; /* of the article's beginning */
    while (number > 0 && ng_reading_part(speech->r, number)->first >= end)
        number--;
    return named_together(speech, number, end, end > GROUP_BACK ? end - GROUP_BACK : 0, true);
}
