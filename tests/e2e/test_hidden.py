# SPDX-License-Identifier: GPL-2.0-or-later
"""What nobody may see, on every path that leads out of an index: an article under embargo, one that
was withdrawn, the earlier version of one that was corrected.

A table of paths by states, an assertion a cell: the answer must be what an index gives in which the
hidden article never was, but for the index's revision, the time taken and the scores (an article that
is hidden still counts in the statistics that words are weighed by); and no word that stands only in
what is hidden may be in it."""
import json
import re

from harness import DONE, NOTHING, USAGE, equal, expect, lines_of
from web import CgiSite, permalink

BEFORE, AFTER = '2026-05-01T08:00:00Z', '2026-05-02T08:00:00Z'
RELEASE = '2026-05-01T18:00:00Z'
# Words, a name, an outlet and a date that stand nowhere else.
SECRETS = ('zibeline', 'Corvina Hale', 'corvina-hale', 'Umbra Wire', 'umbra-wire', '2026-02-03',
           'umbra.example', 'Zelda Quorn')


def paragraph(text, *spoken):
    actors, quotes = [], []
    for name, ident in (('Corvina Hale', 'corvina-hale'), ('Dora Pell', 'dora-pell')):
        if name in text:
            begin = text.encode().index(name.encode())
            actors.append({'id': ident, 'name': name, 'kind': 'person',
                           'spans': [[begin, begin + len(name)]]})
    for quoted, speaker, name in spoken:
        begin = text.encode().index(quoted.encode())
        quotes.append({'text': quoted, 'span': [begin, begin + len(quoted.encode())],
                       'direct': True, 'speaker': speaker, 'speaker_name': name})
    return {'text': text, 'actors': actors, 'quotes': quotes}


SECRET = {'id': 'secret', 'version': 1, 'title': 'Harbour zibeline merger', 'outlet': 'Umbra Wire',
          'published': '2026-02-03', 'lang': 'en', 'kind': 'statement', 'authors': ['Zelda Quorn'],
          'url': 'https://umbra.example/secret', 'paragraphs': [
              paragraph('The harbour merger of the zibeline works is agreed.'),
              paragraph('“The harbour zibeline is ours,” said Corvina Hale.',
                        ('“The harbour zibeline is ours,”', 'corvina-hale', 'Corvina Hale'))]}
OTHERS = [
    {'id': 'open', 'title': 'Harbour opens', 'outlet': 'Low Quay Post', 'published': '2026-03-01',
     'lang': 'en', 'url': 'https://quay.example/open', 'authors': ['Per Lund'], 'paragraphs': [
         paragraph('The harbour opened on Monday.'),
         paragraph('“The harbour is open,” said Dora Pell.',
                   ('“The harbour is open,”', 'dora-pell', 'Dora Pell'))]},
    {'id': 'works', 'title': 'Works at the mill', 'outlet': 'Low Quay Post',
     'published': '2026-04-01', 'lang': 'en', 'url': 'https://quay.example/works', 'paragraphs': [
         paragraph('The merger of two mills is agreed, and Dora Pell is glad.'),
         paragraph('The zebra stays.')]}]
MENDED = {**SECRET, 'version': 2, 'status': 'corrected', 'title': 'Harbour merger is off',
          'outlet': 'Low Quay Post', 'published': '2026-03-03', 'authors': ['Per Lund'],
          'url': 'https://quay.example/merger', 'paragraphs': [
              paragraph('The harbour merger is off, said Dora Pell.')]}


# ---- the states: what is added, at which clock it is asked, and what it must look like ----

def embargoed(box, db):
    box.add('-', stdin=lines_of([*OTHERS, {**SECRET, 'embargo': RELEASE}]), db=db)
    return BEFORE, OTHERS


def withdrawn(box, db):
    box.add('-', stdin=lines_of([*OTHERS, SECRET]), db=db)
    box.add('-', stdin=lines_of([{**SECRET, 'version': 2, 'status': 'withdrawn'}]), db=db)
    return BEFORE, OTHERS


