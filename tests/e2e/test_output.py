# SPDX-License-Identifier: GPL-2.0-or-later
"""What programs read: JSON of the built programs against docs/output.schema.json."""
import json
import re

from articles import articles
from harness import (CORPUS, DONE, NOTHING, SHARED, SOME_SKIPPED, SOURCE_ROOT, Skip, equal, expect,
                     lines_of)

try:
    import jsonschema
except ImportError:
    jsonschema = None

NOW = {'NUTGRAF_NOW': '2026-11-22T12:00:00Z'}


def the_schema():
    return json.loads((SOURCE_ROOT / 'docs' / 'output.schema.json').read_text(encoding='utf-8'))


def closed(part):
    """The same, but that no key is allowed which is not told: nothing comes undocumented."""
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    out = {key: closed(value) for key, value in part.items()}
    if 'properties' in out and 'additionalProperties' not in out and \
            isinstance(out.get('required'), list):
        out['additionalProperties'] = False
    return out


def validator(name=None):
    if jsonschema is None:
        raise Skip('python3-jsonschema is not installed')
    schema = closed(the_schema())
    if name:
        schema = {'$schema': schema['$schema'], '$defs': schema['$defs'], '$ref': f'#/$defs/{name}'}
    return jsonschema.Draft202012Validator(schema)


def valid(value, name=None, what=''):
    for error in validator(name).iter_errors(value):
        where = '/'.join(str(step) for step in error.absolute_path)
        expect(False, f'{what} at {where}: {error.message[:600]}')


def with_corpus(box):
    box.add('--actors', CORPUS / 'actors.tsv', CORPUS, env=NOW)


QUERIES = [
    ['source', 'code', 'audit'],
    ['source', 'code', 'audit', '--facets', 'actor,person,org,place,outlet,speaker,byline,kind,'
     'lang,year,month,day,about,distinctive', '--timeline', 'month'],
    ['audit', '--scope', 'article', '--context', '2', '-n', '50'],
    ['security', '--scope', 'quote', '-n', '100', '--timeline', 'week'],
    ['audit', '--group', 'none', '-n', '100', '--timeline', 'day'],
    ['audit', '--timeline', 'year', '--sort', 'oldest'],
    ['--lang', 'de'], ['--lang', 'ja', '--context', '1'], ['--kind', 'statement', '-n', '100'],
    ['undated:'], ['audit', '--count'], ['audit', '--explain'],
    ['audti'], ['audit', 'submarine'], ['--outlet', 'nowhere'], ['audit', '--offset', '100000'],
    ['source', 'code', '--outlet', 'nowhere', '--facets', 'outlet', '--timeline', 'month'],
    ['or', 'and', 'source'], ['title:audit'], ['--saidby', 'nobody at all'],
    ['audit', '--match', 'any', '--sort', 'newest', '--since', '2019', '--until', '2026-06'],
]


def test_schema__is_itself_right(box):
    if jsonschema is None:
        raise Skip('python3-jsonschema is not installed')
    jsonschema.Draft202012Validator.check_schema(the_schema())


def test_schema__refuses_what_is_wrong(box):
    with_corpus(box)
    answer = box.answer('source', 'code', env=NOW)
    valid(answer)
    wrongs = []
    for change in (lambda a: a.update(v=2), lambda a: a.pop('next'),
                   lambda a: a['hits'][0].update(extra=1),
                   lambda a: a['hits'][0]['paragraph'].update(spans=[[1]]),
                   lambda a: a['hits'][0]['article'].update(published='yesterday'),
                   lambda a: a['total'].update(articles=-1),
                   lambda a: a['query'].update(scope='page')):
        wrong = json.loads(json.dumps(answer))
        change(wrong)
        wrongs.append(validator().is_valid(wrong))
    equal(wrongs, [False] * len(wrongs), 'what the schema says of wrong answers')


def test_answers__are_as_the_schema_says(box):
    with_corpus(box)
    for query in QUERIES:
        valid(box.answer(*query, env=NOW), what=' '.join(query))


def test_lines_of_hits__are_as_the_schema_says(box):
    with_corpus(box)
    for query in QUERIES:
        if '--count' in query:
            continue
        lines = box.search('--format', 'ndjson', *query, code=(DONE, NOTHING), env=NOW).out
        whole = box.answer(*query, env=NOW)
        equal([json.loads(line) for line in lines.splitlines()], whole['hits'], 'the hits')
        for line in lines.splitlines():
            valid(json.loads(line), 'hit', ' '.join(query))


def test_articles__are_as_the_schema_says(box):
    with_corpus(box)
    for args in (['extract', CORPUS], ['extract', '--provenance', CORPUS], ['export'],
                 ['export', '--source-only']):
        lines = box.index(*args, code=(DONE, SOME_SKIPPED), env=NOW).out.splitlines()
        expect(len(lines) > 50, 'few lines of', args)
        for line in lines:
            valid(json.loads(line), 'article', str(args[0]))


def test_articles__of_the_shared_pages_are_as_the_schema_says(box):
    pages = SHARED / 'seeds'
    if not pages.is_dir():
        raise Skip('there is no ../shared/seeds')
    lines = box.index('extract', '--provenance', pages, code=(DONE, SOME_SKIPPED)).out.splitlines()
    expect(lines, 'no article')
    for line in lines:
        valid(json.loads(line), 'article', 'seeds')


