/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the reader of JSON: one article a line, or one array or a few objects printed over
 * many lines. A line that cannot be used is reported and the next one is read. */
#include "nutgraf/json_pull.h"
#include "indexer/input/reader.h"
#include "nutgraf/article_json.h"

#include <string.h>

/* The first line of a document printed over many lines is short; one longer than this is a line. */
enum { FIRST_LINE_BYTES = 1 << 20 };

static gsize skip_blank(const char *data, gsize len, gsize at)
{
    if (at == 0 && len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
        at = 3;
    }
    while (at < len && g_ascii_isspace(data[at])) {
        at++;
    }
    return at;
}

static gsize line_end(const char *data, gsize len, gsize at)
{
    const char *newline = memchr(data + at, '\n', len - at);
    return newline != NULL ? (gsize)(newline - data) : len;
}

/* One JSON value over many lines, as against an article a line? Looks at the first line only. */
static bool is_document(const char *data, gsize len)
{
    gsize at = skip_blank(data, MIN(len, (gsize)FIRST_LINE_BYTES), 0);
    if (at == len || (data[at] != '[' && data[at] != '{')) {
        return false;
    }
    if (data[at] == '[') {
        return true; /* no line of articles begins so */
    }
    gsize end = line_end(data, MIN(len, at + FIRST_LINE_BYTES), at);
    if (end == len || data[end] != '\n') {
        return false;
    }
    NgJsonPull json;
    ng_json_pull_init(&json, data + at, end - at);
    ng_json_peek(&json);
    bool cut = !ng_json_skip(&json) && json.at == json.end;
    ng_json_pull_clear(&json);
    /* What breaks off at its end goes on in the next line; what is wrong in its middle is a bad
     * line. */
    return cut;
}

static int sniff(const char *data, gsize len, const char *path)
{
    gsize at = skip_blank(data, len, 0);
    const char *dot = path != NULL ? strrchr(path, '.') : NULL;
    bool lines = dot != NULL && (g_ascii_strcasecmp(dot, ".ndjson") == 0 ||
                                 g_ascii_strcasecmp(dot, ".jsonl") == 0);
    bool named = lines || (dot != NULL && g_ascii_strcasecmp(dot, ".json") == 0);
    if (at == len) {
        return named ? 50 : 0;
    }
    gsize next = skip_blank(data, len, at + 1);
    if (data[at] == '{' && next < len && (data[next] == '"' || data[next] == '}')) {
        return 90;
    }
    if (data[at] == '[' && next < len && (data[next] == '{' || data[next] == ']')) {
        return named ? 90 : 80;
    }
    return lines ? 85 : named ? 70 : 0;
}

typedef struct {
    const NgInput *input;
    const NgSinks *sinks;
    bool stopped; /* the sink wants no more */
    guint records;
} Run;

/* "line 17", or "byte 4711" in a part of a file, whose first line has an unknown number. */
enum { WHERE_BYTES = 32 };
static void name_place(const Run *run, gsize at, guint64 line, char *where)
{
    if (run->input->offset == 0 && line > 0)
        g_snprintf(where, WHERE_BYTES, "line %" G_GUINT64_FORMAT, line);
    else
        g_snprintf(where, WHERE_BYTES, "byte %" G_GUINT64_FORMAT, run->input->offset + at);
}

static void skip(Run *run, gsize at, guint64 line, const char *reason)
{
    char where[WHERE_BYTES];
    name_place(run, at, line, where);
    run->sinks->skip(where, reason, run->sinks->data);
}

/* An article without id and URL is named for its place: the offset, which is the same whoever reads
 * which part of the file. Standard input has no place, so there the text names it. The article's
 * own "source" may be anything ("CNN") and names nothing. */
static void settle(Run *run, NgArticle *article, gsize at)
{
    bool piped = strcmp(run->input->source, "-") == 0;
    char *given = g_steal_pointer(&article->source);
    char *place =
        g_strdup_printf("%s#%" G_GUINT64_FORMAT, run->input->source, run->input->offset + at);
    if (article->id == NULL) {
        article->source = piped ? NULL : g_strdup(place);
        ng_article_settle_id(article);
        g_free(article->source);
    }
    article->source = given != NULL ? given : g_strdup(place);
    g_free(place);
}

