/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the engine says about a query, in the reader's language. The engine speaks English, for it
 * also speaks to terminals and programs; the page finds its sentence in this table. What is not in
 * it stays English, and is marked as such. */
#include "words.h"

#include <string.h>

#define PARTS_MAX 4u

typedef struct {
    const char *en, *de, *fr;
} Message;

/* Before : ; ? ! French has a space that does not break. */
#define _ "\xC2\xA0"

/* The longer of two that begin alike stands first. */
static const Message messages[] = {
    {"this quotation mark is never closed", "dieses Anführungszeichen wird nie geschlossen",
     "ce guillemet n’est jamais fermé"},
    {"this bracket is never closed", "diese Klammer wird nie geschlossen",
     "cette parenthèse n’est jamais fermée"},
    {"this bracket was never opened", "diese Klammer wurde nie geöffnet",
     "cette parenthèse n’a jamais été ouverte"},
    {"there is nothing in these brackets", "in diesen Klammern steht nichts",
     "il n’y a rien entre ces parenthèses"},
    {"more than {0} levels of brackets", "mehr als {0} Klammern ineinander",
     "plus de {0} parenthèses imbriquées"},
    {"* stands only at the end of a word, as in audit*",
     "* steht nur am Ende eines Wortes, wie in audit*",
     "* ne se place qu’à la fin d’un mot, comme dans audit*"},
    {"= and * cannot both stand at one word", "= und * können nicht beide an einem Wort stehen",
     "= et * ne peuvent pas accompagner le même mot"},
    {"* needs at least 3 letters before it", "vor * stehen mindestens 3 Buchstaben",
     "il faut au moins 3 lettres avant *"},
    {"more than {0} words with *", "mehr als {0} Wörter mit *", "plus de {0} mots avec *"},
    {"{0}* stands for more than {1} different words; write more letters",
     "{0}* steht für mehr als {1} verschiedene Wörter; schreiben Sie mehr Buchstaben",
     "{0}* représente plus de {1} mots différents" _ "; écrivez plus de lettres"},
    {"{0}: is known, but this version cannot search by it yet",
     "{0}: ist bekannt, aber diese Version kann noch nicht danach suchen",
     "{0}: est connu, mais cette version ne sait pas encore chercher ainsi"},
    {"undated: takes no value", "undated: nimmt keinen Wert", "undated: ne prend pas de valeur"},
    {"no field \"{0}\"; did you mean \"{1}\"?", "kein Feld „{0}“; meinten Sie „{1}“?",
     "pas de champ «" _ "{0}" _ "»" _ "; vouliez-vous dire «" _ "{1}" _ "»" _ "?"},
    {"no field \"{0}\"", "kein Feld „{0}“", "pas de champ «" _ "{0}" _ "»"},
    {"{0}: needs a value right after the colon", "{0}: braucht gleich hinter sich einen Wert",
     "{0}: attend une valeur juste après les deux points"},
    {"only OR can stand between values of {0}:", "zwischen Werten von {0}: kann nur OR stehen",
     "entre les valeurs de {0}: seul OR est possible"},
    {"{0}: cannot stand inside {1}:", "{0}: kann nicht in {1}: stehen",
     "{0}: ne peut pas se trouver dans {1}:"},
    {"kind: is article or statement", "kind: ist article oder statement",
     "kind: est article ou statement"},
    {"this operator needs a number from 1 on, as in {0}",
     "dieser Operator braucht eine Zahl ab 1, wie in {0}",
     "cet opérateur attend un nombre à partir de 1, comme dans {0}"},
    {"atleast needs brackets, as in atleast3(audit)",
     "atleast braucht Klammern, wie in atleast3(audit)",
     "atleast attend des parenthèses, comme dans atleast3(audit)"},
    {"atleast takes a word, a phrase or an OR of these",
     "atleast nimmt ein Wort, eine Wortfolge oder ein OR davon",
     "atleast prend un mot, une expression ou un OR de ceux-ci"},
    {"a word is missing here", "hier fehlt ein Wort", "il manque un mot ici"},
    {"there is no word here", "hier steht kein Wort", "il n’y a pas de mot ici"},
    {"there is no word to search for", "es gibt kein Wort, nach dem zu suchen wäre",
     "il n’y a pas de mot à chercher"},
    {"{0} needs something after it", "hinter {0} fehlt etwas", "il manque quelque chose après {0}"},
    {"{0} needs something on both sides", "{0} braucht etwas auf beiden Seiten",
     "{0} attend quelque chose des deux côtés"},
    {"{0} takes words, phrases and OR groups on either side",
     "neben {0} stehen Wörter, Wortfolgen und Gruppen mit OR",
     "de chaque côté de {0} se placent des mots, des expressions et des groupes avec OR"},
    {"SAME takes words, phrases and groups of these on either side",
     "neben SAME stehen Wörter, Wortfolgen und Gruppen davon",
     "de chaque côté de SAME se placent des mots, des expressions et des groupes de ceux-ci"},
    {"more than {0} operators in a row", "mehr als {0} Operatoren hintereinander",
     "plus de {0} opérateurs de suite"},
    {"{0} reaches too far; {1} is the most", "{0} reicht zu weit; höchstens {1}",
     "{0} va trop loin" _ "; au plus {1}"},
    {"more than {0} phrases and proximity operators",
     "mehr als {0} Wortfolgen und Operatoren der Nähe",
     "plus de {0} expressions et opérateurs de proximité"},
    {"a phrase of more than {0} words", "eine Folge von mehr als {0} Wörtern",
     "une expression de plus de {0} mots"},
    {"more than {0} words without operators: any of them counts, the more the better",
     "mehr als {0} Wörter ohne Operatoren: jedes zählt, je mehr desto besser",
     "plus de {0} mots sans opérateur" _ ": chacun compte, le plus possible"},
    {"more than {0} words", "mehr als {0} Wörter", "plus de {0} mots"},
    {"the query is longer than {0} bytes", "die Anfrage ist länger als {0} Bytes",
     "la requête dépasse {0} octets"},
    {"this word has too many parts to stand beside an operator",
     "dieses Wort hat zu viele Teile, um neben einem Operator zu stehen",
     "ce mot a trop de parties pour accompagner un opérateur"},
    {"this cannot be searched", "danach lässt sich nicht suchen", "cela ne peut pas être cherché"},
    {"\"or\" was searched for as a word; for either of two write OR",
     "„or“ wurde als Wort gesucht; für eines von zweien schreiben Sie OR",
     "«" _ "or" _ "» a été cherché comme mot" _ "; pour l’un des deux, écrivez OR"},
    {"read as prose, operators as words: any of the words counts, the more the better",
     "als Text gelesen, Operatoren als Wörter: jedes Wort zählt, je mehr desto besser",
     "lu comme du texte, opérateurs compris" _ ": chaque mot compte, le plus possible"},
    {"of {0} different words the {1} rarest count",
     "von {0} verschiedenen Wörtern zählen die {1} seltensten",
     "sur {0} mots différents, les {1} plus rares comptent"},
    {"\"{0}\" can be read in two ways; write {1} or {2}",
     "„{0}“ kann man auf zwei Weisen lesen; schreiben Sie {1} oder {2}",
     "«" _ "{0}" _ "» se lit de deux façons" _ "; écrivez {1} ou {2}"},
    {"\"{0}\" is no date; write {1}", "„{0}“ ist kein Datum; schreiben Sie {1}",
     "«" _ "{0}" _ "» n’est pas une date" _ "; écrivez {1}"},
    {"a range needs at least one end, as in 2017..2018 or 7d..",
     "ein Zeitraum braucht mindestens ein Ende, wie 2017..2018 oder 7d..",
     "une période a au moins une borne, comme 2017..2018 ou 7d.."},
    {"this range ends before it begins; did you mean {0}?",
     "dieser Zeitraum endet, bevor er beginnt; meinten Sie {0}?",
     "cette période finit avant de commencer" _ "; vouliez-vous dire {0}" _ "?"},
    {"lang: \"{0}\" is no language; write {1}", "lang: „{0}“ ist keine Sprache; schreiben Sie {1}",
     "lang: «" _ "{0}" _ "» n’est pas une langue" _ "; écrivez {1}"},
    {"{0}: nothing in the index is called \"{1}\"; there is {2}",
     "{0}: nichts im Index heißt „{1}“; es gibt {2}",
     "{0}: rien dans l’index ne s’appelle «" _ "{1}" _ "»" _ "; il y a {2}"},
    {"{0}: nothing in the index is called \"{1}\"", "{0}: nichts im Index heißt „{1}“",
     "{0}: rien dans l’index ne s’appelle «" _ "{1}" _ "»"},
    {"{0}: nobody is known as \"{1}\"; did you mean {2}?",
     "{0}: niemand ist als „{1}“ bekannt; meinten Sie {2}?",
     "{0}: personne n’est connu sous «" _ "{1}" _ "»" _ "; vouliez-vous dire {2}" _ "?"},
    {"{0}: nobody is known as \"{1}\"", "{0}: niemand ist als „{1}“ bekannt",
     "{0}: personne n’est connu sous «" _ "{1}" _ "»"},
    {"{0} takes at most {1} bytes.", "{0} nimmt höchstens {1} Bytes.",
     "{0} prend au plus {1} octets."},
    {"{0} takes a number from {1} to {2}.", "{0} nimmt eine Zahl von {1} bis {2}.",
     "{0} prend un nombre de {1} à {2}."},
    {"There is no such page.", "Eine solche Seite gibt es nicht.", "Cette page n’existe pas."},
    {"The address is too long.", "Die Adresse ist zu lang.", "L’adresse est trop longue."},
    {"The archive cannot be read just now.", "Das Archiv ist gerade nicht zu lesen.",
     "Les archives sont illisibles pour l’instant."},
    {"More is being asked just now than can be answered. Please try again in a moment.",
     "Gerade wird mehr gefragt, als zu beantworten ist. Bitte versuchen Sie es gleich noch einmal.",
     "Les questions sont plus nombreuses que les réponses possibles. Réessayez dans un instant."},
    {"This search took more than it may. Fewer or rarer words are quicker.",
     "Diese Suche brauchte mehr, als sie darf. Weniger oder seltenere Wörter sind schneller.",
     "Cette recherche a demandé plus qu’il n’est permis. Moins de mots, ou de plus rares, vont "
     "plus "
     "vite."},
};

