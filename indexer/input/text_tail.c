/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands under the story: teasers of other stories, readers' comments, a newsletter's foot,
 * the name of who signed,
 * the note about the author. */
#include "text.h"

#include <string.h>

/* Heads of blocks of links. */
static TextPattern teasers = {
    "^(?:related(?: (?:stories|articles?|content|coverage|news|links?|posts?|reading|topics?))?|"
    "more (?:from|stories|news|coverage)\\b.{0,50}|(?:read|see|also) (?:more|also|next)|"
    "further reading|recommended(?: for you| reading| stories)?|most (?:read|popular|viewed|"
    "shared)|you (?:may|might) also like|latest (?:news|stories|headlines)|trending(?: now)?|"
    "mehr zum thema|mehr (?:von|aus)\\b.{0,50}|lesen sie auch|meistgelesen|"
    "(?:\u00e0 )?lire aussi|sur le m\u00eame sujet|lea tambi\u00e9n|leggi anche|"
    "читайте также|по теме|ещё по теме|другие новости)\\s*[:>\u00bb]?$",
    NULL};
static TextPattern comments = {
    "^(?:(?:readers?['\u2019]? "
    ")?comments?|kommentare|commentaires|comentarios|commenti|комментарии)"
    "\\s*[(\\[:]\\s*\\d+\\s*[)\\]]?$|^\\d+ (?:comments?|responses?|kommentare?|commentaires?)"
    "\\s*:?$",
    NULL};
/* The mark that mail programs put over a signature. */
static TextPattern signature_mark = {"^--$", NULL};
static TextPattern office = {
    "\\b(?:director|chair(?:man|woman|person)?|president|chief|officer|manager|secretary|"
    "spokes(?:man|woman|person)|founder|head of|minister|mayor|senator|editor|ceo|"
    "direktor(?:in)?|vorsitzender?|vorst\u00e4nd(?:in)?|gesch\u00e4ftsf\u00fchrer(?:in)?|"
    "sprecher(?:in)?|directeur|directrice|pr\u00e9sidente?|porte-parole|"
    "директор|председатель|президент)\\b",
    NULL};

/* The words of the blocks that would be lost, and of the story before them. */
static void count_words(const TextPage *page, guint from, guint cut, guint *before, guint *after)
{
    *before = *after = 0;
    for (guint i = from; i < page->blocks->len; i++) {
        const TextBlock *block = text_block(page, i);
        if (block->use == TEXT_OPEN)
            *(i < cut ? before : after) += block->words;
    }
}

static void drop_rest(TextPage *page, guint from)
{
    for (guint i = from; i < page->blocks->len; i++)
        if (text_block(page, i)->use == TEXT_OPEN)
            text_block(page, i)->use = TEXT_CLUTTER;
}

/* Lines right under the head; at the page's end also lines that stand apart. */
static void drop_teasers(TextPage *page, guint head)
{
    guint n = page->blocks->len, end = head + 1;
    bool last = true;
    for (guint i = head + 1; i < n; i++)
        if (text_block(page, i)->use == TEXT_OPEN) {
            if (text_block_is_prose(text_block(page, i)))
                return; /* a subheading */
            break;
        }
    while (end < n &&
           (text_block(page, end)->use != TEXT_OPEN ||
            (!text_block_is_prose(text_block(page, end)) && text_block(page, end)->words <= 20)))
        end++;
    for (guint i = end; i < n; i++)
        last &= text_block(page, i)->use != TEXT_OPEN || !text_block_is_prose(text_block(page, i));
    for (guint i = head + 1; i < end; i++) {
        TextBlock *block = text_block(page, i);
        if (block->use != TEXT_OPEN)
            continue;
        if (!last && block->alone && i > head + 1)
            break;
        block->use = TEXT_CLUTTER;
    }
    text_block(page, head)->use = TEXT_CLUTTER;
}

