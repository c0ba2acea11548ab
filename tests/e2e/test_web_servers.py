# SPDX-License-Identifier: GPL-2.0-or-later
"""The configurations of docs/web under the web servers they are for, and nutgraf-search --serve."""
import contextlib
import os
import shutil
import socket
import subprocess

from harness import SOURCE_ROOT, Failure, Skip, equal, expect, lines_of, timeless, wait_until, patience
from test_web import BOAT, TUG
from web import HttpSite, answerers, find_lighttpd, free_port, permalink, serving, sound, wait_for_end

ID = 'https%3A%2F%2Fsentinel.example%2Fa%2Ftug'


def program(name):
    found = shutil.which(name) or shutil.which(name, path='/usr/sbin:/usr/local/sbin')
    if not found:
        raise Skip(f'{name} is not installed')
    return found


def configuration(box, name, **places):
    """docs/web/NAME with the places of this machine in it."""
    text = (SOURCE_ROOT / 'docs/web' / name).read_text()
    for old, new in {'/usr/local/bin/nutgraf-search': os.environ['NG_SEARCH'],
                     '/srv/news/index': str(box.db), **places}.items():
        text = text.replace(old, new)
    return text


@contextlib.contextmanager
def running(box, argv, port=None, path=None):
    """A server, from when it listens on a port or socket until the test is over."""
    # in a file: what it starts may have it open for longer than it lives
    said = box.dir / 'said'
    with said.open('wb') as file:
        process = subprocess.Popen(list(map(str, argv)), env=box.env, cwd=box.dir,
                                   stdout=subprocess.DEVNULL, stderr=file,
                                   start_new_session=True)  # Apache ends its whole group

    def listens():
        if process.poll() is not None:
            raise Failure(f'{argv[0]} ended: {said.read_text()[-1500:]}')
        with socket.socket(socket.AF_INET if port else socket.AF_UNIX) as probe:
            return probe.connect_ex(('127.0.0.1', port) if port else str(path)) == 0
    try:
        wait_until(listens, patience(), f'{argv[0]} to listen')
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=patience())
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def check_site(box, site, origin='https://news.example', name='The Harbour Ledger', lax=True):
    """What has to hold whatever stands between."""
    base = site.base
    for path in ('/', '') if base else ('/',):
        page = site.get(path, q='tug').expect(200)
        expect(name in page.text and f'action="{base}/"' in page.text, page.text[:1500])
        equal(page.headers['link'], f'<{origin}{base}/?q=tug>; rel="canonical"', 'Link')
    wanted = box.answer('pilots tug')
    equal(timeless(site.get(q='pilots tug', format='json').expect(200).json()), timeless(wanted),
          'the answer')
    equal(site.get(raw='q=%74ug%20%2B&format=json').json()['query']['input'], 'tug +', 'q')
    # Apache takes no address with an encoded slash unless a whole host is told to
    for path in (permalink(ID, 1), f'/p/{ID}/1') if lax else (permalink(ID, 1),):
        expect('second tug' in site.get(path).expect(200).text, path)
    for path in ('/nowhere', '/p/nobody/1', permalink(ID, 9)):
        expect('<form' in site.get(path).expect(404).text, 'not our own page')
    equal(site.get(q='tug', headers={'Accept': 'application/json'}).json()['v'], 1, 'by Accept')
    etag = site.get(q='tug').headers['etag']
    equal(site.get(q='tug', headers={'If-None-Match': etag}).status, 304, 'status')
    equal(site.head(q='tug').body, b'', 'body of HEAD')
    equal(site.get(method='POST', q='tug').status, 405, 'POST')
    equal(site.get(q='a' * 600).status, 414, 'a long query')
    equal(site.get('/suggest', q='pil').expect(200).json()[0], 'pil', 'suggestions')
    equal(site.get('/opensearch.xml').status, 200, 'opensearch.xml')
    answer = site.plain(f'GET {base}/?q=tug&format=json HTTP/1.0\r\n\r\n'.encode())
    expect(answer.split(b'\r\n')[0].endswith(b' 200 OK'), answer[:80])
    expect(b'chunked' not in answer.lower().partition(b'\r\n\r\n')[0], 'chunks for HTTP/1.0')


@contextlib.contextmanager
def occupied(path, count=3):
    """All processes that answer are taken: each has somebody who begins to ask and does not go on."""
    begin = b'\x01\x01\x00\x01\x00\x08\x00\x00' + b'\x00\x01\x00\x00\x00\x00\x00\x00'
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            connection = stack.enter_context(socket.socket(socket.AF_UNIX))
            connection.connect(str(path))
            connection.sendall(begin)
        yield


def check_crowd(site, path):
    """When more is asked than can be answered, nobody waits for long, and all are told what to do."""
    etag = site.get(q='tug').expect(200).headers['etag']
    with occupied(path):
        page = site.get(q='tug', headers={'Accept-Language': 'de'}).expect(503)
        equal((page.headers['retry-after'], page.headers['cache-control']), ('5', 'no-cache'), page.headers)
        expect('<h1' in page.text and 'versuchen Sie es gleich noch einmal' in page.text, page.text)
        error = site.get(q='boat', format='json').expect(503).json()['error']
        expect(error['status'] == 503 and 'try again in a moment' in error['message'], error)
        site.get('/suggest', q='pil').expect(503)
        equal(site.get(q='tug', headers={'If-None-Match': etag}).status, 304, 'what is known already')
        equal(site.get('/').status, 200, 'what needs no index')
    site.get(q='tug').expect(200)


