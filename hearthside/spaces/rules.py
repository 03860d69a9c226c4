# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a membership is in its space, and what follows from it. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hearthside.core.text import tidy
from hearthside.core.verdicts import ALLOWED, Refused, Verdict
from hearthside.spaces.models import (
    Invitation,
    Joining,
    JoinRequest,
    Keeper,
    Membership,
    MembershipState,
    RequestState,
    Role,
    Space,
)

LONGEST_NAME = 40
"""Characters of a name, as many as the column takes."""

LONGEST_KEY = 120
"""Characters of a name in the form it is compared in; some letters grow to many."""

ASK_AGAIN_AFTER = timedelta(days=1)
"""How long after an answer somebody may ask to be let in again."""

LONGEST_INVITATION = timedelta(days=90)
"""How long a link may stay open."""

NOT_HERE = Verdict("not-here", _("There is nothing here by that address."))


@dataclass(frozen=True, slots=True)
class Standing:
    """What one membership is in its space: the facts every rule reads. No account id.

    Loaded once per request, then passed on, so that rules never query.
    """

    membership_id: UUID | None
    space_id: UUID
    grants: frozenset[tuple[str, UUID | None]] = frozenset()
    name: str = ""
    face: str = ""
    has_agreed: bool = True
    has_notices: bool = False
    keeps_apart: bool = False

    @property
    def is_member(self) -> bool:
        return self.membership_id is not None

    @property
    def member_id(self) -> UUID:
        """The membership that acts.

        Raises:
            Refused: a stranger acts in no space.
        """
        if self.membership_id is None:
            raise Refused(NOT_HERE)
        return self.membership_id

    @property
    def is_steward(self) -> bool:
        return self.holds(Role.STEWARD)

    def holds(self, role: Role, *, over: UUID | None = None) -> bool:
        """Whether this person holds ``role`` over one thing, or over the whole space."""
        return (role, None) in self.grants or (role, over) in self.grants


def may_steward(standing: Standing, space_id: UUID) -> Verdict:
    """Whether this person may look after this space."""
    if not standing.is_member or standing.space_id != space_id:
        return NOT_HERE
    if not standing.is_steward:
        return Verdict("not-steward", _("Only a steward of this space can do that."))
    return ALLOWED


@dataclass(frozen=True, slots=True)
class KeeperStanding:
    """What an account keeps: the installation, or some organisations."""

    keeps_installation: bool = False
    organisation_ids: frozenset[UUID] = frozenset()
    person_id: UUID | None = None

    @property
    def keeps_anything(self) -> bool:
        return self.keeps_installation or bool(self.organisation_ids)

    def keeps(self, organisation_id: UUID | None) -> bool:
        """Whether this account keeps this organisation (None: the installation)."""
        return self.keeps_installation or organisation_id in self.organisation_ids


ADDRESS_TAKEN = Verdict("address-taken", _("Another space has that address. Choose another one."))
KEEPER_LINK_OVER = Verdict(
    "link-over", _("This link is no longer open. Ask the person who gave it to you for a new one.")
)


def may_keep(keeper: KeeperStanding, organisation_id: UUID | None) -> Verdict:
    """Whether this account may look after an organisation (None: the installation)."""
    return ALLOWED if keeper.keeps(organisation_id) else NOT_HERE


def may_end_keepership(
    keeper: KeeperStanding, ending: Keeper, installation_keepers: int
) -> Verdict:
    """Whether this account may end a keepership; the installation always has a keeper."""
    if not keeper.keeps(ending.organisation_id):
        return NOT_HERE
    is_last = ending.organisation_id is None and installation_keepers <= 1
    if is_last and ending.person_id is not None:
        return Verdict(
            "last-keeper",
            _("This place needs somebody who keeps it. Let another keeper in first."),
        )
    return ALLOWED


def tidy_name(name: str) -> str:
    """Return a name on one line, without what turns the text around it the wrong way."""
    turning = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return " ".join(tidy(name).translate(dict.fromkeys(map(ord, turning))).split())


def name_key(name: str) -> str:
    """Return the form in which names are compared: no case, one Unicode form, nothing unseen.

    Two names that look the same to most eyes should not both fit into one space. Letters
    that only look alike across scripts are not folded.
    """
    seen = "".join(c for c in tidy_name(name) if unicodedata.category(c) != "Cf")
    folded = unicodedata.normalize("NFKC", seen).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def may_be_called(name: str) -> Verdict:
    """Whether a name can be carried at all; what it says is its bearer's own affair."""
    if not name_key(name):
        return Verdict("no-name", _("Choose a name that others can read. Any word will do."))
    if len(tidy_name(name)) > LONGEST_NAME or len(name_key(name)) > LONGEST_KEY:
        return Verdict("long-name", _("Choose a shorter name, with 40 letters at most."))
    return ALLOWED


NAME_TAKEN = Verdict(
    "name-taken", _("That name is kept for somebody else in this space. Choose another one.")
)
TERMS_CHANGED = Verdict(
    "terms-changed",
    _("The words of this space changed while you were reading. Please read them once more."),
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


REMOVED = Verdict(
    "removed", _("You were removed from this space. You can ask its stewards to come back.")
)


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


def may_remove(standing: Standing, other: Membership) -> Verdict:
    """Whether this steward may remove this member. Oneself one leaves."""
    if not (verdict := may_steward(standing, other.space_id)):
        return verdict
    if other.id == standing.membership_id:
        return Verdict("oneself", _("This is you. You can leave the space from your own page."))
    return ALLOWED


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
