# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was erased leaves the search, and the disk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from hearthside.core import clock
from hearthside.forum.actions.posts import change_post
from hearthside.forum.actions.search import appoint_purge
from hearthside.forum.models import Findable, Post, Stem
from hearthside.forum.tasks import rebuild
from hearthside.forum.tests.builders import make_board, make_post, make_thread, words
from hearthside.ledger.models import Delivery
from hearthside.ledger.tasks import run_courier_once
from hearthside.privacy.actions.leaving import leave
from hearthside.privacy.hooks import Leave
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "zwetschgenroester quokkaberg"


def leave_the_place(member: Membership, how: Leave) -> None:
    leave(person=member.person, how=how, now=clock.now())


def let_the_courier_purge() -> None:
    """Go rounds until what is owed to the search is done, as if the minute were over."""
    for _ in range(20):
        Delivery.objects.filter(done_at=None).update(next_try_at=clock.now() - timedelta(hours=1))
        if not run_courier_once(limit=500):
            return


def on_the_disk() -> bytes:
    """Every byte of the database, its log too."""
    name = Path(str(connection.settings_dict["NAME"]))
    return b"".join(path.read_bytes() for path in sorted(name.parent.glob(f"{name.name}*")))


def in_the_tables() -> str:
    """Every value of every table, as PostgreSQL says it, and every word of the index."""
    said = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT t::text FROM {table} t")
            said += [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT word FROM ts_stat('SELECT words FROM forum_findable')")
        said += [row[0] for row in cursor.fetchall()]
    return "\n".join(said)


def is_kept_anywhere(word: str) -> bool:
    if connection.vendor == "sqlite":
        return word.encode() in on_the_disk()
    return word in in_the_tables()


def test_erased_words_leave_the_index_and_the_disk() -> None:
    board = make_board(make_space())
    leaving, staying = make_member(board.space), make_member(board.space)
    thread = make_thread(board, by=staying, source="I am here and stay")
    for number in range(18):
        make_post(thread, by=leaving, source=f"{WORDS} {number}")
        run_courier_once(limit=500)
    assert is_kept_anywhere("zwetschgenroester")
    assert Stem.objects.filter(stem__startswith="zwetsch").exists()

    leave_the_place(leaving, Leave.ERASE_ALL)
    let_the_courier_purge()

    for word in WORDS.split():
        assert not is_kept_anywhere(word[:12]), word
    assert Findable.objects.get().post.thread_id == thread.id
    assert Stem.objects.filter(stem="stay").exists()


def test_words_that_stay_can_still_be_found() -> None:
    board = make_board(make_space())
    leaving = make_member(board.space)
    make_thread(board, by=leaving, source=WORDS)
    run_courier_once(limit=500)

    leave_the_place(leaving, Leave.KEEP_WORDS)
    let_the_courier_purge()

    assert Findable.objects.count() == 1
    assert Stem.objects.filter(stem__startswith="zwetsch").exists()


def test_what_words_said_before_they_were_changed_leaves_the_search_with_their_author() -> None:
    member = make_member()
    thread = make_thread(make_board(member.space), by=member, source=WORDS)
    run_courier_once(limit=500)
    change_post(by=standing_of(member), post=thread.posts.get(), words=words("Another"), now=SIX_PM)
    run_courier_once(limit=500)

    leave_the_place(member, Leave.KEEP_WORDS)
    let_the_courier_purge()

    assert not is_kept_anywhere(WORDS[:12])
    assert is_kept_anywhere("Another")


def test_several_erasures_are_purged_together() -> None:
    for seconds in range(3):
        appoint_purge(now=clock.now() + timedelta(seconds=seconds))

    assert Delivery.objects.filter(key="search-purge", done_at=None).count() == 1


def test_a_purge_goes_on_where_many_words_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hearthside.forum.tasks.STEMS_AT_ONCE", 3)
    space = make_space()
    Stem.objects.bulk_create(Stem(space=space, stem=f"word{n}") for n in range(10))

    appoint_purge(now=clock.now())
    let_the_courier_purge()

    assert not Stem.objects.exists()


def test_a_rebuilt_index_finds_the_same() -> None:
    board = make_board(make_space())
    thread = make_thread(board, source="heron", title="Birds")
    make_post(thread, source="stork")
    run_courier_once(limit=500)
    before = list(Findable.objects.order_by("number").values_list("post", "head", "body"))

    told: list[int] = []
    assert rebuild(told.append) == 2

    assert list(Findable.objects.order_by("number").values_list("post", "head", "body")) == before
    assert Stem.objects.filter(stem="stork").exists()


def test_posts_from_before_are_taken_in_by_the_courier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hearthside.forum.tasks.FILLED_AT_ONCE", 2)
    thread = make_thread(make_board(make_space()), source="heron")
    for number in range(4):
        make_post(thread, source=f"stork {number}")
    Delivery.objects.all().delete()
    Delivery.objects.create(
        listener="hearthside.forum.tasks.fill_the_index",
        event={},
        made_at=clock.now(),
        next_try_at=clock.now(),
    )

    let_the_courier_purge()

    assert Findable.objects.count() == Post.objects.count() == 5


def test_the_database_keeps_its_full_text_index_in_step() -> None:
    """Triggers and generated columns are lost without a sound when a table is made anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'forum_findable_%'")
            assert cursor.fetchone()[0] >= 8
            cursor.execute(
                "INSERT INTO forum_findable_words(forum_findable_words, rank) "
                "VALUES ('integrity-check', 1)"
            )
        else:
            cursor.execute(
                "SELECT is_generated FROM information_schema.columns "
                "WHERE table_name = 'forum_findable' AND column_name = 'words'"
            )
            assert cursor.fetchone()[0] == "ALWAYS"
