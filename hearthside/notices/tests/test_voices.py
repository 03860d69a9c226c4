# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is owed to a voice without a name looks the same, whoever is behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from random import Random

import pytest
from django.core import mail
from pytest_django import Settings

from hearthside.ledger.models import Delivery
from hearthside.ledger.rules import LEASE
from hearthside.notices.actions import outward
from hearthside.notices.actions.notices import forget_notices, mark_all_seen
from hearthside.notices.events import MailOwed
from hearthside.notices.listeners import mail_what_is_new
from hearthside.notices.models import Notice, Pace
from hearthside.notices.rules import VOICE_ROUNDS
from hearthside.notices.tests.builders import NIGHT, SIX_PM, make_face, make_reachable, owed, tell
from hearthside.notices.tests.conftest import Courier
from hearthside.notices.tests.mail_backends import Broken
from hearthside.people.models import Person

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def _wants() -> Person:
    return make_reachable(names_space=True)


def _is_quiet_all_day() -> Person:
    return make_reachable("day@example.org", quiet_from=time(9), quiet_until=time(23))


def _wants_nothing() -> Person:
    return make_reachable("", mail_answers=Pace.NEVER)


def _is_gone() -> Person:
    person = make_reachable("gone@example.org")
    Person.objects.filter(id=person.id).update(is_active=False)
    return person


ANYBODY = [_wants, _is_quiet_all_day, _wants_nothing, _is_gone]


def _left(
    make: Callable[[], Person], courier: Courier, patch: pytest.MonkeyPatch, until: datetime
) -> list[tuple[object, ...]]:
    """What stands in the tables of one voice after the courier came by until then."""
    patch.setattr(outward, "_random", Random(7))
    face = make_face(make(), is_voice=True)
    tell(face)
    at = SIX_PM
    while at < until:
        at += timedelta(minutes=10)
        courier(at)
    rows = Delivery.objects.filter(key__endswith=str(face.face_id)).order_by("key")
    owed = [
        (
            *(row.made_at, row.next_try_at, row.tries, row.failure_code),
            *(row.event["due_at"], len(row.event["told"]), row.event["urgent"]),
        )
        for row in rows
    ]
    told = Notice.objects.filter(recipient_id=face.face_id)
    return [*owed, *told.values_list("at", "seen_at", "mailed_at", "pushed_at")]


