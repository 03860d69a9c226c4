# SPDX-License-Identifier: AGPL-3.0-or-later
"""Removing a member, and letting them back in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.verdicts import Refused
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import announce
from hearthside.ledger.models import Verb
from hearthside.spaces.actions._steps import (
    greet,
    note_by_steward,
    require_steward_left,
    settle_request,
)
from hearthside.spaces.events import Readmitted
from hearthside.spaces.models import (
    Grant,
    Invitation,
    Membership,
    MembershipState,
    RequestState,
    Role,
)
from hearthside.spaces.rules.members import ONESELF, TWO_NEEDED
from hearthside.spaces.rules.standing import Standing, may_steward


@dataclass(frozen=True, slots=True)
class Agreed:
    """The two people who end a membership: the steward who proposed it, and the second one.

    The second is another steward (``second_id``) or a keeper, who has no membership here.
    """

    first_id: UUID
    second_role: str
    second_id: UUID | None = None


@transaction.atomic
def remove_member(*, member: Membership, agreed: Agreed, reason: str, now: datetime) -> Membership:
    """Remove somebody from the space, as two people agreed. They can read ``reason`` and ask to
    come back.

    Their roles end and the links they made close; their words stay as they are. Removing
    twice is removing once. Raises `Refused` where it were one person alone or about one of the
    two, and as `rules.may_let_go` says. An entry in the ledger, with the reason.
    """
    space = locked(member.space)
    member = locked(member)
    if agreed.second_id == agreed.first_id or not (agreed.second_id or agreed.second_role):
        raise Refused(TWO_NEEDED)
    if member.id in (agreed.first_id, agreed.second_id):
        raise Refused(ONESELF)
    if member.state != MembershipState.ACTIVE:
        return member
    require_steward_left(member)
    member.state, member.ended_at, member.ended_reason = MembershipState.REMOVED, now, reason
    member.save(update_fields=["state", "ended_at", "ended_reason"])
    Grant.objects.filter(membership=member).delete()
    Invitation.objects.filter(made_by=member, withdrawn_at=None).update(withdrawn_at=now)
    deed = Deed(Verb.MEMBERSHIP_REMOVED, about=member.id, space_id=space.id, reason=reason)
    record(by=Actor(agreed.first_id, Role.STEWARD), deed=deed, now=now)
    return member


@transaction.atomic
def readmit_member(*, by: Standing, member: Membership, words: str, now: datetime) -> Membership:
    """Let somebody back in who was removed, without the roles they had.

    They read ``words`` on their own page; if they had asked to come back, that is answered.
    Raises `Refused` as `rules.may_steward` says. An entry in the ledger, with the words. Tells
    them. Announces `Readmitted`, once.
    """
    space = locked(member.space)
    member = locked(member)
    may_steward(by, member.space_id).require()
    if member.state != MembershipState.REMOVED:
        return member
    member.state, member.ended_at, member.ended_reason = MembershipState.ACTIVE, None, ""
    member.save(update_fields=["state", "ended_at", "ended_reason"])
    settle_request(space, member.person_id, RequestState.ADMITTED, now, words)
    deed = Deed(Verb.MEMBERSHIP_READMITTED, member.id, space.id, reason=words)
    note_by_steward(by, deed, now)
    greet(by, member, words, now)
    announce(Readmitted(space_id=space.id, membership_id=member.id))
    return member
