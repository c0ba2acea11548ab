# SPDX-License-Identifier: GPL-2.0-or-later
"""Standing queries: saved, run again, and nothing lost between two runs."""
import json
import os
import subprocess

from harness import (DONE, IO, NOTHING, USAGE, Failure, equal, expect, lines_of, patience)
from test_output import valid

NOW = {'NUTGRAF_NOW': '2026-11-22T12:00:00Z'}


def article(name, text='The pilots want a tug.', **more):
    return {'id': name, 'title': f'Report {name}', 'lang': 'en', 'text': text, **more}


def with_articles(box, *more):
    box.add('-', stdin=lines_of(more), env=NOW)


def bare(box, *args, code=DONE, env=None, **more):
    """Without --db: the saved query has its own."""
    argv = [os.environ['NG_SEARCH'], *map(str, args)]
    process = subprocess.Popen(argv, env={**box.env, **NOW, **(env or {})}, cwd='/',
                               stdin=subprocess.DEVNULL,
                               stdout=more.pop('stdout', subprocess.PIPE), stderr=subprocess.PIPE)
    return box.end(process, code)


def save(box, name, *args, code=DONE):
    return box.search('--save', name, *args, code=code, env=NOW)


def fresh(box, name, *args, env=None):
    """The ids of the articles that are new."""
    result = bare(box, '--new-since-last', name, '--format', 'ndjson', *args, code=(DONE, NOTHING),
                  env=env)
    ids = [json.loads(line)['article']['id'] for line in result.out.splitlines()]
    equal(result.code, DONE if ids else NOTHING, f'exit with {ids}')
    return list(dict.fromkeys(ids))


def test_new_since_last__shows_what_came_since_it_was_saved_and_each_once(box):
    with_articles(box, article('a'), article('other', 'No boat.'))
    expect('tug' in save(box, 'tugs', 'tug').out, 'saving does not show')
    equal(fresh(box, 'tugs'), [], 'at once')
    with_articles(box, article('b'), article('c'), article('d', 'Nothing to see.'))
    equal(sorted(fresh(box, 'tugs')), ['b', 'c'], 'after an add')
    equal(fresh(box, 'tugs'), [], 'a second time')


