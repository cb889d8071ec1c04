#!/usr/bin/env bash
# Makes the files of a release in a folder, by default .build/packages: the sources, the program for this machine, the Debian package,
# their checksums, and with KEY=FILE an SSH signature of these. Every file is the same bytes each time, from the same commit and binary.
#   packaging/release.sh BINARY [FOLDER]
# To check: sha256sum -c SHA256SUMS; ssh-keygen -Y verify -n file -f ALLOWED_SIGNERS -I NAME -s SHA256SUMS.sig <SHA256SUMS
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
binary=${1:?the built program} folder=${2:-.build/packages}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
version=$(.ci/check_version.py --print)
name=grappe-$version

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$folder"
folder=$(realpath "$folder")
rm -f "$folder"/grappe[-_]* "$folder"/SHA256SUMS*
git archive --format=tar --prefix="$name/" HEAD | gzip -9n >"$folder/$name.tar.gz"
DESTDIR=$stage PREFIX=/usr/local packaging/install.sh install "$binary"
mv "$stage/usr/local" "$stage/$name"
tar -C "$stage" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=ustar -cf - "$name" \
  | gzip -9n >"$folder/$name-linux-$(uname -m).tar.gz"
packaging/deb.sh "$binary" "$folder" >/dev/null
(cd "$folder" && sha256sum grappe[-_]* >SHA256SUMS)
[ -z "${KEY:-}" ] || ssh-keygen -q -Y sign -n file -f "$KEY" "$folder/SHA256SUMS"
cat "$folder/SHA256SUMS"
