/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search --serve: what serve.c needs and a test can look at.
 * Must not know: requests. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* A configuration for lighttpd: port of the loopback interface, `program` by FastCGI for
 * everything, all files it writes in folder. NULL when a path has a character that cannot stand in
 * one. */
char *ng_serve_config(const char *folder, const char *program, const char *db, unsigned port);
