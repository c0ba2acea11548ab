/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what ANPA 1312 and IPTC 7901 have in common: messages between control characters,
 * with numbers that begin again every day.
 * Between the bytes and the two readers. Must not know: what a line of a message means. */
#pragma once

#include "indexer/input/agency.h"
#include "nutgraf/date.h"

G_BEGIN_DECLS

enum {
    WIRE_SOH = 0x01, /* begins the header */
    WIRE_STX = 0x02, /* begins the text */
    WIRE_ETX = 0x03, /* ends it */
    WIRE_EOT = 0x04, /* ends the message */
    WIRE_US = 0x1F,  /* between fields of ANPA's header */
};

typedef struct {
    char *bytes; /* the whole message as UTF-8, controls as they are; owned */
    gsize len;
    char *header;  /* from SOH to STX, or to the end; owned */
    GString *text; /* behind STX, to ETX or EOT; owned; "" without one */
    char *trailer; /* behind ETX; owned; "" without one */
} WireMessage;

void wire_message_clear(WireMessage *message);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WireMessage, wire_message_clear)

/* Calls `read` for every message of the input. false with the reason when there is none. */
typedef void (*WireRead)(Agency *agency, const WireMessage *message);
bool wire_read_messages(const NgInput *input, const NgSinks *sinks, WireRead read, GError **error);
/* Where the message that begins at or after `from` begins; len when there is none. */
gsize wire_next_message(const char *data, gsize len, gsize from);
/* SOH at most a few control characters into the file, or NULL. */
const char *wire_begin(const char *data, gsize len);

/* "agency-day-words": what a story is called that carries no id. Versions of one story have the
 * same words on one day. date may be NULL. New string. */
char *wire_id(const char *agency, const NgDate *date, const char *words);
/* For a kill that was sent before noon: takes back the story of those words of the day before too,
 * since a wire's day ends in the night. */
void wire_withdraw_day_before(Agency *agency, const NgArticle *kill, const char *outlet,
                              const NgDate *date, const char *words);

G_END_DECLS
