/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Languages: told apart by a paragraph each, and their tags. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "nutgraf/stem.h"
#include "tests/support/cpu_time.h"

#include <string.h>

/* One invented sentence or two of news, for each language. */
static const struct {
    const char *code, *text;
} samples[] = {
    {"en", "The harbour authority said on Monday that it would publish the report, but officials "
           "have not yet named the company."},
    {"en", "He told the committee that the audit had been delayed by a year."},
    {"de", "Die Hafenbehörde teilte am Montag mit, dass sie den Bericht veröffentlichen wird, aber "
           "der Name der Firma wurde noch nicht genannt."},
    {"fr", "L'autorité portuaire a annoncé lundi qu'elle publierait le rapport, mais le nom de "
           "l'entreprise n'est pas encore connu."},
    {"es", "La autoridad portuaria dijo el lunes que publicará el informe, pero el nombre de la "
           "empresa no se conoce todavía."},
    {"it", "L'autorità portuale ha detto lunedì che pubblicherà il rapporto, ma il nome della "
           "società non è ancora noto."},
    {"pt", "A autoridade portuária disse na segunda-feira que vai publicar o relatório, mas o nome "
           "da empresa ainda não é conhecido."},
    {"nl", "Het havenbedrijf zei maandag dat het rapport wordt gepubliceerd, maar de naam van het "
           "bedrijf is nog niet bekend."},
    {"sv", "Hamnmyndigheten sade på måndagen att rapporten ska publiceras, men företagets namn är "
           "ännu inte känt och ingen vill säga mer."},
    {"da", "Havnemyndigheden sagde mandag, at rapporten bliver offentliggjort, men navnet på "
           "firmaet er endnu ikke kendt, og ingen vil sige noget."},
    {"no", "Havnemyndigheten sa mandag at rapporten blir offentliggjort, men navnet på firmaet er "
           "ennå ikke kjent, og ingen vil si noe."},
    {"fi", "Satama kertoi maanantaina, että raportti julkaistaan, mutta yhtiön nimi ei ole vielä "
           "tiedossa, ja se on ollut salainen."},
    {"hu", "A kikötő hétfőn közölte, hogy a jelentést nyilvánosságra hozza, de a cég neve még nem "
           "ismert."},
    {"ro", "Autoritatea portuară a spus luni că va publica raportul, dar numele companiei nu este "
           "încă cunoscut și nu au fost date detalii."},
    {"tr", "Liman idaresi pazartesi günü raporun yayımlanacağını söyledi, ancak şirketin adı henüz "
           "bilinmiyor ve bu konuda bir açıklama yok."},
    {"ca", "L'autoritat portuària va dir dilluns que publicarà l'informe, però el nom de l'empresa "
           "encara no és conegut i els responsables no han dit res més."},
    {"eu", "Portuko agintariek astelehenean esan zuten txostena argitaratuko dutela, baina "
           "enpresaren izena ez da oraindik ezagutzen eta hori arazo bat izan da."},
    {"id", "Otoritas pelabuhan mengatakan pada hari Senin bahwa laporan itu akan diterbitkan, "
           "tetapi nama perusahaan yang terlibat belum diketahui."},
    {"lt",
     "Uosto direkcija pirmadienį pranešė, kad ataskaita bus paskelbta, bet įmonės pavadinimas "
     "dar nėra žinomas ir apie tai nekalbama."},
    {"ga", "Dúirt údarás an chalafoirt Dé Luain go bhfuil an tuarascáil le foilsiú, ach níl ainm "
           "an chomhlachta ar eolas ag na daoine."},
    {"pl", "Zarząd portu powiedział w poniedziałek, że raport zostanie opublikowany, ale nazwa "
           "firmy nie jest jeszcze znana."},
    {"cs", "Přístav v pondělí uvedl, že zprávu zveřejní, ale jméno firmy ještě není známo, protože "
           "o něm úřad nechce mluvit."},
    {"sr",
     "Uprava luke je u ponedeljak rekla da će izveštaj biti objavljen, ali ime firme još nije "
     "poznato i niko ne želi da ga kaže."},
    {"sr", "Управа луке је у понедељак рекла да ће извештај бити објављен, али име фирме још није "
           "познато."},
    {"ru", "Администрация порта сообщила в понедельник, что отчёт будет опубликован, но название "
           "компании пока не известно."},
    {"uk", "Адміністрація порту повідомила в понеділок, що звіт буде опубліковано, але назва "
           "компанії ще не відома."},
    {"bg", "Администрацията на пристанището заяви, че докладът ще бъде публикуван, но името на "
           "фирмата още не е известно."},
    {"el", "Η λιμενική αρχή ανακοίνωσε τη Δευτέρα ότι θα δημοσιεύσει την έκθεση."},
    {"ar", "قالت هيئة الميناء يوم الاثنين إنها ستنشر التقرير ولكن اسم الشركة لم يعرف بعد"},
    {"fa", "سازمان بندر روز دوشنبه گفت که گزارش را منتشر می کند اما نام شرکت هنوز معلوم نیست"},
    {"he", "רשות הנמל אמרה ביום שני כי הדוח יפורסם, אך שם החברה עדיין לא ידוע"},
    {"yi",
     "די פארט־אויטאריטעט האט געזאגט מאנטיק אז דער באריכט וועט ווערן געדרוקט און איז נישט סוד"},
    {"hi",
     "बंदरगाह प्राधिकरण ने सोमवार को कहा कि रिपोर्ट प्रकाशित की जाएगी लेकिन कंपनी का नाम अभी नहीं पता है"},
    {"ne", "बन्दरगाह प्राधिकरणले सोमबार प्रतिवेदन प्रकाशित गर्ने बताए पनि कम्पनीको नाम भने थाहा भएको छैन र यो "
           "गोप्य छ"},
    {"ta", "துறைமுக ஆணையம் திங்கட்கிழமை அறிக்கையை வெளியிடும் என்று கூறியது"},
    {"hy", "Նավահանգստի վարչությունը երկուշաբթի հայտնեց, որ զեկույցը կհրապարակվի"},
    {"th", "การท่าเรือแถลงเมื่อวันจันทร์ว่าจะเผยแพร่รายงาน แต่ยังไม่เปิดเผยชื่อบริษัท"},
    {"ko", "항만청은 월요일에 보고서를 공개하겠다고 밝혔지만 회사 이름은 아직 알려지지 않았다"},
    {"ja", "港湾局は月曜日に報告書を公表すると述べたが、会社名はまだ明らかになっていない。"},
    {"zh", "港务局星期一表示将公布报告，但公司名称尚未公开。"},
};

