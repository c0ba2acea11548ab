/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For `extract --provenance`: what stood in a text for a field, with how sure such a place is.
 * Dates were counted on 1,240 press statements whose date is known otherwise; the rest is
 * judgement. */
#include "text.h"

#include <string.h>

static const struct {
    const char *rule;
    double confidence;
} confidences[] = {
    {"given", 1.0},
    {"text:header", 0.95},
    {"text:labelled line", 0.98},
    {"text:line", 0.97},
    {"text:letterhead", 0.95},
    {"text:byline", 0.9},
    {"text:file name", 0.9},
    {"text:dateline", 0.9},
    {"text:name and date", 0.8},
    {"text:author note", 0.8},
    {"text:first line", 0.85},
    {"text:page title", 0.9},
    {"text:masthead", 0.7},
    {"text:signature", 0.7},
    {"text:about section", 0.8},
    {"text:issued statement", 0.8},
    {"text:press contact", 0.6},
    {"text:other line", 0.1},
};

void text_consider(NgArticle *article, const char *field, const char *rule, const char *value)
{
    double confidence = 0.5;
    if (!article->considered)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(confidences); i++)
        if (strcmp(confidences[i].rule, rule) == 0)
            confidence = confidences[i].confidence;
    ng_article_consider(article, field, rule, value, confidence);
}
