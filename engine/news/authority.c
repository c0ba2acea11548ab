/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the authority file read into compact arrays: one block of text a file, cut in place;
 * actors sorted by id; all names in one trie. */
#include "engine/news/authority.h"

#include "nutgraf/error.h"

#include <string.h>

typedef struct {
    const char *id, *name;
    char **aliases; /* into the pool; NULL-terminated */
    uint32_t order;
    NgActorKind kind;
} Actor;

typedef struct {
    uint64_t key; /* 0 is free */
    int actor;    /* -1: several */
} Surname;

struct NgAuthority {
    GPtrArray *texts; /* the files, cut into strings */
    Actor *actors;
    guint count;
    char **pool; /* aliases of all actors */
    NgNames names;
    Surname *surnames; /* open addressing by key */
    uint32_t surname_mask;
};

/* One line, before lines of the same id are joined. */
typedef struct {
    const char *id, *name;
    char *aliases; /* separated by "|", or NULL */
    uint32_t file, line, order;
    NgActorKind kind;
} Line;

static bool is_id(const char *id)
{
    for (const char *c = id; *c; c++)
        if (!g_ascii_islower(*c) && !g_ascii_isdigit(*c) && !strchr("-._~", *c))
            return false;
    return *id && strlen(id) <= 120;
}

static bool refuse(GError **error, const char *path, uint32_t line, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
static bool refuse(GError **error, const char *path, uint32_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *reason = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "%s:%u: %s", path, line, reason);
    return false;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t")] == '\0';
}

static bool parse_line(char *text, const char *path, Line *line, GError **error)
{
    char *field[4] = {text, NULL, NULL, NULL};
    guint n = 1;
    for (char *c = text; *c; c++) {
        if (*c != '\t')
            continue;
        *c = '\0';
        if (n == G_N_ELEMENTS(field))
            return refuse(error, path, line->line, "more than four columns");
        field[n++] = c + 1;
    }
    if (n < 3)
        return refuse(error, path, line->line, "needs id, kind and name, separated by tabs");
    if (!is_id(field[0]))
        return refuse(error, path, line->line,
                      "id \"%.60s\" is not of lower-case ASCII letters, digits and hyphens",
                      field[0]);
    if (!ng_actor_kind_parse(field[1], &line->kind))
        return refuse(error, path, line->line, "kind \"%.60s\" is not org, person or place",
                      field[1]);
    if (is_blank(field[2]))
        return refuse(error, path, line->line, "the name is empty");
    line->id = field[0];
    line->name = field[2];
    line->aliases = field[3] && *field[3] ? field[3] : NULL;
    return true;
}

static bool parse_file(char *text, gsize len, const char *path, uint32_t file, GArray *lines,
                       GError **error)
{
    uint32_t number = 0;
    const char *end = text + len;
    for (char *at = text; at < end;) {
        char *stop = memchr(at, '\n', (gsize)(end - at));
        char *next = stop ? stop + 1 : text + len;
        if (!stop)
            stop = text + len;
        *stop = '\0';
        if (stop > at && stop[-1] == '\r')
            stop[-1] = '\0';
        number++;
        const char *bad;
        if (memchr(at, '\0', (gsize)(stop - at) > 0 ? (gsize)(stop - at) - 1 : 0))
            return refuse(error, path, number, "holds a NUL byte");
        if (!g_utf8_validate(at, -1, &bad))
            return refuse(error, path, number, "is not valid UTF-8 at byte %u",
                          (unsigned)(bad - at) + 1);
        if (*at != '#' && !is_blank(at)) {
            Line line = {.file = file, .line = number, .order = lines->len};
            if (!parse_line(at, path, &line, error))
                return false;
            g_array_append_val(lines, line);
        }
        at = next;
    }
    return true;
}

static int by_id(gconstpointer a, gconstpointer b)
{
    const Line *x = a, *y = b;
    int c = strcmp(x->id, y->id);
    return c ? c : x->order < y->order ? -1 : 1;
}

static guint count_aliases(const Line *line)
{
    guint n = 1;
    if (!line->aliases)
        return 0;
    for (const char *c = line->aliases; *c; c++)
        n += *c == '|' ? 1 : 0;
    return n;
}

