/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the times that are spoken of in a text: "April 27, 2017", "in April", "last Thursday",
 * resolved against the day of publication. What cannot be resolved without guessing is left out.
 * After the words, before nothing: names and quotations do not matter here. */
#include "engine/news/reading.h"

#include "nutgraf/date.h"

enum {
    MONTHS_BACK = 8,  /* a month without a year: so far back at most ... */
    MONTHS_AHEAD = 3, /* ... or ahead of the publication */
    WILL_WORDS = 8,   /* around a weekday, among which "will" points ahead */
    YEAR_FIRST = 1800,
    YEAR_LAST = 2099,
};

typedef struct {
    const NgReading *r;
    const NgPart *part;
    NgDate published;
    bool dated; /* a month at least is known of the publication */
} Times;

/* Folded, in English, German, French, Spanish, Italian, Dutch; the first two with short forms. */
static const char *const months[] = {
    "january jan januar janvier enero gennaio januari",
    "february feb februar fevrier febrero febbraio februari",
    "march mar marz maerz mars marzo maart",
    "april apr avril abril aprile",
    "may mai mayo maggio mei",
    "june jun juni juin junio giugno",
    "july jul juli juillet julio luglio",
    "august aug aout agosto augustus",
    "september sept sep septembre septiembre settembre",
    "october oct oktober okt octobre octubre ottobre",
    "november nov novembre noviembre",
    "december dec dezember dez decembre diciembre dicembre december"};
static const char *const weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday"};
/* What may stand before a month or a year that stands alone. */
static const char leaders[] =
    "in since by until till of from during late early mid before after through throughout last "
    "next this earlier between im seit ab bis en depuis desde hasta dal nel in sinds anfang ende "
    "mitte fin debut summer spring autumn winter fall";

typedef struct {
    uint64_t key;
    uint8_t month, weekday; /* 1 .. 12, 1 .. 7 */
    bool leads;
} Entry;

enum { TABLE = 512 };
static Entry table[TABLE];
static uint64_t key_last, key_next, key_this, key_will, key_of, key_de, key_month, key_year,
    key_today, key_tonight, key_yesterday, key_tomorrow;

static Entry *slot(uint64_t key)
{
    uint32_t at = (uint32_t)(key >> 20) & (TABLE - 1);
    while (table[at].key && table[at].key != key)
        at = (at + 1) & (TABLE - 1);
    return &table[at];
}

static uint64_t key_of_text(const char *text)
{
    return ng_word_key(text, strlen(text));
}

static Entry *put(const char *word, gsize len)
{
    uint64_t key = ng_word_key(word, len);
    Entry *entry = slot(key);
    entry->key = key;
    return entry;
}

static void build(void)
{
    for (guint m = 0; m < G_N_ELEMENTS(months); m++)
        for (const char *at = months[m]; *at; at += strcspn(at, " "), at += *at == ' ')
            put(at, strcspn(at, " "))->month = (uint8_t)(m + 1);
    for (guint d = 0; d < G_N_ELEMENTS(weekdays); d++)
        put(weekdays[d], strlen(weekdays[d]))->weekday = (uint8_t)(d + 1);
    for (const char *at = leaders; *at; at += strcspn(at, " "), at += *at == ' ')
        put(at, strcspn(at, " "))->leads = true;
    key_last = key_of_text("last");
    key_next = key_of_text("next");
    key_this = key_of_text("this");
    key_will = key_of_text("will");
    key_of = key_of_text("of");
    key_de = key_of_text("de");
    key_month = key_of_text("month");
    key_year = key_of_text("year");
    key_today = key_of_text("today");
    key_tonight = key_of_text("tonight");
    key_yesterday = key_of_text("yesterday");
    key_tomorrow = key_of_text("tomorrow");
}

static void note(const Times *t, uint32_t word, int year, int month, int day)
{
    NgDate date = {year, month, day, -1, NG_DATE_NO_ZONE};
    NgParagraph *paragraph = t->part->paragraph;
    if (year < YEAR_FIRST || year > YEAR_LAST || !ng_date_valid(&date))
        return;
    if (!paragraph->times)
        paragraph->times = g_array_new(FALSE, FALSE, sizeof(NgSpokenTime));
    NgSpokenTime time = {.begin = t->r->words[word].begin, .ymd = ng_date_ymd(&date)};
    g_array_append_val(paragraph->times, time);
}

/* The digits that the word begins with, and how many; 0 when there are none. */
static int number_at(const Times *t, uint32_t i, guint *digits)
{
    const NgWord *word = &t->r->words[i];
    const char *text = t->part->paragraph->text;
    int value = 0;
    *digits = 0;
    for (uint32_t at = word->begin; at < word->end && g_ascii_isdigit(text[at]); at++) {
        if (++*digits > 4)
            return 0;
        value = value * 10 + (text[at] - '0');
    }
    return value;
}

/* 27, 27th, 1er: a day of the month. */
static int day_at(const Times *t, uint32_t i)
{
    guint digits;
    int day = number_at(t, i, &digits);
    uint32_t rest = t->r->words[i].end - t->r->words[i].begin - digits;
    return digits && digits <= 2 && rest <= 2 && day <= 31 ? day : 0;
}

