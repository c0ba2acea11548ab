/* SPDX-License-Identifier: GPL-2.0-or-later */
/* train-names: learned weights to the file that the recogniser reads. */
#pragma once

#include "tools/train-names/gather.h"

/* Rounds the weights to 8 bits; a feature whose weights all stay below cut is left out. */
bool model_save(const char *path, const Crf *crf, const Index *index, const NgWordBook *book,
                int cut, GError **error);
