#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# Locks the requirements with hashes, for every platform. Names no address.
# Usage: tools/lock.sh [--upgrade]
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$PWD/.venv/bin

[ -x "$bin/uv" ] || "$bin/python" -m pip install --quiet --disable-pip-version-check uv

lock() { # FILE ARGUMENTS...
    "$bin/uv" pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links --python-version 3.11 \
        --output-file "requirements/$1" "${@:2}" >/dev/null
}

lock base.txt pyproject.toml "$@"
lock build.txt --group build "$@"
lock dev.txt pyproject.toml --group dev --constraint requirements/base.txt "$@"
git --no-pager diff --stat -- requirements || true
