# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people asks of those above."""

from __future__ import annotations

from collections.abc import Sequence

from hearthside.core.hooks import Hook
from hearthside.core.verdicts import Verdict

may_join: Hook[[], Verdict] = Hook()
"""Whether somebody may join this installation now. Every answer must be yes."""

help_countries: Hook[[], Sequence[str]] = Hook()
"""The codes of the countries that have a help page of their own. Only one domain answers."""

offered_languages: Hook[[], Sequence[str]] = Hook()
"""The codes of the languages that can be chosen. Only one domain answers."""
