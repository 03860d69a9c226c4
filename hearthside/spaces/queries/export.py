# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything spaces keep about one person, for that person."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hearthside.privacy.hooks import (
    Part,
    Subject,
)
from hearthside.spaces.models import (
    Apart,
    Arrival,
    Grant,
    Invitation,
    JoinRequest,
    Keeper,
    Membership,
)
from hearthside.spaces.queries.own import membership_ids


def exported(subject: Subject) -> list[Part]:
    """Who somebody is in each space, and all that a space keeps about them. Never of another."""
    asked = (_memberships, _arrivals, _roles, _distances, _links, _requests, _keeperships)
    return [part for each in asked for part in each(subject)]


def _memberships(subject: Subject) -> list[Part]:
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


def _arrivals(subject: Subject) -> list[Part]:
    """What somebody said on coming in, how they were greeted, and whom they greeted."""
    ids = membership_ids(subject)
    own = Arrival.objects.filter(membership__in=ids).select_related("space")
    came = [
        {
            "space": row.space.name,
            "came_at": row.came_at,
            "brings": row.brings,
            "greeted_at": row.greeted_at,
            "greeting": row.words,
        }
        for row in own.order_by("came_at", "id")
    ]
    given = Arrival.objects.filter(greeter__in=ids).select_related("space")
    greeted = [
        {"space": row.space.name, "greeted_at": row.greeted_at, "greeting": row.words}
        for row in given.order_by("greeted_at", "id")
    ]
    team = _("You, the welcome team and the stewards. Your greeting: only you.")
    return [
        Part("arrivals", _("How you came in"), came, team, _until_leaving()),
        Part(
            "greetings",
            _("Greetings you gave"),
            greeted,
            _("You and the person you greeted."),
            _("Your name goes when you leave; your words go too if you choose so."),
        ),
    ]


def _roles(subject: Subject) -> list[Part]:
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


def _distances(subject: Subject) -> list[Part]:
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


def _links(subject: Subject) -> list[Part]:
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


def _requests(subject: Subject) -> list[Part]:
    """Where somebody asked to be let in, and what they were told."""
    rows = JoinRequest.objects.filter(person_id=subject.person_id)
    if subject.membership_id is not None:
        rows = rows.filter(space__memberships=subject.membership_id)
    told = [
        {
            "space": row.space.name,
            "name": row.name,
            "face": row.face,
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


def _keeperships(subject: Subject) -> list[Part]:
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
