# SPDX-License-Identifier: GPL-2.0-or-later
"""Strings that try to be more than text, over the web: under lighttpd and FastCGI, in every
parameter and every format, and in every field of what is indexed."""
import collections
import json
import re
import urllib.parse

from attacks import FAULTS, MARK, attacks
from harness import equal, expect, lines_of, scaled
from test_attacks import attacked, usable
from web import CgiSite, permalink, query_string, serving, sound

FORMATS = ('html', 'json', 'ndjson', 'csv', 'rss')
PARAMETERS = ('q', 'n', 'offset', 'scope', 'match', 'expand', 'recency', 'sort', 'actor', 'outlet',
              'saidby', 'since', 'until', 'lang', 'kind', 'facets', 'timeline', 'group', 'dups',
              'context', 'like', 'format', 'fragment', MARK)
COUNT = 200
CONTROL = re.compile('%(0[0-9a-f]|1[0-9a-f]|7f)', re.I)
# An inner character of a header can be told by nothing but the header that follows it.
HEADERS = {'date', 'server', 'accept-ranges', 'connection', 'content-type', 'content-length', 'content-language',
           'cache-control', 'vary', 'etag', 'content-security-policy', 'x-content-type-options',
           'referrer-policy', 'x-robots-tag', 'link', 'allow', 'retry-after', 'content-disposition',
           'access-control-allow-origin', 'cross-origin-resource-policy'}


def expect_text(answer):
    kind = answer.headers['content-type'].partition(';')[0]
    form = {'text/html': 'html', 'application/json': 'json', 'application/x-ndjson': 'ndjson',
            'text/csv': 'csv', 'application/rss+xml': 'rss',
            'application/x-suggestions+json': 'json',
            'application/opensearchdescription+xml': 'xml'}[kind]
    faults = FAULTS[form](answer.text)
    expect(not faults, answer.asked, 'gave', '; '.join(faults[:5]))
    counts = collections.Counter(name for name, _ in answer.pairs)
    for name, value in answer.pairs:
        expect(name in HEADERS, answer.asked, 'has a header', name)
        equal(counts[name], 1, f'{answer.asked}: header {name}')
        expect('\n' not in value and '\r' not in value, answer.asked, 'header', name, value)


def ask(site, path, **given):
    """Control characters are refused by lighttpd itself, with a page of its own."""
    target = path + '?' + query_string(given)
    if not CONTROL.search(target):
        expect_text(site.get(path, **given))
        return
    answer = site.fetch(target)
    if 'content-security-policy' in answer.headers:
        expect_text(sound(answer))
    else:
        equal(answer.status, 400, answer.asked)
        expect(not FAULTS['html'](answer.text), answer.asked, 'gave', answer.text)


def test_attacks__in_any_parameter_stay_text(box):
    box.add('-', stdin=lines_of([{'id': 'a', 'title': 'Harbour', 'text': f'The harbour of {MARK}.'}]))
    with serving(box) as (site, _):
        for number, text in enumerate(map(usable, attacks(scaled(COUNT, 30), seed=4))):
            for name in PARAMETERS:
                form = FORMATS[number % 5]
                given = {name: text} if name == 'q' else {'q': 'harbour', name: text}
                if name != 'format':
                    given['format'] = form
                ask(site, '/', **given)
            for path in ('/suggest', '/opensearch.xml'):
                ask(site, path, q=text)
            ask(site, permalink(text, 1))
            ask(site, '/p/a/' + urllib.parse.quote(text, safe=''))
            ask(site, '/' + urllib.parse.quote(text, safe=''))
            ask(site, '/', q='harbour', fragment=1, outlet=text)


def test_attacks__with_nul_stay_text(box):
    """lighttpd keeps them off; another server may not."""
    box.add('-', stdin=lines_of([{'id': 'a', 'title': 'Harbour', 'text': f'The harbour of {MARK}.'}]))
    site = CgiSite(box)
    for number, text in enumerate(text for text in attacks(scaled(1000, 200), seed=7) if '\0' in text):
        for name in ('q', 'actor', 'outlet', 'format'):
            expect_text(site.get('/', **{'q': 'harbour', 'format': FORMATS[number % 5], name: text}))


def test_attacks__in_a_header_of_the_request_stay_text(box):
    box.add('-', stdin=lines_of([{'id': 'a', 'title': 'Harbour', 'text': 'The harbour.'}]))
    with serving(box) as (site, _):
        for text in attacks(scaled(COUNT, 30), seed=5):
            value = ''.join(c if ' ' <= c <= '~' else '_' for c in text)
            for name in ('Accept', 'Accept-Language', 'If-None-Match', 'Origin', 'Referer',
                         'User-Agent', 'X-Forwarded-Host', 'Cookie'):
                expect_text(site.get('/', q='harbour', headers={name: value}))


def test_attacks__in_what_is_indexed_stay_text(box):
    strings = attacks(scaled(COUNT, 60), seed=6)
    box.add('-', stdin=lines_of(attacked(n, text) for n, text in enumerate(strings)))
    with serving(box) as (site, _):
        for form in FORMATS:
            for more in ({}, {'scope': 'quote'}, {'scope': 'article'}, {'context': 2},
                         {'group': 'none'}, {'fragment': 1}):
                offset = 0
                while offset < len(strings):
                    answer = site.get('/', q='harbour', format=form, n=100, offset=offset,
                                      timeline='month', facets='actor,outlet,speaker,byline,month',
                                      **more).expect(200)
                    expect_text(answer)
                    offset += 100
        hits = site.get('/', q='harbour', format='json', n=100, group='none').json()['hits']
        expect(len(hits) == 100, len(hits), 'hits')
        for hit in hits[::1 + 100 // len(strings)]:
            expect_text(site.get(permalink(hit['article']['id'], hit['paragraph']['n'])).expect(200))
        for typed in ('harb', MARK, 'a', 'ida', '<', '"', 'script', 'java', 'x'):
            expect_text(site.get('/suggest', q=typed))
        expect_text(site.get('/'))
        json.loads(site.get('/suggest', q=MARK).text)
