/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facts that stand on the page for readers: heading, byline, date. Only in the article's head, or
 * right after its text: below stand the dates and authors of comments and of other articles. */
#include "indexer/input/html_fields.h"

#include <string.h>

/* How far from the article its byline and date are looked for, in blocks. */
#define BEFORE_TITLE 6
#define AFTER_START 12
#define AFTER_END 8
#define HEAD_BLOCKS 60
/* ... and in nodes, for pages that are nothing but elements */
#define MAX_LOOKED 3000

typedef struct {
    NgFacts *facts;
    const NgPage *page;
    const NgBlocks *blocks;
    const NgContent *content;
} Look;

static bool in_other_piece(guint evidence, bool head)
{
    return evidence & (NG_EV_COMMENT | NG_EV_NEVER | NG_EV_HIDDEN | (head ? 0u : NG_EV_TEASER));
}

/* The text of a byline: its pieces are often told apart by markup alone. */
static char *spaced_text(const NgPage *page, uint32_t i)
{
    GString *out = g_string_new(NULL);
    uint32_t end = MIN(ng_page_node(page, i)->end, i + MAX_LOOKED);
    for (uint32_t n = i; n < end && out->len < 400; n++) {
        const NgNode *node = ng_page_node(page, n);
        if (node->tag != NG_TAG_TEXT)
            continue;
        g_string_append_len(out, page->text->str + node->text, node->text_len);
        g_string_append_c(out, ' ');
    }
    g_autofree char *raw = g_string_free(out, FALSE);
    char *clean = ng_clean_text(raw, -1);
    return clean ? clean : g_strdup("");
}

static bool holds_byline(const Look *look, uint32_t i)
{
    uint32_t end = MIN(ng_page_node(look->page, i)->end, i + MAX_LOOKED);
    for (uint32_t n = i + 1; n < end; n++)
        if (look->blocks->own[n] & NG_EV_BYLINE) {
            g_autofree char *text = spaced_text(look->page, n);
            if (strlen(text) >= 4)
                return true;
        }
    return false;
}

static void look_for_byline(const Look *look, uint32_t i, bool head)
{
    const char *rel = ng_page_attr(look->page, i, NG_ATTR_REL);
    const char *prop = ng_page_attr(look->page, i, NG_ATTR_ITEMPROP);
    g_autofree char *text = spaced_text(look->page, i);
    if (!*text || strlen(text) > 200 || holds_byline(look, i))
        return;
    ng_facts_add(look->facts, NG_FACT_AUTHOR,
                 rel && strstr(rel, "author") ? "rel=author"
                 : prop                       ? "microdata"
                 : head                       ? "byline"
                                              : "byline below",
                 text);
}

static void look_for_date(const Look *look, uint32_t i, bool head)
{
    const NgNode *node = ng_page_node(look->page, i);
    const char *prop = ng_page_attr(look->page, i, NG_ATTR_ITEMPROP);
    const char *when = ng_page_attr(look->page, i, NG_ATTR_DATETIME);
    if (!when && prop)
        when = ng_page_attr(look->page, i, NG_ATTR_CONTENT);
    bool modified = prop && strstr(prop, "dateModified");
    g_autofree char *text = when ? NULL : spaced_text(look->page, i);
    if (!when && strlen(text) > 120)
        return;
    ng_facts_add(look->facts, modified ? NG_FACT_UPDATED : NG_FACT_PUBLISHED,
                 prop                       ? "microdata"
                 : node->tag == NG_TAG_TIME ? (head ? "time" : "time below")
                                            : (head ? "date line" : "date below"),
                 when ? when : text);
}

static void look_at(const Look *look, uint32_t i, bool head)
{
    guint own = look->blocks->own[i];
    if (in_other_piece(look->blocks->around[i], head))
        return;
    if (own & NG_EV_BYLINE)
        look_for_byline(look, i, head);
    if (own & NG_EV_DATE)
        look_for_date(look, i, head);
}

static bool names_people(const char *text)
{
    g_autoptr(GPtrArray) authors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) credit = g_ptr_array_new_with_free_func(g_free);
    ng_byline_add(authors, credit, text, NULL);
    return authors->len > 0;
}

/* "By <span>Jane Doe</span> Port correspondent": where the names stand in elements of their own,
 * what follows them outside is none. New string, or NULL for another kind of line. */
static char *marked_names(const Look *look, const NgBlock *block, const char *opening)
{
    static const char *const joins[] = {"and", "&",  ",",   "und", "et", "y",
                                        "e",   "en", "och", "og",  NULL};
    g_autoptr(GString) names = g_string_new(NULL);
    for (uint32_t i = block->first; i <= block->last && i < block->first + MAX_LOOKED; i++) {
        const NgNode *node = ng_page_node(look->page, i);
        if (node->tag == NG_TAG_TIME)
            break;
        g_autofree char *text =
            node->tag == NG_TAG_TEXT ? ng_page_text(look->page, i, 200) : g_strdup("");
        g_strstrip(text);
        if (!*text)
            continue;
        if (i == block->first) {
            if (strlen(text) + 1 != strlen(opening) ||
                g_ascii_strncasecmp(text, opening, strlen(text)) != 0)
                return NULL;
            continue;
        }
        if (node->parent != block->node) {
            g_string_append_printf(names, "%s ", text);
            continue;
        }
        if (!names->len || !g_strv_contains(joins, text))
            break;
        g_string_append(names, strcmp(text, ",") == 0 ? "; " : "and ");
    }
    return names->len ? g_strdup(names->str) : NULL;
}

