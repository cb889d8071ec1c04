#!/bin/sh
# The sandbox against plain Lua 5.4 in the same run. Needs: swift, lua5.4, awk.
#   Benchmarks/runtime/run.sh [ROUNDS]
# Every program runs ROUNDS times (5) in each, in turn; the least processor time counts.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
rounds=${1:-5}
swift build --package-path "$root" -c release --product RuntimeBenchmark >&2
bench=$root/.build/release/RuntimeBenchmark

for file in "$here"/programs/*.lua; do
  i=0
  while [ "$i" -lt "$rounds" ]; do
    printf '%s %s %s\n' "$(basename "$file" .lua)" "$(lua5.4 "$here/plain.lua" "$file")" "$("$bench" program "$file")"
    i=$((i + 1))
  done
done | awk '
  { if (!($1 in plain)) { order[++n] = $1; plain[$1] = $2; guarded[$1] = $3 }
    if ($2 < plain[$1]) plain[$1] = $2
    if ($3 < guarded[$1]) guarded[$1] = $3 }
  END {
    printf "%-18s %9s %9s %6s\n", "program", "plain s", "sandbox s", "ratio"
    for (i = 1; i <= n; i++) {
      name = order[i]; ratio = guarded[name] / plain[name]; log_sum += log(ratio); if (ratio > worst) worst = ratio
      printf "%-18s %9.3f %9.3f %6.2f\n", name, plain[name], guarded[name], ratio }
    printf "%-18s %26.3f (worst %.2f)\n", "geometric mean", exp(log_sum / n), worst }'

for measure in host switch open latency suspended; do "$bench" "$measure"; done