def check_refusals(site):
    """What is wrong with a request is said by us, not by the server before us."""
    for query, status in (('%ff', 200), ('caf%e9', 200), ('%01tug', 200), ('tug%7f', 200), ('%00', 400),
                          ('tug%0d%0aX:%20y', 200), ('oulet:x%01', 400)):
        equal(site.get(raw=f'q={query}').status, status, f'status for {query}')
    for path in ('/p/%01/1', '/p/%ff/1', '/p/%00/1', '/%'):
        equal(site.get(path).status, 404, f'status for {path}')
    for method, status in (('GET', 413), ('HEAD', 413), ('POST', 405), ('PUT', 405)):
        answer = site.fetch(f'{site.base}/?q=tug', method, body=b'x' * 100000)
        equal(sound(answer, head=method == 'HEAD').status, status, f'status for {method} with a body')
    equal(site.get(q='tug', method='PUT').status, 405, 'status for PUT')
    answer = site.plain(f'POST {site.base}/?q=tug HTTP/1.0\r\n\r\n'.encode())
    expect(answer.split(b'\r\n')[0].endswith(b' 411 Length Required'), answer[:80])


def test_lighttpd__by_its_configuration(box):
    lighttpd, port = find_lighttpd(), free_port()
    box.add('-', stdin=lines_of([TUG, BOAT]))
    main = box.write('lighttpd.conf', f'''server.port = {port}
server.bind = "127.0.0.1"
server.document-root = "{box.dir}"
server.errorlog = "{box.dir}/log"
{configuration(box, 'lighttpd.conf', **{'/run/lighttpd/nutgraf.socket': f'{box.dir}/socket',
                                        '"NUTGRAF_NAME" =>': '"NUTGRAF_WORKERS" => "3", "NUTGRAF_NAME" =>'})}''')
    with running(box, [lighttpd, '-D', '-f', main], port):
        check_site(box, HttpSite(port, '/search'))
        check_crowd(HttpSite(port, '/search'), box.dir / 'socket-0')
    # as Debian's own begins, and with what is proposed there
    text = main.read_text()
    main.write_text('server.http-parseopts = ( "url-ctrls-reject" => "enable" )\n' +
                    text.replace('\n#server.', '\nserver.'))
    with running(box, [lighttpd, '-D', '-f', main], port):
        check_site(box, HttpSite(port, '/search'))
        check_refusals(HttpSite(port, '/search'))


def apache(box, name, port, modules, **places):
    here = '/usr/lib/apache2/modules'
    if not os.path.isdir(here):
        raise Skip('the modules of Apache are not where Debian has them')
    loads = '\n'.join(f'LoadModule {module}_module {here}/mod_{module}.so' for module in modules)
    return box.write('apache.conf', f'''ServerRoot {box.dir}
ServerName news.example
PidFile {box.dir}/pid
ErrorLog {box.dir}/log
Listen 127.0.0.1:{port}
{loads}
User nobody
Group nogroup
{configuration(box, name, **places)}''')


def test_apache__by_its_configuration(box):
    httpd, port = program('apache2'), free_port()
    box.add('-', stdin=lines_of([TUG, BOAT]))
    readable(box)
    main = apache(box, 'apache.conf', port, ['mpm_prefork', 'authz_core', 'alias', 'env', 'cgi'])
    with running(box, [httpd, '-D', 'FOREGROUND', '-f', main], port):
        check_site(box, HttpSite(port, '/search'), lax=False)


@contextlib.contextmanager
def listening(box):
    """nutgraf-search behind a socket, as spawn-fcgi or systemd start it."""
    path = box.dir / 'socket'
    env = {**box.env, 'NUTGRAF_DB': str(box.db), 'NUTGRAF_URL': 'https://news.example/search',
           'NUTGRAF_NAME': 'The Harbour Ledger', 'NUTGRAF_WORKERS': '3'}
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        path.chmod(0o666)
        listener.listen(128)
        process = box.start('search', [], stdin=listener, env=env)
    try:
        yield path
    finally:
        process.terminate()
        box.end(process)


def readable(box):
    """For a server that gives its rights up."""
    box.dir.chmod(0o755)
    if os.geteuid() == 0 and not os.access(os.environ['NG_SEARCH'], os.X_OK):
        raise Skip('others cannot run nutgraf-search where it is')


def test_apache__by_its_configuration_for_fastcgi(box):
    httpd, port = program('apache2'), free_port()
    box.add('-', stdin=lines_of([TUG, BOAT]))
    readable(box)
    with listening(box) as path:
        main = apache(box, 'apache-fastcgi.conf', port,
                      ['mpm_prefork', 'authz_core', 'proxy', 'proxy_fcgi'],
                      **{'/run/nutgraf/socket': str(path)})
        with running(box, [httpd, '-D', 'FOREGROUND', '-f', main], port):
            check_site(box, HttpSite(port, '/search'), lax=False)
            check_crowd(HttpSite(port, '/search'), path)


