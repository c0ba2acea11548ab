/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what reading one file, or one record of a file, may cost, and what a worker may do
 * at all. Knows processes, not formats: a hostile page is stopped here whatever trick it plays. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

/* A sanitizer makes everything several times as slow, and keeps shadows of the memory that cannot
 * be limited. */
#if defined(__SANITIZE_ADDRESS__)
#define NG_CHECKED_BUILD 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define NG_CHECKED_BUILD 1
#endif
#endif
#ifndef NG_CHECKED_BUILD
#define NG_CHECKED_BUILD 0
#endif

/* Of computing, for a record: other programs may keep the machine busy for longer. */
#define NG_RECORD_SECONDS_MAX (NG_CHECKED_BUILD ? 40 : 4)
/* Until the record is done, whatever it waits for. */
#define NG_RECORD_WAIT_SECONDS_MAX (NG_CHECKED_BUILD ? 240 : 60)
/* What a worker can write to in memory. With the programs' own pages, and with those of an input
 * that is looked at where it lies, it stays under 512 MiB. */
#define NG_WORKER_MEMORY_MAX ((guint64)448 << 20)

/* In a worker that was just forked, before it reads a byte: no core file, no new rights, no more
 * memory than that. When GLib gets none, out_of_memory is set and the process ends. */
void ng_confine_worker(volatile bool *out_of_memory);
/* The same for whoever else got none. */
G_GNUC_NORETURN void ng_confine_out_of_memory(void);
/* Microseconds that a process has computed; 0 when it is gone. */
gint64 ng_computed_us_by(pid_t pid);
