/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the lexer of dates as people write them. */
#include "engine/news/date_lex.h"
#include "engine/news/date_words.h"

#include <string.h>

static NgDateAtom *push(NgDateLexer *lexer, NgDateAtomType type)
{
    NgDateAtom *atom = &lexer->atoms[lexer->n < NG_DATE_ATOMS ? lexer->n++ : NG_DATE_ATOMS - 1];
    *atom = (NgDateAtom) {.type = type};
    atom->date.seconds_of_day = -1;
    atom->date.zone_minutes = NG_DATE_NO_ZONE;
    return atom;
}

static const char *spaces(const char *p)
{
    while (*p == ' ') {
        p++;
    }
    return p;
}

/* At most `most` digits; their count, and the value. */
static int number(const char *p, int most, int *value)
{
    int n = 0;
    *value = 0;
    while (n < most && g_ascii_isdigit(p[n])) {
        *value = *value * 10 + (p[n++] - '0');
    }
    return n;
}

/* Letters from p, as a word; "" when it is too long to mean anything. Returns where it ends. */
static const char *word_at(const char *p, char *word, gsize room)
{
    const char *end = p;
    while (*end != '\0' && g_unichar_isalpha(g_utf8_get_char(end))) {
        end = g_utf8_next_char(end);
    }
    gsize len = (gsize)(end - p);
    if (len >= room) {
        len = 0;
    }
    memcpy(word, p, len);
    word[len] = '\0';
    return end;
}

static bool begins(const char *p, const char *with)
{
    return strncmp(p, with, strlen(with)) == 0;
}

/* ---- clock times ---- */

/* "am", "p.m.", "p. m.": 0 or 12 in *add. */
static const char *half_of_day(const char *p, int *add)
{
    const char *q = spaces(p);
    if (*q != 'a' && *q != 'p') {
        return NULL;
    }
    *add = *q == 'p' ? 12 : 0;
    q++;
    q += *q == '.' ? 1 : 0;
    q = spaces(q);
    if (*q != 'm' || g_ascii_isalpha(q[1])) {
        return NULL;
    }
    q++;
    return q + (*q == '.' ? 1 : 0);
}

/* "+0200", "+02:00", "+2" behind a sign. NULL when it is none. */
static const char *offset_at(const char *p, int *minutes)
{
    int hours;
    int rest = 0;
    if (*p != '+' && *p != '-') {
        return NULL;
    }
    int n = number(p + 1, 2, &hours);
    const char *q = p + 1 + n;
    if (n == 0) {
        return NULL;
    }
    if (*q == ':' || g_ascii_isdigit(*q)) {
        q += *q == ':' ? 1 : 0;
        if (number(q, 2, &rest) != 2) {
            return NULL;
        }
        q += 2;
    } else if (n == 1 && !begins(p, "+")) {
        return NULL;
    }
    if (hours > 14 || rest % 15 != 0 || g_ascii_isdigit(*q)) {
        return NULL;
    }
    *minutes = (*p == '-' ? -1 : 1) * (hours * 60 + rest);
    return q;
}

/* The zone that stands behind a time, if any. */
static const char *zone_at(const char *p, int *minutes)
{
    const char *q = spaces(p);
    q += *q == '(' ? 1 : 0;
    const char *end = offset_at(q, minutes);
    if (end != NULL) {
        return end;
    }
    char word[16];
    end = word_at(q, word, sizeof word);
    if (!ng_date_zone(word, minutes)) {
        return p;
    }
    int more;
    const char *further = *minutes == 0 ? offset_at(end, &more) : NULL; /* "gmt+2" */
    if (further != NULL) {
        *minutes = more;
        return further;
    }
    return end;
}

/* hours are read and p stands behind what follows them. Pushes the time; NULL when it is none. */
static const char *finish_time(NgDateLexer *lexer, const char *p, int hours, int minutes,
                               int seconds)
{
    int add = -1;
    const char *behind = half_of_day(p, &add);
    if (behind != NULL) {
        if (hours < 1 || hours > 12) {
            return NULL;
        }
        hours = hours % 12 + add;
        p = behind;
    }
    const char *q = spaces(p);
    if (begins(q, "uhr") || begins(q, "hrs")) {
        p = q + 3;
    }
    if (hours > 23 || minutes > 59 || seconds > 60) {
        return NULL;
    }
    NgDateAtom *atom = push(lexer, ATOM_TIME);
    atom->value = hours * 3600 + minutes * 60 + MIN(seconds, 59);
    return zone_at(p, &atom->date.zone_minutes);
}

