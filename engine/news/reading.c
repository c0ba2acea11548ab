/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: an article's paragraphs turned into one array of words, each with the marks that stand
 * before it, and the cast that grows while they are read. */
#include "engine/news/reading.h"

#include <string.h>

void ng_reading_init(NgReading *r, const NgAuthority *authority)
{
    memset(r, 0, sizeof *r);
    r->authority = authority;
    ng_lexicon_build();
    ng_tokens_init(&r->tokens);
    r->kept = ng_kept_tokens_new();
    r->keys = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    r->parts = g_array_new(FALSE, FALSE, sizeof(NgPart));
    r->found = g_array_new(FALSE, FALSE, sizeof(NgFound));
    r->merged = g_array_new(FALSE, FALSE, sizeof(NgFound));
    r->cast = g_array_new(FALSE, FALSE, sizeof(NgCast));
    r->starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    r->local = g_array_new(FALSE, FALSE, sizeof(NgLocal));
    r->together = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    r->strings = g_string_chunk_new(1024);
    guint count = authority ? ng_authority_count(authority) : 0;
    r->cast_of = g_new(uint32_t, count + 1);
    memset(r->cast_of, 0xff, (count + 1) * sizeof *r->cast_of);
}

void ng_reading_clear(NgReading *r)
{
    ng_tokens_clear(&r->tokens);
    ng_kept_tokens_free(r->kept);
    g_array_unref(r->keys);
    g_free(r->words);
    g_array_unref(r->parts);
    g_array_unref(r->found);
    g_array_unref(r->merged);
    g_array_unref(r->cast);
    g_array_unref(r->starts);
    g_array_unref(r->local);
    g_array_unref(r->together);
    if (r->leaders)
        g_array_unref(r->leaders);
    g_string_chunk_free(r->strings);
    g_free(r->cast_of);
    memset(r, 0, sizeof *r);
}

void ng_word_list_prepare(NgWordList *list)
{
    g_assert(!list->words[NG_WORD_LIST_WORDS - 1]);
    for (const char *const *word = list->words; *word; word++) {
        gsize len = strlen(*word);
        g_assert(len < NG_WORD_LIST_BYTES);
        uint32_t bit = 1u << (word - list->words);
        list->of_length[len] |= bit;
        list->of_first[**word & 31] |= bit;
    }
    g_once_init_leave(&list->ready, 1);
}

void ng_reading_begin(NgReading *r, const NgArticle *article)
{
    for (guint i = 0; i < r->cast->len; i++)
        if (ng_reading_cast(r, i)->authority >= 0)
            r->cast_of[ng_reading_cast(r, i)->authority] = NG_NOBODY;
    r->article = article;
    r->nouns_capital = g_strcmp0(article->lang, "de") == 0;
    r->english = !article->lang || strcmp(article->lang, "en") == 0;
    r->recognised = r->clubs = false;
    r->n_words = 0;
    ng_kept_tokens_begin(r->kept);
    g_array_set_size(r->parts, 0);
    g_array_set_size(r->found, 0);
    g_array_set_size(r->cast, 0);
    g_array_set_size(r->local, 0);
    g_array_set_size(r->together, 0);
    memset(r->local_head, 0, sizeof r->local_head);
    g_string_chunk_clear(r->strings);
}

/* The marks between two words. */
static uint16_t read_gap(const char *text, uint32_t from, uint32_t to, bool possessive)
{
    uint16_t flags = from == to ? NG_WORD_TIGHT : 0;
    bool space = false;
    const char *c = text + from, *end = text + to;
    if (possessive) { /* 's or the apostrophe alone */
        c += c < end ? (*c == '\'' ? 1 : g_utf8_next_char(c) - c) : 0;
        if (c < end && (*c == 's' || *c == 'S'))
            c++;
    }
    for (; c < end; c = g_utf8_next_char(c)) {
        switch (g_utf8_get_char(c)) {
        case ' ':
        case 0xa0:
        case 0x202f:
            space = true;
            break;
        case ',':
        case 0x3001:
        case 0xff0c:
            flags |= NG_WORD_AFTER_COMMA;
            break;
        case ':':
        case 0xff1a:
            flags |= NG_WORD_AFTER_COLON;
            break;
        case '.':
            flags |= NG_WORD_AFTER_DOT;
            break;
        case '(':
        case '[':
            flags |= NG_WORD_AFTER_OPEN;
            break;
        case ')':
        case ']':
            flags |= NG_WORD_AFTER_CLOSE;
            break;
        case '-':
        case 0x2010:
        case 0x2011:
        case 0xad:
            if (space || (c + 1 < end && (c[1] == ' ' || c[1] == '-')))
                flags |= NG_WORD_AFTER_DASH;
            break;
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2015:
            flags |= NG_WORD_AFTER_DASH;
            break;
        case '&':
        case '$':
        case '#':
        case '@':
        case '+':
            break;
        default:
            flags |= NG_WORD_AFTER_STOP;
        }
    }
    return space ? flags : flags | NG_WORD_TIGHT;
}

