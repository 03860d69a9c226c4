# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from hearthside.core.tests.browser import FakeBrowser
from hearthside.notices.actions.devices import Browser, add_device
from hearthside.notices.models import Pace, PushDevice, Reaching
from hearthside.notices.tests.builders import SIX_PM, make_reachable
from hearthside.people.models import Person
from hearthside.privacy.actions.leaving import leave
from hearthside.privacy.hooks import Leave, Subject
from hearthside.privacy.queries import export

pytestmark = pytest.mark.django_db

PAGE = "/account/reaching/"
DEVICES = "/account/reaching/devices/"
CHOSEN = {
    "mail_answers": "daily",
    "mail_waiting": "never",
    "mail_role": "soon",
    "mail_belonging": "weekly",
    "names_space": "on",
    "quiet_from": "22:00",
    "quiet_until": "07:00",
}


def device_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_choices_are_kept_and_come_back() -> None:
    person = make_reachable()
    client = device_of(person)

    assert client.post(PAGE, CHOSEN).status_code == 302

    kept = Reaching.objects.get(person=person)
    assert (kept.mail_answers, kept.mail_belonging) == (Pace.DAILY, Pace.WEEKLY)
    assert (f"{kept.quiet_from:%H:%M}", kept.names_space) == ("22:00", True)
    page = client.get(PAGE).content.decode()
    assert '<option value="22:00" selected>' in page


def test_what_cannot_be_chosen_is_told_and_changes_nothing() -> None:
    person = make_reachable()

    answer = device_of(person).post(PAGE, CHOSEN | {"mail_answers": "hourly"})

    assert answer.status_code == 422
    assert Reaching.objects.get().mail_answers == Pace.SOON


def test_nothing_leaves_the_house_before_somebody_says_so() -> None:
    person = make_reachable()
    person.reaching.delete()

    page = device_of(Person.objects.get(id=person.id)).get(PAGE).content.decode()

    assert page.count('<option value="never" selected>') == 4


def test_whoever_confirmed_no_address_is_told() -> None:
    page = device_of(make_reachable("")).get(PAGE).content.decode()

    assert "/account/email/" in page
    assert "wren@example.org" in device_of(make_reachable()).get(PAGE).content.decode()


def test_the_page_says_when_no_mail_goes_out(settings: Settings) -> None:
    settings.MAIL_GOES_OUT = False

    page = device_of(make_reachable()).get(PAGE).content.decode()

    assert "This place does not send mail yet" in page


def test_of_push_nothing_is_said_until_it_is_on(settings: Settings) -> None:
    client = device_of(make_reachable())
    assert "push-here" not in client.get(PAGE).content.decode()
    assert client.post(DEVICES, {}).status_code == 404

    settings.PUSH = True

    assert "push-here" in client.get(PAGE).content.decode()


def test_a_device_is_added_and_ended_by_its_owner_only(settings: Settings) -> None:
    settings.PUSH = True
    person, other = make_reachable(), make_reachable("fern@example.org")
    form = FakeBrowser("https://web.push.apple.com/x").says()

    assert device_of(person).post(DEVICES, form).status_code == 302
    device = PushDevice.objects.get(person=person)
    device_of(other).post(f"{DEVICES}{device.id}/ending/")
    assert PushDevice.objects.exists()
    device_of(person).post(f"{DEVICES}{device.id}/ending/")
    assert not PushDevice.objects.exists()


def test_a_browser_that_says_nonsense_is_refused(settings: Settings) -> None:
    settings.PUSH = True

    answer = device_of(make_reachable()).post(DEVICES, {"endpoint": "https://localhost"})

    assert answer.status_code == 403
    assert not PushDevice.objects.exists()


def test_all_of_it_is_in_the_export_and_goes_with_the_person() -> None:
    person = make_reachable()
    browser = Browser(**FakeBrowser(f"https://web.push.apple.com/{uuid4()}").says())
    add_device(person=person, browser=browser, device="Firefox", now=SIX_PM)
    parts = {part.name: part.rows for part in export(Subject(person.id))}
    assert parts["reaching"][0]["mail_answers"] == str(Pace.SOON.label)
    assert parts["push_devices"][0]["address"] == browser.endpoint

    leave(person=person, how=Leave.KEEP_WORDS, now=SIX_PM)

    assert not Reaching.objects.exists()
    assert not PushDevice.objects.exists()
