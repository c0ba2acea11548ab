/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --explain: what became of the query, stage by stage. */
#include "searching.h"

void ng_searching_explain_ranking(NgSearching *search, const GString *added)
{
    const NgRequest *request = search->request;
    GString *explained = g_string_new(search->results->explained);
    if (added->len)
        g_string_append_printf(explained, "added      %s\n", added->str);
    if (request->sort == NG_SORT_RELEVANCE) {
        g_string_append(explained, "ranking    " NG_RANKING_SHOWN);
        if (request->recency_days > 0)
            g_string_append_printf(explained,
                                   "; three quarters of it halve with every %g days of age",
                                   request->recency_days);
        g_string_append_c(explained, '\n');
    }
    g_free(search->results->explained);
    search->results->explained = g_string_free(explained, FALSE);
}

void ng_searching_explain(NgSearching *search, const GArray *lexemes, const NgPlan *plan)
{
    g_autofree char *shown = ng_query_lexemes_show(lexemes);
    g_autofree char *tree = search->tree ? ng_node_show(search->tree) : g_strdup("(all)");
    g_autofree char *match = ng_match_show(plan->match);
    g_autofree char *passage =
        plan->passage ? ng_passage_show(plan->passage) : g_strdup("(every article found)");
    g_autoptr(GString) leaves = g_string_new(NULL);
    for (guint i = 0; i < plan->leaves->len; i++) {
        const NgLeaf *leaf = plan->leaves->pdata[i];
        g_string_append_printf(leaves, "\n  %u:", i);
        for (guint j = 0; j < leaf->terms->len; j++) {
            gsize len;
            const char *term = g_bytes_get_data(leaf->terms->pdata[j], &len);
            g_string_append_printf(leaves, " %.*s", (int)len, term);
        }
        if (leaf->exact)
            g_string_append_printf(leaves, " (as written: %s)", leaf->exact);
        if (leaf->prefix)
            g_string_append_printf(leaves, " (begins: %s)", leaf->prefix);
    }
    g_autofree char *like =
        search->like.shown ? g_strdup_printf("like       %s\n", search->like.shown) : g_strdup("");
    search->results->explained =
        g_strdup_printf("%slexemes    %s\ntree       %s\nmatch      %s\npredicate  %s\n"
                        "leaves     %s\ndecided    %s\n",
                        like, shown, tree, match, passage, leaves->str,
                        plan->decided ? "by the match alone" : "by the predicate");
}