def test_stats_and_summaries__are_as_the_schema_says(box):
    (box.dir / 'bad.ndjson').write_text('{"id": "x", "tit', encoding='utf-8')
    summary = box.add(CORPUS, 'bad.ndjson', code=SOME_SKIPPED, env=NOW)
    expect(summary['skipped'], 'nothing was skipped')
    valid(summary, 'summary')
    valid(box.stats(), 'stats')
    removed = box.index('remove', '--json', box.ids()[0], code=DONE).out
    valid(json.loads(removed), 'summary')
    valid(json.loads(box.index('update', '--json', CORPUS, code=DONE, env=NOW).out), 'summary')


def test_stats__of_nothing_are_as_the_schema_says(box):
    box.add('-', stdin=lines_of([{'id': 'a', 'text': 'zzz'}]))
    valid(box.stats(), 'stats')


# ---- what the keys promise beyond their form ----

def test_spans__are_bytes_of_the_text_beside_them(box):
    box.add('-', stdin=lines_of([{
        'id': 'a', 'title': 'Über den Prüfbericht: “Größe” geprüft', 'lang': 'de', 'outlet': 'Bote',
        'url': 'https://bote.example/a?b=1', 'published': '2024-03-05', 'paragraphs': [
            {'text': '„Der Prüfbericht ist da“, sagte Änne Möller in Würzburg am Morgen.'}]}]))
    hits = box.answer('prüfbericht')['hits']
    expect(hits, 'nothing found')
    for hit in hits:
        for text, spans in ((hit['paragraph']['text'], hit['paragraph']['spans']),
                            (hit['article']['title'], hit['article']['title_spans'])):
            raw = text.encode()
            equal([raw[a:b].decode().lower() for a, b in spans], ['prüfbericht'] * len(spans),
                  'words marked')
            expect(spans, 'nothing marked in', text)
        raw = hit['paragraph']['text'].encode()
        for quote in hit['quotes']:
            equal(raw[quote['span'][0]:quote['span'][1]].decode(), quote['text'], 'quotation')


def test_quotes__in_quote_scope_are_the_one_found(box):
    box.add('-', stdin=lines_of([{
        'id': 'a', 'title': 'Two voices', 'lang': 'en', 'paragraphs': [
            {'text': '“The tug is slow,” Ada Pellworth said. “The pilots know it,” Ada Pellworth '
                     'said.'}]}]))
    hits = box.answer('--scope', 'quote', 'pilots')['hits']
    equal([[quote['text'] for quote in hit['quotes']] for hit in hits], [['“The pilots know it,”']],
          'quotations of the hits')
    equal(len(box.answer('pilots')['hits'][0]['quotes']), 2, 'quotations of the paragraph')


def test_permalink__has_a_text_fragment_of_the_paragraph(box):
    box.add('-', stdin=lines_of([
        {'id': 'a', 'title': 'A tug', 'url': 'https://wire.example/tug?id=1#top', 'text':
         'First words here.\n\nThe second tug, they said, is 50% slower - and costs more & more.'},
        {'id': 'b', 'title': 'No tug', 'text': 'This tug has no address.'},
        {'id': 'c', 'title': 'Bad tug', 'url': 'javascript:alert(1)', 'text': 'This tug is bad.'}]))
    links = {hit['id']: hit['paragraph']['permalink'] for hit in box.answer('tug')['hits']}
    equal(links['b#1'], None, 'without an address')
    equal(links['c#1'], None, 'of an address that is not of the web')
    link = links['a#2']
    expect(link.startswith('https://wire.example/tug?id=1#'), 'another page:', link)
    expect(':~:text=' in link, 'no text fragment:', link)
    fragment = link.split(':~:text=')[1]
    expect(re.fullmatch(r"(?:[A-Za-z0-9._~!$'()*+/?@:;-]|%[0-9A-F]{2}|,)+", fragment),
           'not escaped:', link)


def test_help__is_there_when_nothing_was_found_and_only_then(box):
    box.add('-', stdin=lines_of(articles(20) + [
        {'id': 'tug', 'title': 'Harbour', 'lang': 'en', 'text': 'A tug is wanted.\n\nThe pilots say so.'}]))
    equal(box.answer('tug', 'pilots')['help'],
          {'words': [{'word': 'tug', 'articles': 1, 'suggestion': None},
                     {'word': 'pilots', 'articles': 1, 'suggestion': None}],
           'in_different_paragraphs': 1}, 'help')
    equal(box.answer('pilotts')['help']['words'],
          [{'word': 'pilotts', 'articles': 0, 'suggestion': 'pilots'}], 'help with a misspelling')
    expect('help' not in box.answer('tug'), 'help for what was found')


def test_keys__stand_in_the_order_of_the_schema(box):
    """Programs need not care; people who read the lines do, and the same answer is the same bytes."""
    with_corpus(box)
    schema = the_schema()
    answer = box.answer('source', 'code', '--facets', 'actor', '--timeline', 'year', '--explain',
                        '--context', '1', env=NOW)
    for value, part in ((answer, schema), (answer['hits'][0], schema['$defs']['hit']),
                        (answer['hits'][0]['article'],
                         schema['$defs']['hit']['properties']['article']),
                        (answer['facets']['actor'][0], schema['$defs']['facetValue'])):
        wanted = [key for key in part['properties'] if key in value]
        equal(list(value), wanted, 'keys')
