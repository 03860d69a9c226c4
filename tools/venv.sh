#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# Makes .venv with the newest Python of this machine that is 3.11 or later.
set -euo pipefail
cd "$(dirname "$0")/.."

is_new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

find_python() {
    local name
    for name in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null && "$name" -c "$is_new_enough" 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    return 1
}

python=$(find_python) || {
    echo "Hearthside needs Python 3.11 or later; this machine has $(python3 --version 2>&1 || echo none)." >&2
    echo "  Debian 12, Ubuntu 24.04 and later: sudo apt install python3 python3-venv" >&2
    echo "  Another Python: make run PYTHON=/path/to/python3.12" >&2
    exit 1
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")')
    package=python3-venv
    [ "$(basename "$python")" = python3 ] || package=$version
    tools/apt.sh "$package"
fi
trap 'rm -rf .venv' ERR INT TERM # half an environment would look like a whole one
"$python" -m venv .venv
