/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: names of the authority in the text: the longest one at each word, if its capitals are
 * those of a name; and, when all is decided, the mentions of each paragraph. */
#include "engine/news/reading.h"

#include <string.h>

/* Nato and Unesco are written for NATO and UNESCO; Who, Us and It never for WHO, US and IT. */
static bool may_be_lowered(const NgWord *word)
{
    return word->end - word->begin >= 4 && !(word->classes & NG_LEX_COMMON);
}

/* A name of one plain word (Target, Visa) is believed only where its capital is telling. */
static bool telling_place(const NgReading *r, const NgPart *part, uint32_t i)
{
    const NgWord *word = &r->words[i];
    if (part->shouted || part->titled)
        return false;
    return !(word->flags & NG_WORD_SENTENCE) && !(word->flags & NG_WORD_AFTER_STOP);
}

static bool capitals_fit(const NgReading *r, const NgPart *part, const NgName *name, uint32_t at)
{
    if (name->flags & NG_NAME_CASELESS)
        return true;
    for (uint32_t k = 0; k < name->n_words; k++) {
        const NgWord *word = &r->words[at + k];
        if (!(name->capitals >> k & 1))
            continue;
        if (!(word->flags & (NG_WORD_CAPITAL | NG_WORD_DIGIT)) && word->flags & NG_WORD_LOWER)
            return false;
        if (name->shouted >> k & 1) {
            bool lowered = !(word->flags & NG_WORD_SHOUTED) && word->flags & NG_WORD_CAPITAL;
            if (lowered && !may_be_lowered(word))
                return false;
            /* Among capitals only the dots tell U.S. from US. */
            if (part->shouted && name->n_words == 1 && word->classes & NG_LEX_COMMON &&
                !(word->flags & NG_WORD_DOTTED))
                return false;
        }
    }
    return true;
}

static bool acceptable(const NgReading *r, const NgPart *part, const NgName *name, uint32_t at)
{
    const NgWord *last = &r->words[at + name->n_words - 1];
    if (name->flags & NG_NAME_POSSESSIVE && !(last->flags & NG_WORD_POSSESSIVE))
        return false;
    if (!capitals_fit(r, part, name, at))
        return false;
    if (name->n_words > 1 || name->flags & NG_NAME_ADJECTIVE)
        return true;
    if (name->shouted == 0 && r->words[at].classes & (NG_LEX_COMMON | NG_LEX_CALENDAR) &&
        ng_authority_kind(r->authority, name->actor) == NG_ACTOR_ORG)
        return telling_place(r, part, at);
    return true;
}

/* A name that goes on: John in "John Smith", Washington in "George Washington". */
static bool part_of_longer(const NgReading *r, const NgPart *part, uint32_t at, uint32_t end)
{
    if (part->shouted || part->titled)
        return false;
    if (at > part->first && ng_reading_joined(r, at)) {
        const NgWord *before = &r->words[at - 1];
        bool given = before->classes & NG_LEX_GIVEN || before->end - before->begin == 1;
        if (given && before->flags & NG_WORD_CAPITAL && !before->found &&
            !(before->classes & NG_LEX_TITLE) && !(before->classes & NG_LEX_DET))
            return true;
    }
    if (end < part->last && ng_reading_joined(r, end) &&
        !(r->words[end - 1].flags & NG_WORD_DOTTED) && r->words[end - 1].classes & NG_LEX_GIVEN &&
        r->words[end].flags & NG_WORD_CAPITAL &&
        !(r->words[end].classes & (NG_LEX_NOT_NAME | NG_LEX_CALENDAR | NG_LEX_HELPER)))
        return true;
    return false;
}