/* "On Friday Mr. Doe met Jane Roe." is a sentence: headlines have no full stop. */
static bool ends_in_stop(const NgReading *r, const NgPart *part)
{
    const NgWord *last = &r->words[part->last - 1];
    const char *end = part->paragraph->text + last->end;
    if (*end == ' ') /* set as tokens */
        end++;
    return *end == '.' && !(last->flags & NG_WORD_DOTTED) &&
           !(last->classes & (NG_LEX_ORG_TAIL | NG_LEX_JUNIOR));
}

static void judge_capitals(NgReading *r, NgPart *part)
{
    uint32_t letters = 0, shouted = 0, capital = 0;
    for (uint32_t i = part->first; i < part->last; i++) {
        const NgWord *word = &r->words[i];
        if (word->end - word->begin < 2 || !(word->flags & (NG_WORD_CAPITAL | NG_WORD_LOWER)))
            continue;
        letters++;
        shouted += word->flags & NG_WORD_SHOUTED ? 1 : 0;
        if (word->flags & NG_WORD_CAPITAL || word->classes & (NG_LEX_PREP | NG_LEX_DET))
            capital++;
    }
    part->shouted = letters >= 2 && shouted * 5 >= letters * 4;
    part->titled =
        !part->shouted && letters >= 4 && capital * 5 >= letters * 4 && !ends_in_stop(r, part);
}

static bool has_dot(const char *text, uint32_t from, uint32_t to)
{
    return to > from && to - from <= 16 && memchr(text + from, '.', to - from) != NULL;
}

static uint16_t word_flags(const NgToken *token, const char *text)
{
    uint16_t flags = 0;
    if (token->flags & NG_TOKEN_CAPITAL)
        flags |= NG_WORD_CAPITAL;
    else if ((unsigned char)text[token->begin] < 0x80
                 ? g_ascii_islower(text[token->begin])
                 : g_unichar_islower(g_utf8_get_char(text + token->begin)))
        flags |= NG_WORD_LOWER;
    if (token->flags & NG_TOKEN_ALL_CAPS)
        flags |= NG_WORD_SHOUTED;
    if (token->flags & NG_TOKEN_POSSESSIVE)
        flags |= NG_WORD_POSSESSIVE;
    if (token->flags & NG_TOKEN_DIGIT)
        flags |= NG_WORD_DIGIT;
    if (has_dot(text, token->begin, token->end))
        flags |= NG_WORD_DOTTED;
    return flags;
}

/* What is known of each is on its way when it is asked for. */
static const uint64_t *make_keys(NgReading *r)
{
    g_array_set_size(r->keys, r->tokens.n);
    uint64_t *keys = (uint64_t *)(void *)r->keys->data;
    for (uint32_t i = 0; i < r->tokens.n; i++) {
        keys[i] = ng_word_key(ng_token_form(&r->tokens, i), r->tokens.v[i].form_len);
        ng_lexicon_expect(keys[i]);
    }
    return keys;
}

