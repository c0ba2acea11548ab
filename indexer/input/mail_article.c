/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A message's bodies and header to an article. */
#include "indexer/input/html_statement.h"
#include "indexer/input/mail.h"

#include <string.h>

/* So much of the plain body's text must be in the HTML one's, in hundredths, for that to be taken:
 * its paragraphs are the sender's own, but its text may stand in a picture. */
#define HTML_SHARE_MIN 80

void ng_mail_head_clear(NgMailHead *head)
{
    g_free(head->subject);
    g_free(head->published);
    g_free(head->sender);
    g_free(head->address);
    g_free(head->organisation);
    memset(head, 0, sizeof *head);
}

/* ---- header ---- */

char *ng_mail_subject(const char *subject, const char *list)
{
    static const char *const prefixes[] = {
        "re:", "fwd:", "fw:", "aw:", "wg:", "tr:", "rv:", "vs:", "i:", "r:", "ref:", "enc:"};
    g_autofree char *clean = subject ? ng_clean_text(subject, -1) : NULL;
    const char *at = clean;
    for (bool again = at != NULL; again;) {
        again = false;
        at += strspn(at, " ");
        for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++)
            if (g_ascii_strncasecmp(at, prefixes[i], strlen(prefixes[i])) == 0) {
                at += strlen(prefixes[i]);
                again = true;
            }
        const char *close = list && *at == '[' ? strchr(at, ']') : NULL;
        if (close && close - at < 60) {
            at = close + 1;
            again = true;
        }
    }
    return at ? ng_clean_text(at, -1) : NULL;
}

bool ng_mail_is_press(const NgMailHead *head)
{
    static const char *const boxes[] = {
        "press", "media", "news",        "newsroom", "presse",   "prensa",       "stampa",
        "pers",  "pr",    "pressoffice", "comms",    "imprensa", "pressestelle", "communications"};
    if (head->address) {
        g_autofree char *box = g_ascii_strdown(head->address, -1);
        box[strcspn(box, "@")] = '\0';
        g_auto(GStrv) parts = g_strsplit_set(box, ".-_+", 6);
        for (guint p = 0; parts[p]; p++)
            for (guint i = 0; i < G_N_ELEMENTS(boxes); i++)
                if (strcmp(parts[p], boxes[i]) == 0)
                    return true;
    }
    return head->subject && ng_statement_is_named(head->subject);
}

/* Offices that send, behind the name of whom they send for. */
static void cut_office(char *name)
{
    static const char *const offices[] = {
        "Press Office", "Press Team", "Press Releases", "Press Release",     "Press Service",
        "Pressestelle", "Presse",     "Press",          "Media Relations",   "Media Office",
        "Media Team",   "Media",      "Newsroom",       "Communications",    "Public Relations",
        "PR Team",      "Prensa",     "Ufficio Stampa", "Service de presse", "News Desk"};
    for (guint i = 0; i < G_N_ELEMENTS(offices); i++) {
        gsize len = strlen(name), office_len = strlen(offices[i]);
        if (len > office_len + 1 && g_ascii_strcasecmp(name + len - office_len, offices[i]) == 0) {
            len -= office_len;
            while (len > 0 && strchr(" -,|:", name[len - 1]))
                len--;
            if (len > 1)
                name[len] = '\0';
            return;
        }
    }
}

char *ng_mail_issuer(const NgMailHead *head)
{
    const char *name = head->organisation ? head->organisation : head->sender;
    if (!name || strchr(name, '@'))
        return NULL;
    g_autofree char *issuer = g_strdup(name);
    char *via = strstr(issuer, " via ");
    if (via && via != issuer)
        *via = '\0';
    char *open = strrchr(issuer, '('), *bar = strstr(issuer, " | ");
    char *close = open ? strchr(open, ')') : NULL;
    if (close && close[1] == '\0' && close - open > 2) { /* Jane Roe (Acme) */
        *close = '\0';
        memmove(issuer, open + 1, strlen(open + 1) + 1);
    } else if (bar) { /* Jane Roe | Acme */
        memmove(issuer, bar + 3, strlen(bar + 3) + 1);
    }
    cut_office(issuer);
    return ng_clean_text(issuer, -1);
}

/* ---- paragraphs that belong to the mail ---- */

static bool has_any(const char *text, const char *const *phrases, guint n)
{
    for (guint i = 0; i < n; i++)
        if (strstr(text, phrases[i]))
            return true;
    return false;
}

