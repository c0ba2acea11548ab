/* SPDX-License-Identifier: GPL-2.0-or-later */
/* train-names: how words are written and what stands beside them, counted in plain news. */
#pragma once

#include "engine/news/recogniser.h"

/* Counts in files of articles, one a line as JSON; no files make an empty book. Its arrays are
 * never freed: the program ends with them. */
bool book_count(const char *const *paths, NgWordBook *book, GError **error);
