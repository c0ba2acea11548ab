/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf fuzzing: what holds for every article, whatever it was read from.
 * Ends the process with a message when something does not. */
#pragma once

#include "nutgraf/article.h"

#include <stdlib.h>

#define FUZZ_REQUIRE(condition, ...)                                                               \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            g_printerr(__VA_ARGS__);                                                               \
            g_printerr("\n");                                                                      \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* Clean texts, an id of safe characters, spans inside their text and at the bounds of characters.
 */
void fuzz_check_article(const NgArticle *article);
/* What is written as JSON is read again with the same texts. */
void fuzz_check_json(const NgArticle *article);
/* The same for the stored record. */
void fuzz_check_record(const NgArticle *article);
