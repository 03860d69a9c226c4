# SPDX-License-Identifier: AGPL-3.0-or-later
"""Removing a member, and letting them back in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.records import locked
from hearthside.ledger.actions.entries import Deed
from hearthside.ledger.models import Verb
from hearthside.spaces.actions._steps import greet, note_by_steward, require_steward_left
from hearthside.spaces.models import Grant, Invitation, Membership, MembershipState
from hearthside.spaces.rules import Standing, may_remove, may_steward


@transaction.atomic
def remove_member(*, by: Standing, member: Membership, reason: str, now: datetime) -> Membership:
    """Remove somebody from the space. They can read ``reason`` and ask to come back.

    Their roles end and the links they made close; their words stay as they are. Removing
    twice is removing once. Raises `Refused` as `rules.may_remove` and `rules.may_let_go`
    say. An entry in the ledger, with the reason.
    """
    space = locked(member.space)
    member = locked(member)
    may_remove(by, member).require()
    if member.state != MembershipState.ACTIVE:
        return member
    require_steward_left(member)
    member.state, member.ended_at, member.ended_reason = MembershipState.REMOVED, now, reason
    member.save(update_fields=["state", "ended_at", "ended_reason"])
    Grant.objects.filter(membership=member).delete()
    Invitation.objects.filter(made_by=member, withdrawn_at=None).update(withdrawn_at=now)
    deed = Deed(Verb.MEMBERSHIP_REMOVED, about=member.id, space_id=space.id, reason=reason)
    note_by_steward(by, deed, now)
    return member


@transaction.atomic
def readmit_member(*, by: Standing, member: Membership, words: str, now: datetime) -> Membership:
    """Let somebody back in who was removed, without the roles they had.

    They read ``words`` on their own page. Raises `Refused` as `rules.may_steward` says. An
    entry in the ledger, with the words. Tells them.
    """
    space = locked(member.space)
    member = locked(member)
    may_steward(by, member.space_id).require()
    if member.state != MembershipState.REMOVED:
        return member
    member.state, member.ended_at, member.ended_reason = MembershipState.ACTIVE, None, ""
    member.save(update_fields=["state", "ended_at", "ended_reason"])
    deed = Deed(Verb.MEMBERSHIP_READMITTED, member.id, space.id, reason=words)
    note_by_steward(by, deed, now)
    greet(space, member, words, now)
    return member
