/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options and words apart. */
#include "arguments.h"
#include "nutgraf/fields.h"

#include <string.h>

static const GOptionEntry *long_option(const GOptionEntry *entries, const char *name, gsize len)
{
    for (const GOptionEntry *entry = entries; entry->long_name; entry++)
        if (strlen(entry->long_name) == len && strncmp(entry->long_name, name, len) == 0)
            return entry;
    return NULL;
}

static const GOptionEntry *short_option(const GOptionEntry *entries, char letter)
{
    for (const GOptionEntry *entry = entries; entry->long_name; entry++)
        if (entry->short_name && entry->short_name == letter)
            return entry;
    return NULL;
}

/* Whether the next argument is its value. */
static bool wants_value(const GOptionEntry *entry)
{
    return entry->arg != G_OPTION_ARG_NONE &&
           !(entry->arg == G_OPTION_ARG_CALLBACK &&
             entry->flags & (G_OPTION_FLAG_NO_ARG | G_OPTION_FLAG_OPTIONAL_ARG));
}

static bool is_digits(const char *text)
{
    return *text && text[strspn(text, "0123456789")] == '\0';
}

/* The option that -x, -x5 or -xVALUE is, or NULL. */
static const GOptionEntry *dashed_option(const GOptionEntry *entries, const char *word,
                                         bool before_words)
{
    const GOptionEntry *entry = short_option(entries, word[1]);
    if (!entry || !word[2])
        return entry;
    if (!wants_value(entry))
        return NULL;
    if (entry->arg == G_OPTION_ARG_INT)
        return is_digits(word + 2) ? entry : NULL;
    return before_words ? entry : NULL;
}

/* The long option that was probably meant, or NULL. */
static const char *nearest_option(const GOptionEntry *entries, const char *name, gsize len)
{
    const char *nearest = NULL;
    guint best = 3;
    for (const GOptionEntry *entry = entries; entry->long_name; entry++) {
        guint distance =
            ng_spelling_distance(name, len, entry->long_name, strlen(entry->long_name));
        if (!(entry->flags & G_OPTION_FLAG_HIDDEN) && distance < best && distance + 1 < len) {
            best = distance;
            nearest = entry->long_name;
        }
    }
    return nearest;
}

static bool unknown(const GOptionEntry *entries, const char *word, bool dashed, GError **error)
{
    g_autofree char *shown = g_utf8_make_valid(word, -1);
    const char *nearest = dashed ? NULL : nearest_option(entries, word + 2, strcspn(word + 2, "="));
    if (nearest)
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                    "no option \"%.*s\"; did you mean --%s?", (int)strcspn(shown, "="), shown,
                    nearest);
    else if (dashed)
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                    "no option \"%s\"; to leave a word out, write it behind the first word, or "
                    "behind --",
                    shown);
    else
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, "no option \"%.*s\"",
                    (int)strcspn(shown, "="), shown);
    return false;
}

static void take(GPtrArray *to, const char *word)
{
    g_ptr_array_add(to, g_strdup(word));
}

bool ng_arguments_split(const GOptionEntry *entries, char *const *argv, NgArguments *arguments,
                        GError **error)
{
    *arguments = (NgArguments) {.options = g_ptr_array_new_with_free_func(g_free),
                                .words = g_ptr_array_new_with_free_func(g_free)};
    if (!argv[0])
        return true;
    take(arguments->options, argv[0]);
    for (guint i = 1; argv[i]; i++) {
        const char *word = argv[i];
        const GOptionEntry *entry = NULL;
        bool has_value = false;
        if (arguments->ends || word[0] != '-' || !word[1]) {
            take(arguments->words, word);
            continue;
        }
        if (strcmp(word, "--") == 0) {
            arguments->ends = true;
            continue;
        }
        if (word[1] == '-') {
            gsize len = strcspn(word + 2, "=");
            entry = long_option(entries, word + 2, len);
            has_value = word[2 + len] == '=';
            if (!entry)
                return unknown(entries, word, false, error);
        } else {
            bool before_words = arguments->words->len == 0;
            entry = dashed_option(entries, word, before_words);
            has_value = word[2] != '\0';
            if (!entry && before_words)
                return unknown(entries, word, true, error);
        }
        if (!entry) {
            take(arguments->words, word);
            continue;
        }
        if (word[1] != '-' && has_value) {
            /* GOption wants them apart */
            const char letter[] = {'-', word[1], '\0'};
            take(arguments->options, letter);
            take(arguments->options, word + 2);
            continue;
        }
        take(arguments->options, word);
        if (wants_value(entry) && !has_value && argv[i + 1])
            take(arguments->options, argv[++i]);
    }
    return true;
}

void ng_arguments_clear(NgArguments *arguments)
{
    g_clear_pointer(&arguments->options, g_ptr_array_unref);
    g_clear_pointer(&arguments->words, g_ptr_array_unref);
}
