# SPDX-License-Identifier: AGPL-3.0-or-later
"""All that asking somebody to write looks at. The same questions, whoever is asked.

No question here depends on the answer to another, so that a block, a refusal and nobody at
all take as long as anybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from hearthside.core.crypto.keyring import keyring
from hearthside.forum.models import LetterRest, LetterSide, LetterState, LetterWall
from hearthside.forum.queries.letter_faces import Shown, faces_shown, voices_alone
from hearthside.forum.rules.letters import QUIET_DAYS, Between
from hearthside.spaces.queries.adults import adults_among
from hearthside.spaces.queries.people import met_by
from hearthside.spaces.queries.standing import kept_apart
from hearthside.spaces.rules.standing import Standing

_WAITING = [LetterState.ASKED, LetterState.DECLINED]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether whoever asks is an adult, and whether it arrives. The second is never told."""

    asks_as_adult: bool
    arrives: bool


def pair_of(one: UUID, other: UUID) -> bytes:
    """Return what stands for two faces, whichever of them asks."""
    return keyring().blind("letters", *sorted((str(one), str(other))))


def between(by: Standing, me: UUID, other: UUID, today: date) -> Between:
    """What there was between two faces, and how many doors this person waits at. Two queries."""
    sides = LetterSide.objects.filter(face=me, correspondence__pair=pair_of(me, other))
    mine = None
    quiet: list[date] = []
    for side in sides.select_related("correspondence").order_by("id"):
        row = side.correspondence
        if row.state == LetterState.ENDED and row.ended_on:
            quiet.append(row.ended_on + timedelta(days=QUIET_DAYS))
        elif row.state == LetterState.WITHDRAWN:
            quiet += [row.asked_on + timedelta(days=QUIET_DAYS)] if side.asked else []
        else:
            mine = side
    waiting = LetterSide.objects.filter(
        face__in=by.faces, asked=True, correspondence__state__in=_WAITING
    )
    until = max(quiet, default=today)
    return Between(mine, until if until > today else None, waiting.count())


def reach_of(by: Standing, me: UUID, other: UUID) -> Reach:
    """Whether one face's asking arrives at another. Five queries, always the same."""
    voice = voices_alone([other], by).first()
    owner = other if voice is None else UUID(voice.owner)
    adults = adults_among(by.space_id, [by.member_id, owner])
    apart = kept_apart(me).blocked
    walls = walls_between(other, me).count()
    rests = LetterRest.objects.filter(membership_id=owner).count()
    arrives = owner in adults and other not in apart and not walls and not rests
    return Reach(by.member_id in adults, arrives)


def wall_owner(face: UUID) -> bytes:
    """Return what stands for a face that lets others not through."""
    return keyring().blind("letter-wall-owner", face)


def wall_other(face: UUID) -> bytes:
    """Return what stands for a face that is not let through."""
    return keyring().blind("letter-wall-other", face)


def walls_between(keeper: UUID, other: UUID) -> QuerySet[LetterWall]:
    """The wall that one face built before another, if any."""
    return LetterWall.objects.filter(owner=wall_owner(keeper), other=wall_other(other))


def may_be_asked(by: Standing, other: UUID) -> Shown | None:
    """A face that this person can see here, to ask it to write. Four queries, whoever it is."""
    met = met_by(by).filter(id=other).exists()
    voice = voices_alone([other], by).exists()
    shown = faces_shown([other], by)[other]
    return shown if met or voice else None


def own_face(by: Standing, other: UUID, thread_id: UUID | None) -> UUID:
    """Under which face this person asks another: the one they have in a conversation.

    A voice without a name is met in its own conversation, whatever else an address says.
    Who speaks there without their name asks without it; everybody else under it.
    """
    voice = voices_alone([other], by).first()
    where = voice.thread_id if voice else thread_id
    mine = voices_alone(by.voices, by).filter(thread_id__in=[where] if where else [])
    return mine.order_by("id").values_list("id", flat=True).first() or by.member_id


def walled_off(keeper: UUID, other: UUID) -> bool:
    """Whether one face lets no asking of another through."""
    return walls_between(keeper, other).exists()


def own_rest(by: Standing) -> bool:
    """Whether this member wants nobody to ask them to write."""
    return LetterRest.objects.filter(membership_id=by.member_id).exists()
