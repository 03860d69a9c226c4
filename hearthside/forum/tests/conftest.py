# SPDX-License-Identifier: AGPL-3.0-or-later
"""What several files of tests of the forum ask for by its name; nothing comes by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from pytest_django import Settings

from hearthside.core import clock
from hearthside.forum.models import Thread
from hearthside.forum.tests.builders import go_round, make_board, make_thread
from hearthside.forum.tests.clock_builders import Later
from hearthside.forum.tests.mail_builders import REPLIES
from hearthside.spaces.models import Membership, Space
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space


@pytest.fixture
def nothing_counted_before() -> None:
    """No limit remembers what another test did."""
    cache.clear()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Set the clock to so long after six, and let the courier go its round."""
    monkeypatch.setattr(clock, "now", lambda: SIX_PM)

    def go(after: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: SIX_PM + after)
        go_round()

    return go


@pytest.fixture
def at_eight(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is eight: two hours after most things began."""
    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(hours=2))


@pytest.fixture
def reader() -> Membership:
    """Somebody who reads, alone in a space of their own."""
    return make_member(make_space(), "Reader")


# --- answers by mail ------------------------------------------------------------------------


@pytest.fixture
def replies(settings: Settings) -> None:
    """Mails can be answered."""
    settings.REPLY_ADDRESS = REPLIES
    settings.MAIL_FROM = "Notes <no-reply@community.example.org>"


@pytest.fixture
def mail_comes(replies: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers come in at half past six."""
    settings.SITE_URL = "https://community.example.org"
    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(minutes=30))


@pytest.fixture
def space() -> Space:
    """Where the mails of a test belong."""
    return make_space()


@pytest.fixture
def me(space: Space) -> Membership:
    """Who answers by mail."""
    return make_member(space)


@pytest.fixture
def thread(space: Space, me: Membership) -> Thread:
    """A conversation that they began under their name."""
    return make_thread(make_board(space), by=me)
