# SPDX-License-Identifier: GPL-2.0-or-later
"""The searcher as a user and a program run it: exit codes, messages, pages, formats, filters."""
import csv
import io
import json
import os
import subprocess
import xml.etree.ElementTree as xml

from articles import articles
from harness import (CORPUS, DAMAGED, DONE, IO, NOTHING, USAGE, equal, expect, hit_ids, lines_of,
                     timeless)

TUG = {'id': 'tug', 'title': 'Pilots ask for a second tug', 'outlet': 'Harbour Sentinel',
       'published': '2021-03-04', 'lang': 'en', 'paragraphs': [
           {'text': 'The pilots have asked the port of Ostrava for a second tug.'},
           {'text': 'The office will think it over; money for a boat is short.'},
           {'text': '“A single tug is a single failure,” Ada Pellworth said.'}]}
BOAT = {'id': 'boat', 'title': 'A boat for the school', 'outlet': 'The Lantern',
        'published': '2022-07', 'lang': 'en', 'paragraphs': [
            {'text': 'The school has bought a boat, and the pilots teach in it.'},
            {'text': 'No tugs were needed when it was launched.'}]}
UNDATED = {'id': 'undated', 'title': 'Notice to pilots', 'outlet': 'The Lantern', 'lang': 'en',
           'paragraphs': [{'text': 'The second basin is closed to every tug and boat.'}]}


def with_few(box, *more):
    box.add('-', stdin=lines_of([TUG, BOAT, UNDATED, *more]))


def found(box, *query):
    """The ids of the articles found, sorted."""
    return sorted({hit['article']['id'] for hit in box.answer(*query)['hits']})


# ---- exit codes and messages ----

def test_exit_code__tells_found_from_nothing(box):
    with_few(box)
    box.search('tug', code=DONE)
    for how in ([], ['--count'], ['--format', 'json'], ['--format', 'ndjson'],
                ['--format', 'csv'], ['--format', 'rss']):
        box.search(*how, 'tug', code=DONE)
        box.search(*how, 'submarine', code=NOTHING)


def test_nothing_found__says_what_each_word_alone_would_give(box):
    with_few(box)
    result = box.search('tug', 'submarine', code=NOTHING)
    said = result.out + result.err
    expect('submarine' in said and 'tug' in said, 'no help:', said)


def test_bad_query__has_a_caret_and_the_nearest_name(box):
    with_few(box)
    told = box.search('oulet:lantern', code=USAGE).err
    lines = told.splitlines()
    caret = next((line for line in lines if line.strip().startswith('^')), None)
    expect(caret is not None, 'no caret:', told)
    query = lines[lines.index(caret) - 1]
    expect(query[caret.index('^'):].startswith('oulet'), 'the caret stands elsewhere:', told)
    expect('outlet' in told, 'the nearest name is not given:', told)


def test_bad_query__is_refused_whatever_is_wrong(box):
    with_few(box)
    for query in ('"unclosed', '(tug', 'tug)', 'tug OR', 'NEAR/5', 'a*', 'date:03/04/2024',
                  'tug NEAR/x boat', 'date:someday', 'title:', 'atleast0(tug)'):
        result = box.search('--', query, code=(USAGE, DONE, NOTHING))
        equal(result.code, USAGE, f'exit for {query}')
        expect('^' in result.err, query, 'has no caret:', result.err)


def test_bad_option__is_a_usage_error(box):
    with_few(box)
    for options in (['--limit', 'many', 'tug'], ['-n', '1001', 'tug'], ['--scope', 'page', 'tug'],
                    ['--no-such-option', 'tug'], ['--facets', 'colour', 'tug'],
                    ['--format', 'wordstar', 'tug'], ['--sort', 'size', 'tug'],
                    ['--since', 'someday', 'tug']):
        result = box.search(*options, code=USAGE)
        expect(result.err and not result.out, 'message of', options, result)


def test_remote_index__is_reserved(box):
    box.run('search', ['tug'], db='archive.example:7711', code=USAGE)


def test_hostile_query__is_answered_in_time(box):
    with_few(box)
    for query in ('(' * 300, '"' * 301, 'a* OR b*', ' OR '.join(['tug'] * 200), 'tug ' * 900,
                  'x' * 3000, '\x01\x02', 'tug\n\nboat', '-' * 50, 'NOT ' * 90 + 'tug',
                  'tug NEAR/99999999999999999999 boat', '\u202etug', 'date:' + '9' * 400 + '..'):
        box.search('--', query, code=(DONE, NOTHING, USAGE))
    box.search('--', b'tug \xff\xfe'.decode('utf-8', 'surrogateescape'),
               code=(DONE, NOTHING, USAGE))


