# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many posts to look for words in, quickly: rows written as they are, with the index beside them.

Words are drawn as people use them (Zipf): the first of them stands in nearly every post, most
of forty thousand in hardly any. Their stems are those that the product would make.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from uuid import UUID, uuid4

import django

django.setup()

from django.db import connection

from bench.seed import WORDS
from bench.seed import main as seed_place
from hearthside.core.stems import stems_of
from hearthside.forum.models import Board
from hearthside.spaces.models import Membership

START = datetime(2024, 1, 1, tzinfo=UTC)
VOCABULARY = 40_000
IN_A_THREAD = 20
SYLLABLES = [first + then for first in "bdfgjklmnprstvwz" for then in "aeiou"]
Row = Sequence[object]


def vocabulary(dice: random.Random) -> list[str]:
    """English first, then words that nobody has heard, each once."""
    words = dict.fromkeys(WORDS)
    while len(words) < VOCABULARY:
        words["".join(dice.choices(SYLLABLES, k=dice.randint(2, 5)))] = None
    return list(words)


def main(posts: int) -> None:
    """Fill an empty, migrated database."""
    seed_place(1_000)
    dice = random.Random(11)
    words = vocabulary(dice)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    threads = [_Thread.begun(dice, n) for n in range(posts // IN_A_THREAD)]
    space, board = Board.objects.values_list("space_id", "id")[0]
    members = list(Membership.objects.values_list("id", flat=True))
    _write_threads(threads, space, board, dice, members)
    stems = [" ".join(stems_of(word, "en")) for word in words]
    numbers = range(len(words))
    lengths = (1 + int(dice.expovariate(1 / 60)) for _ in range(posts))
    drawn = (dice.choices(numbers, cum_weights=weights, k=length) for length in lengths)
    index = _without_index()
    _write_posts(threads, space, drawn, words, stems)
    known = sorted({stem for each in stems for stem in each.split()})
    _write("forum_stem", ("space_id", "stem"), ((space, stem) for stem in known))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(index)
            cursor.execute("SELECT setval('forum_findable_number_seq', %s)", [posts])
            cursor.execute("VACUUM ANALYZE")
    print(json.dumps({"words": [words[n] for n in (0, 1, 3, 9, 30, 90, 300, 1000, 5000, 30000)]}))


def _without_index() -> str:
    """Take PostgreSQL's index away, which is made many times quicker at the end; return how."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef('forum_findable_words'::regclass)")
        definition: str = cursor.fetchone()[0]
        cursor.execute("DROP INDEX forum_findable_words")
        cursor.execute("SET maintenance_work_mem = '512MB'")
    return definition


class _Thread:
    """A conversation to be written, and who speaks in it."""

    def __init__(self, opened_at: datetime, once: str) -> None:
        self.id, self.opened_at, self.once = uuid4(), opened_at, once
        self.voices = [uuid4() for _ in range(4)]

    @classmethod
    def begun(cls, dice: random.Random, number: int) -> _Thread:
        at = START + timedelta(minutes=15 * number, seconds=dice.randint(0, 800))
        return cls(at, f"a{number:031x}")


def _write_threads(
    threads: list[_Thread], space: UUID, board: UUID, dice: random.Random, members: list[UUID]
) -> None:
    columns = (
        *("id", "space_id", "board_id", "title", "opening", "kind", "state", "opened_at"),
        *("last_post_at", "answered_at", "posts_count", "version", "once", "language"),
    )
    _write("forum_thread", columns, (
        (t.id, space, board, "", "A conversation", "conversation", "open", t.opened_at,
         t.opened_at + timedelta(minutes=IN_A_THREAD), t.opened_at, IN_A_THREAD, 1, t.once, "en")
        for t in threads
    ))  # fmt: skip
    voice_columns = ("id", "space_id", "thread_id", "membership_id", "name", "face", "owner")
    _write("forum_voice", voice_columns, (
        (voice, space, t.id, member, "Somebody", "face", b"")
        for t in threads
        for voice, member in zip(t.voices, dice.sample(members, 4), strict=True)
    ))  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE forum_thread SET author_id = (SELECT v.id FROM forum_voice v "
            "WHERE v.thread_id = forum_thread.id ORDER BY v.id LIMIT 1) WHERE author_id IS NULL"
        )


def _write_posts(
    threads: list[_Thread],
    space: UUID,
    drawn: Iterable[Sequence[int]],
    words: list[str],
    stems: list[str],
) -> None:
    """Some thousands at a time, first the posts, then what a search looks in."""
    post_columns = (
        *("id", "space_id", "thread_id", "voice_id", "source", "html", "language", "state"),
        *("state_reason", "written_at", "once"),
    )
    found_columns = ("number", "post_id", "space_id", "as_of", "head", "body")
    posts: list[Row] = []
    found: list[Row] = []
    for number, picked in enumerate(drawn):
        thread, k = threads[min(number // IN_A_THREAD, len(threads) - 1)], number % IN_A_THREAD
        at, post_id = thread.opened_at + timedelta(minutes=k), uuid4()
        text = " ".join(words[n] for n in picked)
        posts.append((post_id, space, thread.id, thread.voices[k % 4], text, f"<p>{text}</p>", "en",
                      "visible", "", at, f"{k:032x}"))  # fmt: skip
        found.append((number + 1, post_id, space, at, "", " ".join(stems[n] for n in picked)))
        if len(posts) == 20_000:
            _write("forum_post", post_columns, posts)
            _write("forum_findable", found_columns, found)
            posts, found = [], []
    _write("forum_post", post_columns, posts)
    _write("forum_findable", found_columns, found)


def _write(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write many rows at once, past the ORM."""
    connection.ensure_connection()
    names = ", ".join(columns)
    if connection.vendor == "postgresql":
        with (
            connection.connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" for _ in columns)
    connection.connection.execute("BEGIN IMMEDIATE")
    connection.connection.executemany(
        f"INSERT INTO {table} ({names}) VALUES ({marks})", _for_sqlite(rows)
    )
    connection.connection.execute("COMMIT")


def _for_sqlite(rows: Iterable[Row]) -> Iterator[list[object]]:
    for row in rows:
        yield [_plain(value) for value in row]


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return value.hex
    return value.strftime("%Y-%m-%d %H:%M:%S") if isinstance(value, datetime) else value


if __name__ == "__main__":
    main(int(sys.argv[1]))
