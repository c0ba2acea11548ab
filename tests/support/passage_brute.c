/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/support/passage_brute.h"

typedef struct {
    guint begin, end;
} Span;

typedef struct {
    const BruteArticle *article;
    bool quotes; /* passages are quotations */
} View;

static bool own(const NgPassage *node, View view, guint i);
static bool truth(const NgPassage *node, View view, guint i);
static bool has(const NgPassage *node, View view, guint i);

static const NgPassage *kid(const NgPassage *node, guint i)
{
    return node->kids->pdata[i];
}

static guint passages(View view)
{
    return view.quotes ? view.article->n_quotes : view.article->n_paragraphs;
}

/* Every span of words in one paragraph at which the node stands. */
static GArray *spans(const NgPassage *node, const BruteArticle *article, guint paragraph)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(Span));
    const BruteParagraph *text = &article->paragraphs[paragraph];
    if (node->op == NG_PASSAGE_LEAF) {
        for (guint w = 0; w < text->n_words; w++) {
            Span span = {w, w};
            if (text->words[w] >> node->leaf & 1)
                g_array_append_val(out, span);
        }
    } else if (node->op == NG_PASSAGE_OR) {
        for (guint k = 0; k < node->kids->len; k++) {
            g_autoptr(GArray) part = spans(kid(node, k), article, paragraph);
            g_array_append_vals(out, part->data, part->len);
        }
    } else if (node->op == NG_PASSAGE_PHRASE) {
        g_autoptr(GArray) first = spans(kid(node, 0), article, paragraph);
        for (guint f = 0; f < first->len; f++) {
            Span span = g_array_index(first, Span, f);
            bool all = true;
            for (guint k = 1; k < node->kids->len && all; k++) {
                g_autoptr(GArray) part = spans(kid(node, k), article, paragraph);
                bool there = false;
                for (guint j = 0; j < part->len; j++)
                    there |= g_array_index(part, Span, j).begin == span.begin + node->gap[k];
                all = there;
            }
            span.end = span.begin + node->gap[node->kids->len - 1];
            if (all)
                g_array_append_val(out, span);
        }
    } else if (node->op == NG_PASSAGE_NEAR || node->op == NG_PASSAGE_ADJ) {
        g_autoptr(GArray) left = spans(kid(node, 0), article, paragraph);
        g_autoptr(GArray) right = spans(kid(node, 1), article, paragraph);
        for (guint l = 0; l < left->len; l++) {
            for (guint r = 0; r < right->len; r++) {
                Span a = g_array_index(left, Span, l), b = g_array_index(right, Span, r);
                Span forward = {a.begin, b.end}, back = {b.begin, a.end};
                if (b.begin > a.end && b.begin - a.end <= node->distance)
                    g_array_append_val(out, forward);
                if (node->op == NG_PASSAGE_NEAR && a.begin > b.end &&
                    a.begin - b.end <= node->distance)
                    g_array_append_val(out, back);
            }
        }
    }
    return out;
}

static bool stands_in(const NgPassage *node, View view, guint i)
{
    const BruteQuote *quote = view.quotes ? &view.article->quotes[i] : NULL;
    g_autoptr(GArray) found = spans(node, view.article, quote ? quote->paragraph : i);
    for (guint j = 0; j < found->len; j++) {
        Span span = g_array_index(found, Span, j);
        if (!quote || (span.begin >= quote->first && span.end <= quote->last))
            return true;
    }
    return false;
}

static bool enough(const NgPassage *node, const BruteArticle *article)
{
    guint times = 0;
    for (guint p = 0; p < article->n_paragraphs; p++) {
        g_autoptr(GArray) found = spans(kid(node, 0), article, p);
        for (guint w = 0; w < article->paragraphs[p].n_words; w++) {
            bool here = false;
            for (guint j = 0; j < found->len; j++)
                here |= g_array_index(found, Span, j).begin == w;
            times += here;
        }
    }
    return times >= node->distance;
}