def test_output__to_a_closed_pipe_ends_quietly(box):
    box.add('-', stdin=lines_of(articles(150, mark='everywhere')))
    for how in ([], ['--format', 'json'], ['--format', 'ndjson']):
        reading, writing = os.pipe()
        os.close(reading)
        process = box.start('search', [*how, '-n', '200', 'everywhere'], stdout=writing)
        os.close(writing)
        result = box.end(process, code=(DONE, IO, -13))
        equal(result.err, '', 'said about a reader that went away')


def test_output__that_cannot_be_written_is_an_error(box):
    with_few(box)
    with open('/dev/full', 'wb') as full:
        box.end(box.start('search', ['tug'], stdout=full), code=IO)


def test_output__is_plain_when_it_is_no_terminal(box):
    with_few(box, {**BOAT, 'id': 'esc', 'title': 'A \x1b[31mred\x1b[0m \u202eboat'})
    out = box.search('boat').out
    expect('\x1b' not in out, 'an escape sequence was printed')
    expect('\x1b' in box.search('--color', 'always', 'boat').out, 'no colour when it is asked for')


def test_index__without_articles_finds_nothing(box):
    box.add('-', stdin='', code=(DONE, 2))
    box.search('tug', code=NOTHING)
    equal(box.answer('tug')['total']['articles'], 0, 'total')


def test_index__under_a_folder_that_is_none(box):
    box.write('file', 'text')
    for place in ('file', 'nowhere', '.'):
        told = box.search('tug', db=box.dir / place, code=(DAMAGED, IO)).err
        expect(told, 'no message')


# ---- formats and pages ----

def test_answer__is_the_same_twice(box):
    box.add('-', stdin=lines_of(articles(120)))
    for query in (['report'], ['we counted', '--scope', 'quote'],
                  ['report', '--facets', 'actor,outlet,speaker,month', '--sort', 'newest'],
                  ['--outlet', 'The Lantern'], ['no such words at all']):
        first, second = box.answer(*query), box.answer(*query)
        equal(second['index'], first['index'], 'index')
        equal(timeless(second), timeless(first), f'answer to {query}')


def test_pages__cover_every_hit_once(box):
    box.add('-', stdin=lines_of(articles(75, mark='everywhere')))
    for grouped in ('article', 'none'):
        whole = box.answer('everywhere', '--group', grouped, '-n', '1000')
        equal(whole['next'], None, 'after the last')
        seen, offset = [], 0
        while offset is not None:
            page = box.answer('everywhere', '--group', grouped, '-n', '17', '--offset', str(offset))
            equal(page['total'], whole['total'], 'total of a page')
            seen += hit_ids(page)
            expect(page['next'] is None or page['next'] == offset + 17, 'next:', page['next'])
            offset = page['next']
        equal(seen, hit_ids(whole), f'hits of all pages ({grouped})')
        equal(len(set(seen)), len(seen), 'different hits')
        if grouped == 'none':
            equal(len(seen), whole['total']['paragraphs'], 'hits and the total')
    equal(box.answer('everywhere', '--offset', '5000')['hits'], [], 'behind the end')


def test_count__is_the_total_in_its_unit(box):
    box.add('-', stdin=lines_of(articles(75, mark='everywhere')))
    total = box.answer('everywhere')['total']
    equal(total['articles'], 75, 'articles')
    equal(box.count('everywhere'), 75, 'count')
    equal(box.count('--group', 'none', 'everywhere'), total['paragraphs'], 'count of paragraphs')


def test_ndjson__has_the_hits_of_json(box):
    with_few(box)
    lines = box.search('--format', 'ndjson', 'tug').out.splitlines()
    equal([json.loads(line) for line in lines], box.answer('tug')['hits'], 'hits')


def test_json__has_facets_only_when_asked(box):
    with_few(box)
    expect(not box.answer('tug').get('facets'), 'facets unasked')
    facets = box.answer('tug', '--facets', 'outlet,year')['facets']
    equal({v['name']: v['count'] for v in facets['outlet']},
          {'Harbour Sentinel': 1, 'The Lantern': 2}, 'outlets')
    equal(sorted(v['value'] for v in facets['year']), ['2021', '2022', 'unknown'], 'years')


def test_facet__ignores_its_own_filter_and_marks_it(box):
    with_few(box)
    answer = box.answer('tug', '--outlet', 'The Lantern', '--facets', 'outlet')
    equal(answer['total']['articles'], 2, 'narrowed')
    equal({v['name']: (v['count'], v['selected']) for v in answer['facets']['outlet']},
          {'Harbour Sentinel': (1, False), 'The Lantern': (2, True)}, 'the facet')


def test_facet__shows_what_is_chosen_beyond_its_limit(box):
    with_few(box)
    answer = box.answer('tug', '--outlet', 'Harbour Sentinel', '--facets', 'outlet:1')
    equal({v['name']: v['selected'] for v in answer['facets']['outlet']},
          {'Harbour Sentinel': True, 'The Lantern': False}, 'the facet')


