# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading back what somebody had begun to write."""

from __future__ import annotations

from hearthside.core.crypto.keyring import keyring
from hearthside.forum.models import Draft
from hearthside.spaces.rules import Standing


def draft_key(by: Standing, place: str) -> bytes:
    """Return the blind key of one member's draft in one place."""
    return keyring().blind("draft", by.member_id, place)


def draft_in(place: str, by: Standing) -> str:
    """Return the words this member keeps in one place, or empty text."""
    draft = Draft.objects.filter(key=draft_key(by, place)).first()
    return draft.words if draft else ""
