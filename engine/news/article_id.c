/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what an article is called when its source gives no id: its canonical URL, so that the
 * same page reached by two links is one article. */
#include "nutgraf/article.h"

#include <string.h>

static bool id_char(unsigned char c)
{
    return g_ascii_isalnum(c) || c == '.' || c == '_' || c == '~' || c == '-';
}

/* keep_escapes: an escape that stands there already is not escaped again. */
static char *encode(const char *raw, bool keep_escapes)
{
    static const char hex[] = "0123456789ABCDEF";
    GString *id = g_string_sized_new(strlen(raw) + 32);
    for (const char *p = raw; *p != '\0'; p++) {
        unsigned char c = (unsigned char)*p;
        if (id_char(c)) {
            g_string_append_c(id, (char)c);
        } else if (keep_escapes && c == '%' && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2])) {
            g_string_append_c(id, '%');
            g_string_append_c(id, g_ascii_toupper(p[1]));
            g_string_append_c(id, g_ascii_toupper(p[2]));
            p += 2;
        } else {
            g_string_append_c(id, '%');
            g_string_append_c(id, hex[c >> 4]);
            g_string_append_c(id, hex[c & 15]);
        }
    }
    return g_string_free(id, FALSE);
}

char *ng_article_id_encode(const char *raw)
{
    return encode(raw, true);
}

/* Parameters that tell a site where a reader came from and never which page it is. Names end at
 * '='; those that end in '*' are prefixes. */
static const char *const tracking[] = {
    "utm_*",         "fbclid",    "gclid",       "gclsrc",     "dclid",       "gbraid",  "wbraid",
    "yclid",         "msclkid",   "twclid",      "ttclid",     "li_fat_id",   "igshid",  "igsh",
    "mc_cid",        "mc_eid",    "_ga",         "_gl",        "_hsenc",      "_hsmi",   "__hstc",
    "hsCtaTracking", "mkt_tok",   "vero_id",     "oly_enc_id", "oly_anon_id", "ref_src", "cmpid",
    "ocid",          "at_medium", "at_campaign", "wt_mc",      "wt_zmc",      "xtor",
};

