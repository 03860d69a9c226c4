# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a space says of itself, for its stewards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hearthside.core import clock
from hearthside.spaces.actions.spaces import SpaceWords, change_space
from hearthside.spaces.forms import SpaceForm
from hearthside.spaces.http import MemberRequest, steward_view
from hearthside.spaces.models import Joining, Kind


@require_http_methods(["GET", "HEAD", "POST"])
@steward_view
def settings(request: MemberRequest) -> HttpResponse:
    """Change what the space says of itself and how people come in."""
    space = request.space
    said = {field: getattr(space, field) for field in SpaceWords.__dataclass_fields__}
    form = SpaceForm(request.POST) if request.method == "POST" else SpaceForm(initial=said)
    if not (form.is_bound and form.is_valid()):
        status = 422 if form.is_bound else 200
        return render(request, "spaces/settings.html", {"form": form}, status=status)
    words = words_of(form.cleaned_data)
    changed = change_space(by=request.standing, space=space, words=words, now=clock.now())
    if changed.terms_version > space.terms_version:
        told = _("Kept. The norms or limits changed, so everybody is asked to read them again.")
    else:
        told = _("Kept.")
    messages.success(request, told)
    return HttpResponseRedirect(reverse("spaces:settings", args=[space.slug]))


def words_of(sent: dict[str, Any]) -> SpaceWords:
    """Return what a form says of a space."""
    return SpaceWords(
        name=sent["name"],
        kind=Kind(sent["kind"]),
        language=sent["language"],
        purpose=sent["purpose"],
        is_not=sent["is_not"],
        norms=sent["norms"],
        limits=sent["limits"],
        listed=sent["listed"],
        joining=Joining(sent["joining"]),
    )
