/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --help. */
#include "options.h"

const char ng_search_help[] =
    "Usage: nutgraf-search [OPTIONS] QUERY...       finds the paragraph in your news\n"
    "\n"
    "  source code audit   all words, in one paragraph      \"source code\"  a phrase\n"
    "  a OR b, -a, ( )     any, without, grouping           audit* =audit  a NEAR/5 b\n"
    "  title:  lead:  actor:  outlet:  saidby:  quote:  kind:  lang:  date:2017-04..\n"
    "\n"
    "-d, --db DIR          index [$NUTGRAF_DB, ~/.local/share/nutgraf]; may repeat\n"
    "--scope S             where all words stand: paragraph, article, quote\n"
    "--match any           some of the words do [all] --expand      by related words\n"
    "--actor, --outlet, --saidby, --lang, --kind NAME   filters; repeated: any of\n"
    "--like ID             what is similar to an article, or a paragraph: ARTICLE#n\n"
    "--since, --until DAY  published then: 2017, 2017-08, 2017-08-25, 7d, yesterday\n"
    "-n, --limit N         articles to show [10]     --offset N    skip so many\n"
    "--sort ORDER          relevance, newest, oldest --recency 30d  mixes age in\n"
    "--group none          count hits --dups show  --serve [PORT]  in a browser\n"
    "--facets LIST         of actor person org place outlet speaker byline kind lang\n"
    "                      year month day about distinctive; actor:50; or none\n"
    "--timeline UNIT       day, week, month, year    --context N   paragraphs around\n"
    "--count               the number only           --explain     how it was read\n"
    "--format F            text, json, ndjson, csv, rss, html        --no-pager\n"
    "--save NAME, --new-since-last NAME, --saved, --forget NAME     standing queries\n"
    "--color, --hyperlink  auto, always, never       --version, -h, --help\n"
    "For example: nutgraf-search audit -kaspersky --outlet cyberscoop\n";
