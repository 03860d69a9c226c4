# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core.stems import fold
from hearthside.directory.rules.distress import PHRASES, speaks_of_distress


@pytest.mark.parametrize(
    "text",
    [
        *("suicide", "SUICIDE", "Suicide?", "suicidal thoughts", "kill myself", "self-harm"),
        *("self  harm", "i want to end it", "I don’t want to live", "i dont want to live"),
        *("suicidio", "quiero morir", "no puedo más", "hacerme daño", "HACERME DANO"),
    ],
)
def test_words_of_distress_are_known_however_they_are_typed(text: str) -> None:
    assert speaks_of_distress(text)


@pytest.mark.parametrize(
    "text", ["", "tea", "the end", "it ended well", "morir de risa?", "harmony", "cut the bread"]
)
def test_other_words_are_not(text: str) -> None:
    assert not speaks_of_distress(text)


def test_the_lists_are_written_as_they_are_compared() -> None:
    for phrases in PHRASES.values():
        assert len(set(phrases)) == len(phrases)
        assert all(phrase == fold(phrase) and "'" not in phrase for phrase in phrases)
