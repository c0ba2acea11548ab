/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is the text a press statement, and whose: release lines, letterheads, contacts, end marks. */
#include "text.h"

#include <string.h>

/* "FOR IMMEDIATE RELEASE" and what stands in its place. */
static TextPattern release_line = {
    "^(?:\\W*(?:for immediate (?:release|use|distribution)|embargoed "
    "(?:until|for)\\b.*|(?:press|news|media) "
    "(?:release|statement)s?(?: of| (?:of|from) "
    ".{3,60})?|(?:(?:official|public|corporate|joint) )?statement|"
    "(?:press|media|public) (?:notice|note|information|announcement)|open letter|"
    "(?:presse|medien)(?:mitteilung|information|erkl\u00e4rung|meldung|notiz)|stellungnahme|"
    "offener brief|communiqu\u00e9(?: de presse)?|lettre ouverte|d\u00e9claration|"
    "comunicado(?: de prensa)?|nota de prensa|comunicato stampa|persbericht|pressmeddelande|"
    "pressemeddelelse|пресс-релиз|сообщение для (?:прессы|СМИ)|заявление|プレスリリース|"
    "immediate release|for release\\b.{0,60}|media advisory|"
    "(?:news ?room )?(?:news|press) releases)"
    "(?:\\s*(?:nr|no|n\u00b0|\u2116)\\.? "
    "?\\d+(?:[/"
    "-]\\d+)*)?(?:\\s*[-\u2013\u2014:(]\\s*(?:corrected|correction|updated?|revised|amended|"
    "korrigiert|"
    "korrektur|berichtigt|rectifi\u00e9|rectificatif|исправлено)(?: version)?)?)\\W*$",
    NULL};
/* The same words with a date or a place behind them. */
static TextPattern release_begin = {"^(?:for immediate release|embargoed until|press release|news "
                                    "release|media release|for release)\\b",
                                    NULL};
/* A release's end; "-more-" at a page's. */
static TextPattern end_mark = {
    "^\\W*(?:#\\s*#\\s*#?\\s*#?|-+ ?(?:30|end|ends|fin) ?-+|\u2013+ "
    "?(?:30|end|ends) ?\u2013+|ends|end)\\W*(?:return)?$|"
    "^[-+*=\u2013\u2014# ]*(?:ende|fin|конец|fine|einde|slut) (?:der |du "
    "|de la |del |della |van het |av )?(?:\\p{L}{0,8}(?:mitteilung|"
    "meldung|erkl\u00e4rung)|communiqu\u00e9|comunicado|comunicato|"
    "persbericht|сообщения|релиза)[-+*=\u2013\u2014# .]*$|"
    "^[-+*=\u2013\u2014]{2,} ?(?:ende|fin|конец|fine) ?"
    "[-+*=\u2013\u2014]{2,}$",
    NULL};
static TextPattern end_mark_behind = {"\\s*(?:#\\s?#\\s?#+|--? ?30 ?--?)(?:\\W|\\bReturn\\b)*$",
                                      NULL};
static TextPattern more_mark = {"^\\W*(?:more|continued|cont'd)\\W*$", NULL};
static TextPattern contact = {
    "^(?:(?:for )?(?:media|press|news|further|more)? "
    "?(?:information|inquiries|enquiries|contact)?,? ?(?:please )?"
    "(?:contacts?|contact person|press office|inquiries|enquiries)(?: information| person| us| for "
    "(?:the )?"
    "(?:media|press)|\\(s\\))?\\s*(?::|$)|contacts?\\s+(?=[A-Z])|(?:for )?(?:more|further) "
    "information,? "
    "(?:please )?(?:contact|call|e-?mail)\\b|ansprechpartner|pressekontakt)",
    NULL};
static TextPattern phone = {
    "(?:\\+?\\d[\\d ()./\u2013-]{5,}\\d)|\\b(?:phone|tel|fax|mobile|cell|office)\\b\\.?\\s*:|@\\w",
    NULL};
/* An office and one name. Headlines abbreviate ("Sen. Roe Votes ..."), letterheads do not. */
static TextPattern letterhead = {
    "^(?:(?:the )?(?:press )?office of (?:the )?(?=[A-Z])|(?:u\\.? ?s\\.? |united states )?senator "
    "|"
    "congress(?:wo)?man |representative |governor |mayor (?:of )?|ministry of |department of |"
    "(?:press|news|media) (?:release|statement)s? (?:of|from|by) )",
    NULL};
