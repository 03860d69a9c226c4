# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words with a note for tests, and readers who fold or hide them."""

from __future__ import annotations

from hearthside.core import clock
from hearthside.forum.actions.notes import keep_wishes, set_notes
from hearthside.forum.models import Post, Thread
from hearthside.forum.tests.builders import make_board, make_thread, opening_of
from hearthside.spaces.models import Membership, Space
from hearthside.spaces.tests.builders import SIX_PM, make_steward, standing_of

NEUTRAL = "Talks about grief and death."
"""What stands in the place of words with the note that `note` gives."""


def wish(member: Membership, how: str) -> None:
    """Somebody wishes to meet words about grief in a way of their own."""
    keep_wishes(by=standing_of(member), wishes={"grief": how}, now=SIX_PM)


def note(post: Post) -> Post:
    """A steward puts the note "grief" on a post."""
    steward = standing_of(make_steward(post.space))
    return set_notes(by=steward, post=post, notes=["grief"], now=SIX_PM)


def noted_thread(space: Space | None = None, *, by: Membership | None = None) -> Thread:
    """A conversation of now whose opening words carry a note."""
    board = make_board(space or (by.space if by else None))
    thread = make_thread(board, by=by, source="my brother", title="He died", now=clock.now())
    note(opening_of(thread))
    return Thread.objects.get(id=thread.id)
