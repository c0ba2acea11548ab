# SPDX-License-Identifier: GPL-2.0-or-later
"""Readers beside a writer: each answer is from before a load or after it, never from between, and
never an error."""
import threading

from articles import articles
from harness import equal, expect, hit_ids, lines_of, scaled

ARTICLES = 160
SMALL = 30  # so few are written into the live generation


def load(number, count):
    """The same articles in their next version; every paragraph has a word of this load."""
    return lines_of(articles(count, mark=f'wholeload load{number}x', version=number))


class Readers:
    """Two threads that read until they are told to stop."""

    def __init__(self, *reads):
        self.stopped = threading.Event()
        self.failures, self.counts = [], [0] * len(reads)
        self.threads = [threading.Thread(target=self.read_on, args=(index, read))
                        for index, read in enumerate(reads)]

    def read_on(self, index, read):
        while not self.stopped.is_set() and not self.failures:
            try:
                read()
                self.counts[index] += 1
            except Exception as failure:
                self.failures.append(failure)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *raised):
        self.stopped.set()
        for thread in self.threads:
            thread.join()
        if self.failures:
            raise self.failures[0]


def loads_in(texts):
    return {word for text in texts for word in text.split() if word.startswith('load')}


def expect_whole_answer(box, count):
    answer = box.answer('wholeload', '-n', '1000', code=0)
    equal(answer['total']['articles'], count, 'articles found')
    equal(answer['index']['articles'], count, 'articles of the index')
    equal(len({hit['article']['id'] for hit in answer['hits']}), count, 'articles of the page')
    seen = loads_in([hit['paragraph']['text'] for hit in answer['hits']] +
                    [hit['article']['title'] for hit in answer['hits']])
    equal(len(seen), 1, f'loads in one answer ({seen})')


def expect_whole_count(box, count):
    equal(box.count('wholeload'), count, 'counted')


def expect_whole_export(box, count):
    exported = box.export()
    equal(len(exported), count, 'articles exported')
    seen = loads_in(p['text'] for a in exported for p in a['paragraphs'])
    equal(len(seen), 1, f'loads in one export ({seen})')


def write_beside(box, count, reads, loads, *between):
    box.add('-', stdin=load(1, count))
    with Readers(*reads) as readers:
        for number in range(2, loads + 2):
            summary = box.add('-', stdin=load(number, count))
            equal(summary['replaced'], count, f'replaced by load {number}')
            for command in between:
                box.index(*command)
            if readers.failures:
                break
    expect(min(readers.counts) >= 3, 'readers hardly read:', readers.counts)
    box.check()
    box.expect_tidy()


def test_readers__see_whole_loads_while_generations_are_swapped(box):
    write_beside(box, ARTICLES, [lambda: expect_whole_answer(box, ARTICLES),
                                 lambda: expect_whole_count(box, ARTICLES)], scaled(14, 5))


def test_readers__see_whole_loads_while_the_live_generation_is_written(box):
    before = []
    box.add('-', stdin=load(1, SMALL))
    before.append([name for name in box.inside() if name.startswith('gen-')])
    write_beside(box, SMALL, [lambda: expect_whole_answer(box, SMALL),
                              lambda: expect_whole_count(box, SMALL)], scaled(20, 6))
    equal([name for name in box.inside() if name.startswith('gen-')], before[0],
          'generation; these loads are meant to be written in place')


def test_readers__see_whole_loads_through_export_and_stats(box):
    def stats():
        equal(box.stats()['articles'], ARTICLES, 'articles of stats')
    write_beside(box, ARTICLES, [lambda: expect_whole_export(box, ARTICLES), stats],
                 scaled(6, 3), ['compact'], ['reindex', '-q'])


def test_readers__page_through_while_articles_come_and_go(box):
    """Pages may be of different revisions; each is an answer."""
    few = lines_of(articles(5, first=900, mark='wholeload'))
    box.add('-', stdin=load(1, 60))

    def page():
        answer = box.answer('wholeload', '-n', '20', '--offset', '20', code=0)
        expect(answer['total']['articles'] in (60, 65), 'total:', answer['total'])
        equal(len({hit['article']['id'] for hit in answer['hits']}), 20, 'articles of the page')
        expect(len(set(hit_ids(answer))) == len(answer['hits']), 'a hit twice')
    with Readers(page, page) as readers:
        for _ in range(scaled(12, 4)):
            box.add('-', stdin=few)
            box.index('remove', '-q', *(f'made-{number:06}' for number in range(900, 905)))
            if readers.failures:
                break
    box.check()
