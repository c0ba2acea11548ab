/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what stands between quotation marks, of whatever make, closed, nested, or running over
 * paragraphs. Apostrophes, feet and inches begin nothing. One pass over the bytes. */
#include "engine/news/quotes.h"

#include "engine/news/quote_marks.h"

#include <string.h>

enum {
    NEST_REACH = 3000,
    SINGLE_REACH = 3000, /* bytes within which a single mark must close */
    ATTRIBUTE_REACH = 200,
    TITLE_WORDS = 8,
    SIGNATURE_WORDS = 12,
    RUN_PARAGRAPHS = 10, /* unmarked paragraphs that a quotation may run over */
};

typedef struct {
    NgReading *r;
    GArray *out;
    const char *text;
    uint32_t len, part;
    uint32_t no_close_before;  /* no double mark closes from the one looked at to this byte */
    uint32_t no_single_before; /* no single mark closes for an opener before this byte */
    bool first_mark_closes;    /* the paragraph's first mark closes what was opened before it */
    uint32_t orphan;           /* where that mark ends */
    bool any_mark;
} Scan;

static gunichar char_before(const Scan *s, uint32_t i)
{
    return i == 0 ? ' ' : g_utf8_get_char(g_utf8_prev_char(s->text + i));
}

static gunichar char_after(const Scan *s, uint32_t i)
{
    return i >= s->len ? ' ' : g_utf8_get_char(s->text + i);
}

/* The byte after the mark that closes a single one opened before `from`; 0 when none does. The
 * apostrophe of a plural possessive (the workers' union) closes only when nothing better comes. */
static uint32_t close_single(Scan *s, uint32_t from)
{
    uint32_t spare = 0, end = MIN(s->len, from + SINGLE_REACH), size;
    for (uint32_t i = from; i < end; i++) {
        if (!ng_mark_may_be(s->text[i]))
            continue;
        NgMark mark = ng_mark_at(s->text, i, s->len, &size);
        if (mark == NG_MARK_SINGLE_OPEN && ng_mark_opens_after(char_before(s, i)) && spare)
            break;
        if (mark == NG_MARK_SINGLE || mark == NG_MARK_PRIMES) {
            gunichar before = char_before(s, i), after = char_after(s, i + 1);
            if (mark == NG_MARK_SINGLE)
                after = char_after(s, i + size);
            if (!ng_mark_is_space(before) && !g_unichar_isalnum(after) && i > from) {
                uint32_t stop = i + (mark == NG_MARK_SINGLE ? size : 1);
                if (before != 's')
                    return stop;
                if (!spare)
                    spare = stop;
            } else if (ng_mark_is_space(before) && g_unichar_isalnum(after) && spare) {
                break; /* another one opens */
            }
        }
        i += size - 1;
    }
    if (!spare)
        s->no_single_before = end;
    return spare;
}

/* "on NBC's “Meet the Press.”", "the host of “This Week,”": names of shows, papers and works. */
static bool leads_to_title(const Scan *s, uint32_t first, uint32_t begin)
{
    if (first == ng_reading_part(s->r, s->part)->first || begin == 0 || s->text[begin - 1] != ' ' ||
        s->r->words[first].flags & (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_COLON | NG_WORD_SENTENCE))
        return false;
    const NgWord *before = &s->r->words[first - 1];
    return before->flags & NG_WORD_POSSESSIVE ||
           (before->classes & (NG_LEX_PREP | NG_LEX_DET) && !(before->classes & NG_LEX_CONJ));
}

/* Words in [begin, end) and what the stretch looks like. */
static void put(Scan *s, uint32_t begin, uint32_t end, uint32_t inner_end, bool continued,
                bool unclosed)
{
    const NgPart *part = ng_reading_part(s->r, s->part);
    NgStretch q = {
        .part = s->part, .begin = begin, .end = end, .continued = continued, .unclosed = unclosed};
    uint32_t low = part->first, high = part->last;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->r->words[middle].begin < begin)
            low = middle + 1;
        else
            high = middle;
    }
    q.first = q.last = low;
    uint32_t capital = 0, plain = 0, letters = 0;
    while (q.last < part->last && s->r->words[q.last].begin < end) {
        const NgWord *word = &s->r->words[q.last++];
        letters += word->flags & NG_WORD_DIGIT ? 0 : 1;
        if (word->flags & NG_WORD_CAPITAL)
            capital++;
        else if (!(word->classes & (NG_LEX_DET | NG_LEX_PREP | NG_LEX_CONJ)) &&
                 !(s->r->nouns_capital && word->end - word->begin <= 3))
            plain++;
    }
    if (!letters)
        return;
    while (inner_end > begin && ng_mark_is_space(char_before(s, inner_end)))
        inner_end = (uint32_t)(g_utf8_prev_char(s->text + inner_end) - s->text);
    gunichar last = char_before(s, inner_end);
    if (last == 0x2019 || last == '\'') { /* a nested one closes there too */
        uint32_t i = (uint32_t)(g_utf8_prev_char(s->text + inner_end) - s->text);
        if (i > begin)
            last = char_before(s, i);
    }
    q.ends_comma = last == ',';
    q.ends_cry = last == '?' || last == '!' || last == 0x2026;
    q.ends_sentence = last == '.';
    if (q.ends_sentence && inner_end >= begin + 3 && s->text[inner_end - 2] == '.') {
        q.ends_sentence = false; /* an ellipsis */
        q.ends_cry = true;
    }
    bool named = capital > 0 && plain == 0 && !q.ends_cry;
    q.titled = named && !q.ends_sentence;
    q.is_title = named && q.last - q.first <= TITLE_WORDS && leads_to_title(s, q.first, begin);
    if (q.last - q.first >= 3)
        for (uint32_t i = q.first; i < q.last; i++)
            s->r->words[i].flags |= NG_WORD_QUOTED;
    g_array_append_val(s->out, q);
}