def corrected(box, db):
    box.add('-', stdin=lines_of([*OTHERS, SECRET]), db=db)
    box.add('-', stdin=lines_of([MENDED]), db=db)
    return BEFORE, [*OTHERS, MENDED]


def correction_embargoed(box, db):
    """What replaces an article under embargo is under embargo itself."""
    box.add('-', stdin=lines_of([*OTHERS, {**SECRET, 'embargo': RELEASE}]), db=db)
    box.add('-', stdin=lines_of([{**SECRET, 'version': 2, 'status': 'corrected',
                                  'embargo': RELEASE}]), db=db)
    return BEFORE, OTHERS


STATES = (embargoed, withdrawn, corrected, correction_embargoed)


# ---- the paths: what a reader can ask ----

WORDS = ('harbour', 'zibeline', 'zibelines', 'merger', 'zebra', 'corvina', 'harbour OR merger')
FACETS = 'actor,person,org,place,outlet,speaker,byline,kind,lang,year,month,day'


def every_word(*options):
    return [[*options, '--', word] for word in WORDS]


PATHS = {
    'hits as text': every_word('--facets', 'none'),
    'hits as JSON': every_word('--format', 'json'),
    'hits as NDJSON': every_word('--format', 'ndjson'),
    'hits as CSV': every_word('--format', 'csv'),
    'feed': every_word('--format', 'rss'),
    'paragraphs one by one': every_word('--format', 'json', '--group', 'none'),
    'quotations': every_word('--format', 'json', '--scope', 'quote'),
    'whole articles': every_word('--format', 'json', '--scope', 'article'),
    'any of the words': [['--format', 'json', '--match', 'any', 'zibeline', 'merger', 'pell']],
    'newest, without words': [['--format', 'json', '--kind', 'article'],
                              ['--format', 'json', '--kind', 'statement'],
                              ['--format', 'json', '--since', '2026-01'],
                              ['--format', 'json', '--until', '2026-02-28']],
    'counts': every_word('--count') + every_word('--count', '--group', 'none'),
    'facets': every_word('--format', 'json', '--facets', FACETS) + every_word('--facets', FACETS),
    'facet without its own filter': [['--format', 'json', '--facets', FACETS, '--outlet', name,
                                      'harbour'] for name in ('low-quay-post', 'umbra-wire')],
    'distinctive actors': every_word('--format', 'json', '--facets', 'distinctive'),
    'timeline': [[*form, '--timeline', unit, 'harbour'] for unit in ('day', 'week', 'month', 'year')
                 for form in (['--format', 'json'], ['--facets', 'none'])],
    'the nearest name': [['--format', 'json', 'actor:"Corvina Hall"'],
                         ['--format', 'json', '--actor', 'Corvina Hal', 'harbour'],
                         ['--format', 'json', '--saidby', 'corvina hael', 'harbour']],
    'filters that name it': [['--format', 'json', '--actor', 'corvina-hale'],
                             ['--format', 'json', '--saidby', 'corvina-hale'],
                             ['--format', 'json', '--outlet', 'umbra-wire'],
                             ['--format', 'json', 'id:secret'],
                             ['--format', 'json', 'url:https://umbra.example/secret'],
                             ['--format', 'json', 'site:umbra.example'],
                             ['--format', 'json', 'byline:"Zelda Quorn"']],
    'spelling': every_word() + [['zibelin'], ['zibelline', 'harbour'], ['--format', 'json', 'zibelina']],
    'words apart': [['zibeline', 'glad'], ['--format', 'json', 'zibeline', 'agreed', 'ours']],
    'prefix': [['--format', 'json', 'zib*'], ['--format', 'json', '=zibeline']],
    'paragraphs around': every_word('--context', '2', '--format', 'json'),
    'explanation': [['--explain', '--format', 'json', 'harbour']],
}


