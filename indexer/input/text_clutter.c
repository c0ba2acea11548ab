/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands on the page and is not of the story: a table of patterns and where each may act.
 * Every rule is general and says what it means; its guards keep it from real paragraphs. */
#include "text.h"

#include <string.h>

/* Where a rule may act. */
typedef enum {
    ANYWHERE,
    OUTSIDE, /* above the story's first paragraph, or in the last third */
    BELOW,   /* in the last third */
} Where;

typedef struct {
    TextPattern pattern;
    guint max_words;   /* a longer block is never clutter by this rule */
    bool not_sentence; /* a block that ends as a sentence is kept */
    Where where;
} Rule;

static Rule rules[] = {
    /* A page's own words, alone or in a row: "Content", "Share Tweet Email", "Advertisement".
     * Real one-word paragraphs ("No.") end as sentences; one-word subheadings are other words. */
    {{"^(?:(?:content|contents|advertisements?|advert|ad|sponsored(?: content)?|promoted|share(?: "
      "(?:this|on|via|article|story|with)(?: (?:article|story|page|post))?)?|shares?|tweet|tweets|"
      "pin it|e-?mail(?: this)?|print(?: this)?|save|copy link|link "
      "copied|facebook|twitter|x|linkedin|"
      "whatsapp|reddit|pinterest|telegram|instagram|youtube|tiktok|mastodon|bluesky|rss|flipboard|"
      "messenger|menu|home|search|close|open|skip|subscribe|subscribe now|sign in|sign up|log "
      "in|login|"
      "newsletter sign-?up|print this (?:page|article)|e-?mail to (?:a|your) (?:colleague|friend)|"
      "(?:text|font) size:?(?: a\\b)*|larger text|smaller text|copy to clipboard|"
      "menü|suche|anmelden|startseite|drucken|newsletter|recherche|connexion|accueil|imprimer|"
      "меню|поиск|войти|главная|подписаться|поделиться|распечатать|версия для печати|вконтакте|"
      "телеграм|одноклассники|копировать ссылку|комментарии|реклама|"
      "register|my "
      "account|newsletters?|comments?|comment|reply|replies|like|likes|follow|following|"
      "listen|watch|play|pause|mute|loading(?:\\.\\.\\.)?|next|previous|prev|back|more|top|"
      "back to top|top of page|return|navigation|main menu|footer|header|sidebar|gallery|slideshow|"
      "view gallery|breaking|latest|trending|popular|most read|most popular|editor's picks?|"
      "continue reading|story continues(?: below)?(?: advertisement)?|article continues(?: below)?"
      "(?: advertisement)?|skip to (?:main )?content|skip (?:ad|advertisement)|toggle "
      "navigation|jump to (?:main )?(?:content|navigation)|zum (?:haupt)?inhalt(?: springen| "
      "wechseln)?|"
      "(?:navigation|inhalt) überspringen|direkt zum inhalt|sie sind hier:?|aller au contenu(?: "
      "principal)?|saltar al contenido|"
      "plain text|filtered html|full html|about text formats|preview|submit|cancel|post comment|"
      "browse by|current record|filter by|sort by|news room|newsroom|press room|"
      "anzeige|werbung|teilen|drucken|kommentare?|inhalt|publicit\u00e9|partager|publicidad|"
      "compartir|pubblicit\u00e0|condividi)"
      "(?:[\\s,|/\u00b7\u2022+:]+|$))+$",
      NULL},
     12,
     true,
     ANYWHERE},
    /* The ad that covers the page, and labels of ads inside the story. */
    {{"^you can (?:skip|close) (?:this|the) ad\\b|^(?:this )?ad(?:vertisement)? will (?:end|close)|"
      "^skip (?:this )?ad\\b|^advertisement\\s*[-:.|]|^(?:story|article) continues (?:below|after)|"
      "^scroll (?:down )?(?:to|for)\\b.*\\b(?:continue|content|more)$|"
      "^(?:your|the) (?:video|article|story) (?:will )?(?:begins?|continues?|starts?) "
      "(?:in|after|below)",
      NULL},
     14,
     false,
     ANYWHERE},
    /* Buttons behind their label: a row of services, never a sentence. */
    {{"^(?:share|share (?:this|on|via)|teilen|partager|compartir|condividi|delen|поделиться|"
      "シェア)\\s*:(?![^:]*[.!?]$)",
      NULL},
     12,
     true,
     ANYWHERE},
    /* A site's foot: a row of its own pages. */
    {{"^(?=.*\\b(?:advertise|cookies?|privacy|terms|imprint|sitemap|newsletter|subscribe|contact|"
      "about(?: us)?|impressum|datenschutz|agb|kontakt|mentions légales|"
      "confidentialité|реклама|контакты|о нас)\\b)[^|\u00b7\u2022.]{2,30}(?:\\s[|\u00b7\u2022]\\s"
      "[^|\u00b7\u2022]{2,40}){2,10}$",
      NULL},
     30,
     true,
     OUTSIDE},
    /* A mailing's foot. */
    {{"(?:^|[.!?] )(?:to (?:stop receiving (?:it|this|these|them|our)|unsubscribe)|you (?:are "
      "receiving|"
      "received) this (?:e-?mail|message|newsletter) because|um den newsletter abzubestellen|"
      "pour vous désabonner|чтобы отписаться)\\b",
      NULL},
     45,
     false,
     BELOW},
    /* Comment forms: what the site's software says to those who write. */
    {{"^(?:hide|show|view|read|see|load|add|leave|post|write)(?: (?:all|a|the|your|more))? "
      "comments?\\b|"
      "^\\d+ comments?$|^(?:no|be the first to) comments?\\b|^allowed html tags|^no html tags "
      "allowed|"
      "^lines and paragraphs break automatically|^web page addresses and e-?mail addresses turn "
      "into|"
      "^you may use these html tags|^your e-?mail address will not be published|"
      "^required fields are marked|^more information about (?:formatting|text formats)|"
      "^(?:log|sign) in (?:or register )?to (?:post|leave|add|reply|comment)|^comments? (?:are )?"
      "(?:closed|off|disabled)|^leave a (?:reply|comment)|^you must be logged in|^join the "
      "(?:conversation|discussion)|"
      "^save my name, e-?mail|^notify me of (?:new|follow)",
      NULL},
     25,
     false,
     OUTSIDE},
    /* Lists of keywords. The colon is what tells them from a sentence. */
    {{"^(?:tags?|tagged(?: (?:with|as|under))?|filed (?:under|in|to)|topics?|related "
      "topics|keywords?|"
      "key words|categor(?:y|ies)|posted "
      "in|labels?|sections?|schlagw\u00f6rter|schlagworte|mots-cl\u00e9s|"
      "etiquetas|temas)\\s*:",
      NULL},
     30,
     true,
     OUTSIDE},
    /* Calls to write in. */
    {{"^(?:please "
      ")?(?:send|submit|e-?mail|share|forward)\\b.{0,40}\\b(?:tips?|news|corrections?|feedback|"
      "suggestions?|comments|questions|letters)\\b.{0,40}\\b(?:to|at|via)\\b|^(?:got|have) (?:a "
      "|any )?"
      "(?:news )?(?:tips?|story|stories|confidential)\\b.{0,60}(?:[?@]|contact|e-?mail|let us "
      "know|\\bus\\b)|"
      "^(?:spotted|found|noticed) (?:a |an )?(?:error|mistake|typo)|^questions or comments\\b",
      NULL},
     30,
     false,
     OUTSIDE},
    /* An address that the page hid from robots: only contact lines hold one by itself. */
    {{"\\[e-?mail[ \u00a0]protected\\]", NULL}, 14, false, OUTSIDE},
    /* Consent notices. They speak of this site and of cookies in one breath. */
    {{"^(?:this|our) (?:web ?)?(?:site|page) uses cookies|^we(?: and our (?:\\d+ )?partners)? "
      "(?:use|store|value)\\b"
      ".{0,60}\\b(?:cookies (?:to|and|or|for|so|that|on (?:this|our))\\b|cookies[.,]?$|your "
      "privacy\\b)|^by "
      "(?:continuing|using|clicking|browsing|closing)\\b.{0,120}"
      "\\b(?:cookies?|privacy policy|terms)\\b|^(?:accept|reject|manage|allow)(?: all)?(?: "
      "optional)? "
      "(?:cookies?|preferences)\\b|^(?:cookie|privacy) (?:settings|policy|preferences|notice)\\b|"
      "^(?:wir|diese (?:web)?(?:seite|site)) "
      "(?:verwenden|verwendet|nutzen|nutzt)\\b.{0,60}\\bcookies\\b",
      NULL},
     60,
     false,
     OUTSIDE},
    /* Newsletter and subscription boxes. */
    {{"^(?:sign|signing) up "
      "(?:for|to|here|now|today)\\b.{0,160}(?:newsletters?|e-?mails?|alerts?|updates|inbox|"
      "briefing|free)|^subscribe "
      "(?:to|for|now|today|here)\\b|^(?:get|receive)\\b.{0,120}\\b(?:in|to) your "
      "(?:inbox|e-?mail)\\b|^(?:enter|your) e-?mail(?: address)?\\s*:?$|^enter your "
      "e-?mail|^download (?:the|our)\\b"
      ".{0,40}\\bapp\\b|^(?:already|not) a (?:subscriber|member)\\b|^support (?:our|independent) "
      "journalism|"
      "^you(?:'|\u2019)ve "
      "(?:read|reached)\\b.{0,60}\\b(?:articles?|limit)\\b|^newsletter\\s*:|^stay "
      "(?:up to date|informed|connected)\\b|^(?:i agree|unsubscribe)\\b|^thank(?:s| you) for "
      "(?:subscribing|signing up)",
      NULL},
     40,
     false,
     ANYWHERE},
    /* Follow-us lines. */
    {{"^(?:follow|like|find|join|connect with|visit) (?:us|him|her|them|me|@\\w+|[A-Z][\\w'. "
      "-]{1,40}) (?:on|at|via) "
      "(?:@|our "
      ")?(?:facebook|twitter|x\\b|instagram|linkedin|youtube|telegram|whatsapp|google|mastodon|"
      "bluesky|threads|social)|^follow (?:us|@\\w+)|^share (?:this|on|via)\\b|^\\d+ shares?$",
      NULL},
     16,
     false,
     ANYWHERE},
    /* Pointers to other stories. Without a colon they must be short and no sentence. */
    {{"^(?:read(?: (?:more|also|next|on|the (?:full|original)))?|see also|also read|also see|"
      "related(?: (?:stories|articles?|content|coverage|news|links?|posts?|reading|topics?))?|more "
      "(?:on this|"
      "stories|news|coverage|like this)|recommended(?: for you| reading)?|"
      "you (?:may|might) also (?:like|be interested in)|don(?:'|\u2019)t miss|must read|up "
      "next|watch(?: (?:now|live|more|video))?|"
      "lesen sie auch|mehr zum thema|lire aussi|\u00e0 lire aussi|lea tambi\u00e9n|leggi anche)\\s*"
      "(?:[:>\u00bb\u203a\u2192|]|\\.\\.\\.|\u2026)",
      NULL},
     28,
     false,
     ANYWHERE},
    {{"^(?:read (?:more|also|next|the full (?:story|article))|see also|related "
      "(?:stories|articles?|content|"
      "coverage|news|links?|posts?|topics?)|more (?:from|stories|news|coverage|like "
      "this)\\b|recommended (?:for you|stories)|"
      "you (?:may|might) also (?:like|be interested in)|most "
      "(?:read|popular|viewed|shared)|trending now|latest "
      "(?:news|stories|headlines)|top stories|click here (?:to|for)|also in (?:this|the)|mehr zum "
      "thema|"
      "lire aussi|lea tambi\u00e9n|leggi anche|[a-z]+ \\d{4} (?:news|press) releases?$)\\b",
      NULL},
     12,
     true,
     OUTSIDE},
    /* Links that were buttons. */
    {{"^(?:click|tap) (?:here|on)\\b|^(?:to )?(?:print|e-?mail) this "
      "(?:page|article|story|release)|"
      "^(?:printer[- ]friendly|print version|send to a friend|permalink|trackback)\\b|"
      "^(?:image|photo|picture) \\d+ of \\d+|^(?:enlarge|expand|hide|show|toggle|view) "
      "(?:image|caption|photo|this image|gallery|full size)",
      NULL},
     10,
     true,
     ANYWHERE},
    /* Reading time and counters. */
    {{"^(?:reading time|estimated reading time|time to read)\\b|^\\d+[ -]min(?:ute)?s?\\.? "
      "read$|^\\d[\\d,.]* "
      "(?:views|reads|comments|shares|likes)$",
      NULL},
     8,
     true,
     ANYWHERE},
    /* Rights. An article on copyright does not begin a paragraph with the sign and a year. */
    {{"^(?:\u00a9|\\(c\\)|copyright(?: \u00a9| \\(c\\))?)\\s*(?:\\d{4}|[A-Z][\\w. "
      "]{1,60}\\d{4})|^all rights reserved|"
      "all rights reserved\\.?$|^(?:this material|the contents of this site) may not be "
      "(?:published|reproduced)|"
      "^terms of (?:use|service)\\b|^(?:reprints?|permissions?|reprints & permissions)\\b.{0,40}$",
      NULL},
     45,
     false,
     OUTSIDE},
    /* Paper's and printer's furniture: addresses alone, page numbers, dates of printing. */
    {{"^(?:https?://|www\\.)\\S+(?:\\s+\\d+\\s*(?:/"
      "|of)\\s*\\d+)?$|^(?:page|seite|p\\.)\\s*\\d+(?:\\s*(?:/|of|von)\\s*\\d+)?$|"
      "^\\d{1,3}\\s*(?:/|of|von)\\s*\\d{1,3}$|^- ?\\d{1,3} ?-$|^\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4},? "
      "\\d{1,2}[:.]\\d\\d(?: ?[ap]m)?"
      "(?: .{1,160})?$|^printed (?:on|from|by)\\b|^\\S+@\\S+\\.\\w+$",
      NULL},
     30,
     true,
     ANYWHERE},
    /* Breadcrumbs: a path of short words. */
    {{"^(?:home|startseite|accueil|главная)\\s*[>/\u00bb\u203a|]", NULL}, 14, true, OUTSIDE},
    /* Marks without words: rules, asterisks, ends of releases (text_statement.c sees those first).
     */
    {{"^[^\\p{L}\\p{N}]+$", NULL}, 1, false, ANYWHERE},
};