def test_spans__mark_the_words_that_were_found(box):
    with_few(box)
    for hit in box.answer('tug', 'pilot', '--match', 'any')['hits']:
        text = hit['paragraph']['text'].encode()
        for begin, end in hit['paragraph']['spans']:
            expect(text[begin:end].decode().lower() in ('tug', 'tugs', 'pilot', 'pilots'),
                   'marked:', text[begin:end])


def test_context__is_the_paragraphs_around_a_hit_each_once(box):
    words = ['one', 'two', 'three tug', 'four', 'five tug', 'six', 'seven', 'eight', 'nine tug']
    with_few(box, {'id': 'long', 'title': 'Counting', 'lang': 'en',
                   'paragraphs': [{'text': f'Paragraph {word}.'} for word in words]})
    asked = ['id:long', 'tug', '--sort', 'oldest']
    for context, around in ((0, None), (1, [[2, 4], [4, 6], [8]]),
                            (2, [[1, 2, 4, 5], [3, 4, 6, 7], [7, 8]])):
        hits = sorted(box.answer(*asked, '--context', context)['hits'],
                      key=lambda hit: hit['paragraph']['n'])
        equal([hit['paragraph']['n'] for hit in hits], [3, 5, 9], 'hits')
        equal([[p['n'] for p in hit['context']] for hit in hits if 'context' in hit] or None,
              around, f'context {context}')
        for paragraph in (p for hit in hits for p in hit.get('context', [])):
            equal(paragraph['text'], f"Paragraph {words[paragraph['n'] - 1]}.", 'text')
    shown = box.search(*asked, '--context', '1', '--facets', 'none').out
    for n, word in enumerate(words, 1):
        hit = 'tug' in word
        equal(shown.count(f'Paragraph {word}.'), 1 if hit or n in (2, 4, 6, 8) else 0, word)
        equal(f'¶{n} ' in shown, hit, f'sign of {word}')
    box.search(*asked, '--context', '101', code=USAGE)


# ---- tables ----

COLUMNS = ['article_id', 'n', 'published', 'outlet', 'title', 'speaker', 'quotation', 'text', 'url']


def table(box, *query, code=DONE, said='', **more):
    """The rows as Python's reader sees them; `said` is all that may stand on standard error."""
    result = box.search('--format', 'csv', *query, code=code, **more)
    expect(said in result.err if said else not result.err, 'standard error:', result.err)
    reader = csv.DictReader(io.StringIO(result.out, newline=''), strict=True)
    rows = list(reader)
    equal(reader.fieldnames, COLUMNS, 'columns')
    expect(result.out.endswith('\r\n') and '\ufeff' not in result.out, 'ends:', result.out[-20:])
    expect(all(None not in row and None not in row.values() for row in rows), 'cells of', rows)
    return rows


def test_csv__tells_who_said_what_when_and_where(box):
    box.add('--actors', CORPUS / 'actors.tsv', CORPUS)
    clock = {'NUTGRAF_NOW': '2026-11-22T12:00:00Z'}
    asked = ['--scope', 'quote', '--saidby', 'ilona varga', '--group', 'none', '-n', '1000']
    rows = table(box, *asked, env=clock)
    stored = {article['id']: article for article in box.export()}
    wanted = sorted((article['id'], str(p['n']), quote['text']) for article in stored.values()
                    for p in article['paragraphs'] for quote in p.get('quotes', [])
                    if quote['speaker'] == 'ilona-varga')
    expect(len(wanted) > 10, 'too few to tell:', wanted)
    equal(sorted((row['article_id'], row['n'], row['quotation']) for row in rows), wanted,
          'quotations')
    equal({row['speaker'] for row in rows}, {'Ilona Varga'}, 'speakers')
    for row in rows:
        article = stored[row['article_id']]
        equal([row['published'], row['outlet'], row['title'], row['url'], row['text']],
              [article[key] or '' for key in ('published', 'outlet', 'title', 'url')] +
              [article['paragraphs'][int(row['n']) - 1]['text']], f'row of {row["article_id"]}')


