# SPDX-License-Identifier: GPL-2.0-or-later
"""Articles into the index and out of it: what adding, updating and removing promise."""
import contextlib
import json
import os
import pty
import subprocess

from articles import FERRY, ORCHARD, article, articles, page
from harness import DAMAGED, DONE, SOME_SKIPPED, USAGE, Skip, equal, expect, lines_of

HARBOUR = {'id': 'harbour', 'title': 'Pilots ask for a second tug', 'published': '2021-03-04',
           'text': 'The pilots have asked for a second tug.\n\nThe office will think it over.'}


def version(text, **more):
    return {**HARBOUR, 'text': text, **more}


def only_article(box):
    exported = box.export()
    equal(len(exported), 1, 'articles')
    return exported[0]


def text_of(article):
    return ' '.join(paragraph['text'] for paragraph in article['paragraphs'])


# ---- adding ----

def test_add__counts_what_it_added(box):
    box.write('news/ferry.html', FERRY)
    box.write('news/deep/er/orchard.html', ORCHARD)
    box.write_articles('news/more.ndjson', articles(5))
    summary = box.add('news')
    equal(summary['added'], 7, 'added')
    equal(summary['skipped'], [], 'skipped')
    stats = box.stats()
    equal(stats['articles'], 7, 'articles')
    exported = box.export()
    equal(stats['paragraphs'], sum(len(a['paragraphs']) for a in exported), 'paragraphs')
    equal(summary['paragraphs'], stats['paragraphs'], 'paragraphs of the summary')
    equal(stats['quotations'], sum(len(p.get('quotes', [])) for a in exported
                                   for p in a['paragraphs']), 'quotations')
    box.check()
    box.expect_tidy()


def test_add__counts_quotations_of_headlines_too_and_check_agrees(box):
    box.write_articles('news.ndjson', [
        {'id': 'tug', 'title': 'Mayor says: "We will not buy a second tug this year"',
         'text': 'The mayor said: "The harbour has one tug, and one tug is what it needs."'},
        {'id': 'nested', 'title': 'A quotation in a quotation', 'paragraphs': [
            {'text': '"He said \'no\' to me", she said.', 'quotes': [
                {'text': '"He said \'no\' to me"', 'span': [0, 20], 'direct': True},
                {'text': "'no'", 'span': [9, 13], 'direct': True}]}]}])
    box.add('news.ndjson')
    equal(box.stats()['quotations'], 3, 'quotations')
    box.check()
    box.index('remove', 'tug')
    equal(box.stats()['quotations'], 1, 'quotations left')
    box.check()


def test_words_only__leaves_out_names_and_quotations_until_reindex(box):
    box.write('news/ferry.html', FERRY)
    box.write_articles('news/more.ndjson', articles(5) + [
        {**HARBOUR, 'id': 'given', 'paragraphs': [{'text': 'The office will think it over.', 'actors': [
            {'id': 'the-office', 'name': 'Office', 'kind': 'org', 'spans': [[4, 10]]}]}]}])
    box.add('news')
    whole = box.export()
    expect(box.stats()['quotations'] > 0, 'no quotation to leave out')
    box.index('reindex', '--words-only', '-q')
    equal([(a['id'], p['actors']) for a in box.export() for p in a['paragraphs'] if p.get('actors')],
          [('given', [{'id': 'the-office', 'name': 'Office', 'kind': 'org', 'spans': [[4, 10]]}])],
          'actors but those of the input')
    equal(box.stats()['quotations'], 0, 'quotations')
    equal(box.count('counted'), 5, 'paragraphs found by a word')
    box.check()
    box.index('reindex', '-q')
    equal(box.export(), whole, 'after reindex')
    box.index('add', '-q', 'news', '--words-only', db='plain')
    equal(box.stats(db='plain')['quotations'], 0, 'quotations of an index of words')


