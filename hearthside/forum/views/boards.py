# SPDX-License-Identifier: AGPL-3.0-or-later
"""Boards, for the stewards who arrange them."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hearthside.core import clock
from hearthside.forum.actions.boards import (
    BoardWords,
    archive_board,
    change_board,
    make_board,
    wake_board,
)
from hearthside.forum.forms import BoardForm
from hearthside.forum.models import Board
from hearthside.forum.queries.boards import board_rows
from hearthside.spaces.http import MemberRequest, steward_view


@require_http_methods(["GET", "HEAD", "POST"])
@steward_view
def boards(request: MemberRequest) -> HttpResponse:
    """The boards of a space, and a form for one more."""
    form = BoardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = BoardWords(**form.cleaned_data)
        make_board(by=request.standing, space=request.space, words=words, now=clock.now())
        return HttpResponseRedirect(reverse("forum:boards", args=[request.space.slug]))
    context = {"boards": board_rows(request.standing, clock.now()), "form": form}
    return render(request, "forum/boards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@steward_view
def board_words(request: MemberRequest, board: str) -> HttpResponse:
    """Rename a board or say anew what it is for."""
    here = _board(request, board)
    initial = {"name": here.name, "purpose": here.purpose}
    form = BoardForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        words = BoardWords(**form.cleaned_data)
        change_board(by=request.standing, board=here, words=words, now=clock.now())
        return HttpResponseRedirect(reverse("forum:boards", args=[request.space.slug]))
    return render(request, "forum/board_words.html", {"board": here, "form": form})


@require_POST
@steward_view
def board_rest(request: MemberRequest, board: str) -> HttpResponse:
    """Let a board rest."""
    archive_board(by=request.standing, board=_board(request, board), now=clock.now())
    return HttpResponseRedirect(reverse("forum:boards", args=[request.space.slug]))


@require_POST
@steward_view
def board_waking(request: MemberRequest, board: str) -> HttpResponse:
    """Wake a resting board."""
    wake_board(by=request.standing, board=_board(request, board), now=clock.now())
    return HttpResponseRedirect(reverse("forum:boards", args=[request.space.slug]))


def _board(request: MemberRequest, slug: str) -> Board:
    return get_object_or_404(Board.objects.visible_to(request.standing), slug=slug)
