/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: tags and entities of SGML collections. They are no XML: elements are left open,
 * `&` and `<` stand bare, control characters come as entities. So no parser that insists: tags are
 * what looks like a tag and is known, or closed somewhere in the record. */
#include "indexer/input/sgml_record.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum { MAX_DEPTH = 32, NAME_BYTES = 32 };

typedef struct {
    char name[NAME_BYTES]; /* upper case */
    bool end;
    const char *attributes; /* up to attributes_end, where '>' stands */
    const char *attributes_end;
    const char *behind;
} Tag;

typedef struct {
    char name[NAME_BYTES];
    SgmlField field;
} Open;

typedef struct {
    SgmlRecord *record;
    GHashTable *closed; /* names of all end tags in the record: what has one is an element */
    Open open[MAX_DEPTH];
    guint depth;
    bool no_comment_end; /* a search for it came to the end once */
} Parser;

static const struct {
    const char *name;
    SgmlField field;
} elements[] = {
    {"DOCNO", SGML_NUMBER},   {"DOCID", SGML_NUMBER},      {"TITLE", SGML_TITLE},
    {"HEADLINE", SGML_TITLE}, {"HEAD", SGML_TITLE},        {"HL", SGML_TITLE},
    {"TI", SGML_TITLE},       {"DATE", SGML_DATE},         {"DATE1", SGML_DATE},
    {"DATE_TIME", SGML_DATE}, {"DATETIME", SGML_DATE},     {"DD", SGML_DATE},
    {"PUBDATE", SGML_DATE},   {"DATELINE", SGML_DATELINE}, {"AUTHOR", SGML_AUTHOR},
    {"BYLINE", SGML_AUTHOR},  {"SOURCE", SGML_SOURCE},     {"SO", SGML_SOURCE},
    {"LEADPARA", SGML_LEAD},  {"LP", SGML_LEAD},           {"BODY", SGML_BODY},
    {"TEXT", SGML_TEXT},      {"GRAPHIC", SGML_CAPTION},   {"CAPTION", SGML_CAPTION},
    {"SLUG", SGML_IGNORE},    {"CATEGORY", SGML_IGNORE},   {"KEYWORD", SGML_IGNORE},
    {"TRAILER", SGML_IGNORE}, {"ANNOTATION", SGML_IGNORE}, {"DOCHDR", SGML_IGNORE},
    {"MKNOTE", SGML_IGNORE},  {"UNKNOWN", SGML_IGNORE},
};

/* Elements inside a text: these begin a new paragraph, others are only a space. */
static const char *const breaking[] = {"P",  "BR", "LI", "H1", "H2", "H3", "H4",      "H5",
                                       "H6", "H7", "H8", "TR", "UL", "OL", "SUBHEAD", "PARA"};

/* ---- tags ---- */

/* Is there a tag at p, which stands on '<'? */
static bool read_tag(const char *p, const char *end, Tag *tag)
{
    const char *q = p + 1;
    tag->end = q < end && *q == '/';
    q += tag->end ? 1 : 0;
    gsize n = 0;
    while (q < end && n < NAME_BYTES - 1 &&
           (g_ascii_isalnum(*q) || *q == '_' || *q == '-' || *q == '.')) {
        tag->name[n++] = g_ascii_toupper(*q++);
    }
    tag->name[n] = '\0';
    if (n == 0 || !g_ascii_isalpha(tag->name[0]) || q == end ||
        (*q != '>' && !g_ascii_isspace(*q))) {
        return false;
    }
    /* Attributes are short; a '<' before the '>' says that the first one stood bare. */
    const char *limit = end - q > 1000 ? q + 1000 : end;
    tag->attributes = q;
    while (q < limit && *q != '>' && *q != '<') {
        q++;
    }
    tag->attributes_end = q;
    tag->behind = q + 1;
    return q < limit && *q == '>';
}

