#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks the shipped authority: the format that the loader relies on, and what a reader of facets
relies on: ids that stay, names that mean one actor, no everyday word taken for a name."""

import os
import re
import sys
import unicodedata

ROOT = os.environ.get("NG_SOURCE_ROOT") or os.path.join(os.path.dirname(__file__), "..")
# "~" when several hold it at a time; then from and to.
OFFICE = re.compile(r"(~?)([^@~|]+)@(\d{4}(?:-\d\d){0,2})?\.\.(\d{4}(?:-\d\d){0,2})?")
KINDS = {"org", "person", "place"}
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Words that stand capitalised at the beginning of any sentence, and months and titles.
EVERYDAY = set("""a an and are as at but by can did do for from gap gold had has have he her his how
if in it its just last may march mark mobile most new nice no not of on one or our out people reading
said she should so some state target that the their then there they this to two under up us visa was
we well were what when where which while will with would yes you april august january february june
july september october november december monday tuesday wednesday thursday friday saturday sunday
president minister senator secretary chairman company government bank police court army party
treasury north south east west union general time life fortune sun mail post star mirror guardian
independent economist nature science cell""".split())
EVERYDAY -= {"us"}  # written in capitals it is the country; the matcher looks at case
# Persons known by one name.
MONONYMS = {"JFK", "Zia-ul-Haq", "Suharto", "Sukarno", "Madonna", "Pelé", "Pele", "Bono", "Beyoncé", "Beyonce"}
# Names that two actors share on purpose; data/README.md says why.
SHARED = {"georgia", "george bush"}


def problems(lines):
    """What is wrong, as "line N: …" texts. lines: the file's bytes, split at newlines."""
    found, ids, owners, last, terms = [], {}, {}, "", {}
    for number, raw in enumerate(lines, 1):
        def bad(text):
            found.append(f"line {number}: {text}")
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            bad("not UTF-8")
            continue
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) not in (4, 5):
            bad(f"{len(fields)} fields instead of 4 or 5: {line!r}")
            continue
        ident, kind, name, aliases = fields[:4]
        if not ID.fullmatch(ident):
            bad(f"bad id {ident!r}")
        if ident in ids:
            bad(f"id {ident!r} is also on line {ids[ident]}")
        ids[ident] = number
        if ident <= last:
            bad(f"{ident!r} after {last!r}: not sorted")
        last = ident
        if kind not in KINDS:
            bad(f"bad kind {kind!r}")
        if unicodedata.normalize("NFC", line) != line:
            bad("not in Unicode form C")
        if any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in line.replace("\t", "")):
            bad("a control character")
        listed = aliases.split("|") if aliases else []
        if name.startswith("~"):
            bad("the name is an adjective")
        for marked in [name] + listed:
            text = marked[1:] if marked.startswith("~") else marked
            if not text or text != " ".join(text.split()):
                bad(f"blank or badly spaced name {marked!r}")
                continue
            if len(text.encode()) > 120:
                bad(f"overlong name {text!r}")
            if text.casefold() in EVERYDAY:
                bad(f"{text!r} is an everyday word")
            if len(text) == 1:
                bad(f"{text!r} is a single letter")
            if kind == "person" and " " not in text and text not in MONONYMS:
                bad(f"{text!r} of {ident} is a bare surname or first name")
            if kind == "person" and marked.startswith("~"):
                bad(f"{marked!r}: a person has no adjective")
            owner = owners.setdefault(text.casefold(), ident)
            if owner != ident and text.casefold() not in SHARED:
                bad(f"{text!r} of {ident} also names {owner}")
        if len(set(listed)) != len(listed) or name in listed:
            bad("a name is listed twice")
        for office in fields[4].split("|") if len(fields) == 5 else []:
            match = OFFICE.fullmatch(office)
            if not match:
                bad(f"bad office {office!r}")
                continue
            if kind != "person":
                bad(f"the office {office!r} is held by a {kind}")
            begin, end = match.group(3) or "", match.group(4) or ""
            if begin and end and end + "~" < begin:
                bad(f"{office!r} ends before it begins")
            if not match.group(1):
                terms.setdefault(match.group(2).casefold(), []).append((begin, end or "9999", ident))
    for office, held in terms.items():
        held.sort()
        for (_, end, one), (begin, _, other) in zip(held, held[1:]):
            if begin < end and one != other:
                found.append(f"{office!r} was {one} until {end} and {other} since {begin}")
    return found


