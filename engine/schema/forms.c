/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The distinct words of one article. A slot belongs to the current article when its epoch is the
 * table's, so emptying the table is one addition. */
#include "forms.h"

#include <string.h>

#define ROOM_AT_START 256

void ng_forms_init(NgForms *forms)
{
    forms->all = g_array_new(FALSE, FALSE, sizeof(NgForm));
    forms->room = ROOM_AT_START;
    forms->slots = g_new0(NgFormSlot, forms->room);
    forms->epoch = 1;
    forms->bytes = g_string_sized_new(ROOM_AT_START * 8);
}

void ng_forms_clear(NgForms *forms)
{
    g_array_unref(forms->all);
    g_free(forms->slots);
    g_string_free(forms->bytes, TRUE);
}

void ng_forms_reset(NgForms *forms)
{
    g_array_set_size(forms->all, 0);
    g_string_truncate(forms->bytes, 0);
    if (++forms->epoch == 0) {
        memset(forms->slots, 0, forms->room * sizeof *forms->slots);
        forms->epoch = 1;
    }
}

static void grow(NgForms *forms)
{
    g_free(forms->slots);
    forms->room *= 2;
    forms->slots = g_new0(NgFormSlot, forms->room);
    forms->epoch = 1;
    for (guint32 i = 0; i < forms->all->len; i++) {
        guint32 at = g_array_index(forms->all, NgForm, i).hash & (forms->room - 1);
        while (forms->slots[at].epoch == forms->epoch)
            at = (at + 1) & (forms->room - 1);
        forms->slots[at] = (NgFormSlot) {forms->epoch, i};
    }
}

void ng_forms_count(NgForms *forms, const char *form, guint32 len)
{
    guint32 hash = 2166136261u; /* FNV-1a, 32 bits */
    for (guint32 i = 0; i < len; i++)
        hash = (hash ^ (guint8)form[i]) * 16777619u;
    hash ^= hash >> 15;
    guint32 at = hash & (forms->room - 1);
    while (forms->slots[at].epoch == forms->epoch) {
        NgForm *there = &g_array_index(forms->all, NgForm, forms->slots[at].form);
        if (there->hash == hash && there->len == len &&
            memcmp(forms->bytes->str + there->offset, form, len) == 0) {
            there->count++;
            return;
        }
        at = (at + 1) & (forms->room - 1);
    }
    NgForm fresh = {hash, (guint32)forms->bytes->len, len, 1};
    forms->slots[at] = (NgFormSlot) {forms->epoch, forms->all->len};
    g_array_append_val(forms->all, fresh);
    g_string_append_len(forms->bytes, form, len);
    if (forms->all->len * 2 > forms->room)
        grow(forms);
}
