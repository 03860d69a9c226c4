# SPDX-License-Identifier: AGPL-3.0-or-later
"""What no file may hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.ground import PACKAGE, ROOT, named, sources, templates

LICENCE = "SPDX-License-Identifier: AGPL-3.0-or-later"
ROOMS = {
    "actions", "admin", "apps.py", "events.py", "forms", "forms.py", "hooks.py", "http.py",
    "listeners", "listeners.py", "migrations", "models", "models.py", "queries", "queries.py",
    "rules", "rules.py", "static", "tasks", "tasks.py", "templates", "templatetags", "tests",
    "urls.py", "views", "__init__.py", "__pycache__",
}  # fmt: skip
OWN_ROOMS = {
    "notices": {"letters.py", "mails", "pushing.py", "replying.py", "stops.py", "voices.py"},
    "people": {"adapters.py", "sessions.py"},
    "directory": {"seed.py", "rendering", "words"},
}
"""Rooms that one domain has and the others need not, each explained in its domain page."""
DOMAINS = [
    path.parent for path in PACKAGE.glob("*/models.py") if path.parent.name not in ("core",)
] + [path.parent for path in PACKAGE.glob("*/models/") if path.is_dir()]


@pytest.mark.parametrize("path", sources(), ids=named)
def test_every_source_names_its_licence(path: Path) -> None:
    text = path.read_text()
    assert not text.strip() or LICENCE in text.split("\n", 2)[0]


@pytest.mark.parametrize("path", templates(), ids=named)
def test_templates_hold_no_style_script_or_unsafe_words(path: Path) -> None:
    text = path.read_text()
    if path.suffix == ".html":
        assert LICENCE in text, "name the licence"
        assert " style=" not in text, "use a class"
        assert not re.search(r"\son\w+=", text), "no event handlers in HTML"
        assert not re.search(r"<style|hx-on", text)
        for script in re.findall(r"<script\b[^>]*>", text):
            assert "src=" in script or "application/json" in script, "no inline script"
    assert "|safe" not in text, "make it a SafeString where it is made safe"


def test_colours_live_in_the_tokens() -> None:
    for path in PACKAGE.rglob("*.css"):
        if path.name not in ("tokens.css", "appearance.css", "help.css"):
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b", path.read_text()), named(path)
            assert "!important" not in path.read_text() or path.name == "utilities.css", named(path)


@pytest.mark.parametrize("path", sources(), ids=named)
def test_views_ask_querysets_not_tables(path: Path) -> None:
    if "views" in path.parts and "tests" not in path.parts:
        assert not re.search(r"\.objects\.(all|get)\(", path.read_text()), "ask visible_to first"


@pytest.mark.parametrize("domain", sorted(set(DOMAINS)), ids=lambda p: p.name)
def test_a_domain_has_only_known_rooms(domain: Path) -> None:
    known = ROOMS | OWN_ROOMS.get(domain.name, set())
    for path in domain.iterdir():
        assert path.name in known, f"{named(path)}: a new room needs a decision record"


def test_no_file_names_a_registry_or_a_third_party_address() -> None:
    for path in (ROOT / "requirements").iterdir():
        assert "://" not in path.read_text(), named(path)


KNOW_WHOSE = ("spaces", "privacy", "notices")
"""Notices knows no memberships: it is told by a hook who is reached through a face."""


@pytest.mark.parametrize("path", sources(), ids=named)
def test_only_spaces_and_privacy_know_whose_membership_it_is(path: Path) -> None:
    if "tests" in path.parts or path.relative_to(PACKAGE).parts[0] in KNOW_WHOSE:
        return
    text = path.read_text()
    assert not re.search(r"membership\w*\.person\b|membership__person|\.person_id\b", text) or (
        "subject.person_id" in text or path.relative_to(PACKAGE).parts[0] == "people"
    ), "a membership's person is read by spaces and privacy only"
