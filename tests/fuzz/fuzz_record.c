/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf fuzzing: a damaged index: any bytes as a stored record and as packed values. */
#include "nutgraf/forward.h"
#include "nutgraf/record.h"
#include "nutgraf/values.h"
#include "tests/fuzz/article_check.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A forward index: a term of its first bytes, in every way it can be asked for. */
static void read_forward(const char *bytes, gsize len)
{
    NgForward forward;
    if (!ng_forward_open(&forward, bytes, len))
        return;
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) lengths = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(guint32));
    NgForwardTerm term = ng_forward_term(bytes, MIN(len, 3));
    const NgForwardForms forms[] = {
        {NULL, NULL, 0, 0}, {bytes, NULL, MIN(len, 5), 0}, {NULL, bytes, 0, MIN(len, 2)}};
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
        for (guint hash = 0; hash < 64; hash++) {
            if (hash)
                term.hash = hash << 26 | hash; /* whatever the bytes' own would be */
            guint from = places->len;
            ng_forward_find(&forward, &term, &forms[i], places);
            ng_forward_settle(&forward, places, from);
            for (guint j = from + 1; j < places->len; j++)
                FUZZ_REQUIRE(g_array_index(places, guint32, j - 1) <
                                 g_array_index(places, guint32, j),
                             "place %u is not behind the one before", j);
        }
    ng_forward_lengths(&forward, lengths, blocks);
    FUZZ_REQUIRE(lengths->len <= len, "%u paragraphs", lengths->len);
}

static void read_values(const char *bytes, gsize len)
{
    NgMeta meta;
    NgVersion version;
    NgNamesIter names;
    guint64 hash;
    NgActorKind kind;
    gint64 seconds;
    char *slug = NULL, *name = NULL;
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    ng_version_unpack(bytes, len, &version);
    ng_time_unpack(bytes, len, &seconds);
    if (ng_name_unpack(bytes, len, &slug, &name, &kind)) {
        g_free(slug);
        g_free(name);
    }
    if (!ng_meta_unpack(bytes, len, &meta))
        return;
    ng_names_iter_init(&names, meta.actors, meta.actors_len);
    while (ng_names_iter_next(&names, &hash, &kind, numbers))
        FUZZ_REQUIRE(kind <= NG_ACTOR_PLACE, "an actor of kind %d", kind);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *bytes = g_malloc(MAX(size, 1)); /* its end is the end of the block */
    memcpy(bytes, data, size);
    g_autoptr(GError) error = NULL, error_of_texts = NULL;
    g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(NgRecordText));
    read_values(bytes, size);
    read_forward(bytes, size);
    ng_record_texts(bytes, size, texts, &error_of_texts);
    g_autoptr(NgArticle) article = ng_record_decode(bytes, size, &error);
    FUZZ_REQUIRE(!article == (error != NULL), "an error and an article, or neither");
    if (article)
        fuzz_check_record(article);
    return 0;
}
