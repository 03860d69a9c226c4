# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages between two people for tests, made by the verbs themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from django.test import Client
from django.urls import reverse

from hearthside.forum.actions._letters import Message
from hearthside.forum.actions.asking import Asking, accept_letters, ask_to_write
from hearthside.forum.actions.letters import write_letter
from hearthside.forum.models import Letter, LetterSide, Thread, Voice
from hearthside.forum.queries.letters import own_side
from hearthside.forum.rules.letters import QUIET_DAYS
from hearthside.forum.tests.builders import make_board, make_thread, unnamed_post
from hearthside.forum.tests.pages import signed_in
from hearthside.spaces.actions.distances import keep_apart
from hearthside.spaces.models import Distance, Membership, Space
from hearthside.spaces.rules.standing import Standing
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

AFTER_QUIET = SIX_PM + timedelta(days=QUIET_DAYS + 1)
_number = count(1)


def message(text: str = "Hello", *, once: str = "") -> Message:
    """What a form sends, with a fresh one-time key."""
    return Message.said(text, once or f"{next(_number):032x}")


def make_voice(owner: Membership, thread: Thread | None = None) -> Voice:
    """Somebody speaks in a conversation without their name."""
    thread = thread or make_thread(make_board(owner.space))
    return unnamed_post(thread, owner).voice


def asked_by(
    by: Standing,
    other: UUID,
    text: str = "May I write to you?",
    *,
    me: UUID | None = None,
    now: datetime = SIX_PM,
) -> LetterSide:
    """Somebody asks a face to write; their own side of it."""
    asking = Asking(me or by.member_id, other, message(text), "Wren")
    return ask_to_write(by=by, asking=asking, now=now)


def side_of(member: Membership | Standing, side: LetterSide) -> LetterSide:
    """Somebody's own side of a correspondence, which they have in their view."""
    standing = member if isinstance(member, Standing) else standing_of(member)
    found = own_side(standing, side.correspondence_id)
    assert found is not None
    return found


@dataclass(frozen=True)
class Two:
    """Two members who write to one another, and the side of each."""

    space: Space
    asker: Membership
    other: Membership

    @property
    def asking(self) -> LetterSide:
        return side_of(self.asker, self._any)

    @property
    def asked(self) -> LetterSide:
        return side_of(self.other, self._any)

    @property
    def _any(self) -> LetterSide:
        return LetterSide.objects.filter(face=self.asker.id).order_by("id")[0]

    @property
    def address(self) -> str:
        return address(self.space, self._any.correspondence_id)

    def as_asker(self) -> Client:
        return signed_in(self.asker)

    def as_other(self) -> Client:
        return signed_in(self.other)


def address(space: Space, correspondence_id: UUID, name: str = "letter") -> str:
    return reverse(f"forum:{name}", args=[space.slug, correspondence_id])


def make_two(
    *, accepted: bool = True, text: str = "May I write to you?", now: datetime = SIX_PM
) -> Two:
    """Two members of a space; one asked, and the other said yes."""
    space = make_space()
    two = Two(space, make_member(space, "Ash"), make_member(space, "Wren"))
    asked_by(standing_of(two.asker), two.other.id, text, now=now)
    if accepted:
        accept_letters(by=standing_of(two.other), side=two.asked, now=SIX_PM)
    return two


def make_letter(two: Two, by: Membership, text: str = "Hello", now: datetime = SIX_PM) -> Letter:
    """One of the two writes."""
    side = two.asking if by == two.asker else two.asked
    return write_letter(by=standing_of(by), side=side, message=message(text), now=now)


def block(by: Membership, other: Membership) -> None:
    """Somebody blocks somebody, which ends what they write to each other."""
    keep_apart(by=standing_of(by), other=other, distance=Distance.BLOCK, now=SIX_PM)
