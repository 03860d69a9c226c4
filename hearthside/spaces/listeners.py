# SPDX-License-Identifier: AGPL-3.0-or-later
"""What spaces hears of and answers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hearthside.core.events import after
from hearthside.notices.actions.notices import Telling, forget_notices, notify
from hearthside.notices.hooks import Group, faces_of, group_of, left_out, person_behind, words
from hearthside.notices.queries import notices_kept
from hearthside.privacy.actions.leaving import forget_openings
from hearthside.privacy.events import SealWasOpened
from hearthside.privacy.hooks import (
    Holder,
    Kept,
    Leave,
    Part,
    Subject,
    claims,
    erase,
    export_of,
    hold,
    holders_of,
    kept_how_long,
    person_of,
    reason_words,
)
from hearthside.privacy.models import SealOpening
from hearthside.privacy.rules.seals import OPEN_FOR, WAITS_FOR
from hearthside.spaces.actions.arrivals import forget_arrivals
from hearthside.spaces.actions.erasure import forget_memberships
from hearthside.spaces.actions.faces import forget_faces
from hearthside.spaces.models import (
    Membership,
    Role,
    Space,
)
from hearthside.spaces.queries.export import exported
from hearthside.spaces.queries.faces import other_faces
from hearthside.spaces.queries.own import membership_ids
from hearthside.spaces.queries.reached import member_behind, member_faces, not_shown_inside

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Notices know memberships by id only, so spaces, which knows whose they are, answers for
# them. Before anything else here: memberships must still be there when this is asked.
claims("notices.Notice")


@export_of.answer
def own_notices(subject: Subject) -> list[Part]:
    """What somebody was told, when, and when they saw it."""
    own = Membership.objects.filter(id__in=membership_ids(subject)).select_related("space")
    places = {membership.id: membership.space.name for membership in own}
    for member_id, voices in other_faces(places).items():
        places |= dict.fromkeys(voices, places[member_id])
    return [
        Part(
            "notices",
            _("Notices to you"),
            notices_kept(places),
            read_by=_("Only you."),
            kept=_("Until you leave the space or close your account."),
        )
    ]


@erase.answer
def erase_notices(subject: Subject, leave: Leave, now: datetime) -> None:
    """A notice without its reader is of no use to anybody, so it goes, whatever else stays.

    What voices without a name were told stays with them: gone at this instant, it would name them.
    """
    forget_notices(recipient_ids=membership_ids(subject), now=now)


claims(
    "spaces.Apart",
    "spaces.Arrival",
    "spaces.Grant",
    "spaces.Invitation",
    "spaces.JoinRequest",
    "spaces.Keeper",
    "spaces.Membership",
    "spaces.OtherFaces",
)


@holders_of.answer
def holders(person_id: UUID) -> list[Holder]:
    """The memberships of an account, past ones too, and the voices they speak with unnamed."""
    own = Membership.objects.filter(person_id=person_id).select_related("space")
    rows = list(own.order_by("joined_at", "id"))
    voices = other_faces([row.id for row in rows])
    told = [Holder(row.id, row.space.name) for row in rows]
    for row in rows:
        where = _("%(space)s, without your name") % {"space": row.space.name}
        told += [Holder(each, where, of=row.id) for each in sorted(voices.get(row.id, ()))]
    return told


@kept_how_long.answer
def kept_of_a_space() -> list[Kept]:
    """How long what belongs to a membership is kept."""
    days = WAITS_FOR.days
    return [
        Kept(
            _("A wish to open who writes without a name, to which no second person said yes"),
            ngettext("%(days)d day", "%(days)d days", days) % {"days": days},
            clock="seal-wishes",
        ),
        Kept(_("Your name, face and roles in a space"), _("Until you leave the space.")),
        Kept(_("Notices to you"), _("Until you leave the space or close your account.")),
        Kept(_("Notices to you where you write without your name"), _("Until you have seen them.")),
    ]


@hold.answer
def hold_memberships(person_id: UUID) -> None:
    """Hold what somebody is in every space, also against rows that would point there."""
    list(Membership.objects.select_for_update().filter(person_id=person_id).order_by("id"))


@person_of.answer
def person_of_a_membership(holder_id: UUID) -> UUID | None:
    """Whose membership it is, so that nobody seconds what they asked for themselves."""
    whose = Membership.objects.filter(id=holder_id).values_list("person_id", flat=True)
    return whose.first()


@after(SealWasOpened)
def tell_whose_seal_it_was(event: SealWasOpened) -> None:
    """Who was behind an opened seal is told, with the reason, once it is shut again."""
    opening = SealOpening.objects.filter(id=event.opening_id).first()
    space = Space.objects.filter(id=opening.space_id).first() if opening else None
    if opening is None or space is None or opening.answered_at is None:
        return
    path = reverse("spaces:seal_opened", args=[space.slug, opening.id])
    telling = Telling(space.id, opening.subject_id, "seal-opened", opening.id, path)
    notify(telling=telling, now=opening.answered_at + OPEN_FOR)


@reason_words.answer
def role_words(kind: str) -> str | None:
    """A role given or ended, in words."""
    return str(Role(kind).label) if kind in Role.values else None


@words.answer
def notice_words(kind: str, times: int) -> str | None:
    """What the notices of spaces say."""
    if kind == "join-request":
        return ngettext("Somebody asks to be let in.", "Several people ask to be let in.", times)
    if kind == "newcomer":
        return ngettext(
            "Somebody new is here. A few words from you would be a good beginning.",
            "Several people are new here. A few words from you would be a good beginning.",
            times,
        )
    said = _NOTICES.get(kind)
    return str(said) if said else None


@group_of.answer
def notice_group(kind: str) -> Group | None:
    """What the notices of spaces are about."""
    if kind in ("join-request", "greeting-missed", "newcomer"):
        return Group.WAITING
    return Group.ROLE if kind in _NOTICES else None


person_behind.answer(member_behind)
faces_of.answer(member_faces)
left_out.answer(not_shown_inside)

_NOTICES: dict[str, _StrPromise] = {
    "let-in": gettext_lazy("You were let in. Good to have you here."),
    "greeting": gettext_lazy("Somebody of the welcome team greets you."),
    "greeting-missed": gettext_lazy("Somebody new has not been greeted within a day."),
    "role-given": gettext_lazy("You were given a role in this space."),
    "role-ended": gettext_lazy("A role of yours in this space has ended."),
    "seal-opened": gettext_lazy("Something about you was opened. Here is when and why."),
}


@export_of.answer
def own_places(subject: Subject) -> list[Part]:
    """Who somebody is, or was, in each space, and what is kept about it."""
    return exported(subject)


@erase.answer
def erase_arrivals(subject: Subject, leave: Leave, now: datetime) -> None:
    """What somebody said on coming in goes with them."""
    forget_arrivals(membership_ids=membership_ids(subject), leave=leave, now=now)


@erase.answer
def erase_memberships(subject: Subject, leave: Leave, now: datetime) -> None:
    """Forget who somebody was; last, because everybody above still asks for memberships."""
    ids = membership_ids(subject)
    forget_openings(
        ids=[*ids, subject.person_id] if subject.membership_id is None else ids, now=now
    )
    forget_faces(membership_ids=ids, now=now)
    forget_memberships(subject=subject, now=now)
