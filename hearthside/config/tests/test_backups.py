# SPDX-License-Identifier: AGPL-3.0-or-later
"""The file a backup is. The whole round trip is in tests/journeys/test_backups.py."""

from __future__ import annotations

import tarfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from hearthside.config.backups.archive import pack, read_manifest, unpack
from hearthside.config.backups.manifest import FORMAT, Manifest, NotABackup, mark_of
from hearthside.config.backups.postgres_copy import NoTool, require_tool
from hearthside.config.backups.restoring import WillNotRestore, refuse_live_data, refuse_unfit
from hearthside.core.crypto.keyring import new_keyring, with_new_key
from hearthside.spaces.tests.builders import make_person

MANIFEST = Manifest(
    made_at="2026-03-03T18:00:00+00:00",
    release="0.1.0",
    database="sqlite",
    migrations=["people.0001_initial"],
    rows={"people_person": 2},
    keyring_mark="00",
    keyring_keys=["k1"],
)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    (tmp_path / "database.sqlite3").write_bytes(b"words " * 1000)
    pack(tmp_path / "b.tar.gz", {"database.sqlite3": tmp_path / "database.sqlite3"}, MANIFEST)
    return tmp_path / "b.tar.gz"


def test_a_backup_is_for_its_owner_only_and_gives_back_what_it_got(
    backup: Path, tmp_path: Path
) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    (tmp_path / "out").mkdir()

    manifest = unpack(backup, tmp_path / "out")

    assert replace(manifest, digests={}) == MANIFEST
    assert (tmp_path / "out" / "database.sqlite3").read_bytes() == b"words " * 1000


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        pack(tmp_path / "b.tar.gz", {"x": tmp_path / "not-there"}, MANIFEST)
    assert list(tmp_path.iterdir()) == []


def test_a_cut_backup_is_refused(backup: Path, tmp_path: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-40])
    with pytest.raises(NotABackup):
        unpack(backup, tmp_path)


def test_a_file_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inner = tmp_path / "evil"
    inner.write_text("x")
    target = tmp_path / "b.tar.gz"
    pack(target, {"../outside": inner}, MANIFEST)
    (tmp_path / "out").mkdir()

    unpack(target, tmp_path / "out")

    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("content", [b"", b"not a backup"])
def test_any_other_file_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").write_bytes(content)
    with pytest.raises(NotABackup):
        read_manifest(tmp_path / "b.tar.gz")


def test_another_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").write_text("sun")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "holiday.txt", arcname="holiday.txt")
    with pytest.raises(NotABackup):
        read_manifest(tmp_path / "b.tar.gz")


def test_a_backup_of_a_later_format_asks_for_an_update(tmp_path: Path) -> None:
    pack(tmp_path / "b.tar.gz", {}, replace(MANIFEST, format=FORMAT + 1))
    with pytest.raises(NotABackup, match="Update"):
        read_manifest(tmp_path / "b.tar.gz")


@pytest.mark.django_db
def test_a_backup_of_a_later_release_is_refused() -> None:
    later = replace(MANIFEST, database=connection.vendor, migrations=["people.0999_later"])
    with pytest.raises(WillNotRestore, match="later release"):
        refuse_unfit(later)


@pytest.mark.django_db
def test_a_backup_of_another_database_is_refused() -> None:
    with pytest.raises(WillNotRestore):
        refuse_unfit(replace(MANIFEST, database="another"))


@pytest.mark.django_db
def test_nothing_is_restored_over_anybody() -> None:
    refuse_live_data()
    make_person()
    with pytest.raises(WillNotRestore):
        refuse_live_data()


def test_a_rotated_keyring_is_still_the_same_one() -> None:
    ring = new_keyring()
    assert mark_of(ring) == mark_of(with_new_key(ring))
    assert mark_of(ring) != mark_of(new_keyring())


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a matter of PostgreSQL's tools")
def test_a_missing_tool_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NoTool, match="postgresql-client-"):
        require_tool("pg_dump")
