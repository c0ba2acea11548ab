# SPDX-License-Identifier: GPL-2.0-or-later
"""What every end-to-end test stands on: a folder of its own with an index in it, the two programs
run as a user runs them, and answers that say what was expected.

A program that dies of a signal, or of which a sanitizer says something, fails the test wherever it
happens, also where an exit code of another kind would have been right.
"""
import collections
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

SOURCE_ROOT = pathlib.Path(
    os.environ.get('NG_SOURCE_ROOT', pathlib.Path(__file__).resolve().parents[2]))
CORPUS = SOURCE_ROOT / 'corpus'
SHARED = SOURCE_ROOT / '..' / 'shared'

Result = collections.namedtuple('Result', 'code out err')

# Exit codes as users rely on them.
DONE, NOTHING, SOME_SKIPPED, USAGE, LOCKED, IO, DAMAGED, INTERRUPTED = 0, 1, 2, 3, 4, 5, 7, 130

SANITIZERS = ('AddressSanitizer', 'LeakSanitizer', 'UndefinedBehaviorSanitizer', 'runtime error:')


class Failure(Exception):
    """The program did not do what the test's name promises."""


class Skip(Exception):
    """The machine lacks what the test needs."""


def expect(condition, *what):
    if not condition:
        raise Failure(' '.join(str(word) for word in what))


def equal(got, wanted, what):
    if got != wanted:
        raise Failure(f'{what}: {shorten(got)} instead of {shorten(wanted)}')


def shorten(value, limit=600):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= limit else text[:limit // 2] + ' [...] ' + text[-limit // 2:]


def scaled(count, least=1):
    """A load for a machine at full speed; a checked build is given a part of it."""
    return max(least, int(count * float(os.environ.get('NG_E2E_SCALE', '1'))))


def patience():
    return 60 * float(os.environ.get('NG_E2E_PATIENCE', '1'))


class Box:
    """A folder with an index, for one test."""

    def __init__(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix='nutgraf-e2e-'))
        self.db = self.dir / 'db'
        self.env = {'PATH': os.environ.get('PATH', '/usr/bin:/bin'), 'HOME': str(self.dir),
                    'LC_ALL': 'C.UTF-8', 'TZ': 'UTC', 'NUTGRAF_DATA': str(SOURCE_ROOT / 'data'),
                    'TMPDIR': str(self.dir)}
        for name in ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS', 'LD_LIBRARY_PATH'):
            if name in os.environ:
                self.env[name] = os.environ[name]

        # Xapian's own check deletes a table under its base's size.
        self.env['ASAN_OPTIONS'] = ':'.join(
            filter(None, [self.env.get('ASAN_OPTIONS'), 'new_delete_type_mismatch=0']))

    def close(self):
        shutil.rmtree(self.dir, ignore_errors=True)

    # ---- files ----

    def write(self, name, content):
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding='utf-8')
        return path

    def write_articles(self, name, articles):
        return self.write(name, lines_of(articles))

    def inside(self, db=None):
        """The names in the index folder."""
        return sorted(path.name for path in pathlib.Path(db or self.db).iterdir())

    # ---- programs ----

    def start(self, program, args, db=None, env=None, **more):
        argv = [os.environ['NG_' + program.upper()], '--db', str(db or self.db), *map(str, args)]
        return subprocess.Popen(argv, env={**self.env, **(env or {})}, cwd=self.dir,
                                stdin=more.pop('stdin', subprocess.DEVNULL),
                                stdout=more.pop('stdout', subprocess.PIPE),
                                stderr=subprocess.PIPE, **more)

    def run(self, program, args, code=DONE, db=None, env=None, stdin=None, **more):
        process = self.start(program, args, db, env,
                             stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
                             **more)
        return self.end(process, code, stdin)

    def end(self, process, code=DONE, stdin=None):
        """Waits for it. code: one exit code, several, or None for any of the program's own."""
        if isinstance(stdin, str):
            stdin = stdin.encode()
        try:
            out, err = process.communicate(stdin, timeout=patience())
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Failure(f'{told(process)} did not end within {patience():.0f} s') from None
        result = Result(process.returncode, (out or b'').decode('utf-8', 'replace'),
                        err.decode('utf-8', 'replace'))
        for name in SANITIZERS:
            expect(name not in result.err, told(process), '\n' + result.err[-4000:])
        wanted = code if isinstance(code, (tuple, list, set)) else (code,)
        if result.code < 0 and result.code not in wanted:
            raise Failure(f'{told(process)} died of {signal.Signals(-result.code).name}\n'
                          f'{result.err[-1500:]}')
        if code is not None and result.code not in wanted:
            raise Failure(f'{told(process)}: exit {result.code} instead of '
                          f'{" or ".join(map(str, wanted))}\n{shorten(result.err, 1500)}'
                          f'{shorten(result.out, 400)}')
        return result

    def index(self, *args, **more):
        return self.run('index', args, **more)

    def search(self, *args, **more):
        if not os.environ.get('NG_SEARCH'):
            raise Skip('there is no nutgraf-search in this build')
        return self.run('search', args, **more)

    # ---- what the index says ----

    def add(self, *args, code=DONE, **more):
        """Adds, and gives the summary."""
        return json.loads(self.index('add', '--json', *args, code=code, **more).out)

    def stats(self, **more):
        return json.loads(self.index('stats', '--json', **more).out)

    def export(self, **more):
        """The articles, in the order of the index, without the time at which they were added."""
        return [without_added(line) for line in self.index('export', **more).out.splitlines()]

    def ids(self, **more):
        return sorted(article['id'] for article in self.export(**more))

    def skipped(self, **more):
        listed = json.loads(self.index('list', '--skipped', '--json', **more).out)
        return {entry['source']: entry['reason'] for entry in listed}

    def check(self, **more):
        result = self.index('check', **more)
        expect('no damage' in result.out, 'check said:', result.out, result.err)
        return result

    def expect_tidy(self, db=None):
        """Nothing in the index folder but the live generation, its pointer and the lock."""
        generations = [name for name in self.inside(db) if name.startswith('gen-')]
        equal(len(generations), 1, f'generations in {self.inside(db)}')
        equal(set(self.inside(db)) - {'current', 'lock', generations[0]}, set(), 'left behind')

    # ---- what the searcher says ----

    def answer(self, *args, code=(DONE, NOTHING), **more):
        return json.loads(self.search('--format', 'json', *args, code=code, **more).out)

    def count(self, *args, **more):
        return int(self.search('--count', *args, code=(DONE, NOTHING), **more).out)


def told(process):
    words = [word for word in process.args]
    return ' '.join([pathlib.Path(words[0]).name, *words[3:]])


def without_added(line):
    article = json.loads(line)
    article.pop('added', None)
    return article


def lines_of(articles):
    return ''.join(json.dumps(article, ensure_ascii=False) + '\n' for article in articles)


def hit_ids(answer):
    return [hit['id'] for hit in answer['hits']]


def timeless(answer):
    """The same index, query and clock give the same of this."""
    return {key: value for key, value in answer.items() if key not in ('took_ms', 'index')}


def wait_until(condition, seconds, what):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise Failure('waited in vain: ' + what)
        time.sleep(0.002)
