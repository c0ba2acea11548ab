/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Errors for people. */
#include "complaint.h"
#include "render/glyphs.h"

#include <string.h>

int ng_exit_code_for(const GError *error)
{
    if (error->domain == G_OPTION_ERROR)
        return NG_EXIT_USAGE;
    if (error->domain != NG_ERROR)
        return NG_EXIT_IO;
    switch ((NgErrorCode)error->code) {
    case NG_ERROR_BAD_QUERY:
    case NG_ERROR_BAD_INPUT:
    case NG_ERROR_NOT_FOUND:
        return NG_EXIT_USAGE;
    case NG_ERROR_NO_INDEX:
    case NG_ERROR_CORRUPT:
    case NG_ERROR_SCHEMA_MISMATCH:
        return NG_EXIT_NO_INDEX;
    case NG_ERROR_MEMORY:
        return NG_EXIT_MEMORY;
    case NG_ERROR_STALE:
    case NG_ERROR_LOCKED:
    case NG_ERROR_IO:
        break;
    }
    return NG_EXIT_IO;
}

static const NgView plain = {.width = 80};

/* A glyph of the query with the bytes it stands for. */
typedef struct {
    NgGlyph glyph;
    gsize at;
} Placed;

void ng_complain_place(GString *out, const char *query, gsize begin, gsize end, guint width)
{
    g_autoptr(GArray) line = g_array_new(FALSE, FALSE, sizeof(Placed));
    gsize len = strlen(query);
    guint first = 0;
    guint room = width > 12 ? width - 4 : 8; /* two before, two for the ellipses */
    bool begun = false;
    for (const char *p = query; p < query + len;) {
        Placed placed = {.at = (gsize)(p - query)};
        p = ng_glyph_next(p, query + len, &placed.glyph);
        if (!begun && placed.at >= begin) {
            first = line->len;
            begun = true;
        }
        g_array_append_val(line, placed);
    }
    if (!begun)
        first = line->len;
    /* the place in sight, with a third of the line before it */
    guint from = first, columns = 0;
    while (from > 0) {
        guint more = g_array_index(line, Placed, from - 1).glyph.columns;
        if (columns + more > room / 3)
            break;
        columns += more;
        from--;
    }
    g_autoptr(GString) caret = g_string_new("  ");
    g_string_append(out, "  ");
    if (from > 0) {
        g_string_append(out, "…");
        g_string_append_c(caret, ' ');
    }
    guint used = 0, i = from;
    bool shown = false;
    for (; i < line->len; i++) {
        const Placed *placed = &g_array_index(line, Placed, i);
        if (used + placed->glyph.columns > room)
            break;
        bool under = placed->at >= begin && (placed->at < end || (end <= begin && !shown));
        used += placed->glyph.columns;
        g_string_append_len(out, placed->glyph.bytes, placed->glyph.len);
        for (guint k = 0; k < placed->glyph.columns; k++)
            if (under || placed->at < begin)
                g_string_append_c(caret, under ? '^' : ' ');
        shown = shown || (under && placed->glyph.columns > 0);
    }
    if (i < line->len)
        g_string_append(out, "…");
    if (!shown)
        g_string_append_c(caret, '^');
    g_string_append_printf(out, "\n%s\n", caret->str);
}

static void put_advice(GString *out, const GError *error, char *const *db)
{
    g_autoptr(GString) command = g_string_new("nutgraf-index ");
    if (db && db[0] && db[1]) {
        g_string_append(command, "-d DIR "); /* the message names the one of them */
    } else if (db && db[0]) {
        g_autofree char *shown = g_utf8_make_valid(db[0], -1);
        g_autofree char *quoted = g_shell_quote(shown);
        bool plain_name = strspn(shown, "/._-+abcdefghijklmnopqrstuvwxyz"
                                        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == strlen(shown);
        g_string_append_printf(command, "-d %s ", plain_name ? shown : quoted);
    }
    if (g_error_matches(error, NG_ERROR, NG_ERROR_NO_INDEX))
        g_string_append(command, "add PATH` makes one from your articles.");
    else if (g_error_matches(error, NG_ERROR, NG_ERROR_SCHEMA_MISMATCH))
        g_string_append(command, "reindex` rebuilds it for this version.");
    else if (g_error_matches(error, NG_ERROR, NG_ERROR_CORRUPT))
        g_string_append(command, "check --repair` keeps what can still be read.");
    else
        return;
    g_string_append_c(out, '`');
    ng_put(out, &plain, NG_STYLE_PLAIN, command->str, -1);
    g_string_append_c(out, '\n');
}

void ng_complain(GString *out, const GError *error, const char *query, const NgQueryPlace *place,
                 char *const *db, guint width)
{
    g_string_append(out, "nutgraf-search: ");
    ng_put(out, &plain, NG_STYLE_PLAIN, error->message, -1);
    g_string_append_c(out, '\n');
    if (place && query && place->end > 0 && place->begin <= strlen(query)) {
        ng_complain_place(out, query, place->begin, place->end, width);
        if (place->nearest[0] && !strstr(error->message, place->nearest)) {
            g_string_append(out, "Did you mean ");
            ng_put(out, &plain, NG_STYLE_PLAIN, place->nearest, -1);
            g_string_append(out, "?\n");
        }
    }
    if (error->domain == G_OPTION_ERROR)
        g_string_append(out, "Try `nutgraf-search --help`.\n");
    put_advice(out, error, db);
}
