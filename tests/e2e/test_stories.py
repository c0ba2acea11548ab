# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies of one wire text, from files of several outlets to one result: whatever the order, the
number of workers and the size of each load."""
import json
import random

from harness import expect

WIRE = [
    'The harbour board of Alder Bay voted on Tuesday to close the old ferry pier before the winter '
    'storms arrive, ending a quarrel that has divided the town for eleven years.',
    'Engineers had told the board that the wooden piles beneath the eastern end of the pier were '
    'rotten through, and that no repair could be trusted to carry lorries for longer than a year.',
    'The chair of the board, Marit Solvang, called the vote a sad but honest end and promised that '
    'the new landing stage near the fish market would open before the summer timetable.',
]
OUTLETS = ['Nordwire', 'Harbour Ledger', 'Tidewater Weekly', 'Foundry Mail', 'Orchard Tribune']


def expect_equal(got, wanted, what):
    expect(got == wanted, f'{what}:', got, 'instead of', wanted)


def article(id_, outlet, paragraphs, hour=9, **more):
    return {'id': id_, 'title': f'{id_} tells', 'outlet': outlet, 'lang': 'en',
            'published': f'2019-10-01T{hour:02}:00:00Z',
            'paragraphs': [{'n': n + 1, 'text': text} for n, text in enumerate(paragraphs)], **more}


def others(n):
    """Articles of random words: copies of nothing."""
    words = [a + b for a in 'ba ke li mo nu pra ste vo'.split() for b in 'rin sel tok vul'.split()]
    rng = random.Random(11)
    return [article(f'other{i}', OUTLETS[i % 5], [' '.join(rng.choices(words, k=40))])
            for i in range(n)]


def wire():
    return [article('a', OUTLETS[0], WIRE),
            article('b', OUTLETS[1], WIRE[:2], 10),
            article('c', OUTLETS[2], ['Our readers asked what this means for their way to work.'] + WIRE,
                    11),
            article('d', OUTLETS[3], [' '.join(WIRE).replace('quarrel', 'quarel')], 12)]


def write(box, name, articles):
    path = box.dir / name
    path.write_text(''.join(json.dumps(a) + '\n' for a in articles))
    return str(path)


def stories(box):
    """The groups of articles that are one story, as sets."""
    groups = {}
    for outlet in OUTLETS:
        found = box.search('--outlet', outlet, '--dups', 'show', '-n', '1000', '--format', 'json',
                           code=(0, 1))
        for hit in json.loads(found.out)['hits']:
            groups.setdefault(hit['story']['id'], set()).add(hit['article']['id'])
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)


def test_stories__are_the_same_whatever_the_order_and_the_workers(box):
    everything = wire() + others(120)
    for turn in range(4):
        random.Random(turn).shuffle(everything)
        box.index('-q', '-j', str(turn % 3 + 1), 'add', write(box, 'all.ndjson', everything))
        expect_equal(stories(box), [['a', 'b', 'c', 'd']], f'turn {turn}')
        box.index('-q', 'remove', *[a['id'] for a in everything])


def test_stories__grow_and_shrink_with_what_comes_and_goes(box):
    first, second = article('first', OUTLETS[3], WIRE[:1]), article('last', OUTLETS[4], WIRE[2:])
    box.index('-q', 'add', write(box, 'base.ndjson', [first, second] + others(100)))
    expect_equal(stories(box), [], 'without what joins them')
    box.index('-q', 'add', write(box, 'wire.ndjson', wire()[:1]))
    expect_equal(stories(box), [['a', 'first', 'last']], 'joined in place')
    box.index('-q', 'remove', 'a')
    expect_equal(stories(box), [], 'taken away again')
    box.index('-q', 'add', write(box, 'wire.ndjson', wire() + others(300)[100:]))
    expect_equal(stories(box), [['a', 'b', 'c', 'd', 'first', 'last']], 'joined by a large load')
    box.index('-q', 'compact')
    expect_equal(stories(box), [['a', 'b', 'c', 'd', 'first', 'last']], 'compacted')
    box.index('-q', 'reindex')
    expect_equal(stories(box), [['a', 'b', 'c', 'd', 'first', 'last']], 'rebuilt')


def test_stories__survive_a_merge_after_the_oldest_is_gone(box):
    base = others(100)
    box.index('-q', 'add', write(box, 'base.ndjson', base + wire()))
    box.index('-q', 'remove', *[a['id'] for a in base[:60]])
    box.index('-q', 'compact')
    expect_equal(stories(box), [['a', 'b', 'c', 'd']], 'renumbered')
    box.index('-q', 'remove', 'b')
    expect_equal(stories(box), [['a', 'c', 'd']], 'and still known by number')


def test_stories__a_new_version_that_tells_something_else_is_no_copy_any_more(box):
    box.index('-q', 'add', write(box, 'all.ndjson', wire() + others(80)))
    changed = article('d', OUTLETS[3], others(81)[-1]['paragraphs'][0]['text'].split('.'), version=2)
    box.index('-q', 'add', write(box, 'new.ndjson', [changed]))
    expect_equal(stories(box), [['a', 'b', 'c']], 'replaced')
    gone = article('c', OUTLETS[2], WIRE, 11, version=2, status='withdrawn')
    box.index('-q', 'add', write(box, 'gone.ndjson', [gone]))
    expect_equal(stories(box), [['a', 'b']], 'withdrawn')


def test_stories__are_told_in_one_line(box):
    box.index('-q', 'add', write(box, 'all.ndjson', wire() + others(60)))
    shown = box.search('ferry', 'pier').out
    expect('4 articles in 1 story' in shown, shown)
    expect('also in 3 outlets: ' in shown, shown)
    expect(shown.count(' 1. ') == 1 and ' 2. ' not in shown, shown)
    shown = box.search('--dups', 'show', 'ferry', 'pier').out
    expect(' 4. ' in shown and 'the end is cut' in shown and 'another beginning' in shown, shown)
    answer = json.loads(box.search('--format', 'json', 'ferry', 'pier').out)
    expect_equal(answer['total'], {'paragraphs': answer['total']['paragraphs'], 'articles': 4,
                                   'stories': 1, 'exact': True}, 'totals')
    expect_equal({hit['story']['copies'] for hit in answer['hits']}, {4}, 'copies')
