# SPDX-License-Identifier: AGPL-3.0-or-later
"""Those who ask to be let in, and the answers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.notices.actions.notices import clear_for_page
from hearthside.spaces.actions.requests import admit, decline
from hearthside.spaces.forms import WordsForm
from hearthside.spaces.http import MemberRequest, steward_view
from hearthside.spaces.models import JoinRequest, Membership, MembershipState, RequestState
from hearthside.spaces.queries.people import enders_of, steward_ids
from hearthside.spaces.rules.joining import may_decline


@require_safe
@steward_view
def requests(request: MemberRequest) -> HttpResponse:
    """Who waits for an answer, the longest waiting first."""
    if request.standing.has_notices:
        clear_for_page(recipient_id=request.member_id, path=request.path, now=clock.now())
    return render(request, "spaces/requests.html", _shown(request, WordsForm()))


@require_POST
@steward_view
def answering(request: MemberRequest, request_id: UUID) -> HttpResponse:
    """Let somebody in, or not now, with words for them."""
    asked = get_object_or_404(_waiting(request), id=request_id)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return render(request, "spaces/requests.html", _shown(request, form, asked), status=422)
    words, now = form.cleaned_data["words"], clock.now()
    if request.POST.get("answer") == "admit":
        admit(by=request.standing, request=asked, words=words, now=now)
        messages.success(request, _("They are in, and they are told."))
    else:
        decline(by=request.standing, request=asked, words=words, now=now)
        messages.success(request, _("They can read your answer."))
    return HttpResponseRedirect(reverse("spaces:requests", args=[request.space.slug]))


def _shown(
    request: MemberRequest, form: WordsForm, answered: JoinRequest | None = None
) -> dict[str, object]:
    """What the page needs. What was written to ``answered`` stands in its box again."""
    stewards = steward_ids(request.standing.space_id, clock.now())
    return {
        "waiting": [
            (
                asked,
                may_decline(
                    request.standing,
                    asked,
                    enders_of(asked.removed_id),  # type: ignore[attr-defined]  # `_waiting` adds it
                    stewards,
                ),
                form.data.get("words", "") if asked == answered else "",
            )
            for asked in _waiting(request)
        ],
        "form": form,
    }


def _waiting(request: MemberRequest) -> QuerySet[JoinRequest]:
    """Who waits in this space, with why they were removed, if they were."""
    removed = Membership.objects.filter(
        space=OuterRef("space"), person=OuterRef("person"), state=MembershipState.REMOVED
    )
    asked = JoinRequest.objects.filter(space=request.standing.space_id, state=RequestState.WAITING)
    return asked.annotate(
        removed_id=Subquery(removed.values("id")[:1]),
        removed_because=Subquery(removed.values("ended_reason")[:1]),
    ).order_by("asked_at", "id")
