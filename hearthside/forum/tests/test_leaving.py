# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from hearthside.forum.actions.drafts import Unsent, keep_draft
from hearthside.forum.actions.leaving import erase_words, unname_words
from hearthside.forum.models import Draft, Post, Thread, Voice
from hearthside.forum.queries.export import exported
from hearthside.forum.queries.places import every_place_of
from hearthside.forum.tests.builders import make_board, make_post, make_thread
from hearthside.forum.tests.pages import address, signed_in
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_of

pytestmark = pytest.mark.django_db


def test_erasing_takes_every_own_word_and_no_other() -> None:
    board = make_board()
    leaving, staying = make_member(board.space), make_member(board.space)
    alone = make_thread(board, by=leaving, source="only mine")
    shared = make_thread(board, by=leaving, source="my opening", title="My title")
    make_post(shared, by=staying, source="their words")

    erase_words(membership_ids=[leaving.id], now=SIX_PM)

    shared.refresh_from_db()
    assert not Thread.objects.filter(id=alone.id).exists()
    assert shared.heading == ""
    assert [post.source for post in Post.objects.all()] == ["their words"]
    assert shared.posts_count == 1
    assert not Voice.objects.filter(membership=leaving).exists()


def test_words_that_stay_are_from_somebody_who_has_left() -> None:
    thread = make_thread()
    leaving = make_member(thread.space)
    post = make_post(thread, by=leaving, source="It got lighter")
    unname_words(membership_ids=[leaving.id], now=SIX_PM)

    reader = signed_in(make_member(thread.space))
    page = reader.get(reverse("forum:post_options", args=[thread.space.slug, post.id])).text
    conversation = reader.get(address(thread)).text

    assert "<h1>Words from somebody who has left</h1>" in page
    assert "about the post by somebody who has left" in conversation


def test_an_erased_answer_leaves_the_author_waiting_again() -> None:
    thread = make_thread()
    helper = make_member(thread.space)
    make_post(thread, by=helper)

    erase_words(membership_ids=[helper.id], now=SIX_PM)

    thread.refresh_from_db()
    assert thread.answered_at is None
    assert thread.last_post_at == SIX_PM


def test_words_can_stay_without_the_name() -> None:
    thread = make_thread()
    helper = make_member(thread.space, "Wren")
    post = make_post(thread, by=helper, source="hold on")
    face = post.voice.face

    unname_words(membership_ids=[helper.id], now=SIX_PM)

    post.voice.refresh_from_db()
    assert post.voice.name == ""
    assert post.voice.membership is None
    assert post.voice.face != face
    assert Post.objects.filter(source="hold on").exists()


@pytest.mark.parametrize("leave", [erase_words, unname_words])
def test_what_only_the_person_saw_goes_either_way(leave: object) -> None:
    thread = make_thread()
    helper = make_member(thread.space)
    make_post(thread, by=helper)
    keep_draft(by=standing_of(helper), unsent=Unsent("unsent", "board:x"), now=SIX_PM)

    assert callable(leave)
    leave(membership_ids=[helper.id], now=SIX_PM + timedelta(days=1))

    assert not Draft.objects.exists()
    assert not every_place_of(helper.id)


def test_an_export_holds_own_words_opened_and_nobody_elses() -> None:
    thread = make_thread(source="not mine")
    helper = make_member(thread.space)
    make_post(thread, by=helper, source="mine")
    keep_draft(by=standing_of(helper), unsent=Unsent("unsent", "board:x"), now=SIX_PM)

    told = str([part.rows for part in exported([helper.id], [])])

    assert "mine" in told
    assert "unsent" in told
    assert "not mine" not in told
