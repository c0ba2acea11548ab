# SPDX-License-Identifier: GPL-2.0-or-later
"""Full disks and damage: the message says which, what was committed is still there, and the index
can be written again once there is room, or once it is repaired."""
import contextlib
import json
import os
import random
import shutil
import subprocess

from articles import articles
from based import BASE, load_in_files, with_base
from harness import DAMAGED, DONE, IO, SOME_SKIPPED, Skip, equal, expect, lines_of, scaled

# ---- a full disk ----

@contextlib.contextmanager
def small_disk(box, megabytes):
    if os.geteuid() != 0 or not shutil.which('mount'):
        raise Skip('a small disk can be mounted by root only')
    place = box.dir / 'disk'
    place.mkdir()
    tried = subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={megabytes}m', 'tmpfs', place],
                           capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        raise Skip('a small disk cannot be mounted here: ' + tried.stderr.strip())
    try:
        yield place
    finally:
        subprocess.run(['umount', '-l', place], check=False)


def fill(place, leave_bytes):
    """Takes the disk but for so many bytes."""
    free = os.statvfs(place)
    size = free.f_bavail * free.f_frsize - leave_bytes
    with open(place / 'filler', 'wb') as filler:
        filler.write(b'x' * max(0, size))
    return place / 'filler'


def expect_as_before(box, db, exported, revision):
    equal(box.stats(db=db)['revision'], revision, 'revision')
    equal(box.export(db=db), exported, 'export')
    equal(box.count('title:base', db=db), BASE, 'found')


def test_full_disk__leaves_the_index_as_it_was(box):
    folder = load_in_files(box, 1500)
    with small_disk(box, 32) as place:
        db = place / 'db'
        exported = with_base(box, db)
        revision = box.stats(db=db)['revision']
        for left in (0, 4 << 10, 100 << 10, 700 << 10, 2 << 20, 3 << 20):
            filler = fill(place, left)
            told = box.index('add', '-q', folder, db=db, code=IO).err
            expect('space' in told or 'disk' in told, f'message with {left} bytes left:', told)
            expect_as_before(box, db, exported, revision)
            filler.unlink()
            box.check(db=db)
            box.expect_tidy(db)
        box.index('add', '-q', folder, db=db)
        equal(box.stats(db=db)['articles'], BASE + 1500, 'articles once there is room')
        box.check(db=db)
        box.expect_tidy(db)


def test_full_disk__while_a_few_articles_are_added(box):
    box.write_articles('few.ndjson', articles(30, first=500))
    failed = 0
    with small_disk(box, 24) as place:
        db = place / 'db'
        exported = with_base(box, db)
        for left in (0, 4 << 10, 16 << 10, 60 << 10, 150 << 10, 300 << 10):
            revision = box.stats(db=db)['revision']
            filler = fill(place, left)
            result = box.index('add', '-q', 'few.ndjson', db=db, code=(DONE, IO))
            if result.code == IO:
                failed += 1
                expect('space' in result.err or 'disk' in result.err, 'message:', result.err)
                expect_as_before(box, db, exported, revision)
            filler.unlink()
            box.index('add', '-q', 'few.ndjson', db=db)
            equal(box.stats(db=db)['articles'], BASE + 30, 'articles once there is room')
            box.check(db=db)
            box.expect_tidy(db)
            box.index('remove', '-q', *(a['id'] for a in articles(30, first=500)), db=db)
            equal(sorted(box.ids(db=db)), sorted(a['id'] for a in exported), 'ids')
            exported = box.export(db=db)
    expect(failed >= 3, f'the disk was full {failed} times only')


def test_full_disk__while_articles_are_removed_or_the_index_rebuilt(box):
    with small_disk(box, 24) as place:
        db = place / 'db'
        exported = with_base(box, db)
        for command in (['reindex', '-q'], ['compact']):
            revision = box.stats(db=db)['revision']
            filler = fill(place, 20 << 10)
            # Xapian leaves memory behind where its compaction fails.
            options = box.env['ASAN_OPTIONS'] + ':detect_leaks=0'
            box.index(*command, db=db, code=IO, env={'ASAN_OPTIONS': options})
            expect_as_before(box, db, exported, revision)
            filler.unlink()
            box.check(db=db)
            box.index(*command, db=db)
            equal(box.export(db=db), exported, f'export after {command[0]}')
            box.expect_tidy(db)
        filler = fill(place, 0)
        box.index('remove', '-q', 'made-000001', db=db, code=(DONE, IO))
        filler.unlink()
        box.index('remove', '-q', 'made-000001', db=db, code=(DONE, SOME_SKIPPED))
        equal(box.stats(db=db)['articles'], BASE - 1, 'articles')
        box.check(db=db)


def test_full_output__is_an_error(box):
    if not os.path.exists('/dev/full'):
        raise Skip('there is no /dev/full')
    with_base(box)
    for command in (['export'], ['list'], ['stats'], ['extract', box.write_articles(
            'some.ndjson', articles(100))]):
        with open('/dev/full', 'wb') as full:
            process = box.start('index', command, stdout=full)
            box.end(process, code=IO)


# ---- damage ----

# Xapian itself reads beyond the blocks of a damaged table, which the sanitizers end at once.
CHECKED = float(os.environ.get('NG_E2E_PATIENCE', '1')) > 1