static void test_language_guess__tells_languages_apart(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
        const char *got = ng_language_guess(samples[i].text, strlen(samples[i].text));
        if (g_strcmp0(got, samples[i].code))
            fail_msg("%s taken for %s: \"%s\"", samples[i].code, got ? got : "none",
                     samples[i].text);
    }
}

static void test_language_guess__says_nothing_without_ground(void **state)
{
    static const char *const texts[] = {"",
                                        "   ",
                                        "1,234 5.6% -- 24/7",
                                        "Kaspersky",
                                        "Lorenz M, Wozel G, Schmitt J",
                                        "ক খ গ ঘ ঙ চ ছ",
                                        "xqzt vbrw plmk zzxy qqqq wrtp"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        const char *got = ng_language_guess(texts[i], strlen(texts[i]));
        if (got)
            fail_msg("\"%s\" taken for %s", texts[i], got);
    }
}

/* Headlines and short news, with names at home elsewhere. */
static void test_language_guess__tells_short_text(void **state)
{
    static const struct {
        const char *code, *text;
    } cases[] = {
        {"en", "Harbour board to restructure after audit"},
        {"en", "Mr Dupont and Signora Bellini said they would leave Rotterdam."},
        {"en", "SHAREHOLDERS APPROVE MERGER OF THE TWO SHIPPING COMPANIES"},
        {"de", "Hafen bleibt wegen der Prüfung bis Montag geschlossen"},
        {"fr", "Le port restera fermé jusqu'à lundi à cause du contrôle"},
        {"nl", "De haven blijft wegens het onderzoek tot maandag gesloten"},
        {"sv", "Hamnen hålls stängd till måndag på grund av granskningen"},
        {"pl", "Port pozostanie zamknięty do poniedziałku z powodu kontroli"},
        {"ro", "Portul rămâne închis până luni din cauza controlului"},
        {"ro", "Portul ramane inchis pana luni din cauza controlului, a spus directorul"},
        {"tr", "Liman denetim nedeniyle pazartesi gününe kadar kapalı"},
        {"uk", "Порт буде зачинено до понеділка через перевірку"},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *got = ng_language_guess(cases[i].text, strlen(cases[i].text));
        if (g_strcmp0(got, cases[i].code))
            fail_msg("%s taken for %s: \"%s\"", cases[i].code, got ? got : "none", cases[i].text);
    }
}

