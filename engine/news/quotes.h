/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a stretch of text between quotation marks, before it is known to be a quotation.
 * Between quotes.c, which finds them, and speakers.c, which judges them. Internal. */
#pragma once

#include "engine/news/reading.h"

G_BEGIN_DECLS

typedef struct {
    uint32_t part;
    uint32_t begin, end;  /* bytes, with the marks */
    uint32_t first, last; /* words inside */
    bool continued;       /* goes on from the stretch before it, over a paragraph's end */
    bool unclosed;        /* ends where its paragraph ends */
    bool ends_sentence;   /* . before the closing mark */
    bool ends_comma;      /* , before it */
    bool ends_cry;        /* ? or ! before it */
    bool is_title;        /* and the words before it lead to one: "on NBC's" */
    bool titled;          /* capitalised throughout, without a mark at its end: a work's title? */
} NgStretch;

/* Who is meant by a subject: a member of the cast, or a name in the text that is nobody's yet. */
typedef struct {
    uint32_t cast;        /* or NG_NOBODY */
    uint32_t first, last; /* words of the name when cast is nobody; empty: no ground for anyone */
    bool named;           /* by a name, not by a pronoun or a noun */
    uint32_t several;     /* 1 + where in the reading's `together` those begin who speak as one, of
                             whom this is the first; or 0 */
} NgSubject;

/* One who spoke, at the word of the verb: what a later "she" or "the statement" leans on. */
typedef struct {
    uint32_t word;
    NgSubject subject;
} NgSpoke;

/* How much of what follows an announcement is the announcer's. */
typedef enum {
    NG_UTTERS_QUOTED, /* what stands in marks close behind it */
    NG_UTTERS_SOME,   /* a statement: also what is said in the first person */
    NG_UTTERS_ALL,    /* a speech, a letter, a column: whatever nobody else says */
} NgUtters;

/* letter.c: who signs the next letter behind a paragraph, for all paragraphs [from, part). */
typedef struct {
    bool looked;
    uint32_t from, part;
    NgSubject who;
} NgLetterBelow;

typedef struct {
    NgReading *r;
    GArray *spoke;    /* of NgSpoke, ascending */
    uint32_t company; /* the organisation that the article is about, or NG_NOBODY */
    uint32_t offices_asked;
    NgSubject announcer;                     /* of what follows, noted at announced_part */
    uint32_t announced_part, announced_last; /* the paragraph, and the word behind it */
    NgUtters utters;
    uint32_t whole_first, whole_last; /* words that are all the announcer's: a statement that stands
                                         in full; empty without one */
    uint32_t announcements;           /* so far */
    bool unmarked;           /* the article has no quotation marks: it may have lost them */
    bool lost_marks;         /* and has: somebody says "I" or "we" in it all the same */
    bool transcript;         /* paragraphs begin with who speaks */
    bool voiced;             /* and one has begun so: */
    NgSubject voice;         /* who speaks since, if it is known */
    uint32_t retold;         /* the verb by which somebody's words were told last, not given */
    uint32_t opened;         /* the verb behind which somebody's words began, without marks, last */
    uint32_t voice_part;     /* the paragraph that begins so: all of it is said */
    NgSubject before_letter; /* the announcer before the letter that stands here, if any */
    NgUtters uttered_before; /* and how much of what followed was his */
    const GArray *told;      /* of NgTold: what was told so far; or NULL */
    NgSubject writer;        /* of the letter that was spoken of last */
    NgLetterBelow below;
} NgSpeech;

static inline bool ng_subject_known(const NgSubject *subject)
{
    return subject->cast != NG_NOBODY || subject->first < subject->last;
}

/* subject.c: of the verb at `verb`, left of it but not before word `start`, or right of it but
 * before word `stop`. */
NgSubject ng_subject_left(NgSpeech *speech, uint32_t part, uint32_t start, uint32_t verb);
NgSubject ng_subject_right(NgSpeech *speech, uint32_t part, uint32_t at, uint32_t stop);
/* subject_name.c */
uint32_t ng_label_first(const NgReading *r, const NgPart *part, uint32_t start, uint32_t end);
/* Behind such a label that follows a name which ends before word `end`, none behind `stop`:
 * "(D-Ohio)",
 * ", R-Maine,"; else `end`. */
