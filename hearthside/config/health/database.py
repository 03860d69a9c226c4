# SPDX-License-Identifier: AGPL-3.0-or-later
"""What needs the database: tables, clock, cache, courier, backups."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from hearthside.config.backups.notes import last_copy
from hearthside.config.cache import RedisOrMemoryCache
from hearthside.config.health.findings import Finding, note, to_do, well
from hearthside.config.running.courier import BEAT_SECONDS, HEARTBEAT
from hearthside.config.running.tables import database_words, unapplied_migrations
from hearthside.core.overwriting import too_large
from hearthside.ledger.models import Delivery
from hearthside.ledger.queries import is_in_chain, known_head
from hearthside.people.models import Person
from hearthside.privacy.actions.overwriting import OWED

_MANY_FOR_SQLITE = 500
_LATE = timedelta(minutes=2)
_OFTEN_TRIED = 5
_SKEW = timedelta(seconds=5)
_OLD_BACKUP = timedelta(days=7)
_LONG_ERASED = timedelta(days=3)


def look_at_tables(now: datetime) -> Iterator[Finding]:
    """Whether the tables fit this release, and the database the number of people."""
    if missing := unapplied_migrations():
        cure = "hearthside migrate (or hearthside run, which does it first)"
        yield to_do("Database", f"{len(missing)} steps are missing in its tables.", cure)
        return
    loader = MigrationLoader(connection)
    later = set(loader.applied_migrations or {}) - set(loader.disk_migrations)
    if later:
        cure = "Run the release that made it, or restore a backup of this one."
        yield to_do("Database", f"A later release has changed it: {'.'.join(min(later))}.", cure)
    else:
        yield well("Database", f"{database_words()}. Its tables are up to date.")
    people = Person.objects.count()
    if connection.vendor == "sqlite" and people > _MANY_FOR_SQLITE:
        yield note(
            "Database",
            f"{people} people share one SQLite file; it serves {_MANY_FOR_SQLITE} well.",
            "Think of PostgreSQL: docs/operations.md#postgresql-and-redis",
        )


def look_at_erased(now: datetime) -> Iterator[Finding]:
    """Whether what was erased leaves the disk by itself."""
    if large := too_large():
        names = ", ".join(table.name for table in large)
        words = f"Too large to be written anew in the night: {names}. Erased bytes stay in there."
        yield note("Erased", words, "In a quiet hour: hearthside scrub")
    long_ago = (now - _LONG_ERASED).isoformat()
    if Delivery.objects.filter(key__in=OWED, done_at=None, event__asked_at__lt=long_ago).exists():
        words = "What was erased days ago is not overwritten yet: something holds the database."
        yield to_do("Erased", words, "See docs/operations.md#what-was-erased-on-the-disk")


def look_at_clock(now: datetime) -> Iterator[Finding]:
    """Whether this machine and the database agree on the time."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        theirs = cursor.fetchone()[0]
    apart = abs(theirs - datetime.now(UTC))
    if apart > _SKEW:
        words = f"This machine and the database are {apart.total_seconds():.0f} seconds apart."
        yield to_do("Clock", words, "Let both keep time by the network (chrony, timesyncd).")
    else:
        yield well("Clock", "This machine and the database agree.")


def look_at_cache(now: datetime) -> Iterator[Finding]:
    """Whether limits on sign-in can be counted."""
    cache, word = caches["default"], secrets.token_hex(4)
    if isinstance(cache, RedisOrMemoryCache) and (problem := cache.problem()):
        words = f"It does not answer, and each process counts limits by itself. {problem}"
        yield to_do("Redis", words, "Look whether it runs. See docs/settings.md#redis_url")
        return
    cache.set("doctor", word, 30)
    if cache.get("doctor") == word:
        yield well("Cache", "It keeps what it is given.")
    else:
        yield to_do("Cache", "It forgets at once.", "See docs/settings.md#redis_url")


def look_at_courier(now: datetime) -> Iterator[Finding]:
    """Whether what is owed gets delivered."""
    heartbeat = Path(settings.DATA) / HEARTBEAT
    beat = datetime.fromtimestamp(heartbeat.stat().st_mtime, UTC) if heartbeat.exists() else None
    if beat is None or now - beat > timedelta(seconds=6 * BEAT_SECONDS):
        since = f"since {beat:%d %B %Y, %H:%M} UTC" if beat else "yet"
        cure = "hearthside run starts one; by itself: hearthside courier"
        yield to_do("Courier", f"It has not gone its round {since}.", cure)
    else:
        yield well("Courier", "It goes its rounds.")
    late = Delivery.objects.due_at(now - _LATE).count()
    if late:
        yield to_do("Courier", f"{late} deliveries are late.", "Look at the log for its reasons.")
    stuck = Delivery.objects.filter(done_at=None, tries__gte=_OFTEN_TRIED)
    if codes := sorted(set(stuck.values_list("failure_code", flat=True))):
        words = f"{stuck.count()} deliveries fail again and again: {', '.join(codes[:5])}."
        yield to_do("Courier", words, "Look at the log for `delivery-failed`.")


def look_at_ledger(now: datetime) -> Iterator[Finding]:
    """Whether the ledger still holds the last entry that the courier noted."""
    known = known_head()
    if known and not is_in_chain(known):
        words = f"Entry {known.number}, which was there before, is gone or was changed."
        yield to_do("Ledger", words, "hearthside ledger verify. See docs/operations.md#the-ledger")
    elif known:
        yield well("Ledger", "It is as long as it was. `hearthside ledger verify` reads all of it.")


def look_at_backups(now: datetime) -> Iterator[Finding]:
    """When the database was last backed up, where somebody would miss it."""
    kept, is_lived_in = last_copy("database"), Person.objects.filter(demo=False).exists()
    say = to_do if is_lived_in else note
    cure = "hearthside backup FOLDER, every day. See docs/operations.md#backup"
    if kept is None:
        yield say("Backup", "None was made here yet.", cure)
    elif now - kept[0] > _OLD_BACKUP:
        yield say("Backup", f"The last one is of {kept[0]:%d %B %Y}.", cure)
    else:
        yield well("Backup", f"The last one is of {kept[0]:%d %B %Y, %H:%M} UTC.")
