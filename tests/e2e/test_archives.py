# SPDX-License-Identifier: GPL-2.0-or-later
"""Archives, web archives, mail and PDF through the built program: the same articles as from the
files themselves, whatever they are packed in, and nothing that is packed to do harm costs more than
itself."""
import bz2
import gzip
import io
import json
import lzma
import mailbox
import random
import shutil
import signal
import tarfile
import time
import zipfile
import zlib
from email.message import EmailMessage

from articles import FERRY, page
from harness import (CORPUS, DONE, INTERRUPTED, SOME_SKIPPED, Skip, equal, expect, patience, scaled,
                     wait_until)

TRAM = page('Tram line stays closed', 'The tram line along the quay stays closed until the autumn, '
            'the council said on Tuesday, because the new rails were made for another gauge.',
            'Nobody had measured the old ones, the council said, since they had been laid in 1911.')


def said(box, *args, code=DONE):
    """What extract says of articles: title and paragraphs, whatever they were packed in."""
    articles = [json.loads(line) for line in box.index('extract', *args, code=code).out.splitlines()]
    return sorted((a['title'], a['outlet'], a['published'], a['kind'],
                   tuple(p['text'] for p in a['paragraphs'])) for a in articles)


def corpus_files():
    return sorted(path for path in CORPUS.rglob('*') if path.suffix in ('.html', '.txt'))


def zip_of(path, files):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path


def tar_of(path, files, mode):
    with tarfile.open(path, mode) as archive:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def record(url, body, headers='Content-Type: text/html'):
    http = f'HTTP/1.1 200 OK\r\n{headers}\r\n\r\n'.encode() + body
    return (f'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n'
            'WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n'
            f'Content-Length: {len(http)}\r\n\r\n').encode() + http + b'\r\n\r\n'


def letter(subject, text, number=1):
    mail = EmailMessage()
    mail['Subject'], mail['From'] = subject, 'Low Quay Council <press@low-quay.example>'
    mail['Date'], mail['Message-ID'] = 'Tue, 05 Mar 2024 09:00:00 +0000', f'<{number}@low-quay.example>'
    mail.set_content(text)
    return mail


def test_archives__give_the_articles_of_the_files_in_them(box):
    files = [(str(path.relative_to(CORPUS)), path.read_bytes()) for path in corpus_files()]
    expect(len(files) > 20, 'corpus has', len(files), 'files')
    wanted = said(box, *corpus_files())
    for path in (zip_of(box.dir / 'a.zip', files), tar_of(box.dir / 'a.tar', files, 'w'),
                 tar_of(box.dir / 'a.tar.gz', files, 'w:gz'),
                 tar_of(box.dir / 'a.tar.bz2', files, 'w:bz2'),
                 tar_of(box.dir / 'a.tar.xz', files, 'w:xz')):
        equal(said(box, path), wanted, path.name)
    inner = zip_of(box.dir / 'inner.zip', files).read_bytes()
    equal(said(box, tar_of(box.dir / 'outer.tgz', [('inner.zip', inner)], 'w:gz')), wanted, 'nested')


def test_compressed_file__is_read_as_the_file_would_be(box):
    for path in corpus_files()[:3] + [CORPUS / 'wire.ndjson']:
        wanted = said(box, path)
        for suffix, pack in (('.gz', gzip.compress), ('.bz2', bz2.compress), ('.xz', lzma.compress)):
            packed = box.write(path.name + suffix, pack(path.read_bytes()))
            equal(said(box, packed), wanted, packed.name)


