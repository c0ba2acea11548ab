/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: where a tag ends, and what attributes stand in it, however badly it is written.
 * For the mending of XML; looks only, and takes linear time over all tags of a file.
 * Must not know: what is open around the tag. */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

static inline bool ng_xml_name_start(char c)
{
    return g_ascii_isalpha(c) || c == '_';
}
static inline bool ng_xml_name_char(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_' || c == ':' || c == '.' || (guchar)c >= 0x80;
}

/* The ">" of the tag that begins at `at` ("<"), or NULL when it is none but a "<" in the text. */
const char *ng_xml_tag_end(const char *at, const char *end);

typedef struct {
    const char *name, *value; /* in the tag; value "" when there is none */
    gsize name_len, value_len;
} NgXmlTagAttr;

/* The next attribute at or behind *at, which moves behind it; false when there is none.
 * *well_formed is set to false when it is not written as XML wants it. */
bool ng_xml_tag_attr(const char **at, const char *end, NgXmlTagAttr *attr, bool *well_formed);

G_END_DECLS