static bool is_footer(const char *folded)
{
    static const char *const phrases[] = {
        "unsubscribe",
        "you are receiving this",
        "you're receiving this",
        "you received this",
        "this email was sent to",
        "this message was sent to",
        "update your preferences",
        "manage your subscription",
        "manage preferences",
        "update subscription preferences",
        "abbestellen",
        "newsletter abmelden",
        "vom newsletter ab",
        "aus dem verteiler",
        "se désabonner",
        "désinscri",
        "vous recevez ce",
        "darse de baja",
        "darme de baja",
        "cancelar la suscripción",
        "annulla l'iscrizione",
        "uitschrijven",
        "this e-mail and any attachment",
        "this email and any attachment",
        "this message and any attachment",
        "intended only for the addressee",
        "intended solely for the use",
        "intended solely for the addressee",
        "if you are not the intended recipient",
        "sent from my iphone",
        "diese e-mail enthält vertrauliche",
    };
    return strlen(folded) < 900 && has_any(folded, phrases, G_N_ELEMENTS(phrases));
}

static bool is_browser_link(const char *folded)
{
    static const char *const phrases[] = {
        "view this email in",    "view in browser",      "view this message in",
        "view online",           "view in your browser", "having trouble viewing",
        "problems viewing",      "view web version",     "im browser anzeigen",
        "im browser ansehen",    "online ansehen",       "nicht korrekt angezeigt",
        "dans votre navigateur", "version en ligne",     "en tu navegador",
        "en su navegador",       "nel browser",          "click here to view"};
    return strlen(folded) < 200 && has_any(folded, phrases, G_N_ELEMENTS(phrases));
}

static bool begins_with_any(const char *text, const char *const *phrases, guint n)
{
    for (guint i = 0; i < n; i++)
        if (g_str_has_prefix(text, phrases[i]))
            return true;
    return false;
}

/* "Dear editors," */
static bool is_salutation(const char *folded)
{
    static const char *const phrases[] = {
        "dear ", "hi ",     "hello ",  "sehr geehrte", "liebe ",       "madame",    "monsieur",
        "chère", "estimad", "gentile", "geachte",      "good morning", "guten tag", "bonjour"};
    gsize len = strlen(folded);
    return len < 100 && len > 0 && strchr(",!:", folded[len - 1]) &&
           begins_with_any(folded, phrases, G_N_ELEMENTS(phrases));
}

/* "Kind regards," and the name below it. */
static bool is_closing(const char *folded)
{
    static const char *const phrases[] = {"best regards",
                                          "kind regards",
                                          "best wishes",
                                          "regards,",
                                          "many thanks,",
                                          "sincerely",
                                          "yours sincerely",
                                          "yours faithfully",
                                          "warm regards",
                                          "with regards",
                                          "mit freundlichen gr",
                                          "freundliche gr",
                                          "beste grüße",
                                          "viele grüße",
                                          "cordialement",
                                          "bien cordialement",
                                          "sincères salutations",
                                          "saludos",
                                          "un saludo",
                                          "atentamente",
                                          "cordiali saluti",
                                          "met vriendelijke groet"};
    return strlen(folded) < 120 && begins_with_any(folded, phrases, G_N_ELEMENTS(phrases));
}

void ng_mail_trim(NgArticle *article)
{
    GPtrArray *paragraphs = article->paragraphs;
    for (guint i = 0; i < MIN(paragraphs->len, 4);) {
        const NgParagraph *paragraph = paragraphs->pdata[i];
        g_autofree char *folded = g_utf8_strdown(paragraph->text, -1);
        if (is_browser_link(folded) || is_salutation(folded))
            g_ptr_array_remove_index(paragraphs, i);
        else
            i++;
    }
    /* What follows a footer is more of it: addresses, the sender's office. */
    for (guint i = MAX(1, paragraphs->len / 3); i < paragraphs->len; i++) {
        const NgParagraph *paragraph = paragraphs->pdata[i];
        g_autofree char *folded = g_utf8_strdown(paragraph->text, -1);
        if (is_footer(folded) || is_closing(folded)) {
            g_ptr_array_set_size(paragraphs, (int)i);
            return;
        }
    }
}

/* ---- the better body ---- */

static bool keep_article(NgArticle *article, gpointer data)
{
    NgArticle **kept = data;
    ng_article_free(*kept);
    *kept = article;
    return true;
}

static void keep_no_skip(const char *where, const char *reason, gpointer data)
{
    (void)where;
    (void)reason;
    (void)data;
}

