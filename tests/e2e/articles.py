# SPDX-License-Identifier: GPL-2.0-or-later
"""Articles made up by a fixed rule: as many as a test needs, the same every time."""
import random

OUTLETS = ['Harbour Sentinel', 'Mill Road Gazette', 'Tidewater Post', 'The Lantern']
SPEAKERS = ['Ada Pellworth', 'Jonas Trebel', 'Mirela Oduya']
SYLLABLES = ['ba', 'cor', 'del', 'fen', 'gra', 'hol', 'jun', 'kes', 'lim', 'mor', 'nav', 'pel',
             'qui', 'ros', 'sten', 'tar', 'ul', 'ven', 'wex', 'zo']
COMMON = ('the of and to in a is that for on was with as by at from it an be has were which their '
          'had said not this have are or been more about its after who over last would').split()


def vocabulary():
    rng = random.Random(11)
    return [''.join(rng.choices(SYLLABLES, k=rng.randint(2, 3))) for _ in range(1500)]


WORDS = vocabulary()


def paragraph(rng, words):
    chosen = [rng.choice(COMMON) if rng.random() < 0.45 else WORDS[int(1500 * rng.random() ** 2)]
              for _ in range(words)]
    return ' '.join(chosen).capitalize() + '.'


def article(number, mark='', **more):
    """mark: a word that stands in its headline and in every paragraph."""
    rng = random.Random(number * 7919)
    texts = [f'{paragraph(rng, rng.randint(20, 45))} {mark}'.strip()
             for _ in range(rng.randint(2, 5))]
    quoted = f'“We counted {number} of them,” {rng.choice(SPEAKERS)} said.'
    texts.insert(1, f'{quoted} {mark}'.strip())
    made = {'id': f'made-{number:06}', 'title': f'Report {number} {mark}'.strip(),
            'outlet': OUTLETS[number % 4], 'lang': 'en',
            'published': f'20{10 + number % 15:02}-{1 + number % 12:02}-{1 + number % 28:02}',
            'paragraphs': [{'text': text} for text in texts]}
    return {**made, **more}


def articles(count, first=1, mark='', **more):
    return [article(number, mark, **more) for number in range(first, first + count)]


def page(title, *paragraphs):
    body = ''.join(f'<p>{text}</p>\n' for text in paragraphs)
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
            f'</head><body><article><h1>{title}</h1>\n{body}</article></body></html>\n')


FERRY = page(
    'Ferry terminal reopens after repairs',
    'The ferry terminal at Low Quay reopened on Monday after eleven weeks of repairs, and the '
    'first boat left with nine passengers and a dog that had waited since dawn.',
    'Engineers replaced forty metres of fender timber, the harbour office said, and found that '
    'the old piles were sounder than the drawings had promised.',
    'Timetables return to their summer pattern next week, with a late boat on Fridays.')
ORCHARD = page(
    'Orchard survey finds forgotten pears',
    'Volunteers who walked the abandoned orchards above the town have listed thirty-one kinds of '
    'pear, four of which stand in no catalogue that anyone could find.',
    'Cuttings were taken in February and grafted in the nursery of the school, where the pupils '
    'have given the unknown kinds names of their own.',
    'The survey goes on in the autumn, when the fruit can be tasted as well as counted.')
