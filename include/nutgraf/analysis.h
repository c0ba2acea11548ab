/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: who is named, who is quoted, in what language, of what kind.
 * After the reader, before the schema: completes an NgArticle in place.
 * Must not know: terms, the index, files other than its own data. */
#pragma once

#include "nutgraf/actors.h"
#include "nutgraf/article.h"
#include "nutgraf/token.h"

G_BEGIN_DECLS

/* The authority: who exists, under which names. Immutable after loading, safe to share by fork. */
typedef struct NgAuthority NgAuthority;

/* Reads TSV: id, kind (org|person|place), name, aliases separated by "|", offices separated by "|";
 * `#` begins a comment line. An alias prefixed with "~" is an adjective or inhabitants' name
 * (Russian): it helps resolving but is no mention. An office is "FBI
 * director@2013-09-04..2017-05-09" (either end, and days and months, may be missing); "~" before it
 * marks one that several hold at a time. A bad line is an error that names file and line. Later
 * files add to and override earlier ones (same id: the aliases join). paths: NULL-terminated; free
 * with ng_authority_free. */
NgAuthority *ng_authority_load(const char *const *paths, GError **error);
/* The same with what an index's changes add and take away. table: taken over, may be NULL. */
NgAuthority *ng_authority_load_changed(const char *const *paths, NgActorTable *table,
                                       GError **error);
void ng_authority_free(NgAuthority *authority);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgAuthority, ng_authority_free)
/* An index of the authority's actors: 0 .. count-1, ordered by id. Borrowed strings. */
guint ng_authority_count(const NgAuthority *authority);
const char *ng_authority_id(const NgAuthority *authority, guint i);
const char *ng_authority_name(const NgAuthority *authority, guint i);
NgActorKind ng_authority_kind(const NgAuthority *authority, guint i);
/* NULL-terminated, owned by the authority; without the name itself. */
const char *const *ng_authority_aliases(const NgAuthority *authority, guint i);
/* As they were written. NULL-terminated, owned by the authority. */
const char *const *ng_authority_offices(const NgAuthority *authority, guint i);
/* By its very id; -1: there is none. */
int ng_authority_by_id(const NgAuthority *authority, const char *id);
/* By id, name or alias in any case; -1 when nobody is called that. */
int ng_authority_find(const NgAuthority *authority, const char *name);
/* The one who held the office ("FBI director", in any case) on that day, yyyymmdd; of a month or a
 * year (00), on all of it. -1 when nobody is known to have, more than one, or without a date. */
int ng_authority_holder(const NgAuthority *authority, const char *office, uint32_t date_ymd);

/* By the name alone, for lists that do not say: a person when it begins like one's, else an
 * organisation. */
NgActorKind ng_actor_kind_guess(const char *name);

/* What the recogniser of names in English text has learned: data/names-en.model. */
typedef struct NgNameModel NgNameModel;
/* Maps the file: costs nothing until it is used. An error of NG_ERROR_BAD_INPUT: it is no model, or
 * one of another version. Free with ng_name_model_free, after the analysers that use it. */
NgNameModel *ng_name_model_load(const char *path, GError **error);
void ng_name_model_free(NgNameModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgNameModel, ng_name_model_free)

/* The analyser holds scratch memory and stemmers; one a process. */
typedef struct NgAnalyser NgAnalyser;
NgAnalyser *ng_analyser_new(const NgAuthority *authority /* borrowed, may be NULL */);
void ng_analyser_free(NgAnalyser *analyser);
/* With a model (borrowed, may be NULL) names are recognised in English text beyond those of the
 * authority; without, and in other languages, by the authority and rules alone. */
void ng_analyser_set_model(NgAnalyser *analyser, const NgNameModel *model);

/* Fills what is missing: lang, kind, role of the lede, paragraphs in a language of their own,
 * actors and quotes of headline and paragraphs. What the input gave is kept; a language that a
 * page's markup claims, only while its text does not clearly contradict. Idempotent. Never fails:
 * text is always text. A name that several actors have goes to the one that the words around it
 * speak for, else to the one named in full last before it, else in full after it, else to the
 * earlier line of the authority. A speaker whom the authority does not know has ng_slug of the name
 * as id; a surname that nobody in the article bears in full may be such a speaker without being an
 * actor. The speaker is NULL when the text names nobody. */
void ng_analyse(NgAnalyser *analyser, NgArticle *article);
/* The tokens of the article analysed last, the headline's first. */
const NgKeptTokens *ng_analyser_tokens(const NgAnalyser *analyser);
/* Only what words are indexed by: lang and the role of the lede. Nobody is named or quoted but by
 * the input. */
void ng_analyse_words(NgArticle *article);

G_END_DECLS
