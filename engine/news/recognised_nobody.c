/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: words with capitals that name nobody after all: faiths, jargon, letters that stand for
 * plain words, numerals; laws, prizes and rates. */
#include "engine/news/recognised_nobody.h"

#include <string.h>

/* Faiths, parties' followers, jargon: words with capitals that name no actor. Those who mark names
 * in text call most of them "other", and news has more of them than the text learned from. */
static const char never_names[] =
    "muslim muslims christian christians jew jews jewish hispanic hispanics latino latinos latina "
    "latinas hindu hindus sikh sikhs catholic catholics protestant protestants evangelical "
    "evangelicals islam islamic islamist islamists sunni sunnis shia shiite shiites nazi nazis "
    "marxist marxists maoist maoists communist communists socialist socialists republican "
    "republicans democrat democrats democratic libertarian libertarians tory tories millennial "
    "millennials arab arabs asian asians african africans european europeans caucasian god lord "
    "bible quran koran internet web ceo cfo coo cto svp evp vp phd mba md rn esq faq html xml css "
    "api apis jpg jpeg png gif sql json yaml csv php cpu gpu ram ssd nfc irc imei os vm vms vat "
    "usd "
    "eur gbp llb ba bsc msc fomo wwi wwii msp msps mssp mssps saas b2b python linux android java "
    "javascript ruby docker unicode unix wordpress pdf url usb cd dvd tv pc pcs ai it gdp cpi ppi "
    "eps interbank libor libid euribor ip adr adrs ipo ipos etf etfs lbo llc inc "
    "ltd dna rna hiv "
    "aids covid covid-19 zika ebola lgbt lgbtq ptsd adhd iq id ids pin sms gps wi-fi wifi ok oh am "
    "pm est edt cst cdt mst pst pdt gmt utc et pt ct mr mrs ms dr abstract advertisement related "
    "h.r hr p.l fy photo video update updated exclusive breaking watch read more i'm i've i'd i'll "
    "im ive";

enum { RATE_WORDS = 2 }; /* "Offered Rate" */

static bool never_a_name(const NgReading *r, uint32_t i)
{
    static gsize made = 0;
    if (g_once_init_enter(&made)) {
        GHashTable *table = g_hash_table_new(g_int64_hash, g_int64_equal);
        g_auto(GStrv) words = g_strsplit(never_names, " ", -1);
        for (guint k = 0; words[k]; k++) {
            uint64_t key = ng_word_key(words[k], strlen(words[k]));
            g_hash_table_add(table, g_memdup2(&key, sizeof key));
        }
        g_once_init_leave(&made, (gsize)table);
    }
    return g_hash_table_contains((GHashTable *)made, &r->words[i].key);
}

/* MSPs, VARs: several of a kind. */
static bool is_plural_letters(const NgReading *r, const NgPart *part, uint32_t i)
{
    const NgWord *word = &r->words[i];
    const char *text = part->paragraph->text;
    uint32_t n = word->end - word->begin;
    if (n < 3 || text[word->end - 1] != 's')
        return false;
    for (uint32_t k = word->begin; k + 1 < word->end; k++)
        if (!g_ascii_isupper(text[k]))
            return false;
    return true;
}

/* "industrial control systems (ICS)": letters that stand for plain words. */
static bool stands_for_plain_words(const NgReading *r, const NgPart *part, uint32_t i)
{
    const NgWord *word = &r->words[i];
    const char *text = part->paragraph->text;
    uint32_t n = word->end - word->begin, lower = 0;
    if (!(word->flags & NG_WORD_AFTER_OPEN) || n < 2 || n > 8 || i < part->first + n)
        return false;
    for (uint32_t k = 0; k < n; k++) {
        const NgWord *at = &r->words[i - n + k];
        if (g_ascii_toupper(text[at->begin]) != g_ascii_toupper(text[word->begin + k]))
            return false;
        lower += at->flags & NG_WORD_LOWER ? 1 : 0;
    }
    return lower * 2 > n;
}

/* II, XIV; B; a heading of one word in capitals. */
static bool is_numeral(const NgReading *r, const NgPart *part, uint32_t i)
{
    const NgWord *word = &r->words[i];
    uint32_t n = word->end - word->begin;
    if (n == 1 || (part->shouted && part->last - part->first == 1))
        return true;
    for (uint32_t k = word->begin; k < word->end; k++)
        if (!strchr("IVX", part->paragraph->text[k]))
            return false;
    return true;
}