/* Captions' credits. An agency of pictures ends them; words in lower case other than "by" make
 * them sentences. A headline may look alike, so these only count when there is another one. */
static TextPattern credit_label = {"^(?:(?:photo|image|picture|illustration|graphic|video|cover|"
                                   "file)s?(?: |-)?(?:credits?|courtesy|by|source)\\b|"
                                   "credits?\\s*:|courtesy "
                                   "of\\b|(?:foto|bild|cr\u00e9dit|cr\u00e9dits|photo|image|"
                                   "picture|illustration)s?\\s*[:/|\u00a9]|\u00a9 )",
                                   NULL};
static TextPattern credit_agency = {
    "^(?-i:(?:[A-Z0-9][\\w.'\u2019-]*|by|via|of|from|for|/|\\||\u2013|-|\\()\\s*[,/|]?\\s*){0,6}"
    "(?:thinkstock|shutterstock|istock(?:photo)?|getty(?: "
    "images)?|alamy|depositphotos|dreamstime|unsplash|"
    "pixabay|pexels|adobe stock|fotolia|flickr|wikimedia(?: commons)?|bloomberg via getty images|"
    "(?:/|\\||\u00a9|via )\\s*(?:ap|reuters|afp|dpa|epa|tass|zuma|ap photo|ap images|imago))\\)?$",
    NULL};
