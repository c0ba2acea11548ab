# SPDX-License-Identifier: GPL-2.0-or-later
"""The news that the table of queries is asked of. Invented; each piece stands for something that a
query can get wrong. `[[...]]` marks who is named, curly marks a quotation; `>> ID` at the end of a
paragraph says who speaks in it."""
import re

ACTORS = {
    'velmora': ('Velmora', 'place'), 'harbour-board': ('Harbour Board', 'org'),
    'nadia-okell': ('Nadia Okell', 'person'), 'tomas-brandt': ('Tomas Brandt', 'person'),
    'brandt-freight': ('Brandt Freight', 'org'), 'lorne-institute': ('Lorne Institute', 'org'),
}

PIECES = [
    # id, outlet, published, lang, kind, authors, url, headline, paragraphs
    ('audit-opens', 'Velmora Courier', '2017-04-03', 'en', 'article', ['Ida Quist'],
     'https://courier.example/2017/audit-opens', 'Source code audit opens at the port',
     ['An independent audit of the source code that steers the cranes began on Monday.',
      '“The code belongs to the public,” said [[Nadia Okell]] of the [[Harbour Board]]. >> nadia-okell',
      'The auditors will read every line. The source of the money is the city.']),
    ('audit-closes', 'Velmora Courier', '2017-07-21', 'en', 'article', ['Ida Quist', 'Per Lund'],
     'https://courier.example/2017/audit-closes', 'Auditors leave with questions',
     ['The audit ended early, and nobody would say why.',
      '“We were shown a code, not the code,” one auditor said.',
      'The [[Harbour Board]] paid for an audit, an audit of the audit and a lunch.',
      'The source could not be named.']),
    ('freight-statement', 'Brandt Freight', '2017-07-22T09:00:00+02:00', 'en', 'statement', [],
     'https://brandtfreight.example/press/7', 'Brandt Freight on the crane audit',
     ['“Our software was open to the auditors from the first day,” said [[Tomas Brandt]]. >> tomas-brandt',
      '[[Brandt Freight]] has run cranes in [[Velmora]] since 1988.',
      '“Security is not a slogan. An audit of the code is welcome,” [[Tomas Brandt]] added. >> tomas-brandt']),
    ('crane-stops', 'The Evening Ferry', '2017-08-01', 'en', 'article', [],
     'https://ferry.example/crane-stops?id=9', 'Crane stops, ferry waits',
     ['A crane stopped at noon with a container in the air.',
      'The port blamed the wind; the wind had no comment.',
      'Engineers restarted the software, and the crane went on.']),
    ('no-date', 'The Evening Ferry', None, 'en', 'article', [], None, 'A note on audits',
     ['An audit is a reading aloud, and this note has no date.',
      'Source and code are words like others.']),
    ('whole-month', 'Lorne Review', '2017-08', 'en', 'article', ['Ada Frame'],
     'https://review.lorne.example/ports', 'What a port knows',
     ['The [[Lorne Institute]] counted the containers of nine ports.',
      'Ports that publish their code are audited less often, the institute found.',
      '“A port is a computer that smells of fish,” wrote [[Ada Frame]] in 2009.']),
    ('only-year', 'Lorne Review', '2016', 'en', 'article', ['Ada Frame'], None,
     'Ten years of cranes', ['The crane of 2006 had no computer and no audit.',
                             'Its successor has eleven computers.']),
    ('german', 'Hafenblatt', '2017-07-23', 'de', 'article', ['Jörg Ähnlich'],
     'https://hafenblatt.example/kran', 'Prüfung am Hafen',
     ['Die Prüfung der Kräne dauert länger als geplant.',
      '„Der Code gehört allen“, sagte [[Nadia Okell]]. >> nadia-okell',
      'Die Prüfer zählten die Container im Hafen von [[Velmora]].']),
    ('french', 'Le Quai', '2017-07-24', 'fr', 'article', [], 'https://quai.example/grue',
     'La grue et le vérificateur', ['Les vérificateurs ont quitté le port sans un mot.',
                                    '« Le code est à nous », dit [[Tomas Brandt]]. >> tomas-brandt']),
    ('japanese', '港新聞', '2017-07-25', 'ja', 'article', [], 'https://minato.example/1', '港の監査',
     ['港のクレーンの監査が終わった。', '監査人は何も語らなかった。']),
    ('hyphens', 'The Evening Ferry', '2018-01-02', 'en', 'article', [], 'https://ferry.example/h',
     'Non-governmental, and proud of it',
     ['A non-governmental group wants the U.S. rules for cranes.',
      'The nongovernmental group has twenty-two members.',
      'Its café serves the naïve and the wise.']),
    ('far-apart', 'The Evening Ferry', '2018-02-10', 'en', 'article', [], 'https://ferry.example/f',
     'Long sentences',
     ['The source of the river that runs by the old mill near the church carries a secret code.',
      'An audit is due.',
      'Code source, code open source, source open code: the printer could not decide.']),
    ('many-times', 'Lorne Review', '2018-02-11', 'en', 'article', [], None, 'Port, port and port',
     ['A port, a port and once more a port.', 'Port wine is another matter.',
      'The harbour has a harbour master.']),
    ('two-speakers', 'Velmora Courier', '2018-03-05', 'en', 'article', ['Per Lund'],
     'https://courier.example/2018/two', 'They talk about money',
     ['“The money is gone,” said [[Nadia Okell]]. >> nadia-okell',
      '“The money was never there,” said [[Tomas Brandt]]. >> tomas-brandt',
      'The [[Harbour Board]] and [[Brandt Freight]] share one accountant.',
      '“Money, money and an audit,” [[Nadia Okell]] sighed. >> nadia-okell']),
    ('operators', 'The Evening Ferry', '2018-03-06', 'en', 'article', [], 'https://ferry.example/o',
     'To be or not to be at the port',
     ['To be or not to be, and near the crane: the same question.',
      'Title: the word. Source: a river. 10:30 is a time.']),
    ('kaspar', 'Le Quai', '2018-03-07', 'en', 'article', [], 'https://quai.example/en/k',
     'Audition for the harbour choir',
     ['An audition is no audit. The audience was audible.',
      'Auditoriums are for singing.']),
]

