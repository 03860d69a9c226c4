# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conversations as one reader meets them: without whom they keep apart from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from hearthside.forum.models import Meet, Post, Thread
from hearthside.forum.queries.notes import kept_wishes, read_wishes, wishes_of
from hearthside.forum.queries.places import places_among, voice_key
from hearthside.forum.rules.notes import Wishes, how_to_meet, talks_about
from hearthside.spaces.models import Apart, Distance, Membership
from hearthside.spaces.queries.standing import kept_apart
from hearthside.spaces.rules.standing import Standing

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Met(TypedDict):
        unseen: int  # posts that this reader does not meet
        seen_to: datetime  # the last words that this reader meets
        wishes: str  # which notes this reader folds and hides, where there are notes

    MetThreads = QuerySet[WithAnnotations[Thread, _Met]]
    MetThread = WithAnnotations[Thread, _Met]

Threads = TypeVar("Threads", bound="QuerySet[Thread, Any]")


def as_met(threads: QuerySet[Thread], by: Standing) -> MetThreads:
    """Date and count the answers as this reader meets them: a block must not show in a number.

    Adds ``unseen`` (posts of others that stay apart), ``seen_to`` (the last words met) and
    ``wishes`` (what `met_by_note` compares).
    """
    wishes = kept_wishes(by.member_id)
    if not by.keeps_apart:
        return threads.annotate(unseen=Value(0), seen_to=F("last_post_at"), wishes=wishes)
    apart = Q(voice__membership_id__in=kept_apart(by.membership_id).blocked)
    posts = Post.objects.filter(thread=OuterRef("id"))
    unseen = posts.filter(apart).order_by().values("thread").annotate(n=Count("id")).values("n")
    seen = posts.exclude(apart).order_by("-written_at").values("written_at")[:1]
    return threads.annotate(
        unseen=Coalesce(Subquery(unseen), Value(0)),
        seen_to=Coalesce(Subquery(seen), F("last_post_at")),
        wishes=wishes,
    )


def met_by_note(thread: Thread, wishes: str, own: bool) -> Meet:
    """How a list shows a conversation that `as_met` read: by the notes of its opening words."""
    return Meet.SHOW if own else how_to_meet(thread.notes, read_wishes(wishes))


def unblocked(threads: Threads, by: Standing) -> Threads:
    """Leave out what blocked people began."""
    if not by.keeps_apart:
        return threads
    return threads.exclude(author__membership_id__in=kept_apart(by.membership_id).blocked)


def meets_author(by: Standing, thread: Thread) -> bool:
    """Whether a conversation is there for a member: nobody they keep apart from began it under
    their name. A steward still looks after it. Nothing is asked where they meet everybody."""
    if by.is_steward or not by.keeps_apart:
        return True
    return unblocked(Thread.objects.filter(id=thread.id), by).exists()


def headings_of(membership_id: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    """What conversations are called: those among ``ids`` that this member meets."""
    own = Membership.objects.active().filter(id=membership_id)
    author = OuterRef("author__membership_id")
    walls = Apart.objects.filter(
        Q(by=membership_id, other=author) | Q(by=author, other=membership_id),
        distance=Distance.BLOCK,
    )
    here = Thread.objects.filter(id__in=ids, space__in=own.values("space"))
    met = list(
        here.exclude(state="withdrawn")
        .filter(~Exists(walls))
        .select_related("author")
        .defer("author__owner")
    )
    places = places_among([thread.id for thread in met], membership_id)
    shown = [each for each in met if each.id not in places or not places[each.id].hidden]
    wishes = wishes_of(membership_id) if any(thread.notes for thread in shown) else {}
    return {
        thread.id: folded_heading(thread, how)
        for thread in shown
        if (how := _topic_met(thread, membership_id, wishes)) != Meet.HIDE
    }


def hidden_by_notes(membership_id: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Which of these conversations a member does not want to meet; never one they began."""
    noted = list(
        Thread.objects.filter(id__in=ids)
        .exclude(notes="")
        .select_related("author")
        .defer("author__owner")
    )
    wishes = wishes_of(membership_id) if noted else {}
    return {thread.id for thread in noted if _topic_met(thread, membership_id, wishes) == Meet.HIDE}


def folded_heading(thread: Thread, how: Meet) -> str:
    """What a conversation is called for somebody who meets it so: neutral where it is folded."""
    return thread.heading if how == Meet.SHOW else talks_about(thread.notes)


def heading_for(thread: Thread, by: Standing) -> str:
    """What one conversation is called on a page that somebody opened themselves."""
    wishes = wishes_of(by.member_id) if thread.notes else {}
    return folded_heading(thread, _topic_met(thread, by.member_id, wishes))


def _topic_met(thread: Thread, membership_id: UUID, wishes: Wishes) -> Meet:
    author = thread.author
    if not (author and wishes and thread.notes):
        return how_to_meet(thread.notes, wishes)
    unnamed = bytes(author.key or b"") == voice_key(membership_id, thread.id)
    own = unnamed or author.membership_id == membership_id
    return Meet.SHOW if own else how_to_meet(thread.notes, wishes)
