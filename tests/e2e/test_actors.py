# SPDX-License-Identifier: GPL-2.0-or-later
"""The authority as people change it: what actors adds, merges, splits and undoes shows at once in
what is indexed, stays through every rewriting of the index, and is never half there."""
import fcntl
import json

from harness import DAMAGED, DONE, LOCKED, NOTHING, SOME_SKIPPED, USAGE, equal, expect

PAGES = [
    {'id': 'a1', 'title': 'The audit opens', 'published': '2016-06-03', 'outlet': 'The Courier',
     'text': 'Tomas Wrenfield met Tom Wrenfield about the audit at Quillmark Holdings.\n\n'
             '"The audit looks at all of it," Tom Wrenfield said.'},
    {'id': 'a2', 'title': 'The audit goes on', 'published': '2016-07-03', 'outlet': 'The Courier',
     'text': 'Tom Wrenfield of Quillmark Inc. said the audit had ended.'},
    {'id': 'a3', 'title': 'The audit is over', 'published': '2017-07-03', 'outlet': 'The Post',
     'text': 'Tomas Wrenfield spoke of the audit. "It is over," Tomas Wrenfield said.'},
    {'id': 'a4', 'title': 'An audit elsewhere', 'published': '2017-08-03', 'outlet': 'The Post',
     'text': 'An audit began at the FBI.'},
]


def load(box, pages=PAGES):
    box.write_articles('pages.ndjson', pages)
    box.add('pages.ndjson')


def facet(box, name='actor', *options):
    answer = json.loads(box.search('audit', '--facets', name, '--format', 'json', *options).out)
    return {value['value']: value['count'] for value in answer['facets'][name]}


def revision(box):
    told = json.loads(box.search('audit', '--format', 'json').out)['index']['revision']
    equal(box.stats()['revision'], told, 'revision of stats and of search')
    return told


def listed(box, *pattern):
    rows = [line.split('\t') for line in box.index('actors', 'list', *pattern).out.splitlines()]
    return {row[0]: row for row in rows}


# ---- merging ----

def test_merge__counts_articles_once_and_can_be_undone(box):
    load(box)
    before = facet(box)
    equal((before['tom-wrenfield'], before['tomas-wrenfield']), (2, 2), 'before')
    first = revision(box)
    box.index('actors', 'merge', 'Tom Wrenfield', 'tomas-wrenfield')
    after = facet(box)
    equal(after['tomas-wrenfield'], 3, 'merged: a1 names both and counts once')
    expect('tom-wrenfield' not in after, 'the old id is gone from the facet:', after)
    equal(facet(box, 'person'), {'tomas-wrenfield': 3}, 'persons')
    second = revision(box)
    expect(first != second, 'a new revision')
    for name in ('tom-wrenfield', 'Tom Wrenfield', 'tomas-wrenfield', 'TOMAS WRENFIELD'):
        equal(box.count('--actor', name), 3, f'articles of {name}')
        equal(box.count('actor:"' + name + '"'), 3, f'articles of actor:{name}')
    for hit in json.loads(box.search('--actor', 'tom-wrenfield', '--format', 'json').out)['hits']:
        ids = [actor['id'] for actor in hit['actors']]
        expect('tom-wrenfield' not in ids, 'a hit with the old id', hit)
        equal(len(ids), len(set(ids)), 'actors of a hit, once each')
    box.index('actors', 'undo')
    equal(facet(box), before, 'after undo')
    equal(box.count('--actor', 'tom-wrenfield'), 2, 'articles of the one after undo')
    expect(revision(box) not in (first, second), 'a third revision')


def test_merge__holds_for_speakers_and_a_chosen_facet(box):
    load(box)
    equal(facet(box, 'speaker'), {'tom-wrenfield': 2, 'tomas-wrenfield': 1}, 'speakers before')
    box.index('actors', 'merge', 'tom-wrenfield', 'tomas-wrenfield')
    equal(facet(box, 'speaker'), {'tomas-wrenfield': 3}, 'speakers')
    answer = json.loads(box.search('--scope', 'quote', '--saidby', 'tom-wrenfield', '--format',
                                   'json').out)
    equal({quote['speaker'] for hit in answer['hits'] for quote in hit['quotes']},
          {'tomas-wrenfield'}, 'who speaks in the hits')
    equal(answer['total']['articles'], 3, 'articles in which he speaks')
    answer = json.loads(box.search('audit', '--actor', 'tom-wrenfield', '--facets', 'actor',
                                   '--format', 'json').out)
    chosen = [value['value'] for value in answer['facets']['actor'] if value['selected']]
    equal(chosen, ['tomas-wrenfield'], 'the chosen value of the facet')


