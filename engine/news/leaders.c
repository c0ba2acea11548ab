/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: "Obama said": a surname that nobody in the article bears in full is that of the head of
 * state or government of the day, when one alone has it. */
#include "engine/news/reading.h"

#include "nutgraf/date.h"

enum { YEARS_AFTER = 4 }; /* in office no more, and still called by the surname alone */

typedef struct {
    uint64_t surname;
    guint actor;
    uint32_t from, to;
} Leader;

/* "U.S. president", "president of Russia", "German chancellor"; no vice president, no president of
 * a firm, which the authority dates nowhere. */
static bool is_leading(const NgOffice *office)
{
    static const char *const leading[] = {"president", "prime minister", "chancellor"};
    g_autofree char *name = g_strndup(office->name, office->name_bytes);
    if (strstr(name, "vice") || strstr(name, "deputy") || strstr(name, "exchequer"))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(leading); i++)
        if (g_str_has_prefix(name, leading[i]) || g_str_has_suffix(name, leading[i]))
            return true;
    return false;
}

static uint64_t surname_key(NgTokens *tokens, const char *name)
{
    const char *space = strrchr(name, ' ');
    if (!space)
        return 0;
    ng_tokenise(tokens, space + 1, strlen(space + 1));
    return tokens->n ? ng_word_key(ng_token_form(tokens, 0), tokens->v[0].form_len) : 0;
}

static void add_terms(NgReading *r, guint actor)
{
    for (const char *const *o = ng_authority_offices(r->authority, actor); *o; o++) {
        if (**o == '~' || !strchr(*o, '@'))
            continue;
        g_autofree char *text = g_strdup(*o);
        NgOffice office;
        if (ng_office_read(text, &office) || !office.dated || !is_leading(&office))
            continue;
        Leader leader = {surname_key(&r->tokens, ng_authority_name(r->authority, actor)), actor,
                         office.from, office.to};
        if (leader.surname)
            g_array_append_val(r->leaders, leader);
    }
}

enum { NOBODY = -2 };

/* The one of that surname who held office on the day or so many years before; NOBODY, or -1 when
 * there are several. */
static int only_leader(const NgReading *r, uint64_t key, uint32_t day, uint32_t years)
{
    int found = NOBODY;
    for (guint i = 0; i < r->leaders->len; i++) {
        const Leader *leader = &g_array_index(r->leaders, Leader, i);
        if (leader->surname != key || leader->from > day ||
            (uint64_t)leader->to + years * 10000 < day)
            continue;
        if (found >= 0 && found != (int)leader->actor)
            return -1;
        found = (int)leader->actor;
    }
    return found;
}

int ng_leader_of_surname(NgReading *r, uint64_t key)
{
    NgDate date;
    if (!r->authority || !r->article->published || !ng_date_parse_iso(r->article->published, &date))
        return -1;
    if (!r->leaders) {
        r->leaders = g_array_new(FALSE, FALSE, sizeof(Leader));
        for (guint i = 0; i < ng_authority_count(r->authority); i++)
            if (ng_authority_kind(r->authority, i) == NG_ACTOR_PERSON)
                add_terms(r, i);
    }
    uint32_t day = ng_date_ymd(&date);
    int in_office = only_leader(r, key, day, 0);
    if (in_office == NOBODY)
        in_office = only_leader(r, key, day, YEARS_AFTER);
    return MAX(in_office, -1);
}
