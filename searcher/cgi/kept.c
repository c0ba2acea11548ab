/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The last few answers as they are, and, packed and shared with the other processes, those that
 * were asked for more than once. The first time it is only noted that somebody asked (as the
 * doorkeeper of Einziger, Friedman and Manes: TinyLFU, ACM Transactions on Storage 2017), so that
 * what nobody asks for again takes neither room nor the time to pack it. */
#include "kept.h"

#define FRESH_MAX 16
#define BODY_MAX_BYTES 65536 /* of each */

typedef struct {
    char *etag;
    GString *body;
    bool is_shared;
} Answer;

struct NgKept {
    GQueue fresh;      /* of Answer, the last one asked for first */
    NgShared *shared;  /* or NULL */
    GString *unpacked; /* what was found there last */
};

NgKept *ng_kept_new(NgShared *shared)
{
    NgKept *kept = g_new0(NgKept, 1);
    g_queue_init(&kept->fresh);
    kept->shared = shared;
    kept->unpacked = g_string_new(NULL);
    return kept;
}

static void answer_free(gpointer data)
{
    Answer *answer = data;
    g_free(answer->etag);
    g_string_free(answer->body, TRUE);
    g_free(answer);
}

void ng_kept_free(NgKept *kept)
{
    if (!kept)
        return;
    g_queue_clear_full(&kept->fresh, answer_free);
    g_string_free(kept->unpacked, TRUE);
    g_free(kept);
}

static GList *link_of(NgKept *kept, const char *etag)
{
    GList *link = kept->fresh.head;
    while (link && !g_str_equal(((Answer *)link->data)->etag, etag))
        link = link->next;
    return link;
}

/* Once it has been asked for again. */
static void share(NgKept *kept, Answer *answer)
{
    if (kept->shared && !answer->is_shared)
        ng_shared_add(kept->shared, answer->etag, answer->body);
    answer->is_shared = true;
}

const GString *ng_kept_find(NgKept *kept, const char *etag)
{
    GList *link = kept ? link_of(kept, etag) : NULL;
    if (link) {
        g_queue_unlink(&kept->fresh, link);
        g_queue_push_head_link(&kept->fresh, link);
        share(kept, link->data);
        return ((Answer *)link->data)->body;
    }
    bool found = kept && kept->shared && ng_shared_find(kept->shared, etag, kept->unpacked);
    return found ? kept->unpacked : NULL;
}

void ng_kept_add(NgKept *kept, const char *etag, const GString *body)
{
    if (!kept || body->len > BODY_MAX_BYTES || link_of(kept, etag))
        return;
    Answer *answer = g_new0(Answer, 1);
    answer->etag = g_strdup(etag);
    answer->body = g_string_new_len(body->str, (gssize)body->len);
    g_queue_push_head(&kept->fresh, answer);
    if (kept->shared && ng_shared_note(kept->shared, etag))
        share(kept, answer);
    if (g_queue_get_length(&kept->fresh) > FRESH_MAX)
        answer_free(g_queue_pop_tail(&kept->fresh));
}
