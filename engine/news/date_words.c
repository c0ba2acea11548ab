/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: names of months in the languages that date.h promises, zones, fillers. Each list is one
 * string with a space before and behind every word; all without diacritics. */
#include "engine/news/date_words.h"

#include <string.h>

static const char *const months[12] = {
    " january jan januar janner jan janvier janv enero ene gennaio gen janeiro januari stycznia "
    "styczen sty tammikuu tammikuuta января январь янв ledna leden ocak oca січня січень ",
    " february feb febr februar feber fevrier fevr fev febrero febbraio fevereiro februari lutego "
    "luty lut helmikuu helmikuuta февраля февраль фев февр unora unor subat pebruari лютого "
    "лютии ",
    " march mar marz mrz mars marzo marco maart mrt marca marzec marts maaliskuu maaliskuuta "
    "марта март мар brezna brezen mart maret березня березень ",
    " april apr avril avr abril abr aprile kwietnia kwiecien kwi huhtikuu huhtikuuta апреля апрель "
    "апр dubna duben nisan nis квітня квітень ",
    " may mai mayo maggio maio mei maja maj toukokuu toukokuuta мая маи kvetna kveten mayıs "
    "mayis травня травень ",
    " june jun juni juin junio giugno giu junho czerwca czerwiec cze kesakuu kesakuuta июня июнь "
    "июн cervna cerven haziran haz червня червень ",
    " july jul juli juillet juil julio luglio lug julho lipca lipiec heinakuu heinakuuta июля "
    "июль июл cervence cervenec temmuz tem липня липень ",
    " august aug aout agosto augustus sierpnia sierpien augusti elokuu elokuuta августа август авг "
    "srpna srpen agustos agu agustus agt серпня серпень ",
    " september sep sept septembre septiembre setiembre settembre sett setembro wrzesnia wrzesien "
    "wrz syyskuu syyskuuta сентября сентябрь сен сент zari eylul eyl вересня вересень ",
    " october oct oktober okt octobre octubre ottobre ott outubro pazdziernika pazdziernik paz "
    "lokakuu lokakuuta октября октябрь окт rijna rijen ekim eki жовтня жовтень ",
    " november nov novembre noviembre novembro listopada listopad listopadu marraskuu marraskuuta "
    "ноября ноябрь ноя нояб kasım kasim kas листопада ",
    " december dec dezember dez decembre diciembre dic dicembre dezembro grudnia grudzien gru "
    "joulukuu joulukuuta декабря декабрь дек prosince prosinec aralık aralik desember грудня "
    "грудень "};

/* Short forms that are everyday words in English or other names. */
static const struct {
    const char *word;
    int month;
    const char *langs;
} guarded[] = {{"ago", 8, " es it pt "},
               {"set", 9, " es it pt "},
               {"out", 10, " pt "},
               {"sie", 8, " pl "},
               {"lis", 11, " pl "},
               {"ara", 12, " tr "},
               {"led", 1, " cs "},
               {"mag", 5, " it "},
               {"lip", 7, " pl "},
               {"sub", 2, " tr "},
               {"des", 12, " no nb nn da id "}};

static const struct {
    const char *word;
    int minutes;
} zones[] = {
    {"z", 0},      {"utc", 0},    {"gmt", 0},     {"wet", 0},     {"bst", 60},   {"west", 60},
    {"cet", 60},   {"mez", 60},   {"wat", 60},    {"cest", 120},  {"mesz", 120}, {"eet", 120},
    {"sast", 120}, {"cat", 120},  {"eest", 180},  {"msk", 180},   {"мск", 180},  {"eat", 180},
    {"trt", 180},  {"gst", 240},  {"pkt", 300},   {"ist", 330},   {"wib", 420},  {"ict", 420},
    {"hkt", 480},  {"sgt", 480},  {"wita", 480},  {"pht", 480},   {"awst", 480}, {"jst", 540},
    {"kst", 540},  {"wit", 540},  {"acst", 570},  {"aest", 600},  {"acdt", 630}, {"aedt", 660},
    {"nzst", 720}, {"nzdt", 780}, {"art", -180},  {"brt", -180},  {"adt", -180}, {"ast", -240},
    {"edt", -240}, {"est", -300}, {"cdt", -300},  {"cst", -360},  {"mdt", -360}, {"mst", -420},
    {"pdt", -420}, {"pst", -480}, {"akdt", -480}, {"akst", -540}, {"hst", -600}};

static const char fillers[] =
    " of the de del do da di den der le la el il em en on at a um as st nd rd th er o e re "
    "г года r roku pukul kl klo ore godz alle om в ";

static const char day_first[] =
    " de fr es it pt nl pl da no nb nn fi ru cs sk tr id ms uk be bg ro "
    "el hr sr sl bs mk et lv he ar hi vi th ca gl eu is sq ";

/* Is the word in a list that has a space around each of its words? */
static bool listed(const char *list, const char *word)
{
    char spaced[48];
    gsize len = strlen(word);
    if (len == 0 || len + 3 > sizeof spaced) {
        return false;
    }
    spaced[0] = ' ';
    memcpy(spaced + 1, word, len);
    spaced[len + 1] = ' ';
    spaced[len + 2] = '\0';
    return strstr(list, spaced) != NULL;
}

int ng_date_month(const char *word, const char *lang)
{
    for (int m = 0; m < 12; m++) {
        if (listed(months[m], word)) {
            return m + 1;
        }
    }
    for (guint i = 0; lang != NULL && i < G_N_ELEMENTS(guarded); i++) {
        if (strcmp(guarded[i].word, word) == 0 && listed(guarded[i].langs, lang)) {
            return guarded[i].month;
        }
    }
    return 0;
}

bool ng_date_zone(const char *word, int *minutes)
{
    for (guint i = 0; i < G_N_ELEMENTS(zones); i++) {
        if (strcmp(zones[i].word, word) == 0) {
            *minutes = zones[i].minutes;
            return true;
        }
    }
    return false;
}

bool ng_date_filler(const char *word)
{
    return listed(fillers, word);
}

bool ng_date_day_first(const char *lang)
{
    return lang != NULL && listed(day_first, lang);
}

int ng_date_full_year(int two_digits)
{
    return two_digits < 50 ? 2000 + two_digits : 1900 + two_digits;
}
