/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The vocabulary of web authors. Class names and ids are split into words (also at camelCase), and
 * each word, and each two neighbours joined, is looked up here; "=word" counts only where it is the
 * whole name, for words that page builders put into the names of everything. */
#include "indexer/input/html_evidence.h"

#include <string.h>

static const struct {
    guint evidence;
    const char *words;
} vocabulary[] = {
    {NG_EV_CLUTTER | NG_EV_NEVER,
     "nav navi navbar navigation menu submenu mainmenu breadcrumb breadcrumbs breadcrumbnav "
     "skiplink skiplinks pagination pager paging pagenav cookie cookies cookiebanner cookieconsent "
     "consent gdpr dsgvo cmp privacy datenschutz megamenu hamburger searchform searchbox searchbar "
     "loginform screenreader srtext sronly visuallyhidden screenreadertext"},
    {NG_EV_CLUTTER | NG_EV_COMMENT,
     "comment comments commentlist commentarea commentform commentsection kommentar kommentare "
     "kommentarer comentario comentarios commentaire commentaires commenti kommentit reacties "
     "komentarze komentare disqus livefyre respond replies discussion forum postings "
     "leserkommentare guestbook"},
    {NG_EV_CLUTTER,
     "sidebar sidebars sidecol rightcol rightcolumn leftcol footer footers foot bottombar masthead "
     "topbar toolbar share sharing sharer shares sharebar sharebuttons sharelinks socialshare "
     "sociallinks social socials socialmedia addthis addtoany sharedaddy shariff sharethis teilen "
     "partager compartir condividi udostepnij "
     "related relatedposts relatedarticles relatedcontent relatedlinks relatednews verwandte "
     "verwandt similar similarposts recommend recommended recommendation recommendations recirc "
     "recirculation outbrain taboola plista ligatus promo promos promotion promoted sponsor "
     "sponsored advert adverts advertisement advertising adcontainer adslot adbox adunit adwrapper "
     "=ad ads adv dfp gpt banner banners anzeige anzeigen werbung reklame publicidad publicite "
     "newsletter newsletters newsletterbox newslettersignup subscribe subscription subscribebox "
     "signup registration register abonnieren aboteaser paywallbox popup modal overlay lightbox "
     "tooltip dropdown "
     "rating ratings starrating vote votes voting poll quiz survey login anmeldung "
     "tagcloud taglist tagslist posttags articletags entrytags keywords tags topics topiclist "
     "taglinks schlagworte schlagwort themen stichworte categories catlinks "
     "authorbio authorbox authorinfo aboutauthor abouttheauthor authordescription bio biography "
     "autorenbox autoreninfo authorprofile authorcard "
     "mostread mostpopular popular trending meistgelesen =latest latestnews recentposts =recent "
     "morenews morefrom moreon readmore readalso seealso alsoread mehrzumthema weiterlesen "
     "weitere moreabout nextstory nextposts prevnextposts morestories nextarticle prevarticle "
     "postnavigation navlinks "
     "postnav nextprev prevnext previouspost nextpost toc tableofcontents inhaltsverzeichnis "
     "carousel slider slick swiper slideshow gallery bildergalerie fotostrecke infinite "
     "donate donation spenden membership crowdfunding supportus "
     "copyright copyrights disclaimer impressum imprint credits legal terms "
     "print printbutton drucken jumplink jump backtotop totop "
     "scrolltop backlink "
     "postmeta postmetadata entrymetadata disclosure entrymeta articlemeta metadata metainfo =meta "
     "postinfo entryinfo byline "
     "entryfooter postfooter articlefooter storyfooter entryutility "
     "=widget widgets widgetarea =embed embedcode shop shopping =product products produkt produkte "
     "affiliate buybox partnerlinks coupons coupon cta calltoaction callout appstore "
     "livestream playlist playlists podcastplayer audioplayer videoplayer =player "
     "feedback reportbug notification notifications alert alerts statusbar toast "
     "backgroundinfo infobox =information postcard factbox faktenbox kontakt contact contacts "
     "contactbox "
     "pressekontakt presskontakt pressecontact ticker newsticker quicklinks footnav "
     "sitemap siteinfo languageswitcher langswitch language languages translations "
     "attachment attachments downloads download downloadlist filelist fblike facebook twitter "
     "whatsapp pinterest linkedin telegram jplikes jprelatedposts wpulike crp yarpp "
     "correctionform errorreport zobacz czytaj polecane powiazane leia leiamais veja vejatambem "
     "lesenauch lesenswert readnext upnext"},
    {NG_EV_CLUTTER | NG_EV_TEASER,
     "teaser teasers teaserlist teaserbox teaserblock =card =cards newslist articlelist postlist "
     "listing overview"},
    {NG_EV_BODY | NG_EV_CONTENT,
     "articlebody storybody entrycontent postcontent articlecontent articletext postbody storytext "
     "newsbody newstext bodytext articletextbody storycontent newscontent singlecontent "
     "contentbody textbody articlebodytext artikeltext artikelinhalt beitragstext "
     "postentry blogcontent postarticle bodycopy articlecopy richtext rte fliesstext "
     "thecontent textocuerpo cuerpo articlewrapper noticia nodebody fieldnamebody fieldbody "
     "bodycontent copytext detailtext csccontent mainText newsdetail articledetail"},
    {NG_EV_CONTENT,
     "article artikel articolo articulo beitrag post entry hentry story content maincontent "
     "contentmain main inhalt text prose body blogpost single singlepost"},
    {NG_EV_LEDE,
     "lede lead leadtext leadin intro introtext introduction standfirst dek deck subtitle subline "
     "subheadline subhead subheader subheading summary articlesummary excerpt abstract vorspann "
     "anriss "
     "teasertext chapo chapeau entradilla bajada sommario occhiello ingress manchet kicker "
     "articleintro articlelead articledescription storysummary shortdescription sinopse "
     "resumen zusammenfassung zajawka perex strapline"},
    {NG_EV_BYLINE,
     "byline bylines author authors autor autoren autorin auteur auteurs autore autores writer "
     "verfasser authorname postauthor articleauthor entryauthor bylinename contributor "
     "contributors redakteur journalist dateline vcard"},
    {NG_EV_DATE,
     "date datum datetime timestamp pubdate publishdate publishdatetime published publishedat "
     "postdate entrydate articledate datepublished dateline posted postedon time fecha data zeit "
     "articletime releasedate pubtime"},
    {NG_EV_CAPTION,
     "caption captions figcaption imagecaption imgcaption wpcaption wpcaptiontext bildunterschrift "
     "bildtext bildunterzeile photocaption picturecaption imagecredit photocredit bildnachweis "
     "legende didascalia imgcredit credit mediacaption imagetext imagedescription imgdescription "
     "bildbeschreibung bildquelle "
     "fotocredit copyrightinfo podpis piedefoto imginline imageinline imagewrapper imagewrap "
     "articleimage newsimage newsitemimage storyimage postimage contentimage inlineimage bodyimage "
     "imagebox mediainfo mediadescription photodescription "
     "absatzbild bildbox bildcontainer imagecontainer"},
    {NG_EV_TITLE,
     "headline title articletitle entrytitle posttitle storytitle newstitle headlinetext "
     "articleheadline pagetitle titel ueberschrift titulo titre titolo"},
    {NG_EV_QUOTE, "blockquote quote zitat"},
    {NG_EV_QUOTE | NG_EV_CLUTTER, "pullquote"},
};

