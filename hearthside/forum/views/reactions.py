# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saying something kind without words, and leaving words for later."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.core.htmx import wants_fragment
from hearthside.core.paging import Key
from hearthside.forum.actions.places import keep_for_later
from hearthside.forum.actions.reactions import give_reaction, take_reaction_back
from hearthside.forum.models import Post
from hearthside.forum.queries.reading import opened_thread
from hearthside.forum.views.noting import signs_under, where_of
from hearthside.forum.views.posts import post_or_404
from hearthside.spaces.http import MemberRequest, member_view


@require_POST
@member_view
def reactions(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Give a sign to a post, or take it back; answer with its signs."""
    here = post_or_404(request, post_id)
    action = take_reaction_back if "back" in request.POST else give_reaction
    kind = request.POST.get("back") or request.POST.get("give", "")
    here = action(by=request.standing, post=here, kind=kind, now=clock.now())
    start = Key.parse(request.POST.get("from", ""))
    if wants_fragment(request):
        return HttpResponse(_signs(request, here, kind, start))
    address = reverse("forum:thread", args=[request.space.slug, here.thread_id])
    return HttpResponseRedirect(f"{address}?from={start or ''}#p-{here.id}")


@require_POST
@member_view
def later(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Leave a post for another time: its conversation stays new."""
    here = post_or_404(request, post_id)
    keep_for_later(by=request.standing, post=here, now=clock.now())
    messages.success(request, _("It stays under “New since last time” until you want it."))
    return HttpResponseRedirect(reverse("spaces:home", args=[request.space.slug]))


@require_safe
@member_view
def steady(request: MemberRequest) -> HttpResponse:
    """A few things that can help to come back to oneself, and the way to people."""
    return render(request, "forum/steady.html")


def _signs(request: MemberRequest, here: Post, kind: str, start: Key | None) -> str:
    """The signs as they are now, with the focus on the one that was pressed."""
    given = opened_thread(here.thread_id, request.standing).given.get(here.id)
    mine, where = given.reactions if given else (), where_of(request, start)
    row = signs_under(here.id, here.reactions, mine, where, own=False)
    return row.replace(f'value="{kind}"', f'value="{kind}" autofocus', 1)
