/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An item's facts settled into an article. */
#include "indexer/input/feed.h"
#include "indexer/input/html_fields.h"
#include "nutgraf/date.h"
#include "nutgraf/stem.h"

#include <string.h>

static bool is_web(const char *url)
{
    return g_ascii_strncasecmp(url, "http://", 7) == 0 ||
           g_ascii_strncasecmp(url, "https://", 8) == 0;
}

/* The link and the id. One link on several items, as podcasts have it, names none of them. */
static void settle_url(NgArticle *article, const NgFeed *feed, const NgFeedRecord *item)
{
    const NgFeedFact *best = NULL;
    for (guint i = 0; i < item->facts->len; i++) {
        const NgFeedFact *fact = &g_array_index(item->facts, NgFeedFact, i);
        if (fact->field != NG_FEED_LINK || !is_web(fact->value))
            continue;
        ng_article_consider(article, "url", fact->rule, fact->value, 1 - 0.1 * fact->rank);
        if (!best || fact->rank < best->rank)
            best = fact;
    }
    if (best) {
        article->url = ng_clean_text(best->value, -1);
        ng_article_set_provenance(article, "url", best->rule);
    }
    const NgFeedFact *id = ng_feed_best(item, NG_FEED_ID);
    bool unique = best && GPOINTER_TO_UINT(g_hash_table_lookup(feed->links, best->value)) < 2;
    if (unique)
        return;
    if (id)
        article->id = ng_article_id_encode(id->value);
    else if (best) {
        const NgFeedFact *title = ng_feed_best(item, NG_FEED_TITLE);
        const NgFeedFact *date = ng_feed_best(item, NG_FEED_PUBLISHED);
        g_autofree char *raw =
            g_strdup_printf("%s %s", title ? title->value : "", date ? date->value : "");
        g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, raw, -1);
        g_autofree char *url = ng_url_normalise(article->url);
        g_autofree char *whole = g_strdup_printf("%s#%.12s", url, sum);
        article->id = ng_article_id_encode(whole);
    }
}

static void settle_lang(NgArticle *article, const NgFeed *feed, const NgFeedRecord *item)
{
    if (feed->input->lang) {
        const char *lang = ng_language_normalise(feed->input->lang);
        article->lang = g_strdup(lang ? lang : feed->input->lang);
        ng_article_set_provenance(article, "lang", "--lang");
        return;
    }
    const NgFeedFact *own = ng_feed_best(item, NG_FEED_LANG);
    const char *lang = own ? ng_language_normalise(own->value) : NULL;
    const char *rule = lang ? own->rule : feed->lang_rule;
    lang = lang ? lang : feed->lang;
    ng_article_consider(article, "lang", rule ? rule : "", lang, 0.8);
    article->lang = g_strdup(lang);
    if (lang)
        ng_article_set_provenance(article, "lang", rule);
}

static void settle_outlet(NgArticle *article, const NgFeed *feed, const NgFeedRecord *item)
{
    if (feed->input->outlet) {
        article->outlet = g_strdup(feed->input->outlet);
        ng_article_set_provenance(article, "outlet", "--outlet");
        return;
    }
    const NgFeedFact *own = ng_feed_best(item, NG_FEED_OUTLET);
    g_autofree char *line = own ? ng_feed_line(own) : NULL;
    g_autofree char *name = line ? ng_feed_outlet_tidy(line, NULL) : NULL;
    ng_article_consider(article, "outlet", own ? own->rule : "", name, 1);
    ng_article_consider(article, "outlet", feed->outlet_rule ? feed->outlet_rule : "", feed->outlet,
                        0.9);
    bool taken = name && !is_web(name);
    article->outlet = taken ? g_steal_pointer(&name) : g_strdup(feed->outlet);
    if (article->outlet)
        ng_article_set_provenance(article, "outlet", taken ? own->rule : feed->outlet_rule);
}

/* "03 May 22 1000 GMT": some write RFC 822's time without its colon. New string. */
static char *with_colon(const char *text)
{
    gsize len = strlen(text), zone = len;
    while (zone > 0 && text[zone - 1] != ' ')
        zone--;
    const char *time = zone >= 6 ? text + zone - 6 : NULL;
    bool bare =
        time && time > text && time[0] == ' ' && time[5] == ' ' && g_ascii_isdigit(time[-1]);
    for (guint i = 1; bare && i < 5; i++)
        bare = g_ascii_isdigit(time[i]);
    /* behind a year's last digit stands the time, behind a month's name it were the year */
    return bare ? g_strdup_printf("%.*s:%s", (int)(time + 3 - text), text, time + 3)
                : g_strdup(text);
}

