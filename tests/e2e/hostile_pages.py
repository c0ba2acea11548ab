# SPDX-License-Identifier: GPL-2.0-or-later
"""Inputs made to cost a reader its time, its memory or its stack. Each is a function that gives the
bytes of one file; its name says what is in it, the decorator what the file is called."""
import json

PAGES = {}


def page(name):
    def keep(make):
        PAGES[make.__name__.replace('_', '-') + name] = make
        return make
    return keep


SENTENCE = b'The harbour council heard on Tuesday that the pier needs new planks before the winter. '
HEAD = (b'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Pier needs planks</title>'
        b'%s</head><body><article><h1>Pier needs planks</h1><p>' + SENTENCE * 3 + b'</p>\n')
TAIL = b'<p>' + SENTENCE * 2 + b'</p></article></body></html>\n'


def html(body, head=b''):
    return HEAD % head + body + TAIL


def said(what):
    """A page of plain text with it."""
    return b'Pier needs planks\n\n' + SENTENCE * 3 + b'\n\n' + what + b'\n\n' + SENTENCE * 2 + b'\n'


# ---- markup ----

@page('.html')
def attributes():
    return html(b'<div ' + b' '.join(b'a%d="x"' % n for n in range(40000)) + b'>text</div>')


@page('.html')
def attributes_of_one_name():
    return html(b'<div ' + b'a=x ' * 1000000 + b'>text</div>')


@page('.html')
def attribute_of_10_mb():
    return html(b'<div class="' + b'news ' * 2000000 + b'">text</div>')


@page('.html')
def depth():
    return html(b'<div>' * 1000000 + b'deep' + b'</div>' * 1000000)


@page('.html')
def depth_of_300():
    return html(b''.join(b'<div><p>' + SENTENCE + b'</p>' for _ in range(300)) + b'</div>' * 300)


@page('.html')
def depth_of_inline_tags():
    return html(b'<b><i><a href=x><span>' * 200000 + b'deep')


@page('.html')
def depth_of_lists():
    return html(b'<ul><li>one' * 200000)


@page('.html')
def depth_of_tables():
    return html(b'<table><tr><td>' * 100000 + b'deep')


@page('.html')
def tags_closed_that_were_not_open():
    return html(b'</p></div></b></table>' * 500000)


@page('.html')
def misnested_tags():
    return html(b'<p><b><table><a></b></p>' * 200000)


@page('.html')
def paragraphs_50_mb():
    return html(b'<p>' * 17000000)


@page('.html')
def paragraphs_100_mb():
    return html(b'<p>' * 34000000)


@page('.html')
def paragraphs_with_text_40_mb():
    return html((b'<p>' + SENTENCE + b'</p>\n') * 420000)


