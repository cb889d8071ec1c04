#!/usr/bin/env bash
# Proves the Debian package as an admin uses it: a bare Debian tree without a toolchain, booted with its own systemd in namespaces of its own;
# package in, workspace and bundles, units, metrics, reload, backup by schedule, restore, kill, hang, portal, package out.
#   packaging/proof/prove.sh PACKAGE [TREE]          as root; TREE keeps the bare tree for the next run, by default .build/proof-tree
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
package=$(realpath "${1:?the package}")
tree=${2:-../../.build/proof-tree}
mirror=${MIRROR:-http://deb.debian.org/debian}
[ "$(id -u)" = 0 ] || { echo 'As root: it makes a tree, mounts and namespaces.' >&2; exit 2; }

if [ ! -x "$tree/usr/bin/systemctl" ]; then
  rm -rf "$tree"
  debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,curl bookworm "$tree" "$mirror" >/dev/null
  echo "deb $mirror bookworm main" >"$tree/etc/apt/sources.list"
fi
tree=$(realpath "$tree")
install -m 644 "$package" "$tree/root/grappe.deb"
install -m 755 boot.sh inside.sh "$tree/root"

# A group of its own in the hierarchy that systemd keeps its services in.
group=/sys/fs/cgroup/systemd/grappe-proof
[ -d /sys/fs/cgroup/systemd ] || group=/sys/fs/cgroup/grappe-proof
mkdir -p "$group"
log=$(mktemp)
bash -c 'echo $$ >"$1/cgroup.procs"; exec unshare --mount --pid --fork --uts --ipc --cgroup --propagation private bash "$2/root/boot.sh" "$2"' \
  boot "$group" "$tree" >"$log" 2>&1 &
outside=$!
trap 'pkill -KILL --parent "$outside" 2>/dev/null || true; wait "$outside" 2>/dev/null || true; rm -f "$log"' EXIT
for _ in $(seq 100); do
  init=$(pgrep --parent "$outside" || true)
  if [ -n "$init" ] && nsenter -t "$init" -m -p systemctl is-system-running >/dev/null 2>&1; then break; fi
  sleep 0.3
done
if ! timeout 600 nsenter -t "$init" -m -p -u -i -C env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 /root/inside.sh; then
  echo 'FAILED; the log of the system:' >&2
  nsenter -t "$init" -m -p journalctl --no-pager -n 60 >&2 || cat "$log" >&2
  exit 1
fi
