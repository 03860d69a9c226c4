# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening a seal, as keepers see it: what waits for a second person, and what is open."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.privacy.actions.seals import (
    Seal,
    ask_to_open,
    decline_opening,
    look_behind,
    second_opening,
)
from hearthside.privacy.hooks import seal_at, sealed
from hearthside.privacy.models import SealOpening
from hearthside.privacy.queries import asker_of
from hearthside.privacy.rules.seals import (
    KEEPER,
    NO_SUCH_PAGE,
    Unsealer,
    may_look,
    may_second,
)
from hearthside.spaces.forms.seals import KeeperSealForm
from hearthside.spaces.http import KeeperRequest, keeper_view
from hearthside.spaces.models import Space
from hearthside.spaces.queries.keeping import (
    organisations_kept_by,
    seals_kept_by,
    voices_of_keeper,
)
from hearthside.spaces.views.keep import kept_space


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def seals(request: KeeperRequest) -> HttpResponse:
    """What waits for a second person, and a form to ask another keeper."""
    form = KeeperSealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(_page_of(_asked(request, form)))
        except Refused as refused:
            form.add_error("reason", str(refused.verdict.reason))
    rows = seals_kept_by(request.keeper).order_by("-asked_at", "id")[:50]
    context = {"openings": rows, "form": form}
    return render(request, "spaces/keep_seals.html", context, status=422 if form.errors else 200)


@require_safe
@keeper_view
def keep_seal(request: KeeperRequest, opening_id: UUID) -> HttpResponse:
    """One seal: who asks in which role, why, and what can be done."""
    opening = get_object_or_404(seals_kept_by(request.keeper), id=opening_id)
    return render(request, "spaces/keep_seal.html", _context(request, opening))


@require_POST
@keeper_view
def keep_seal_seconding(request: KeeperRequest, opening_id: UUID) -> HttpResponse:
    """Open it, as the second of two."""
    opening = get_object_or_404(seals_kept_by(request.keeper), id=opening_id)
    second_opening(by=_unsealer(request), opening=opening, now=clock.now())
    return HttpResponseRedirect(_page_of(opening))


@require_POST
@keeper_view
def keep_seal_declining(request: KeeperRequest, opening_id: UUID) -> HttpResponse:
    """Leave it shut."""
    opening = get_object_or_404(seals_kept_by(request.keeper), id=opening_id)
    decline_opening(by=_unsealer(request), opening=opening, now=clock.now())
    return HttpResponseRedirect(_page_of(opening))


@require_POST
@keeper_view
def keep_seal_look(request: KeeperRequest, opening_id: UUID) -> HttpResponse:
    """Read who stands behind an open seal."""
    opening = get_object_or_404(seals_kept_by(request.keeper), id=opening_id)
    found = look_behind(by=_unsealer(request), opening=opening, now=clock.now())
    context = {**_context(request, opening), "found": found}
    return render(request, "spaces/keep_seal.html", context)


def _asked(request: KeeperRequest, form: KeeperSealForm) -> SealOpening:
    try:
        path = urlsplit(form.cleaned_data["address"]).path
    except ValueError:  # what was typed only looks like an address: "http://["
        raise Refused(NO_SUCH_PAGE) from None
    seal = _seal_at(request, path)
    if seal is None:
        raise Refused(NO_SUCH_PAGE)
    return ask_to_open(
        by=_unsealer(request),
        seal=seal,
        reason=form.cleaned_data["reason"],
        now=clock.now(),
    )


def _seal_at(request: KeeperRequest, path: str) -> Seal | None:
    """The seal that a page is about, in a space that this keeper looks after."""
    place = next((each for each in seal_at.ask(path) if each), None)
    spaces = Space.objects.filter(organisation__in=organisations_kept_by(request.keeper))
    if place is None or place[1] in voices_of_keeper(request.keeper):
        return None
    kind, subject_id = place
    for space in spaces:
        found = next((each for each in sealed.ask(kind, subject_id, space.id) if each), None)
        if found:
            return Seal(kind, subject_id, space.id, found.label)
    return None


def _context(request: KeeperRequest, opening: SealOpening) -> dict[str, object]:
    by, now = _unsealer(request), clock.now()
    return {
        "opening": opening,
        "space": kept_space(request, opening.space_id),
        "may_second": may_second(by, asker_of(opening), opening, now),
        "may_look": may_look(by, opening, now),
    }


def _unsealer(request: KeeperRequest) -> Unsealer:
    return Unsealer(request.user.id, request.user.id, KEEPER)


def _page_of(opening: SealOpening) -> str:
    return reverse("spaces:keep_seal", args=[opening.id])