@page('.html')
def paragraph_of_16_mb():
    return html(b'<p>' + SENTENCE * (16000000 // len(SENTENCE)) + b'</p>')


@page('.html')
def word_of_16_mb():
    return html(b'<p>' + b'pneumono' * 2000000 + b'</p>')


@page('.html')
def line_breaks():
    return html(b'<br>' * 1000000)


@page('.html')
def line_breaks_with_words():
    return html(b'pier<br><br>' * 500000)


@page('.html')
def less_than_signs():
    return html(b'<' * 10000000)


@page('.html')
def less_than_signs_and_letters():
    return html(b'<a' * 5000000)


@page('.html')
def comments_not_closed():
    return html(b'<!--' * 2500000)


@page('.html')
def comments_nearly_closed():
    return html(b'<!--' + b'-- >' * 2500000)


@page('.html')
def comments_many():
    return html(b'<!-- x -->' * 1000000)


@page('.html')
def instructions_not_closed():
    return html(b'<?php ' * 1500000)


@page('.html')
def declarations_not_closed():
    return html(b'<![CDATA[' * 1000000)


@page('.html')
def quotes_not_closed():
    return html(b'<a href="x' * 1000000)


@page('.html')
def scripts_not_closed():
    return html(b'<script>"</scrip' * 600000)


@page('.html')
def scripts_many():
    return html(b'<script>1</script>' * 500000)


@page('.html')
def style_of_30_mb():
    return html(b'<style>' + b'.a{b:c} ' * 3700000 + b'</style>')


@page('.html')
def entities():
    return html(b'<p>' + b'&amp;' * 2000000 + b'</p>')


@page('.html')
def entities_without_end():
    return html(b'<p>' + b'&' * 8000000 + b'</p>')


@page('.html')
def entities_unknown():
    return html(b'<p>' + b'&abcdefghijkl' * 800000 + b'</p>')


@page('.html')
def entities_by_number():
    return html(b'<p>' + b'&#1;&#xD800;&#x110000;&#x202E;&#0;' * 250000 + b'</p>')


@page('.html')
def nul_bytes():
    return html(b'<p>a\0b</p>\0' * 500000)


@page('.html')
def nul_bytes_only():
    return html(b'\0' * 20000000)


@page('.html')
def links():
    return html(b'<a href="https://lantern.example/news">Pier</a> ' * 300000)


@page('.html')
def links_in_lists():
    return html(b'<ul>' + b'<li><a href="/a">Read more about the pier</a></li>' * 200000 + b'</ul>')


@page('.html')
def divisions_with_classes():
    return html(b'<div class="related share comment article-body">Pier and planks.</div>' * 200000)


@page('.html')
def table_of_a_million_cells():
    return html(b'<table>' + (b'<tr>' + b'<td>1' * 100) * 10000 + b'</table>')


@page('.html')
def options():
    return html(b'<select>' + b'<option>Pier' * 700000 + b'</select>')


@page('.html')
def headings():
    return html(b'<h2>Pier</h2>' * 400000)


@page('.html')
def times():
    return html(b'<time datetime="2026-11-22T09:00:00Z">22 November 2026</time> ' * 150000)


@page('.html')
def bylines():
    return html(b'<span class="byline" rel="author" itemprop="author">By Ada Tern</span>' * 120000)


@page('.html')
def byline_of_5_mb():
    return html(b'<span class="byline">By ' + b'Ada Tern, ' * 500000 + b'</span>')


@page('.html')
def title_of_10_mb():
    return html(b'', b'<title>' + b'Pier needs planks - ' * 500000 + b'</title>')


@page('.html')
def heading_of_10_mb():
    return html(b'<h1>' + b'Pier needs planks | ' * 500000 + b'</h1>')


@page('.html')
def meta_tags():
    return html(b'', b'<meta name="author" content="Ada Tern">'
                b'<meta property="article:published_time" content="2026-11-22">' * 100000)


@page('.html')
def meta_of_5_mb():
    return html(b'', b''.join(b'<meta property="%s" content="%s">' % (name, b'Ada Tern and ' * 400000)
                              for name in (b'og:site_name', b'author', b'og:title')))


@page('.html')
def json_ld_depth():
    return html(b'', b'<script type="application/ld+json">' + b'{"a":[' * 50000 + b'</script>')


@page('.html')
def json_ld_depth_closed():
    return html(b'', b'<script type="application/ld+json">' + b'[' * 100000 + b']' * 100000
                + b'</script>')


@page('.html')
def json_ld_wide():
    one = b'{"@type":"NewsArticle","headline":"Pier","author":[{"name":"Ada Tern"}]},'
    return html(b'', b'<script type="application/ld+json">[' + one * 150000 + b'1]</script>')


@page('.html')
def json_ld_many():
    one = b'<script type="application/ld+json">{"@type":"NewsArticle","headline":"Pier"}</script>'
    return html(b'', one * 100000)


@page('.html')
def json_ld_body_of_10_mb():
    return html(b'', b'<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
                + SENTENCE * 110000 + b'"}</script>')


@page('.html')
def json_ld_escapes():
    return html(b'', b'<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
                + b'\\ud83d\\u0000' * 500000 + b'"}</script>')


@page('.html')
def utf_16_without_mark():
    return html(b'<p>Caf\xc3\xa9</p>' * 200000).decode().encode('utf-16-le')


@page('.html')
def utf_16_cut_in_a_character():
    return b'\xff\xfe' + html(SENTENCE * 1000).decode().encode('utf-16-le') + b'\x00\xd8\x41'


@page('.html')
def charset_that_lies():
    return (html(b'<p>' + 'Jos\u00e9 \u8a00\u3063\u305f. '.encode() * 300000 + b'</p>')
            .replace(b'charset="utf-8"', b'charset="shift_jis"'))


@page('.html')
def charset_of_nobody():
    return html(b'<p>\xe9\xff\x81</p>' * 300000).replace(b'utf-8', b'x' * 100000)


@page('.html')
def charset_utf_7():
    return html(b'<p>+ADw-script+AD4-' * 200000).replace(b'charset="utf-8"', b'charset="utf-7"')


@page('.html')
def bytes_that_are_no_utf_8():
    return html(b'<p>\xed\xa0\x80\xc0\xaf\xff \xf0\x9f' * 800000)


# ---- text ----

@page('.txt')
def line_of_50_mb():
    return said(SENTENCE * (50000000 // len(SENTENCE)))


@page('.txt')
def word_of_50_mb():
    return said(b'w' * 50000000)


@page('.txt')
def lines_short():
    return said(b'a\n' * 5000000)


@page('.txt')
def lines_blank():
    return said(b'\n \n\t' * 5000000)


@page('.txt')
def lines_indented():
    return said(b'\n'.join(b' ' * (n % 60) + b'pier and planks' for n in range(600000)))


@page('.txt')
def lines_like_headers():
    return b'Subject: pier\nDate: Tuesday\nFrom: Ada Tern\n' * 300000


@page('.txt')
def lines_like_datelines():
    return b'LONDON, Nov. 22, 2026 (Lantern) -- The pier needs planks.\n\n' * 150000


@page('.txt')
def lines_of_dashes():
    return said(b'-----\n###\n-30-\n* * *\n' * 400000)


@page('.txt')
def quote_marks():
    return said('\u201c'.encode() * 3000000)


@page('.txt')
def quote_marks_straight():
    return said(b'"' * 8000000)


@page('.txt')
def quote_marks_and_words():
    return said('\u201cpier \u2018plank '.encode() * 500000)


@page('.txt')
def quote_marks_alone_in_words():
    return said(b'" a ' * 2000000)


@page('.txt')
def quote_marks_mixed():
    return said('\u201e\u00ab\u2039\u2018a\u201d\u00bb\u203a\u2019 '.encode() * 300000)


@page('.txt')
def quotations_said():
    return said('\u201cPlanks,\u201d said Ada Tern. '.encode() * 250000)


@page('.txt')
def quotations_never_ending():
    return said('\u201cPlanks are dear.\n\n'.encode() * 300000)


@page('.txt')
def apostrophes():
    return said(b"'a 'a's' " * 800000)


@page('.txt')
def capitalised_words():
    return said(b'Tern ' * 2000000)


@page('.txt')
def capitalised_words_all_different():
    names = (f'{chr(65 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}'
             f'{chr(97 + n // 17576 % 26)}er' for n in range(1000000))
    return said(' '.join(names).encode())


@page('.txt')
def names_and_surnames():
    names = (f'Ada {chr(65 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}ern said. '
             f'Mr {chr(65 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}ern agreed. '
             for n in range(200000))
    return said(''.join(names).encode())


@page('.txt')
def names_of_the_authority():
    return said(b'Bank of America Bank of England Bank of United States of New York Times ' * 100000)


@page('.txt')
def titles_before_names():
    return said(b'Mr. Mrs. Dr. Prof. Sen. Gov. ' * 400000)


@page('.txt')
def verbs_of_saying():
    return said(b'said told added according to ' * 400000)


@page('.txt')
def full_stops():
    return said(b'.' * 10000000)


@page('.txt')
def full_stops_and_letters():
    return said(b'A.B.' * 3000000)


@page('.txt')
def hyphens():
    return said(b'a-' * 5000000)


@page('.txt')
def acronyms():
    return said(b'U.S. N.A.T.O. F.B.I. ' * 600000)


@page('.txt')
def digits():
    return said(b'1,234.5' * 1500000)


@page('.txt')
def dates():
    return said(b'on 22 November 2026, 11/22/2026 or Nov. 22 ' * 250000)


@page('.txt')
def addresses():
    return said(b'https://lantern.example/a?b=c&d=e ada@tern.example ' * 200000)


@page('.txt')
def accents_out_of_order():
    return said(b'a' + '\u0301\u0316'.encode() * 1000000)


@page('.txt')
def accents_on_every_letter():
    return said('e\u0301\u0323 '.encode() * 1500000)


@page('.txt')
def script_without_spaces():
    return said('\u6e2f\u306e\u677f\u304c'.encode() * 1000000)


@page('.txt')
def script_that_grows():
    """U+FDFA becomes 18 letters where compatibility forms are folded."""
    return said('\ufdfa'.encode() * 3000000)


@page('.txt')
def script_directions():
    return said('\u202e\u2066a\u200b\u00ad\ufeff'.encode() * 800000)


@page('.txt')
def white_space_of_40_mb():
    return said(b'a' + b' ' * 40000000 + b'b')


# ---- JSON ----

def line(**article):
    return json.dumps({'id': 'bad', 'title': 'Pier', **article}).encode() + b'\n'


@page('.ndjson')
def json_depth():
    return b'{"title":"deep","text":' + b'[' * 5000000 + b'\n'


@page('.ndjson')
def json_depth_of_unknown_key():
    return b'{"title":"deep","x":' + b'{"a":' * 1000000 + b'1' + b'}' * 1000000 + b'}\n'


@page('.ndjson')
def json_text_of_40_mb():
    return line(text=SENTENCE.decode() * 480000)


@page('.ndjson')
def json_paragraphs():
    return line(paragraphs=[{'text': 'Pier.'}] * 1000000)


@page('.ndjson')
def json_authors():
    return line(text='Pier.', authors=['Ada Tern'] * 1000000)


@page('.ndjson')
def json_authors_all_different():
    return line(text='Pier.', authors=[f'Ada Tern {n}' for n in range(300000)])


@page('.ndjson')
def json_spans():
    actor = {'id': 'tern', 'name': 'Tern', 'kind': 'person', 'spans': [[0, 4]] * 500}
    return line(paragraphs=[{'text': 'Tern and tern.', 'actors': [actor] * 1000}])


@page('.ndjson')
def json_actors_all_different():
    return line(paragraphs=[{'text': 'Tern and tern.', 'actors': [
        {'id': f'tern-{n}', 'name': f'Tern {n}', 'kind': 'person', 'spans': [[0, 4]]}
        for n in range(200000)]}])


@page('.ndjson')
def json_quotes():
    quote = {'text': 'ern', 'span': [1, 4], 'direct': True, 'speaker': 'tern'}
    return line(paragraphs=[{'text': 'Tern and tern.', 'quotes': [quote] * 300000}])


@page('.ndjson')
def json_provenance():
    return line(text='Pier.', provenance={f'k{n}': 'x' for n in range(300000)})


@page('.ndjson')
def json_keys():
    return line(text='Pier.', **{f'k{n}': n for n in range(1000000)})


@page('.ndjson')
def json_escapes():
    return b'{"id":"bad","title":"Pier","text":"' + b'\\u201c\\ud83d\\ude00' * 1000000 + b'"}\n'


@page('.ndjson')
def json_number_of_10_mb():
    return b'{"title":"Pier","text":"x","version":' + b'9' * 10000000 + b'}\n'


@page('.ndjson')
def json_lines_that_are_bad():
    return b'{\n' * 3000000


@page('.json')
def json_one_document_not_closed():
    return b'[\n' + b'{"title":"Pier","text":"x"},\n' * 10 + b'[' * 3000000


# ---- SGML ----

@page('.sgm')
def sgml_records_not_closed():
    return b'<REUTERS NEWID="1"><TEXT>' * 500000


@page('.sgm')
def sgml_depth():
    return b'<REUTERS NEWID="7"><TEXT><TITLE>Pier</TITLE><BODY>' + b'<D>' * 3000000 + b'</REUTERS>\n'


@page('.sgm')
def sgml_attributes():
    return b'<REUTERS ' + b'A="1" ' * 3000000 + b'><TEXT><BODY>Pier.</BODY></TEXT></REUTERS>\n'


@page('.sgm')
def sgml_tags_not_closed():
    return b'<DOC><DOCNO>1</DOCNO><TEXT>' + b'<P ' * 3000000 + b'</TEXT></DOC>\n'


# ---- XML ----

def feed(body, doctype=b''):
    return (b'<?xml version="1.0" encoding="UTF-8"?>' + doctype + b'<rss version="2.0"><channel>'
            b'<title>The Lantern</title><item><title>Pier needs planks</title><description>'
            + SENTENCE + b'</description></item>' + body + b'</channel></rss>\n')


def distinct_words(count):
    """A line has ten, a paragraph ten lines, as readers of text know them."""
    words = [b'%x' % (0xabcde + n * 7919) for n in range(count)]
    lines = [b' '.join(words[at:at + 10]) for at in range(0, count, 10)]
    return b'\n\n'.join(b'\n'.join(lines[at:at + 10]) for at in range(0, len(lines), 10))


@page('.txt')
def text_of_distinct_words_5_mb():
    """A document of so many terms needs more memory than a worker has."""
    return b'Pier\n\n' + distinct_words(700000)


@page('.txt')
def text_of_one_line_16_mb():
    return b'Pier\n\n' + SENTENCE * (16000000 // len(SENTENCE))


@page('.html')
def pre_of_13_mb():
    return (b'<html><head><title>Pier</title></head><body><h1>Pier</h1><pre>'
            + (SENTENCE * 10 + b'\n') * (1300000 // len(SENTENCE)) + b'</pre></body></html>')


@page('.xml')
def xml_entities_within_entities():
    names = b''.join(b'<!ENTITY a%d "%s">' % (n, b'&a%d;' % (n - 1) * 10) for n in range(1, 12))
    return feed(b'<item><title>Bomb</title><description>&a11;</description></item>',
                b'<!DOCTYPE rss [<!ENTITY a0 "planks">' + names + b']>')


@page('.xml')
def xml_entity_of_many_uses():
    return feed(b'<item><title>Bomb</title><description>' + b'&a;' * 200000
                + b'</description></item>',
                b'<!DOCTYPE rss [<!ENTITY a "' + b'planks ' * 10000 + b'">]>')


@page('.xml')
def xml_entities_of_files():
    return feed(b'<item><title>File &x;</title><description>&x;&y;</description></item>',
                b'<!DOCTYPE rss SYSTEM "http://lantern.example/x.dtd" [<!ENTITY x SYSTEM '
                b'"file:///etc/passwd"><!ENTITY % p SYSTEM "file:///dev/zero">%p;'
                b'<!ENTITY y PUBLIC "y" "http://lantern.example/y">]>')


@page('.xml')
def xml_depth():
    return feed(b'<item>' * 300000)


@page('.xml')
def xml_attributes():
    return feed(b'<item ' + b' '.join(b'a%d="x"' % n for n in range(200000)) + b'/>')


@page('.xml')
def xml_items():
    return feed(b'<item><title>Pier</title><link>https://lantern.example/a</link></item>' * 20000)


@page('.xml')
def xml_items_not_closed():
    return feed(b'<item><title>Pier' * 30000)


@page('.xml')
def xml_text_of_30_mb():
    return feed(b'<item><title>Pier</title><description>' + SENTENCE * 340000
                + b'</description></item>')


@page('.xml')
def xml_sections_not_closed():
    return feed(b'<![CDATA[' * 1000000)


@page('.xml')
def xml_names_of_10_mb():
    return feed(b'<' + b'a' * 10000000 + b'/>')


@page('.xml')
def xml_namespaces():
    return feed(b''.join(b'<a xmlns:n%d="u%d">' % (n, n) for n in range(60000)))
