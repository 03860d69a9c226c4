# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a membership is in its space, and what an account keeps. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Refused, Verdict
from hearthside.spaces.models import Role

WRITING, BEGINNING, CONTACT = "writing", "beginning", "contact"
"""What a restriction can cover. ``contact:<face>`` is about one other person only."""

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
    voices: frozenset[UUID] = frozenset()
    """The voices this member speaks with without their name, in whatever conversation."""
    restrictions: frozenset[str] = frozenset()
    """What rests for this member for a while, whichever of their faces it was decided about."""

    @property
    def faces(self) -> frozenset[UUID]:
        """Every id under which others may know this member here, and only they know it is one."""
        return self.voices if self.membership_id is None else self.voices | {self.membership_id}

    def is_face(self, face_id: UUID | None) -> bool:
        """Whether this id (a membership's or a voice's) stands for this very member."""
        return face_id is not None and face_id in self.faces

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


def may_write(standing: Standing) -> Verdict:
    """Whether nothing keeps this member from writing here. Never touches help, their own data
    and plan, reading, notices, an appeal, words to a steward, or leaving."""
    return _RESTS if WRITING in standing.restrictions else ALLOWED


def may_begin(standing: Standing) -> Verdict:
    """Whether nothing keeps this member from beginning conversations here."""
    return _RESTS if standing.restrictions & {WRITING, BEGINNING} else ALLOWED


def may_contact(standing: Standing, face_id: UUID, *, is_steward: bool) -> Verdict:
    """Whether nothing keeps this member from writing to somebody; to a steward nothing does."""
    rests = f"{CONTACT}:{face_id}" in standing.restrictions
    return _RESTS if rests and not is_steward else ALLOWED


_RESTS = Verdict(
    "restricted",
    _(
        "This rests for you here for a while. Your words are kept. On your own page you can read "
        "why and until when, and ask another steward to look again."
    ),
)


@dataclass(frozen=True, slots=True)
class KeeperStanding:
    """What an account keeps: the installation, or some organisations."""

    keeps_installation: bool = False
    organisation_ids: frozenset[UUID] = frozenset()
    person_id: UUID | None = None

    @property
    def holder_id(self) -> UUID | None:
        """The id under which the ledger knows this keeper."""
        return self.person_id

    @property
    def keeps_anything(self) -> bool:
        return self.keeps_installation or bool(self.organisation_ids)

    def keeps(self, organisation_id: UUID | None) -> bool:
        """Whether this account keeps this organisation (None: the installation)."""
        return self.keeps_installation or organisation_id in self.organisation_ids


def may_keep(keeper: KeeperStanding, organisation_id: UUID | None) -> Verdict:
    """Whether this account may look after an organisation (None: the installation)."""
    return ALLOWED if keeper.keeps(organisation_id) else NOT_HERE
