#!/usr/bin/env bash
# Builds the benchmark, makes a Python with openfisca-core beside it, and compares.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift build -c release --product FundingBenchmark
python=.build/benchmark-python
[ -x "$python/bin/python" ] || python3 -m venv "$python"
"$python/bin/pip" install --quiet openfisca-core
exec "$python/bin/python" Benchmarks/funding/run.py "$(swift build -c release --show-bin-path)/FundingBenchmark"
