# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links that let people in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core.records import locked
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.models import Verb
from hearthside.spaces.actions._steps import (
    Newcomer,
    come_in,
    digest_of,
    membership_of,
    new_secret,
    note_by_steward,
    require_read,
)
from hearthside.spaces.models import (
    Grant,
    Invitation,
    Membership,
    MembershipState,
    Role,
    Space,
)
from hearthside.spaces.rules.joining import may_accept, may_offer
from hearthside.spaces.rules.standing import KeeperStanding, Standing, may_keep, may_steward

STEWARD_LINK_OPEN: Final = timedelta(days=14)
"""How long the link that makes a steward stays open."""


@dataclass(frozen=True, slots=True)
class Offer:
    """How many people a link lets in, and until when."""

    uses: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that was just made, with the secret that only its maker sees, once."""

    invitation: Invitation
    secret: str


@transaction.atomic
def make_invitation(*, by: Standing, space: Space, offer: Offer, now: datetime) -> NewLink:
    """Make a link into a space. Only a digest of its secret is kept.

    Raises `Refused` as `rules.may_offer` says. An entry in the ledger.
    """
    may_offer(by, space.id, offer.expires_at, now).require()
    secret = new_secret()
    invitation = Invitation.objects.create(
        space=space,
        secret_digest=digest_of(secret),
        made_by_id=by.member_id,
        made_at=now,
        expires_at=offer.expires_at,
        uses_left=offer.uses,
    )
    note_by_steward(by, Deed(Verb.INVITATION_MADE, space_id=space.id), now)
    return NewLink(invitation, secret)


@transaction.atomic
def make_steward_link(*, by: KeeperStanding, space: Space, now: datetime) -> NewLink:
    """Make a link whose one user becomes a steward: how a space gets its first.

    Raises `Refused` as `rules.may_keep` says. An entry in the ledger; stewards see the link
    among the others and can close it.
    """
    may_keep(by, space.organisation_id).require()
    secret = new_secret()
    invitation = Invitation.objects.create(
        space=space,
        role=Role.STEWARD,
        secret_digest=digest_of(secret),
        made_at=now,
        expires_at=now + STEWARD_LINK_OPEN,
        uses_left=1,
    )
    deed = Deed(Verb.INVITATION_MADE, space_id=space.id, reason_kind=Role.STEWARD)
    record(by=Actor(by.person_id, "keeper"), deed=deed, now=now)
    return NewLink(invitation, secret)


@transaction.atomic
def withdraw_invitation(*, by: Standing, invitation: Invitation, now: datetime) -> Invitation:
    """Close a link. Closing twice is the same as closing once.

    Raises `Refused` as `rules.may_steward` says. An entry in the ledger.
    """
    invitation = locked(invitation)
    may_steward(by, invitation.space_id).require()
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = now
        invitation.save(update_fields=["withdrawn_at"])
        deed = Deed(Verb.INVITATION_WITHDRAWN, space_id=invitation.space_id)
        note_by_steward(by, deed, now)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, newcomer: Newcomer, now: datetime) -> Membership:
    """Come in with a link. Who is a member already uses nothing up.

    Raises `Refused` as `rules.may_accept` says, when the name is taken, or when the words
    of the space changed since they were read.
    """
    space = locked(invitation.space)  # so that two people cannot take the last use
    invitation = locked(invitation)
    past = membership_of(space, newcomer.person_id)
    if past and past.state == MembershipState.ACTIVE and not invitation.role:
        return past
    may_accept(invitation, MembershipState(past.state) if past else None, now).require()
    require_read(space, newcomer)
    member = come_in(space, newcomer, now)
    invitation.uses_left -= 1
    invitation.save(update_fields=["uses_left"])
    if invitation.role:
        _give_role(invitation, member, now)
    return member


def _give_role(invitation: Invitation, member: Membership, now: datetime) -> None:
    """The role that a keeper's link gives along; one that would have ended stays for good."""
    Grant.objects.update_or_create(
        membership=member,
        role=invitation.role,
        over=None,
        defaults={"ends_at": None},
        create_defaults={"since": now},
    )
    deed = Deed(Verb.GRANT_GIVEN, member.id, invitation.space_id, reason_kind=invitation.role)
    record(by=Actor(None, "keeper"), deed=deed, now=now)