def test_add__twice_changes_nothing(box):
    box.write('news/ferry.html', FERRY)
    box.write_articles('news/more.ndjson', articles(90))
    box.add('news')
    before, exported = box.stats(), box.export()
    again = box.add('news')
    equal([again[key] for key in ('added', 'replaced', 'unchanged', 'removed')], [0, 0, 91, 0],
          'added, replaced, unchanged, removed')
    equal(box.stats(), before, 'stats with the revision')
    equal(box.export(), exported, 'export')


def test_add__replaces_a_changed_file(box):
    box.write('news/ferry.html', FERRY)
    box.write('news/orchard.html', ORCHARD)
    box.add('news')
    box.write('news/ferry.html', FERRY.replace('fender timber', 'fender rubber'))
    summary = box.add('news')
    equal([summary[key] for key in ('added', 'replaced', 'unchanged')], [0, 1, 1],
          'added, replaced, unchanged')
    texts = ' '.join(map(text_of, box.export()))
    expect('fender rubber' in texts and 'fender timber' not in texts, 'the old text stayed')
    equal(box.stats()['articles'], 2, 'articles')
    box.check()


def test_add__one_id_in_two_inputs_ends_as_one_article(box):
    box.write_articles('a.ndjson', articles(30))
    box.write_articles('b.ndjson', articles(30, first=20))
    box.add('a.ndjson', 'b.ndjson')
    equal(box.stats()['articles'], 49, 'articles')
    equal(len(set(box.ids())), 49, 'different ids')
    box.check()


def test_add__one_id_twice_in_a_small_load_ends_as_one_article(box):
    box.write_articles('base.ndjson', articles(40))
    box.add('base.ndjson')
    box.write_articles('pair.ndjson', [version('First words.'), version('Second words.'),
                                       version('Third words.')])
    box.add('pair.ndjson')
    equal(box.stats()['articles'], 41, 'articles')
    box.check()


def test_add__takes_a_pipe(box):
    summary = box.add('-', stdin=lines_of(articles(12)))
    equal(summary['added'], 12, 'added')
    equal(len(box.export()), 12, 'exported')
    equal(box.add('-', stdin=lines_of(articles(12)))['unchanged'], 12, 'unchanged')


def test_add__texts_from_a_pipe_do_not_take_each_others_place(box):
    texts = [f'The {name} asks for a tug\n\nThe {name} has asked the port for a second tug, and the '
             'port has promised to think it over until the spring.\n'
             for name in ('pilot', 'mayor')]
    for text in texts:
        equal(box.add('-', stdin=text)['added'], 1, 'added')
    equal(box.add('-', stdin=texts[0])['unchanged'], 1, 'unchanged')
    equal(len(box.export()), 2, 'articles')
    told = box.search('mayor').out
    expect('\n    -' not in told, 'a pipe is no place to look at:', told)
    box.check()


def test_list__is_a_line_of_json_an_article_for_programs(box):
    box.add('-', stdin=lines_of([HARBOUR, {'id': 'note', 'title': 'A "note"', 'text': 'No date.'}]))
    rows = [json.loads(line) for line in box.index('list', '--json').out.splitlines()]
    equal(sorted(rows, key=lambda row: row['id']), [
        {'id': 'harbour', 'published': '2021-03-04', 'title': HARBOUR['title'], 'withdrawn': False},
        {'id': 'note', 'published': None, 'title': 'A "note"', 'withdrawn': False}], 'listed')


def test_advice__names_the_folder_that_was_asked_for(box):
    told = box.index('stats', code=DAMAGED, db='no news').err
    expect("`nutgraf-index -d '" in told and "no news' add PATH`" in told, told)
    told = box.index('stast', code=USAGE).err
    expect('no command "stast"; there are add, ' in told, told)


def test_add__an_empty_pipe_makes_an_index_that_opens(box):
    summary = box.add('-', stdin='', code=(DONE, SOME_SKIPPED))
    equal(summary['added'], 0, 'added')
    equal(box.stats()['articles'], 0, 'articles')
    box.check()