void ng_reading_add(NgReading *r, NgParagraph *paragraph)
{
    const char *text = paragraph->text;
    gsize len = strlen(text);
    NgPart part = {.paragraph = paragraph, .first = r->n_words};
    bool whole = false;
    if (r->n_words < NG_READING_WORDS) {
        gsize read = len;
        if (read > NG_READING_BYTES)
            for (read = NG_READING_BYTES; ((unsigned char)text[read] & 0xc0) == 0x80;)
                read--;
        ng_tokenise(&r->tokens, text, read);
        ng_sentences(text, read, r->starts);
        whole = read == len;
    } else {
        r->tokens.n = 0;
    }
    ng_kept_tokens_add(r->kept, text, whole ? &r->tokens : NULL);
    if (r->n_words + r->tokens.n > r->room) {
        r->room = MAX(r->room * 2, r->n_words + r->tokens.n + 1024);
        r->words = g_renew(NgWord, r->words, r->room);
    }
    const uint64_t *keys = make_keys(r);
    uint32_t sentence = 0, end = 0;
    NgWord *last = NULL;
    for (uint32_t i = 0; i < r->tokens.n && r->n_words < NG_READING_WORDS; i++) {
        const NgToken *token = &r->tokens.v[i];
        uint64_t key = keys[i];
        if (token->flags & NG_TOKEN_EXTRA) {
            if (last && token->begin == last->begin && !last->alt)
                last->alt = key;
            continue;
        }
        NgWord *word = &r->words[r->n_words++];
        *word = (NgWord) {.key = key,
                          .begin = token->begin,
                          .end = token->end,
                          .classes = ng_lexicon_classes(key),
                          .flags = word_flags(token, text)};
        /* Pairs of characters overlap: there is nothing between them. */
        bool one_space = token->begin == end + 1 && text[end] == ' ';
        if (token->begin > end && !one_space)
            word->flags |=
                read_gap(text, end, token->begin, last && last->flags & NG_WORD_POSSESSIVE);
        else if (last && !one_space)
            word->flags |= NG_WORD_TIGHT;
        while (sentence < r->starts->len &&
               g_array_index(r->starts, uint32_t, sentence) <= token->begin) {
            word->flags |= NG_WORD_SENTENCE;
            sentence++;
        }
        if (!last)
            word->flags |= NG_WORD_SENTENCE;
        last = word;
        end = MAX(end, token->end);
    }
    part.last = r->n_words;
    judge_capitals(r, &part);
    ng_lost_stops_guess(r, &part);
    g_array_append_val(r->parts, part);
}

bool ng_reading_joined(const NgReading *r, uint32_t i)
{
    const NgWord *word = &r->words[i], *before = &r->words[i - 1];
    if (word->flags & (NG_WORD_APART | NG_WORD_SENTENCE) || before->flags & NG_WORD_POSSESSIVE)
        return false;
    /* A dot joins only after an initial or an abbreviation. */
    return !(word->flags & NG_WORD_AFTER_DOT) || before->end - before->begin <= 1 ||
           before->classes & (NG_LEX_TITLE | NG_LEX_JUNIOR) || before->flags & NG_WORD_DOTTED;
}

void ng_reading_take_merged(NgReading *r)
{
    GArray *old = r->found;
    r->found = r->merged;
    r->merged = old;
    for (uint32_t i = 0; i < r->n_words; i++)
        r->words[i].found = 0;
    for (guint i = 0; i < r->found->len; i++)
        for (uint32_t w = ng_reading_found(r, i)->first; w < ng_reading_found(r, i)->last; w++)
            r->words[w].found = i + 1;
}

uint32_t ng_reading_cast_authority(NgReading *r, guint actor)
{
    if (r->cast_of[actor] != NG_NOBODY)
        return r->cast_of[actor];
    NgCast cast = {.id = ng_authority_id(r->authority, actor),
                   .name = ng_authority_name(r->authority, actor),
                   .kind = ng_authority_kind(r->authority, actor),
                   .authority = (int)actor,
                   .order = ng_authority_order(r->authority, actor),
                   .first_full = NG_NOBODY,
                   .last_full = NG_NOBODY,
                   .last_seen = NG_NOBODY};
    r->cast_of[actor] = r->cast->len;
    g_array_append_val(r->cast, cast);
    return r->cast->len - 1;
}

uint32_t ng_reading_cast_name(NgReading *r, const char *name, NgActorKind kind)
{
    g_autofree char *slug = ng_slug(name);
    int known = ng_authority_by_id(r->authority, slug);
    if (known >= 0) {
        if (ng_authority_kind(r->authority, (guint)known) == kind)
            return ng_reading_cast_authority(r, (guint)known);
        char *apart = g_strdup_printf("%s-%s", slug, ng_actor_kind_name(kind));
        g_free(slug);
        slug = apart;
    }
    for (guint i = 0; i < r->cast->len; i++) {
        const NgCast *cast = ng_reading_cast(r, i);
        if (cast->kind == kind && strcmp(cast->id, slug) == 0)
            return i;
    }
    NgCast cast = {.id = g_string_chunk_insert(r->strings, slug),
                   .name = g_string_chunk_insert(r->strings, name),
                   .kind = kind,
                   .authority = -1,
                   .order = NG_NOBODY,
                   .first_full = NG_NOBODY,
                   .last_full = NG_NOBODY,
                   .last_seen = NG_NOBODY};
    g_array_append_val(r->cast, cast);
    return r->cast->len - 1;
}

uint32_t ng_reading_cast_person(NgReading *r, const char *name, NgGender gender)
{
    uint32_t person = ng_reading_cast_name(r, name, NG_ACTOR_PERSON);
    NgCast *cast = ng_reading_cast(r, person);
    if (cast->authority < 0 && cast->gender == NG_GENDER_UNKNOWN)
        cast->gender = gender;
    return person;
}
