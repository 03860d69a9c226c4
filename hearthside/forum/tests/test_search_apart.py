# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a search shows of people and voices whom its reader keeps away, or who keep them away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.forum.actions.places import hide_thread
from hearthside.forum.actions.voices import keep_voice_apart
from hearthside.forum.queries import search
from hearthside.forum.tests.builders import (
    keep_away,
    make_board,
    make_post,
    make_thread,
    unnamed_post,
)
from hearthside.forum.tests.search_builders import found, posts_in
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("by_reader", [True, False])
def test_people_kept_apart_find_nothing_of_each_other(reader: Membership, by_reader: bool) -> None:
    board = make_board(reader.space)
    other = make_member(reader.space)
    make_post(make_thread(board, source="opening"), by=other, source="heron in an answer")
    begun = make_thread(board, by=other, source="heron begins")
    make_post(begun, source="heron by somebody else, in what they began")
    pair = (reader, other) if by_reader else (other, reader)
    keep_away(pair[0], pair[1], Distance.BLOCK)

    page = found("heron", reader)

    assert (page.rows, page.has_more, page.meant) == ([], False, None)
    assert len(found("heron", other).rows) == 3


def test_what_a_reader_hid_stays_hidden_from_them_alone(reader: Membership) -> None:
    thread = make_thread(make_board(reader.space), source="heron")

    hide_thread(by=standing_of(reader), thread=thread, now=SIX_PM)

    assert not found("heron", reader).rows
    assert found("heron", make_member(reader.space)).rows


def test_words_of_somebody_muted_are_folded(reader: Membership) -> None:
    other = make_member(reader.space)
    make_thread(make_board(reader.space), by=other, source="heron")
    keep_away(reader, other, Distance.MUTE)

    assert [row.cover.is_folded for row in found("heron", reader).rows] == [True]
    assert [row.cover.is_folded for row in found("heron", other).rows] == [False]


def test_there_is_more_behind_many_that_a_reader_does_not_meet(
    reader: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "AT_ONCE", 2)
    monkeypatch.setattr("hearthside.forum.queries.search_index.AT_ONCE", 2)
    board, other = make_board(reader.space), make_member(reader.space)
    make_thread(board, source="heron met", now=SIX_PM - timedelta(days=1))
    thread = make_thread(board, source="opening")
    for _ in range(2):
        make_post(thread, by=other, source="heron")
    keep_away(reader, other, Distance.BLOCK)

    assert posts_in(found("heron", reader)) == ["heron met"]


def test_a_voice_without_a_name_is_found_under_its_alias(reader: Membership) -> None:
    author = make_member(reader.space, "Wren")
    post = unnamed_post(make_thread(make_board(reader.space)), author, "heron")

    (row,) = found("heron", reader).rows

    assert (row.author_name, row.author_face) == (post.voice.name, post.voice.face)
    assert row.is_unnamed
    assert "Wren" not in str(row)
    assert not found("Wren", reader).rows


def test_blocking_a_name_does_not_hide_their_unnamed_words(reader: Membership) -> None:
    author = make_member(reader.space)
    unnamed_post(make_thread(make_board(reader.space)), author, "heron")
    keep_away(reader, author, Distance.BLOCK)

    assert len(found("heron", reader).rows) == 1


@pytest.mark.parametrize(
    ("distance", "folded"), [(Distance.BLOCK, []), (Distance.MUTE, [True])], ids=["block", "mute"]
)
def test_a_voice_that_is_kept_away_stays_so(
    reader: Membership, distance: Distance, folded: list[bool]
) -> None:
    post = unnamed_post(make_thread(make_board(reader.space)), make_member(reader.space), "heron")
    keep_voice_apart(by=standing_of(reader), voice=post.voice, distance=distance, now=SIX_PM)

    assert [row.cover.is_folded for row in found("heron", reader).rows] == folded
