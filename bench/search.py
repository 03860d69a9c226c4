# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long somebody waits for what they look for, among many posts. Part of `make bench`.

Whole answers are timed, from the sent form to the last byte of the page it leads to: in
milliseconds, because that is what is promised, and beside a page of the yardstick (three ORM
queries, one template) asked for in the same way by the same client, so that it tells something
on another machine.
"""

from __future__ import annotations

import http.client
import json
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from bench.compare import POSTGRES, PRODUCT, YARDSTICK, _fresh_database, _postgres_answers, _sql
from bench.servers import Ground, Server

HEAD = """
| database | posts | looked for | at a time | p50, ms | p95, ms | most, ms | p50 in bare pages |
|---|--:|---|--:|--:|--:|--:|--:|"""


@dataclass(frozen=True)
class Searcher:
    """Members who look for words, and the words they know."""

    sessions: list[str]
    words: list[str]
    thread: str
    port: int = 0
    bare_port: int = 0

    def kinds(self) -> dict[str, Callable[[int], str]]:
        """What is looked for, from what nearly every post has to what none has."""
        words = self.words
        return {
            "the most common word": lambda n: words[n % 2],
            "common words together": lambda n: " ".join((words[n % 2], words[2], words[3])),
            "a common and a rare word": lambda n: f"{words[0]} {words[-1 - n % 2]}",
            "a word": lambda n: words[3 + n % (len(words) - 3)],
            "the beginning of a word": lambda n: words[4 + n % (len(words) - 4)][:4],
            "a slip": lambda n: f"{words[-1 - n % 3]}q",
        }

    def seconds(self, number: int, sought: str) -> float:
        """Look for words as a browser does: send the form, follow to the page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookie = {"Cookie": f"session={self.sessions[number % len(self.sessions)]}"}
        kind = cookie | {"Content-Type": "application/x-www-form-urlencoded"}
        body = urllib.parse.urlencode({"sought": sought})
        began = time.perf_counter()
        connection.request("POST", "/s/bench/search/", body, kind)
        sent = connection.getresponse()
        sent.read()
        connection.request("GET", sent.headers["Location"], headers=cookie)
        answer = connection.getresponse()
        page = answer.read().decode()
        took = time.perf_counter() - began
        connection.close()
        if answer.status != 200 or ("found-passage" not in page and "empty-state" not in page):
            raise RuntimeError(f"a search was answered with {answer.status}")
        return took

    def bare_seconds(self, number: int) -> float:
        """Ask the yardstick for a page, over a new connection as a search does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.bare_port, timeout=60)
        began = time.perf_counter()
        connection.request("GET", f"/threads/{self.thread}/")
        answer = connection.getresponse()
        answer.read()
        took = time.perf_counter() - began
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"the yardstick answered {answer.status} the {number}. time")
        return took


def bare_page(searcher: Searcher, times: int, at_a_time: int) -> float:
    """The milliseconds that half of the yardstick's pages stay under."""
    for number in range(8):  # not counted
        searcher.bare_seconds(number)
    with ThreadPoolExecutor(at_a_time) as pool:
        return 1000 * median(pool.map(searcher.bare_seconds, range(times)))


def measured(searcher: Searcher, times: int, at_a_time: int) -> Iterator[tuple[str, list[float]]]:
    """The milliseconds of each search, in order, for each kind; then of all of them."""
    everything: list[float] = []
    for kind, words in searcher.kinds().items():
        for number in range(8):  # not counted
            searcher.seconds(number, words(number))
        with ThreadPoolExecutor(at_a_time) as pool:
            took = list(
                pool.map(lambda n, words=words: searcher.seconds(n, words(n)), range(times))
            )
        yield kind, sorted(1000 * each for each in took)
        everything += [1000 * each for each in took]
    yield "all of these", sorted(everything)


def fill(base: str, posts: int, folder: Path) -> tuple[Ground, Searcher]:
    """Make an installation with so many posts; ``base`` is empty for SQLite."""
    ground = Ground(folder / "search", _fresh_database(base, posts) if base else "")
    ground.python("-m", "hearthside.config.cli", "prepare")
    words = json.loads(ground.python("-m", "bench.search_seed", str(posts)))["words"]
    keys = json.loads(ground.python("-m", "bench.keys"))
    return ground, Searcher(keys["sessions"], words, keys["thread"])


@contextmanager
def served(ground: Ground, searcher: Searcher) -> Iterator[Searcher]:
    """Let the product and the yardstick run, and say where."""
    with ExitStack() as ends:
        ports = []
        for application in (PRODUCT, YARDSTICK):
            server = Server(ground, application)
            ends.callback(server.stop)
            ports.append(server.port)
        yield replace(searcher, port=ports[0], bare_port=ports[1])


def rows(name: str, searcher: Searcher, posts: int, times: int) -> Iterator[str]:
    """Measure one database, one search after another and four at a time; give the rows."""
    for at_a_time in (1, 4):
        bare = bare_page(searcher, times, at_a_time)
        for kind, took in measured(searcher, times, at_a_time):
            p50, p95 = took[len(took) // 2], took[int(0.95 * len(took))]
            yield (
                f"| {name} | {posts:,} | {kind} | {at_a_time} "
                f"| {p50:.0f} | {p95:.0f} | {took[-1]:.0f} | {p50 / bare:.1f} |"
            )


def main(posts: int, times: int) -> None:
    """Measure every database that answers, and print the table."""
    print(HEAD, flush=True)
    for base in ["", POSTGRES] if _postgres_answers() else [""]:
        many = posts if base else min(posts, 100_000)
        with tempfile.TemporaryDirectory(prefix="hearthside-bench-") as folder, ExitStack() as ends:
            if base:
                ends.callback(_sql, base, f"drop database if exists bench_{many} with (force)")
            ground, searcher = fill(base, many, Path(folder))
            searcher = ends.enter_context(served(ground, searcher))
            for row in rows("PostgreSQL" if base else "SQLite", searcher, many, times):
                print(row, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100)