MARK = re.compile(r'\[\[(.+?)\]\]')
QUOTED = re.compile(r'[“„«](.+?)[”“»]')


def paragraph(number, text):
    speaker = None
    if ' >> ' in text:
        text, speaker = text.rsplit(' >> ', 1)
    named = {}
    for name in MARK.findall(text):
        ident = next((key for key, value in ACTORS.items() if value[0] == name), None)
        if ident:
            named[name] = ident
    text = MARK.sub(r'\1', text)

    def spans(name):
        return [[len(text[:at.start()].encode()), len(text[:at.end()].encode())]
                for at in re.finditer(re.escape(name), text)]
    quotes = [{'text': match.group(1),
               'span': [len(text[:match.start()].encode()), len(text[:match.end()].encode())],
               'direct': True, 'speaker': speaker,
               'speaker_name': ACTORS[speaker][0] if speaker else None}
              for match in QUOTED.finditer(text)]
    return {'n': number, 'text': text, 'role': 'body',
            'actors': [{'id': ident, 'name': name, 'kind': ACTORS[ident][1], 'spans': spans(name)}
                       for name, ident in named.items()],
            'quotes': quotes}


def articles():
    for ident, outlet, published, lang, kind, authors, url, headline, texts in PIECES:
        yield {'id': ident, 'title': headline, 'outlet': outlet, 'published': published,
               'lang': lang, 'kind': kind, 'authors': authors, 'url': url,
               'paragraphs': [paragraph(n + 1, text) for n, text in enumerate(texts)]}
