# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of who was erased, and the backups that are let go."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from hearthside.config.backups.erased import LIST, newest_list, write_list
from hearthside.config.backups.making import drop_old
from hearthside.privacy.actions.erasures import note_erasure
from hearthside.privacy.hooks import Leave
from hearthside.privacy.queries import Erased, mark_of
from hearthside.privacy.tests.builders import make_person

NOW = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_the_list_says_who_was_erased_and_names_nobody(tmp_path: Path, settings: Settings) -> None:
    person = make_person("grey-heron")
    note_erasure(of=person.id, how=Leave.ERASE_ALL, now=NOW)

    write_list(tmp_path, NOW)

    told = (tmp_path / LIST).read_text()
    assert (tmp_path / LIST).stat().st_mode & 0o777 == 0o600
    assert not any(mark in told for mark in ("grey-heron", str(person.id), person.id.hex))
    found = newest_list(None, tmp_path)
    assert found.erased == {mark_of(person.id): Erased(Leave.ERASE_ALL, NOW)}
    assert found.reaches_back_to == NOW - timedelta(days=settings.BACKUPS_KEPT_DAYS + 30)


@pytest.mark.django_db
def test_of_several_lists_the_newest_counts_and_a_broken_one_does_not(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("old", "new", "broken", "none")]
    for folder in folders[:3]:
        folder.mkdir()
    write_list(folders[0], NOW - timedelta(days=1))
    write_list(folders[1], NOW)
    (folders[2] / LIST).write_text(json.dumps({"written_at": "tomorrow"}))

    assert newest_list(None, *folders).written_at == NOW
    assert newest_list(None, *folders[2:]).written_at is None


@pytest.mark.parametrize(("days", "left"), [(14, 4), (0, 5)])
def test_a_backup_is_let_go_when_its_days_are_over(
    days: int, left: int, tmp_path: Path, settings: Settings
) -> None:
    settings.BACKUPS_KEPT_DAYS = days
    made = "hearthside-20260303T180000Z.tar.gz"
    names = [
        made,
        "hearthside-20260217T180001Z.tar.gz",  # a second younger than two weeks
        "hearthside-20260217T175959Z.tar.gz",
        "hearthside-before-the-move.tar.gz",
        "notes.txt",
    ]
    for name in names:
        (tmp_path / name).touch()

    gone = drop_old(tmp_path, but=tmp_path / made, now=NOW)

    assert [path.name for path in gone] == (names[2:3] if days else [])
    assert len(list(tmp_path.iterdir())) == left
