/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines that editors put between or under the paragraphs, told by how they begin: pointers to other
 * articles, credits, requests to the reader. Short lines only; a sentence of the article may begin
 * with any of these words. */
#include "indexer/input/html_content.h"

#include <string.h>

/* Up to how wide a line that begins so is dropped; wider ones are read as text. */
enum { POINTER = 200, CREDIT = 120, SERVICE = 260 };
/* Whose a picture is, at the end of what stands below it. */
#define CREDIT_BYTES 60

static const struct {
    guint width;
    const char *openings; /* separated by "|", lower case */
} phrases[] = {
    {POINTER,
     "read more|read also|also read|read next|read:|read this|see also|see more|more on this|more:|"
     "related:|related articles|related stories|related posts|recommended|you may also|"
     "you might also|don't miss|up next|watch:|watch now|listen:|click here|continue reading|"
     "more from|more stories|more about|keep reading|story continues|article continues|"
     "continues below|read the full|read the rest|read it all|"
     "lesen sie auch|lesen sie hier|lesen sie dazu|lesen sie mehr|lies auch|lies hier|lies mehr|"
     "lesen sie weiter|weiterlesen|zum weiterlesen|weiter lesen|mehr zum thema|mehr dazu|"
     "mehr lesen|auch interessant|auch lesenswert|das könnte|das könnte sie|dazu passt|"
     "passend dazu|zum thema|schon gelesen|lesetipp|mehr aus|mehr von|lust auf mehr|siehe auch|"
     "zurück zu|zur startseite|zur übersicht|hier geht es zu|hier geht's|jetzt lesen|"
     "ähnliche artikel|ähnliche beiträge|weitere artikel|weitere beiträge|weitere informationen:|"
     "weitere infos:|weiterführende|"
     "à lire|lire aussi|lire la suite|voir aussi|en savoir plus|sur le même|"
     "lee también|leer más|lea también|lea además|ver también|te puede interesar|"
     "le puede interesar|también puedes|más sobre|más información|vea también|mira también|"
     "puedes ver:|lee también|leer también|ver más:|te recomendamos|nota relacionada|relacionado:|"
     "lire également|potrebbe interessarti|leia ainda|confira também|czytaj dalej|"
     "διαβάστε επίσης|διαβάστε ακόμα|citește și|citeşte şi|vezi și|olvassa el|mohlo by vás zajímat|"
     "дивіться також|xem thêm|đọc thêm|"
     "leia mais|leia também|veja também|saiba mais|veja mais|"
     "leggi anche|leggi tutto|per approfondire|continua a leggere|"
     "lees ook|lees meer|lees verder|bekijk ook|"
     "czytaj też|czytaj także|czytaj więcej|czytaj również|zobacz też|zobacz także|zobacz również|"
     "przeczytaj też|przeczytaj także|polecamy|dowiedz się więcej|"
     "läs också|läs även|läs mer|læs også|les også|lue myös|lue lisää|"
     "čtěte také|přečtěte si|číst dál|čítajte aj|olvasta már|kapcsolódó|"
     "читайте также|читать далее|смотрите также|по теме|читайте також|"
     "baca juga|selengkapnya|ayrıca|ilgili haber|اقرأ أيضا|اقرأ أيضاً|関連記事|"
     "相关阅读|延伸閱讀|相关新闻|관련기사"},
    {CREDIT,
     "im bild:|auf dem bild:|"
     "photo:|photo by|photo credit|photos:|image:|images:|image credit|picture:|pictures:|credit:|"
     "foto:|fotos:|foto ©|bild:|bilder:|bildquelle|bildnachweis|titelbild|beitragsbild|symbolbild|"
     "video:|grafik:|©|(c) |copyright|quelle:|quellen:|source:|sources:|crédit|crédits|"
     "fuente:|fonte:|źródło:|fot.|zdjęcie|abbildung:|getty|imago|via:|bron:|kilde:|källa:|"
     "фото:|источник:|image via|bild "
     "via|advertisement|anzeige|werbung|reklama|publicidad|publicité|"
     "pubblicità|annons|annonce|mainos|advertisement - |tags:|tag:|schlagwörter|schlagworte|"
     "stichworte|themen:|keywords:|filed under|abgelegt unter|posted in|kategorie:|kategorien:|"
     "categories:|updated:|last updated|published:|last modified|stand:|letzte aktualisierung|"
     "additional reporting|with reporting by|with agency reports|with reports from|with files from|"
     "with inputs from|mit agenturmaterial|mit material von|mit material der|mit informationen von|"
     "con información de|avec afp|zuletzt "
     "aktualisiert|veröffentlicht am|erstellt am|aktualisiert am|lesezeit|"
     "min read|minuten lesezeit|reading time|temps de lecture|tiempo de lectura|"
     "tempo di lettura|tempo de leitura|leestijd|czas czytania|"
     "scroll down for|scroll down to|view this post on|play video|loading...|loading…|"
     "topics:|comments are closed|leave a comment|leave a reply|print this|email this|"
     "back to top|most read|most popular|like this:|first published on|email:|e-mail:"},
    {SERVICE,
     "© |(c) |copyright |written permission|pictured:|pictured above|pictured below|pictured left|"
     "pictured right|pictured from|pictured at|pictured in|pictured with|"
     "we recommend the|we may earn|advertise with|"
     "if you enjoyed reading|möchten sie den artikel teilen|alle angaben ohne gewähr|hazte miembro|"
     "download our app|download the app|descarga la app|descarga nuestra app|"
     "image copyright|image caption|media caption|media playback is|file photo:|"
     "this story has been shared|this article has been shared|"
     "this article was originally published|this article originally appeared|"
     "this article first appeared|this story was originally published|"
     "this story originally appeared|this story first appeared|this post originally appeared|"
     "the views expressed in this|the views expressed are|the opinions expressed in this|"
     "the opinions expressed are|views expressed in this|opinions expressed in this|disclaimer:|"
     "have a tip|got a tip|got a news tip|do you have a tip|send tips|send your tips|"
     "contact the author|contact the writer|contact the reporter|"
     "join the conversation|join the discussion|for more news|for more from|"
     "get the best of|get the latest|get breaking news|get daily|already a subscriber|"
     "to read more, subscribe|catch up on the latest|stay up to date|"
     "all rights reserved|alle rechte vorbehalten|tous droits|todos los derechos|"
     "sign up|subscribe to|subscribe now|get our|follow us|like us|join our|to view this video|"
     "please enable javascript|this site is protected by recaptcha|back to video|"
     "we apologize, but this video|the video will auto-play|create a free account|"
     "registration is a free|il vous reste|la suite est réservée|ihre meinung ist uns wichtig|"
     "dieser artikel ist zuerst|dies ist eine maschinelle übersetzung|got a story?|"
     "have you got a story|do you have a story|want to get in touch|this video|your browser|get in "
     "touch with our|"
     "for more stories|share this|share on|support our|"
     "newsletter|abonnieren sie|jetzt abonnieren|folgen sie uns|folge uns|folgt uns|teilen sie|"
     "diesen artikel|dieser artikel erschien|hat ihnen dieser|hat dir dieser|gefällt dir|"
     "gefällt ihnen|unterstütze|unterstützen sie|um eingebettete|an dieser stelle|"
     "empfohlener externer|empfohlener redaktioneller|wir verwenden cookies|"
     "wir nutzen cookies|diese website verwendet cookies|diese website nutzt cookies|"
     "diese seite verwendet cookies|diese seite nutzt cookies|datenschutz & cookies:|"
     "um deine persönlichen daten|um ihre persönlichen daten|privacy & cookies:|we use cookies|"
     "this site uses cookies|this website uses cookies|ce site utilise des cookies|"
     "nous utilisons des cookies|este sitio utiliza cookies|esta web utiliza cookies|"
     "utilizamos cookies|este site utiliza cookies|questo sito utilizza|deze website gebruikt|"
     "deze site gebruikt|ta strona używa|"
     "melden sie sich|registrieren sie|jetzt testen|jetzt kostenlos|bitte melden|"
     "suscríbete|suscríbase|síguenos|inscreva-se|siga |iscriviti|seguici|"
     "abonnez-vous|suivez-nous|inscrivez-vous|zapisz się|obserwuj nas|dołącz do|"
     "подписывайтесь|подпишитесь"},
};

