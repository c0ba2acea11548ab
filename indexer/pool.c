/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The workers. Each is a child process with two pipes: numbers of units go in, results come out,
 * framed by their length. Everything else it needs it has from the fork. */
#include "indexer/pool.h"
#include "indexer/confine.h"
#include "indexer/slice.h"
#include "nutgraf/error.h"
#include "nutgraf/stem.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NO_UNIT G_MAXUINT32
#define POLL_MS 200
#define DEATHS_MAX 5
#define RESULT_BYTES_MAX (256u << 20)

typedef struct {
    pid_t pid;
    int to, from;  /* pipes */
    guint32 unit;  /* in hand, or NO_UNIT */
    guint32 again; /* of which the one before it died, or NO_UNIT */
    guint turn;    /* the place's, when last looked at; and what it had computed */
    gint64 computed_before;
    GString *received; /* of the answer in hand */
    int killed_after;  /* by us, because it took longer than so many seconds; or 0 */
} Child;

typedef struct {
    NgJob *job;
    NgReport *report;
    NgProgress *progress;
    const volatile int *stop;
    NgUnitDone done;
    gpointer data;
    Child *children;
    guint n_children;
    NgWorkerPlace *places; /* shared memory, one for each child */
    guint32 next;
    guint deaths; /* since a unit was last done */
    guint64 bytes_of_dead;
} Pool;

/* ---- in the child ---- */

