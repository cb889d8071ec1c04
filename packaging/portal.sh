#!/usr/bin/env bash
# Serves the demo workspace on this machine and prints the address; ends with Ctrl-C.
#   packaging/portal.sh [ADDRESS[:PORT]]     127.0.0.1:8080 by default
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
grappe=$PWD/.build/release/grappe
if [ ! -x "$grappe" ] || [ ! -f demo/grappe.sqlite ]; then
  echo 'The demo workspace is not there yet: make demo' >&2
  exit 1
fi
cd demo
exec "$grappe" serve --web "${1:-127.0.0.1:8080}"
