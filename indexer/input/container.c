/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Members of containers: what they may cost, and what their readers say of them, told under the
 * names that people can find them by. */
#include "indexer/input/container.h"

#include <string.h>

#define DEPTH_MAX 4
/* Archives that stand in archives in archives multiply. */
#define DEEP 2
#define DEEP_MAX 1000
#define MEMBERS_MAX 500000
#define SKIPS_TOLD_MAX 1000
/* With so many and next to no article, the rest is not looked at. */
#define HOPELESS_SKIPS 100000
/* News packs ten to one, near copies of one page a hundred to one, zeros a thousand to one. */
#define RATIO_MAX 250
#define LIFE_BYTES ((guint64)32 << 20)
#define RATIO_FROM_BYTES ((guint64)64 << 20)

bool ng_container_open(NgContainer *container, const NgInput *input, const NgSinks *sinks,
                       GError **error)
{
    memset(container, 0, sizeof *container);
    container->input = input;
    container->sinks = sinks;
    container->unpacking = input->unpacking ? input->unpacking : &container->own;
    if (container->unpacking->depth >= DEPTH_MAX) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                    "archives within archives, more than %d deep", DEPTH_MAX);
        return false;
    }
    if (container->unpacking->depth >= DEEP && ++container->unpacking->deep > DEEP_MAX) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                    "more than %d archives within archives: the others are left there", DEEP_MAX);
        return false;
    }
    container->depth = ++container->unpacking->depth;
    /* A slice of a file is read from several offsets: what one announces comes before the next. */
    if (!input->unpacking) {
        container->own.number = input->offset;
        container->own.elsewhere = input->from > 0;
    }
    return true;
}

void ng_container_close(NgContainer *container)
{
    container->unpacking->depth--;
    if (container->untold == 0)
        return;
    g_autofree char *reason = g_strdup_printf(
        "%" G_GUINT64_FORMAT " more of its members gave no article", container->untold);
    container->sinks->skip(NULL, reason, container->sinks->data);
}

static void tell(NgContainer *container, const char *where, const char *reason)
{
    if (container->unpacking->elsewhere)
        return;
    if (container->skips >= HOPELESS_SKIPS && container->articles < HOPELESS_SKIPS / 100)
        container->stopped = true;
    if (container->skips++ < SKIPS_TOLD_MAX)
        container->sinks->skip(where, reason, container->sinks->data);
    else
        container->untold++;
}

void ng_container_skip(NgContainer *container, const char *name, const char *reason)
{
    g_autofree char *where = name ? g_strconcat("#", name, NULL) : NULL;
    tell(container, where, reason);
}

static NgRecordVerdict announce(NgContainer *container, const char *where)
{
    guint64 number = ++container->unpacking->number;
    NgRecordVerdict verdict = ng_sinks_record(container->sinks, where, number);
    if (verdict == NG_RECORD_STOP)
        container->stopped = true;
    return verdict;
}

/* Who watches over time sees that something is happening. */
static void show_life(NgContainer *container)
{
    announce(container, NULL);
}

bool ng_container_is_ours(NgContainer *container)
{
    const NgInput *input = container->input;
    NgUnpacking *unpacking = container->unpacking;
    if (input->until == 0)
        return true;
    unpacking->elsewhere = unpacking->packed < input->from || unpacking->packed >= input->until;
    if (unpacking->packed >= input->until)
        container->stopped = true;
    return !unpacking->elsewhere;
}

bool ng_container_count_member(NgContainer *container)
{
    if (++container->unpacking->members % 1000 == 0)
        show_life(container);
    if (container->stopped)
        return false;
    if (container->unpacking->members <= MEMBERS_MAX)
        return true;
    if (!container->told_limit && !container->unpacking->elsewhere) {
        g_autofree char *reason =
            g_strdup_printf("more than %d members: only so many were read", MEMBERS_MAX);
        container->sinks->skip(NULL, reason, container->sinks->data);
    }
    container->told_limit = true;
    container->stopped = true;
    return false;
}

