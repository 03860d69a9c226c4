# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing to one another, agreeing to links, ending it, and putting it away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.forum.actions._letters import Message, add_letter, close, held, require_contact
from hearthside.forum.actions._steps import forget_draft
from hearthside.forum.events import LetterWritten
from hearthside.forum.models import KEPT_BACK, Letter, LetterSide, LetterState, LetterWall
from hearthside.forum.queries.letter_ground import (
    own_face,
    pair_of,
    wall_other,
    wall_owner,
    walls_between,
)
from hearthside.forum.queries.letters import other_side
from hearthside.forum.rules.letters import (
    can_be_written,
    links_agreed,
    may_put_away,
    may_see,
    may_write,
)
from hearthside.ledger.actions.outbox import announce
from hearthside.spaces.rules.standing import Standing


@transaction.atomic
def write_letter(*, by: Standing, side: LetterSide, message: Message, now: datetime) -> Letter:
    """Write to the other. A form sent twice writes once.

    Raises `Refused` as `rules.letters.may_write`, `spaces.rules.standing.may_contact` and
    `can_be_written` say. Announces `LetterWritten`, once.
    """
    side = held(side)
    may_see(by, side).require()
    if sent := Letter.objects.filter(side=side, once=message.once).first():
        return sent
    may_write(by, side).require()
    other = other_side(side)
    require_contact(by, other.face, now)
    agreed = links_agreed((side, other))
    can_be_written(message.words, links_agreed=agreed).require()

    letter = add_letter(side, message, now)
    forget_draft(by, f"letter:{side.correspondence_id}", message.once, message.begun)
    announce(
        LetterWritten(
            space_id=side.space_id,
            correspondence_id=side.correspondence_id,
            number=letter.number,
        )
    )
    return letter


@transaction.atomic
def note_letters_read(*, by: Standing, side: LetterSide, number: int, now: datetime) -> None:
    """Remember up to which message this side has read. The other never learns it.

    Raises `Refused` as `rules.letters.may_see` says. It never moves back.
    """
    may_see(by, side).require()
    LetterSide.objects.filter(id=side.id, read_to__lt=number).update(read_to=number)


@transaction.atomic
def agree_to_links(*, by: Standing, side: LetterSide, now: datetime) -> LetterSide:
    """Agree to links in this correspondence; they go through once the other agrees, too.

    Raises `Refused` as `rules.letters.may_write` says.
    """
    return _put_links(by, side, agrees=True)


@transaction.atomic
def do_without_links(*, by: Standing, side: LetterSide, now: datetime) -> LetterSide:
    """Take that back: addresses that were sent are words again, and no new ones go through.

    Raises `Refused` as `rules.letters.may_write` says.
    """
    return _put_links(by, side, agrees=False)


@transaction.atomic
def end_letters(*, by: Standing, side: LetterSide, now: datetime) -> LetterSide:
    """End a correspondence. No reason is needed or told; what was written stays readable.

    Ending what has ended changes nothing. Raises `Refused` as `rules.letters.may_write`
    says.
    """
    side = held(side)
    if side.correspondence.state == LetterState.ENDED and may_see(by, side):
        return side
    may_write(by, side).require()
    close(side.correspondence, now)
    return side


@transaction.atomic
def put_letters_away(*, by: Standing, side: LetterSide, now: datetime) -> None:
    """Take what has ended out of one's own view. Once both did, it is deleted.

    Raises `Refused` as `rules.letters.may_put_away` says.
    """
    side = held(side)
    may_put_away(by, side).require()
    if side.correspondence.state == LetterState.WITHDRAWN or other_side(side).gone:
        side.correspondence.delete()
        return
    side.gone = True
    side.save(update_fields=["gone"])


@transaction.atomic
def let_none_through(*, by: Standing, side: LetterSide, now: datetime) -> None:
    """Let no new asking of the other through. They are not told; it can be undone.

    Raises `Refused` as `rules.letters.may_see` says.
    """
    may_see(by, side).require()
    _build_wall(side.space_id, side.face, other_side(side).face)


@transaction.atomic
def let_through_again(*, by: Standing, side: LetterSide, now: datetime) -> None:
    """Let the other ask again. Raises `Refused` as `rules.letters.may_see` says."""
    may_see(by, side).require()
    walls_between(side.face, other_side(side).face).delete()


@transaction.atomic
def part_silently(*, keeper: UUID, other: UUID, now: datetime) -> None:
    """End whatever two faces write, because the first keeps the second away.

    The other is told nothing but what every end looks like. An asking of theirs looks
    unanswered to them, and is gone for the keeper; one of the keeper's own is taken back.
    """
    sides = LetterSide.objects.filter(face=keeper, correspondence__pair=pair_of(keeper, other))
    for found in sides.select_related("correspondence").order_by("id"):
        side = held(found)
        if side.correspondence.state == LetterState.OPEN:
            close(side.correspondence, now)
        elif side.correspondence.is_asked and side.asked:
            side.correspondence.state = LetterState.WITHDRAWN
            side.correspondence.save(update_fields=["state"])
        elif side.correspondence.is_asked:
            side.arrival = KEPT_BACK
            side.save(update_fields=["arrival"])


@transaction.atomic
def end_silently(*, by: Standing, other: UUID, now: datetime) -> None:
    """Do that for good with a voice without a name, whom no membership can block.

    What this member writes with it under the face they have in its conversation ends, and no
    asking of it gets through to them any more. What they write with it under another face goes
    on: two that end together would tell that both are theirs.
    """
    me = own_face(by, other, None)
    part_silently(keeper=me, other=other, now=now)
    for face in {me, by.member_id}:
        _build_wall(by.space_id, face, other)


@transaction.atomic
def meet_by_letters_again(*, by: Standing, other: UUID, now: datetime) -> None:
    """Let the askings of a voice without a name through again; what had ended stays so."""
    for face in {own_face(by, other, None), by.member_id}:
        walls_between(face, other).delete()


def _build_wall(space_id: UUID, keeper: UUID, other: UUID) -> None:
    LetterWall.objects.get_or_create(
        owner=wall_owner(keeper), other=wall_other(other), defaults={"space_id": space_id}
    )


def _put_links(by: Standing, side: LetterSide, *, agrees: bool) -> LetterSide:
    side = held(side)
    may_write(by, side).require()
    side.links = agrees
    side.save(update_fields=["links"])
    return side
