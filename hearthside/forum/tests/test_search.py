# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words are found whatever their form, in their order, and as they are now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.forum.actions.posts import change_post, restore_post, take_down_post, withdraw_post
from hearthside.forum.actions.threads import name_thread
from hearthside.forum.models import Post
from hearthside.forum.queries import search
from hearthside.forum.queries.search import Asked, found_page
from hearthside.forum.queries.search_index import newest_number
from hearthside.forum.tests.builders import author_of, make_board, make_post, make_thread, words
from hearthside.forum.tests.search_builders import found, posts_in
from hearthside.ledger.tasks import run_courier_once
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_steward,
    standing_in_space,
    standing_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sought", "source"),
    [
        ("walking", "I walk every morning"),
        ("WALK", "walking helps"),
        ("recaida", "Tuve una recaída ayer"),
        ("recaída", "tuve una recaida ayer"),
        ("noche", "las noches son largas"),
        ("dont", "I don't know"),
        ("don’t know", "I don't know"),
        ("uber", "über den Fluss"),
        ("tea walk", "a walk, then tea"),
        ("hospi", "the hospital was kind"),
        ('"tea', "tea"),
        ("tea AND (", "tea and bread"),
        ("that's", "thats fine"),
        ("a:b* NEAR", "a b near"),
    ],
)
def test_words_are_found_whatever_their_form(reader: Membership, sought: str, source: str) -> None:
    thread = make_thread(make_board(reader.space), source="nothing of it")
    language = "es" if "noche" in source or "rec" in source else "en"
    post = make_post(thread, source=source)
    Post.objects.filter(id=post.id).update(language=language)

    assert posts_in(found(sought, reader)) == [source]


@pytest.mark.parametrize("sought", ["", "  ", "?!", "💜", "'", "\\", "\x00", "%", "_"])
def test_no_words_find_nothing_and_break_nothing(reader: Membership, sought: str) -> None:
    make_thread(make_board(reader.space), source="everything and more")

    assert not found(sought, reader).rows


@pytest.mark.parametrize("sought", ["P0", "Q0", "R0", "p:0"])
def test_a_word_like_a_mark_of_the_index_finds_only_posts_that_have_it(
    reader: Membership, sought: str
) -> None:
    board = make_board(reader.space)
    make_thread(board, source="tea in the garden")
    make_thread(board, source=f"the form is called {sought}")

    assert posts_in(found(sought, reader)) == [f"the form is called {sought}"]


def test_every_word_has_to_be_there(reader: Membership) -> None:
    board = make_board(reader.space)
    make_thread(board, source="tea in the garden")
    make_thread(board, source="tea in the kitchen")

    assert posts_in(found("tea garden", reader)) == ["tea in the garden"]


def test_a_title_counts_for_more_than_words_in_passing(reader: Membership) -> None:
    board = make_board(reader.space)
    make_thread(board, source="a garden, among other things that I saw on the way home")
    titled = make_thread(board, source="it grows slowly", title="My garden")

    page = found("garden", reader)

    assert page.rows[0].thread_id == titled.id
    assert len(page.rows) == 2


def test_of_two_that_say_the_same_the_newer_comes_first(reader: Membership) -> None:
    board = make_board(reader.space)
    old = make_thread(board, source="the river again", now=SIX_PM - timedelta(days=900))
    new = make_thread(board, source="the river again")

    assert [row.thread_id for row in found("river", reader).rows] == [new.id, old.id]


def test_drafts_and_other_spaces_are_not_looked_through(reader: Membership) -> None:
    make_thread(source="heron in another space")

    assert not found("heron", reader).rows


def test_taken_back_words_are_gone_at_once_and_come_back(reader: Membership) -> None:
    thread = make_thread(make_board(reader.space), source="opening")
    author = make_member(reader.space)
    post = make_post(thread, by=author, source="heron")
    assert found("heron", reader).rows

    withdraw_post(by=standing_of(author), post=post, now=SIX_PM)
    assert not found("heron", reader).rows

    restore_post(by=standing_of(author), post=post, now=SIX_PM)
    assert found("heron", reader).rows


def test_a_conversation_that_was_taken_back_is_not_found_by_its_title(reader: Membership) -> None:
    thread = make_thread(make_board(reader.space), source="opening", title="Heron")
    post = Post.objects.get(thread=thread)
    assert found("heron", reader).rows

    withdraw_post(by=standing_of(author_of(thread)), post=post, now=SIX_PM)

    assert not found("heron", reader).rows


def test_words_taken_out_of_sight_are_gone_at_once(reader: Membership) -> None:
    thread = make_thread(make_board(reader.space), source="opening")
    post = make_post(thread, source="heron")
    steward = make_steward(reader.space)
    assert found("heron", reader).rows

    by = standing_in_space(steward.space, steward.person)
    take_down_post(by=by, post=post, reason="norms", now=SIX_PM)

    assert not found("heron", reader).rows


def test_changed_words_are_found_as_they_are_now(reader: Membership) -> None:
    author = make_member(reader.space)
    thread = make_thread(make_board(reader.space), by=author, source="heron", title="Stork")
    post = Post.objects.get(thread=thread)
    assert found("heron", reader).rows

    change_post(by=standing_of(author), post=post, words=words("swallow"), now=SIX_PM)
    name_thread(by=standing_of(author), thread=thread, title="Crane", now=SIX_PM)

    assert not found("heron", reader).rows
    assert not found("stork", reader).rows
    assert found("swallow", reader).rows
    assert found("crane", reader).rows


def test_an_index_that_is_behind_leads_to_no_changed_words(reader: Membership) -> None:
    thread = make_thread(make_board(reader.space), source="opening")
    post = make_post(thread, source="heron")
    assert found("heron", reader).rows

    Post.objects.filter(id=post.id).update(
        source="swallow", edited_at=SIX_PM + timedelta(hours=1)
    )  # by whatever way, without a word to the search

    assert not found("heron", reader).rows


def test_pages_follow_each_other_and_do_not_tell_how_many(
    reader: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FOUND_PER_PAGE", 2)
    board = make_board(reader.space)
    for number in range(5):
        make_thread(board, source=f"heron {number}", now=SIX_PM + timedelta(minutes=number))

    pages = [found("heron", reader, number) for number in range(3)]

    seen = [row.thread_id for page in pages for row in page.rows]
    assert len(seen) == len(set(seen)) == 5
    assert [page.has_more for page in pages] == [True, True, False]


def test_a_page_holds_still_while_others_write(reader: Membership) -> None:
    board = make_board(reader.space)
    make_thread(board, source="heron")
    run_courier_once(limit=500)
    asked = Asked("heron", SIX_PM, newest_number() + 1)
    make_thread(board, source="heron again")
    run_courier_once(limit=500)

    page = found_page(asked, standing_of(reader), 0)

    assert posts_in(page) == ["heron"]


def test_very_common_words_are_found_newest_first(reader: Membership) -> None:
    thread = make_thread(make_board(reader.space), source="the start")
    for number in range(22):
        make_post(thread, source=f"the same {number}", now=SIX_PM + timedelta(minutes=number))

    page = found("the", reader)

    assert len(page.rows) == 20
    assert page.has_more
