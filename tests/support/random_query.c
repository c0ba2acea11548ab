/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/support/random_query.h"

#include "tests/support/random_news.h"

#include <stdlib.h>

typedef struct {
    GRand *dice;
    GString *query;
    guint phrases, wildcards; /* that the limits still leave */
    NgScope scope;
    bool speakers; /* saidby: may stand in it, else quote: (side by side they join) */
} Writer;

static guint roll(Writer *writer, guint n)
{
    return (guint)g_rand_int_range(writer->dice, 0, (gint32)n);
}

static NgPassage *leaf(guint number, NgPassageOp op)
{
    NgPassage *passage = ng_passage_new(op);
    passage->leaf = number;
    return passage;
}

static NgPassage *word(Writer *writer)
{
    guint number = roll(writer, RANDOM_WORDS), spelling = roll(writer, 12);
    const char *text = ng_random_words[number];
    if (spelling == 0)
        g_string_append_printf(writer->query, "=%s", text);
    else if (spelling == 1 && writer->wildcards && writer->wildcards--)
        g_string_append_printf(writer->query, "%.3s*", text);
    else if (spelling == 2)
        g_string_append_printf(writer->query, "%c%s", g_ascii_toupper(text[0]), text + 1);
    else
        g_string_append(writer->query, text);
    return leaf(number, NG_PASSAGE_LEAF);
}

static NgPassage *phrase(Writer *writer)
{
    guint n = 2 + (roll(writer, 4) == 0);
    NgPassage *phrase = ng_passage_new(NG_PASSAGE_PHRASE);
    phrase->gap = g_new(guint, n);
    g_string_append_c(writer->query, '"');
    for (guint i = 0; i < n; i++) {
        phrase->gap[i] = i;
        if (i)
            g_string_append_c(writer->query, ' ');
        ng_passage_add(phrase, word(writer));
    }
    g_string_append_c(writer->query, '"');
    return phrase;
}

/* What proximity takes on a side, and atleast counts: a word, a phrase, any of such. */
static NgPassage *placed(Writer *writer)
{
    guint kind = roll(writer, 6);
    if (kind == 0 && writer->phrases && writer->phrases--)
        return phrase(writer);
    if (kind > 1)
        return word(writer);
    NgPassage *any = ng_passage_new(NG_PASSAGE_OR);
    g_string_append_c(writer->query, '(');
    for (guint i = 0; i < 2; i++) {
        g_string_append(writer->query, i ? " OR " : "");
        ng_passage_add(any, writer->phrases && roll(writer, 4) == 0 && writer->phrases--
                                ? phrase(writer)
                                : word(writer));
    }
    g_string_append_c(writer->query, ')');
    return any;
}

static NgPassage *proximity(Writer *writer)
{
    static const char *const spellings[][3] = {{"NEAR/", "near", "w/"}, {"ADJ/", "adj", "pre/"}};
    bool ordered = roll(writer, 2);
    NgPassage *near = ng_passage_new(ordered ? NG_PASSAGE_ADJ : NG_PASSAGE_NEAR);
    near->distance = 1 + roll(writer, 3);
    g_string_append_c(writer->query, '(');
    /* one inside the other, now and then */
    ng_passage_add(near, writer->phrases && roll(writer, 5) == 0 && writer->phrases--
                             ? proximity(writer)
                             : placed(writer));
    g_string_append_printf(writer->query, " %s%u ", spellings[ordered][roll(writer, 3)],
                           near->distance);
    ng_passage_add(near, placed(writer));
    g_string_append_c(writer->query, ')');
    return near;
}

static NgPassage *same(Writer *writer)
{
    NgPassage *same = ng_passage_new(NG_PASSAGE_SAME);
    g_string_append_c(writer->query, '(');
    ng_passage_add(same, word(writer));
    g_string_append(writer->query, roll(writer, 2) ? " SAME " : " w/p ");
    ng_passage_add(same, word(writer));
    g_string_append_c(writer->query, ')');
    return same;
}

static NgPassage *atleast(Writer *writer)
{
    NgPassage *atleast = ng_passage_new(NG_PASSAGE_ATLEAST);
    atleast->distance = 1 + roll(writer, 4);
    g_string_append_printf(writer->query, "atleast%u(", atleast->distance);
    ng_passage_add(atleast, word(writer));
    g_string_append_c(writer->query, ')');
    return atleast;
}

