# SPDX-License-Identifier: GPL-2.0-or-later
"""What a query finds, the slow and plain way: every article's stored text, paragraph by paragraph,
word by word. It shares nothing with the searcher: its words are split by a pattern, and which forms
belong together is a list.

The rules are those of nutgraf-query(7): in paragraph scope every word stands in the paragraph or in
its headline, and one at least in the paragraph itself; a hit is never found for the sake of a filter
alone when there are words; NOT looks at the paragraph, for the headline and for what is said of the
article at all of it.
"""
import datetime
import re
import unicodedata

NOW = datetime.date(2018, 3, 10)

# Forms that Snowball's stemmers bring together, of the words that the table asks for.
FAMILIES = [set(line.split()) for line in '''
audit audits audited auditing audition
auditor auditors
code codes
source sources
crane cranes
port ports
container containers
computer computers
word words
close closes closed
open opens opened
stop stops stopped
wait waits
question questions
sentence sentences
engineer engineers
publish publishes published
count counted counting
kran krane
verificateur verificateurs
member members
group groups
'''.strip().splitlines()]
FAMILY = {form: number for number, forms in enumerate(FAMILIES) for form in forms}
WORD = re.compile(r'\w\.(?:\w\.)+|\w+(?:[-:]\w+)+|\w+')
WIDE = re.compile(r'[\u3040-\u30ff\u4e00-\u9fff]')


def fold(text):
    plain = unicodedata.normalize('NFKD', text.lower())
    return ''.join(letter for letter in plain if not unicodedata.combining(letter))


class Paragraph:
    def __init__(self, text, actors=(), quotes=()):
        self.text, self.forms = text, []  # of (set of forms, first byte, last byte)
        for match in WORD.finditer(text):
            begin, end = (len(text[:at].encode()) for at in match.span())
            written = fold(match.group())
            parts = re.split('[-:]', written)
            for number, part in enumerate(parts):
                forms = {part}
                if number == 0 and '-' in written:
                    forms.add(''.join(parts))
                self.forms.append((forms, begin, end))
        self.actors = [(actor['id'], span) for actor in actors for span in actor['spans']]
        self.quotes = [(quote.get('speaker'), quote['span']) for quote in quotes]


class Article:
    def __init__(self, given, names):
        self.given, self.names = given, names
        title = given['title']
        known = {actor['name']: actor['id'] for one in given['paragraphs']
                 for actor in one.get('actors', ())}
        headline = [{'id': ident, 'spans': [[len(title[:title.index(name)].encode()), 0]]}
                    for name, ident in known.items() if name in title]
        self.paragraphs = [Paragraph(title, headline)] + [
            Paragraph(one['text'], one.get('actors', ()), one.get('quotes', ()))
            for one in given['paragraphs']]
        self.quotes = [(number, speaker, span)
                       for number, one in enumerate(self.paragraphs)
                       for speaker, span in one.quotes]


# ---- words and where they stand: (first word, last word) ----

def stands(node, forms):
    _, text, exact, prefix = node
    wanted = fold(text).replace('-', '')
    if prefix:
        return any(form.startswith(wanted) for form in forms)
    if exact or wanted not in FAMILY:
        return wanted in forms
    return any(FAMILY.get(form) == FAMILY[wanted] for form in forms)


def places(node, paragraph):
    kind = node[0]
    if kind == 'word':
        if WIDE.search(node[1]):
            return [(0, 0)] if node[1] in paragraph.text else []
        found = [(at, at) for at, (forms, _, _) in enumerate(paragraph.forms)
                 if stands(node, forms)]
        parts = re.split('[-:]', node[1])
        if len(parts) > 1:  # joined or apart
            found += places(('phrase', [('word', part, False, False) for part in parts]), paragraph)
        return found
    if kind == 'phrase':
        found = places(node[1][0], paragraph)
        for word in node[1][1:]:
            found = [(a[0], b[1]) for a in found for b in places(word, paragraph)
                     if b[0] == a[1] + 1]
        return found
    if kind == 'or':
        return [place for kid in node[1] for place in places(kid, paragraph)]
    _, distance, left, right = node
    found = []
    for a in places(left, paragraph):
        for b in places(right, paragraph):
            if 0 < b[0] - a[1] <= distance:
                found.append((a[0], b[1]))
            elif kind == 'near' and 0 < a[0] - b[1] <= distance:
                found.append((b[0], a[1]))
    return found


# ---- what is said of the article ----