def test_merge__refuses_circles_and_strangers(box):
    load(box)
    box.index('actors', 'merge', 'tom-wrenfield', 'tomas-wrenfield')
    before = (box.db / 'actors').read_text()
    for words, code in ((['merge', 'tomas-wrenfield', 'tom-wrenfield'], SOME_SKIPPED),
                        (['merge', 'tom-wrenfield', 'fbi'], SOME_SKIPPED),
                        (['merge', 'fbi', 'fbi'], SOME_SKIPPED),
                        (['merge', 'nobody-at-all', 'fbi'], SOME_SKIPPED),
                        (['merge', 'fbi'], USAGE), (['marry', 'fbi', 'cia'], USAGE), ([], USAGE),
                        (['undo', '7'], SOME_SKIPPED), (['undo', 'x'], USAGE),
                        (['split', 'fbi'], SOME_SKIPPED), (['show', 'Nobody At All'], SOME_SKIPPED),
                        (['add', 'people', 'Ada Thorn'], USAGE), (['add', 'org', 'FBI'], SOME_SKIPPED),
                        (['alias', 'fbi', 'CIA'], SOME_SKIPPED)):
        told = box.index('actors', *words, code=code).err
        expect('nutgraf-index: ' in told, 'message of', words, told)
    equal((box.db / 'actors').read_text(), before, 'the journal after refusals')


def test_split__gives_back_what_was_merged(box):
    load(box)
    before = facet(box)
    box.index('actors', 'merge', 'tom-wrenfield', 'tomas-wrenfield')
    box.index('actors', 'split', 'tom-wrenfield')
    equal(facet(box), before, 'after splitting')
    box.index('actors', 'undo')
    equal(facet(box)['tomas-wrenfield'], 3, 'after undoing the split')
    box.index('actors', 'undo', '1')
    equal(facet(box), before, 'after undoing the merge')


# ---- names ----

def test_alias__joins_what_is_indexed_and_what_comes(box):
    load(box)
    box.index('actors', 'add', 'org', 'Quillmark Group')
    names = [name for name in facet(box) if name.startswith('quillmark')]
    expect(names, 'Quillmark is named in the index', facet(box))
    box.index('actors', 'alias', 'quillmark-group', 'Quillmark Holdings', 'Quillmark Inc.')
    equal(facet(box).get('quillmark-group'), 2, 'what is indexed')
    equal(box.count('--actor', 'Quillmark Holdings'), 2, 'articles by the alias')
    box.write_articles('more.ndjson', [
        {'id': 'b1', 'title': 'More', 'text': 'Quillmark Holdings began an audit.'}])
    box.add('more.ndjson')
    mentions = [actor['id'] for line in box.export() if line['id'] == 'b1'
                for paragraph in line['paragraphs'] for actor in paragraph['actors']]
    equal(mentions, ['quillmark-group'], 'what comes')
    equal(facet(box)['quillmark-group'], 3, 'articles')
    told = box.index('actors', 'show', 'Quillmark Inc.').out
    expect('quillmark-group' in told and 'Quillmark Holdings' in told, 'shown:', told)


def test_split_name__is_another_actor_after_reindex(box):
    load(box, PAGES + [{'id': 'c1', 'title': 'Bureau', 'text':
                        'An audit at the Federal Bureau of Investigation began.'}])
    equal(facet(box)['fbi'], 2, 'before')
    told = box.index('actors', 'split', 'fbi', 'Federal Bureau of Investigation').err
    expect('reindex' in told, 'what is to be done:', told)
    box.index('reindex', '-q')
    after = facet(box)
    equal((after['fbi'], after['federal-bureau-of-investigation']), (1, 1), 'after reindex')
    box.index('actors', 'undo')
    box.index('reindex', '-q')
    equal(facet(box)['fbi'], 2, 'after undo and reindex')


