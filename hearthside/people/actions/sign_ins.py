# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ending sign-ins, one or many."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.people.models import SignIn


@transaction.atomic
def end_sign_in(*, person_id: UUID, sign_in_id: UUID, now: datetime) -> bool:
    """End one sign-in of this person; False where it is over already, or somebody else's."""
    return SignIn.objects.filter(person_id=person_id, id=sign_in_id).delete()[0] > 0


@transaction.atomic
def end_sign_ins(*, person_id: UUID, keep: UUID | None, now: datetime) -> int:
    """End every sign-in of this person but ``keep``; return how many. Never refused."""
    theirs = SignIn.objects.filter(person_id=person_id)
    return (theirs.exclude(id=keep) if keep else theirs).delete()[0]
