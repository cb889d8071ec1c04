#!/bin/sh
# The cost of the journal for a bulk write: actors added and changed with it and without it, in the same run. Needs: swift.
#   Benchmarks/journal/run.sh [ROWS] [ROUNDS]
# Counts processor time, the least of ROUNDS (2).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
swift build --package-path "$root" -c release --product JournalBenchmark >&2
bench=$root/.build/release/JournalBenchmark
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$bench" "$folder" "${1:-1000000}" "${2:-2}"
