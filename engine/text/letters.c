/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what a code point is to a word.
 * ASCII never comes here on the fast path. The alphabets that news is mostly written in are worked
 * out once, into one table, as far as they are met: a searcher that answers one question has no
 * time for all of them. Everything else is asked of GLib each time. */
#include "engine/text/letters.h"

#include <string.h>

/* Latin-1 to Cyrillic Supplement, then Latin Extended Additional and Greek Extended. */
enum { LOW_BEGIN = 0x80, LOW_END = 0x530, HIGH_BEGIN = 0x1E00, HIGH_END = 0x2000 };
enum { TABLE_SIZE = LOW_END - LOW_BEGIN + HIGH_END - HIGH_BEGIN };
/* Worked out together. */
enum { BLOCK_SIZE = 64, BLOCKS = (TABLE_SIZE + BLOCK_SIZE - 1) / BLOCK_SIZE };

typedef struct {
    uint16_t lower;
    uint16_t form[NG_FOLD_MAX];
    uint8_t kind;
    bool upper;
} Packed;

static Packed table[TABLE_SIZE];
static gsize block_ready[BLOCKS];

/* Letters that Unicode does not decompose and readers take for others; sorted. */
static const struct {
    uint16_t lower;
    uint16_t form[NG_FOLD_MAX];
} special[] = {
    {0x00AA, {'a'}},            /* feminine ordinal */
    {0x00B5, {0x03BC}},         /* micro sign is mu */
    {0x00BA, {'o'}},            /* masculine ordinal */
    {0x00DF, {'s', 's'}},       /* sharp s */
    {0x00E6, {'a', 'e'}},       /* ae */
    {0x00F0, {'d'}},            /* eth */
    {0x00F8, {'o'}},            /* o with stroke */
    {0x00FE, {'t', 'h'}},       /* thorn */
    {0x0111, {'d'}},            /* d with stroke */
    {0x0127, {'h'}},            /* h with stroke */
    {0x0131, {'i'}},            /* dotless i */
    {0x0133, {'i', 'j'}},       /* ij */
    {0x0138, {'k'}},            /* kra */
    {0x0140, {'l'}},            /* l with middle dot */
    {0x0142, {'l'}},            /* l with stroke */
    {0x0149, {'n'}},            /* n after apostrophe */
    {0x014B, {'n'}},            /* eng */
    {0x0153, {'o', 'e'}},       /* oe */
    {0x0167, {'t'}},            /* t with stroke */
    {0x017F, {'s'}},            /* long s */
    {0x0180, {'b'}},            /* b with stroke */
    {0x0192, {'f'}},            /* f with hook */
    {0x0247, {'e'}},            /* e with stroke */
    {0x03C2, {0x03C3}},         /* final sigma */
    {0x0450, {0x0435}},         /* ie with grave: a stress mark */
    {0x0451, {0x0435}},         /* yo */
    {0x045D, {0x0438}},         /* i with grave: a stress mark */
    {0x0587, {0x0565, 0x057E}}, /* Armenian ech yiwn ligature: ech, vew */
    {0x0622, {0x0627}},         /* alef with madda */
    {0x0623, {0x0627}},         /* alef with hamza above */
    {0x0625, {0x0627}},         /* alef with hamza below */
    {0x0629, {0x0647}},         /* teh marbuta */
    {0x0649, {0x064A}},         /* alef maksura */
    {0x0671, {0x0627}},         /* alef wasla */
    {0x06A9, {0x0643}},         /* keheh */
    {0x06CC, {0x064A}},         /* Farsi yeh */
};