/* A time that begins with the digits at p, or NULL. */
static const char *time_at(NgDateLexer *lexer, const char *p)
{
    int hours;
    int minutes = 0;
    int seconds = 0;
    int add;
    int n = number(p, 3, &hours);
    if (n < 1 || n > 2) {
        return NULL;
    }
    const char *q = p + n;
    if (*q == ':' && number(q + 1, 3, &minutes) == 2) {
        q += 3;
        if (*q == ':' && number(q + 1, 2, &seconds) == 2) {
            q += 3;
            if ((*q == '.' || *q == ',') && g_ascii_isdigit(q[1])) {
                for (q++; g_ascii_isdigit(*q); q++) {}
            }
        }
        return finish_time(lexer, q, hours, minutes, seconds);
    }
    const char *behind = spaces(q);
    if (*behind == 'h' && !g_ascii_isalpha(behind[1])) { /* 10h, 10h30, 10 h 30 */
        const char *digits = spaces(behind + 1);
        if (number(digits, 3, &minutes) == 2) {
            return finish_time(lexer, digits + 2, hours, minutes, 0);
        }
        return finish_time(lexer, behind + 1, hours, 0, 0);
    }
    if (*q == '.' && number(q + 1, 3, &minutes) == 2 && q[3] != '.') { /* 10.00 Uhr, kl 10.00 */
        behind = spaces(q + 3);
        if (lexer->after_time_word || begins(behind, "uhr") || half_of_day(behind, &add) != NULL) {
            return finish_time(lexer, q + 3, hours, minutes, 0);
        }
        minutes = 0;
    }
    behind = spaces(q);
    if (begins(behind, "uhr") || half_of_day(behind, &add) != NULL) {
        return finish_time(lexer, q, hours, 0, 0);
    }
    return NULL;
}

/* "10時30分", "10点", "10시 30분". */
static const char *cjk_time_at(NgDateLexer *lexer, const char *p)
{
    int hours;
    int minutes = 0;
    int n = number(p, 3, &hours);
    const char *q = spaces(p + n);
    if (n < 1 || n > 2 ||
        !(begins(q, "時") || begins(q, "时") || begins(q, "点") || begins(q, "시"))) {
        return NULL;
    }
    q = g_utf8_next_char(q);
    const char *m = spaces(q);
    n = number(m, 3, &minutes);
    const char *sign = spaces(m + n);
    if (n >= 1 && n <= 2 && (begins(sign, "分") || begins(sign, "분"))) {
        q = g_utf8_next_char(sign);
    } else {
        minutes = 0;
    }
    if (lexer->afternoon && hours < 12) {
        hours += 12;
    }
    return finish_time(lexer, q, hours, minutes, 0);
}

/* ---- dates in figures ---- */

static bool make(NgDate *date, int year, int month, int day)
{
    *date = (NgDate) {year, month, day, -1, NG_DATE_NO_ZONE};
    return year >= 1600 && year < 2200 && month > 0 && day > 0 && ng_date_valid(date);
}

static void push_figures(NgDateLexer *lexer, const int v[3], const int n[3])
{
    NgDate day_first;
    NgDate month_first;
    if (n[0] == 4) {
        if (make(&day_first, v[0], v[1], v[2])) {
            push(lexer, ATOM_DATE)->date = day_first;
        } else {
            push(lexer, ATOM_OTHER);
        }
        return;
    }
    int year = n[2] == 2 ? ng_date_full_year(v[2]) : v[2];
    bool a = make(&day_first, year, v[1], v[0]);
    bool b = make(&month_first, year, v[0], v[1]);
    bool by_language = ng_date_day_first(lexer->lang);
    if (!a && !b) {
        push(lexer, ATOM_OTHER);
    } else if (a && by_language) {
        push(lexer, ATOM_DATE)->date = day_first;
    } else if (n[2] == 2 || (a && b && v[0] != v[1])) {
        /* Two digits of year leave yet another order open. */
        push(lexer, ATOM_AMBIGUOUS);
    } else {
        push(lexer, ATOM_DATE)->date = a ? day_first : month_first;
    }
}

