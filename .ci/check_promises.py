#!/usr/bin/env python3
"""Looks up the tests and scripts that docs/THREAT_MODEL.md names behind its promises; prints one line for each that is not there.

    .ci/check_promises.py
"""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
page = (root / "docs/THREAT_MODEL.md").read_text(encoding="utf-8")
tests = {path: path.read_text(encoding="utf-8") for path in (root / "Tests").rglob("*.swift")}
sources = "\n".join(tests.values())

missing = [
    f"suite {target}/{suite}"
    for target, suite in sorted(set(re.findall(r"`(\w+Tests)/(\w+)", page)))
    if not any(path.stem == suite and target in path.parts for path in tests)
]
missing += [f"test {name}" for name in sorted(set(re.findall(r'(?:: |`)"([^"`]+)"`', page))) if name not in sources]
missing += [
    f"script {name}"
    for name in sorted(set(re.findall(r"`HostileScripts/(\w+\.lua)`", page)))
    if not (root / "Tests/EndToEndTests/HostileScripts" / name).exists()
]
for what in missing:
    print(f"docs/THREAT_MODEL.md: there is no {what}", file=sys.stderr)
sys.exit(1 if missing else 0)
