# SPDX-License-Identifier: AGPL-3.0-or-later
"""A form that a script sends says "kept" on the page that is opened, and is read once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.ledger.models import Entry, Verb
from hearthside.moderation.tests.builders import make_report_of
from hearthside.spaces.tests.builders import make_steward, signed_in

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Only-Where": "1"}


def test_a_script_learns_where_a_form_leads_and_the_page_still_says_what_was_done() -> None:
    report = make_report_of()
    client = signed_in(make_steward(report.space).person)
    notes = reverse("moderation:notes", args=[report.space.slug, report.id])

    answer = client.post(
        notes, {"kind": "know", "text": "Three of them"}, headers=SCRIPT, follow=True
    )
    seen = Entry.objects.filter(verb=Verb.REPORT_SEEN).count()
    page = client.get(answer.redirect_chain[-1][0])

    assert (answer.status_code, answer.content) == (204, b"")
    assert seen == 0
    assert "Your note is kept." in page.text


def test_what_cannot_be_kept_comes_back_to_a_script_as_a_page() -> None:
    report = make_report_of()
    client = signed_in(make_steward(report.space).person)
    notes = reverse("moderation:notes", args=[report.space.slug, report.id])

    answer = client.post(notes, {"kind": "know", "text": ""}, headers=SCRIPT)

    assert answer.status_code == 422
    assert answer.content
