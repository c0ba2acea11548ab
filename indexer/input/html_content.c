/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The main text. Every block has a value: running text counts for, links, labels and clutter count
 * against; the element with the highest sum of values holds the article. Then what is inside is
 * looked at line by line. */
#include "indexer/input/html_choice.h"

#include <string.h>

#define BODY_BYTES 200000
#define PROBE_BYTES 48
/* Running text that is little for a news page. */
#define FEW 200
/* How much else under the same name makes an element a piece of the text. */
#define PIECES_SHARE 0.08

char *ng_bare_text(const char *text, gsize len_bytes, gsize max_bytes)
{
    /* a letter in lower case may take half as much space again */
    char *out = g_malloc(MIN(len_bytes, max_bytes) * 3 / 2 + 16);
    gsize n = 0;
    for (const char *at = text, *end = text + len_bytes; at < end && n < max_bytes;) {
        if ((guchar)*at < 0x80) {
            if (g_ascii_isalnum(*at))
                out[n++] = g_ascii_isupper(*at) ? (char)(*at | 0x20) : *at;
            at++;
            continue;
        }
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isalnum(c))
            n += (gsize)g_unichar_to_utf8(g_unichar_tolower(c), out + n);
        at = g_utf8_next_char(at);
    }
    out[n] = '\0';
    return out;
}

static guint first_block(const NgChoice *choice, uint32_t node)
{
    return choice->blocks->first_of[node];
}

static guint end_block(const NgChoice *choice, uint32_t node)
{
    return choice->blocks->first_of[ng_page_node(choice->page, node)->end];
}

static double value_under(const NgChoice *choice, uint32_t node)
{
    return choice->sum[end_block(choice, node)] - choice->sum[first_block(choice, node)];
}

static void compare_with_body(NgChoice *choice)
{
    const char *text = choice->hints->body;
    if (!text || strlen(text) < 200)
        return;
    g_autofree char *body = ng_bare_text(text, strlen(text), BODY_BYTES);
    gsize body_len = strlen(body), shown = 0;
    double prose = 0, agreeing = 0;
    for (guint b = 0; b < choice->n && b < 4000; b++) {
        const NgBlock *block = ng_block(choice->blocks, b);
        if (block->width < 20)
            continue;
        g_autofree char *probe =
            ng_bare_text(ng_block_text(choice->blocks, block), block->len, PROBE_BYTES);
        gsize len = strlen(probe);
        if (!ng_choice_is_clutter(choice, block))
            prose += ng_block_prose(block);
        if (len >= 15 && memmem(body, body_len, probe, len)) {
            choice->agrees[b] = true;
            shown += block->len;
            agreeing += ng_block_prose(block);
        }
    }
    choice->agreed = body_len ? MIN(1.0, (double)shown / (double)body_len) : 0;
    /* some sites give no more than the beginning there */
    if (choice->agreed < 0.5 || agreeing < 0.5 * prose) {
        choice->agreed = 0;
        memset(choice->agrees, 0, choice->n * sizeof *choice->agrees);
    }
}

static double value_of(const NgChoice *choice, guint b)
{
    const NgBlock *block = ng_block(choice->blocks, b);
    double prose = ng_block_prose(block);
    if (choice->agrees[b])
        return 2.0 * block->width;
    if (choice->agreed > 0)
        prose = 0;
    if (ng_choice_is_clutter(choice, block))
        return -MIN(40, 0.1 * block->width) - 0.1 * prose;
    if (prose > 0)
        return prose;
    if (block->link_width * 2 > block->width)
        return -10 - 0.3 * MIN(block->link_width, 200);
    return block->heading ? -2 : -8;
}

/* How much speaks for it that a block shows the title, by its letters. */
static int says_title(const NgChoice *choice, const NgBlock *block, bool headline)
{
    int best = 0;
    if (!choice->titles[0] && !choice->titles[1])
        return 0;
    g_autofree char *bare = ng_bare_text(ng_block_text(choice->blocks, block), block->len, 400);
    for (guint t = 0; t < G_N_ELEMENTS(choice->titles); t++) {
        const char *title = choice->titles[t];
        if (!title)
            continue;
        if (strcmp(bare, title) == 0)
            return headline ? 10 : 4;
        if (headline && strlen(bare) >= 15 && (strstr(title, bare) || strstr(bare, title)))
            best = 6;
    }
    return best;
}

