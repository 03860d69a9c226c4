# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.people.models import sign_in_form
from hearthside.people.rules import (
    CODE_LENGTH,
    CODE_SIGNS,
    code_form,
    device_name,
    grouped,
    looks_identifying,
)

FIREFOX_ON_ANDROID = "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0"


@pytest.mark.parametrize(
    "name", ["Ada Lovelace", "ada@example.org", "+44 20 7946 0018", "call 0171 5550123"]
)
def test_a_name_that_gives_somebody_away_is_noticed(name: str) -> None:
    assert looks_identifying(name)


@pytest.mark.parametrize("name", ["quiet harbour", "Heron", "heron 42", "grey-heron", "Q 1 2 3"])
def test_a_made_up_name_is_left_alone(name: str) -> None:
    assert not looks_identifying(name)


def test_names_are_compared_without_case_and_form() -> None:
    assert sign_in_form("  STRASSE ") == sign_in_form("straße")


def test_a_code_holds_sixty_bits() -> None:
    assert len(set(CODE_SIGNS)) ** CODE_LENGTH >= 2**60


def test_a_code_is_read_however_it_was_written_down() -> None:
    assert code_form("k0lm-7tqi o9rb") == code_form("K01M7TQ109RB")


def test_codes_are_shown_in_groups() -> None:
    assert grouped("ABCDEFGHJKMN") == "ABCD-EFGH-JKMN"


def test_a_device_has_a_few_words_and_no_version() -> None:
    assert device_name(FIREFOX_ON_ANDROID) == "Firefox · Android"
    assert device_name("") == ""
