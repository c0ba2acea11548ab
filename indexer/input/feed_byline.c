/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "By Jane Doe, Foreign Editor" as the first line of an item's text: feeds that are made of pages
 * bring the byline along. */
#include "indexer/input/feed.h"
#include "indexer/input/html_fields.h"

#include <string.h>

#define BYLINE_BYTES 120

/* One to four words with capitals, and what stands between the parts of a name. */
#define NAME                                                                                       \
    "\\p{Lu}[\\p{L}.'’-]*(?: (?:(?:de|del|della|der|den|di|da|dos|el|al|bin|ibn|la|le|ten|ter|"  \
    "van|von|zu|zur)\\b ?)*\\p{Lu}[\\p{L}.'’-]*){1,3}"
/* What follows the names (commas stand between several only before an "and"): a house, a place,
 * what they do there; no sentence. */
#define REST "(?:(?:,| \\||/| –| —| -| \\(| in | for | at | on behalf of )[^.!?]{1,60}\\)?)?"

/* The people in it; NULL when it is none. New string. */
static char *names_in(const char *text)
{
    static GRegex *pattern;
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        pattern =
            g_regex_new("^(?:(?:(?i:written|story|reported|words|text) )?(?i:by|von|par|por)):?"
                        " (?!(?:The|A|An|All|No|Order|Popular|Invitation)\\b)(" NAME "(?:(?:, " NAME
                        "){0,5},? (?:and|und|et|y|e|&) " NAME ")?)" REST "$",
                        G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(&ready, 1);
    }
    g_autoptr(GMatchInfo) match = NULL;
    return strlen(text) <= BYLINE_BYTES && g_regex_match(pattern, text, 0, &match)
               ? g_match_info_fetch(match, 1)
               : NULL;
}

/* "Jane Doe, John Roe, and Ann Poe": the comma before the last one separates nothing more. */
static char *without_last_comma(const char *names)
{
    static const char *const words[] = {"and", "und", "et", "y", "e", "&"};
    GString *out = g_string_new(names);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *with = g_strconcat(", ", words[i], " ", NULL);
        g_string_replace(out, with, with + 1, 0);
    }
    return g_string_free(out, FALSE);
}

static bool names_one_of(const char *text, const GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++)
        if (strcasestr(text, names->pdata[i]))
            return true;
    return false;
}

void ng_feed_take_byline(NgArticle *article)
{
    if (article->paragraphs->len < 2)
        return;
    const NgParagraph *first = article->paragraphs->pdata[0];
    if (first->role == NG_ROLE_HEADING || first->role == NG_ROLE_LIST)
        return;
    g_autofree char *found = names_in(first->text);
    if (!found)
        return;
    g_autofree char *names = without_last_comma(found);
    g_autoptr(GPtrArray) authors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) credit = g_ptr_array_new_with_free_func(g_free);
    ng_byline_add(authors, credit, names, article->outlet);
    /* What stands behind the names may be a house, but nobody: it is looked at for that only. */
    g_autoptr(GPtrArray) nobody = g_ptr_array_new_with_free_func(g_free);
    ng_byline_add(nobody, credit, first->text, article->outlet);
    if (authors->len == 0 && credit->len == 0 && !names_one_of(first->text, article->authors))
        return;
    ng_article_consider(article, "authors", "text:first line", first->text, 0.7);
    if (article->authors->len == 0 && authors->len > 0) {
        for (guint i = 0; i < authors->len; i++)
            g_ptr_array_add(article->authors, g_strdup(authors->pdata[i]));
        ng_article_set_provenance(article, "authors", "text:first line");
    }
    if (article->credit->len == 0 && credit->len > 0) {
        for (guint i = 0; i < credit->len; i++)
            g_ptr_array_add(article->credit, g_strdup(credit->pdata[i]));
        ng_article_set_provenance(article, "credit", "text:first line");
    }
    g_ptr_array_remove_index(article->paragraphs, 0);
}
