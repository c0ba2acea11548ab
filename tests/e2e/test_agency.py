# SPDX-License-Identifier: GPL-2.0-or-later
"""Agency formats as a newsroom gets them: what is under embargo is found by nobody before its time,
what is killed disappears, and the higher version counts, in whatever order files arrive."""
import json

from harness import SOME_SKIPPED, equal, expect

BEFORE = {'NUTGRAF_NOW': '2026-05-01T12:00:00Z'}
AFTER = {'NUTGRAF_NOW': '2026-06-01T12:00:00Z'}
RELEASE = '2026-06-01T06:00:00Z'
TEXT = 'The zeppelin ferry between Northport and Aarburg returns.'
TITLE = 'Zeppelin ferry returns'


def ninjs(version='1', status='usable', embargo=None, text=TEXT):
    item = {'uri': 'urn:nwa:77', 'type': 'text', 'version': version, 'pubstatus': status,
            'firstcreated': '2026-04-30T08:00:00Z', 'versioncreated': f'2026-04-30T0{version}:00:00Z',
            'copyrightholder': 'North Wire', 'language': 'en', 'headline': TITLE,
            'body_html': f'<p>{text}</p>'}
    if embargo is not None:
        item['embargoed'] = embargo
    return json.dumps(item)


def nitf(version='1', status='usable', embargo=None, text=TEXT):
    release = ''
    if embargo is not None:
        status = 'embargoed'
        release = f'<date.release norm="{embargo}"/>' if embargo else ''
    return (f'<?xml version="1.0"?><nitf><head><docdata management-status="{status}">'
            f'<doc-id id-string="nwa.77" regsrc="North Wire"/><du-key key="k" version="{version}"/>'
            f'<date.issue norm="2026-04-30T0{version}:00:00Z"/>{release}</docdata></head><body>'
            f'<body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head><body.content><p>{text}'
            '</p></body.content></body></nitf>')


def newsml_g2(version='1', status='usable', embargo=None, text=TEXT):
    embargoed = '' if embargo is None else f'<embargoed>{embargo}</embargoed>'
    return ('<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
            f'<newsItem guid="urn:nwa:77" version="{version}" xml:lang="en"><itemMeta>'
            '<itemClass qcode="ninat:text"/><provider literal="North Wire"/>'
            f'<versionCreated>2026-04-30T0{version}:00:00Z</versionCreated>{embargoed}'
            f'<pubStatus qcode="stat:{status}"/></itemMeta><contentMeta><headline>{TITLE}</headline>'
            '</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html '
            f'xmlns="http://www.w3.org/1999/xhtml"><body><p>{text}</p></body></html></inlineXML>'
            '</contentSet></newsItem></itemSet></newsMessage>')


def newsml_1(version='1', status='usable', embargo=None, text=TEXT):
    will = ''
    if embargo is not None:
        status = 'embargoed'
        will = ('<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>'
                f'{embargo}</DateAndTime></StatusWillChange>' if embargo else '')
    return ('<?xml version="1.0"?><NewsML Version="1.2"><NewsItem xml:lang="en"><Identification>'
            '<NewsIdentifier><ProviderId>North Wire</ProviderId><DateId>20260430</DateId>'
            f'<NewsItemId>77</NewsItemId><RevisionId Update="N">{version}</RevisionId>'
            '</NewsIdentifier></Identification><NewsManagement><FirstCreated>20260430T010000Z'
            f'</FirstCreated><ThisRevisionCreated>20260430T0{version}0000Z</ThisRevisionCreated>'
            f'<Status FormalName="{status.capitalize()}"/>{will}</NewsManagement><NewsComponent>'
            f'<NewsLines><HeadLine>{TITLE}</HeadLine></NewsLines><ContentItem><MediaType '
            f'FormalName="Text"/><DataContent><p>{text}</p></DataContent></ContentItem>'
            '</NewsComponent></NewsItem></NewsML>')


def iptc7901(version='1', status='usable', text=TEXT):
    kill = 'ADVISORY KILL\r\n' if status == 'canceled' else ''
    return (f'\x01nwa00{version} 4 i 211  nwa 00{version}\r\n\r\nferry/\r\n\x02{kill}{TITLE} =\r\n'
            f'\r\n{text}\r\n\x03300{version}00 GMT Apr 26\r\n\x04')


def anpa(version='1', status='usable', text=TEXT):
    kill = ', KILL' if status == 'canceled' else ''
    return (f'\x16\x16\x01W260{version}\x1f_regio\nr a\x13\x11 BC-Ferry    04-30 0040\n'
            f'\x02^BC-NX--Zeppelin Ferry{kill},40<\n^{TITLE}<\n\t   NORTHPORT (AP) _ {text}\n'
            f'\t   \x03AP-WF-04-30-26 0{version}00GMT<\n\x04')


