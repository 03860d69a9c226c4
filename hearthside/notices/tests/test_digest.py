# SPDX-License-Identifier: AGPL-3.0-or-later
"""The mail of a morning: what gathers in it, when it goes, and what it does not say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from hearthside.ledger.models import Delivery
from hearthside.notices.actions.reaching import keep_wishes, stop_mail
from hearthside.notices.hooks import Belonging, Group, Line, Reach
from hearthside.notices.models import Pace, Reaching
from hearthside.notices.rules import DIGESTS_WITHIN
from hearthside.notices.tests.builders import (
    HELPING,
    SIX_PM,
    SPACE,
    belongs,
    make_face,
    make_reachable,
    tell,
)
from hearthside.notices.tests.conftest import Courier
from hearthside.notices.tests.mail_backends import Broken
from hearthside.people.models import Person

pytestmark = pytest.mark.django_db

WEDNESDAY = SIX_PM.replace(day=4, hour=8)  # SIX_PM is a Tuesday
MONDAY = SIX_PM.replace(day=9, hour=8)
HEADING = "Evenings are long"


def daily(**wishes: object) -> Person:
    return make_reachable(mail_answers=Pace.NEVER, mail_belonging=Pace.DAILY, **wishes)  # type: ignore[arg-type]  # wishes, by name


def much_for(me: Reach) -> None:
    belongs(
        Belonging(
            me.face_id,
            answered=[Line(HEADING, "/s/x/conversations/1/", 3)],
            waiting=[Line(f"Waiting {n}", "/s/x/conversations/2/") for n in range(5)],
        )
    )


def appointed() -> list[datetime]:
    return [delivery.next_try_at for delivery in Delivery.objects.filter(done_at=None)]


def appointed_from(morning: datetime) -> bool:
    """Whether there is one appointment, in the first hour of that morning."""
    (due_at,) = appointed()
    return morning <= due_at <= morning + DIGESTS_WITHIN


def test_it_goes_each_morning_of_their_own(courier: Courier) -> None:
    me = make_face(daily(zone="Europe/Madrid"))
    much_for(me)

    courier(WEDNESDAY - timedelta(hours=1, minutes=1))
    assert mail.outbox == []
    courier(WEDNESDAY - timedelta(hours=1) + DIGESTS_WITHIN)

    assert len(mail.outbox) == 1
    assert appointed_from(WEDNESDAY + timedelta(hours=23))


def test_with_nothing_to_say_nothing_is_sent_and_the_next_is_appointed(courier: Courier) -> None:
    make_face(daily())

    courier(WEDNESDAY + DIGESTS_WITHIN)

    assert mail.outbox == []
    assert appointed_from(WEDNESDAY + timedelta(days=1))


def test_weekly_ones_come_on_monday(courier: Courier) -> None:
    me = make_face(make_reachable(mail_answers=Pace.WEEKLY))
    tell(me)

    courier(MONDAY - timedelta(minutes=1))
    assert mail.outbox == []
    courier(MONDAY + DIGESTS_WITHIN)

    assert len(mail.outbox) == 1


def test_what_is_gathered_by_the_week_stays_out_of_other_mornings(courier: Courier) -> None:
    me = make_face(make_reachable(mail_answers=Pace.WEEKLY, mail_waiting=Pace.DAILY))
    tell(me)

    courier(WEDNESDAY + DIGESTS_WITHIN)

    assert mail.outbox == []


def test_discreet_it_says_neither_how_many_nor_where_nor_about_what(courier: Courier) -> None:
    me = make_face(daily(names_conversations=True))
    much_for(me)

    courier(WEDNESDAY + DIGESTS_WITHIN)

    raw = mail.outbox[0].message().as_string()
    for word in (SPACE, HEADING, "Answers to you", "Waiting", "glad"):
        assert word not in raw
    assert "/account/news/" in raw


def test_others_learn_how_many_but_not_about_what(courier: Courier) -> None:
    me = make_face(daily(names_space=True))
    much_for(me)

    courier(WEDNESDAY + DIGESTS_WITHIN)

    body = mail.outbox[0].body
    assert "Answers to you: 3" in body
    assert "Might be glad of a word from you: 3" in body
    assert HEADING not in body


def test_what_conversations_are_called_is_said_to_whoever_allowed_it(courier: Courier) -> None:
    me = make_face(daily(names_space=True, names_conversations=True))
    much_for(me)

    courier(WEDNESDAY + DIGESTS_WITHIN)

    body = mail.outbox[0].body
    assert HEADING in body
    assert [f"Waiting {n}" in body for n in range(5)] == [True] * 3 + [False] * 2


def test_one_morning_is_one_mail_for_all_spaces(courier: Courier) -> None:
    person = daily(names_space=True)
    much_for(make_face(person))
    much_for(make_face(person))

    courier(WEDNESDAY + DIGESTS_WITHIN)

    assert len(mail.outbox) == 1


def test_a_delivery_made_twice_sends_the_same_mail(courier: Courier) -> None:
    much_for(make_face(daily()))
    courier(WEDNESDAY + DIGESTS_WITHIN)
    Delivery.objects.exclude(done_at=None).update(done_at=None)

    courier(WEDNESDAY + DIGESTS_WITHIN + timedelta(minutes=2))

    assert len({sent.extra_headers["Message-ID"] for sent in mail.outbox}) == 1


def test_stopping_it_calls_off_the_next(courier: Courier) -> None:
    person = daily()
    much_for(make_face(person))

    keep_wishes(person=person, wishes={"mail_belonging": Pace.NEVER}, now=SIX_PM)

    assert appointed() == []


def test_there_is_one_appointment_however_often_somebody_chooses() -> None:
    person = daily()

    keep_wishes(person=person, wishes={"mail_belonging": Pace.WEEKLY}, now=SIX_PM)

    assert appointed_from(MONDAY)


def test_who_chooses_while_the_mails_of_a_morning_go_out_gets_theirs() -> None:
    person = daily()
    before = appointed()

    keep_wishes(person=person, wishes={"names_space": True}, now=WEDNESDAY)
    assert appointed() == before
    groups = [Group.WAITING]
    stop_mail(reaching_id=Reaching.objects.get().id, groups=groups, now=before[0])

    assert appointed() == before


def test_who_chooses_while_the_mail_server_is_away_gets_the_mail_of_that_morning(
    courier: Courier, settings: Settings
) -> None:
    person = daily()
    much_for(make_face(person))
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{Broken.__module__}.Broken"
    courier(WEDNESDAY + DIGESTS_WITHIN)

    at_ten = WEDNESDAY + timedelta(hours=2)
    keep_wishes(person=person, wishes={"names_space": True}, now=at_ten)
    settings.EMAIL_BACKEND = working
    courier(at_ten + timedelta(hours=1))

    assert len(mail.outbox) == 1
    assert SPACE in mail.outbox[0].body


def test_who_stops_it_while_the_mail_server_is_away_gets_none(
    courier: Courier, settings: Settings
) -> None:
    person = daily()
    much_for(make_face(person))
    settings.EMAIL_BACKEND = f"{Broken.__module__}.Broken"
    courier(WEDNESDAY + DIGESTS_WITHIN)

    keep_wishes(person=person, wishes={"mail_belonging": Pace.NEVER}, now=WEDNESDAY)

    assert appointed() == []


def test_it_asks_the_same_of_the_database_however_much_there_is(
    courier: Courier, django_assert_max_num_queries: object
) -> None:
    person = make_reachable(mail_answers=Pace.DAILY, mail_belonging=Pace.NEVER)
    me = make_face(person)
    for number in range(30):
        tell(me, at=SIX_PM + timedelta(seconds=number))

    with django_assert_max_num_queries(24):  # type: ignore[operator]  # pytest-django gives no type
        courier(WEDNESDAY + DIGESTS_WITHIN)

    assert len(mail.outbox) == 1
    assert Reaching.objects.get().digest_at == WEDNESDAY + DIGESTS_WITHIN


def test_inside_the_house_it_says_everything() -> None:
    person = daily()
    much_for(make_face(person))
    client = Client()
    client.force_login(person)

    page = client.get("/account/news/").content.decode()

    assert HEADING in page
    assert SPACE in page
    assert "Waiting 2" in page
    assert "Waiting 3" not in page


def test_inside_the_house_it_reaches_back_as_far_as_any_mail_does(
    at: Callable[[datetime], None],
) -> None:
    person = daily()
    tell(make_face(person), kind=HELPING)
    client = Client()
    client.force_login(person)

    at(SIX_PM + timedelta(days=13))
    page = client.get("/account/news/").content.decode()

    assert SPACE in page


def test_the_digests_of_a_morning_do_not_come_all_at_once() -> None:
    for number in range(20):
        make_reachable(f"p{number}@example.org", mail_answers=Pace.DAILY)

    assert len(set(appointed())) > 10