/* Does an opening mark inside an open quotation nest? Then two closing ones follow before the next
 * opening one; else the earlier was never closed. */
static bool nests(Scan *s, uint32_t from)
{
    uint32_t size, closed = 0, end = MIN(s->len, from + NEST_REACH);
    for (uint32_t i = MAX(from, s->no_close_before); i < end; i++) {
        if (!ng_mark_may_be(s->text[i]))
            continue;
        NgMark mark = ng_mark_at(s->text, i, s->len, &size);
        if (mark == NG_MARK_CLOSE || mark == NG_MARK_ANGLE_CLOSE) {
            if (++closed == 2)
                return true;
        } else if ((mark == NG_MARK_OPEN || mark == NG_MARK_ANGLE_OPEN) && closed) {
            return false;
        }
        i += size - 1;
    }
    if (!closed)
        s->no_close_before = MAX(s->no_close_before, end);
    return false;
}

static bool next_begins_with_mark(const Scan *s)
{
    return s->part + 1 < s->r->parts->len &&
           ng_reading_part(s->r, s->part + 1)->paragraph->text[0] == '"';
}

/* Where a quotation in straight marks ends that has others inside, or 0; it may fill its paragraph
 * and go on in the next. */
static uint32_t nested_end(const Scan *s, NgMark mark, uint32_t from, bool *unclosed)
{
    uint32_t end =
        mark == NG_MARK_STRAIGHT
            ? ng_marks_nested_end(s->text, MIN(s->len, from + NEST_REACH), from, unclosed)
            : 0;
    return *unclosed && (from > 0 || end < s->len || !next_begins_with_mark(s)) ? 0 : end;
}

/* Does `mark` at i open a quotation when none is open? */
static bool opens(Scan *s, NgMark mark, uint32_t i, uint32_t size)
{
    gunichar before = char_before(s, i), after = char_after(s, i + size);
    switch (mark) {
    case NG_MARK_OPEN:
    case NG_MARK_LOW:
    case NG_MARK_TICKS:
    case NG_MARK_CORNER_OPEN:
        return true;
    case NG_MARK_ANGLE_OPEN:
        return ng_mark_is_space(before) || ng_mark_opens_after(before) || !ng_mark_is_space(after);
    case NG_MARK_STRAIGHT:
    case NG_MARK_PRIMES:
        return ng_mark_opens_after(before) && !ng_mark_is_space(after);
    case NG_MARK_CLOSE:
    case NG_MARK_ANGLE_CLOSE:
        return ng_mark_opens_after(before) && !ng_mark_is_space(after) && i + size < s->len &&
               g_unichar_isalnum(after);
    default:
        return false;
    }
}

/* “…,” said Doe. “ The next”: a mark with spaces on both sides, where another closes. */
static bool opens_before_space(const Scan *s, NgMark mark, uint32_t at)
{
    if (mark != NG_MARK_STRAIGHT || at < 2 || s->text[at - 1] != ' ' ||
        !strchr(".,:?!", s->text[at - 2]) || char_after(s, at + 1) != ' ')
        return false;
    uint32_t end = MIN(s->len, at + NEST_REACH);
    const char *next = memchr(s->text + at + 1, '"', end - at - 1);
    uint32_t close = next ? (uint32_t)(next - s->text) : 0;
    return close && !ng_mark_is_space(char_before(s, close)) &&
           !g_unichar_isalnum(char_after(s, close + 1));
}

/* “…,” Doe said. We all know.”: where the second opens was lost; it closes with the paragraph. The
 * byte at which its first sentence begins, or 0. */
