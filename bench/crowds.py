# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking helpers and digests, among ever more people, as ratios. Part of `make bench`.

python -m bench.crowds [--short]
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.compare import POSTGRES, _fresh_database, _postgres_answers, _sql
from bench.servers import Ground

HEAD = """
| database | members | what | how many | p50 | p95 | queries | people reached | for each of them | \
beside fewest members |
|---|--:|---|--:|--:|--:|--:|--:|--:|--:|"""
NAMES = {"nudging": "asking helpers for one who waits", "digests": "one digest"}


@dataclass(frozen=True)
class Plan:
    """How many members there are, how many wait, and how many digests are timed."""

    sizes: tuple[int, ...] = (1_000, 10_000, 100_000)
    waiting: int = 1_000
    digests: Mapping[int, int] | None = None

    def digests_of(self, members: int) -> int:
        """All of 10,000, which is what is asked of us; else as many as tell a median."""
        return (self.digests or {10_000: 10_000}).get(members, min(members, 1_000))


def cost(base: str, people: int, plan: Plan) -> dict[str, Any]:
    """What both cost in a new place with so many members; ``base`` is empty for SQLite."""
    with tempfile.TemporaryDirectory(prefix="hearthside-bench-") as folder:
        try:
            ground = Ground(Path(folder), _fresh_database(base, people) if base else "")
            ground.python("-m", "hearthside.config.cli", "prepare")
            asked = (people, plan.waiting, plan.digests_of(people))
            told: dict[str, Any] = json.loads(ground.python("-m", "bench.crowd", *map(str, asked)))
        finally:
            if base:
                _sql(base, f"drop database if exists bench_{people} with (force)")
    return told


def rows(base: str, plan: Plan) -> Iterator[str]:
    """Measure one database; give the rows of the table."""
    fewest: dict[str, Any] = {}
    for people in plan.sizes:
        told = cost(base, people, plan)
        fewest = fewest or told
        for what, name in NAMES.items():
            each = told[what]
            one, least = (a["all"] / a["people"] for a in (each, fewest[what]))
            yield (
                f"| {'PostgreSQL' if base else 'SQLite'} | {people:,} | {name} "
                f"| {each['count']:,} | {each['p50']:.1f} | {each['p95']:.1f} "
                f"| {each['queries']} | {each['people']:,} | {one:.1f} | {one / least:.2f} |"
            )


def main(plan: Plan) -> None:
    """Measure every database that answers, and print the table."""
    print(HEAD, flush=True)
    for base in ["", POSTGRES] if _postgres_answers() else [""]:
        for row in rows(base, plan):
            print(row, flush=True)


SHORT = Plan(sizes=(100, 200), waiting=40, digests={100: 20, 200: 20})

if __name__ == "__main__":
    main(SHORT if "--short" in sys.argv else Plan())
