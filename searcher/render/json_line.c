/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines of JSON. */
#include "json_line.h"

#include <stdbool.h>

#define FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(12) | JSON_ENCODE_ANY)

json_t *ng_json_text(const char *text)
{
    if (!text)
        return json_null();
    json_t *string = json_string(text);
    if (string)
        return string;
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return json_string(valid);
}

/* One line. DEL, C1 and the marks that turn text around stand as escapes, as C0 always does: JSON
 * is also printed on terminals. They only occur inside strings. */
void ng_json_put_line(GString *out, json_t *value)
{
    char *dumped = json_dumps(value, FLAGS);
    json_decref(value);
    for (const char *p = dumped; p && *p;) {
        const guchar *u = (const guchar *)p;
        bool bidi =
            u[0] == 0xe2 &&
            ((u[1] == 0x80 && ((u[2] >= 0xa8 && u[2] <= 0xae) || u[2] == 0x8e || u[2] == 0x8f)) ||
             (u[1] == 0x81 && u[2] >= 0xa6 && u[2] <= 0xa9));
        if (u[0] == 0x7f || (u[0] == 0xc2 && u[1] < 0xa0) || bidi) {
            g_string_append_printf(out, "\\u%04x", g_utf8_get_char(p));
            p = g_utf8_next_char(p);
        } else {
            g_string_append_c(out, *p++);
        }
    }
    g_string_append_c(out, '\n');
    free(dumped);
}
