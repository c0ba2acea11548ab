/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line. */
#include "indexer/options.h"
#include "nutgraf/nutgraf.h"

#include <unistd.h>

static const char summary[] =
    "Commands:\n"
    "  add PATH... | add -    index files, folders, or what stands on standard input\n"
    "  update PATH...         add, and remove what has vanished under PATH\n"
    "  remove ID...           by article id, URL or source path\n"
    "  extract PATH... | -    print what would be indexed, one article a line (JSON)\n"
    "  export                 print the whole index in the same form\n"
    "  reindex                rebuild the index with today's analysis\n"
    "  stats                  what the index holds\n"
    "  list [--skipped]       its articles, or the inputs that were skipped\n"
    "  check [--repair]       look for damage\n"
    "  compact                make the index as small as it can be\n"
    "\n"
    "Examples:\n"
    "  nutgraf-index add news/          nutgraf-index add --outlet 'The Courier' page.html\n"
    "  nutgraf-index extract page.html  nutgraf-index export > all.ndjson\n"
    "See nutgraf-index(1). To search: nutgraf-search(1).";

bool ng_options_parse(int *argc, char ***argv, NgOptions *options, GError **error)
{
    *options = (NgOptions) {0};
    const GOptionEntry entries[] = {
        {"db", 'd', 0, G_OPTION_ARG_FILENAME, &options->db,
         "Folder of the index [$NUTGRAF_DB, ~/.local/share/nutgraf]", "DIR"},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options->format,
         "Format of the inputs: auto, text, html, sgml, ndjson", "NAME"},
        {"outlet", 0, 0, G_OPTION_ARG_STRING, &options->outlet, "Who published the inputs", "NAME"},
        {"lang", 0, 0, G_OPTION_ARG_STRING, &options->lang, "Their language: auto, en, de ...",
         "CODE"},
        {"actors", 0, 0, G_OPTION_ARG_FILENAME, &options->actors,
         "More actors than those that are shipped", "FILE"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &options->jobs, "Workers [one a processor]", "N"},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &options->dry_run, "Only say what would be done",
         NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &options->json, "Summary as JSON", NULL},
        {"source-only", 0, 0, G_OPTION_ARG_NONE, &options->source_only,
         "export, extract: without what analysis added", NULL},
        {"skipped", 0, 0, G_OPTION_ARG_NONE, &options->skipped, "list: the inputs skipped", NULL},
        {"repair", 0, 0, G_OPTION_ARG_NONE, &options->repair, "check: rebuild what can be read",
         NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, "No progress, no summary", NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options->verbose, "Name every skipped input", NULL},
        {"version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->words, NULL, NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new("COMMAND ...");
    g_option_context_set_summary(context, summary);
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, argc, argv, error))
        return false;
    if (!options->db)
        options->db = ng_index_default_dir();
    if (options->jobs < 0 || options->jobs > 256) {
        g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                            "--jobs takes a number from 1 to 256");
        return false;
    }
    if (options->jobs == 0)
        options->jobs = (int)g_get_num_processors();
    return true;
}

void ng_options_clear(NgOptions *options)
{
    g_free(options->db);
    g_free(options->format);
    g_free(options->outlet);
    g_free(options->lang);
    g_free(options->actors);
    g_strfreev(options->words);
}
