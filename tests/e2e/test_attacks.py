# SPDX-License-Identifier: GPL-2.0-or-later
"""Text from outside stays text: strings that try to be markup, links, headers or formulas, in the
query and in every field of what is indexed, in every form of output."""
import re

from attacks import CONTROLS, FAULTS, MARK, attacks
from harness import DONE, NOTHING, USAGE, equal, expect, lines_of, scaled

FORMATS = ('html', 'json', 'ndjson', 'csv', 'rss')
COUNT = 200
PAGE = 50


def usable(text):
    """What a command line can hand over: no NUL."""
    return text.replace('\0', '\u2400')


def attacked(number, text):
    """An article that has it wherever there is text, in one paragraph as its only sentence."""
    quoted = f'“harbour {text}”'
    spoken = f'{quoted}, said {text}.'
    end = len(quoted.encode())
    return {'id': f'{number}{text}', 'title': f'{text} harbour {text}', 'outlet': text,
            'authors': [text, f'Ida {text}'], 'url': text if number % 2 else f'https://h.example/{text}',
            'published': '2020-02-02', 'lang': 'en', 'credit': [text], 'source': text,
            'paragraphs': [
                {'text': f'{text} harbour'},
                {'text': spoken, 'role': 'body',
                 'actors': [{'id': f'a-{number}', 'name': text or 'x', 'kind': 'org',
                             'spans': [[0, end]]}],
                 'quotes': [{'text': quoted, 'span': [0, end], 'direct': True,
                             'speaker': f'a-{number}', 'speaker_name': text}]}]}


def expect_text(form, out, cell):
    faults = FAULTS[form](out)
    expect(not faults, cell, 'gave', '; '.join(faults[:5]))


def ask(box, form, *args, code=(DONE, NOTHING)):
    return box.search('--format', form, *args, code=code)


def test_attacks__in_what_is_indexed_stay_text(box):
    strings = attacks(scaled(COUNT, 60))
    box.add('-', stdin=lines_of(attacked(n, text) for n, text in enumerate(strings)))
    kept = box.stats()['articles']
    equal(kept, len(strings), 'articles kept')
    for form in FORMATS:
        for more in (['--timeline', 'month'], ['--scope', 'quote'], ['--scope', 'article'],
                     ['--context', '2'], ['--group', 'none']):
            for offset in range(0, kept, PAGE):
                args = ['-n', PAGE, '--offset', offset, *more, '--facets',
                        'actor,outlet,speaker,byline,month', 'harbour']
                expect_text(form, ask(box, form, *args, code=DONE).out, f'{form} {more} {offset}')


def test_attacks__in_what_is_indexed_never_steer_a_terminal(box):
    strings = attacks(scaled(COUNT, 60), seed=2)
    box.add('-', stdin=lines_of(attacked(n, text) for n, text in enumerate(strings)))
    for colour in ('always', 'never'):
        out = box.search('--color', colour, '--hyperlink', colour, '-n', 1000, '--no-pager',
                         'harbour', code=DONE).out
        # our own: colours, and links to the web
        out = re.sub(r'\x1b\[[0-9;]*m|\x1b\]8;[^\x1b\x07]*(\x1b\\|\x07)', '', out)
        found = CONTROLS.search(out)
        expect(not found, 'control character', found and out[max(0, found.start() - 60):][:120])
        for link in re.findall(r'\x1b\]8;[^;]*;([^\x1b]*)', out):
            expect(not link or re.match('https?://', link), 'link to', link)


def test_attacks__in_the_query_stay_text(box):
    box.add('-', stdin=lines_of([{'id': 'a', 'title': 'Harbour', 'text': f'The harbour of {MARK}.'}]))
    for number, text in enumerate(attacks(scaled(COUNT, 40), seed=3)):
        for form in ('html', FORMATS[1 + number % 4]):
            for args in (['--', usable(text)], ['--outlet', usable(text), 'harbour'],
                         ['--actor=' + usable(text), 'harbour'], ['--since=' + usable(text), 'harbour']):
                result = ask(box, form, *args, code=(DONE, NOTHING, USAGE))
                if result.code != USAGE:
                    expect_text(form, result.out, f'{form} {args}')
                found = CONTROLS.search(result.err)
                expect(not found, args, 'told on standard error with a control character:',
                       repr(result.err))
