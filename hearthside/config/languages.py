# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which languages people can choose: those whose crisis text was reviewed by a person."""

from __future__ import annotations

from django.conf import settings


def offered_languages() -> tuple[str, ...]:
    """Return the codes of the languages offered, the source language first."""
    return tuple(code for code, _ in settings.LANGUAGES)
