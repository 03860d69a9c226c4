# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conversations in bulk, with the lengths, writers and pauses that real ones have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate, islice
from random import Random
from typing import Final
from uuid import uuid4

from django.db import transaction

from hearthside.config.demo.growing_words import SENTENCES
from hearthside.core.text import excerpt, render
from hearthside.forum.models import Board, Place, Post, Thread, Voice
from hearthside.forum.queries.places import place_key, place_owner
from hearthside.spaces.models import Membership, Space

SPREAD: Final = timedelta(days=365)
"""How far back the conversations go."""

_SEED = 2026
_TEXTS = 600
_THREADS_AT_ONCE = 100
_ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class _Text:
    """Words that many posts share, rendered once."""

    source: str
    html: str


@dataclass(slots=True)
class _Rows:
    """What is written together."""

    threads: list[Thread] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    @transaction.atomic
    def write(self) -> None:
        """Write all of it, or nothing; a conversation and its author's voice need each other."""
        Thread.objects.bulk_create(self.threads, batch_size=_ROWS_AT_ONCE)
        Voice.objects.bulk_create(self.voices, batch_size=_ROWS_AT_ONCE)
        Post.objects.bulk_create(self.posts, batch_size=_ROWS_AT_ONCE)
        Place.objects.bulk_create(self.places, batch_size=_ROWS_AT_ONCE)


class Street:
    """Where the crowd lives, and everything that chance decides there.

    The same numbers give the same conversations on every machine, but for the ids.
    """

    def __init__(
        self, space: Space, boards: list[Board], members: list[Membership], now: datetime
    ) -> None:
        self._space, self._boards, self._members, self._now = space, boards, members, now
        self._chance = Random(_SEED)  # noqa: S311 — nothing secret
        self._texts = [self._text() for _ in range(_TEXTS)]
        # A few write most of what is written, and most people read.
        share = (self._chance.lognormvariate(0, 1.2) for _ in members)
        self._shares = list(accumulate(share))

    def add_threads(self, threads: int, posts: int) -> Iterator[int]:
        """Write so many conversations with so many posts in all; yield how many at a time."""
        lengths = iter(self._lengths(threads, posts))
        begun = iter(sorted(self._chance.random() for _ in range(threads)))
        while lengths_now := list(islice(lengths, _THREADS_AT_ONCE)):
            rows = _Rows()
            for length, at in zip(lengths_now, islice(begun, len(lengths_now)), strict=True):
                self._converse(rows, length, self._now - SPREAD * (1 - at))
            rows.write()
            yield len(lengths_now)

    def _lengths(self, threads: int, posts: int) -> list[int]:
        """Deal out the posts: at least one each, few to most, very many to a few."""
        weights = [self._chance.lognormvariate(0, 1.1) for _ in range(threads)]
        spare, total = max(0, posts - threads), sum(weights)
        lengths = [1 + int(spare * weight / total) for weight in weights]
        for late in range(max(0, posts - sum(lengths))):
            lengths[late % threads] += 1
        return lengths

    def _converse(self, rows: _Rows, length: int, begins: datetime) -> None:
        thread = Thread(
            space=self._space,
            board=self._chance.choice(self._boards),
            opened_at=begins,
            once=uuid4().hex,
            posts_count=length,
            version=length,
            language="en",
        )
        voices = self._voices(thread, length)
        written_at, last_by = begins, dict.fromkeys(voices, begins)
        for number in range(length):
            voice = voices[0] if number == 0 else self._chance.choice(voices)
            written_at = written_at if number == 0 else self._later(written_at)
            text = self._chance.choice(self._texts)
            if number == 0:
                thread.opening, thread.author = excerpt(text.source), voice
            elif voice is not voices[0] and thread.answered_at is None:
                thread.answered_at = written_at
            rows.posts.append(self._post(voice, text, written_at))
            last_by[voice] = written_at
        thread.last_post_at = written_at
        rows.threads.append(thread)
        rows.voices += voices
        rows.places += [self._place(voice, last_by[voice]) for voice in voices]

    def _voices(self, thread: Thread, length: int) -> list[Voice]:
        """Who speaks: more in a longer conversation, but not as many as there are posts."""
        writers = self._chance.choices(
            self._members, cum_weights=self._shares, k=max(1, round(length**0.7))
        )
        return [
            Voice(
                space=self._space,
                thread=thread,
                membership=member,
                name=member.name,
                face=member.face,
            )
            for member in dict.fromkeys(writers)
        ]

    def _later(self, moment: datetime) -> datetime:
        """When the next post comes: minutes, hours or days later, but never after now."""
        pause = timedelta(minutes=self._chance.lognormvariate(4, 1.8), microseconds=1)
        return min(moment + pause, moment + (self._now - moment) / 2)

    def _post(self, voice: Voice, text: _Text, written_at: datetime) -> Post:
        return Post(
            space=self._space,
            thread=voice.thread,
            voice=voice,
            source=text.source,
            html=text.html,
            language="en",
            written_at=written_at,
            once=uuid4().hex,
        )

    def _place(self, voice: Voice, read_to: datetime) -> Place:
        return Place(
            space=self._space,
            key=place_key(voice.face_id, voice.thread_id),
            owner=place_owner(voice.face_id),
            thread=voice.thread,
            read_to=read_to,
            followed=True,
        )

    def _text(self) -> _Text:
        sentences = max(1, min(30, round(self._chance.lognormvariate(1.3, 0.8))))
        chosen = self._chance.choices(SENTENCES, k=sentences)
        paragraphs = [" ".join(chosen[at : at + 4]) for at in range(0, sentences, 4)]
        source = "\n\n".join(paragraphs)
        return _Text(source, render(source))