/* Value of an attribute of the tag, with or without quotes; new string or NULL. */
static char *attribute(const Tag *tag, const char *name)
{
    gsize name_len = strlen(name);
    for (const char *p = tag->attributes; p + name_len < tag->attributes_end; p++) {
        if (!g_ascii_isspace(p[0]) || g_ascii_strncasecmp(p + 1, name, name_len) != 0 ||
            p[1 + name_len] != '=') {
            continue;
        }
        p += name_len + 2;
        char quote = p < tag->attributes_end && (*p == '"' || *p == '\'') ? *p++ : '\0';
        const char *stop = p;
        while (stop < tag->attributes_end &&
               (quote != '\0' ? *stop != quote : !g_ascii_isspace(*stop))) {
            stop++;
        }
        return g_strndup(p, (gsize)(stop - p));
    }
    return NULL;
}

static GHashTable *closed_names(const char *p, const char *end)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Tag tag;
    for (; (p = memchr(p, '<', (gsize)(end - p))) != NULL; p++) {
        if (p + 1 < end && p[1] == '/' && read_tag(p, end, &tag)) {
            g_hash_table_add(names, g_strdup(tag.name));
        }
    }
    return names;
}

/* ---- entities ---- */

static void append_char(GString *out, gunichar c)
{
    if (c < 0x110000 && (c < 0xD800 || c > 0xDFFF) && c != 0) {
        g_string_append_unichar(out, c);
    }
}

/* &name; of HTML, and some more of ISO 8879 that news collections use; 0 when unknown. */
static gunichar entity_named(const char *name)
{
    static const struct {
        const char *name;
        gunichar c;
    } more[] = {{"apos", '\''},  {"hyph", '-'},   {"blank", ' '},  {"lsqb", '['},
                {"rsqb", ']'},   {"dollar", '$'}, {"percnt", '%'}, {"ast", '*'},
                {"plus", '+'},   {"equals", '='}, {"num", '#'},    {"commat", '@'},
                {"lowbar", '_'}, {"verbar", '|'}, {"sol", '/'},    {"bsol", '\\'},
                {"colon", ':'},  {"semi", ';'},   {"comma", ','},  {"period", '.'}};
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
    if (known != NULL) {
        return known->value;
    }
    for (guint i = 0; i < G_N_ELEMENTS(more); i++) {
        if (strcmp(more[i].name, name) == 0) {
            return more[i].c;
        }
    }
    return 0;
}

/* A terminal's control sequence, of which the wires hold some: figures, then one letter. */
static const char *escape_end(const char *p, const char *end)
{
    while (p < end && (g_ascii_isdigit(*p) || *p == ';')) {
        p++;
    }
    return p < end && g_ascii_isalpha(*p) ? p + 1 : p;
}

/* p stands on '&'. Appends what it means and returns where it ends; a bare '&' means itself. */
static const char *append_entity(GString *out, const char *p, const char *end)
{
    char name[16];
    gsize n = 0;
    const char *q = p + 1;
    while (q < end && n < sizeof name - 1 && (g_ascii_isalnum(*q) || (n == 0 && *q == '#'))) {
        name[n++] = *q++;
    }
    name[n] = '\0';
    if (n > 0 && q < end && *q == ';') {
        gunichar c = 0;
        if (name[0] == '#') {
            bool hex = name[1] == 'x' || name[1] == 'X';
            c = (gunichar)g_ascii_strtoull(name + (hex ? 2 : 1), NULL, hex ? 16 : 10);
            if (c == 0x1B && q + 1 < end && q[1] == '[') {
                return escape_end(q + 2, end);
            }
            append_char(out, c); /* other controls are dropped when the text is cleaned */
            return q + 1;
        }
        c = entity_named(name);
        if (c != 0) {
            append_char(out, c);
            return q + 1;
        }
    }
    g_string_append_c(out, '&');
    return p + 1;
}

/* ---- fields ---- */

static GString *target(Parser *parser)
{
    SgmlField field = parser->depth > 0 ? parser->open[parser->depth - 1].field : SGML_LOOSE;
    return parser->record->fields[field];
}

static void append_text(Parser *parser, const char *p, const char *end)
{
    GString *out = target(parser);
    if (out == parser->record->fields[SGML_IGNORE]) {
        return;
    }
    while (p < end) {
        const char *stop = memchr(p, '&', (gsize)(end - p));
        stop = stop != NULL ? stop : end;
        g_string_append_len(out, p, stop - p);
        p = stop < end ? append_entity(out, stop, end) : end;
    }
}

