/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A channel's title is "Aar Courier - Top Stories", "World news | Aar Courier" or "Aar Courier RSS
 * Feed"; its readers call it Aar Courier. Which part of a title is the name is told by what else
 * the channel says: its address, who holds the rights, what its logo is called. */
#include "indexer/input/feed.h"
#include "indexer/input/html_content.h"

#include <string.h>

#define MAX_PARTS 8
#define MAX_NAME 100

/* ": " parts a name from its slogan, and may as well stand inside a name. */
static const char *const separators[] = {" - ", " | ", " » ",  " > ", " :: ", " – ", " — ", " « ",
                                         " · ", " • ", " // ", " / ", " : ",  " ~ ", ": "};
static const char *const inside[] = {": ", " / "};

/* Words of which the names of sections are made, and none of outlets alone. */
static const char generic[] =
    " rss rss2 feed feeds newsfeed newsfeeds atom xml channel kanal flux fil top story stories "
    "headline headlines home homepage frontpage front page latest newest recent breaking news new "
    "all articles article posts post entries blog blogs full text index main most read popular "
    "world international national local politics business economy economics finance sport sports "
    "culture arts opinion science technology tech health lifestyle entertainment us uk europe asia "
    "africa middle east environment education travel press releases release media room "
    "schlagzeilen nachrichten aktuelle aktuell aktuelles startseite alle artikel meldungen neueste "
    "neuigkeiten politik wirtschaft kultur wissen panorama ausland inland pressemitteilungen "
    "actualités actualité actu infos info une à la toutes les dernières titres accueil monde "
    "politique économie culture portada titulares últimas noticias última hora inicio "
    "internacional economía cultura deportes destaques notícias capa política economia esporte "
    "ultime notizie ultim'ora prima pagina tutte le cronaca esteri laatste nieuws voorpagina "
    "binnenland buitenland najnowsze wiadomości świat kraj senaste nytt nyheter siste seneste "
    "nyheder uutiset uusimmat новости главное все последние лента son dakika haberler berita "
    "terbaru the of and de da do du des der die das del la le el in im from on en für und et y e "
    "o ";

static bool is_generic(const char *part)
{
    g_autofree char *lower = g_utf8_strdown(part, -1);
    g_auto(GStrv) words = g_strsplit_set(lower, " ,&.-", -1);
    for (char **word = words; *word; word++) {
        g_autofree char *padded = g_strdup_printf(" %s ", *word);
        if (**word && !strstr(generic, padded))
            return false;
    }
    return true;
}

/* "RSS Feed", "Atom", "Newsfeed" at either end of a name. */
static char *without_format(const char *part)
{
    static const char *const formats[] = {"rss",  "rss2", "rss-feed", "rss-feeds", "feed", "feeds",
                                          "atom", "xml",  "newsfeed", "(rss)",     "flux", "[rss]"};
    g_auto(GStrv) words = g_strsplit(part, " ", -1);
    guint from = 0, to = g_strv_length(words);
    for (bool again = true; again && to - from > 1;) {
        again = false;
        for (guint i = 0; i < G_N_ELEMENTS(formats) && to - from > 1; i++) {
            if (g_ascii_strcasecmp(words[to - 1], formats[i]) == 0) {
                to--;
                again = true;
            } else if (strstr(formats[i], "rss") &&
                       g_ascii_strcasecmp(words[from], formats[i]) == 0) {
                from++;
                again = true;
            }
        }
    }
    GString *out = g_string_new(NULL);
    for (guint i = from; i < to; i++)
        g_string_append_printf(out, "%s%s", i > from ? " " : "", words[i]);
    return g_string_free(out, FALSE);
}

/* "Jornal de Noticias": "jdn", or without small words "jn". */
static char *initials(const char *part, bool small)
{
    GString *out = g_string_new(NULL);
    g_auto(GStrv) words = g_strsplit(part, " ", -1);
    for (char **word = words; *word; word++) {
        gunichar c = g_utf8_get_char(*word);
        if (c && (small || !g_unichar_islower(c)))
            g_string_append_unichar(out, g_unichar_tolower(c));
    }
    return g_string_free(out, FALSE);
}

/* Whether a part is what the channel's address is called after. */
static bool matches_host(const char *part, const char *host)
{
    static const char *const common[] = {"www", "com",  "co",   "feeds", "feed",
                                         "rss", "news", "blog", "org",   "net"};
    g_autofree char *bare = ng_bare_text(part, strlen(part), 200);
    g_autofree char *all = initials(part, true), *large = initials(part, false);
    g_auto(GStrv) labels = g_strsplit(host, ".", -1);
    guint n = g_strv_length(labels);
    for (guint i = 0; i + 1 < n; i++) {
        g_autofree char *label = ng_bare_text(labels[i], strlen(labels[i]), 100);
        bool skip = strlen(label) < 2;
        for (guint c = 0; c < G_N_ELEMENTS(common); c++)
            skip = skip || strcmp(common[c], label) == 0;
        if (skip)
            continue;
        if (strcmp(label, all) == 0 || strcmp(label, large) == 0 ||
            (strlen(label) >= 3 && strstr(bare, label)) ||
            (strlen(bare) >= 3 && strstr(label, bare)))
            return true;
    }
    return false;
}

