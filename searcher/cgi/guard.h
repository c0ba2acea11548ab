/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: an answer within two seconds whatever happens. An answer is prepared before the
 * search begins; when time or memory run out, or a damaged index leads the engine astray, a signal
 * handler writes it and ends the process. (Xapian's own time limit does not end a query.)
 * Must not know: what the bytes mean. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define NG_GUARD_MS 2000

/* Once a process: takes the signals, and limits its memory to what an honest search needs many
 * times over. */
void ng_guard_install(void);
/* From now on: when the time is up, or the process is lost, `bytes` go to fd, and the process ends
 * with exit code 0. bytes: borrowed until the guard is armed again or disarmed. milliseconds: from
 * now; 0 leaves the clock that runs. */
void ng_guard_arm(int fd, const char *bytes, gsize len, guint milliseconds);
/* The real answer is on its way, and nothing else may be written: a client that does not take it in
 * time is left alone. */
void ng_guard_writing(void);
void ng_guard_disarm(void);
