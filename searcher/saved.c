/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Saved queries on disk. */
#include "saved.h"
#include "render/layout.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define NAME_MAX_BYTES 100
#define LOCK_TRIES 50
#define LOCK_WAIT_US 100000
static const char query_head[] = "# nutgraf-search: a saved query, version 1\n";
static const char state_head[] = "# nutgraf-search: what a saved query has shown, version 1\n";

/* ---- where ---- */

static char *query_path(const char *name)
{
    return g_build_filename(g_get_user_config_dir(), "nutgraf", "saved", name, NULL);
}

static char *state_path(const char *name, const char *ending)
{
    g_autofree char *file = g_strconcat(name, ending, NULL);
    return g_build_filename(g_get_user_state_dir(), "nutgraf", "saved", file, NULL);
}

static bool is_name(const char *name)
{
    if (!name[0] || name[0] == '.' || name[0] == '-' || strlen(name) > NAME_MAX_BYTES ||
        !g_utf8_validate(name, -1, NULL) || strchr(name, '/') || g_str_has_suffix(name, ".lock"))
        return false;
    for (const char *p = name; *p; p = g_utf8_next_char(p))
        if (!g_unichar_isprint(g_utf8_get_char(p)))
            return false;
    return true;
}

static bool check_name(const char *name, GError **error)
{
    if (is_name(name))
        return true;
    g_autofree char *shown = g_utf8_make_valid(name, -1);
    g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                "\"%s\" is no name for a saved query: letters, digits, dots and dashes are, not "
                "beginning with a dot or dash, %d bytes at most",
                shown, NAME_MAX_BYTES);
    return false;
}

static bool fail(GError **error, const char *what, const char *path, const char *why)
{
    g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot %s %s: %s", what, path, why);
    return false;
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **ng_saved_names(void)
{
    GPtrArray *names = g_ptr_array_new();
    g_autofree char *folder = query_path(NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));)
        if (is_name(name))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, by_text);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

static bool unknown(const char *name, GError **error)
{
    g_auto(GStrv) names = ng_saved_names();
    g_autofree char *all = g_strjoinv(", ", names);
    if (names[0])
        g_set_error(error, NG_ERROR, NG_ERROR_NOT_FOUND, "no query is saved as \"%s\"; there is %s",
                    name, all);
    else
        g_set_error(error, NG_ERROR, NG_ERROR_NOT_FOUND,
                    "no query is saved as \"%s\"; --save %s QUERY saves one", name, name);
    return false;
}

/* ---- reading ---- */

void ng_saved_free(NgSaved *saved)
{
    if (!saved)
        return;
    if (saved->lock >= 0)
        close(saved->lock);
    g_free(saved->name);
    g_strfreev(saved->arguments);
    ng_seen_free(saved->seen);
    g_free(saved);
}

static bool make_folder(const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    return g_mkdir_with_parents(folder, 0700) == 0 ||
           fail(error, "make the folder", folder, g_strerror(errno));
}

static bool lock(NgSaved *saved, GError **error)
{
    g_autofree char *path = state_path(saved->name, ".lock");
    if (!make_folder(path, error))
        return false;
    saved->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (saved->lock < 0)
        return fail(error, "lock", path, g_strerror(errno));
    for (int i = 0; flock(saved->lock, LOCK_EX | LOCK_NB) != 0; i++) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return fail(error, "lock", path, g_strerror(errno));
        if (i == LOCK_TRIES) {
            g_set_error(error, NG_ERROR, NG_ERROR_LOCKED, "another run of \"%s\" is not done yet",
                        saved->name);
            return false;
        }
        g_usleep(LOCK_WAIT_US);
    }
    return true;
}

static bool read_query(NgSaved *saved, GError **error)
{
    g_autofree char *path = query_path(saved->name), *text = NULL;
    g_autoptr(GError) failed = NULL;
    if (!g_file_get_contents(path, &text, NULL, &failed))
        return g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT)
                   ? unknown(saved->name, error)
                   : fail(error, "read", path, failed->message);
    if (!g_shell_parse_argv(text, NULL, &saved->arguments, &failed))
        return fail(error, "make out the query in", path, failed->message);
    return true;
}

/* Without a state it is as if nothing had been seen. */
static bool read_state(NgSaved *saved, GError **error)
{
    g_autofree char *path = state_path(saved->name, ""), *text = NULL;
    g_autoptr(GError) failed = NULL;
    if (!g_file_get_contents(path, &text, NULL, &failed))
        return g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
               fail(error, "read", path, failed->message);
    const char *run = text + strlen(state_head);
    const char *end = g_str_has_prefix(text, state_head) ? strchr(run, '\n') : NULL;
    g_autofree char *time = end ? g_strndup(run, (gsize)(end - run)) : NULL;
    g_autoptr(GDateTime) when = time ? g_date_time_new_from_iso8601(time, NULL) : NULL;
    if (!when || !ng_seen_add_text(saved->seen, end + 1))
        return fail(error, "make out", path,
                    "it is damaged; without it all that the query finds counts as new");
    saved->last_run = g_date_time_to_unix(when);
    return true;
}