# The checker must see each of these: good lines, and one fault a case.
FAULTS = [
    ("fields", ["a-b\torg\tA B"]),
    ("id", ["A_B\torg\tA B\t"]),
    ("twice", ["fbi\torg\tFBI\t", "fbi\torg\tF.B.I.\t"]),
    ("order", ["b-b\torg\tBb\t", "a-a\torg\tAa\t"]),
    ("kind", ["a-b\tcompany\tA B\t"]),
    ("spaces", ["a-b\torg\tA B\tC  D"]),
    ("empty alias", ["a-b\torg\tA B\tC||D"]),
    ("everyday", ["a-b\torg\tA B\tTarget"]),
    ("surname", ["jo-do\tperson\tJo Do\tDo"]),
    ("shared", ["a-b\torg\tA B\tXyz", "c-d\torg\tC D\txyz"]),
    ("office", ["a-b\tperson\tA B\t\tboss of C D"]),
    ("office's end", ["a-b\tperson\tA B\t\tboss@2012..2011"]),
    ("office of an org", ["a-b\torg\tA B\t\tboss@2012..2013"]),
    ("two in office", ["a-b\tperson\tA B\t\tboss@2012..2014", "c-d\tperson\tC D\t\tBoss@2013.."]),
    ("repeated", ["a-b\torg\tA B\tXyz|Xyz"]),
]

# Facts that must hold, whatever is added: text -> id.
NAMES = {
    "FBI": "fbi", "Federal Bureau of Investigation": "fbi", "Kaspersky Lab": "kaspersky-lab",
    "Eugene Kaspersky": "eugene-kaspersky", "U.S. Congress": "us-congress",
    "US Congress": "us-congress", "Bloomberg Businessweek": "bloomberg-businessweek",
    "BusinessWeek": "bloomberg-businessweek", "FSB": "fsb", "MSPmentor": "mspmentor",
    "MSSP Alert": "mssp-alert", "ChannelE2E": "channele2e", "CyberScoop": "cyberscoop",
    "United States": "united-states", "U.S.": "united-states", "USA": "united-states",
    "Russia": "russia", "~Russians": "russia", "NATO": "nato", "European Union": "european-union",
    "United Nations": "united-nations", "OPEC": "opec", "USDA": "us-department-of-agriculture",
    "Germany": "germany", "~German": "germany", "Barbara Mikulski": "barbara-mikulski",
    "Ted Kennedy": "ted-kennedy", "Edward M. Kennedy": "ted-kennedy",
}


def main():
    for what, faulty in FAULTS:
        if not problems([line.encode() for line in faulty]):
            sys.exit(f"the checker does not see a fault: {what}: {faulty}")
    path = os.path.join(ROOT, "data", "actors.tsv")
    with open(path, "rb") as file:
        text = file.read()
    lines = text.split(b"\n")
    if lines.pop():
        sys.exit(f"{path}: the last line has no end")
    found = problems(lines)
    actors = [line.decode().split("\t") for line in lines if not line.startswith(b"#")]
    if len(actors) < 15000:
        found.append(f"{len(actors)} actors instead of at least 15,000")
    by_name = {n: a[0] for a in actors if len(a) in (4, 5) for n in [a[2]] + a[3].split("|")}
    for name, ident in NAMES.items():
        if by_name.get(name) != ident:
            found.append(f"{name!r} names {by_name.get(name)!r} instead of {ident!r}")
    for text in found:
        print(f"{path}: {text}", file=sys.stderr)
    print(f"{len(actors)} actors, {len(by_name)} names, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
