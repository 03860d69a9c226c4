#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# Everything that can be said about the code without running it as people do.
set -euo pipefail
cd "$(dirname "$0")/.."
unset ${!HEARTHSIDE_@}
export PATH="$PWD/.venv/bin:$PATH" DJANGO_SETTINGS_MODULE=tests.settings

layers() {
    local said
    said=$(lint-imports --no-cache) || { echo "$said"; return 1; }
}

failed=()
step() { # TITLE COMMAND...
    echo "· $1"
    "${@:2}" || failed+=("$1")
}

command -v xgettext >/dev/null || tools/apt.sh gettext ||
    echo "  Without gettext, translations are not compared with the words in the code."
step "style" ruff check --quiet .
step "format (make fix puts it right)" ruff format --check --quiet .
step "types" mypy --no-error-summary hearthside tests bench
step "layers" layers
step "migrations" python -m django makemigrations --check --dry-run --verbosity 1
step "house rules, templates, translations" pytest tests/house --durations=3

for what in "${failed[@]}"; do echo "Failed: $what"; done
if [ ${#failed[@]} -gt 0 ]; then exit 1; fi
echo "All checks passed."
