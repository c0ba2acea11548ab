/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the slow, careful half of the tokeniser: words with joiners or beyond ASCII.
 * Called by the fast path in tokens.c for what it cannot decide by itself.
 * Must not know: stems, terms, the index. */
#pragma once

#include "nutgraf/token.h"

enum { NG_WORD_MAX = 60000 }; /* bytes of a word that are kept */

typedef struct {
    NgTokens *tokens;
    const uint8_t *text;
    uint32_t len;
    int8_t capitals; /* is the whole text in capitals: 1, 0, or -1 for not looked at yet */
} NgScan;

/* Makes sure that `more` bytes fit behind the forms; false when offsets would run over. */
bool ng_tokens_reserve(NgTokens *tokens, gsize more);
NgToken *ng_tokens_push(NgTokens *tokens);

/* The text has letters, and none of them is lower case. Looked at once a text. */
bool ng_scan_in_capitals(NgScan *scan);
bool ng_scan_space_before(const NgScan *scan, uint32_t at);

/* Reads whatever begins at `at` (a letter or digit, or any byte above ASCII), adds its tokens, and
 * gives where to go on, always after `at`. */
uint32_t ng_scan_word(NgScan *scan, uint32_t at);
