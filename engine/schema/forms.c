/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The distinct words of one article. A slot belongs to the current article when its epoch is the
 * table's, so emptying the table is one addition. */
#include "forms.h"

#include <string.h>

#define ROOM_AT_START 4096

void ng_forms_init(NgForms *forms)
{
    forms->room = ROOM_AT_START;
    forms->slots = g_new0(NgForm, forms->room);
    forms->used = 0;
    forms->epoch = 1;
    forms->bytes = g_string_sized_new(ROOM_AT_START * 8);
}

void ng_forms_clear(NgForms *forms)
{
    g_free(forms->slots);
    g_string_free(forms->bytes, TRUE);
}

void ng_forms_reset(NgForms *forms)
{
    forms->used = 0;
    g_string_truncate(forms->bytes, 0);
    if (++forms->epoch == 0) {
        memset(forms->slots, 0, forms->room * sizeof *forms->slots);
        forms->epoch = 1;
    }
}

static void grow(NgForms *forms)
{
    guint32 old_room = forms->room;
    NgForm *old = forms->slots;
    forms->room *= 2;
    forms->slots = g_new0(NgForm, forms->room);
    for (guint32 i = 0; i < old_room; i++) {
        if (old[i].epoch != forms->epoch)
            continue;
        guint32 at = old[i].hash & (forms->room - 1);
        while (forms->slots[at].epoch == forms->epoch)
            at = (at + 1) & (forms->room - 1);
        forms->slots[at] = old[i];
    }
    g_free(old);
}

void ng_forms_count(NgForms *forms, const char *form, guint32 len)
{
    guint32 hash = 2166136261u; /* FNV-1a, 32 bits */
    for (guint32 i = 0; i < len; i++)
        hash = (hash ^ (guint8)form[i]) * 16777619u;
    hash ^= hash >> 15;
    guint32 at = hash & (forms->room - 1);
    while (forms->slots[at].epoch == forms->epoch) {
        NgForm *slot = &forms->slots[at];
        if (slot->hash == hash && slot->len == len &&
            memcmp(forms->bytes->str + slot->offset, form, len) == 0) {
            slot->count++;
            return;
        }
        at = (at + 1) & (forms->room - 1);
    }
    forms->slots[at] = (NgForm) {hash, forms->epoch, (guint32)forms->bytes->len, len, 1};
    g_string_append_len(forms->bytes, form, len);
    if (++forms->used * 2 > forms->room)
        grow(forms);
}
