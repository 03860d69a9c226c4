# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody had begun to write on the desk is there again, for them alone, until it is sent."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.urls import reverse

from hearthside.forum.models import Draft
from hearthside.forum.tests.builders import make_board, make_post, make_thread
from hearthside.forum.tests.test_reports import reported
from hearthside.moderation.actions.desk import ask_look, claim_file
from hearthside.moderation.models import Decision, Measure, Report
from hearthside.moderation.tests.builders import make_decided
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_steward,
    signed_in,
    standing_of,
)

pytestmark = pytest.mark.django_db
BEGUN = "I had begun to say that"


def keepers_on(page: str) -> list[str]:
    """The addresses to which the forms of a page keep what is being written."""
    return [unescape(each) for each in re.findall(r'<draft-keeper save-to="([^"]+)"', page)]


def taken_on() -> tuple[Report, Membership]:
    """A report in the hands of a steward."""
    member = make_member()
    post = make_post(make_thread(make_board(member.space)), by=member)
    report = reported(post, make_member(member.space))
    steward = make_steward(member.space)
    claim_file(by=standing_of(steward), file=report, now=SIX_PM)
    return report, steward


FORMS = {
    "decision": ("decision", {"decision": "nothing"}),
    "handover": ("release", {}),
    "look": ("looks", {}),
    "know": ("notes", {"kind": "know"}),
    "did": ("notes", {"kind": "did"}),
    "next": ("notes", {"kind": "next"}),
}


@pytest.mark.parametrize("form", FORMS)
def test_words_begun_on_a_file_are_there_again_until_they_are_sent(form: str) -> None:
    report, steward = taken_on()
    file = reverse("moderation:report", args=[report.space.slug, report.id])
    client, other = signed_in(steward.person), signed_in(make_steward(report.space).person)
    (save_to,) = [each for each in keepers_on(client.get(file).text) if f":{form}:" in each]

    client.post(save_to, {"text": BEGUN})
    again, theirs = client.get(file).text, other.get(file).text

    assert again.count(BEGUN) == 1
    assert BEGUN not in theirs
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Draft._meta.db_table}")
        assert BEGUN not in str(cursor.fetchall())

    name, more = FORMS[form]
    action = reverse(f"moderation:{name}", args=[report.space.slug, report.id])
    assert client.post(action, {"text": BEGUN, **more}).status_code == 302
    assert not Draft.objects.exists()


def test_a_second_look_that_was_begun_is_there_again() -> None:
    report, steward = taken_on()
    look = ask_look(by=standing_of(steward), file=report, question="Is it?", now=SIX_PM)
    file = reverse("moderation:report", args=[report.space.slug, report.id])
    client = signed_in(make_steward(report.space).person)
    (save_to,) = [each for each in keepers_on(client.get(file).text) if ":seen:" in each]

    client.post(save_to, {"text": BEGUN})
    assert BEGUN in client.get(file).text
    client.post(reverse("moderation:look", args=[report.space.slug, look.id]), {"text": BEGUN})

    assert not Draft.objects.exists()


def test_an_appeal_that_was_begun_is_there_again_until_it_is_sent() -> None:
    report, steward = taken_on()
    make_decided(report, steward, Decision.TAKEN_DOWN)
    measure = Measure.objects.get()
    assert measure.about_face is not None
    client = signed_in(Membership.objects.get(id=measure.about_face).person)
    page = reverse("moderation:measure", args=[report.space.slug, measure.id])
    (save_to,) = keepers_on(client.get(page).text)

    client.post(save_to, {"text": BEGUN})
    assert BEGUN in client.get(page).text
    client.post(f"{page}appeal/", {"text": BEGUN})

    assert not Draft.objects.exists()
    assert BEGUN in client.get(page).text


def test_the_words_of_a_proposal_that_was_begun_are_there_again() -> None:
    report, steward = taken_on()
    client = signed_in(steward.person)
    page = reverse("moderation:file_proposal", args=[report.space.slug, report.id])
    (save_to,) = keepers_on(client.get(page).text)

    client.post(save_to, {"text": BEGUN})
    assert BEGUN in client.get(page).text
    client.post(page, {"covers": "writing", "days": "3", "text": BEGUN})

    assert not Draft.objects.exists()
