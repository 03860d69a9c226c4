# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from hearthside.core.verdicts import Refused
from hearthside.directory.actions.opening import finish_setup, review_text
from hearthside.directory.models import SetUp, TextReview
from hearthside.directory.queries.gaps import languages_with_help, setup_gaps, setup_state
from hearthside.directory.queries.pages import crisis_text
from hearthside.directory.rules.gates import CRISIS_TEXT_VERSION
from hearthside.directory.tests.builders import (
    STRANGER,
    TODAY,
    a_keeper,
    make_country,
    make_line,
)
from hearthside.ledger.models import Entry, Verb
from hearthside.people.hooks import may_join
from hearthside.spaces.tests.builders import SIX_PM

pytestmark = pytest.mark.django_db


def codes() -> set[str]:
    return {gap.code for gap in setup_gaps(SIX_PM)}


def review(language: str = "en") -> None:
    review_text(by=a_keeper(), language=language, reviewed_by="Ada", now=SIX_PM)


def make_ready() -> None:
    make_country()
    make_line(verified_on=TODAY, chat_url="https://a.example/chat")
    review()


def test_a_fresh_place_lacks_a_country_and_a_reader_of_its_words() -> None:
    assert codes() == {"no-country", "text-not-reviewed"}


def test_a_country_without_a_confirmed_line_is_a_gap() -> None:
    make_country()
    make_line(chat_url="https://a.example/chat")

    assert "no-confirmed-line" in codes()


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "emergency"},
        {"kind": "warmline"},
        {"kind": "information"},
        {"kind": "youth"},
        {"audience": "youth"},
        {"audience": "some"},
        {"country": "IE"},
    ],
)
def test_only_a_crisis_line_for_everybody_counts(facts: dict[str, Any]) -> None:
    make_country()
    make_line(verified_on=TODAY, chat_url="https://a.example/chat", **facts)

    assert "no-confirmed-line" in codes()


def test_a_confirmation_out_of_date_does_not_count() -> None:
    make_country()
    make_line(verified_on=TODAY - timedelta(days=181), chat_url="https://a.example/chat")

    assert "no-confirmed-line" in codes()


def test_two_ways_of_contact_are_needed_from_one_line_or_from_two() -> None:
    make_country()
    make_line(verified_on=TODAY)
    assert "one-way-only" in codes()

    make_line("Text Line", verified_on=TODAY, dial="", text_number="85258")
    assert codes() == {"text-not-reviewed"}


def test_where_no_second_way_exists_a_confirmed_list_stands_in() -> None:
    make_country(looked_on=TODAY)
    make_line(verified_on=TODAY)
    worldwide: dict[str, Any] = {
        "country": "",
        "kind": "directory",
        "dial": "",
        "url": "https://a.example",
    }
    make_line("List", **worldwide)
    assert "nothing-stands-in" in codes()

    make_line("Confirmed list", verified_on=TODAY, **worldwide)
    assert codes() == {"text-not-reviewed"}


def test_every_country_is_asked_about() -> None:
    make_ready()
    make_country("IE")

    assert [gap.about for gap in setup_gaps(SIX_PM)] == ["IE"]


def test_set_up_does_not_finish_while_something_is_missing() -> None:
    make_country()

    with pytest.raises(Refused) as refused:
        finish_setup(by=a_keeper(), finished_by="Ada", now=SIX_PM)

    assert refused.value.code == "not-ready"
    assert not SetUp.objects.exists()


def test_set_up_finishes_once_and_is_an_entry() -> None:
    make_ready()
    by = a_keeper()

    first = finish_setup(by=by, finished_by="Ada", now=SIX_PM)
    again = finish_setup(by=by, finished_by="Ben", now=SIX_PM + timedelta(days=1))

    assert again.finished_by == first.finished_by
    assert Entry.objects.filter(verb=Verb.SETUP_FINISHED).count() == 1
    assert setup_state(SIX_PM).finished == first


def test_only_keepers_of_the_installation_open_the_place() -> None:
    make_ready()

    with pytest.raises(Refused) as refused:
        finish_setup(by=STRANGER, finished_by="Eve", now=SIX_PM)
    assert refused.value.code == "not-keeper"
    with pytest.raises(Refused):
        review_text(by=STRANGER, language="en", reviewed_by="Eve", now=SIX_PM)


def test_nobody_joins_before_set_up_is_finished(data_folder: Path) -> None:
    assert {verdict.code for verdict in may_join.ask()} == {"not-open-yet"}

    make_ready()
    finish_setup(by=a_keeper(), finished_by="Ada", now=SIX_PM)

    assert all(may_join.ask())


def test_a_demonstration_is_open_and_speaks_every_language(data_folder: Path) -> None:
    (data_folder / "demo").touch()

    assert all(may_join.ask())
    assert languages_with_help() == ("en", "es")


def test_a_language_is_offered_once_somebody_read_its_words_as_they_are_now() -> None:
    TextReview.objects.create(
        language="es", version=CRISIS_TEXT_VERSION + 1, reviewed_by="Ada", reviewed_at=SIX_PM
    )
    assert languages_with_help() == ("en",)

    review("es")
    review("es")

    assert languages_with_help() == ("en", "es")
    assert Entry.objects.filter(verb=Verb.TEXT_REVIEWED, reason_kind="es").count() == 2


def test_the_crisis_text_has_a_version() -> None:
    """Whoever changes what these words mean raises the version: they are then read over anew."""
    digest = sha256(" ".join(crisis_text("en").split()).encode()).hexdigest()[:12]

    assert (CRISIS_TEXT_VERSION, digest) == (1, "3371d69b614b"), (
        "the crisis text changed: if its meaning did, raise CRISIS_TEXT_VERSION"
    )
