/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The endings are those that Snowball's stemmers take off most often: counted over the distinct
 * words of Reuters-21578 and of some hundred web pages in ten languages, English weighing most. The
 * numbers stand in the index: a change of this table is a change of the schema. */
#include "endings.h"

#include <string.h>

typedef struct {
    guint8 cut;
    const char *add;
} Ending;

static const Ending endings[] = {
    {0, ""},      {0, "a"},     {0, "able"},    {0, "acao"},   {0, "acion"}, {0, "ad"},
    {0, "ada"},   {0, "adas"},  {0, "ade"},     {0, "ado"},    {0, "ados"},  {0, "ait"},
    {0, "al"},    {0, "ally"},  {0, "als"},     {0, "amente"}, {0, "an"},    {0, "ance"},
    {0, "ando"},  {0, "ant"},   {0, "ante"},    {0, "ar"},     {0, "are"},   {0, "aron"},
    {0, "as"},    {0, "at"},    {0, "ata"},     {0, "ate"},    {0, "ated"},  {0, "ates"},
    {0, "ating"}, {0, "ation"}, {0, "ational"}, {0, "ations"}, {0, "ative"}, {0, "ato"},
    {0, "d"},     {0, "ded"},   {0, "e"},       {0, "ed"},     {0, "ee"},    {0, "ees"},
    {0, "ely"},   {0, "em"},    {0, "ement"},   {0, "en"},     {0, "ence"},  {0, "ende"},
    {0, "ene"},   {0, "enen"},  {0, "ens"},     {0, "ent"},    {0, "er"},    {0, "ere"},
    {0, "ered"},  {0, "eren"},  {0, "ern"},     {0, "ers"},    {0, "es"},    {0, "et"},
    {0, "ful"},   {0, "i"},     {0, "ia"},      {0, "ible"},   {0, "ic"},    {0, "ica"},
    {0, "ical"},  {0, "ico"},   {0, "ics"},     {0, "idad"},   {0, "ido"},   {0, "ie"},
    {0, "ies"},   {0, "ig"},    {0, "ige"},     {0, "igen"},   {0, "ing"},   {0, "ings"},
    {0, "io"},    {0, "ion"},   {0, "ional"},   {0, "ions"},   {0, "ique"},  {0, "iques"},
    {0, "ir"},    {0, "ische"}, {0, "ischen"},  {0, "ita"},    {0, "ite"},   {0, "ities"},
    {0, "ity"},   {0, "ive"},   {0, "l"},       {0, "le"},     {0, "lich"},  {0, "ly"},
    {0, "ment"},  {0, "mente"}, {0, "ments"},   {0, "ness"},   {0, "ning"},  {0, "o"},
    {0, "os"},    {0, "ou"},    {0, "s"},       {0, "st"},     {0, "t"},     {0, "ung"},
    {0, "ungen"}, {0, "y"},     {0, "а"},       {0, "е"},      {0, "и"},     {0, "ие"},
    {0, "ия"},    {0, "о"},     {0, "ов"},      {0, "ого"},    {0, "ой"},    {0, "ом"},
    {0, "у"},     {0, "ы"},     {0, "ь"},       {1, "ing"},    {1, "y"},     {1, "ying"},
};
G_STATIC_ASSERT(G_N_ELEMENTS(endings) <= NG_ENDING_OTHER);

/* Open addressing; 0 is an empty slot, for which the ending "nothing" needs none. */
#define ROOM 512
static guint8 numbers[ROOM];
static gsize numbered;

static guint slot_of(gsize cut, const char *add, gsize len)
{
    guint32 hash = 2166136261u + (guint32)cut; /* FNV-1a */
    for (gsize i = 0; i < len; i++)
        hash = (hash ^ (guint8)add[i]) * 16777619u;
    guint at = (hash ^ hash >> 13) % ROOM;
    while (numbers[at]) {
        const Ending *there = &endings[numbers[at]];
        if (there->cut == cut && strlen(there->add) == len && memcmp(there->add, add, len) == 0)
            break;
        at = (at + 1) % ROOM;
    }
    return at;
}

static void number_all(void)
{
    if (!g_once_init_enter(&numbered))
        return;
    for (guint i = 1; i < G_N_ELEMENTS(endings); i++)
        numbers[slot_of(endings[i].cut, endings[i].add, strlen(endings[i].add))] = (guint8)i;
    g_once_init_leave(&numbered, 1);
}

guint8 ng_ending_of(const char *term, gsize len, const char *form, gsize form_len)
{
    gsize same = 0, shorter = MIN(len, form_len);
    while (same < shorter && term[same] == form[same])
        same++;
    if (same == len && same == form_len)
        return NG_ENDING_NONE;
    number_all();
    guint at = slot_of(len - same, form + same, form_len - same);
    return numbers[at] ? numbers[at] : NG_ENDING_OTHER;
}

bool ng_ending_tell(guint8 ending, gsize *cut, const char **add, gsize *add_len)
{
    if (ending >= G_N_ELEMENTS(endings))
        return false;
    *cut = endings[ending].cut;
    *add = endings[ending].add;
    *add_len = strlen(endings[ending].add);
    return true;
}
