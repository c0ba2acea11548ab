/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: ISO 639-1 with the codes of ISO 639-2, from the public code tables of the standard. */
#include "engine/text/tags.h"
#include "nutgraf/stem.h"

#include <string.h>

typedef struct {
    const char *code;     /* ISO 639-1 */
    const char *three;    /* ISO 639-2/T */
    const char *other;    /* ISO 639-2/B, where it differs */
    const char *names;    /* in lower case, separated by |; first the English one */
    const char *snowball; /* NULL: Snowball has none */
} Language;

/* Sorted by code. */
static const Language languages[] = {
    {"aa", "aar", NULL, "afar", NULL},
    {"ab", "abk", NULL, "abkhazian|abkhaz", NULL},
    {"ae", "ave", NULL, "avestan", NULL},
    {"af", "afr", NULL, "afrikaans", NULL},
    {"ak", "aka", NULL, "akan", NULL},
    {"am", "amh", NULL, "amharic", NULL},
    {"an", "arg", NULL, "aragonese", NULL},
    {"ar", "ara", NULL, "arabic", "arabic"},
    {"as", "asm", NULL, "assamese", NULL},
    {"av", "ava", NULL, "avaric|avar", NULL},
    {"ay", "aym", NULL, "aymara", NULL},
    {"az", "aze", NULL, "azerbaijani|azeri", NULL},
    {"ba", "bak", NULL, "bashkir", NULL},
    {"be", "bel", NULL, "belarusian|belarussian", NULL},
    {"bg", "bul", NULL, "bulgarian", NULL},
    {"bi", "bis", NULL, "bislama", NULL},
    {"bm", "bam", NULL, "bambara", NULL},
    {"bn", "ben", NULL, "bengali|bangla", NULL},
    {"bo", "bod", "tib", "tibetan", NULL},
    {"br", "bre", NULL, "breton", NULL},
    {"bs", "bos", NULL, "bosnian", NULL},
    {"ca", "cat", NULL, "catalan|valencian|català", "catalan"},
    {"ce", "che", NULL, "chechen", NULL},
    {"ch", "cha", NULL, "chamorro", NULL},
    {"co", "cos", NULL, "corsican", NULL},
    {"cr", "cre", NULL, "cree", NULL},
    {"cs", "ces", "cze", "czech|čeština", NULL},
    {"cu", "chu", NULL, "church slavic|church slavonic", NULL},
    {"cv", "chv", NULL, "chuvash", NULL},
    {"cy", "cym", "wel", "welsh", NULL},
    {"da", "dan", NULL, "danish|dansk", "danish"},
    {"de", "deu", "ger", "german|deutsch", "german"},
    {"dv", "div", NULL, "divehi|dhivehi|maldivian", NULL},
    {"dz", "dzo", NULL, "dzongkha", NULL},
    {"ee", "ewe", NULL, "ewe", NULL},
    {"el", "ell", "gre", "greek|modern greek|ελληνικά", "greek"},
    {"en", "eng", NULL, "english", "english"},
    {"eo", "epo", NULL, "esperanto", NULL},
    {"es", "spa", NULL, "spanish|castilian|español|castellano", "spanish"},
    {"et", "est", NULL, "estonian", NULL},
    {"eu", "eus", "baq", "basque|euskara", "basque"},
    {"fa", "fas", "per", "persian|farsi", NULL},
    {"ff", "ful", NULL, "fulah|fula", NULL},
    {"fi", "fin", NULL, "finnish|suomi", "finnish"},
    {"fj", "fij", NULL, "fijian", NULL},
    {"fo", "fao", NULL, "faroese", NULL},
    {"fr", "fra", "fre", "french|français", "french"},
    {"fy", "fry", NULL, "western frisian|frisian", NULL},
    {"ga", "gle", NULL, "irish|irish gaelic|gaeilge", "irish"},
    {"gd", "gla", NULL, "scottish gaelic|gaelic", NULL},
    {"gl", "glg", NULL, "galician", NULL},
    {"gn", "grn", NULL, "guarani", NULL},
    {"gu", "guj", NULL, "gujarati", NULL},
    {"gv", "glv", NULL, "manx", NULL},
    {"ha", "hau", NULL, "hausa", NULL},
    {"he", "heb", NULL, "hebrew", NULL},
    {"hi", "hin", NULL, "hindi", "hindi"},
    {"ho", "hmo", NULL, "hiri motu", NULL},
    {"hr", "hrv", "scr", "croatian", NULL},
    {"ht", "hat", NULL, "haitian|haitian creole", NULL},
    {"hu", "hun", NULL, "hungarian|magyar", "hungarian"},
    {"hy", "hye", "arm", "armenian", "armenian"},
    {"hz", "her", NULL, "herero", NULL},
    {"ia", "ina", NULL, "interlingua", NULL},
    {"id", "ind", NULL, "indonesian|bahasa indonesia", "indonesian"},
    {"ie", "ile", NULL, "interlingue|occidental", NULL},
    {"ig", "ibo", NULL, "igbo", NULL},
    {"ii", "iii", NULL, "sichuan yi|nuosu", NULL},
    {"ik", "ipk", NULL, "inupiaq", NULL},
    {"io", "ido", NULL, "ido", NULL},
    {"is", "isl", "ice", "icelandic", NULL},
    {"it", "ita", NULL, "italian|italiano", "italian"},
    {"iu", "iku", NULL, "inuktitut", NULL},
    {"ja", "jpn", NULL, "japanese", NULL},
    {"jv", "jav", NULL, "javanese", NULL},
    {"ka", "kat", "geo", "georgian", NULL},
    {"kg", "kon", NULL, "kongo", NULL},
    {"ki", "kik", NULL, "kikuyu", NULL},
    {"kj", "kua", NULL, "kuanyama", NULL},
    {"kk", "kaz", NULL, "kazakh", NULL},
    {"kl", "kal", NULL, "kalaallisut|greenlandic", NULL},
    {"km", "khm", NULL, "khmer|cambodian", NULL},
    {"kn", "kan", NULL, "kannada", NULL},
    {"ko", "kor", NULL, "korean", NULL},
    {"kr", "kau", NULL, "kanuri", NULL},
    {"ks", "kas", NULL, "kashmiri", NULL},
    {"ku", "kur", NULL, "kurdish", NULL},
    {"kv", "kom", NULL, "komi", NULL},
    {"kw", "cor", NULL, "cornish", NULL},
    {"ky", "kir", NULL, "kirghiz|kyrgyz", NULL},
    {"la", "lat", NULL, "latin", NULL},
    {"lb", "ltz", NULL, "luxembourgish", NULL},
    {"lg", "lug", NULL, "ganda|luganda", NULL},
    {"li", "lim", NULL, "limburgan|limburgish", NULL},
    {"ln", "lin", NULL, "lingala", NULL},
    {"lo", "lao", NULL, "lao", NULL},
    {"lt", "lit", NULL, "lithuanian|lietuvių", "lithuanian"},
    {"lu", "lub", NULL, "luba-katanga", NULL},
    {"lv", "lav", NULL, "latvian", NULL},
    {"mg", "mlg", NULL, "malagasy", NULL},
    {"mh", "mah", NULL, "marshallese", NULL},
    {"mi", "mri", "mao", "maori|māori", NULL},
    {"mk", "mkd", "mac", "macedonian", NULL},
    {"ml", "mal", NULL, "malayalam", NULL},
    {"mn", "mon", NULL, "mongolian", NULL},
    {"mr", "mar", NULL, "marathi", NULL},
    {"ms", "msa", "may", "malay", NULL},
    {"mt", "mlt", NULL, "maltese", NULL},
    {"my", "mya", "bur", "burmese", NULL},
    {"na", "nau", NULL, "nauru|nauruan", NULL},
    {"nd", "nde", NULL, "north ndebele", NULL},
    {"ne", "nep", NULL, "nepali", "nepali"},
    {"ng", "ndo", NULL, "ndonga", NULL},
    {"nl", "nld", "dut", "dutch|flemish|nederlands", "dutch"},
    {"no", "nor", NULL, "norwegian|norsk", "norwegian"},
    {"nr", "nbl", NULL, "south ndebele", NULL},
    {"nv", "nav", NULL, "navajo", NULL},
    {"ny", "nya", NULL, "chichewa|chewa|nyanja", NULL},
    {"oc", "oci", NULL, "occitan", NULL},
    {"oj", "oji", NULL, "ojibwa", NULL},
    {"om", "orm", NULL, "oromo", NULL},
    {"or", "ori", NULL, "oriya|odia", NULL},
    {"os", "oss", NULL, "ossetian|ossetic", NULL},
    {"pa", "pan", NULL, "punjabi|panjabi", NULL},
    {"pi", "pli", NULL, "pali", NULL},
    {"pl", "pol", NULL, "polish|polski", NULL},
    {"ps", "pus", NULL, "pashto|pushto", NULL},
    {"pt", "por", NULL, "portuguese|português", "portuguese"},
    {"qu", "que", NULL, "quechua", NULL},
    {"rm", "roh", NULL, "romansh", NULL},
    {"rn", "run", NULL, "rundi|kirundi", NULL},
    {"ro", "ron", "rum", "romanian|moldavian|moldovan|română", "romanian"},
    {"ru", "rus", NULL, "russian|русский", "russian"},
    {"rw", "kin", NULL, "kinyarwanda", NULL},
    {"sa", "san", NULL, "sanskrit", NULL},
    {"sc", "srd", NULL, "sardinian", NULL},
    {"sd", "snd", NULL, "sindhi", NULL},
    {"se", "sme", NULL, "northern sami", NULL},
    {"sg", "sag", NULL, "sango", NULL},
    {"si", "sin", NULL, "sinhala|sinhalese", NULL},
    {"sk", "slk", "slo", "slovak", NULL},
    {"sl", "slv", NULL, "slovenian|slovene", NULL},
    {"sm", "smo", NULL, "samoan", NULL},
    {"sn", "sna", NULL, "shona", NULL},
    {"so", "som", NULL, "somali", NULL},
    {"sq", "sqi", "alb", "albanian", NULL},
    {"sr", "srp", "scc", "serbian|српски", "serbian"},
    {"ss", "ssw", NULL, "swati", NULL},
    {"st", "sot", NULL, "southern sotho|sotho", NULL},
    {"su", "sun", NULL, "sundanese", NULL},
    {"sv", "swe", NULL, "swedish|svenska", "swedish"},
    {"sw", "swa", NULL, "swahili|kiswahili", NULL},
    {"ta", "tam", NULL, "tamil", "tamil"},
    {"te", "tel", NULL, "telugu", NULL},
    {"tg", "tgk", NULL, "tajik", NULL},
    {"th", "tha", NULL, "thai", NULL},
    {"ti", "tir", NULL, "tigrinya", NULL},
    {"tk", "tuk", NULL, "turkmen", NULL},
    {"tl", "tgl", NULL, "tagalog", NULL},
    {"tn", "tsn", NULL, "tswana", NULL},
    {"to", "ton", NULL, "tonga|tongan", NULL},
    {"tr", "tur", NULL, "turkish|türkçe", "turkish"},
    {"ts", "tso", NULL, "tsonga", NULL},
    {"tt", "tat", NULL, "tatar", NULL},
    {"tw", "twi", NULL, "twi", NULL},
    {"ty", "tah", NULL, "tahitian", NULL},
    {"ug", "uig", NULL, "uighur|uyghur", NULL},
    {"uk", "ukr", NULL, "ukrainian|українська", NULL},
    {"ur", "urd", NULL, "urdu", NULL},
    {"uz", "uzb", NULL, "uzbek", NULL},
    {"ve", "ven", NULL, "venda", NULL},
    {"vi", "vie", NULL, "vietnamese", NULL},
    {"vo", "vol", NULL, "volapük", NULL},
    {"wa", "wln", NULL, "walloon", NULL},
    {"wo", "wol", NULL, "wolof", NULL},
    {"xh", "xho", NULL, "xhosa", NULL},
    {"yi", "yid", NULL, "yiddish", "yiddish"},
    {"yo", "yor", NULL, "yoruba", NULL},
    {"za", "zha", NULL, "zhuang", NULL},
    {"zh", "zho", "chi", "chinese|mandarin|中文", NULL},
    {"zu", "zul", NULL, "zulu", NULL},
};