static uint32_t lost_opener(const Scan *s, uint32_t at, uint32_t size)
{
    const NgStretch *before =
        s->out->len ? &g_array_index(s->out, NgStretch, s->out->len - 1) : NULL;
    if (!before || before->part != s->part || !before->ends_comma || at + size != s->len ||
        !strchr(".?!", s->text[at - 1]) || at - before->end > NEST_REACH)
        return 0;
    const NgPart *part = ng_reading_part(s->r, s->part);
    for (uint32_t i = before->last + 1; i < part->last; i++)
        if (s->r->words[i].flags & NG_WORD_SENTENCE)
            return s->r->words[i].begin;
    return 0;
}

static bool closes(const Scan *s, NgMark mark, NgMark opener, uint32_t i, uint32_t size)
{
    gunichar before = char_before(s, i), after = char_after(s, i + size);
    switch (opener) {
    case NG_MARK_CORNER_OPEN:
        return mark == NG_MARK_CORNER_CLOSE;
    case NG_MARK_ANGLE_OPEN:
        return mark == NG_MARK_ANGLE_CLOSE;
    case NG_MARK_ANGLE_CLOSE:
        return mark == NG_MARK_ANGLE_OPEN;
    case NG_MARK_LOW:
        return mark == NG_MARK_OPEN || mark == NG_MARK_CLOSE ||
               (mark == NG_MARK_STRAIGHT && !ng_mark_is_space(before));
    default:
        break;
    }
    if (mark == NG_MARK_CLOSE)
        return true;
    if (mark == NG_MARK_OPEN && opener == NG_MARK_OPEN) /* “Is it?“ he asked: the wrong way round */
        return !ng_mark_opens_after(before) && (ng_mark_is_space(after) || i + size == s->len);
    if (mark == NG_MARK_STRAIGHT || mark == NG_MARK_PRIMES) {
        if (mark == NG_MARK_PRIMES && opener == NG_MARK_STRAIGHT)
            return false;
        if (ng_mark_is_space(before) && !ng_mark_is_space(after))
            return false;
        return opener == mark || (!ng_mark_is_space(before) && !g_unichar_isalnum(after));
    }
    return false;
}

/* date="2016": behind what markup that was left in the text says; near the mark itself when it
 * never closes. */
static uint32_t attribute_end(const Scan *s, uint32_t from)
{
    uint32_t reach = MIN(s->len - from, ATTRIBUTE_REACH);
    const char *close = memchr(s->text + from, '"', reach);
    return close ? (uint32_t)(close - s->text) + 1 : from;
}

static void scan_paragraph(Scan *s)
{
    NgMark opener = NG_MARK_NONE;
    uint32_t begin = 0, size, depth = 0;
    for (uint32_t i = 0; i < s->len; i++) {
        if (!ng_mark_may_be(s->text[i]))
            continue;
        NgMark mark = ng_mark_at(s->text, i, s->len, &size);
        uint32_t at = i;
        i += size - 1;
        if (mark == NG_MARK_NONE)
            continue;
        if (opener == NG_MARK_NONE) {
            if (mark == NG_MARK_SINGLE || mark == NG_MARK_SINGLE_OPEN) {
                gunichar after = char_after(s, at + size);
                if (!ng_mark_opens_after(char_before(s, at)) || ng_mark_is_space(after) ||
                    at < s->no_single_before ||
                    (mark == NG_MARK_SINGLE && g_unichar_isdigit(after)))
                    continue;
                uint32_t stop = close_single(s, at + size);
                if (stop) {
                    s->any_mark = true;
                    put(s, at, stop, stop - (s->text[stop - 1] == '\'' ? 1 : 3), false, false);
                    i = stop - 1;
                }
                continue;
            }
            if (mark == NG_MARK_STRAIGHT && char_before(s, at) == '=') {
                i = attribute_end(s, at + size) - 1;
                continue;
            }
            bool unclosed = false;
            uint32_t nested = nested_end(s, mark, at, &unclosed);
            if (nested) {
                put(s, at, nested, unclosed ? nested : nested - 1, false, unclosed);
                i = nested - 1;
            } else if (opens(s, mark, at, size) || opens_before_space(s, mark, at)) {
                opener = mark;
                begin = at;
                depth = 0;
            } else if (!s->any_mark && at > 0 &&
                       (mark == NG_MARK_CLOSE || mark == NG_MARK_ANGLE_CLOSE ||
                        mark == NG_MARK_STRAIGHT || mark == NG_MARK_PRIMES ||
                        mark == NG_MARK_CORNER_CLOSE) &&
                       !g_unichar_isdigit(char_before(s, at))) {
                s->first_mark_closes = true;
                s->orphan = at + size;
            } else if (at > 0 && (mark == NG_MARK_CLOSE || mark == NG_MARK_STRAIGHT)) {
                uint32_t lost = lost_opener(s, at, size);
                if (lost)
                    put(s, lost, at + size, at, false, false);
            }
            s->any_mark = true;
        } else if (closes(s, mark, opener, at, size)) {
            if (depth) {
                depth--;
                continue;
            }
            put(s, begin, at + size, at, false, false);
            opener = NG_MARK_NONE;
        } else if (mark == opener && (mark == NG_MARK_OPEN || mark == NG_MARK_ANGLE_OPEN)) {
            if (nests(s, at + size))
                depth++;
            else
                begin = at; /* what was opened before never closed */
        } else if (mark == opener && (mark == NG_MARK_STRAIGHT || mark == NG_MARK_PRIMES)) {
            begin = at;
        }
    }
    if (opener != NG_MARK_NONE)
        put(s, begin, s->len, s->len, false, true);
}

