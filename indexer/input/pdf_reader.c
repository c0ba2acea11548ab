/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of PDF documents, as press offices publish their statements: its text goes through the
 * reader of plain text, which knows what stands on a release. */
#include "indexer/input/pdf.h"

#include <string.h>

typedef struct {
    const NgSinks *sinks;
    const char *title, *letterhead;
    bool outlet_given;
} Passing;

static bool pass_article(NgArticle *article, gpointer data)
{
    const Passing *passing = data;
    if (passing->title)
        ng_article_set_provenance(article, "title", "pdf:largest words");
    if (!article->outlet && !passing->outlet_given && passing->letterhead) {
        article->outlet = ng_clean_text(passing->letterhead, -1);
        ng_article_set_provenance(article, "outlet", "pdf:letterhead");
    }
    return passing->sinks->article(article, passing->sinks->data);
}

static void pass_skip(const char *where, const char *reason, gpointer data)
{
    const Passing *passing = data;
    passing->sinks->skip(where, reason, passing->sinks->data);
}

bool ng_pdf_read_laid_out(const char *words, gsize len, const NgInput *input, const NgSinks *sinks,
                          GError **error)
{
    NgPdfText pdf;
    ng_pdf_text(words, len, &pdf);
    g_autofree char *title = pdf.title ? ng_clean_text(pdf.title, -1) : NULL;
    g_autofree char *text =
        title ? g_strconcat("Title: ", title, "\n\n", pdf.text, NULL) : g_strdup(pdf.text);
    Passing passing = {sinks, title, pdf.letterhead, input->outlet != NULL};
    NgSinks inner = {.article = pass_article, .skip = pass_skip, .data = &passing};
    NgInput plain = *input;
    plain.data = text;
    plain.len = strlen(text);
    bool blank = pdf.text[strspn(pdf.text, " \n")] == '\0';
    if (blank) {
        ng_pdf_text_clear(&pdf);
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                            "a PDF document without text: pictures of pages");
        return false;
    }
    bool ok = ng_reader_text.read(&plain, &inner, error);
    ng_pdf_text_clear(&pdf);
    return ok;
}

static bool read_pdf(const NgInput *input, const NgSinks *sinks, GError **error)
{
    gsize len = 0;
    g_autofree char *words = ng_pdf_words(input->data, input->len, &len, error);
    return words && ng_pdf_read_laid_out(words, len, input, sinks, error);
}

/* The mark may stand behind some bytes that a server put there. */
static int sniff(const char *data, gsize len, const char *path)
{
    (void)path;
    return g_strstr_len(data, (gssize)MIN(len, (gsize)1024), "%PDF-") == data ? 98
           : g_strstr_len(data, (gssize)MIN(len, (gsize)64), "%PDF-1.")       ? 90
                                                                              : 0;
}

const NgReader ng_reader_pdf = {.name = "pdf", .sniff = sniff, .read = read_pdf};
