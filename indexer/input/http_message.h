/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: an HTTP response as a web archive keeps it: status, type, body as it was meant.
 * Below the reader of web archives; knows no archives and no articles. */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

typedef struct {
    int status;
    char *type;    /* lower case, without parameters; NULL when not said */
    char *charset; /* or NULL */
    const char *body;
    gsize len;
    GByteArray *decoded; /* owns body when it was encoded */
} NgHttpMessage;

/* Parses head and body; chunks are joined and gzip, deflate and br undone, and left alone where the
 * archive's writer had done that already. Borrows the bytes. false with a reason. limit: for what
 * the body comes to. */
bool ng_http_message_parse(const char *data, gsize len, gsize limit, NgHttpMessage *message,
                           const char **reason);
void ng_http_message_clear(NgHttpMessage *message);
/* "text/html; charset=x" to its two parts, each NULL when not there. */
void ng_media_type_parse(const char *value, char **type, char **charset);

G_END_DECLS
