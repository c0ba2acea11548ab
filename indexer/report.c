/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a load did. */
#include "indexer/report.h"

#include <string.h>

#define SKIPS_SHOWN 20

static void skip_free(NgSkip *skip)
{
    g_free(skip->path);
    g_free(skip->source);
    g_free(skip->reason);
    g_free(skip);
}

NgReport *ng_report_new(void)
{
    NgReport *report = g_new0(NgReport, 1);
    report->skips = g_ptr_array_new_with_free_func((GDestroyNotify)skip_free);
    return report;
}

void ng_report_free(NgReport *report)
{
    if (!report)
        return;
    g_ptr_array_unref(report->skips);
    g_free(report);
}

void ng_report_skip(NgReport *report, const char *source, const char *where, const char *reason)
{
    NgSkip *skip = g_new(NgSkip, 1);
    /* "#member: line 17": the member is what was not read, and not all of its archive. */
    const char *inside = where && where[0] == '#' ? strstr(where, ": ") : NULL;
    g_autofree char *member =
        where && where[0] == '#'
            ? g_strndup(where, inside ? (gsize)(inside - where) : strlen(where))
            : NULL;
    skip->path = g_strconcat(source, member, NULL);
    skip->source = !where            ? g_strdup(source)
                   : where[0] == '#' ? g_strconcat(source, where, NULL)
                                     : g_strconcat(source, ": ", where, NULL);
    skip->reason = g_strdup(reason);
    g_ptr_array_add(report->skips, skip);
}

void ng_print_safely(FILE *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
            (c >= 0x2066 && c <= 0x2069))
            fprintf(out, "\\x%02x", c);
        else
            fwrite(at, 1, (size_t)(g_utf8_next_char(at) - at), out);
    }
}

static void print_count(FILE *out, guint64 count, const char *one, const char *many)
{
    fprintf(out, "%" G_GUINT64_FORMAT " %s", count, count == 1 ? one : many);
}

void ng_report_print(const NgReport *report, FILE *out, bool dry_run, bool verbose)
{
    for (guint i = 0; i < report->skips->len; i++) {
        const NgSkip *skip = report->skips->pdata[i];
        if (i == SKIPS_SHOWN && !verbose) {
            fprintf(out, "... and %u more: nutgraf-index list --skipped\n", report->skips->len - i);
            break;
        }
        fputs("skipped ", out);
        ng_print_safely(out, skip->source);
        fputs(": ", out);
        ng_print_safely(out, skip->reason);
        fputc('\n', out);
    }
    if (dry_run)
        fputs("would be: ", out);
    print_count(out, report->added, "article added", "articles added");
    fprintf(out,
            ", %" G_GUINT64_FORMAT " replaced, %" G_GUINT64_FORMAT " unchanged, %" G_GUINT64_FORMAT
            " removed; ",
            report->replaced, report->unchanged, report->removed);
    print_count(out, report->paragraphs, "paragraph", "paragraphs");
    if (report->superseded) {
        fputs("; ", out);
        print_count(out, report->superseded, "older version of the same id left out",
                    "older versions of the same ids left out");
    }
    if (report->skips->len) {
        fputs("; ", out);
        print_count(out, report->skips->len, "input skipped", "inputs skipped");
    }
    if (report->passed_over) {
        fputs("; ", out);
        print_count(out, report->passed_over, "file passed over whose name says it is no news",
                    "files passed over whose names say they are no news");
    }
    fputc('\n', out);
}

json_t *ng_report_json(const NgReport *report)
{
    json_t *skipped = json_array();
    for (guint i = 0; i < report->skips->len; i++) {
        const NgSkip *skip = report->skips->pdata[i];
        g_autofree char *source = g_utf8_make_valid(skip->source, -1);
        g_autofree char *reason = g_utf8_make_valid(skip->reason, -1);
        json_array_append_new(skipped, json_pack("{s:s, s:s}", "source", source, "reason", reason));
    }
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "added", (json_int_t)report->added,
                     "replaced", (json_int_t)report->replaced, "unchanged",
                     (json_int_t)report->unchanged, "removed", (json_int_t)report->removed,
                     "paragraphs", (json_int_t)report->paragraphs, "superseded",
                     (json_int_t)report->superseded, "passed_over", (json_int_t)report->passed_over,
                     "skipped", skipped);
}