def nginx(box, name, port, **places):
    shutil.copy('/etc/nginx/fastcgi_params', box.dir)
    user = 'user root;' if os.geteuid() == 0 else ''
    return box.write('nginx.conf', f'''{user} daemon off; pid {box.dir}/pid; error_log {box.dir}/log;
events {{ }}
http {{ access_log off; client_body_temp_path {box.dir}/body; fastcgi_temp_path {box.dir}/temp;
  proxy_temp_path {box.dir}/proxy; uwsgi_temp_path {box.dir}/uwsgi; scgi_temp_path {box.dir}/scgi;
  server {{ listen 127.0.0.1:{port};
{configuration(box, name, **places)}
}} }}
''')


def test_nginx__by_its_configuration_with_fcgiwrap(box):
    server, wrapper, port = program('nginx'), program('fcgiwrap'), free_port()
    box.add('-', stdin=lines_of([TUG, BOAT]))
    path = box.dir / 'fcgiwrap.socket'
    main = nginx(box, 'nginx.conf', port, **{'/run/fcgiwrap.socket': str(path)})
    with running(box, [wrapper, '-s', f'unix:{path}'], path=path):
        with running(box, [server, '-c', main, '-p', box.dir], port):
            check_site(box, HttpSite(port, '/search'))


def test_nginx__by_its_configuration_for_fastcgi(box):
    server, port = program('nginx'), free_port()
    box.add('-', stdin=lines_of([TUG, BOAT]))
    with listening(box) as path:
        main = nginx(box, 'nginx-fastcgi.conf', port, **{'/run/nutgraf/socket': str(path)})
        with running(box, [server, '-c', main, '-p', box.dir], port):
            check_site(box, HttpSite(port, '/search'))
            check_crowd(HttpSite(port, '/search'), path)


# ---- --serve ----

def test_serve__answers_on_the_loopback_interface_alone(box):
    box.add('-', stdin=lines_of([TUG, BOAT]))
    with serving(box, env={'NUTGRAF_NAME': 'The Harbour Ledger'}) as (site, process):
        check_site(box, site, origin=f'http://127.0.0.1:{site.port}')
        check_refusals(site)
        equal(site.fetch('/?q=tug', headers={'Host': 'evil.example'}).status, 403,
              'status for a name that somebody made to mean this machine')
        listens = subprocess.run(['ss', '-Hltn', f'sport = :{site.port}'], capture_output=True,
                                 text=True) if shutil.which('ss') else None
        expect(not listens or all('127.0.0.1' in line for line in listens.stdout.splitlines()),
               listens)


def test_serve__answers_that_are_kept_end_with_what_they_tell(box):
    """Asked so often that every process gives what all of them share."""
    asked = [dict(q='pilots tug'), dict(q='pilots tug', format='json'), dict(q='Pellworth', format='csv')]
    box.add('-', stdin=lines_of([TUG, BOAT]))
    with serving(box) as (site, _):
        for parameters in asked * 12:
            answer = site.get(**parameters).expect(200).text
            expect('ask for a second' in answer, answer[-1500:])
        box.add('-', stdin=lines_of([{**TUG, 'version': 2, 'title': 'Pilots ask for a third tug'}]))
        for parameters in asked * 12:
            answer = site.get(**parameters).expect(200).text
            expect('ask for a third' in answer and 'ask for a second' not in answer, answer[-1500:])
        box.add('-', stdin=lines_of([{**TUG, 'version': 3, 'status': 'withdrawn'}]))
        for parameters in asked * 12:
            answer = site.get(**parameters).expect(200).text
            expect('ask for a' not in answer, 'still given:', answer[-1500:])


def test_serve__leaves_nothing_behind(box):
    box.add('-', stdin=lines_of([TUG]))
    with serving(box) as (site, process):
        site.get(q='tug')
        pids = answerers(process)
        expect(pids, 'no processes that answer')
        expect(list(box.dir.glob('nutgraf-serve-*')), 'no folder of its own')
    equal(list(box.dir.glob('nutgraf-serve-*')), [], 'folders left')
    for pid in pids:
        wait_for_end(pid, f'{pid} to end')


def test_serve__says_what_is_missing(box):
    result = box.run('search', ['--serve'], db=box.dir / 'nowhere', code=7)
    expect('no index' in result.err, result.err)
    box.add('-', stdin=lines_of([TUG]))
    with socket.socket() as taken:
        taken.bind(('127.0.0.1', 0))
        taken.listen()
        find_lighttpd()
        port = taken.getsockname()[1]
        result = box.run('search', ['--serve', port], code=5)
        expect(str(port) in result.err, result.err)
    if not os.path.exists('/usr/sbin/lighttpd'):
        result = box.run('search', ['--serve'], env={'PATH': '/nowhere'}, code=5)
        expect('lighttpd' in result.err, result.err)