def test_add__draws_progress_on_a_terminal_only(box):
    box.write_articles('many.ndjson', articles(9000))
    told = box.index('add', 'many.ndjson').err
    equal(len(told.splitlines()), 1, 'lines of the summary')
    expect('\r' not in told and '\x1b' not in told, 'progress went into a pipe:', told)
    expect('9000 articles added' in told, 'the summary:', told)
    equal(box.index('add', '-q', 'many.ndjson').err, '', 'said although it was to be quiet')
    try:
        master, slave = pty.openpty()
    except OSError as error:
        raise Skip(f'no terminal can be had here: {error}') from error
    shown = bytearray()
    process = subprocess.Popen(
        [os.environ['NG_INDEX'], '--db', str(box.dir / 'other'), 'add', 'many.ndjson'],
        stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, cwd=box.dir,
        env={**box.env, 'TERM': 'xterm'})
    os.close(slave)
    with contextlib.suppress(OSError):  # how a terminal ends when nobody holds it any more
        while chunk := os.read(master, 4096):
            shown += chunk
    os.close(master)
    equal(process.wait(), DONE, 'exit on a terminal')
    expect(b'%' in shown and b'\r' in shown, 'no share was shown:', bytes(shown[-400:]))
    expect(b'9000 articles added' in shown, 'no summary:', bytes(shown[-400:]))


def test_add__without_paths_is_a_usage_error(box):
    expect('nothing to add' in box.index('add', code=USAGE).err, 'no message')
    expect(not box.db.exists(), 'an index was made')


def test_add__keeps_options_of_the_line(box):
    box.write('news/ferry.html', FERRY)
    box.add('--outlet', 'The Low Quay Letter', '--lang', 'de', 'news')
    found = only_article(box)
    equal((found['outlet'], found['lang']), ('The Low Quay Letter', 'de'), 'outlet and language')


def test_add__dry_run_touches_nothing(box):
    box.write_articles('base.ndjson', articles(60))
    box.write_articles('more.ndjson', articles(80, first=31))
    box.add('--dry-run', 'base.ndjson')
    expect(not box.db.exists(), 'a dry run made an index')
    box.add('base.ndjson')

    def state():
        return sorted((str(path), path.stat().st_mtime_ns, path.stat().st_size)
                      for path in box.db.rglob('*'))
    before = state()
    promised = box.add('--dry-run', 'more.ndjson')
    equal(state(), before, 'files of the index')
    done = box.add('more.ndjson')
    equal(promised, done, 'what the dry run promised')


# ---- versions ----

def in_both_orders(box, one, other, wanted, large=False):
    """wanted stays, in one load or two, small or large, whatever comes first."""
    ballast = articles(120)
    for first, second in ((one, other), (other, one)):
        small = [[[first, second]], [[first], [second]]]
        for loads in small + [[[first, *ballast], [second]], [[first], [second, *ballast]],
                              [[first, *ballast, second]]] * large:
            db = box.dir / f'db-{len(list(box.dir.iterdir()))}'
            for load in loads:
                box.add('-', stdin=lines_of(load), db=db)
            kept = [a for a in box.export(db=db) if a['id'] == HARBOUR['id']]
            equal([text_of(a) for a in kept], [wanted],
                  f'kept of loads of {[len(load) for load in loads]}, '
                  f'{text_of_input(first)!r} first')
            box.check(db=db)


def text_of_input(article):
    return article['text']


def test_version__higher_wins_in_either_order(box):
    in_both_orders(box, version('Old.', version=1), version('New.', version=2), 'New.',
                   large=True)


def test_version__counts_more_than_updated(box):
    in_both_orders(box, version('Old.', version=1, updated='2024-01-02T00:00:00Z'),
                   version('New.', version=2, updated='2023-01-02T00:00:00Z'), 'New.')


def test_updated__later_wins_in_either_order(box):
    in_both_orders(box, version('Morning.', updated='2021-03-04T08:00:00Z'),
                   version('Evening.', updated='2021-03-04T18:00:00+01:00'), 'Evening.')