static bool is_paired(uint32_t cp)
{
    if (cp < 0x0E01)
        return false;
    return cp <= 0x0EFF                      /* Thai, Lao */
           || (cp >= 0x1000 && cp <= 0x109F) /* Myanmar */
           || (cp >= 0x1780 && cp <= 0x17FF) /* Khmer */
           || cp == 0x3005 || cp == 0x3007 || (cp >= 0x3021 && cp <= 0x3029) ||
           (cp >= 0x3031 && cp <= 0x3035) || (cp >= 0x3041 && cp <= 0x312F) ||
           (cp >= 0x31A0 && cp <= 0x31BF) || (cp >= 0x31F0 && cp <= 0x31FF) ||
           (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x4E00 && cp <= 0x9FFF) ||
           (cp >= 0xAA60 && cp <= 0xAA7F) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0xFF66 && cp <= 0xFF9F) || (cp >= 0x1B000 && cp <= 0x1B16F) ||
           (cp >= 0x20000 && cp <= 0x3FFFD);
}

/* Marks that only say how a letter sounds, and go when folded; others (the vowels of Indian
 * scripts) are as much of the word as its letters. */
static bool is_shed(uint32_t cp)
{
    return (cp >= 0x0300 && cp <= 0x036F) || (cp >= 0x0483 && cp <= 0x0489) ||
           (cp >= 0x0591 && cp <= 0x05C7) || (cp >= 0x0610 && cp <= 0x061A) ||
           (cp >= 0x064B && cp <= 0x065F) || cp == 0x0670 || (cp >= 0x06D6 && cp <= 0x06ED) ||
           (cp >= 0x1AB0 && cp <= 0x1AFF) || (cp >= 0x1DC0 && cp <= 0x1DFF) ||
           (cp >= 0x20D0 && cp <= 0x20FF) || (cp >= 0xFE20 && cp <= 0xFE2F);
}

static NgCharKind kind_of(uint32_t cp)
{
    switch (cp) {
    case 0x00B4: /* acute accent, typed for one */
    case 0x02BC: /* modifier letter apostrophe */
    case 0x2018: /* left single quotation mark: between letters it can be nothing else */
    case 0x2019: /* right single quotation mark */
    case 0xFF07:
        return NG_CH_APOSTROPHE;
    case 0x2010: /* hyphen */
    case 0x2011: /* no-break hyphen */
    case 0xFF0D:
        return NG_CH_HYPHEN;
    case 0x00AD: /* soft hyphen */
    case 0x0640: /* Arabic tatweel stretches a word */
    case 0x05F3: /* Hebrew geresh and gershayim: inside acronyms */
    case 0x05F4:
        return NG_CH_VANISH;
    case 0x0085:
    case 0x200B: /* zero-width space: no width, but a space */
        return NG_CH_SPACE;
    }
    if (cp > 0x10FFFF)
        return NG_CH_OTHER;
    switch (g_unichar_type(cp)) {
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_LETTER_NUMBER:
        return is_paired(cp) ? NG_CH_PAIRED : NG_CH_LETTER;
    case G_UNICODE_DECIMAL_NUMBER:
        return NG_CH_DIGIT;
    case G_UNICODE_OTHER_NUMBER:
        /* CO2 with its 2 below the line; raised digits are mostly footnotes */
        return cp >= 0x2080 && cp <= 0x2089 ? NG_CH_DIGIT : NG_CH_OTHER;
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
        return cp >= 0xFE00 && cp <= 0xFE0F ? NG_CH_VANISH : NG_CH_MARK;
    case G_UNICODE_FORMAT:
        return cp == 0xFEFF || (cp >= 0x200C && cp <= 0x206F) ? NG_CH_VANISH : NG_CH_OTHER;
    case G_UNICODE_CONTROL:
        return NG_CH_OTHER;
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
        return NG_CH_SPACE;
    default:
        return NG_CH_OTHER;
    }
}

static bool fold_special(uint32_t cp, uint32_t *form)
{
    size_t low = 0, high = G_N_ELEMENTS(special);
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (special[mid].lower < cp)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == G_N_ELEMENTS(special) || special[low].lower != cp)
        return false;
    for (int i = 0; i < NG_FOLD_MAX; i++)
        form[i] = special[low].form[i];
    return true;
}

