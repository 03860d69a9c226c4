# SPDX-License-Identifier: AGPL-3.0-or-later
"""What staff did about somebody, read by that somebody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearthside.people.http import PersonRequest, person_view
from hearthside.privacy.queries import chapters
from hearthside.privacy.rules.reading import SHOWN_AT_MOST


@require_safe
@person_view
def entries(request: PersonRequest) -> HttpResponse:
    """Show role, deed, time and kind of reason: never a name, a reporter or a worry."""
    told = chapters(request.user.id, at_most=SHOWN_AT_MOST)
    return render(request, "privacy/entries.html", {"chapters": told, "at_most": SHOWN_AT_MOST})