static TextPattern caption = {"^(?:photo|image|picture|caption|pictured|above|file "
                              "photo|foto|bild)(?: \\d+)?\\s*:\\s*(?=.{30})",
                              NULL};

/* A sentence that tells who is where in the picture. */
static TextPattern pictured = {"\\b(?:(?:from )?left to right|(?:pictured|seen here|shown "
                               "here|photographed)\\b.{0,60}\\b(?:left|right|above|below|with)|"
                               "\\((?:l-r|left|right|center|centre)\\))",
                               NULL};

static bool in_zone(Where where, guint i, guint prose, guint n)
{
    bool below = (i + 1) * 3 > n * 2 || i + 8 >= n;
    switch (where) {
    case ANYWHERE:
        return true;
    case OUTSIDE:
        return i < prose || below;
    case BELOW:
        return below && i > prose;
    }
    return false;
}

void text_mark_saved(TextPage *page)
{
    static TextPattern saved = {
        "^(?:(?:saved|captured|archived|retrieved|downloaded|printed|copied|clipped|accessed) "
        "(?:from\\b.{2,60}? )?(?:on|at|by)\\b(?=.*\\d)|saved from\\b|"
        "(?:gespeichert|abgerufen|gedruckt|ausgedruckt) (?:am|von)\\b(?=.*\\d)|"
        "(?:enregistré|consulté|imprimé) le\\b(?=.*\\d)|сохранено\\b(?=.*\\d))",
        NULL};
    guint n = page->blocks->len;
    for (guint i = 0; i < n; i++) {
        TextBlock *block = text_block(page, i);
        if ((i < 6 || i + 6 >= n) && block->words <= 16 && block->len <= 160 && !block->ends &&
            text_matches(&saved, block->text))
            block->use = TEXT_CLUTTER;
    }
}

