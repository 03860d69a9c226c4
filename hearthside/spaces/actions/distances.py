# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping somebody away, inside one space, from the first minute."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.records import locked
from hearthside.ledger.actions.outbox import announce
from hearthside.spaces.events import Parted
from hearthside.spaces.models import Apart, Distance, Membership
from hearthside.spaces.rules.members import may_keep_apart
from hearthside.spaces.rules.standing import Standing


@transaction.atomic
def keep_apart(*, by: Standing, other: Membership, distance: Distance, now: datetime) -> Apart:
    """Mute or block another member. The later choice replaces the earlier one.

    Nobody is told, and no page tells the other. Raises `Refused` as `rules.may_keep_apart`
    says; never because of the other's role. Announces `Parted` for a block.
    """
    other = locked(other)
    may_keep_apart(by, other).require()
    apart, _ = Apart.objects.update_or_create(
        by_id=by.member_id,
        other=other,
        defaults={"distance": distance},
        create_defaults={"distance": distance, "since": now, "space_id": other.space_id},
    )
    if distance == Distance.BLOCK:
        announce(Parted(space_id=other.space_id, by_id=by.member_id, other_id=other.id))
    return apart


@transaction.atomic
def meet_again(*, by: Standing, other: Membership, now: datetime) -> int:
    """No longer keep somebody away; return how many choices that undid (0 or 1).

    What the other chose stays as it is. Raises `Refused` as `rules.may_keep_apart` says.
    """
    may_keep_apart(by, other).require()
    return Apart.objects.filter(by_id=by.member_id, other=other).delete()[0]
