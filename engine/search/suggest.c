/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ng_suggest: what was typed taken apart, what may be meant, and the two put together. */
#include "suggest.h"
#include "nutgraf/date.h"
#include "nutgraf/token.h"
#include "nutgraf/values.h"

#include <string.h>

#define TYPED_MAX_BYTES 4096 /* no query is longer */
#define NAME_WORDS 4         /* the last ones typed may be the beginning of a name */
#define LIMIT_MAX 100

void ng_suggestion_free(gpointer data)
{
    NgSuggestion *suggestion = data;
    g_free(suggestion->text);
    g_free(suggestion->name);
    g_free(suggestion->id);
    g_free(suggestion);
}

NgSuggestion *ng_suggestion_new(const char *kind, const char *id, const char *name,
                                guint32 articles)
{
    NgSuggestion *suggestion = g_new0(NgSuggestion, 1);
    suggestion->kind = kind;
    suggestion->id = g_strdup(id);
    suggestion->name = g_strdup(name);
    suggestion->articles = articles;
    return suggestion;
}

/* ---- what nobody may find ---- */

bool ng_suggester_init(NgSuggester *suggester, NgIndex *index, gint64 now, GError **error)
{
    guint32 hidden = 0;
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    *suggester = (NgSuggester) {.index = index, .now = now};
    if (!ng_index_hidden(index, now, &hidden, NULL, docids, error))
        return false;
    suggester->articles = ng_db_count(index->db) - hidden;
    if (docids->len == 0)
        return true;
    suggester->hidden = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint i = 0; i < docids->len; i++)
        g_hash_table_add(suggester->hidden, GUINT_TO_POINTER(g_array_index(docids, guint32, i)));
    return true;
}

void ng_suggester_clear(NgSuggester *suggester)
{
    g_clear_pointer(&suggester->hidden, g_hash_table_unref);
}

/* What is withdrawn has no words; of what is under embargo there is little, so the few articles
 * that are and have the term are counted off. */
bool ng_suggester_count(const NgSuggester *suggester, const char *term, gsize len,
                        guint32 *articles, GError **error)
{
    guint32 all = 0, held = 0;
    NgDb *db = suggester->index->db;
    if (!ng_db_frequency(db, term, len, &all, error))
        return false;
    if (all && suggester->hidden) {
        char after_now[NG_TIME_BYTES];
        ng_time_pack(suggester->now + 1, after_now);
        NgMatch *under =
            ng_match_op(NG_MATCH_AND, ng_match_term(NG_TERM_EMBARGO, strlen(NG_TERM_EMBARGO), 1),
                        ng_match_value_ge(NG_SLOT_EMBARGO, after_now, sizeof after_now));
        g_autoptr(NgMatch) both = ng_match_op(NG_MATCH_AND, ng_match_term(term, len, 1), under);
        g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
        NgMatchRun run = {.check = G_MAXUINT32, .sort_slot = -1};
        if (!ng_db_match(db, both, &run, ranked, &held, error))
            return false;
    }
    *articles = all > held ? all - held : 0;
    return true;
}

/* ---- what was typed ---- */

typedef struct {
    const char *text;  /* all of it */
    gsize begin;       /* of what is to be completed: a word, or the value of a field */
    gsize value_begin; /* behind the field's name and an opening mark */
    NgField field;     /* NG_FIELD_TEXT without one */
    bool in_phrase, quoted;
} Typed;

/* Where the quotation begins that is not closed yet, or NULL. */
static const char *open_mark(const char *text)
{
    const char *open = NULL;
    for (const char *p = text; *p; p++)
        if (*p == '"')
            open = open ? NULL : p;
    return open;
}

static const char *word_begin(const char *text, const char *end)
{
    while (end > text && !g_ascii_isspace(end[-1]) && end[-1] != '(' && end[-1] != '"')
        end--;
    return end;
}

