#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# Throws away the data folder of this checkout: database, keys, everything. Asks first.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "${HEARTHSIDE_DATA:-}" ]; then
    echo "HEARTHSIDE_DATA is set, and make reset only ever touches ./var. Remove $HEARTHSIDE_DATA by hand." >&2
    exit 1
fi
if [ ! -e var ]; then
    echo "There is no ./var. Nothing to do."
    exit
fi
if ! flock --nonblock --exclusive var/running.lock true 2>/dev/null && [ -e var/running.lock ]; then
    echo "Hearthside runs from ./var. Stop it first." >&2
    exit 1
fi
read -r -p "Everything in ./var goes: database, keyring, help pages. Write 'yes' to go on: " answer
[ "$answer" = yes ] || { echo "Nothing was done."; exit 1; }
rm -rf var
echo "Gone. make run begins again."
