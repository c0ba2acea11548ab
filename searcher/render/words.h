/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: what the page says, a table a language, and how that language writes numbers and
 * dates. Under every part of the page.
 * Must not know: what is being said. */
#pragma once

#include "nutgraf/fields.h"

/* "{0}" stands for the number or the first thing named, "{1}" and "{2}" for more. */
typedef struct {
    const char *one, *other;
} NgPlural;

/* Every string is text, not HTML; none is NULL. */
typedef struct {
    const char *lang;
    const char *thousands;
    bool zero_is_one;         /* French: no article at all takes the singular */
    const char *open, *close; /* quotation marks */
    const char *join_and, *join_or, *more;
    const char *months[12];
    const char *day, *first_day, *month; /* of {0} day, {1} month, {2} year */
    struct {
        const char *code, *name;
    } languages[24];

    /* every page */
    const char *skip, *search, *search_label, *example, *suggestions, *made_with;
    /* the start page */
    const char *start_title, *start_lead, *newest, *ways;
    struct {
        const char *query, *means;
    } ways_list[9];
    /* a query in words */
    const char *with[3], *everything, *all; /* with: by scope */
    const char *exactly, *beginning, *near, *adjacent, *same, *at_least, *without;
    const char *in_title, *in_lead, *in_quotation, *naming, *from_outlet, *said_by, *written_by,
        *in_language, *of_kind, *at_place, *about_time, *similar, *since, *until, *since_until,
        *after, *before, *undated_only;
    const char *in_date[3]; /* in a year, in a month, on a day */
    const char *kinds[2], *kinds_many[2];
    /* results */
    NgPlural articles, articles_dative /* behind "in" */, paragraphs, quotations, more_paragraphs,
        more_quotations, also_in /* {0} other outlets */, more_copies;
    const char *found, *found_in, *at_least_found, *at_least_in;
    const char *results, *notices, *no_title, *undated, *by, *and_others, *statement, *corrected,
        *paragraph_of, *at_source;
    const char *scope, *scopes[3], *order, *orders[3];
    const char *pages, *page, *previous, *next;
    /* narrowing */
    const char *narrow, *chosen, *remove, *remove_all, *facets[NG_FACET_COUNT], *more_values,
        *fewer, *estimated, *unknown;
    const char *dates, *from_day, *to_day, *date_hint, *apply;
    const char *bar, *by_span[4];        /* year, month, week, day */
    const char *far_before, *far_behind; /* what is shown */
    /* nothing found */
    const char *nothing_title, *each_word, *word_none, *did_you_mean, *look_in_articles,
        *without_filters, *try_any, *empty_index;
    NgPlural apart_paragraph, apart_quotation;
    /* the page of a paragraph */
    const char *back, *whole_headline, *earlier, *later, *about_paragraph, *actors, *actor_kinds[3],
        *said_here, *nobody, *indirect, *more_like, *where_from, *field, *value, *rule, *read_from,
        *added;
    const char *fields[10]; /* title outlet authors published updated lang url text kind credit */
    /* errors: 400 404 405 413 414 503, and any other */
    struct {
        const char *title, *help;
    } errors[7];
    const char *start_again;
} NgWords;

extern const NgWords ng_words_en, ng_words_de, ng_words_fr;

/* NULL or a language without a table: English. */
const NgWords *ng_words(const char *lang);

/* Appends the template as HTML; the arguments are HTML already. NULL: none. */
void ng_say(GString *out, const char *template, const char *arg0, const char *arg1,
            const char *arg2);
/* The number in the language's manner: "20,312". */
void ng_say_number(GString *out, const NgWords *words, guint64 number);
/* The form for the number, with it as {0}; arg1: HTML or NULL. */
void ng_say_count(GString *out, const NgWords *words, const NgPlural *plural, guint64 number,
                  const char *arg1);
/* An ISO date as precise as it is, without its time: "25 August 2017", "August 2017", "2017". Text
 * that is none is written as it is. */
void ng_say_date(GString *out, const NgWords *words, const char *iso);
/* What the engine says, in this language: new string; NULL for English and for what has no
 * translation. */
char *ng_words_message(const NgWords *words, const char *english);
/* The language's name for a language; NULL when it has none. */
const char *ng_words_language(const NgWords *words, const char *code);
