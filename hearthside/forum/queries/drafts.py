# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading back what somebody had begun to write."""

from __future__ import annotations

from dataclasses import dataclass

from hearthside.core.crypto.keyring import keyring
from hearthside.forum.models import Draft
from hearthside.spaces.rules import Standing


def draft_key(by: Standing, place: str) -> bytes:
    """Return the blind key of one member's draft in one place."""
    return keyring().blind("draft", by.member_id, place)


def form_mark(once: str) -> str:
    """Return what stands for a form in the table of drafts; the form's own key joins to a post."""
    return keyring().blind("draft-form", once).hex()[:32] if once else ""


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody had begun to write in one place, and the mark of the form it stood in."""

    words: str = ""
    form: str = ""


def begun_in(place: str, by: Standing) -> Begun:
    """Return what this member keeps in one place; empty where there is nothing."""
    draft = Draft.objects.filter(key=draft_key(by, place)).first()
    return Begun(draft.words, draft.form) if draft else Begun()
