/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: stage 1 of a query: the typed line to lexemes.
 * Before parse.c; lex_words.c has its alphabet, lex_prose.c what reads as prose.
 * Must not know: grouping, the index. */
#include "engine/query/lex.h"
#include "engine/query/parse.h"

#include <string.h>

typedef struct {
    const char *input;
    gsize len, at;
    GArray *lexemes;
    NgQueryError place; /* of the first thing that is wrong */
    GError *error;
    guint operators; /* that prose would not have by chance */
    guint plain;     /* AND, OR ...: a headline in capitals would */
} Lexer;

static NgCharClass class_at(const Lexer *lexer, gsize at, gsize *step)
{
    if (at >= lexer->len) {
        *step = 0;
        return NG_CHAR_SPACE;
    }
    return ng_query_char(lexer->input, at, lexer->len, step);
}

static void drop_lexemes(GArray *lexemes)
{
    for (guint i = 0; i < lexemes->len; i++)
        g_free(g_array_index(lexemes, NgLexeme, i).text);
    g_array_set_size(lexemes, 0);
}

void ng_lexemes_free(GArray *lexemes)
{
    if (!lexemes)
        return;
    drop_lexemes(lexemes);
    g_array_unref(lexemes);
}

static void skip_space(Lexer *lexer)
{
    gsize step;
    while (lexer->at < lexer->len && class_at(lexer, lexer->at, &step) == NG_CHAR_SPACE)
        lexer->at += step;
}

/* Where the run of word characters that begins at `at` ends. */
static gsize chunk_end(const Lexer *lexer, gsize at)
{
    gsize step;
    while (at < lexer->len) {
        NgCharClass class = class_at(lexer, at, &step);
        if (class != NG_CHAR_WORD && class != NG_CHAR_HYPHEN)
            break;
        at += step;
    }
    return at;
}

/* The rest of a quotation: closed by a mark of the same family. */
static void lex_phrase(Lexer *lexer, NgCharClass family)
{
    gsize begin = lexer->at, step;
    class_at(lexer, begin, &step);
    g_autoptr(GString) text = g_string_new(NULL);
    for (gsize at = begin + step; at < lexer->len; at += step) {
        NgCharClass class = class_at(lexer, at, &step);
        if (class == family) {
            NgLexeme *lexeme = ng_lex_add(lexer->lexemes, NG_LEX_PHRASE, begin, at + step);
            lexeme->text = g_strdup(text->str);
            lexer->at = at + step;
            return;
        }
        if (class == NG_CHAR_SPACE || class == NG_CHAR_QUOTE || class == NG_CHAR_ANGLE)
            g_string_append_c(text, ' ');
        else
            g_string_append_len(text, lexer->input + at, (gssize)step);
    }
    class_at(lexer, begin, &step);
    ng_query_fail(&lexer->place, &lexer->error, begin, begin + step, NULL,
                  "this quotation mark is never closed");
    lexer->at = begin + step;
}

/* Takes the marks of exact and prefix off a word; false with an error when they stand wrong. */
static void lex_marks(Lexer *lexer, NgLexeme *lexeme)
{
    char *text = lexeme->text;
    gsize len = strlen(text);
    if (len > 1 && text[0] == '=') {
        lexeme->exact = true;
        lexeme->text = g_strdup(text + 1);
        g_free(text);
        text = lexeme->text;
        len--;
    }
    const char *star = strchr(text, '*');
    if (!star)
        return;
    if (star != text + len - 1 || len == 1) {
        ng_query_fail(&lexer->place, &lexer->error, lexeme->begin, lexeme->end, NULL,
                      "* stands only at the end of a word, as in audit*");
        return;
    }
    text[--len] = '\0';
    lexeme->prefix = true;
    if (lexeme->exact)
        ng_query_fail(&lexer->place, &lexer->error, lexeme->begin, lexeme->end, NULL,
                      "= and * cannot both stand at one word");
    else if (g_utf8_strlen(text, -1) < 3)
        ng_query_fail(&lexer->place, &lexer->error, lexeme->begin, lexeme->end, NULL,
                      "* needs at least 3 letters before it");
}