bool ng_word_names_nobody(const NgReading *r, const NgPart *part, uint32_t i,
                          const NgPlainLetters *plain)
{
    for (uint32_t k = 0; k < plain->n; k++)
        if (plain->key[k] == r->words[i].key)
            return true;
    if (ng_word_is(r, part, i, "ill") && part->paragraph->text[r->words[i].end] != '.')
        return true; /* "I'll", that has lost its mark; Illinois is "Ill." */
    return never_a_name(r, i) || is_plural_letters(r, part, i) || is_numeral(r, part, i);
}

/* London Interbank, of the London Interbank Offered Rate. */
static bool goes_on_as_rate(const NgReading *r, uint32_t last)
{
    static const char *const rates[] = {"rate", "rates", NULL};
    for (uint32_t i = last; i < MIN(r->n_words, last + RATE_WORDS); i++) {
        if (!ng_reading_joined(r, i) || !(r->words[i].flags & NG_WORD_CAPITAL))
            return false;
        if (ng_word_is_any(r, i, rates))
            return true;
    }
    return false;
}

bool ng_words_name_paper(const NgReading *r, uint32_t first, uint32_t last)
{
    static const char *const papers[] = {"act",    "acts",   "amendment", "bill",        "bills",
                                         "grant",  "grants", "award",     "awards",      "prize",
                                         "prizes", "medal",  "treaty",    "scholarship", NULL};
    return last - first > 1 && (ng_word_is_any(r, last - 1, papers) || goes_on_as_rate(r, last));
}

void ng_plain_letters_find(NgPlainLetters *plain, const NgReading *r, const GArray *names)
{
    for (guint i = 0; i < names->len && plain->n < NG_PLAIN_LETTERS; i++) {
        const NgRecognised *seen = &g_array_index(names, NgRecognised, i);
        const NgWord *word = &r->words[seen->first];
        if (seen->last - seen->first == 1 && word->flags & NG_WORD_SHOUTED && !word->found &&
            stands_for_plain_words(r, ng_reading_part(r, seen->part), seen->first))
            plain->key[plain->n++] = word->key;
    }
}

/* The two letters of one of the United States. */
static bool is_state(const char *letters)
{
    static const char states[] =
        "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI "
        "MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT "
        "VT VA WA WV WI WY ";
    for (const char *state = states; *state; state += 3)
        if (g_ascii_strncasecmp(state, letters, 2) == 0)
            return true;
    return false;
}

uint32_t ng_behind_rank(const NgReading *r, uint32_t first, uint32_t last)
{
    static const char *const rank[] = {"ranking", NULL};
    static const char *const members[] = {"member", "republican", "democrat", NULL};
    /* The recogniser may take the rank's second word for the name's first. */
    uint32_t member = first > 0 && ng_word_is_any(r, first - 1, rank) ? first : first + 1;
    bool ranks = member + 1 < last && ng_word_is_any(r, member - 1, rank) &&
                 ng_word_is_any(r, member, members);
    return ranks ? member + 1 : first;
}

uint32_t ng_words_before_party(const NgReading *r, const NgPart *part, uint32_t first,
                               uint32_t last)
{
    if (last - first < 2)
        return last;
    const NgWord *letter = &r->words[last - 2], *state = &r->words[last - 1];
    const char *text = part->paragraph->text;
    /* "D N J" */
    if (last - first > 2 && state->end - state->begin == 1 && letter->end - letter->begin == 1) {
        const NgWord *party = &r->words[last - 3];
        char letters[] = {text[letter->begin], text[state->begin], 0};
        if (party->end - party->begin == 1 && strchr("RDI", text[party->begin]) &&
            text[party->end] == ' ' && is_state(letters))
            return last - 3;
    }
    bool label = letter->end - letter->begin == 1 && strchr("RDI", text[letter->begin]) &&
                 text[letter->end] == ' ' && state->end - state->begin == 2 &&
                 state->flags & NG_WORD_CAPITAL && is_state(text + state->begin);
    return label ? last - 2 : last;
}