def test_quotations__of_several_are_found_by_each_and_count_once(box):
    said = '“The harbour is everybody’s,”'
    box.add(box.write('joint.txt', 'A plan\n\nAda Pellworth and Corvin Hale met on Tuesday. '
                      f'{said} the senators wrote. “It is late,” Pellworth said.\n'))
    for name in ('ada pellworth', 'corvin hale'):
        answer = box.answer('--scope', 'quote', 'harbour', '--saidby', name, '--facets', 'speaker')
        equal(len(answer['hits']), 1, f'hits of {name}')
        equal([[quote['speaker'], quote['text']] for quote in answer['hits'][0]['quotes']],
              [['ada-pellworth', said], ['corvin-hale', said]], f'quotations of {name}')
        equal({value['value']: value['count'] for value in answer['facets']['speaker']},
              {'ada-pellworth': 1, 'corvin-hale': 1}, 'speakers')
    equal(box.count('saidby:"corvin hale" quote:harbour'), 1, 'one and the same quotation')
    equal(box.count('--scope', 'quote', '--saidby', 'corvin hale', 'late'), 0, 'his of hers')
    equal(box.stats()['quotations'], 2, 'quotations')
    equal([(row['speaker'], row['quotation'])
           for row in table(box, '--scope', 'quote', 'harbour')],
          [('Ada Pellworth; Corvin Hale', said)], 'rows')
    for form in ('rss', 'text'):
        expect('— Ada Pellworth, Corvin Hale wrote' in
               box.search('--scope', 'quote', 'harbour', '--format', form).out, 'speakers in', form)
    # What is written out is read in as it was, and merging the two leaves one who speaks.
    export = box.index('export').out
    again = box.dir / 'again'
    box.index('add', '-', '-d', again, stdin=export)
    equal(box.index('export', '-d', again).out, export, 'written out again')
    box.index('actors', 'merge', 'corvin-hale', 'ada-pellworth')
    hit = box.answer('--scope', 'quote', 'harbour')['hits'][0]
    equal([quote['speaker'] for quote in hit['quotes']], ['ada-pellworth'], 'once merged')


def test_csv__has_the_hits_of_json(box):
    box.add('-', stdin=lines_of(articles(60, mark='everywhere')))
    for query in (['everywhere', '-n', '20'], ['--scope', 'quote', 'we'],
                  ['everywhere', '--group', 'none', '--sort', 'newest', '--offset', '7']):
        rows = table(box, *query, said='nutgraf-search: note: the table has ')
        equal([f"{row['article_id']}#{row['n']}" for row in rows],
              hit_ids(box.answer(*query)), f'rows of {query}')


def test_csv__says_how_many_rows_it_left_out_in_good_english(box):
    with_few(box)
    told = box.search('tug', '--format', 'csv', '--group', 'none', '-n', '1').err
    expect('has 1 row and there are more hits' in told, told)
    told = box.search('tug', '--format', 'csv', '--group', 'none', '-n', '2').err
    expect('has 2 rows and there are more hits' in told, told)


def test_since_and_until__the_wrong_way_round_are_told(box):
    with_few(box)
    told = box.search('tug', '--since', '2022', '--until', '2021', code=USAGE).err
    expect('did you mean 2021..2022?' in told, told)
    equal(box.count('tug', '--since', '2021', '--until', '2022'), 2, 'the right way round')


def test_no_index__among_several_is_named_with_what_helps(box):
    with_few(box)
    told = box.search('--db', 'nowhere', 'tug', code=DAMAGED).err
    expect('nowhere' in told and '`nutgraf-index -d DIR add PATH`' in told, told)


def test_csv__of_nothing_is_its_first_line_alone(box):
    with_few(box)
    equal(table(box, 'submarine', code=NOTHING), [], 'rows')
    notice = table(box, 'submarine', 'or', 'torpedo', code=NOTHING, said='note: ')
    equal(notice, [], 'rows beside a notice')


def test_csv__holds_no_formula_and_no_broken_row(box):
    title = '=HYPERLINK("https://bad.example","tug, \'free\'")'
    box.add('-', stdin=lines_of([{'id': '-tug', 'title': title, 'outlet': '+Out, "let"',
                                  'paragraphs': [{'text': '@tug; for all\r\nof us\ttoday'}]}]))
    [row] = table(box, 'today')
    equal([row['article_id'], row['title'], row['outlet'], row['text']],
          ["'-tug", "'" + title, "'+Out, \"let\"", "'@tug; for all of us today"], 'cells')
    box.add('-', stdin=lines_of([TUG]))
    for row in table(box, 'tug'):
        expect(not any(value[:1] in tuple('=+-@\t\r') for value in row.values()), row)


# ---- feeds ----

def feed(box, *query, code=DONE, **more):
    """The items as a feed reader sees them: a dict each, by the names without their namespaces."""
    root = xml.fromstring(box.search('--format', 'rss', *query, code=code, **more).out)
    equal((root.tag, root.get('version')), ('rss', '2.0'), 'root')
    [channel] = root
    for name in ('title', 'link', 'description'):
        expect(channel.findtext(name), 'the channel has no', name)
    return [{part.tag.split('}')[-1]: part.text for part in item}
            for item in channel.findall('item')]


