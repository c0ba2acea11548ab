/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/commands/load_common.h"
#include "nutgraf/stem.h"

#include <string.h>
#include <unistd.h>

/* The shipped data lies beside the program: in the build folder, or installed under share/. */
static char *shipped(const char *file)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *bin = program ? g_path_get_dirname(program) : g_strdup(".");
    const char *set = g_getenv("NUTGRAF_DATA");
    char *tried[] = {
        set ? g_build_filename(set, file, NULL) : NULL,
        g_build_filename(bin, "..", "share", "nutgraf", file, NULL),
        g_build_filename(bin, "..", "data", file, NULL),
    };
    char *found = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(tried); i++) {
        if (!found && tried[i] && access(tried[i], R_OK) == 0)
            found = g_steal_pointer(&tried[i]);
        g_free(tried[i]);
    }
    return found;
}

NgAuthority *ng_command_authority(const NgOptions *options, GError **error)
{
    g_autofree char *ours = shipped("actors.tsv");
    const char *paths[3] = {NULL};
    guint n = 0;
    if (ours)
        paths[n++] = ours;
    else
        g_printerr("nutgraf-index: actors.tsv is not found beside the program; only actors of "
                   "--actors are known\n");
    if (options->actors)
        paths[n++] = options->actors;
    const char *const dirs[] = {options->db, NULL};
    NgActorTable *changes = ng_actor_table_read(dirs, error);
    return changes ? ng_authority_load_changed(paths, changes, error) : NULL;
}

NgNameModel *ng_command_names(void)
{
    g_autofree char *path = shipped("names-en.model");
    g_autoptr(GError) error = NULL;
    NgNameModel *model = path ? ng_name_model_load(path, &error) : NULL;
    if (!model)
        g_printerr("nutgraf-index: %s; names in English text are found by the authority and rules "
                   "alone\n",
                   error ? error->message : "names-en.model is not found beside the program");
    return model;
}

bool ng_command_reader(const NgOptions *options, const NgReader **reader, GError **error)
{
    *reader = NULL;
    if (!options->format || strcmp(options->format, "auto") == 0)
        return true;
    *reader = ng_reader_by_name(options->format);
    if (*reader)
        return true;
    GString *names = g_string_new("auto");
    for (guint i = 0; ng_readers[i]; i++)
        g_string_append_printf(names, ", %s", ng_readers[i]->name);
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                "--format: no format \"%s\" in this version; there are %s", options->format,
                names->str);
    g_string_free(names, TRUE);
    return false;
}

bool ng_command_lang(const NgOptions *options, const char **lang, GError **error)
{
    *lang = NULL;
    if (!options->lang || strcmp(options->lang, "auto") == 0)
        return true;
    *lang = ng_language_normalise(options->lang);
    if (*lang)
        return true;
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                "--lang: \"%s\" is no language code (en, de, fr ...)", options->lang);
    return false;
}

int ng_command_finish(const NgOptions *options, const NgReport *report)
{
    if (options->json) {
        json_t *json = ng_report_json(report);
        if (ng_stop_asked)
            json_object_set_new(json, "interrupted", json_true());
        json_dumpf(json, stdout, JSON_INDENT(1) | JSON_ENSURE_ASCII);
        fputc('\n', stdout);
        json_decref(json);
    } else if (!options->quiet) {
        ng_report_print(report, stderr, options->dry_run, options->verbose);
        if (ng_stop_asked)
            fputs("interrupted: the rest was not read; the same command brings it\n", stderr);
    }
    if (ng_stop_asked)
        return NG_EXIT_INTERRUPTED;
    return report->skips->len ? NG_EXIT_SOME_SKIPPED : NG_EXIT_DONE;
}

guint64 ng_command_bytes(const GPtrArray *files)
{
    guint64 bytes = 0;
    for (guint i = 0; i < files->len; i++)
        bytes += ((const NgFile *)files->pdata[i])->size;
    return bytes;
}
