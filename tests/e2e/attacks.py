# SPDX-License-Identifier: GPL-2.0-or-later
"""Strings that try to be more than text: markup, attributes, links, headers, formulas, in the
spellings that slip through filters, and what each form of output must look like when they were text
after all. The classes follow OWASP's cheat sheets on cross-site scripting and on CSV and header
injection; the strings are made by rule, each with the mark that nothing else holds."""
import csv
import html
import html.parser
import io
import json
import random
import re
import xml.etree.ElementTree as xml

MARK = 'xq7'

# What ends the place that a string stands in.
BREAKS = ['', '"', "'", '>', '">', "'>", '"/>', '-->', '--!>', '</title>', '</textarea>', '</script>',
          '</style>', '</mark>', '</p></article>', ']]>', '?>', '*/', '\\', '\\"', '`', '\r\n', '\n\n',
          '\r\n\r\n', '\0', '\u2028', '\u2029', '\u202e', '\ufeff', '\x1b]0;', '\x1b[31m', '&quot;',
          '&#34;', '&#x3e;', '%22%3e', '%0d%0a', '=', '+', '-', '@', '\t', '\uff1d', ' ', '/', '//',
          '../../', '#', '?', '&', ';', ',', '|']
# What it would be when the place had ended.
PAYLOADS = ['<xq7>', '<xq7 a=b>', '<xq7/>', '</xq7>', '<script>xq7()</script>',
            '<script src=//xq7.example></script>', '<img src=x onerror=xq7()>', '<img/src/onxq7=1>',
            '<svg onload=xq7()>', '<svg/onload=xq7()>', '<svg><a xlink:href=javascript:xq7()>',
            '<math><xq7>', '<iframe src=javascript:xq7()>', '<object data=javascript:xq7()>',
            '<embed src=//xq7.example>', '<base href=//xq7.example/>',
            '<link rel=stylesheet href=//xq7.example>', '<meta http-equiv=refresh content=0;url=//xq7>',
            '<form action=//xq7.example><input>', '<style>xq7{}</style>', '<template><xq7>',
            '<noscript><xq7>', '<!--<xq7>', '<![CDATA[<xq7>]]>', '<?xq7 ?>', '<!DOCTYPE xq7>',
            '<!ENTITY xq7 SYSTEM "file:///etc/passwd">', ' onxq7=1 ', ' onmouseover=xq7() x="',
            ' autofocus onfocus=xq7() ', ' style=xq7:expression(1) ', 'javascript:xq7()',
            'JaVaScRiPt:xq7()', 'java\tscript:xq7()', 'javascript&colon;xq7()', 'data:text/html,<xq7>',
            'vbscript:xq7()', 'Set-Cookie: xq7=1', 'Location: //xq7.example',
            'Content-Type: text/html\r\n\r\n<xq7>', 'X-Xq7: 1', '=xq7()', '=cmd|xq7!A0', '+xq7', '-xq7',
            '@xq7', '{{xq7}}', '${xq7}', '#{xq7}', '<%= xq7 %>', '`xq7`', '$(xq7)', '; xq7',
            "' OR xq7 --", '%s%n%xq7', '\\u003cxq7\\u003e', '&lt;xq7&gt;', '&#60;xq7&#62;', '%3cxq7%3e',
            '%253cxq7%253e', '\uff1cxq7\uff1e', '+ADw-xq7+AD4-', '<\0xq7>', '<xq7\n>', '< xq7>',
            '<<xq7>>', '\x1b]8;;http://xq7.example\x1b\\link', '\u202exq7\u202c', 'x' * 60 + 'xq7']
ENDS = ['', '"', "'", '<!--', '//', '/*', '\0', ' ', '>', '<', '\r\n', '&']


def cased(text, dice):
    return ''.join(letter.upper() if dice.random() < 0.5 else letter for letter in text)


