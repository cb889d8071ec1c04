#!/usr/bin/env bash
# Installs the built program with its manual pages, completions, systemd units and bundles, or removes what it installed.
#   packaging/install.sh install|uninstall BINARY      with PREFIX (default /usr/local) and DESTDIR from the environment
# Both go by the same list of files: uninstall removes those and the folders of Grappe's own that are empty then, and nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
action=${1:?install or uninstall} binary=${2:?the built program}
prefix=${PREFIX:-/usr/local} destination=${DESTDIR:-}
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || date +%s)}"
export SOURCE_DATE_EPOCH
[ -x "$binary" ] || { echo "$binary is not built yet: make build-static" >&2; exit 1; }

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
root=$stage$prefix
share=$root/share

# zsh looks in other folders under /usr than under /usr/local.
zsh=site-functions
[ "$prefix" != /usr ] || zsh=vendor-completions

install -D -m 755 "$binary" "$root/bin/grappe"
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$root/bin/grappe"
packaging/manpages.py "$root/bin/grappe" "$share/man"
find "$share/man" -name '*.1' -exec gzip -9n {} +
mkdir -p "$share/bash-completion/completions" "$share/zsh/$zsh" "$share/fish/vendor_completions.d"
LC_ALL=C "$root/bin/grappe" completions bash >"$share/bash-completion/completions/grappe"
LC_ALL=C "$root/bin/grappe" completions zsh >"$share/zsh/$zsh/_grappe"
LC_ALL=C "$root/bin/grappe" completions fish >"$share/fish/vendor_completions.d/grappe.fish"
mkdir -p "$root/lib/systemd/system"
units=$root/lib/systemd/system
sed "s|@BINDIR@|$prefix/bin|" packaging/systemd/grappe@.service.in >"$units/grappe@.service"
# The same with the portal. Its host, which is not the process that systemd has started, says that it is ready; the socket is systemd's, so
# that the service needs no network.
sed -e 's|^# One host.*|# One host of one workspace with its portal, in place of grappe@NAME (docs/ADMIN.md).|' \
  -e 's|^Description=.*|Description=Grappe, workspace %i with its portal|' \
  -e 's|^After=.*|&\nRequires=grappe-web@%i.socket\nAfter=grappe-web@%i.socket\nConflicts=grappe@%i.service|' \
  -e 's|^Type=notify|&\nNotifyAccess=all|' -e 's|^ExecStart=.*|& --web systemd|' -e 's|^WantedBy=.*|&\nAlso=grappe-web@%i.socket|' \
  "$units/grappe@.service" >"$units/grappe-web@.service"
install -m 644 packaging/systemd/grappe-web@.socket "$units"
install -D -m 644 -t "$share/grappe/bundles" bundles/*.grappe bundles/SHA256SUMS
install -D -m 644 -t "$share/doc/grappe" README.md docs/ADMIN.md LICENSE
find "$stage" -type d -exec chmod 755 {} +
find "$stage" -type f ! -perm -u+x -exec chmod 644 {} +
find "$stage" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

case $action in
install)
  mkdir -p "$destination$prefix"
  cp -a --no-preserve=ownership "$root/." "$destination$prefix/"
  ;;
uninstall)
  (cd "$stage" && find . ! -type d -printf '%P\n') | while read -r file; do rm -f "$destination/$file"; done
  for folder in share/grappe/bundles share/grappe share/doc/grappe; do
    [ ! -d "$destination$prefix/$folder" ] || rmdir --ignore-fail-on-non-empty "$destination$prefix/$folder"
  done
  ;;
*)
  echo "$action: install or uninstall" >&2
  exit 2
  ;;
esac
