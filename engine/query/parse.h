/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the parser and the show functions share.
 * Inside engine/query only.
 * Must not know: the index. */
#pragma once

#include "nutgraf/query.h"

NgNode *ng_node_new(NgNodeKind kind, gsize begin, gsize end);
void ng_node_add(NgNode *parent, NgNode *kid /* taken over */);

/* title:, lead:, quote: and text: take words; the others a value. */
bool ng_field_takes_words(NgField field);
/* Is there anything in the text that the tokeniser calls a word? */
bool ng_query_has_word(const char *text);
