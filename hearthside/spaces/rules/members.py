# SPDX-License-Identifier: AGPL-3.0-or-later
"""What members and stewards may do about one another. Pure."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.spaces.models import Membership, MembershipState
from hearthside.spaces.rules.standing import NOT_HERE, Standing, may_steward


def may_let_go(is_steward: bool, other_stewards: int) -> Verdict:
    """Whether a space can do without one of its members: it never loses its last steward.

    ``other_stewards`` counts those whose role has no end.
    """
    if is_steward and not other_stewards:
        return Verdict(
            "last-steward",
            _("This space needs a steward. Give the role to somebody else first, without an end."),
        )
    return ALLOWED


def may_meet(standing: Standing, other: Membership, blocked: frozenset[UUID]) -> Verdict:
    """Whether this member meets another. The twin of `queries.met_by`."""
    if not standing.is_member or other.space_id != standing.space_id:
        return NOT_HERE
    if other.state != MembershipState.ACTIVE or other.id in blocked:
        return NOT_HERE
    return ALLOWED


def may_keep_apart(standing: Standing, other: Membership) -> Verdict:
    """Whether this member may mute or block another. Anyone, also those with a role."""
    if not standing.is_member or other.space_id != standing.space_id:
        return NOT_HERE
    if other.id == standing.membership_id:
        return Verdict("oneself", _("This is you. You can only keep somebody else away."))
    return ALLOWED


ONESELF = Verdict("oneself", _("This is you. You can leave the space from your own page."))
TWO_NEEDED = Verdict("two-needed", _("Ending a membership needs two people. Another one agrees."))


def may_give_grant(
    standing: Standing, other: Membership, ends_at: datetime | None, now: datetime
) -> Verdict:
    """Whether this steward may give this member a role until then."""
    if not (verdict := may_steward(standing, other.space_id)):
        return verdict
    if other.state != MembershipState.ACTIVE:
        return Verdict("no-member", _("Only somebody who is a member now can be given a role."))
    if ends_at is not None and ends_at <= now:
        return Verdict("end-past", _("Choose a day that is still to come, or none."))
    return ALLOWED


def may_end_grant(standing: Standing, holder: Membership) -> Verdict:
    """Whether this member may end a role of that one: stewards anybody's, others their own."""
    if standing.is_member and standing.membership_id == holder.id:
        return ALLOWED
    return may_steward(standing, holder.space_id)