def test_rss__is_a_feed_of_the_hits_newest_first(box):
    with_few(box, {**TUG, 'id': 'link', 'title': 'A <tug> & more', 'published': '2022-03-04T05:06:07Z',
                   'url': 'https://news.example/tug?a=1&b=2'},
             {**BOAT, 'id': 'script', 'title': 'Tug', 'url': 'javascript:alert(1)'})
    for query in (['tug'], ['--scope', 'quote', 'tug'], ['tug', '--group', 'none', '-n', '3']):
        equal([item['guid'] for item in feed(box, *query)],
              hit_ids(box.answer(*query, '--sort', 'newest')), f'items of {query}')
    items = {item['guid'].split('#')[0]: item for item in feed(box, 'tug')}
    equal(items['link']['title'], 'A <tug> & more', 'title')
    equal(items['link']['pubDate'], 'Fri, 04 Mar 2022 05:06:07 +0000', 'date')
    expect(items['link']['link'].startswith('https://news.example/tug?a=1&b=2#:~:text='), items)
    equal([items['script'].get(key) for key in ('link', 'pubDate', 'date')],
          [None, None, '2022-07'], 'of a script and a month')
    equal([items['undated'].get(key) for key in ('pubDate', 'date')], [None, None], 'no date')
    equal(feed(box, 'submarine', code=NOTHING), [], 'nothing found')
    first = box.search('--format', 'rss', 'tug').out
    equal(box.search('--format', 'rss', 'tug').out, first, 'the same feed twice')
    # what was written can be read
    box.add(box.write('tug.xml', first), db=box.dir / 'read')
    titles = [article['title'] for article in box.export(db=box.dir / 'read')]
    expect('A <tug> & more' in titles, 'titles read:', titles)


def test_rss__never_has_what_nobody_may_find(box):
    with_few(box, {**TUG, 'id': 'held', 'embargo': '2030-01-01T00:00:00Z'},
             {**TUG, 'id': 'gone', 'status': 'withdrawn'})
    for clock, held in (('2026-11-22T12:00:00Z', False), ('2031-01-01T00:00:00Z', True)):
        found_now = {item['guid'].split('#')[0]
                     for item in feed(box, 'tug', '-n', '50', env={'NUTGRAF_NOW': clock})}
        equal(('held' in found_now, 'gone' in found_now), (held, False), f'found at {clock}')


# ---- distinctive actors ----

def note(about, i, name):
    """One that names the FBI and, in a paragraph of its own, another actor."""
    return {'id': f'{about}{i}', 'title': 'Notes', 'outlet': 'The Lantern', 'lang': 'en',
            'paragraphs': [
                {'text': f'The FBI spoke of the {about} on Monday.', 'actors': [
                    {'id': 'fbi', 'name': 'FBI', 'kind': 'org', 'spans': [[4, 7]]}]},
                {'text': f'{name} had no words for the {about}.', 'actors': [
                    {'id': name.lower().replace(' ', '-'), 'name': name, 'kind': 'org',
                     'spans': [[0, len(name)]]}]}]}


def test_distinctive__are_named_here_and_hardly_elsewhere(box):
    box.add('-', stdin=lines_of(
        [note('audit', i, ('Quillmark', 'Quillmark Works')[i % 2]) for i in range(12)] +
        [note('regatta', i, 'Oarlock Club') for i in range(12)]))
    told = box.answer('audit', '--facets', 'actor,distinctive')['facets']
    equal({v['value']: v['count'] for v in told['actor']},
          {'fbi': 12, 'quillmark': 6, 'quillmark-works': 6}, 'the most frequent')
    # 2 (6 ln 2 + 6 ln (2/3) + 12 ln (4/3)) is 10.36
    equal(told['distinctive'], [], 'six of twelve can be chance')
    box.index('actors', 'merge', 'quillmark-works', 'quillmark')
    [one] = box.answer('audit', '--facets', 'distinctive')['facets']['distinctive']
    equal(one, {'value': 'quillmark', 'name': 'Quillmark', 'count': 12, 'unit': 'article',
                'exact': True, 'selected': False, 'indexed': 12, 'score': 33.3}, 'merged')
    out = box.search('audit', '--facets', 'distinctive').out
    expect('distinctive (articles found, of those indexed)\n  Quillmark 12 of 12\n' in out, out)
    [one] = box.answer('--actor', 'quillmark', '--facets', 'distinctive')['facets']['distinctive']
    equal((one['value'], one['selected']), ('quillmark', True), 'chosen')


# ---- what is found ----

def test_words__stand_in_one_paragraph_or_its_headline(box):
    with_few(box)
    equal(found(box, 'asked', 'second', 'tug'), ['tug'], 'in one paragraph')
    equal(found(box, 'notice', 'basin'), ['undated'], 'headline and paragraph')
    equal(found(box, 'needed', 'teach'), [], 'in two paragraphs')
    equal(found(box, '--scope', 'article', 'needed', 'teach'), ['boat'], 'anywhere in the article')
    hits = box.answer('pilots', 'ask')['hits']
    expect('tug#0' in hit_ids({'hits': hits}) or hits[0]['article']['id'] == 'tug', 'the headline')


def test_phrase__keeps_its_order_and_its_paragraph(box):
    with_few(box)
    equal(found(box, '"second tug"'), ['tug'], 'in order')
    equal(found(box, '"tug second"'), [], 'in the other order')
    equal(found(box, '"it launched"', '--scope', 'article'), [], 'with a word between')
    equal(found(box, '--scope', 'article', '"in it no tugs"'), [], 'over a paragraph')


