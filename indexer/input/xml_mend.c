/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A strict parser stops at the first bare "&" or the first tag left open, and half of the feeds out
 * there have one. So the markup is put in order before libxml2 sees it: it is left with what it is
 * good at, and what is costly or dangerous in XML (entities that expand, document types, a tag with
 * tens of thousands of attributes, endless nesting) never reaches it. */
#include "indexer/input/xml_mend.h"
#include "indexer/input/xml_doctype.h"
#include "indexer/input/xml_tag.h"

#include <string.h>

#define OPEN_SLOTS 256
#define NAME_BYTES 256
#define MAX_NAMES 4000
/* The parser below looks for the end of a section in all of it at once. */
#define CDATA_BYTES (1u << 20)
#define VALUE_BYTES (1u << 16)
/* What short entities of the document's own may add. */
#define ENTITY_ROOM (4u << 20)

typedef struct {
    const char *name; /* in the input */
    guint len;
} Open;

typedef struct {
    const char *at, *end;
    GString *out;
    GHashTable *entities; /* of the document type, or NULL */
    gsize entity_room;
    Open open[NG_XML_MAX_DEPTH];
    guint depth;
    /* open elements beyond, or with names beyond what is kept, whose tags are dropped */
    guint deeper;
    guint32 deeper_names[OPEN_SLOTS];
    GHashTable *names; /* of char *, each once */
    const char *const *apart;
    /* names on the stack by hash: an end tag that cannot match is not searched for */
    guint16 open_names[OPEN_SLOTS];
    bool no_comment_end, no_instruction_end, fine, rooted;
} Mend;

static guint hash_of(const char *name, guint len)
{
    guint hash = 5381;
    for (guint i = 0; i < len; i++)
        hash = hash * 33 + (guchar)g_ascii_tolower(name[i]);
    return hash % OPEN_SLOTS;
}

/* A name that the parser takes: one colon at most and inside, ASCII. */
static void put_name(GString *out, const char *name, guint len)
{
    const char *colon = memchr(name, ':', len);
    if (colon && (colon == name || colon + 1 == name + len || !ng_xml_name_start(colon[1]) ||
                  memchr(colon + 1, ':', (gsize)(name + len - colon - 1))))
        colon = name + len;
    for (guint i = 0; i < len; i++) {
        char c = name[i];
        g_string_append_c(out, (c == ':' && name + i != colon) || (guchar)c >= 0x80 ? '_' : c);
    }
}

static void put_char(GString *out, char c)
{
    switch (c) {
    case '<':
        g_string_append(out, "&lt;");
        break;
    case '>':
        g_string_append(out, "&gt;");
        break;
    case '&':
        g_string_append(out, "&amp;");
        break;
    case '"':
        g_string_append(out, "&quot;");
        break;
    default:
        g_string_append_c(out, c);
    }
}

static void put_escaped(GString *out, const char *text, gsize len)
{
    for (gsize i = 0; i < len; i++)
        put_char(out, text[i]);
}

/* U+FFFE and U+FFFF, valid UTF-8 and no characters of XML. */
static bool is_nonchar(const char *at, const char *end)
{
    return end - at >= 3 && (guchar)at[0] == 0xef && (guchar)at[1] == 0xbf &&
           ((guchar)at[2] == 0xbe || (guchar)at[2] == 0xbf);
}

static const char *put_reference(Mend *mend, const char *amp, const char *end)
{
    gunichar c;
    const char *next = ng_xml_reference(amp + 1, end, &c);
    if (next) {
        char utf8[8];
        put_escaped(mend->out, utf8, (gsize)g_unichar_to_utf8(c, utf8));
        mend->fine = mend->fine && next[-1] == ';';
        return next;
    }
    const char *stop = memchr(amp, ';', MIN((gsize)(end - amp), 64));
    g_autofree char *name = stop ? g_strndup(amp + 1, (gsize)(stop - amp - 1)) : NULL;
    const char *value = name && mend->entities ? g_hash_table_lookup(mend->entities, name) : NULL;
    if (value && strlen(value) <= mend->entity_room) {
        mend->entity_room -= strlen(value);
        put_escaped(mend->out, value, strlen(value));
        return stop + 1;
    }
    mend->fine = false;
    g_string_append(mend->out, "&amp;");
    return amp + 1;
}

