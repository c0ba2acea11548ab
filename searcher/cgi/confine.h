/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: what a process that answers the web may still do once the index is open: read the
 * folders of the index, and write its answer. No other file, no program, no connection.
 * Must not know: requests. */
#pragma once

/* dirs: NULL-terminated. What the kernel does not have is left out without a word; not for programs
 * built with a sanitizer, which needs more. Cannot be undone. */
void ng_confine(const char *const *dirs);