static bool add_name(NgAuthority *authority, NgTokens *tokens, const char *name, guint actor,
                     const Line *line, const char *const *paths, GError **error)
{
    NgNameFlags flags = line->name == name ? NG_NAME_PROPER : 0;
    if (*name == '~') {
        flags |= NG_NAME_ADJECTIVE;
        name++;
    }
    if (ng_names_add(&authority->names, tokens, name, actor, flags))
        return true;
    return refuse(error, paths[line->file], line->line, "\"%.60s\" holds no word, or more than %d",
                  name, NG_NAME_WORDS);
}

static Surname *surname_slot(const NgAuthority *authority, uint64_t key)
{
    uint32_t at = (uint32_t)(key >> 9) & authority->surname_mask;
    while (authority->surnames[at].key && authority->surnames[at].key != key)
        at = (at + 1) & authority->surname_mask;
    return &authority->surnames[at];
}

int ng_authority_surname(const NgAuthority *authority, uint64_t key)
{
    const Surname *slot = surname_slot(authority, key);
    return slot->key ? slot->actor : -1;
}

/* Notes the last word of the name that was added last as a person's surname. */
static void note_surname(NgAuthority *authority, guint actor)
{
    Surname *slot = surname_slot(authority, authority->names.last_key);
    if (!slot->key)
        *slot = (Surname) {.key = authority->names.last_key, .actor = (int)actor};
    else if (slot->actor != (int)actor)
        slot->actor = -1;
}

/* Joins the lines [from, to) of one id into one actor. The last one's name and kind hold; the
 * names that the earlier ones gave become aliases. */
static bool join_lines(NgAuthority *authority, NgTokens *tokens, const Line *lines, guint from,
                       guint to, char ***pool, const char *const *paths, GError **error)
{
    guint index = authority->count++;
    Actor *actor = &authority->actors[index];
    const Line *last = &lines[to - 1];
    *actor = (Actor) {.id = last->id,
                      .name = last->name,
                      .aliases = *pool,
                      .order = lines[from].order,
                      .kind = last->kind};
    for (guint i = from; i < to; i++) {
        const Line *line = &lines[i];
        if (i > from && line->file == lines[i - 1].file)
            return refuse(error, paths[line->file], line->line,
                          "id \"%s\" stands in line %u already", line->id, lines[i - 1].line);
        if (!add_name(authority, tokens, line->name, index, line, paths, error))
            return false;
        if (i + 1 == to && last->kind == NG_ACTOR_PERSON && strchr(last->name, ' '))
            note_surname(authority, index);
        if (i + 1 < to && strcmp(line->name, last->name) != 0)
            *(*pool)++ = (char *)line->name;
        for (char *at = line->aliases; at;) {
            char *bar = strchr(at, '|');
            if (bar)
                *bar = '\0';
            if (is_blank(at) || (*at == '~' && is_blank(at + 1)))
                return refuse(error, paths[line->file], line->line, "an alias is empty");
            if (!add_name(authority, tokens, at, index, line, paths, error))
                return false;
            *(*pool)++ = at;
            at = bar ? bar + 1 : NULL;
        }
    }
    *(*pool)++ = NULL;
    return true;
}

static bool join_all(NgAuthority *authority, GArray *lines, const char *const *paths,
                     GError **error)
{
    g_array_sort(lines, by_id);
    gsize strings = 0;
    for (guint i = 0; i < lines->len; i++)
        strings += count_aliases(&g_array_index(lines, Line, i)) + 2;
    authority->actors = g_new0(Actor, lines->len + 1);
    authority->pool = g_new0(char *, strings + 1);
    ng_names_init(&authority->names, (uint32_t)MIN(strings * 2, G_MAXUINT32 / 4));
    uint32_t slots = 64;
    while (slots < lines->len * 2)
        slots *= 2;
    authority->surnames = g_new0(Surname, slots);
    authority->surname_mask = slots - 1;
    char **pool = authority->pool;
    NgTokens tokens;
    ng_tokens_init(&tokens);
    bool ok = true;
    const Line *all = (const Line *)(void *)lines->data;
    for (guint from = 0, to; ok && from < lines->len; from = to) {
        for (to = from + 1; to < lines->len && strcmp(all[to].id, all[from].id) == 0;)
            to++;
        ok = join_lines(authority, &tokens, all, from, to, &pool, paths, error);
    }
    ng_tokens_clear(&tokens);
    return ok;
}