/* Text, or the value of an attribute, in which a quote is a reference. */
static void put_text(Mend *mend, const char *at, const char *end, bool value)
{
    GString *out = mend->out;
    while (at < end) {
        const char *run = at;
        while (at < end && (guchar)*at >= 0x20 && *at != '&' && *at != '<' && *at != '"' &&
               *at != ']' && (guchar)*at != 0xef)
            at++;
        g_string_append_len(out, run, at - run);
        if (at == end)
            break;
        if (*at == '&') {
            at = put_reference(mend, at, end);
        } else if (*at == ']' && end - at >= 3 && memcmp(at, "]]>", 3) == 0) {
            /* the end of a section inside another */
            mend->fine = false;
            at += 3;
        } else if (is_nonchar(at, end)) {
            mend->fine = false;
            g_string_append_c(out, ' ');
            at += 3;
        } else {
            bool control = (guchar)*at < 0x20 && *at != '\t' && *at != '\n' && *at != '\r';
            mend->fine = mend->fine && !control && *at != '<';
            if (*at == '"' && !value)
                g_string_append_c(out, '"');
            else
                put_char(out, control ? ' ' : *at);
            at++;
        }
    }
}

static void pass_cdata(Mend *mend)
{
    const char *at = mend->at + 9;
    const char *stop = memmem(at, (gsize)(mend->end - at), "]]>", 3);
    if (!stop) {
        mend->fine = false;
        stop = mend->end;
    }
    mend->at = stop < mend->end ? stop + 3 : mend->end;
    while (at < stop) {
        const char *to = stop - at > (gssize)CDATA_BYTES ? at + CDATA_BYTES : stop;
        while (to < stop && ((guchar)*to & 0xc0) == 0x80)
            to++;
        gsize from = mend->out->len + 9;
        g_string_append(mend->out, "<![CDATA[");
        g_string_append_len(mend->out, at, to - at);
        for (gsize i = from; i < mend->out->len; i++) {
            char *c = mend->out->str + i;
            bool nonchar = is_nonchar(c, mend->out->str + mend->out->len);
            if (!nonchar && ((guchar)*c >= 0x20 || *c == '\t' || *c == '\n' || *c == '\r'))
                continue;
            mend->fine = false;
            memset(c, ' ', nonchar ? 3 : 1);
        }
        g_string_append(mend->out, "]]>");
        at = to;
    }
}

static void pass_declaration(Mend *mend)
{
    const char *at = mend->at;
    gsize left = (gsize)(mend->end - at);
    const char *stop = NULL;
    if (left >= 9 && memcmp(at, "<![CDATA[", 9) == 0) {
        pass_cdata(mend);
        return;
    }
    if (left >= 4 && memcmp(at, "<!--", 4) == 0) {
        if (!mend->no_comment_end)
            stop = memmem(at + 4, left - 4, "-->", 3);
        if (stop) {
            mend->at = stop + 3;
            return;
        }
        mend->no_comment_end = true;
        mend->fine = false;
        mend->at += 4;
        return;
    }
    if (left >= 9 && g_ascii_strncasecmp(at, "<!DOCTYPE", 9) == 0) {
        if (!mend->entities)
            mend->entities = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        mend->at = ng_xml_doctype(at + 9, mend->end, mend->entities, &mend->fine);
        return;
    }
    if (left >= 2 && at[1] == '?' && !mend->no_instruction_end) {
        stop = memmem(at, left, "?>", 2);
        if (stop) {
            mend->at = stop + 2;
            return;
        }
        mend->no_instruction_end = true;
    }
    mend->fine = false;
    stop = memchr(at, '>', left);
    mend->at = stop ? stop + 1 : mend->end;
}