/* The value of a field that takes no words: to the next space, brackets inside it included. */
static void lex_value(Lexer *lexer)
{
    gsize begin = lexer->at, at = begin, step;
    guint open = 0;
    for (; at < lexer->len; at += step) {
        NgCharClass class = class_at(lexer, at, &step);
        if (class == NG_CHAR_SPACE || class == NG_CHAR_QUOTE || class == NG_CHAR_ANGLE ||
            class == NG_CHAR_BAR || (class == NG_CHAR_CLOSE && !open))
            break;
        open += class == NG_CHAR_OPEN;
        open -= class == NG_CHAR_CLOSE;
    }
    if (at == begin)
        return;
    NgLexeme *lexeme = ng_lex_add(lexer->lexemes, NG_LEX_WORD, begin, at);
    lexeme->text = g_strndup(lexer->input + begin, at - begin);
    lexer->at = at;
}

static void lex_field_value(Lexer *lexer, const NgFieldInfo *info, gsize begin)
{
    NgLexeme *lexeme = ng_lex_add(lexer->lexemes, NG_LEX_FIELD, begin, lexer->at);
    lexeme->field = info->field;
    gsize gap;
    if (info->field == NG_FIELD_UNDATED || class_at(lexer, lexer->at, &gap) != NG_CHAR_SPACE)
        lexer->operators++; /* "at one place: in the harbour" is prose */
    if (!info->supported)
        ng_query_fail(&lexer->place, &lexer->error, begin, lexer->at, NULL,
                      "%s: is known, but this version cannot search by it yet", info->name);
    if (info->field == NG_FIELD_UNDATED) {
        gsize end = chunk_end(lexer, lexer->at);
        g_autofree char *value = g_strndup(lexer->input + lexer->at, end - lexer->at);
        if (*value && g_ascii_strcasecmp(value, "yes") && g_ascii_strcasecmp(value, "true"))
            ng_query_fail(&lexer->place, &lexer->error, lexer->at, end, NULL,
                          "undated: takes no value");
        lexer->at = end;
        return;
    }
    if (ng_field_takes_words(info->field))
        return;
    gsize after = lexer->at, step;
    skip_space(lexer);
    if (lexer->at > after) { /* an operator after a gap is one */
        NgLexeme unused = {0};
        bool malformed;
        gsize end = chunk_end(lexer, lexer->at);
        if (ng_query_operator(lexer->input + lexer->at, end - lexer->at, &unused, &malformed))
            return;
    }
    NgCharClass class = class_at(lexer, lexer->at, &step);
    if (class == NG_CHAR_WORD || class == NG_CHAR_HYPHEN)
        lex_value(lexer);
}

/* name: at the beginning of a chunk. Not https: nor 10:30, which are words. */
static bool lex_field(Lexer *lexer)
{
    const char *input = lexer->input;
    gsize begin = lexer->at, at = begin, step;
    while (at < lexer->len && class_at(lexer, at, &step) == NG_CHAR_WORD &&
           g_unichar_isalpha(g_utf8_get_char(input + at)))
        at += step;
    if (at == begin || at >= lexer->len || input[at] != ':')
        return false;
    const NgFieldInfo *info = ng_field_find(input + begin, at - begin);
    if (info) {
        lexer->at = at + 1;
        lex_field_value(lexer, info, begin);
        return true;
    }
    NgCharClass class = class_at(lexer, at + 1, &step);
    bool value =
        class == NG_CHAR_QUOTE || class == NG_CHAR_ANGLE || class == NG_CHAR_OPEN ||
        (step && class == NG_CHAR_WORD && g_unichar_isalpha(g_utf8_get_char(input + at + 1)));
    if (!value)
        return false;
    const char *nearest = ng_field_nearest(input + begin, at - begin);
    g_autofree char *name = g_strndup(input + begin, at - begin);
    if (nearest)
        ng_query_fail(&lexer->place, &lexer->error, begin, at, nearest,
                      "no field \"%s\"; did you mean \"%s\"?", name, nearest);
    else
        ng_query_fail(&lexer->place, &lexer->error, begin, at, NULL, "no field \"%s\"", name);
    return false;
}