bool ng_container_count_bytes(NgContainer *container, gsize bytes, guint64 packed, GError **error)
{
    guint64 before = container->unpacking->bytes;
    container->bytes += bytes;
    container->unpacking->bytes += bytes;
    if (container->depth == 1)
        container->unpacking->packed = packed;
    if (container->unpacking->bytes / LIFE_BYTES != before / LIFE_BYTES)
        show_life(container);
    if (container->stopped) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, "left there");
        return false;
    }
    packed = CLAMP(packed, 1, MAX(container->input->len, 1));
    if (container->bytes <= RATIO_FROM_BYTES || container->bytes / RATIO_MAX <= packed)
        return true;
    g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                "unpacks to more than %d times its size, as no news does: left there", RATIO_MAX);
    container->unpacking->bombs++;
    return false;
}

/* ---- what a member's reader says, under the member's name ---- */

typedef struct {
    NgContainer *container;
    const NgMember *member;
} Telling;

/* "#member", "#member#inner", "#member: line 17" */
static char *where_in(const NgMember *member, const char *where)
{
    if (!member->name)
        return g_strdup(where);
    return g_strconcat("#", member->name, where && where[0] != '#' ? ": " : "", where, NULL);
}

static bool pass_article(NgArticle *article, gpointer data)
{
    Telling *telling = data;
    NgContainer *container = telling->container;
    const char *url = telling->member->url;
    if (url && article->source && g_str_has_prefix(article->source, url)) {
        char *source = g_strconcat(container->input->source, "#", article->source, NULL);
        if (!article->url) {
            article->url = g_strdup(url);
            ng_article_set_provenance(article, "url", "record");
        }
        ng_article_settle_id(article);
        g_free(article->source);
        article->source = source;
    }
    container->articles++;
    if (!container->sinks->article(article, container->sinks->data))
        container->stopped = true;
    return !container->stopped;
}

static void pass_skip(const char *where, const char *reason, gpointer data)
{
    Telling *telling = data;
    if (telling->member->quiet)
        return;
    g_autofree char *named = where_in(telling->member, where);
    tell(telling->container, named, reason);
}

/* A container inside counts on where this one has come to; another reader's numbers begin anew with
 * each piece, so that it is given ours. */
static NgRecordVerdict pass_record(const char *where, guint64 number, gpointer data)
{
    Telling *telling = data;
    NgContainer *container = telling->container;
    g_autofree char *named = where_in(telling->member, where);
    if (container->stopped)
        return NG_RECORD_STOP;
    if (container->unpacking->depth == container->depth)
        return announce(container, named);
    NgRecordVerdict verdict = ng_sinks_record(container->sinks, named, number);
    if (verdict == NG_RECORD_STOP)
        container->stopped = true;
    return verdict;
}

bool ng_container_announce(NgContainer *container, const char *name)
{
    g_autofree char *where = name ? g_strconcat("#", name, NULL) : NULL;
    return announce(container, where) == NG_RECORD_READ;
}

/* ---- a member through its reader ---- */

typedef struct {
    NgContainer *container;
    const NgMember *member;
    const NgReader *reader;
    char *source;
    GByteArray *bytes; /* not read yet, and a NUL behind them */
    guint64 offset;    /* of bytes in the member */
    NgPull pull;
    gpointer data;
    bool ended, gap;
    GError *error;
} Flow;

static gsize held(const Flow *flow)
{
    return flow->bytes->len - 1;
}