@pytest.mark.parametrize("hours", [2, 4, 14, 27])
def test_nothing_that_is_kept_says_what_its_person_wishes(
    hours: int, courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [_left(make, courier, monkeypatch, SIX_PM + hours * HOUR) for make in ANYBODY]

    assert left == [left[0]] * len(ANYBODY)
    assert sorted(sent.to for sent in mail.outbox) == [
        *([["day@example.org"]] if hours > 4 else []),
        ["wren@example.org"],
    ]


def test_a_server_that_is_away_leaves_no_trace_and_is_asked_again(
    courier: Courier, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    until = SIX_PM + timedelta(hours=2)
    usual = _left(_wants, courier, monkeypatch, until)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{Broken.__module__}.Broken"

    assert _left(lambda: make_reachable("b@example.org"), courier, monkeypatch, until) == usual

    settings.EMAIL_BACKEND = working
    for ten in range(12, 140):
        courier(SIX_PM + ten * timedelta(minutes=10))
    assert ["b@example.org"] in [sent.to for sent in mail.outbox]


def test_no_instant_of_what_is_owed_is_that_of_the_mail(courier: Courier) -> None:
    mine = make_face(_wants(), is_voice=True)
    tell(mine)

    for ten in range(1, 200):
        at, before = SIX_PM + ten * timedelta(minutes=10), len(mail.outbox)
        courier(at)
        if len(mail.outbox) > before:
            rows = Delivery.objects.filter(key__endswith=str(mine.face_id)).values()
            kept = str(list(rows))
            assert str(at) not in kept
            assert at.isoformat() not in kept
            assert not Notice.objects.filter(mailed_at=at).exists()

    assert len(mail.outbox) == 1
    assert not Delivery.objects.filter(key__endswith=str(mine.face_id)).exists()


def test_what_comes_later_is_told_as_well_and_the_first_not_again(courier: Courier) -> None:
    mine = make_face(_wants(), is_voice=True)
    tell(mine)
    for ten in range(1, 8):
        courier(SIX_PM + ten * timedelta(minutes=10))
    assert len(mail.outbox) == 1

    later = SIX_PM + timedelta(minutes=75)
    tell(mine, at=later)
    for ten in range(8, 16):
        courier(SIX_PM + ten * timedelta(minutes=10))

    assert len(mail.outbox) == 2
    assert str(mail.outbox[1].body).count("answers: 1") == 1


def test_what_was_seen_or_is_gone_is_not_told(courier: Courier) -> None:
    seen, gone = (make_face(make(), is_voice=True) for make in (_wants, _is_quiet_all_day))
    for face in (seen, gone):
        tell(face)
    mark_all_seen(recipient_id=seen.member_id, until=SIX_PM, now=SIX_PM, voices=[seen.face_id])
    forget_notices(recipient_ids=[gone.face_id], now=SIX_PM)

    courier(SIX_PM + HOUR)

    assert mail.outbox == []
    assert not Delivery.objects.filter(done_at=None, key__startswith="mail:").exists()


def test_a_courier_that_slept_for_days_still_tells_once(courier: Courier) -> None:
    tell(make_face(_wants(), is_voice=True))

    courier(SIX_PM + 3 * VOICE_ROUNDS)
    courier(SIX_PM + 4 * VOICE_ROUNDS)

    assert len(mail.outbox) == 1
    assert not Delivery.objects.filter(done_at=None).exists()


def test_what_comes_in_the_night_of_the_last_round_is_told_in_the_morning(
    courier: Courier, at: Callable[[datetime], None]
) -> None:
    tell(mine := make_face(_wants(), is_voice=True), at=NIGHT)
    first = owed()[0].event
    due_at = datetime.fromisoformat(first["due_at"])
    held = MailOwed(mine.face_id, due_at, told=first["told"])
    night = NIGHT + VOICE_ROUNDS + timedelta(minutes=50)

    at(night)
    Delivery.objects.update(next_try_at=night + LEASE)  # the courier took it
    tell(mine, at=night)
    mail_what_is_new(held)
    for ten in range(1, 100):
        courier(night + ten * timedelta(minutes=10))

    assert len(mail.outbox) == 1
    assert str(mail.outbox[0].body).count("answers: 1") == 2


def test_a_voice_is_told_after_a_while_that_nobody_foresees(courier: Courier) -> None:
    mine = make_face(make_reachable(names_space=True), is_voice=True)
    tell(mine)
    due_at = owed()[0].next_try_at
    assert timedelta(minutes=6) <= due_at - SIX_PM <= timedelta(minutes=50)

    courier(due_at)

    (sent,) = mail.outbox
    assert str(mine.face_id) not in sent.message().as_string()
    assert "/s/riverside/conversations/" not in sent.message().as_string()


def test_what_is_owed_to_a_voice_is_the_same_whatever_its_person_wants() -> None:
    wants = make_face(make_reachable(), is_voice=True)
    wants_nothing = make_face(make_reachable("", mail_answers=Pace.NEVER), is_voice=True)
    tell(wants)
    tell(wants_nothing)

    keys = {delivery.key for delivery in owed()}
    assert keys == {f"mail:{wants.face_id}", f"mail:{wants_nothing.face_id}"}


def test_nothing_that_is_owed_to_a_voice_names_its_person(courier: Courier) -> None:
    person = make_reachable()
    tell(make_face(person, is_voice=True))

    courier(NIGHT)  # quiet: put off

    (waiting,) = owed()
    assert str(person.id) not in f"{waiting.key} {waiting.event}"
    assert timedelta(minutes=40) <= waiting.next_try_at - NIGHT <= timedelta(hours=3)
    assert mail.outbox == []
