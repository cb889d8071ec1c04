#!/usr/bin/env bash
# Makes a tree the root of this process's namespaces, with file systems of its own, and becomes its systemd.
#   boot.sh TREE
set -euo pipefail
tree=$1
mount --bind "$tree" "$tree"
mount -t proc proc "$tree/proc"
mount -t sysfs sysfs "$tree/sys"
if [ -d /sys/fs/cgroup/systemd ]; then
  mount -t tmpfs -o mode=755 tmpfs "$tree/sys/fs/cgroup"
  mkdir "$tree/sys/fs/cgroup/systemd"
  mount -t cgroup -o none,name=systemd cgroup "$tree/sys/fs/cgroup/systemd"
else
  mount -t cgroup2 cgroup2 "$tree/sys/fs/cgroup"
fi
mount -t tmpfs -o mode=755 tmpfs "$tree/dev"
for device in null zero full random urandom tty; do
  touch "$tree/dev/$device"
  mount --bind "/dev/$device" "$tree/dev/$device"
done
mkdir "$tree/dev/pts" "$tree/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$tree/dev/pts"
ln -s pts/ptmx "$tree/dev/ptmx"
for folder in dev/shm run tmp; do mount -t tmpfs -o mode=1777 tmpfs "$tree/$folder"; done
hostname proof
cd "$tree"
pivot_root . mnt
cd /
umount -l /mnt
exec env -i container=proof PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --log-target=console
