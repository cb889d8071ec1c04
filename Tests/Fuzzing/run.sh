#!/usr/bin/env bash
# make fuzz: builds the readers with libFuzzer and runs them one after the other.
#   run.sh SECONDS [READER…]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=$1
shift

resources=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": *"\(.*\)".*/\1/p')
runtime=$(find "$resources/clang/lib" "$(dirname "$resources")/clang" -name "libclang_rt.fuzzer_no_main-$(uname -m).a" 2>/dev/null | head -n 1 || true)
if [ -z "$runtime" ]; then
  echo "The Swift toolchain has no runtime of libFuzzer (libclang_rt.fuzzer_no_main-$(uname -m).a): use a toolchain of swift.org." >&2
  exit 2
fi

build=.build-fuzz
GRAPPE_FUZZER_RUNTIME=$runtime swift build --scratch-path $build --product Fuzzers
fuzzers=$build/debug/Fuzzers

names=("$@")
[ ${#names[@]} -gt 0 ] || mapfile -t names < <("$fuzzers" | cut -d ' ' -f 1)
found=()
for name in "${names[@]}"; do
  bytes_max=$("$fuzzers" | sed -n "s/^$name //p")
  [ -n "$bytes_max" ] || { echo "There is no reader $name: $("$fuzzers" | cut -d ' ' -f 1 | tr '\n' ' ')" >&2; exit 2; }
  mkdir -p "$build/corpus/$name" "$build/findings"
  log=$build/$name.log
  echo "$name: $seconds s"
  if GRAPPE_FUZZER=$name nice "$fuzzers" "$build/corpus/$name" "Tests/Fuzzing/Seeds/$name" -max_total_time="$seconds" \
    -max_len="$bytes_max" -len_control=0 -timeout=5 -rss_limit_mb=512 -artifact_prefix="$build/findings/$name-" \
    -print_final_stats=1 >"$log" 2>&1; then
    grep -E 'stat::(number_of_executed_units|peak_rss_mb)' "$log"
  else
    found+=("$name")
    tail -n 25 "$log"
  fi
done
if [ ${#found[@]} -gt 0 ]; then
  echo "Findings in: ${found[*]}; inputs in $build/findings, logs in $build/*.log" >&2
  exit 1
fi