/* "Grace Adeyemi / Director, Open Ledger Watch" under a statement: who signed it wrote it. */
static void read_signature(TextPage *page, guint prose)
{
    guint n = page->blocks->len, last = n;
    for (guint i = prose; i < n; i++)
        if (text_block(page, i)->use == TEXT_OPEN &&
            (text_block_is_prose(text_block(page, i)) || text_block(page, i)->ends))
            last = i;
    static TextPattern farewell = {
        "^(?:(?:yours )?(?:sincerely|faithfully|truly|respectfully)(?: yours)?|(?:best|kind) "
        "regards|"
        "mit freundlichen gr\u00fc\u00dfen|cordialement|atentamente|с уважением)\\W*$",
        NULL};
    bool known = page->article->authors->len > 0, letter = false;
    for (guint i = 0; i < n; i++) /* its end has to be seen: what stands behind is another's */
        letter |= g_str_has_prefix(text_block(page, i)->text, "Dear ");
    for (guint i = last + 1; i + 1 < n && i < last + 10; i++) {
        TextBlock *name = text_block(page, i), *post = text_block(page, i + 1);
        if (!letter && name->use == TEXT_OPEN && text_matches(&farewell, name->text))
            name->use = TEXT_LETTERHEAD;
        if (name->use != TEXT_OPEN || post->use != TEXT_OPEN || post->alone || post->words > 14 ||
            name->capital || strchr(post->text, ':') || post->ends || name->words > 5 ||
            !text_is_name(name->text, name->len) || !text_matches(&office, post->text))
            continue;
        if (!known)
            text_read_names(page->article, name->text, "text:signature");
        name->use = TEXT_BYLINE;
        post->use = TEXT_LETTERHEAD;
        i++;
    }
}

void text_mark_tail(TextPage *page)
{
    guint n = page->blocks->len, prose = text_first_prose(page), before, after;
    for (guint i = prose + 1; i < n; i++) {
        TextBlock *block = text_block(page, i);
        if (block->len > 100 || block->words > 12)
            continue;
        bool open = block->use == TEXT_OPEN || block->use == TEXT_CLUTTER;
        if (open && (text_matches(&comments, block->text) ||
                     (i + 10 >= n && text_matches(&signature_mark, block->text)))) {
            /* A counter under the headline, a rule between two parts: the story goes on. */
            count_words(page, prose, i, &before, &after);
            if (after * 2 <= before) {
                block->use = TEXT_CLUTTER;
                drop_rest(page, i + 1);
                break;
            }
        } else if (open && !block->ends && !block->bullet && i + 1 < n &&
                   text_matches(&teasers, block->text)) {
            drop_teasers(page, i);
        }
    }
    if (page->article->kind == NG_KIND_STATEMENT && !page->packed)
        read_signature(page, prose);
}

/* The note about the author under the story: a name alone, and a paragraph "NAME is a reporter";
 * or that paragraph alone, when the byline has the name or it tells how to write to the author. */
void text_mark_author_note(TextPage *page)
{
    static TextPattern trade = {
        "\\b(?:editor|reporter|writer|correspondent|journalist|columnist|director|founder|author|"
        "contributor|analyst|blogger|publisher|fellow|producer|freelance|covers|covered|writes|"
        "reports|can be reached|joined|host)\\b",
        NULL};
    guint n = page->blocks->len, prose = text_first_prose(page);
    GPtrArray *authors = page->article->authors;
    for (guint i = MAX(prose + 1, n > 12 ? n - 12 : 0); i < n; i++) {
        TextBlock *block = text_block(page, i);
        if (block->use != TEXT_OPEN || block->len > 2 * TEXT_SHORT_BYTES)
            continue;
        const char *rest = NULL;
        TextBlock *line = NULL;
        TextBlock *before = i > 0 ? text_block(page, i - 1) : NULL;
        if (before && before->use == TEXT_OPEN && !before->ends &&
            text_is_name(before->text, before->len) &&
            g_str_has_prefix(block->text, before->text)) {
            line = before;
            rest = block->text + before->len;
        }
        for (guint a = 0; !rest && a < authors->len; a++)
            if (g_str_has_prefix(block->text, g_ptr_array_index(authors, a)))
                rest = block->text + strlen(g_ptr_array_index(authors, a));
        if (!rest)
            continue;
        static TextPattern verb = {
            "^,? (?:is|was|has|covers|writes|reports|joined|can be|works|leads|"
            "serves|contributes|edits|hosts)\\b",
            NULL};
        if (!text_matches(&verb, rest) || !text_matches(&trade, rest))
            continue;
        block->use = TEXT_CLUTTER;
        if (!line)
            continue;
        line->use = TEXT_BYLINE;
        if (authors->len == 0) {
            g_ptr_array_add(authors, g_strdup(line->text));
            text_consider(page->article, "authors", "text:author note", line->text);
            ng_article_set_provenance(page->article, "authors", "text:author note");
        }
    }
}
