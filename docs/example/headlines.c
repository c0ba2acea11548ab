/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cc headlines.c $(pkg-config --cflags --libs nutgraf); ./a.out INDEX QUERY */
#include <nutgraf/nutgraf.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    if (argc < 3)
        return 3;
    const char *dirs[] = {argv[1], NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(NgIndex) index = ng_index_open(dirs, &error);
    NgFacetRequest facets[] = {{NG_FACET_OUTLET, 5}};
    NgRequest request = {.query = argv[2], .limit = 5, .facets = facets, .n_facets = 1};
    g_autoptr(NgResults) results = index ? ng_search(index, &request, NULL, &error) : NULL;
    if (!results) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    printf("%" G_GUINT64_FORMAT " articles\n", results->total_articles);
    for (guint i = 0; i < results->hits->len; i++) {
        const NgHit *hit = results->hits->pdata[i];
        printf("%s, paragraph %u: %s\n", hit->article->headline->text, hit->n,
               hit->paragraph->text);
    }
    const NgFacetResult *outlets = results->facets->pdata[0];
    for (guint i = 0; i < outlets->values->len; i++) {
        const NgFacetValue *value = outlets->values->pdata[i];
        printf("%s: %" G_GUINT64_FORMAT "\n", value->name, value->count);
    }
    return 0;
}
