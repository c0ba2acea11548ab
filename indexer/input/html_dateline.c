/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where agencies sign: "AARWIL (AP) - ..." and "Aarwil, 3 March 2021 - ..." before the first
 * sentence, "jof/dpa" behind the last. The dateline's date counts when nothing better has one. */
#include "indexer/input/html_fields.h"

#include <string.h>

/* No dateline is longer, and no signature. */
#define DATELINE_BYTES 100
#define SIGNATURE_BYTES 60
/* Lines at the end that may be signatures. */
#define LAST_LINES 2

/* What stands before the dash that ends a dateline; new string or NULL. */
static char *dateline_of(const char *text, gsize len)
{
    static const char *const dashes[] = {" - ", " – ", " — ", "– ", "— ", " -- "};
    g_autofree char *head = g_strndup(text, MIN(len, DATELINE_BYTES));
    const char *first = NULL;
    for (guint d = 0; d < G_N_ELEMENTS(dashes); d++) {
        const char *found = strstr(head, dashes[d]);
        if (found && found > head && (!first || found < first))
            first = found;
    }
    return first ? g_strndup(head, (gsize)(first - head)) : NULL;
}

/* "(AP)", "(Reuters)", "(dpa/AFP)": a fact for each. */
static void add_bracketed(NgFacts *facts, const char *dateline)
{
    const char *open = strrchr(dateline, '('), *close = open ? strchr(open, ')') : NULL;
    if (!close || close - open > 40)
        return;
    g_autofree char *inside = g_strndup(open + 1, (gsize)(close - open - 1));
    g_auto(GStrv) names = g_strsplit_set(inside, "/,", 6);
    for (char **name = names; *name; name++)
        if (ng_byline_is_wire(g_strstrip(*name)))
            ng_facts_add(facts, NG_FACT_CREDIT, "dateline", *name);
}

/* "jof", "JF": whoever edited it. */
static bool is_initials(const char *word)
{
    gsize len = strlen(word);
    guint lower = 0;
    for (gsize i = 0; i < len; i++) {
        if (!g_ascii_isalpha(word[i]))
            return false;
        lower += g_ascii_islower(word[i]) != 0;
    }
    return len >= 2 && len <= 4 && (lower == 0 || lower == len);
}

/* A line of nothing but agencies and initials: facts for the agencies. */
static bool take_signature(NgFacts *facts, const char *text, gsize len)
{
    if (len > SIGNATURE_BYTES)
        return false;
    g_autofree char *line = g_strndup(text, len);
    g_auto(GStrv) words = g_strsplit_set(line, "/,;|()[]. ", -1);
    guint wires = 0;
    for (char **word = words; *word; word++) {
        if (!**word)
            continue;
        if (ng_byline_is_wire(*word))
            wires++;
        else if (!is_initials(*word))
            return false;
    }
    for (char **word = words; wires && *word; word++)
        if (ng_byline_is_wire(*word))
            ng_facts_add(facts, NG_FACT_CREDIT, "signature", *word);
    return wires > 0;
}

void ng_facts_from_dateline(NgFacts *facts, NgBlocks *blocks, const NgContent *content,
                            const char *lang)
{
    guint n = blocks->blocks->len, looked = 0;
    for (guint b = content->first; b < MIN(content->last, n) && looked < 4; b++) {
        const NgBlock *block = ng_block(blocks, b);
        if (!block->kept || block->heading)
            continue;
        looked++;
        g_autofree char *dateline = dateline_of(ng_block_text(blocks, block), block->len);
        if (!dateline)
            continue;
        add_bracketed(facts, dateline);
        NgDate date;
        if (strpbrk(dateline, "0123456789") && ng_fact_date(dateline, lang, &date) && date.day)
            ng_facts_add(facts, NG_FACT_PUBLISHED, "dateline", dateline);
    }
    guint kept = 0;
    for (guint b = MIN(content->last + LAST_LINES, n); b-- > content->first && kept < LAST_LINES;) {
        NgBlock *block = ng_block(blocks, b);
        kept += block->kept;
        if (!(block->evidence & (NG_EV_NEVER | NG_EV_COMMENT | NG_EV_TEASER)) &&
            take_signature(facts, ng_block_text(blocks, block), block->len))
            block->kept = false;
    }
}
