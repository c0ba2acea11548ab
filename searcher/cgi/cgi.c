/* SPDX-License-Identifier: GPL-2.0-or-later */
/* CGI: one request a process. */
#include "cgi.h"
#include "answer.h"
#include "confine.h"
#include "guard.h"

#include <errno.h>
#include <stdio.h>
#include <sys/uio.h>
#include <unistd.h>

/* Until the request is known well enough to say it in a better way. */
static const char nothing_yet[] = "Status: 503 Service Unavailable\r\n"
                                  "Content-Type: text/plain; charset=utf-8\r\n"
                                  "Cache-Control: no-cache\r\n"
                                  "X-Content-Type-Options: nosniff\r\n\r\n"
                                  "The archive cannot be read just now.\n";

static void confine(const NgWebSite *site)
{
    ng_confine((const char *const *)site->db);
}

static void pass_over(struct iovec *part, gsize *written)
{
    gsize n = MIN(*written, part->iov_len);
    part->iov_base = (char *)part->iov_base + n;
    part->iov_len -= n;
    *written -= n;
}

static bool write_all(const GString *head, const GString *body)
{
    struct iovec parts[] = {{head->str, head->len},
                            {body ? body->str : NULL, body ? body->len : 0}};
    while (parts[0].iov_len + parts[1].iov_len > 0) {
        ssize_t n = writev(STDOUT_FILENO, parts, G_N_ELEMENTS(parts));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        gsize written = (gsize)n;
        for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
            pass_over(&parts[i], &written);
    }
    return true;
}

void ng_cgi_run(void)
{
    ng_guard_install();
    ng_guard_arm(STDOUT_FILENO, nothing_yet, sizeof nothing_yet - 1, NG_GUARD_MS);
    g_autoptr(NgWebSite) site = ng_web_site_read();
    g_autoptr(GString) late = g_string_sized_new(4096), head = g_string_sized_new(2048);
    g_autoptr(GError) failed = NULL;
    NgWeb web = {.site = site, .confine = confine};
    NgWebRequest request;
    NgResponse response;
    ng_web_request_read(environ, site, &request, &failed);
    ng_response_init(&response);
    ng_web_refuse_late(&request, site, &response);
    ng_response_put(&response, request.head, late);
    ng_guard_arm(STDOUT_FILENO, late->str, late->len, 0);
    ng_response_reset(&response);
    ng_web_answer(&web, &request, failed, &response);
    ng_response_put_head(&response, head);
    ng_guard_writing();
    bool written = write_all(head, ng_response_body(&response, request.head));
    ng_guard_disarm();
    if (!written)
        perror("nutgraf-search: cannot write the answer");
    /* The server waits for the end of the answer, not for what the system then takes back. */
    close(STDOUT_FILENO);
    _exit(0);
}
