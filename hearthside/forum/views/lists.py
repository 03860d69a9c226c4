# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of conversations: a board, what is new, and one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hearthside.core import clock
from hearthside.core.paging import Key, Window
from hearthside.forum.models import Board, Wanted
from hearthside.forum.queries.for_me import kept_for_me
from hearthside.forum.queries.mailed import kept_mails
from hearthside.forum.queries.own_posts import own_posts_page
from hearthside.forum.queries.threads import (
    board_page,
    followed_page,
    hidden_rows,
    new_page,
    own_page,
    pinned_rows,
)
from hearthside.forum.rules.conversation import may_open_thread
from hearthside.forum.rules.wanted import chosen_wanted
from hearthside.spaces.http import MemberRequest, member_view

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


class Asked(TypedDict):
    """What `_wanted_nav.html` needs."""

    wanted: str
    kinds: Sequence[tuple[str, _StrOrPromise]]


@require_safe
@member_view
def board(request: MemberRequest, board: str) -> HttpResponse:
    """The conversations of a board."""
    here = get_object_or_404(Board.objects.visible_to(request.standing), slug=board)
    before, asked = _key(request), _asked(request)
    context = {
        "board": here,
        "page": board_page(here, request.standing, before, asked["wanted"]),
        "pinned": [] if before or asked["wanted"] else pinned_rows(here, request.standing),
        "may_open": may_open_thread(request.standing, here),
        **asked,
    }
    return render(request, "forum/board.html", context)


@require_safe
@member_view
def new(request: MemberRequest) -> HttpResponse:
    """What this member has not read."""
    asked = _asked(request)
    page = new_page(request.standing, _key(request), clock.now(), asked["wanted"])
    return render(request, "forum/new.html", {"page": page, **asked})


@require_safe
@member_view
def mine(request: MemberRequest) -> HttpResponse:
    """Conversations this member takes part in."""
    page = own_page(request.standing, _key(request))
    return render(request, "forum/mine.html", {"page": page, "chosen": "mine"})


@require_safe
@member_view
def own_posts(request: MemberRequest) -> HttpResponse:
    """Everything this member wrote, each with its true state."""
    window = Window.asked(request.GET)
    context = {
        "page": own_posts_page(request.standing, window),
        "chosen": "words",
        "now": clock.now(),
        "for_me": kept_for_me(request.standing) if window == Window() else None,
        "mails": len(kept_mails(request.standing)),
    }
    return render(request, "forum/own_posts.html", context)


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


def _asked(request: MemberRequest) -> Asked:
    """Which kind of answer a list is asked for, and what there is to ask for."""
    return {"wanted": chosen_wanted(request.GET), "kinds": Wanted.choices}


def _key(request: MemberRequest) -> Key | None:
    return Key.parse(request.GET.get("before", ""))
