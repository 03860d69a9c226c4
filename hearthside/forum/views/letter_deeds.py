# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one of two people can do with their correspondence, each by one plain form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearthside.core import clock
from hearthside.core.ids import number_in
from hearthside.core.throttle import Limit, count
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.asking import (
    accept_letters,
    decline_for_good,
    decline_letters,
    let_everybody_ask,
    let_nobody_ask,
    take_asking_back,
)
from hearthside.forum.actions.letter_reports import show_to_stewards
from hearthside.forum.actions.letters import (
    agree_to_links,
    do_without_links,
    end_letters,
    let_none_through,
    let_through_again,
    put_letters_away,
)
from hearthside.forum.forms import ShowingForm
from hearthside.forum.queries.letters import opened
from hearthside.forum.rules.letters import MOST_SHOWN
from hearthside.forum.views.letters import letter_address, put, side_or_404
from hearthside.moderation.queries.drafts import begun_in
from hearthside.spaces.http import MemberRequest, member_view

SHOWN_AT_ONCE = Limit("letters-shown", times=30, every=timedelta(hours=1))
"""Far above what a person needs; it keeps one device from flooding the stewards."""


@require_POST
@member_view
def acceptance(request: MemberRequest, correspondence_id: UUID) -> HttpResponse:
    """Say yes to somebody who asks to write."""
    return put(request, correspondence_id, accept_letters, _("You can write to one another now."))


@require_POST
@member_view
def declining(request: MemberRequest, correspondence_id: UUID) -> HttpResponse:
    """Say no; with ``for_good`` so that they cannot ask again."""
    action = decline_for_good if request.POST.get("for_good") else decline_letters
    said = _("That is fine. They are not told, and you need no reason.")
    return put(request, correspondence_id, action, said, then=_list(request))


@require_POST
@member_view
def taking_back(request: MemberRequest, correspondence_id: UUID) -> HttpResponse:
    """Take one's own asking back."""
    return put(request, correspondence_id, take_asking_back, _("You took it back."))


@require_POST
@member_view
def ending(request: MemberRequest, correspondence_id: UUID) -> HttpResponse:
    """End a correspondence."""
    return put(request, correspondence_id, end_letters, _("It has ended. You need no reason."))


@require_POST
@member_view
def links(request: MemberRequest, correspondence_id: UUID) -> HttpResponse:
    """Agree to links here."""
    said = _("Links go through once both of you agree.")
    return put(request, correspondence_id, agree_to_links, said)


@require_POST
@member_view
def links_ending(request: MemberRequest, correspondence_id: UUID) -> HttpResponse:
    """Do without links here."""
    return put(request, correspondence_id, do_without_links, _("There are no links here now."))


@require_POST
@member_view
def wall(request: MemberRequest, correspondence_id: UUID) -> HttpResponse:
    """Let no new asking of the other through."""
    said = _("They cannot ask you again. They are not told.")
    return put(request, correspondence_id, let_none_through, said)


@require_POST
@member_view
def wall_ending(request: MemberRequest, correspondence_id: UUID) -> HttpResponse:
    """Let the other ask again."""
    return put(request, correspondence_id, let_through_again, _("They can ask you again."))


@require_POST
@member_view
def putting_away(request: MemberRequest, correspondence_id: UUID) -> HttpResponse:
    """Take what has ended out of one's own view."""
    said = _("It is out of your view.")
    return put(request, correspondence_id, put_letters_away, said, then=_list(request))


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def showing(request: MemberRequest, correspondence_id: UUID) -> HttpResponse:
    """Show chosen messages to the stewards, with consent, and say what is wrong."""
    side, now = side_or_404(request, correspondence_id), clock.now()
    begun = begun_in(request.standing, request.space.slug, correspondence_id, "report")["report"]
    posted = request.POST if request.method == "POST" else None
    form = ShowingForm(posted, initial={"text": begun.words})
    chosen = request.POST.getlist("lines")
    if form.is_bound and form.is_valid():
        count(SHOWN_AT_ONCE, str(request.member_id), now)
        try:
            said = form.showing(chosen)
            show_to_stewards(by=request.standing, side=side, showing=said, now=now)
        except Refused as refused:
            form.add_error("consents", str(refused.verdict.reason))
        else:
            messages.success(request, _("Thank you for telling us. A steward will look at it."))
            return HttpResponseRedirect(letter_address(request, correspondence_id))
    here = opened(side, request.standing, most=MOST_SHOWN)
    context = {
        "here": here,
        "form": form,
        "chosen": {number_in(each) for each in chosen},
        "save_to": begun.save_to,
    }
    return render(request, "forum/letter_report.html", context, status=422 if form.errors else 200)


@require_POST
@member_view
def rest(request: MemberRequest) -> HttpResponse:
    """Let nobody ask."""
    said = _("Nobody can ask you to write now. They are not told.")
    return _choose(request, let_nobody_ask, said)


@require_POST
@member_view
def rest_ending(request: MemberRequest) -> HttpResponse:
    """Let everybody ask again."""
    return _choose(request, let_everybody_ask, _("Everybody here can ask you to write again."))


def _choose(
    request: MemberRequest, action: Callable[..., object], said: str
) -> HttpResponseRedirect:
    """Choose who may ask, say so, and go back to where it is chosen."""
    action(by=request.standing, now=clock.now())
    messages.success(request, said)
    own_page = reverse("spaces:my_membership", args=[request.space.slug])
    return HttpResponseRedirect(f"{own_page}#letters")


def _list(request: MemberRequest) -> str:
    return reverse("forum:letters", args=[request.space.slug])
