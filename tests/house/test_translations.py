# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every word for people is translated, compiled, and holds the same places to fill in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

from tests.house.ground import PACKAGE, ROOT, named

CATALOGUES = sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/*.po"))
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def texts(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [""])


def own(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def said(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Map each message, with its context, to what it is in the other language."""
    return {(context(m), *texts(m.id)): tuple(texts(m.string)) for m in own(catalogue)}


def context(message: Message) -> str:
    """Return the context in one form: Babel leaves it as bytes where it reads a .mo file."""
    return str(message.context or "").removeprefix("b'").removesuffix("'")


def test_every_language_has_its_catalogue() -> None:
    languages = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    assert {path.parts[-3] for path in CATALOGUES} == languages


@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_nothing_is_left_untranslated(path: Path) -> None:
    missing = [m.id for m in own(read(path)) if m.fuzzy or not all(texts(m.string))]
    assert missing == [], "translate these, then: make messages"


@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_translations_hold_the_same_places(path: Path) -> None:
    for message in own(read(path)):
        needed = set().union(*(PLACES.findall(text) for text in texts(message.id)))
        for text in texts(message.string):
            assert set(PLACES.findall(text)) <= needed, f"{message.id!r}: {text!r}"
        assert needed == set(PLACES.findall(texts(message.string)[-1])), repr(message.id)


@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_translations_are_compiled(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = said(read_mo(file))
    assert compiled == said(read(path)), "make messages compiles them"


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_the_catalogues_hold_the_words_of_the_sources(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "hearthside"
    skip = shutil.ignore_patterns("tests", "__pycache__", "*.css", "*.mo")
    shutil.copytree(PACKAGE, copy, ignore=skip)
    words = ["makemessages", "--locale", path.parts[-3], "--no-obsolete", "--extension"]
    # The copy comes first, so that its settings name its own catalogues, not the real ones.
    places = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    subprocess.run(
        [sys.executable, "-m", "django", *words, "html,txt,py,js"],
        cwd=copy,
        env={**os.environ, **places, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        check=True,
        capture_output=True,
    )
    wanted = set(said(read(copy / path.relative_to(PACKAGE))))
    there = set(said(read(path)))
    assert wanted - there == set(), "make messages gathers them"
    assert there - wanted == set(), "make messages lets them go"
