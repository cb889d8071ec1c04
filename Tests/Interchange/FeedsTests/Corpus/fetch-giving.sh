#!/bin/sh
# Fetches the schema of the 360Giving Data Standard (CC BY 4.0) and a real file of grants, which its tools are tested with. Nothing of them is kept in the tree.
#
#   Tests/Interchange/FeedsTests/Corpus/fetch-giving.sh        prints the folder that holds them
#
# The folder lies under .build/giving-corpus. Without a network it says so on stderr and ends with 0 and no output: the tests that
# need it then skip.
set -eu
cache=.build/giving-corpus

skip() {
  echo "SKIPPED: 360Giving: $1" >&2
  exit 0
}

# Prints a file of the newest commit of a repository of 360Giving.
show() {
  [ -d "$cache/$1" ] || timeout 120 git clone --quiet --depth 1 --filter=blob:none --no-checkout "https://github.com/ThreeSixtyGiving/$1" "$cache/$1" >&2 ||
    skip "the repository $1 could not be fetched"
  timeout 120 git -C "$cache/$1" show "HEAD:$2" || skip "$1 has no $2"
}

if [ ! -f "$cache/complete" ]; then
  mkdir -p "$cache/grants"
  show standard schema/360-giving-schema.json >"$cache/360-giving-schema.json"
  show dataquality tools/data/json_all/a003W000001B7PzQAK.json >"$cache/grants/a003W000001B7PzQAK.json"
  [ -s "$cache/grants/a003W000001B7PzQAK.json" ] || skip "the files are empty"
  touch "$cache/complete"
fi
echo "$PWD/$cache"
