/* SPDX-License-Identifier: GPL-2.0-or-later */
/* FastCGI: this process keeps others that answer, each with the index open, one request after the
 * other. It reads nothing from anybody, so it lasts; one of the others that runs out of time or
 * memory says so to its reader, ends, and is replaced while the rest go on. One more waits beside
 * them: when more is asked than they can answer it tells those who have waited for long. */
#include "answer.h"
#include "cgi.h"
#include "confine.h"
#include "guard.h"
#include "nutgraf/stem.h"
#include "waiting.h"

#include <errno.h>
#include <fastcgi.h>
#include <fcgiapp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a process has lost of its memory in pieces is given back then. */
#define REQUESTS_A_PROCESS 20000
/* A process that ends sooner is not replaced at once. */
#define SOON_MS 200
#define RECORD_BYTES 65528

static volatile sig_atomic_t told_to_end;

bool ng_fastcgi_is_meant(void)
{
    int listens = 0;
    socklen_t len = sizeof listens;
    return getsockopt(FCGI_LISTENSOCK_FILENO, SOL_SOCKET, SO_ACCEPTCONN, &listens, &len) == 0 &&
           listens;
}

/* ---- last words ---- */

static void put_record(GString *out, int type, int id, const char *content, gsize len)
{
    const char head[FCGI_HEADER_LEN] = {
        FCGI_VERSION_1, (char)type, (char)(id >> 8), (char)id, (char)(len >> 8), (char)len, 0, 0};
    g_string_append_len(out, head, sizeof head);
    g_string_append_len(out, content, (gssize)len);
}

/* An answer as the library would send it: its content, the end of that, the end of the request. */
static void put_records(GString *out, int id, const GString *answer)
{
    static const char done[sizeof(FCGI_EndRequestBody)];
    for (gsize at = 0; at < answer->len;) {
        gsize len = MIN(answer->len - at, RECORD_BYTES);
        put_record(out, FCGI_STDOUT, id, answer->str + at, len);
        at += len;
    }
    put_record(out, FCGI_STDOUT, id, "", 0);
    put_record(out, FCGI_END_REQUEST, id, done, sizeof done);
}

/* ---- a process that answers ---- */

/* Strings that live as long as the process and are filled anew for each request. */
typedef struct {
    GString *late, *late_records, *bytes, *records;
    NgResponse response;
} Buffers;

/* At once: the library would send pieces of 8 KB, and wake up the server for each. */
static void send_records(const FCGX_Request *fcgi, const GString *records)
{
    for (gsize at = 0; at < records->len;) {
        ssize_t sent = write(fcgi->ipcFd, records->str + at, records->len - at);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0) /* whoever asked has gone */
            return;
        at += (gsize)sent;
    }
}

static void answer(NgWeb *web, FCGX_Request *fcgi, Buffers *buffers)
{
    NgWebRequest request;
    NgResponse *response = &buffers->response;
    g_autoptr(GError) failed = NULL;
    g_string_truncate(buffers->late, 0);
    g_string_truncate(buffers->late_records, 0);
    g_string_truncate(buffers->bytes, 0);
    g_string_truncate(buffers->records, 0);
    ng_web_request_read(fcgi->envp, web->site, &request, &failed);
    ng_web_refuse_late(&request, web->site, response);
    ng_response_put(response, request.head, buffers->late);
    put_records(buffers->late_records, fcgi->requestId, buffers->late);
    ng_guard_arm(fcgi->ipcFd, buffers->late_records->str, buffers->late_records->len, NG_GUARD_MS);
    ng_response_reset(response);
    ng_web_answer(web, &request, failed, response);
    ng_response_put(response, request.head, buffers->bytes);
    put_records(buffers->records, fcgi->requestId, buffers->bytes);
    ng_guard_writing();
    send_records(fcgi, buffers->records);
    FCGX_Free(fcgi, !fcgi->keepConnection);
    ng_guard_disarm();
    ng_web_request_clear(&request);
}

static void confine(const NgWebSite *site)
{
    ng_confine((const char *const *)site->db);
}

static void note_end(int number)
{
    (void)number;
    told_to_end = 1;
}

/* The next request; false when there is none to come. */
static bool accept_next(NgWeb *web, FCGX_Request *fcgi, bool spare)
{
    if (told_to_end || (spare && !ng_waiting_sleep(&told_to_end)))
        return false;
    bool queued = ng_waiting_look();
    if (FCGX_Accept_r(fcgi) != 0)
        return false;
    if (!queued)
        ng_waiting_none();
    web->busy = spare && ng_waiting_too_long();
    return true;
}

