# SPDX-License-Identifier: GPL-2.0-or-later
"""An index to break, and a load to break it with."""
from articles import articles
from harness import lines_of

BASE = 120
CLOCK = {'NUTGRAF_NOW': '2026-05-01T12:00:00Z'}  # the same bytes every time


def with_base(box, db=None):
    """An index with some articles, and what it holds."""
    box.add('-', stdin=lines_of(articles(BASE, mark='base')), db=db, env=CLOCK)
    return box.export(db=db)


def load_in_files(box, count, mark='load'):
    """So many articles in files of 50: enough pieces to be stopped between them."""
    for first in range(0, count, 50):
        box.write_articles(f'load/{first:06}.ndjson',
                           articles(min(50, count - first), first=10000 + first, mark=mark))
    return box.dir / 'load'