/* "… ends here. ¶ Jane Doe, economist.”": the mark closes behind the signature. */
bool ng_quotes_signed(const NgReading *r, uint32_t number)
{
    const NgPart *part = ng_reading_part(r, number);
    const char *text = part->paragraph->text;
    uint32_t words = part->last - part->first, capital = 0;
    if (words < 2 || words > SIGNATURE_WORDS)
        return false;
    uint32_t end = r->words[part->last - 1].end;
    if (!strchr(text + end, '"') && !strstr(text + end, "”"))
        return false;
    for (uint32_t i = part->first; i < part->last; i++) {
        if (r->words[i].classes & (NG_LEX_VERB | NG_LEX_PRONOUN | NG_LEX_HELPER) ||
            (i > part->first && r->words[i].flags & NG_WORD_AFTER_STOP))
            return false;
        capital += r->words[i].flags & NG_WORD_CAPITAL ? 1 : 0;
    }
    return r->words[part->first].flags & NG_WORD_CAPITAL &&
           r->words[part->first + 1].flags & NG_WORD_CAPITAL && capital * 2 >= words;
}

/* What an unclosed quotation left open: paragraphs that begin with a mark, or have none until one
 * closes it, go on with it. */
static void continue_runs(NgReading *r, GArray *out, const GArray *scans)
{
    uint32_t unclosed = NG_NOBODY; /* part in which the last one stayed open */
    g_autoptr(GArray) added = g_array_new(FALSE, FALSE, sizeof(NgStretch));
    guint next = 0;
    for (uint32_t p = 0; p < r->parts->len; p++) {
        Scan *s = &g_array_index(scans, Scan, p);
        guint first = next;
        while (next < out->len && g_array_index(out, NgStretch, next).part == p)
            next++;
        NgStretch *head = first < next ? &g_array_index(out, NgStretch, first) : NULL;
        bool open_before = unclosed != NG_NOBODY && p - unclosed <= RUN_PARAGRAPHS;
        if (open_before && head && head->begin == 0 && !s->first_mark_closes) {
            head->continued = p == unclosed + 1;
        } else if (open_before && p == unclosed + 1 && s->first_mark_closes && !head &&
                   ng_quotes_signed(r, p)) {
            unclosed = NG_NOBODY;
        } else if (open_before && s->first_mark_closes && (!head || head->begin >= s->orphan)) {
            s->out = added;
            for (uint32_t k = unclosed + 1; k < p; k++) {
                Scan *between = &g_array_index(scans, Scan, k);
                between->out = added;
                put(between, 0, between->len, between->len, true, true);
            }
            put(s, 0, s->orphan, s->orphan - 1, true, false);
        }
        bool left_open = next > first && g_array_index(out, NgStretch, next - 1).unclosed;
        if (left_open)
            unclosed = p;
        else if (s->any_mark)
            unclosed = NG_NOBODY;
    }
    g_array_append_vals(out, added->data, added->len);
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const NgStretch *x = a, *y = b;
    if (x->part != y->part)
        return x->part < y->part ? -1 : 1;
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

void ng_quotes_find(NgReading *r, GArray *stretches)
{
    g_autoptr(GArray) scans = g_array_sized_new(FALSE, FALSE, sizeof(Scan), r->parts->len);
    bool unclosed = false;
    for (uint32_t p = 0; p < r->parts->len; p++) {
        const char *text = ng_reading_part(r, p)->paragraph->text;
        Scan s = {.r = r, .out = stretches, .text = text, .len = (uint32_t)strlen(text), .part = p};
        guint before = stretches->len;
        if (p > 0 || s.len)
            scan_paragraph(&s);
        g_array_append_val(scans, s);
        if (stretches->len > before)
            unclosed |= g_array_index(stretches, NgStretch, stretches->len - 1).unclosed;
    }
    if (!unclosed)
        return;
    guint n = stretches->len;
    continue_runs(r, stretches, scans);
    if (stretches->len > n)
        g_array_sort(stretches, by_place);
}
