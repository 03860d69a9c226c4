# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mail about what is new: when it goes, and that it goes once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from hearthside.ledger.models import Delivery
from hearthside.notices.actions.notices import forget_notices, mark_all_seen
from hearthside.notices.actions.outward import note_told
from hearthside.notices.models import Notice, Pace
from hearthside.notices.rules import AFTER_QUIET, BATCH
from hearthside.notices.tests.builders import (
    HELPING,
    LATER,
    NIGHT,
    SIX_PM,
    make_face,
    make_reachable,
    owed,
    tell,
)
from hearthside.notices.tests.conftest import Courier
from hearthside.privacy.actions.leaving import ask_to_leave, stay
from hearthside.privacy.hooks import Leave

pytestmark = pytest.mark.django_db

MORNING = SIX_PM.replace(day=4, hour=8)
SOON_AFTER = MORNING + AFTER_QUIET


def test_several_notices_become_one_mail(courier: Courier) -> None:
    me = make_face(make_reachable(names_space=True))
    tell(me)
    tell(me, at=SIX_PM + timedelta(minutes=2))

    courier(SIX_PM + timedelta(minutes=4))
    assert mail.outbox == []
    courier(LATER)

    (sent,) = mail.outbox
    assert str(sent.body).count("answers: 1") == 2


def test_nothing_reaches_whoever_closed_their_account_until_they_stay(courier: Courier) -> None:
    person = make_reachable(mail_belonging=Pace.DAILY)
    me = make_face(person)
    ask_to_leave(person=person, how=Leave.KEEP_WORDS, now=SIX_PM)
    tell(me)
    courier(LATER + timedelta(days=1))
    assert mail.outbox == []

    stay(person=person, now=LATER + timedelta(days=1))
    tell(me, at=LATER + timedelta(days=1))
    courier(LATER + timedelta(days=1) + BATCH)

    assert len(mail.outbox) == 1
    assert Delivery.objects.filter(listener__endswith="send_digest", done_at=None).exists()


def test_what_comes_while_others_wait_does_not_put_them_off(courier: Courier) -> None:
    me = make_face(make_reachable())
    tell(me)
    tell(me, at=SIX_PM + timedelta(minutes=4))

    assert [delivery.next_try_at for delivery in owed()] == [LATER]


def test_a_second_batch_tells_only_what_is_new(courier: Courier) -> None:
    me = make_face(make_reachable(names_space=True))
    tell(me)
    courier(LATER)
    tell(me, at=LATER)
    courier(LATER + BATCH)

    assert [str(sent.body).count("answers: 1") for sent in mail.outbox] == [1, 1]


def test_a_delivery_made_twice_sends_once(courier: Courier) -> None:
    me = make_face(make_reachable())
    tell(me)
    courier(LATER)
    Delivery.objects.update(done_at=None)

    courier(LATER + timedelta(minutes=2))

    assert len(mail.outbox) == 1


def test_one_that_died_between_sending_and_noting_is_the_same_mail_again(courier: Courier) -> None:
    me = make_face(make_reachable())
    tell(me)
    courier(LATER)
    Notice.objects.update(mailed_at=None)
    Delivery.objects.update(done_at=None)

    courier(LATER + timedelta(minutes=2))

    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_what_came_while_the_mail_was_under_way_is_told_in_another() -> None:
    me = make_face(make_reachable())
    tell(me)
    notice = Notice.objects.get()
    Notice.objects.update(at=LATER, times=2)

    note_told(by="mailed_at", notices=[notice], now=LATER)

    assert Notice.objects.unmailed(me.face_id).exists()


def test_an_appointment_that_the_courier_holds_is_made_anew(courier: Courier) -> None:
    me = make_face(make_reachable())
    tell(me)
    held = owed()[0].id

    tell(me, at=SIX_PM + timedelta(minutes=1))

    assert [delivery.id == held for delivery in owed()] == [False]


def test_what_was_seen_inside_is_not_sent(courier: Courier) -> None:
    me = make_face(make_reachable())
    tell(me)
    mark_all_seen(recipient_id=me.face_id, until=SIX_PM, now=SIX_PM)

    courier(LATER)

    assert mail.outbox == []


def test_in_quiet_hours_it_waits_for_the_morning(courier: Courier) -> None:
    me = make_face(make_reachable())
    tell(me, at=NIGHT)

    courier(MORNING - timedelta(minutes=1))
    assert mail.outbox == []
    courier(SOON_AFTER)

    assert len(mail.outbox) == 1


def test_a_late_courier_does_not_break_the_quiet(courier: Courier) -> None:
    me = make_face(make_reachable())
    tell(me)

    courier(NIGHT)
    assert mail.outbox == []
    courier(SOON_AFTER)

    assert len(mail.outbox) == 1


def test_an_answer_to_urgent_words_comes_at_night(courier: Courier) -> None:
    me = make_face(make_reachable())
    tell(me, at=NIGHT, urgent=True)

    courier(NIGHT)

    assert len(mail.outbox) == 1


def test_what_is_urgent_brings_forward_what_waits(courier: Courier) -> None:
    me = make_face(make_reachable())
    tell(me, at=NIGHT, urgent=True)
    tell(me, at=NIGHT + timedelta(seconds=1))

    courier(NIGHT + timedelta(seconds=2))

    assert len(mail.outbox) == 1


@pytest.mark.parametrize("wishes", [{}, {"mail_waiting": Pace.DAILY}, {"mail_waiting": Pace.NEVER}])
def test_nothing_is_mailed_that_was_not_chosen(courier: Courier, wishes: dict[str, object]) -> None:
    me = make_face(make_reachable(**wishes))  # type: ignore[arg-type]  # wishes, by name
    tell(me, kind=HELPING)

    courier(LATER)

    assert mail.outbox == []


def test_without_a_confirmed_address_nothing_is_sent(courier: Courier) -> None:
    me = make_face(make_reachable(address=""))
    tell(me)

    courier(LATER)

    assert mail.outbox == []


def test_whoever_is_gone_is_owed_nothing(courier: Courier) -> None:
    me = make_face(make_reachable())
    tell(me)

    forget_notices(recipient_ids=[me.face_id], now=SIX_PM)

    assert owed() == []
