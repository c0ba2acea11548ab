/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: since when somebody has been waiting to be answered, as the processes of a
 * FastCGI server know it together. How long one request has waited nobody can say: it stands in the
 * kernel's queue. But the queue is first come, first served, so nobody in it came before it was
 * last seen empty.
 * Must not know: requests, FastCGI. */
#pragma once

#include <glib.h>
#include <signal.h>
#include <stdbool.h>

/* Nobody is to wait longer. With the two seconds that a search may take it is what a reader bears.
 */
#define NG_WAITING_MAX_MS 1000

/* Once, before the processes part; fd: the socket that listens. false: no memory for it. */
bool ng_waiting_init(int fd);
/* Looks into the queue; true when somebody is in it. */
bool ng_waiting_look(void);
/* What came just now came to an empty queue. */
void ng_waiting_none(void);
/* Whether there has been a queue for longer than NG_WAITING_MAX_MS. */
bool ng_waiting_too_long(void);
/* Returns true as soon as that is so, and false when *ended is set. */
bool ng_waiting_sleep(const volatile sig_atomic_t *ended);
