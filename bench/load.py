# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small closed-loop client: some connections, each asking again when it was answered."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Ask:
    """One request."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    body: str | None = None


@dataclass(frozen=True)
class Answers:
    """What came back: seconds for each, bytes of the last body, statuses that were not wanted."""

    seconds: list[float]
    wall: float
    size: int
    wrong: int

    def quantile(self, share: float) -> float:
        """The latency in milliseconds that ``share`` of the answers stay under."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ask_all(port: int, asks: Callable[[int], Ask], *, times: int, connections: int) -> Answers:
    """Send ``times`` requests over ``connections`` kept-alive connections."""
    share = times // connections
    began = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        parts = list(
            pool.map(lambda c: _one_by_one(port, asks, range(c * share, (c + 1) * share)),
                     range(connections))
        )  # fmt: skip
    wall = time.perf_counter() - began
    seconds = [s for part in parts for s in part[0]]
    return Answers(seconds, wall, parts[0][1], sum(part[2] for part in parts))


def _one_by_one(
    port: int, asks: Callable[[int], Ask], numbers: range
) -> tuple[list[float], int, int]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    seconds, size, wrong = [], 0, 0
    for number in numbers:
        ask = asks(number)
        began = time.perf_counter()
        connection.request(ask.method, ask.path, ask.body, dict(ask.headers))
        answer = connection.getresponse()
        body = answer.read()
        seconds.append(time.perf_counter() - began)
        size = len(body)
        wanted = (200,) if ask.method == "GET" else (302,)
        wrong += answer.status not in wanted
    connection.close()
    return seconds, size, wrong


def middle(values: list[float]) -> float:
    """The median."""
    return median(values)
