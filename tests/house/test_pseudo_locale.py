# SPDX-License-Identifier: AGPL-3.0-or-later
"""No page says a word that a translator was never shown.

The product speaks a language in which every translated word stands in brackets; what people
wrote is digits. Letters outside the brackets are then words fixed in the code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import Final

import pytest
from django.db.models import Model
from django.utils.translation import trans_real
from pytest_django import Settings

from hearthside.core import clock
from hearthside.directory.models import Country, HelpLine, SetUp, TextReview
from hearthside.directory.queries.languages import forget_offered_languages
from hearthside.forum.models import (
    Board,
    Draft,
    Fold,
    Letter,
    LetterSide,
    OwnWord,
    Post,
    Revision,
    Thread,
    Voice,
)
from hearthside.moderation.models import Look, Measure, Proposal, Report
from hearthside.people.models import Person, SignIn
from hearthside.privacy.models import SealOpening
from hearthside.spaces.models import Arrival, JoinRequest, Keeper, Membership, Organisation, Space
from tests.community import Community, make_community
from tests.house.every_page import every_page, help_pages
from tests.house.isolation_cast import addresses
from tests.house.pseudo import LANGUAGE, Bracketed, untranslated

WRITTEN_BY_PEOPLE: Final[dict[type[Model], tuple[str, ...]]] = {
    Person: ("sign_in_name",),
    SignIn: ("device",),
    Organisation: ("name",),
    Keeper: ("name",),
    Space: ("slug", "name", "purpose", "is_not", "norms", "limits"),
    Membership: ("name", "ended_reason"),
    JoinRequest: ("name", "words", "answer"),
    Arrival: ("brings", "words"),
    Board: ("slug", "name", "purpose"),
    OwnWord: ("name",),
    Thread: ("title", "opening"),
    Voice: ("name",),
    Draft: ("words",),
    Letter: ("words",),
    LetterSide: ("called",),
    Post: ("source", "html", "state_reason"),
    Revision: ("source",),
    Fold: ("source", "html"),
    Report: ("words", "decision_words", "answer"),
    Measure: ("words", "reason"),
    Look: ("question",),
    Proposal: ("words",),
    SealOpening: ("label", "reason"),
    HelpLine: ("name", "for_whom", "notes", "source", "verified_by", "text_keyword"),
    Country: ("looked_by", "looked_where"),
    TextReview: ("reviewed_by",),
    SetUp: ("finished_by",),
}
AS_THEY_ARE: Final = (
    (r"Hearthside", "the name of the place, which is a setting"),
    (r"\b(English|Español|Interlingua|ia)\b", "each language is named in itself"),
    (r"\bUTC\b", "whose clock a time goes by"),
    (r"\bfindahelpline\.com\b", "an address"),
)
"""What may stand outside the brackets, and why."""


@pytest.fixture
def _brackets(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[None]:
    addresses()  # forms hold the languages there are when they are first imported
    settings.LANGUAGES = [("en", "English"), (LANGUAGE, "Interlingua")]
    monkeypatch.setitem(vars(trans_real)["_translations"], LANGUAGE, Bracketed())
    settings.HELP_PAGES = tmp_path
    yield
    forget_offered_languages()


def test_words_outside_the_brackets_are_found() -> None:
    page = '<a title="Here" href="/there/">⟦Call <b>116 123⟧</b> now</a><x-y left="⟦a b⟧">1</x-y>'
    assert untranslated(page) == ["now", "Here"]


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.usefixtures("_brackets")
def test_every_word_of_every_page_can_be_translated(tmp_path: Path) -> None:
    now = clock.now()
    community, names = in_digits(make_community(now))
    fixed: dict[str, set[str]] = {}
    written = help_pages(tmp_path, LANGUAGE, now)
    for path, html in chain(written, every_page(community, names, LANGUAGE)):
        assert "⟦" in html, f"{path} is in another language"
        for words in filter(None, map(without_what_may_stand, untranslated(html))):
            fixed.setdefault(words, set()).add(path)
    told = [f"{words!r} on {sorted(where)[:3]}" for words, where in sorted(fixed.items())]
    assert not told, "\n".join(told)


def in_digits(community: Community) -> tuple[Community, dict[str, str]]:
    """Put digits where people's words were; return the new addresses and sign-in names."""
    numbers, became = count(1000), dict[str, str]()
    for model, fields in WRITTEN_BY_PEOPLE.items():
        for row in model._default_manager.all():
            for field in filter(row.__getattribute__, fields):
                was, digits = getattr(row, field), str(next(numbers))
                became[was] = f"<p>{digits}</p>" if field == "html" else digits
                setattr(row, field, became[was])
            row.save(update_fields=fields)
    here, there, board = (
        became[slug] for slug in (community.space, community.other_space, community.board)
    )
    return replace(community, space=here, other_space=there, board=board), became


def without_what_may_stand(words: str) -> str:
    for pattern, _why in AS_THEY_ARE:
        words = re.sub(pattern, "", words)
    return words.strip() if re.search(r"[^\W\d_]", words) else ""
