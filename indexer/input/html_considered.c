/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For `extract --provenance`: every fact of a page as a candidate for its field, with how sure a
 * place like that is. Titles, bylines and dates: how often it was right on 270 marked pages of many
 * sites (html-news, one half of them); the others by what the places are for. */
#include "indexer/input/html_fields.h"
#include "nutgraf/date.h"

#include <string.h>

static const struct {
    NgFactField field;
    const char *name;
} fields[] = {
    {NG_FACT_TITLE, "title"},     {NG_FACT_OUTLET, "outlet"},
    {NG_FACT_AUTHOR, "authors"},  {NG_FACT_PUBLISHED, "published"},
    {NG_FACT_UPDATED, "updated"}, {NG_FACT_LANG, "lang"},
    {NG_FACT_URL, "url"},         {NG_FACT_BODY, "text"},
};

/* A rule that is not here, or NG_FACT_UPDATED of one that has only NG_FACT_PUBLISHED: even. */
static const struct {
    NgFactField field;
    const char *rule;
    double confidence;
} confidences[] = {
    {NG_FACT_TITLE, "h1", 0.91},
    {NG_FACT_TITLE, "json-ld", 0.88},
    {NG_FACT_TITLE, "heading", 0.88},
    {NG_FACT_TITLE, "og:title", 0.76},
    {NG_FACT_TITLE, "twitter:title", 0.74},
    {NG_FACT_TITLE, "json-ld page", 0.71},
    {NG_FACT_TITLE, "meta", 0.62},
    {NG_FACT_TITLE, "title", 0.61},
    {NG_FACT_AUTHOR, "json-ld", 0.87},
    {NG_FACT_AUTHOR, "rel=author", 0.85},
    {NG_FACT_AUTHOR, "text", 0.77},
    {NG_FACT_AUTHOR, "twitter:data", 0.68},
    {NG_FACT_AUTHOR, "microdata", 0.62},
    {NG_FACT_AUTHOR, "json-ld organization", 0.60},
    {NG_FACT_AUTHOR, "meta", 0.53},
    {NG_FACT_AUTHOR, "byline", 0.52},
    {NG_FACT_AUTHOR, "article:author", 0.32},
    {NG_FACT_AUTHOR, "byline below", 0.26},
    {NG_FACT_PUBLISHED, "article:published_time", 0.93},
    {NG_FACT_PUBLISHED, "json-ld", 0.92},
    {NG_FACT_PUBLISHED, "json-ld page", 0.90},
    {NG_FACT_PUBLISHED, "dc.date", 0.90},
    {NG_FACT_PUBLISHED, "time", 0.94},
    {NG_FACT_PUBLISHED, "date line", 0.94},
    {NG_FACT_PUBLISHED, "meta", 0.88},
    {NG_FACT_PUBLISHED, "microdata", 0.83},
    {NG_FACT_PUBLISHED, "text", 0.72},
    {NG_FACT_PUBLISHED, "time below", 0.58},
    {NG_FACT_PUBLISHED, "text below", 0.48},
    {NG_FACT_PUBLISHED, "date below", 0.29},
    {NG_FACT_UPDATED, "article:modified_time", 0.90},
    {NG_FACT_UPDATED, "og:updated_time", 0.80},
    {NG_FACT_OUTLET, "og:site_name", 0.90},
    {NG_FACT_OUTLET, "json-ld", 0.90},
    {NG_FACT_OUTLET, "json-ld site", 0.85},
    {NG_FACT_OUTLET, "title and brand", 0.80},
    {NG_FACT_OUTLET, "about section", 0.70},
    {NG_FACT_OUTLET, "meta", 0.60},
    {NG_FACT_OUTLET, "application-name", 0.60},
    {NG_FACT_LANG, "html lang", 0.95},
    {NG_FACT_LANG, "json-ld", 0.90},
    {NG_FACT_LANG, "og:locale", 0.80},
    {NG_FACT_LANG, "content-language", 0.80},
    {NG_FACT_URL, "link canonical", 0.98},
    {NG_FACT_URL, "og:url", 0.95},
    {NG_FACT_BODY, "json-ld", 0.90},
    {NG_FACT_BODY, "json-ld liveBlogUpdate", 0.90},
};

static double confidence_of(NgFactField field, const char *rule)
{
    double of_published = 0.5;
    for (guint i = 0; i < G_N_ELEMENTS(confidences); i++) {
        if (strcmp(confidences[i].rule, rule) != 0)
            continue;
        if (confidences[i].field == field)
            return confidences[i].confidence;
        if (field == NG_FACT_UPDATED && confidences[i].field == NG_FACT_PUBLISHED)
            of_published = confidences[i].confidence;
    }
    return of_published;
}

static void consider(NgArticle *article, const char *field, const NgFact *fact)
{
    double confidence = confidence_of(fact->field, fact->rule);
    if (fact->field != NG_FACT_PUBLISHED && fact->field != NG_FACT_UPDATED) {
        ng_article_consider(article, field, fact->rule, fact->value, confidence);
        return;
    }
    /* any line with numbers was looked at: what is no date was no candidate */
    NgDate date;
    if (ng_fact_date(fact->value, article->lang, &date)) {
        g_autofree char *iso = ng_date_format(&date);
        ng_article_consider(article, field, fact->rule, iso, confidence);
    }
}

void ng_facts_consider(NgArticle *article, const NgFacts *facts)
{
    if (!article->considered)
        return;
    for (guint i = 0; i < facts->facts->len; i++) {
        const NgFact *fact = &g_array_index(facts->facts, NgFact, i);
        for (guint f = 0; f < G_N_ELEMENTS(fields); f++)
            if (fields[f].field == fact->field)
                consider(article, fields[f].name, fact);
    }
}
