# SPDX-License-Identifier: GPL-2.0-or-later
"""What happens behind a web server when a question takes too long, a process is lost, or the index
is written meanwhile."""
import concurrent.futures
import os
import signal
import threading
import time

from harness import equal, expect, lines_of, patience, wait_until
from articles import articles
from test_web import BOAT, TUG
from web import CgiSite, answerers, is_sanitized, serving


def block(box):
    """From now on, whoever looks where the index is waits for ever."""
    pointer = box.db / 'current'
    text = pointer.read_text()
    pointer.unlink()
    os.mkfifo(pointer)
    return text


def unblock(box, text):
    box.write('db/new', text).replace(box.db / 'current')


def test_deadline__gives_a_503_as_page_or_json(box):
    box.add('-', stdin=lines_of([TUG, BOAT]))
    site = CgiSite(box)
    block(box)
    page = site.get(q='tug', env={'HTTP_ACCEPT_LANGUAGE': 'de'}).expect(503)
    expect('<h1' in page.text and page.headers['content-language'] == 'de', page.text[:200])
    equal(site.get(q='tug', format='json').expect(503).json()['error']['status'], 503, 'JSON')
    equal(site.get(q='tug', format='csv').expect(503).json()['error']['status'], 503, 'for CSV')
    equal(site.head(q='tug').expect(503).body, b'', 'body of HEAD')
    equal(site.get('/').status, 200, 'what needs no index')


def test_deadline__under_fastcgi_costs_one_process_and_no_reader_more(box):
    box.add('-', stdin=lines_of([TUG, BOAT]))
    with serving(box, env={'NUTGRAF_WORKERS': '2'}) as (site, process):
        site.get(q='tug').expect(200)
        before = answerers(process)
        equal(len(before), 3, 'processes, with the spare one')
        time.sleep(1)  # one that has only just opened the index does not look again at once
        text = block(box)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            slow = [pool.submit(site.get, q='tug', format='json') for _ in range(2)]
            for answer in slow:
                error = answer.result().expect(503).json()['error']
                equal(error['status'], 503, 'status')
        unblock(box, text)
        # those that took their place may have looked before that, too
        wait_until(lambda: site.get(q='tug').status == 200, patience(), 'an answer')
        for _ in range(6):
            site.get(q='tug').expect(200)
        wait_until(lambda: len(answerers(process)) == 3, patience(), 'processes to be replaced')
        equal(len(set(before) & set(answerers(process))), 1, 'processes that have not met the question')


def test_lost_process__is_replaced(box):
    box.add('-', stdin=lines_of([TUG, BOAT]))
    with serving(box, env={'NUTGRAF_WORKERS': '2'}) as (site, process):
        site.get(q='tug').expect(200)
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV):
            lost = set(answerers(process))
            for pid in lost:
                os.kill(pid, number)

            def are_new():  # who was killed is counted until it has ended
                now = set(answerers(process))
                return len(now) == 3 and not now & lost
            wait_until(are_new, patience(), 'all processes again')
            site.get(q='tug').expect(200)


def test_index__is_answered_from_as_soon_as_it_is_there(box):
    box.add('-', stdin=lines_of([TUG]))
    with serving(box) as (site, process):
        equal(site.get(q='boat', format='json').json()['total']['articles'], 1, 'articles')
        box.add('-', stdin=lines_of([BOAT]))
        equal(site.get(q='boat', format='json').json()['total']['articles'], 2, 'articles')
        # another index in the same place: a folder that nobody has been let into yet
        box.db.rename(box.dir / 'old')
        answer = site.get(q='boat', format='json')
        equal(answer.status, 503, 'status without an index')
        box.add('-', stdin=lines_of([BOAT]))

        def found():
            answer = site.get(q='boat', format='json')
            return answer.status == 200 and answer.json()['total']['articles'] == 1
        wait_until(found, patience(), 'the new index')


def test_answer__is_given_again_until_the_index_moves_on(box):
    box.add('-', stdin=lines_of([TUG]))
    with serving(box, env={'NUTGRAF_WORKERS': '1'}) as (site, process):
        for form in ('json', 'csv', 'html'):
            first = site.get(q='tug', format=form).expect(200)
            again = site.get(q='tug', format=form).expect(200)
            # to the microsecond that it took
            equal(again.body, first.body, f'{form} again')
            names = [name for name, _ in first.pairs if name not in ('date', 'age')]
            equal([name for name, _ in again.pairs if name not in ('date', 'age')], names, 'headers')
            equal(site.head(q='tug', format=form).expect(200).body, b'', 'body of HEAD')
            site.get(q='tug', format=form, headers={'If-None-Match': '*'}).expect(304)
        one = site.get(q='boat', format='json').json()['total']['articles']
        # another question, and the same in another language, have answers of their own
        equal(site.get(q='boat', format='json', n=5).json()['query']['input'], 'boat', 'q')
        german = site.get(q='tug', headers={'Accept-Language': 'de'})
        expect('lang="de"' in german.text, german.text[:200])
        box.add('-', stdin=lines_of([BOAT]))
        equal(site.get(q='boat', format='json').json()['total']['articles'], one + 1, 'articles')
        box.run('index', ['remove', BOAT['id']])
        equal(site.get(q='boat', format='json').json()['total']['articles'], one, 'after removal')