static char *host_of(const NgFeedRecord *channel)
{
    const NgFeedFact *link = channel ? ng_feed_best(channel, NG_FEED_LINK) : NULL;
    g_autoptr(GUri) uri = link ? g_uri_parse(link->value, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
    const char *host = uri ? g_uri_get_host(uri) : NULL;
    return host ? g_ascii_strdown(host, -1) : NULL;
}

/* Whether what else the channel says of itself holds the part. */
static bool is_named(const char *part, const NgFeedRecord *channel)
{
    g_autofree char *bare = ng_bare_text(part, strlen(part), 200);
    for (guint i = 0; channel && strlen(bare) >= 3 && i < channel->facts->len; i++) {
        const NgFeedFact *fact = &g_array_index(channel->facts, NgFeedFact, i);
        if (fact->field != NG_FEED_NAME || fact->rank > 0)
            continue;
        gsize len = MIN(strlen(fact->value), 1000);
        g_autofree char *cut = g_utf8_make_valid(fact->value, (gssize)len);
        g_autofree char *said = ng_bare_text(cut, strlen(cut), 1000);
        if (strstr(said, bare))
            return true;
    }
    return false;
}

/* Cuts at the separators; the parts are trimmed and none is empty. */
static guint split(char *title, bool all, char **parts)
{
    guint n = 0;
    char *at = title;
    while (n < MAX_PARTS) {
        char *stop = NULL;
        gsize skip = 0;
        for (guint i = 0; i < G_N_ELEMENTS(separators); i++) {
            bool soft = false;
            for (guint s = 0; s < G_N_ELEMENTS(inside); s++)
                soft = soft || strcmp(separators[i], inside[s]) == 0;
            char *found = soft && !all ? NULL : strstr(at, separators[i]);
            if (found && (!stop || found < stop)) {
                stop = found;
                skip = strlen(separators[i]);
            }
        }
        if (stop)
            *stop = '\0';
        if (*g_strstrip(at))
            parts[n++] = at;
        if (!stop)
            break;
        at = stop + skip;
    }
    return n;
}

/* The part with a ground for it; NULL when no part has one. */
static const char *grounded(char **parts, guint n, const NgFeedRecord *channel)
{
    g_autofree char *host = host_of(channel);
    for (guint i = 0; host && i < n; i++)
        if (!is_generic(parts[i]) && matches_host(parts[i], host))
            return parts[i];
    for (guint i = 0; i < n; i++)
        if (!is_generic(parts[i]) && is_named(parts[i], channel))
            return parts[i];
    return NULL;
}

/* The only part that is not a section's name, or with `first` the first one. */
static const char *special(char **parts, guint n, bool first)
{
    const char *only = NULL;
    for (guint i = 0; i < n; i++) {
        if (is_generic(parts[i]))
            continue;
        if (only)
            return first ? only : NULL;
        only = parts[i];
    }
    return only;
}

char *ng_feed_outlet_tidy(const char *title, const NgFeedRecord *channel)
{
    g_autofree char *hard = g_strdup(title), *soft = g_strdup(title);
    char *parts[MAX_PARTS], *more[MAX_PARTS];
    guint n = split(hard, false, parts), n_more = split(soft, true, more);
    const char *best = n > 1 ? grounded(parts, n, channel) : NULL;
    if (!best && n_more > n)
        best = grounded(more, n_more, channel);
    if (!best && n_more > n)
        best = special(more, n_more, false);
    if (!best && n > 1)
        best = special(parts, n, true);
    g_autofree char *name = without_format(best ? best : title);
    if (g_utf8_strlen(name, -1) > MAX_NAME || !*name)
        return NULL;
    return g_steal_pointer(&name);
}

char *ng_feed_outlet(const NgFeedRecord *channel, const char **rule)
{
    const NgFeedFact *said = ng_feed_best(channel, NG_FEED_OUTLET);
    const NgFeedFact *title = said ? said : ng_feed_best(channel, NG_FEED_TITLE);
    g_autofree char *line = title ? ng_feed_line(title) : NULL;
    char *name = line ? ng_feed_outlet_tidy(line, channel) : NULL;
    if (name) {
        *rule = title->rule;
        return name;
    }
    g_autofree char *host = host_of(channel);
    *rule = "channel's address";
    const char *short_host = host && g_str_has_prefix(host, "www.") ? host + 4 : host;
    return short_host && *short_host ? g_strdup(short_host) : NULL;
}
