/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who else has an article: one line for the story, or one for each copy. */
#include "text.h"

#include <string.h>

static void put_line(GString *out, const NgView *view, guint indent, guint width, const char *text)
{
    ng_put_spaces(out, indent);
    NgFlow flow = {.column = indent, .indent = indent + 2, .width = width, .style = NG_STYLE_FAINT};
    ng_put_flow(out, view, text, &flow);
}

/* Each outlet once, the hit's own not. Returns how many are named. */
static guint name_outlets(GString *line, const NgHit *hit)
{
    g_autoptr(GHashTable) met = g_hash_table_new(g_str_hash, g_str_equal);
    guint named = 0;
    if (hit->article->outlet)
        g_hash_table_add(met, hit->article->outlet);
    for (guint i = 0; i < hit->story->members->len; i++) {
        const NgStoryMember *member = hit->story->members->pdata[i];
        if (!member->outlet || !g_hash_table_add(met, member->outlet))
            continue;
        g_string_append_printf(line, "%s%s", named++ ? ", " : ": ", member->outlet);
    }
    return named;
}

static void put_story(GString *out, const NgHit *hit, const NgView *view, guint indent, guint width)
{
    const NgStory *story = hit->story;
    guint outlets = story->outlets - (hit->article->outlet && story->outlets > 0);
    g_autoptr(GString) line = g_string_new(NULL);
    if (outlets == 0) {
        g_string_append_printf(line, "%u more %s", story->copies - 1,
                               story->copies == 2 ? "copy" : "copies");
        if (hit->article->outlet)
            g_string_append_printf(line, " in %s", hit->article->outlet);
    } else {
        g_string_append_printf(line, "also in %u outlet%s", outlets, outlets == 1 ? "" : "s");
        guint named = name_outlets(line, hit);
        if (named < outlets && named > 0)
            g_string_append_printf(line, " and %u more", outlets - named);
    }
    put_line(out, view, indent, width, line->str);
}

static void put_copy(GString *out, const NgStoryMember *member, const NgView *view, guint indent,
                     guint width)
{
    g_autoptr(GString) line = g_string_new("copy: ");
    g_autofree char *day = member->published
                               ? g_strndup(member->published, strcspn(member->published, "T "))
                               : g_strdup("undated");
    if (member->outlet)
        g_string_append_printf(line, "%s · ", member->outlet);
    g_string_append_printf(line, "%s · %s · ", day, member->id);
    if (member->differs_percent == 0)
        g_string_append(line, "the same text");
    else
        g_string_append_printf(line, "%u %% differs", member->differs_percent);
    if (member->differs & NG_COPY_BEGINNING)
        g_string_append(line, ", another beginning");
    if (member->differs & NG_COPY_CUT)
        g_string_append(line, ", the end is cut");
    else if (member->differs & NG_COPY_END)
        g_string_append(line, ", more at the end");
    if (member->differs & NG_COPY_TITLE)
        g_string_append_printf(line, ", headline: %s", member->title ? member->title : "none");
    put_line(out, view, indent, width, line->str);
}

void ng_text_story(GString *out, const NgHit *hit, const NgView *view, guint indent, guint width)
{
    if (!hit->story)
        return;
    put_story(out, hit, view, indent, width);
    for (guint i = 0; view->request->dups_show && i < hit->story->members->len; i++)
        put_copy(out, hit->story->members->pdata[i], view, indent, width);
}
