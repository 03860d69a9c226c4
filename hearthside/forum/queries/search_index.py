# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking the full-text index of either database for the newest posts with some words.

Nothing of who may see what is decided here: `queries.search` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hearthside.core.statements import Row, Sql, database, rows
from hearthside.forum.models import Findable

AT_ONCE = 240
"""How many of the newest matches are looked at, and ranked, together."""

Sought = tuple[tuple[str, ...], ...]
"""For each word that is looked for, the stems of which a post has to have one."""


@dataclass(frozen=True, slots=True)
class Match:
    """A post that has the words, where it stands in the index, and how well it fits."""

    number: int
    post_id: UUID
    weight: float


def newest_number() -> int:
    """The number of the post that was taken in last."""
    return Findable.objects.order_by("-number").values_list("number", flat=True).first() or 0


def newest_matches(space_id: UUID, sought: Sought, below: int) -> list[Match]:
    """Return up to `AT_ONCE` posts of a space that have every word, newest first."""
    base = database()
    if base.vendor == "sqlite":
        found: Sequence[Row] = rows(base, _SQLITE, [_fts5(space_id, sought), below])
    else:
        found = _in_stretches(space_id, sought, below)
    return [Match(row[0], _uuid(row[1]), abs(float(row[2]))) for row in found]


def is_anywhere(space_id: UUID, stem: str, below: int) -> bool:
    """Whether any post of a space has this stem, whoever may see it.

    Ranks nothing, and looks among the newest first: most words that are there are there, too.
    """
    base = database()
    if base.vendor == "sqlite":
        return bool(rows(base, _ANY_SQLITE, [_fts5(space_id, ((stem,),))]))
    words = f"'s{space_id.hex}' & {_quoted(stem)}"
    lately = f"{words} & {_stretch(*_STRETCHES[0], below)}"
    return any(rows(base, _ANY_POSTGRESQL, [query]) for query in (lately, words))


_ANY_SQLITE = Sql.of(
    "SELECT 1 FROM forum_findable_words WHERE forum_findable_words MATCH %s LIMIT 1", "sqlite"
)
_ANY_POSTGRESQL = Sql.of(
    "SELECT 1 FROM forum_findable WHERE words @@ %s::tsquery LIMIT 1", "postgresql"
)


_SQLITE = Sql.of(
    "SELECT w.rowid, f.post_id, w.weight FROM ("  # noqa: S608 — a number of ours
    "SELECT rowid, bm25(forum_findable_words, 0.0, 10.0, 1.0) AS weight "
    "FROM forum_findable_words WHERE forum_findable_words MATCH %s AND rowid < %s "
    f"ORDER BY rowid DESC LIMIT {AT_ONCE}) w JOIN forum_findable f ON f.number = w.rowid "
    "ORDER BY w.rowid DESC",
    "sqlite",
)
# "+ 0" keeps PostgreSQL, which plans once for whatever numbers come, from gathering those of a
# million posts by their key to compare them with the few that the words lead to.
_POSTGRESQL = Sql.of(
    "WITH met AS MATERIALIZED ("  # noqa: S608 — a number of ours
    "SELECT number FROM forum_findable WHERE words @@ %s::tsquery AND number + 0 < %s), "
    f"newest AS MATERIALIZED (SELECT number FROM met ORDER BY number DESC LIMIT {AT_ONCE}) "
    "SELECT f.number, f.post_id, ts_rank_cd('{0.1,0.2,0.3,1.0}', f.words, %s::tsquery, 1) "
    "FROM newest JOIN forum_findable f USING (number) ORDER BY f.number DESC",
    "postgresql",
)


def _in_stretches(space_id: UUID, sought: Sought, below: int) -> Sequence[Row]:
    """Look among the newest few thousand posts, then among ever more, until there are enough.

    A word that every third post has is found at once, and one that few have is quick anyhow.
    Without it the database would gather a third of all posts to give back four hundred.
    """
    words = " & ".join(f"({' | '.join(map(_quoted, stems))})" for stems in sought)
    found: list[Row] = []
    looked = 0  # the length of the stretch that was looked through, in bits
    for mark, bits in _STRETCHES:
        if below >> bits < 2 or (looked and len(found) << (bits - looked) < AT_ONCE // 2):
            continue  # all there is, or too little to expect
        query = f"'s{space_id.hex}' & {_stretch(mark, bits, below)} & {words}"
        found, looked = rows(database(), _POSTGRESQL, [query, below, words]), bits
        if len(found) >= AT_ONCE:
            return found
    return rows(database(), _POSTGRESQL, [f"'s{space_id.hex}' & {words}", below, words])


_STRETCHES = (("p:", 11), ("q:", 15), ("r:", 18))
"""Marks of ever longer stretches of numbers, as the migrations make them; two of each are asked.
No word has a colon in it, or looking for it would find a whole stretch."""


def _stretch(mark: str, bits: int, below: int) -> str:
    last = below >> bits
    return f"('{mark}{last}' | '{mark}{last - 1}')"


def _fts5(space_id: UUID, sought: Sought) -> str:
    words = " AND ".join(f"({' OR '.join(map(_quoted_twice, stems))})" for stems in sought)
    return f"space_id : {_quoted_twice(space_id.hex)} AND {{head body}} : ({words})"


def _quoted(stem: str) -> str:
    """A stem as PostgreSQL takes it for a word and nothing else."""
    return "'{}'".format(stem.replace("\\", "\\\\").replace("'", "''"))


def _quoted_twice(stem: str) -> str:
    """A stem as FTS5 takes it for a word and nothing else."""
    return '"{}"'.format(stem.replace('"', '""'))


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(hex=value)
