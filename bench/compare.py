# SPDX-License-Identifier: AGPL-3.0-or-later
"""The product beside the yardstick, in one run, as ratios. `make bench`.

Medians of interleaved rounds; processor time of the server and the database together,
from the operating system's accounting.
"""

from __future__ import annotations

import http.client
import json
import re
import shutil
import sys
import tempfile
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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
    writes: int = 200
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


def pages(keys: dict[str, str], product_port: int) -> list[Page]:
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
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Cookie": f"session={session}"})
    answer = connection.getresponse()
    text = answer.read().decode()
    csrf = re.search(r"csrf=([^;]+)", answer.headers.get("Set-Cookie", ""))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
    if not csrf or not token:
        raise RuntimeError("the page carries no form")
    return f"session={session}; csrf={csrf[1]}", token[1]


def one_database(plan: Plan, posts: int, database_url: str, folder: Path) -> list[str]:
    """Measure at one size on one database; return rows of the table."""
    ground = Ground(folder, database_url)
    ground.python("-m", "hearthside.config.cli", "prepare")
    ground.python("-m", "bench.seed", str(posts))
    keys = json.loads(ground.python("-m", "bench.keys"))
    servers = [Server(ground, PRODUCT, 8931), Server(ground, YARDSTICK, 8932)]
    name = "PostgreSQL" if database_url else "SQLite"
    try:
        return [
            _row(name, posts, page, *_both(plan, servers, page))
            for page in pages(keys, servers[0].port)
        ] + [f"| {name} | {posts:,} | resident, MB | {servers[0].resident_mb():.0f} | | | | | |"]
    finally:
        for server in servers:
            server.stop()


def _both(
    plan: Plan, servers: list[Server], page: Page
) -> tuple[dict[str, float], dict[str, float]]:
    times = plan.writes if page.writes else plan.reads
    for server, asks in zip(servers, (page.product, page.yardstick), strict=True):
        ask_all(server.port, asks, times=max(40, times // 10), connections=plan.connections)
    rounds: tuple[list[Round], list[Round]] = ([], [])
    for _ in range(plan.rounds):
        for server, asks, kept in zip(servers, (page.product, page.yardstick), rounds, strict=True):
            kept.append(measure(server, asks, times, plan.connections))
    product, yardstick = ([r.figures() for r in kept] for kept in rounds)
    names = product[0]
    return (
        {name: middle([f[name] for f in product]) for name in names},
        {name: middle([f[name] for f in yardstick]) for name in names},
    )


def _row(
    database: str, posts: int, page: Page, ours: dict[str, float], bare: dict[str, float]
) -> str:
    ratio = {name: ours[name] / max(bare[name], 0.001) for name in ours}
    return (
        f"| {database} | {posts:,} | {page.name} | {ratio['cpu']:.2f} | {ratio['rps']:.2f} "
        f"| {ratio['p50']:.2f} | {ratio['p95']:.2f} | {ratio['p99']:.2f} "
        f"| {ours['size'] / 1000:.1f} |"
    )


HEAD = """| database | posts | page | CPU per request | requests per second | p50 | p95 | p99 | KB |
|---|--:|---|--:|--:|--:|--:|--:|--:|"""


def main(plan: Plan) -> None:
    """Measure everything there is, and print the table."""
    print(HEAD, flush=True)
    databases = [""] + ([POSTGRES] if _postgres_answers() else [])
    for base in databases:
        for posts in plan.sizes:
            folder = Path(tempfile.mkdtemp(prefix="hearthside-bench-"))
            url = _fresh_database(base, posts) if base else ""
            try:
                for row in one_database(plan, posts, url, folder):
                    print(row, flush=True)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
                if base:
                    _sql(base, f"drop database if exists bench_{posts} with (force)")


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
