/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "speakers.h"

#include <string.h>

guint ng_hit_speakers(const NgHit *hit, const NgParagraph *paragraph, const NgQuote **said,
                      guint room)
{
    guint n = 0;
    for (guint i = 0; i < paragraph->quotes->len && n < room; i++) {
        const NgQuote *quote = paragraph->quotes->pdata[i];
        bool again = false;
        if (!quote->speaker || (hit->quote >= 0 && (guint)hit->quote != i))
            continue;
        for (guint k = 0; k < n; k++)
            again = again || strcmp(said[k]->speaker, quote->speaker) == 0;
        if (!again)
            said[n++] = quote;
    }
    return n;
}
