# SPDX-License-Identifier: AGPL-3.0-or-later
"""The doors: for members of a space, and for keepers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from hearthside.core import clock
from hearthside.people.models import Person
from hearthside.spaces.models import Space
from hearthside.spaces.queries.standing import keeper_standing, standing_in
from hearthside.spaces.rules.standing import KeeperStanding, Standing, may_steward

P = ParamSpec("P")


class SpaceRequest(HttpRequest):
    """A request inside a space; the standing may be that of a stranger."""

    user: Person
    space: Space
    standing: Standing


class MemberRequest(SpaceRequest):
    """A request by a member of the space."""

    member_id: UUID
    """The membership's id; the same as ``standing.membership_id``, never None."""


class KeeperRequest(HttpRequest):
    """A request by a keeper of the installation or of an organisation."""

    user: Person
    keeper: KeeperStanding


def person_id_of(request: HttpRequest) -> UUID | None:
    """Return the account that asks, or None for a visitor. Used by `spaces` and `privacy`."""
    return request.user.pk if request.user.is_authenticated else None


def space_view(
    view: Callable[Concatenate[SpaceRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Load the space and the standing, also of a stranger. Takes the space's slug."""

    @wraps(view)
    def wrapped(
        request: HttpRequest, space: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        found = standing_in(space, person_id_of(request), clock.now())
        if found is None:
            raise Http404
        request.space, request.standing = found  # type: ignore[attr-defined]
        request.member_id = found[1].membership_id  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return wrapped


def member_view(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """For members only: to everybody else there is no such page.

    A member whom the space's words have changed for reads and agrees first. What they
    were sending is not held up: a form that was under way is taken.
    """

    @wraps(view)
    def wrapped(request: SpaceRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.standing.is_member:
            raise Http404
        if not request.standing.has_agreed and request.method == "GET":
            target = reverse("spaces:agreement", args=[request.space.slug])
            return HttpResponseRedirect(f"{target}?next={request.path}")
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return space_view(wrapped)


def steward_view(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """For stewards of the space; members are told why not, strangers find nothing."""

    @wraps(view)
    def wrapped(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        may_steward(request.standing, request.space.id).require()
        return view(request, *args, **kwargs)

    return member_view(wrapped)


def keeper_view(
    view: Callable[Concatenate[KeeperRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """For keepers; to everybody else there is no such page."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        keeper = keeper_standing(person_id_of(request), clock.now())
        if not keeper.keeps_anything:
            raise Http404
        request.keeper = keeper  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return wrapped