static int year_at(const Times *t, uint32_t i)
{
    guint digits;
    int year = number_at(t, i, &digits);
    bool whole = digits == 4 && t->r->words[i].end - t->r->words[i].begin == 4;
    return whole && year >= YEAR_FIRST && year <= YEAR_LAST ? year : 0;
}

/* Nothing that ends a clause stands between words i-1 and i; a comma may. */
static bool goes_on(const Times *t, uint32_t i)
{
    return i < t->part->last && !(t->r->words[i].flags &
                                  (NG_WORD_SENTENCE | NG_WORD_AFTER_COLON | NG_WORD_AFTER_STOP |
                                   NG_WORD_AFTER_OPEN | NG_WORD_AFTER_CLOSE | NG_WORD_AFTER_DASH));
}

static const Entry *entry_at(const Times *t, uint32_t i)
{
    return slot(t->r->words[i].key);
}

/* The year of a month that is named without one. */
static int year_of_month(const Times *t, int month, uint64_t hint)
{
    int year = t->published.year, now = t->published.month;
    if (hint == key_last)
        return month < now ? year : year - 1;
    if (hint == key_next)
        return month > now ? year : year + 1;
    if (hint == key_this)
        return year;
    int ahead = month - now;
    return ahead > MONTHS_AHEAD ? year - 1 : ahead < -MONTHS_BACK ? year + 1 : year;
}

/* A month's name at word i, with the day and the year around it; the last word of it. */
static uint32_t month_here(const Times *t, uint32_t i, int month)
{
    const NgWord *words = t->r->words;
    uint32_t first = i, last = i;
    int day = 0, year = 0;
    if (i > t->part->first && goes_on(t, i)) {
        day = day_at(t, i - 1);
        bool of = words[i - 1].key == key_of || words[i - 1].key == key_de;
        if (day)
            first = i - 1;
        else if (of && i > t->part->first + 1 && goes_on(t, i - 1) && (day = day_at(t, i - 2)))
            first = i - 2;
    }
    if (!day && goes_on(t, i + 1) && !(words[i + 1].flags & NG_WORD_AFTER_COMMA)) {
        day = day_at(t, i + 1);
        last += day ? 1 : 0;
    }
    uint32_t at = last + 1;
    if (goes_on(t, at) && words[at].key == key_de)
        at++;
    if (goes_on(t, at) && (year = year_at(t, at)))
        last = at;
    bool capital = words[i].flags & NG_WORD_CAPITAL;
    if (!year && (!t->dated || (t->r->english && !capital)))
        return i;
    uint64_t hint = first > t->part->first ? words[first - 1].key : 0;
    if (!year && !day) {
        /* In May, not Ms. May nor "you may". */
        bool named =
            words[i].found && ng_reading_found(t->r, words[i].found - 1)->cast != NG_NOBODY;
        if (first == t->part->first || !ng_reading_joined(t->r, first) || named ||
            !entry_at(t, first - 1)->leads)
            return i;
    }
    if (!year)
        year = year_of_month(t, month, hint);
    note(t, first, year, month, day);
    return last;
}

/* The day so many days after the publication; before it when negative. */
static void note_day_away(const Times *t, uint32_t word, int days)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)t->published.day, (GDateMonth)t->published.month,
                   (GDateYear)t->published.year);
    gint64 julian = (gint64)g_date_get_julian(&date) + days;
    if (julian < 1)
        return;
    g_date_set_julian(&date, (guint32)julian);
    note(t, word, g_date_get_year(&date), (int)g_date_get_month(&date), g_date_get_day(&date));
}

/* Does "will" stand about the word, in its sentence? */
static bool will_be(const Times *t, uint32_t i)
{
    const NgWord *words = t->r->words;
    for (uint32_t k = i; k > t->part->first && i - k < WILL_WORDS; k--) {
        if (words[k].flags & NG_WORD_SENTENCE)
            break;
        if (words[k - 1].key == key_will)
            return true;
    }
    for (uint32_t k = i + 1; k < t->part->last && k - i < WILL_WORDS; k++) {
        if (words[k].flags & NG_WORD_SENTENCE)
            break;
        if (words[k].key == key_will)
            return true;
    }
    return false;
}

/* "on Thursday", "last Thursday"; not "Thursday, April 27", which is a date. */
static void weekday_here(const Times *t, uint32_t i, int weekday)
{
    const NgWord *words = t->r->words;
    if (!t->published.day || !(words[i].flags & NG_WORD_CAPITAL) || words[i].found)
        return;
    if (goes_on(t, i + 1) && (entry_at(t, i + 1)->month || day_at(t, i + 1)))
        return;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)t->published.day, (GDateMonth)t->published.month,
                   (GDateYear)t->published.year);
    int back = ((int)g_date_get_weekday(&date) - weekday + 7) % 7;
    uint64_t hint = i > t->part->first ? words[i - 1].key : 0;
    if (hint == key_last)
        note_day_away(t, i, back ? -back : -7);
    else if (hint == key_next || (hint != key_this && will_be(t, i)))
        note_day_away(t, i, back ? 7 - back : (hint == key_next ? 7 : 0));
    else
        note_day_away(t, i, -back);
}