TEASER = '''<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Tidewater Post</title><item><title>Quay reopens</title>
<link>https://tidewater.example/quay</link>{}</item></channel></rss>'''


def test_teaser__never_stands_in_for_the_text(box):
    """Whatever comes first, in one load or two, on one worker or two: an article of which a feed
    has a teaser is kept in full. Of two teasers, or two texts, the later arrival is kept."""
    teaser = box.write('a/teaser.xml', TEASER.format('<description>It reopens.</description>'))
    full = box.write('b/full.html', page('Quay reopens', 'The quay reopened on Monday.',
                                         'Boats came back to it at once.').replace(
        '<title>', '<link rel="canonical" href="https://tidewater.example/quay"><title>'))
    again = box.write('c/teaser.xml', TEASER.format('<description>Reopened.</description>'))
    text = box.write('d/text.xml', TEASER.format(
        '<content:encoded>&lt;p&gt;The quay is open.&lt;/p&gt;</content:encoded>'))
    wanted = 'The quay reopened on Monday.', 'Boats came back to it at once.'
    for number, (loads, kept) in enumerate((
            ([[teaser, full]], wanted), ([[full, teaser]], wanted), ([[teaser], [full]], wanted),
            ([[full], [teaser]], wanted), ([[teaser], [full], [again]], wanted),
            ([[again, full, teaser]], wanted), ([[full], [text]], ('The quay is open.',)),
            ([[text], [full]], wanted), ([[text, teaser, again]], ('The quay is open.',)),
            ([[teaser], [again]], ('Reopened.',)), ([[again], [teaser]], ('It reopens.',)))):
        for jobs in 1, 2:
            for ballast in 0, 120:
                db = box.dir / f'db-{number}-{jobs}-{ballast}'
                for load in loads:
                    box.write_articles('ballast.ndjson', articles(ballast))
                    box.add('-j', jobs, *load, *['ballast.ndjson'] * bool(ballast), db=db)
                found = [article for article in box.export(db=db)
                         if article['url'] == 'https://tidewater.example/quay']
                equal([tuple(p['text'] for p in article['paragraphs']) for article in found], [kept],
                      f'kept of {[[path.parent.name for path in load] for load in loads]}, -j {jobs}')
                box.check(db=db)


def test_tombstone__withdraws_what_a_feed_had(box):
    feed = ('<feed xmlns="http://www.w3.org/2005/Atom" '
            'xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>Tidewater</title>{}</feed>')
    entry = ('<entry><id>tag:tide,1</id><title>Quay reopens</title><updated>2024-01-0{}T08:00:00Z'
             '</updated><link href="https://tidewater.example/quay"/><content>It reopens.</content>'
             '</entry>')
    gone = ('<at:deleted-entry ref="https://tidewater.example/quay" '
            'when="2024-01-02T08:00:00Z"/>')
    first = box.write('1.xml', feed.format(entry.format(1)))
    tombstone = box.write('2.xml', feed.format(gone))
    later = box.write('3.xml', feed.format(entry.format(3)))
    for number, loads in enumerate(([[first], [tombstone]], [[tombstone], [first]],
                                    [[first, tombstone]])):
        db = box.dir / f'db-{number}'
        for load in loads:
            box.add(*load, db=db)
        equal(box.stats(db=db)['articles'], 0, 'articles that count')
        box.add(later, db=db)
        equal(box.stats(db=db)['articles'], 1, 'articles after a later version')


