/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: which XML format a file is of, by the name of its outermost element. */
#include "indexer/input/nitf.h"

#include <string.h>

/* Behind the mark that ends a comment, an instruction or a document type; NULL when it is cut. */
static const char *behind(const char *at, const char *mark)
{
    const char *found = strstr(at, mark);
    return found ? found + strlen(mark) : NULL;
}

/* A document type may hold declarations in brackets, and these ">" of their own. */
static const char *behind_doctype(const char *at)
{
    gsize to_close = strcspn(at, ">");
    gsize to_bracket = strcspn(at, "[");
    return behind(at, to_bracket < to_close ? "]>" : ">");
}

char *ng_xml_sniff_root(const char *data, gsize len)
{
    /* UTF-16 has a NUL beside every ASCII character. */
    g_autoptr(GString) ascii = g_string_sized_new(len);
    for (gsize i = 0; i < len; i++) {
        if (data[i] != '\0') {
            g_string_append_c(ascii, data[i]);
        }
    }
    const char *at = ascii->str;
    for (; (unsigned char)*at >= 0x80; at++) {} /* a byte-order mark */
    for (guint rounds = 0; at && rounds < 50; rounds++) {
        at += strspn(at, " \t\r\n");
        if (g_str_has_prefix(at, "<?")) {
            at = behind(at, "?>");
        } else if (g_str_has_prefix(at, "<!--")) {
            at = behind(at, "-->");
        } else if (g_ascii_strncasecmp(at, "<!DOCTYPE", 9) == 0) {
            at = behind_doctype(at);
        } else if (*at == '<' && (g_ascii_isalpha(at[1]) || at[1] == '_')) {
            gsize name = strcspn(at + 1, " \t\r\n/>");
            g_autofree char *whole = g_strndup(at + 1, name);
            const char *colon = strrchr(whole, ':');
            return g_strdup(colon ? colon + 1 : whole);
        } else {
            return NULL;
        }
    }
    return NULL;
}
