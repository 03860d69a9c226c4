# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.bookmarks import forget_bookmarks, keep_bookmark, let_go_of_bookmark
from hearthside.forum.actions.posts import withdraw_post
from hearthside.forum.models import Bookmark, Post
from hearthside.forum.queries.bookmarks import exported_bookmarks, kept_page
from hearthside.forum.tests.builders import make_board, make_post, make_thread
from hearthside.forum.tests.pages import signed_in
from hearthside.spaces.models import Apart, Distance, Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_in_space, standing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(reader: Membership) -> Post:
    thread = make_thread(make_board(reader.space), source="opening", title="Evenings")
    return make_post(thread, source="A walk before it gets dark.")


def test_what_helped_is_kept_with_a_note_the_newest_first(reader: Membership, post: Post) -> None:
    other, by = make_post(post.thread, source="Tea."), standing_of(reader)

    keep_bookmark(by=by, post=post, note="for november", now=SIX_PM)
    keep_bookmark(by=by, post=other, note="", now=SIX_PM + timedelta(hours=1))

    rows, has_more = kept_page(by, 0)
    assert [(row.post_id, row.note) for row in rows] == [(other.id, ""), (post.id, "for november")]
    assert not has_more


def test_keeping_again_changes_the_note(reader: Membership, post: Post) -> None:
    by = standing_of(reader)
    keep_bookmark(by=by, post=post, note="one", now=SIX_PM)

    keep_bookmark(by=by, post=post, note="two", now=SIX_PM)

    assert [row.note for row in kept_page(by, 0)[0]] == ["two"]


def test_what_somebody_keeps_is_theirs_alone(reader: Membership, post: Post) -> None:
    keep_bookmark(by=standing_of(reader), post=post, note="mine", now=SIX_PM)

    assert kept_page(standing_of(make_member(reader.space)), 0) == ([], False)


def test_a_post_of_another_space_cannot_be_kept(post: Post) -> None:
    with pytest.raises(Refused):
        keep_bookmark(by=standing_of(make_member()), post=post, note="", now=SIX_PM)


def test_the_table_joins_nothing(reader: Membership, post: Post) -> None:
    """Neither the member nor the post, nor how long the note is, can be read without the key."""
    for number, note in enumerate(("", "a note that is a little longer")):
        member = make_member(reader.space)
        keep_bookmark(by=standing_of(member), post=post, note=note, now=SIX_PM)
        assert Bookmark.objects.count() == number + 1

    columns = {field.column for field in Bookmark._meta.concrete_fields}
    assert columns == {"id", "owner", "key", "kept"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT owner, key, kept FROM forum_bookmark")
        rows = [tuple(map(bytes, row)) for row in cursor.fetchall()]
    for row in rows:
        for secret in (post.id, reader.id):
            assert all(secret.bytes not in value for value in row)
            assert all(secret.hex.encode() not in value for value in row)
    assert len({len(row[2]) for row in rows}) == 1
    assert len({row[0] for row in rows} | {row[1] for row in rows}) == 4


def test_a_note_stays_where_the_words_were_taken_back(reader: Membership, post: Post) -> None:
    by = standing_of(reader)
    keep_bookmark(by=by, post=post, note="mine", now=SIX_PM)
    author = post.voice.membership
    assert author is not None

    withdraw_post(by=standing_of(author), post=post, now=SIX_PM)

    (row,) = kept_page(by, 0)[0]
    assert (row.post, row.note) == (None, "mine")
    page = signed_in(reader).get(f"/s/{reader.space.slug}/mine/kept/").content.decode()
    assert "mine" in page
    assert "before it gets dark" not in page


def test_words_of_somebody_blocked_are_not_shown(reader: Membership, post: Post) -> None:
    keep_bookmark(by=standing_of(reader), post=post, note="", now=SIX_PM)
    author = post.voice.membership
    assert author is not None
    Apart.objects.create(
        space=reader.space,
        by=author,
        other=reader,
        distance=Distance.BLOCK,
        since=SIX_PM,
    )

    (row,) = kept_page(standing_in_space(reader.space, reader.person), 0)[0]

    assert row.post is None


def test_letting_go_works_also_where_the_post_is_gone(reader: Membership, post: Post) -> None:
    by, post_id = standing_of(reader), post.id
    keep_bookmark(by=by, post=post, note="", now=SIX_PM)
    post.delete()

    let_go_of_bookmark(by=by, post_id=post_id, now=SIX_PM)

    assert not Bookmark.objects.exists()


def test_an_export_holds_the_note_and_not_the_words_of_another(
    reader: Membership, post: Post
) -> None:
    keep_bookmark(by=standing_of(reader), post=post, note="for november", now=SIX_PM)

    (part,) = exported_bookmarks([reader.id])

    assert list(part.rows) == [{"post": str(post.id), "note": "for november", "kept_at": SIX_PM}]


def test_leaving_takes_them_along(reader: Membership, post: Post) -> None:
    other = make_member(reader.space)
    keep_bookmark(by=standing_of(reader), post=post, note="", now=SIX_PM)
    keep_bookmark(by=standing_of(other), post=post, note="", now=SIX_PM)

    forget_bookmarks(membership_ids=[reader.id], now=SIX_PM)

    assert kept_page(standing_of(reader), 0)[0] == []
    assert len(kept_page(standing_of(other), 0)[0]) == 1


def test_keeping_from_the_page_of_a_post(reader: Membership, post: Post) -> None:
    client, space = signed_in(reader), reader.space.slug
    assert f"/posts/{post.id}/bookmark/" in (
        client.get(f"/s/{space}/posts/{post.id}/options/").content.decode()
    )

    kept = client.post(f"/s/{space}/posts/{post.id}/bookmark/", {"note": "for november"})

    assert kept.headers["Location"] == f"/s/{space}/mine/kept/"
    page = client.get(kept.headers["Location"]).content.decode()
    assert "for november" in page
    assert "A walk before it gets dark." in page
    client.post(f"/s/{space}/posts/{post.id}/bookmark/ending/")
    assert "for november" not in client.get(kept.headers["Location"]).content.decode()


def test_a_note_that_is_too_long_comes_back(reader: Membership, post: Post) -> None:
    answer = signed_in(reader).post(
        f"/s/{reader.space.slug}/posts/{post.id}/bookmark/", {"note": "x" * 1001}
    )

    assert answer.status_code == 422
    assert "x" * 1001 in answer.content.decode()