static NgArticle *read_body(const NgInput *mail, const NgReader *reader, const char *bytes,
                            gsize len)
{
    NgArticle *article = NULL;
    NgSinks sinks = {.article = keep_article, .skip = keep_no_skip, .data = &article};
    NgInput input = *mail;
    input.data = bytes;
    input.len = len;
    if (len > 0)
        reader->read(&input, &sinks, NULL);
    if (article)
        ng_mail_trim(article);
    return article;
}

static gsize text_bytes(const NgArticle *article)
{
    gsize bytes = 0;
    for (guint i = 0; article && i < article->paragraphs->len; i++)
        bytes += strlen(((const NgParagraph *)article->paragraphs->pdata[i])->text);
    return bytes;
}

/* As the text reader is told a title: then it takes none out of the text. */
static NgArticle *read_plain(const NgInput *mail, const NgMailHead *head, const char *plain)
{
    if (!plain || !*plain)
        return NULL;
    g_autofree char *titled = head->subject
                                  ? g_strconcat("Title: ", head->subject, "\n\n", plain, NULL)
                                  : g_strdup(plain);
    NgArticle *article = read_body(mail, &ng_reader_text, titled, strlen(titled));
    if (article && article->paragraphs->len == 0)
        g_clear_pointer(&article, ng_article_free);
    return article;
}

static bool same_words(const char *a, const char *b)
{
    g_autofree char *left = g_utf8_casefold(a, -1), *right = g_utf8_casefold(b, -1);
    return strstr(left, right) || strstr(right, left);
}

/* A headline in the body that is not the subject's stays, above the text. */
static void settle_title(NgArticle *article, const NgMailHead *head)
{
    if (!head->subject)
        return;
    g_autofree char *rule = g_strdup(ng_article_provenance(article, "title"));
    g_autofree char *headline = g_strdup(article->headline->text);
    bool of_page = rule && (strcmp(rule, "h1") == 0 || strcmp(rule, "heading") == 0);
    ng_article_consider(article, "title", rule, headline, 0.5);
    ng_article_consider(article, "title", "mail:Subject", head->subject, 0.9);
    ng_article_set_title(article, head->subject);
    ng_article_set_provenance(article, "title", "mail:Subject");
    if (!*headline || !of_page || same_words(headline, head->subject))
        return;
    for (guint i = 0; i < MIN(article->paragraphs->len, 3); i++)
        if (same_words(((NgParagraph *)article->paragraphs->pdata[i])->text, headline))
            return;
    if (ng_article_add_paragraph(article, headline, -1, NG_ROLE_HEADING)) {
        guint last = article->paragraphs->len - 1;
        gpointer paragraph = article->paragraphs->pdata[last];
        memmove(article->paragraphs->pdata + 1, article->paragraphs->pdata,
                last * sizeof(gpointer));
        article->paragraphs->pdata[0] = paragraph;
    }
}

static void settle_rest(NgArticle *article, const NgInput *input, const NgMailHead *head)
{
    if (head->published) {
        ng_article_consider(article, "published", ng_article_provenance(article, "published"),
                            article->published, 0.5);
        ng_article_consider(article, "published", "mail:Date", head->published, 0.9);
        g_free(article->published);
        article->published = g_strdup(head->published);
        ng_article_set_provenance(article, "published", "mail:Date");
    }
    if (ng_mail_is_press(head) || head->press) {
        article->kind = NG_KIND_STATEMENT;
        article->kind_given = true;
    }
    if (!article->outlet && !input->outlet) {
        article->outlet = ng_mail_issuer(head);
        if (article->outlet)
            ng_article_set_provenance(article, "outlet",
                                      head->organisation ? "mail:Organization" : "mail:From");
    }
}

NgArticle *ng_mail_article(const NgInput *input, NgMailHead *head, const char *plain,
                           const char *html, gsize html_len)
{
    NgArticle *from_plain = read_plain(input, head, plain);
    NgArticle *from_html = html ? read_body(input, &ng_reader_html, html, html_len) : NULL;
    gsize plain_bytes = text_bytes(from_plain), html_bytes = text_bytes(from_html);
    bool take_html = html_bytes > 0 && html_bytes * 100 >= plain_bytes * HTML_SHARE_MIN;
    NgArticle *article = take_html ? from_html : from_plain;
    ng_article_free(take_html ? from_plain : from_html);
    if (!article)
        return NULL;
    settle_title(article, head);
    settle_rest(article, input, head);
    return article;
}
