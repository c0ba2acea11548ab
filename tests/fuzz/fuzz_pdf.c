/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf fuzzing: the reader of PDF behind pdftotext: what that program prints, or anything that
 * somebody makes it print, to articles. No child is run. */
#include "indexer/input/pdf.h"

extern const NgReader reader_of_laid_out;

static int sniff(const char *data, gsize len, const char *path)
{
    (void)data, (void)len, (void)path;
    return 0;
}

static bool read_laid_out(const NgInput *input, const NgSinks *sinks, GError **error)
{
    return ng_pdf_read_laid_out(input->data, input->len, input, sinks, error);
}

const NgReader reader_of_laid_out = {.name = "pdf", .sniff = sniff, .read = read_laid_out};
