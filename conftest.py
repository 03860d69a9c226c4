# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every test leaves as it found it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from hearthside.core import overwriting, resting
from hearthside.directory.queries.languages import forget_offered_languages

_FIRST = ("hearthside/config/tests/test_demo.py", "tests/house/test_isolation.py")
"""Files in which one long transaction is there for all tests."""
_LONG = (
    "tests/test_linkage.py",
    "tests/test_memberships_apart.py",
    "tests/house/test_pseudo_locale.py",
    "tests/house/test_right_to_left.py",
    "tests/house/test_restricted.py",
)
"""Files whose tests take long: begun last, one worker would be at them while others rest."""
_DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Know what asks no database: `tools/test.sh` runs it on one of them only.

    Not what is skipped somewhere: it may be the other database that it is about.
    """
    uses = set(getattr(item, "fixturenames", ()))
    asks = uses & _DATABASE or item.get_closest_marker("django_db")
    if not asks and not item.get_closest_marker("skipif"):
        item.add_marker(pytest.mark.once)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that write for long; see `_other_workers_are_waited_for`."""
    items.sort(key=lambda item: item.nodeid.startswith(_LONG), reverse=True)
    items.sort(key=lambda item: item.nodeid.startswith(_FIRST), reverse=True)


@pytest.fixture(scope="session")
def usual_help_pages() -> Path:
    """Where help pages are written by a test that names no folder of its own."""
    return Path(settings.HELP_PAGES)


@pytest.fixture(autouse=True)
def _other_workers_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where tests run side by side, each in a database of its own, one that writes for long keeps
    PostgreSQL from leaving out what another has erased. A test waits for that long."""
    monkeypatch.setattr(overwriting, "_WAIT_SECONDS", 150.0)


@pytest.fixture(autouse=True)
def _everybody_is_asked_again() -> Iterator[None]:
    """What did not answer rests for this process; the next test has another clock."""
    yield
    resting.forget()


@pytest.fixture(autouse=True)
def _help_pages_go(usual_help_pages: Path) -> Iterator[None]:
    """Help pages lie on the disk, and no transaction takes them back: another test would show
    them on its pages, and offer their languages."""
    yield
    shutil.rmtree(usual_help_pages, ignore_errors=True)
    forget_offered_languages()