static void read_object(Run *run, gsize at, gsize len, guint64 line)
{
    g_autoptr(GError) error = NULL;
    const char *json = run->input->data + at;
    g_autofree char *repaired = NULL;
    char where[WHERE_BYTES];
    name_place(run, at, line, where);
    run->records++;
    NgRecordVerdict verdict = ng_sinks_record(run->sinks, where, run->input->offset + at);
    if (verdict != NG_RECORD_READ) {
        run->stopped = verdict == NG_RECORD_STOP;
        return;
    }
    /* The whole line is looked at, for its encoding is one: a single name would not tell. */
    if (!g_utf8_validate_len(json, len, NULL)) {
        repaired = ng_text_to_utf8(json, len, &len);
        json = repaired;
    }
    NgArticle *article = ng_article_from_json(json, len, &error);
    if (article == NULL) {
        skip(run, at, line, error->message);
        return;
    }
    settle(run, article, at);
    run->stopped = !run->sinks->article(article, run->sinks->data);
}

static void read_lines(Run *run)
{
    const NgInput *input = run->input;
    guint64 line = 0;
    gsize at = 0;
    while (at < input->len && !run->stopped) {
        gsize end = line_end(input->data, input->len, at);
        gsize begin = at == 0 && input->offset == 0 ? skip_blank(input->data, end, 0) : at;
        line++;
        while (begin < end && g_ascii_isspace(input->data[begin])) {
            begin++;
        }
        if (begin < end) {
            read_object(run, begin, end - begin, line);
        }
        at = end + 1;
    }
}

/* Values one after another, each an object or an array of objects. Nothing was read and false when
 * the first value is not even JSON. */
static bool read_document(Run *run)
{
    const NgInput *input = run->input;
    NgJsonPull json;
    bool in_array = false;
    ng_json_pull_init(&json, input->data, input->len);
    json.at = input->data + skip_blank(input->data, input->len, 0);
    while (!run->stopped && (json.at < json.end || in_array)) {
        if (in_array && !ng_json_element(&json)) {
            if (json.problem != NULL) {
                break;
            }
            in_array = false;
            json.at =
                input->data + skip_blank(input->data, input->len, (gsize)(json.at - input->data));
            continue;
        }
        NgJsonType type = ng_json_peek(&json);
        if (type == NG_JSON_ARRAY && !in_array) {
            ng_json_open(&json);
            in_array = true;
            continue;
        }
        gsize at = (gsize)(json.at - input->data);
        if (type == NG_JSON_BAD || !ng_json_skip(&json)) {
            break;
        }
        gsize end = (gsize)(json.at - input->data);
        read_object(run, at, end - at, 0);
        if (!in_array) {
            json.at = input->data + skip_blank(input->data, input->len, end);
        }
    }
    bool ok = json.problem == NULL;
    gsize at = (gsize)(json.at - input->data);
    ng_json_pull_clear(&json);
    if (!ok && run->records > 0) {
        g_autofree char *reason = g_strdup_printf("not JSON from here on: %s", json.problem);
        skip(run, at, 0, reason);
    }
    return ok || run->records > 0;
}

static bool read_ndjson(const NgInput *input, const NgSinks *sinks, GError **error)
{
    Run run = {.input = input, .sinks = sinks};
    if (input->offset > 0 || !is_document(input->data, input->len) || !read_document(&run)) {
        read_lines(&run);
    }
    if (run.records == 0 && input->offset == 0) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, "no articles in it");
        return false;
    }
    return true;
}

static gsize next_record(const char *data, gsize len, gsize from)
{
    if (from == 0 || from >= len) {
        return MIN(from, len);
    }
    if (is_document(data, len)) {
        return len;
    }
    return data[from - 1] == '\n' ? from : MIN(line_end(data, len, from) + 1, len);
}

const NgReader ng_reader_ndjson = {
    .name = "ndjson", .sniff = sniff, .read = read_ndjson, .next_record = next_record};
