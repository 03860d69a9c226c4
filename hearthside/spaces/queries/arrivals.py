# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is new in a space and has not been greeted."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from hearthside.spaces.models import Arrival, ArrivalState, Membership, MembershipState, Role
from hearthside.spaces.queries.people import holders_of_role, met_by, steward_ids
from hearthside.spaces.rules.standing import Standing
from hearthside.spaces.rules.welcome import greets

SHOWN = 40


def to_greet(by: Standing) -> QuerySet[Arrival]:
    """Newcomers this member could greet, who is due first first: still here, and met."""
    waiting = Arrival.objects.filter(
        space_id=by.space_id,
        state=ArrivalState.WAITING,
        membership__state=MembershipState.ACTIVE,
        membership__in=met_by(by).order_by().values("id"),
    )
    mine = waiting.exclude(membership=by.member_id).select_related("membership")
    return mine.order_by("greet_by", "id")


def waiting_to_be_greeted(by: Standing, now: datetime) -> tuple[int, int]:
    """How many newcomers this member could greet, and how many of them are overdue.

    Counts no further than the list shows; (0, 0) for whoever greets nobody.
    """
    if not greets(by):
        return 0, 0
    due = list(to_greet(by).values_list("greet_by", flat=True)[:SHOWN])
    return len(due), sum(at <= now for at in due)


def own_arrival(by: Standing) -> Arrival | None:
    """How a member came in here, or None for somebody who came before there was a welcome."""
    return Arrival.objects.filter(membership=by.member_id).select_related("greeter").first()


def somebody_to_meet(by: Standing, now: datetime) -> Membership | None:
    """One person of the welcome team, or a steward, whom this member meets."""
    team = holders_of_role(by.space_id, Role.GREETER, now) + steward_ids(by.space_id, now)
    met = {member.id: member for member in met_by(by).filter(id__in=team)}
    return next((met[each] for each in team if each in met and each != by.member_id), None)
