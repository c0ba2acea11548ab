/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what the readers of mail share: a message as press offices send it to an article.
 * Below the readers of single messages and of mailboxes; knows text and HTML readers by their
 * contract only. */
#pragma once

#include "indexer/input/reader.h"

G_BEGIN_DECLS

/* What the header of a message says, cleaned. Strings are owned, NULL when not there. */
typedef struct {
    char *subject;   /* without "Fwd:", list tags */
    char *published; /* ISO 8601 */
    char *sender;    /* the name in From */
    char *address;   /* and the address */
    char *organisation;
    bool press; /* sent by a press office, or calls itself a release */
} NgMailHead;

void ng_mail_head_clear(NgMailHead *head);
/* "Fwd: [list] Acme opens plant" to its words; list: tag of a mailing list or NULL. New string,
 * NULL when nothing is left. */
char *ng_mail_subject(const char *subject, const char *list);
/* From a name, "Acme Press Office", "Jane Roe (Acme)", to the one who speaks through it. */
char *ng_mail_issuer(const NgMailHead *head);
/* Whether sender or subject are a press office's. */
bool ng_mail_is_press(const NgMailHead *head);

/* The text of a plain body (UTF-8) without signature, mailing lists' footers and quoted mail. When
 * it is but a forwarded message, what its own header says replaces the head's. flowed: lines that
 * end in a blank go on (RFC 3676); delsp: that blank is none. New string. */
char *ng_mail_text(const char *body, gsize len, bool flowed, bool delsp, NgMailHead *head);
/* Takes away what mail programs and lists put around an article: links to a browser's version,
 * how to unsubscribe, confidentiality notices. */
void ng_mail_trim(NgArticle *article);

/* One article of the message's bodies, either of which may be NULL: the better one, with what only
 * the header knows. html: bytes as they were, after charset. NULL when there is no text. */
NgArticle *ng_mail_article(const NgInput *input, NgMailHead *head, const char *plain,
                           const char *html, gsize html_len);

G_END_DECLS
