/* SPDX-License-Identifier: GPL-2.0-or-later */
/* train-names: the column form read, and set as text in several ways, so that the recogniser learns
 * headlines, capitals and paragraphs as well as sentences cut apart. */
#include "tools/train-names/corpus.h"

#include <string.h>

static void sentence_free(Sentence *sentence)
{
    g_ptr_array_unref(sentence->words);
    g_array_unref(sentence->tags);
    g_free(sentence);
}

static Sentence *sentence_new(void)
{
    Sentence *sentence = g_new(Sentence, 1);
    sentence->words = g_ptr_array_new_with_free_func(g_free);
    sentence->tags = g_array_new(FALSE, FALSE, 1);
    return sentence;
}

static uint8_t tag_of(const char *name)
{
    static const char *const kinds[NG_NAME_KINDS] = {"PER", "ORG", "LOC", "MISC"};
    for (unsigned k = 0; k < NG_NAME_KINDS; k++)
        if (strlen(name) > 2 && strcmp(name + 2, kinds[k]) == 0)
            return (uint8_t)(1 + k);
    return 0;
}

static void add_word(Sentence *sentence, char *line, char *previous)
{
    char *space = strchr(line, ' '), *last = strrchr(line, ' ');
    const char *tag = last ? last + 1 : "O";
    uint8_t value = tag_of(tag);
    if (value && (tag[0] == 'B' || strlen(previous) < 3 || strcmp(previous + 2, tag + 2) != 0))
        value |= 8;
    g_strlcpy(previous, tag, 16);
    g_ptr_array_add(sentence->words, g_strndup(line, space ? (gsize)(space - line) : strlen(line)));
    g_array_append_val(sentence->tags, value);
}

GPtrArray *corpus_read(const char *path, GError **error)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, error))
        return NULL;
    GPtrArray *documents = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    GPtrArray *document = NULL;
    Sentence *sentence = sentence_new();
    char previous[16] = "O";
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        bool mark = g_str_has_prefix(lines[i], "-DOCSTART-");
        if (*g_strchomp(lines[i]) && !mark) {
            add_word(sentence, lines[i], previous);
            continue;
        }
        if (sentence->words->len) {
            if (!document) {
                document = g_ptr_array_new_with_free_func((GDestroyNotify)sentence_free);
                g_ptr_array_add(documents, document);
            }
            g_ptr_array_add(document, sentence);
            sentence = sentence_new();
        }
        g_strlcpy(previous, "O", sizeof previous);
        if (mark)
            document = NULL;
    }
    sentence_free(sentence);
    return documents;
}

static bool joins_left(const char *word)
{
    static const char *const joined[] = {"'s", "'", "n't", "'re", "'ve", "'ll", "'m", "'d", ",",
                                         ".",  ";", ":",   "?",   "!",   ")",   "]",  "%"};
    for (guint i = 0; i < G_N_ELEMENTS(joined); i++)
        if (strcmp(word, joined[i]) == 0)
            return true;
    return false;
}

enum { AS_IS, SHOUT, TITLE };

static void append_word(GString *text, const char *word, int how)
{
    if (how == SHOUT) {
        g_autofree char *upper = g_ascii_strup(word, -1);
        g_string_append(text, upper);
    } else if (how == TITLE && (strlen(word) > 3 || text->len == 0)) {
        g_string_append_c(text, g_ascii_toupper(word[0]));
        g_string_append(text, word + 1);
    } else {
        g_string_append(text, word);
    }
}

/* Appends a sentence to a paragraph's text and its names to gold. */
static void append_sentence(GString *text, const Sentence *s, const Setting *setting, int how,
                            uint32_t part, GArray *gold)
{
    bool open_mark = false, glue = true;
    if (text->len)
        g_string_append_c(text, ' ');
    for (guint i = 0; i < s->words->len; i++) {
        const char *word = g_ptr_array_index(s->words, i);
        uint8_t tag = g_array_index(s->tags, uint8_t, i);
        bool mark = strcmp(word, "\"") == 0;
        bool left = joins_left(word) || (mark && open_mark);
        if (i > 0 && (setting->spaced || !(glue || left)))
            g_string_append_c(text, ' ');
        glue = strcmp(word, "(") == 0 || (mark && !open_mark) || strcmp(word, "$") == 0;
        if (mark)
            open_mark = !open_mark;
        uint32_t begin = (uint32_t)text->len;
        append_word(text, word, how);
        if (tag & 8) {
            Gold name = {part, {begin, (uint32_t)text->len}, (tag & 7) - 1u};
            g_array_append_val(gold, name);
        } else if (tag) {
            g_array_index(gold, Gold, gold->len - 1).span.end = (uint32_t)text->len;
        }
    }
}

void document_free(Document *document)
{
    ng_article_free(document->article);
    g_array_unref(document->gold);
    g_free(document);
}

static void add_paragraph(Document *document, GString *text, uint32_t part)
{
    if (part == 0) {
        g_free(document->article->headline->text);
        document->article->headline->text = g_strdup(text->str);
    } else {
        g_ptr_array_add(document->article->paragraphs,
                        ng_paragraph_new(text->str, -1, NG_ROLE_BODY));
    }
    g_string_truncate(text, 0);
}

static Document *set_one(const GPtrArray *sentences, guint from, guint to, const Setting *setting,
                         GRand *rand)
{
    Document *document = g_new(Document, 1);
    document->article = ng_article_new();
    document->article->lang = g_strdup("en");
    document->gold = g_array_new(FALSE, FALSE, sizeof(Gold));
    g_autoptr(GString) text = g_string_new(NULL);
    uint32_t part = setting->titled ? 0 : 1;
    for (guint i = from; i < to; i++) {
        const Sentence *s = g_ptr_array_index(sentences, i);
        double dice = g_rand_double(rand);
        int how = dice < setting->shout                    ? SHOUT
                  : dice < setting->shout + setting->title ? TITLE
                                                           : AS_IS;
        append_sentence(text, s, setting, how, part, document->gold);
        const char *last = g_ptr_array_index(s->words, s->words->len - 1);
        if (setting->merged && part > 0 && i + 1 < to && strcmp(last, ".") == 0 &&
            g_rand_double(rand) < 0.5)
            continue;
        add_paragraph(document, text, part++);
    }
    if (text->len)
        add_paragraph(document, text, part);
    return document;
}

void corpus_set(const GPtrArray *sentences, const Setting *setting, GRand *rand,
                GPtrArray *documents)
{
    guint step = setting->most ? setting->most : sentences->len;
    for (guint from = 0; from < sentences->len; from += step)
        g_ptr_array_add(documents,
                        set_one(sentences, from, MIN(from + step, sentences->len), setting, rand));
}
