/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The result of a unit, on its way from a worker to the parent: numbers, then strings that each end
 * in a NUL. Both are the same program, so the numbers go as they lie in memory. */
#include "indexer/worker.h"

#include <string.h>

typedef struct {
    guint32 unit, built, databases, replacing, unchanged, older, n_skips, n_ids, n_lines;
    gint32 fatal_code;
    guint64 paragraphs, quotes;
} Head;

void ng_unit_result_free(NgUnitResult *result)
{
    if (!result)
        return;
    g_ptr_array_unref(result->skips);
    g_ptr_array_unref(result->ids);
    g_ptr_array_unref(result->lines);
    g_free(result->fatal);
    g_free(result);
}

static void pack_strings(GString *bytes, const GPtrArray *strings)
{
    for (guint i = 0; i < strings->len; i++)
        g_string_append_len(bytes, strings->pdata[i], (gssize)strlen(strings->pdata[i]) + 1);
}

void ng_unit_result_pack(const NgUnitResult *result, GString *bytes)
{
    Head head = {
        .unit = result->unit,
        .built = result->built,
        .databases = result->databases,
        .replacing = result->replacing,
        .unchanged = result->unchanged,
        .older = result->older,
        .n_skips = result->skips->len,
        .n_ids = result->ids->len,
        .n_lines = result->lines->len,
        .fatal_code = result->fatal ? result->fatal_code : 0,
        .paragraphs = result->paragraphs,
        .quotes = result->quotes,
    };
    g_string_append_len(bytes, (const char *)&head, sizeof head);
    pack_strings(bytes, result->skips);
    pack_strings(bytes, result->ids);
    pack_strings(bytes, result->lines);
    const char *fatal = result->fatal ? result->fatal : "";
    g_string_append_len(bytes, fatal, (gssize)strlen(fatal) + 1);
}

static const char *take_strings(GPtrArray *strings, guint n, const char *at, const char *end)
{
    for (guint i = 0; i < n && at; i++) {
        const char *nul = memchr(at, 0, (size_t)(end - at));
        if (!nul)
            return NULL;
        g_ptr_array_add(strings, g_strdup(at));
        at = nul + 1;
    }
    return at;
}

NgUnitResult *ng_unit_result_unpack(const char *bytes, gsize len)
{
    Head head;
    if (len < sizeof head + 1 || bytes[len - 1] != '\0')
        return NULL;
    memcpy(&head, bytes, sizeof head);
    NgUnitResult *result = g_new0(NgUnitResult, 1);
    result->unit = head.unit;
    result->built = head.built;
    result->databases = head.databases;
    result->replacing = head.replacing;
    result->unchanged = head.unchanged;
    result->older = head.older;
    result->paragraphs = head.paragraphs;
    result->quotes = head.quotes;
    result->skips = g_ptr_array_new_with_free_func(g_free);
    result->ids = g_ptr_array_new_with_free_func(g_free);
    result->lines = g_ptr_array_new_with_free_func(g_free);
    const char *at = take_strings(result->skips, head.n_skips, bytes + sizeof head, bytes + len);
    at = at ? take_strings(result->ids, head.n_ids, at, bytes + len) : NULL;
    at = at ? take_strings(result->lines, head.n_lines, at, bytes + len) : NULL;
    if (!at || at >= bytes + len) {
        ng_unit_result_free(result);
        return NULL;
    }
    result->fatal_code = head.fatal_code;
    result->fatal = head.fatal_code ? g_strdup(at) : NULL;
    return result;
}

void ng_unit_result_tell_skips(const NgUnitResult *result, NgReport *report)
{
    for (guint i = 0; i + 2 < result->skips->len; i += 3) {
        const char *where = result->skips->pdata[i + 1];
        ng_report_skip(report, result->skips->pdata[i], *where ? where : NULL,
                       result->skips->pdata[i + 2]);
    }
}
