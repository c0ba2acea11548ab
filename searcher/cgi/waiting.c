/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When the queue of a listening socket was last empty, in memory that processes share. */
#include "waiting.h"

#include <poll.h>
#include <sys/mman.h>

#define TICK_MS 50

static struct {
    int fd;
    gint64 *empty_at; /* shared; on the monotonic clock, which is one for all processes */
} queue;

bool ng_waiting_init(int fd)
{
    void *shared = mmap(NULL, sizeof *queue.empty_at, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return false;
    queue.fd = fd;
    queue.empty_at = shared;
    ng_waiting_none();
    return true;
}

void ng_waiting_none(void)
{
    __atomic_store_n(queue.empty_at, g_get_monotonic_time(), __ATOMIC_RELAXED);
}

static bool has_come(int timeout_ms)
{
    struct pollfd poll_fd = {.fd = queue.fd, .events = POLLIN};
    return poll(&poll_fd, 1, timeout_ms) > 0;
}

bool ng_waiting_look(void)
{
    if (has_come(0))
        return true;
    ng_waiting_none();
    return false;
}

bool ng_waiting_too_long(void)
{
    gint64 empty_at = __atomic_load_n(queue.empty_at, __ATOMIC_RELAXED);
    return g_get_monotonic_time() - empty_at > NG_WAITING_MAX_MS * 1000;
}

bool ng_waiting_sleep(const volatile sig_atomic_t *ended)
{
    while (!*ended) {
        /* on a quiet site there is nothing to wake up for */
        if (!ng_waiting_look() && has_come(-1))
            ng_waiting_none();
        else if (ng_waiting_too_long())
            return true;
        g_usleep(TICK_MS * 1000);
    }
    return false;
}