/* Templates lie, but a text that does not tell leaves the claim as it is. */
static void test_language_weigh__holds_a_claim_against_the_text(void **state)
{
    static const struct {
        const char *claim, *text, *expected;
    } cases[] = {
        {"en",
         "Die Hafenbehörde teilte am Montag mit, dass sie den Bericht veröffentlichen wird, aber "
         "der Name der Firma wurde noch nicht genannt.",
         "de"},
        {"de", "Kaspersky Lab, Moskau", "de"},
        {"da", "Direktøren har kontor ved havnen og er kommet for at se skibene.", "da"},
        {"cy", "1,234 5.6%", "cy"},
        {"en", "Администрация порта сообщила, что отчёт будет опубликован, но позже.", "ru"},
        {"en", "การท่าเรือแถลงเมื่อวันจันทร์ว่าจะเผยแพร่รายงาน", "th"},
        {"ja", "宮崎県：延岡市、西都市、木城町、川南町、都農町", "ja"},
        {"sr", "Uprava luke je u ponedeljak rekla da će izveštaj biti objavljen.", "sr"},
        {"sr", "Управа луке је у понедељак рекла да ће извештај бити објављен.", "sr"},
        {"xh", "Wafa bathi ulwimi lwesithathu", "xh"},
        {NULL, "The harbour authority said on Monday that it would publish the report.", "en"},
        {NULL, "1,234 5.6%", NULL},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *got = ng_language_weigh(cases[i].text, strlen(cases[i].text), cases[i].claim);
        if (g_strcmp0(got, cases[i].expected))
            fail_msg("claimed %s, taken for %s: \"%s\"",
                     cases[i].claim ? cases[i].claim : "nothing", got ? got : "none",
                     cases[i].text);
    }
}

/* A paragraph stands apart only beyond doubt: not for names, a table, or a few words. */
static void test_language_beside__needs_to_be_beyond_doubt(void **state)
{
    static const struct {
        const char *usual, *text, *expected;
    } cases[] = {
        {"en",
         "“Wir haben den Bericht gelesen und werden ihn am Montag veröffentlichen”, sagte sie.",
         "de"},
        {"de", "“We have read the report and will publish it on Monday”, she said in the harbour.",
         "en"},
        {"fr", "“We have read the report and will publish it on Monday”, she said in the harbour.",
         "en"},
        {"en", "Juan Carlos Rodríguez, María Elena Gómez, José Luis Fernández, Ana Belén Ruiz",
         NULL},
        {"en", "The paper Le Monde Diplomatique called it “un grand jour pour la République”.",
         NULL},
        {"en", "aeg 315.00 basf 276.10 bayer 317.00 bmw 532.00 daimler 411.00 hoechst 276.00",
         NULL},
        {"en",
         "FISHMEAL CAKES Argentine Loaded on Continental Lotus (eta Apl 15 R'dam) 197 Harbour "
         "Pride "
         "(eta Apl 24 R'dam) 196 Ostria (eta regular 25 Brest) 196 Jne 91 cif Brest",
         NULL},
        {"no", "Havnemyndigheten sa mandag at rapporten blir offentliggjort, og ingen vil si noe.",
         NULL},
        {"en", "港务局星期一表示将公布报告，但公司名称尚未公开。", "zh"},
        {"ja", "宮崎県：延岡市、西都市、木城町、川南町、都農町", NULL},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *got = ng_language_beside(cases[i].text, strlen(cases[i].text), cases[i].usual);
        if (g_strcmp0(got, cases[i].expected))
            fail_msg("among %s taken for %s: \"%s\"", cases[i].usual, got ? got : "the same",
                     cases[i].text);
    }
}

