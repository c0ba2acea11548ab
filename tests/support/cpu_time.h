/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: what this process has computed so far, for limits that tell quadratic time from
 * linear; the clock on the wall would tell how busy the machine is. */
#pragma once

#include <glib.h>
#include <time.h>

/* Microseconds. */
static inline gint64 cpu_time_us(void)
{
    struct timespec spent;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return (gint64)spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}