/* 2017-08-25, 25.8.2017, 25. 8. 2017, 8/25/17. NULL when no three numbers stand here. */
static const char *figures_at(NgDateLexer *lexer, const char *p)
{
    int v[3];
    int n[3];
    char separator = '\0';
    for (int i = 0; i < 3; i++) {
        n[i] = number(p, 5, &v[i]);
        p += n[i];
        if (n[i] == 0 || n[i] == 3 || n[i] > 4 || (i == 1 && n[i] == 4)) {
            return NULL;
        }
        if (i == 2) {
            break;
        }
        char c = *p;
        if ((c != '.' && c != '/' && c != '-') || (separator != '\0' && c != separator)) {
            return NULL;
        }
        separator = c;
        p++;
        p = separator == '.' ? spaces(p) : p;
    }
    if ((n[0] == 4) == (n[2] == 4) && (n[0] == 4 || n[2] != 2)) {
        return NULL;
    }
    if (*p == separator && g_ascii_isdigit(p[1])) {
        return NULL; /* an address or a version */
    }
    push_figures(lexer, v, n);
    return p + (*p == 't' && g_ascii_isdigit(p[1]) ? 1 : 0);
}

/* ---- atoms ---- */

static const char *lex_number(NgDateLexer *lexer, const char *p)
{
    const char *end = figures_at(lexer, p);
    end = end != NULL ? end : time_at(lexer, p);
    end = end != NULL ? end : cjk_time_at(lexer, p);
    if (end != NULL) {
        return end;
    }
    int value;
    int n = number(p, 9, &value);
    for (end = p + n; g_ascii_isdigit(*end); end++) {}
    if (end - p != n || n == 3 || n > 4) {
        push(lexer, ATOM_OTHER);
        return end;
    }
    NgDateAtom *atom = push(lexer, ATOM_NUMBER);
    atom->value = value;
    atom->digits = n;
    const char *sign = spaces(end);
    if (begins(sign, "年") || begins(sign, "년")) {
        atom->unit = 'y';
    } else if (begins(sign, "月") || begins(sign, "월")) {
        atom->unit = 'm';
    } else if (begins(sign, "日") || begins(sign, "일") || begins(sign, "号") ||
               begins(sign, "號")) {
        atom->unit = 'd';
    }
    return atom->unit != 0 ? g_utf8_next_char(sign) : end;
}

static const char *lex_word(NgDateLexer *lexer, const char *p)
{
    char word[32];
    const char *end = word_at(p, word, sizeof word);
    int month = ng_date_month(word, lexer->lang);
    if (month > 0) {
        push(lexer, ATOM_MONTH)->value = month;
    } else if (!ng_date_filler(word)) {
        push(lexer, ATOM_OTHER);
    }
    lexer->after_time_word = strcmp(word, "um") == 0 || strcmp(word, "kl") == 0 ||
                             strcmp(word, "klo") == 0 || strcmp(word, "ore") == 0 ||
                             strcmp(word, "pukul") == 0 || strcmp(word, "godz") == 0;
    return end;
}

void ng_date_lex(NgDateLexer *lexer)
{
    while (*lexer->p != '\0' && lexer->n < NG_DATE_ATOMS) {
        gunichar c = g_utf8_get_char(lexer->p);
        if (g_ascii_isdigit(*lexer->p)) {
            lexer->p = lex_number(lexer, lexer->p);
            lexer->after_time_word = false;
        } else if (g_unichar_isalpha(c)) {
            lexer->p = lex_word(lexer, lexer->p);
        } else {
            if (strchr(" ,.-/'", *lexer->p) == NULL && c != 0x2019) {
                push(lexer, ATOM_OTHER);
            }
            lexer->p = g_utf8_next_char(lexer->p);
        }
    }
}