static bool read_full(int fd, void *to, gsize len)
{
    char *at = to;
    while (len > 0) {
        gssize got = read(fd, at, len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        len -= (gsize)got;
    }
    return true;
}

static bool write_full(int fd, const void *from, gsize len)
{
    const char *at = from;
    while (len > 0) {
        gssize written = write(fd, at, len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        len -= (gsize)written;
    }
    return true;
}

G_GNUC_NORETURN static void child_main(Pool *pool, guint slot, int in, int out)
{
    signal(SIGINT, SIG_IGN); /* the parent decides when to stop */
    signal(SIGTERM, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (pool->job->writing)
        ng_writing_forget(pool->job->writing);
    ng_confine_worker(&pool->places[slot].out_of_memory);
    NgWorker *worker = ng_worker_new(pool->job, &pool->places[slot]);
    g_autoptr(GString) packed = g_string_sized_new(4096);
    guint32 unit;
    while (read_full(in, &unit, sizeof unit)) {
        NgUnitResult *result = ng_worker_do(worker, unit);
        g_string_truncate(packed, 0);
        ng_unit_result_pack(result, packed);
        ng_unit_result_free(result);
        if (packed->len > RESULT_BYTES_MAX)
            ng_confine_out_of_memory();
        pool->places[slot].since = 0;
        guint32 len = (guint32)packed->len;
        if (!write_full(out, &len, sizeof len) || !write_full(out, packed->str, packed->len))
            break;
    }
    _exit(0); /* nothing of the parent's is to be flushed or destroyed twice */
}

/* ---- in the parent ---- */

static bool start_child(Pool *pool, guint slot, GError **error)
{
    Child *child = &pool->children[slot];
    int to[2], from[2];
    if (pipe(to) != 0 || pipe(from) != 0) {
        g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot make a pipe: %s", g_strerror(errno));
        return false;
    }
    fflush(NULL);
    child->pid = fork();
    if (child->pid < 0) {
        g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot start a worker: %s", g_strerror(errno));
        return false;
    }
    if (child->pid == 0) {
        /* The other children's pipes must not stay open here, or they never see the end. */
        for (guint i = 0; i < pool->n_children; i++)
            if (i != slot && pool->children[i].pid > 0) {
                close(pool->children[i].to);
                close(pool->children[i].from);
            }
        close(to[1]);
        close(from[0]);
        child_main(pool, slot, to[0], from[1]);
    }
    close(to[0]);
    close(from[1]);
    child->to = to[1];
    child->from = from[0];
    child->unit = NO_UNIT;
    child->killed_after = 0;
    child->turn = pool->places[slot].turn;
    child->computed_before = 0;
    if (!child->received)
        child->received = g_string_new(NULL);
    g_string_truncate(child->received, 0);
    return true;
}

static void end_child(Child *child)
{
    if (child->pid <= 0)
        return;
    close(child->to);
    close(child->from);
    while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    child->pid = 0;
}

/* The unit that a worker died of goes to the one that takes its place: only who is forked later
 * knows what is to be left out. */
static guint32 next_unit(Pool *pool, Child *child)
{
    if (pool->stop && *pool->stop)
        return NO_UNIT;
    guint32 unit = child->again;
    child->again = NO_UNIT;
    if (unit != NO_UNIT)
        return unit;
    return pool->next < pool->job->units->len ? pool->next++ : NO_UNIT;
}

static void hand_out(Pool *pool, Child *child)
{
    guint32 unit = next_unit(pool, child);
    if (unit == NO_UNIT)
        return;
    child->unit = unit;
    if (!write_full(child->to, &unit, sizeof unit)) {
        /* It died between two units; the death is seen by poll. */
    }
}

static char *reason_of_death(const Child *child, const NgWorkerPlace *place, int status,
                             const struct rusage *usage)
{
    if (child->killed_after)
        return g_strdup_printf("took longer than %d seconds", child->killed_after);
    /* Who gets no memory cannot always say so. */
    if (place->out_of_memory || (guint64)usage->ru_maxrss << 10 > NG_WORKER_MEMORY_MAX / 10 * 9)
        return g_strdup_printf("needed more memory than %" G_GUINT64_FORMAT " MB",
                               NG_WORKER_MEMORY_MAX >> 20);
    /* Of what is mapped a page is gone. */
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS)
        return g_strdup("it became shorter while it was read, or its disk cannot be read");
    if (WIFSIGNALED(status))
        return g_strdup_printf("its reader crashed (%s)", strsignal(WTERMSIG(status)));
    return g_strdup_printf("its reader ended (exit %d)", WEXITSTATUS(status));
}

/* What the dead child had in hand into the poisoned and into the report. */
static void lose(Pool *pool, const NgSlice *slice, const NgWorkerPlace *place, const char *reason)
{
    const NgFile *file = pool->job->files->pdata[slice->file];
    guint64 key = ng_slice_key(slice);
    g_autofree char *where = NULL, *full = NULL;
    if (place->in_record && place->where[0])
        where = g_strndup(place->where, sizeof place->where - 1);
    else if (place->in_record)
        where = g_strdup_printf("record %" G_GUINT64_FORMAT, place->record);
    else if (!slice->whole)
        where = g_strdup_printf("bytes %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT, slice->begin,
                                slice->end);
    NgLost lost = place->in_record
                      ? ng_poison_add_record(pool->job->poisoned, key, place->record, place->passed)
                      : ng_poison_add_slice(pool->job->poisoned, key);
    if (lost == NG_LOST_REST)
        full = g_strconcat(reason, "; what stands behind it in the file is not read", NULL);
    ng_report_skip(pool->report, file->path, where, full ? full : reason);
}

/* What the dead child was reading is lost, and nothing else: its unit is done again without it. */
static void bury(Pool *pool, guint slot)
{
    Child *child = &pool->children[slot];
    NgWorkerPlace *place = &pool->places[slot];
    struct rusage usage = {0};
    int status = 0;
    close(child->to);
    close(child->from);
    while (wait4(child->pid, &status, 0, &usage) < 0 && errno == EINTR)
        ;
    child->pid = 0;
    pool->bytes_of_dead += place->bytes;
    place->bytes = 0;
    pool->deaths++;
    if (child->unit == NO_UNIT)
        return;
    const NgUnit *unit = pool->job->units->pdata[child->unit];
    child->again = child->unit;
    /* Not over an input: then it is tried again, and DEATHS_MAX ends it. */
    if (place->since == 0 || place->slice >= unit->slices->len)
        return;
    pool->deaths = 0;
    g_autofree char *reason = reason_of_death(child, place, status, &usage);
    lose(pool, &g_array_index(unit->slices, NgSlice, place->slice), place, reason);
    place->since = 0;
    place->out_of_memory = false;
}

/* One more piece of an answer; false with an error when the run must end. *dead is set when the
 * child is gone. */
static bool receive(Pool *pool, Child *child, bool *dead, GError **error)
{
    char buffer[65536];
    gssize got = read(child->from, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR)
        return true;
    if (got <= 0) {
        *dead = true;
        return true;
    }
    g_string_append_len(child->received, buffer, got);
    guint32 len;
    if (child->received->len < sizeof len)
        return true;
    memcpy(&len, child->received->str, sizeof len);
    if (len > RESULT_BYTES_MAX) {
        *dead = true;
        return true;
    }
    if (child->received->len < sizeof len + len)
        return true;
    NgUnitResult *result = ng_unit_result_unpack(child->received->str + sizeof len, len);
    g_string_truncate(child->received, 0);
    child->unit = NO_UNIT;
    if (!result) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_IO, "a worker's answer makes no sense");
        return false;
    }
    if (result->fatal) {
        g_set_error_literal(error, NG_ERROR, result->fatal_code, result->fatal);
        ng_unit_result_free(result);
        return false;
    }
    pool->deaths = 0;
    return pool->done(result, pool->data, error);
}