def test_operators__mean_what_the_manual_says(box):
    with_few(box)
    equal(found(box, 'basin OR school'), ['boat', 'undated'], 'OR')
    equal(found(box, 'tug', '-second'), ['boat', 'tug'], 'exclusion by paragraph')
    equal(found(box, 'tug', 'NOT', 'second', '--scope', 'article'), ['boat'], 'by article')
    equal(found(box, '(basin OR school) boat'), ['boat', 'undated'], 'brackets')
    equal(found(box, 'launch*'), ['boat'], 'words that begin so')
    equal(found(box, '=tugs'), ['boat'], 'exactly this form')
    equal(found(box, 'asked NEAR/4 port'), ['tug'], 'near')
    equal(found(box, 'asked NEAR/1 port'), [], 'not so near')
    equal(found(box, 'title:boat'), ['boat'], 'in the headline')
    equal(found(box, 'TUG'), ['boat', 'tug', 'undated'], 'any case')


def test_filters__narrow(box):
    with_few(box)
    equal(found(box, 'boat', '--outlet', 'the lantern'), ['boat', 'undated'], 'outlet')
    equal(found(box, 'boat', '--outlet', 'The Lantern', '--outlet', 'Harbour Sentinel'),
          ['boat', 'tug', 'undated'], 'any of two outlets')
    equal(found(box, 'boat', '--since', '2022'), ['boat'], 'since')
    equal(found(box, 'boat', '--until', '2021'), ['tug'], 'until')
    equal(found(box, 'boat', 'date:2022-07'), ['boat'], 'a month')
    equal(found(box, 'boat', 'date:2022-07-04'), [], 'a day in a month that is all we know')
    equal(found(box, 'undated:', 'boat'), ['undated'], 'without a date')
    equal(found(box, 'boat', 'after:2021-03-04'), ['boat'], 'after leaves its day out')
    equal(found(box, 'saidby:"ada pellworth"'), ['tug'], 'said by')
    equal(found(box, '--lang', 'de', 'boat'), [], 'language')


def test_filters__alone_list_newest_first(box):
    box.add('-', stdin=lines_of(articles(40)))
    days = [hit['article']['published'] for hit in
            box.answer('--outlet', 'The Lantern', '-n', '40')['hits']]
    expect(len(set(days)) >= 5, 'days:', days)
    equal(days, sorted(days, reverse=True), 'order')


def test_several_indexes__are_searched_as_one(box):
    both = box.dir / 'both'
    parts = [box.dir / 'one', box.dir / 'two']
    made = articles(60)
    box.add('-', stdin=lines_of(made), db=both)
    box.add('-', stdin=lines_of(made[0::2]), db=parts[0])
    box.add('-', stdin=lines_of(made[1::2]), db=parts[1])
    for query in (['report'], ['we counted'], ['the', '--scope', 'article']):
        whole = box.answer(*query, '-n', '100', '--facets', 'outlet,speaker', db=both)
        split = box.answer('--db', parts[1], *query, '-n', '100', '--facets', 'outlet,speaker',
                           db=parts[0])
        equal(split['total'], whole['total'], f'total of {query}')
        equal(split['facets'], whole['facets'], f'facets of {query}')
        equal(sorted(hit_ids(split)), sorted(hit_ids(whole)), f'hits of {query}')
    box.search('--db', box.dir / 'three', 'report', db=parts[0], code=DAMAGED)


def test_explain__shows_the_stages(box):
    with_few(box)
    out = box.search('--explain', 'second tug').out
    expect('second' in out and 'tug' in out and len(out.splitlines()) > 3, out)


def test_help__fits_a_screen(box):
    for program in ('index', 'search'):
        result = subprocess.run([os.environ['NG_' + program.upper()], '--help'], text=True,
                                capture_output=True, check=False, env=box.env)
        equal(result.returncode, DONE, f'exit of nutgraf-{program} --help')
        lines = result.stdout.splitlines()
        expect(10 < len(lines) <= 60, f'lines of nutgraf-{program} --help: {len(lines)}')
        expect(all(len(line) <= 100 for line in lines), 'a long line')


# ---- languages ----

GERMAN = ('Die Vorwürfe seien haltlos, sagten die Prüfer der Hafenbehörde am Montag, und der Bericht '
          'werde erst im Herbst veröffentlicht.')
ENGLISH = ('The harbour office denied the allegations on Monday and said that its report would be '
           'published in the autumn, after all the auditors had read it.')