static GHashTable *words_table(void)
{
    static gsize ready;
    static GHashTable *table;
    if (g_once_init_enter(&ready)) {
        table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (guint i = 0; i < G_N_ELEMENTS(vocabulary); i++) {
            char **words = g_strsplit(vocabulary[i].words, " ", -1);
            for (char **word = words; *word; word++) {
                guint old = GPOINTER_TO_UINT(g_hash_table_lookup(table, *word));
                g_hash_table_insert(table, *word, GUINT_TO_POINTER(old | vocabulary[i].evidence));
            }
            g_free(words); /* the words live as long as the table: for good */
        }
        g_once_init_leave(&ready, 1);
    }
    return table;
}

/* A class name that says what a post is about, beside others that say that it is one: of
 * "category-comment" the text is no comment. Returns how long it is, or 0. */
static gsize topic_name(const char *name)
{
    static const char *const topics[] = {"category-", "tag-", "cat-"};
    for (guint i = 0; i < G_N_ELEMENTS(topics); i++)
        if (g_str_has_prefix(name, topics[i]))
            return strcspn(name, " \t\r\n");
    return 0;
}

/* What the words of one attribute say together. */
static guint evidence_of_words(const char *value)
{
    GHashTable *table = words_table();
    char word[80];
    gsize before = 0, len = 0; /* word[0..before) is the previous word, [before..len) this one */
    guint in_name = 0;         /* words of the class name so far */
    guint evidence = 0;
    bool post = strstr(value, "hentry") || strstr(value, "status-publish");
    for (const char *at = value;; at++) {
        if (post && (at == value || g_ascii_isspace(at[-1])))
            at += topic_name(at);
        char c = *at;
        bool upper = g_ascii_isupper(c);
        bool boundary = !g_ascii_isalpha(c) || (upper && at > value && g_ascii_islower(at[-1]));
        /* "print:px-6" says when the rest of the name holds, not what it is */
        if (c == ':')
            before = len = 0;
        if (boundary && len > before) {
            word[len] = '\0';
            guint known = GPOINTER_TO_UINT(g_hash_table_lookup(table, word + before));
            /* "autorenzeile", "authorname2" */
            if (!known && (g_str_has_prefix(word + before, "author") ||
                           g_str_has_prefix(word + before, "autor")))
                known = NG_EV_BYLINE;
            evidence |= known;
            if (before > 0)
                evidence |= GPOINTER_TO_UINT(g_hash_table_lookup(table, word));
            if (++in_name == 1 && (c == ' ' || c == '\0')) {
                char whole[sizeof word + 1] = "=";
                memcpy(whole + 1, word, len + 1);
                evidence |= GPOINTER_TO_UINT(g_hash_table_lookup(table, whole));
            }
            memmove(word, word + before, len - before);
            len -= before;
            before = len;
            /* neighbours are joined within one class name, not across two */
            if (c == ' ')
                before = len = 0;
        }
        if (c == ' ')
            in_name = 0;
        if (c == '\0')
            break;
        if (g_ascii_isalpha(c)) {
            if (len + 1 < sizeof word)
                word[len++] = g_ascii_tolower(c);
        } else if (c == ' ')
            before = len = 0;
    }
    return evidence;
}