NgSaved *ng_saved_open(const char *name, bool locked, GError **error)
{
    if (!check_name(name, error))
        return NULL;
    g_autoptr(NgSaved) saved = g_new0(NgSaved, 1);
    saved->lock = -1;
    saved->name = g_strdup(name);
    saved->seen = ng_seen_new();
    if (!read_query(saved, error) || (locked && !lock(saved, error)) || !read_state(saved, error))
        return NULL;
    return g_steal_pointer(&saved);
}

/* ---- writing ---- */

static bool write_file(const char *path, const char *text, GError **error)
{
    g_autoptr(GError) failed = NULL;
    return make_folder(path, error) &&
           (g_file_set_contents_full(path, text, -1,
                                     G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                     0600, &failed) ||
            fail(error, "write", path, failed->message));
}

static bool write_state(const char *name, const NgSeen *seen, gint64 now, GError **error)
{
    g_autofree char *path = state_path(name, ""), *hashes = ng_seen_to_text(seen);
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(now);
    g_autofree char *time = g_date_time_format(when, "%Y-%m-%dT%H:%M:%SZ");
    g_autofree char *text = g_strconcat(state_head, time, "\n", hashes, NULL);
    return write_file(path, text, error);
}

bool ng_saved_keep(const NgSaved *saved, gint64 now, GError **error)
{
    return write_state(saved->name, saved->seen, now, error);
}

static char *shell_line(char *const *arguments)
{
    static const char safe[] = "_-+=./:,@%^";
    GString *line = g_string_new(NULL);
    for (guint i = 0; arguments[i]; i++) {
        bool plain = arguments[i][0] != '\0';
        for (const char *p = arguments[i]; *p && plain; p++)
            plain = g_ascii_isalnum(*p) || strchr(safe, *p) || (guchar)*p >= 0x80;
        g_autofree char *quoted = plain ? g_strdup(arguments[i]) : g_shell_quote(arguments[i]);
        g_string_append_printf(line, "%s%s", i ? " " : "", quoted);
    }
    return g_string_free(line, FALSE);
}

bool ng_saved_may_add(const char *name, GError **error)
{
    if (!check_name(name, error))
        return false;
    g_autofree char *path = query_path(name);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                "a query is saved as \"%s\" already; take another name, or --forget %s first", name,
                name);
    return false;
}

bool ng_saved_add(const char *name, char *const *arguments, const NgSeen *seen, gint64 now,
                  GError **error)
{
    g_autofree char *path = query_path(name), *line = shell_line(arguments);
    g_autofree char *text = g_strconcat(query_head, line, "\n", NULL);
    /* the state first: a query without one would take all for new */
    return write_state(name, seen, now, error) && write_file(path, text, error);
}

bool ng_saved_forget(const char *name, GError **error)
{
    g_autofree char *query = query_path(name), *state = state_path(name, "");
    g_autofree char *locked = state_path(name, ".lock");
    if (!check_name(name, error))
        return false;
    if (g_unlink(query) != 0)
        return errno == ENOENT ? unknown(name, error)
                               : fail(error, "remove", query, g_strerror(errno));
    g_unlink(locked);
    return g_unlink(state) == 0 || errno == ENOENT ||
           fail(error, "remove", state, g_strerror(errno));
}

/* ---- listing ---- */

static char *last_run(const NgSaved *saved, const char *format, bool local)
{
    g_autoptr(GDateTime) when = local ? g_date_time_new_from_unix_local(saved->last_run)
                                      : g_date_time_new_from_unix_utc(saved->last_run);
    return saved->last_run && when ? g_date_time_format(when, format) : NULL;
}

void ng_saved_put(GString *out, const NgSaved *saved, bool json)
{
    static const NgView plain = {.width = 80};
    g_autofree char *line = shell_line(saved->arguments);
    g_autofree char *arguments = g_utf8_make_valid(line, -1);
    if (json) {
        g_autofree char *run = last_run(saved, "%Y-%m-%dT%H:%M:%SZ", false);
        json_t *object =
            json_pack("{s:s, s:s, s:s?, s:i}", "name", saved->name, "arguments", arguments,
                      "last_run", run, "seen", (int)ng_seen_count(saved->seen));
        char *dumped = json_dumps(object, JSON_COMPACT);
        g_string_append_printf(out, "%s\n", dumped);
        free(dumped);
        json_decref(object);
        return;
    }
    g_autofree char *run = last_run(saved, "%Y-%m-%d %H:%M", true);
    ng_put(out, &plain, NG_STYLE_PLAIN, saved->name, -1);
    g_string_append(out, "\n  nutgraf-search ");
    ng_put(out, &plain, NG_STYLE_PLAIN, arguments, -1);
    g_string_append_printf(out, "\n  last run %s, %u articles seen\n", run ? run : "never",
                           ng_seen_count(saved->seen));
}