def test_withdrawn__stays_until_a_later_version(box):
    withdrawn = version('Gone.', version=2, status='withdrawn')
    for ballast in ([], articles(150)):
        db = box.dir / f'db-{len(ballast)}'
        others = len(ballast)
        box.add('-', stdin=lines_of([withdrawn, *ballast]), db=db)
        equal(box.stats(db=db)['articles'], others, 'articles that count')
        summary = box.add('-', stdin=lines_of([version('Old.', version=1)]), db=db)
        equal((summary['added'], summary['superseded']), (0, 1), 'added and left out')
        equal(box.stats(db=db)['articles'], others, 'articles after an older version')
        box.add('-', stdin=lines_of([version('Same.', version=2)]), db=db)
        equal(box.stats(db=db)['articles'], others, 'articles after the same version')
        box.add('-', stdin=lines_of([version('Back.', version=3)]), db=db)
        equal(box.stats(db=db)['articles'], others + 1, 'articles after a later version')
        box.check(db=db)


def test_withdrawn__hides_what_was_there(box):
    box.add('-', stdin=lines_of([version('The tug came.', version=1), article(1)]))
    equal(box.count('--scope', 'article', 'tug'), 1, 'found before')
    box.add('-', stdin=lines_of([version('The tug came.', version=2, status='withdrawn')]))
    equal(box.count('--scope', 'article', 'tug'), 0, 'found after')
    equal(box.answer('id:harbour')['hits'], [], 'found by its id')
    equal(box.stats()['articles'], 1, 'articles')
    box.check()


def test_embargo__found_by_nobody_before_its_time(box):
    secret = version('Zeppelins return to the harbour.', embargo='2031-04-01T06:00:00Z',
                     outlet='Secret Gazette')
    box.add('-', stdin=lines_of([secret, *articles(3)]))
    for clock, found in (('2031-04-01T05:59:59Z', 0), ('2031-04-01T06:00:00Z', 1),
                         ('2031-04-02T00:00:00Z', 1)):
        env = {'NUTGRAF_NOW': clock}
        answer = box.answer('--facets', 'outlet', 'zeppelins', env=env)
        equal(len(answer['hits']), found, f'hits at {clock}')
        equal(answer['total']['articles'], found, f'total at {clock}')
        equal(len(answer['facets']['outlet']), found, f'outlets of the facet at {clock}')
        equal(answer['index']['articles'], 3 + found, f'articles of the index at {clock}')
        equal(box.count('zeppelins', env=env), found, f'count at {clock}')
        equal(box.count('outlet:"Secret Gazette"', env=env), found, f'by outlet at {clock}')


# ---- removing ----

def test_remove__by_id_url_and_source(box):
    path = box.write('news/ferry.html', FERRY)
    box.write_articles('more.ndjson', [
        *articles(3), article(9, url='https://lantern.example/2019/nine'),
        {**article(10), 'id': 'with space/and slash'}])
    box.add('news', 'more.ndjson')
    equal(box.stats()['articles'], 6, 'articles')
    box.index('remove', 'made-000002')
    equal(box.stats()['articles'], 5, 'after one by id')
    box.index('remove', 'https://lantern.example/2019/nine')
    equal(box.stats()['articles'], 4, 'after one by URL')
    box.index('remove', path)
    equal(box.stats()['articles'], 3, 'after one by source path')
    box.index('remove', 'with space/and slash')
    equal(box.ids(), ['made-000001', 'made-000003'], 'ids that stayed')
    box.check()


def test_remove__unknown_id_is_named(box):
    box.add('-', stdin=lines_of(articles(3)))
    result = box.index('remove', 'nobody-knows-it', 'made-000001', code=SOME_SKIPPED)
    expect('nobody-knows-it' in result.err, 'the message does not name it:', result.err)
    equal(box.ids(), ['made-000002', 'made-000003'], 'ids that stayed')
    box.check()