static void take_apart(const char *text, Typed *typed)
{
    const char *mark = open_mark(text);
    const char *end = mark ? mark : text + strlen(text);
    const char *begin = word_begin(text, end);
    if (*begin == '-' || *begin == '=')
        begin++;
    *typed = (Typed) {.text = text, .field = NG_FIELD_TEXT, .quoted = mark != NULL};
    const char *colon = begin < end ? memchr(begin, ':', (gsize)(end - begin)) : NULL;
    const NgFieldInfo *info = colon ? ng_field_find(begin, (gsize)(colon - begin)) : NULL;
    const char *value = info ? colon + 1 : begin;
    if (mark && !(info && value == mark))
        info = NULL; /* a phrase */
    if (info)
        typed->field = info->field;
    if (mark) {
        value = mark + 1;
        if (!info || info->field == NG_FIELD_TITLE || info->field == NG_FIELD_LEAD ||
            info->field == NG_FIELD_QUOTE) {
            typed->in_phrase = true;
            begin = value = word_begin(value, text + strlen(text));
        }
    }
    typed->begin = (gsize)(begin - text);
    typed->value_begin = (gsize)(value - text);
}

static bool takes_words(NgField field)
{
    return field == NG_FIELD_TEXT || field == NG_FIELD_TITLE || field == NG_FIELD_LEAD ||
           field == NG_FIELD_QUOTE;
}

static bool takes_actors(NgField field)
{
    return field == NG_FIELD_ACTOR || field == NG_FIELD_PERSON || field == NG_FIELD_ORG ||
           field == NG_FIELD_PLACE || field == NG_FIELD_SAIDBY;
}

/* Is it one word, of no meaning to the query language? Then it may be part of a name. */
static bool is_plain(const char *word, gsize len)
{
    bool capitals = true;
    for (gsize i = 0; i < len; i++) {
        if (strchr("\"():=*|/", word[i]) || (i == 0 && word[i] == '-'))
            return false;
        capitals = capitals && g_ascii_isupper(word[i]);
    }
    return len > 0 && !(capitals && (len == 2 || len == 3)) && !(len == 4 && capitals);
}

/* Where a name may begin that ends with the last word: fills begins, the earliest first. */
static guint name_begins(const Typed *typed, gsize begins[NAME_WORDS])
{
    gsize found[NAME_WORDS] = {typed->begin};
    guint n = 1;
    if (typed->begin > 0 && !g_ascii_isspace(typed->text[typed->begin - 1])) {
        begins[0] = typed->begin; /* behind a dash or bracket */
        return 1;
    }
    for (const char *end = typed->text + typed->begin; n < NAME_WORDS;) {
        while (end > typed->text && g_ascii_isspace(end[-1]))
            end--;
        const char *begin = end;
        while (begin > typed->text && !g_ascii_isspace(begin[-1]))
            begin--;
        if (!is_plain(begin, (gsize)(end - begin)))
            break;
        found[n++] = (gsize)(begin - typed->text);
        end = begin;
    }
    for (guint i = 0; i < n; i++)
        begins[i] = found[n - 1 - i];
    return n;
}

/* ---- completing ---- */

typedef struct {
    NgSuggester suggester;
    NgIndex *index;
    Typed typed;
    guint limit;
    gint64 now;
    GPtrArray *words, *actors, *outlets; /* of NgSuggestion */
} Suggest;

static bool add_words(Suggest *suggest, GError **error)
{
    const Typed *typed = &suggest->typed;
    const char *value = typed->text + typed->value_begin;
    gsize len = strlen(value);
    bool ok = true;
    NgTokens tokens;
    ng_tokens_init(&tokens);
    ng_tokenise(&tokens, value, len);
    const NgToken *last = NULL;
    uint32_t at = 0;
    for (uint32_t i = 0; i < tokens.n; i++)
        if (!(tokens.v[i].flags & NG_TOKEN_EXTRA)) {
            last = &tokens.v[i];
            at = i;
        }
    if (last && last->end == len && !(last->flags & (NG_TOKEN_CJK | NG_TOKEN_POSSESSIVE))) {
        g_autofree char *form = g_strndup(ng_token_form(&tokens, at), last->form_len);
        g_autofree char *head = g_strndup(typed->text, typed->value_begin + last->begin);
        ok = ng_suggest_words(&suggest->suggester, form, suggest->limit, suggest->words, error);
        for (guint i = 0; i < suggest->words->len; i++) {
            NgSuggestion *word = suggest->words->pdata[i];
            word->text = g_strconcat(head, word->name, typed->in_phrase ? "\"" : "", NULL);
        }
    }
    ng_tokens_clear(&tokens);
    return ok;
}

/* text of each: the head as typed, the field, the id. */
static void name_texts(GPtrArray *names, guint from, const char *typed, gsize begin, NgField field)
{
    g_autofree char *head = g_strndup(typed, begin);
    for (guint i = from; i < names->len; i++) {
        NgSuggestion *name = names->pdata[i];
        name->text = g_strconcat(head, ng_field_info(field)->name, ":", name->id, NULL);
    }
}

