# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the forum hears of, answers, and puts into the pages of those below."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import clock
from hearthside.core.events import after
from hearthside.core.hooks import slot
from hearthside.forum.actions.leaving import erase_words, unname_words
from hearthside.forum.actions.posts import take_down_post
from hearthside.forum.actions.voices import follow_looks
from hearthside.forum.events import PostTakenDown, PostWritten
from hearthside.forum.models import Place, Post
from hearthside.forum.queries.boards import board_rows
from hearthside.forum.queries.export import exported
from hearthside.forum.queries.threads import announcements, headings_of, waiting_page
from hearthside.moderation.hooks import Reported, Taking, content, take_down
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.hooks import words
from hearthside.privacy.hooks import Leave, Part, Subject, claims, erase, export_of
from hearthside.spaces.events import LooksChanged
from hearthside.spaces.hooks import topics
from hearthside.spaces.queries import kept_apart, membership_ids

if TYPE_CHECKING:
    from hearthside.spaces.http import MemberRequest

ANSWERED = "answered"
TAKEN_DOWN = "taken-down"


claims(
    "forum.Draft",
    "forum.Pin",
    "forum.Place",
    "forum.Post",
    "forum.Revision",
    "forum.Thread",
    "forum.Voice",
)


@after(PostWritten)
def tell_who_follows(event: PostWritten) -> None:
    """Tell everybody who follows a conversation that somebody wrote, but not the writer,
    and nobody who keeps apart from them or from whoever began it."""
    posts = Post.objects.select_related("voice", "space", "thread__author")
    post = posts.filter(id=event.post_id).first()
    if post is None or post.state != "visible":
        return
    author = post.thread.author
    apart = kept_apart(post.voice.membership_id).blocked
    apart |= kept_apart(author.membership_id if author else None).blocked
    places = Place.objects.filter(
        thread_id=event.thread_id,
        followed=True,
        membership__state="active",
    )
    path = reverse("forum:thread", args=[post.space.slug, post.thread_id]) + "?at=new#new"
    for recipient in places.values_list("membership_id", flat=True):
        if recipient != post.voice.membership_id and recipient not in apart:
            telling = Telling(event.space_id, recipient, ANSWERED, event.thread_id, path)
            notify(telling=telling, now=post.written_at)


@after(PostTakenDown)
def tell_the_author(event: PostTakenDown) -> None:
    """Tell an author that their words are not shown, with the way to the reason."""
    post = Post.objects.select_related("voice", "space").filter(id=event.post_id).first()
    if post is None or post.voice.membership_id is None:
        return
    path = reverse("forum:post_options", args=[post.space.slug, post.id])
    telling = Telling(event.space_id, post.voice.membership_id, TAKEN_DOWN, post.id, path)
    notify(telling=telling, now=post.written_at)


@after(LooksChanged)
def follow_the_looks(event: LooksChanged) -> None:
    """A name or face that somebody gave up is gone from what they said before, too."""
    follow_looks(membership_id=event.membership_id, now=clock.now())


@words.answer
def words_for(kind: str, times: int) -> str | None:
    """The words of the notices the forum sends."""
    if kind == ANSWERED:
        return ngettext(
            "Somebody answered in a conversation you follow",
            "%(times)d new answers in a conversation you follow",
            times,
        ) % {"times": times}
    if kind == TAKEN_DOWN:
        return _("A steward took words of yours out of sight. Here is why.")
    return None


@topics.answer
def conversations_named(membership_id: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    """What the conversations are called that a member's notices are about."""
    return headings_of(membership_id, ids)


@content.answer
def reported_post(kind: str, content_id: UUID, space_id: UUID) -> Reported | None:
    """Show a steward the post that a report is about."""
    if kind != "post":
        return None
    posts = Post.objects.select_related("voice", "space").filter(space_id=space_id)
    post = posts.filter(id=content_id).first()
    if post is None:
        return None
    return Reported(
        label=_("A post"),
        html=post.rendered,
        author_id=post.voice.membership_id,
        author_name=post.voice.name,
        path=reverse("forum:post", args=[post.space.slug, post.id]),
    )


@take_down.answer
def take_down_reported(kind: str, content_id: UUID, taking: Taking) -> bool:
    """Take a reported post out of sight, as a steward decided."""
    if kind != "post":
        return False
    post = Post.objects.filter(id=content_id, space_id=taking.space_id).first()
    if post is None:
        return False
    take_down_post(by=taking.by, post=post, reason=taking.reason, now=taking.now)
    return True


@slot("spaces.home").answer
def forum_at_home(request: object) -> SafeString:
    """Boards, announcements and who waits, on a space's home page."""
    assert isinstance(request, HttpRequest)
    standing = request.standing  # type: ignore[attr-defined]  # a MemberRequest, see spaces.http
    boards = board_rows(standing)
    context = {
        "boards": boards,
        "begin_at": next((board for board in boards if not board.rests), None),
        "told": announcements(standing),
        "waiting": waiting_page(standing, None).rows[:3],
    }
    return render_to_string("forum/_space_home.html", context, request)


@slot("spaces.settings").answer
def link_to_boards(request: object) -> SafeString:
    """Where stewards arrange the boards."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    return render_to_string("forum/_boards_link.html", {"space": asked.space})


@export_of.answer
def own_words(subject: Subject) -> list[Part]:
    """Everything the forum keeps about a person."""
    return exported(membership_ids(subject))


@erase.answer
def words_when_leaving(subject: Subject, leave: Leave, now: datetime) -> None:
    """Words go with the person, or stay without their name, as they chose."""
    ids = membership_ids(subject)
    if leave == Leave.ERASE_ALL:
        erase_words(membership_ids=ids, now=now)
    else:
        unname_words(membership_ids=ids, now=now)
