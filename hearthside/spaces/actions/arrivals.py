# SPDX-License-Identifier: AGPL-3.0-or-later
"""Being new: saying what brings one here, and being greeted by a person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.text import tidy
from hearthside.privacy.hooks import Leave
from hearthside.spaces.actions._steps import call_off_greeting, tell
from hearthside.spaces.models import Arrival, ArrivalState, MembershipState, Role
from hearthside.spaces.queries.people import holders_of_role, steward_ids
from hearthside.spaces.queries.standing import kept_apart
from hearthside.spaces.rules.standing import Standing
from hearthside.spaces.rules.welcome import (
    LONGEST_GREETING,
    LONGEST_REASON,
    TEAM_TOLD_AFTER,
    may_greet,
)


@transaction.atomic
def say_what_brings(*, by: Standing, words: str, now: datetime) -> Arrival | None:
    """Say what brings one here; empty words take it back. None where nobody asked."""
    arrival = Arrival.objects.filter(membership=by.member_id).first()
    if arrival is None:
        return None
    arrival = locked(arrival)
    arrival.brings = tidy(words)[:LONGEST_REASON]
    arrival.save(update_fields=["brings"])
    return arrival


@transaction.atomic
def greet_newcomer(*, by: Standing, arrival: Arrival, words: str, now: datetime) -> Arrival:
    """Greet somebody who is new, under one's name. They are told; two greeters greet once.

    Raises `Refused` as `rules.may_greet` says.
    """
    arrival = locked(arrival, "space")
    said = tidy(words)[:LONGEST_GREETING]
    may_greet(by, arrival, said).require()
    arrival.state, arrival.greeted_at = ArrivalState.GREETED, now
    arrival.greeter_id, arrival.words = by.member_id, said
    arrival.save(update_fields=["state", "greeted_at", "greeter", "words"])
    call_off_greeting(arrival.membership_id)
    tell(arrival.space, arrival.membership_id, "greeting", "spaces:my_membership", now)
    return arrival


@transaction.atomic
def look_after_greeting(*, arrival_id: UUID, now: datetime) -> bool:
    """Tell the stewards of a newcomer nobody has greeted in time; return whether it was so.

    Before that, the welcome team hears that somebody is new. Nobody is told twice, nor of
    themselves, nor of somebody who is gone.
    """
    found = Arrival.objects.filter(id=arrival_id).first()
    if found is None:
        return False
    arrival = locked(found, "space", "membership")
    waits = arrival.state == ArrivalState.WAITING
    if not waits or arrival.membership.state != MembershipState.ACTIVE:
        return False
    if now < arrival.greet_by:
        _tell_the_team(arrival, now)
        return False
    for steward_id in steward_ids(arrival.space_id, now):
        if steward_id != arrival.membership_id:
            at = arrival.greet_by  # always the same, so that telling twice is telling once
            tell(arrival.space, steward_id, "greeting-missed", "spaces:arrivals", at)
    return True


def _tell_the_team(arrival: Arrival, now: datetime) -> None:
    """Tell those who greet newcomers, but for whoever keeps apart from this one."""
    apart = kept_apart(arrival.membership_id).blocked | {arrival.membership_id}
    for greeter_id in holders_of_role(arrival.space_id, Role.GREETER, now):
        if greeter_id not in apart:
            at = arrival.came_at + TEAM_TOLD_AFTER  # always the same, as above
            tell(arrival.space, greeter_id, "newcomer", "spaces:arrivals", at)


@transaction.atomic
def forget_arrivals(*, membership_ids: Collection[UUID], leave: Leave, now: datetime) -> None:
    """Forget how these members came in. Greetings they gave stay without their name, or go."""
    for each in membership_ids:
        call_off_greeting(each)
    Arrival.objects.filter(membership__in=membership_ids).delete()
    given = Arrival.objects.filter(greeter__in=membership_ids)
    if leave == Leave.ERASE_ALL:
        given.update(words="")
    given.update(greeter=None)