static void watch_child(Child *child, const NgWorkerPlace *place)
{
    gint64 since = place->since;
    if (child->pid <= 0 || child->unit == NO_UNIT || since == 0 || child->killed_after)
        return;
    gint64 computed = ng_computed_us_by(child->pid);
    if (child->turn != place->turn) {
        child->turn = place->turn;
        child->computed_before = computed;
    }
    computed -= child->computed_before;
    if (computed > (gint64)NG_RECORD_SECONDS_MAX * G_USEC_PER_SEC)
        child->killed_after = NG_RECORD_SECONDS_MAX;
    else if (g_get_monotonic_time() - since > (gint64)NG_RECORD_WAIT_SECONDS_MAX * G_USEC_PER_SEC)
        child->killed_after = NG_RECORD_WAIT_SECONDS_MAX;
    if (child->killed_after)
        kill(child->pid, SIGKILL);
}

/* A unit may be an archive that takes hours: what was read of it is to be put in place, too. */
static void pass_stop_on(Pool *pool)
{
    for (guint i = 0; pool->stop && *pool->stop && i < pool->n_children; i++)
        pool->places[i].stop = true;
}

static void watch_clock(Pool *pool)
{
    guint64 bytes = pool->bytes_of_dead;
    for (guint i = 0; i < pool->n_children; i++) {
        bytes += pool->places[i].bytes;
        watch_child(&pool->children[i], &pool->places[i]);
    }
    if (pool->progress)
        ng_progress_show(pool->progress, bytes);
}

static bool run(Pool *pool, GError **error)
{
    g_autofree struct pollfd *polled = g_new0(struct pollfd, pool->n_children);
    for (;;) {
        guint busy = 0;
        pass_stop_on(pool);
        for (guint i = 0; i < pool->n_children; i++) {
            Child *child = &pool->children[i];
            if (child->pid <= 0 && !(pool->stop && *pool->stop) &&
                (child->again != NO_UNIT || pool->next < pool->job->units->len) &&
                !start_child(pool, i, error))
                return false;
            if (child->pid > 0 && child->unit == NO_UNIT)
                hand_out(pool, child);
            busy += child->pid > 0 && child->unit != NO_UNIT;
            polled[i] = (struct pollfd) {child->pid > 0 ? child->from : -1, POLLIN, 0};
        }
        if (busy == 0)
            return true;
        if (poll(polled, pool->n_children, POLL_MS) < 0 && errno != EINTR) {
            g_set_error(error, NG_ERROR, NG_ERROR_IO, "poll: %s", g_strerror(errno));
            return false;
        }
        for (guint i = 0; i < pool->n_children; i++) {
            bool dead = false;
            if (polled[i].fd >= 0 && (polled[i].revents & (POLLIN | POLLHUP | POLLERR)) &&
                !receive(pool, &pool->children[i], &dead, error))
                return false;
            if (dead)
                bury(pool, i);
        }
        if (pool->deaths > DEATHS_MAX) {
            g_set_error(error, NG_ERROR, NG_ERROR_IO,
                        "%u workers died one after the other, not over an input", pool->deaths);
            return false;
        }
        watch_clock(pool);
    }
}

bool ng_pool_run(NgJob *job, guint jobs, NgReport *report, NgProgress *progress,
                 const volatile int *stop, NgUnitDone done, gpointer data, GError **error)
{
    /* before there are workers, who may open nothing */
    if (!ng_stemmers_load(NULL, error))
        return false;
    Pool pool = {.job = job,
                 .report = report,
                 .progress = progress,
                 .stop = stop,
                 .done = done,
                 .data = data,
                 .n_children = MAX(1, MIN(jobs, job->units->len))};
    gsize shared_bytes = pool.n_children * sizeof(NgWorkerPlace);
    pool.places =
        mmap(NULL, shared_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (pool.places == MAP_FAILED) {
        g_set_error(error, NG_ERROR, NG_ERROR_MEMORY, "no shared memory: %s", g_strerror(errno));
        return false;
    }
    pool.children = g_new0(Child, pool.n_children);
    for (guint i = 0; i < pool.n_children; i++)
        pool.children[i].again = NO_UNIT;
    void (*old_pipe)(int) = signal(SIGPIPE, SIG_IGN);
    bool ok = run(&pool, error);
    for (guint i = 0; i < pool.n_children; i++) {
        if (!ok && pool.children[i].pid > 0)
            kill(pool.children[i].pid, SIGKILL);
        end_child(&pool.children[i]);
        if (pool.children[i].received)
            g_string_free(pool.children[i].received, TRUE);
    }
    signal(SIGPIPE, old_pipe);
    g_free(pool.children);
    munmap(pool.places, shared_bytes);
    return ok;
}
