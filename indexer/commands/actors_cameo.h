/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index actors import: the form of CAMEO's and PETRARCH's actors. */
#pragma once

#include "indexer/commands/actors.h"

NgListed *ng_listed_new(const char *name, guint line);
/* A line that only that form has. */
bool ng_cameo_like(const char *line);
/* lines are written to; faults (of char *, "12: why") are what was left out. */
void ng_cameo_read(char **lines, GPtrArray *listed, GPtrArray *faults);