static bool within(const NgPassage *node, View view)
{
    View paragraphs = {view.article, false};
    for (guint p = 0; p < view.article->n_paragraphs; p++) {
        if (p >= node->first && p <= node->last && own(kid(node, 0), paragraphs, p))
            return true;
    }
    return false;
}

static bool holds(const NgPassage *node, const BruteArticle *article)
{
    return node->op == NG_PASSAGE_ALL || article->filters >> node->leaf & 1;
}

/* No passage is a hit for the sake of this alone. */
static bool condition(const NgPassage *node, View view)
{
    if (node->op == NG_PASSAGE_AND || node->op == NG_PASSAGE_OR) {
        for (guint k = 0; k < node->kids->len; k++) {
            if (!condition(kid(node, k), view))
                return false;
        }
        return true;
    }
    return node->op == NG_PASSAGE_FILTER || node->op == NG_PASSAGE_ALL ||
           node->op == NG_PASSAGE_NOT || (node->op == NG_PASSAGE_WITHIN && view.quotes);
}

static bool of_article(const NgPassage *node, View view)
{
    if (node->op == NG_PASSAGE_AND || node->op == NG_PASSAGE_OR || node->op == NG_PASSAGE_NOT) {
        for (guint k = 0; k < node->kids->len; k++) {
            if (!of_article(kid(node, k), view))
                return false;
        }
        return true;
    }
    return node->op == NG_PASSAGE_FILTER || node->op == NG_PASSAGE_ALL ||
           node->op == NG_PASSAGE_ATLEAST ||
           (node->op == NG_PASSAGE_WITHIN && (view.quotes || node->by_article));
}

static bool own_of_unit(const NgPassage *node, View view, guint i)
{
    switch (node->op) {
    case NG_PASSAGE_SAME:
        for (guint k = 0; k < node->kids->len; k++) {
            if (!own(kid(node, k), view, i))
                return false;
        }
        return true;
    case NG_PASSAGE_QUOTE: {
        if (view.quotes)
            return own(kid(node, 0), view, i);
        View quotes = {view.article, true};
        for (guint q = 0; q < view.article->n_quotes; q++) {
            if (view.article->quotes[q].paragraph == i && own(kid(node, 0), quotes, q) &&
                truth(kid(node, 0), quotes, q))
                return true;
        }
        return false;
    }
    case NG_PASSAGE_WITHIN:
        return i >= node->first && i <= node->last && own(kid(node, 0), view, i);
    case NG_PASSAGE_ATLEAST:
        return enough(node, view.article) && stands_in(kid(node, 0), view, i);
    default:
        return stands_in(node, view, i);
    }
}

/* A filter on who is named or speaks, beside words: no hit for its sake. */
static bool beside_words(const NgPassage *node, const NgPassage *one, View view)
{
    if (!one->strict || one->op == NG_PASSAGE_QUOTE)
        return false;
    for (guint k = 0; k < node->kids->len; k++) {
        const NgPassage *other = kid(node, k);
        if ((!other->strict || other->op == NG_PASSAGE_QUOTE) && !condition(other, view) &&
            !of_article(other, view))
            return true;
    }
    return false;
}

static bool own(const NgPassage *node, View view, guint i)
{
    bool evidence = false, any = false;
    if (condition(node, view) && node->op != NG_PASSAGE_OR)
        return truth(node, view, i) && (view.quotes || i == 0);
    switch (node->op) {
    case NG_PASSAGE_OR:
        for (guint k = 0; k < node->kids->len; k++)
            any |= own(kid(node, k), view, i);
        return any;
    case NG_PASSAGE_AND:
        for (guint k = 0; k < node->kids->len; k++) {
            if (!truth(kid(node, k), view, i))
                return false;
            if (!condition(kid(node, k), view) && !beside_words(node, kid(node, k), view))
                evidence |= own(kid(node, k), view, i);
        }
        return evidence;
    default:
        return own_of_unit(node, view, i);
    }
}

