# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the search hears of: words that changed, went or came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearthside.core import clock
from hearthside.core.events import within
from hearthside.forum.actions.search import index_posts
from hearthside.forum.events import (
    PostChanged,
    PostFolded,
    PostPutBack,
    PostTakenDown,
)

if TYPE_CHECKING:
    pass


@within(PostChanged)
def find_words_as_they_are(event: PostChanged) -> None:
    """Nobody finds a post by words that are not in it any more."""
    index_posts(post_ids=[event.post_id], now=clock.now())


@within(PostTakenDown)
def find_words_no_longer(event: PostTakenDown) -> None:
    """Nobody finds what was taken out of sight."""
    index_posts(post_ids=[event.post_id], now=clock.now())


@within(PostFolded)
def find_only_what_is_shown(event: PostFolded) -> None:
    """Nobody finds a post by the words that are folded in it."""
    index_posts(post_ids=[event.post_id], now=clock.now())


@within(PostPutBack)
def find_words_again(event: PostPutBack) -> None:
    """What is shown again is found again."""
    index_posts(post_ids=[event.post_id], now=clock.now())