/* The state behind a member's name, and what the page calls itself. */
static TextPattern letterhead_tail = {
    "\\s+(?:(?:alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|"
    "georgia|"
    "hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|"
    "michigan|"
    "minnesota|mississippi|missouri|montana|nebraska|nevada|new (?:hampshire|jersey|mexico|york)|"
    "(?:north|south) (?:carolina|dakota)|ohio|oklahoma|oregon|pennsylvania|rhode "
    "island|tennessee|texas|"
    "utah|vermont|(?:west )?virginia|washington|wisconsin|wyoming)?(?:\\s*\\b(?:news ?room|press "
    "(?:room|office|"
    "releases?)|news|home))?)$",
    NULL};
/* What a release's headline or first lines say of itself. */
static TextPattern issued = {
    "\\b(?:issued|released|made|gave|delivered|offered|submitted) (?:the|this) following (?:joint "
    "|brief |prepared )*"
    "(?:statement|remarks|response|comments?)\\b|\\bissues? (?:a )?statement\\b|^(?:joint |floor "
    ")?statement (?:by|of|from)\\b|"
    "^remarks (?:by|of)\\b|\\b(?:floor statement|prepared remarks|statement for the record)\\b",
    NULL};

static bool name_or_number(const TextBlock *block)
{
    return block->words <= 12 && !text_block_is_prose(block) &&
           (text_matches(&phone, block->text) || text_is_name(block->text, block->len));
}

/* "Jane Roe 202 555 0117 Tom Ferris 202 555 0118" over the story: people for the press to call. */
static bool only_names_and_numbers(const TextBlock *block)
{
    guint digits = 0, names = 0;
    if (block->words > 16 || block->ends || !text_matches(&phone, block->text))
        return false;
    for (const char *p = block->text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool begins = p == block->text || p[-1] == ' ';
        digits += g_unichar_isdigit(c);
        if (begins && g_unichar_isalpha(c) && !g_unichar_isupper(c))
            return false;
        names += begins && g_unichar_isupper(c);
    }
    return digits >= 7 && names >= 2 && names <= 8 && digits >= names * 2;
}

/* A line that begins "Contact:" and the names and numbers under it, up to the next blank line
 * above the story (the headline may follow), to the page's end below it. */
static bool mark_contacts(TextPage *page, guint i, guint prose)
{
    TextBlock *block = text_block(page, i);
    if (block->words > 45 || block->len > TEXT_SHORT_BYTES || !text_matches(&contact, block->text))
        return false;
    bool numbered = text_matches(&phone, block->text);
    /* "Contact sports are banned ..." and "For more information, call ..." in mid-story */
    if (!numbered && (text_block_is_prose(block) || block->words > 12))
        return false;
    block->use = TEXT_CLUTTER;
    for (guint k = i + 1; k < page->blocks->len && k < i + 9; k++) {
        TextBlock *next = text_block(page, k);
        if (next->use != TEXT_OPEN)
            continue;
        if (!name_or_number(next) ||
            (next->alone && k < prose && !text_matches(&phone, next->text)))
            break;
        numbered |= text_matches(&phone, next->text);
        next->use = TEXT_CLUTTER;
    }
    return numbered;
}

static void set_issuer(TextPage *page, const char *name, gsize len, const char *rule)
{
    g_autofree char *issuer = ng_clean_text(name, (gssize)len);
    text_consider(page->article, "outlet", rule, issuer);
    if (page->article->outlet || !issuer)
        return;
    page->article->outlet = g_steal_pointer(&issuer);
    ng_article_set_provenance(page->article, "outlet", rule);
}

/* Lines over the headline that only name an office. */
static void read_letterhead(TextPage *page, TextBlock *block)
{
    static TextPattern release_of = {
        "^(?:press|news|media) (?:release|statement)s? (?:of|from|by) (?:the )?", NULL};
    int begin, end;
    g_autofree char *name = g_strdup(block->text);
    if (text_find(&release_of, name, 0, &begin, &end))
        memmove(name, name + end, strlen(name + end) + 1);
    if (text_find(&letterhead_tail, name, 0, &begin, &end) && begin > 0)
        name[begin] = '\0';
    /* Every word of it is a name's: a verb would make it a headline. */
    g_auto(GStrv) words = g_strsplit(name, " ", -1);
    guint n = 0;
    for (char **word = words; *word; word++, n++) {
        gunichar c = g_utf8_get_char(*word);
        static const char *const small[] = {"of", "the", "for", "and", "&", "", "de", "von"};
        bool allowed = g_unichar_isupper(c);
        for (gsize i = 0; i < G_N_ELEMENTS(small); i++)
            allowed |= strcmp(*word, small[i]) == 0;
        if (!allowed)
            return;
    }
    if (n > 8)
        return;
    set_issuer(page, name, strlen(name), "text:letterhead");
    block->use = TEXT_LETTERHEAD;
}

