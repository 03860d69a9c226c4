# SPDX-License-Identifier: AGPL-3.0-or-later
"""What members do about themselves: name, face, agreement, leaving."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked, wait_for_turn
from hearthside.core.verdicts import Refused
from hearthside.ledger.actions.outbox import announce
from hearthside.privacy.hooks import Leave, Subject, erase
from hearthside.spaces.actions._steps import (
    agree_to,
    membership_of,
    require_free_name,
    require_steward_left,
)
from hearthside.spaces.events import LooksChanged
from hearthside.spaces.models import Membership, MembershipState, Space, new_face
from hearthside.spaces.rules.joining import TERMS_CHANGED
from hearthside.spaces.rules.names import name_key, tidy_name
from hearthside.spaces.rules.standing import NOT_HERE, Standing


@transaction.atomic
def take_name(*, by: Standing, space: Space, name: str, now: datetime) -> Membership:
    """Go by another name in this space.

    Raises `Refused` when the name cannot be carried or somebody else has it. Announces
    `LooksChanged`.
    """
    space = locked(space)
    member = _own(by, space)
    require_free_name(space, name, person_id=member.person_id)
    member.name, member.name_key = tidy_name(name), name_key(name)
    member.save(update_fields=["name", "name_key"])
    announce(LooksChanged(space.id, member.id))
    return member


@transaction.atomic
def take_another_face(*, by: Standing, space: Space, now: datetime) -> Membership:
    """Show another face in this space, drawn at random. Announces `LooksChanged`."""
    member = _own(by, space)
    member.face = new_face()
    member.save(update_fields=["face"])
    announce(LooksChanged(space.id, member.id))
    return member


@transaction.atomic
def agree_to_terms(*, by: Standing, space: Space, version: int, now: datetime) -> Membership:
    """Agree to the norms and limits of this space in the version that was read.

    Raises `Refused` when the words changed since.
    """
    space = locked(space)
    member = _own(by, space)
    if version != space.terms_version:
        raise Refused(TERMS_CHANGED)
    agree_to(member.id, version, now)
    member.agreed_version = version
    member.save(update_fields=["agreed_version"])
    return member


@transaction.atomic
def leave_space(*, by: Standing, space: Space, leave: Leave, now: datetime) -> None:
    """Leave this space, with one's words or without.

    Either way the name, the face and what was kept about this membership go; what the
    domains above keep is theirs to erase (`privacy.hooks.erase`). A bare membership stays,
    so that whoever kept this person away still does if they come back. Raises `Refused` as
    `rules.may_let_go` says.
    """
    wait_for_turn("leaving")
    space = locked(space)
    member = _own(by, space)
    require_steward_left(member)
    erase.ask(Subject(member.person_id, member.id), leave, now)


@transaction.atomic
def leave_after_removal(*, space: Space, person_id: UUID, leave: Leave, now: datetime) -> None:
    """Take one's words along, or one's name off them, after a steward removed one.

    Who was removed stays removed: the name, the face and the reason stay, so that they can
    ask to come back and nobody comes in again unseen. Raises `Refused` with "not-here" for
    everybody else.
    """
    wait_for_turn("leaving")
    space = locked(space)
    past = membership_of(space, person_id)
    if past is None or past.state != MembershipState.REMOVED:
        raise Refused(NOT_HERE)
    erase.ask(Subject(person_id, past.id), leave, now)


def _own(by: Standing, space: Space) -> Membership:
    """Hold the membership that acts."""
    member = Membership.objects.filter(
        id=by.member_id, space=space, state=MembershipState.ACTIVE
    ).first()
    if member is None:
        raise Refused(NOT_HERE)
    return locked(member)