/* An operator spelt in letters; false when the chunk is none. */
static bool lex_operator(Lexer *lexer, gsize end)
{
    NgLexeme found = {.begin = lexer->at, .end = end};
    const char *chunk = lexer->input + lexer->at;
    bool malformed, plain = g_ascii_isupper(chunk[0]) && !memchr(chunk, '/', end - lexer->at);
    if (!ng_query_operator(chunk, end - lexer->at, &found, &malformed)) {
        gsize step;
        if (end - lexer->at == 7 && g_ascii_strncasecmp(chunk, "atleast", 7) == 0 &&
            class_at(lexer, end, &step) == NG_CHAR_OPEN) {
            found.kind = NG_LEX_ATLEAST;
            malformed = true;
        }
        if (malformed) {
            const char *sample = found.kind == NG_LEX_ATLEAST ? "atleast3(audit)"
                                 : found.kind == NG_LEX_ADJ   ? "ADJ/5"
                                                              : "NEAR/5";
            ng_query_fail(&lexer->place, &lexer->error, lexer->at, end, sample,
                          "this operator needs a number from 1 on, as in %s", sample);
        }
        return false;
    }
    if (found.kind == NG_LEX_ATLEAST) {
        gsize step;
        if (class_at(lexer, end, &step) != NG_CHAR_OPEN) {
            ng_query_fail(&lexer->place, &lexer->error, lexer->at, end, "atleast3(audit)",
                          "atleast needs brackets, as in atleast3(audit)");
            return false;
        }
    }
    g_array_append_val(lexer->lexemes, found);
    if (plain)
        lexer->plain++;
    else
        lexer->operators++;
    lexer->at = end;
    return true;
}

static void lex_word(Lexer *lexer)
{
    gsize end = chunk_end(lexer, lexer->at);
    if (lex_field(lexer) || lex_operator(lexer, end))
        return;
    NgLexeme *lexeme = ng_lex_add(lexer->lexemes, NG_LEX_WORD, lexer->at, end);
    lexeme->text = g_strndup(lexer->input + lexer->at, end - lexer->at);
    lexer->at = end;
    lex_marks(lexer, lexeme);
}

static bool ends_operand(NgLexKind kind)
{
    return kind == NG_LEX_WORD || kind == NG_LEX_PHRASE || kind == NG_LEX_CLOSE;
}

static NgLexeme *last_lexeme(const Lexer *lexer)
{
    guint n = lexer->lexemes->len;
    return n ? &g_array_index(lexer->lexemes, NgLexeme, n - 1) : NULL;
}

/* A hyphen before a word, phrase or bracket, after a space: NOT. Other hyphens say nothing. */
static void lex_hyphen(Lexer *lexer, gsize step)
{
    gsize after;
    NgCharClass next = class_at(lexer, lexer->at + step, &after);
    const NgLexeme *last = last_lexeme(lexer);
    bool attached = last && last->end == lexer->at && ends_operand(last->kind);
    bool more = !attached && (next == NG_CHAR_WORD || next == NG_CHAR_QUOTE ||
                              next == NG_CHAR_ANGLE || next == NG_CHAR_OPEN);
    if (more) {
        ng_lex_add(lexer->lexemes, NG_LEX_NOT, lexer->at, lexer->at + step);
        lexer->operators += step == 1;
    }
    lexer->at += step;
    while (!more && class_at(lexer, lexer->at, &step) == NG_CHAR_HYPHEN)
        lexer->at += step;
}

static void lex_next(Lexer *lexer)
{
    gsize step;
    NgCharClass class = class_at(lexer, lexer->at, &step);
    NgLexKind kind;
    switch (class) {
    case NG_CHAR_SPACE:
        lexer->at += step;
        return;
    case NG_CHAR_QUOTE:
    case NG_CHAR_ANGLE:
        lex_phrase(lexer, class);
        return;
    case NG_CHAR_HYPHEN:
        lex_hyphen(lexer, step);
        return;
    case NG_CHAR_WORD:
        lex_word(lexer);
        return;
    case NG_CHAR_BAR:
        lexer->operators++;
        kind = NG_LEX_OR;
        break;
    default:
        kind = class == NG_CHAR_OPEN ? NG_LEX_OPEN : NG_LEX_CLOSE;
    }
    NgLexeme *last = last_lexeme(lexer);
    if (kind == NG_LEX_OR && last && last->kind == NG_LEX_OR && last->end == lexer->at)
        last->end += step; /* || is | */
    else
        ng_lex_add(lexer->lexemes, kind, lexer->at, lexer->at + step);
    lexer->at += step;
}

