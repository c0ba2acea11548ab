# SPDX-License-Identifier: GPL-2.0-or-later
"""The searcher as CGI, by its environment alone: routes, parameters, formats, refusals, caching."""
import csv
import html
import io
import json
import re
import urllib.parse
import xml.etree.ElementTree as xml

from harness import equal, expect, lines_of, timeless
from web import TYPES, CgiSite, permalink

TUG = {'id': 'https://sentinel.example/a/tug', 'url': 'https://sentinel.example/a/tug',
       'title': 'Pilots ask for a second tug', 'outlet': 'Harbour Sentinel',
       'published': '2021-03-04', 'lang': 'en', 'paragraphs': [
           {'text': 'The pilots have asked the port of Ostrava for a second tug.'},
           {'text': 'The office will think it over; money for a boat is short.'},
           {'text': '“A single tug is a single failure,” Ada Pellworth said.'}]}
BOAT = {'id': 'boat', 'title': 'A boat for the school', 'outlet': 'The Lantern',
        'published': '2022-07', 'lang': 'en', 'paragraphs': [
            {'text': 'The school has bought a boat, and the pilots teach in it.'},
            {'text': 'No tugs were needed when it was launched.'}]}
FORMATS = ('html', 'json', 'ndjson', 'csv', 'rss')


def site_with(box, *articles, **more):
    box.add('-', stdin=lines_of(articles or [TUG, BOAT]))
    return CgiSite(box, **more)


# ---- what is answered ----

def test_start_page__is_a_page_with_a_search_box(box):
    site = site_with(box)
    for path in ('', '/'):
        answer = site.get(path).expect(200)
        equal(answer.headers['content-type'], TYPES['html'], 'type')
        expect('<form' in answer.text and 'name="q"' in answer.text, 'no search box')


def test_answer__is_the_same_as_on_the_command_line(box):
    site = site_with(box)
    for options in ({}, {'scope': 'article'}, {'scope': 'quote'}, {'sort': 'newest', 'n': 1},
                    {'facets': 'actor,outlet:5,month', 'timeline': 'year'}, {'match': 'any'},
                    {'outlet': 'the-lantern'}, {'since': '2022'}, {'until': '2021'},
                    {'group': 'none', 'context': 1}, {'kind': 'article', 'lang': 'en'}):
        arguments = [part for name, value in options.items()
                     for part in ('--' + {'n': 'limit'}.get(name, name), str(value))]
        wanted = box.answer(*arguments, 'pilots', 'tug')
        got = site.get(q='pilots tug', format='json', **options).expect(200).json()
        equal(timeless(got), timeless(wanted), f'answer with {options}')


def test_page__of_a_long_query_weighs_less_than_40_kb_and_narrows_all_the_same(box):
    words = [f'harbourmasters{n:02}' for n in range(30)]
    site = site_with(box, *(
        {'id': f'https://sentinel.example/a/the-harbour-and-its-masters-{n}', 'lang': 'en',
         'title': f'Harbour {n} and its masters', 'outlet': f'Sentinel {n % 12}',
         'published': f'20{10 + n % 12}-0{1 + n % 9}-01', 'paragraphs': [
             {'text': f'“The pier at {words[n % 30]} is {words[i]} old,” Ada Pellworth{n % 9} Tern said of '
                      + ' and '.join(words[(n + i) % 30:][:8]) + '.'} for i in range(6)]}
        for n in range(60)))
    query = ' OR '.join(words)[:500].rsplit(' OR ', 1)[0]
    expect(len(query) > 480, query)
    page = site.get(q=query).expect(200)
    equal(page.text.count('<article>'), 10, 'articles')
    expect(len(page.body) < 40 * 1024, len(page.body), 'bytes')
    aside = page.text.partition('<aside')[2].partition('</aside>')[0]
    equal(aside.count(f'name="q" value="{query}"'), 2, 'forms with the query: values, dates')
    outlets = re.findall('<button form="more" name="outlet" value="([^"]+)"', aside)
    equal(len(outlets), 8, 'outlets')
    expect('<button form="more" name="facets" value="outlet:100">' in aside, aside)
    narrowed = site.get(q=query, outlet=outlets[0]).expect(200)
    expect('<h1>30 paragraphs in 5 articles' in narrowed.text, narrowed.text[11000:13000])
    # what is chosen is taken back by a link, and of a short query all are links
    expect('<li class="on"><a href="?q=' in narrowed.text, 'no way back')
    expect('<button form' not in site.get(q=words[0]).text, 'buttons without need')


