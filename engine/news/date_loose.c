/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: dates as news pages and agencies write them. The text is folded, cut into atoms, and the
 * atoms around a month or a year are put together. What could be read in two ways is not read. */
#include "engine/news/date_lex.h"
#include "engine/news/date_words.h"

#include <string.h>

enum { MAX_TEXT_BYTES = 1000 };

/* Compatibility forms, case and diacritics go; composed again, for Hangul. */
static char *fold(const char *text)
{
    g_autofree char *apart = g_utf8_normalize(text, -1, G_NORMALIZE_NFKD);
    if (apart == NULL) {
        return NULL;
    }
    GString *out = g_string_sized_new(strlen(apart));
    for (const char *p = apart; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_ismark(c)) {
            g_string_append_unichar(out, g_unichar_isspace(c) ? ' ' : g_unichar_tolower(c));
        }
    }
    char *together = g_utf8_normalize(out->str, (gssize)out->len, G_NORMALIZE_NFC);
    g_string_free(out, TRUE);
    return together;
}

/* ---- putting together ---- */

/* The atom `steps` away from i in that direction, clock times not counted; NULL at the ends. */
static const NgDateAtom *neighbour(const NgDateLexer *lexer, guint i, int steps)
{
    int direction = steps < 0 ? -1 : 1;
    for (int at = (int)i + direction; at >= 0 && at < (int)lexer->n; at += direction) {
        if (lexer->atoms[at].type == ATOM_TIME) {
            continue;
        }
        steps -= direction;
        if (steps == 0) {
            return &lexer->atoms[at];
        }
    }
    return NULL;
}

static bool is_day(const NgDateAtom *atom)
{
    return atom != NULL && atom->type == ATOM_NUMBER && atom->digits <= 2 && atom->value >= 1 &&
           atom->value <= 31 && (atom->unit == 0 || atom->unit == 'd');
}

static bool is_year(const NgDateAtom *atom)
{
    return atom != NULL && atom->type == ATOM_NUMBER && atom->digits == 4 && atom->value >= 1600 &&
           atom->value < 2200 && (atom->unit == 0 || atom->unit == 'y');
}

static bool is_short_year(const NgDateAtom *atom)
{
    return atom != NULL && atom->type == ATOM_NUMBER && atom->digits == 2 && atom->unit == 0;
}

static bool around_month(const NgDateLexer *lexer, guint i, bool short_years, NgDate *date)
{
    const NgDateAtom *before = neighbour(lexer, i, -1);
    const NgDateAtom *next = neighbour(lexer, i, 1);
    const NgDateAtom *after = neighbour(lexer, i, 2);
    int month = lexer->atoms[i].value;
    *date = (NgDate) {0, month, 0, -1, NG_DATE_NO_ZONE};
    if (is_day(next) && is_year(after)) {
        date->year = after->value;
        date->day = next->value;
    } else if (is_day(before) && is_year(next)) {
        date->year = next->value;
        date->day = before->value;
    } else if (is_year(before) && is_day(next)) {
        date->year = before->value;
        date->day = next->value;
    } else if (is_year(next)) {
        date->year = next->value;
    } else if (short_years && is_day(before) && is_short_year(next)) {
        date->year = ng_date_full_year(next->value);
        date->day = before->value;
    } else if (short_years && is_day(next) && is_short_year(after)) {
        date->year = ng_date_full_year(after->value);
        date->day = next->value;
    }
    return date->year > 0 && ng_date_valid(date);
}

/* 2017年8月25日: a number that says it is a year, then the others. */
static bool around_year(const NgDateLexer *lexer, guint i, NgDate *date)
{
    const NgDateAtom *month = neighbour(lexer, i, 1);
    const NgDateAtom *day = neighbour(lexer, i, 2);
    if (lexer->atoms[i].unit != 'y' || !is_year(&lexer->atoms[i]) || month == NULL ||
        month->type != ATOM_NUMBER || month->unit != 'm') {
        return false;
    }
    *date = (NgDate) {lexer->atoms[i].value, month->value, 0, -1, NG_DATE_NO_ZONE};
    if (is_day(day) && day->unit == 'd') {
        date->day = day->value;
    }
    return month->value > 0 && ng_date_valid(date);
}

/* Takes another date of the same text: it must not contradict, and the finer one counts. */
static bool merge(NgDate *have, const NgDate *other)
{
    if (have->year != 0 &&
        (have->year != other->year ||
         (have->month != 0 && other->month != 0 && have->month != other->month) ||
         (have->day != 0 && other->day != 0 && have->day != other->day))) {
        return false;
    }
    if (have->year == 0 || (have->month == 0 && other->month != 0) ||
        (have->day == 0 && other->day != 0)) {
        *have = *other;
    }
    return true;
}

static bool assemble(const NgDateLexer *lexer, NgDate *date)
{
    NgDate found = {.seconds_of_day = -1, .zone_minutes = NG_DATE_NO_ZONE};
    const NgDateAtom *time = NULL;
    bool short_years = true;
    for (guint i = 0; i < lexer->n; i++) {
        short_years = short_years && !is_year(&lexer->atoms[i]);
    }
    for (guint i = 0; i < lexer->n; i++) {
        const NgDateAtom *atom = &lexer->atoms[i];
        NgDate one = atom->date;
        bool is_date = atom->type == ATOM_DATE;
        if (atom->type == ATOM_AMBIGUOUS) {
            return false;
        }
        if (atom->type == ATOM_MONTH) {
            is_date = around_month(lexer, i, short_years, &one);
        } else if (atom->type == ATOM_NUMBER) {
            is_date = around_year(lexer, i, &one);
        } else if (atom->type == ATOM_TIME && time == NULL) {
            time = atom;
        }
        if (is_date && !merge(&found, &one)) {
            return false;
        }
    }
    if (found.year == 0) {
        return false;
    }
    if (time != NULL && found.day > 0) {
        found.seconds_of_day = time->value;
        found.zone_minutes = time->date.zone_minutes;
    }
    *date = found;
    return true;
}

bool ng_date_parse_loose(const char *text, const char *lang, NgDate *date)
{
    if (ng_date_parse_iso(text, date)) {
        return true;
    }
    if (strnlen(text, MAX_TEXT_BYTES + 1) > MAX_TEXT_BYTES) {
        return false;
    }
    g_autofree char *folded = fold(text);
    if (folded == NULL) {
        return false;
    }
    NgDateLexer lexer = {.p = folded, .lang = lang};
    lexer.afternoon = strstr(folded, "下午") != NULL || strstr(folded, "午後") != NULL ||
                      strstr(folded, "오후") != NULL;
    ng_date_lex(&lexer);
    return assemble(&lexer, date);
}