static void open_element(Parser *parser, const Tag *tag, SgmlField field)
{
    /* A second title or text is a line of its own. */
    GString *out = parser->record->fields[field];
    if (out->len > 0 && field != SGML_IGNORE) {
        g_string_append(out, "\n\n");
    }
    if (parser->depth < MAX_DEPTH) {
        Open *open = &parser->open[parser->depth++];
        g_strlcpy(open->name, tag->name, sizeof open->name);
        open->field = field;
    }
}

static void close_element(Parser *parser, const Tag *tag)
{
    for (guint i = parser->depth; i > 0; i--) {
        if (strcmp(parser->open[i - 1].name, tag->name) == 0) {
            parser->depth = i - 1; /* what was left open inside ends here, too */
            return;
        }
    }
}

static bool is_breaking(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(breaking); i++) {
        if (strcmp(breaking[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void note_text_type(Parser *parser, const Tag *tag)
{
    g_autofree char *type = attribute(tag, "TYPE");
    if (type != NULL) {
        parser->record->brief = g_ascii_strcasecmp(type, "BRIEF") == 0;
        parser->record->unprocessed = g_ascii_strcasecmp(type, "UNPROC") == 0;
    }
}

/* Returns false when it is no tag after all, but text. */
static bool take_tag(Parser *parser, const Tag *tag)
{
    for (guint i = 0; !tag->end && i < G_N_ELEMENTS(elements); i++) {
        if (strcmp(elements[i].name, tag->name) == 0) {
            if (elements[i].field == SGML_TEXT) {
                note_text_type(parser, tag);
            }
            open_element(parser, tag, elements[i].field);
            return true;
        }
    }
    if (is_breaking(tag->name)) {
        g_string_append(target(parser), "\n\n");
        return true;
    }
    if (tag->end) {
        close_element(parser, tag);
        g_string_append_c(target(parser), ' ');
        return true;
    }
    bool has_end = g_hash_table_contains(parser->closed, tag->name);
    if (!has_end && tag->attributes == tag->attributes_end && parser->depth > 0) {
        return false; /* <IBM>: a ticker in angle brackets */
    }
    if (has_end && parser->depth == 0) {
        open_element(parser, tag, SGML_IGNORE); /* a field that nobody asked for */
    }
    g_string_append_c(target(parser), ' ');
    return true;
}

static void parse(Parser *parser, const char *p, const char *end)
{
    Tag tag;
    while (p < end) {
        const char *less = memchr(p, '<', (gsize)(end - p));
        if (less == NULL) {
            append_text(parser, p, end);
            return;
        }
        append_text(parser, p, less);
        const char *comment_end = NULL;
        if (!parser->no_comment_end && end - less >= 4 && memcmp(less, "<!--", 4) == 0) {
            comment_end = memmem(less, (gsize)(end - less), "-->", 3);
            parser->no_comment_end = comment_end == NULL;
        }
        if (comment_end != NULL) {
            p = comment_end + 3;
        } else if (read_tag(less, end, &tag) && take_tag(parser, &tag)) {
            p = tag.behind;
        } else {
            append_text(parser, less, less + 1);
            p = less + 1;
        }
    }
}

SgmlRecord *sgml_record_parse(const char *bytes, gsize len)
{
    SgmlRecord *record = g_new0(SgmlRecord, 1);
    const char *end = bytes + len;
    Tag tag;
    for (guint i = 0; i < SGML_FIELDS; i++) {
        record->fields[i] = g_string_new(NULL);
    }
    if (len == 0 || !read_tag(bytes, end, &tag)) {
        return record;
    }
    record->reuters = strcmp(tag.name, "REUTERS") == 0;
    record->number = attribute(&tag, record->reuters ? "NEWID" : "ID");
    if (record->number == NULL && !record->reuters) {
        record->number = attribute(&tag, "DOCID");
    }
    Parser parser = {.record = record, .closed = closed_names(bytes, end)};
    parse(&parser, tag.behind, end);
    g_hash_table_unref(parser.closed);
    return record;
}

void sgml_record_free(SgmlRecord *record)
{
    if (record == NULL) {
        return;
    }
    for (guint i = 0; i < SGML_FIELDS; i++) {
        g_string_free(record->fields[i], TRUE);
    }
    g_free(record->number);
    g_free(record);
}
