# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ids as they come in forms and addresses: anything may stand there."""

from __future__ import annotations

from uuid import UUID


def id_in(text: str) -> UUID | None:
    """Return the id that a text is, or None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def number_in(text: str) -> int | None:
    """Return the small number that a text from outside is, or None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None
