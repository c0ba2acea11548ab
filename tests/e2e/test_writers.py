# SPDX-License-Identifier: GPL-2.0-or-later
"""Writers that are turned away, stopped or killed, and indexes of another version. What was
committed is still there, and the next command goes on from it."""
import fcntl
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import time

from articles import articles
from based import BASE, load_in_files, with_base
from harness import (DAMAGED, DONE, INTERRUPTED, LOCKED, SOME_SKIPPED, Skip, equal, expect,
                     lines_of, patience, scaled, wait_until)

# ---- a second writer ----

def test_locked_index__turns_writers_away_and_serves_readers(box):
    with_base(box)
    box.write_articles('more.ndjson', articles(2, first=900))
    with open(box.db / 'lock', 'rb+') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for command in (['add', 'more.ndjson'], ['update', 'more.ndjson'],
                        ['remove', 'made-000001'], ['reindex'], ['compact'], ['check'],
                        ['check', '--repair']):
            told = box.index(*command, code=LOCKED).err
            expect('another' in told and str(box.db) in told, 'message of', command, told)
        equal(box.stats()['articles'], BASE, 'articles')
        equal(len(box.export()), BASE, 'exported')
        box.index('list')
        equal(box.count('title:base'), BASE, 'found')
        equal(box.add('--dry-run', 'more.ndjson')['added'], 2, 'a dry run')
    equal(box.add('more.ndjson')['added'], 2, 'added once the lock is free')


def test_second_writer__is_turned_away_while_the_first_goes_on(box):
    with_base(box)
    box.write_articles('more.ndjson', articles(2, first=900))
    first = box.start('index', ['add', '-q', '-'], stdin=subprocess.PIPE)
    try:
        first.stdin.write(lines_of(articles(3, first=500)).encode())
        first.stdin.flush()
        wait_until((box.db / 'build').exists, patience(), 'the first writer begins')
        box.index('add', 'more.ndjson', code=LOCKED)
        box.index('check', code=LOCKED)
        equal(box.stats()['articles'], BASE, 'articles meanwhile')
    finally:
        box.end(first)
    equal(box.stats()['articles'], BASE + 3, 'articles after the first')
    box.check()
    box.expect_tidy()


# ---- another version ----

def other_version(box, schema):
    pointer = box.db / 'current'
    text = pointer.read_text()
    expect(', generation' in text, 'the pointer has another form:', text)
    pointer.write_text(re.sub(r'schema \d+,', f'schema {schema},', text))


def test_other_version__is_refused_with_the_way_out(box):
    exported = with_base(box)
    other_version(box, 77)
    box.write_articles('more.ndjson', articles(2, first=900))
    for command in (['add', 'more.ndjson'], ['remove', 'made-000001'], ['compact'], ['check']):
        told = box.index(*command, code=DAMAGED).err
        expect('77' in told and 'reindex' in told, 'message of', command, told)
    told = box.search('base', code=DAMAGED).err
    expect('reindex' in told, 'the searcher names no way out:', told)
    box.index('reindex')
    equal(box.export(), exported, 'export after reindex')
    equal(box.count('title:base'), BASE, 'found after reindex')
    box.check()


def test_no_index__is_said_plainly(box):
    for command in (['stats'], ['list'], ['export'], ['check'], ['compact'], ['reindex'],
                    ['remove', 'x']):
        told = box.index(*command, code=DAMAGED).err
        expect('no index' in told and str(box.db) in told, 'message of', command, told)
    told = box.search('word', code=DAMAGED).err
    expect(str(box.db) in told, 'the searcher:', told)
    expect(not box.db.exists(), 'a folder was made')


def test_pointer_of_nonsense__is_damage(box):
    with_base(box)
    for nonsense in ('', 'nutgraf index, schema x', '\0' * 300, 'a' * 70000):
        (box.db / 'current').write_text(nonsense)
        for command in (['stats'], ['add', '-']):
            expect('current' in box.index(*command, code=DAMAGED).err, 'message of', command)
        box.search('base', code=DAMAGED)


# ---- Ctrl-C ----

def begun(box):
    """A worker has a database in hand, but for one that is made afresh by each load."""
    build = box.db / 'build'
    try:
        return any(path.name.startswith('unit-') for path in build.iterdir())
    except FileNotFoundError:
        return False


def test_ctrl_c__puts_in_place_what_was_in_hand(box):
    exported = with_base(box)
    total = scaled(3000, 600)
    folder = load_in_files(box, total)
    process = box.start('index', ['add', '--json', '-j', '2', folder])
    wait_until(lambda: begun(box) or process.poll() is not None, patience(), 'the load begins')
    process.send_signal(signal.SIGINT)
    box.end(process, code=INTERRUPTED)
    there = box.export()
    expect(BASE < len(there) < BASE + total, f'{len(there) - BASE} of {total} articles were kept')
    equal(there[:BASE], exported, 'what was there before')
    box.check()
    box.expect_tidy()
    summary = box.add(folder)
    equal(summary['added'], BASE + total - len(there), 'added by the next command')
    equal(summary['unchanged'], len(there) - BASE, 'unchanged')
    equal(box.stats()['articles'], BASE + total, 'articles')


