# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every clock that people are told of goes: a day too early nothing is gone, then it is.

The courier itself does it, with all its chores, at a time that is set.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings as site
from django.core.cache import caches
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from hearthside.config.backups.making import drop_old, make_backup
from hearthside.config.running.courier import Courier
from hearthside.core import clock
from hearthside.core.mail_folder import KEPT_FOR, FolderBackend, mails_written
from hearthside.forum.actions.letters import end_letters
from hearthside.forum.models import Correspondence, LetterExcerpt, Voice
from hearthside.forum.rules.conversation import TAKEN_ALONG_WITHIN
from hearthside.forum.rules.letters import EXCERPT_DAYS, KEPT_DAYS, QUIET_DAYS
from hearthside.forum.tests.builders import unnamed_thread
from hearthside.forum.tests.letter_builders import asked_by, make_letter, make_two
from hearthside.ledger.models import Delivery
from hearthside.ledger.rules import KEEP_DONE
from hearthside.moderation.models import Report
from hearthside.moderation.rules.clock import KEEP_FILES
from hearthside.moderation.tests.builders import make_decided, make_leaf, make_report_of
from hearthside.notices.actions.taking import take_once
from hearthside.notices.models import TakenMail
from hearthside.notices.replying import GOOD_FOR
from hearthside.notices.replying import KEPT_FOR as WAITS_IN_ALL
from hearthside.people.models import Person, SignIn
from hearthside.privacy.actions.leaving import ask_to_leave, leave
from hearthside.privacy.actions.seals import Seal, ask_to_open
from hearthside.privacy.hooks import Leave
from hearthside.privacy.models import Erasure, SealOpening
from hearthside.privacy.queries import everything_kept
from hearthside.privacy.rules.leaving import BYTES_GO_WITHIN, UNDO_DAYS
from hearthside.privacy.rules.seals import WAITS_FOR, Unsealer
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_person,
    make_space,
    make_steward,
    signed_in,
    standing_of,
)
from tests import traces

pytestmark = pytest.mark.django_db(transaction=True)

HOUR: Final = timedelta(hours=1)
TABLE: Final = "cache_of_clocks"


@dataclass(frozen=True)
class Clock:
    """What is made at six, how to see whether it is there, and after how long it is gone."""

    begin: Callable[[], Callable[[], object]]
    goes_after: timedelta
    spare: timedelta = timedelta(0)
    """Until somebody comes by to let it go: a chore of every hour."""


def _delivery() -> Callable[[], object]:
    row = Delivery.objects.create(
        listener="x", event={}, made_at=SIX_PM, next_try_at=SIX_PM, done_at=SIX_PM
    )
    return Delivery.objects.filter(id=row.id).exists


def _sign_in() -> Callable[[], object]:
    signed_in(make_person()).get("/account/")
    return SignIn.objects.exists


def _limit() -> Callable[[], object]:
    """A count, as it is kept where there is no Redis: a row that nobody may ask for again."""
    caches["default"].add("throttle:recover-name:1:0123", 0, timeout=3600)

    def rows() -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {TABLE}")
            return int(cursor.fetchone()[0])

    return rows


def _mail() -> Callable[[], object]:
    FolderBackend().send_messages([EmailMessage("Your code", "Hello", to=["a@example.org"])])
    for path in mails_written():
        os.utime(path, (SIX_PM.timestamp(), SIX_PM.timestamp()))
    return mails_written


def _taken_mail() -> Callable[[], object]:
    until = (SIX_PM + GOOD_FOR + WAITS_IN_ALL).date()
    assert take_once(marks=[b"1" * 32], until=until, now=SIX_PM)
    return TakenMail.objects.exists


def _departure() -> Callable[[], object]:
    person = make_person()
    ask_to_leave(person=person, how=Leave.ERASE_ALL, now=SIX_PM)
    return Person.objects.filter(id=person.id).exists


def _erased_bytes() -> Callable[[], object]:
    person = make_person("qxerased")
    leave(person=person, how=Leave.ERASE_ALL, now=SIX_PM)
    return lambda: traces.in_files(traces.marks_of(["qxerased"]))


def _backup() -> Callable[[], object]:
    folder = Path(site.DATA) / "kept"
    target, _manifest = make_backup(folder, now=SIX_PM)

    def is_there_after_the_next() -> bool:
        drop_old(folder, but=folder / "another", now=clock.now())
        return target.exists()

    return is_there_after_the_next


def _mark() -> Callable[[], object]:
    leave(person=make_person(), how=Leave.ERASE_ALL, now=SIX_PM)
    return Erasure.objects.exists


def _wish() -> Callable[[], object]:
    thread = unnamed_thread(make_member())
    assert thread.author is not None
    steward = make_steward(thread.space)
    by = Unsealer(steward.id, steward.person_id, "steward")
    seal = Seal("voice", thread.author.id, thread.space_id, thread.author.name)
    ask_to_open(by=by, seal=seal, reason="Nobody has reached them since noon.", now=SIX_PM)
    return SealOpening.objects.exists