/* "Posted: Monday, November 5, 2018 by Jo": the names, borrowed, or NULL. */
static const char *names_behind_date(const char *text)
{
    static const char *const begins[] = {"posted",    "published",      "filed",
                                         "written",   "submitted",      "publié",
                                         "publicado", "veröffentlicht", "geschrieben"};
    static const char *const openings[] = {" by ", " von ", " par ", " por "};
    g_autofree char *lower = g_utf8_strdown(text, -1);
    for (guint i = 0; i < G_N_ELEMENTS(begins); i++) {
        if (!g_str_has_prefix(lower, begins[i]) || !strpbrk(text, "0123456789"))
            continue;
        for (guint o = 0; o < G_N_ELEMENTS(openings); o++) {
            const char *found = g_strrstr(text, openings[o]);
            if (found)
                return found + 1;
        }
    }
    return NULL;
}

/* Short lines that no markup tells: "Berlin, 25. August 2017", "By Jane Doe". */
static void look_at_line(const Look *look, guint b, bool head)
{
    static const char *const openings[] = {"by ", "von ", "par ", "por ", "autor: ", "text: "};
    const NgBlock *block = ng_block(look->blocks, b);
    const char *text = ng_block_text(look->blocks, block);
    if (block->width > 100 || in_other_piece(block->evidence, head) ||
        (block->heading && b == look->content->title_block))
        return;
    if (!block->kept && strpbrk(text, "0123456789"))
        ng_facts_add(look->facts, NG_FACT_PUBLISHED, head ? "text" : "text below", text);
    if (!head || block->width >= 90 || (block->kept && block->ends_sentence))
        return;
    const char *names = names_behind_date(text);
    g_autofree char *marked = NULL;
    for (guint i = 0; !names && i < G_N_ELEMENTS(openings); i++)
        if (g_ascii_strncasecmp(text, openings[i], strlen(openings[i])) == 0) {
            marked = marked_names(look, block, openings[i]);
            names = marked && names_people(marked) ? marked : text;
        }
    if (names && names_people(names)) {
        ng_facts_add(look->facts, NG_FACT_AUTHOR, "text", names);
        ng_block(look->blocks, b)->kept = false; /* a byline is no paragraph */
    }
}

static bool all_begin_capital(const char *words)
{
    for (const char *at = words; at; at = strchr(at, ' ') ? strchr(at, ' ') + 1 : NULL)
        if (!g_unichar_isupper(g_utf8_get_char(at)) || !at[1] ||
            !g_unichar_islower(g_utf8_get_char(g_utf8_next_char(at))))
            return false;
    return true;
}

/* Some print the names of the writers as the first line of the text: two to four words each, each
 * with a capital, and no more. */
static void look_at_first_line(const Look *look)
{
    const NgBlock *block = ng_block(look->blocks, look->content->first);
    const char *text = ng_block_text(look->blocks, block);
    if (!block->kept || block->heading || block->width > 80 || block->ends_sentence ||
        block->link_width || block->words < 1 || strpbrk(text, "0123456789:,"))
        return;
    g_auto(GStrv) names = g_strsplit(text, "/", 4);
    for (char **name = names; *name; name++) {
        gsize words = 1;
        for (const char *at = g_strstrip(*name); *at; at++)
            words += *at == ' ';
        if (words < 2 || words > 4 || !all_begin_capital(*name) || g_utf8_strlen(*name, -1) > 40)
            return;
    }
    ng_facts_add(look->facts, NG_FACT_AUTHOR, "first line", text);
}

static uint32_t node_of(const Look *look, guint b)
{
    return b < look->blocks->blocks->len ? ng_block(look->blocks, b)->first
                                         : look->page->nodes->len;
}

void ng_facts_from_page(NgFacts *facts, const NgPage *page, const NgBlocks *blocks,
                        const NgContent *content)
{
    guint n = blocks->blocks->len;
    const Look look = {.facts = facts, .page = page, .blocks = blocks, .content = content};
    if (content->title_block < n) {
        const NgBlock *block = ng_block(blocks, content->title_block);
        ng_facts_add(facts, NG_FACT_TITLE, block->heading == 1 ? "h1" : "heading",
                     ng_block_text(blocks, block));
    }
    if (content->first >= n)
        return;
    look_at_first_line(&look);
    guint top = MIN(content->title_block, content->first);
    guint from = top > BEFORE_TITLE ? top - BEFORE_TITLE : 0;
    /* a title far above the text may be another's */
    if (content->first > HEAD_BLOCKS)
        from = MAX(from, content->first - HEAD_BLOCKS);
    guint to = MIN(content->first + AFTER_START, n), below = MIN(content->last + AFTER_END, n);
    uint32_t first_node = node_of(&look, from), head_end = node_of(&look, to);
    /* the elements around the first line open before it */
    while (first_node > 0 && ng_page_node(page, first_node - 1)->tag != NG_TAG_TEXT)
        first_node--;
    for (uint32_t i = first_node; i < MIN(head_end, first_node + MAX_LOOKED); i++)
        if (ng_page_node(page, i)->tag != NG_TAG_TEXT)
            look_at(&look, i, true);
    uint32_t tail = MAX(node_of(&look, content->last), head_end);
    for (uint32_t i = tail; i < MIN(node_of(&look, below), tail + MAX_LOOKED); i++)
        if (ng_page_node(page, i)->tag != NG_TAG_TEXT)
            look_at(&look, i, false);
    for (guint b = from; b < to; b++)
        if (!ng_block(blocks, b)->kept || b < content->first + 3)
            look_at_line(&look, b, true);
    for (guint b = MAX(content->last, to); b < below; b++)
        look_at_line(&look, b, false);
}
