# SPDX-License-Identifier: AGPL-3.0-or-later
"""What spaces hears of and answers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hearthside.notices.actions.notices import forget_notices
from hearthside.notices.hooks import words
from hearthside.notices.queries import notices_kept
from hearthside.privacy.hooks import (
    Holder,
    Leave,
    Part,
    Subject,
    claims,
    erase,
    export_of,
    hold,
    holders_of,
    reason_words,
)
from hearthside.spaces.actions.erasure import forget_memberships
from hearthside.spaces.models import (
    Apart,
    Grant,
    Invitation,
    JoinRequest,
    Keeper,
    Membership,
    Role,
)
from hearthside.spaces.queries import membership_ids

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Notices know memberships by id only, so spaces, which knows whose they are, answers for
# them. Before anything else here: memberships must still be there when this is asked.
claims("notices.Notice")


@export_of.answer
def own_notices(subject: Subject) -> list[Part]:
    """What somebody was told, when, and when they saw it."""
    own = Membership.objects.filter(id__in=membership_ids(subject)).select_related("space")
    return [
        Part(
            "notices",
            _("Notices to you"),
            notices_kept({membership.id: membership.space.name for membership in own}),
            read_by=_("Only you."),
            kept=_("Until you leave the space or close your account."),
        )
    ]


@erase.answer
def erase_notices(subject: Subject, leave: Leave, now: datetime) -> None:
    """A notice without its reader is of no use to anybody, so it goes, whatever else stays."""
    forget_notices(recipient_ids=membership_ids(subject), now=now)


claims(
    "spaces.Apart",
    "spaces.Grant",
    "spaces.Invitation",
    "spaces.JoinRequest",
    "spaces.Keeper",
    "spaces.Membership",
)


@holders_of.answer
def holders(person_id: UUID) -> list[Holder]:
    """The memberships of an account, past ones too."""
    own = Membership.objects.filter(person_id=person_id).select_related("space")
    return [Holder(row.id, row.space.name) for row in own.order_by("joined_at", "id")]


@hold.answer
def hold_memberships(person_id: UUID) -> None:
    """Hold what somebody is in every space, also against rows that would point there."""
    list(Membership.objects.select_for_update().filter(person_id=person_id).order_by("id"))


@reason_words.answer
def role_words(kind: str) -> str | None:
    """A role given or ended, in words."""
    return str(Role(kind).label) if kind in Role.values else None


@words.answer
def notice_words(kind: str, times: int) -> str | None:
    """What the notices of spaces say."""
    if kind == "join-request":
        return ngettext("Somebody asks to be let in.", "Several people ask to be let in.", times)
    said = _NOTICES.get(kind)
    return str(said) if said else None


_NOTICES: dict[str, _StrPromise] = {
    "let-in": gettext_lazy("You were let in. Good to have you here."),
    "role-given": gettext_lazy("You were given a role in this space."),
    "role-ended": gettext_lazy("A role of yours in this space has ended."),
}


@export_of.answer
def own_memberships(subject: Subject) -> list[Part]:
    """Who somebody is, or was, in each space."""
    rows = Membership.objects.filter(id__in=membership_ids(subject)).select_related("space")
    told = [
        {
            "space": row.space.name,
            "name": row.name,
            "face": row.face,
            "state": str(row.get_state_display()),
            "agreed_version": row.agreed_version,
            "joined_at": row.joined_at,
            "ended_at": row.ended_at,
            "ended_reason": row.ended_reason,
            "welcome": row.welcome,
        }
        for row in rows.order_by("joined_at", "id")
    ]
    readers = _("Your name and face: the members of the space. The rest: only you.")
    return [Part("memberships", _("Your spaces"), told, readers, _until_leaving())]


@export_of.answer
def own_roles(subject: Subject) -> list[Part]:
    """What somebody looks after."""
    rows = Grant.objects.filter(membership__in=membership_ids(subject))
    told = [
        {
            "space": row.membership.space.name,
            "role": str(row.get_role_display()),
            "since": row.since,
            "ends_at": row.ends_at,
        }
        for row in rows.select_related("membership__space").order_by("since", "id")
    ]
    readers = _("The members of the space.")
    return [Part("roles", _("Your roles"), told, readers, _("Until the role ends."))]


@export_of.answer
def own_distances(subject: Subject) -> list[Part]:
    """Whom somebody keeps away. Who keeps them away is not theirs to know."""
    rows = Apart.objects.filter(by__in=membership_ids(subject))
    told = [
        {
            "space": row.space.name,
            "name": row.other.name,
            "distance": str(row.get_distance_display()),
            "since": row.since,
        }
        for row in rows.select_related("other", "space").order_by("since", "id")
    ]
    kept = _("Until you change it or close your account.")
    return [Part("kept_apart", _("Whom you keep apart"), told, _("Only you."), kept)]


@export_of.answer
def own_links(subject: Subject) -> list[Part]:
    """The links somebody made; their secrets are not kept."""
    rows = Invitation.objects.filter(made_by__in=membership_ids(subject))
    told = [
        {
            "space": row.space.name,
            "made_at": row.made_at,
            "expires_at": row.expires_at,
            "uses_left": row.uses_left,
            "withdrawn_at": row.withdrawn_at,
        }
        for row in rows.select_related("space").order_by("made_at", "id")
    ]
    readers = _("The stewards of the space.")
    return [Part("invitations", _("Links you made"), told, readers, _("As long as the space."))]


@export_of.answer
def own_requests(subject: Subject) -> list[Part]:
    """Where somebody asked to be let in, and what they were told."""
    rows = JoinRequest.objects.filter(person_id=subject.person_id)
    if subject.membership_id is not None:
        rows = rows.filter(space__memberships=subject.membership_id)
    told = [
        {
            "space": row.space.name,
            "name": row.name,
            "words": row.words,
            "state": str(row.get_state_display()),
            "asked_at": row.asked_at,
            "answer": row.answer,
            "answered_at": row.answered_at,
        }
        for row in rows.select_related("space").order_by("asked_at", "id")
    ]
    readers = _("The stewards of the space.")
    title = _("Where you asked to be let in")
    return [Part("join_requests", title, told, readers, _until_leaving())]


@export_of.answer
def own_keeperships(subject: Subject) -> list[Part]:
    """What an account keeps; nothing of it belongs to a single membership."""
    if subject.membership_id is not None:
        return []
    rows = Keeper.objects.filter(person_id=subject.person_id).select_related("organisation")
    told = [
        {
            "organisation": row.organisation.name if row.organisation else "",
            "name": row.name,
            "since": row.since,
            "ends_at": row.ends_at,
        }
        for row in rows.order_by("since", "id")
    ]
    kept = _("Until you close your account.")
    return [Part("keeperships", _("What you keep"), told, _("The other keepers."), kept)]


def _until_leaving() -> str:
    return _("Until you leave the space or close your account.")


@erase.answer
def erase_memberships(subject: Subject, leave: Leave, now: datetime) -> None:
    """Forget who somebody was; last, because everybody above still asks for memberships."""
    forget_memberships(subject=subject, now=now)
