/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text with marks, quotations and names that may cross each other: elements that nest. Where an
 * outer one begins or ends, the inner ones are closed and opened again. */
#include "html_parts.h"

#define LAYERS_MAX 4u
#define NONE G_MAXUINT

typedef struct {
    const NgLayer *layer;
    guint next; /* the first span that does not end before where we are */
    guint open; /* the span that is open, or NONE */
} Running;

static int by_place(gconstpointer a, gconstpointer b)
{
    const gsize *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static GArray *places_of(gsize begin, gsize end, const NgLayer *layers, guint n)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(gsize));
    g_array_append_val(places, begin);
    g_array_append_val(places, end);
    for (guint i = 0; i < n; i++)
        for (guint k = 0; layers[i].spans && k < layers[i].spans->len; k++) {
            NgSpan span = g_array_index(layers[i].spans, NgSpan, k);
            gsize from = span.begin, to = span.end;
            if (from > begin && from < end)
                g_array_append_val(places, from);
            if (to > begin && to < end)
                g_array_append_val(places, to);
        }
    g_array_sort(places, by_place);
    return places;
}

/* The span of the layer that covers the byte, or NONE. */
static guint covering(Running *running, gsize at)
{
    const GArray *spans = running->layer->spans;
    while (spans && running->next < spans->len &&
           g_array_index(spans, NgSpan, running->next).end <= at)
        running->next++;
    if (!spans || running->next >= spans->len ||
        g_array_index(spans, NgSpan, running->next).begin > at)
        return NONE;
    return running->next;
}

static void close_from(GString *out, Running *running, guint n, guint from)
{
    for (guint i = n; i > from; i--)
        if (running[i - 1].open != NONE) {
            g_string_append(out, running[i - 1].layer->close);
            running[i - 1].open = NONE;
        }
}

static void step_to(GString *out, Running *running, guint n, gsize at)
{
    guint now[LAYERS_MAX], changed = n;
    for (guint i = n; i > 0; i--) {
        now[i - 1] = covering(&running[i - 1], at);
        if (now[i - 1] != running[i - 1].open)
            changed = i - 1;
    }
    close_from(out, running, n, changed);
    for (guint i = changed; i < n; i++) {
        const NgLayer *layer = running[i].layer;
        if (now[i] == NONE || running[i].open == now[i])
            continue;
        g_string_append(out, layer->open ? layer->open : layer->opens->pdata[now[i]]);
        running[i].open = now[i];
    }
}

void ng_page_marked(GString *out, const char *text, gsize begin, gsize end, const NgLayer *layers,
                    guint n)
{
    Running running[LAYERS_MAX];
    n = MIN(n, LAYERS_MAX);
    for (guint i = 0; i < n; i++)
        running[i] = (Running) {&layers[i], 0, NONE};
    g_autoptr(GArray) places = places_of(begin, end, layers, n);
    for (guint i = 0; i + 1 < places->len; i++) {
        gsize from = g_array_index(places, gsize, i), to = g_array_index(places, gsize, i + 1);
        if (from == to)
            continue;
        step_to(out, running, n, from);
        ng_html_text(out, text + from, (gssize)(to - from));
    }
    close_from(out, running, n, 0);
}
