# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process that delivers what is owed: one round after another, until asked to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from hearthside.config.backups.erased import write_lists
from hearthside.config.cache import sweep_cache
from hearthside.config.running.signals import Signals
from hearthside.core import clock, log
from hearthside.core.mail_folder import sweep_mails
from hearthside.forum.actions.letters_leaving import purge_letters
from hearthside.ledger.tasks import note_head, run_courier_once, sweep_kept
from hearthside.notices.actions.taking import forget_taken
from hearthside.notices.tasks import fetch_replies
from hearthside.people.sessions import SessionStore
from hearthside.privacy.actions.erasures import sweep_erasures
from hearthside.privacy.actions.seals import let_wishes_lapse

HEARTBEAT = "courier.heartbeat"
"""A file in the data folder whose time says when the courier last went its round."""

BEAT_SECONDS = 10.0
_IDLE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0
_AGAIN_SECONDS = 300.0
_MINUTE = 60.0
_HOUR = 3600.0
_DAY = 24 * _HOUR

logger = log.get_logger(__name__)


@dataclass
class Chore:
    """Something to do every now and then."""

    name: str
    every_seconds: float
    do: Callable[[], object]
    next_at: float = 0.0

    def do_if_due(self) -> None:
        """Do it, unless it was done a short while ago.

        One that fails is tried again soon, and keeps none of the others from being done. A
        database that is away is everybody's trouble, and is raised.
        """
        now = time.monotonic()
        if now < self.next_at:
            return
        try:
            self.do()
        except (DatabaseError, InterfaceError):
            raise
        except Exception as error:  # noqa: BLE001 — whatever one chore does, the others are done
            logger.error("chore-failed", chore=self.name, code=type(error).__name__)
            self.next_at = now + min(self.every_seconds, _AGAIN_SECONDS)
        else:
            self.next_at = now + self.every_seconds


@dataclass
class Courier:
    """Goes its rounds. A database that is away makes it wait, not fall."""

    troubles: int = 0
    chores: list[Chore] = field(default_factory=lambda: list(_chores()))

    def run(self, signals: Signals) -> None:
        """Go round until somebody asks to stop."""
        while not signals.stopping:
            signals.wait(self.go_round())

    def go_round(self) -> float:
        """Deliver what is due; return how many seconds to rest before the next round."""
        try:
            close_old_connections()
            made = run_courier_once()
            for chore in self.chores:
                chore.do_if_due()
        except (DatabaseError, InterfaceError) as error:
            return self._rest_after(error)
        if self.troubles:
            logger.warning("courier-database-back", tries=self.troubles)
            self.troubles = 0
        return 0.0 if made else _IDLE_SECONDS

    def _rest_after(self, error: Exception) -> float:
        connection.close()
        self.troubles += 1
        if self.troubles == 1:
            logger.warning("courier-database-away", code=type(error).__name__)
        return min(2.0 ** min(self.troubles - 1, 10), _LONGEST_PAUSE_SECONDS)


def run_until_stopped() -> None:
    """Be the courier of this installation; end cleanly on SIGTERM and Ctrl-C."""
    with Signals() as signals:
        Courier().run(signals)
    connection.close()


def _sweep_erasures() -> None:
    sweep_erasures(now=clock.now(), backups_days=settings.BACKUPS_KEPT_DAYS)


def _chores() -> tuple[Chore, ...]:
    heartbeat = Path(settings.DATA) / HEARTBEAT
    return (
        Chore("heartbeat", BEAT_SECONDS, heartbeat.touch),
        Chore("fetch-replies", _MINUTE, fetch_replies),
        Chore("forget-taken", _HOUR, lambda: forget_taken(now=clock.now())),
        Chore("note-head", _HOUR, note_head),
        Chore("sweep-kept", _HOUR, lambda: sweep_kept(clock.now())),
        Chore("purge-letters", _HOUR, lambda: purge_letters(now=clock.now())),
        Chore("write-erased", _MINUTE, lambda: write_lists(clock.now())),
        Chore("sweep-cache", _HOUR, sweep_cache),
        Chore("sweep-erasures", _DAY, _sweep_erasures),
        Chore("sweep-mails", _HOUR, lambda: sweep_mails(clock.now())),
        Chore("let-wishes-lapse", _HOUR, lambda: let_wishes_lapse(now=clock.now())),
        Chore("sign-ins-over", _DAY, SessionStore.clear_expired),
    )