def test_update__removes_what_vanished(box):
    box.write('news/ferry.html', FERRY)
    box.write('news/orchard.html', ORCHARD)
    box.write('elsewhere/tug.html', page('A tug at last', 'The second tug came on a Sunday, and '
                                         'nobody had told the band that it was to play.'))
    box.write_articles('news/more.ndjson', articles(4))
    box.add('news', 'elsewhere')
    (box.dir / 'news/orchard.html').unlink()
    (box.dir / 'elsewhere/tug.html').unlink()
    box.write_articles('news/more.ndjson', articles(2) + articles(1, first=4))
    told = box.index('update', '--json', '--dry-run', 'news').out
    expect('"removed": 2' in told, 'a dry run tells what would go:', told)
    equal(box.stats()['articles'], 7, 'articles after a dry run')
    summary = box.index('update', '--json', 'news').out
    expect('"removed": 2' in summary, 'two are gone:', summary)
    titles = sorted(a['title'] for a in box.export())
    equal(titles, ['A tug at last', 'Ferry terminal reopens after repairs', 'Report 1',
                   'Report 2', 'Report 4'], 'titles that stayed')
    box.check()


def test_update__removes_a_folder_that_vanished(box):
    path = box.write('news/old/ferry.html', FERRY)
    box.write('news/orchard.html', ORCHARD)
    box.add('news')
    path.unlink()
    path.parent.rmdir()
    box.index('update', 'news/old')
    equal([a['title'] for a in box.export()],
          ['Orchard survey finds forgotten pears'], 'titles that stayed')


def test_update__twice_changes_nothing(box):
    box.write('news/ferry.html', FERRY)
    box.write_articles('news/more.ndjson', articles(70))
    box.index('update', 'news')
    before = box.stats()
    box.index('update', 'news')
    equal(box.stats(), before, 'stats with the revision')


# ---- out again, and in again ----

def test_export__comes_back_the_same(box):
    box.write('news/ferry.html', FERRY)
    box.write_articles('news/more.ndjson', [
        *articles(60), version('Gone.', version=2, status='withdrawn'),
        version('Later.', id='later', embargo='2031-04-01T06:00:00Z'),
        version('No day.', id='undated', published=None, authors=['A. B. Cole', 'Dee Fox'])])
    box.add('--outlet', 'Low Quay Letter', 'news')
    exported = box.index('export').out
    other = box.dir / 'other'
    equal(box.add('-', stdin=exported, db=other)['added'], 64, 'added')
    for one, two in zip(sorted(box.export(), key=by_id), sorted(box.export(db=other), key=by_id)):
        equal(two, one, 'article after its way through export')
    box.check(db=other)


def by_id(article):
    return article['id']


def test_reindex__keeps_everything(box):
    box.write('news/ferry.html', FERRY)
    box.write_articles('news/more.ndjson', articles(60) + [
        version('Gone.', version=2, status='withdrawn')])
    box.write('news/empty.html', '')
    box.add('news', code=SOME_SKIPPED)
    before, stats, skipped = box.index('export').out, box.stats(), box.skipped()
    box.index('reindex')
    equal(box.index('export').out, before, 'export with the times of adding')
    after = box.stats()
    for key in ('articles', 'paragraphs', 'quotations', 'outlets', 'languages', 'from', 'to'):
        equal(after[key], stats[key], key)
    equal(box.skipped(), skipped, 'skipped inputs')
    box.check()
    box.expect_tidy()


def test_compact__keeps_everything(box):
    for first in range(1, 100, 20):
        box.add('-', stdin=lines_of(articles(20, first)))
    box.index('remove', *(f'made-{number:06}' for number in range(1, 90, 2)))
    before = box.export()
    box.index('compact')
    equal(box.export(), before, 'export')
    box.check()
    box.expect_tidy()


QUERIES = (['report'], ['we counted'], ['title:report'], ['the -said'], ['navkes OR fenta'],
           ['saidby:"Ada Pellworth"', '--scope', 'quote'], ['--outlet', 'The Lantern'],
           ['counted', '--sort', 'oldest', '--group', 'none'])


def answers(box, db):
    return [{**box.answer(*query, '-n', '40', '--facets', 'outlet,speaker,year', db=db),
             'index': None, 'took_ms': None} for query in QUERIES]


def expect_same_answers(box, one, two):
    for query, first, second in zip(QUERIES, answers(box, one), answers(box, two)):
        equal(second, first, f'answer to {query}')


