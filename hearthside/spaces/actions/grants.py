# SPDX-License-Identifier: AGPL-3.0-or-later
"""Giving roles in a space, and ending them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.ledger.actions.entries import Deed
from hearthside.ledger.models import Verb
from hearthside.spaces.actions._steps import note_by_steward, require_steward_left, tell
from hearthside.spaces.models import Grant, Membership, Role
from hearthside.spaces.rules.members import may_end_grant, may_give_grant
from hearthside.spaces.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class NewGrant:
    """A role over the whole space, or over one thing in it, and when it ends by itself."""

    role: Role
    ends_at: datetime | None = None
    over: UUID | None = None


@transaction.atomic
def give_grant(*, by: Standing, member: Membership, grant: NewGrant, now: datetime) -> Grant:
    """Give a member a role. Giving it again only changes when it ends.

    Raises `Refused` as `rules.may_give_grant` and `rules.may_let_go` say (an end for the
    last steward's role). An entry in the ledger. Tells the member.
    """
    space = locked(member.space)
    member = locked(member)
    may_give_grant(by, member, grant.ends_at, now).require()
    if grant.role == Role.STEWARD and grant.over is None and grant.ends_at:
        require_steward_left(member)
    given, _ = Grant.objects.update_or_create(
        membership=member,
        role=grant.role,
        over=grant.over,
        defaults={"ends_at": grant.ends_at},
        create_defaults={"ends_at": grant.ends_at, "since": now},
    )
    deed = Deed(Verb.GRANT_GIVEN, member.id, space.id, reason_kind=grant.role)
    note_by_steward(by, deed, now)
    tell(space, member.id, "role-given", "spaces:my_membership", now)
    return given


@transaction.atomic
def end_grant(*, by: Standing, grant: Grant, now: datetime) -> None:
    """Take a role back. One's own can be laid down in the same way.

    Raises `Refused` as `rules.may_end_grant` and `rules.may_let_go` say. An entry in the
    ledger. Tells the member.
    """
    space = locked(grant.membership.space)
    member = locked(grant.membership)
    may_end_grant(by, member).require()
    if grant.role == Role.STEWARD and grant.over is None:
        require_steward_left(member)
    grant.delete()
    deed = Deed(Verb.GRANT_ENDED, member.id, space.id, reason_kind=grant.role)
    note_by_steward(by, deed, now)
    if member.id != by.membership_id:
        tell(space, member.id, "role-ended", "spaces:my_membership", now)
