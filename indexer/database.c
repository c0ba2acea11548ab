/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One path to a reader of it. */
#include "indexer/database.h"

NgDb *ng_database_open(const char *path, GError **error)
{
    const char *const paths[] = {path, NULL};
    return ng_db_open(paths, error);
}