def test_mixed_article__is_found_in_both_languages(box):
    page = (f'<html lang="en"><head><title>Harbour report delayed</title></head><body><article>'
            f'<h1>Harbour report delayed</h1><p>{ENGLISH}</p><p>{GERMAN}</p>'
            f'<p>Nobody else had anything to add to what the office told reporters.</p>'
            f'</article></body></html>')
    box.add(box.write('mixed.html', page))
    article = box.export()[0]
    equal([article['lang']] + [p.get('lang') for p in article['paragraphs']],
          ['en', None, 'de', None], 'languages')
    for query, n in (('allegation', 1), ('vorwurf', 2), ('vorwürfen prüfern', 2), ('report', 0),
                     ('=vorwürfe', 2), ('vorwürf*', 2), ('vorwurf lang:en', 2)):
        equal([hit['paragraph']['n'] for hit in box.answer(query)['hits']][:1], [n], query)
    box.search('vorwurf', 'lang:de', code=NOTHING)
    equal(box.stats()['languages'], {'en': 1}, 'languages of articles')
    before = timeless(box.answer('vorwurf'))
    box.index('reindex')
    after = timeless(box.answer('vorwurf'))
    equal(after['hits'], before['hits'], 'after a reindex')


def test_page_that_lies_about_its_language__is_read_in_the_one_it_is_in(box):
    page = (f'<html lang="en"><head><title>Bericht des Hafens</title></head><body><article>'
            f'<h1>Bericht des Hafens verspätet</h1><p>{GERMAN}</p><p>{GERMAN} Mehr sagte niemand.</p>'
            f'</article></body></html>')
    box.add(box.write('lies.html', page))
    article = box.export()[0]
    equal((article['lang'], article['provenance']['lang']), ('de', 'text'), 'language')
    expect(box.answer('vorwurf', 'lang:de')['hits'], 'nothing found')


# ---- what is similar ----

def test_like__finds_others_of_the_same_subject(box):
    with_few(box, *articles(30))
    box.add('-', stdin=lines_of([
        {'id': 'tug2', 'title': 'The second tug comes', 'lang': 'en', 'text':
         'The port of Ostrava has bought the second tug that its pilots asked for.'}]))
    expect('tug2' in found(box, '--like', 'tug'), 'not similar')
    expect('tug' not in found(box, '--like', 'tug'), 'similar to itself')
    equal(found(box, '--like', 'tug#1', 'ostrava'), ['tug2'], 'with a word')
    expect('words:' in box.search('--like', 'tug', '--explain').out, 'no words told')
    box.search('--like', 'tug', 'submarine', code=NOTHING)


def test_like__of_an_unknown_article_says_so(box):
    with_few(box)
    for name in ('nobody', 'tug#9', 'tug#x'):
        said = box.search('--like', name, code=USAGE)
        expect(name in said.err and not said.out, said)


# ---- did you mean ----

def test_did_you_mean__weighs_how_often_a_word_is_written(box):
    """Of a word that has its stem for a term, too: sourc."""
    rare = ['The sorge of the river.', 'A spruce stood there.', 'The soure was good.']
    box.add('-', stdin=lines_of(
        [{'id': f's{i}', 'title': f'Report {i}', 'lang': 'en',
          'text': f'The source of report {i} is known, sources say.'} for i in range(25)] +
        [{'id': f'r{i}', 'title': f'Other {i}', 'lang': 'en', 'text': text}
         for i, text in enumerate(rare)]))
    for wrong in ('sorce', 'souce', 'soruce', 'osurce', 'suorce'):
        equal(box.answer(wrong)['help']['words'][0]['suggestion'], 'source', wrong)
    # found once, and hardly what was meant
    equal(box.answer('soure')['help'],
          {'words': [{'word': 'soure', 'articles': 1, 'suggestion': 'source'}],
           'in_different_paragraphs': 0}, 'seldom')
    expect('Did you mean: source' in box.search('soure').out, 'text does not tell')
    expect('source</b>' in box.search('soure', '--format', 'html').out, 'page does not tell')
    for right in ('source', 'sources', 'report', 'river'):
        expect('help' not in box.answer(right), 'needless help', right)


def with_names(box):
    box.add('-', stdin=lines_of(articles(30) + [
        {'id': f'name{i}', 'title': f'Report {i}', 'lang': 'en', 'text':
         'The policies were wrong, said Ada Pellworth. The pilots agreed with Ada Pellworth.'}
        for i in range(4)]))


def test_did_you_mean__is_a_word_as_people_write_it(box):
    with_names(box)
    for wrong, right in (('pilotts', 'pilots'), ('pellwroth', 'Pellworth'), ('polices', None)):
        words = box.answer(wrong)['help']['words']
        equal(words[0]['suggestion'] if right else right, right, wrong)
    equal(box.answer('pilotts pellwroth')['help']['words'][1]['suggestion'], 'Pellworth', 'second')
    expect('Did you mean: pilots Pellworth' in box.search('pilotts pellwroth', code=NOTHING).out,
           'no query proposed')


