/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: whose words stand in a paragraph that is shown.
 * Beside the renderers of text and of the page.
 * Must not know: how they are shown. */
#pragma once

#include "nutgraf/nutgraf.h"

/* Is the paragraph's i-th quotation one of the hit's: in quote scope the one that was found, by
 * each who said it, else any? */
bool ng_hit_has_quote(const NgHit *hit, const NgParagraph *paragraph, guint i);
/* Fills said with at most `room` quotations that have a speaker, in their order, each speaker once;
 * in quote scope the one that was found alone. Borrowed from the paragraph. Returns how many. */
guint ng_hit_speakers(const NgHit *hit, const NgParagraph *paragraph, const NgQuote **said,
                      guint room);
