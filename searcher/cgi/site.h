/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: what the web server's configuration says about the site (docs/web.md). Read once
 * a process, before anything of a request.
 * Must not know: requests, the index. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char **db;         /* folders of the index, NULL-terminated */
    char *name;        /* of the site, or NULL */
    char *lang;        /* of the interface, or NULL: as the reader asks */
    char *stylesheet;  /* URL, or NULL */
    char *head, *foot; /* HTML, or NULL */
    char *origin;      /* "https://host", or NULL: as the request says */
    char *base;        /* path of the script, "" at the root; NULL: as the request says */
    char **cors;       /* origins that may read answers, or "*"; NULL-terminated */
    guint workers;     /* processes that answer under FastCGI; 0: as suits the machine */
    char *stamp;       /* another one when any of these is another */
} NgWebSite;

/* From the environment: NUTGRAF_DB, NUTGRAF_NAME, NUTGRAF_LANG, NUTGRAF_STYLESHEET, NUTGRAF_HEAD,
 * NUTGRAF_FOOT, NUTGRAF_URL, NUTGRAF_CORS, NUTGRAF_WORKERS. What makes no sense is left out, and
 * told on standard error. */
NgWebSite *ng_web_site_read(void);
void ng_web_site_free(NgWebSite *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgWebSite, ng_web_site_free)

/* A path as it can stand in a link: begins with one slash, or is ""; ends without one; what is no
 * plain character of a path is percent-encoded. New string. */
char *ng_web_path_clean(const char *path);
/* "host", "host:8080" or "[::1]:8080", and nothing else. */
bool ng_web_host_is_plain(const char *host);
