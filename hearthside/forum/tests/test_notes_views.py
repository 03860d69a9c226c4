# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wishes, notes and the answer that is hoped for are chosen on pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.core import clock
from hearthside.forum.actions.notes import suggest_note
from hearthside.forum.models import Draft, Post, Suggestion, Thread
from hearthside.forum.queries.drafts import begun_in
from hearthside.forum.queries.notes import wishes_of
from hearthside.forum.tests.builders import make_board, make_thread
from hearthside.forum.tests.pages import address, listed, signed_in
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

pytestmark = pytest.mark.django_db


def test_wishes_are_chosen_and_the_page_promises_nothing() -> None:
    reader = make_member()
    client, url = signed_in(reader), reverse("forum:note_wishes", args=[reader.space.slug])

    assert client.post(url, {"grief": "hide", "faith": "show"}).status_code == 302

    assert wishes_of(reader.id) == {"grief": "hide"}
    page = client.get(url).text
    assert '<option value="hide" selected>' in page
    assert "They do not make hard words easier to read" in page


def test_a_wish_that_is_none_comes_back() -> None:
    reader = make_member()
    url = reverse("forum:note_wishes", args=[reader.space.slug])

    assert signed_in(reader).post(url, {"grief": "shout"}).status_code == 422


def test_a_note_is_suggested_in_one_tap_and_declined_in_one() -> None:
    author = make_member()
    thread = make_thread(make_board(author.space), by=author)
    post = Post.objects.get(thread=thread)
    slug, reader = thread.space.slug, make_member(thread.space)
    url = reverse("forum:suggestions", args=[slug, post.id])

    answer = signed_in(reader).post(url, {"note": "grief"}, follow=True)
    assert 'value="grief"' not in answer.text
    own = signed_in(author)
    options = reverse("forum:post_options", args=[slug, post.id])
    assert 'value="take"' in own.get(options).text
    own.post(reverse("forum:suggestion_answer", args=[slug, post.id, "grief"]), {"answer": "no"})

    assert Suggestion.objects.get().state == "declined"
    assert 'value="take"' not in own.get(options).text
    assert 'value="grief"' not in signed_in(make_member(thread.space)).get(options).text


def test_the_author_puts_a_suggested_note_there() -> None:
    author = make_member()
    post = Post.objects.get(thread=make_thread(make_board(author.space), by=author))
    suggest_note(by=standing_of(make_member(author.space)), post=post, note="grief", now=SIX_PM)
    url = reverse("forum:suggestion_answer", args=[author.space.slug, post.id, "grief"])

    signed_in(author).post(url, {"answer": "take"})

    post.refresh_from_db()
    assert post.notes == " grief "


def test_notes_and_the_wished_answer_are_sent_with_the_words_and_kept_in_the_draft() -> None:
    board = make_board()
    member = make_member(board.space)
    client = signed_in(member)
    url = reverse("forum:new_thread", args=[board.space.slug, board.slug])
    chosen = {"text": "help", "note-grief": "on", "wanted": "listen", "idempotency_key": "c" * 32}
    client.post(reverse("forum:draft", args=[board.space.slug, f"board:{board.id}"]), chosen)
    assert begun_in(f"board:{board.id}", standing_of(member)).wanted == "listen"
    form = client.get(url).text
    assert 'name="note-grief" checked' in form
    assert (
        'value="listen" required' in form or "checked" in form.partition('value="listen"')[2][:80]
    )

    client.post(url, chosen)

    begun = Thread.objects.get()
    assert (begun.notes, begun.wanted) == (" grief ", "listen")
    assert not Draft.objects.exists()


def test_an_answer_carries_its_notes_and_a_form_that_comes_back_keeps_them() -> None:
    thread = make_thread()
    client = signed_in(make_member(thread.space))
    url = reverse("forum:replies", args=[thread.space.slug, thread.id])

    again = client.post(url, {"text": "", "note-faith": "on"})
    assert again.status_code == 422
    assert 'name="note-faith" checked' in again.text
    client.post(url, {"text": "I pray", "note-faith": "on"})

    assert Post.objects.get(source="I pray").notes == " faith "


def test_who_only_wishes_to_be_heard_is_met_with_the_fitting_prompt() -> None:
    author = make_member()
    thread = make_thread(make_board(author.space), by=author)
    slug = thread.space.slug
    url = reverse("forum:wanted", args=[slug, thread.id])
    reader = signed_in(make_member(thread.space))
    assert "No advice needed" not in reader.get(address(thread)).text
    assert reader.post(url, {"wanted": "listen"}).status_code == 403

    signed_in(author).post(url, {"wanted": "listen"})

    page = reader.get(address(thread)).text
    assert "No advice needed" in page
    assert "I read this, and I am here." in page
    assert "Just listen" in page


@pytest.mark.parametrize("name", ["waiting", "new", "board"])
def test_lists_are_filtered_by_the_answer_hoped_for(name: str) -> None:
    space = make_space()
    board = make_board(space)
    one, other = (make_thread(board, now=clock.now()) for _ in range(2))
    Thread.objects.filter(id=one.id).update(wanted="ideas")
    client, url = signed_in(make_member(space)), listed(name, space, board)

    page = client.get(url, {"wanted": "ideas"}).text

    assert str(one.id) in page
    assert str(other.id) not in page
    assert str(other.id) in client.get(url, {"wanted": "nonsense"}).text
    assert 'href="?"' in client.get(url, {"wanted": "celebrate"}).text.partition("</header>")[2]
