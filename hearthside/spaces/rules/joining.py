# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coming into a space: at once, on request, with a link. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.spaces.models import (
    Invitation,
    Joining,
    JoinRequest,
    MembershipState,
    RequestState,
    Space,
)
from hearthside.spaces.rules.standing import NOT_HERE, Standing, may_steward

ASK_AGAIN_AFTER = timedelta(days=1)
"""How long after an answer somebody may ask to be let in again."""

LONGEST_INVITATION = timedelta(days=90)
"""How long a link may stay open."""

TERMS_CHANGED = Verdict(
    "terms-changed",
    _("The words of this space changed while you were reading. Please read them once more."),
)

REMOVED = Verdict(
    "removed", _("You were removed from this space. You can ask its stewards to come back.")
)


def may_find(space: Space, past: MembershipState | None) -> Verdict:
    """Whether somebody who is no member may know of a space."""
    return ALLOWED if space.listed or past is not None else NOT_HERE


def way_in(space: Space, past: MembershipState | None) -> Joining:
    """How somebody comes in without a link; who was here before can always ask."""
    if past is None or (past == MembershipState.LEFT and space.joining != Joining.INVITATION):
        return Joining(space.joining)
    return Joining.REQUEST


def may_join(space: Space, past: MembershipState | None) -> Verdict:
    """Whether somebody can come in at once."""
    if not may_find(space, past):
        return NOT_HERE
    if past == MembershipState.REMOVED:
        return REMOVED
    if way_in(space, past) != Joining.OPEN:
        return Verdict("not-open", _("A steward lets people into this space. You can ask them."))
    return ALLOWED


def may_ask(
    space: Space, past: MembershipState | None, answered_at: datetime | None, now: datetime
) -> Verdict:
    """Whether somebody can ask to be let in. ``answered_at``: when they were last told no."""
    if not may_find(space, past):
        return NOT_HERE
    if way_in(space, past) == Joining.INVITATION:
        return Verdict(
            "by-invitation",
            _("People come into this space with a link. Somebody who is there can give you one."),
        )
    if answered_at and now < answered_at + ASK_AGAIN_AFTER:
        return Verdict("answered", _("The stewards have answered you. You can ask again tomorrow."))
    return ALLOWED


def may_answer(standing: Standing, request: JoinRequest) -> Verdict:
    """Whether this steward may answer somebody who asks to be let in."""
    if not (verdict := may_steward(standing, request.space_id)):
        return verdict
    if request.state != RequestState.WAITING:
        return Verdict("answered", _("Somebody has answered this, or it was taken back."))
    return ALLOWED


def may_decline(
    standing: Standing, request: JoinRequest, ended_by: Collection[UUID], stewards: Collection[UUID]
) -> Verdict:
    """Whether this steward may say no to somebody who asks to be let in.

    To somebody who was removed, another than those who decided that says it, if there is one:
    so whoever was removed is looked at by somebody else, too. A yes is open to each of them.
    """
    if not (verdict := may_answer(standing, request)):
        return verdict
    if standing.membership_id in ended_by and set(stewards) - set(ended_by):
        return Verdict(
            "took-part",
            _("You took part when they were removed, so another steward says no, if anybody does."),
        )
    return ALLOWED


def may_offer(standing: Standing, space_id: UUID, until: datetime, now: datetime) -> Verdict:
    """Whether this steward may make a link into the space that is open until then."""
    if not (verdict := may_steward(standing, space_id)):
        return verdict
    if not now < until <= now + LONGEST_INVITATION:
        return Verdict("link-time", _("A link can stay open for 90 days at most."))
    return ALLOWED


def may_accept(invitation: Invitation, past: MembershipState | None, now: datetime) -> Verdict:
    """Whether a link lets this person in."""
    if past == MembershipState.REMOVED:
        return REMOVED
    if not invitation.open_at(now):
        return Verdict(
            "link-over",
            _("This link is no longer open. Ask the person who gave it to you for a new one."),
        )
    return ALLOWED
