# SPDX-License-Identifier: AGPL-3.0-or-later
"""Following, hiding, and keeping drafts: what a reader keeps for themselves."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hearthside.core import clock
from hearthside.forum.actions.drafts import Unsent, keep_draft
from hearthside.forum.actions.places import (
    follow_thread,
    hide_thread,
    show_thread,
    unfollow_thread,
)
from hearthside.forum.models import Place
from hearthside.forum.views.threads import thread_or_404
from hearthside.spaces.http import MemberRequest, member_view


@require_POST
@member_view
def following(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Hear of new words here."""
    return _put(request, thread_id, follow_thread)


@require_POST
@member_view
def unfollowing(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Stop hearing of new words here."""
    return _put(request, thread_id, unfollow_thread)


@require_POST
@member_view
def hiding(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Keep this conversation out of one's own lists."""
    return _put(request, thread_id, hide_thread)


@require_POST
@member_view
def showing(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Take this conversation back into one's lists."""
    return _put(request, thread_id, show_thread)


@require_POST
@member_view
def draft(request: MemberRequest, place: str) -> HttpResponse:
    """Keep, sealed, what is being written; sent by the page every few seconds and on leaving."""
    unsent = Unsent.sent(request.POST, place)
    keep_draft(by=request.standing, unsent=unsent, now=clock.now())
    return HttpResponse(status=204)


def _put(
    request: MemberRequest, thread_id: UUID, action: Callable[..., Place]
) -> HttpResponseRedirect:
    here = thread_or_404(request, thread_id)
    action(by=request.standing, thread=here, now=clock.now())
    return HttpResponseRedirect(reverse("forum:thread", args=[request.space.slug, here.id]))