/* The block that shows the title: an h1 or another heading that says what the title says. */
static guint find_title(const NgChoice *choice)
{
    guint best = G_MAXUINT;
    int best_score = 0;
    for (guint b = 0; b < choice->n; b++) {
        const NgBlock *block = ng_block(choice->blocks, b);
        if (block->width > 400 || block->width < 4 || (block->evidence & NG_EV_NEVER))
            continue;
        bool headline = block->heading || (block->evidence & NG_EV_TITLE);
        if (!headline && b > choice->n / 2)
            continue;
        int score = block->heading == 1 ? 3 : block->heading == 2 ? 1 : 0;
        score += says_title(choice, block, headline);
        if (block->evidence & (NG_EV_CLUTTER | NG_EV_HIDDEN))
            score -= 3;
        if (score > best_score) {
            best_score = score;
            best = b;
        }
    }
    return best;
}

/* Whether an element is one of several that are called the same and hold the text together, as when
 * advertisements part it. */
static bool is_piece(const NgChoice *choice, uint32_t whole, uint32_t piece)
{
    const char *class = ng_page_attr(choice->page, piece, NG_ATTR_CLASS);
    double others = 0;
    if (!class || !*class)
        return false;
    uint32_t end = ng_page_node(choice->page, whole)->end;
    for (uint32_t i = whole + 1; i < end; i++) {
        if (i == piece) {
            i = ng_page_node(choice->page, i)->end - 1;
            continue;
        }
        const char *other = ng_page_node(choice->page, i)->tag == NG_TAG_TEXT
                                ? NULL
                                : ng_page_attr(choice->page, i, NG_ATTR_CLASS);
        if (!other || strcmp(class, other) != 0)
            continue;
        others += MAX(0, value_under(choice, i));
        i = ng_page_node(choice->page, i)->end - 1;
    }
    return others > PIECES_SHARE * value_under(choice, piece);
}

static uint32_t choose_root(const NgChoice *choice, const char **rule)
{
    uint32_t best = 0;
    double best_value = 0;
    for (uint32_t i = 0; i < choice->page->nodes->len; i++) {
        if (ng_page_node(choice->page, i)->tag == NG_TAG_TEXT)
            continue;
        double value = value_under(choice, i);
        if (value >= best_value && value > 0) {
            best_value = value;
            best = i;
        }
    }
    *rule = choice->agreed >= 0.5 ? "json-ld articleBody" : "density";
    /* what calls itself the article's text is believed when it holds a good part of it */
    for (uint32_t i = best, end = ng_page_node(choice->page, best)->end; i < end; i++) {
        if (!(choice->blocks->own[i] & (NG_EV_BODY | NG_EV_CONTENT)) ||
            ng_page_node(choice->page, i)->tag == NG_TAG_TEXT)
            continue;
        bool body = choice->blocks->own[i] & NG_EV_BODY;
        if (value_under(choice, i) > best_value * (body ? 0.6 : 0.75) &&
            !is_piece(choice, best, i)) {
            best = i;
            best_value = value_under(choice, i);
            end = ng_page_node(choice->page, i)->end;
            *rule = "markup";
        }
    }
    return best;
}

/* One of several points in a row, each a few words and no link: a summary, not a menu. */
static bool is_point(const NgChoice *choice, guint b)
{
    guint points = 0;
    if (b >= choice->n)
        return false;
    uint32_t list = ng_page_node(choice->page, ng_block(choice->blocks, b)->node)->parent;
    for (guint at = b > 0 ? b - 1 : b; at <= b + 1 && at < choice->n; at++) {
        const NgBlock *block = ng_block(choice->blocks, at);
        if (!block->kept || block->tag != NG_TAG_LI || block->link_width || block->words < 4 ||
            ng_page_node(choice->page, block->node)->parent != list) {
            if (at == b)
                return false;
            continue;
        }
        points++;
    }
    return points >= 2;
}

/* Headings that lead to nothing, and labels before the text begins or after it ended. */
static void trim(const NgChoice *choice, guint from, guint to)
{
    bool below = false;
    guint first = to, last = from;
    for (guint b = from; b < to; b++) {
        NgBlock *block = ng_block(choice->blocks, b);
        if (first == to && ng_choice_date_label(choice, block))
            block->kept = false;
        if (block->kept && (ng_block_prose(block) > 0 || choice->agrees[b])) {
            first = MIN(first, b);
            last = b;
        }
    }
    for (guint b = to; b-- > from;) {
        NgBlock *block = ng_block(choice->blocks, b);
        if (!block->kept)
            continue;
        if (ng_block_is_heading(block) && !choice->agrees[b]) {
            if (!below)
                block->kept = false;
            continue;
        }
        if (b < first && !(block->evidence & NG_EV_LEDE))
            block->kept = block->width >= 60 || is_point(choice, b) ||
                          (block->tag == NG_TAG_P &&
                           (block->ends_sentence || (block->evidence & NG_EV_BODY)));
        if (b > last)
            block->kept = block->tag == NG_TAG_LI || block->ends_sentence ||
                          (block->tag == NG_TAG_P && (block->evidence & NG_EV_BODY));
        /* "More in our programme:" and nothing follows */
        bool heads_list = b + 1 < choice->n && ng_block(choice->blocks, b + 1)->tag == NG_TAG_LI;
        if (!below && !heads_list && block->width < FEW && block->len > 0 &&
            ng_block_text(choice->blocks, block)[block->len - 1] == ':')
            block->kept = false;
        below = below || block->kept;
    }
}

