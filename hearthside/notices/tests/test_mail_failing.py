# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mail where the server is away, or does not take it: tried again, and given up in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from pytest_django import Settings

from hearthside.core.resting import REST
from hearthside.notices.models import Notice
from hearthside.notices.rules import GIVE_UP, TRIES_AT_LEAST
from hearthside.notices.tests.builders import LATER, SIX_PM, make_face, make_reachable, owed, tell
from hearthside.notices.tests.conftest import Courier
from hearthside.notices.tests.mail_backends import (
    Broken,
    KnowsNobody,
    RefusesAddress,
    RefusesOne,
    SaysLater,
)

pytestmark = pytest.mark.django_db


def test_a_server_that_is_away_is_tried_again(courier: Courier, settings: Settings) -> None:
    me = make_face(make_reachable())
    tell(me)
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{Broken.__module__}.Broken"
    courier(LATER)
    assert [delivery.failure_code for delivery in owed()] == ["ConnectionRefusedError"]

    settings.EMAIL_BACKEND = working
    courier(LATER + REST)

    assert len(mail.outbox) == 1
    assert owed() == []


def test_a_server_that_is_away_is_waited_for_once_and_not_by_every_mail(
    courier: Courier, settings: Settings
) -> None:
    for name in ("wren", "fern", "ash"):
        tell(make_face(make_reachable(f"{name}@example.org")))
    settings.EMAIL_BACKEND = f"{Broken.__module__}.Broken"

    courier(LATER)

    codes = sorted(delivery.failure_code for delivery in owed())
    assert codes == ["ConnectionRefusedError", "Resting", "Resting"]


def test_after_a_day_it_is_given_up_and_the_notice_stays(
    courier: Courier, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    person = make_reachable(quiet_from="00:00", quiet_until="00:00")
    tell(make_face(person))
    settings.EMAIL_BACKEND = f"{Broken.__module__}.Broken"

    for number in range(TRIES_AT_LEAST + 1):
        assert len(owed()) == 1
        courier(SIX_PM + GIVE_UP + timedelta(hours=1 + number))

    assert owed() == []
    assert Notice.objects.get().seen_at is None
    assert "mail-given-up" in caplog.text
    assert "wren@example.org" not in caplog.text


@pytest.mark.parametrize("server", [RefusesAddress, KnowsNobody])
def test_an_address_that_does_not_exist_is_given_up_at_once(
    courier: Courier, settings: Settings, server: type[BaseEmailBackend]
) -> None:
    tell(make_face(make_reachable()))
    settings.EMAIL_BACKEND = f"{server.__module__}.{server.__name__}"

    courier(LATER)

    assert owed() == []


def test_a_no_of_a_mail_service_to_one_mail_holds_up_none_of_the_others(
    courier: Courier, settings: Settings
) -> None:
    for name in ("wren", "fern", "ash"):
        tell(make_face(make_reachable(f"{name}@example.org")))
    settings.EMAIL_BACKEND = f"{RefusesOne.__module__}.RefusesOne"

    courier(LATER)

    assert [delivery.failure_code for delivery in owed()] == ["AnymailRequestsAPIError"]
    assert {sent.to[0] for sent in mail.outbox} == {"fern@example.org", "ash@example.org"}


def test_a_server_that_says_later_is_asked_again(courier: Courier, settings: Settings) -> None:
    tell(make_face(make_reachable()))
    settings.EMAIL_BACKEND = f"{SaysLater.__module__}.SaysLater"

    courier(LATER)

    assert [delivery.failure_code for delivery in owed()] == ["SMTPRecipientsRefused"]
