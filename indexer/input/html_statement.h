/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a page of a newsroom told from one of a newspaper.
 * After the main text was chosen, before its fields are settled.
 * Must not know: sites. */
#pragma once

#include "indexer/input/html_content.h"
#include "indexer/input/html_facts.h"

G_BEGIN_DECLS

/* Whether the page is a press statement: then adds the kind, and whom it says it is about under the
 * rule "about section", and unmarks what stands behind its end mark or is about its issuer. outlet:
 * as settled so far, or NULL. */
bool ng_statement_read(NgFacts *facts, const NgPage *page, NgBlocks *blocks,
                       const NgContent *content, const char *outlet);
/* Whether a short text, as a genre or a subject, says that something is a press statement: "Press
 * Release: Acme opens plant". text: UTF-8. */
bool ng_statement_is_named(const char *text);
/* "Acme Newsroom" is Acme's; new string. */
char *ng_statement_issuer(const char *outlet);

G_END_DECLS
