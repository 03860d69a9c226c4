# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.directory.rules.numbers import exists_in, sms_link, tel_link


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("988", "US"), ("741741", "US"), ("1-800-950-6264", "US"), ("988", "CA"),
        ("116 123", "GB"), ("85258", "GB"), ("999", "GB"), ("116 123", "IE"), ("000", "AU"),
        ("13 11 14", "AU"), ("0477 13 11 14", "AU"), ("1737", "NZ"), ("0800 111 0 111", "DE"),
        ("3114", "FR"), ("024", "ES"), ("0800 567 567", "ZA"),
    ],
)  # fmt: skip
def test_numbers_that_exist_as_they_are_dialled(number: str, country: str) -> None:
    assert exists_in(number, country)


@pytest.mark.parametrize(
    ("number", "country"),
    [("188", "BR"), ("14416", "IN"), ("12", "US"), ("988", "DE"), ("abc", "US"), ("988", "")],
)
def test_numbers_that_need_a_source(number: str, country: str) -> None:
    assert not exists_in(number, country)


def test_a_number_is_dialled_as_it_is_written_and_never_made_international() -> None:
    assert tel_link("988") == "tel:988"
    assert tel_link("116 123") == "tel:116123"
    assert tel_link("0800 111 0 111") == "tel:08001110111"
    assert tel_link("1-800-950-6264") == "tel:18009506264"
    assert tel_link("*123#") == "tel:*123%23"
    assert tel_link("") == ""


def test_a_text_carries_its_first_word() -> None:
    assert sms_link("741741", "HOME") == "sms:741741?body=HOME"
    assert sms_link("0477 13 11 14", "") == "sms:0477131114"
    assert sms_link("1", "a&b c") == "sms:1?body=a%26b%20c"
    assert sms_link("", "") == ""
