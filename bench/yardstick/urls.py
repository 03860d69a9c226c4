# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bare views: three ORM queries over the product's rows, and one template."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path

from hearthside.core import clock
from hearthside.forum.models import WAITING, Board, Post, Thread, Voice
from hearthside.spaces.models import Space


def thread(request: HttpRequest, thread_id: UUID) -> HttpResponse:
    here = Thread.objects.get(id=thread_id)
    board = Board.objects.get(id=here.board_id)
    posts = Post.objects.filter(thread=here).select_related("voice")
    shown = list(posts.order_by("written_at", "id")[:20])
    return render(request, "thread.html", {"thread": here, "board": board, "posts": shown})


def board(request: HttpRequest, slug: str, board: str) -> HttpResponse:
    space = Space.objects.get(slug=slug)
    here = Board.objects.get(space=space, slug=board)
    threads = Thread.objects.filter(board=here).select_related("author")
    shown = list(threads.order_by("-last_post_at", "id")[:25])
    return render(request, "threads.html", {"board": here, "threads": shown})


def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    space = Space.objects.get(slug=slug)
    boards = {board.id: board for board in Board.objects.filter(space=space)}
    threads = Thread.objects.filter(WAITING, space=space).select_related("author")
    shown = list(threads.order_by("opened_at", "id")[:25])
    return render(request, "threads.html", {"boards": boards, "threads": shown})


def front(request: HttpRequest, slug: str) -> HttpResponse:
    space = Space.objects.get(slug=slug)
    return render(request, "threads.html", {"board": space, "threads": []})


def reply(request: HttpRequest, thread_id: UUID, voice_id: UUID) -> HttpResponse:
    now = clock.now()
    with transaction.atomic():
        Post.objects.create(
            space_id=request.POST["space"],
            thread_id=thread_id,
            voice_id=voice_id,
            source=request.POST["text"],
            html=request.POST["text"],
            language="en",
            written_at=now,
            once=secrets.token_hex(16),
        )
        Thread.objects.filter(id=thread_id).update(
            last_post_at=now, posts_count=F("posts_count") + 1
        )
    return HttpResponseRedirect(f"/threads/{thread_id}/")


def voice_of(thread_id: UUID) -> Voice | None:
    """A voice to reply with."""
    return Voice.objects.filter(thread_id=thread_id).order_by("id").first()


urlpatterns = [
    path("threads/<uuid:thread_id>/", thread),
    path("threads/<uuid:thread_id>/<uuid:voice_id>/replies/", reply),
    path("s/<slug:slug>/", front),
    path("s/<slug:slug>/boards/<slug:board>/", board),
    path("s/<slug:slug>/waiting/", waiting),
]
