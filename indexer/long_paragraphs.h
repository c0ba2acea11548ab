/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: paragraphs that nobody wrote as one: a log in <pre>, a book in one line.
 * Between reader and analysis, whose memory is a multiple of the longest paragraph. */
#pragma once

#include "nutgraf/article.h"

#define NG_PARAGRAPH_BYTES_MAX ((gsize)128 << 10)

/* Cuts those that are longer, behind a sentence or else a word, into paragraphs of the same role.
 * What came with actors or quotations stays whole: their places are told for it. */
void ng_cut_long_paragraphs(NgArticle *article);
