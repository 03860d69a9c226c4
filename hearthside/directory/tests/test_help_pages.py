# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest

from hearthside.directory.actions.help_pages import APPOINTMENT, write_help_pages
from hearthside.directory.actions.seeding import plant_known_lines
from hearthside.directory.queries.lines import youth_lines
from hearthside.directory.queries.pages import built_in_pages
from hearthside.directory.seed import KNOWN_LINES
from hearthside.directory.tests.builders import (
    TODAY,
    finish_set_up,
    make_country,
    make_line,
)
from hearthside.ledger.models import Delivery
from hearthside.ledger.tasks import run_courier_once
from hearthside.spaces.tests.builders import SIX_PM

pytestmark = pytest.mark.django_db
MOST_BYTES = 15 * 1024


@pytest.fixture
def pages(data_folder: Path) -> Path:
    return data_folder / "help"


def read(pages: Path, name: str = "index.html", language: str = "en") -> str:
    return (pages / language / name).read_text()


def test_every_page_is_small_with_all_it_needs(pages: Path) -> None:
    plant_known_lines(now=SIX_PM)
    for code in sorted({facts.country for facts in KNOWN_LINES if facts.country}):
        make_country(code)

    write_help_pages(now=SIX_PM)

    sheet = len(gzip.compress((pages / "help.css").read_bytes()))
    written = list(pages.rglob("*.html"))
    assert len(written) > 15
    for page in written:
        assert len(gzip.compress(page.read_bytes())) + sheet < MOST_BYTES, page.name


def test_a_page_asks_for_nothing_but_its_sheet(pages: Path) -> None:
    plant_known_lines(now=SIX_PM)
    write_help_pages(now=SIX_PM)

    for page in pages.rglob("index*.html"):
        text = page.read_text()
        assert "<script" not in text
        assert "style=" not in text
        assert "<img" not in text
        assert re.findall(r'<link rel="(\w+)" href="([^"?]+)', text) == [
            ("icon", "data:,"),
            ("stylesheet", "/help/help.css"),
        ]
        assert text.index('href="/exit/"') < text.index("<main")


def test_writing_twice_is_writing_once(pages: Path) -> None:
    plant_known_lines(now=SIX_PM)
    write_help_pages(now=SIX_PM)
    before = {path: path.stat().st_mtime_ns for path in pages.rglob("*") if path.is_file()}

    write_help_pages(now=SIX_PM)

    assert {path: path.stat().st_mtime_ns for path in pages.rglob("*") if path.is_file()} == before
    assert Delivery.objects.filter(key=APPOINTMENT, done_at=None).count() == 1


def test_one_form_tells_who_is_open_and_until_when_the_other_claims_nothing(pages: Path) -> None:
    make_country()
    make_line("Evening Line", hours="tue 17:00-20:00", zone="UTC")  # SIX_PM is a Tuesday

    until = write_help_pages(now=SIX_PM)

    assert until == SIX_PM + timedelta(hours=2)
    assert "Open now, until 20:00" in read(pages, "index.now.html")
    assert read(pages, "index.now.html").startswith(f"<!-- {until.isoformat()} -->\n")
    assert "Open now" not in read(pages)
    assert "Tuesday, 17:00 to 20:00 (UTC time)" in read(pages)


def test_the_pages_are_due_again_when_a_line_opens_or_a_day_begins(pages: Path) -> None:
    make_country()
    midnight = datetime(2026, 3, 4, tzinfo=UTC)
    assert write_help_pages(now=SIX_PM) == midnight

    make_line("Evening Line", hours="tue 21:00-22:00", zone="UTC")
    assert write_help_pages(now=SIX_PM) == SIX_PM + timedelta(hours=3)

    appointed = Delivery.objects.get(key=APPOINTMENT, done_at=None)
    assert appointed.next_try_at == SIX_PM + timedelta(hours=3)


def test_the_courier_writes_the_pages_at_a_change_and_when_they_are_due(pages: Path) -> None:
    plant_known_lines(now=SIX_PM)

    run_courier_once()

    assert (pages / "en" / "gb" / "index.html").is_file()
    Delivery.objects.filter(key=APPOINTMENT, done_at=None).update(next_try_at=SIX_PM)
    (pages / "en" / "gb" / "index.html").unlink()
    run_courier_once()
    assert (pages / "en" / "gb" / "index.html").is_file()


def test_who_is_closed_stands_last_and_a_closed_country_still_leads_to_somebody(
    pages: Path,
) -> None:
    make_country()
    make_line("A day line", hours="wed 10:00-12:00", zone="UTC")
    write_help_pages(now=SIX_PM)
    text = read(pages, "index.now.html")
    assert "None of these lines is open at this moment" in text
    assert "findahelpline.com" in text
    assert "Closed now. Opens Wednesday 10:00" in text

    make_line("Night line")
    write_help_pages(now=SIX_PM)
    text = read(pages, "index.now.html")
    assert text.index("Night line") < text.index("A day line")
    assert "None of these lines is open" not in text


