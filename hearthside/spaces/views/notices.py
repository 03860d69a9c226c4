# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member's notices in one space. The notices themselves live in `hearthside.notices`."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.core.paging import Key, Page, Window
from hearthside.notices.actions.notices import mark_all_seen, mark_seen
from hearthside.notices.models import Notice
from hearthside.notices.queries import Told, notices_of
from hearthside.notices.rules import is_local
from hearthside.spaces import hooks
from hearthside.spaces.http import MemberRequest, member_view


@require_safe
@member_view
def notices(request: MemberRequest) -> HttpResponse:
    """What happened that concerns this member, newest first. Looking marks nothing as seen."""
    page = _with_topics(notices_of(request.member_id, Window.asked(request.GET)), request.member_id)
    until = Key(page.rows[0].at, page.rows[0].id) if page.rows else None
    return render(request, "spaces/notice_list.html", {"page": page, "until": until})


def _with_topics(page: Page[Told], membership_id: UUID) -> Page[Told]:
    """The same notices, each with the name of what it is about: eight alike tell nobody where."""
    subjects = {told.subject_id for told in page.rows}
    named: dict[UUID, str] = {}
    for topics in hooks.topics.ask(membership_id, subjects) if subjects else ():
        named.update(topics)
    rows = [replace(told, topic=named.get(told.subject_id, "")) for told in page.rows]
    return replace(page, rows=rows)


@require_safe
@member_view
def notice(request: MemberRequest, notice_id: UUID) -> HttpResponse:
    """Read one notice: note that it is known, and go on to what it is about."""
    found = get_object_or_404(Notice.objects.of(request.member_id), id=notice_id)
    if found.seen_at is None:
        mark_seen(recipient_id=request.member_id, notice_id=found.id, now=clock.now())
    all_notices = reverse("spaces:notices", args=[request.space.slug])
    return HttpResponseRedirect(found.path if is_local(found.path) else all_notices)


@require_POST
@member_view
def notices_reading(request: MemberRequest) -> HttpResponse:
    """Note that the whole list is known, as far as it went when it was shown."""
    until = Key.parse(request.POST.get("until", ""))
    if until:
        mark_all_seen(recipient_id=request.member_id, until=until.at, now=clock.now())
        messages.success(request, _("All of these are marked as read."))
    return HttpResponseRedirect(reverse("spaces:notices", args=[request.space.slug]))
