/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the lines of an authority file, cut in place: id, kind, name, aliases, offices. */
#include "engine/news/authority.h"

#include "nutgraf/error.h"

#include <string.h>

bool ng_authority_refuse(GError **error, const char *path, uint32_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *reason = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "%s:%u: %s", path, line, reason);
    return false;
}

bool ng_actor_id_valid(const char *id)
{
    const char *c = id;
    while (g_ascii_islower(*c) || g_ascii_isdigit(*c) || *c == '-' || *c == '.' || *c == '_' ||
           *c == '~')
        c++;
    return !*c && c > id && c - id <= NG_ACTOR_ID_BYTES;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t")] == '\0';
}

static bool parse_line(char *text, const char *path, NgAuthorityLine *line, GError **error)
{
    char *field[5] = {text, NULL, NULL, NULL, NULL};
    guint n = 1;
    for (char *c = text; (c = strchr(c, '\t'));) {
        *c++ = '\0';
        if (n == G_N_ELEMENTS(field))
            return ng_authority_refuse(error, path, line->line, "more than five columns");
        field[n++] = c;
    }
    if (n < 3)
        return ng_authority_refuse(error, path, line->line,
                                   "needs id, kind and name, separated by tabs");
    if (!ng_actor_id_valid(field[0]))
        return ng_authority_refuse(
            error, path, line->line,
            "id \"%.60s\" is not of lower-case ASCII letters, digits and hyphens", field[0]);
    if (!ng_actor_kind_parse(field[1], &line->kind))
        return ng_authority_refuse(error, path, line->line,
                                   "kind \"%.60s\" is not org, person or place", field[1]);
    if (is_blank(field[2]))
        return ng_authority_refuse(error, path, line->line, "the name is empty");
    line->id = field[0];
    line->name = field[2];
    line->aliases = field[3] && *field[3] ? field[3] : NULL;
    line->offices = field[4] && *field[4] ? field[4] : NULL;
    return true;
}

bool ng_authority_parse(char *text, gsize len, const char *path, uint32_t file, GArray *lines,
                        GError **error)
{
    uint32_t number = 0;
    const char *end = text + len, *bad;
    bool ascii_or_valid = g_utf8_validate(text, (gssize)len, &bad);
    for (char *at = text; at < end;) {
        char *stop = memchr(at, '\n', (gsize)(end - at));
        char *next = stop ? stop + 1 : text + len;
        if (!stop)
            stop = text + len;
        if (stop > at && stop[-1] == '\r')
            stop--;
        *stop = '\0';
        number++;
        if (!ascii_or_valid && memchr(at, '\0', (gsize)(stop - at)))
            return ng_authority_refuse(error, path, number, "holds a NUL byte");
        if (!ascii_or_valid && !g_utf8_validate(at, stop - at, &bad))
            return ng_authority_refuse(error, path, number, "is not valid UTF-8 at byte %u",
                                       (unsigned)(bad - at) + 1);
        if (*at != '#' && !is_blank(at)) {
            NgAuthorityLine line = {.file = file, .line = number, .order = lines->len};
            if (!parse_line(at, path, &line, error))
                return false;
            g_array_append_val(lines, line);
        }
        at = next;
    }
    return true;
}
