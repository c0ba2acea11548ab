/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: the ways in which a web server runs it. For main.c.
 * Must not know: options of the command line. */
#pragma once

#include <stdbool.h>

/* ---- cgi.c: one request, CGI/1.1 (RFC 3875) ---- */

/* Answers the request in the environment on standard output, and ends the process. */
_Noreturn void ng_cgi_run(void);

/* ---- fastcgi.c: many requests, one after the other in each of several processes ---- */

/* Whether standard input is a socket that listens, as a FastCGI manager gives it. */
bool ng_fastcgi_is_meant(void);
/* Answers until it is told to end (SIGTERM); the exit code. */
int ng_fastcgi_run(void);

/* ---- serve.c: --serve ---- */

/* Runs lighttpd on the loopback interface with this program behind it, until Ctrl-C. port: 0 for
 * one that is free. db: folders of the index, of which there is one. The exit code. */
int ng_serve_run(unsigned port, char *const *db);