static void put_value(Mend *mend, const char *value, gsize len)
{
    if (len > VALUE_BYTES) {
        len = VALUE_BYTES;
        while (len > 0 && ((guchar)value[len] & 0xc0) == 0x80)
            len--;
    }
    put_text(mend, value, value + len, true);
}

/* Whether a name may be kept: all parsers keep each name once, and libxml2 slows down by the square
 * of how many there are. */
static bool admit(Mend *mend, const char *name, gsize len)
{
    char key[NAME_BYTES + 1];
    if (len > NAME_BYTES)
        return false;
    memcpy(key, name, len);
    key[len] = '\0';
    if (g_hash_table_contains(mend->names, key))
        return true;
    if (g_hash_table_size(mend->names) >= MAX_NAMES)
        return false;
    g_hash_table_add(mend->names, g_strdup(key));
    return true;
}

static void pass_attributes(Mend *mend, const char *at, const char *end)
{
    Open seen[NG_XML_MAX_ATTRIBUTES];
    NgXmlTagAttr attr;
    guint n = 0;
    while (ng_xml_tag_attr(&at, end, &attr, &mend->fine)) {
        bool drop = n == NG_XML_MAX_ATTRIBUTES || !admit(mend, attr.name, attr.name_len);
        /* an address of a namespace is a name, too */
        if (!drop && attr.name_len >= 5 && memcmp(attr.name, "xmlns", 5) == 0)
            drop = !admit(mend, attr.value, attr.value_len);
        for (guint i = 0; i < n && !drop; i++)
            drop =
                seen[i].len == attr.name_len && memcmp(seen[i].name, attr.name, attr.name_len) == 0;
        if (drop) {
            mend->fine = false;
            continue;
        }
        seen[n++] = (Open) {attr.name, (guint)attr.name_len};
        g_string_append_c(mend->out, ' ');
        put_name(mend->out, attr.name, (guint)attr.name_len);
        g_string_append(mend->out, "=\"");
        put_value(mend, attr.value, attr.value_len);
        g_string_append_c(mend->out, '"');
    }
}

static void close_innermost(Mend *mend)
{
    Open *open = &mend->open[--mend->depth];
    mend->open_names[hash_of(open->name, open->len)]--;
    g_string_append(mend->out, "</");
    put_name(mend->out, open->name, open->len);
    g_string_append_c(mend->out, '>');
}

/* Closes the innermost open element of that name and all inside it; false when there is none. */
static bool close_named(Mend *mend, const char *name, guint len)
{
    guint i = mend->open_names[hash_of(name, len)] > 0 ? mend->depth : 0;
    while (i > 0 && (mend->open[i - 1].len != len ||
                     g_ascii_strncasecmp(mend->open[i - 1].name, name, len) != 0))
        i--;
    if (i == 0)
        return false;
    mend->fine = mend->fine && i == mend->depth && mend->deeper == 0 &&
                 memcmp(mend->open[i - 1].name, name, len) == 0;
    while (mend->depth >= i)
        close_innermost(mend);
    if (mend->deeper > 0)
        memset(mend->deeper_names, 0, sizeof mend->deeper_names);
    mend->deeper = 0;
    return true;
}

static bool is_among(const char *const *names, const char *name, guint len)
{
    for (; names && *names; names++)
        if (strlen(*names) == len && g_ascii_strncasecmp(*names, name, len) == 0)
            return true;
    return false;
}

