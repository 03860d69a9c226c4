# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done in a world, each in a browser; and how time passes."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from hearthside.forum.models import Board, Post, Thread, Voice
from hearthside.ledger.tasks import run_courier_once


class Steps:
    """A clock that stands still during each act, and goes on between them.

    Ids and what else is random begin anew with each act: how many were drawn for a page that
    one of the two looked at says nothing of the next.
    """

    def __init__(self, start: datetime) -> None:
        self._now = start
        self.ids, self.dice = Random(7), Random(7)

    def __call__(self) -> datetime:
        return self._now

    def on(self, minutes: float = 1.02) -> None:
        """Let some time pass."""
        self._now += timedelta(minutes=minutes)
        for each in (self.ids, self.dice):
            each.seed(self._now.timestamp())

    def wait(self, hours: float, step: float = 12.7) -> None:
        """Let hours pass; the courier comes by every few minutes."""
        until = self._now + timedelta(hours=hours)
        while self._now < until:
            self.on(step)
            courier()


def courier() -> None:
    """Deliver all that is due."""
    while run_courier_once():
        pass


def send(client: Client, name: str, *things: object, **form: object) -> None:
    """Send a form, with a one-time key of its own."""
    once = {"idempotency_key": uuid4().hex}
    answer = client.post(reverse(name, args=["lake", *things]), once | form)
    assert answer.status_code in (200, 302), (name, answer.status_code)


def look(client: Client, name: str, *things: object) -> None:
    """Open a page."""
    client.get(reverse(name, args=["lake", *things]))


def begin(client: Client, board: Board, text: str) -> Thread:
    """Begin a conversation without a name."""
    send(client, "forum:new_thread", board.slug, text=text, unnamed="on")
    return Post.objects.get(source=text).thread


def reply(client: Client, thread: Thread, text: str, **more: str) -> None:
    """Answer."""
    send(client, "forum:replies", thread.id, text=text, **more)


def read(client: Client, thread: Thread) -> None:
    """Open a conversation."""
    look(client, "forum:thread", thread.id)


def voice_of(thread: Thread) -> Voice:
    """Who speaks without a name in a conversation."""
    return Voice.objects.get(thread=thread, unnamed=True)