# The same over the web: path and parameters.
FORMATS = ('html', 'json', 'ndjson', 'csv', 'rss')
WEB_PATHS = {
    'page and data': [('/', {'q': word, 'format': form, 'facets': FACETS, 'timeline': 'month'})
                      for word in WORDS for form in FORMATS],
    'fragment': [('/', {'q': word, 'fragment': 1}) for word in WORDS],
    'start page': [('/', {})],
    'newest of a kind': [('/', {'kind': 'statement', 'format': form}) for form in FORMATS],
    'widened facets': [('/', {'q': 'harbour', 'outlet': 'low-quay-post', 'facets': FACETS,
                              'format': form}) for form in ('html', 'json')],
    'quotations': [('/', {'q': 'harbour', 'scope': 'quote', 'format': form}) for form in FORMATS],
    'suggestions': [('/suggest', {'q': typed}) for typed in
                    ('zib', 'zibeline', 'cor', 'corvina', 'corvina h', 'hale', 'umb', 'umbra wire',
                     'har', 'do', 'harbour zib', 'zelda')],
    'permalinks': [(permalink('secret', n), {}) for n in (0, 1, 2)] +
                  [(permalink('secret', 1), {'format': 'json'}), (permalink('open', 1), {})],
    'like it': [('/', {'like': ident, 'format': form})
                for ident in ('secret', 'secret#1', 'open', 'works#1') for form in ('html', 'json')],
    'any of the words': [('/', {'q': 'zibeline merger pell', 'match': 'any', 'format': 'json'}),
                         ('/', {'q': 'zibeline merger', 'expand': 1, 'format': 'json'})],
    'nothing found': [('/', {'q': 'zibelina', 'format': form}) for form in ('html', 'json')],
    'the browser\'s search box': [('/opensearch.xml', {})],
}


