# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a community of the demo is made of: its words, its boards, its people and its play."""

from __future__ import annotations

from dataclasses import dataclass

from hearthside.forum.actions.boards import BoardWords
from hearthside.spaces.actions.spaces import SpaceWords
from hearthside.spaces.models import Role


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody in one space: their name there, when they come, and what they look after.

    ``account`` is named where the same person can sign in, or has another face elsewhere.
    ``asks`` is what they wrote to the stewards, where those let people in; ``glad`` the words
    of the space for what they are glad to answer about.
    """

    name: str
    comes: str
    account: str = ""
    role: Role | None = None
    asks: str = ""
    language: str = "en"
    glad: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """One space. The first of its cast is its first steward.

    ``boards`` are keyed by the word the play has for them; ``at_the_door`` asks to be let
    in and still waits when the story ends.
    """

    slug: str
    organisation: str
    words: SpaceWords
    boards: dict[str, BoardWords]
    cast: tuple[Part, ...]
    plays: tuple[str, ...]
    at_the_door: Part | None = None