/* "Seg, 24 Set 2018 19:42:40 -0300": in the form of RFC 822 a word behind the day is a month,
 * also one that means something else in other languages. */
static bool parse_in_any_language(const char *text, NgDate *date)
{
    static const char *const langs[] = {"pt", "es", "it", "pl", "tr", "cs", "no"};
    const char *comma = strchr(text, ',');
    const char *at = comma ? comma + 1 : text;
    at += strspn(at, " ");
    gsize day = strspn(at, "0123456789");
    if (day < 1 || day > 2 || at[day] != ' ' || !strchr(at, ':'))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(langs); i++)
        if (ng_date_parse_loose(text, langs[i], date))
            return true;
    return false;
}

/* The best date of a field that can be read. */
static char *settle_date(NgArticle *article, const NgFeedRecord *item, NgFeedField field,
                         const char *name, const char **rule)
{
    char *best = NULL;
    guint best_rank = 0;
    for (guint i = 0; i < item->facts->len; i++) {
        const NgFeedFact *fact = &g_array_index(item->facts, NgFeedFact, i);
        NgDate date;
        if (fact->field != field || strlen(fact->value) > 100)
            continue;
        ng_article_consider(article, name, fact->rule, fact->value, 1 - 0.1 * fact->rank);
        g_autofree char *text = with_colon(fact->value);
        if ((best && fact->rank >= best_rank) ||
            !(ng_date_parse_iso(text, &date) || ng_date_parse_loose(text, article->lang, &date) ||
              parse_in_any_language(text, &date)) ||
            date.year < 1900)
            continue;
        g_free(best);
        best = ng_date_format(&date);
        best_rank = fact->rank;
        *rule = fact->rule;
    }
    return best;
}

static bool same_time(const char *a, const char *b)
{
    NgDate first, second;
    return ng_date_parse_iso(a, &first) && ng_date_parse_iso(b, &second) &&
           ng_date_unix(&first) == ng_date_unix(&second);
}

static void settle_dates(NgArticle *article, const NgFeedRecord *item)
{
    const char *published = NULL, *updated = NULL;
    article->published = settle_date(article, item, NG_FEED_PUBLISHED, "published", &published);
    article->updated = settle_date(article, item, NG_FEED_UPDATED, "updated", &updated);
    /* Atom demands one: a teaser that was never changed is no update of the article's page. */
    if (article->updated && article->published && ng_article_is_teaser(article) &&
        same_time(article->updated, article->published))
        g_clear_pointer(&article->updated, g_free);
    if (article->updated)
        ng_article_set_provenance(article, "updated", updated);
    /* Atom asks for this date only: of what was never changed it is the date of publication */
    if (!article->published && article->updated) {
        article->published = g_strdup(article->updated);
        published = updated;
    }
    g_autofree char *of_url = ng_date_from_url(article->url);
    ng_article_consider(article, "published", "url", of_url, 0.77);
    if (!article->published && of_url) {
        article->published = g_steal_pointer(&of_url);
        published = "url";
    }
    if (article->published)
        ng_article_set_provenance(article, "published", published);
}

/* A tombstone: what it names is withdrawn, from the time it tells on. */
static void settle_deleted(NgArticle *article, const NgFeedRecord *item)
{
    const char *rule = NULL;
    article->status = NG_STATUS_WITHDRAWN;
    ng_article_set_provenance(article, "status", "atom:deleted-entry");
    article->updated = settle_date(article, item, NG_FEED_UPDATED, "updated", &rule);
    if (article->updated)
        ng_article_set_provenance(article, "updated", rule);
}

NgArticle *ng_feed_article(const NgFeed *feed, const NgFeedRecord *item)
{
    g_autoptr(NgArticle) article = ng_input_article(feed->input);
    settle_outlet(article, feed, item);
    settle_url(article, feed, item);
    settle_lang(article, feed, item);
    if (item->deleted) {
        settle_deleted(article, item);
        return article->id || article->url ? g_steal_pointer(&article) : NULL;
    }
    ng_feed_settle_authors(article, item, feed->channel);
    ng_feed_settle_title(article, item);
    ng_feed_settle_text(article, item);
    ng_feed_take_byline(article);
    settle_dates(article, item);
    if (!*article->headline->text && article->paragraphs->len == 0)
        return NULL;
    return g_steal_pointer(&article);
}
