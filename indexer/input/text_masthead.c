/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whose page it is: the site's name over a menu, the letterhead over a release line, with slogan,
 * office and address. */
#include "text.h"

#include <string.h>

#define NAME_MAX_BYTES 100
#define NAME_MAX_WORDS 8

/* A street and a number, or an office: never whose page it is, never a headline. */
static TextPattern address = {
    "^\\d{1,5}[a-z]?,? (?-i:[\\p{Lu}\\d][\\w.'\u2019-]* ){1,2}(?:street|st|avenue|ave|road|rd|lane|"
    "drive|boulevard|blvd|square|quay|place|way|court|terrace)\\b\\.?(?:,|$| \\d| "
    "(?-i:[NS][EW])\\b)|"
    "^\\d{1,4}(?: bis| ter)?,? (?:rue|quai|avenue|boulevard|place|allée|via|calle|avenida|plaza) |"
    "\\b(?:utca|út|tér|rue|calle|platz|weg|allee|kai|ul\\.?|улица|проспект) \\d{1,4}[a-z]?\\b|"
    "str(?:aße|asse|\\.) ?\\d{1,4}\\b|\\b(?:suite|room|p\\. ?o\\. box|postfach) \\d|"
    "\\d(?:st|nd|rd|th) floor\\b|^[^.!?]{2,60}, (?-i:[A-Z]{2}) \\d{5}(?:-\\d{4})?$",
    NULL};
static TextPattern department = {
    "^(?:(?:the )?(?:press|media|communications?|public|corporate|external|investor)[ -]?"
    "(?:relations|office|affairs|communications?|centre|center|service|desk|team)|"
    "(?:direction|service|département|pôle) (?:de |des |du |de l['\u2019]|d['\u2019])?(?:la )?"
    "(?:communication|presse|relations?)\\b.{0,30}|"
    "(?:presse(?:stelle|büro|abteilung|amt)|abteilung|referat|stabsstelle|"
    "unternehmenskommunikation|"
    "öffentlichkeitsarbeit|kommunikation)\\b.{0,40}|(?:department|division|bureau|office) of "
    "(?:public|media|press|corporate|external)?\\s?(?:affairs|relations|communications?|press|"
    "media)|ufficio stampa|gabinete de prensa|пресс-служба)$",
    NULL};
/* A row of a site's own menu; buttons to share or to subscribe stand under headlines too. */
static TextPattern menu = {"^(?:(?:menu|search|log ?in|sign in|my account|home|sections|navigation|"
                           "menü|suche|anmelden|startseite|recherche|se connecter|connexion|"
                           "accueil|меню|поиск|войти|главная)(?:[\\s|/\u00b7\u2022,]+|$)){2,}$",
                           NULL};
static TextPattern slogan = {
    "^(.{2,80}?)\\s+(?:\\||\u00b7|\u2022|\u2013|\u2014|-|::)\\s+(.{2,120})$", NULL};
/* The headline itself says that it is somebody's word. */
static TextPattern addressed = {
    "^(?:(?:an? |our )?(?:(?:important|public|open|urgent) )*(?:notice|letter|message|statement|"
    "apology|update) (?:to|for) (?:our|all|the)\\b|(?:offener brief|mitteilung|hinweis|schreiben) "
    "an (?:unsere|alle|die)\\b|(?:lettre ouverte|avis|message) (?:à|aux) )",
    NULL};

bool text_block_is_address(const TextBlock *block)
{
    return block->words <= 14 && block->len <= 140 &&
           (text_matches(&address, block->text) || text_matches(&department, block->text));
}

static bool is_addressed(const TextBlock *block)
{
    return block->words >= 3 && block->words <= 16 && !text_block_is_prose(block) &&
           text_matches(&addressed, block->text);
}

static bool could_be_name(const TextBlock *block)
{
    return block->use == TEXT_OPEN && !block->bullet && block->len <= NAME_MAX_BYTES &&
           block->words >= 1 && block->words <= 2 * NAME_MAX_WORDS &&
           !text_block_is_address(block) && (!block->ends || text_has_legal_form(block->text)) &&
           block->text[block->len - 1] != ':';
}

/* Could be a headline, and stands over the story. */
static bool could_be_headline(const TextBlock *block)
{
    return block->use == TEXT_OPEN && !block->bullet && block->words >= 2 && block->words <= 40 &&
           block->text[block->len - 1] != ':' && !text_block_is_address(block);
}