static bool truth(const NgPassage *node, View view, guint i)
{
    bool all = true, any = false;
    switch (node->op) {
    case NG_PASSAGE_FILTER:
    case NG_PASSAGE_ALL:
        return holds(node, view.article);
    case NG_PASSAGE_NOT:
        return !has(kid(node, 0), view, i);
    case NG_PASSAGE_AND:
    case NG_PASSAGE_OR:
        for (guint k = 0; k < node->kids->len; k++) {
            bool one = truth(kid(node, k), view, i);
            all &= one;
            any |= one;
        }
        return node->op == NG_PASSAGE_AND ? all : any;
    case NG_PASSAGE_ATLEAST:
        return enough(node, view.article);
    case NG_PASSAGE_QUOTE:
        if (view.quotes)
            return truth(kid(node, 0), view, i);
        break;
    case NG_PASSAGE_WITHIN:
        if (view.quotes || node->by_article)
            return within(node, view);
        break;
    default:
        break;
    }
    return own(node, view, i) || (!node->strict && !view.quotes && own(node, view, 0));
}

static bool has(const NgPassage *node, View view, guint i)
{
    bool any = false, by_passage = false;
    switch (node->op) {
    case NG_PASSAGE_OR:
        for (guint k = 0; k < node->kids->len; k++)
            any |= has(kid(node, k), view, i);
        return any;
    case NG_PASSAGE_AND:
        for (guint k = 0; k < node->kids->len; k++) {
            if (condition(kid(node, k), view) || of_article(kid(node, k), view))
                continue;
            by_passage = true;
            any |= has(kid(node, k), view, i);
        }
        return truth(node, view, i) && (any || !by_passage);
    case NG_PASSAGE_QUOTE:
        if (view.quotes)
            return has(kid(node, 0), view, i);
        break;
    default:
        break;
    }
    if (condition(node, view) || of_article(node, view))
        return truth(node, view, i);
    return own(node, view, i);
}

static bool article_holds(const NgPassage *node, View view, bool positive, GArray *found)
{
    bool all = true, any = false;
    switch (node->op) {
    case NG_PASSAGE_AND:
    case NG_PASSAGE_OR:
        for (guint k = 0; k < node->kids->len; k++) {
            bool one = article_holds(kid(node, k), view, positive, found);
            all &= one;
            any |= one;
        }
        return node->op == NG_PASSAGE_AND ? all : any;
    case NG_PASSAGE_NOT:
        return !article_holds(kid(node, 0), view, false, found);
    case NG_PASSAGE_FILTER:
    case NG_PASSAGE_ALL:
        return holds(node, view.article);
    default:
        for (guint p = 0; p < view.article->n_paragraphs; p++) {
            bool here = own(node, view, p);
            any |= here;
            if (here && positive)
                g_array_index(found, bool, p) = true;
        }
        return any;
    }
}

bool brute_eval(const NgPassage *root, NgScope scope, const BruteArticle *article, GArray *out)
{
    View view = {article, scope == NG_SCOPE_QUOTE};
    guint n = passages(view), before = out->len;
    g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(bool));
    g_array_set_size(found, MAX(1, n));
    if (scope == NG_SCOPE_ARTICLE) {
        if (!article_holds(root, view, true, found))
            return false;
        bool any = false;
        for (guint i = 0; i < n; i++)
            any |= g_array_index(found, bool, i);
        g_array_index(found, bool, 0) |= !any;
    }
    for (guint i = 0; i < n; i++) {
        bool match = scope == NG_SCOPE_ARTICLE ? g_array_index(found, bool, i)
                                               : truth(root, view, i) && own(root, view, i);
        if (match)
            g_array_append_val(out, i);
    }
    return out->len > before;
}
