/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line. */
#include "indexer/options.h"
#include "nutgraf/date.h"
#include "nutgraf/fields.h"
#include "nutgraf/nutgraf.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
    "nutgraf-index [OPTIONS] COMMAND    reads news into an index for nutgraf-search\n"
    "  add PATH... | add -     files, folders, or what stands on standard input\n"
    "  update PATH...          add, and remove what has vanished under PATH\n"
    "  remove ID...            by article id, URL or source path\n"
    "  extract PATH... | -     print what would be indexed, one article a line (JSON)\n"
    "  export                  print the whole index in the same form\n"
    "  reindex                 rebuild the index with today's analysis\n"
    "  stats, list [--skipped] what the index holds; what was skipped, and why\n"
    "  actors SUBCOMMAND       who is known: list, show, add, merge, undo ...\n"
    "  check [--repair]        look for damage; compact: make it as small as can be\n"
    "Options:\n"
    "  -d, --db DIR            the index  [$NUTGRAF_DB, else ~/.local/share/nutgraf]\n"
    "  -f, --format NAME       html, feed, newsml, pdf ...  [told by their bytes]\n"
    "  --outlet NAME           who published the inputs\n"
    "  --lang CODE             their language: auto, en, de ...\n"
    "  --actors FILE           more people, organisations and places to know\n"
    "  -j, --jobs N            workers  [one a processor]\n"
    "  -n, --dry-run           only say what would be done\n"
    "  --json                  the summary as JSON\n"
    "  --source-only           extract, export: without what analysis added\n"
    "  --words-only            add, reindex: names, quotations and times are not looked for\n"
    "  --provenance            extract: what else was considered for each field\n"
    "  -q, -v, --version       quiet; name every skipped input; which version this is\n"
    "Example:  nutgraf-index add --outlet 'The Courier' pages/\n"
    "Manual:   nutgraf-index(1), nutgraf-search(1), nutgraf-query(7)\n";

void ng_options_help(void)
{
    fputs(help, stdout);
}

/* -j2 as -j 2: GOption knows the value of a short option only as a word of its own. */
static char **split_short_options(int argc, char **argv)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    bool options = true;
    for (int i = 0; i < argc; i++) {
        const char *word = argv[i];
        options = options && strcmp(word, "--") != 0;
        if (options && i > 0 && word[0] == '-' && word[1] && strchr("djf", word[1]) && word[2]) {
            g_ptr_array_add(words, g_strndup(word, 2));
            g_ptr_array_add(words, g_strdup(word + 2));
        } else {
            g_ptr_array_add(words, g_strdup(word));
        }
    }
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
}

/* GOption's message names no other option: ours names the one that was probably meant. */
static void propose_option(const GOptionEntry *entries, char **argv, GError **error)
{
    if (!error || !g_error_matches(*error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
        return;
    for (guint i = 1; argv[i] && strcmp(argv[i], "--") != 0; i++) {
        const char *name = argv[i] + 2, *nearest = NULL;
        gsize len = g_str_has_prefix(argv[i], "--") ? strcspn(name, "=") : 0;
        guint best = 3;
        for (const GOptionEntry *entry = entries; len && entry->long_name; entry++) {
            guint distance =
                ng_spelling_distance(name, len, entry->long_name, strlen(entry->long_name));
            if (distance < best && distance + 1 < len) {
                best = distance;
                nearest = entry->long_name;
            }
        }
        if (!nearest || best == 0)
            continue;
        g_autofree char *shown = g_utf8_make_valid(argv[i], (gssize)(len + 2));
        g_clear_error(error);
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                    "no option \"%s\"; did you mean --%s?", shown, nearest);
        return;
    }
}

bool ng_options_parse(int argc, char **argv, NgOptions *options, GError **error)
{
    *options = (NgOptions) {0};
    const GOptionEntry entries[] = {
        {"db", 'd', 0, G_OPTION_ARG_FILENAME, &options->db,
         "Folder of the index [$NUTGRAF_DB, ~/.local/share/nutgraf]", "DIR"},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options->format, "Format of the inputs [auto]",
         "NAME"},
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
        {"words-only", 0, 0, G_OPTION_ARG_NONE, &options->words_only,
         "add, reindex: names, quotations and times are not looked for", NULL},
        {"provenance", 0, 0, G_OPTION_ARG_NONE, &options->provenance,
         "extract: what else was considered for each field", NULL},
        {"skipped", 0, 0, G_OPTION_ARG_NONE, &options->skipped, "list: the inputs skipped", NULL},
        {"repair", 0, 0, G_OPTION_ARG_NONE, &options->repair, "check: rebuild what can be read",
         NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, "No progress, no summary", NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options->verbose, "Name every skipped input", NULL},
        {"help", 'h', 0, G_OPTION_ARG_NONE, &options->help, "This", NULL},
        {"version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->words, NULL, NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new("COMMAND ...");
    g_option_context_set_help_enabled(context, FALSE); /* ours fits a screen */
    g_option_context_add_main_entries(context, entries, NULL);
    g_auto(GStrv) words = split_short_options(argc, argv);
    if (!g_option_context_parse_strv(context, &words, error)) {
        propose_option(entries, argv, error);
        return false;
    }
    g_autofree char *wrong = NULL;
    if (!ng_now_check(&wrong)) {
        g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, wrong);
        return false;
    }
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
