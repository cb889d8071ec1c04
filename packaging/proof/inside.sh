#!/usr/bin/env bash
# The admin's day inside the booted tree; ends with the first thing that is not as it should be.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
workspace=/var/lib/grappe/cluster

step() { printf '%s\n' "— $*"; }
wrong() { printf 'WRONG: %s\n' "$*" >&2; exit 1; }
property() { systemctl show -p "$2" --value "$1"; }
as_grappe() { runuser -u grappe -- "$@"; }
# Waits at most 90 s until a command succeeds.
until_true() {
  for _ in $(seq 180); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.5
  done
  wrong "never: $*"
}
ask() { curl -sf --max-time 20 --unix-socket "$1" "http://localhost$2"; }
restarted() { [ "$(property grappe@cluster NRestarts)" -gt "$1" ] && [ "$(property grappe@cluster ActiveState)" = active ]; }
logged() { journalctl -o cat --no-pager -u "$1" | grep -q "$2"; }

step 'package in'
apt-get update -qq
apt-get install -y -qq --no-install-recommends /root/grappe.deb >/dev/null 2>&1
for tool in swift gcc cc make python3; do if command -v "$tool" >/dev/null; then wrong "the tree has $tool"; fi; done
grappe --version
(cd /usr/share/grappe/bundles && sha256sum -c --quiet SHA256SUMS)

step 'workspace and bundles'
rm -rf "$workspace"
as_grappe grappe init "$workspace" --lang fr --trust-list /usr/share/grappe/bundles/SHA256SUMS >/dev/null
as_grappe grappe install --yes --workspace "$workspace" /usr/share/grappe/bundles/*.grappe | tail -1
as_grappe tee -a "$workspace/config.toml" >/dev/null <<'TOML'

[backup]
every = "1m"
keep = 3
TOML

step 'served by the unit'
systemctl start grappe@cluster
[ "$(property grappe@cluster ActiveState)" = active ] || wrong 'not active'
systemd-analyze security grappe@cluster --no-pager | tail -1
score=$(systemd-analyze security grappe@cluster --no-pager | sed -n 's/.*grappe@cluster.service: \([0-9]*\)\..*/\1/p')
[ "$score" -lt 2 ] || wrong "exposure $score"
[ "$(ask /run/grappe/cluster/metrics.sock /readyz)" = ok ] || wrong 'not ready'
ask /run/grappe/cluster/metrics.sock /metrics | grep -q '^grappe_build_info' || wrong 'no metrics'
as_grappe grappe run wallonia:exemples --workspace "$workspace" >/dev/null
as_grappe grappe report wallonia:cartographie --city namur --workspace "$workspace" | grep -q Namur || wrong 'no report'

step 'settings read anew'
systemctl reload grappe@cluster
until_true logged grappe@cluster 'config.toml'

step 'backup by schedule, and restore under the running host'
until_true bash -c "ls $workspace/backups/cluster-*.sqlite"
backup=$(find "$workspace/backups" -name 'cluster-*.sqlite' | sort | tail -1)
as_grappe grappe restore --workspace "$workspace" "$backup" >/dev/null
as_grappe grappe doctor --workspace "$workspace" >/dev/null || wrong 'doctor finds something'
[ "$(property grappe@cluster ActiveState)" = active ] || wrong 'the restore ended the host'

step 'killed and hung, and started again'
before=$(property grappe@cluster NRestarts)
kill -9 "$(property grappe@cluster MainPID)"
until_true restarted "$before"
before=$(property grappe@cluster NRestarts)
kill -STOP "$(property grappe@cluster MainPID)"
until_true restarted "$before"

step 'the portal on the socket of systemd'
systemctl stop grappe@cluster
systemctl start grappe-web@cluster.socket grappe-web@cluster
socket=/run/grappe-web/cluster.sock
ask "$socket" /about | grep -q '<html' || wrong 'no page'
runuser -u www-data -- curl -sf -o /dev/null --unix-socket "$socket" http://localhost/about || wrong 'www-data may not ask'
if runuser -u nobody -- curl -s -o /dev/null --unix-socket "$socket" http://localhost/about; then wrong 'anybody may ask'; fi
logged grappe-web@cluster "$socket" || wrong 'the log does not name the socket'
systemctl reload grappe-web@cluster
systemctl restart grappe-web@cluster
ask "$socket" /about >/dev/null || wrong 'no page after the restart'
systemctl stop grappe-web@cluster grappe-web@cluster.socket
[ "$(property grappe-web@cluster Result)" = success ] || wrong 'ended with a failure'

step 'upgrade under a running host'
systemctl start grappe@cluster
apt-get install -y -qq --reinstall /root/grappe.deb >/dev/null 2>&1
systemctl restart 'grappe@*'
until_true ask /run/grappe/cluster/metrics.sock /readyz
systemctl stop grappe@cluster

step 'package out; the workspace stays'
apt-get purge -y -qq grappe >/dev/null 2>&1
[ ! -e /usr/bin/grappe ] || wrong 'the program stays'
[ -f "$workspace/grappe.sqlite" ] || wrong 'the workspace is gone'
echo 'All is as it should be.'
