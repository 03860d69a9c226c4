# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is new to somebody in all their spaces: where a digest leads. For that person only."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearthside.core import clock
from hearthside.notices.hooks import Group, faces_of
from hearthside.notices.queries import gather
from hearthside.people.http import PersonRequest, person_view

_LATELY = timedelta(weeks=2)
"""As far as a digest that makes up for another reaches back: it leads here."""


@require_safe
@person_view
def news(request: PersonRequest) -> HttpResponse:
    """Show two weeks, space by space. Looking marks nothing as seen."""
    since = clock.now() - _LATELY
    reaches = [reach for answer in faces_of.ask([request.user.id]) for reach in answer]
    found = gather(reaches, dict.fromkeys(Group, since))
    return render(request, "notices/news.html", {"news": found})