static const NgName *usable(const NgReading *r, const NgPart *part, uint32_t node, uint32_t at,
                            bool skipped)
{
    const NgNames *names = ng_authority_names(r->authority);
    for (const NgName *n = ng_names_at(names, node); n; n = ng_names_next(names, n)) {
        if (skipped && (ng_authority_kind(r->authority, n->actor) != NG_ACTOR_PERSON ||
                        n->flags & NG_NAME_ADJECTIVE))
            continue;
        if (skipped || acceptable(r, part, n, at))
            return n;
    }
    return NULL;
}

/* The longest name that begins at word `at`; *end is set after its last word. A person's middle
 * initial may stand in the text that the name has not (Jeanne K. Shaheen). */
static const NgName *longest(const NgReading *r, const NgPart *part, uint32_t at, uint32_t *end)
{
    const NgNames *names = ng_authority_names(r->authority);
    const NgName *best = NULL;
    uint32_t node = 0;
    bool skipped = false, lower = r->words[at].flags & NG_WORD_LOWER;
    if (!ng_names_may_begin(names, r->words[at].key, lower) &&
        !(r->words[at].alt && ng_names_may_begin(names, r->words[at].alt, lower)))
        return NULL;
    for (uint32_t i = at; i < part->last && i - at <= NG_NAME_WORDS; i++) {
        const NgWord *word = &r->words[i];
        if (i > at && word->flags & (NG_WORD_AFTER_STOP | NG_WORD_AFTER_OPEN | NG_WORD_AFTER_COLON |
                                     NG_WORD_AFTER_CLOSE | NG_WORD_AFTER_DASH))
            break;
        /* "… in China. Russia …", "France, Germany": a name runs over a comma only inside itself
         * (Dow Jones & Co, Inc), over a full stop only behind an abbreviation. */
        if (i > at && word->flags & NG_WORD_SENTENCE)
            break;
        if (i > at && r->words[i - 1].flags & NG_WORD_POSSESSIVE &&
            !(word->flags & NG_WORD_CAPITAL))
            break;
        uint32_t next = ng_names_step(names, node, word->key);
        if (!next && word->alt)
            next = ng_names_step(names, node, word->alt);
        if (!next) {
            if (i == at + 1 && !skipped && word->end - word->begin == 1 &&
                word->flags & NG_WORD_CAPITAL && r->words[at].flags & NG_WORD_CAPITAL) {
                skipped = true;
                continue;
            }
            break;
        }
        node = next;
        if (ng_names_at(names, node) == NULL)
            continue;
        const NgName *name = usable(r, part, node, at, skipped);
        if (name) {
            best = name;
            *end = i + 1;
        }
    }
    return best;
}

enum { AHEAD = 12 }; /* words: as long as memory takes */

/* The first step of a name that may begin there is on its way when it is taken. */
static void expect(const NgReading *r, const NgPart *part, uint32_t i)
{
    const NgNames *names = ng_authority_names(r->authority);
    if (i < part->last &&
        ng_names_may_begin(names, r->words[i].key, r->words[i].flags & NG_WORD_LOWER))
        ng_names_expect(names, r->words[i].key);
}

static void match_part(NgReading *r, uint32_t number)
{
    const NgPart *part = ng_reading_part(r, number);
    for (uint32_t i = part->first; i < part->first + AHEAD; i++)
        expect(r, part, i);
    for (uint32_t i = part->first; i < part->last;) {
        uint32_t end = i;
        expect(r, part, i + AHEAD);
        const NgName *name = longest(r, part, i, &end);
        if (!name) {
            i++;
            continue;
        }
        if (end - i == 1 && !(name->flags & NG_NAME_ADJECTIVE) && part_of_longer(r, part, i, end)) {
            i++;
            continue;
        }
        NgFound found = {.part = number,
                         .first = i,
                         .last = end,
                         .names = name,
                         .cast = NG_NOBODY,
                         .adjective = name->flags & NG_NAME_ADJECTIVE,
                         .possessive_inside = name->flags & NG_NAME_POSSESSIVE};
        g_array_append_val(r->found, found);
        for (; i < end; i++)
            r->words[i].found = r->found->len;
    }
}

