# SPDX-License-Identifier: GPL-2.0-or-later
"""The query language as a whole: each query of tests/queries/table.tsv, in all three scopes, against
what it is to be understood as, against the ids in the table, and against an evaluation of its own
over the stored text (tests/queries/evaluate.py). After a change that is meant, NG_GOLDEN=write
writes what is found into the table; the evaluation must agree in any case."""
import json
import os
import sys

from harness import DONE, NOTHING, SOURCE_ROOT, USAGE, equal, expect, lines_of

sys.path.insert(0, str(SOURCE_ROOT / 'tests' / 'queries'))
import evaluate  # noqa: E402
import news  # noqa: E402
import reading  # noqa: E402

TABLE = SOURCE_ROOT / 'tests' / 'queries' / 'table.tsv'
SCOPES = ('paragraph', 'article', 'quote')
CLOCK = {'NUTGRAF_NOW': evaluate.NOW.isoformat() + 'T12:00:00Z'}
LEAST = 150  # queries that must be in the table


def rows():
    for line in TABLE.read_text(encoding='utf-8').splitlines():
        if line and not line.startswith('#'):
            yield line.split('\t')


def ids_of(field, value):
    """The actors that a name may mean."""
    wanted = evaluate.fold(value)
    return {ident for ident, (name, kind) in news.ACTORS.items()
            if wanted in (ident, evaluate.fold(name)) and field in ('actor', 'saidby', kind)}


def joined(ids):
    """audit-opens#0,1 german#2"""
    numbers = {}
    for ident in sorted(ids):
        article, number = ident.split('#')
        numbers.setdefault(article, []).append(number)
    return ' '.join(f'{article}#{",".join(some)}' for article, some in numbers.items()) or '-'


def asked(box, query, scope):
    """What the searcher makes of it: (parsed, ids), or (its message, None)."""
    result = box.search('--format', 'json', '--group', 'none', '-n', 1000, '--scope', scope, '--',
                        query, code=(DONE, NOTHING, USAGE), env=CLOCK)
    if result.code == USAGE:
        return result.err.splitlines()[0].removeprefix('nutgraf-search: '), None
    answer = json.loads(result.out)
    return answer['query']['parsed'], joined(hit['id'] for hit in answer['hits'])


def computed(articles, parsed, scope):
    node = reading.read(parsed)
    return joined(f'{article.given["id"]}#{number}' for article in articles
                  for number in evaluate.hits(node, article, scope))


def write_table(box):
    lines = [line for line in TABLE.read_text(encoding='utf-8').splitlines()]
    for at, line in enumerate(lines):
        if line and not line.startswith('#'):
            query = line.split('\t')[0]
            answers = [asked(box, query, scope) for scope in SCOPES]
            lines[at] = '\t'.join([query, answers[0][0], *(found or 'error'
                                                          for _, found in answers)])
    TABLE.write_text('\n'.join(lines) + '\n', encoding='utf-8')


def test_queries__find_what_the_text_says(box):
    given = list(news.articles())
    box.add('-', stdin=lines_of(given))
    articles = [evaluate.Article(one, ids_of) for one in given]
    if os.environ.get('NG_GOLDEN') == 'write':
        write_table(box)
    seen = 0
    for query, parsed, *tabled in rows():
        seen += 1
        for scope, ids in zip(SCOPES, tabled):
            understood, found = asked(box, query, scope)
            equal(understood, parsed, f'{query}: understood as')
            equal(found or 'error', ids, f'{query}: found in scope {scope}')
            if found:
                equal(computed(articles, parsed, scope), found,
                      f'{query}: found by hand in scope {scope}')
    expect(seen >= LEAST, seen, 'queries are fewer than', LEAST)
