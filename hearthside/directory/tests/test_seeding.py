# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hearthside.directory.actions.lines import withdraw_line
from hearthside.directory.actions.seeding import plant_known_lines
from hearthside.directory.models import HelpLine, LineKind
from hearthside.directory.rules.gates import modes_of
from hearthside.directory.rules.hours import tidy
from hearthside.directory.rules.lines import LineFacts, may_stand
from hearthside.directory.rules.numbers import exists_in, tel_link
from hearthside.directory.seed import KNOWN_LINES
from hearthside.directory.tests.builders import a_keeper
from hearthside.spaces.tests.builders import SIX_PM

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "crisis"
has_shared_facts = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the facts the seed was written from are not beside this checkout"
)
NOT_IN_NUMBERING_PLANS = {"116", "188", "14416"}


@pytest.mark.parametrize("facts", KNOWN_LINES, ids=lambda facts: f"{facts.country}-{facts.name}")
def test_a_known_line_stands_and_says_where_it_was_read(facts: LineFacts) -> None:
    assert may_stand(facts)
    assert facts.source
    assert tidy(facts.hours) == facts.hours


@pytest.mark.parametrize("facts", KNOWN_LINES, ids=lambda facts: f"{facts.country}-{facts.name}")
def test_a_known_number_is_dialled_in_its_own_country(facts: LineFacts) -> None:
    for number in filter(None, (facts.dial, facts.text_number)):
        assert not number.startswith("+")
        assert exists_in(number, facts.country) or number in NOT_IN_NUMBERING_PLANS


def test_every_seeded_country_has_an_emergency_number_and_a_crisis_line() -> None:
    countries = {facts.country for facts in KNOWN_LINES if facts.country}
    for country in countries:
        own = [facts for facts in KNOWN_LINES if facts.country == country]
        assert any(facts.kind == LineKind.EMERGENCY for facts in own), country
        assert modes_of(
            [HelpLine(dial=f.dial, text_number=f.text_number, chat_url=f.chat_url) for f in own]
        ), country


@pytest.mark.django_db
def test_planting_twice_is_planting_once_and_confirms_nothing() -> None:
    assert plant_known_lines(now=SIX_PM) == len(KNOWN_LINES)
    assert plant_known_lines(now=SIX_PM) == 0

    assert not HelpLine.objects.exclude(verified_on=None).exists()


@pytest.mark.django_db
def test_what_a_keeper_withdrew_does_not_come_back() -> None:
    plant_known_lines(now=SIX_PM)
    line = HelpLine.objects.get(name="Samaritans")
    withdraw_line(by=a_keeper(), line=line, because="Tried it: wrong.", now=SIX_PM)

    assert plant_known_lines(now=SIX_PM) == 0
    assert not HelpLine.objects.in_use().filter(name="Samaritans").exists()


@has_shared_facts
def test_the_seed_says_what_the_facts_say() -> None:
    told = {
        (facts.country, tel_link(facts.dial), _digits(facts.text_number)) for facts in KNOWN_LINES
    }
    for line in json.loads((SHARED / "core-lines.json").read_text())["lines"]:
        if line["country"] in ("EU", "*"):
            continue
        number = line.get("dial", "").removesuffix(" then 1")
        texts = line.get("sms", {}).get("to", "")
        assert any(
            country == line["country"] and tel == tel_link(number) and text in (_digits(texts), "")
            for country, tel, text in told
        ), line["id"]


@has_shared_facts
def test_emergency_numbers_stand_in_both_lists() -> None:
    android = _read("emergency-numbers.aosp.json")["countries"]
    plans = _read("emergency-numbers.libphonenumber.json")["regions"]
    for facts in KNOWN_LINES:
        if facts.kind == LineKind.EMERGENCY:
            listed = {entry["number"] for entry in android[facts.country]["numbers"]}
            assert facts.dial in listed | {android[facts.country]["fallback"]}, facts.country
            assert facts.dial in plans[facts.country]["emergency"], facts.country


def _digits(number: str) -> str:
    return number.replace(" ", "")


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SHARED / name).read_text())
    return read