/* The lines over the headline in a page that says it is a release. */
static void read_letterheads(TextPage *page, guint prose)
{
    static TextPattern newsroom = {"\\b(?:news ?room|press (?:room|office|releases?))$", NULL};
    guint above = 0; /* lines that could be the headline, from here to the story */
    for (guint i = 0; i < prose && i < page->blocks->len; i++)
        above += text_block(page, i)->use == TEXT_OPEN && text_block(page, i)->words >= 4;
    for (guint i = 0; i < prose && i < page->blocks->len; i++) {
        TextBlock *block = text_block(page, i);
        if (block->use != TEXT_OPEN)
            continue;
        bool long_enough = block->words >= 4;
        above -= long_enough;
        if (above == 0 && !text_matches(&newsroom, block->text))
            return; /* it may be the headline itself */
        if (block->words >= 2 && block->words <= 8 && !block->capital && !block->ends &&
            text_matches(&letterhead, block->text))
            read_letterhead(page, block);
        /* under the headline stand decks, which may begin with an office as well */
        if (block->use == TEXT_OPEN && long_enough)
            return;
    }
}

static void mark_end(TextPage *page, guint i, guint prose)
{
    guint n = page->blocks->len;
    text_block(page, i)->use = TEXT_CLUTTER;
    if (i < prose || i + 12 < n)
        return; /* a rule inside the page, or much follows: notes to editors, the next release */
    for (guint k = i + 1; k < n; k++) {
        TextBlock *block = text_block(page, k);
        if (!text_block_is_prose(block) && block->use == TEXT_OPEN)
            block->use = TEXT_CLUTTER;
    }
}

/* "About Acme": whose statement it is, when it is one's. */
static void read_about(TextPage *page, guint prose)
{
    const TextBlock *only = NULL;
    for (guint i = prose; i + 1 < page->blocks->len; i++) {
        const TextBlock *block = text_block(page, i);
        if (block->use != TEXT_OPEN || block->words < 2 || block->words > 8 || block->ends ||
            !g_str_has_prefix(block->text, "About ") ||
            !text_block_is_prose(text_block(page, i + 1)))
            continue;
        if (only)
            return;
        only = block;
    }
    if (!only || !g_unichar_isupper(g_utf8_get_char(only->text + 6)))
        return;
    gsize len = only->len - 6 - (only->text[only->len - 1] == ':');
    set_issuer(page, only->text + 6, len, "text:about section");
}

typedef struct {
    bool release;  /* a line says that it is one */
    bool contacts; /* whom the press may call */
    bool ended;    /* ### */
    bool says;     /* "issued the following statement" */
    bool formula; /* "Sen. Jane Roe (D-Ore.) today announced": who issues it, in the third person */
} Signs;

/* Cuts "###" from the end of a paragraph it was run into. */
static bool cut_end_mark(TextBlock *block)
{
    gsize tail = block->len > 40 ? block->len - 40 : 0;
    while (tail > 0 && ((guchar)block->text[tail] & 0xc0) == 0x80)
        tail--;
    int begin, end;
    if (!text_find(&end_mark_behind, block->text + tail, 0, &begin, &end) ||
        tail + (gsize)begin == 0)
        return false;
    TextBlock *shorter = text_block_new(block->text, (gssize)(tail + (gsize)begin));
    if (!shorter)
        return false;
    shorter->alone = block->alone;
    shorter->bullet = block->bullet;
    shorter->cut = block->cut;
    shorter->use = block->use;
    TextBlock whole = *block;
    *block = *shorter;
    *shorter = whole;
    text_block_free(shorter);
    return true;
}

/* A release speaks of its issuer in the third person: "SEN. ROE OPENS ROAD / Sen. Jane Roe
 * (D-Ore.) today opened ...". Each of the three may stand in a newspaper too; two make it likely.
 */