def test_new_since_last__text_of_nothing_new_is_empty_for_cron(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    result = bare(box, '--new-since-last', 'tugs', code=NOTHING)
    equal((result.out, result.err), ('', ''), 'what cron would mail')
    for form in ('json', 'rss', 'csv'):
        expect(bare(box, '--new-since-last', 'tugs', '--format', form, code=NOTHING).out,
               'no document as', form)


def test_save__of_what_finds_nothing_yet_is_kept(box):
    with_articles(box, article('a'))
    save(box, 'barges', 'barge', code=NOTHING)
    with_articles(box, article('b', 'A barge at last.'))
    equal(fresh(box, 'barges'), ['b'], 'new')


def test_save__keeps_all_options(box):
    with_articles(box, article('a', outlet='One'))
    save(box, 'x', 'tug', '-submarine', '--outlet', 'one', '--scope', 'article')
    with_articles(box, article('b', outlet='One'), article('c', outlet='Two'),
                  article('d', 'A tug and a submarine.', outlet='One'))
    equal(fresh(box, 'x'), ['b'], 'new')


def test_saved__runs_the_query_whole(box):
    with_articles(box, article('a'), article('b'))
    save(box, 'tugs', 'tug', '-n', '1')
    answer = json.loads(bare(box, '--saved=tugs', '--format', 'json', '-n', '5').out)
    equal(len(answer['hits']), 2, 'hits')
    equal(fresh(box, 'tugs'), [], 'new after it')


def test_saved__lists_for_people_and_programs(box):
    with_articles(box, article('a'))
    equal(bare(box, '--saved', code=NOTHING).out, '', 'nothing saved')
    save(box, 'tugs', '"a tug"', '--scope', 'article')
    save(box, 'Schlepper und Kähne', 'tug')
    listed = bare(box, '--saved').out
    expect("--scope article -- '\"a tug\"'" in listed and 'Schlepper und Kähne' in listed, listed)
    whole = json.loads(bare(box, '--saved', '--format', 'json').out)
    equal([one['name'] for one in whole['saved']], ['Schlepper und Kähne', 'tugs'], 'names')
    for line in bare(box, '--saved', '--format', 'ndjson').out.splitlines():
        valid(json.loads(line), 'saved')


def test_forget__removes_it_whole(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    bare(box, '--forget', 'tugs')
    expect('tugs' in bare(box, '--new-since-last', 'tugs', code=USAGE).err, 'no message')
    equal([path.name for path in box.dir.rglob('*tugs*')], [], 'left behind')
    bare(box, '--forget', 'tugs', code=USAGE)
    save(box, 'tugs', 'tug')


def test_save__does_not_replace_what_is_saved(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    said = save(box, 'tugs', 'pilots', code=USAGE)
    expect('already' in said.err and not said.out, said)
    expect('-- tug' in bare(box, '--saved').out, 'it was replaced')


def test_names__that_would_leave_the_folder_are_refused(box):
    with_articles(box, article('a'))
    for name in ('../evil', '/tmp/evil', '.hidden', '-dash', '', 'a/b', 'x' * 200, 'new\nline',
                 'a.lock', b'\xff'):
        for how in ('--save', '--new-since-last', '--forget'):
            argv = [how, name] + (['tug'] if how == '--save' else [])
            process = subprocess.Popen([os.environ['NG_SEARCH'], *argv], env={**box.env, **NOW},
                                       cwd='/', stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            box.end(process, USAGE)


def test_queries__that_make_no_sense_are_not_saved(box):
    with_articles(box, article('a'))
    save(box, 'bad', 'oulet:lantern', code=USAGE)
    save(box, 'none', code=USAGE)
    bare(box, '--saved', code=NOTHING)


def test_new_since_last__takes_the_query_as_it_was_saved(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    for more in (['pilots'], ['--outlet', 'x'], ['--scope', 'article'], ['--match', 'any'],
                 ['--saved'], ['--save', 'y'], ['--forget', 'tugs'], ['--offset', '5']):
        bare(box, '--new-since-last', 'tugs', *more, code=USAGE)


def test_new_since_last__asks_the_index_that_is_named_instead(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    other = box.dir / 'other'
    box.add('-', stdin=lines_of([article('b'), article('c', 'No boat.')]), db=other)
    equal(fresh(box, 'tugs', '--db', other), ['b'], 'in the other index')
    equal(fresh(box, 'tugs', '-d', box.db), [], 'in its own')
    for spelling in (['-d', other], [f'-d{other}'], [f'--db={other}']):
        equal(fresh(box, 'tugs', *spelling), [], 'a second time')


def test_unknown_name__is_told_with_those_there_are(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    expect('tugs' in bare(box, '--new-since-last', 'tug', code=USAGE).err, 'no names')


def test_new_since_last__shows_again_what_could_not_be_written(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    with_articles(box, article('b'))
    with open('/dev/full', 'wb') as full:
        bare(box, '--new-since-last', 'tugs', code=IO, stdout=full)
    reader, writer = os.pipe()
    os.close(reader)
    bare(box, '--new-since-last', 'tugs', code=IO, stdout=writer)
    os.close(writer)
    equal(fresh(box, 'tugs'), ['b'], 'after two runs that failed')


def test_new_since_last__changes_nothing_when_the_index_is_gone(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    with_articles(box, article('b'))
    away = box.dir / 'away'
    box.db.rename(away)
    bare(box, '--new-since-last', 'tugs', code=7)
    away.rename(box.db)
    equal(fresh(box, 'tugs'), ['b'], 'when it is back')


def test_new_since_last__leaves_what_is_more_than_the_limit_to_the_next_run(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    with_articles(box, *[article(f'n{i}') for i in range(7)])
    runs = [fresh(box, 'tugs', '-n', '3') for _ in range(4)]
    equal([len(run) for run in runs], [3, 3, 1, 0], 'new in each run')
    equal(sorted(sum(runs, [])), [f'n{i}' for i in range(7)], 'all of them')
    with_articles(box, *[article(f'm{i}') for i in range(3)])
    first = bare(box, '--new-since-last', 'tugs', '-n', '2', '--format', 'csv')
    expect('next run' in first.err, 'no note:', first.err)


def test_new_since_last__hit_by_hit_loses_none(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug', '--group', 'none', '--dups', 'show')
    text = '\n\n'.join(f'Tug number {i} came.' for i in range(5))
    with_articles(box, article('b', text), article('c', text))
    shown = []
    for _ in range(10):
        result = bare(box, '--new-since-last', 'tugs', '-n', '7', '--format', 'ndjson',
                      code=(DONE, NOTHING))
        shown += [json.loads(line)['id'] for line in result.out.splitlines()]
        if result.code == NOTHING:
            break
    equal(sorted(set(shown)), sorted(f'{name}#{n}' for name in 'bc' for n in range(1, 6)), 'hits')


def test_new_since_last__count_only_counts(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    with_articles(box, article('b'), article('c'))
    equal(bare(box, '--new-since-last', 'tugs', '--count').out, '2\n', 'count')
    equal(len(fresh(box, 'tugs')), 2, 'new afterwards')
    bare(box, '--new-since-last', 'tugs', '--count', code=NOTHING)


def test_new_since_last__an_embargo_that_ended_counts_as_come(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    with_articles(box, article('held', embargo='2026-12-01T00:00:00Z'))
    equal(fresh(box, 'tugs'), [], 'before')
    later = {'NUTGRAF_NOW': '2026-12-02T00:00:00Z'}
    equal(fresh(box, 'tugs', env=later), ['held'], 'afterwards')
    equal(fresh(box, 'tugs', env=later), [], 'once')


def test_new_since_last__an_update_comes_only_where_it_matches_for_the_first_time(box):
    with_articles(box, article('a'), article('b', 'Nothing yet.'))
    save(box, 'tugs', 'tug')
    with_articles(box, article('a', 'A tug, corrected.', version=2),
                  article('b', 'A tug after all.', version=2))
    equal(fresh(box, 'tugs'), ['b'], 'new')


def test_new_since_last__nothing_comes_twice_after_reindex_and_compact(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    with_articles(box, article('b'))
    equal(fresh(box, 'tugs'), ['b'], 'new')
    box.index('reindex')
    equal(fresh(box, 'tugs'), [], 'after reindex')
    box.index('compact')
    equal(fresh(box, 'tugs'), [], 'after compact')
    box.index('remove', 'a')
    with_articles(box, article('a'))
    equal(fresh(box, 'tugs'), [], 'removed and added again')


def test_new_since_last__several_indexes_are_one(box):
    with_articles(box, article('a'))
    other = box.dir / 'other'
    box.add('-', db=other, stdin=lines_of([article('z')]))
    box.search('--db', other, '--save', 'both', 'tug')
    with_articles(box, article('b'))
    box.add('-', db=other, stdin=lines_of([article('y')]))
    equal(sorted(fresh(box, 'both')), ['b', 'y'], 'new')


def test_new_since_last__of_two_runs_at_once_one_shows_it(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    for turn in range(5):
        with_articles(box, article(f't{turn}'))
        argv = [os.environ['NG_SEARCH'], '--new-since-last', 'tugs', '--format', 'ndjson']
        both = [subprocess.Popen(argv, env={**box.env, **NOW}, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE) for _ in range(4)]
        ends = [box.end(process, (DONE, NOTHING)) for process in both]
        equal(sorted(end.code for end in ends), [DONE] + 3 * [NOTHING], 'exits')


def test_new_since_last__totals_and_facets_are_those_of_the_new(box):
    with_articles(box, *[article(f'old{i}', outlet='Old') for i in range(5)])
    save(box, 'tugs', 'tug')
    with_articles(box, article('b', outlet='Fresh'))
    answer = json.loads(bare(box, '--new-since-last', 'tugs', '--format', 'json', '--facets',
                             'outlet').out)
    equal(answer['total']['articles'], 1, 'total')
    equal([(v['name'], v['count']) for v in answer['facets']['outlet']], [('Fresh', 1)], 'facet')
    valid(answer)


def test_damaged_state__is_told_and_not_taken_for_news(box):
    with_articles(box, article('a'))
    save(box, 'tugs', 'tug')
    state = next(path for path in box.dir.rglob('tugs') if '.local/state' in str(path))
    state.write_text('rubbish\n')
    said = bare(box, '--new-since-last', 'tugs', code=IO).err
    expect(str(state) in said and 'damaged' in said, said)
    state.unlink()
    equal(fresh(box, 'tugs'), ['a'], 'without a state')


def test_saved_query__may_be_edited(box):
    with_articles(box, article('a'), article('b', 'A barge.'))
    save(box, 'tugs', 'tug')
    query = next(path for path in box.dir.rglob('tugs') if '.config' in str(path))
    query.write_text(query.read_text().replace('-- tug', "-- 'tug OR barge'"))
    equal(fresh(box, 'tugs'), ['b'], 'new')
    query.write_text("-d 'unclosed\n")
    expect(str(query) in bare(box, '--new-since-last', 'tugs', code=IO).err, 'no path')