FORMATS = {'ninjs.json': ninjs, 'nitf.xml': nitf, 'g2.xml': newsml_g2, 'newsml.xml': newsml_1,
           'wire.iptc': iptc7901, 'wire.anpa': anpa}
WITH_EMBARGO = [name for name in FORMATS if not name.startswith('wire')]


WAYS = [('zeppelin',), ('title:zeppelin',), ('zeppelin', '--scope', 'article'),
        ('outlet:"North Wire"',), ('"ferry between Northport"',), ('zeppel*',)]


def ways_to_see(box, db, env):
    found = sum(box.count(*way, db=db, env=env) > 0 for way in WAYS)
    answer = box.answer('ferry', '--facets', 'outlet,month', db=db, env=env)
    return found + bool(answer['hits']) + bool(answer['facets']['outlet']) + \
        bool(answer['index']['articles'])


def test_agency__embargo_is_obeyed_until_its_time(box):
    for name in WITH_EMBARGO:
        db = box.dir / f'db-{name}'
        box.add(box.write(name, FORMATS[name](embargo=RELEASE)), db=db)
        for clock, shown in ((BEFORE, 0), (AFTER, len(WAYS) + 3)):
            equal(ways_to_see(box, db, clock), shown,
                  f'{name}: ways to see it at {clock["NUTGRAF_NOW"]}')


def test_agency__embargo_without_an_end_is_for_ever(box):
    for name in WITH_EMBARGO:
        db = box.dir / f'db-{name}'
        box.add(box.write(name, FORMATS[name](status='withheld')), db=db)
        equal(box.count('zeppelin', db=db, env={'NUTGRAF_NOW': '2099-01-01T00:00:00Z'}), 0, name)
        equal(box.stats(db=db)['articles'], 1, f'{name}: stored')


def test_agency__a_kill_takes_the_story_away_in_any_order(box):
    for name, make in FORMATS.items():
        story, kill = make('1'), make('2', status='canceled')
        for order in ('story first', 'kill first', 'one load'):
            db = box.dir / f'db-{name}-{order}'
            first = box.write(f'{order}/a-{name}', kill if order == 'kill first' else story)
            second = box.write(f'{order}/b-{name}', story if order == 'kill first' else kill)
            if order == 'one load':
                box.add(first, second, db=db)
            else:
                box.add(first, db=db)
                before = box.count('zeppelin', db=db, env=AFTER)
                equal(before, 0 if order == 'kill first' else 1, f'{name}, {order}: before')
                box.add(second, db=db)
            equal(box.count('zeppelin', db=db, env=AFTER), 0, f'{name}, {order}')
            equal(box.count('title:ferry', db=db, env=AFTER), 0, f'{name}, {order}: title')
            equal(box.answer('ferry', db=db, env=AFTER)['index']['articles'], 0,
                  f'{name}, {order}: articles')


def test_agency__the_higher_version_counts_and_may_come_after_a_kill(box):
    for name, make in FORMATS.items():
        db = box.dir / f'db-{name}'
        for i, file in enumerate((make('3', text='The third balloon.'), make('1'),
                                  make('2', status='canceled'))):
            box.add(box.write(f'{i}-{name}', file), db=db)
        equal(box.count('balloon', db=db, env=AFTER), 1, f'{name}: version 3')
        equal(box.count('zeppelin between', db=db, env=AFTER), 0, f'{name}: version 1')


def test_agency__a_folder_of_all_formats_is_told_apart(box):
    for name, make in FORMATS.items():
        box.write(f'wire/{name}', make(text=f'Text of {name.replace(".", " ")}.'))
    box.write('wire/picture.json', json.dumps({'uri': 'p', 'type': 'picture', 'headline': 'A ferry',
                                               'pubstatus': 'usable'}))
    summary = box.add(box.dir / 'wire', code=SOME_SKIPPED)
    # ninjs and NewsML-G2 carry one id here
    equal(summary['added'], len(FORMATS) - 1, 'added')
    expect('picture' in list(box.skipped().values())[0], 'skipped:', box.skipped())


def test_agency__format_can_be_named(box):
    for name, option in (('ninjs.json', 'ninjs'), ('nitf.xml', 'nitf'), ('g2.xml', 'newsml'),
                         ('newsml.xml', 'newsml'), ('wire.iptc', 'iptc7901'), ('wire.anpa', 'anpa')):
        path = box.write(f'{option}.txt', FORMATS[name]())
        line = box.index('extract', '--format', option, path).out
        equal(json.loads(line)['title'], TITLE, option)