def test_readers__see_no_error_while_the_index_is_written(box):
    box.add('-', stdin=lines_of(articles(60, mark='steady')))
    with serving(box, env={'NUTGRAF_WORKERS': '3'}) as (site, process):
        done = threading.Event()

        def read(number):
            count = 0
            while not done.is_set():
                total = site.get(q='steady', format='json', n=1, facets='outlet').expect(200)
                equal(total.json()['total']['articles'], 60, 'articles found')
                site.get(q='later', context=number).expect(200)
                count += 1
            return count
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            readers = [pool.submit(read, number) for number in range(4)]
            try:
                for i in range(12):
                    box.add('-', stdin=lines_of(articles(1, first=1000 + i, mark='later')))
                box.index('compact')
                box.index('reindex')
                box.add('-', stdin=lines_of(articles(200, first=3000, mark='later')))
            finally:
                done.set()
            for reader in readers:
                expect(reader.result() > 0, 'a reader that got no answer')
        equal(site.get(q='later', format='json').json()['total']['articles'], 212, 'later ones')


def test_hostile_questions__are_answered_in_time_and_by_the_book(box):
    box.add('-', stdin=lines_of(articles(300, mark='everywhere')))
    hostile = ['a*', '(' * 250, '"' * 200, 'a* OR b*', ' OR '.join(['tug'] * 100), 'x' * 512,
               '"' + 'the ' * 120 + '"', 'the NEAR/20 the NEAR/20 the', '-' * 500, 'NOT ' * 100 + 'a',
               'everywhere ' * 40, '=the =of =and', 'everyw* everyw* everyw*', '\x01\x02\x7f', '\u202e' * 99,
               'date:9999999999..', 'atleast999999999(the)', 'the SAME ' * 50 + 'the', '&%#;+=',
               'quote:' * 60, '%00', '%', '\ud7ff\ue000', "' OR 1=1 --", '../../etc/passwd', '日本' * 80]
    with serving(box) as (site, process):
        for query in hostile:
            for asked in ({'scope': 'quote', 'facets': 'actor,speaker,month,distinctive'},
                          {'format': 'json', 'match': 'any', 'timeline': 'day', 'n': 100},
                          {'actor': query, 'outlet': query, 'since': query[:20]}):
                answer = site.ask(q=query, **asked)
                expect(answer.status in (200, 400, 414, 503), query, answer.status)
                expect(answer.seconds < patience() / 10, query, 'took', answer.seconds)
        # a sanitizer keeps what was freed
        for pid in answerers(process) if not is_sanitized() else []:
            expect(peak_mb(pid) < 128, 'memory', peak_mb(pid))


def peak_mb(pid):
    with open(f'/proc/{pid}/status') as file:
        for line in file:
            if line.startswith('VmHWM:'):
                return int(line.split()[1]) / 1024
    return 0


def test_request__that_lighttpd_lets_through_is_answered_or_refused(box):
    box.add('-', stdin=lines_of([TUG]))
    with serving(box) as (site, process):
        for target in ('/?q=%', '/?q=%zz', '/?q=%C0%AF', '/?q=%F4%90%80%80', '/?' + 'a' * 8000,
                       '/?' + '&' * 4000, '/?=&=&=', '/?q[]=a', '/p/..%2f..%2fetc/1', '/%2e%2e/', '//',
                       '/p//1', '/?q=a#b', '/search', '/index.html', '/?q=a%0d%0aX:%20y'):
            answer = site.fetch(target)
            expect(answer.status in (200, 400, 404, 414), target, answer.status)
            expect('x' not in answer.headers, target, answer.headers)
        for request in (b'GET\r\n\r\n', b'GET /?q=\xff HTTP/1.0\r\n\r\n', b'GET /?q=\0 HTTP/1.0\r\n\r\n'):
            expect(site.plain(request).startswith(b'HTTP/1.'), request)
        answer = site.fetch('/?q=a', 'GET', body=b'x' * 100000)
        expect(answer.status in (400, 413), 'a body:', answer.status)
        site.get(q='tug').expect(200)
