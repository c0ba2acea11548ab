# SPDX-License-Identifier: GPL-2.0-or-later
"""Completion in the shells: what the program proposes, and bash itself with a key pressed."""
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import time

from harness import DONE, SOURCE_ROOT, Skip, equal, expect, lines_of, patience

SCRIPTS = SOURCE_ROOT / 'searcher' / 'completion'
ARTICLES = [
    {'id': 'a', 'title': 'Pilots', 'outlet': 'Harbour Sentinel', 'lang': 'en', 'text':
     '“A tug is wanted,” said Ada Pellworth, the harbour master of Ostrava. She wants tugs.'},
    {'id': 'b', 'title': 'Pilots again', 'outlet': 'Harbour Lantern', 'lang': 'en', 'text':
     'The tug is a boat, Ada Pellworth said.'},
    {'id': 'c', 'title': 'Secret', 'outlet': 'Harbour Hidden', 'lang': 'en',
     'embargo': '2099-01-01T00:00:00Z', 'text': 'The tugmaster, said Bruno Pellhidden, is here.'},
]


def with_articles(box):
    box.add('-', stdin=lines_of(ARTICLES))


def proposed(box, line, shell='zsh', env=None):
    """Candidates for what is typed; the program is run as the scripts run it."""
    process = subprocess.Popen([os.environ['NG_SEARCH'], '--complete', shell, line],
                               env={**box.env, **(env or {})}, cwd=box.dir,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    result = box.end(process, DONE)
    equal(result.err, '', f'errors of {line}')
    return [candidate.split('\t')[0] for candidate in result.out.splitlines()]


def test_options__are_those_that_the_program_knows(box):
    options = proposed(box, 'nutgraf-search --')
    helped = set(re.findall(r'--[a-z][a-z-]+', box.search('--help').out))
    equal(set(options), helped, 'options proposed, and those of --help')
    equal(proposed(box, 'nutgraf-search --tim'), ['--timeline'], 'one of them')
    equal(proposed(box, 'nutgraf-search -- --tim'), [], 'behind --')


def test_values__are_those_that_the_option_takes(box):
    for option in proposed(box, 'nutgraf-search --'):
        for value in proposed(box, f'nutgraf-search {option} '):
            if option in ('--scope', '--match', '--sort', '--timeline', '--group', '--format',
                          '--color', '--hyperlink', '--facets', '--kind', '--since', '--until'):
                said = box.search('tug', option, value, code=None).err
                expect(' takes ' not in said and 'no facet' not in said, option, value, said)
    equal(proposed(box, 'nutgraf-search --scope '), ['paragraph', 'article', 'quote'], 'scopes')
    equal(proposed(box, 'nutgraf-search --sort=n'), ['--sort=newest'], 'with =')
    equal(proposed(box, 'nutgraf-search --facets actor,out'), ['actor,outlet'], 'of a list')
    equal(proposed(box, 'nutgraf-search -n '), [], 'of a number')
    equal(proposed(box, 'nutgraf-search --db '), [':folders'], 'of --db')
    equal(proposed(box, 'nutgraf-search -d '), [':folders'], 'of -d')


def test_names__are_those_of_the_index_that_the_line_names(box):
    with_articles(box)
    here = f'nutgraf-search --db {box.db}'
    equal(proposed(box, f'{here} --outlet harb'), ['harbour-lantern', 'harbour-sentinel'], 'outlets')
    equal(proposed(box, f'{here} --outlet '), ['harbour-lantern', 'harbour-sentinel'], 'all')
    equal(proposed(box, f'{here} --actor ada'), ['ada-pellworth'], 'actor')
    equal(proposed(box, f'{here} --actor pellw'), ['ada-pellworth'], 'by a later word')
    equal(proposed(box, f'{here} --saidby=a'), ['--saidby=ada-pellworth'], 'speaker')
    equal(proposed(box, f'{here} tug actor:ada'), ['actor:ada-pellworth'], 'in the query')
    equal(proposed(box, f'{here} tug -outlet:harbour-s'), ['-outlet:harbour-sentinel'], 'exclusion')
    equal(proposed(box, f"{here} --actor 'Ada P"), ['ada-pellworth'], 'with an open mark')
    equal(proposed(box, f'{here} --lang '), ['en'], 'languages')
    equal(proposed(box, 'nutgraf-search --outlet harb', env={'NUTGRAF_DB': str(box.db)}),
          ['harbour-lantern', 'harbour-sentinel'], 'of $NUTGRAF_DB')
    equal(proposed(box, 'nutgraf-search --db /nowhere --outlet harb'), [], 'without an index')
    equal(proposed(box, 'nutgraf-search --outlet harb'), [], 'without any index')


def test_words__are_those_of_the_index_and_the_fields(box):
    with_articles(box)
    here = f'nutgraf-search -d {box.db}'
    equal(proposed(box, f'{here} harbour pil'), ['Pilots'], 'word')
    equal(proposed(box, f'{here} outl'), ['outlet:'], 'field')


def test_what_is_hidden__is_not_proposed(box):
    with_articles(box)
    here = f'nutgraf-search -d {box.db}'
    for line in ('tugm', '--actor bruno', '--actor ', '--outlet harbour-h', '--outlet ', 'actor:b',
                 '--saidby '):
        for one in proposed(box, f'{here} {line}', 'fish'):
            expect('hidden' not in one and 'bruno' not in one and 'tugm' not in one, line, one)


def test_saved_queries__are_proposed(box):
    with_articles(box)
    box.search('--save', 'harbour tugs', 'tug')
    box.search('--save', 'pilots', 'pilots')
    equal(proposed(box, 'nutgraf-search --new-since-last '), ['harbour tugs', 'pilots'], 'names')
    equal(proposed(box, 'nutgraf-search --saved=p'), ['--saved=pilots'], 'with =')
    equal(proposed(box, 'nutgraf-search --forget h', 'bash'), ['harbour\\ tugs'], 'quoted for bash')


def test_hostile_lines__give_nothing_and_no_error(box):
    with_articles(box)
    for line in ('', ' ', 'nutgraf-search', '"', "nutgraf-search '", 'nutgraf-search ' + '"' * 5000,
                 'nutgraf-search ' + 'a' * 100000, 'nutgraf-search \\', 'nutgraf-search =:=:',
                 'nutgraf-search --=', 'nutgraf-search ' + '(' * 4000, 'nutgraf-search ::::'):
        for shell in ('bash', 'zsh', 'fish', 'other'):
            equal(proposed(box, line, shell, {'NUTGRAF_DB': str(box.db)}), [], repr(line[:40]))


# ---- the shells themselves ----

class Terminal:
    """A shell with a keyboard."""

    def __init__(self, box, argv):
        programs = box.dir / 'bin'
        programs.mkdir()
        (programs / 'nutgraf-search').symlink_to(os.environ['NG_SEARCH'])
        env = {**box.env, 'PATH': f'{programs}:{box.env["PATH"]}', 'TERM': 'dumb', 'PS1': '> ',
               'NUTGRAF_DB': str(box.db), 'INPUTRC': '/dev/null'}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(box.dir)
            os.execve(shutil.which(argv[0]), argv, env)

    def keys(self, keys):
        os.write(self.fd, keys.encode())

    def until(self, wanted, keys):
        """Types, and reads until that stands there."""
        self.keys(keys)
        seen, end = '', time.monotonic() + patience() / 4
        while wanted not in seen and time.monotonic() < end:
            if select.select([self.fd], [], [], 0.1)[0]:
                seen += os.read(self.fd, 65536).decode('utf-8', 'replace')
        expect(wanted in seen, repr(keys), 'shows', repr(seen), 'instead of', wanted)
        self.keys('\x15')  # the line is forgotten

    def close(self):
        os.close(self.fd)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)


