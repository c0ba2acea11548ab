/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The hits as a table (RFC 4180): a row a hit, in quote scope a row a quotation. UTF-8 without a
 * byte-order mark, lines end in CR LF. A spreadsheet takes a cell that begins with one of a few
 * characters for a formula and runs it, so an apostrophe goes before it, as OWASP's page on CSV
 * injection advises. */
#include "csv.h"
#include "speakers.h"

#include <string.h>

static const char columns[] = "article_id,n,published,outlet,title,speaker,quotation,text,url\r\n";

/* = + - @ tab CR LF, and the full-width forms that some spreadsheets read as the plain ones. */
static bool begins_formula(const char *text)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"};
    if (text[0] && strchr("=+-@\t\r\n", text[0]))
        return true;
    for (guint i = 0; i < G_N_ELEMENTS(wide); i++)
        if (g_str_has_prefix(text, wide[i]))
            return true;
    return false;
}

static bool is_control(gunichar c)
{
    return (c < 0x20 && c != '\t' && c != '\r' && c != '\n') || (c >= 0x7f && c < 0xa0);
}

/* text may be NULL and may be anything; control characters, which no article has once it is
 * cleaned, never reach a terminal. */
static void put_cell(GString *out, const char *text, char end)
{
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : g_strdup("");
    bool formula = begins_formula(valid);
    bool quoted = formula || strpbrk(valid, ",;\"\t\r\n");
    if (quoted)
        g_string_append_c(out, '"');
    if (formula)
        g_string_append_c(out, '\'');
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '"')
            g_string_append_c(out, '"');
        g_string_append_unichar(out, is_control(c) ? 0xFFFD : c);
    }
    if (quoted)
        g_string_append_c(out, '"');
    if (end == '\n')
        g_string_append(out, "\r\n");
    else
        g_string_append_c(out, end);
}

static void join(GString *cell, const char *between, const char *text, gsize len)
{
    if (cell->len)
        g_string_append(cell, between);
    g_string_append_len(cell, text, (gssize)len);
}

/* Who speaks and what is said: of the quotation found, else of all that stand in the paragraph. */
static void quotations_of(const NgHit *hit, GString *speakers, GString *said)
{
    const GPtrArray *quotes = hit->paragraph->quotes;
    const char *text = hit->paragraph->text;
    gsize len = strlen(text);
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < quotes->len; i++) {
        const NgQuote *quote = quotes->pdata[i];
        if (!ng_hit_has_quote(hit, hit->paragraph, i))
            continue;
        gsize end = MIN(quote->span.end, len), begin = MIN(quote->span.begin, end);
        if (i == 0 || !ng_quote_is_same(quotes->pdata[i - 1], quote))
            join(said, " … ", text + begin, end - begin);
        const char *name = quote->speaker_name ? quote->speaker_name : quote->speaker;
        if (name && g_hash_table_add(known, (gpointer)name))
            join(speakers, "; ", name, strlen(name));
    }
}

void ng_render_csv(GString *out, const NgResults *results, const NgView *view)
{
    (void)view;
    g_autoptr(GString) speakers = g_string_new(NULL), said = g_string_new(NULL);
    g_string_append(out, columns);
    for (guint i = 0; results->hits && i < results->hits->len; i++) {
        const NgHit *hit = results->hits->pdata[i];
        const NgArticle *article = hit->article;
        g_string_truncate(speakers, 0);
        g_string_truncate(said, 0);
        quotations_of(hit, speakers, said);
        put_cell(out, article->id, ',');
        g_string_append_printf(out, "%u,", hit->n);
        put_cell(out, article->published, ',');
        put_cell(out, article->outlet, ',');
        put_cell(out, article->headline->text, ',');
        put_cell(out, speakers->str, ',');
        put_cell(out, said->str, ',');
        put_cell(out, hit->paragraph->text, ',');
        put_cell(out, article->url, '\n');
    }
}

char *ng_csv_left_out(const NgResults *results, const NgRequest *request)
{
    const char *things = results->scope == NG_SCOPE_QUOTE ? "quotations" : "hits";
    guint rows = results->hits ? results->hits->len : 0;
    bool cut = false;
    for (guint i = 0, shown = 0; i < rows; i++) {
        const NgHit *hit = results->hits->pdata[i];
        const NgHit *next = i + 1 < rows ? results->hits->pdata[i + 1] : NULL;
        shown++;
        if (next && next->article == hit->article)
            continue;
        cut = cut || shown < hit->matching;
        shown = 0;
    }
    if (!request->ungrouped && cut)
        return g_strdup_printf("the table has up to three %s of an article; "
                               "--group none gives a row to each",
                               things);
    if (results->next < 0)
        return NULL;
    return g_strdup_printf("the table has %u row%s and there are more %s: go on with --offset "
                           "%" G_GINT64_FORMAT ", or give a larger --limit",
                           rows, rows == 1 ? "" : "s", things, results->next);
}