/* Pulls until so many bytes are there, or there are no more. */
static void fill(Flow *flow, gsize wanted)
{
    while (held(flow) < wanted && !flow->ended && !flow->gap) {
        gsize at = held(flow), room = MIN(wanted - at, (gsize)256 << 10);
        g_byte_array_set_size(flow->bytes, (guint)(at + room + 1));
        gssize got = flow->pull(flow->data, (char *)flow->bytes->data + at, room, &flow->error);
        flow->ended = got == 0 || got == NG_PULL_ERROR;
        flow->gap = got == NG_PULL_GAP;
        at += got > 0 ? (gsize)got : 0;
        g_byte_array_set_size(flow->bytes, (guint)(at + 1));
        flow->bytes->data[at] = '\0';
    }
}

static void drop(Flow *flow, gsize len)
{
    if (len > 0)
        g_byte_array_remove_range(flow->bytes, 0, (guint)len);
    flow->offset += len;
}

/* What was looked at to choose the reader, then the rest. */
static gssize pull_again(gpointer data, char *to, gsize room, GError **error)
{
    Flow *flow = data;
    gsize n = MIN(room, held(flow));
    if (n > 0) {
        memcpy(to, flow->bytes->data, n);
        drop(flow, n);
        return (gssize)n;
    }
    if (flow->error) {
        *error = g_steal_pointer(&flow->error);
        return NG_PULL_ERROR;
    }
    if (flow->gap) {
        flow->gap = false;
        return NG_PULL_GAP;
    }
    return flow->ended ? 0 : flow->pull(flow->data, to, room, error);
}

/* Some bytes of the member, or with NULL all of them, one after the other. */
static void read_bytes(Flow *flow, const char *bytes, gsize len)
{
    const NgContainer *container = flow->container;
    const NgMember *member = flow->member;
    Telling telling = {flow->container, member};
    NgSinks sinks = {
        .article = pass_article, .skip = pass_skip, .data = &telling, .record = pass_record};
    NgInput input = *container->input;
    input.data = bytes;
    input.len = len;
    input.source = flow->source;
    input.offset = flow->offset;
    input.unpacking = container->unpacking;
    /* What stands in a record is whose the record is. */
    if (bytes || container->depth > 1)
        input.from = input.until = 0;
    /* Not for what is attached to a mail. */
    if (flow->reader == input.forced)
        input.forced = NULL;
    g_autoptr(GError) error = NULL;
    bool ok = bytes ? flow->reader->read(&input, &sinks, &error)
                    : flow->reader->read_stream(&input, &sinks, pull_again, flow, &error);
    if (!ok)
        pass_skip(NULL, error ? error->message : "unreadable", &telling);
}

static void skip_member(const Flow *flow, const char *reason)
{
    Telling telling = {flow->container, flow->member};
    pass_skip(NULL, reason, &telling);
}

static void skip_too_large(const Flow *flow)
{
    g_autofree char *reason =
        g_strdup_printf("more than %" G_GSIZE_FORMAT " MB in one piece", NG_MEMBER_BYTES_MAX >> 20);
    skip_member(flow, reason);
}

/* Where the last record among the bytes begins; 0 when only one has begun. */
static gsize last_record(const Flow *flow)
{
    const char *data = (const char *)flow->bytes->data;
    gsize len = held(flow);
    for (gsize back = (gsize)64 << 10; back < len; back *= 4) {
        gsize at = flow->reader->next_record(data, len, len - back), next;
        if (at >= len)
            continue;
        while ((next = flow->reader->next_record(data, len, at + 1)) < len)
            at = next;
        return at;
    }
    gsize at = flow->reader->next_record(data, len, 1);
    return at < len ? at : 0;
}

/* A record that is too large: everything up to the next one goes. */
static void pass_over_record(Flow *flow)
{
    skip_too_large(flow);
    for (;;) {
        gsize next = flow->reader->next_record((const char *)flow->bytes->data, held(flow), 1);
        if (next < held(flow)) {
            drop(flow, next);
            return;
        }
        /* The beginning of a record's tag may stand at the end. */
        drop(flow, held(flow) - MIN(held(flow), (gsize)4096));
        if (flow->ended || flow->gap)
            return;
        fill(flow, (gsize)8 << 20);
    }
}