def test_after_set_up_only_confirmed_lines_are_shown(pages: Path) -> None:
    make_country()
    make_line("Known", verified_on=TODAY)
    make_line("Unknown")
    write_help_pages(now=SIX_PM)
    assert "Not confirmed here" in read(pages)

    finish_set_up()
    write_help_pages(now=SIX_PM)

    assert "Known" in read(pages)
    assert "Unknown" not in read(pages)
    assert "Not confirmed here" not in read(pages)


@pytest.mark.parametrize(("days", "is_dated"), [(90, False), (180, False), (181, True)])
def test_an_old_confirmation_is_shown_with_its_date(pages: Path, days: int, is_dated: bool) -> None:
    make_country()
    make_line(verified_on=TODAY - timedelta(days=days), hours="tue 17:00-20:00", zone="UTC")
    finish_set_up()

    write_help_pages(now=SIX_PM)

    assert ("Last checked on" in read(pages, "index.now.html")) == is_dated
    assert "Last checked on" in read(pages)


def test_what_an_information_line_is_not_stands_beside_it(pages: Path) -> None:
    make_country()
    make_line("Papers", kind="information")

    write_help_pages(now=SIX_PM)

    text = read(pages)
    assert text.index("Papers") > text.index('id="elsewhere"')
    assert "This is not a crisis line." in text


def test_a_country_that_is_served_has_a_page_even_without_lines(pages: Path) -> None:
    make_country("LU")
    finish_set_up()

    write_help_pages(now=SIX_PM)

    text = read(pages, "lu/index.html")
    assert "Luxembourg" in text
    assert "112" in text
    assert "findahelpline.com" in text


def test_with_many_countries_the_first_page_links_to_them_and_keeps_the_numbers_for_danger(
    pages: Path,
) -> None:
    plant_known_lines(now=SIX_PM)
    for code in ("AU", "CA", "DE", "GB", "IE", "NZ", "US"):
        make_country(code)

    write_help_pages(now=SIX_PM)

    text = read(pages)
    assert "tel:999" in text
    assert "tel:911" in text
    assert "tel:116123" not in text
    assert "/help/gb/" in text
    assert "tel:116123" in read(pages, "gb/index.html")


def test_a_page_goes_when_its_country_goes(pages: Path) -> None:
    country = make_country("LU")
    write_help_pages(now=SIX_PM)
    country.delete()

    write_help_pages(now=SIX_PM)

    assert not (pages / "en" / "lu").exists()
    assert (pages / "en" / "leaving" / "index.html").is_file()


def test_what_keepers_write_cannot_become_markup(pages: Path) -> None:
    make_country()
    make_line("<script>x</script>", notes='"><b>', text_number="85258", text_keyword='a"b')

    write_help_pages(now=SIX_PM)

    for name in ("index.html", "strip.html", "gb/index.html"):
        assert "<script>x" not in read(pages, name)
        assert '"><b>' not in read(pages, name)


def test_a_page_is_whole_or_the_old_one(pages: Path) -> None:
    write_help_pages(now=SIX_PM)
    before = read(pages)
    make_country()
    make_line()

    with mock.patch("os.fsync", side_effect=OSError), pytest.raises(OSError):
        write_help_pages(now=SIX_PM)

    assert read(pages) == before
    assert not list(pages.rglob(".part-*"))


def test_the_built_in_pages_lead_to_a_person_without_any_line() -> None:
    built = built_in_pages("en", ["en"], SIX_PM)

    for name in ("index.html", "strip.html", "closed.html", "broken.html"):
        assert "112" in built[name]
        assert "findahelpline.com" in built[name]
    assert "help.css" in built


def test_the_strip_names_a_few_lines_of_the_countries_served(pages: Path) -> None:
    plant_known_lines(now=SIX_PM)
    make_country("GB")

    write_help_pages(now=SIX_PM)

    strip = read(pages, "strip.html")
    assert "tel:999" in strip
    assert "tel:116123" in strip
    assert "988" not in strip


def test_no_country_is_missing_from_the_strip_and_each_has_its_own(pages: Path) -> None:
    plant_known_lines(now=SIX_PM)
    for code in ("ES", "GB", "US"):
        make_country(code)

    write_help_pages(now=SIX_PM)

    strip = read(pages, "strip.html")
    assert all(f"tel:{number}" in strip for number in ("112", "999", "911"))
    assert "tel:988" in strip
    own = read(pages, "us/strip.html")
    assert "tel:911" in own
    assert "tel:988" in own
    assert "tel:999" not in own


def test_lines_for_young_people_are_found_by_country_and_for_the_whole_place() -> None:
    plant_known_lines(now=SIX_PM)
    assert [shown.line.name for shown in youth_lines("GB")] == ["Childline"]
    assert len(youth_lines()) > 1

    make_country("CA")
    assert [shown.line.country for shown in youth_lines()] == ["CA"]