def test_facets__of_bylines_and_of_times_spoken_of_narrow_by_the_query(box):
    names = ['Ada Pellworth', "Tom O'Tern", 'J. R. <Quay> & Son', 'Jo "Gull" Reed']
    site = site_with(box, *(
        {'id': f'a{n}', 'title': 'The pier', 'outlet': 'Sentinel', 'published': '2021-03-04', 'lang': 'en',
         'authors': [names[n % 4]], 'paragraphs': [
             {'text': f'The pier or its mole was built in {("April", "May")[n % 2]} 2017.'},
             {'text': 'In 2016 there was a mole alone.'}]} for n in range(9)))
    for query in ('pier OR mole', 'title:pier', ''):
        asked = {'q': query, 'sort': 'newest'}
        seen = 0
        for facet in ('byline', 'about'):
            page = site.get(facets=facet, **asked).expect(200).text
            told = site.get(facets=facet, format='json', **asked).json()['facets'][facet]
            counts = {value['value']: value['count'] for value in told}
            aside = page.partition('<aside')[2]
            for target, count in re.findall(r'<li><a href="\?([^"]+)"><bdi>.*?</bdi></a> <span>(\d+)', aside):
                given = dict(urllib.parse.parse_qsl(html.unescape(target)))
                value = re.search(facet + ':"([^"]+)"$', given['q'])
                equal(counts[value.group(1)], int(count), given['q'])
                found = site.get(**{**given, 'format': 'json', 'facets': 'none'}).expect(200).json()
                equal(found['total']['articles'], int(count), f'articles for {given["q"]}')
                seen += 1
        # all the names; the months, not the year, of which about: finds the months too
        expect(seen >= 4, seen, 'links with', query)
        expect('about%3A%222016' not in page, 'a link with another number')


def test_formats__have_their_types_and_parse(box):
    site = site_with(box)
    answers = {name: site.get(q='tug', format=name).expect(200) for name in FORMATS}
    for name, answer in answers.items():
        equal(answer.headers['content-type'], TYPES[name], f'type of {name}')
        expect('noindex' in answer.headers['x-robots-tag'], name, 'may be indexed')
    hits = answers['json'].json()['hits']
    expect(len(hits) > 2, hits)
    equal(len(answers['ndjson'].text.splitlines()), len(hits), 'lines')
    equal(len(list(csv.reader(io.StringIO(answers['csv'].text)))), len(hits) + 1, 'rows')
    equal(len(xml.fromstring(answers['rss'].text).findall('.//item')), len(hits), 'items')


def test_format__is_chosen_by_accept_where_no_parameter_says_it(box):
    site = site_with(box)
    for accept, wanted in (('application/json', 'json'), ('*/*', 'html'), ('', 'html'),
                           ('application/json, text/plain, */*', 'json'),
                           ('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'),
                           ('text/html;q=0.3, application/json;q=0.7', 'json'),
                           ('application/json;q=0.1, text/html', 'html'),
                           ('application/json;q=0', 'html'), (';;;,,,q=', 'html')):
        answer = site.get(q='tug', env={'HTTP_ACCEPT': accept}).expect(200)
        equal(answer.headers['content-type'], TYPES[wanted], f'type for {accept!r}')
        answer = site.get(q='tug', format='csv', env={'HTTP_ACCEPT': accept}).expect(200)
        equal(answer.headers['content-type'], TYPES['csv'], f'type for format=csv and {accept!r}')


def test_fragment__is_the_results_alone(box):
    site = site_with(box)
    answer = site.get(q='tug', fragment=1).expect(200)
    expect(answer.text.lstrip().startswith('<section'), shorten_start(answer))
    for word in ('<html', '<body', '<!doctype', '<style', '<script'):
        expect(word not in answer.text.lower(), word, 'in a fragment')


def shorten_start(answer):
    return answer.text[:80]


