#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# Gathers the words that people read into the catalogues, and compiles the translations.
set -euo pipefail
cd "$(dirname "$0")/.."
unset ${!HEARTHSIDE_@}
python="$PWD/.venv/bin/python"
export DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH="$PWD"

command -v xgettext >/dev/null || tools/apt.sh gettext
cd hearthside
"$python" -m django makemessages --locale es --no-wrap --no-location --no-obsolete \
    --extension html,txt,py,js --ignore "*/tests/*" --verbosity 0
"$python" -m django compilemessages --verbosity 0
for catalogue in locale/*/LC_MESSAGES/django.po; do
    echo "$catalogue: $(msgfmt --statistics --output-file=/dev/null "$catalogue" 2>&1)"
done
