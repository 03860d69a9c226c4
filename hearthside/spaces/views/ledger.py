# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was done with a role, for keepers: role, verb and time. No names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearthside.ledger.models import Entry
from hearthside.ledger.queries import verify_chain
from hearthside.privacy.rules.reading import role_words
from hearthside.spaces.http import KeeperRequest, keeper_view
from hearthside.spaces.models import Space
from hearthside.spaces.queries.keeping import organisations_kept_by
from hearthside.spaces.rules.standing import KeeperStanding

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

ENTRIES_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as keepers read it."""

    at: datetime
    role: _StrOrPromise
    deed: _StrOrPromise


@require_safe
@keeper_view
def ledger(request: KeeperRequest) -> HttpResponse:
    """The entries, newest first."""
    return _show(request, {})


@require_safe
@keeper_view
def verification(request: KeeperRequest) -> HttpResponse:
    """The same, after reading the whole chain and recomputing every link of it."""
    return _show(request, {"report": verify_chain()})


def _show(request: KeeperRequest, context: dict[str, object]) -> HttpResponse:
    before = request.GET.get("before", "")
    entries = _readable(request.keeper)
    if before.isdecimal() and len(before) < 19:
        entries = entries.filter(number__lt=int(before))
    found = list(entries[: ENTRIES_PER_PAGE + 1])
    rows = found[:ENTRIES_PER_PAGE]
    earlier = f"?before={rows[-1].number}" if len(found) > ENTRIES_PER_PAGE else ""
    context |= {
        "entries": [Line(row.at, role_words(row.by_role), row.get_verb_display()) for row in rows],
        "earlier": earlier,
    }
    return render(request, "spaces/ledger.html", context)


def _readable(keeper: KeeperStanding) -> QuerySet[Entry]:
    """Everything for keepers of the installation; of their spaces only for the others."""
    entries = Entry.objects.order_by("-number")
    if keeper.keeps_installation:
        return entries
    spaces = Space.objects.filter(organisation__in=organisations_kept_by(keeper))
    return entries.filter(space__in=spaces.values("id"))