/* A foreign name or quotation does not turn a text over, and a huge one costs no more. */
static void test_language_guess__follows_the_larger_part(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    (void)state;
    for (int i = 0; i < 3; i++)
        g_string_append_printf(text, "%s ", samples[0].text);
    g_string_append(text, "Администрация порта 東京 ");
    assert_string_equal(ng_language_guess(text->str, text->len), "en");
    while (text->len < 20 << 20)
        g_string_append(text, samples[1].text);
    assert_string_equal(ng_language_guess(text->str, 500), "en");
    gint64 begin = cpu_time_us();
    assert_non_null(ng_language_guess(text->str, text->len));
    assert_true(cpu_time_us() - begin < 500000);
}

static void test_language_guess__survives_any_bytes(void **state)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);
    (void)state;
    for (int round = 0; round < 500; round++) {
        gsize n = (gsize)g_rand_int_range(rand, 1, 300);
        g_autofree char *bytes = g_malloc(n);
        for (gsize i = 0; i < n; i++)
            bytes[i] = (char)g_rand_int_range(rand, 1, 256);
        const char *got = ng_language_guess(bytes, n);
        assert_true(!got || strlen(got) == 2);
    }
}

static void test_language_normalise__takes_tags_codes_and_names(void **state)
{
    static const struct {
        const char *tag, *expected;
    } cases[] = {
        {"en", "en"},
        {"EN", "en"},
        {"en-US", "en"},
        {"en_GB.UTF-8", "en"},
        {"english", "en"},
        {"English", "en"},
        {" english ", "en"},
        {"eng", "en"},
        {"deu", "de"},
        {"ger", "de"},
        {"Deutsch", "de"},
        {"fre", "fr"},
        {"fra", "fr"},
        {"Français", "fr"},
        {"zh-Hant-TW", "zh"},
        {"chi", "zh"},
        {"nb", "no"},
        {"nn-NO", "no"},
        {"nob", "no"},
        {"iw", "he"},
        {"modern greek", "el"},
        {"gre", "el"},
        {"pt-BR", "pt"},
        {"Ukrainian", "uk"},
        {"zu", "zu"},
        {"aa", "aa"},
        {"farsi", "fa"},
        {"Русский", "ru"},
        {"", NULL},
        {NULL, NULL},
        {"x", NULL},
        {"xx", NULL},
        {"xx-en", NULL},
        {"eng lish", NULL},
        {"en glish", NULL},
        {"e", NULL},
        {"english|", NULL},
        {"greek|modern greek", NULL},
        {"-", NULL},
        {"en-", NULL},
        {"\xFF\xFE", NULL},
        {"undetermined", NULL},
        {"mul", NULL},
        {"und", NULL},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *got = ng_language_normalise(cases[i].tag);
        if (g_strcmp0(got, cases[i].expected))
            fail_msg("\"%s\" gives %s, expected %s", cases[i].tag ? cases[i].tag : "(null)",
                     got ? got : "none", cases[i].expected ? cases[i].expected : "none");
    }
}

/* Every guess is a tag that normalises to itself. */
static void test_language_normalise__keeps_its_own_codes(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
        const char *code = ng_language_normalise(samples[i].code);
        assert_non_null(code);
        assert_string_equal(code, samples[i].code);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_language_guess__tells_languages_apart),
        cmocka_unit_test(test_language_guess__says_nothing_without_ground),
        cmocka_unit_test(test_language_guess__tells_short_text),
        cmocka_unit_test(test_language_weigh__holds_a_claim_against_the_text),
        cmocka_unit_test(test_language_beside__needs_to_be_beyond_doubt),
        cmocka_unit_test(test_language_guess__follows_the_larger_part),
        cmocka_unit_test(test_language_guess__survives_any_bytes),
        cmocka_unit_test(test_language_normalise__takes_tags_codes_and_names),
        cmocka_unit_test(test_language_normalise__keeps_its_own_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
