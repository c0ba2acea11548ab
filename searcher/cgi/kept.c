/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A short list of answers, the last one asked for first. */
#include "kept.h"

#define ANSWERS_MAX 64
#define BODY_MAX_BYTES 65536 /* of each: 4 MB of the 104 that a process may have */

typedef struct {
    char *etag;
    GString *body;
} Answer;

struct NgKept {
    GQueue answers;
};

NgKept *ng_kept_new(void)
{
    NgKept *kept = g_new0(NgKept, 1);
    g_queue_init(&kept->answers);
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
    g_queue_clear_full(&kept->answers, answer_free);
    g_free(kept);
}

static GList *link_of(NgKept *kept, const char *etag)
{
    GList *link = kept->answers.head;
    while (link && !g_str_equal(((Answer *)link->data)->etag, etag))
        link = link->next;
    return link;
}

const GString *ng_kept_find(NgKept *kept, const char *etag)
{
    GList *link = kept ? link_of(kept, etag) : NULL;
    if (!link)
        return NULL;
    g_queue_unlink(&kept->answers, link);
    g_queue_push_head_link(&kept->answers, link);
    return ((Answer *)link->data)->body;
}

void ng_kept_add(NgKept *kept, const char *etag, const GString *body)
{
    if (!kept || body->len > BODY_MAX_BYTES || link_of(kept, etag))
        return;
    Answer *answer = g_new0(Answer, 1);
    answer->etag = g_strdup(etag);
    answer->body = g_string_new_len(body->str, (gssize)body->len);
    g_queue_push_head(&kept->answers, answer);
    if (g_queue_get_length(&kept->answers) > ANSWERS_MAX)
        answer_free(g_queue_pop_tail(&kept->answers));
}
