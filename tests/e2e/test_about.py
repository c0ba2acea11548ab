# SPDX-License-Identifier: GPL-2.0-or-later
"""The time that is spoken of: about: and the facet of that name, from the text to the answer."""
import json

from harness import NOTHING, USAGE, equal, expect

PAGES = [
    {'id': 'a1', 'title': 'The audit opens', 'published': '2017-08-25', 'outlet': 'The Courier',
     'text': 'The audit was announced in April.\n\nIt begins on September 4, 2017, said nobody.'},
    {'id': 'a2', 'title': 'The audit again', 'published': '2018-01-10', 'outlet': 'The Courier',
     'text': 'The audit of last year was short.\n\nIn April the next audit begins.'},
    {'id': 'a3', 'title': 'The audit, undated', 'outlet': 'The Post',
     'text': 'The audit came in April, and in July 2017.'},
]


def ids(box, *query):
    run = box.search(*query, '--format', 'json', '--group', 'none')
    return sorted(hit['id'] for hit in json.loads(run.out)['hits'])


def test_about__finds_the_paragraph_that_speaks_of_the_time(box):
    box.write_articles('pages.ndjson', PAGES)
    box.add('pages.ndjson')
    equal(ids(box, 'about:2017-04'), ['a1#1'], 'April, as the day of publication tells it')
    equal(ids(box, 'about:2018-04'), ['a2#2'], 'April ahead')
    equal(ids(box, 'about:2017-09-04'), ['a1#2'], 'a day')
    equal(ids(box, 'about:2017'), ['a1#1', 'a1#2', 'a2#1', 'a3#1'], 'a year holds its months and days')
    equal(ids(box, 'about:2017-07..2017-09'), ['a1#2', 'a3#1'], 'a range')
    equal(ids(box, 'begins', 'about:2017-09'), ['a1#2'], 'with a word of the paragraph')
    equal(ids(box, 'announced', 'about:2017-09', '--scope', 'article'), ['a1#1'],
          'in article scope anywhere in the article')
    box.search('announced', 'about:2017-09', code=NOTHING)
    box.search('about:soon', code=USAGE)


def test_about__is_a_facet_of_months_and_years(box):
    box.write_articles('pages.ndjson', PAGES)
    box.add('pages.ndjson')

    def facet(*query):
        answer = json.loads(box.search(*query, '--facets', 'about', '--format', 'json').out)
        return {value['value']: value['count'] for value in answer['facets']['about']}
    equal(facet('audit', '--scope', 'article'),
          {'2017': 1, '2017-04': 1, '2017-07': 1, '2018-04': 1},
          'of the paragraphs with any of the words')
    equal(facet('announced'), {'2017-04': 1}, 'of the paragraphs that match')
    expect('about' in box.search('audit', '--facets', 'about').out, 'text shows it')


def test_about__survives_export_and_reindex(box):
    box.write_articles('pages.ndjson', PAGES)
    box.add('pages.ndjson')
    box.index('reindex')
    equal(ids(box, 'about:2017-04'), ['a1#1'], 'after reindex')
    export = box.index('export').out
    box.write('again.ndjson', export)
    box.add('again.ndjson')
    equal(ids(box, 'about:2018-04'), ['a2#2'], 'what was exported and added again')