def test_format__is_that_of_what_stands_in_an_archive(box):
    """A page that begins as text does, and lines of JSON that are one, as --format says."""
    text = b'Notes <b>on</b> the quay\n\nThe quay stays open &amp; dry, the council said on Monday.\n'
    lines = ''.join(json.dumps({'id': f'a{n}', 'title': f'Title {n}', 'text': f'Text {n}. ' * 400})
                    + '\n' for n in range(300)).encode()
    mails = zip_of(box.dir / 'mails.zip', [('a', letter('The quay', 'It is open.').as_bytes())])
    for forced, content, plain in (('html', text, 'notes'), ('text', text, 'notes'),
                                   ('ndjson', lines, 'lines'), ('text', lines[:2000], 'raw')):
        wanted = said(box, '--format', forced, box.write(plain, content))
        inner = zip_of(box.dir / f'inner-{plain}.zip', [(plain, content)])
        for path in (box.write(plain + '.gz', gzip.compress(content)), inner,
                     tar_of(box.dir / f'{plain}.tar.gz', [(plain, content)], 'w:gz'),
                     tar_of(box.dir / f'{plain}.tar', [(inner.name, inner.read_bytes())], 'w')):
            equal(said(box, '--format', forced, path), wanted, f'{path.name} as {forced}')
    path = box.write('a.warc.gz', gzip.compress(record('https://archived.example/1', text)))
    for forced in ('html', 'text'):
        equal([article[4] for article in said(box, '--format', forced, path)],
              [article[4] for article in said(box, '--format', forced, box.dir / 'notes')], forced)
    equal([article[0] for article in said(box, '--format', 'eml', mails)], ['The quay'], 'mail')
    equal(said(box, '--format', 'archive', mails), said(box, mails), 'the format of the archive')


def test_web_archive__gives_the_pages_under_their_addresses(box):
    pages = [path for path in corpus_files() if path.suffix == '.html']
    records = [record(f'https://archived.example/{n}', path.read_bytes())
               for n, path in enumerate(pages)]
    wanted = [article[0] for article in said(box, *pages)]
    for name, content in (('a.warc', b''.join(records)),
                          ('a.warc.gz', b''.join(gzip.compress(r) for r in records)),
                          ('one.warc.gz', gzip.compress(b''.join(records)))):
        path = box.write(name, content)
        equal([article[0] for article in said(box, path)], wanted, name)
        sources = {json.loads(line)['source']
                   for line in box.index('extract', path).out.splitlines()}
        equal(sources, {f'{path}#https://archived.example/{n}' for n in range(len(pages))}, 'sources')


def shared_archive(records):
    """Large enough that workers share it: pictures, which do not compress, between the pages."""
    noise = random.Random(7)
    return b''.join(gzip.compress(one) + gzip.compress(record(
        'https://a.example/p.png', noise.randbytes(24 << 10), 'Content-Type: image/png'))
                    for one in records)


