# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from hearthside.directory.actions.help_pages import write_help_pages
from hearthside.directory.actions.opening import review_text
from hearthside.directory.queries.languages import offered_languages
from hearthside.directory.tests.builders import a_keeper
from hearthside.spaces.tests.builders import SIX_PM

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(data_folder: Path) -> Path:
    return data_folder / "help"


def read(pages: Path, name: str = "index.html", language: str = "en") -> str:
    return (pages / language / name).read_text()


def test_a_language_is_offered_when_its_pages_were_written(pages: Path, data_folder: Path) -> None:
    write_help_pages(now=SIX_PM)
    assert offered_languages() == ("en",)

    review_text(by=a_keeper(), language="es", reviewed_by="Ada", now=SIX_PM)
    write_help_pages(now=SIX_PM)
    assert offered_languages() == ("en", "es")
    assert 'lang="es"' in read(pages, language="es")


def test_a_language_that_is_no_longer_reviewed_is_taken_away(
    pages: Path, data_folder: Path
) -> None:
    (data_folder / "demo").touch()
    write_help_pages(now=SIX_PM)
    assert offered_languages() == ("en", "es")

    (data_folder / "demo").unlink()
    write_help_pages(now=SIX_PM)

    assert offered_languages() == ("en",)
    assert not (pages / "es").exists()


def test_without_pages_the_source_language_is_offered_and_nothing_is_asked(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert offered_languages() == ("en",)
