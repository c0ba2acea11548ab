/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the tokens of an article's texts, one behind the other, so that who comes later need not
 * make them again. */
#include "nutgraf/token.h"

#include <string.h>

/* An article of more is none that comes often: the tokens of what follows are made again. */
enum { TOKENS_MAX = 1 << 16 };

typedef struct {
    const char *text;
    gsize first, n, bytes;
    uint32_t words;
} Kept;

struct NgKeptTokens {
    GArray *texts;  /* of Kept */
    GArray *tokens; /* of NgToken */
    GString *bytes;
};

NgKeptTokens *ng_kept_tokens_new(void)
{
    NgKeptTokens *kept = g_new(NgKeptTokens, 1);
    *kept = (NgKeptTokens) {g_array_new(FALSE, FALSE, sizeof(Kept)),
                            g_array_new(FALSE, FALSE, sizeof(NgToken)), g_string_sized_new(4096)};
    return kept;
}

void ng_kept_tokens_free(NgKeptTokens *kept)
{
    if (!kept)
        return;
    g_array_unref(kept->texts);
    g_array_unref(kept->tokens);
    g_string_free(kept->bytes, TRUE);
    g_free(kept);
}

void ng_kept_tokens_begin(NgKeptTokens *kept)
{
    g_array_set_size(kept->texts, 0);
    g_array_set_size(kept->tokens, 0);
    g_string_truncate(kept->bytes, 0);
}

void ng_kept_tokens_add(NgKeptTokens *kept, const char *text, const NgTokens *tokens)
{
    Kept its = {NULL, kept->tokens->len, 0, kept->bytes->len, 0};
    if (tokens && its.first + tokens->n <= TOKENS_MAX) {
        its.text = text;
        its.n = tokens->n;
        its.words = tokens->words;
        if (tokens->n)
            g_array_append_vals(kept->tokens, tokens->v, tokens->n);
        if (tokens->bytes_len)
            g_string_append_len(kept->bytes, tokens->bytes, tokens->bytes_len);
    }
    g_array_append_val(kept->texts, its);
}

bool ng_kept_tokens_of(const NgKeptTokens *kept, guint number, const char *text, NgTokens *tokens)
{
    if (number >= kept->texts->len)
        return false;
    const Kept *its = &g_array_index(kept->texts, Kept, number);
    if (its->text != text)
        return false;
    *tokens = (NgTokens) {.v = &g_array_index(kept->tokens, NgToken, its->first),
                          .n = (uint32_t)its->n,
                          .words = its->words,
                          .bytes = kept->bytes->str + its->bytes};
    return true;
}