static double kept_prose(const NgChoice *choice)
{
    double prose = 0;
    for (guint b = 0; b < choice->n; b++)
        if (ng_block(choice->blocks, b)->kept)
            prose += ng_block_prose(ng_block(choice->blocks, b));
    return prose;
}

static NgContent choose(const NgChoice *choice)
{
    NgContent content = {.title_block = choice->title_block, .rule = "density"};
    double *sum = choice->sum;
    for (guint b = 0; b < choice->n; b++) {
        ng_block(choice->blocks, b)->kept = ng_block(choice->blocks, b)->boxed = false;
        sum[b + 1] = sum[b] + value_of(choice, b);
    }
    content.root = choose_root(choice, &content.rule);
    guint from = first_block(choice, content.root), to = end_block(choice, content.root);
    /* what stands above the title inside the article's element is its furniture */
    if (choice->title_block >= from && choice->title_block < to &&
        sum[choice->title_block] - sum[from] < (sum[to] - sum[from]) * 0.3)
        from = choice->title_block + 1;
    /* a headline and no text: what stands above it is the site's */
    if (content.root == 0 && choice->title_block < choice->n)
        from = choice->title_block + 1;
    for (guint b = from; b < to; b++)
        ng_block(choice->blocks, b)->kept = ng_choice_belongs(choice, b);
    ng_boxes_drop(choice->page, choice->blocks, content.root);
    ng_odd_boxes_drop(choice, content.root, from, to);
    to = ng_others_cut(choice, from, to);
    to = ng_others_go_on(choice, content.root, from, to);
    ng_repeats_drop(choice->page, choice->blocks, from, to);
    ng_lede_points(choice, from, to);
    trim(choice, from, to);
    guint begins = from;
    while (begins < to && !ng_block(choice->blocks, begins)->kept)
        begins++;
    ng_lede_add(choice, begins < to ? begins : from);
    return content;
}

NgContent ng_content_choose(const NgPage *page, NgBlocks *blocks, const NgContentHints *hints)
{
    guint n = blocks->blocks->len;
    g_autofree double *sum = g_new0(double, n + 1);
    g_autofree bool *agrees = g_new0(bool, n + 1);
    NgChoice choice = {.page = page,
                       .blocks = blocks,
                       .hints = hints,
                       .sum = sum,
                       .agrees = agrees,
                       .n = n,
                       .against = NG_EV_CLUTTER | NG_EV_CAPTION | NG_EV_HIDDEN};
    g_autofree char *title =
        hints->title ? ng_bare_text(hints->title, strlen(hints->title), 400) : NULL;
    g_autofree char *heading =
        hints->heading ? ng_bare_text(hints->heading, strlen(hints->heading), 400) : NULL;
    choice.titles[0] = title;
    choice.titles[1] = heading;
    compare_with_body(&choice);
    choice.title_block = find_title(&choice);
    NgContent content = choose(&choice);
    double prose = kept_prose(&choice);
    if (prose < FEW) {
        /* the evidence may have been against all of the text */
        NgChoice lenient = choice;
        lenient.against = NG_EV_NEVER | NG_EV_HIDDEN | NG_EV_COMMENT;
        NgContent second = choose(&lenient);
        if (kept_prose(&lenient) > 2 * prose + FEW)
            content = second;
        else
            content = choose(&choice);
    }
    content.first = n;
    for (guint b = 0, kept = 0; b < n; b++)
        if (ng_block(blocks, b)->kept) {
            content.first = MIN(content.first, b);
            content.last = b + 1;
            /* a lede stands first, whatever later classes are called */
            if (kept++ >= 3)
                ng_block(blocks, b)->evidence &= (guint16)~NG_EV_LEDE;
        }
    if (content.first == n && choice.title_block < n)
        content.first = content.last = MIN(choice.title_block + 1, n - 1);
    return content;
}

NgRole ng_content_role(const NgBlock *block)
{
    if (ng_block_is_heading(block))
        return NG_ROLE_HEADING;
    if (block->evidence & NG_EV_CAPTION)
        return NG_ROLE_CAPTION;
    if (block->evidence & NG_EV_LEDE)
        return NG_ROLE_LEDE;
    if (block->tag == NG_TAG_BLOCKQUOTE || (block->evidence & NG_EV_QUOTE))
        return NG_ROLE_QUOTE;
    if (block->tag == NG_TAG_LI)
        return NG_ROLE_LIST;
    return NG_ROLE_BODY;
}
