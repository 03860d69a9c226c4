# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading back what somebody had begun to write."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from hearthside.core.crypto.keyring import keyring
from hearthside.core.crypto.padding import filled
from hearthside.forum.models import Draft
from hearthside.spaces.rules.standing import Standing

NOTHING = "\0"
"""What stands behind sealed words up to a round size: it would find the post made of them."""
_SIZE = 320
"""Characters of the sealed choices, whatever they are: every note together takes two thirds."""


def draft_key(by: Standing, place: str) -> bytes:
    """Return the blind key of one member's draft in one place."""
    return keyring().blind("draft", by.member_id, place)


def draft_owner(by: Standing) -> bytes:
    """Return what stands for one member in the table of drafts."""
    return _owner("draft-owner", by.member_id)


def mail_owner(by: Standing) -> bytes:
    """Return what stands for one member beside mails that wait.

    Not the same as beside other drafts: a notice to the member says when a mail was kept, and
    would tell whose these are.
    """
    return _owner("mail-owner", by.member_id)


def owners_of(member_ids: Iterable[UUID]) -> list[bytes]:
    """Return all that stands for these members in the table of drafts."""
    return [_owner(kind, each) for each in member_ids for kind in ("draft-owner", "mail-owner")]


def _owner(kind: str, member_id: UUID) -> bytes:
    return keyring().blind(kind, member_id)


def filled_words(words: str) -> str:
    """Write words as they are sealed: up to a round size."""
    return filled(words, smallest=512, mark=NOTHING)


def filled_place(place: str) -> str:
    """Write a place as it is sealed: all of one size."""
    return filled(place, smallest=64)


def form_mark(once: str) -> str:
    """Return what stands for a form in the table of drafts; the form's own key joins to a post."""
    return keyring().blind("draft-form", once).hex()[:32] if once else ""


def written_choices(
    *, unnamed: bool, notes: str = "", wanted: str = "", asks: bool = False, why: str = ""
) -> str:
    """Write what else was chosen in a form, and why a mail waits; of one size whatever it was."""
    chosen = {"unnamed": int(unnamed), "notes": notes, "wanted": wanted, "asks": int(asks)}
    chosen |= {"why": why} if why else {}
    return json.dumps(chosen).ljust(_SIZE)


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody had begun to write in one place, and the mark of the form it stood in."""

    words: str = ""
    form: str = ""
    unnamed: bool = False
    notes: str = ""
    wanted: str = ""
    asks: bool = False
    why: str = ""

    @classmethod
    def of(cls, draft: Draft) -> Begun:
        """What stands in a draft."""
        return cls.read(draft.words, draft.form, draft.choices)

    @classmethod
    def read(cls, words: str, form: str, choices: str) -> Begun:
        """Put together what was kept; drafts from before choices were kept have none."""
        chosen = json.loads(choices) if choices else {}
        return cls(
            words.rstrip(NOTHING),
            form,
            unnamed=bool(chosen.get("unnamed")),
            notes=chosen.get("notes", ""),
            wanted=chosen.get("wanted", ""),
            asks=bool(chosen.get("asks")),
            why=chosen.get("why", ""),
        )


def begun_in(place: str, by: Standing) -> Begun:
    """Return what this member keeps in one place; empty where there is nothing."""
    draft = Draft.objects.filter(key=draft_key(by, place)).first()
    return Begun.of(draft) if draft else Begun()