uint32_t ng_label_behind(const NgReading *r, const NgPart *part, uint32_t end, uint32_t stop);
/* Whoever is named at that word. */
NgSubject ng_subject_named(const NgSpeech *speech, uint32_t word);
/* Whoever is named by the words that end right before `end`. */
NgSubject ng_subject_ends(NgSpeech *speech, uint32_t part, uint32_t start, uint32_t end);
/* The first of the several of whom the last is named at word `at`; nobody when he stands alone. */
NgSubject ng_subject_several(const NgReading *r, uint32_t number, uint32_t start, uint32_t at);
/* Is the one among the several? */
bool ng_subject_takes_in(const NgReading *r, const NgSubject *several, const NgSubject *one);
/* Both together: those of the one, then those of the other. */
NgSubject ng_subject_with(const NgReading *r, const NgSubject *one, const NgSubject *other);
/* The subject of the clause that begins at `start`, for a participle: "..., adding: ". */
NgSubject ng_subject_clause(const NgSpeech *speech, uint32_t part, uint32_t start, uint32_t stop);
extern const NgSubject ng_nobody;
/* offices.c: who holds the office whose name ends right before `end`, or begins at `at`, after
 * "the"; nobody unless the authority and the article's date leave no doubt. */
NgSubject ng_office_ends(NgSpeech *speech, uint32_t part, uint32_t start, uint32_t end);
NgSubject ng_office_begins(NgSpeech *speech, uint32_t part, uint32_t at, uint32_t stop);
/* antecedent.c. The pronoun at word `at`; the firm that the article is about, else the last one
 * before `at`; whoever spoke last. */
void ng_speech_begin(NgSpeech *speech, NgReading *r);
/* announcement.c: looks whether the sentence announces what follows; whose what stands without a
 * speaker at the beginning of that paragraph is, by what was announced close before. */
void ng_announcement_note(NgSpeech *speech, uint32_t part, uint32_t first, uint32_t last);
/* "Mr. President", "Madam Speaker" at word i. */
bool ng_addresses_chair(const NgReading *r, const NgPart *part, uint32_t i, uint32_t last);
NgSubject ng_announcement_before(const NgSpeech *speech, uint32_t part);
/* whole_statement.c: how far from word `first` on the announcer's words stand in full, noted when
 * they are announced; whether what begins at that word is among them. */
void ng_whole_statement_note(NgSpeech *speech, uint32_t first);
static inline bool ng_whole_statement_has(const NgSpeech *speech, uint32_t word)
{
    return word >= speech->whole_first && word < speech->whole_last;
}
/* letter.c: looks whether the sentence tells of a letter, and who writes it; whose letter begins or
 * is announced there. */
void ng_letter_note(NgSpeech *speech, uint32_t part, uint32_t first, uint32_t last);
NgSubject ng_letter_begins(const NgSpeech *speech, uint32_t part, uint32_t first, uint32_t last);
/* Whom "the letter" in that paragraph is from: who wrote it, who spoke last, who signs it below. */
NgSubject ng_letter_writer(NgSpeech *speech, uint32_t part);
/* Who are said to have signed the letter, or sign it, below that paragraph; nobody when none do. */
NgSubject ng_letter_signed_below(NgSpeech *speech, uint32_t part);
/* "Doe sent a letter to Roe, the head of Acme, urging": the verb in [start, participle) by which a
 * letter goes out to somebody, who is not the one who urges; or 0. */
uint32_t ng_letter_sent(const NgReading *r, const NgPart *part, uint32_t start,
                        uint32_t participle);
/* "Sincerely," */
bool ng_letter_ends(const NgReading *r, uint32_t part);
/* "below", "follows": what is spoken of comes next. */
bool ng_announcement_points(const NgReading *r, const NgPart *part, uint32_t first, uint32_t last);
/* Somebody spoke, by the verb at that word. */
void ng_speech_note(NgSpeech *speech, uint32_t word, const NgSubject *subject);
NgSubject ng_antecedent_of_pronoun(const NgSpeech *speech, uint32_t part, uint32_t at);
/* Whoever spoke last or was the subject last, right before word `at`. */
NgSubject ng_antecedent_person(const NgSpeech *speech, uint32_t part, uint32_t at);
/* "the senator" at word `noun`: whoever was last named with that title. */
NgSubject ng_antecedent_titled(const NgSpeech *speech, uint32_t part, uint32_t noun);
/* "they", "the senators": the first of several who were last named together. */
NgSubject ng_antecedent_several(const NgSpeech *speech, uint32_t part, uint32_t at);
NgSubject ng_antecedent_company(const NgSpeech *speech, uint32_t part, uint32_t at);
NgSubject ng_antecedent_speaker(const NgSpeech *speech);