static bool sheds_diacritics(uint32_t cp)
{
    return cp < 0x0400 || (cp >= 0x1E00 && cp <= 0x1FFF) || (cp >= 0x2C60 && cp <= 0x2C7F);
}

static NgLetter work_out(uint32_t cp)
{
    NgLetter l = {.lower = cp, .form = {cp}, .kind = (uint8_t)kind_of(cp)};
    if (l.kind == NG_CH_DIGIT) {
        if (cp >= 0x2080 && cp <= 0x2089)
            l.lower = '0' + (cp - 0x2080);
        else
            l.lower = '0' + (uint32_t)g_unichar_digit_value(cp);
        l.form[0] = l.lower;
        return l;
    }
    if (l.kind == NG_CH_MARK) {
        if (is_shed(cp))
            l.form[0] = 0;
        return l;
    }
    if (l.kind != NG_CH_LETTER && l.kind != NG_CH_PAIRED)
        return l;
    if (cp >= 0xFB00) { /* ligatures, full and half width, Arabic shapes: as the plain letter */
        gunichar plain[18];
        gsize n = g_unichar_fully_decompose(cp, TRUE, plain, G_N_ELEMENTS(plain));
        if (n > 1 && n <= NG_FOLD_MAX && l.kind == NG_CH_LETTER) {
            for (gsize i = 0; i < n; i++)
                l.form[i] = g_unichar_tolower(plain[i]);
            return l;
        }
        if (n == 1)
            cp = plain[0];
    }
    l.upper = g_unichar_isupper(cp) || g_unichar_istitle(cp);
    l.lower = g_unichar_tolower(cp);
    l.form[0] = l.lower;
    if (l.kind == NG_CH_PAIRED || fold_special(l.lower, l.form))
        return l;
    if (sheds_diacritics(l.lower)) {
        gunichar parts[18];
        gsize n = g_unichar_fully_decompose(l.lower, FALSE, parts, G_N_ELEMENTS(parts));
        if (n > 1 && !fold_special(parts[0], l.form))
            l.form[0] = parts[0];
    }
    return l;
}

static void build_block(unsigned block)
{
    unsigned begin = block * BLOCK_SIZE;
    for (unsigned i = begin; i < MIN(begin + BLOCK_SIZE, TABLE_SIZE); i++) {
        unsigned low = LOW_END - LOW_BEGIN;
        uint32_t cp = (uint32_t)(i < low ? LOW_BEGIN + i : HIGH_BEGIN + i - low);
        NgLetter l = work_out(cp);
        table[i] = (Packed) {.lower = (uint16_t)l.lower, .kind = l.kind, .upper = l.upper};
        for (int k = 0; k < NG_FOLD_MAX; k++)
            table[i].form[k] = (uint16_t)l.form[k];
    }
}

NgLetter ng_letter_beyond(uint32_t cp)
{
    unsigned at;

    if (cp >= LOW_BEGIN && cp < LOW_END)
        at = cp - LOW_BEGIN;
    else if (cp >= HIGH_BEGIN && cp < HIGH_END)
        at = cp - HIGH_BEGIN + LOW_END - LOW_BEGIN;
    else if (cp >= 0xAC00 && cp <= 0xD7A3) /* Hangul syllables */
        return (NgLetter) {.lower = cp, .form = {cp}, .kind = NG_CH_LETTER};
    else if (cp >= 0x4E00 && cp <= 0x9FFF) /* the commonest Han */
        return (NgLetter) {.lower = cp, .form = {cp}, .kind = NG_CH_PAIRED};
    else
        return work_out(cp);

    gsize *ready = &block_ready[at / BLOCK_SIZE];
    if (g_once_init_enter(ready)) {
        build_block(at / BLOCK_SIZE);
        g_once_init_leave(ready, 1);
    }
    const Packed *p = &table[at];
    return (NgLetter) {.lower = p->lower,
                       .form = {p->form[0], p->form[1], p->form[2]},
                       .kind = p->kind,
                       .upper = p->upper};
}