def day_range(value):
    """The days that a partial date covers, as strings that compare."""
    return value + '-01-01'[len(value) - 4:] if len(value) < 10 else value, \
        value + '-12-31'[len(value) - 4:] if len(value) < 10 else value


def published_in(published, first, last):
    if not published:
        return False
    begin, end = day_range(published[:10])
    return begin >= day_range(first)[0] and end <= day_range(last)[1]


def date_of(value):
    """The clock of these tests stands at noon of NOW."""
    ago = re.fullmatch(r'(\d+)([dw])', value)
    if ago:
        days = int(ago.group(1)) * (7 if ago.group(2) == 'w' else 1)
        return (NOW - datetime.timedelta(days=days)).isoformat() + '..'
    return (NOW - datetime.timedelta(days=value == 'yesterday')).isoformat() \
        if value in ('today', 'yesterday') else value


def filtered(name, value, article):
    given = article.given
    published = given['published']
    if name == 'undated':
        return not published
    if name == 'date':
        first, between, last = value.partition('..')
        if not last:
            first, between, last = (date_of(first) + between).partition('..')
        last = last.strip('.') or ('' if between else first)
        return published_in(published, first or '0001', last or '9999')
    if name == 'after':
        return bool(published) and day_range(published[:10])[0] > day_range(value)[1]
    if name == 'before':
        return bool(published) and day_range(published[:10])[1] < day_range(value)[0]
    if name in ('lang', 'kind', 'id'):
        return given[name] == ('de' if (name, value) == ('lang', 'german') else value)
    if name == 'url':
        return given['url'] == value
    if name == 'site':
        host = re.sub(r'^https?://([^/]+).*$', r'\1', given['url'] or '')
        return host == value or host.endswith('.' + value)
    stored = [given['outlet']] if name == 'outlet' else given['authors']
    wanted = re.findall(r'\w+', fold(value))
    return any(set(wanted) <= set(re.findall(r'\w+', fold(one))) for one in stored)


# ---- passages: paragraphs, or the quotations of the article ----

BY_PASSAGE = ('actor', 'person', 'org', 'place', 'saidby')


