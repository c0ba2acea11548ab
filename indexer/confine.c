/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a worker may cost. */
#include "indexer/confine.h"

#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static volatile bool *memory_flag;

void ng_confine_out_of_memory(void)
{
    if (memory_flag)
        *memory_flag = true;
    _exit(EXIT_FAILURE);
}

/* GLib ends the process when it gets no memory, after it has said so through here; with nothing
 * else can this process be fatal to itself and tell why. */
static GLogWriterOutput write_log(GLogLevelFlags level, const GLogField *fields, gsize n_fields,
                                  gpointer data)
{
    for (gsize i = 0; i < n_fields && (level & G_LOG_LEVEL_ERROR); i++)
        if (strcmp(fields[i].key, "MESSAGE") == 0 && strstr(fields[i].value, "failed to allocate"))
            ng_confine_out_of_memory();
    return g_log_writer_default(level, fields, n_fields, data);
}

static void lower(int resource, rlim_t most)
{
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0 || limit.rlim_cur <= most)
        return;
    limit.rlim_cur = most;
    limit.rlim_max = MIN(limit.rlim_max, most);
    setrlimit(resource, &limit);
}

void ng_confine_worker(volatile bool *out_of_memory)
{
    memory_flag = out_of_memory;
    g_log_set_writer_func(write_log, NULL, NULL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    lower(RLIMIT_CORE, 0);
    if (!NG_CHECKED_BUILD)
        lower(RLIMIT_DATA, NG_WORKER_MEMORY_MAX);
}

gint64 ng_computed_us_by(pid_t pid)
{
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
        return 0;
    return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}
