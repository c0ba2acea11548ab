/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether the file of what is common says what its database says. */
#include "common.h"

#include <string.h>

enum { AT_ONCE = 1024 };

typedef struct {
    NgDb *db;
    NgCommon *common;
    const NgDbCommon *what; /* how parts are told */
    NgDbValueCursor *values;
    GError *error;
} Check;

/* A list tells no parts at all, or those that the documents' values tell. */
static bool are_same_parts(Check *check, const char *term, gsize len, const guint32 *docids,
                           const guint64 *parts, guint n)
{
    bool any = false;
    for (guint i = 0; i < n; i++)
        any |= parts[i] != NG_DB_PARTS_NOT_TOLD;
    for (guint i = 0; any && i < n; i++) {
        const char *value;
        gsize value_len;
        if (!ng_db_value_cursor_at(check->values, docids[i], &value, &value_len, &check->error))
            return false;
        guint64 its = check->what->parts(value, value_len, term, len, check->what->parts_data);
        if (parts[i] != (its ? its : NG_DB_PARTS_NOT_TOLD))
            return false;
    }
    return true;
}

/* The documents of one term, and its weight in them. */
static bool is_same_list(Check *check, const char *term, gsize len)
{
    guint32 docids[AT_ONCE], wdfs[AT_ONCE], its_docids[AT_ONCE], its_wdfs[AT_ONCE];
    guint64 parts[AT_ONCE];
    NgCommonList *list = ng_common_list(check->common, term, len);
    if (!list)
        return true; /* it tells the number alone */
    NgDbPostings *postings = ng_db_postings(check->db, term, len);
    guint n = 0, its_n = 0;
    bool same = true;
    for (guint32 from = 1; same && (from == 1 || its_n);
         from = its_n ? its_docids[its_n - 1] + 1 : 1) {
        same = ng_db_postings_read(postings, from, G_MAXUINT32, AT_ONCE, its_docids, its_wdfs, NULL,
                                   &its_n, &check->error) &&
               ng_common_list_read(list, from, G_MAXUINT32, AT_ONCE, docids, wdfs, parts, &n) &&
               n == its_n && memcmp(docids, its_docids, n * sizeof *docids) == 0 &&
               memcmp(wdfs, its_wdfs, n * sizeof *wdfs) == 0 &&
               are_same_parts(check, term, len, docids, parts, n);
        if (!its_n)
            break;
    }
    ng_db_postings_free(postings);
    ng_common_list_free(list);
    return same;
}

static bool is_same(const char *key, gsize key_len, guint32 documents, const char *value, gsize len,
                    gpointer data)
{
    Check *check = data;
    if (!value) {
        guint32 its;
        return ng_db_frequency(check->db, key, key_len, &its, &check->error) && its == documents &&
               is_same_list(check, key, key_len);
    }
    gsize its_len = 0;
    g_autofree char *its = ng_db_metadata(check->db, key, key_len, &its_len, &check->error);
    return its && its_len == len && memcmp(its, value, len) == 0;
}

bool ng_db_check_common(const char *path, const NgDbCommon *what, bool *tells, GError **error)
{
    const char *const paths[] = {path, NULL};
    Check check = {.db = ng_db_open(paths, error), .what = what};
    if (!check.db)
        return false;
    check.values = ng_db_value_cursor(check.db, what->parts_slot);
    check.common = ng_db_take_common(check.db);
    *tells = !check.common || ng_common_each_record(check.common, is_same, &check);
    ng_common_free(check.common);
    ng_db_value_cursor_free(check.values);
    ng_db_free(check.db);
    if (check.error) {
        g_propagate_error(error, check.error);
        return false;
    }
    return true;
}
