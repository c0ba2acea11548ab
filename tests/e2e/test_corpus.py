# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample collection, and the two pages that the project began with, as a reader of the README
would try them."""
import re

from harness import CORPUS, NOTHING, SHARED, Skip, equal, expect

CLUTTER = ['Allowed HTML tags', 'Leave a comment', 'Got a tip?', 'Most popular', 'ADVERTISEMENT',
           'Cookie', 'Sponsored', 'Read more:', 'Lire aussi', 'Hide comments',
           'FOR IMMEDIATE RELEASE', '###', 'Manage choices']
NOW = {'NUTGRAF_NOW': '2026-11-22T12:00:00Z'}


def with_corpus(box):
    summary = box.add('--actors', CORPUS / 'actors.tsv', CORPUS, env=NOW)
    equal(summary['skipped'], [], 'skipped')
    return summary


def records_of_readme():
    text = (CORPUS / 'README.md').read_text(encoding='utf-8')
    found = re.search(r'(\d+) articles and press statements', text)
    expect(found and 'one of them withdrawn, one under embargo' in text, 'the README says else')
    return int(found.group(1))


def test_corpus__has_the_articles_of_its_readme(box):
    records = records_of_readme()
    summary = with_corpus(box)
    equal(summary['added'], records, 'added')
    equal(summary['superseded'], 3, 'older versions left out')
    equal(summary['passed_over'], 2, 'files that are no news: README.md, actors.tsv')
    equal(box.stats()['articles'], records - 1, 'articles but for the withdrawn one')
    found = box.answer('source code audit', env=NOW)
    equal(found['index']['articles'], records - 2, 'articles that can be found')
    languages = box.stats()['languages']
    for lang in ('en', 'de', 'fr', 'ru', 'ja'):
        expect(languages.get(lang), f'no article in {lang}:', languages)
    box.check()


def test_corpus__twice_changes_nothing(box):
    with_corpus(box)
    before = box.stats()
    equal(with_corpus(box)['unchanged'], before['articles'] + 1, 'unchanged')
    equal(box.stats(), before, 'stats with the revision')


def test_corpus__example_query_finds_many_outlets(box):
    with_corpus(box)
    answer = box.answer('source', 'code', 'audit', '-n', '100', '--facets', 'outlet:50,month:100',
                        env=NOW)
    outlets = {hit['article']['outlet'] for hit in answer['hits']} - {None}
    expect(len(outlets) >= 5, 'outlets:', outlets)
    equal({value['name'] for value in answer['facets']['outlet']}, outlets, 'outlets of the facet')
    expect(len(answer['facets']['month']) >= 10, 'months:', answer['facets']['month'])
    for hit in answer['hits']:
        expect(hit['article']['id'] not in ('mpa-20310401-anniversary', 'mpa-20220113-hoistline'),
               'found what nobody may find')
        expect(hit['paragraph']['spans'] or hit['article']['title_spans'], 'no word marked', hit)


def test_corpus__embargo_ends_at_its_time(box):
    with_corpus(box)
    for clock, found in ((NOW, 0), ({'NUTGRAF_NOW': '2031-05-01T00:00:00Z'}, 1)):
        equal(box.count('id:mpa-20310401-anniversary', env=clock), found, f'found at {clock}')


def test_corpus__higher_version_stays(box):
    with_corpus(box)
    cranes = [a for a in box.export() if a['id'] == 'mpa-20211014-cranes']
    equal([a['version'] for a in cranes], [2], 'versions of the cranes')


def test_corpus__clutter_is_no_paragraph(box):
    with_corpus(box)
    for article in box.export():
        for paragraph in article['paragraphs']:
            for words in CLUTTER:
                expect(words not in paragraph['text'], f'{words!r} stands in', article['source'],
                       paragraph['n'], paragraph['text'])


def test_corpus__facets_count_what_their_filters_find(box):
    with_corpus(box)
    for query in ('audit', 'source code', 'cranes'):
        facets = box.answer(query, '--facets', 'outlet,actor,lang,kind', env=NOW)['facets']
        for name, values in facets.items():
            for value in values[:6]:
                counted = box.count(query, f'--{name}', value['value'], env=NOW)
                expect(counted == value['count'],
                       f'{query} --{name} {value["value"]}: {counted}, facet {value["count"]}')


def test_corpus__each_language_finds_its_own(box):
    with_corpus(box)
    for query, lang in (('Kräne', 'de'), ('audit du code', 'fr'),
                        ('исходный код', 'ru'), ('監査', 'ja')):
        langs = {hit['article']['lang'] for hit in box.answer(query, env=NOW)['hits']}
        expect(lang in langs, query, 'finds only', langs)


# ---- the two pages the project began with ----

def with_seeds(box, *options):
    seeds = SHARED / 'seeds'
    if not seeds.is_dir():
        raise Skip('the two pages are not here')
    summary = box.add(*options, seeds)
    equal((summary['added'], summary['skipped']), (2, []), 'added and skipped')


def test_seeds__the_offer_of_an_audit_is_found(box):
    with_seeds(box)
    hits = box.answer('source', 'code', 'audit')['hits']
    equal(len(hits), 1, 'hits')
    text = hits[0]['paragraph']['text']
    expect('repeatedly offered' in text and 'official audit' in text, text)
    marked = [text.encode()[begin:end].decode() for begin, end in hits[0]['paragraph']['spans']]
    equal(marked, ['source', 'code', 'audit'], 'words marked')
    expect('source code' in ' '.join(box.search('source', 'code', 'audit').out.split()),
           'the text for people')


def test_seeds__actors_narrow_to_their_paragraph(box):
    with_seeds(box)
    query = ['source', 'code', 'audit']
    equal(box.count('--actor', 'eugene kaspersky', *query), 1, 'with Eugene Kaspersky')
    box.search('--actor', 'fbi', *query, code=NOTHING)
    equal(box.count('--actor', 'fbi', *query), 0, 'with the FBI in the paragraph')
    equal(box.count('--scope', 'article', '--actor', 'fbi', *query), 1, 'with it in the article')


def test_seeds__outlet_narrows_once_it_is_named(box):
    with_seeds(box, '--outlet', 'The Channel Record')
    equal(box.count('--outlet', 'The Channel Record', 'source', 'code', 'audit'), 1, 'in it')
    equal(box.count('--outlet', 'the channel record', 'source', 'code', 'audit'), 1, 'lower case')
    equal(box.count('--outlet', 'Another One', 'source', 'code', 'audit'), 0, 'in another')


def test_seeds__facets_have_the_proper_names(box):
    with_seeds(box)
    names = {value['name'] for value in
             box.answer('kaspersky', '--facets', 'actor:50')['facets']['actor']}
    for name in ('Kaspersky Lab', 'FBI', 'U.S. Congress', 'Eugene Kaspersky',
                 'Bloomberg Businessweek', 'FSB'):
        expect(name in names, name, 'is not among', names)


def test_seeds__clutter_is_no_paragraph(box):
    with_seeds(box)
    for article in box.export():
        expect('Kaspersky Lab' in article['title'], 'the headline:', article['title'])
        for paragraph in article['paragraphs']:
            text = paragraph['text']
            expect(text != 'Content' and 'Thinkstock' not in text and 'TAGS' not in text and
                   'Hide comments' not in text and 'HTML tags' not in text and
                   'Send tips' not in text and 'skip this ad' not in text and
                   'Plain text' != text and 'is co-founder' not in text and
                   'turn into links' not in text, 'clutter:', text)


def test_corpus__a_surname_suggests_the_person(box):
    with_corpus(box)
    found = box.search('audit', '--saidby', 'wren', code=NOTHING, env=NOW)
    expect('Tomasz Wren' in found.out + found.err, 'no suggestion:', found.out, found.err)


def test_corpus__a_dateline_in_capitals_names_a_place_as_it_is_written(box):
    with_corpus(box)
    places = box.answer('lock gates', '--facets', 'place', env=NOW)['facets']['place']
    names = {value['name'] for value in places}
    expect('Allerbrueck' in names and 'ALLERBRUECK' not in names, 'places', names)
