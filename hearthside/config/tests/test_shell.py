# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from hearthside.config.views.styleguide import styleguide

ERRORS = ("403", "404", "429", "500", "503", "offline")
WAY_OUT = re.compile(r"<(?:a|button|input|summary|textarea|select)\b[^>]*")


def stops(html: str) -> list[str]:
    """What the keyboard reaches, in order."""
    return WAY_OUT.findall(html)


def guide(*, signed_in: bool = True) -> str:
    request = RequestFactory().get("/styleguide/")
    request.user = SimpleNamespace(is_authenticated=signed_in)  # type: ignore[assignment]
    return styleguide(request).content.decode()


@pytest.mark.parametrize("name", ERRORS)
def test_a_page_for_when_things_fail_needs_no_database_and_shows_the_ways_out(name: str) -> None:
    html = render_to_string(f"{name}.html")
    first, second, third = stops(html)[:3]
    assert 'href="/exit/"' in first
    assert 'href="/help/"' in second
    assert 'href="#main"' in third
    assert "/help/leaving/" in html


@pytest.mark.parametrize("name", ["403", "404", "429", "500", "503"])
def test_what_was_written_is_given_back(name: str) -> None:
    html = render_to_string(f"{name}.html", {"typed": "my words <b>"})
    assert "my words &lt;b&gt;" in html


@pytest.mark.parametrize("name", ["403", "404", "429", "500", "503"])
def test_the_help_lines_of_the_courier_stand_on_it(name: str) -> None:
    assert "a line" in render_to_string(f"{name}.html", {"help_strip": "a line"})


def test_the_ways_out_come_first_in_a_space() -> None:
    first, second, third = stops(guide())[:3]
    assert 'href="/exit/"' in first
    assert 'href="/help/"' in second
    assert 'href="#main"' in third


def test_nothing_stands_inline() -> None:
    html = guide()
    assert " style=" not in html
    assert " onclick=" not in html
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)


def test_the_page_says_its_language_and_direction() -> None:
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl">' in render_to_string("404.html")
    assert '<html lang="en" dir="ltr">' in render_to_string("404.html")


def test_a_members_page_is_marked_so_that_back_asks_the_server() -> None:
    assert re.search(r"<quick-exit[^>]* private>", guide())
    assert not re.search(r"<quick-exit[^>]* private>", render_to_string("404.html"))


def test_the_worker_keeps_the_shell_and_no_members_page() -> None:
    worker = render_to_string("sw.js")
    kept = re.findall(r'^  "(.*)",$', worker, re.MULTILINE)
    assert {"/offline/", "/help/", "/help/help.css"} < set(kept)
    assert "?now=no" in worker, "what is kept claims nothing about the present"
    assert all(path.startswith(("/offline/", "/help/", "/static/")) for path in kept)


CSS = Path(__file__).parents[2]
SHEETS = [
    *sorted((CSS / "core/static/core/css/components").glob("*.css")),
    *sorted((CSS / "spaces/static/spaces").glob("*.css")),
]
NOT_DRAWN = {
    "exit-cover": "covers the whole page",
    "face": "24 of them are drawn at random; each class is a colour",
    "topbar-count": "is there only while Shift is pressed",
}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CLASS = re.compile(r"\.([a-z][a-z0-9-]*)")
CLASSES = re.compile(r'class="([^"]*)"')


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_the_style_page_shows_every_component(sheet: Path) -> None:
    shown = {name for found in CLASSES.finditer(guide()) for name in found[1].split()}
    names = set(CLASS.findall(COMMENT.sub("", sheet.read_text())))
    own = {name for name in names if f"{name}-".startswith(f"{sheet.stem}-")}
    drawn = {name for name in own if name not in NOT_DRAWN and not name.startswith("face-")}
    assert drawn <= shown, f"put {drawn - shown} on the style page"
