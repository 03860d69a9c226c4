# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import Settings

from hearthside.config.backups.notes import note_copy
from hearthside.config.health.doctor import examine
from hearthside.config.health.findings import Level
from hearthside.core import clock
from hearthside.core.crypto.keyring import new_keyring, write_keyring
from hearthside.directory.tests.builders import make_line
from hearthside.forum.actions.search import index_posts
from hearthside.forum.models import Post, PostState
from hearthside.forum.tasks import rebuild
from hearthside.forum.tests.builders import make_thread
from hearthside.ledger.actions.outbox import appoint
from hearthside.ledger.models import Delivery, Entry
from hearthside.ledger.tasks import note_head
from hearthside.ledger.tests.builders import make_entry
from hearthside.moderation.models import LetterReview, Reader
from hearthside.moderation.rules.letters import LETTER_VERSION
from hearthside.privacy.actions.overwriting import FILE
from hearthside.privacy.events import ErasedBytesDue
from hearthside.spaces.tests.builders import make_keeper, make_person


@pytest.fixture
def place(settings: Settings, tmp_path: Path) -> Path:
    """A data folder as a first start leaves it."""
    settings.DATA = tmp_path
    settings.HELP_PAGES = tmp_path / "help"
    settings.KEYRING_FILE = str(tmp_path / "keyring.json")
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.SECRET_KEY = "x" * 40
    tmp_path.chmod(0o700)
    write_keyring(tmp_path / "keyring.json", new_keyring())
    (tmp_path / "help" / "en").mkdir(parents=True)
    (tmp_path / "help" / "en" / "index.html").write_text("help")
    (tmp_path / "courier.heartbeat").touch()
    return tmp_path


def to_do() -> set[str]:
    return {finding.about for finding in examine(clock.now()) if finding.level == Level.TO_DO}


@pytest.mark.django_db
def test_a_new_place_lacks_a_keeper_a_copy_and_set_up(place: Path) -> None:
    assert to_do() == {"Keepers", "Set-up", "Copy of the keyring"}


@pytest.mark.django_db
def test_a_demonstration_needs_no_set_up(place: Path) -> None:
    (place / "demo").touch()
    make_keeper()
    assert "Copy of the keyring" not in to_do()
    assert "Set-up" not in to_do()
    assert "Keepers" not in to_do()


@pytest.mark.django_db
def test_a_keyring_for_all_to_see_is_found(place: Path) -> None:
    (place / "keyring.json").chmod(0o640)
    assert "Keyring" in to_do()


@pytest.mark.django_db
def test_a_lost_keyring_is_found(place: Path) -> None:
    (place / "keyring.json").unlink()
    assert "Keyring" in to_do()


@pytest.mark.django_db
def test_a_courier_that_stopped_is_found(place: Path) -> None:
    long_ago = (clock.now() - timedelta(minutes=5)).timestamp()
    os.utime(place / "courier.heartbeat", (long_ago, long_ago))
    assert "Courier" in to_do()


@pytest.mark.django_db
def test_late_deliveries_are_found(place: Path) -> None:
    long_ago = clock.now() - timedelta(minutes=5)
    Delivery.objects.create(listener="x", event={}, made_at=long_ago, next_try_at=long_ago)
    assert "Courier" in to_do()


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "levels"), [(2, []), (4, [Level.TO_DO])])
def test_erased_bytes_that_stay_for_days_are_found(
    days: int, levels: list[Level], place: Path
) -> None:
    with transaction.atomic():
        asked = ErasedBytesDue(asked_at=clock.now() - timedelta(days=days))
        appoint(asked, due_at=clock.now() + timedelta(minutes=1), key=FILE)

    assert [each.level for each in examine(clock.now()) if each.about == "Erased"] == levels


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "level"), [(89, None), (91, Level.NOTE), (181, Level.TO_DO)])
def test_help_lines_nobody_checked_again_are_found(
    days: int, level: Level | None, place: Path
) -> None:
    make_line("Night Line", verified_on=(clock.now() - timedelta(days=days)).date())

    found = [each for each in examine(clock.now()) if each.about == "Help lines"]

    assert [each.level for each in found] == ([level] if level else [])
    assert all("Night Line" in each.words for each in found)


@pytest.mark.django_db
def test_letters_nobody_read_over_are_named_until_both_have_read_them(place: Path) -> None:
    def said() -> list[tuple[Level, str]]:
        found = examine(clock.now())
        return [(each.level, each.words) for each in found if each.about == "Letters"]

    ((level, words),) = said()
    assert level == Level.NOTE
    assert "English" in words

    for language, _name in settings.LANGUAGES:
        for reader in Reader:
            LetterReview.objects.create(
                language=language,
                version=LETTER_VERSION,
                read_as=reader,
                reviewed_by="A reader",
                reviewed_at=clock.now(),
            )
    ((level, _words),) = said()
    assert level == Level.WELL


@pytest.mark.django_db
def test_a_ledger_whose_end_was_cut_off_is_found(place: Path) -> None:
    make_entry()
    note_head()
    assert "Ledger" not in to_do()
    Entry.objects.all().delete()
    assert "Ledger" in to_do()


@pytest.mark.django_db
def test_missing_help_pages_are_found(place: Path) -> None:
    (place / "help" / "en" / "index.html").unlink()
    assert "Help pages" in to_do()


@pytest.mark.django_db
def test_help_pages_nobody_rewrote_are_found(place: Path) -> None:
    past = clock.now() - timedelta(hours=1)
    (place / "help" / "en" / "index.now.html").write_text(f"<!-- {past.isoformat()} -->\nopen")
    assert "Help pages" in to_do()


@pytest.mark.django_db
def test_real_people_without_a_backup_are_found(place: Path) -> None:
    assert "Backup" not in to_do()
    make_person()
    assert "Backup" in to_do()
    note_copy("database", "x", clock.now() - timedelta(days=8))
    assert "Backup" in to_do()
    note_copy("database", "x", clock.now())
    assert "Backup" not in to_do()


@pytest.mark.django_db
def test_posts_that_cannot_be_found_are_named(place: Path) -> None:
    thread = make_thread(now=clock.now() - timedelta(hours=1))
    assert "Search" in to_do()

    index_posts(post_ids=[Post.objects.get(thread=thread).id], now=clock.now())
    assert "Search" not in to_do()

    Post.objects.update(state=PostState.TAKEN_DOWN)
    assert "Search" in to_do()


@pytest.mark.django_db(transaction=True)
def test_an_index_that_lost_its_way_is_found_and_made_anew(place: Path) -> None:
    make_thread(now=clock.now() - timedelta(hours=1))
    index_posts(post_ids=list(Post.objects.values_list("id", flat=True)), now=clock.now())
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            words = "INSERT INTO forum_findable_words(forum_findable_words) VALUES ('delete-all')"
        else:
            words = "DELETE FROM forum_findable"
        cursor.execute(words)
    assert "Search" in to_do()

    rebuild(lambda _: None)

    assert "Search" not in to_do()
