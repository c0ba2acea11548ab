# SPDX-License-Identifier: GPL-2.0-or-later
"""The searcher as a web server runs it: by the environment of CGI/1.1 alone, and under lighttpd.

    site = CgiSite(box)                # or LighttpdSite(box): the same questions, over HTTP
    answer = site.get('/', q='tug', format='json')
    answer.status, answer.headers['etag'], answer.body, answer.json()

Each answer is checked for what every answer has to be (see sound()). Values given as bytes go as
they are into the query string, percent-encoded byte by byte; raw=... gives a whole query string.
"""
import collections
import contextlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse

from harness import SANITIZERS, Failure, Skip, equal, expect, patience, shorten, wait_until

STATUSES = {200, 304, 400, 404, 405, 413, 414, 503}
TYPES = {'html': 'text/html; charset=utf-8', 'json': 'application/json; charset=utf-8',
         'ndjson': 'application/x-ndjson; charset=utf-8',
         'csv': 'text/csv; charset=utf-8; header=present',
         'rss': 'application/rss+xml; charset=utf-8'}
# What every answer has; those of lighttpd's own making, as for a bad request line, do not.
ALWAYS = ('cache-control', 'vary', 'content-security-policy', 'x-content-type-options',
          'referrer-policy')


class Answer:
    """status, headers (names in lower case), body (bytes), asked (for messages)."""

    def __init__(self, asked, status, headers, body, seconds=0.0):
        self.asked, self.status, self.body, self.seconds = asked, status, body, seconds
        self.pairs = [(name.lower(), value) for name, value in headers]
        self.headers = dict(self.pairs)

    @property
    def text(self):
        return self.body.decode('utf-8')

    def json(self):
        try:
            return json.loads(self.text)
        except ValueError:
            raise Failure(f'{self.asked}: no JSON: {shorten(self.text)}') from None

    def expect(self, status):
        equal(self.status, status, f'status of {self.asked} ({shorten(self.text, 200)})')
        return self


def sound(answer, head=False):
    """What holds of every answer, whatever was asked."""
    expect(answer.status in STATUSES, answer.asked, 'has status', answer.status)
    counts = collections.Counter(name for name, _ in answer.pairs)
    for name in ALWAYS:
        equal(counts[name], 1, f'{answer.asked}: how often {name} is there')
    expect("default-src 'none'" in answer.headers['content-security-policy'], answer.asked, 'CSP')
    equal(answer.headers['x-content-type-options'], 'nosniff', answer.asked)
    if answer.status == 304:
        equal(answer.body, b'', f'body of 304 for {answer.asked}')
        return answer
    expect('utf-8' in answer.headers.get('content-type', ''), answer.asked, answer.headers)
    answer.text  # is UTF-8
    # Apache gives the end of a program's answer in another way
    if not head and 'content-length' in answer.headers:
        equal(int(answer.headers['content-length']), len(answer.body), f'length of {answer.asked}')
    return answer


def query_string(parameters):
    """The pairs, in their order; a list gives several of one name."""
    parts = []
    for name, values in parameters.items():
        for value in values if isinstance(values, (list, tuple)) else [values]:
            value = value if isinstance(value, bytes) else str(value).encode()
            parts.append(f'{name.rstrip("_")}={urllib.parse.quote_from_bytes(value, safe="")}')
    return '&'.join(parts)


def permalink(article, n):
    """The path of a paragraph; article: its id as it stands in an answer."""
    return f'/p/{urllib.parse.quote(article, safe="")}/{n}'


# ---- by the environment alone ----

class CgiSite:
    def __init__(self, box, script='/search', env=None):
        self.box, self.script = box, script
        self.env = {**box.env, 'NUTGRAF_DB': str(box.db), **(env or {})}

    def get(self, path='/', raw=None, method='GET', env=None, arguments=(), **parameters):
        """path: as in a URL, percent-encoded; env: more variables; None takes one away."""
        query = raw if raw is not None else query_string(parameters)
        given = {'GATEWAY_INTERFACE': 'CGI/1.1', 'REQUEST_METHOD': method,
                 'SERVER_PROTOCOL': 'HTTP/1.1', 'SERVER_SOFTWARE': 'tests', 'SERVER_NAME':
                 'localhost', 'SERVER_PORT': '80', 'REMOTE_ADDR': '127.0.0.1', 'SCRIPT_NAME':
                 self.script, 'PATH_INFO': urllib.parse.unquote_to_bytes(path),
                 'QUERY_STRING': query, **self.env, **(env or {})}
        return sound(self.run({name: value for name, value in given.items() if value is not None},
                              f'{method} {path}?{shorten(str(query), 200)}', arguments),
                     head=method == 'HEAD')

    def head(self, path='/', **more):
        return self.get(path, method='HEAD', **more)

    def run(self, env, asked, arguments=()):
        began = time.monotonic()
        process = subprocess.run([os.environ['NG_SEARCH'], *arguments], env=env, cwd=self.box.dir,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, timeout=patience())
        err = process.stderr.decode('utf-8', 'replace')
        for name in SANITIZERS:
            expect(name not in err, asked, '\n' + err[-4000:])
        equal(process.returncode, 0, f'exit code for {asked} ({err[-300:]})')
        return parse(process.stdout, asked, time.monotonic() - began)