def visible(text):
    """What is left when the things that may differ are taken out."""
    text = re.sub(r'"revision":"[^"]*"', '"revision":""', text)
    text = re.sub(r'"(took_ms|score)":[-0-9.e]+', r'"\1":0', text)
    text = re.sub(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', 'TIME', text)  # when it was added
    text = re.sub(r'"embargo":("TIME"|null)', '"embargo":null', text)
    return re.sub(r'<lastBuildDate>[^<]*</lastBuildDate>', '', text)


def said_beside(given, asked):
    """Only what was asked for may be repeated: a query stands in its own answer."""
    given = given.lower()
    for word in sorted((word for one in asked for word in re.findall(r'[\w.-]+', one.lower())),
                       key=len, reverse=True):
        given = given.replace(word, ' ')
    return given


def ask(box, db, clock, args):
    result = box.search('--no-pager', '--color', 'never', *args, db=db, code=(DONE, NOTHING, USAGE),
                        env={'NUTGRAF_NOW': clock})
    return (result.code,
            *(visible(text).replace(str(db), 'DB') for text in (result.out, result.err)))


def table(box, state):
    with_it, without = box.dir / 'with', box.dir / 'without'
    clock, rest = state(box, with_it)
    box.add('-', stdin=lines_of(rest), db=without)
    for path, questions in PATHS.items():
        for args in questions:
            cell = f'{state.__name__}, {path}, {" ".join(args)}'
            given, wanted = ask(box, with_it, clock, args), ask(box, without, clock, args)
            equal(given, wanted, cell)
            if path != 'explanation':
                shown = said_beside(given[1] + given[2], args)
                for secret in SECRETS:
                    expect(secret.lower() not in shown, cell, 'gives away', secret)


def fetch(box, db, clock, path, parameters):
    answer = CgiSite(box, env={'NUTGRAF_DB': str(db), 'NUTGRAF_NOW': clock}).get(path, **parameters)
    headers = {name: value for name, value in answer.pairs if name not in ('etag', 'content-length')}
    return answer.status, headers, visible(answer.text)


def web_table(box, state):
    with_it, without = box.dir / 'with', box.dir / 'without'
    clock, rest = state(box, with_it)
    box.add('-', stdin=lines_of(rest), db=without)
    for path, questions in WEB_PATHS.items():
        for where, parameters in questions:
            cell = f'{state.__name__}, {path}, {where} {parameters}'
            given = fetch(box, with_it, clock, where, parameters)
            equal(given, fetch(box, without, clock, where, parameters), cell)
            shown = said_beside(given[2], [where, *map(str, parameters.values())])
            for secret in SECRETS:
                expect(secret.lower() not in shown, cell, 'gives away', secret)


def test_hidden__embargoed_article_is_on_no_page(box):
    web_table(box, embargoed)


def test_hidden__withdrawn_article_is_on_no_page(box):
    web_table(box, withdrawn)


def test_hidden__earlier_version_is_on_no_page(box):
    web_table(box, corrected)


def test_hidden__corrected_article_under_embargo_is_on_no_page(box):
    web_table(box, correction_embargoed)


def test_hidden__what_was_seen_before_is_not_kept(box):
    """A page that a browser has from before is asked for anew: no 304 for what is hidden now."""
    paths = [(permalink('secret', 1), {}), ('/', {'q': 'zibeline'}), ('/suggest', {'q': 'zib'}),
             ('/', {'q': 'harbour', 'format': 'rss'})]
    box.add('-', stdin=lines_of([*OTHERS, SECRET]))
    site = CgiSite(box, env={'NUTGRAF_NOW': BEFORE})
    seen = [site.get(path, **parameters).expect(200) for path, parameters in paths]
    for answer, (path, parameters) in zip(seen, paths):
        site.get(path, env={'HTTP_IF_NONE_MATCH': answer.headers['etag']}, **parameters).expect(304)
    box.add('-', stdin=lines_of([{**SECRET, 'version': 2, 'embargo': RELEASE}]))
    held = []
    for answer, (path, parameters) in zip(seen, paths):
        again = site.get(path, env={'HTTP_IF_NONE_MATCH': answer.headers['etag']}, **parameters)
        equal(again.status, 404 if path.startswith('/p/') else 200, f'{path} under embargo')
        expect('zibeline works' not in again.text, path, 'still shows it')
        held.append(again)
    released = CgiSite(box, env={'NUTGRAF_NOW': AFTER})
    for before, (path, parameters) in zip(held, paths):
        etag = before.headers.get('etag', '"none"')
        released.get(path, env={'HTTP_IF_NONE_MATCH': etag}, **parameters).expect(200)
    box.add('-', stdin=lines_of([{**SECRET, 'version': 3, 'status': 'withdrawn'}]))
    for answer, (path, parameters) in zip(seen, paths):
        again = released.get(path, env={'HTTP_IF_NONE_MATCH': answer.headers['etag']}, **parameters)
        equal(again.status, 404 if path.startswith('/p/') else 200, f'{path} withdrawn')
        expect('zibeline works' not in again.text, path, 'still shows it')


def test_hidden__embargoed_article_is_on_no_path(box):
    table(box, embargoed)


def test_hidden__withdrawn_article_is_on_no_path(box):
    table(box, withdrawn)


def test_hidden__earlier_version_is_on_no_path(box):
    table(box, corrected)


def test_hidden__corrected_article_under_embargo_is_on_no_path(box):
    table(box, correction_embargoed)


def test_hidden__embargo_that_has_ended_hides_nothing(box):
    with_it, plain = box.dir / 'with', box.dir / 'plain'
    box.add('-', stdin=lines_of([*OTHERS, {**SECRET, 'embargo': RELEASE}]), db=with_it)
    box.add('-', stdin=lines_of([*OTHERS, SECRET]), db=plain)
    for path, questions in WEB_PATHS.items():
        for where, parameters in questions:
            given, wanted = (fetch(box, db, AFTER, where, parameters) for db in (with_it, plain))
            equal(given, wanted, f'embargo ended, {path}, {where} {parameters}')
    for path, questions in PATHS.items():
        for args in questions:
            given, wanted = (ask(box, db, AFTER, args) for db in (with_it, plain))
            equal(json.dumps(given).replace(RELEASE, ''), json.dumps(wanted),
                  f'embargo ended, {path}, {" ".join(args)}')