NgAuthority *ng_authority_load(const char *const *paths, GError **error)
{
    g_autoptr(NgAuthority) authority = g_new0(NgAuthority, 1);
    authority->texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Line));
    for (uint32_t i = 0; paths && paths[i]; i++) {
        char *text;
        gsize len;
        g_autoptr(GError) why = NULL;
        if (!g_file_get_contents(paths[i], &text, &len, &why)) {
            g_set_error(error, NG_ERROR, NG_ERROR_IO, "%s: %s", paths[i], why->message);
            return NULL;
        }
        g_ptr_array_add(authority->texts, text);
        char *start = text;
        if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
            start += 3;
            len -= 3;
        }
        if (!parse_file(start, len, paths[i], i, lines, error))
            return NULL;
    }
    if (!join_all(authority, lines, paths, error))
        return NULL;
    return g_steal_pointer(&authority);
}

void ng_authority_free(NgAuthority *authority)
{
    if (!authority)
        return;
    ng_names_clear(&authority->names);
    g_free(authority->actors);
    g_free(authority->surnames);
    g_free(authority->pool);
    g_ptr_array_unref(authority->texts);
    g_free(authority);
}

guint ng_authority_count(const NgAuthority *authority)
{
    return authority->count;
}

const char *ng_authority_id(const NgAuthority *authority, guint i)
{
    return authority->actors[i].id;
}

const char *ng_authority_name(const NgAuthority *authority, guint i)
{
    return authority->actors[i].name;
}

NgActorKind ng_authority_kind(const NgAuthority *authority, guint i)
{
    return authority->actors[i].kind;
}

const char *const *ng_authority_aliases(const NgAuthority *authority, guint i)
{
    return (const char *const *)authority->actors[i].aliases;
}

const NgNames *ng_authority_names(const NgAuthority *authority)
{
    return &authority->names;
}

uint32_t ng_authority_order(const NgAuthority *authority, guint i)
{
    return authority->actors[i].order;
}

static int find_id(const NgAuthority *authority, const char *id)
{
    guint low = 0, high = authority->count;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        int c = strcmp(authority->actors[middle].id, id);
        if (c == 0)
            return (int)middle;
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* Of several actors of one name: whose name it is before whose alias, before whose adjective; then
 * the earlier one in the files. */
static int better_name(const NgAuthority *authority, const NgName *a, const NgName *b)
{
    int rank_a = a->flags & NG_NAME_PROPER ? 0 : a->flags & NG_NAME_ADJECTIVE ? 2 : 1;
    int rank_b = b->flags & NG_NAME_PROPER ? 0 : b->flags & NG_NAME_ADJECTIVE ? 2 : 1;
    if (rank_a != rank_b)
        return rank_a < rank_b;
    return authority->actors[a->actor].order < authority->actors[b->actor].order;
}

int ng_authority_find(const NgAuthority *authority, const char *name)
{
    if (!authority || !name)
        return -1;
    g_autofree char *id = g_ascii_strdown(name, -1);
    int found = find_id(authority, id);
    if (found >= 0)
        return found;
    NgTokens tokens;
    ng_tokens_init(&tokens);
    ng_tokenise(&tokens, name, MIN(strlen(name), 4096));
    uint32_t node = 0, words = 0;
    for (uint32_t i = 0; i < tokens.n; i++) {
        if (tokens.v[i].flags & NG_TOKEN_EXTRA)
            continue;
        uint32_t next = ng_names_step(&authority->names, node,
                                      ng_word_key(ng_token_form(&tokens, i), tokens.v[i].form_len));
        /* US for U.S., AlQaeda for Al-Qaeda: the other form of the same word. */
        for (uint32_t k = i + 1; !next && k < tokens.n && tokens.v[k].flags & NG_TOKEN_EXTRA &&
                                 tokens.v[k].begin == tokens.v[i].begin;
             k++)
            next = ng_names_step(&authority->names, node,
                                 ng_word_key(ng_token_form(&tokens, k), tokens.v[k].form_len));
        words++;
        node = next;
        if (!node)
            break;
    }
    ng_tokens_clear(&tokens);
    const NgName *best = node && words ? ng_names_at(&authority->names, node) : NULL;
    for (const NgName *n = best; n; n = ng_names_next(&authority->names, n))
        if (n != best && better_name(authority, n, best))
            best = n;
    return best ? (int)best->actor : -1;
}
