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
from hearthside.spaces.rules.standing import Standing


@require_safe
@member_view
def notices(request: MemberRequest) -> HttpResponse:
    """What happened that concerns this member, newest first. Looking marks nothing as seen."""
    told = notices_of(request.member_id, Window.asked(request.GET), request.standing.voices)
    until = Key(told.rows[0].at, told.rows[0].id) if told.rows else None
    page = _with_topics(_for_reader(told, request.standing), request.member_id)
    return render(request, "spaces/notice_list.html", {"page": page, "until": until})


def _for_reader(page: Page[Told], standing: Standing) -> Page[Told]:
    """The same notices without those that are not for this reader, and in words that are."""
    own, voices = standing.member_id, standing.voices
    left_out = {each for ids in hooks.not_for.ask(own, voices, page.rows) for each in ids}
    said: dict[UUID, str] = {}
    for words in hooks.retold.ask(voices, page.rows):
        said.update(words)
    return replace(
        page,
        rows=[
            replace(told, words=said.get(told.id, told.words))
            for told in page.rows
            if told.id not in left_out
        ],
    )


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
    found = get_object_or_404(
        Notice.objects.of(request.member_id, request.standing.voices), id=notice_id
    )
    if found.seen_at is None:
        me, voices = request.member_id, request.standing.voices
        mark_seen(recipient_id=me, notice_id=found.id, now=clock.now(), voices=voices)
    all_notices = reverse("spaces:notices", args=[request.space.slug])
    return HttpResponseRedirect(found.path if is_local(found.path) else all_notices)


@require_POST
@member_view
def notices_reading(request: MemberRequest) -> HttpResponse:
    """Note that the whole list is known, as far as it went when it was shown."""
    until = Key.parse(request.POST.get("until", ""))
    if until:
        me, voices = request.member_id, request.standing.voices
        mark_all_seen(recipient_id=me, until=until.at, now=clock.now(), voices=voices)
        messages.success(request, _("All of these are marked as read."))
    return HttpResponseRedirect(reverse("spaces:notices", args=[request.space.slug]))
