#!/bin/sh
# Compares the interruptible libraries with liblua's own. Needs clang (or CC) and liblua5.4-dev, whose static library is
# linked, as in the product.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
guard=$here/../../Sources/Runtime/CLuaGuard
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# shellcheck disable=SC2046 # pkg-config prints several flags
"${CC:-clang}" -O2 -std=c11 -Wall -Wextra -I"$guard/include" $(pkg-config --cflags lua5.4) \
  "$here/bench.c" "$guard"/library/lib_*.c -o "$scratch/bench" -l:liblua5.4.a -lm -ldl
"$scratch/bench" "$here/programs.lua"