static bool has_word(const char *value, const char *word)
{
    gsize len = strlen(word);
    for (const char *at = value; at && *at; at++) {
        at += strspn(at, " \t\n");
        gsize n = strcspn(at, " \t\n");
        if (n == len && g_ascii_strncasecmp(at, word, n) == 0)
            return true;
        at += n;
        if (!*at)
            break;
    }
    return false;
}

static guint evidence_of_tag(NgTag tag)
{
    switch (tag) {
    case NG_TAG_NAV:
    case NG_TAG_BUTTON:
    case NG_TAG_OPTION:
    case NG_TAG_LABEL:
    case NG_TAG_DIALOG:
        return NG_EV_CLUTTER | NG_EV_NEVER;
    case NG_TAG_ASIDE:
    case NG_TAG_FOOTER:
    case NG_TAG_FORM:
        return NG_EV_CLUTTER;
    case NG_TAG_ARTICLE:
    case NG_TAG_MAIN:
        return NG_EV_CONTENT;
    case NG_TAG_FIGURE:
    case NG_TAG_FIGCAPTION:
        return NG_EV_CAPTION;
    case NG_TAG_BLOCKQUOTE:
        return NG_EV_QUOTE;
    case NG_TAG_TIME:
        return NG_EV_DATE;
    default:
        return 0;
    }
}

static guint evidence_of_role(const char *role)
{
    static const struct {
        const char *role;
        guint evidence;
    } roles[] = {
        {"navigation", NG_EV_CLUTTER | NG_EV_NEVER},
        {"menu", NG_EV_CLUTTER | NG_EV_NEVER},
        {"menubar", NG_EV_CLUTTER | NG_EV_NEVER},
        {"search", NG_EV_CLUTTER | NG_EV_NEVER},
        {"dialog", NG_EV_CLUTTER | NG_EV_NEVER},
        {"alertdialog", NG_EV_CLUTTER | NG_EV_NEVER},
        {"button", NG_EV_CLUTTER | NG_EV_NEVER},
        {"tablist", NG_EV_CLUTTER},
        {"complementary", NG_EV_CLUTTER},
        {"contentinfo", NG_EV_CLUTTER},
        {"banner", NG_EV_CLUTTER},
        {"alert", NG_EV_CLUTTER},
        {"tooltip", NG_EV_CLUTTER},
        {"main", NG_EV_CONTENT},
        {"article", NG_EV_CONTENT},
    };
    for (guint i = 0; i < G_N_ELEMENTS(roles); i++)
        if (g_ascii_strcasecmp(role, roles[i].role) == 0)
            return roles[i].evidence;
    return 0;
}

