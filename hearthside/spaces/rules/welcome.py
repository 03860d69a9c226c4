# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who greets newcomers, and by when. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.spaces.models import Arrival, ArrivalState, Role
from hearthside.spaces.rules.standing import NOT_HERE, Standing

GREETED_WITHIN: Final = timedelta(hours=24)
TEAM_TOLD_AFTER: Final = timedelta(hours=1)
"""After this the welcome team hears of somebody new whom nobody has greeted yet."""

LONGEST_GREETING: Final = 1000
LONGEST_REASON: Final = 1000


def greets(standing: Standing) -> bool:
    """Whether this member is of those who greet: the welcome team, and the stewards."""
    return standing.is_member and (standing.is_steward or standing.holds(Role.GREETER))


def may_see_arrivals(standing: Standing) -> Verdict:
    """Whether this person may see who is new, and what brings them."""
    if not standing.is_member:
        return NOT_HERE
    if not greets(standing):
        return Verdict("not-greeter", _("Only the welcome team and the stewards see this."))
    return ALLOWED


def may_greet(standing: Standing, arrival: Arrival, words: str) -> Verdict:
    """Whether this person may greet a newcomer now: one greeting, by somebody else."""
    if not standing.is_member or arrival.space_id != standing.space_id:
        return NOT_HERE
    if not (sees := may_see_arrivals(standing)):
        return sees
    if arrival.membership_id == standing.membership_id:
        return Verdict("yourself", _("Somebody else will greet you."))
    if arrival.state == ArrivalState.GREETED:
        return Verdict("greeted", _("Somebody else has greeted them a moment ago."))
    if not words:
        return Verdict("empty", _("There are no words here yet. One is enough."))
    return ALLOWED
