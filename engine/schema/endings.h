/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a word has that its stem has not, as a number: most words differ from their stem in one of
 * a few endings. Inside schema only. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define NG_ENDING_NONE 0    /* the form is the term */
#define NG_ENDING_OTHER 127 /* none of those there are */

/* The number of the ending; NG_ENDING_OTHER when there is none for it. */
guint8 ng_ending_of(const char *term, gsize len, const char *form, gsize form_len);
/* The form is the term without its last `cut` bytes, and `add` behind it. false: no such number. */
bool ng_ending_tell(guint8 ending, gsize *cut, const char **add, gsize *add_len);
