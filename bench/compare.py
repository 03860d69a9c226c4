# SPDX-License-Identifier: AGPL-3.0-or-later
"""The product beside the yardstick, in one run, as ratios. `make bench`.

Medians of interleaved rounds; processor time of the server and the database together,
from the operating system's accounting.
"""

from __future__ import annotations

import http.client
import json
import re
import sys
import tempfile
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.load import Answers, Ask, ask_all, middle
from bench.servers import Ground, Server

PRODUCT, YARDSTICK = "hearthside.config.asgi:application", "bench.yardstick.asgi:application"
POSTGRES = "postgres://postgres@127.0.0.1:5432/"


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    sizes: tuple[int, ...] = (1_000, 10_000, 100_000)
    rounds: int = 5
    reads: int = 400
    writes: int = 400
    connections: int = 4


@dataclass(frozen=True)
class Round:
    """One round of one page on one server."""

    answers: Answers
    cpu: float

    def figures(self) -> dict[str, float]:
        """What the table shows."""
        count = len(self.answers.seconds)
        return {
            "cpu": 1000 * self.cpu / count,
            "rps": count / self.answers.wall,
            "p50": self.answers.quantile(0.50),
            "p95": self.answers.quantile(0.95),
            "p99": self.answers.quantile(0.99),
            "size": float(self.answers.size),
        }


@dataclass(frozen=True)
class Page:
    """One thing measured: how each of the two is asked for it."""

    name: str
    product: Callable[[int], Ask]
    yardstick: Callable[[int], Ask]
    writes: bool = False


def measure(server: Server, asks: Callable[[int], Ask], times: int, connections: int) -> Round:
    """Ask one server and read what it used."""
    before = server.cpu()
    answers = ask_all(server.port, asks, times=times, connections=connections)
    if answers.wrong:
        raise RuntimeError(f"{answers.wrong} answers were not what was asked for")
    return Round(answers, server.cpu() - before)


def pages(keys: dict[str, Any], product_port: int) -> list[Page]:
    """What is measured."""
    thread, space, voice = keys["thread"], keys["space"], keys["voice"]
    sessions = list(keys["sessions"])
    gzip = {"Accept-Encoding": "gzip", "Accept-Language": "en"}
    reader = gzip | {"Cookie": f"session={sessions[0]}"}
    here = f"/s/bench/threads/{thread}/"
    board, waiting = "/s/bench/boards/everyday/", "/s/bench/waiting/"
    forms = [_form_of(product_port, here, session) for session in sessions]
    own = iter(range(10**9))

    def send(_: int) -> Ask:
        number = next(own)
        cookie, token = forms[number % len(forms)]
        text = {"text": f"I read this, number {number}", "csrfmiddlewaretoken": token}
        body = urllib.parse.urlencode(text | {"idempotency_key": f"{number:032x}"})
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        return Ask(f"{here}replies/", kind, "POST", body)

    def send_bare(number: int) -> Ask:
        body = urllib.parse.urlencode({"text": f"I read this, number {number}", "space": space})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return Ask(f"/threads/{thread}/{voice}/replies/", kind, "POST", body)

    bare_thread, public = f"/threads/{thread}/", "/s/bench/"

    def ask(path: str, headers: dict[str, str]) -> Callable[[int], Ask]:
        return lambda _: Ask(path, headers)

    return [
        Page("conversation, signed in", ask(here, reader), ask(bare_thread, gzip)),
        Page("public page, signed out", ask(public, gzip), ask(public, gzip)),
        Page("board", ask(board, reader), ask(board, gzip)),
        Page("nobody waits alone", ask(waiting, reader), ask(waiting, gzip)),
        Page("posting a reply", send, send_bare, writes=True),
    ]