typedef struct {
    const char *at[PARTS_MAX];
    gsize len[PARTS_MAX];
} Captured;

/* The text behind "{n}" ends where the pattern's next words first stand: linear, and no more than
 * four of them. */
static bool matches(const char *pattern, const char *text, Captured *captured)
{
    while (*pattern) {
        gsize plain = strcspn(pattern, "{");
        if (strncmp(pattern, text, plain) != 0)
            return false;
        pattern += plain;
        text += plain;
        if (!*pattern)
            break;
        guint n = (guint)(pattern[1] - '0') % PARTS_MAX;
        pattern += 3;
        g_autofree char *next = g_strndup(pattern, strcspn(pattern, "{"));
        const char *end = *next ? strstr(text, next) : text + strlen(text);
        /* what is the pattern's end is the text's end, too */
        if (end && *next && !pattern[strlen(next)])
            end = g_str_has_suffix(text, next) ? text + strlen(text) - strlen(next) : NULL;
        if (!end)
            return false;
        captured->at[n] = text;
        captured->len[n] = (gsize)(end - text);
        text = end;
    }
    return *text == '\0';
}

char *ng_words_message(const NgWords *words, const char *english)
{
    bool german = strcmp(words->lang, "de") == 0, french = strcmp(words->lang, "fr") == 0;
    for (guint i = 0; (german || french) && i < G_N_ELEMENTS(messages); i++) {
        Captured captured = {{NULL}, {0}};
        if (!matches(messages[i].en, english, &captured))
            continue;
        GString *out = g_string_new(NULL);
        for (const char *p = german ? messages[i].de : messages[i].fr; *p; p++) {
            if (*p != '{') {
                g_string_append_c(out, *p);
                continue;
            }
            guint n = (guint)(p[1] - '0') % PARTS_MAX;
            g_string_append_len(out, captured.at[n], (gssize)captured.len[n]);
            p += 2;
        }
        return g_string_free(out, FALSE);
    }
    return NULL;
}