def test_did_you_mean__is_an_actor(box):
    with_names(box)
    for query in ('pellwroth', 'ada pellwroth', 'Ada Pelworth'):
        notices = box.answer(query)['query']['notices']
        expect(any('actor:ada-pellworth, Ada Pellworth' in line for line in notices), query, notices)
    for option in ('--actor', '--saidby'):
        for name in ('ada pelworth', 'pellwroth', 'Ada Pellwort'):
            notices = box.answer(option, name)['query']['notices']
            expect(any('did you mean Ada Pellworth' in line for line in notices), name, notices)
    expect(not box.answer('quite unlike anything')['query']['notices'], 'a guess out of nothing')


def test_did_you_mean__is_nobody_under_embargo(box):
    box.add('-', stdin=lines_of(articles(20) + [
        {'id': 'held', 'title': 'Held', 'lang': 'en', 'embargo': '2099-01-01T00:00:00Z', 'text':
         'The zebrafish was counted, said Bruno Hiddenworth. Bruno Hiddenworth smiled.'}]))
    for query in (['hidenworth'], ['bruno hiddenwort'], ['--actor', 'hidenworth'], ['zebrafsh'],
                  ['actor:"bruno hidenworth"']):
        said = box.search('--format', 'json', *query, code=NOTHING).out
        expect('iddenworth' not in said.replace('hiddenwort"', '') and 'zebrafish' not in said,
               query, said)


def test_like__leaves_out_copies_of_the_same_text(box):
    text = ('The port of Ostrava has bought the second tug that its pilots asked for, the mayor '
            'said. The boat will be launched in spring, when the ice has gone.\n\nA crew of nine '
            'will live aboard, and the old steamer goes to the museum on the quay.')
    box.add('-', stdin=lines_of(articles(30) + [
        {'id': 'one', 'title': 'Second tug', 'outlet': 'A', 'lang': 'en', 'text': text},
        {'id': 'two', 'title': 'Second tug', 'outlet': 'B', 'lang': 'en', 'text': text},
        {'id': 'near', 'title': 'Pilots and their tug', 'outlet': 'C', 'lang': 'en', 'text':
         'The pilots of Ostrava wait for the second tug; the mayor hopes that the ice goes.'}]))
    equal(found(box, '--like', 'one'), ['near'], 'similar')


# ---- what a slip of the hand gets ----

def test_db__named_twice_counts_once(box):
    box.add('-', stdin=lines_of(articles(3)))
    once = box.answer('--sort', 'newest')['total']
    dotted = f'{box.db}/../{box.db.name}' if hasattr(box.db, 'name') else f'{box.db}/.'
    equal(box.answer('-d', str(box.db), '-d', dotted, '--sort', 'newest')['total'], once, 'twice')


def test_sort__alone_lists_all_there_is(box):
    box.add('-', stdin=lines_of(articles(3)))
    expect('3 articles' in box.search('--sort', 'newest').out, 'newest')
    box.search('--sort', 'relevance', code=USAGE)


def test_clock__that_is_no_time_is_refused(box):
    box.add('-', stdin=lines_of(articles(1)))
    said = box.search('--sort', 'newest', env={'NUTGRAF_NOW': 'foo'}, code=USAGE)
    expect('NUTGRAF_NOW=foo' in said.err and not said.out, said)


def test_lang__with_a_comma_says_to_repeat_it(box):
    expect('--lang en --lang de' in box.search('--lang', 'en,de', 'x', code=USAGE).err, 'advice')


def test_facets__that_a_format_has_no_place_for_are_told(box):
    box.add('-', stdin=lines_of(articles(2)))
    for form in ('ndjson', 'csv'):
        told = box.search('--format', form, '--facets', 'outlet', '--explain', '--sort', 'newest')
        expect('facets' in told.err and '--explain' in told.err, form, told.err)
        quiet = box.search('--format', form, '--facets', 'none', '--sort', 'newest')
        expect('facets' not in quiet.err, form, quiet.err)


def test_index__proposes_the_option_that_was_meant(box):
    said = box.index('--frmat', 'html', 'stats', code=USAGE)
    expect('did you mean --format?' in said.err, said.err)
    expect('NUTGRAF_NOW=foo' in box.index('stats', env={'NUTGRAF_NOW': 'foo'}, code=USAGE).err, 'now')


def test_deadline__ends_a_search_with_its_own_code(box):
    box.add('-', stdin=lines_of(articles(30)))
    hostile = ' OR '.join(f'{letter}{other}*' for letter in 'abcdefgh' for other in 'aeiou')
    said = box.search(hostile, env={'NUTGRAF_DEADLINE': '0.000001'}, code=8)
    expect('NUTGRAF_DEADLINE' in said.err and said.err.count('\n') == 1 and not said.out, said)
    box.search('--sort', 'newest', env={'NUTGRAF_DEADLINE': '60'})
    for wrong in ('soon', '0', '-1', 'nan'):
        box.search('--sort', 'newest', env={'NUTGRAF_DEADLINE': wrong}, code=USAGE)