def test_feed__names_where_it_is_read_again_and_has_stable_guids(box):
    site = site_with(box, env={'NUTGRAF_URL': 'https://archive.example/find'})
    channel = xml.fromstring(site.get(q='tug', format='rss', n=5).text).find('channel')
    link = channel.find('{http://www.w3.org/2005/Atom}link')
    equal(link.get('href'), 'https://archive.example/find/?q=tug&n=5&format=rss', 'atom:link')
    equal(channel.findtext('link'), 'https://archive.example/find/?q=tug&n=5', 'link')
    guids = [item.findtext('guid') for item in channel.findall('item')]
    equal(guids, [hit['id'] for hit in site.get(q='tug', format='json', sort='newest').json()['hits']],
          'guids')


def test_feed__links_to_our_own_page_where_an_article_has_none(box):
    site = site_with(box, env={'NUTGRAF_URL': 'https://archive.example'})
    links = [item.findtext('link') for item in
             xml.fromstring(site.get(q='boat', format='rss').text).iter('item')]
    expect('https://archive.example/p/boat/1' in links, links)


def test_permalink__opens_the_paragraph_however_its_id_was_encoded(box):
    site = site_with(box)
    ident = 'https%3A%2F%2Fsentinel.example%2Fa%2Ftug'
    for path in (permalink(ident, 1), f'/p/{ident}/1', '/p/https://sentinel.example/a/tug/1',
                 '/p/https:/sentinel.example/a/tug/1'):
        answer = site.get(path).expect(200)
        expect('second tug' in answer.text, path)
        answer = site.get(path, format='json').expect(200).json()
        equal((answer['article']['id'], answer['n']), (ident, 1), f'JSON of {path}')
    equal(site.get(permalink(ident, 0)).status, 200, 'the headline')
    equal(site.get(permalink(ident, 3)).status, 200, 'the last paragraph')
    for path in (permalink(ident, 4), permalink(ident, -1), permalink(ident, '01'), '/p/boat',
                 '/p/boat/', '/p//1', '/p/', '/p', '/p/nobody/1', '/p/boat/1/2', '/p/boat/x',
                 '/p/boat/99999999999999999999', '/p/%FF%FE/1', '/p/../../etc/1'):
        site.get(path).expect(404)


def test_permalink__does_not_tell_where_a_file_lies(box):
    box.write_articles('here/secret-folder.ndjson', [BOAT])
    box.add(box.dir / 'here')
    answer = CgiSite(box).get('/p/boat/1', format='json').expect(200)
    expect('secret-folder' not in answer.text, answer.text)
    equal(answer.json()['article']['source'], None, 'source')


def test_suggestions__have_the_word_that_a_small_collection_is_about(box):
    box.add('-', stdin=lines_of([{'id': f'n{n}', 'title': f'Note {n}', 'lang': 'en',
                                  'text': f'The harbour has {n} tugs.'} for n in range(60)]))
    words = CgiSite(box).get('/suggest', q='harb').expect(200).json()[1]
    expect('harbour' in words, words)


def test_suggestions__are_of_opensearch_form(box):
    site = site_with(box)
    answer = site.get('/suggest', q='pil').expect(200)
    equal(answer.headers['content-type'], 'application/x-suggestions+json; charset=utf-8', 'type')
    typed, texts, notes, links = answer.json()
    equal(typed, 'pil', 'what was typed')
    expect('pilots' in texts, texts)
    equal((len(notes), len(links)), (len(texts), len(texts)), 'lengths')
    equal(site.get('/suggest').expect(200).json()[:2], ['', []], 'of nothing')


def test_opensearch__describes_the_site(box):
    site = site_with(box, env={'NUTGRAF_URL': 'https://archive.example/find', 'NUTGRAF_NAME': 'A & B'})
    root = xml.fromstring(site.get('/opensearch.xml').expect(200).text)
    templates = [url.get('template') for url in root if url.get('template')]
    expect(all(one.startswith('https://archive.example/find/') for one in templates), templates)
    expect(any(child.text == 'A & B' for child in root), 'no name of the site')


def test_links__begin_where_the_script_is(box):
    for script, base in (('', '/'), ('/cgi-bin/find', '/cgi-bin/find/'), ('/a b"<c', '/a%20b%22%3Cc/'),
                         ('//evil.example/x', '/evil.example/x/'), ('/find/', '/find/')):
        site = site_with(box, script=script)
        page = site.get(q='tug').text
        expect(f'action="{base}"' in page, f'{script}: no form to {base}')
        expect('//evil.example' not in page.replace('http://localhost/evil', ''), script)