static const char corrections[] =
    "correction:|correction |corrections:|corrected:|clarification:|editor's note: this article "
    "was "
    "corrected|editor’s note: this article was corrected|this article was corrected|this story was "
    "corrected|this article has been corrected|this story has been corrected|an earlier version of "
    "this|a previous version of this|korrektur:|berichtigung:|richtigstellung:|in einer früheren "
    "version|in einer früheren fassung|rectificatif|erratum|corrección:|fe de errores|rettifica:|"
    "correzione:|correctie:|rättelse:|rettelse:|sprostowanie";

/* The first words in lower case, behind arrows, bullets and brackets; *at points into the result.
 */
static char *opening_of(const char *text, gsize len_bytes, const char **at)
{
    gsize len = MIN(len_bytes, 80), ascii = 0;
    while (ascii < len && (guchar)text[ascii] < 0x80)
        ascii++;
    char *head =
        ascii == len ? g_ascii_strdown(text, (gssize)len) : g_utf8_strdown(text, (gssize)len);
    for (*at = head; **at && !g_unichar_isalnum(g_utf8_get_char(*at)) &&
                     !g_str_has_prefix(*at, "©") && !g_str_has_prefix(*at, "(c)");)
        *at = g_utf8_next_char(*at);
    return head;
}

typedef struct {
    const char *text;
    gsize len;
    guint list; /* of phrases, CORRECTIONS for the list of its own */
} Opening;