static guint next_headline(const TextPage *page, guint from, guint prose)
{
    for (guint i = from; i < prose; i++)
        if (could_be_headline(text_block(page, i)))
            return i;
    return prose;
}

static void set_outlet(TextPage *page, char *name, const char *rule)
{
    g_autofree char *owned = name;
    if (name)
        text_consider(page->article, "outlet", rule, name);
    if (page->article->outlet || !name || !*name)
        return;
    page->article->outlet = ng_clean_text(name, -1);
    if (page->article->outlet)
        ng_article_set_provenance(page->article, "outlet", rule);
}

static guint first_open(const TextPage *page, guint end)
{
    for (guint i = 0; i < end; i++)
        if (text_block(page, i)->use == TEXT_OPEN)
            return i;
    return end;
}

/* The lines from the page's top to its release line, where a headline follows that one. */
static bool read_release_head(TextPage *page, guint release, guint prose, bool labelled)
{
    guint first = first_open(page, release), open = 0;
    if (first == release || !could_be_name(text_block(page, first)))
        return false;
    TextBlock *block = text_block(page, first);
    for (guint i = first; i < release; i++)
        open += text_block(page, i)->use == TEXT_OPEN;
    bool repeated = false;
    g_autofree char *closed = text_close_up(block->text);
    if (open > 5 || (block->words > NAME_MAX_WORDS && !closed))
        return false;
    int begin, end;
    g_autofree char *line = g_strdup(block->text);
    if (text_find(&slogan, line, 1, &begin, &end)) /* "Name - Press office" */
        line[end] = '\0';
    g_autofree char *name = text_spelt_name(page, prose, line, &repeated);
    /* What stands right under the first line, apart from the release line, is slogan or address:
     * a headline's deck would have no other line to be a headline of. */
    bool stack = first + 1 < release && !text_block(page, first + 1)->alone &&
                 text_block(page, first + 1)->use == TEXT_OPEN &&
                 text_block(page, first + 1)->words <= 12;
    if (!closed && !repeated && !text_has_legal_form(block->text) &&
        !(block->capital && block->words <= 2) && !(stack && (labelled || block->capital)))
        return false;
    for (guint i = first; i < release; i++)
        if (text_block(page, i)->use == TEXT_OPEN)
            text_block(page, i)->use = TEXT_LETTERHEAD;
    set_outlet(page, g_steal_pointer(&name), "text:letterhead");
    return true;
}

/* "EMBARGOED UNTIL ... / University of Norland / headline": a name between the release line and
 * the headline, which the text gives again word for word. */
static void read_name_below(TextPage *page, guint release, guint prose)
{
    guint first = next_headline(page, release + 1, prose);
    guint next = next_headline(page, first + 1, prose);
    if (page->article->outlet || next >= prose)
        return;
    TextBlock *block = text_block(page, first);
    bool repeated = false;
    if (block->words > 6 || block->words >= text_block(page, next)->words ||
        !could_be_name(block) || text_block(page, next)->words < 4)
        return;
    g_auto(GStrv) words = g_strsplit(block->text, " ", -1);
    for (char **word = words; *word; word++)
        if (g_utf8_strlen(*word, -1) > 3 && !g_unichar_isupper(g_utf8_get_char(*word)))
            return;
    g_autofree char *name = text_spelt_name(page, prose, block->text, &repeated);
    if (!repeated)
        return;
    block->use = TEXT_LETTERHEAD;
    set_outlet(page, g_steal_pointer(&name), "text:letterhead");
}

/* Does the page's foot or an address on it call the site so? */
static bool is_site_name(const TextPage *page, guint prose, const char *name)
{
    if (text_stands_in(page, prose, name,
                       "(?:\u00a9|\\(c\\)|copyright|more from|mehr von|about)"
                       "\\s*(?:\\d{4}(?:\\s?[-\u2013]\\s?\\d{2,4})?,?\\s*)?(?:the )?",
                       "", NULL) ||
        text_stands_in(
            page, prose, name, "",
            " (?:is (?:sent|published|edited|produced|part of|a newsletter)|newsletter\\b)", NULL))
        return true;
    g_auto(GStrv) words = g_strsplit(name, "&", -1);
    g_autofree char *joined = g_strjoinv("and", words);
    g_autofree char *essence = text_essence(joined);
    if (strlen(essence) < 5)
        return false;
    for (guint i = 0; i < page->blocks->len && i < prose + 1; i++) {
        const char *url = strstr(text_block(page, i)->text, "://");
        g_autofree char *host = url ? g_strndup(url + 3, strcspn(url + 3, "/ ")) : NULL;
        g_autofree char *plain = host ? text_essence(host) : NULL;
        if (plain && strstr(plain, essence))
            return true;
    }
    return false;
}