def test_list__gives_what_import_reads(box):
    load(box)
    box.index('actors', 'merge', 'tom-wrenfield', 'tomas-wrenfield')
    rows = listed(box, 'wrenfield')
    equal(rows, {'tomas-wrenfield': ['tomas-wrenfield', 'person', 'Tomas Wrenfield',
                                     'Tom Wrenfield']}, 'listed')
    expect('fbi' in listed(box, '*bureau of invest*'), 'found by a pattern over an alias')
    expect(len(listed(box)) > 15000, 'all are listed')
    box.index('actors', 'list', 'zzz-nobody', code=SOME_SKIPPED)
    (box.dir / 'list.tsv').write_text(box.index('actors', 'list', 'wrenfield').out)
    other = box.dir / 'other'
    box.index('actors', 'import', 'list.tsv', db=other)
    told = box.index('actors', 'list', 'wrenfield', db=other).out
    equal(told, (box.dir / 'list.tsv').read_text(), 'listed after import')


# ---- import ----

CAMEO = """# made for this test
ADA_THORN_  ; a comment
+MINISTER_THORN_
+ADA_B._THORN_
\t[OSLELI 720101-000101]
\t[OSLGOV >051122]
OSLAND_ [OSL]
+OSLANDISH_
LEAGUE_OF_OSLAND_TEACHERS_
+LOT_
\t[OSLEDU]
NOT_ANYBODY_ [---]
"""


def test_import__reads_the_three_forms(box):
    (box.dir / 'cameo.actors.txt').write_text(CAMEO)
    (box.dir / 'names.txt').write_text('# people\n[person]\nBo Reed | Bo F. Reed\n[org]\nReed Works\n'
                                       'Reed Works\nFBI\n')
    (box.dir / 'our.tsv').write_text(
        'cy-moss\tperson\tCy Moss\tC. Moss\tharbour master@2012-03..2015\n')
    box.index('actors', 'import', 'cameo.actors.txt')
    told = json.loads(box.index('--json', 'actors', 'import', 'names.txt').out)
    equal((told['added'], told['joined']), (2, 0), 'a name twice, and one that is known')
    told = json.loads(box.index('--json', 'actors', 'import', 'our.tsv').out)
    equal((told['change'], told['added']), (3, 1), 'the third import')
    rows = listed(box)
    equal(rows['ada-thorn'], ['ada-thorn', 'person', 'Ada Thorn', 'Ada B. Thorn',
                              '~OSLELI@1972-01-01..2000-01-01|~OSLGOV@2005-11-22..'], 'a person')
    equal(rows['osland'][:3], ['osland', 'place', 'Osland'], 'a state')
    equal(rows['league-of-osland-teachers'][:4],
          ['league-of-osland-teachers', 'org', 'League of Osland Teachers', 'LOT'], 'an organisation')
    equal(rows['bo-reed'][:4], ['bo-reed', 'person', 'Bo Reed', 'Bo F. Reed'], 'of a list')
    equal(rows['reed-works'][:3], ['reed-works', 'org', 'Reed Works'], 'of a list, an organisation')
    equal(rows['cy-moss'], ['cy-moss', 'person', 'Cy Moss', 'C. Moss',
                            'harbour master@2012-03..2015'], 'of our form')
    expect('not-anybody' not in rows, 'a name of nobody is left out')
    box.write_articles('one.ndjson', [
        {'id': 'd1', 'title': 'One', 'text': 'Ada B. Thorn met Bo F. Reed of Reed Works.'}])
    box.add('one.ndjson')
    ids = {actor['id'] for line in box.export() for paragraph in line['paragraphs']
           for actor in paragraph['actors']}
    equal(ids, {'ada-thorn', 'bo-reed', 'reed-works'}, 'named in what comes')
    box.index('actors', 'undo', '1')
    expect('ada-thorn' not in listed(box, 'reed'), 'undone')
    expect('osland' not in listed(box), 'a whole import is undone')


def test_import__names_the_line_of_bad_input(box):
    for name, text, place in (
            ('a.tsv', 'a-b\torg\tA B\t\nc-d\tagency\tC D\t\n', 'a.tsv:2:'),
            ('b.tsv', 'a-b\torg\tA B\t\nc-d\tperson\tC D\t\tboss@soon..\n', 'b.tsv:2:'),
            ('c.txt', 'Ada Thorn\n?\n', 'c.txt:2:'),
            ('d.txt', '[people]\nAda Thorn\n', 'd.txt:1:'),
            ('e.txt', '# nobody\n', 'e.txt'),
            ('f.txt', 'Ada\x01Thorn\n', 'f.txt:1:')):
        (box.dir / name).write_text(text)
        told = box.index('actors', 'import', name, code=SOME_SKIPPED).err
        expect(place in told, 'the place in', told)
        expect(not (box.db / 'actors').exists(), name, 'left something behind')
    box.index('actors', 'import', 'nowhere.txt', code=SOME_SKIPPED)
    # Of a dictionary by many hands only what is wrong is left out.
    (box.dir / 'g.actors.txt').write_text(CAMEO + 'DI_FERN_\n\t[OSLGOV 20121304-2014]\n\t[OSLELI\n')
    told = box.index('actors', 'import', 'g.actors.txt', code=SOME_SKIPPED).err
    expect('g.actors.txt:14:' in told and 'g.actors.txt:15:' in told, 'the places in', told)
    expect('ada-thorn' in listed(box), 'the rest is taken')


