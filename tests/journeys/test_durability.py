# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was acknowledged is kept, once, whatever is killed on the way."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.community import ANOTHER, MEMBER
from tests.journeys.clients import Client, LineBroke, has_notice, mark_all_read
from tests.journeys.conftest import Place
from tests.journeys.ground import until

pytestmark = pytest.mark.journey

T = TypeVar("T")
Places = Callable[..., AbstractContextManager[Place]]
CLIENTS = 20
REPLIES = 200
WRITERS = 50
KILLS = 3
CRASHES_UNTIL = 0.6
"""The share of the replies within which the server is killed; the rest come afterwards."""


@dataclass
class Tally:
    """What the clients were told."""

    acknowledged: list[str] = field(default_factory=list)
    resent: int = 0
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, words: str) -> None:
        """A redirect came: these words are kept, they were told."""
        with self.lock:
            self.acknowledged.append(words)

    def has(self, many: int) -> bool:
        """Whether so many replies were acknowledged."""
        return len(self.acknowledged) >= many


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_acknowledged_reply_is_there_once(places: Places, database: str) -> None:
    with places(database) as place:
        devices = _devices(place, CLIENTS)
        tally = Tally()
        with ThreadPoolExecutor(CLIENTS + 1) as pool:
            killing = pool.submit(_kill_the_server, place, tally)
            share = REPLIES // CLIENTS
            list(pool.map(lambda one: _reply(place, one, share, tally), devices))
            killed = killing.result()
        kept = _kept(place)

    assert killed == KILLS
    assert not tally.wrong, tally.wrong[:3]
    assert len(tally.acknowledged) == REPLIES
    missing = set(tally.acknowledged) - set(kept)
    assert not missing, f"{len(missing)} acknowledged replies are gone"
    assert max(kept.values()) == 1, "a reply stands twice"
    print(f"{database}: {REPLIES} replies, {killed} kills, {tally.resent} resent, none lost")


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_fifty_writers_at_once_wait_their_turn(place: Place) -> None:
    devices, tally = _devices(place, WRITERS), Tally()
    start = threading.Barrier(WRITERS)

    def write(device: Client) -> None:
        start.wait(30)
        _reply(place, device, 2, tally)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, devices))

    assert not tally.wrong, tally.wrong[:3]
    assert len(tally.acknowledged) == 2 * WRITERS
    assert "locked" not in place.product.said()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_half_a_reply_is_never_posted(place: Place) -> None:
    thread = urlsplit(place.thread).path
    (device,) = _devices(place, 1)
    form = device.get(thread).hidden
    words = f"reply {uuid4()} that goes on"
    sent = {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"], "text": words}
    sent["idempotency_key"] = uuid4().hex

    for missing in (1, 40, 50, 60):
        device.break_off(f"{thread}replies/", sent, missing=missing)
    answer = device.post(f"{thread}replies/", sent)

    assert answer.status == 302
    assert [kept for kept in _kept(place).elements() if kept[:20] == words[:20]] == [words]


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_what_is_owed_is_made_after_the_courier_was_killed_in_between(place: Place) -> None:
    author, other = Client(place.url), Client(place.url)
    author.sign_in(MEMBER)
    other.sign_in(ANOTHER)
    waiting = f"/s/{place.community.space}/threads/{place.community.waiting_thread_id}/"
    owed = "from hearthside.ledger.models import Delivery; "
    owed += "print(Delivery.objects.filter(done_at=None, key='').count())"
    until(
        lambda: place.product.installation.ask(owed) == "0",
        within=60,
        why="what earlier journeys left owed was delivered",
    )
    mark_all_read(author, place.community.space)
    courier = place.product.child("courier")
    assert courier is not None

    courier.suspend()  # it is alive and does nothing: the delivery is owed, and stays so
    page = other.get(waiting)
    sent = other.post(f"{waiting}replies/", page.hidden | {"text": f"I am here {uuid4()}"})
    assert sent.status == 302
    killed = place.product.kill("courier")
    place.product.wait_for_another("courier", killed)

    until(lambda: has_notice(author, place.community.space), within=20, why="the notice came")
    notices = "from hearthside.notices.models import Notice; "
    count = f"print(sum(Notice.objects.filter(subject_id='{place.community.waiting_thread_id}', "
    count += "seen_at=None).values_list('times', flat=True)))"
    assert place.product.installation.ask(notices + count) == "1"


def _devices(place: Place, many: int) -> list[Client]:
    """Many devices, each of a member of its own: nobody may write twenty posts at once."""
    devices = []
    for session in place.product.installation.crowd(many):
        device = Client(place.url)
        device.cookies["session"] = session
        devices.append(device)
    return devices


def _reply(place: Place, device: Client, times: int, tally: Tally) -> None:
    """Write, and send the same form again while nobody says what became of it."""
    thread = urlsplit(place.thread).path
    form = _patiently(lambda: device.get(thread), tally).hidden
    for _ in range(times):
        words = f"reply {uuid4()}"
        sent = form | {"text": words, "idempotency_key": uuid4().hex}
        answer = _patiently(partial(device.post, f"{thread}replies/", sent), tally)
        if answer.status == 302:
            tally.acknowledge(words)
        else:
            tally.wrong.append(f"{answer.status}: {answer.text[:300]}")


def _patiently(ask: Callable[[], T], tally: Tally) -> T:
    end = time.monotonic() + 60
    while True:
        try:
            return ask()
        except LineBroke:
            assert time.monotonic() < end, "the server did not come back"
            tally.resent += 1
            time.sleep(random.uniform(0.05, 0.25))  # as a browser's person would


def _kill_the_server(place: Place, tally: Tally) -> int:
    """Kill it in the midst of the writing, each time when it is serving again."""
    for number in range(1, KILLS + 1):
        wanted = int(REPLIES * CRASHES_UNTIL * number / (KILLS + 1))
        until(partial(tally.has, wanted), within=60, why="the writing goes on")
        killed = place.product.kill("serve")
        place.product.wait_for_another("serve", killed)
    return KILLS


def _kept(place: Place) -> Counter[str]:
    find = "Post.objects.filter(source__startswith='reply ').values_list('source', flat=True)"
    words = f"from hearthside.forum.models import Post; print(*{find}, sep=chr(10))"
    return Counter(place.product.installation.ask(words).splitlines())