static bool add_actors(Suggest *suggest, GError **error)
{
    const Typed *typed = &suggest->typed;
    if (typed->field != NG_FIELD_TEXT) {
        bool ok = ng_suggest_actors(&suggest->suggester, typed->text + typed->value_begin,
                                    typed->field, suggest->limit, suggest->actors, error);
        name_texts(suggest->actors, 0, typed->text, typed->begin, typed->field);
        return ok;
    }
    gsize begins[NAME_WORDS];
    guint n = name_begins(typed, begins);
    for (guint i = 0; i < n && suggest->actors->len == 0; i++) {
        if (!ng_suggest_actors(&suggest->suggester, typed->text + begins[i], NG_FIELD_ACTOR,
                               suggest->limit, suggest->actors, error))
            return false;
        name_texts(suggest->actors, 0, typed->text, begins[i], NG_FIELD_ACTOR);
    }
    return true;
}

static bool add_outlets(Suggest *suggest, GError **error)
{
    const Typed *typed = &suggest->typed;
    if (!ng_suggest_outlets(&suggest->suggester, typed->text + typed->value_begin, suggest->limit,
                            suggest->outlets, error))
        return false;
    name_texts(suggest->outlets, 0, typed->text, typed->begin, NG_FIELD_OUTLET);
    return true;
}

/* Each kind has its share of the places; what one leaves over the others take. */
static GPtrArray *share(Suggest *suggest)
{
    GPtrArray *kinds[] = {suggest->words, suggest->actors, suggest->outlets};
    guint takes[3] = {0}, left = suggest->limit;
    for (bool more = true; more && left;) {
        more = false;
        for (guint i = 0; i < G_N_ELEMENTS(kinds) && left; i++)
            if (takes[i] < kinds[i]->len) {
                takes[i]++;
                left--;
                more = true;
            }
    }
    GPtrArray *shared = g_ptr_array_new_with_free_func(ng_suggestion_free);
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (guint k = 0; k < takes[i]; k++)
            g_ptr_array_add(shared, g_steal_pointer(&kinds[i]->pdata[k]));
    return shared;
}

static void begin(Suggest *suggest)
{
    GPtrArray **kinds[] = {&suggest->words, &suggest->actors, &suggest->outlets};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_clear_pointer(kinds[i], g_ptr_array_unref);
        *kinds[i] = g_ptr_array_new();
    }
}

static void end(Suggest *suggest)
{
    GPtrArray *kinds[] = {suggest->words, suggest->actors, suggest->outlets};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        for (guint k = 0; kinds[i] && k < kinds[i]->len; k++)
            if (kinds[i]->pdata[k])
                ng_suggestion_free(kinds[i]->pdata[k]);
        if (kinds[i])
            g_ptr_array_unref(kinds[i]);
    }
    suggest->words = suggest->actors = suggest->outlets = NULL;
}

static bool complete(gpointer data, GError **error)
{
    Suggest *suggest = data;
    NgField field = suggest->typed.field;
    bool plain = field == NG_FIELD_TEXT && !suggest->typed.in_phrase;
    end(suggest);
    begin(suggest);
    bool ok = ng_suggester_init(&suggest->suggester, suggest->index, suggest->now, error) &&
              (!takes_words(field) || add_words(suggest, error)) &&
              (!(plain || takes_actors(field)) || add_actors(suggest, error)) &&
              (!(plain || field == NG_FIELD_OUTLET) || add_outlets(suggest, error));
    ng_suggester_clear(&suggest->suggester);
    return ok;
}

GPtrArray *ng_suggest(NgIndex *index, const char *typed, guint limit, gint64 now, GError **error)
{
    Suggest suggest = {.index = index,
                       .limit = MIN(limit ? limit : 10, LIMIT_MAX),
                       .now = now ? now : ng_now_unix()};
    gsize len = strlen(typed);
    if (len == 0 || len > TYPED_MAX_BYTES || !g_utf8_validate(typed, -1, NULL) ||
        g_ascii_isspace(typed[len - 1]))
        return g_ptr_array_new_with_free_func(ng_suggestion_free);
    take_apart(typed, &suggest.typed);
    bool ok = ng_index_attempt(index, complete, &suggest, error);
    GPtrArray *shared = ok ? share(&suggest) : NULL;
    end(&suggest);
    return shared;
}
