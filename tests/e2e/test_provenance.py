# SPDX-License-Identifier: GPL-2.0-or-later
"""extract --provenance: for each field what else was considered, and how sure each place is."""
import json

from harness import equal, expect

PAGE = '''<!doctype html><html lang="en"><head>
<title>Three bridges over the Aar to close - Aar Courier</title>
<meta property="og:site_name" content="Aar Courier">
<meta property="og:title" content="Three bridges over the Aar to close in spring">
<meta property="article:published_time" content="2021-03-03T10:00:00+01:00">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Three bridges over the Aar
 to close","datePublished":"2021-03-03T10:00:00+01:00","dateModified":"2021-03-04T08:00:00+01:00",
 "author":{"@type":"Person","name":"Jo Frei"}}</script></head>
<body><article><h1>Three bridges to close</h1><p class="byline">By Jo Frei and Ann Ott</p>
<p>All three bridges over the river will close for repairs in March, the city council said on
Wednesday, and nobody will cross but by boat.</p>
<p>The engineers found rust in the bearings of all three, and the oldest has lost a third of its
strength, according to a report.</p></article></body></html>'''
NOTE = '''Harbour Gazette

Ferries run until midnight

By Jo Frei
March 3, 2021

The two ferries that the canton lends will run from six in the morning until midnight, the harbour
master said on Wednesday. They are free for everybody who lives in the town and has a bicycle.
'''
FIELDS = ['title', 'outlet', 'authors', 'published', 'updated', 'lang', 'url', 'text']


def extract(box, path, *options):
    return json.loads(box.index('extract', *options, path).out)


def rules(article, field):
    return {one['rule'] for one in article['considered'][field]}


def chosen(article, field):
    return [one for one in article['considered'][field] if one['chosen']]


def check(article):
    equal(list(article['considered']), FIELDS, 'fields')
    for field in FIELDS:
        for one in article['considered'][field]:
            equal(sorted(one), ['chosen', 'confidence', 'rule', 'value'], field)
            expect(one['confidence'] is None or 0 <= one['confidence'] <= 1, field, one)
        if field in article['provenance']:
            equal({one['rule'] for one in chosen(article, field)}, {article['provenance'][field]},
                  f'rule of what is chosen for {field}')
        settled = article['paragraphs'] if field == 'text' else article[field]
        equal(bool(chosen(article, field)), bool(settled), f'{field} chosen')


def test_provenance__tells_what_else_a_page_offered(box):
    path = box.write('page.html', PAGE)
    article = extract(box, path, '--provenance')
    check(article)
    expect({'json-ld', 'og:title', 'title', 'h1'} <= rules(article, 'title'), rules(article, 'title'))
    expect({'json-ld', 'byline'} <= rules(article, 'authors'), rules(article, 'authors'))
    expect({'json-ld', 'article:published_time'} <= rules(article, 'published'),
           rules(article, 'published'))
    equal([one['value'] for one in chosen(article, 'published')], ['2021-03-03T10:00:00+01:00'],
          'published')
    plain = extract(box, path)
    expect('considered' not in plain, 'considered without being asked for')
    del article['considered']
    del article['added'], plain['added']
    equal(article, plain, 'the same article otherwise')


def test_provenance__tells_where_in_a_text_a_field_stood(box):
    article = extract(box, box.write('2021-03-05 note.txt', NOTE), '--provenance')
    check(article)
    equal(article['title'], 'Ferries run until midnight', 'title')
    expect('text:file name' in rules(article, 'published'), article['considered']['published'])
    equal([one['value'] for one in chosen(article, 'published')], ['2021-03-03'], 'published')


def test_provenance__options_are_chosen_and_what_they_override_is_told(box):
    path = box.write('page.html', PAGE)
    article = extract(box, path, '--provenance', '--outlet', 'Aar Daily', '--lang', 'de')
    check(article)
    equal([(one['value'], one['confidence']) for one in chosen(article, 'outlet')],
          [('Aar Daily', 1.0)], 'outlet')
    expect('og:site_name' in rules(article, 'outlet'), rules(article, 'outlet'))
    expect('html lang' in rules(article, 'lang'), rules(article, 'lang'))


def test_provenance__every_format_tells_what_was_chosen(box):
    line = json.dumps({'title': 'Bridges to close', 'outlet': 'Aar Courier',
                       'provenance': {'title': 'desk'}, 'text': 'All three close in March.'})
    article = json.loads(box.index('extract', '--provenance', '-', stdin=line + '\n').out)
    check(article)
    equal(article['considered']['title'],
          [{'value': 'Bridges to close', 'rule': 'desk', 'confidence': None, 'chosen': True}],
          'title')
    equal([one['value'] for one in chosen(article, 'outlet')], ['Aar Courier'], 'outlet')
    equal(article['considered']['published'], [], 'published')