/* "last month", "this year": what stands behind a word that points. */
static void pointed_here(const Times *t, uint32_t i)
{
    uint64_t key = t->r->words[i].key;
    int step = key == key_last ? -1 : key == key_next ? 1 : 0;
    if (!t->dated || !goes_on(t, i + 1))
        return;
    uint64_t what = t->r->words[i + 1].key;
    int months_on = t->published.month - 1 + step;
    if (what == key_month)
        note(t, i, t->published.year + (months_on < 0 ? -1 : months_on / 12),
             (months_on + 12) % 12 + 1, 0);
    else if (what == key_year)
        note(t, i, t->published.year + step, 0, 0);
}

/* 2017-04-27, in whatever words it was cut; the last of them, or i. */
static uint32_t figures_here(const Times *t, uint32_t i)
{
    const char *text = t->part->paragraph->text + t->r->words[i].begin;
    enum { LENGTH = 10 };
    char copy[LENGTH + 1];
    NgDate date;
    if (strnlen(text, LENGTH) < LENGTH || text[4] != '-' || text[7] != '-' ||
        g_ascii_isdigit(text[LENGTH]))
        return i;
    memcpy(copy, text, LENGTH);
    copy[LENGTH] = '\0';
    if (!ng_date_parse_iso(copy, &date))
        return i;
    note(t, i, date.year, date.month, date.day);
    uint32_t end = t->r->words[i].begin + LENGTH, last = i;
    while (last + 1 < t->part->last && t->r->words[last + 1].begin < end)
        last++;
    return last;
}

/* "in 2016": not "in 2016 cases". */
static void year_here(const Times *t, uint32_t i, int year)
{
    const NgWord *words = t->r->words;
    if (i == t->part->first || !ng_reading_joined(t->r, i) || !entry_at(t, i - 1)->leads ||
        words[i - 1].key == key_this)
        return;
    if (i + 1 < t->part->last && ng_reading_joined(t->r, i + 1)) {
        const NgWord *next = &words[i + 1];
        bool counted = next->flags & (NG_WORD_LOWER | NG_WORD_DIGIT) &&
                       !(next->classes & (NG_LEX_PREP | NG_LEX_CONJ | NG_LEX_HELPER | NG_LEX_DET |
                                          NG_LEX_PRONOUN | NG_LEX_VERB | NG_LEX_WEAK_VERB));
        if (t->r->english && counted)
            return;
    }
    note(t, i, year, 0, 0);
}

/* today, last month: words that point away from the publication. */
static void pointing_here(const Times *t, uint32_t i)
{
    uint64_t key = t->r->words[i].key;
    uint32_t len = t->r->words[i].end - t->r->words[i].begin;
    switch (len) {
    case 4:
        if (key == key_last || key == key_next || key == key_this)
            pointed_here(t, i);
        return;
    case 5:
        if (key == key_today && t->published.day)
            note_day_away(t, i, 0);
        return;
    case 7:
        if (key == key_tonight && t->published.day)
            note_day_away(t, i, 0);
        return;
    case 8:
        if (key == key_tomorrow && t->published.day)
            note_day_away(t, i, 1);
        return;
    case 9:
        if (key == key_yesterday && t->published.day)
            note_day_away(t, i, -1);
        return;
    default:
        return;
    }
}

/* What the word at i begins or stands in; the last word of it. */
static uint32_t look_at(const Times *t, uint32_t i)
{
    const NgWord *word = &t->r->words[i];
    if (word->flags & NG_WORD_DIGIT) {
        uint32_t last = figures_here(t, i);
        int year = last == i ? year_at(t, i) : 0;
        if (year)
            year_here(t, i, year);
        return last;
    }
    if (t->r->english) {
        pointing_here(t, i);
        if (!(word->classes & NG_LEX_CALENDAR))
            return i;
    }
    const Entry *entry = entry_at(t, i);
    if (entry->weekday && t->r->english)
        weekday_here(t, i, entry->weekday);
    return entry->month ? month_here(t, i, entry->month) : i;
}

void ng_times_find(NgReading *r)
{
    static gsize built;
    if (g_once_init_enter(&built)) {
        build();
        g_once_init_leave(&built, 1);
    }
    Times t = {.r = r};
    const char *published = r->article->published;
    t.dated = published && ng_date_parse_iso(published, &t.published) && t.published.month > 0;
    if (!t.dated)
        t.published = (NgDate) {0};
    for (guint p = 0; p < r->parts->len; p++) {
        t.part = ng_reading_part(r, p);
        if (t.part->paragraph->times)
            g_array_set_size(t.part->paragraph->times, 0);
        for (uint32_t i = t.part->first; i < t.part->last; i++)
            i = look_at(&t, i);
    }
}
