# SPDX-License-Identifier: GPL-2.0-or-later
"""Each of the hostile pages ends within five seconds of computing and 512 MiB, costs itself at
most, and is named when it gives no article: the good ones beside it are indexed."""
import io
import os
import tarfile
import zipfile
import zlib

from articles import FERRY, ORCHARD
from harness import DONE, SOME_SKIPPED, Skip, equal, expect, patience
from hostile_pages import PAGES, SENTENCE

SECONDS_MAX, MEMORY_MAX = 5, 512 << 20
CHECKED = float(os.environ.get('NG_E2E_PATIENCE', '1')) > 1
# What a checked build is given: the others take it minutes and say nothing more.
SMALL_BYTES = 1000000


def write_apart(path, make):
    """By a child: what it takes to make a page must not count as this process's memory, which a
    program that it starts begins with. False when it is larger than a checked build is given."""
    child = os.fork()
    if child == 0:
        content = make()
        if CHECKED and len(content) > SMALL_BYTES:
            os._exit(1)
        path.write_bytes(content)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def cost(process):
    """Waits for it; seconds that it and its workers computed, and the most memory one had."""
    usage = os.wait4(process.pid, 0)[2]
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10


def fault_of(box, name, make):
    """What is wrong with how this page is read, or None."""
    path = box.dir / 'news' / ('b-' + name)
    if not write_apart(path, make):
        return None
    db = box.dir / ('db-' + name)
    out = box.dir / 'summary.json'
    with open(out, 'wb') as summary:
        process = box.start('index', ['add', '--json', 'news'], db=db, stdout=summary)
        seconds, memory = cost(process)
    path.unlink()
    told = process.stderr.read().decode('utf-8', 'replace')
    process.stderr.close()
    process.returncode = 0
    titles = [a['title'] for a in box.export(db=db)]
    for title in ('Ferry terminal reopens after repairs', 'Orchard survey finds forgotten pears'):
        if title not in titles:
            return f'{name}: {title} is not among {titles}: {told[-300:]}'
    if str(path) not in out.read_text(encoding='utf-8') and len(titles) < 3:
        return f'{name}: it gave no article and is not named'
    if not CHECKED and seconds > SECONDS_MAX:
        return f'{name}: {seconds:.1f} s'
    if not CHECKED and memory > MEMORY_MAX:
        return f'{name}: {memory >> 20} MiB'
    return None


def expect_contained(box, pages):
    box.write('news/a-ferry.html', FERRY)
    box.write('news/c-orchard.html', ORCHARD)
    faults = [fault for name, make in pages.items() if (fault := fault_of(box, name, make))]
    expect(not faults, '\n'.join(faults))


def of_kind(*kinds):
    return {name: make for name, make in PAGES.items() if name.endswith(kinds)}


def test_hostile_markup__costs_its_page_at_most(box):
    expect_contained(box, of_kind('.html'))


def test_hostile_text__costs_its_page_at_most(box):
    expect_contained(box, of_kind('.txt'))


def test_hostile_json_and_sgml__cost_their_record_at_most(box):
    expect_contained(box, of_kind('.ndjson', '.json', '.sgm'))


def test_hostile_xml__costs_its_file_at_most(box):
    expect_contained(box, of_kind('.xml'))


# ---- archives ----

def gzip_of(size):
    """Zeros: a thousandth of what they come to."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 20)
    return b''.join([*(packer.compress(block) for _ in range(size >> 20)), packer.flush()])


def zip_of(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def tar_of(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode='w') as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def nested_zip():
    content = zip_of([('page.html', FERRY.encode())])
    for depth in range(40):
        content = zip_of([(f'{depth}.zip', content)])
    return content


def bomb_in_zip():
    return zip_of([('page.html', FERRY.replace('Ferry', 'Bridge').encode()),
                   ('bomb.html', b'<p>' * (200 << 20)), ('bomb.txt', SENTENCE * 3000000)])


def many_members():
    return tar_of([(f'{number}.bin', b'\x00\x01\x02\x03' * 8) for number in range(30000)])


def broken_tar():
    return tar_of([('page.html', FERRY.replace('Ferry', 'Bridge').encode())])[:900]


def test_hostile_archives__cost_themselves_at_most(box):
    if CHECKED:
        raise Skip('bombs take a checked build too long')
    expect_contained(box, {
        'bomb.html.gz': lambda: gzip_of(2 << 30), 'bombs.zip': bomb_in_zip,
        'nested.zip': nested_zip, 'members.tar': many_members, 'broken.tar': broken_tar})


def test_member_that_costs_too_much__is_named_and_the_others_are_read(box):
    """A reader's worker is killed in the middle of an archive: the members around are there."""
    if CHECKED:
        raise Skip('a checked build has no limit of memory')
    records = ['{"id":"before","title":"Pier","text":"One."}\n',
               PAGES['json-text-of-40-mb.ndjson']().decode(),
               '{"id":"after","title":"Ferry","text":"Two."}\n']
    path = box.write('news/wire.ndjson', ''.join(records))
    summary = box.add('news', code=(DONE, SOME_SKIPPED))
    ids = box.ids()
    expect('before' in ids and 'after' in ids, 'there are', ids)
    if 'bad' not in ids:
        equal(len(summary['skipped']), 1, f'records skipped ({summary["skipped"]})')
        expect(summary['skipped'][0]['source'].startswith(str(path)), summary['skipped'])
    expect(patience() > 0)
