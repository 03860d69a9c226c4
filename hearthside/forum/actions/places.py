# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one member keeps about one conversation: followed, hidden, read up to."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from hearthside.forum.actions._steps import keep_on_shelf, put_place
from hearthside.forum.models import Place, Post, Thread
from hearthside.forum.queries.places import place_key
from hearthside.forum.rules.conversation import may_see
from hearthside.spaces.rules.standing import Standing


@transaction.atomic
def follow_thread(*, by: Standing, thread: Thread, now: datetime) -> Place:
    """Hear of new words in a conversation. Raises `Refused` as `rules.may_see` says."""
    return _put(by, thread, followed=True)


@transaction.atomic
def unfollow_thread(*, by: Standing, thread: Thread, now: datetime) -> Place:
    """Stop hearing of it. Raises `Refused` as `rules.may_see` says."""
    return _put(by, thread, followed=False)


@transaction.atomic
def hide_thread(*, by: Standing, thread: Thread, now: datetime) -> Place:
    """Keep a conversation out of one's own lists and notices; nobody else notices.

    Raises `Refused` as `rules.may_see` says.
    """
    return _put(by, thread, hidden=True, followed=False)


@transaction.atomic
def show_thread(*, by: Standing, thread: Thread, now: datetime) -> Place:
    """Take a conversation back into one's lists. Raises `Refused` as `rules.may_see` says."""
    return _put(by, thread, hidden=False)


@transaction.atomic
def note_read(*, by: Standing, thread: Thread, now: datetime) -> None:
    """Remember that this member has read up to ``now``; it never moves back.

    Raises `Refused` as `rules.may_see` says.
    """
    may_see(by, thread).require()
    mine = Place.objects.filter(key=place_key(by.member_id, thread.id))
    if not mine.update(read_to=now):
        put_place(by, thread.id, thread.space_id, {"read_to": now})


@transaction.atomic
def keep_for_later(*, by: Standing, post: Post, now: datetime) -> None:
    """Leave a post unread for another time: its conversation counts as new again from there on.

    The one way in which the mark of what was read moves back, by the reader's own wish. Raises
    `Refused` as `rules.may_see` says.
    """
    may_see(by, post).require()
    before = post.written_at - timedelta(microseconds=1)
    put_place(by, post.thread_id, post.space_id, {"read_to": before})


def _put(by: Standing, thread: Thread, **values: bool) -> Place:
    may_see(by, thread).require()
    place = put_place(by, thread.id, thread.space_id, dict(values))
    keep_on_shelf(by, place)
    return place
