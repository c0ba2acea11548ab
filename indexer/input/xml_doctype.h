/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the one thing in a document type that a text may need: names for short texts.
 * For the mending of XML; everything else in it is passed over.
 * Must not know: what is declared elsewhere (nothing is ever fetched). */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* at: behind "<!DOCTYPE". Returns the place behind the declaration; puts entities whose value is a
 * plain text of at most 200 bytes into `entities` (char * to char *, both owned). *well_formed is
 * set to false when the declaration has no end. */
const char *ng_xml_doctype(const char *at, const char *end, GHashTable *entities,
                           bool *well_formed);

G_END_DECLS