def need_unchecked():
    if CHECKED:
        raise Skip('a damaged index makes Xapian read beyond its blocks')

def live(box):
    return next(path for path in box.db.iterdir() if path.name.startswith('gen-'))


def damage(path, rng, bytes_changed):
    data = bytearray(path.read_bytes())
    for _ in range(bytes_changed):
        data[rng.randrange(len(data))] ^= rng.randrange(1, 256)
    path.write_bytes(data)


def test_repair__keeps_what_can_be_read(box):
    need_unchecked()
    with_base(box)
    box.index('compact')
    shutil.copytree(box.db, box.dir / 'sound')
    rng = random.Random(3)
    repaired = 0
    tables = sorted(path.name for path in live(box).iterdir() if path.suffix == '.glass')
    expect(len(tables) >= 3, tables)
    for turn in range(scaled(12, 6)):
        shutil.rmtree(box.db)
        shutil.copytree(box.dir / 'sound', box.db)
        table = tables[turn % len(tables)]
        damage(live(box) / table, rng, 40 if turn % 2 else 400)
        found = box.index('check', code=(DONE, DAMAGED))
        if found.code == DONE:
            continue
        expect('repair' in found.err, f'no way out is named for {table}:', found.err)
        result = box.index('check', '--repair', code=(DONE, SOME_SKIPPED, DAMAGED))
        if result.code == DAMAGED:
            expect(result.err, 'no message')
            continue
        repaired += 1
        box.check()
        box.expect_tidy()
        # A byte of an id that was changed is nothing that could be seen.
        strays = set(box.ids()) - {f'made-{number:06}' for number in range(1, BASE + 1)}
        expect(len(strays) < 5, 'ids of nowhere:', strays)
        box.add('-', stdin=lines_of(articles(BASE, mark='base')))
        equal(box.stats()['articles'], BASE + len(strays), f'articles once added again ({table})')
        box.check()
    expect(repaired >= 2, f'{repaired} indexes were repaired')


def facets_of(answer):
    return json.loads(answer)['facets']


def tell_and_mend(box, name, places):
    """A file beside the index, with a bit changed at these places of it, cut short, or gone."""
    sound = (live(box) / name).read_bytes()
    for place in places:
        data = bytearray(sound)
        data[place(len(sound))] ^= 1
        (live(box) / name).write_bytes(data)
        told = box.index('check', code=DAMAGED)
        expect(name in told.out, 'what is damaged:', told.out)
        box.index('check', '--repair')
        box.check()
        equal(box.count('title:base'), BASE, 'found after the repair')
        sound = (live(box) / name).read_bytes()
    # cut short or gone it is not needed
    for damaged in (sound[:len(sound) // 2], b'', None):
        (live(box) / name).unlink()
        if damaged is not None:
            (live(box) / name).write_bytes(damaged)
        box.check()
        equal(box.count('title:base'), BASE, f'found without {name}')


def test_damaged_columns__are_told_and_mended(box):
    with_base(box)
    found = box.search('base', '--format', 'json').out
    trailer = 72  # bytes; before it stand the places that the rows count from, eight bytes each
    rows = (BASE // 64 + 1) * 8 + trailer + 8  # and before them the rows
    tell_and_mend(box, 'columns', (lambda size: size // 4, lambda size: size - rows - 6,
                                   lambda size: size - trailer - 2))
    expect(found, 'nothing was found')


def test_damaged_list_of_what_is_common__is_told_and_mended(box):
    with_base(box)
    tell_and_mend(box, 'common', (lambda _: 0, lambda _: 1, lambda size: size // 8))


def test_damaged_facet_rows__are_told_and_mended(box):
    with_base(box)
    found = box.search('lang:en', '--format', 'json', '--facets', 'outlet,month').out
    trailer = 72  # bytes; before it stand the places of the rows
    tell_and_mend(box, 'facets', (lambda _: 0, lambda _: 8, lambda size: size // 2,
                                  lambda size: size - trailer - 16))
    # by now it is gone
    without = box.search('lang:en', '--format', 'json', '--facets', 'outlet,month').out
    equal(facets_of(without), facets_of(found), 'facets without the file')


def test_damage__is_an_answer_and_no_crash(box):
    need_unchecked()
    with_base(box)
    box.index('compact')
    shutil.copytree(box.db, box.dir / 'sound')
    rng = random.Random(4)
    tables = sorted(path.name for path in live(box).iterdir() if path.stat().st_size)
    for turn in range(scaled(12, 6)):
        shutil.rmtree(box.db)
        shutil.copytree(box.dir / 'sound', box.db)
        table = live(box) / tables[turn % len(tables)]
        if turn % 3 == 0:
            table.write_bytes(table.read_bytes()[:table.stat().st_size // 2])
        else:
            damage(table, rng, 200)
        for command in (['stats'], ['export'], ['list'], ['add', '-']):
            box.index(*command, code=(DONE, SOME_SKIPPED, IO, DAMAGED))
        box.search('base', code=(DONE, 1, IO, DAMAGED))


def test_index_folder__that_cannot_be_made_or_written(box):
    box.write('file', 'not a folder')
    for db in (box.dir / 'file', box.dir / 'file/below', '/proc/nowhere/db'):
        told = box.index('add', '-', db=db, code=(IO, DAMAGED)).err
        expect(str(db).split('/')[-1] in told or 'folder' in told, 'message:', told)
