# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.core.stems import fold, stems_of, stems_sought, words_of


@pytest.mark.parametrize(
    ("written", "language", "typed"),
    [
        ("walking", "en", "walks"),
        ("recaída", "es", "recaida"),
        ("comunicación", "es", "comunicacion"),
        ("comunicaciones", "es", "comunicación"),
        ("noches", "es", "noche"),
        ("Straße", "de", "strasse"),
        ("I'm", "en", "im"),
    ],
)
def test_what_is_typed_meets_what_was_written(written: str, language: str, typed: str) -> None:
    sought = stems_sought(words_of(typed)[0])

    assert not set(sought).isdisjoint(stems_of(written, language))


@given(st.text(max_size=60), st.sampled_from(["en", "es", "de", ""]))
def test_a_stem_is_one_plain_word(text: str, language: str) -> None:
    for stem in stems_of(text, language):
        assert len(stem) <= 40
        assert not stem or (stem.isalnum() and words_of(stem) == [stem])
    for word in words_of(text):
        assert all(stem == fold(stem) or stem for stem in stems_sought(word))
