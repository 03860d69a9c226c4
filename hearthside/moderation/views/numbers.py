# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the desk did, in numbers that point at nobody; and where complaints go."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hearthside.core import clock
from hearthside.moderation.queries.own import outside_people, outside_person_of
from hearthside.moderation.queries.transparency import numbers_of
from hearthside.moderation.rules.clock import promises
from hearthside.moderation.rules.numbers import FEWEST, named, period_of
from hearthside.spaces.http import KeeperRequest, MemberRequest, keeper_view, member_view
from hearthside.spaces.models import Space
from hearthside.spaces.queries.keeping import organisations_kept_by


@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """For anybody, also signed out or no member any more: who outside the team hears them."""
    return render(request, "moderation/complaints.html", {"people": outside_people()})


@require_safe
@member_view
def transparency(request: MemberRequest) -> HttpResponse:
    """For members of a space. A public page shows no counts, so this is not public."""
    return _show(request, request.space, "base_space.html")


@require_safe
@keeper_view
def for_keepers(request: KeeperRequest, space_id: UUID) -> HttpResponse:
    """The same, for keepers of the space's organisation."""
    kept = Space.objects.filter(organisation__in=organisations_kept_by(request.keeper))
    return _show(request, get_object_or_404(kept, id=space_id), "base.html")


def _show(request: HttpRequest, space: Space, shell: str) -> HttpResponse:
    now = clock.now()
    since, until = period_of(now)
    context = {
        "shell": shell,
        "of": space,
        "tables": named(numbers_of(space.id, now)),
        "since": since,
        "until": until,
        "fewest": FEWEST,
        "promises": promises(),
        "outside": outside_person_of(space),
    }
    return render(request, "moderation/transparency.html", context)
