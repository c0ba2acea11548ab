/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The site's configuration. */
#include "site.h"
#include "nutgraf/nutgraf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEMPLATE_MAX_BYTES (256 * 1024)
#define WORKERS_MAX 64

static void complain(const char *variable, const char *what)
{
    fprintf(stderr, "nutgraf-search: %s is not used: %s\n", variable, what);
}

/* NULL when it is not set, empty, or no UTF-8. */
static char *text_of(const char *variable)
{
    const char *value = getenv(variable);
    if (!value || !*value)
        return NULL;
    if (g_utf8_validate(value, -1, NULL))
        return g_strdup(value);
    complain(variable, "it is no UTF-8");
    return NULL;
}

/* The file that the variable names. */
static char *template_of(const char *variable)
{
    const char *path = getenv(variable);
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    gsize len;
    if (!path || !*path)
        return NULL;
    if (!g_file_get_contents(path, &text, &len, &error))
        complain(variable, error->message);
    else if (len > TEMPLATE_MAX_BYTES)
        complain(variable, "the file has more than 256 KB");
    else if (!g_utf8_validate(text, (gssize)len, NULL))
        complain(variable, "the file is no UTF-8");
    else
        return g_steal_pointer(&text);
    return NULL;
}

bool ng_web_host_is_plain(const char *host)
{
    const char *p = host;
    gsize len;
    if (*p == '[') {
        len = strspn(p + 1, "0123456789abcdefABCDEF:.");
        if (len == 0 || p[len + 1] != ']')
            return false;
        p += len + 2;
    } else {
        len = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
        if (len == 0 || len > 253)
            return false;
        p += len;
    }
    if (*p == ':') {
        len = strspn(p + 1, "0123456789");
        if (len == 0 || len > 5)
            return false;
        p += len + 1;
    }
    return *p == '\0';
}

char *ng_web_path_clean(const char *path)
{
    GString *out = g_string_new(NULL);
    for (const char *p = path ? path : ""; *p; p++) {
        if (*p == '/') {
            /* two at the beginning would name a host */
            if (out->len == 0 || out->str[out->len - 1] != '/')
                g_string_append_c(out, '/');
        } else {
            if (out->len == 0)
                g_string_append_c(out, '/');
            if (g_ascii_isalnum(*p) || strchr("._~-", *p))
                g_string_append_c(out, *p);
            else
                g_string_append_printf(out, "%%%02X", (guchar)*p);
        }
    }
    if (out->len > 0 && out->str[out->len - 1] == '/')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

/* "https://host/path" into origin and base. */
static void read_url(NgWebSite *site)
{
    g_autofree char *url = text_of("NUTGRAF_URL");
    if (!url)
        return;
    gsize scheme = g_str_has_prefix(url, "https://")  ? strlen("https://")
                   : g_str_has_prefix(url, "http://") ? strlen("http://")
                                                      : 0;
    gsize len = scheme + strcspn(url + scheme, "/");
    g_autofree char *host = g_strndup(url + scheme, len - scheme);
    if (scheme == 0 || !ng_web_host_is_plain(host) || strpbrk(url + len, "?#%")) {
        complain("NUTGRAF_URL", "it is to be https://HOST or https://HOST/PATH");
        return;
    }
    site->origin = g_strndup(url, len);
    site->base = ng_web_path_clean(url + len);
}

static char **read_cors(void)
{
    g_autofree char *text = text_of("NUTGRAF_CORS");
    g_auto(GStrv) words = g_strsplit_set(text ? text : "", " ,\t", -1);
    g_autoptr(GPtrArray) origins = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; words[i]; i++) {
        const char *host = strstr(words[i], "://");
        if (!words[i][0])
            continue;
        if (strcmp(words[i], "*") == 0 || (host && ng_web_host_is_plain(host + strlen("://"))))
            g_ptr_array_add(origins, g_strdup(words[i]));
        else
            complain("NUTGRAF_CORS", "it is to be * or origins as https://HOST");
    }
    g_ptr_array_add(origins, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&origins), FALSE);
}

/* 0: as many as suit the machine. */
static guint read_workers(void)
{
    const char *text = getenv("NUTGRAF_WORKERS");
    guint64 workers;
    if (text && g_ascii_string_to_unsigned(text, 10, 1, WORKERS_MAX, &workers, NULL))
        return (guint)workers;
    if (text && *text)
        complain("NUTGRAF_WORKERS", "it is to be a number from 1 to 64");
    return 0;
}

static void set_stamp(NgWebSite *site)
{
    const char *parts[] = {NG_VERSION, site->name,   site->lang, site->stylesheet, site->head,
                           site->foot, site->origin, site->base, site->db[0]};
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        g_checksum_update(sum, (const guchar *)(parts[i] ? parts[i] : ""),
                          parts[i] ? (gssize)strlen(parts[i]) + 1 : 1);
    site->stamp = g_strndup(g_checksum_get_string(sum), 16);
}

NgWebSite *ng_web_site_read(void)
{
    NgWebSite *site = g_new0(NgWebSite, 1);
    site->db = g_new0(char *, 2);
    site->db[0] = ng_index_default_dir();
    site->name = text_of("NUTGRAF_NAME");
    site->lang = text_of("NUTGRAF_LANG");
    site->stylesheet = text_of("NUTGRAF_STYLESHEET");
    site->head = template_of("NUTGRAF_HEAD");
    site->foot = template_of("NUTGRAF_FOOT");
    site->cors = read_cors();
    site->workers = read_workers();
    read_url(site);
    set_stamp(site);
    return site;
}

void ng_web_site_free(NgWebSite *site)
{
    if (!site)
        return;
    g_strfreev(site->db);
    g_free(site->name);
    g_free(site->lang);
    g_free(site->stylesheet);
    g_free(site->head);
    g_free(site->foot);
    g_free(site->origin);
    g_free(site->base);
    g_strfreev(site->cors);
    g_free(site->stamp);
    g_free(site);
}
