/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: one <REUTERS> or <DOC> record taken apart into its fields.
 * Between sgml.c, which finds records, and sgml_article.c, which makes articles of them.
 * Must not know: what a field means. */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

typedef enum {
    SGML_IGNORE,
    SGML_NUMBER, /* DOCNO, DOCID: what the record calls itself */
    SGML_TITLE,
    SGML_DATE,
    SGML_DATELINE,
    SGML_AUTHOR,
    SGML_SOURCE,
    SGML_LEAD, /* LEADPARA: stands before the text */
    SGML_BODY,
    SGML_TEXT, /* what stands in TEXT itself, outside of the elements in it */
    SGML_CAPTION,
    SGML_LOOSE, /* what stands in the record outside of every element */
    SGML_FIELDS
} SgmlField;

typedef struct {
    bool reuters;
    bool brief, unprocessed;      /* TEXT TYPE= */
    char *number;                 /* NEWID or id from the record's own tag, or NULL */
    GString *fields[SGML_FIELDS]; /* decoded UTF-8 with its line breaks; "" when absent */
} SgmlRecord;

/* record: valid UTF-8 that begins with its start tag. Free with sgml_record_free. */
SgmlRecord *sgml_record_parse(const char *record, gsize len);
void sgml_record_free(SgmlRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SgmlRecord, sgml_record_free)

G_END_DECLS
