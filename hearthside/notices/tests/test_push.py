# SPDX-License-Identifier: AGPL-3.0-or-later
"""Waking devices: to whom, what they are told, and what nobody in between can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from hearthside.core import outbound
from hearthside.core.tests.browser import FakeBrowser
from hearthside.core.tests.tls import Machine, https_machine
from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Delivery
from hearthside.notices.actions.devices import Browser, add_device, make_push_key
from hearthside.notices.models import Notice, PushDevice, PushKey
from hearthside.notices.rules import BATCH, DEVICES_AT_MOST
from hearthside.notices.tests.builders import (
    LATER,
    NIGHT,
    SIX_PM,
    SPACE,
    make_face,
    make_reachable,
    tell,
)
from hearthside.notices.tests.conftest import Courier
from hearthside.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Machine]:
    """A push service on this machine, and push switched on."""
    settings.PUSH, settings.PUSH_HOSTS = True, ["localhost"]
    with https_machine(tmp_path) as machine:
        monkeypatch.setattr(outbound, "TRUST", machine.trust)
        yield machine


def device_for(person: Person, service: Machine, name: str = "one") -> FakeBrowser:
    browser = FakeBrowser(f"{service.url}/send/{name}")
    add_device(
        person=person, browser=Browser(**browser.says()), device="Firefox · Android", now=SIX_PM
    )
    return browser


def test_a_device_is_woken_with_words_only_it_can_read(service: Machine, courier: Courier) -> None:
    person = make_reachable(names_space=True)
    browser, me = device_for(person, service), make_face(person)
    tell(me)
    tell(me)

    courier(LATER)

    (heard,) = service.heard
    assert browser.reads(heard.body) == {
        "title": SPACE, "body": "Something new for you", "path": me.path,
    }  # fmt: skip
    assert SPACE.encode() not in heard.body
    assert heard.headers["authorization"].startswith("vapid t=")
    assert heard.headers["content-encoding"] == "aes128gcm"
    assert int(heard.headers["ttl"]) > 0
    assert str(person.id) not in str(heard.headers)


def test_a_discreet_push_says_nothing_of_where(service: Machine, courier: Courier) -> None:
    person = make_reachable()
    browser = device_for(person, service)
    tell(make_face(person))

    courier(LATER)

    told = browser.reads(service.heard[0].body)
    assert told == {"title": "A message for you", "body": "", "path": "/home/"}


def test_every_push_is_of_one_size(service: Machine, courier: Courier) -> None:
    for discreet in (True, False):
        person = make_reachable(f"{discreet}@example.org", names_space=True, discreet=discreet)
        device_for(person, service, str(discreet))
        tell(make_face(person))

    courier(LATER)

    assert len({len(heard.body) for heard in service.heard}) == 1


def test_it_is_told_once(service: Machine, courier: Courier) -> None:
    person = make_reachable()
    device_for(person, service)
    tell(make_face(person))
    courier(LATER)
    Delivery.objects.update(done_at=None)

    courier(LATER + timedelta(minutes=2))

    assert len(service.heard) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten(
    service: Machine, courier: Courier, status: int
) -> None:
    person = make_reachable()
    device_for(person, service)
    tell(make_face(person))
    service.status = status

    courier(LATER)

    assert not PushDevice.objects.exists()
    assert not Delivery.objects.filter(done_at=None).exists()


def test_a_service_that_is_away_is_tried_again(service: Machine, courier: Courier) -> None:
    person = make_reachable()
    device_for(person, service)
    tell(make_face(person))
    service.status = 503
    courier(LATER)
    assert Delivery.objects.get(done_at=None).failure_code == "NotSent"

    service.status = 201
    courier(LATER + timedelta(minutes=1))

    assert Notice.objects.unpushed(Notice.objects.get().recipient_id).count() == 0


def test_quiet_hours_hold_for_devices_too_unless_it_is_urgent(
    service: Machine, courier: Courier
) -> None:
    person = make_reachable()
    device_for(person, service)
    tell(make_face(person), at=NIGHT)
    courier(NIGHT + BATCH)
    assert service.heard == []

    tell(make_face(person), at=NIGHT + BATCH, urgent=True)
    courier(NIGHT + BATCH)

    (heard,) = service.heard
    assert heard.headers["urgency"] == "high"


def test_nothing_goes_out_while_push_is_off(
    service: Machine, courier: Courier, settings: Settings
) -> None:
    person = make_reachable()
    device_for(person, service)
    settings.PUSH = False
    tell(make_face(person))

    courier(LATER)

    assert service.heard == []


def test_no_device_may_be_at_an_address_that_only_we_can_reach(settings: Settings) -> None:
    settings.PUSH, settings.PUSH_HOSTS = True, ["127.0.0.1", "10.0.0.1", "push.example.org"]
    sound = Browser(**FakeBrowser("https://push.example.org/x").says())

    person = make_reachable("")

    for endpoint in ("https://127.0.0.1/x", "http://push.example.org/x", "https://10.0.0.1/"):
        browser = replace(sound, endpoint=endpoint)
        with pytest.raises(Refused) as refused:
            add_device(person=person, browser=browser, device="", now=SIX_PM)
        assert refused.value.code == "no-browser"


def test_only_push_services_that_this_place_speaks_to_are_spoken_to(
    service: Machine, courier: Courier, settings: Settings
) -> None:
    person = make_reachable()
    device_for(person, service)
    settings.PUSH_HOSTS = ["*.push.example.org"]
    elsewhere = Browser(**FakeBrowser("https://push.example.org.evil.example/x").says())
    with pytest.raises(Refused) as refused:
        add_device(person=person, browser=elsewhere, device="", now=SIX_PM)
    assert refused.value.code == "no-push-service"

    tell(make_face(person))
    courier(LATER)

    assert service.heard == []


def test_a_name_that_leads_inside_is_not_followed(settings: Settings, courier: Courier) -> None:
    settings.PUSH, settings.PUSH_HOSTS = True, ["localhost"]
    person = make_reachable()
    browser = FakeBrowser("https://localhost/x")  # a name; where it leads shows when sending
    add_device(person=person, browser=Browser(**browser.says()), device="", now=SIX_PM)
    tell(make_face(person))

    courier(LATER)

    assert Notice.objects.get().pushed_at is None
    assert not Delivery.objects.filter(done_at=None).exists()


def test_a_browser_goes_over_to_whoever_uses_it_now(service: Machine) -> None:
    one, other = make_reachable(), make_reachable("fern@example.org")
    browser = device_for(one, service)

    add_device(person=other, browser=Browser(**browser.says()), device="", now=SIX_PM)

    assert PushDevice.objects.get().person_id == other.id


def test_the_oldest_device_makes_room(service: Machine) -> None:
    person = make_reachable()
    for number in range(DEVICES_AT_MOST + 2):
        browser = Browser(**FakeBrowser(f"{service.url}/{number}").says())
        at = SIX_PM + timedelta(minutes=number)
        add_device(person=person, browser=browser, device=str(number), now=at)

    kept = set(PushDevice.objects.values_list("device", flat=True))
    assert kept == {str(number) for number in range(2, DEVICES_AT_MOST + 2)}


def test_where_a_device_is_woken_is_sealed_in_the_database(service: Machine) -> None:
    device_for(make_reachable(), service, "secret-part")
    make_push_key(now=SIX_PM)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notices_pushdevice")
        rows = str([[bytes(x) if isinstance(x, memoryview) else x for x in row] for row in cursor])
    assert "secret-part" not in rows


def test_there_is_one_pair_of_keys_for_good() -> None:
    assert make_push_key(now=SIX_PM).public == make_push_key(now=SIX_PM).public


def test_where_the_keyring_was_lost_a_new_pair_is_made_and_devices_begin_again(
    service: Machine,
) -> None:
    device_for(make_reachable(), service)
    old = make_push_key(now=SIX_PM).public
    PushKey.objects.update(private="")

    assert make_push_key(now=SIX_PM).public != old
    assert not PushDevice.objects.exists()