def test_web_archive__is_the_same_however_many_workers_share_it(box):
    """Among the pages: an address that was fetched again, far behind, and damage."""
    pages = [record(f'https://a.example/{n % 90}', content.encode().replace(b'Berth', b'Pier')
                    if n >= 90 else content.encode()) for n, (_, content) in enumerate(many_pages(120))]
    archive = bytearray(shared_archive(pages))
    archive[len(archive) // 3:len(archive) // 3 + 20] = b'\x55' * 20
    path = box.write('a.warc.gz', bytes(archive))
    expect(path.stat().st_size > 2 << 20, 'too small to be shared')
    seen = []
    for jobs in (1, 2, 5):
        box.db = box.dir / f'db{jobs}'
        summary = box.add('-j', jobs, path, code=SOME_SKIPPED)
        seen.append((box.export(), summary['skipped']))
    articles, skipped = seen[0]
    expect(88 <= len(articles) <= 90, len(articles), 'articles')
    equal(sum('Pier' in article['title'] for article in articles), 30, 'fetched again')
    equal(len(skipped), 1, f'skipped ({skipped})')
    for more in seen[1:]:
        equal(more, seen[0], 'with more workers')


def test_mailbox__gives_its_messages(box):
    path = box.dir / 'press.mbox'
    inbox = mailbox.mbox(path)
    for number in range(30):
        inbox.add(letter(f'Notice {number}', f'Quay {number} is closed for repairs, the council said '
                         'on Monday.\n\nFrom here on boats must use the northern basin.\n', number))
    inbox.flush()
    summary = box.add(path)
    equal(summary['added'], 30, 'added')
    found = box.answer('northern basin', '--outlet', 'Low Quay Council', '-n', '100')
    equal(found['total']['articles'], 30, 'found')
    equal(box.add(path)['unchanged'], 30, 'added again')
    equal(box.add(path, '--format', 'mbox')['unchanged'], 30, 'with its format named')


def test_update__takes_the_archive_for_the_source_of_its_members(box):
    path = zip_of(box.dir / 'news.zip', [('ferry.html', FERRY), ('tram.html', TRAM)])
    equal(box.add(path)['added'], 2, 'added')
    zip_of(path, [('ferry.html', FERRY)])
    equal(json.loads(box.index('update', '--json', path).out)['removed'], 1, 'removed')
    equal(box.count('tram'), 0, 'trams')
    equal(box.count('ferry'), 1, 'ferries')
    # what cannot be read has not vanished
    zip_of(path, [('ferry.html', b''), ('tram.html', TRAM)])
    summary = json.loads(box.index('update', '--json', path, code=SOME_SKIPPED).out)
    equal((summary['added'], summary['removed']), (1, 0), 'added and removed')
    expect(any('#ferry.html' in name for name in box.skipped()), box.skipped())
    zip_of(path, [('ferry.html', FERRY), ('tram.html', TRAM)])
    box.index('update', path)
    equal(box.skipped(), {}, 'skipped, when all could be read')
    path.unlink()
    equal(json.loads(box.index('update', '--json', path).out)['removed'], 2, 'removed with it')


def test_remove__takes_a_member_or_all_of_an_archive(box):
    path = zip_of(box.dir / 'news.zip', [('ferry.html', FERRY), ('tram.html', TRAM)])
    box.add(path)
    box.index('remove', f'{path}#tram.html')
    equal(box.stats()['articles'], 1, 'articles')
    box.add(path)
    box.index('remove', path)
    equal(box.stats()['articles'], 0, 'articles')


def bomb(megabytes, piece):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = piece * ((1 << 20) // len(piece))
    return b''.join([packer.compress(block) for _ in range(megabytes)] + [packer.flush()])


def test_bombs__are_left_there_quickly(box):
    zip_in_zip = zip_of(box.dir / 'in.zip', [('a.html', FERRY)]).read_bytes()
    for _ in range(8):
        zip_in_zip = zip_of(box.dir / 'in.zip', [('in.zip', zip_in_zip)]).read_bytes()
    leaves = zip_of(box.dir / 'in.zip', [(f'{n}.txt', b'word ' * 50000) for n in range(10)])
    for _ in range(4):
        inner = leaves.read_bytes()
        leaves = zip_of(box.dir / 'in.zip', [(f'{n}.zip', inner) for n in range(10)])
    bombs = {'zeros.gz': bomb(300, b'\0'), 'words.txt.gz': bomb(300, b'word '),
             'lines.ndjson.gz': bomb(80, b'{"x":1}\n'), 'deep.zip': zip_in_zip,
             'tree.zip': leaves.read_bytes(),
             'page.warc.gz': gzip.compress(record('https://a.example/', b'<p>' * (70 << 20)))}
    for name, content in bombs.items():
        path = box.write(name, content)
        began = time.monotonic()
        summary = box.add(path, box.write('good.html', FERRY), code=SOME_SKIPPED)
        took = time.monotonic() - began
        expect(took < 30, name, 'took', took)
        expect(summary['skipped'], name, 'was not named')
        equal(box.count('ferry'), 1, f'the page beside {name}')


def test_archive_of_very_many_members__ends(box):
    path = box.dir / 'many.zip'
    with zipfile.ZipFile(path, 'w') as archive:
        for number in range(100_000):
            archive.writestr(f'd/{number}.txt', b'')
    began = time.monotonic()
    summary = box.add(path, code=SOME_SKIPPED)
    expect(time.monotonic() - began < 60, 'took', time.monotonic() - began)
    expect(900 < len(summary['skipped']) < 1100, len(summary['skipped']), 'skips told')


def test_damaged_archives__give_what_stands_before(box):
    files = [(path.name, path.read_bytes()) for path in corpus_files()[:12]]
    records = [record(f'https://a.example/{name}', content) for name, content in files]
    whole = {'a.tar.gz': tar_of(box.dir / 'a', files, 'w:gz').read_bytes(),
             'a.zip': zip_of(box.dir / 'a', files).read_bytes(),
             'a.warc.gz': b''.join(gzip.compress(r) for r in records)}
    for name, content in whole.items():
        path = box.write(name, content[:len(content) // 2])
        result = box.index('extract', path, code=SOME_SKIPPED)
        expect(2 <= len(result.out.splitlines()) < 12, name, result.out[:200])
        expect('cut off' in result.err or 'breaks off' in result.err, name, result.err)
    damaged = bytearray(whole['a.warc.gz'])
    damaged[len(damaged) // 2:len(damaged) // 2 + 30] = b'\x55' * 30
    result = box.index('extract', box.write('a.warc.gz', bytes(damaged)), code=SOME_SKIPPED)
    expect(len(result.out.splitlines()) >= len(corpus_files()[:12]) - 3, result.err)


def release_pdf(lines):
    drawn = ''.join(f'BT /F1 {20 if n == 0 else 11} Tf 60 {700 - 20 * n} Td ({line}) Tj ET\n'
                    for n, line in enumerate(lines)).encode()
    return (b'%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n'
            b'2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n'
            b'3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font'
            b'<</F1 5 0 R>>>>>>endobj\n4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n'
            b'5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n'
            b'trailer<</Size 6/Root 1 0 R>>\n%%%%EOF\n' % (len(drawn), drawn))


LINES = ['Low Quay council buys the old ferry', '5 March 2024',
         'The council of Low Quay said on Tuesday that it had bought the old ferry for one crown.']


def test_pdf__in_a_folder_in_an_archive_and_in_mail_is_an_article(box):
    if not shutil.which('pdftotext'):
        raise Skip('pdftotext is not installed')
    pdf = release_pdf(LINES)
    mail = letter('Statement', 'Please find our statement attached, with our regards.\n')
    mail.add_attachment(pdf, maintype='application', subtype='pdf', filename='statement.pdf')
    for path in (box.write('a.pdf', pdf), zip_of(box.dir / 'a.zip', [('a.pdf', pdf)]),
                 box.write('a.eml', mail.as_bytes()),
                 box.write('a.warc', record('https://low-quay.example/ferry.pdf', pdf,
                                            'Content-Type: application/pdf'))):
        expect([LINES[0]] == [a[0] for a in said(box, path) if a[0] == LINES[0]], path.name,
               said(box, path))


def test_pdf__without_pdftotext_is_skipped_with_that_reason(box):
    path = box.write('a.pdf', release_pdf(LINES))
    summary = box.add(path, code=SOME_SKIPPED, env={'PATH': '/nowhere'})
    expect('poppler-utils' in summary['skipped'][0]['reason'], summary['skipped'])


def many_pages(total):
    return [(f'{n:05}.html', page(f'Berth {n} is closed', f'Berth {n} of the low quay is closed until '
                                  'Friday, the harbour master said, because a crane stands in it.'))
            for n in range(total)]


def reading(box):
    """A worker has a database in hand: some articles of the archive are read."""
    build = box.db / 'build'
    try:
        return any(path.name.startswith('unit-') for path in build.iterdir())
    except FileNotFoundError:
        return False


def test_ctrl_c__puts_in_place_what_was_read_of_an_archive(box):
    total = scaled(6000, 1500)
    box.add(box.write('ferry.html', FERRY))
    path = zip_of(box.dir / 'berths.zip', many_pages(total))
    process = box.start('index', ['add', '--json', path])
    wait_until(lambda: reading(box) or process.poll() is not None, patience(), 'the load begins')
    process.send_signal(signal.SIGINT)
    summary = json.loads(box.end(process, code=INTERRUPTED).out)
    expect(0 < summary['added'] < total, summary['added'], 'of', total, 'articles were kept')
    equal(summary['interrupted'], True, 'summary')
    equal(summary['skipped'], [], 'skipped')
    equal(box.stats()['articles'], summary['added'] + 1, 'articles in the index')
    box.check()
    again = box.add(path)
    equal(again['unchanged'], summary['added'], 'unchanged')
    equal(again['added'], total - summary['added'], 'added by the next command')
    expect('interrupted' not in again, 'a load that ended is not interrupted')
    equal(box.stats()['articles'], total + 1, 'articles')


def test_large_archive__is_put_together_from_several_databases(box):
    text = 'The harbour master said that a crane stands in the berth until Friday. ' * 12
    paragraphs = [text + f'Berth {n} is free.' for n in range(6)]
    files = [(f'{n}.html', page(f'Report {n} on the berths', *paragraphs)) for n in range(900)]
    expect(sum(len(body) for _, body in files) > 4 << 20, 'too little for two databases')
    path = zip_of(box.dir / 'reports.zip', files)
    equal(box.add(path)['added'], 900, 'added')
    equal(box.answer('harbour', '-n', '1')['total']['articles'], 900, 'found')
    equal(box.add(path)['unchanged'], 900, 'added again')
    box.index('update', path)
    equal(box.stats()['articles'], 900, 'articles after update')
    box.check()
    box.expect_tidy()