def _file() -> Callable[[], object]:
    report = make_report_of(make_leaf(), words="This frightened me.")
    make_decided(report, make_steward(report.space))
    rows = Report.objects.filter(id=report.id)
    return lambda: any(row.words or row.decision_words for row in rows.all())


def _letters_ended() -> Callable[[], object]:
    two = make_two()
    make_letter(two, two.asker)
    end_letters(by=standing_of(two.asker), side=two.asking, now=SIX_PM)
    return Correspondence.objects.exists


def _letters_asked() -> Callable[[], object]:
    space = make_space()
    asked_by(standing_of(make_member(space)), make_member(space).id, now=SIX_PM)
    return Correspondence.objects.exists


def _letters_shown() -> Callable[[], object]:
    LetterExcerpt.objects.create(
        space=make_space(), owner=b"x" * 32, lines="[]", made_on=SIX_PM.date()
    )
    return LetterExcerpt.objects.exists


def _unnamed() -> Callable[[], object]:
    member = make_member()
    for _ in range(3):
        unnamed_thread(member)
    leave(person=member.person, how=Leave.ERASE_ALL, now=SIX_PM)
    return Voice.objects.filter(unnamed=True).exists


DAY: Final = timedelta(days=1)
CLOCKS: Final = {
    "backups": Clock(_backup, timedelta(days=14), HOUR),
    "bytes": Clock(_erased_bytes, BYTES_GO_WITHIN),
    "deliveries": Clock(_delivery, KEEP_DONE, HOUR),
    "desk-files": Clock(_file, KEEP_FILES),
    "letters-asked": Clock(_letters_asked, timedelta(days=QUIET_DAYS)),
    "letters-ended": Clock(_letters_ended, timedelta(days=KEPT_DAYS)),
    "letters-shown": Clock(_letters_shown, timedelta(days=EXCERPT_DAYS)),
    "limits": Clock(_limit, 2 * HOUR),
    "mail-marks": Clock(_taken_mail, GOOD_FOR + WAITS_IN_ALL, DAY),
    "mails": Clock(_mail, KEPT_FOR, HOUR),
    "marks": Clock(_mark, timedelta(days=44), HOUR),
    "seal-wishes": Clock(_wish, WAITS_FOR, HOUR),
    "sign-ins": Clock(_sign_in, timedelta(days=60), DAY),
    "undo": Clock(_departure, timedelta(days=UNDO_DAYS)),
    "unnamed": Clock(_unnamed, TAKEN_ALONG_WITHIN),
}
EARLY: Final = {
    "bytes": timedelta(0),
    "unnamed": timedelta(0),
    "limits": timedelta(minutes=1),
}
"""When each is still there for certain; the others a day before their time."""


@pytest.fixture
def at(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> Iterator[Callable[[datetime], None]]:
    """Let it be a certain time, and let the courier go its rounds."""
    settings.DATA, settings.EMAIL_FILE_PATH = tmp_path, str(tmp_path / "mail")
    settings.MAIL_GOES_OUT = False
    cache = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": TABLE}
    settings.CACHES = settings.CACHES | {"default": cache}
    call_command("createcachetable", TABLE)

    def be(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        monkeypatch.setattr("time.time", moment.timestamp)
        courier = Courier()
        for _ in range(20):
            courier.go_round()

    be(SIX_PM)
    yield be
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")


def test_every_clock_people_are_told_of_has_a_test(settings: Settings) -> None:
    settings.MAIL_GOES_OUT = False

    told = {row.clock for row in everything_kept() if row.clock}

    assert told == CLOCKS.keys()


@pytest.mark.parametrize("name", CLOCKS)
def test_it_goes_when_its_time_is_over_and_not_before(
    name: str, at: Callable[[datetime], None]
) -> None:
    kept = CLOCKS[name]
    is_there = kept.begin()

    early = EARLY.get(name, kept.goes_after - DAY)
    if early:
        at(SIX_PM + early)
    assert is_there(), "gone too early"

    moment = SIX_PM + kept.goes_after + kept.spare
    for wait in (timedelta(0), timedelta(minutes=3), timedelta(minutes=3)):
        moment += wait
        at(moment)
    for _ in range(60):  # what is in use is tried again each minute
        if not is_there() or not Delivery.objects.filter(key=f"erased-{name}", done_at=None):
            break
        time.sleep(0.1)
        moment += timedelta(minutes=1)
        at(moment)
    failed = Delivery.objects.filter(done_at=None).exclude(failure_code="")
    assert not failed.values("listener", "failure_code", "tries")
    assert not is_there(), "still there"


def test_signing_in_reaches_the_page_with_the_clocks() -> None:
    client: Client = signed_in(make_person())

    assert "Traces of what was erased" in client.get("/account/kept/").text