def test_jobs__do_not_change_the_result(box):
    box.write('news/ferry.html', FERRY)
    for part in range(6):
        box.write_articles(f'news/{part}.ndjson', articles(120, first=100 * part + 1))
    env = {'NUTGRAF_NOW': '2026-05-01T12:00:00Z'}
    dbs = [box.dir / f'db-{jobs}' for jobs in (1, 4)]
    for jobs, db in zip((1, 4), dbs):
        box.add('-j', jobs, 'news', db=db, env=env)
    one, four = (box.index('export', db=db).out for db in dbs)
    equal(four, one, 'export after four workers')
    expect_same_answers(box, *dbs)


def test_add__in_place_gives_the_same_answers_as_at_once(box):
    at_once, in_steps = box.dir / 'db-1', box.dir / 'db-2'
    made = [{**one, 'source': f'made#{one["id"]}'} for one in articles(321)]
    box.add('-', stdin=lines_of(made), db=at_once)
    box.add('-', stdin=lines_of(made[:300]), db=in_steps)
    generation = box.inside(in_steps)
    box.add('-', stdin=lines_of(made[300:301]), db=in_steps)
    box.add('-', stdin=lines_of(made[301:]), db=in_steps)
    equal(box.inside(in_steps), generation, 'a small add moved the generation')
    equal(box.export(db=in_steps), box.export(db=at_once), 'export')
    stats = [box.stats(db=db) for db in (at_once, in_steps)]
    for one in stats:
        one.pop('revision')
    equal(stats[1], stats[0], 'stats')
    expect_same_answers(box, at_once, in_steps)
    box.check(db=in_steps)


# ---- what was skipped ----

def test_list__names_what_was_skipped_until_it_can_be_read(box):
    box.write('news/ferry.html', FERRY)
    empty = box.write('news/orchard.html', '')
    broken = box.write('news/more.ndjson', lines_of(articles(2)) + '{"title": "no end\n')
    box.add('news', code=SOME_SKIPPED)
    listed = box.skipped()
    expect(any(str(empty) in source for source in listed), 'the empty file is not named:', listed)
    expect(any(str(broken) in source and '3' in source for source in listed),
           'the third line is not named:', listed)
    plain = box.index('list', '--skipped').out
    expect(str(empty) in plain and str(broken) in plain, 'the list for people:', plain)
    box.write('news/orchard.html', ORCHARD)
    box.add('news', code=SOME_SKIPPED)
    expect(not any(str(empty) in source for source in box.skipped()),
           'what can be read now is still named')
    box.write_articles('news/more.ndjson', articles(2))
    box.add('news')
    equal(box.skipped(), {}, 'skipped')
    equal(box.stats()['articles'], 4, 'articles')


def test_list__shows_each_article(box):
    box.write('news/ferry.html', FERRY)
    box.add('news')
    listed = box.index('list').out
    expect('Ferry terminal reopens after repairs' in listed and 'undated' in listed,
           'listed:', listed)


# ---- looking at articles without an index ----

def test_extract__prints_what_add_would_index(box):
    box.write('news/ferry.html', FERRY)
    box.write_articles('news/more.ndjson', articles(8))
    env = {'NUTGRAF_NOW': '2026-05-01T12:00:00Z'}
    extracted = box.index('extract', 'news', env=env).out
    expect(not box.db.exists(), 'extract made an index')
    box.add('news', env=env)
    equal(box.index('export').out, extracted, 'export')


def test_extract__reads_a_pipe(box):
    extracted = box.index('extract', '-', stdin=lines_of(articles(2))).out
    equal(len(extracted.splitlines()), 2, 'lines')


def test_output__to_a_closed_pipe_ends_quietly(box):
    box.add('-', stdin=lines_of(articles(200)))
    reading, writing = os.pipe()
    os.close(reading)
    process = box.start('index', ['export'], stdout=writing)
    os.close(writing)
    result = box.end(process, code=(-13, 5))
    expect('Xapian' not in result.err, result.err)
