# SPDX-License-Identifier: GPL-2.0-or-later
"""A canonical query (`query.parsed`) as a tree: its own small parser, so that what the searcher says
it understood can be evaluated by somebody else.

A node is a tuple: ('word', text, exact, prefix), ('phrase', [words]), ('and' | 'or' | 'same',
[nodes]), ('not', node), ('near' | 'adj', distance, left, right), ('atleast', n, node),
('within', last, node) for title: and lead:, ('quote', node), ('field', name, value).
"""
import collections
import re

FIELDS = ('title lead quote byline outlet actor person org place saidby about lang kind id url '
          'site date after before undated').split()
TOKEN = re.compile(r'\s*(?:(?P<field>' + '|'.join(FIELDS) + r'):|'
                   r'(?P<atleast>atleast(?P<n>\d+))(?=\()|'
                   r'(?P<op>(?:NEAR|ADJ)/\d+|AND\b|OR\b|NOT\b|SAME\b)|(?P<bracket>[()])|'
                   r'"(?P<quoted>[^"]*)"|(?P<word>[^\s()"]+))')
VALUE = re.compile(r'"(?P<quoted>[^"]*)"|(?P<word>[^\s()"]+)')
WITHIN = {'title': 0, 'lead': 1}


def word(text):
    """What is neither a letter nor a figure at its ends means nothing; a dash parts words."""
    exact, prefix = text.startswith('='), text.endswith('*')
    text = re.sub(r'^\W+|[^\w.]+$|(?<!\w\.\w)\.+$', '', text[exact:len(text) - prefix])
    if '–' in text:
        return phrase(text.replace('–', ' '))
    return ('word', text, exact, prefix)


def phrase(text):
    words = [word(part) for part in text.split()]
    return words[0] if len(words) == 1 else ('phrase', words)


def within(last, node):
    """title:(a b) is title:a title:b."""
    if node[0] in ('and', 'or'):
        return (node[0], [within(last, kid) for kid in node[1]])
    if node[0] == 'not':
        return ('not', within(last, node[1]))
    return ('within', last, node)


class Reader:
    def __init__(self, text):
        self.tokens, at = [], 0
        while at < len(text):
            match = None
            if self.tokens and self.tokens[-1].get('field') not in (None, 'undated'):
                match = VALUE.match(text, at)  # a colon in it means nothing
            match = match or TOKEN.match(text, at)
            if not match:
                raise ValueError(f'{text!r}: not read from byte {at}')
            self.tokens.append(collections.defaultdict(type(None), match.groupdict()))
            at = match.end()

    def peek(self, group):
        return self.tokens[0][group] if self.tokens else None

    def take(self):
        return self.tokens.pop(0)

    def expect(self, bracket):
        if self.peek('bracket') != bracket:
            raise ValueError(f'{bracket} is missing')
        self.take()

    def chain(self, name, operator, below):
        kids = [below()]
        while self.peek('op') == operator:
            self.take()
            kids.append(below())
        return kids[0] if len(kids) == 1 else (name, flat(name, kids))

    def any(self):
        return self.chain('or', 'OR', self.all)

    def all(self):
        return self.chain('and', 'AND', self.without)

    def without(self):
        if self.peek('op') == 'NOT':
            self.take()
            return ('not', self.without())
        return self.chain('same', 'SAME', self.near)

    def near(self):
        left = self.unit()
        while self.peek('op') and '/' in self.peek('op'):
            name, distance = self.take()['op'].lower().split('/')
            left = (name, int(distance), left, self.unit())
        return left

    def brackets(self):
        self.expect('(')
        node = self.any()
        self.expect(')')
        return node

    def field(self, name):
        if name == 'undated':
            return ('field', name, '')
        if name in WITHIN or name == 'quote':
            node = self.brackets() if self.peek('bracket') else self.bare()
            return ('quote', node) if name == 'quote' else within(WITHIN[name], node)
        token = self.take()
        return ('field', name, token['quoted'] or token['word'])

    def bare(self):
        token = self.take()
        if token['quoted'] is not None:
            return phrase(token['quoted'])
        return word(token['word'])

    def unit(self):
        if self.peek('bracket') == '(':
            return self.brackets()
        if self.peek('quoted') is not None or self.peek('word'):
            return self.bare()
        token = self.take()
        if token['field']:
            return self.field(token['field'])
        if token['atleast']:
            return ('atleast', int(token['n']), self.brackets())
        raise ValueError(f'{dict(token)!r} stands in a wrong place')


def flat(name, kids):
    """A group in a group of its own kind is one group."""
    return [inner for kid in kids for inner in (kid[1] if kid[0] == name else [kid])]


def read(parsed):
    reader = Reader(parsed.strip())
    node = reader.any()
    if reader.tokens:
        raise ValueError(f'{parsed!r}: something is left over')
    return node
