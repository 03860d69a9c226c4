# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stewards do with conversations: close, open, pin, move, name."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearthside.core import clock
from hearthside.forum.actions.threads import (
    close_thread,
    move_thread,
    name_thread,
    pin_thread,
    reopen_thread,
    unpin_thread,
)
from hearthside.forum.forms import MoveForm, ReasonForm, TitleForm
from hearthside.forum.models import Board, Pin
from hearthside.forum.queries.clocks import clocks_running
from hearthside.forum.queries.met import heading_for
from hearthside.forum.queries.questions import met_questions
from hearthside.forum.rules.conversation import may_steer
from hearthside.forum.views.threads import thread_or_404
from hearthside.spaces.http import MemberRequest, member_view, steward_view


@require_safe
@steward_view
def steering(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Everything a steward can do with one conversation, on one page."""
    here = thread_or_404(request, thread_id)
    clocks = clocks_running(here)
    asked = met_questions(request.standing, [each.question for each in clocks if each.question])
    boards = Board.objects.visible_to(request.standing).exclude(id=here.board_id)
    context = {
        "thread": here,
        "heading": heading_for(here, request.standing),
        "boards": boards.filter(archived_at=None).order_by("position", "slug"),
        "pinned": Pin.objects.filter(thread=here).exists(),
        "reason_form": ReasonForm(),
        "may_steer": may_steer(request.standing, here),
        "waits": [(each, asked.get(each.question_id or each.id)) for each in clocks],
    }
    return render(request, "forum/steering.html", context)


@require_POST
@member_view
def closing(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Close a conversation to new words."""
    here = thread_or_404(request, thread_id)
    reason = request.POST.get("reason", "")[:2000]
    close_thread(by=request.standing, thread=here, reason=reason, now=clock.now())
    return _back(request, here.id)


@require_POST
@member_view
def reopening(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Open a conversation again."""
    here = thread_or_404(request, thread_id)
    reopen_thread(by=request.standing, thread=here, now=clock.now())
    return _back(request, here.id)


@require_POST
@member_view
def pin(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Keep a conversation at the top of its board."""
    here = thread_or_404(request, thread_id)
    pin_thread(by=request.standing, thread=here, now=clock.now())
    return _back(request, here.id)


@require_POST
@member_view
def unpinning(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Let a conversation sink again."""
    here = thread_or_404(request, thread_id)
    unpin_thread(by=request.standing, thread=here, now=clock.now())
    return _back(request, here.id)


@require_POST
@member_view
def move(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Put a conversation on another board."""
    here = thread_or_404(request, thread_id)
    form = MoveForm(request.POST)
    form.fields["board"].queryset = Board.objects.visible_to(request.standing)  # type: ignore[attr-defined]  # a ModelChoiceField
    if form.is_valid():
        board = form.cleaned_data["board"]
        move_thread(by=request.standing, thread=here, board=board, now=clock.now())
    return _back(request, here.id)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def title(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Give a conversation another title."""
    here = thread_or_404(request, thread_id)
    form = TitleForm(request.POST or None, initial={"title": here.title})
    if request.method == "POST" and form.is_valid():
        named = form.cleaned_data["title"]
        name_thread(by=request.standing, thread=here, title=named, now=clock.now())
        return _back(request, here.id)
    return render(request, "forum/thread_title.html", {"thread": here, "form": form})


def _back(request: MemberRequest, thread_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("forum:thread", args=[request.space.slug, thread_id]))
