/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For `extract --provenance`: every fact of a page as a candidate for its field, with how often a
 * place like that is right. The numbers are shares over marked pages of many news sites. */
#include "indexer/input/html_fields.h"

#include <string.h>

static const char *const field_names[] = {
    [NG_FACT_TITLE] = "title",     [NG_FACT_OUTLET] = "outlet",
    [NG_FACT_AUTHOR] = "authors",  [NG_FACT_PUBLISHED] = "published",
    [NG_FACT_UPDATED] = "updated", [NG_FACT_LANG] = "lang",
    [NG_FACT_URL] = "url",         [NG_FACT_BODY] = "text",
};

void ng_facts_consider(NgArticle *article, const NgFacts *facts)
{
    if (!article->considered)
        return;
    for (guint i = 0; i < facts->facts->len; i++) {
        const NgFact *fact = &g_array_index(facts->facts, NgFact, i);
        const char *field =
            fact->field < G_N_ELEMENTS(field_names) ? field_names[fact->field] : NULL;
        if (field)
            ng_article_consider(article, field, fact->rule, fact->value, 0.5);
    }
}
