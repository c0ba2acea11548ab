/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An authority of a few actors, and what the analysis found written as one line:
 *   actors: "1 fbi[FBI] kaspersky-lab[Kaspersky Lab|Kaspersky]", a paragraph after another;
 *   quotes: "1 “…”=speaker/cue", - for none, ~ before indirect speech. */
#pragma once

#include "nutgraf/analysis.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FIXTURE_ACTORS                                                                             \
    "# who is who\n"                                                                               \
    "kaspersky-lab\torg\tKaspersky Lab\tAO Kaspersky Lab|Kaspersky Labs\n"                         \
    "eugene-kaspersky\tperson\tEugene Kaspersky\tEvgeny Kaspersky\n"                               \
    "fbi\torg\tFBI\tFederal Bureau of Investigation|F.B.I.\n"                                      \
    "who\torg\tWorld Health Organization\tWHO\n"                                                   \
    "united-states\tplace\tUnited States\tUS|U.S.|USA|America|~American|~Americans\n"              \
    "us-congress\torg\tU.S. Congress\tCongress\n"                                                  \
    "russia\tplace\tRussia\tRussian Federation|~Russian|~Russians\n"                               \
    "moscow\tplace\tMoscow\n"                                                                      \
    "nato\torg\tNATO\tNorth Atlantic Treaty Organization\n"                                        \
    "office-of-fair-trading\torg\tOffice of Fair Trading\n"                                        \
    "target\torg\tTarget\tTarget Corporation\n"                                                    \
    "mcdonalds\torg\tMcDonald's\tMcDonald's Corp\n"                                                \
    "jeanne-shaheen\tperson\tJeanne Shaheen\n"                                                     \
    "bill-clinton\tperson\tBill Clinton\tClinton\n"                                                \
    "hillary-clinton\tperson\tHillary Clinton\tHillary Rodham Clinton|Clinton\n"                   \
    "washington\tplace\tWashington\tWashington, D.C.\n"                                            \
    "denzel-washington\tperson\tDenzel Washington\n"                                               \
    "georgia-country\tplace\tGeorgia\n"                                                            \
    "georgia-us\tplace\tState of Georgia\tGeorgia\n"                                               \
    "ebay\torg\teBay\n"                                                                            \
    "volkswagen\torg\tVolkswagen\tVW\n"                                                            \
    "muenchen\tplace\tMünchen\tMunich|Muenchen\n"                                                 \
    "beijing\tplace\tBeijing\t北京市\n"                                                         \
    "de-blasio\tperson\tBill de Blasio\n"                                                          \
    "bloomberg-businessweek\torg\tBloomberg Businessweek\tBusinessWeek\n"

static inline NgAuthority *fixture_authority_of(const char *text, GError **error)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("nutgraf-actors-XXXXXX", &path, NULL);
    g_assert(fd >= 0);
    close(fd);
    g_assert(g_file_set_contents(path, text, -1, NULL));
    const char *paths[] = {path, NULL};
    NgAuthority *authority = ng_authority_load(paths, error);
    g_unlink(path);
    return authority;
}

/* Headline, then paragraphs, separated by newlines. */
static inline NgArticle *fixture_article(const char *text)
{
    NgArticle *article = ng_article_new();
    article->id = g_strdup("a");
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    ng_article_set_title(article, lines[0] ? lines[0] : "");
    for (guint i = 1; lines[0] && lines[i]; i++)
        ng_article_add_paragraph(article, lines[i], -1, NG_ROLE_BODY);
    return article;
}

static inline const NgParagraph *fixture_paragraph(const NgArticle *article, guint n)
{
    return n ? g_ptr_array_index(article->paragraphs, n - 1) : article->headline;
}

static inline char *fixture_actors(const NgArticle *article)
{
    GString *out = g_string_new(NULL);
    for (guint n = 0; n <= article->paragraphs->len; n++) {
        const NgParagraph *paragraph = fixture_paragraph(article, n);
        if (paragraph->actors->len)
            g_string_append_printf(out, "%s%u", out->len ? " " : "", n);
        for (guint i = 0; i < paragraph->actors->len; i++) {
            const NgMention *mention = g_ptr_array_index(paragraph->actors, i);
            g_string_append_printf(out, " %s[", mention->id);
            for (guint s = 0; s < mention->spans->len; s++) {
                NgSpan span = g_array_index(mention->spans, NgSpan, s);
                g_string_append_printf(out, "%s%.*s", s ? "|" : "", (int)(span.end - span.begin),
                                       paragraph->text + span.begin);
            }
            g_string_append_c(out, ']');
        }
    }
    return g_string_free(out, FALSE);
}

static inline char *fixture_quotes(const NgArticle *article)
{
    GString *out = g_string_new(NULL);
    for (guint n = 0; n <= article->paragraphs->len; n++) {
        const NgParagraph *paragraph = fixture_paragraph(article, n);
        if (paragraph->quotes->len)
            g_string_append_printf(out, "%s%u", out->len ? " " : "", n);
        for (guint i = 0; i < paragraph->quotes->len; i++) {
            const NgQuote *quote = g_ptr_array_index(paragraph->quotes, i);
            g_string_append_printf(
                out, " %s%.*s=%s/%s", quote->direct ? "" : "~",
                (int)(quote->span.end - quote->span.begin), paragraph->text + quote->span.begin,
                quote->speaker ? quote->speaker : "-", quote->cue ? quote->cue : "-");
        }
    }
    return g_string_free(out, FALSE);
}
