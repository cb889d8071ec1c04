#!/usr/bin/env bash
# Makes the annotated tag vVERSION at HEAD, with docs/releases/VERSION.md as its message, when the release is in order: nothing uncommitted,
# a version without -dev, and a change log and notes that agree with it. Pushes nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=$(.ci/check_version.py --print)

refuse() {
  echo "$1" >&2
  exit 1
}

[[ $version != *-dev ]] || refuse "$version is not a release; CONTRIBUTING.md says how one is made"
[ -z "$(git status --porcelain)" ] || refuse 'there are changes that are not committed'
.ci/check_version.py
git tag --annotate "v$version" --cleanup=whitespace --file "docs/releases/$version.md"
echo "v$version; git push origin v$version publishes it"