# ---- the journal ----

def test_changes__outlive_every_rewriting(box):
    load(box)
    box.index('actors', 'merge', 'tom-wrenfield', 'tomas-wrenfield')
    for command in (['reindex', '-q'], ['compact', '-q'], ['check'],
                    ['add', '-q', 'pages.ndjson'], ['remove', '-q', 'a4']):
        box.index(*command)
        equal(facet(box)['tomas-wrenfield'], 3, f'after {command[0]}')
    box.write_articles('many.ndjson', [
        {'id': f'm{n}', 'title': 'Many', 'text': f'Tom Wrenfield looked at audit {n}.'}
        for n in range(200)])
    box.add('many.ndjson')
    equal(facet(box)['tomas-wrenfield'], 203, 'after a load into a new generation')


def test_changes__need_the_lock_and_a_whole_journal(box):
    load(box)
    box.index('actors', 'merge', 'tom-wrenfield', 'tomas-wrenfield')
    with open(box.db / 'lock', 'rb+') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        box.index('actors', 'undo', code=LOCKED)
        box.index('actors', 'import', 'pages.ndjson', code=SOME_SKIPPED)
        box.index('actors', 'show', 'fbi')
    box.index('--dry-run', 'actors', 'undo')
    equal(facet(box)['tomas-wrenfield'], 3, 'after a dry run')
    journal = box.db / 'actors'
    good = journal.read_text()
    journal.write_text(good + '2\tmerge\n')
    told = box.search('audit', code=DAMAGED).err
    expect('actors:3' in told, 'the place of the damage:', told)
    box.index('actors', 'undo', code=DAMAGED)
    journal.write_text(good)
    box.search('audit')
    box.index('actors', 'undo')


def test_table__of_each_index_that_is_searched(box):
    load(box)
    box.index('actors', 'merge', 'tom-wrenfield', 'tomas-wrenfield')
    other = box.dir / 'other'
    box.index('add', '-q', 'pages.ndjson', db=other)
    alone = json.loads(box.search('audit', '--facets', 'actor', '--format', 'json', db=other).out)
    counts = {value['value']: value['count'] for value in alone['facets']['actor']}
    equal((counts['tom-wrenfield'], counts['tomas-wrenfield']), (2, 2), 'the other alone')
    both = json.loads(box.search('--db', str(other), 'audit', '--facets', 'actor', '--format',
                                 'json').out)
    counts = {value['value']: value['count'] for value in both['facets']['actor']}
    equal(counts['tomas-wrenfield'], 6, 'both together')
    box.search('--actor', 'nobody-at-all', code=NOTHING)
    equal(box.index('actors', 'list', 'wrenfield').code, DONE, 'code of list')


# ---- surnames ----

def test_surname__says_who_has_more_articles_than_those_without_a_fuller_name(box):
    load(box, PAGES + [
        {'id': 'a5', 'title': 'The audit of the port', 'published': '2017-09-03',
         'text': '"The port was never looked at," Wrenfield said of the audit.'},
        {'id': 'a6', 'title': 'The audit of the mill', 'published': '2017-09-03',
         'text': 'Ann Quillington spoke of the audit. Quillington left.'},
        {'id': 'a7', 'title': 'Another audit', 'published': '2017-09-03',
         'text': '"No," Quillington said of the audit.'},
        {'id': 'a8', 'title': 'One audit more', 'published': '2017-09-04',
         'text': '"It has begun," Quillington said of the audit in the port.'}])

    def notices(name):
        answer = box.search('audit', '--actor', name, '--format', 'json').out
        return json.loads(answer)['query']['notices']
    told = notices('wrenfield')
    equal(len(told), 1, 'notices')
    expect('tom-wrenfield has more' in told[0] or 'tomas-wrenfield has more' in told[0], told)
    equal(notices('quillington'), [], 'who has a fuller name has fewer articles')
    equal(notices('tom-wrenfield'), [], 'a full name is meant')
