# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages run from right to left where the language does, and people's words as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from hearthside.core import clock
from hearthside.directory.queries.languages import forget_offered_languages
from tests.community import make_community
from tests.house.every_page import every_page, help_pages
from tests.house.ground import PACKAGE, named, templates
from tests.house.isolation_cast import addresses


@pytest.fixture
def _arabic(settings: Settings, tmp_path: Path) -> Iterator[None]:
    addresses()  # forms hold the languages there are when they are first imported
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    settings.HELP_PAGES = tmp_path
    yield
    forget_offered_languages()


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.usefixtures("_arabic")
def test_every_page_runs_as_its_language_does(tmp_path: Path) -> None:
    now = clock.now()
    community = make_community(now)
    pages = [*help_pages(tmp_path, "ar", now), *every_page(community, {}, "ar")]
    whole = [(path, html) for path, html in pages if "<html" in html]
    assert len(whole) > 100
    astray = {path for path, html in whole if not re.search(r'<html lang="ar" dir="rtl"', html)}
    assert astray == set()


@pytest.mark.parametrize("path", templates(), ids=named)
def test_words_of_people_run_as_they_were_written(path: Path) -> None:
    assert not re.search(r'<div class="prose"(?![^>]*\bdir=)[^>]*>\s*\{\{', path.read_text()), (
        'add dir="auto"'
    )


def test_no_side_is_left_or_right() -> None:
    sided = re.compile(
        r"^\s*(?:(?:margin|padding|border)-(?:left|right)\b|left\s*:|right\s*:"
        r"|(?:text-align|float|clear)\s*:\s*(?:left|right))",
        re.MULTILINE,
    )
    sheets = [path for path in PACKAGE.rglob("*.css") if sided.search(path.read_text())]
    assert [named(path) for path in sheets] == [], "use inline-start and inline-end"