# ---- parameters ----

def test_parameters__that_are_unknown_or_empty_are_ignored(box):
    site = site_with(box)
    wanted = timeless(site.get(q='tug', format='json').json())
    for raw in ('q=tug&format=json&utm_source=x&db=/etc&d=/etc&count=1&explain=1&save=x&serve=1',
                'since=&until=&q=tug&format=json&actor=&outlet=+&n=&offset=',
                '&&q=tug&&format=json&', 'q=boat&q=tug&format=json', 'q=tug&format=json&=x&x'):
        equal(timeless(site.get(raw=raw).expect(200).json()), wanted, f'answer to {raw}')


def test_parameters__that_make_no_sense_are_refused(box):
    site = site_with(box)
    for parameters in ({'n': '0'}, {'n': '101'}, {'n': 'many'}, {'n': '-1'}, {'n': '1e2'},
                       {'offset': '20001'}, {'offset': '-1'}, {'scope': 'page'}, {'match': 'some'},
                       {'sort': 'size'}, {'since': 'someday'}, {'kind': 'poem'},
                       {'facets': 'colour'}, {'facets': 'actor:0'}, {'facets': 'outlet,actor:1001'}, {'timeline': 'hour'},
                       {'group': 'both'}, {'context': '101'}, {'format': 'text'},
                       {'format': 'exe'}, {'actor': ['x%d' % i for i in range(33)]}):
        page = site.get(q='tug', **parameters).expect(400)
        expect('--' not in page.text.split('<main')[-1].split('</main')[0].split('<!--')[0],
               'the message speaks of options:', parameters)
        told = site.get(**{'q': 'tug', 'format': 'json', **parameters}).expect(400).json()
        equal(told['error']['status'], 400, 'status in JSON')


def test_arguments__are_not_read(box):
    site = site_with(box)
    wanted = timeless(site.get(q='tug', format='json').json())
    for arguments in (['--help'], ['--version'], ['--db', '/etc', 'x'], ['--serve'], ['a+b']):
        got = site.get(q='tug', format='json', arguments=arguments).expect(200).json()
        equal(timeless(got), wanted, f'answer with arguments {arguments}')


def test_index__never_comes_from_the_request(box):
    site = site_with(box)
    equal(site.get(q='tug', format='json', db='/nowhere', NUTGRAF_DB='/nowhere',
                   env={'HTTP_NUTGRAF_DB': '/nowhere', 'HTTP_DB': '/nowhere'}).status, 200, 'status')


# ---- refusals ----

def test_refusals__are_pages_for_people_and_json_for_programs(box):
    site = site_with(box)
    cases = ((400, {'q': 'oulet:lantern'}), (400, {'raw': 'q=%00'}), (404, {'path': '/nowhere'}),
             (404, {'path': '/p/nobody/1'}), (405, {'method': 'POST'}), (405, {'method': 'DELETE'}),
             (405, {'method': 'get'}), (413, {'env': {'CONTENT_LENGTH': '1000000'}}),
             (400, {'env': {'CONTENT_LENGTH': 'x'}}), (414, {'q': 'a' * 513}),
             (414, {'raw': 'q=a&x=' + 'y' * 9000}), (414, {'path': '/p/' + 'a' * 5000 + '/1'}),
             (414, {'q': 'a', 'actor': 'b' * 513}), (400, {'raw': '&'.join(['a=b'] * 300)}))
    for status, asked in cases:
        page = site.get(**asked).expect(status)
        equal(page.headers['content-type'], TYPES['html'], f'type for {asked}')
        expect(page.headers['content-language'] == 'en' and '<h1' in page.text, asked)
        env = {**asked.get('env', {}), 'HTTP_ACCEPT': 'application/json'}
        answer = site.get(**{**asked, 'env': env}).expect(status)
        equal(answer.headers['content-type'], TYPES['json'], f'type for {asked}')
        equal(answer.json()['error']['status'], status, f'status in JSON for {asked}')
        expect('etag' not in page.headers, asked, 'has an ETag')
    equal(site.get(method='POST').headers['allow'], 'GET, HEAD', 'Allow')


def test_bad_query__says_where_and_what_was_meant(box):
    error = site_with(box).get(q='tug oulet:lantern', format='json').expect(400).json()['error']
    equal((error['span'], error['nearest']), ([4, 9], 'outlet'), 'place')