static int work(const NgWebSite *site, NgShared *shared, bool spare)
{
    NgWeb web = {.site = site, .confine = confine, .kept = ng_kept_new(shared)};
    FCGX_Request fcgi;
    Buffers buffers = {g_string_sized_new(4096),
                       g_string_sized_new(4096),
                       g_string_sized_new(65536),
                       g_string_sized_new(65536),
                       {0}};
    ng_response_init(&buffers.response);
    ng_guard_install();
    if (FCGX_Init() != 0 ||
        FCGX_InitRequest(&fcgi, FCGI_LISTENSOCK_FILENO, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
        return 1;
    /* an index that cannot be opened in time is for the next process to try */
    ng_guard_arm(STDERR_FILENO, "", 0, NG_GUARD_MS);
    ng_web_prepare(&web, NULL);
    ng_guard_disarm();
    for (guint i = 0; i < REQUESTS_A_PROCESS && !web.index_lost; i++) {
        if (!accept_next(&web, &fcgi, spare))
            break;
        answer(&web, &fcgi, &buffers);
    }
    FCGX_Free(&fcgi, 1);
    ng_web_clear(&web);
    ng_response_clear(&buffers.response);
    g_string_free(buffers.late, TRUE);
    g_string_free(buffers.late_records, TRUE);
    g_string_free(buffers.bytes, TRUE);
    g_string_free(buffers.records, TRUE);
    return 0;
}

/* ---- the process that keeps them ---- */

typedef struct {
    pid_t pid;
    gint64 began;
    bool spare;
} Worker;

static void begin(Worker *worker, const NgWebSite *site, NgShared *shared)
{
    pid_t parent = getpid();
    if (worker->began && g_get_monotonic_time() - worker->began < SOON_MS * 1000)
        g_usleep(SOON_MS * 1000);
    worker->began = g_get_monotonic_time();
    worker->pid = fork();
    if (worker->pid != 0)
        return;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    exit(getppid() == parent ? work(site, shared, worker->spare) : 0);
}

static void end_all(const Worker *workers, guint count)
{
    for (guint i = 0; i < count; i++)
        if (workers[i].pid > 0)
            kill(workers[i].pid, SIGTERM);
    /* what is being answered has its two seconds */
    for (guint waited_ms = 0; waited_ms < NG_GUARD_MS + 500; waited_ms += 10) {
        pid_t ended;
        while ((ended = waitpid(-1, NULL, WNOHANG)) > 0)
            ;
        if (ended < 0 && errno == ECHILD)
            return;
        g_usleep(10000);
    }
    for (guint i = 0; i < count; i++)
        if (workers[i].pid > 0)
            kill(workers[i].pid, SIGKILL);
}

/* Twice the processors: one slow question leaves the others their turn. */
static guint suiting_workers(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return (guint)CLAMP(2 * processors, 4, 32);
}

static void begin_all(Worker *workers, guint count, pid_t ended, const NgWebSite *site,
                      NgShared *shared)
{
    for (guint i = 0; i < count && !told_to_end; i++)
        if (workers[i].pid == ended)
            begin(&workers[i], site, shared);
}

int ng_fastcgi_run(void)
{
    static const int ends[] = {SIGTERM, SIGINT, SIGHUP, SIGUSR1};
    g_autoptr(NgWebSite) site = ng_web_site_read();
    guint count = (site->workers ? site->workers : suiting_workers()) + 1;
    g_autofree Worker *workers = g_new0(Worker, count);
    /* without SA_RESTART: waiting ends */
    struct sigaction action = {.sa_handler = note_end};
    sigemptyset(&action.sa_mask);
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
        sigaction(ends[i], &action, NULL);
    if (!ng_waiting_init(FCGI_LISTENSOCK_FILENO)) {
        perror("nutgraf-search: cannot share memory");
        return 1;
    }
    /* here, for the workers may not open it any more; one that needs it tells why it is not there
     */
    ng_stemmers_load(NULL, NULL);
    NgShared *shared = ng_shared_new(); /* without it each process keeps its own answers */
    workers[count - 1].spare = true;
    begin_all(workers, count, 0, site, shared);
    while (!told_to_end) {
        pid_t ended = waitpid(-1, NULL, 0);
        if (ended > 0)
            begin_all(workers, count, ended, site, shared);
        /* none could be started: the system is out of something */
        else if (errno == ECHILD)
            begin_all(workers, count, -1, site, shared);
    }
    end_all(workers, count);
    ng_shared_free(shared);
    return 0;
}
