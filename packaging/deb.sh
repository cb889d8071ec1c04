#!/usr/bin/env bash
# Makes the Debian package of the built program in a folder, by default .build/packages: the same bytes from the same commit and binary.
#   packaging/deb.sh BINARY [FOLDER]          MAINTAINER='NAME <ADDRESS>' names who makes it
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
maintainer=${MAINTAINER:-Grappe <grappe@example.org>}
binary=${1:?the built program} folder=${2:-.build/packages}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
version=$(.ci/check_version.py --print)
version=${version/-/\~}
architecture=$(dpkg --print-architecture)

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
root=$stage/root
DESTDIR=$root PREFIX=/usr packaging/install.sh install "$binary"
documents=$root/usr/share/doc/grappe
rm "$documents/LICENSE"
gzip -9n "$documents/README.md" "$documents/ADMIN.md"
install -m 644 packaging/debian/copyright "$documents/copyright"
{
  echo "grappe ($version) unstable; urgency=medium"
  echo
  echo "  * The changes are in CHANGELOG.md of the sources."
  echo
  echo " -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$documents/changelog.gz"

# The libraries that the binary is linked with, and those that it loads late, as the versions of their packages here. The latter are told by a
# library of ours that names each of their functions.
mkdir -p "$stage/debian" "$root/DEBIAN"
printf 'Source: grappe\n\nPackage: grappe\nArchitecture: any\n' >"$stage/debian/control"
late=Sources/Runtime/CLateLibraries/LateFunctions.h
sed -n 's/^LATE_FUNCTION(.*, \(.*\))$/void \1(void); void *use_\1 = (void *)\1;/p' $late >"$stage/late.c"
mapfile -t libraries < <(sed -n 's/^LATE_LIBRARY(.*, "\(.*\)")$/-l:\1/p' $late)
cc -w -fno-builtin -shared -fPIC -o "$stage/late.so" "$stage/late.c" "${libraries[@]}"
depends=$(cd "$stage" && dpkg-shlibdeps -O --ignore-missing-info root/usr/bin/grappe late.so 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
# Compact relocations (Package.swift) need the loader of 2.36, which no symbol tells.
depends=$(sed -E 's/libc6 \(>= 2\.([0-2]?[0-9]|3[0-5])\)/libc6 (>= 2.36)/' <<<"$depends")
size=$(du -k -s --apparent-size "$root/usr" | cut -f1)
sed -e "s|@VERSION@|$version|" -e "s|@ARCHITECTURE@|$architecture|" -e "s|@DEPENDS@|$depends|" -e "s|@SIZE@|$size|" -e "s|@MAINTAINER@|$maintainer|" \
  packaging/debian/control.in >"$root/DEBIAN/control"
install -m 755 packaging/debian/postinst packaging/debian/postrm "$root/DEBIAN"
(cd "$root" && find usr -type f -printf '%P\0' | sort -z | (cd usr && xargs -0 md5sum) | sed 's|  |  usr/|') >"$root/DEBIAN/md5sums"
chmod 644 "$root/DEBIAN/control" "$root/DEBIAN/md5sums"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$folder"
dpkg-deb --root-owner-group -Zxz --build "$root" "$folder/grappe_${version}_$architecture.deb"
