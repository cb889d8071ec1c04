#!/bin/sh
# Fetches the archives that libarchive tests itself with, from Debian's source package. Nothing of them is kept in the tree.
#
#   Tests/Packaging/ArchiveCorpus/fetch.sh        prints the folder that holds them
#
# The folder lies under .build/archive-corpus. Without a network it says so on stderr and ends with 0 and no output: the test that
# needs it then skips.
set -eu
cache=.build/archive-corpus

skip() {
  echo "SKIPPED: libarchive's corpus: $1" >&2
  exit 0
}

version=$(dpkg-query -W -f '${source:Upstream-Version}' libarchive-dev 2>/dev/null) || skip "libarchive-dev is not installed"
folder=$cache/libarchive-$version/libarchive/test
if [ ! -d "$folder" ]; then
  mkdir -p "$cache"
  source=http://deb.debian.org/debian/pool/main/liba/libarchive/libarchive_$version.orig.tar.xz
  /usr/lib/apt/apt-helper download-file "$source" "$cache/source.tar.xz" >&2 || skip "$source could not be downloaded"
  tar -xJf "$cache/source.tar.xz" -C "$cache" || skip "the archive could not be unpacked"
  rm "$cache/source.tar.xz"
fi
[ -d "$folder" ] || skip "the source package holds no libarchive/test"
echo "$PWD/$folder"