/* title: and lead: */
static NgPassage *headed(Writer *writer)
{
    bool lead = roll(writer, 2);
    NgPassage *within = ng_passage_new(NG_PASSAGE_WITHIN);
    within->by_article = true;
    within->last = lead;
    g_string_append(writer->query, lead ? "lead:" : "title:");
    ng_passage_add(within, word(writer));
    return within;
}

/* quote:(a b): one quotation that has both. */
static NgPassage *quoted(Writer *writer)
{
    NgPassage *quote = ng_passage_new(NG_PASSAGE_QUOTE);
    quote->strict = true;
    NgPassage *both = ng_passage_new(NG_PASSAGE_AND);
    g_string_append(writer->query, "quote:(");
    ng_passage_add(both, word(writer));
    g_string_append_c(writer->query, ' ');
    ng_passage_add(both, word(writer));
    g_string_append_c(writer->query, ')');
    ng_passage_add(quote, both);
    return quote;
}

static NgPassage *said(Writer *writer)
{
    guint speaker = roll(writer, RANDOM_SPEAKERS);
    bool anywhere = writer->scope == NG_SCOPE_ARTICLE; /* then it is said of the article */
    NgPassage *said =
        leaf(RANDOM_LEAF_SPEAKER + speaker, anywhere ? NG_PASSAGE_FILTER : NG_PASSAGE_LEAF);
    said->strict = !anywhere;
    g_string_append_printf(writer->query, "saidby:%s", ng_random_speakers[speaker]);
    return said;
}

static NgPassage *filter(Writer *writer)
{
    if (roll(writer, 2)) {
        guint outlet = roll(writer, RANDOM_OUTLETS);
        g_string_append_printf(writer->query, "outlet:%s", ng_random_outlets[outlet]);
        return leaf(RANDOM_LEAF_OUTLET + outlet, NG_PASSAGE_FILTER);
    }
    guint month = roll(writer, RANDOM_MONTHS);
    if (ng_random_months[month])
        g_string_append_printf(writer->query, "date:%s", ng_random_months[month]);
    else
        g_string_append(writer->query, "undated:");
    return leaf(RANDOM_LEAF_MONTH + month, NG_PASSAGE_FILTER);
}

static NgPassage *unit(Writer *writer)
{
    switch (roll(writer, 16)) {
    case 0:
    case 1:
        return writer->phrases && writer->phrases-- ? phrase(writer) : word(writer);
    case 2:
    case 3:
        return writer->phrases && writer->phrases-- ? proximity(writer) : word(writer);
    case 4:
        return headed(writer);
    case 5:
    case 6:
        return filter(writer);
    case 7:
        return same(writer);
    case 8:
        return atleast(writer);
    case 9:
        return writer->speakers ? said(writer) : quoted(writer);
    default:
        return word(writer);
    }
}

/* A group in a group of its own kind is one group: who speaks narrows all the words of it. */
static void join(NgPassage *group, NgPassage *kid)
{
    if (kid->op != group->op) {
        ng_passage_add(group, kid);
        return;
    }
    while (kid->kids->len > 0)
        ng_passage_add(group, g_ptr_array_steal_index(kid->kids, 0));
    ng_passage_free(kid);
}

static NgPassage *tree(Writer *writer, guint depth)
{
    if (!depth || !roll(writer, 3))
        return unit(writer);
    bool any = roll(writer, 2);
    guint n = 2 + roll(writer, 2);
    NgPassage *group = ng_passage_new(any ? NG_PASSAGE_OR : NG_PASSAGE_AND);
    g_string_append_c(writer->query, '(');
    for (guint i = 0; i < n; i++) {
        g_string_append(writer->query, i == 0 ? "" : any ? " OR " : " AND ");
        if (!any && i && roll(writer, 3) == 0) {
            NgPassage *not = ng_passage_new(NG_PASSAGE_NOT);
            g_string_append(writer->query, "NOT ");
            ng_passage_add(not, tree(writer, depth - 1));
            ng_passage_add(group, not );
        } else {
            join(group, tree(writer, depth - 1));
        }
    }
    g_string_append_c(writer->query, ')');
    return group;
}

NgPassage *random_query(GRand *dice, NgScope scope, GString *query)
{
    Writer writer = {dice, query, .phrases = 4, .wildcards = 2, .scope = scope};
    writer.speakers = roll(&writer, 2);
    return tree(&writer, roll(&writer, 3));
}
