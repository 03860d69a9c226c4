#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# Runs the tests on every database that answers, then the journeys in a real browser, and
# says at the end what was left out. With arguments: only those paths, once, on SQLite.
# TEST_DATABASE_URL and TEST_REDIS_URL say where else to find the servers. With CI=true
# (.ci/run sets it) what this machine has may not be left out.
set -euo pipefail
cd "$(dirname "$0")/.."
unset ${!HEARTHSIDE_@}
# Development mode warns of what is left open; its allocator only makes everything slower.
export PATH="$PWD/.venv/bin:$PATH" PYTHONDEVMODE=1 PYTHONMALLOC=pymalloc

if [ $# -gt 0 ]; then
    exec pytest "$@"
fi

postgres=${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/hearthside}
redis=${TEST_REDIS_URL:-redis://127.0.0.1:6379/15}
unset TEST_DATABASE_URL TEST_REDIS_URL
left_out=()
failed=()

answers() { # URL: whether something listens at its host and port
    local place=${1#*://}
    place=${place#*@}
    place=${place%%/*}
    (exec 3<>"/dev/tcp/${place%:*}/${place##*:}") 2>/dev/null
}

is_installed() { # PROGRAM...: whether this machine has one of them, running or not
    command -v "$@" >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/$1" >/dev/null
}

has_browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

run() { # TITLE COMMAND...
    echo
    echo "── $1 ──"
    "${@:2}" || failed+=("$1")
}

everything() {
    local but=()
    # `make check` has just asked what tests/house asks, on SQLite
    if [ "${CI:-}" = true ]; then but=(--ignore=tests/house); fi
    pytest -n "${TEST_WORKERS:-2}" -m "not journey" "${but[@]}"
}

again() { # on another database; what asks no database is not asked twice
    pytest -n "${TEST_WORKERS:-2}" -m "not journey and not once"
}

journeys() {
    pytest tests/journeys -m journey
}

elements() { # they start a browser of their own, so they need a process of their own
    pytest hearthside/core/tests/elements -m journey
}

with_servers() { # COMMAND...: what is named to it must be there, or it fails
    (
        if answers "$postgres"; then export TEST_DATABASE_URL=$postgres; fi
        if answers "$redis"; then export TEST_REDIS_URL=$redis; fi
        "$@"
    )
}

leave_out() { # NAME ADDRESS PROGRAM...: on CI, a server that is installed is not left out
    left_out+=("$1: nothing answers at $2")
    if [ "${CI:-}" = true ] && is_installed "${@:3}"; then
        failed+=("$1 is on this machine, and does not answer")
    fi
}

command -v msgfmt >/dev/null || tools/apt.sh gettext || left_out+=("what needs gettext")
has_browser >/dev/null || tools/apt.sh chromium || left_out+=("what needs Chromium")
answers "$postgres" || leave_out PostgreSQL "${postgres##*@}" postgres pg_ctl
answers "$redis" || leave_out Redis "${redis##*@}" redis-server valkey-server

run "SQLite" everything
if answers "$postgres"; then
    run "PostgreSQL" with_servers again
elif answers "$redis"; then
    run "SQLite and Redis" with_servers again
fi
if has_browser >/dev/null; then run "Elements, in a browser" elements; fi
if has_browser >/dev/null && compgen -G "tests/journeys/test_*.py" >/dev/null; then
    run "Journeys, on every database that answers" with_servers journeys
fi

if [ "${CI:-}" = true ] && ! has_browser >/dev/null; then failed+=("no browser on CI"); fi

echo
for what in "${left_out[@]}"; do echo "Left out: $what"; done
for what in "${failed[@]}"; do echo "Failed: $what"; done
if [ ${#failed[@]} -gt 0 ]; then exit 1; fi
echo "All tests passed."
