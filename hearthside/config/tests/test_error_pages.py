# SPDX-License-Identifier: AGPL-3.0-or-later
"""What pages that say no or wait carry: help lines of one's own country, and the words typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from hearthside.spaces.tests.builders import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def strips(tmp_path: Path, settings: Settings) -> None:
    """Help lines of the whole place, and of one country."""
    settings.HELP_PAGES = tmp_path
    (tmp_path / "en" / "us").mkdir(parents=True)
    (tmp_path / "en" / "strip.html").write_text("lines of every country")
    (tmp_path / "en" / "us" / "strip.html").write_text("lines of the United States")


@pytest.mark.parametrize(
    ("country", "lines"),
    [("US", "lines of the United States"), ("", "every country"), ("NZ", "every country")],
)
def test_a_page_that_says_no_has_the_lines_of_ones_own_country(
    strips: None, country: str, lines: str
) -> None:
    person = make_person()
    person.country = country
    person.save(update_fields=["country"])
    client = Client()
    client.force_login(person)

    assert lines in client.get("/nowhere/").text


def test_whoever_comes_without_an_account_reads_the_lines_of_the_place(strips: None) -> None:
    assert "every country" in Client().get("/nowhere/").text


def test_words_sent_to_nowhere_are_given_back_with_the_way_to_sign_in() -> None:
    page = Client().post("/nowhere/", {"text": "half <b>the night"})

    assert "half &lt;b&gt;the night" in page.text
    assert 'href="/sign-in/"' in page.text


def test_the_way_to_sign_in_leads_back_inside_only() -> None:
    page = Client().post(
        "/nowhere/", {"text": "words"}, headers={"Referer": "https://elsewhere.example/s/x/"}
    )

    assert 'href="/sign-in/"' in page.text