static void pass_start_tag(Mend *mend, const char *stop)
{
    /* HTML's elements without content stand unescaped, and unclosed, in many a text */
    static const char *const empty[] = {"br", "hr", "img", "wbr", NULL};
    const char *name = mend->at + 1, *at = name;
    while (at < stop && ng_xml_name_char(*at))
        at++;
    guint len = (guint)(at - name);
    bool closed = stop[-1] == '/';
    mend->at = stop + 1;
    mend->fine = mend->fine && !(mend->rooted && mend->depth == 0);
    mend->rooted = true;
    if (is_among(mend->apart, name, len) && close_named(mend, name, len))
        mend->fine = false;
    if (mend->depth == NG_XML_MAX_DEPTH || !admit(mend, name, len)) {
        mend->fine = false;
        if (!closed) {
            mend->deeper++;
            mend->deeper_names[hash_of(name, len)]++;
        }
        return;
    }
    g_string_append_c(mend->out, '<');
    put_name(mend->out, name, len);
    pass_attributes(mend, at, closed ? stop - 1 : stop);
    closed = closed || is_among(empty, name, len);
    g_string_append(mend->out, closed ? "/>" : ">");
    if (closed)
        return;
    mend->open[mend->depth++] = (Open) {name, len};
    mend->open_names[hash_of(name, len)]++;
}

static void pass_end_tag(Mend *mend)
{
    const char *name = mend->at + 2, *at = name;
    while (at < mend->end && ng_xml_name_char(*at))
        at++;
    guint len = (guint)(at - name);
    while (at < mend->end && g_ascii_isspace(*at))
        at++;
    /* "</title" without its ">" ends where the next tag begins */
    mend->fine = mend->fine && at < mend->end && *at == '>';
    while (at < mend->end && *at != '>' && *at != '<')
        at++;
    mend->at = at < mend->end && *at == '>' ? at + 1 : at;
    guint32 *deeper = &mend->deeper_names[hash_of(name, len)];
    if (mend->deeper > 0 && *deeper > 0) {
        mend->deeper--;
        (*deeper)--;
    } else if (!close_named(mend, name, len)) {
        mend->fine = false;
    }
}

GString *ng_xml_mend(const char *xml, gsize len, const char *const *apart, bool *well_formed)
{
    Mend *mend = g_new0(Mend, 1);
    *mend = (Mend) {.at = xml,
                    .end = xml + len,
                    .out = g_string_sized_new(len + len / 16 + 64),
                    .entity_room = ENTITY_ROOM,
                    .apart = apart,
                    .names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                    .fine = true};
    g_string_append(mend->out, "<" NG_XML_TOP ">");
    while (mend->at < mend->end) {
        const char *tag = memchr(mend->at, '<', (gsize)(mend->end - mend->at));
        put_text(mend, mend->at, tag ? tag : mend->end, false);
        if (!tag)
            break;
        mend->at = tag;
        char next = tag + 1 < mend->end ? tag[1] : '\0';
        const char *stop = ng_xml_name_start(next) ? ng_xml_tag_end(tag, mend->end) : NULL;
        if (stop) {
            pass_start_tag(mend, stop);
        } else if (next == '/' && tag + 2 < mend->end && ng_xml_name_start(tag[2])) {
            pass_end_tag(mend);
        } else if (next == '!' || next == '?') {
            pass_declaration(mend);
        } else if (ng_xml_name_start(next) && !memchr(tag + 1, '<', (gsize)(mend->end - tag - 1))) {
            /* a tag in which the file was cut */
            mend->at = mend->end;
            mend->fine = false;
        } else {
            put_text(mend, tag, tag + 1, false);
            mend->at++;
        }
    }
    mend->fine = mend->fine && mend->depth == 0 && mend->rooted;
    while (mend->depth > 0)
        close_innermost(mend);
    g_string_append(mend->out, "</" NG_XML_TOP ">");
    if (mend->entities)
        g_hash_table_unref(mend->entities);
    g_hash_table_unref(mend->names);
    GString *out = mend->out;
    *well_formed = mend->fine;
    g_free(mend);
    return out;
}
