/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers, plurals and dates in the manner of a language. */
#include "words.h"
#include "html_escape.h"
#include "nutgraf/date.h"

#include <string.h>

const NgWords *ng_words(const char *lang)
{
    static const NgWords *const all[] = {&ng_words_en, &ng_words_de, &ng_words_fr};
    for (guint i = 0; lang && i < G_N_ELEMENTS(all); i++)
        if (strcmp(all[i]->lang, lang) == 0)
            return all[i];
    return &ng_words_en;
}

void ng_say(GString *out, const char *template, const char *arg0, const char *arg1,
            const char *arg2)
{
    const char *const args[] = {arg0, arg1, arg2};
    for (const char *p = template; *p;) {
        gsize plain = strcspn(p, "{");
        ng_html_text(out, p, (gssize)plain);
        p += plain;
        if (!*p)
            break;
        const char *arg = p[1] >= '0' && p[1] <= '2' ? args[p[1] - '0'] : NULL;
        if (arg)
            g_string_append(out, arg);
        p += MIN(strlen(p), 3);
    }
}

void ng_say_number(GString *out, const NgWords *words, guint64 number)
{
    char digits[24];
    int n = g_snprintf(digits, sizeof digits, "%" G_GUINT64_FORMAT, number);
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            g_string_append(out, words->thousands);
        g_string_append_c(out, digits[i]);
    }
}

void ng_say_count(GString *out, const NgWords *words, const NgPlural *plural, guint64 number,
                  const char *arg1)
{
    bool one = number == 1 || (number == 0 && words->zero_is_one);
    g_autoptr(GString) shown = g_string_new(NULL);
    ng_say_number(shown, words, number);
    ng_say(out, one ? plural->one : plural->other, shown->str, arg1, NULL);
}

void ng_say_date(GString *out, const NgWords *words, const char *iso)
{
    NgDate date;
    if (!ng_date_parse_iso(iso, &date)) {
        ng_html_text(out, iso, -1);
        return;
    }
    g_autofree char *year = g_strdup_printf("%d", date.year),
                    *day = g_strdup_printf("%d", date.day);
    if (date.month == 0) {
        g_string_append(out, year);
        return;
    }
    const char *month = words->months[date.month - 1];
    ng_say(out,
           date.day == 0   ? words->month
           : date.day == 1 ? words->first_day
                           : words->day,
           day, month, year);
}

const char *ng_words_language(const NgWords *words, const char *code)
{
    for (guint i = 0; i < G_N_ELEMENTS(words->languages) && words->languages[i].code; i++)
        if (g_ascii_strcasecmp(words->languages[i].code, code) == 0)
            return words->languages[i].name;
    return NULL;
}
