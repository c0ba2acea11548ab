#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The example of the manual, built as a stranger would from what is installed, with pkg-config, and
# run on the sample collection: library_example.sh BUILD SOURCE INDEXER
set -eu
build=$1 source=$2 indexer=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
DESTDIR=$work/root meson install -C "$build" --no-rebuild --quiet
pc=$(find "$work/root" -name nutgraf.pc)
prefix=$(sed -n 's/^prefix=//p' "$pc")
sed -i "s|^prefix=.*|prefix=$work/root$prefix|" "$pc"
export PKG_CONFIG_PATH="${pc%/*}"
library=$(find "$work/root" -name libnutgraf.so)
export LD_LIBRARY_PATH="${library%/*}"
${CC:-cc} -Wall -Wextra -Werror -o "$work/headlines" "$source/docs/example/headlines.c" \
    $(pkg-config --cflags --libs nutgraf)
"$indexer" --quiet --db "$work/index" --actors "$source/corpus/actors.tsv" add "$source/corpus"
"$work/headlines" "$work/index" 'source code audit' >"$work/out"
cat "$work/out"
passed=0 failed=0
promise() { # what is promised, pattern
    if grep -Eq "$2" "$work/out"; then
        passed=$((passed + 1))
    else
        echo "FAIL: $1"
        failed=$((failed + 1))
    fi
}
promise 'says how many articles there are' '^[0-9]+ articles$'
promise 'shows a paragraph with its headline' ', paragraph [0-9]+: .*[Aa]udit'
promise 'counts the outlets' '^The Harbour Ledger: [0-9]+$'
! "$work/headlines" "$work/nothing" audit 2>"$work/out"
promise 'says that there is no index' 'there is no index at'
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
