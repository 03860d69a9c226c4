#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# Installs Debian packages where that is possible without a password; otherwise says which.
# Usage: tools/apt.sh PACKAGE...     Ends with 1 where they could not be installed.
set -euo pipefail

say_which() {
    echo "These packages are missing: $*" >&2
    echo "  Debian and Ubuntu: sudo apt install $*" >&2
    exit 1
}

command -v apt-get >/dev/null || say_which "$@"
if [ "$(id -u)" = 0 ]; then
    as_root=()
elif sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
else
    say_which "$@"
fi

echo "Installing $* …"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "$@" >"$log" 2>&1
}
install "$@" || { "${as_root[@]}" apt-get update >"$log" 2>&1 && install "$@"; } || {
    tail -n 5 "$log" >&2
    say_which "$@"
}
