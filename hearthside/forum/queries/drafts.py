# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading back what somebody had begun to write."""

from __future__ import annotations

from hearthside.core.crypto.keyring import keyring
from hearthside.forum.models import Draft
from hearthside.spaces.rules import Standing


def draft_in(place: str, by: Standing) -> str:
    """Return the words this member keeps in one place, or empty text."""
    key = keyring().blind("draft", by.membership_id, place)
    draft = Draft.objects.filter(key=key).first()
    return draft.words if draft else ""