def _form_of(port: int, path: str, session: str) -> tuple[str, str]:
    """Open a page as a member; return the cookies and the form's token."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path, headers={"Cookie": f"session={session}"})
        answer = connection.getresponse()
        text = answer.read().decode()
    csrf = re.search(r"csrf=([^;]+)", answer.headers.get("Set-Cookie", ""))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
    if not csrf or not token:
        raise RuntimeError("the page carries no form")
    return f"session={session}; csrf={csrf[1]}", token[1]


@dataclass(frozen=True)
class Place:
    """A filled installation on one database."""

    database: str
    posts: int
    ground: Ground
    keys: dict[str, Any]

    @classmethod
    def fill(cls, base: str, posts: int, folder: Path) -> Place:
        """Make an installation with so many posts; ``base`` is empty for SQLite."""
        ground = Ground(folder / str(posts), _fresh_database(base, posts) if base else "")
        ground.python("-m", "hearthside.config.cli", "prepare")
        ground.python("-m", "bench.seed", str(posts))
        keys = json.loads(ground.python("-m", "bench.keys"))
        return cls("PostgreSQL" if base else "SQLite", posts, ground, keys)

    def queries(self) -> dict[str, int]:
        """How many queries each page asks."""
        counted: dict[str, int] = json.loads(
            self.ground.python("-m", "bench.queries", said=json.dumps(self.keys))
        )
        return counted


def beside_the_yardstick(plan: Plan, place: Place) -> Iterator[str]:
    """Measure every page; give the rows of the table."""
    queries = place.queries()
    with running(place, PRODUCT) as ours, running(place, YARDSTICK) as bare:
        for page in pages(place.keys, ours.port):
            asked = Pair(ours, bare, page.product, page.yardstick)
            yield _row(place, page, queries[page.name], *interleaved(plan, page, asked))
        yield (
            f"| {place.database} | {place.posts:,} | resident, MB | {ours.resident_mb():.0f} |"
            + (" |" * 6)
        )


def beside_a_smaller_one(plan: Plan, large: Place, small: Place) -> Iterator[str]:
    """Measure the product on much data beside the product on little; give rows of p50 and p95."""
    with running(large, PRODUCT) as much, running(small, PRODUCT) as little:
        both = zip(pages(large.keys, much.port), pages(small.keys, little.port), strict=True)
        for page, other in both:
            asked = Pair(much, little, page.product, other.product)
            many, few = interleaved(plan, page, asked)
            ratio = {name: many[name] / max(few[name], 0.001) for name in ("p50", "p95")}
            sizes = f"{large.posts:,} to {small.posts:,}"
            yield (
                f"| {large.database} | {sizes} | {page.name} "
                f"| {ratio['p50']:.2f} | {ratio['p95']:.2f} |"
            )


@dataclass(frozen=True)
class Pair:
    """Two servers and what each is asked."""

    first: Server
    second: Server
    asks_first: Callable[[int], Ask]
    asks_second: Callable[[int], Ask]


def interleaved(plan: Plan, page: Page, pair: Pair) -> tuple[dict[str, float], dict[str, float]]:
    """Ask both in turn, round after round; the medians of each."""
    times = plan.writes if page.writes else plan.reads
    sides = ((pair.first, pair.asks_first), (pair.second, pair.asks_second))
    for server, asks in sides:
        ask_all(server.port, asks, times=max(40, times // 10), connections=plan.connections)
    rounds: tuple[list[Round], list[Round]] = ([], [])
    for _ in range(plan.rounds):
        for (server, asks), kept in zip(sides, rounds, strict=True):
            kept.append(measure(server, asks, times, plan.connections))
    return _medians(rounds[0]), _medians(rounds[1])


def _medians(rounds: list[Round]) -> dict[str, float]:
    figures = [one.figures() for one in rounds]
    return {name: middle([f[name] for f in figures]) for name in figures[0]}


@contextmanager
def running(place: Place, application: str) -> Iterator[Server]:
    """A server of this place, for as long as it is needed."""
    server = Server(place.ground, application)
    try:
        yield server
    finally:
        server.stop()


def _row(
    place: Place, page: Page, queries: int, ours: dict[str, float], bare: dict[str, float]
) -> str:
    ratio = {name: ours[name] / max(bare[name], 0.001) for name in ours}
    return (
        f"| {place.database} | {place.posts:,} | {page.name} | {ratio['cpu']:.2f} "
        f"| {ratio['rps']:.2f} | {ratio['p50']:.2f} | {ratio['p95']:.2f} | {ratio['p99']:.2f} "
        f"| {queries} | {ours['size'] / 1000:.1f} |"
    )


HEAD = """| database | posts | page | CPU | requests per second | p50 | p95 | p99 | queries | KB |
|---|--:|---|--:|--:|--:|--:|--:|--:|--:|"""
HEAD_OF_GROWTH = """
| database | posts | page | p50 | p95 |
|---|--:|---|--:|--:|"""


def main(plan: Plan) -> None:
    """Measure everything there is, and print the tables."""
    growth: list[str] = []
    print(HEAD, flush=True)
    for base in ["", POSTGRES] if _postgres_answers() else [""]:
        with tempfile.TemporaryDirectory(prefix="hearthside-bench-") as folder:
            places = []
            try:
                for posts in plan.sizes:
                    places.append(Place.fill(base, posts, Path(folder)))
                    for row in beside_the_yardstick(plan, places[-1]):
                        print(row, flush=True)
                if len(places) > 1:
                    growth += beside_a_smaller_one(plan, places[-1], places[0])
            finally:
                for posts in plan.sizes if base else ():
                    _sql(base, f"drop database if exists bench_{posts} with (force)")
    if growth:
        print("\n".join([HEAD_OF_GROWTH, *growth]), flush=True)


def _fresh_database(base: str, posts: int) -> str:
    name = f"bench_{posts}"
    _sql(base, f"drop database if exists {name} with (force)")
    _sql(base, f"create database {name}")
    return base + name


def _sql(base: str, words: str) -> None:
    with psycopg.connect(base + "postgres", autocommit=True) as connection:
        connection.execute(words)


def _postgres_answers() -> bool:
    try:
        _sql(POSTGRES, "select 1")
    except Exception:  # noqa: BLE001 — whatever the reason, it is not there to measure
        print("PostgreSQL does not answer on 127.0.0.1:5432 and is left out.", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    short = "--short" in sys.argv
    main(Plan(sizes=(1_000,), rounds=3, reads=200, writes=100) if short else Plan())