def test_query_of_512_bytes__is_answered(box):
    site_with(box).get(q='tug ' + 'a' * 508).expect(200)


def test_missing_index__is_a_503_that_tells_no_path(box):
    for db in ('nowhere', 'file'):
        box.write('file', 'text')
        site = CgiSite(box, env={'NUTGRAF_DB': str(box.dir / db)})
        for asked in ({'q': 'tug'}, {'path': '/p/boat/1'}, {'path': '/suggest', 'q': 'tu'}):
            answer = site.get(**asked).expect(503)
            expect(str(box.dir) not in answer.text and 'retry-after' in answer.headers, answer.text)
        site.get('/').expect(200)


def test_damaged_index__is_a_503_or_an_answer_and_never_a_crash(box):
    box.add('-', stdin=lines_of([{**TUG, 'id': f'tug{i}'} for i in range(40)]))
    [table] = box.db.glob('gen-*/postlist.glass')
    whole = table.read_bytes()
    for at in range(40, len(whole), max(1, len(whole) // 60)):
        table.write_bytes(whole[:at] + bytes([whole[at] ^ 0xff]) + whole[at + 1:])
        answer = CgiSite(box).get(q='tug pilots', format='json')
        expect(answer.status in (200, 503), at, answer.status)


# ---- HTTP ----

def test_head__has_the_headers_of_get_and_no_body(box):
    site = site_with(box)
    for asked in ({}, {'q': 'tug'}, {'q': 'tug', 'format': 'csv'}, {'path': '/p/boat/1'},
                  {'path': '/nowhere'}, {'q': 'a' * 600}):
        head, get = site.head(**asked), site.get(**asked)
        equal(head.body, b'', f'body of HEAD for {asked}')
        equal((head.status, head.headers), (get.status, get.headers), f'HEAD for {asked}')


def test_etag__is_answered_with_304_until_the_index_is_another(box):
    site = site_with(box)
    for asked in ({}, {'q': 'tug'}, {'q': 'tug', 'format': 'json'}, {'q': 'tug', 'format': 'rss'},
                  {'path': '/p/boat/1'}, {'path': '/suggest', 'q': 'tu'},
                  {'path': '/opensearch.xml'}, {'q': 'tug', 'fragment': 1}):
        fresh = site.get(**asked).expect(200)
        etag = fresh.headers['etag']
        for sent in (etag, etag.removeprefix('W/'), f'"x", {etag}', f'{etag} , "y"'):
            again = site.get(**asked, env={'HTTP_IF_NONE_MATCH': sent}).expect(304)
            equal(again.headers['etag'], etag, 'ETag of 304')
            # a browser takes it for the policy of the copy that it has
            equal(again.headers['content-security-policy'],
                  fresh.headers['content-security-policy'], 'policy of 304')
            expect('content-type' not in again.headers, again.headers)
        for sent in ('"x"', etag[:-2] + '"', '"*"', '**', etag + 'x', '"' + etag, 'W/'):
            site.get(**asked, env={'HTTP_IF_NONE_MATCH': sent}).expect(200)
    etag = site.get(q='tug').headers['etag']
    box.add('-', stdin=lines_of([{**BOAT, 'id': 'another'}]))
    site.get(q='tug', env={'HTTP_IF_NONE_MATCH': etag}).expect(200)


def test_etag__of_anything_is_answered_with_304_where_there_is_something(box):
    site = site_with(box)
    for asked in ({}, {'q': 'tug'}, {'q': 'nowhere'}, {'q': 'tug', 'format': 'json'}, {'q': 'tug', 'fragment': 1},
                  {'path': '/p/boat/1'}, {'path': '/suggest', 'q': 'tu'}, {'path': '/opensearch.xml'}):
        fresh = site.get(**asked).expect(200)
        for sent in ('*', ' * '):
            again = site.get(**asked, env={'HTTP_IF_NONE_MATCH': sent}).expect(304)
            equal(again.headers['etag'], fresh.headers['etag'], 'ETag of 304')
            equal(again.headers['content-security-policy'],
                  fresh.headers['content-security-policy'], 'policy of 304')
    for asked, status in (({'path': '/p/nobody/1'}, 404), ({'path': '/p/boat/99'}, 404),
                          ({'path': '/nowhere'}, 404), ({'q': 'oulet:x'}, 400),
                          ({'like': 'nobody'}, 404), ({'q': 'tug', 'method': 'POST'}, 405)):
        site.get(**asked, env={'HTTP_IF_NONE_MATCH': '*'}).expect(status)


def test_etag__differs_by_everything_the_answer_depends_on(box):
    site = site_with(box)
    etags = {}
    for asked in ({'q': 'tug'}, {'q': 'boat'}, {'q': 'tug', 'n': 5}, {'q': 'tug', 'scope': 'quote'},
                  {'q': 'tug', 'format': 'json'}, {'q': 'tug', 'fragment': 1},
                  {'q': 'tug', 'offset': 1}, {'outlet': 'tug'}, {'actor': ['a', 'b']},
                  {'actor': ['ab']}, {'q': 'tug', 'env': {'HTTP_ACCEPT_LANGUAGE': 'de'}},
                  {'q': 'tug', 'env': {'SERVER_NAME': 'other.example'}},
                  {'q': 'tug', 'env': {'SCRIPT_NAME': '/other'}},
                  {'q': 'tug', 'env': {'NUTGRAF_NAME': 'Another'}},
                  {'q': 'tug', 'env': {'NUTGRAF_NOW': '2031-01-01T00:00:00Z'}},
                  {'path': '/p/boat/1'}, {'path': '/p/boat/2'}, {'path': '/suggest', 'q': 'tug'}):
        etag = site.get(**asked).expect(200).headers['etag']
        expect(etag not in etags, asked, 'has the ETag of', etags.get(etag))
        etags[etag] = asked
    equal(site.get(raw='q=tug&n=10').headers['etag'], site.get(raw='n=10&x=y&q=tug').headers['etag'],
          'ETag of the same, asked in another way')


def test_etag__changes_when_an_embargo_ends(box):
    held = {**TUG, 'embargo': '2030-06-01T12:00:00Z'}
    site = site_with(box, held, BOAT)
    before, after = ({'NUTGRAF_NOW': f'2030-06-01T{time}Z'} for time in ('11:59:59', '12:00:00'))
    for asked in ({'q': 'tug'}, {'q': 'tug', 'format': 'json'}, {'path': '/suggest', 'q': 'tu'}):
        etag = site.get(**asked, env=before).expect(200).headers['etag']
        site.get(**asked, env={**before, 'HTTP_IF_NONE_MATCH': etag}).expect(304)
        site.get(**asked, env={**after, 'HTTP_IF_NONE_MATCH': etag}).expect(200)
    path = permalink('https%3A%2F%2Fsentinel.example%2Fa%2Ftug', 1)
    site.get(path, env=before).expect(404)
    site.get(path, env=after).expect(200)


def test_etag__changes_with_what_is_decided_about_actors(box):
    site = site_with(box)
    etag = site.get(q='tug').headers['etag']
    box.index('actors', 'add', 'person', 'Ada Pellworth')
    site.get(q='tug', env={'HTTP_IF_NONE_MATCH': etag}).expect(200)


def test_headers__name_the_canonical_address(box):
    site = site_with(box, env={'NUTGRAF_URL': 'https://archive.example/find'})
    link = site.get(raw='x=y&n=10&format=json&q=two+tugs&offset=0').headers['link']
    equal(link, '<https://archive.example/find/?q=two+tugs>; rel="canonical"', 'Link')
    site = CgiSite(box)
    equal(site.get(q='tug', env={'SERVER_NAME': None}).headers['link'],
          '</search/?q=tug>; rel="canonical"', 'Link without a name of the server')


def test_name_of_the_server__is_taken_only_when_it_is_one(box):
    site = site_with(box)
    for name in ('evil.example/x', 'a"b', '<script>', 'a b', 'a\nSet-Cookie: x=y', 'user@evil', '',
                 'a' * 300, '[::1', 'x:99999999'):
        answer = site.get(q='tug', env={'SERVER_NAME': name})
        expect(answer.headers['link'].startswith('</search/'), name, answer.headers['link'])
        expect('evil' not in answer.text, name)
    for name, port, https, origin in (
            ('news.example', '443', 'on', 'https://news.example'),
            ('news.example', '8080', None, 'http://news.example:8080'),
            ('news.example', '80', 'off', 'http://news.example'), ('::1', '80', None, 'http://[::1]'),
            ('[::1]', '81', None, 'http://[::1]:81'), ('news.example:81', '81', None,
                                                       'http://news.example:81')):
        env = {'SERVER_NAME': name, 'SERVER_PORT': port, 'HTTPS': https}
        link = site.get(q='tug', env=env).headers['link']
        equal(link, f'<{origin}/search/?q=tug>; rel="canonical"', f'Link under {env}')


def test_headers__cannot_be_split(box):
    site = site_with(box)
    for text in ('a\r\nSet-Cookie: x=y', 'a\nX: y', 'a\r\n\r\n<script>', '\x00', 'a\x0bb', 'a\x85b'):
        for name in ('q', 'actor', 'since', 'facets', 'sort', 'format', 'x\r\nSet-Cookie: y'):
            answer = site.get(raw=urllib.parse.urlencode({name: text}))
            expect('set-cookie' not in answer.headers and 'x' not in answer.headers, answer.headers)
        for variable in ('HTTP_ORIGIN', 'HTTP_ACCEPT_LANGUAGE', 'HTTP_ACCEPT', 'HTTP_IF_NONE_MATCH',
                         'HTTP_HOST', 'SCRIPT_NAME', 'SERVER_NAME', 'SERVER_PORT', 'HTTPS'):
            if '\x00' in text:
                continue
            answer = site.get(q='tug', env={variable: text, 'NUTGRAF_CORS': 'https://a.example'})
            expect('set-cookie' not in answer.headers and 'x' not in answer.headers, answer.headers)


def test_language__is_the_readers_or_the_sites(box):
    site = site_with(box)
    for accept, wanted in (('de-AT,de;q=0.9,en;q=0.5', 'de'), ('fr', 'fr'), ('pl, fr;q=0.2', 'fr'),
                           ('en-GB,de;q=0.9', 'en'), ('pl', 'en'), ('', 'en'), (';q=1,,x-de', 'en')):
        answer = site.get(q='tug', env={'HTTP_ACCEPT_LANGUAGE': accept})
        equal(answer.headers['content-language'], wanted, f'language for {accept!r}')
    answer = CgiSite(box, env={'NUTGRAF_LANG': 'fr', 'HTTP_ACCEPT_LANGUAGE': 'de'}).get(q='tug')
    equal(answer.headers['content-language'], 'fr', 'language of the site')


def test_cors__is_for_those_that_are_configured(box):
    site = site_with(box)
    reader = {'HTTP_ORIGIN': 'https://reader.example'}
    for cors, wanted in ((None, None), ('https://other.example', None), ('*', '*'),
                         ('https://other.example https://reader.example', 'https://reader.example'),
                         ('reader.example', None), ('https://reader.example/x', None)):
        for asked in ({'q': 'tug'}, {'q': 'oulet:x', 'format': 'json'}, {'path': '/suggest', 'q': 'x'}):
            answer = site.get(**asked, env={**reader, 'NUTGRAF_CORS': cors})
            equal(answer.headers.get('access-control-allow-origin'), wanted, f'{asked} with {cors}')
            expect('Origin' in answer.headers['vary'] or not wanted, answer.headers['vary'])


def test_site__has_its_name_stylesheet_and_templates(box):
    head = box.write('head.html', '<p id=ours>Ours &amp; yours</p>')
    site = site_with(box, env={'NUTGRAF_NAME': 'Times <of> "Ostrava"', 'NUTGRAF_HEAD': str(head),
                               'NUTGRAF_STYLESHEET': '/our.css', 'NUTGRAF_FOOT': '/nowhere'})
    page = site.get(q='tug').expect(200).text
    expect('<p id=ours>Ours &amp; yours</p>' in page, 'no head')
    expect('<of>' not in page and 'Times &lt;of&gt;' in page, 'the name is not escaped')
    expect('href="/our.css"' in page, 'no stylesheet')


def test_answer__of_an_empty_request_for_data_is_refused(box):
    site = site_with(box)
    for name in FORMATS[1:]:
        site.get(format=name).expect(400)


def test_json__is_what_the_page_was_made_from(box):
    site = site_with(box)
    answer = json.loads(site.get(q='tug', format='json', n=1).body)
    equal(answer['next'], 1, 'next')
    equal(len({hit['article']['id'] for hit in answer['hits']}), 1, 'articles')
