#!/bin/sh
# Fetches the official Lua 5.4 tests and prepares those that can run in the sandbox. Nothing of them is kept in the
# tree.
#
#   Tests/Runtime/LuaSuite/fetch.sh        prints the folder that holds prelude.lua and the files of files.list
#
# The folder lies under ${GRAPPE_LUA_SUITE:-.build/lua-suite}. Without a network, or without pip, it says so on stderr
# and ends with 0 and no output: the tests that need it then skip.
#
# To run a file: a fresh state, the chunk prelude.lua, then the chunk of the file; passing is ending without an error.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${GRAPPE_LUA_SUITE:-.build/lua-suite}
package=lupa==2.8

skip() {
  echo "SKIPPED: the official Lua tests: $1" >&2
  exit 0
}

download() {
  command -v pip3 >/dev/null || skip "pip3 is not installed"
  # pip looks into the package's metadata first, for which it sets up a build; the package is told not to compile the Luas it
  # carries for that. Only this package is asked for as source: with `:all:` the build's own tools would be compiled too.
  LUPA_NO_BUNDLE=true LUPA_NO_LUAJIT=true pip3 download --quiet --disable-pip-version-check --no-binary lupa --no-deps --dest "$1" "$package" >&2 ||
    skip "$package could not be downloaded"
}

unpack() {
  tar -xzf "$1"/lupa-*.tar.gz -C "$1" || skip "the archive could not be unpacked"
  mv "$1"/lupa-*/third-party/lua54/testes "$cache/testes" || skip "the archive holds no Lua 5.4 tests"
}

# Blanks the lines that files.list names for a file.
prepare() {
  edits=$(awk -v file="$1" '$1 == file && $2 != "-" { print $2 "s/.*//" }' "$here/files.list")
  sed -e "$edits" "$cache/testes/$1.lua" >"$cache/ready/$1.lua"
}

mkdir -p "$cache"
if [ ! -d "$cache/testes" ]; then
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  download "$scratch"
  unpack "$scratch"
fi
mkdir -p "$cache/ready"
cp "$here/prelude.lua" "$cache/ready/"
awk '!/^#/ && NF { print $1 }' "$here/files.list" | sort -u | while read -r file; do prepare "$file"; done
cd "$cache/ready" && pwd