def test_ctrl_c__twice_leaves_at_once(box):
    exported = with_base(box)
    folder = load_in_files(box, scaled(3000, 600))
    process = box.start('index', ['add', '-q', folder])
    wait_until(lambda: begun(box) or process.poll() is not None, patience(), 'the load begins')
    process.send_signal(signal.SIGINT)
    time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    box.end(process, code=INTERRUPTED)
    there = box.export()
    equal(there[:BASE], exported, 'what was there before')
    box.check()
    box.expect_tidy()


def test_ctrl_c__while_the_pipe_is_read(box):
    exported = with_base(box)
    process = box.start('index', ['add', '-q', '-'], stdin=subprocess.PIPE)
    wait_until((box.db / 'build').exists, patience(), 'the load begins')
    process.stdin.write(lines_of(articles(3, first=500)).encode())
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    box.end(process, code=INTERRUPTED)
    equal(box.export()[:BASE], exported, 'what was there before')
    box.check()


# ---- kill -9 ----

def killed(box, command, after):
    """Starts the command and kills it; whether it was still running."""
    process = box.start('index', command)
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        process.kill()
    return box.end(process, code=(-signal.SIGKILL, DONE)).code != DONE


def time_of(box, command):
    """How long the command takes on an index of its own."""
    db = box.dir / 'timed'
    with_base(box, db)
    began = time.monotonic()
    box.index(*command, db=db)
    shutil.rmtree(db)
    return time.monotonic() - began


def kill_often(box, command, states, rounds):
    """Kills the command at moments spread over its run. After each kill the index is in one of the
    states (numbers of articles), sound, and cleared of what was left behind by the next command."""
    whole = time_of(box, command)
    rng = random.Random(20)
    still_running = turn = 0
    # a machine that is quicker now than when the time was taken: earlier, and some more
    while turn < rounds or (still_running * 3 < rounds and turn < 4 * rounds):
        if box.db.exists():
            shutil.rmtree(box.db)
        exported = with_base(box)
        met = killed(box, command, whole * (turn % rounds + rng.random()) / rounds)
        still_running += met
        whole *= 1 if met else 0.7
        turn += 1
        equal(box.stats()['articles'] in states, True,
              f'articles {box.stats()["articles"]}, one of {states}')
        box.check()
        box.expect_tidy()
        there = {a['id']: a for a in box.export()}
        for article in exported if command[0] != 'remove' else ():
            equal(there.get(article['id']), article, 'an article from before')
    expect(still_running * 3 >= rounds, f'only {still_running} of {turn} kills met the command')
    box.index(*command, code=(DONE, SOME_SKIPPED))
    box.check()
    box.expect_tidy()


def test_kill__while_a_large_load_is_added(box):
    total = scaled(2500, 500)
    folder = load_in_files(box, total)
    kill_often(box, ['add', '-q', folder], (BASE, BASE + total), 10)
    equal(box.stats()['articles'], BASE + total, 'articles in the end')


def test_kill__while_a_few_articles_are_added_in_place(box):
    box.write_articles('few.ndjson', articles(40, first=500))
    kill_often(box, ['add', '-q', 'few.ndjson'], (BASE, BASE + 40), 8)
    equal(box.stats()['articles'], BASE + 40, 'articles in the end')


def test_kill__while_the_index_is_rebuilt(box):
    kill_often(box, ['reindex', '-q'], (BASE,), 5)


def test_kill__while_articles_are_removed(box):
    kill_often(box, ['remove', '-q', *(f'made-{number:06}' for number in range(1, 61))],
               (BASE, BASE - 60), 5)


def children_of(pid):
    try:
        return pathlib.Path(f'/proc/{pid}/task/{pid}/children').read_text(encoding='ascii').split()
    except OSError:
        return []


def test_kill__of_a_worker_costs_nothing(box):
    """Its unit is done again by another; the article it was at is named when it was over one."""
    total = scaled(2500, 500)
    folder = load_in_files(box, total)
    process = box.start('index', ['add', '--json', '-j', '2', folder])
    wait_until(lambda: begun(box) or process.poll() is not None, patience(), 'the load begins')
    victims = children_of(process.pid)
    if not victims:
        box.end(process, code=(DONE, SOME_SKIPPED))
        raise Skip('no worker was seen')
    os.kill(int(victims[0]), signal.SIGKILL)
    box.end(process, code=(DONE, SOME_SKIPPED))
    there, named = box.stats()['articles'], box.skipped()
    expect(there >= total - 50 * len(named), f'{there} of {total} articles, skipped {named}')
    box.check()
    box.index('add', folder)
    equal(box.stats()['articles'], total, 'articles once added again')
    equal(box.skipped(), {}, 'skipped')