/* The part of "NAME | slogan" or "Headline | NAME" that is the name. */
static char *name_in_line(const TextPage *page, guint prose, const TextBlock *block)
{
    int begin, end;
    if (!text_find(&slogan, block->text, 1, &begin, &end))
        return g_strdup(block->text);
    g_autofree char *left = g_strndup(block->text + begin, (gsize)(end - begin));
    text_find(&slogan, block->text, 2, &begin, &end);
    g_autofree char *right = g_strndup(block->text + begin, (gsize)(end - begin));
    if (is_site_name(page, prose, left))
        return g_steal_pointer(&left);
    if (is_site_name(page, prose, right) || strlen(right) < strlen(left))
        return g_steal_pointer(&right);
    return g_steal_pointer(&left);
}

/* "Ferry Line Ends | The Gazette" over "Ferry Line Ends" is the page's title, not its masthead. */
static bool repeats_headline(const TextPage *page, guint i, guint prose)
{
    g_autofree char *own = text_essence(text_block(page, i)->text);
    for (guint k = i + 1; k < prose; k++) {
        const TextBlock *block = text_block(page, k);
        if (block->use != TEXT_OPEN || block->words < 3 || block->len > TEXT_SHORT_BYTES)
            continue;
        g_autofree char *other = text_essence(block->text);
        if (*other && strstr(own, other))
            return true;
    }
    return false;
}

/* The site's name over its menu or its path ("Home > News"), or as the page's foot repeats it. */
static void read_site_head(TextPage *page, guint prose)
{
    guint first = first_open(page, prose), next = next_headline(page, first + 1, prose);
    if (first >= prose || next >= prose || !could_be_name(text_block(page, first)) ||
        repeats_headline(page, first, prose))
        return;
    TextBlock *block = text_block(page, first);
    bool over_menu = false, over_date = false, repeated = false;
    for (guint i = first + 1; i < next; i++) {
        const TextBlock *between = text_block(page, i);
        if (between->use == TEXT_BYLINE)
            return; /* it stands over it as headlines do */
        over_date |= between->use == TEXT_DATE;
        over_menu |= between->use == TEXT_CLUTTER &&
                     (text_matches(&menu, between->text) || text_is_path(between->text));
    }
    g_autofree char *line = name_in_line(page, prose, block);
    if (block->words > NAME_MAX_WORDS && strlen(line) == block->len)
        return;
    if ((!over_menu || over_date) && !is_site_name(page, prose, line))
        return;
    g_autofree char *name = text_spelt_name(page, prose, line, &repeated);
    block->use = TEXT_LETTERHEAD;
    for (guint i = first + 1; i < next; i++) /* its slogan, its address */
        if (text_block(page, i)->use == TEXT_OPEN)
            text_block(page, i)->use = TEXT_LETTERHEAD;
    set_outlet(page, g_steal_pointer(&name), "text:masthead");
}

void text_mark_masthead(TextPage *page)
{
    guint prose = text_first_prose(page);
    if (page->packed || prose == page->blocks->len || *page->article->headline->text)
        return;
    guint release = page->release;
    if (release < prose && next_headline(page, release + 1, prose) < prose) {
        read_release_head(page, release, prose, true);
        read_name_below(page, release, prose);
    } else {
        guint to_all = prose;
        for (guint i = 0; i < prose && to_all == prose; i++)
            if (text_block(page, i)->use == TEXT_OPEN && is_addressed(text_block(page, i)))
                to_all = i;
        if (to_all == prose || to_all == 0) {
            read_site_head(page, prose);
        } else if (read_release_head(page, to_all, prose, false)) {
            page->article->kind = NG_KIND_STATEMENT;
            page->article->kind_given = true;
            ng_article_set_provenance(page->article, "kind", "text:letterhead");
        }
    }
    /* Streets and offices over a headline. */
    guint headline = next_headline(page, 0, prose);
    for (guint i = 0; i < headline && headline < prose; i++)
        if (text_block(page, i)->use == TEXT_OPEN && text_block_is_address(text_block(page, i)))
            text_block(page, i)->use = TEXT_LETTERHEAD;
}