/* Each new one is compared with all before it; no article is about more. */
enum { GIVEN_ACTORS_MAX = 4000 };

/* What the input named: places where these actors stand, not to be looked for again. */
static void take_given(NgReading *r, uint32_t number)
{
    const NgPart *part = ng_reading_part(r, number);
    const GPtrArray *mentions = part->paragraph->actors;
    for (guint m = 0; m < mentions->len && r->cast->len < GIVEN_ACTORS_MAX; m++) {
        const NgMention *mention = g_ptr_array_index(mentions, m);
        int known = ng_authority_by_id(r->authority, mention->id);
        uint32_t cast;
        if (known >= 0) {
            cast = ng_reading_cast_authority(r, (guint)known);
        } else {
            cast = ng_reading_cast_person(r, mention->id, NG_GENDER_UNKNOWN);
            ng_reading_cast(r, cast)->id = g_string_chunk_insert(r->strings, mention->id);
            ng_reading_cast(r, cast)->name = g_string_chunk_insert(r->strings, mention->name);
            ng_reading_cast(r, cast)->kind = mention->kind;
        }
        uint32_t i = part->first;
        for (guint s = 0; s < mention->spans->len; s++) {
            NgSpan span = g_array_index(mention->spans, NgSpan, s);
            while (i < part->last && r->words[i].begin < span.begin)
                i++;
            NgFound found = {.part = number, .first = i, .cast = cast, .full = true, .given = true};
            while (i < part->last && r->words[i].begin < span.end)
                i++;
            found.last = i;
            if (found.first < found.last)
                g_array_append_val(r->found, found);
        }
    }
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const NgFound *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

void ng_actors_match(NgReading *r)
{
    bool given = false;
    for (uint32_t n = 0; n < r->parts->len; n++) {
        if (ng_reading_part(r, n)->paragraph->actors_given) {
            take_given(r, n);
            given = true;
        } else if (r->authority) {
            match_part(r, n);
        }
    }
    if (!given)
        return;
    g_array_sort(r->found, by_place);
    uint32_t kept = 0;
    for (guint i = 0; i < r->found->len; i++) {
        NgFound found = *ng_reading_found(r, i);
        if (kept && ng_reading_found(r, kept - 1)->last > found.first)
            continue;
        *ng_reading_found(r, kept++) = found;
        for (uint32_t w = found.first; w < found.last; w++)
            r->words[w].found = kept;
    }
    g_array_set_size(r->found, kept);
}

static NgSpan span_of(const NgReading *r, const NgFound *found, const char *text)
{
    NgSpan span = {r->words[found->first].begin, r->words[found->last - 1].end};
    if (found->possessive_inside) {
        const char *c = text + span.end;
        gsize mark = *c == '\'' ? 1 : strncmp(c, "\u2019", 3) == 0 ? 3 : 0;
        if (mark && (c[mark] == 's' || c[mark] == 'S'))
            span.end += (uint32_t)mark + 1;
    }
    /* The dot of U.S. and Inc. belongs to the name when more dots stand in it. */
    else if (r->words[found->last - 1].flags & NG_WORD_DOTTED && text[span.end] == '.')
        span.end++;
    return span;
}

void ng_actors_emit(NgReading *r)
{
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        if (found->given || found->adjective || found->cast == NG_NOBODY)
            continue;
        NgParagraph *paragraph = ng_reading_part(r, found->part)->paragraph;
        NgCast *cast = ng_reading_cast(r, found->cast);
        if (cast->emitted_part != found->part + 1) {
            cast->emitted_part = found->part + 1;
            cast->emitted_at = paragraph->actors->len;
            g_ptr_array_add(paragraph->actors, ng_mention_new(cast->id, cast->name, cast->kind));
        }
        NgMention *mention = g_ptr_array_index(paragraph->actors, cast->emitted_at);
        NgSpan span = span_of(r, found, paragraph->text);
        g_array_append_val(mention->spans, span);
    }
}