/* Withdrawn codes, and those of one language under two (Bokmål and Nynorsk share a stemmer and a
 * press), with the code that stands for them here. */
static const struct {
    const char *code, *use;
} others[] = {
    {"nb", "no"},  {"nn", "no"},  {"nob", "no"}, {"nno", "no"},     {"bokmål", "no"},
    {"iw", "he"},  {"in", "id"},  {"ji", "yi"},  {"jw", "jv"},      {"mo", "ro"},
    {"mol", "ro"}, {"sh", "sr"},  {"fil", "tl"}, {"cmn", "zh"},     {"yue", "zh"},
    {"arb", "ar"}, {"pes", "fa"}, {"prs", "fa"}, {"nynorsk", "no"}, {"filipino", "tl"},
    {"zsm", "ms"}, {"ekk", "et"}, {"lvs", "lv"}, {"npi", "ne"},
};

static const Language *by_code(const char *code)
{
    gsize low = 0, high = G_N_ELEMENTS(languages);
    while (low < high) {
        gsize mid = (low + high) / 2;
        int order = strcmp(code, languages[mid].code);
        if (order == 0)
            return &languages[mid];
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}

static gboolean has_name(const char *names, const char *name)
{
    gsize len = strlen(name);
    for (const char *p = names; p; p = strchr(p, '|'), p = p ? p + 1 : NULL)
        if (!strncmp(p, name, len) && (p[len] == '|' || p[len] == '\0'))
            return TRUE;
    return FALSE;
}

static const Language *find(const char *tag)
{
    enum { LONGEST_TAG = 64 };
    if (!tag || !*tag || strlen(tag) > LONGEST_TAG || strchr(tag, '|') ||
        !g_utf8_validate(tag, -1, NULL))
        return NULL;
    g_autofree char *lower = g_utf8_strdown(tag, -1);
    g_strstrip(lower);
    for (gsize i = 0; i < G_N_ELEMENTS(languages); i++)
        if (has_name(languages[i].names, lower))
            return &languages[i];

    /* the primary subtag of en-US, zh_Hant, pt_BR.UTF-8 */
    gsize len = strcspn(lower, "-_.@");
    if (len < 2 || (lower[len] && !g_ascii_isalnum(lower[len + 1])))
        return NULL;
    lower[len] = '\0';
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if (!strcmp(others[i].code, lower))
            return by_code(others[i].use);
    if (len == 2)
        return by_code(lower);
    for (gsize i = 0; len == 3 && i < G_N_ELEMENTS(languages); i++)
        if (!strcmp(languages[i].three, lower) || !g_strcmp0(languages[i].other, lower))
            return &languages[i];
    return NULL;
}

const char *ng_language_normalise(const char *tag)
{
    const Language *language = find(tag);
    return language ? language->code : NULL;
}

const char *ng_language_snowball(const char *tag)
{
    const Language *language = tag && strlen(tag) == 2 ? by_code(tag) : NULL;
    if (!language)
        language = find(tag);
    return language ? language->snowball : NULL;
}

const char *ng_language_constant(const char *code)
{
    const Language *language = by_code(code);
    return language ? language->code : NULL;
}
