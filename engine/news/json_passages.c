/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: paragraphs read from JSON, their actors and quotations after their text, wherever these
 * stand in the object. */
#include "engine/news/json_fields.h"
#include "nutgraf/stem.h"

#include <string.h>

static bool read_role(NgJsonReader *reader, NgRole *role)
{
    bool given;
    NG_JSON_READ_WORD(reader, "role", ng_role_parse, "body, lede, heading, quote, list or caption",
                      role, &given);
    return true;
}

static bool read_lang(NgJsonReader *reader, const char **lang)
{
    g_autofree char *tag = NULL;
    if (!ng_json_read_text(reader, "lang", &tag)) {
        return false;
    }
    *lang = ng_language_normalise(tag);
    return true;
}

/* What an object holds before its text is known: the text, borrowed or copied, and where the lists
 * stand whose spans refer to it. */
typedef struct {
    const char *raw;
    gsize raw_len;
    char *raw_copy;
    const char *actors, *quotes;
    NgRole role;
    const char *lang; /* a constant; NULL: not told, or no language */
} ParagraphInput;

static bool read_paragraph_key(NgJsonReader *reader, const char *key, gsize len,
                               ParagraphInput *input)
{
    NgJsonPull *json = &reader->json;
    if (ng_json_key_is(key, len, "text")) {
        bool absent;
        if (!ng_json_expect(reader, "text", NG_JSON_STRING, &absent) || absent) {
            return ng_json_well(reader);
        }
        if (!ng_json_string(json, &input->raw, &input->raw_len)) {
            return false;
        }
        if (input->raw < json->begin || input->raw > json->end) {
            g_free(input->raw_copy);
            input->raw = input->raw_copy = g_memdup2(input->raw, input->raw_len + 1);
        }
        return true;
    }
    if (ng_json_key_is(key, len, "role")) {
        return read_role(reader, &input->role);
    }
    if (ng_json_key_is(key, len, "lang")) {
        return read_lang(reader, &input->lang);
    }
    if (ng_json_key_is(key, len, "actors") || ng_json_key_is(key, len, "quotes")) {
        if (ng_json_peek(json) == NG_JSON_BAD) {
            return false;
        }
        *(key[0] == 'a' ? &input->actors : &input->quotes) = json->at;
    }
    return ng_json_skip(json);
}

static bool read_paragraph_object(NgJsonReader *reader, NgArticle *article, ParagraphInput *input)
{
    const char *key;
    gsize len;
    ng_json_open(&reader->json);
    while (ng_json_member(&reader->json, &key, &len)) {
        if (!read_paragraph_key(reader, key, len, input)) {
            return false;
        }
    }
    if (!ng_json_well(reader)) {
        return false;
    }
    NgParagraph *paragraph =
        input->raw == NULL
            ? NULL
            : ng_article_add_paragraph(article, input->raw, (gssize)input->raw_len, input->role);
    if (paragraph == NULL) {
        return true;
    }
    paragraph->lang = input->lang;
    paragraph->lang_given = input->lang != NULL;
    const char *behind = reader->json.at;
    if (input->actors != NULL) {
        reader->json.at = input->actors;
        ng_json_read_actors(reader, "actors", paragraph, input->raw, input->raw_len);
    }
    if (input->quotes != NULL && ng_json_well(reader)) {
        reader->json.at = input->quotes;
        ng_json_read_quotes(reader, "quotes", paragraph, input->raw, input->raw_len);
    }
    if (ng_json_well(reader)) {
        reader->json.at = behind;
    }
    return ng_json_well(reader);
}

bool ng_json_read_paragraphs(NgJsonReader *reader, NgArticle *article)
{
    NgJsonPull *json = &reader->json;
    g_ptr_array_set_size(article->paragraphs, 0);
    if (!ng_json_enter(reader, "paragraphs", NG_JSON_ARRAY)) {
        return ng_json_well(reader);
    }
    for (reader->list_n = 0; ng_json_element(json); reader->list_n++) {
        NgJsonType type = ng_json_peek(json);
        const char *s;
        gsize len;
        if (type == NG_JSON_STRING) {
            if (!ng_json_string(json, &s, &len)) {
                return false;
            }
            ng_article_add_paragraph(article, s, (gssize)len, NG_ROLE_BODY);
            continue;
        }
        reader->list = "paragraphs";
        if (type != NG_JSON_OBJECT) {
            return ng_json_mistaken(reader, "paragraph", "an object or a string",
                                    ng_json_type_name(type));
        }
        ParagraphInput input = {.role = NG_ROLE_BODY};
        bool ok = read_paragraph_object(reader, article, &input);
        g_free(input.raw_copy);
        if (!ok) {
            return false;
        }
        reader->list = NULL;
    }
    return ng_json_well(reader);
}
