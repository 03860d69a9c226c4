# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking at a member as staff does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.ledger.actions.entries import Deed
from hearthside.ledger.models import Verb
from hearthside.spaces.actions._steps import note_by_steward
from hearthside.spaces.models import Membership
from hearthside.spaces.rules.standing import Standing, may_steward


@transaction.atomic
def look_at_member(*, by: Standing, member: Membership, now: datetime) -> Membership:
    """Open the page that staff sees of a member. The member can read that it was opened.

    Raises `Refused` as `rules.may_steward` says. An entry in the ledger.
    """
    may_steward(by, member.space_id).require()
    deed = Deed(Verb.MEMBERSHIP_SEEN, about=member.id, space_id=member.space_id)
    note_by_steward(by, deed, now)
    return member