def parse(bytes_, asked, seconds=0.0):
    """The answer of a CGI program, as RFC 3875 has it."""
    head, blank, body = bytes_.partition(b'\r\n\r\n')
    expect(blank, asked, 'has no end of headers:', shorten(repr(bytes_)))
    headers = []
    for line in head.split(b'\r\n'):
        expect(b'\n' not in line and b'\r' not in line and b'\0' not in line, asked, line)
        name, colon, value = line.decode('latin-1').partition(': ')
        expect(colon and name.replace('-', '').isalnum(), asked, 'has a header', line)
        headers.append((name, value))
    equal(headers[0][0], 'Status', f'first header of {asked}')
    return Answer(asked, int(headers.pop(0)[1].split()[0]), headers, body, seconds)


# ---- over HTTP ----

def find_lighttpd():
    found = shutil.which('lighttpd') or shutil.which('lighttpd', path='/usr/sbin:/usr/local/sbin')
    if not found:
        raise Skip('lighttpd is not installed')
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class HttpSite:
    """Asks a server on a port of the loopback interface; base: where the searcher is mounted."""

    def __init__(self, port, base=''):
        self.port, self.base = port, base

    def get(self, path='/', raw=None, method='GET', headers=None, **parameters):
        """What the searcher answers."""
        query = raw if raw is not None else query_string(parameters)
        target = self.base + path + ('?' + query if query else '')
        return sound(self.fetch(target, method, headers), head=method == 'HEAD')

    def ask(self, path='/', **parameters):
        """The same for what the server itself may refuse, as control characters in an address."""
        answer = self.fetch(f'{self.base}{path}?{query_string(parameters)}')
        own = answer.status == 400 and 'content-security-policy' not in answer.headers
        return answer if own else sound(answer)

    def head(self, path='/', **more):
        return self.get(path, method='HEAD', **more)

    def fetch(self, target, method='GET', headers=None, body=None):
        """The answer to a request line as it is, unchecked."""
        asked = f'{method} {shorten(target, 200)}'
        began = time.monotonic()
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=patience())
        try:
            connection.request(method, target, headers=headers or {}, body=body)
            response = connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise Failure(f'{asked}: {error!r}') from None
        finally:
            connection.close()
        return Answer(asked, response.status, response.getheaders(), content,
                      time.monotonic() - began)

    def plain(self, request):
        """The bytes that come back for bytes sent, until the server closes."""
        with socket.create_connection(('127.0.0.1', self.port), timeout=patience()) as connection:
            connection.sendall(request)
            return b''.join(iter(lambda: connection.recv(65536), b''))


@contextlib.contextmanager
def serving(box, *options, port=None, env=None):
    """nutgraf-search --serve, ended by Ctrl-C; gives the site and the process."""
    find_lighttpd()
    port = port or free_port()
    process = box.start('search', ['--serve', port, *options], env=env, start_new_session=True)
    try:
        line = process.stdout.readline().decode()
        if not line:
            raise Failure(f'--serve printed nothing: {process.stderr.read().decode()[-800:]}')
        equal(line, f'http://127.0.0.1:{port}/\n', 'first line of --serve')
        yield HttpSite(port), process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        box.end(process)


def answerers(process):
    """The processes under it that answer: those whose parent is a nutgraf-search, too."""
    parents = {}
    for entry in pathlib.Path('/proc').iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (entry / 'stat').read_text().rpartition(')')[2].split()
                parents[int(entry.name)] = int(fields[1])
    below = {process.pid}
    for _ in range(4):
        below |= {pid for pid, parent in parents.items() if parent in below}
    return sorted(pid for pid in below if is_search(pid) and is_search(parents[pid])
                  and parents[pid] != process.pid)


def is_search(pid):
    with contextlib.suppress(OSError):
        return os.readlink(f'/proc/{pid}/exe') == os.path.realpath(os.environ['NG_SEARCH'])
    return False


def is_sanitized():
    return b'__asan_init' in pathlib.Path(os.environ['NG_SEARCH']).read_bytes()


def wait_for_end(pid, what):
    def gone():
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False
    wait_until(gone, patience(), what)
