# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is kept here, and for how long."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearthside.people.http import PersonRequest, person_view
from hearthside.privacy.queries import everything_kept


@require_safe
@person_view
def kept(request: PersonRequest) -> HttpResponse:
    """Every kind of thing that is kept, first what a clock lets go of by itself."""
    rows = everything_kept()
    context = {
        "by_clock": [row for row in rows if row.by_clock],
        "others": [row for row in rows if not row.by_clock],
    }
    return render(request, "privacy/kept.html", context)
