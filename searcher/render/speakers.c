/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "speakers.h"

#include <string.h>

bool ng_hit_has_quote(const NgHit *hit, const NgParagraph *paragraph, guint i)
{
    const GPtrArray *quotes = paragraph->quotes;
    return hit->quote < 0 || ((guint)hit->quote < quotes->len &&
                              ng_quote_is_same(quotes->pdata[hit->quote], quotes->pdata[i]));
}

guint ng_hit_speakers(const NgHit *hit, const NgParagraph *paragraph, const NgQuote **said,
                      guint room)
{
    guint n = 0;
    for (guint i = 0; i < paragraph->quotes->len && n < room; i++) {
        const NgQuote *quote = paragraph->quotes->pdata[i];
        bool again = false;
        if (!quote->speaker || !ng_hit_has_quote(hit, paragraph, i))
            continue;
        for (guint k = 0; k < n; k++)
            again = again || strcmp(said[k]->speaker, quote->speaker) == 0;
        if (!again)
            said[n++] = quote;
    }
    return n;
}
