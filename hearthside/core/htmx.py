# SPDX-License-Identifier: AGPL-3.0-or-later
"""One answer for both kinds of reader: a fragment for htmx, a redirect for a plain form."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asked, and not for a whole page (a boosted link or a history restore)."""
    sent = request.META
    return (
        sent.get("HTTP_HX_REQUEST") == "true"
        and sent.get("HTTP_HX_BOOSTED") != "true"
        and sent.get("HTTP_HX_HISTORY_RESTORE_REQUEST") != "true"
    )


def answer(
    request: HttpRequest, template: str, context: Mapping[str, object], *, otherwise: str
) -> HttpResponse:
    """Send the partial to htmx, and everybody else on to the page ``otherwise``."""
    if wants_fragment(request):
        return render(request, template, dict(context))
    return HttpResponseRedirect(otherwise)