class Passages:
    """One article seen by paragraphs, or by quotations."""

    def __init__(self, article, by_quote, everywhere=False):
        self.article, self.by_quote = article, by_quote
        self.everywhere = everywhere  # article scope: who is named is said of the article
        self.count = len(article.quotes if by_quote else article.paragraphs)

    def narrows(self, node):
        """Who is named or speaks here; what stands in the passage but gives no hit beside words."""
        return node[0] == 'field' and node[1] in BY_PASSAGE and not self.everywhere

    def condition(self, node):
        kind = node[0]
        if kind in ('and', 'or'):
            return all(self.condition(kid) for kid in node[1])
        return kind == 'not' or (kind == 'field' and not self.narrows(node)) or \
            (kind == 'within' and self.by_quote)

    def of_article(self, node):
        kind = node[0]
        if kind in ('and', 'or'):
            return all(self.of_article(kid) for kid in node[1])
        if kind == 'not':
            return self.of_article(node[1])
        return kind in ('atleast', 'within') or (kind == 'field' and not self.narrows(node))

    def stands_in(self, node, number):
        if not self.by_quote:
            return bool(places(node, self.article.paragraphs[number]))
        paragraph, _, span = self.article.quotes[number]
        words = self.article.paragraphs[paragraph]
        return any(words.forms[first][1] >= span[0] and words.forms[last][2] <= span[1]
                   for first, last in places(node, words))

    def is_named(self, node, number):
        _, name, value = node
        ids = self.article.names(name, value)
        if name == 'saidby':
            if self.by_quote:
                return self.article.quotes[number][1] in ids
            return any(speaker in ids for speaker, _ in self.article.paragraphs[number].quotes)
        if self.by_quote:
            paragraph, _, span = self.article.quotes[number]
            return any(ident in ids and at[0] >= span[0] and at[1] <= span[1]
                       for ident, at in self.article.paragraphs[paragraph].actors)
        return any(ident in ids for ident, _ in self.article.paragraphs[number].actors)

    def is_said(self, node):
        _, name, value = node
        if name in BY_PASSAGE:
            by_paragraph = Passages(self.article, False)
            return any(by_paragraph.is_named(node, n) for n in range(by_paragraph.count))
        return filtered(name, value, self.article)

    def enough(self, node):
        return sum(len({first for first, _ in places(node[2], one)})
                   for one in self.article.paragraphs) >= node[1]

    def within(self, node):
        by_paragraph = Passages(self.article, False)
        return any(by_paragraph.own(node[2], n)
                   for n in range(min(node[1] + 1, by_paragraph.count)))

    def own(self, node, number):
        kind = node[0]
        if self.condition(node) and kind != 'or':
            return self.truth(node, number) and (self.by_quote or number == 0)
        if kind == 'or':
            return any(self.own(kid, number) for kid in node[1])
        if kind == 'and':
            if not all(self.truth(kid, number) for kid in node[1]):
                return False
            words = any(not self.narrows(kid) and not self.condition(kid)
                        and not self.of_article(kid) for kid in node[1])
            return any(self.own(kid, number) for kid in node[1]
                       if not self.condition(kid) and not (words and self.narrows(kid)))
        if kind == 'same':
            return all(self.own(kid, number) for kid in node[1])
        if kind == 'quote':
            if self.by_quote:
                return self.own(node[1], number)
            quotes = Passages(self.article, True)
            return any(quotes.article.quotes[n][0] == number and quotes.own(node[1], n)
                       and quotes.truth(node[1], n) for n in range(quotes.count))
        if kind == 'within':
            return number <= node[1] and self.own(node[2], number)
        if kind == 'atleast':
            return self.enough(node) and self.stands_in(node[2], number)
        if kind == 'field':
            return self.is_named(node, number)
        return self.stands_in(node, number)

    def truth(self, node, number):
        kind = node[0]
        if kind == 'not':
            return not self.has(node[1], number)
        if kind in ('and', 'or'):
            return (all if kind == 'and' else any)(self.truth(kid, number) for kid in node[1])
        if kind == 'atleast':
            return self.enough(node)
        if kind == 'within':
            return self.within(node)
        if kind == 'field' and not self.narrows(node):
            return self.is_said(node)
        if kind == 'quote' and self.by_quote:
            return self.truth(node[1], number)
        if self.own(node, number):
            return True
        return not self.by_quote and kind not in ('field', 'quote') and self.own(node, 0)

    def has(self, node, number):
        kind = node[0]
        if kind == 'or':
            return any(self.has(kid, number) for kid in node[1])
        if kind == 'and':
            kids = [kid for kid in node[1]
                    if not self.condition(kid) and not self.of_article(kid)]
            return self.truth(node, number) and \
                (not kids or any(self.has(kid, number) for kid in kids))
        if kind == 'quote' and self.by_quote:
            return self.has(node[1], number)
        if self.condition(node) or self.of_article(node):
            return self.truth(node, number)
        return self.own(node, number)


def one_quotation(node):
    """quote: and saidby: side by side mean one and the same quotation."""
    kind = node[0]
    if kind in ('and', 'or', 'same'):
        kids = [one_quotation(kid) for kid in node[1]]
        together = [kid for kid in kids if kid[0] == 'quote' or kid[:2] == ('field', 'saidby')]
        if kind == 'and' and {kid[0] for kid in together} == {'quote', 'field'}:
            inner = [kid[1] if kid[0] == 'quote' else kid for kid in together]
            inner = [part for kid in inner for part in (kid[1] if kid[0] == 'and' else [kid])]
            kids = [kid for kid in kids if kid not in together] + [('quote', ('and', inner))]
            if len(kids) == 1:
                return kids[0]
        return (kind, kids)
    if kind == 'not':
        return (kind, one_quotation(node[1]))
    return node


def in_article(node, passages, positive, found):
    kind = node[0]
    if kind in ('and', 'or'):
        all_of = [in_article(kid, passages, positive, found) for kid in node[1]]
        return (all if kind == 'and' else any)(all_of)
    if kind == 'not':
        return not in_article(node[1], passages, False, found)
    if kind == 'field':
        return passages.is_said(node)
    here = {n for n in range(passages.count) if passages.own(node, n)}
    if positive:
        found |= here
    return bool(here)


def hits(node, article, scope):
    """The numbers of the paragraphs that are hits; in quote scope one for each quotation."""
    node = one_quotation(node)
    if scope == 'article':
        found = set()
        if not in_article(node, Passages(article, False, everywhere=True), True, found):
            return []
        return sorted(found) or [0]
    passages = Passages(article, scope == 'quote')
    numbers = [n for n in range(passages.count)
               if passages.truth(node, n) and passages.own(node, n)]
    return [article.quotes[n][0] for n in numbers] if scope == 'quote' else numbers