static bool has_formula(const TextPage *page, guint prose)
{
    static TextPattern today = {
        "\\b(?:today|this "
        "(?:week|morning|afternoon))\\b.{0,40}\\b(?:announc|introduc|urg|call|prais|applaud|said|"
        "join|hail|express|sent|wrote|condemn|commend|unveil|releas|vot|cosponsor|co-sponsor|"
        "welcom|criticiz|"
        "question|ask|receiv|propos|secur|won|offer|support|thank|honor|launch|sign|appoint|report)"
        "\\w*|"
        "\\b(?:announced?|introduced|praised|applauded|urged|said|voted|launched|asked|called|"
        "welcomed|joined)\\b"
        ".{0,100}\\btoday\\b",
        NULL};
    /* party and state, or ticker, behind a name */
    static TextPattern tag = {
        "(?-i:\\((?:[DRI]|NYSE|NASDAQ|Nasdaq|LSE|TSX|ASX|FWB|Euronext)[ :-].{1,24}?\\)|"
        ", [DRI]-[A-Z][A-Za-z.]+,|\\b(?:Sen|Senator)\\b.{3,40}\\b[DRI] [A-Z][A-Za-z]\\b)",
        NULL};
    static TextPattern office = {"^(?:u\\.s\\. )?(?:sens?|reps?|gov)\\. ?[a-z]", NULL};
    const TextBlock *block = text_block(page, prose);
    g_autofree char *head = g_strndup(block->text, MIN(block->len, 420));
    for (gsize len = strlen(head); !g_utf8_validate(head, -1, NULL) && len > 0;)
        head[--len] = '\0';
    bool heads = false;
    for (guint i = 0; i < prose; i++)
        heads |= text_block(page, i)->len < TEXT_SHORT_BYTES &&
                 text_matches(&office, text_block(page, i)->text);
    return text_matches(&today, head) + text_matches(&tag, head) + heads >= 2;
}

static void read_signs(TextPage *page, guint prose, Signs *signs)
{
    /* "October 2016 News Releases": the list that the page belongs to. */
    static TextPattern list = {"^[a-z]+ \\d{4} (?:news|press) releases?$", NULL};
    guint n = page->blocks->len;
    for (guint i = 0; i < n; i++) {
        TextBlock *block = text_block(page, i);
        if (block->use == TEXT_DATE && text_matches(&release_begin, block->text)) {
            signs->release = true;
            if (i < prose)
                page->release = i;
        }
        if (block->use != TEXT_OPEN)
            continue;
        if (i + 6 >= n && i >= prose && block->words > 2)
            signs->ended |= cut_end_mark(block);
        if (block->len > TEXT_SHORT_BYTES)
            continue;
        if (i <= prose + 2 && block->words <= 14 && text_matches(&release_line, block->text)) {
            signs->release = true;
            block->use = TEXT_LETTERHEAD;
            if (i < prose)
                page->release = i;
            if (text_matches(&letterhead, block->text))
                read_letterhead(page, block);
            else if (g_str_has_suffix(block->text, " of") && i + 1 < prose)
                read_letterhead(page, text_block(page, i + 1));
        } else if ((i < prose || i * 2 >= n || i + 6 >= n) && mark_contacts(page, i, prose)) {
            signs->contacts = true;
        } else if (i < prose && only_names_and_numbers(block)) {
            signs->contacts = true;
            block->use = TEXT_CLUTTER;
        } else if (block->words <= 4 && text_matches(&list, block->text)) {
            signs->release = true;
            block->use = TEXT_CLUTTER;
        } else if (block->words <= 5 && text_matches(&end_mark, block->text)) {
            signs->ended |= i > prose;
            mark_end(page, i, prose);
        } else if (block->words <= 2 && i > prose && text_matches(&more_mark, block->text)) {
            block->use = TEXT_CLUTTER;
        } else {
            signs->release |= i <= prose && text_matches(&release_begin, block->text);
            signs->says |= i <= prose + 1 && text_matches(&issued, block->text);
        }
    }
}

void text_mark_statement(TextPage *page)
{
    NgArticle *article = page->article;
    Signs signs = {0};
    guint prose = text_first_prose(page);
    read_signs(page, prose, &signs);
    if (signs.release)
        read_letterheads(page, prose);
    prose = text_first_prose(page);
    if (prose < page->blocks->len)
        signs.formula = has_formula(page, prose);
    if (!signs.release && !signs.contacts && !signs.ended && !signs.says && !signs.formula)
        return;
    article->kind = NG_KIND_STATEMENT;
    /* A page's own word or a press contact makes sure. Newspapers quote statements and wires mark
     * their ends: of the weaker signs it takes two. */
    article->kind_given =
        signs.release || signs.contacts || (signs.ended + signs.says + signs.formula) >= 2;
    ng_article_set_provenance(article, "kind",
                              signs.release    ? "text:release line"
                              : signs.contacts ? "text:press contact"
                              : signs.ended    ? "text:end mark"
                              : signs.says     ? "text:issued statement"
                                               : "text:release formula");
    read_about(page, prose);
}