/* Who speaks, and by which verb. */
typedef struct {
    NgSubject subject;
    uint32_t verb, verb_last; /* words of the cue: [verb, verb_last), empty without one */
    bool adjacent;            /* right beside the quotation */
} NgAttribution;
extern const NgAttribution ng_attribution_none;

#define NG_SCARE_WORDS 2u /* so short a stretch needs a speaker */
static inline bool ng_stretch_has_words(const NgStretch *q)
{
    return q->last - q->first > NG_SCARE_WORDS;
}
/* What is told without quotation marks: words [first, last), and by whom. */
typedef struct {
    uint32_t part;
    uint32_t first, last;
    bool own; /* in the speaker's own words, as in a speech that stands in full */
    NgAttribution attribution;
} NgTold;
/* indirect.c: appends what is told in the sentence [first, last) of words (of NgTold). */
void ng_indirect_sentence(NgSpeech *speech, uint32_t part, uint32_t first, uint32_t last,
                          GArray *told);

/* unmarked.c, for texts that have lost their marks: "Doe: We know", at the beginning of a
 * paragraph; the word behind the colon, or 0. "Doe said: We know", "Doe said, We know": does the
 * clause at word `at` begin what the verb before it reports? Has a person spoken in the paragraph
 * before word `at`? */
/* Is the first person in an article without any quotation marks: have they been lost? */
bool ng_marks_are_lost(const NgReading *r);
/* Does the verb at that word take what is said behind it; "Doe continued We know" as well, there.
 */
bool ng_unmarked_takes_clause(const NgSpeech *speech, const NgPart *part, uint32_t verb);
uint32_t ng_unmarked_label(const NgSpeech *speech, uint32_t part, NgSubject *who);
bool ng_unmarked_opens(const NgSpeech *speech, uint32_t part, uint32_t verb, uint32_t at);
bool ng_unmarked_spoke(const NgSpeech *speech, uint32_t part, uint32_t at);

/* transcript.c. Is the article one, by its paragraphs' beginnings? "DOE: Yes.": who speaks from
 * there on, or nobody who is known; the word behind the colon, or 0. */
bool ng_transcript_is(const NgReading *r);
uint32_t ng_transcript_label(const NgSpeech *speech, uint32_t part, NgSubject *who);

/* reporting.c. Does the word report speech here, as a verb, not as a noun? */
bool ng_reports(const NgReading *r, const NgPart *part, uint32_t i, uint32_t classes);
/* Does the participle at i lean on another verb's subject: ", saying", ", adding"? */
bool ng_is_participle(const NgReading *r, const NgPart *part, uint32_t i);
/* The cue that begins with the verb at that word, as it is written. */
void ng_attribution_cue(const NgReading *r, const NgPart *part, NgAttribution *a, uint32_t verb);
/* attribution.c. The subject of the verb in a clause that begins at `start`; a participle leans on
 * another verb's.
 */
NgSubject ng_attribution_subject(NgSpeech *speech, uint32_t part, uint32_t start, uint32_t verb,
                                 bool leans);
/* The last byte before the marks that is no space; 0 at the beginning. */
char ng_mark_before(const NgPart *part, const NgStretch *q);
bool ng_mark_ends_sentence(char mark);
NgAttribution ng_attribution_before(NgSpeech *speech, const NgStretch *q);
NgAttribution ng_attribution_after(NgSpeech *speech, const NgStretch *q);
/* The paragraph before ends in a colon. */
NgAttribution ng_attribution_paragraph_before(NgSpeech *speech, const NgStretch *q);
/* The sentence before reports speech, without quotation marks. */
NgAttribution ng_attribution_sentence_before(NgSpeech *speech, const NgStretch *q);
/* "…" -Jane Doe */
NgAttribution ng_attribution_signature(NgSpeech *speech, const NgStretch *q);
/* -Jane Doe, in a paragraph of its own */
NgAttribution ng_attribution_signature_below(NgSpeech *speech, uint32_t part);

/* Appends the stretches of all paragraphs (of NgStretch, ascending). */
void ng_quotes_find(NgReading *r, GArray *stretches);
/* The paragraph is a signature before the mark that closes what it signs. */
bool ng_quotes_signed(const NgReading *r, uint32_t part);
/* Judges them, finds who speaks, and fills paragraph->quotes. */
void ng_quotes_attribute(NgReading *r, GArray *stretches);

G_END_DECLS