static bool begins_operand(NgLexKind kind)
{
    return kind == NG_LEX_WORD || kind == NG_LEX_PHRASE || kind == NG_LEX_OPEN ||
           kind == NG_LEX_FIELD || kind == NG_LEX_NOT || kind == NG_LEX_ATLEAST;
}

static void note_lower_or(const GArray *lexemes, GPtrArray *notices)
{
    for (guint i = 1; notices && i + 1 < lexemes->len; i++) {
        const NgLexeme *lexeme = &g_array_index(lexemes, NgLexeme, i);
        if (lexeme->kind == NG_LEX_WORD && strcmp(lexeme->text, "or") == 0 &&
            ends_operand((lexeme - 1)->kind) && begins_operand((lexeme + 1)->kind)) {
            g_ptr_array_add(
                notices, g_strdup("\"or\" was searched for as a word; for either of two write OR"));
            return;
        }
    }
}

/* A headline in capitals, whose AND and OR are words: an operator stands between any two words of
 * a query that was meant as one. */
static bool is_headline(const GArray *lexemes, const char *input, gsize len)
{
    guint neighbours = 0;
    for (guint i = 1; i < lexemes->len; i++) {
        const NgLexeme *lexeme = &g_array_index(lexemes, NgLexeme, i);
        neighbours += lexeme->kind == NG_LEX_WORD && (lexeme - 1)->kind == NG_LEX_WORD;
    }
    if (neighbours < 3)
        return false;
    for (gsize at = 0, step; at < len; at += step) {
        NgCharClass class = ng_query_char(input, at, len, &step);
        if (class == NG_CHAR_WORD && g_unichar_islower(g_utf8_get_char(input + at)))
            return false;
    }
    return true;
}

/* Words without an operator; or so few operators among so many words that they stand there by
 * chance (a bar of a page's title, a quotation mark that was copied without its fellow), and the
 * text would be no query. A query that was meant as one keeps its errors. */
static bool is_prose(const Lexer *lexer, guint words)
{
    if (words <= NG_PROSE_WORDS || !lexer->operators)
        return words > NG_PROSE_WORDS;
    return words / NG_PROSE_WORDS >= lexer->operators &&
           (lexer->error || words > ng_limits_terminal.max_terms);
}

GArray *ng_query_lex(const char *input, bool *prose, GPtrArray *notices, NgQueryError *place,
                     GError **error)
{
    gsize len = strlen(input);
    if (len > ng_limits_terminal.max_bytes) {
        ng_query_fail(place, error, ng_limits_terminal.max_bytes, len, NULL,
                      "the query is longer than %u bytes", ng_limits_terminal.max_bytes);
        return NULL;
    }
    Lexer lexer = {.input = input, .len = len};
    lexer.lexemes = g_array_new(FALSE, FALSE, sizeof(NgLexeme));
    while (lexer.at < len)
        lex_next(&lexer);
    ng_lex_add(lexer.lexemes, NG_LEX_END, len, len);

    if (!is_headline(lexer.lexemes, input, len))
        lexer.operators += lexer.plain;
    *prose = is_prose(&lexer, ng_query_count_words(input, len));
    if (*prose) {
        g_clear_error(&lexer.error);
        g_clear_pointer(&lexer.place.nearest, g_free);
        drop_lexemes(lexer.lexemes);
        ng_query_lex_prose(lexer.lexemes, input, len);
        if (notices && lexer.operators)
            g_ptr_array_add(notices, g_strdup("read as prose, operators as words: any of the words "
                                              "counts, the more the better"));
        else if (notices)
            g_ptr_array_add(notices, g_strdup_printf("more than %u words without operators: any "
                                                     "of them counts, the more the better",
                                                     NG_PROSE_WORDS));
        return lexer.lexemes;
    }
    if (lexer.error) {
        g_propagate_error(error, lexer.error);
        if (place) {
            g_free(place->nearest);
            *place = lexer.place;
        } else {
            g_free(lexer.place.nearest);
        }
        ng_lexemes_free(lexer.lexemes);
        return NULL;
    }
    note_lower_or(lexer.lexemes, notices);
    return lexer.lexemes;
}
