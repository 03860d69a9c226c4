# SPDX-License-Identifier: AGPL-3.0-or-later
"""Anybody with an account reads how long things are kept, from the clocks themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.ledger.rules import KEEP_DONE
from hearthside.people.models import Person
from hearthside.privacy.queries import everything_kept

pytestmark = pytest.mark.django_db


def _page() -> str:
    client = Client()
    client.force_login(Person.objects.create(sign_in_name="wren", joined_at="2026-03-03T18:00Z"))
    return client.get(reverse("privacy:kept")).text


def test_every_kind_stands_on_the_page_with_its_time() -> None:
    page = _page()

    rows = everything_kept()

    assert len([row for row in rows if row.by_clock]) >= 7
    assert all(row.what and row.until for row in rows)
    assert page.count("<tr>") == len(rows) + 2


def test_the_page_names_the_days_of_the_clock_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"{KEEP_DONE.days} days" in _page()

    monkeypatch.setattr("hearthside.privacy.listeners.KEEP_DONE", timedelta(days=123))

    assert "123 days" in [row.until for row in everything_kept()]
