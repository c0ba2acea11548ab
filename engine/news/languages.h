/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: in what language an article and each of its paragraphs is written.
 * The first step of analysis; private to it.
 * Must not know: how languages are told apart. */
#pragma once

#include "nutgraf/article.h"

/* Sets article->lang where it is not known, and where the source claims one (a page's attribute, a
 * feed's element) that the text contradicts beyond doubt; what a user or an author of JSON gave
 * stays. Then marks the paragraphs that are beyond doubt in another language. */
void ng_languages_settle(NgArticle *article);