static guint evidence_of_itemprop(const char *itemprop)
{
    guint evidence = 0;
    if (has_word(itemprop, "articleBody") || has_word(itemprop, "reviewBody"))
        evidence |= NG_EV_BODY | NG_EV_CONTENT;
    if (has_word(itemprop, "comment"))
        evidence |= NG_EV_CLUTTER | NG_EV_COMMENT;
    if (has_word(itemprop, "author") || has_word(itemprop, "creator"))
        evidence |= NG_EV_BYLINE;
    if (has_word(itemprop, "datePublished") || has_word(itemprop, "dateCreated"))
        evidence |= NG_EV_DATE;
    if (has_word(itemprop, "caption"))
        evidence |= NG_EV_CAPTION;
    if (has_word(itemprop, "headline"))
        evidence |= NG_EV_TITLE;
    if (has_word(itemprop, "publisher") || has_word(itemprop, "keywords"))
        evidence |= NG_EV_CLUTTER;
    return evidence;
}

static bool style_hides(const char *style)
{
    const char *at = strstr(style, "display");
    if (!at)
        return false;
    at += strlen("display");
    at += strspn(at, " :");
    return g_ascii_strncasecmp(at, "none", 4) == 0;
}

/* The same few names stand on most elements of a page. */
static guint remembered(const char *value, GHashTable *memo)
{
    gpointer known;
    if (!*value)
        return 0;
    if (g_hash_table_lookup_extended(memo, value, NULL, &known))
        return GPOINTER_TO_UINT(known);
    guint evidence = evidence_of_words(value);
    g_hash_table_insert(memo, (gpointer)value, GUINT_TO_POINTER(evidence));
    return evidence;
}

guint ng_evidence(const NgPage *page, uint32_t i, GHashTable *memo)
{
    const NgNode *node = ng_page_node(page, i);
    guint evidence = evidence_of_tag(node->tag);
    for (uint32_t a = node->attr; a < node->attr + node->n_attrs; a++) {
        const NgNodeAttr *attr = &g_array_index(page->attrs, NgNodeAttr, a);
        const char *value = page->values->str + attr->value;
        switch (attr->name) {
        case NG_ATTR_ID:
            /* that of a heading is made of its words */
            if (node->tag < NG_TAG_H2 || node->tag > NG_TAG_H6)
                evidence |= remembered(value, memo);
            break;
        case NG_ATTR_CLASS:
        case NG_ATTR_TESTID:
            evidence |= remembered(value, memo);
            break;
        case NG_ATTR_ROLE:
            evidence |= evidence_of_role(value);
            break;
        case NG_ATTR_ITEMPROP:
            evidence |= evidence_of_itemprop(value);
            break;
        case NG_ATTR_REL:
            if (has_word(value, "author"))
                evidence |= NG_EV_BYLINE;
            break;
        case NG_ATTR_HIDDEN:
            evidence |= NG_EV_HIDDEN;
            break;
        case NG_ATTR_STYLE:
            if (style_hides(value))
                evidence |= NG_EV_HIDDEN;
            break;
        case NG_ATTR_ARIA_HIDDEN:
            if (strcmp(value, "true") == 0)
                evidence |= NG_EV_HIDDEN;
            break;
        default:
            break;
        }
    }
    /* a quotation from a network is one that the article quotes */
    if (node->tag == NG_TAG_BLOCKQUOTE)
        evidence &= ~(guint)(NG_EV_CLUTTER | NG_EV_CAPTION);
    if (node->tag == NG_TAG_FIGURE && (evidence & NG_EV_QUOTE))
        evidence &= ~(guint)NG_EV_CAPTION;
    /* nor is a heading what stands below a picture: a size of letters may be called so */
    if (node->tag >= NG_TAG_H1 && node->tag <= NG_TAG_H6)
        evidence &= ~(guint)NG_EV_CAPTION;
    return evidence;
}
