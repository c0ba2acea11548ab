/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what the steps of the plain text reader hand to each other.
 * bytes -> UTF-8 (text_charset) -> lines (text_lines) -> blocks (text_layout, text_block) -> each
 * block's use (text_opening, text_dateline, text_statement, text_clutter, text_masthead,
 * text_tail, text_title) -> article (text).
 * Must not know: other readers, the index. */
#pragma once

#include "reader.h"

G_BEGIN_DECLS

/* More than this is no article: a book, a log, a database dump. */
#define TEXT_MAX_BYTES (16 * 1024 * 1024)
/* So many lines of a usual length are as long as that; each is measured, and each block is held
 * against every pattern. */
#define TEXT_MAX_LINES 400000
#define TEXT_MAX_BLOCKS 50000
/* No clutter, headline, date or byline is longer; so patterns never run over long text. */
#define TEXT_SHORT_BYTES 500

typedef enum {
    TEXT_OPEN,       /* not decided: ends as body, list or heading */
    TEXT_CLUTTER,    /* of the page, not of the story */
    TEXT_DATE,       /* says when it was published */
    TEXT_BYLINE,     /* says who wrote it */
    TEXT_LETTERHEAD, /* says who speaks, or that it is a release */
    TEXT_TITLE,
    TEXT_CAPTION,
    TEXT_CREDIT, /* a picture's source, unless the page has no other headline */
} TextUse;

typedef struct {
    char *text; /* as ng_clean_text gives it, never empty */
    gsize len;
    guint words;  /* two characters of a script without spaces count as one */
    bool alone;   /* blank lines, or the page's begin, before it */
    bool bullet;  /* had a list's mark, which is gone */
    bool cut;     /* was cut out of a longer line */
    bool ends;    /* ends as a sentence does */
    bool capital; /* its letters are all capitals */
    TextUse use;
} TextBlock;

typedef struct {
    GPtrArray *blocks; /* of TextBlock, in the page's order */
    NgArticle *article;
    bool packed;   /* the page came as one or two endless lines */
    guint release; /* the last line over the story that says it is a release; G_MAXUINT: none */
} TextPage;

/* text_charset.c: by its byte-order mark, else UTF-8 where it is, else windows-1252. New string
 * without NULs; NULL with a reason when the bytes are no text. */
char *text_decode(const char *data, gsize len, gsize *out_len, const char **reason);

/* text_layout.c */
void text_split(TextPage *page, const char *text, gsize len);

/* text_block.c */
TextBlock *text_block_new(const char *text, gssize len);
void text_block_free(gpointer block);
static inline TextBlock *text_block(const TextPage *page, guint i)
{
    return g_ptr_array_index(page->blocks, i);
}
bool text_is_space(gunichar c);
/* Of a script that puts no spaces between words. */
bool text_is_dense(gunichar c);
bool text_ends_sentence(const char *s, gsize len);
bool text_all_capital(const char *s, gsize len);
/* Reads as a paragraph does, not as a headline or a label. */
bool text_block_is_prose(const TextBlock *block);
/* The first block that reads so and is not yet taken out; page->blocks->len when there is none. */
guint text_first_prose(const TextPage *page);

/* text_region.c: takes off the menus and teasers of a page that was saved whole. */
void text_keep_story(TextPage *page);

/* English dates inside longer text, as patterns; what else a date may look like is date.h's. */
#define TEXT_MONTHS                                                                                \
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"             \
    "Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?"
#define TEXT_WEEKDAYS "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
#define TEXT_DATE_PATTERN "(?:" TEXT_WEEKDAYS ",? )?" TEXT_MONTHS " \\d{1,2},? \\d{4}\\b"

/* text_headers.c */
/* Takes header lines ("Subject: ...") off the text; returns where the page goes on. */
gsize text_read_headers(TextPage *page, const char *text, gsize len);
/* A candidate for a field, chosen or not, when the article keeps candidates. */
void text_consider(NgArticle *article, const char *field, const char *rule, const char *value);
void text_add_author(NgArticle *article, const char *name, gsize len, const char *rule);
/* Names in "Jane Roe, John Doe and Max Mustermann"; what is no name ("Staff Writer") is left.
 * Returns how many were added. */
guint text_read_names(NgArticle *article, const char *text, const char *rule);

/* text_opening.c */
void text_cut_opening(TextPage *page);

/* text_dateline.c */
void text_mark_dates(TextPage *page);
void text_mark_bylines(TextPage *page);
/* A date in the file's name, when the text has none. */
void text_date_from_name(TextPage *page, const char *source);

/* text_clutter.c */
/* What programs write over a page that they save or print; before dates are read. */
void text_mark_saved(TextPage *page);
void text_mark_clutter(TextPage *page);

/* text_statement.c: is it a press statement, and whose. */
void text_mark_statement(TextPage *page);

/* text_masthead.c: whose page it is, by the lines over the headline. */
void text_mark_masthead(TextPage *page);
/* A street, a town with its code, an office's name: no headline and nobody's name. */
bool text_block_is_address(const TextBlock *block);

/* text_names.c */
/* "C O D E G L A S S" without its spaces, NULL for any other line. New string. */
char *text_close_up(const char *text);
/* "Harrowgate Works, Inc." */
bool text_has_legal_form(const char *name);
/* Is `phrase` a part of a longer block from block `from` on, between the patterns `before` and
 * `after`? `spelt`, when given, takes the first that is not in capitals only. */
bool text_stands_in(const TextPage *page, guint from, const char *phrase, const char *before,
                    const char *after, char **spelt);
/* The name that a line gives, spelt as the text from block `from` on spells it; `repeated`: it does
 * so at all. New string. */
char *text_spelt_name(const TextPage *page, guint from, const char *line, bool *repeated);

/* text_tail.c */
void text_mark_tail(TextPage *page);
void text_mark_author_note(TextPage *page);

/* text_repeats.c */
void text_drop_repeats(TextPage *page);

/* text_title.c */
void text_choose_title(TextPage *page);

/* text_pattern.c: patterns without case, compiled once, for the life of the process. */
typedef struct {
    const char *pattern;
    GRegex *regex;
} TextPattern;
bool text_matches(TextPattern *pattern, const char *text);
/* As text_matches; fills the bytes of the group (0: the whole match). */
bool text_find(TextPattern *pattern, const char *text, int group, int *begin, int *end);
/* Letters and digits only, lower case: to tell whether two blocks say the same. New string. */
char *text_essence(const char *text);
/* "Home > News > Ferries": where the page stands on its site. */
bool text_is_path(const char *text);
/* Two to four words that look like a person's name. */
bool text_is_name(const char *text, gsize len);

G_END_DECLS
