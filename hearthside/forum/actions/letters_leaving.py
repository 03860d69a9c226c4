# SPDX-License-Identifier: AGPL-3.0-or-later
"""What becomes of messages when one of the two leaves for good, and when their time is over."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from hearthside.forum.actions._letters import close, held
from hearthside.forum.events import LettersGo
from hearthside.forum.models import (
    ARRIVED,
    KEPT_BACK,
    Correspondence,
    Going,
    Letter,
    LetterExcerpt,
    LetterRest,
    LetterSide,
    LetterState,
    LetterWall,
)
from hearthside.forum.queries.excerpts import excerpt_owner, without
from hearthside.forum.queries.going import read_going, written_going
from hearthside.forum.queries.letter_ground import wall_other, wall_owner
from hearthside.forum.rules.conversation import TAKEN_ALONG_WITHIN
from hearthside.forum.rules.letters import EXCERPT_DAYS, KEPT_DAYS, QUIET_DAYS
from hearthside.ledger.actions.outbox import appoint
from hearthside.privacy.hooks import Leave


@transaction.atomic
def take_faces_out(*, faces: Sequence[UUID], leave: Leave, now: datetime) -> None:
    """End what these faces write, for good; the other keeps what they read, without a name.

    With `Leave.ERASE_ALL` the words of these faces go, and the other reads that they were
    taken along. Each side gets a face of its own that nobody has, so that no two join.
    Faces of one person are not given together, but where everybody knows that they are one.
    """
    LetterRest.objects.filter(membership_id__in=faces).delete()
    LetterWall.objects.filter(owner__in=[wall_owner(face) for face in faces]).delete()
    sides = LetterSide.objects.filter(face__in=faces).select_related("correspondence")
    for found in sides.order_by("id"):
        _take_out(held(found), leave, now)
    _take_out_of_excerpts(faces, leave)


@transaction.atomic
def take_voices_out(*, voices: Collection[UUID], leave: Leave, now: datetime) -> None:
    """Do that for voices without a name, each at an instant of its own within three days.

    All at once, who writes with two of them would see that they were one person's. Somebody
    without a voice leaves the same rows behind.
    """
    nobody = uuid4()
    seconds = int(TAKEN_ALONG_WITHIN.total_seconds())
    each_at = {
        face: now + timedelta(seconds=secrets.randbelow(seconds)) for face in voices or [nobody]
    }
    going = Going(kept=written_going(each_at))
    going.save(force_insert=True)
    _appoint_next(going, leave)


@transaction.atomic
def let_letters_go(*, going_id: UUID, leave: Leave, now: datetime) -> None:
    """Take out the voices whose instant has come, and appoint the next. Twice is once."""
    going = Going.objects.select_for_update().filter(id=going_id).first()
    if going is None:
        return
    kept = read_going(going.kept)
    for face in [face for face, at in kept.items() if at <= now]:
        take_faces_out(faces=[face], leave=leave, now=now)
    left = {face: at for face, at in kept.items() if at > now}
    if not left:
        going.delete()
        return
    going.kept = written_going(left)
    going.save(update_fields=["kept"])
    _appoint_next(going, leave)


@transaction.atomic
def forget_walls(*, faces: Sequence[UUID], now: datetime) -> None:
    """Forget who kept these faces away: they will not come back."""
    LetterWall.objects.filter(other__in=[wall_other(face) for face in faces]).delete()


@transaction.atomic
def purge_letters(*, now: datetime) -> int:
    """Delete askings nobody answered, what ended a year ago, and what was shown a year ago.

    Returns how many correspondences went.
    """
    today = now.date()
    LetterExcerpt.objects.filter(made_on__lte=today - timedelta(days=EXCERPT_DAYS)).delete()
    rows = Correspondence.objects
    lapsed = rows.filter(asked_on__lte=today - timedelta(days=QUIET_DAYS)).exclude(
        state__in=[LetterState.OPEN, LetterState.ENDED]
    )
    over = rows.filter(ended_on__lte=today - timedelta(days=KEPT_DAYS))
    went = lapsed.count() + over.count()
    lapsed.delete()
    over.delete()
    return went


def _appoint_next(going: Going, leave: Leave) -> None:
    due_at = min(read_going(going.kept).values())
    event = LettersGo(going_id=going.id, leave=leave.value)
    appoint(event, due_at=due_at, key=f"letters-go:{going.id}")


def _take_out(side: LetterSide, leave: Leave, now: datetime) -> None:
    correspondence = side.correspondence
    theirs = LetterSide.objects.filter(correspondence=correspondence).exclude(id=side.id)
    never_began = correspondence.state not in (LetterState.OPEN, LetterState.ENDED)
    if (never_began and side.asked) or theirs.filter(gone=True).exists():
        correspondence.delete()
        return
    if correspondence.state == LetterState.OPEN:
        close(correspondence, now)
    side.face, side.gone = uuid4(), True
    side.arrival = KEPT_BACK if side.kept_back or never_began else ARRIVED
    side.save(update_fields=["face", "gone", "arrival"])
    if not never_began:  # else whoever asked would see when the other left; it lapses by itself
        theirs.update(called="")
    if leave == Leave.ERASE_ALL:
        Letter.objects.filter(side=side).update(words="", taken=True)


def _take_out_of_excerpts(faces: Sequence[UUID], leave: Leave) -> None:
    """Take a face out of what was shown to the stewards, with its words if it takes them."""
    made = LetterExcerpt.objects.filter(owner__in=[excerpt_owner(face) for face in faces])
    about = LetterExcerpt.objects.filter(about_face__in=faces)
    if leave == Leave.ERASE_ALL:
        for excerpt in made:
            excerpt.lines = without(excerpt.lines, own=True)
            excerpt.save(update_fields=["lines"])
        for excerpt in about:
            excerpt.lines = without(excerpt.lines, own=False)
            excerpt.save(update_fields=["lines"])
    made.update(owner=b"")
    about.update(about_face=None)
