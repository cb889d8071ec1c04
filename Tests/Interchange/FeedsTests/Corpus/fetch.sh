#!/bin/sh
# Fetches the calendars that the Python package icalendar tests itself with, from its source package. Nothing of them is kept in the tree.
#
#   Tests/Interchange/FeedsTests/Corpus/fetch.sh        prints the folder that holds them
#
# The folder lies under .build/calendar-corpus. Without a network it says so on stderr and ends with 0 and no output: the test that
# needs it then skips.
set -eu
cache=.build/calendar-corpus
version=7.3.2

skip() {
  echo "SKIPPED: icalendar's corpus: $1" >&2
  exit 0
}

folder=$cache/icalendar-$version
if [ ! -d "$folder" ]; then
  mkdir -p "$cache"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: -d "$cache" \
    "icalendar==$version" >&2 || [ -f "$cache/icalendar-$version.tar.gz" ] || skip "the source package could not be downloaded"
  tar -xzf "$cache/icalendar-$version.tar.gz" -C "$cache" || skip "the archive could not be unpacked"
  rm -f "$cache/icalendar-$version.tar.gz"
fi
[ -d "$folder" ] || skip "the source package holds no calendars"
echo "$PWD/$folder"
