# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one member keeps about one conversation: followed, hidden, read up to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.forum.models import Place, Thread
from hearthside.forum.rules import may_see
from hearthside.spaces.rules import Standing


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
    mine = Place.objects.filter(membership_id=by.member_id, thread=thread)
    if not mine.update(read_to=now):
        _put(by, thread, read_to=now)


def _put(by: Standing, thread: Thread, **values: object) -> Place:
    may_see(by, thread).require()
    place, _ = Place.objects.update_or_create(
        membership_id=by.member_id,
        thread=thread,
        defaults=values,
        create_defaults={"space_id": thread.space_id, **values},
    )
    return place
