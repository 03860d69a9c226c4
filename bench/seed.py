# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows to measure on: 2,000 people, up to 5,000 conversations, as many posts as asked.

Bulk rows, not actions: the numbers are about reading and writing among them.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta

import django

django.setup()

from bench.crowd import Crowd, settle
from hearthside.core.text import render
from hearthside.forum.models import Board, Clock, Post, Thread, Voice
from hearthside.spaces.models import Membership, Space

START = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = [
    *("the", "a", "and", "to", "of", "in", "that", "it", "was", "for", "on", "with", "as", "my"),
    *("not", "this", "but", "are", "at", "from", "they", "we", "had", "there", "when", "out"),
    *("up", "one", "time", "very", "what", "about", "who", "get", "which", "go", "me", "make"),
    *("like", "would", "can", "know", "day", "night", "work", "home", "rest", "walk", "tea"),
    *("morning", "quiet", "friend", "sister", "window", "garden", "again", "slowly", "better"),
]


def sentence(dice: random.Random, words: int) -> str:
    """Some words in a row; frequent ones first, as in speech."""
    picked = (WORDS[min(int(dice.expovariate(0.08)), len(WORDS) - 1)] for _ in range(words))
    return " ".join(picked).capitalize() + "."


def main(posts: int) -> None:
    """Fill an empty, migrated database."""
    dice = random.Random(7)
    people = 2000
    threads = max(78, min(5000, posts // 20))
    waiting = max(30, threads // 10)  # a full page of those who wait, also among few posts
    crowd = Crowd.made(people, START)
    space, board, members = crowd.space, crowd.board, crowd.members
    share = (posts - waiting) // (threads - waiting)
    alone = {n * threads // waiting for n in range(waiting)}
    for n in range(threads):
        _thread(dice, space, board, members, n, 1 if n in alone else share)
    settle()


def _thread(
    dice: random.Random,
    space: Space,
    board: Board,
    members: list[Membership],
    n: int,
    size: int,
) -> None:
    opened = START + timedelta(minutes=5 * n)
    waits = size == 1
    speakers = dice.sample(members, 5)
    words = sentence(dice, 12)
    thread = Thread.objects.create(
        space=space, board=board, title=words[:60], opening=words, opened_at=opened,
        last_post_at=opened + timedelta(minutes=size), posts_count=size, version=1,
        answered_at=None if waits else opened + timedelta(minutes=1), once=f"{n:032x}",
    )  # fmt: skip
    voices = [
        Voice(space=space, thread=thread, membership=m, name=m.name, face=m.face) for m in speakers
    ]
    Voice.objects.bulk_create(voices)
    Thread.objects.filter(id=thread.id).update(author=voices[0])
    if waits:
        Clock.objects.create(
            space=space, thread=thread, target_minutes=240, began_at=opened, runs_from=opened
        )
    rows = []
    for k in range(size):
        source = "\n\n".join(sentence(dice, 25) for _ in range(1 + k % 3))
        rows.append(
            Post(
                space=space,
                thread=thread,
                voice=voices[k % 5],
                source=source,
                html=render(source),
                language="en",
                written_at=opened + timedelta(minutes=k + 1),
                once=f"{k:032x}",
            )
        )
    Post.objects.bulk_create(rows, 500)


if __name__ == "__main__":
    main(int(sys.argv[1]))
