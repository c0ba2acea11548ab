/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers as bytes. */
#include "response.h"

void ng_response_init(NgResponse *response)
{
    *response = (NgResponse) {
        .status = 200, .headers = g_string_sized_new(1024), .body = g_string_sized_new(32768)};
}

void ng_response_clear(NgResponse *response)
{
    g_string_free(response->headers, TRUE);
    g_string_free(response->body, TRUE);
    *response = (NgResponse) {0};
}

void ng_response_reset(NgResponse *response)
{
    response->status = 200;
    g_string_truncate(response->headers, 0);
    g_string_truncate(response->body, 0);
}

void ng_response_header(NgResponse *response, const char *name, const char *value)
{
    for (const char *p = value; *p; p++)
        if (((guchar)*p < 0x20 && *p != '\t') || *p == 0x7f)
            return;
    g_string_append_printf(response->headers, "%s: %s\r\n", name, value);
}

static const char *reason_of(int status)
{
    static const struct {
        int status;
        const char *reason;
    } known[] = {{200, "OK"},           {304, "Not Modified"},       {400, "Bad Request"},
                 {404, "Not Found"},    {405, "Method Not Allowed"}, {413, "Content Too Large"},
                 {414, "URI Too Long"}, {503, "Service Unavailable"}};
    for (guint i = 0; i < G_N_ELEMENTS(known); i++)
        if (known[i].status == status)
            return known[i].reason;
    return "Error";
}

static bool is_bodiless(const NgResponse *response)
{
    return response->status == 304;
}

void ng_response_put_head(const NgResponse *response, GString *out)
{
    g_string_append_printf(out, "Status: %d %s\r\n", response->status, reason_of(response->status));
    g_string_append_len(out, response->headers->str, (gssize)response->headers->len);
    if (!is_bodiless(response))
        g_string_append_printf(out, "Content-Length: %" G_GSIZE_FORMAT "\r\n", response->body->len);
    g_string_append(out, "\r\n");
}

const GString *ng_response_body(const NgResponse *response, bool head)
{
    return head || is_bodiless(response) ? NULL : response->body;
}

void ng_response_put(const NgResponse *response, bool head, GString *out)
{
    const GString *body = ng_response_body(response, head);
    ng_response_put_head(response, out);
    if (body)
        g_string_append_len(out, body->str, (gssize)body->len);
}
