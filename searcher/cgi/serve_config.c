/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The configuration that --serve gives to lighttpd. */
#include "serve.h"

#include <string.h>

/* In double quotes, as lighttpd reads them. */
static void put_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *p = text; *p; p++) {
        if (*p == '"' || *p == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p);
    }
    g_string_append_c(out, '"');
}

static void put_setting(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, "%s = ", name);
    put_quoted(out, value);
    g_string_append_c(out, '\n');
}

/* A line end in a path would be another line of the configuration. */
static bool can_stand(const char *path)
{
    for (const char *p = path; *p; p++)
        if ((guchar)*p < 0x20)
            return false;
    return true;
}

char *ng_serve_config(const char *folder, const char *program, const char *db, unsigned port)
{
    g_autofree char *root = g_build_filename(folder, "root", NULL);
    g_autofree char *log = g_build_filename(folder, "log", NULL);
    g_autofree char *socket_path = g_build_filename(folder, "socket", NULL);
    g_autofree char *url = g_strdup_printf("http://127.0.0.1:%u", port);
    if (!can_stand(folder) || !can_stand(program) || !can_stand(db) || strpbrk(program, " \t"))
        return NULL;
    GString *out = g_string_new("server.modules = ( \"mod_access\", \"mod_fastcgi\" )\n"
                                "server.bind = \"127.0.0.1\"\n"
                                "server.tag = \"nutgraf\"\n");
    g_string_append_printf(out, "server.port = %u\n", port);
    /* Addresses and bodies come to us as they were sent, so that it is us who say what is wrong
     * with them. The last of these ends lighttpd's reading of the list. */
    g_string_append(out, "server.http-parseopts = (\n"
                         "  \"method-get-body\" => \"enable\",\n"
                         "  \"url-normalize\" => \"disable\"\n)\n"
                         /* in KB: more is not kept for us to refuse */
                         "server.max-request-size = 1024\n");
    put_setting(out, "server.document-root", root);
    put_setting(out, "server.errorlog", log);
    g_string_append(out, "server.upload-dirs = ( ");
    put_quoted(out, folder);
    g_string_append(out, " )\n");
    /* Some page's script could ask for a name that has been made to mean this machine. */
    g_string_append(out, "$HTTP[\"host\"] !~ \"^((127\\.0\\.0\\.1|localhost)(:[0-9]+)?)?$\" {\n"
                         "  url.access-deny = ( \"\" )\n}\n"
                         "fastcgi.server = ( \"/\" => ((\n"
                         "  \"check-local\" => \"disable\",\n"
                         "  \"fix-root-scriptname\" => \"enable\",\n"
                         "  \"max-procs\" => 1,\n  \"socket\" => ");
    put_quoted(out, socket_path);
    g_string_append(out, ",\n  \"bin-path\" => ");
    put_quoted(out, program);
    g_string_append(out, ",\n  \"bin-environment\" => ( \"NUTGRAF_DB\" => ");
    put_quoted(out, db);
    g_string_append(out, ", \"NUTGRAF_URL\" => ");
    put_quoted(out, url);
    g_string_append(out, " )\n)))\n");
    return g_string_free(out, FALSE);
}