/* "?source=rss----1", "?rss=1", "?partner=rss": the reader came from the outlet's feed. */
static bool says_feed(const char *parameter, gsize name_len, gsize len)
{
    static const char *const names[] = {"source", "ref", "from",     "partner", "emc",
                                        "cid",    "src", "campaign", "via"};
    if (name_len == 3 && g_ascii_strncasecmp(parameter, "rss", 3) == 0) {
        return true;
    }
    bool rss = len >= name_len + 4 &&
               g_ascii_strncasecmp(parameter + name_len + 1, "rss", 3) == 0 &&
               (len == name_len + 4 || !g_ascii_isalpha(parameter[name_len + 4]));
    for (guint i = 0; rss && i < G_N_ELEMENTS(names); i++) {
        if (strlen(names[i]) == name_len &&
            g_ascii_strncasecmp(parameter, names[i], name_len) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_tracking(const char *parameter, gsize len)
{
    const char *equals = memchr(parameter, '=', len);
    gsize name_len = equals != NULL ? (gsize)(equals - parameter) : len;
    if (says_feed(parameter, name_len, len)) {
        return true;
    }
    for (guint i = 0; i < G_N_ELEMENTS(tracking); i++) {
        gsize want = strlen(tracking[i]);
        bool prefix = tracking[i][want - 1] == '*';
        want -= prefix ? 1 : 0;
        if ((prefix ? name_len >= want : name_len == want) &&
            g_ascii_strncasecmp(parameter, tracking[i], want) == 0) {
            return true;
        }
    }
    return false;
}

static void append_query(GString *out, const char *query, gsize len)
{
    char separator = '?';
    for (const char *p = query, *end = query + len; p < end;) {
        const char *stop = memchr(p, '&', (gsize)(end - p));
        gsize n = (gsize)((stop != NULL ? stop : end) - p);
        if (n > 0 && !is_tracking(p, n)) {
            g_string_append_c(out, separator);
            g_string_append_len(out, p, (gssize)n);
            separator = '&';
        }
        p += n + 1;
    }
}

/* Host in lower case, without the port that its scheme has anyway. */
static void append_authority(GString *out, const char *scheme, gsize scheme_len,
                             const char *authority, gsize len)
{
    const char *at = memrchr(authority, '@', len);
    gsize user_len = at != NULL ? (gsize)(at - authority) + 1 : 0;
    g_string_append_len(out, authority, (gssize)user_len);
    authority += user_len;
    len -= user_len;
    const char *port = memrchr(authority, ':', len);
    if (port != NULL && memchr(port, ']', len - (gsize)(port - authority)) == NULL) {
        gsize port_len = len - (gsize)(port - authority) - 1;
        bool http = scheme_len == 4 && g_ascii_strncasecmp(scheme, "http", 4) == 0;
        bool https = scheme_len == 5 && g_ascii_strncasecmp(scheme, "https", 5) == 0;
        if (port_len == 0 || (http && port_len == 2 && memcmp(port + 1, "80", 2) == 0) ||
            (https && port_len == 3 && memcmp(port + 1, "443", 3) == 0)) {
            len = (gsize)(port - authority);
        }
    }
    for (gsize i = 0; i < len; i++) {
        g_string_append_c(out, g_ascii_tolower(authority[i]));
    }
}

char *ng_url_normalise(const char *url)
{
    g_autofree char *clean = ng_clean_text(url, -1);
    if (clean == NULL) {
        return g_strdup("");
    }
    gsize len = strcspn(clean, "#");
    const char *colon = memchr(clean, ':', len);
    GString *out = g_string_sized_new(len + 1);
    const char *rest = clean;
    const char *end = clean + len;
    if (colon != NULL && end - colon >= 3 && colon[1] == '/' && colon[2] == '/') {
        gsize scheme_len = (gsize)(colon - clean);
        for (gsize i = 0; i < scheme_len; i++) {
            g_string_append_c(out, g_ascii_tolower(clean[i]));
        }
        g_string_append(out, "://");
        rest = colon + 3;
        gsize authority_len = strcspn(rest, "/?#");
        append_authority(out, clean, scheme_len, rest, authority_len);
        rest += authority_len;
        if (rest == end || *rest == '?') {
            g_string_append_c(out, '/');
        }
    }
    const char *query = memchr(rest, '?', (gsize)(end - rest));
    g_string_append_len(out, rest, (query != NULL ? query : end) - rest);
    if (query != NULL) {
        append_query(out, query + 1, (gsize)(end - query) - 1);
    }
    return g_string_free(out, FALSE);
}

/* For what has neither id nor URL nor source: the same text is the same article. */
static char *id_of_content(const NgArticle *article)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)article->headline->text, -1);
    for (guint i = 0; i < article->paragraphs->len; i++) {
        const NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, i);
        g_checksum_update(sum, (const guchar *)"\n", 1);
        g_checksum_update(sum, (const guchar *)paragraph->text, -1);
    }
    return g_strdup_printf("sha256-%.32s", g_checksum_get_string(sum));
}

/* The first of what the article has that says anything: of "#top" nothing is left as an address. */
void ng_article_settle_id(NgArticle *article)
{
    char *id = NULL;
    if (article->id != NULL && article->id[0] != '\0') {
        id = encode(article->id, true);
    }
    if ((id == NULL || id[0] == '\0') && article->url != NULL && article->url[0] != '\0') {
        g_autofree char *url = ng_url_normalise(article->url);
        g_free(id);
        id = encode(url, false);
    }
    if ((id == NULL || id[0] == '\0') && article->source != NULL && article->source[0] != '\0') {
        g_free(id);
        id = encode(article->source, false);
    }
    if (id == NULL || id[0] == '\0') {
        g_free(id);
        id = id_of_content(article);
    }
    g_free(article->id);
    article->id = id;
}