enum { CORRECTIONS = G_N_ELEMENTS(phrases) };

/* All openings by their first byte: by_byte[c] .. by_byte[c + 1] in `all`. */
typedef struct {
    GArray *all;
    guint by_byte[257];
} Openings;

static void add_openings(GArray *all, const char *openings, guint list)
{
    for (const char *at = openings; *at;) {
        gsize len = strcspn(at, "|");
        const Opening opening = {at, len, list};
        if (len > 0)
            g_array_append_val(all, opening);
        at += len + (at[len] == '|');
    }
}

static gint by_first_byte(gconstpointer a, gconstpointer b)
{
    return (guchar) * ((const Opening *)a)->text - (guchar) * ((const Opening *)b)->text;
}

static const Openings *openings_table(void)
{
    static gsize ready;
    static Openings table;
    if (g_once_init_enter(&ready)) {
        table.all = g_array_new(FALSE, FALSE, sizeof(Opening));
        for (guint i = 0; i < G_N_ELEMENTS(phrases); i++)
            add_openings(table.all, phrases[i].openings, i);
        add_openings(table.all, corrections, CORRECTIONS);
        g_array_sort(table.all, by_first_byte);
        for (guint c = 0, i = 0; c <= 256; c++) {
            while (i < table.all->len && (guchar)*g_array_index(table.all, Opening, i).text < c)
                i++;
            table.by_byte[c] = i;
        }
        g_once_init_leave(&ready, 1);
    }
    return &table;
}

static bool begins_with_any(const char *text, guint list)
{
    const Openings *table = openings_table();
    guchar first = (guchar)*text;
    for (guint i = table->by_byte[first]; i < table->by_byte[first + 1]; i++) {
        const Opening *opening = &g_array_index(table->all, Opening, i);
        /* whole words: "unterstütze" is no "Unterstützer" */
        if (opening->list == list && strncmp(text, opening->text, opening->len) == 0 &&
            (!g_ascii_isalnum(opening->text[opening->len - 1]) ||
             !g_unichar_isalnum(g_utf8_get_char(text + opening->len))))
            return true;
    }
    return false;
}