/* A path over the headline; the last line before the story may be a headline that looks so. */
static bool is_path_above(const TextPage *page, guint i, guint prose)
{
    if (i >= prose || !text_is_path(text_block(page, i)->text))
        return false;
    for (guint k = i + 1; k < prose; k++)
        if (text_block(page, k)->use == TEXT_OPEN && text_block(page, k)->words >= 2)
            return true;
    return false;
}

void text_mark_clutter(TextPage *page)
{
    guint n = page->blocks->len, prose = text_first_prose(page);
    for (guint i = 0; i < n; i++) {
        TextBlock *block = text_block(page, i);
        if (block->use != TEXT_OPEN || block->len > TEXT_SHORT_BYTES)
            continue;
        gunichar first = g_utf8_get_char(block->text);
        if (first == '"' || first == 0x201c || first == 0xab) /* somebody speaks */
            continue;
        if (block->words <= 14 && !block->ends &&
            (text_matches(&credit_label, block->text) ||
             (block->words <= 7 && text_matches(&credit_agency, block->text)))) {
            block->use = TEXT_CREDIT;
            continue;
        }
        if (block->words >= 8 && block->words <= 80 &&
            (text_matches(&caption, block->text) ||
             (i <= prose + 1 && block->words <= 60 && text_matches(&pictured, block->text)))) {
            block->use = TEXT_CAPTION;
            continue;
        }
        if (is_path_above(page, i, prose)) {
            block->use = TEXT_CLUTTER;
            continue;
        }
        for (gsize r = 0; r < G_N_ELEMENTS(rules); r++) {
            const Rule *rule = &rules[r];
            if (block->words > rule->max_words || (rule->not_sentence && block->ends) ||
                !in_zone(rule->where, i, prose, n) || !text_matches(&rules[r].pattern, block->text))
                continue;
            block->use = TEXT_CLUTTER;
            /* "Related stories" stands over links: short lines without an end follow it. */
            break;
        }
    }
}
