/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a character of UTF-8 whose bytes were taken for windows-1252 and encoded once more: â€™
 * for ’. Between what cleans text and what mends whole articles. Internal.
 * Must not know: articles. */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* 0x80 .. 0x9F of windows-1252; the five it leaves open are U+FFFD. */
extern const gunichar ng_windows_1252[32];

/* The character that stands double-encoded at text, of valid UTF-8, or 0; width: its bytes there,
 * unless 0. controls: only with an invisible control among them, as no text has it by intention. */
gunichar ng_double_encoded(const char *text, gsize len, bool controls, gsize *width);

G_END_DECLS
