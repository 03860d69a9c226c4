# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of conversations: a board, who waits, what is new, and one's own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hearthside.core.paging import Key
from hearthside.forum.models import Board
from hearthside.forum.queries.threads import (
    board_page,
    followed_page,
    hidden_rows,
    new_page,
    own_page,
    pinned_rows,
    waiting_page,
)
from hearthside.forum.rules import may_open_thread
from hearthside.spaces.http import MemberRequest, member_view


@require_safe
@member_view
def board(request: MemberRequest, board: str) -> HttpResponse:
    """The conversations of a board."""
    here = get_object_or_404(Board.objects.visible_to(request.standing), slug=board)
    before = _key(request)
    context = {
        "board": here,
        "page": board_page(here, request.standing, before),
        "pinned": [] if before else pinned_rows(here, request.standing),
        "may_open": may_open_thread(request.standing, here),
    }
    return render(request, "forum/board.html", context)


@require_safe
@member_view
def waiting(request: MemberRequest) -> HttpResponse:
    """Nobody waits alone: who has not been answered yet, longest waiting first."""
    page = waiting_page(request.standing, _key(request))
    return render(request, "forum/waiting.html", {"page": page})


@require_safe
@member_view
def new(request: MemberRequest) -> HttpResponse:
    """What this member has not read."""
    return render(request, "forum/new.html", {"page": new_page(request.standing, _key(request))})


@require_safe
@member_view
def mine(request: MemberRequest) -> HttpResponse:
    """Conversations this member takes part in."""
    page = own_page(request.standing, _key(request))
    return render(request, "forum/mine.html", {"page": page, "chosen": "mine"})


@require_safe
@member_view
def followed(request: MemberRequest) -> HttpResponse:
    """Conversations this member follows."""
    page = followed_page(request.standing, _key(request))
    return render(request, "forum/mine.html", {"page": page, "chosen": "followed"})


@require_safe
@member_view
def hidden(request: MemberRequest) -> HttpResponse:
    """Conversations this member hid, to show them again."""
    rows = hidden_rows(request.standing)
    return render(request, "forum/mine.html", {"rows": rows, "chosen": "hidden"})


def _key(request: MemberRequest) -> Key | None:
    return Key.parse(request.GET.get("before", ""))
