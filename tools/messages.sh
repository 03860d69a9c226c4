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
"$python" -m django makemessages --all --no-wrap --add-location file --no-obsolete \
    --extension html,txt,py,js --ignore "*/tests/*" --verbosity 0
# When the words were gathered says nothing, and would make the catalogues differ each time.
sed -i -e '/^"POT-Creation-Date:/d' -e '/^"Report-Msgid-Bugs-To: *\\n"$/d' locale/*/LC_MESSAGES/*.po
"$python" -m django compilemessages --verbosity 0
for catalogue in locale/*/LC_MESSAGES/django.po; do
    echo "$catalogue: $(msgfmt --statistics --output-file=/dev/null "$catalogue" 2>&1)"
done
