# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forgetting who somebody was in a space, or in all of them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.privacy.hooks import Subject
from hearthside.spaces.models import (
    Grant,
    Invitation,
    JoinRequest,
    Keeper,
    Membership,
    MembershipState,
    new_face,
)


@transaction.atomic
def forget_memberships(*, subject: Subject, now: datetime) -> None:
    """Erase one membership down to a bare row, or everything an account is in any space.

    The bare row has no name, no face that was ever shown, no role and no reason: it keeps
    apart those who were kept apart, should the person come back. With the account it goes
    as well. Who was removed keeps the name, the face and the reason they were removed under.
    Links that somebody made close.
    """
    members = Membership.objects.filter(person_id=subject.person_id)
    if subject.membership_id is not None:
        members = members.filter(id=subject.membership_id)
    ids = list(members.values_list("id", flat=True))
    Invitation.objects.filter(made_by__in=ids, withdrawn_at=None).update(withdrawn_at=now)
    if subject.membership_id is None:
        members.delete()
        JoinRequest.objects.filter(person_id=subject.person_id).delete()
        Keeper.objects.filter(person_id=subject.person_id).delete()
        return
    if members.filter(state=MembershipState.REMOVED).update(agreed_version=0, welcome=""):
        return
    Grant.objects.filter(membership__in=ids).delete()
    spaces = members.values_list("space_id", flat=True)
    JoinRequest.objects.filter(person_id=subject.person_id, space__in=list(spaces)).delete()
    for member_id in ids:
        _strip(member_id, now)


def _strip(member_id: UUID, now: datetime) -> None:
    """Take off everything others ever saw. The key begins with a space, which no name's does."""
    Membership.objects.filter(id=member_id).update(
        name="",
        name_key=f" {member_id.hex}",
        face=new_face(),
        state=MembershipState.LEFT,
        ended_at=now,
        ended_reason="",
        welcome="",
        agreed_version=0,
    )
