# SPDX-License-Identifier: AGPL-3.0-or-later
"""The link in a mail that stops mails."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from hearthside.notices.hooks import Group
from hearthside.notices.models import Pace, Reaching
from hearthside.notices.rules import BATCH
from hearthside.notices.stops import read_stop_token, stop_token
from hearthside.notices.tests.builders import SIX_PM, make_face, make_reachable, tell
from hearthside.notices.tests.conftest import Courier

pytestmark = pytest.mark.django_db


def strict_client() -> Client:
    """A stranger whose forms are checked as a browser's are."""
    return Client(enforce_csrf_checks=True)


def path_in(header: str) -> str:
    found = re.fullmatch(r"<https?://[^/]+(/stop/[\w-]+/)>", header)
    assert found, header
    return found[1]


def test_one_click_in_the_mail_programme_stops_that_kind(courier: Courier) -> None:
    person = make_reachable(mail_waiting=Pace.SOON)
    me = make_face(person)
    tell(me)
    courier(SIX_PM + BATCH)
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    answer = strict_client().post(
        path_in(headers["List-Unsubscribe"]), {"List-Unsubscribe": "One-Click"}
    )

    assert answer.status_code == 200
    reaching = Reaching.objects.get(person=person)
    assert (reaching.mail_answers, reaching.mail_waiting) == (Pace.NEVER, Pace.SOON)
    tell(me, at=SIX_PM + BATCH)
    courier(SIX_PM + 2 * BATCH)
    assert len(mail.outbox) == 1


def test_following_the_link_asks_and_changes_nothing() -> None:
    reaching = make_reachable().reaching
    path = f"/stop/{stop_token(reaching.id, [Group.ANSWERS])}/"

    answer = strict_client().get(path)

    assert answer.status_code == 200
    assert b"<form" in answer.content
    assert Reaching.objects.get().mail_answers == Pace.SOON


def test_all_mail_can_be_stopped_from_there() -> None:
    reaching = make_reachable(mail_belonging=Pace.WEEKLY).reaching
    path = f"/stop/{stop_token(reaching.id, [Group.ANSWERS])}/"

    strict_client().post(path, {"stop": "everything"})

    kept = Reaching.objects.get()
    assert {kept.mail_answers, kept.mail_belonging} == {Pace.NEVER}


def test_a_word_that_was_changed_stops_nothing() -> None:
    token = stop_token(make_reachable().reaching.id, [Group.ANSWERS])
    other = ("B" if token[0] == "A" else "A") + token[1:]

    assert strict_client().post(f"/stop/{other}/").status_code == 404
    assert strict_client().post("/stop/hello/").status_code == 404
    assert Reaching.objects.get().mail_answers == Pace.SOON


def test_the_link_of_somebody_who_left_still_ends_kindly() -> None:
    reaching = make_reachable().reaching
    path = f"/stop/{stop_token(reaching.id, [Group.ANSWERS])}/"
    reaching.delete()

    assert strict_client().post(path).status_code == 200


def test_the_word_tells_no_account_and_comes_back_whole() -> None:
    person = make_reachable()
    groups = [Group.ANSWERS, Group.BELONGING]
    token = stop_token(person.reaching.id, groups)

    assert person.id.hex not in token
    assert read_stop_token(token) == (person.reaching.id, groups)