def attacks(count, seed=1):
    """The same ones every time, each of them once; every payload before any comes again."""
    dice = random.Random(seed)
    made, known = [], set()
    while len(made) < count:
        for payload in dice.sample(PAYLOADS, len(PAYLOADS)):
            text = dice.choice(BREAKS) + payload + dice.choice(ENDS)
            if dice.random() < 0.15:
                text = cased(text, dice)
            if text not in known and len(made) < count:
                known.add(text)
                made.append(text)
    return made


class Structure(html.parser.HTMLParser):
    """What a page is made of, without its text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults, self.inside = [], None

    def handle_starttag(self, tag, attrs):
        self.inside = tag if tag in ('script', 'style') else None
        if MARK in tag:
            self.faults.append(f'element <{tag}>')
        for name, value in attrs:
            if MARK in name or (name.startswith('on') and len(name) > 2):
                self.faults.append(f'attribute {name} of <{tag}>')
            if name in ('href', 'src', 'action', 'data', 'formaction', 'xlink:href', 'poster'):
                self.check_link(tag, name, value or '')

    def check_link(self, tag, name, value):
        target = re.sub(r'[\x00-\x20]', '', html.unescape(value)).lower()
        scheme = re.match(r'[a-z][a-z0-9+.-]*:', target)
        if scheme and scheme.group() not in ('http:', 'https:'):
            self.faults.append(f'{name}="{value[:80]}" of <{tag}>')
        if target.startswith(('//', '/\\', '\\')):
            self.faults.append(f'{name}="{value[:80]}" of <{tag}> leads to another host')

    def handle_endtag(self, tag):
        self.inside = None
        if MARK in tag:
            self.faults.append(f'end of element {tag}')

    def handle_data(self, data):
        if self.inside and MARK in data.lower():
            self.faults.append(f'text inside <{self.inside}>')

    def handle_comment(self, data):
        if MARK in data.lower():
            self.faults.append('comment')

    def handle_decl(self, decl):
        if MARK in decl.lower():
            self.faults.append('declaration')

    handle_pi = unknown_decl = handle_decl


CONTROLS = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]')


def faults_of_html(text):
    structure = Structure()
    structure.feed(text)
    structure.close()
    faults = structure.faults
    faults += [f'<{found}' for found in re.findall(r'<[!/?]?\s*' + MARK, text, re.I)]
    if CONTROLS.search(text):
        faults.append(f'control character {CONTROLS.search(text).group()!r}')
    return faults


def faults_of_xml(text):
    try:
        root = xml.fromstring(text.encode())
    except xml.ParseError as error:
        return [f'no XML: {error}']
    faults = [f'element {node.tag}' for node in root.iter() if MARK in str(node.tag).lower()]
    for node in root.iter():
        if str(node.tag).endswith('description') and node.text:
            faults += faults_of_html(node.text)
        if str(node.tag).endswith('link') and node.text and \
                not re.match(r'https?://|about:blank$', node.text):
            faults.append(f'link {node.text[:80]}')
    return faults


def faults_of_json(text):
    try:
        json.loads(text)
    except ValueError as error:
        return [f'no JSON: {error}']
    return [f'control character {CONTROLS.search(text).group()!r}'] if CONTROLS.search(text) else []


def faults_of_ndjson(text):
    return [fault for line in text.split('\n') if line for fault in faults_of_json(line)]


def faults_of_csv(text):
    rows = list(csv.reader(io.StringIO(text, newline=''), strict=True))
    faults = [f'{len(row)} cells in a row' for row in rows if len(row) != len(rows[0])]
    faults += [f'formula {cell[:60]!r}' for row in rows for cell in row
               if cell[:1] in '=+-@\t\r\uff1d\uff0b\uff0d\uff20' and cell[:1]]
    return faults


FAULTS = {'html': faults_of_html, 'rss': faults_of_xml, 'json': faults_of_json,
          'ndjson': faults_of_ndjson, 'csv': faults_of_csv, 'xml': faults_of_xml}