bool ng_phrase_is_correction(const char *text, gsize len_bytes)
{
    const char *at;
    g_autofree char *head = opening_of(text, len_bytes, &at);
    return begins_with_any(at, CORRECTIONS);
}

/* "More about the ferries here.": a short line whose link says where, not what. */
static bool points_at_end(const char *text, gsize len_bytes, guint width, guint link_width)
{
    static const char *const ends[] = {"lesen sie hier",    "finden sie hier", "gibt es hier",
                                       "erfahren sie hier", "read more here",  "click here",
                                       "can be found here", "lees je hier",    "lees hier"};
    if (width > POINTER || link_width == 0)
        return false;
    g_autofree char *lower = g_utf8_strdown(text, (gssize)len_bytes);
    gsize len = strlen(lower);
    while (len > 0 && !g_ascii_isalnum(lower[len - 1]))
        lower[--len] = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_str_has_suffix(lower, ends[i]))
            return true;
    return false;
}

/* "Follow Ann Roe on Twitter @annroe." */
static bool asks_to_follow(const char *text, gsize len_bytes, guint width)
{
    static const char *const networks[] = {" on twitter", " on facebook", " on instagram"};
    if (width > CREDIT)
        return false;
    const char *at;
    g_autofree char *head = opening_of(text, len_bytes, &at);
    if (!g_str_has_prefix(at, "follow "))
        return false;
    g_autofree char *lower = g_ascii_strdown(text, (gssize)len_bytes);
    gsize len = len_bytes;
    while (len > 0 && !g_ascii_isalnum(lower[len - 1]))
        lower[--len] = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(networks); i++)
        if (g_str_has_suffix(lower, networks[i]))
            return true;
    return strchr(lower, '@') != NULL;
}

bool ng_phrase_is_clutter(const char *text, gsize len_bytes, guint width, guint link_width)
{
    if (width > SERVICE)
        return false;
    if (points_at_end(text, len_bytes, width, link_width) || asks_to_follow(text, len_bytes, width))
        return true;
    const char *at;
    g_autofree char *head = opening_of(text, len_bytes, &at);
    for (guint i = 0; i < G_N_ELEMENTS(phrases); i++) {
        /* a pointer points: a whole sentence without link or colon is text */
        bool points = link_width > 0 || width < 50 || strchr(at, ':');
        if (width <= phrases[i].width && (phrases[i].width != POINTER || points) &&
            begins_with_any(at, i))
            return true;
    }
    return false;
}

/* "Three bridges over the Aar © Jo Frei": what stands below a picture, and whose it is. */
bool ng_phrase_is_credited(const char *text, gsize len_bytes)
{
    static const char *const marks[] = {
        "© ",      "(c) ",         "Foto: ",    "Fotos: ",  "Bild: ",   "Photo: ",
        "Image: ", "Picture: ",    "Credit: ",  "Crédit: ", "Bilder: ", "Quelle: ",
        "Fot. ",   "Photograph: ", "AP Photo/", "REUTERS/", "Photo by "};
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *mark = g_strrstr_len(text, (gssize)len_bytes, marks[i]);
        gsize name = mark ? len_bytes - (gsize)(mark - text) - strlen(marks[i]) : 0;
        const char *stop = mark ? strpbrk(mark + strlen(marks[i]), ".!?") : NULL;
        /* a name, and no sentence behind it */
        if (mark > text && strchr(" (|/", mark[-1]) && name > 0 && name <= CREDIT_BYTES &&
            !(stop && stop < text + len_bytes && stop[1] == ' '))
            return true;
    }
    return false;
}