static void read_records(Flow *flow)
{
    gsize piece = (gsize)8 << 20;
    for (;;) {
        fill(flow, piece);
        if (flow->ended || flow->gap) {
            if (held(flow) > 0 && !flow->container->stopped)
                read_bytes(flow, (const char *)flow->bytes->data, held(flow));
            drop(flow, held(flow));
            if (!flow->gap || flow->container->stopped)
                return;
            flow->gap = false;
            piece = (gsize)8 << 20;
            continue;
        }
        gsize cut = last_record(flow);
        if (cut == 0 && piece < NG_MEMBER_BYTES_MAX) {
            piece *= 2;
            continue;
        }
        if (cut == 0) {
            pass_over_record(flow);
        } else {
            char kept = (char)flow->bytes->data[cut];
            flow->bytes->data[cut] = '\0';
            read_bytes(flow, (const char *)flow->bytes->data, cut);
            flow->bytes->data[cut] = (guint8)kept;
            drop(flow, cut);
        }
        if (flow->container->stopped)
            return;
        piece = (gsize)8 << 20;
    }
}

static bool choose_reader(Flow *flow)
{
    const char *reason = NULL;
    flow->reader = flow->member->reader;
    fill(flow, 8192);
    if (flow->error && held(flow) == 0)
        return false;
    if (held(flow) == 0) {
        skip_member(flow, "empty file");
        return false;
    }
    const NgReader *forced = flow->container->input->forced;
    if (forced && flow->reader != &ng_reader_warc) {
        const NgReader *around =
            ng_reader_around(forced, (const char *)flow->bytes->data, held(flow));
        flow->reader = around ? around : forced;
    }
    if (!flow->reader)
        flow->reader = ng_reader_guess((const char *)flow->bytes->data, held(flow),
                                       flow->member->path, &reason);
    if (!flow->reader)
        skip_member(flow, reason ? reason : "no known format");
    return flow->reader != NULL;
}

void ng_member_pull(NgContainer *container, const NgMember *member, NgPull pull, gpointer data)
{
    if (!member->announced && member->name && !ng_container_announce(container, member->name))
        return;
    Flow flow = {.container = container,
                 .member = member,
                 .bytes = g_byte_array_sized_new(16384),
                 .pull = pull,
                 .data = data};
    g_byte_array_append(flow.bytes, (const guint8 *)"", 1);
    flow.source = member->url    ? g_strdup(member->url)
                  : member->name ? g_strconcat(container->input->source, "#", member->name, NULL)
                                 : g_strdup(container->input->source);
    if (choose_reader(&flow)) {
        if (flow.reader->read_stream) {
            read_bytes(&flow, NULL, 0);
        } else if (flow.reader->next_record) {
            read_records(&flow);
        } else {
            fill(&flow, NG_MEMBER_BYTES_MAX + 1);
            if (flow.error)
                ; /* half a document is none */
            else if (held(&flow) > NG_MEMBER_BYTES_MAX)
                skip_too_large(&flow);
            else
                read_bytes(&flow, (const char *)flow.bytes->data, held(&flow));
        }
    }
    if (flow.error) {
        skip_member(&flow, flow.error->message);
        g_error_free(flow.error);
    }
    g_free(flow.source);
    g_byte_array_unref(flow.bytes);
}

typedef struct {
    const char *bytes;
    gsize len;
} Rest;

static gssize pull_rest(gpointer data, char *to, gsize room, GError **error)
{
    Rest *rest = data;
    gsize n = MIN(room, rest->len);
    (void)error;
    if (n == 0)
        return 0;
    memcpy(to, rest->bytes, n);
    rest->bytes += n;
    rest->len -= n;
    return (gssize)n;
}

void ng_member_read(NgContainer *container, const NgMember *member, const char *bytes, gsize len)
{
    Rest rest = {bytes, len};
    ng_member_pull(container, member, pull_rest, &rest);
}
