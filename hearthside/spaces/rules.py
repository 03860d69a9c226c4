# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a membership is in its space, and what follows from it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.spaces.models import Role


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

    @property
    def is_member(self) -> bool:
        return self.membership_id is not None

    @property
    def is_steward(self) -> bool:
        return self.holds(Role.STEWARD)

    def holds(self, role: Role, *, over: UUID | None = None) -> bool:
        """Whether this person holds ``role`` over one thing, or over the whole space."""
        return (role, None) in self.grants or (role, over) in self.grants


def may_steward(standing: Standing, space_id: UUID) -> Verdict:
    """Whether this person may look after this space."""
    if not standing.is_member or standing.space_id != space_id:
        return Verdict("not-here", _("There is nothing here by that address."))
    if not standing.is_steward:
        return Verdict("not-steward", _("Only a steward of this space can do that."))
    return ALLOWED
