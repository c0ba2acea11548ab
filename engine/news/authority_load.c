/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the authority file read into compact arrays: one block of text a file, cut in place;
 * lines of one id joined into one actor; all names in one trie. */
#include "engine/news/authority_arrays.h"

#include "nutgraf/error.h"
#include "nutgraf/token.h"

#include <string.h>

/* What making an authority needs beside it. */
typedef struct {
    NgAuthority *authority;
    const NgActorTable *table; /* or NULL */
    const char *const *paths;
    uint32_t table_file; /* the number of what the table adds, behind those of paths */
    char **pool;         /* what is free of it */
    NgTokens tokens;
    GError **error;
} Builder;

static int by_id(gconstpointer a, gconstpointer b)
{
    const NgAuthorityLine *x = a, *y = b;
    int c = strcmp(x->id, y->id);
    return c ? c : x->order < y->order ? -1 : 1;
}

static guint count_parts(const char *list)
{
    guint n = 1;
    if (!list)
        return 0;
    while ((list = strchr(list, '|'))) {
        list++;
        n++;
    }
    return n;
}

static const char *path_of(const Builder *builder, const NgAuthorityLine *line)
{
    return line->file == builder->table_file ? "actors" : builder->paths[line->file];
}

static bool refuse(const Builder *builder, const NgAuthorityLine *line, const char *what,
                   const char *why)
{
    return ng_authority_refuse(builder->error, path_of(builder, line), line->line, "\"%.60s\" %s",
                               what, why);
}

static bool add_name(Builder *builder, const char *name, guint actor, const NgAuthorityLine *line)
{
    NgNameFlags flags = line->name == name && !line->keeps_name ? NG_NAME_PROPER : 0;
    if (*name == '~') {
        flags |= NG_NAME_ADJECTIVE;
        name++;
    }
    if (ng_names_add(&builder->authority->names, &builder->tokens, name, actor, flags))
        return true;
    return refuse(builder, line, name, "holds no word, or more than " G_STRINGIFY(NG_NAME_WORDS));
}

/* Notes the last word of the name that was added last as a person's surname. */
static void note_surname(NgAuthority *authority, guint actor)
{
    NgSurname *slot = ng_surname_slot(authority, authority->names.last_key);
    if (!slot->key)
        *slot = (NgSurname) {.key = authority->names.last_key, .actor = (int)actor};
    else if (slot->actor != (int)actor)
        slot->actor = -1;
}

static bool is_dropped(const Builder *builder, const char *id, const char *name)
{
    if (!builder->table)
        return false;
    g_autofree char *slug = ng_slug(name);
    return ng_actor_table_dropped(builder->table, id, slug);
}

/* Cuts a list at its "|" and calls func for each part. */
static bool each_part(Builder *builder, char *list, guint actor, const NgAuthorityLine *line,
                      bool (*func)(Builder *, char *, guint, const NgAuthorityLine *))
{
    for (char *at = list; at;) {
        char *bar = strchr(at, '|');
        if (bar)
            *bar = '\0';
        if (!func(builder, at, actor, line))
            return false;
        at = bar ? bar + 1 : NULL;
    }
    return true;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t")] == '\0';
}

static bool add_alias(Builder *builder, char *alias, guint actor, const NgAuthorityLine *line)
{
    if (is_blank(alias) || (*alias == '~' && is_blank(alias + 1)))
        return ng_authority_refuse(builder->error, path_of(builder, line), line->line,
                                   "an alias is empty");
    if (is_dropped(builder, line->id, alias))
        return true;
    if (!add_name(builder, alias, actor, line))
        return false;
    *builder->pool++ = alias;
    return true;
}

static bool add_office(Builder *builder, char *text, guint actor, const NgAuthorityLine *line)
{
    NgOffice office;
    const char *why = ng_office_read(text, &office);
    if (why)
        return refuse(builder, line, text, why);
    if (!ng_offices_add(&builder->authority->offices, &builder->tokens, &office, actor))
        return refuse(builder, line, text, "is too long an office");
    *builder->pool++ = text;
    return true;
}

/* Joins the lines of one id into one actor. The last name and kind hold; the names that earlier
 * lines gave become aliases. */
static bool join_lines(Builder *builder, const NgAuthorityLine *lines, guint n)
{
    NgAuthority *authority = builder->authority;
    guint index = authority->count++;
    NgAuthorityActor *actor = &authority->actors[index];
    const NgAuthorityLine *named = &lines[0];
    for (guint i = 1; i < n; i++) {
        if (lines[i].file == lines[i - 1].file && lines[i].file != builder->table_file)
            return ng_authority_refuse(builder->error, builder->paths[lines[i].file], lines[i].line,
                                       "id \"%s\" stands in line %u already", lines[i].id,
                                       lines[i - 1].line);
        if (!lines[i].keeps_name)
            named = &lines[i];
    }
    *actor = (NgAuthorityActor) {.id = named->id,
                                 .name = named->name,
                                 .order = lines[0].order,
                                 .kind = named->kind,
                                 .aliases = builder->pool};
    for (guint i = 0; i < n; i++) {
        const NgAuthorityLine *line = &lines[i];
        bool other = strcmp(line->name, named->name) != 0 && !line->keeps_name;
        if (line == named || (other && !is_dropped(builder, line->id, line->name))) {
            if (!add_name(builder, line->name, index, line))
                return false;
            if (line == named && named->kind == NG_ACTOR_PERSON && strchr(named->name, ' '))
                note_surname(authority, index);
            if (other)
                *builder->pool++ = (char *)line->name;
        }
        if (line->aliases && !each_part(builder, line->aliases, index, line, add_alias))
            return false;
    }
    *builder->pool++ = NULL;
    actor->offices = builder->pool;
    for (guint i = 0; i < n; i++)
        if (lines[i].offices && !each_part(builder, lines[i].offices, index, &lines[i], add_office))
            return false;
    *builder->pool++ = NULL;
    return true;
}

