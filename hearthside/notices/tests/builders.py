# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notices for tests."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress

from hearthside.ledger.models import Delivery
from hearthside.notices import hooks
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.actions.reaching import keep_wishes
from hearthside.notices.hooks import Belonging, Reach
from hearthside.notices.models import Notice, Pace
from hearthside.notices.rules import BATCH
from hearthside.people.actions.joining import make_account
from hearthside.people.models import Person
from hearthside.people.tests.builders import newcomer

SIX_PM = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
LATER = SIX_PM + BATCH
"""When a mail about what came at six is due."""
NIGHT = SIX_PM.replace(hour=23)
KIND = "test-answer"


@hooks.words.answer
def words_for_tests(kind: str, times: int) -> str | None:
    """Speak for the kind of notice that only tests send."""
    return f"answers: {times}" if kind == KIND else None


def telling_to(
    recipient_id: UUID,
    *,
    space_id: UUID | None = None,
    subject_id: UUID | None = None,
    kind: str = KIND,
    path: str = "/s/riverside/conversations/1/",
) -> Telling:
    """Say what to tell, with a subject of its own unless one is named."""
    return Telling(space_id or uuid4(), recipient_id, kind, subject_id or uuid4(), path)


def make_notice(telling: Telling, *, at: datetime = SIX_PM) -> Notice:
    """Tell somebody something, and return the notice that stands for it."""
    notify(telling=telling, now=at)
    return Notice.objects.get(
        recipient_id=telling.recipient_id,
        kind=telling.kind,
        subject_id=telling.subject_id,
        seen_at=None,
    )


# --- reaching people outside the house -----------------------------------------------------
HELPING = "test-waiting"
_FACES: dict[UUID, Reach] = {}
_PARTS: dict[UUID, Belonging] = {}
SPACE = "Anxious Herons"
"""A name that tells something, so that a test sees where it gets out."""


@hooks.person_behind.answer
def face_for_tests(face_id: UUID) -> Reach | None:
    """Speak for the faces that tests made."""
    return _FACES.get(face_id)


@hooks.is_unnamed.answer
def unnamed_face_for_tests(face_id: UUID) -> bool:
    """Whether a face that tests made is a voice's without a name."""
    return face_id in _FACES and _FACES[face_id].is_voice


@hooks.faces_of.answer
def faces_for_tests(person_ids: Collection[UUID]) -> list[Reach]:
    """The faces that tests made for these people."""
    return [reach for reach in _FACES.values() if reach.person_id in person_ids]


@hooks.group_of.answer
def group_for_tests(kind: str) -> hooks.Group | None:
    """What the kinds of notices that only tests send are about."""
    return {KIND: hooks.Group.ANSWERS, HELPING: hooks.Group.WAITING}.get(kind)


@hooks.digest_parts.answer
def parts_for_tests(reaches: Sequence[Reach], since: datetime) -> list[Belonging]:
    """What tests want said of their faces."""
    return [_PARTS[reach.face_id] for reach in reaches if reach.face_id in _PARTS]


def make_face(person: Person, *, is_voice: bool = False) -> Reach:
    """Give a person a face that can be told things."""
    face_id = uuid4()
    reach = Reach(
        face_id=face_id,
        person_id=person.id,
        member_id=uuid4() if is_voice else face_id,
        space_name=SPACE,
        space_slug="anxious-herons",
        path="/s/anxious-herons/notices/",
    )
    _FACES[reach.face_id] = reach
    return reach


def belongs(part: Belonging) -> None:
    """Have this said in the digest of a face."""
    _PARTS[part.face_id] = part


def make_reachable(
    address: str = "wren@example.org",
    *,
    zone: str = "UTC",
    discreet: bool = False,
    **wishes: object,
) -> Person:
    """Make somebody with a confirmed address who wants mail about answers, soon."""
    person = make_account(newcomer=newcomer(), now=SIX_PM).person
    person.zone, person.discreet = zone, discreet
    person.save(update_fields=["zone", "discreet"])
    if address:
        EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    keep_wishes(person=person, wishes={"mail_answers": Pace.SOON, **wishes}, now=SIX_PM)
    return person


def tell(reach: Reach, *, at: datetime = SIX_PM, kind: str = KIND, urgent: bool = False) -> None:
    """Tell a face something of its own."""
    notify(telling=replace(telling_to(reach.face_id, kind=kind), urgent=urgent), now=at)


def owed() -> list[Delivery]:
    """What is still to be delivered, the next first."""
    return list(Delivery.objects.filter(done_at=None).order_by("next_try_at", "id"))
