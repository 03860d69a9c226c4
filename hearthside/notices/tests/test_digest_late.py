# SPDX-License-Identifier: AGPL-3.0-or-later
"""A digest that is late: not by night, not twice, and with nothing left out."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from hearthside.notices.hooks import Reach
from hearthside.notices.models import Pace
from hearthside.notices.rules import DIGESTS_WITHIN
from hearthside.notices.tests.builders import SIX_PM, make_face, make_reachable, owed, tell
from hearthside.notices.tests.conftest import Courier
from hearthside.notices.tests.mail_backends import Broken
from hearthside.people.models import Person

pytestmark = pytest.mark.django_db

WEDNESDAY = SIX_PM.replace(day=4, hour=8)  # SIX_PM is a Tuesday
MONDAY = SIX_PM.replace(day=9, hour=8)
NIGHT = timedelta(hours=15)
"""From a morning until eleven at night."""
DAY = timedelta(days=1)


def away_from(morning: datetime, courier: Courier, settings: Settings) -> None:
    """Let the mail server be away from that morning until it is night."""
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{Broken.__module__}.Broken"
    courier(morning + DIGESTS_WITHIN)
    settings.EMAIL_BACKEND = working
    courier(morning + NIGHT)


def follower(pace: Pace, **wishes: object) -> Reach:
    return make_face(make_reachable(mail_answers=pace, names_space=True, **wishes))  # type: ignore[arg-type]  # wishes, by name


def test_by_night_it_is_put_off_and_one_mail_tells_of_both_days(
    courier: Courier, settings: Settings
) -> None:
    tell(me := follower(Pace.DAILY))

    away_from(WEDNESDAY, courier, settings)
    assert mail.outbox == []
    tell(me, at=WEDNESDAY + NIGHT)
    courier(WEDNESDAY + DAY + DIGESTS_WITHIN)

    (sent,) = mail.outbox
    assert str(sent.body).count("answers: 1") == 2
    assert owed()[0].next_try_at >= WEDNESDAY + 2 * DAY


def test_a_weekly_one_that_is_put_off_goes_on_tuesday(courier: Courier, settings: Settings) -> None:
    tell(follower(Pace.WEEKLY))

    away_from(MONDAY, courier, settings)
    assert mail.outbox == []
    courier(MONDAY + DAY + DIGESTS_WITHIN)

    assert len(mail.outbox) == 1
    assert owed()[0].next_try_at >= MONDAY + 7 * DAY


def test_who_went_far_away_is_not_woken_by_it(courier: Courier) -> None:
    me = follower(Pace.DAILY, zone="Europe/Madrid")
    tell(me)
    Person.objects.filter(id=me.person_id).update(zone="America/New_York")
    five_hours = timedelta(hours=5)

    courier(WEDNESDAY + DIGESTS_WITHIN)  # three in the morning there
    assert mail.outbox == []
    courier(WEDNESDAY + five_hours + DIGESTS_WITHIN)

    assert len(mail.outbox) == 1


@pytest.mark.parametrize("other", [Pace.NEVER, Pace.DAILY])
def test_a_week_whose_mail_could_not_be_sent_is_told_later(
    other: Pace, courier: Courier, settings: Settings
) -> None:
    me = follower(Pace.WEEKLY, mail_waiting=other, quiet_from=time(8), quiet_until=time(8))
    tell(me)
    courier(MONDAY + DIGESTS_WITHIN)
    tell(me, at=MONDAY + DAY)
    for day in range(1, 7):
        courier(MONDAY + day * DAY + DIGESTS_WITHIN)
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{Broken.__module__}.Broken"
    for hours in range(30):
        courier(MONDAY + 7 * DAY + DIGESTS_WITHIN + timedelta(hours=hours))
    settings.EMAIL_BACKEND = working

    for day in range(9, 15):
        courier(MONDAY + day * DAY + DIGESTS_WITHIN)

    assert len(mail.outbox) == 2
    assert "answers: 1" in mail.outbox[1].body