def test_bash__completes_when_the_key_is_pressed(box):
    if not shutil.which('bash'):
        raise Skip('bash is not installed')
    with_articles(box)
    box.search('--save', 'harbour tugs', 'tug')
    (box.dir / 'folder').mkdir()
    bash = Terminal(box, ['bash', '--norc', '--noprofile', '-i'])
    try:
        bash.until('ready', f'source {SCRIPTS}/nutgraf-search.bash; echo rea""dy\n')
        for keys, wanted in (('--time\t', '--timeline '), ('--scope q\t', '--scope quote '),
                             ('--scope=q\t', '--scope=quote '), ('--outlet harbour-s\t', 'sentinel '),
                             ('tug actor:ad\t', 'actor:ada-pellworth '), ('outl\t', 'outlet:'),
                             ('-d fol\t', '-d folder'), ('--saidby "ada\t', '"ada-pellworth" '),
                             ('--new-since-last h\t', 'harbour\\ tugs ')):
            bash.until(wanted, 'nutgraf-search ' + keys)
    finally:
        bash.close()


def test_other_shells__take_their_scripts(box):
    some = False
    for shell, script in (('zsh', '_nutgraf-search'), ('fish', 'nutgraf-search.fish')):
        if shutil.which(shell):
            some = True
            done = subprocess.run([shell, '-n', str(SCRIPTS / script)], capture_output=True)
            equal((done.returncode, done.stderr), (0, b''), shell)
    if shutil.which('fish'):
        with_articles(box)
        env = {**box.env, 'NUTGRAF_DB': str(box.db),
               'PATH': f'{pathlib.Path(os.environ["NG_SEARCH"]).parent}:{box.env["PATH"]}'}
        done = subprocess.run(
            ['fish', '-c', f'source {SCRIPTS}/nutgraf-search.fish; '
             'complete -C "nutgraf-search --outlet harbour-s"'], capture_output=True, env=env)
        expect(b'harbour-sentinel' in done.stdout, done)
    if not some:
        raise Skip('neither zsh nor fish is installed')
