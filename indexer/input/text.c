/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of plain text: pages saved or copied with their clutter, press releases, notes, wire
 * copy. One file is one article. */
#include "text.h"

#include <string.h>

static int sniff(const char *data, gsize len, const char *path)
{
    gsize sample = MIN(len, 4096), out_len = 0;
    const char *reason = NULL;
    g_autofree char *text = text_decode(data, sample, &out_len, &reason);
    if (!text)
        return 0;
    const char *p = text;
    while (g_ascii_isspace(*p))
        p++;
    if (!*p)
        return 0;
    bool markup = *p == '<' || *p == '{' || *p == '[';
    const char *dot = path ? strrchr(path, '.') : NULL;
    bool named =
        dot && (g_ascii_strcasecmp(dot, ".txt") == 0 || g_ascii_strcasecmp(dot, ".text") == 0 ||
                g_ascii_strcasecmp(dot, ".md") == 0 || g_ascii_strcasecmp(dot, ".asc") == 0);
    if (markup)
        return named ? 30 : 5;
    return named ? 70 : 20;
}

static bool is_subheading(const TextPage *page, guint i)
{
    const TextBlock *block = text_block(page, i);
    if (block->bullet || block->words == 0 || block->words > 14 || block->len > 120)
        return false;
    char last = block->text[block->len - 1];
    gunichar first = g_utf8_get_char(block->text);
    if (last == '.' || last == ',' || last == ';' || (last == ':' && block->words > 6) ||
        !(g_unichar_isupper(first) || g_unichar_isdigit(first) || !g_unichar_isalpha(first)) ||
        first == '"' || first == 0x201c)
        return false;
    if (block->ends && last != '?' && last != '!')
        return false;
    /* A story follows it, not the next line of an address. */
    for (guint k = i + 1; k < page->blocks->len; k++) {
        const TextBlock *next = text_block(page, k);
        if (next->use == TEXT_OPEN)
            return next->bullet || next->words > 14 ||
                   (next->words >= 5 && (next->ends || next->text[next->len - 1] == ':'));
    }
    return false;
}

/* A line in a run of short ones: an address, a timetable. */
static bool in_short_lines(const TextPage *page, guint i)
{
    guint run = 0;
    for (guint k = i; k > 0 && run < 2; k--) {
        const TextBlock *before = text_block(page, k - 1);
        if (before->use != TEXT_OPEN)
            continue;
        if (before->words > 14 || before->ends || before->bullet)
            break;
        run++;
    }
    return run == 2;
}

static void add_paragraphs(TextPage *page)
{
    guint prose = text_first_prose(page), n = page->blocks->len;
    bool lede = false;
    for (guint i = 0; i < n; i++) {
        const TextBlock *block = text_block(page, i);
        NgRole role = NG_ROLE_BODY;
        if (block->use == TEXT_CAPTION)
            role = NG_ROLE_CAPTION;
        else if (block->use != TEXT_OPEN)
            continue;
        else if (block->bullet)
            role = NG_ROLE_LIST;
        else if (prose < n && i < prose && !block->ends && block->words <= 40)
            role = NG_ROLE_HEADING; /* a deck between headline and story */
        else if (is_subheading(page, i) && (block->capital || !in_short_lines(page, i)))
            role = NG_ROLE_HEADING;
        else if (!lede) {
            role = NG_ROLE_LEDE;
            lede = true;
        }
        ng_article_add_paragraph(page->article, block->text, (gssize)block->len, role);
    }
}

/* "WASHINGTON, D.C." on a line of its own belongs to the paragraph under it. */
static void join_dateline(TextPage *page)
{
    static TextPattern place = {"^(?-i:[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+){0,3}(?:, | "
                                ")(?:[A-Z]\\.? ?[A-Z]\\.?|[A-Z][a-z]{2,4}\\.))$",
                                NULL};
    guint prose = text_first_prose(page);
    for (guint i = prose > 2 ? prose - 2 : 0; i < prose && prose < page->blocks->len; i++) {
        TextBlock *block = text_block(page, i), *story = text_block(page, prose);
        bool city = page->packed && i + 1 == prose && block->words == 1 && block->len >= 4;
        if (block->use != TEXT_OPEN || !block->cut || block->words > 6 ||
            !(city || text_matches(&place, block->text)))
            continue;
        char *whole = g_strconcat(block->text, " ", story->text, NULL);
        g_free(story->text);
        story->text = whole;
        story->len = strlen(whole);
        story->words += block->words;
        block->use = TEXT_LETTERHEAD;
    }
}

static void use_given(NgArticle *article, const NgInput *input)
{
    if (!input->outlet)
        return;
    g_free(article->outlet);
    article->outlet = g_strdup(input->outlet);
    text_consider(article, "outlet", "given", input->outlet);
    ng_article_set_provenance(article, "outlet", "given");
}

static bool bad_input(GError **error, const char *reason)
{
    g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, reason);
    return false;
}

static bool is_blank(const char *text, gsize len)
{
    for (gsize i = 0; i < len; i++)
        if (!g_ascii_isspace(text[i]))
            return false;
    return true;
}

static bool has_more_lines(const char *text, gsize len, guint most)
{
    const char *at = text, *end = text + len;
    for (guint n = 0; (at = memchr(at, '\n', (gsize)(end - at))); at++)
        if (++n > most)
            return true;
    return false;
}

static bool read_text(const NgInput *input, const NgSinks *sinks, GError **error)
{
    if (is_blank(input->data, input->len))
        return bad_input(error, "empty file");
    if (input->len > TEXT_MAX_BYTES) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                    "%" G_GSIZE_FORMAT " MB of text, too long for one article (limit %d MB)",
                    input->len / (1024 * 1024), TEXT_MAX_BYTES / (1024 * 1024));
        return false;
    }
    const char *reason = NULL;
    gsize len = 0;
    g_autofree char *text = text_decode(input->data, input->len, &len, &reason);
    if (!text)
        return bad_input(error, reason);
    if (is_blank(text, len))
        return bad_input(error, "empty file");
    if (has_more_lines(text, len, TEXT_MAX_LINES))
        return bad_input(error, "more than 400,000 lines, too many for one article");

    g_autoptr(NgArticle) article = ng_input_article(input);
    g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func(text_block_free);
    TextPage page = {.blocks = blocks, .article = article, .release = G_MAXUINT};
    article->lang = g_strdup(input->lang);
    article->source = g_strdup(input->source);
    gsize begin = text_read_headers(&page, text, len);
    text_split(&page, text + begin, len - begin);
    if (blocks->len > TEXT_MAX_BLOCKS)
        return bad_input(error, "more than 50,000 paragraphs, too many for one article");
    text_keep_story(&page);
    text_cut_opening(&page);
    text_mark_saved(&page);
    text_mark_dates(&page);
    text_mark_statement(&page);
    text_mark_bylines(&page);
    text_mark_clutter(&page);
    text_mark_masthead(&page);
    text_mark_tail(&page);
    join_dateline(&page);
    text_choose_title(&page);
    text_mark_author_note(&page);
    text_drop_repeats(&page);
    text_date_from_name(&page, input->source);
    use_given(article, input);
    add_paragraphs(&page);
    if (article->paragraphs->len == 0 && !*article->headline->text)
        return bad_input(error, "no article's text in it");
    sinks->article(g_steal_pointer(&article), sinks->data);
    return true;
}

const NgReader ng_reader_text = {.name = "text", .sniff = sniff, .read = read_text};
