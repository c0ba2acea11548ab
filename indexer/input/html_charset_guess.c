/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The charset of a page that declares none, by its bytes (libuchardet). Only for text in scripts of
 * which nearly every letter is beyond ASCII: there a wrong charset leaves nothing that can be read,
 * and the right one is told by any sentence. Latin text stays what browsers take it for. */
#include "indexer/input/html_charset.h"

#include <stdbool.h>
#include <string.h>
#include <uchardet.h>

/* Of the text, from where the first byte beyond ASCII stands. */
#define LOOKED_AT ((gsize)64 << 10)
/* Fewer such bytes tell nothing. */
#define BYTES_MIN 24

/* Whether bytes beyond ASCII stand together, as they do not in words with accents. */
static bool is_other_script(const char *data, gsize len)
{
    gsize high = 0, together = 0;
    for (gsize i = 0; i < len; i++) {
        if ((guchar)data[i] < 0x80)
            continue;
        high++;
        together +=
            (i > 0 && (guchar)data[i - 1] >= 0x80) || (i + 1 < len && (guchar)data[i + 1] >= 0x80);
    }
    return high >= BYTES_MIN && together * 10 > high * 8;
}

const char *ng_charset_guess(const char *data, gsize len)
{
    gsize from = 0;
    while (from < len && (guchar)data[from] < 0x80)
        from++;
    len = MIN(len - from, LOOKED_AT);
    if (!is_other_script(data + from, len))
        return NULL;
    uchardet_t guess = uchardet_new();
    const char *converter = NULL;
    if (guess && uchardet_handle_data(guess, data + from, len) == 0) {
        uchardet_data_end(guess);
        const char *name = uchardet_get_charset(guess);
        converter = ng_charset_converter(name, strlen(name));
    }
    if (guess)
        uchardet_delete(guess);
    /* who asks knows that it is not UTF-8 */
    return converter && strcmp(converter, "UTF-8") != 0 ? converter : NULL;
}
