/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what the fields of an SGML record say, as an article.
 * After sgml_record.h. Must not know: tags, entities. */
#pragma once

#include "indexer/input/sgml_record.h"
#include "nutgraf/article.h"

G_BEGIN_DECLS

/* Fills an article but for its source; NULL when the record has neither title nor text. */
NgArticle *sgml_article(const SgmlRecord *record);

G_END_DECLS
