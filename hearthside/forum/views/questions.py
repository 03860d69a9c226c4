# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saying that one would like an answer to one's own words, or needs none any more."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hearthside.core import clock
from hearthside.forum.actions.questions import ask_for_answer, let_question_go
from hearthside.forum.views.posts import place_of, post_or_404
from hearthside.spaces.http import MemberRequest, member_view


@require_POST
@member_view
def question(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Hope for an answer to words of one's own, for the first time or still."""
    here = post_or_404(request, post_id)
    ask_for_answer(by=request.standing, post=here, now=clock.now())
    messages.success(request, _("People here can see that you hope for an answer."))
    return HttpResponseRedirect(place_of(request, here))


@require_POST
@member_view
def question_ending(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Need no answer any more."""
    here = post_or_404(request, post_id)
    let_question_go(by=request.standing, post=here, now=clock.now())
    messages.success(request, _("Good. Nobody is asked about it any more."))
    return HttpResponseRedirect(place_of(request, here))
