# SPDX-License-Identifier: GPL-2.0-or-later
"""Inputs that are no articles, or hostile ones: each is named with its reason, every good article
beside it is indexed, and the index is sound afterwards."""
import ctypes
import os
import random
import socket

from articles import FERRY, ORCHARD, article, articles
from harness import DONE, SOME_SKIPPED, USAGE, Skip, equal, expect, lines_of

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


def without_privileges():
    """Run in the child: root may then read no more than its files' modes say."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), 'cannot drop a capability')


def as_a_user():
    return {'preexec_fn': without_privileges} if os.geteuid() == 0 else {}


def good_and(box, name, content):
    """news/ with two good files and between them a bad one."""
    box.write('news/a-ferry.html', FERRY)
    path = box.write(f'news/b-{name}', content)
    box.write('news/c-orchard.html', ORCHARD)
    return path


def expect_good_ones(box, more=0):
    titles = [a['title'] for a in box.export()]
    for title in ('Ferry terminal reopens after repairs', 'Orchard survey finds forgotten pears'):
        expect(title in titles, title, 'is not among', titles)
    equal(len(titles), 2 + more, 'articles')
    box.check()


def expect_skipped(box, path, *words):
    """The one skipped input is path; one of the words stands in the reason, which people see."""
    summary = box.add('news', code=SOME_SKIPPED)
    equal(len(summary['skipped']), 1, f'inputs skipped ({summary["skipped"]})')
    entry = summary['skipped'][0]
    expect(entry['source'].startswith(str(path)), 'named:', entry['source'])
    expect(any(word in entry['reason'] for word in words), 'reason:', entry['reason'])
    told = box.index('add', 'news', code=SOME_SKIPPED).err
    expect(str(path) in told and entry['reason'] in told, 'people are told:', told)
    expect(any(source.startswith(str(path)) for source in box.skipped()), 'list --skipped')


# ---- what the file system does ----

def test_unreadable_file__is_named(box):
    path = good_and(box, 'secret.html', FERRY)
    path.chmod(0)
    summary = box.add('news', code=SOME_SKIPPED, **as_a_user())
    equal([(entry['source'], entry['reason']) for entry in summary['skipped']],
          [(str(path), 'Permission denied')], 'skipped')
    expect_good_ones(box)


def test_unreadable_folder__is_named(box):
    path = good_and(box, 'closed/page.html', FERRY).parent
    path.chmod(0)
    try:
        summary = box.add('news', code=SOME_SKIPPED, **as_a_user())
    finally:
        path.chmod(0o700)
    equal([entry['source'] for entry in summary['skipped']], [str(path)], 'skipped')
    expect_good_ones(box)


def test_update__keeps_what_cannot_be_read_now(box):
    path = good_and(box, 'third.ndjson', lines_of(articles(3)))
    box.add('news')
    path.chmod(0)
    box.index('update', 'news', code=SOME_SKIPPED, **as_a_user())
    expect_good_ones(box, more=3)
    path.chmod(0o600)
    folder = path.parent
    folder.chmod(0)
    try:
        box.index('update', 'news', code=SOME_SKIPPED, **as_a_user())
    finally:
        folder.chmod(0o700)
    expect_good_ones(box, more=3)


def test_update__keeps_the_records_of_a_file_that_broke(box):
    path = good_and(box, 'third.ndjson', lines_of(articles(3)))
    box.add('news')
    path.write_text(lines_of(articles(2)) + '{"id":"made-000003","title"', encoding='utf-8')
    box.index('update', 'news', code=SOME_SKIPPED)
    expect_good_ones(box, more=3)


def test_missing_path__is_named_and_the_others_are_added(box):
    box.write('news/a-ferry.html', FERRY)
    box.write('news/c-orchard.html', ORCHARD)
    summary = box.add('news', 'nowhere.html', code=SOME_SKIPPED)
    equal([entry['source'] for entry in summary['skipped']], [str(box.dir / 'nowhere.html')],
          'skipped')
    expect_good_ones(box)


def test_folder_loop__is_followed_once(box):
    good_and(box, 'sub/inner/page.ndjson', lines_of(articles(1)))
    (box.dir / 'news/b-sub/inner/up').symlink_to(box.dir / 'news')
    expect_skipped(box, box.dir / 'news/b-sub/inner/up', 'folder loop')
    expect_good_ones(box, more=1)


def test_link_loop__is_named(box):
    good_and(box, 'x.ndjson', lines_of(articles(1)))
    (box.dir / 'news/b-knot').symlink_to(box.dir / 'news/b-knot')
    expect_skipped(box, box.dir / 'news/b-knot', 'loop')
    expect_good_ones(box, more=1)


def test_dangling_link__is_named(box):
    good_and(box, 'x.ndjson', lines_of(articles(1)))
    (box.dir / 'news/b-gone').symlink_to(box.dir / 'no-such-file')
    expect_skipped(box, box.dir / 'news/b-gone', 'No such file')
    expect_good_ones(box, more=1)


def test_fifo__is_not_waited_for(box):
    good_and(box, 'x.ndjson', lines_of(articles(1)))
    os.mkfifo(box.dir / 'news/b-pipe.html')
    expect_skipped(box, box.dir / 'news/b-pipe.html', 'FIFO')
    expect_good_ones(box, more=1)


def test_socket__is_named(box):
    good_and(box, 'x.ndjson', lines_of(articles(1)))
    here = os.getcwd()
    with socket.socket(socket.AF_UNIX) as made:
        os.chdir(box.dir / 'news')  # a socket's own path must be short
        try:
            made.bind('b-socket')
        finally:
            os.chdir(here)
    expect_skipped(box, box.dir / 'news/b-socket', 'socket')
    expect_good_ones(box, more=1)


# ---- what stands in the file ----

def test_empty_file__is_named(box):
    for name in ('page.html', 'note.txt', 'wire.ndjson', 'wire.sgm'):
        path = good_and(box, name, '')
        expect_skipped(box, path, 'empty')
        path.unlink()
    expect_good_ones(box)


def test_blank_file__is_named(box):
    path = good_and(box, 'note.txt', ' \n\n\t\n' * 50)
    expect_skipped(box, path, 'no text', 'empty', 'nothing', 'no article')
    expect_good_ones(box)


def test_binary_garbage__is_named(box):
    garbage = random.Random(5).randbytes(300000)
    for name in ('page.html', 'note.txt', 'noise', 'wire.ndjson'):
        path = good_and(box, name, garbage)
        summary = box.add('news', code=SOME_SKIPPED)
        expect(summary['skipped'], 'nothing was skipped:', name)
        expect(all(entry['source'].startswith(str(path)) for entry in summary['skipped']),
               'skipped:', summary['skipped'])
        path.unlink()
    expect_good_ones(box)


def test_binary_with_a_signature__is_named(box):
    for name, head in (('picture', b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), ('program', b'\x7fELF\2\1\1'),
                       ('paper', b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'), ('bundle', b'PK\3\4\x14\0')):
        path = good_and(box, name, head + random.Random(6).randbytes(5000))
        expect_skipped(box, path, 'binary', 'not text', 'PDF', 'archive', 'no text', 'no news',
                       'image', 'program')
        path.unlink()
    expect_good_ones(box)


def test_line_of_100_megabytes__in_ndjson(box):
    text = b'word and ' * (100_000_000 // 9)
    long_line = b'{"id":"long","title":"Long","text":"' + text + b'"}\n'
    good_and(box, 'wire.ndjson', lines_of(articles(2)).encode() + long_line +
             lines_of(articles(2, first=3)).encode())
    summary = box.add('news', code=(DONE, SOME_SKIPPED))
    # refused with its reason, or kept whole; the records on either side of it are there
    expect(len(summary['skipped']) == (0 if 'long' in box.ids() else 1), summary['skipped'])
    for number in (1, 2, 3, 4):
        expect(f'made-{number:06}' in box.ids(), f'the record {number} beside it is lost')
    expect_good_ones(box, more=5 if 'long' in box.ids() else 4)


def test_line_of_100_megabytes__in_text(box):
    path = good_and(box, 'note.txt', b'A headline\n\n' + b'word and ' * (100_000_000 // 9))
    expect_skipped(box, path, 'large', 'long', 'MB', 'big')
    expect_good_ones(box)


def test_nuls__cost_no_text(box):
    good_and(box, 'page.html', FERRY.replace('fender', 'fen\0der').replace('Timetables', '\0Time')
             .replace('Ferry terminal reopens', 'Bridge closes'))
    box.write('news/b-note.txt', 'Tug is late\n\nThe tug was late again on Tuesday, and the pilots '
              'sang while they waited.\n\nIt came at no\0on, with a new funnel and an old crew.\n')
    box.write('news/b-wire.ndjson', '{"id":"nul","title":"A tug\\u0000boat","text":"One '
              '\\u0000 paragraph.\\u0000"}\n')
    box.add('news', code=(DONE, SOME_SKIPPED))
    found = {a['id']: ' '.join(p['text'] for p in a['paragraphs']) for a in box.export()}
    expect('nul' in found, 'the record is lost')
    expect(all('\0' not in text for text in found.values()), 'a NUL is in the index')
    expect(any('summer pattern' in text and 'replaced' in text and 'Bridge' not in text
               for text in found.values()), 'the text after the NUL is lost')
    box.check()


def test_invalid_utf_8__costs_no_text(box):
    good_and(box, 'page.html', FERRY.replace('Ferry terminal', 'Bridge').encode()
             .replace(b'fender timber', b'fender \xff\xfe timber \xc3')
             .replace(b'dawn', b'd\xc3wn'))
    box.write('news/b-note.txt', b'Tug is late\n\nThe tug was late again on Tuesday \xf0\x9f, and '
              b'the pilots sang while they waited.\n\nIt came at noon \xed\xa0\x80, with a crew.\n')
    box.write('news/b-wire.ndjson', b'{"id":"bytes","title":"A tug\xff","text":"One \xc0\xaf '
              b'paragraph."}\n' + lines_of(articles(1)).encode())
    summary = box.add('news', code=(DONE, SOME_SKIPPED))
    texts = ' '.join(p['text'] for a in box.export() for p in a['paragraphs'])
    for words in ('late boat on Fridays', 'pilots', 'It came at noon'):
        expect(words in texts, words, 'is lost;', summary['skipped'])
    expect('made-000001' in box.ids(), 'the record after the bad one is lost')
    expect('bytes' in box.ids() or any('b-wire.ndjson' in entry['source']
                                       for entry in summary['skipped']),
           'the bad record is neither there nor named')
    box.check()


def test_word_of_10000_letters__costs_no_article(box):
    word = 'pneumono' * 1250
    good_and(box, 'page.html', FERRY.replace('fender', word).replace('Ferry', 'Bridge'))
    box.write_articles('news/b-wire.ndjson', [
        article(1), article(2, title=word), article(3, outlet=word, authors=[word]),
        article(4, text=f'A {word}.', paragraphs=None), {**article(5), 'id': word},
        article(6, url='https://lantern.example/' + word)])
    box.add('news')
    expect_good_ones(box, more=7)
    box.index('remove', word)
    expect_good_ones(box, more=6)


def test_path_of_many_letters__can_be_added_updated_and_removed(box):
    folder = 'news/' + '/'.join(['very-long-name-' * 12] * 6)
    path = box.write(folder + '/page.html', FERRY.replace('Ferry', 'Bridge'))
    good_and(box, 'x.ndjson', lines_of(articles(1)))
    box.add('news')
    expect_good_ones(box, more=2)
    box.index('update', 'news')
    expect_good_ones(box, more=2)
    box.index('remove', path)
    expect_good_ones(box, more=1)


def test_name_with_odd_bytes__does_not_reach_the_terminal(box):
    good_and(box, 'x.ndjson', lines_of(articles(1)))
    odd = os.fsencode(box.dir) + b'/news/b-\x1b[31m\xff\n.html'
    with open(odd, 'wb'):
        pass
    told = box.index('add', 'news', code=SOME_SKIPPED).err
    expect('\x1b' not in told, 'an escape sequence was printed')
    # what the program has to say of its own data is no line of the summary
    lines = [line for line in told.strip().splitlines() if not line.startswith('nutgraf-index: ')]
    equal(len(lines), 2, 'lines of the summary')
    box.index('list', '--skipped')
    expect_good_ones(box, more=1)


def test_ndjson__names_each_bad_line_and_keeps_the_others(box):
    lines = [b'not json', b'[1,2]', b'{"id":"x"}', b'{"title":7}', b'{"title":"a","text":5}', b'{',
             b'"text"', b'{"title":"\xff"}', b'{"paragraphs":"none"}', b'{' * 5000,
             b'{"title":"deep","text":' + b'[' * 100000]
    good = lines_of(articles(len(lines))).encode().splitlines()
    mixed = b''.join(one + b'\n' + two + b'\n' for one, two in zip(good, lines))
    path = good_and(box, 'wire.ndjson', mixed)
    summary = box.add('news', code=SOME_SKIPPED)
    ids = box.ids()
    for number in range(1, len(lines) + 1):
        expect(f'made-{number:06}' in ids, f'the good line {number} is lost')
    named = ' '.join(entry['source'] for entry in summary['skipped'])
    for number in (2, 4, 12, 14, 20, 22):
        expect(f'{path}: line {number}' in named + ' ', f'line {number} is not named in', named)
    box.check()


def test_format__unknown_one_is_a_usage_error(box):
    box.write('news/a.html', FERRY)
    told = box.index('add', '--format', 'wordstar', 'news', code=USAGE).err
    expect('wordstar' in told and 'ndjson' in told, 'the message:', told)
    expect(not box.db.exists(), 'an index was made')


def test_command__unknown_one_is_a_usage_error(box):
    told = box.index('ad', 'news', code=USAGE).err
    expect('"ad"' in told, 'the message:', told)
    told = box.index('stats', 'news', code=USAGE).err
    expect('"news"' in told, 'a word too many:', told)


def test_actors_file__missing_one_is_named(box):
    box.write('news/a.html', FERRY)
    told = box.index('add', '--actors', 'nowhere.tsv', 'news', code=(USAGE, 5)).err
    expect('nowhere.tsv' in told, 'the message:', told)
