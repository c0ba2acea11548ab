/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: opens one database to read it: a live generation, or what a unit was built into.
 */
#pragma once

#include "nutgraf/store.h"

NgDb *ng_database_open(const char *path, GError **error);
