/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: an answer to a web server: status, headers, body (RFC 3875, 6).
 * Filled by answer.c, sent by cgi.c or fastcgi.c.
 * Must not know: where it goes. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    int status;
    GString *headers; /* whole lines */
    GString *body;
} NgResponse;

/* 200, without headers and body. To be cleared. */
void ng_response_init(NgResponse *response);
void ng_response_clear(NgResponse *response);
/* As it was after init. */
void ng_response_reset(NgResponse *response);
/* A value with a control character in it is left out, whole: it could begin another header. */
void ng_response_header(NgResponse *response, const char *name, const char *value);
/* "Status: 200 OK" and so on, as bytes; to HEAD, and with 204 and 304, without the body, but with
 * its length to HEAD. Appended to `out`. */
void ng_response_put(const NgResponse *response, bool head, GString *out);
/* The same in two parts, for whoever does not want the body copied. The second is borrowed; NULL:
 * none is sent. */
void ng_response_put_head(const NgResponse *response, GString *out);
const GString *ng_response_body(const NgResponse *response, bool head);
