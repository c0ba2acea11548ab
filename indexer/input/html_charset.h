/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a page's bytes to UTF-8.
 * First step of the HTML reader: the parser after it sees nothing but valid UTF-8 without NULs.
 * Must not know: tags, beyond finding a declared charset near the beginning. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Decides the charset (byte-order mark, whether the bytes are valid UTF-8, UTF-16 without a mark,
 * the declared one, what text in another script than Latin seems to be, else windows-1252) and
 * converts. What cannot be converted becomes U+FFFD, a NUL becomes a space. Returns a new
 * NUL-terminated string; *out_len without the NUL; *charset (may be NULL) is a static string that
 * names what was decided. Never fails. */
char *ng_html_to_utf8(const char *data, gsize len, gsize *out_len, const char **charset);

/* The converter for a charset as pages, servers and mail name it; NULL for a name that is unknown.
 */
const char *ng_charset_converter(const char *label, gsize len);
/* The converter that text in another script than the Latin one seems to need, by its bytes; NULL
 * for text in none, or when nothing can be told. html_charset_guess.c */
const char *ng_charset_guess(const char *data, gsize len);

G_END_DECLS
