# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs end-to-end tests: run.py [--index PATH] [--search PATH] [--only WORD] FILE...

Every function of a file whose name begins with test_ is a test; it gets a Box of its own.
NG_E2E_SCALE: what part of the loads to use; NG_E2E_PATIENCE: how much longer to wait.
"""
import argparse
import importlib
import os
import pathlib
import sys
import time
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import harness  # noqa: E402


def tests_of(path):
    module = importlib.import_module(pathlib.Path(path).stem)
    return [(name, thing) for name, thing in vars(module).items()
            if name.startswith('test_') and callable(thing)]


def indented(text):
    return ''.join(f'    {line}\n' for line in str(text).strip().splitlines())


def run_one(name, test):
    """'passed', 'failed' or 'skipped', after its line is printed."""
    box = harness.Box()
    began = time.monotonic()
    try:
        test(box)
    except harness.Skip as reason:
        print(f'skip {name}: {reason}', flush=True)
        return 'skipped'
    except Exception as failure:
        print(f'FAIL {name} ({time.monotonic() - began:.1f} s)')
        at_fault = isinstance(failure, harness.Failure)
        print(indented(failure if at_fault else traceback.format_exc()), end='')
        where = [frame for frame in traceback.extract_tb(failure.__traceback__)
                 if pathlib.Path(frame.filename).name.startswith('test_')]
        if where:
            print(f'    at {pathlib.Path(where[-1].filename).name}:{where[-1].lineno}', flush=True)
        return 'failed'
    finally:
        box.close()
    print(f'ok   {name} ({time.monotonic() - began:.1f} s)', flush=True)
    return 'passed'


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--index', help='the built nutgraf-index')
    parser.add_argument('--search', help='the built nutgraf-search')
    parser.add_argument('--only', default='', help='tests that have this in their name')
    parser.add_argument('files', nargs='+')
    options = parser.parse_args()
    for name in ('index', 'search'):
        path = getattr(options, name)
        if path:
            os.environ['NG_' + name.upper()] = os.path.abspath(path)
    if 'NG_INDEX' not in os.environ:
        parser.error('--index is needed')
    counts = {'passed': 0, 'failed': 0, 'skipped': 0}
    for path in options.files:
        for name, test in tests_of(path):
            if options.only in name:
                counts[run_one(name, test)] += 1
    print(', '.join(f'{count} {outcome}' for outcome, count in counts.items()))
    return 1 if counts['failed'] or not sum(counts.values()) else 0


if __name__ == '__main__':
    sys.exit(main())