static bool join_all(Builder *builder, GArray *lines)
{
    NgAuthority *authority = builder->authority;
    const NgAuthorityLine *all = (const NgAuthorityLine *)(void *)lines->data;
    bool sorted = true;
    gsize strings = 0, names = 0;
    for (guint i = 0; i < lines->len; i++) {
        sorted = sorted && (i == 0 || strcmp(all[i - 1].id, all[i].id) < 0);
        guint aliases = count_parts(all[i].aliases);
        names += aliases + 1;
        strings += aliases + count_parts(all[i].offices) + 3;
    }
    if (!sorted) {
        g_array_sort(lines, by_id);
        all = (const NgAuthorityLine *)(void *)lines->data;
    }
    authority->actors = g_new0(NgAuthorityActor, lines->len + 1);
    authority->pool = builder->pool = g_new(char *, strings + 1);
    ng_names_init(&authority->names, (uint32_t)MIN(names * 2, G_MAXUINT32 / 4));
    ng_offices_init(&authority->offices);
    uint32_t slots = 64;
    while (slots < lines->len * 2)
        slots *= 2;
    authority->surnames = g_new0(NgSurname, slots);
    authority->surname_mask = slots - 1;
    bool ok = true;
    for (guint from = 0, to; ok && from < lines->len; from = to) {
        for (to = from + 1; to < lines->len && strcmp(all[to].id, all[from].id) == 0;)
            to++;
        ok = join_lines(builder, all + from, to - from);
    }
    return ok;
}

/* What the changes add, as lines of one more file. */
static void add_changes(Builder *builder, GArray *lines)
{
    const NgActorTable *table = builder->table;
    for (guint i = 0; table && i < ng_actor_table_count(table); i++) {
        const NgChange *change = ng_actor_table_change(table, i);
        if ((change->verb != NG_CHANGE_ADD && change->verb != NG_CHANGE_ALIAS) ||
            ng_actor_table_undone(table, change->number))
            continue;
        NgAuthorityLine line = {.id = change->id,
                                .name = change->name,
                                .kind = change->kind,
                                .file = builder->table_file,
                                .line = i + 2,
                                .order = lines->len,
                                .keeps_name = change->verb == NG_CHANGE_ALIAS};
        const char *copied[] = {change->aliases, change->offices};
        char **lists[] = {&line.aliases, &line.offices};
        for (guint k = 0; k < G_N_ELEMENTS(copied); k++)
            if (copied[k] && *copied[k]) {
                *lists[k] = g_strdup(copied[k]); /* to be cut */
                g_ptr_array_add(builder->authority->texts, *lists[k]);
            }
        g_array_append_val(lines, line);
    }
}

NgAuthority *ng_authority_load_changed(const char *const *paths, NgActorTable *table,
                                       GError **error)
{
    g_autoptr(NgAuthority) authority = g_new0(NgAuthority, 1);
    authority->table = table;
    authority->texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) lines = g_array_sized_new(FALSE, FALSE, sizeof(NgAuthorityLine), 16384);
    uint32_t file = 0;
    for (; paths && paths[file]; file++) {
        char *text;
        gsize len;
        g_autoptr(GError) why = NULL;
        if (!g_file_get_contents(paths[file], &text, &len, &why)) {
            g_set_error(error, NG_ERROR, NG_ERROR_IO, "%s: %s", paths[file], why->message);
            return NULL;
        }
        g_ptr_array_add(authority->texts, text);
        char *start = text;
        if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
            start += 3;
            len -= 3;
        }
        if (!ng_authority_parse(start, len, paths[file], file, lines, error))
            return NULL;
    }
    Builder builder = {.authority = authority,
                       .table = table && !ng_actor_table_is_empty(table) ? table : NULL,
                       .paths = paths,
                       .table_file = file,
                       .error = error};
    add_changes(&builder, lines);
    ng_tokens_init(&builder.tokens);
    bool ok = join_all(&builder, lines);
    ng_tokens_clear(&builder.tokens);
    return ok ? g_steal_pointer(&authority) : NULL;
}

NgAuthority *ng_authority_load(const char *const *paths, GError **error)
{
    return ng_authority_load_changed(paths, NULL, error);
}
