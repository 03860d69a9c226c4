# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nobody waits alone: the board of the reply clock, and what author and stewards say to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.core.paging import Key
from hearthside.forum.actions.clocks import ask_sooner
from hearthside.forum.actions.helping import say_what_about
from hearthside.forum.models import Level, WaitKind, Wanted
from hearthside.forum.queries.clocks import pace_of, targets_of
from hearthside.forum.queries.helping import helper_of, words_in
from hearthside.forum.queries.waiting import waiting_board
from hearthside.forum.rules.wanted import chosen_wanted
from hearthside.forum.views.threads import thread_or_404
from hearthside.notices.actions.notices import clear_for_page
from hearthside.spaces.http import MemberRequest, member_view, steward_view


@require_safe
@member_view
def waiting(request: MemberRequest) -> HttpResponse:
    """Who waits, since when, by when they are promised an answer, and whose turn it is."""
    now, words = clock.now(), words_in(request.space.id)
    if request.standing.has_notices:
        clear_for_page(recipient_id=request.member_id, path=request.path, now=now)
    asked = request.GET.get("about", "")
    word = asked if asked in words else ""
    after = Key.parse(request.GET.get("before", ""))
    wanted = chosen_wanted(request.GET)
    context = {
        "page": waiting_board(request.standing, word=word, wanted=wanted, after=after, now=now),
        "wanted": wanted,
        "kinds": Wanted.choices,
        "pace": pace_of(request.space.id, now),
        "question_pace": pace_of(request.space.id, now, WaitKind.QUESTION),
        "target_minutes": targets_of(request.space.id)[Level.ORDINARY],
        "words": words,
        "word": word,
        "helps": helper_of(request.member_id),
    }
    return render(request, "forum/waiting.html", context)


@require_POST
@member_view
def about(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Say what a conversation is about, for its author."""
    here = thread_or_404(request, thread_id)
    words = set(request.POST.getlist("words"))
    say_what_about(by=request.standing, thread=here, words=words, now=clock.now())
    messages.success(request, _("Kept. People who know this can be asked now."))
    return HttpResponseRedirect(reverse("forum:thread", args=[request.space.slug, here.id]))


@require_POST
@steward_view
def soon(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Say that a conversation, or a question in it, needs somebody soon, or is as usual."""
    here = thread_or_404(request, thread_id)
    level = Level.ORDINARY if request.POST.get("level") == Level.ORDINARY else Level.AMBER
    try:
        asked = UUID(request.POST["question"]) if "question" in request.POST else None
    except ValueError:
        raise Http404 from None
    ask_sooner(by=request.standing, thread=here, level=level, now=clock.now(), asked=asked)
    return HttpResponseRedirect(reverse("forum:steering", args=[request.space.slug, here.id]))
