# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of unnamed voices."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from hearthside.core.paging import Key
from hearthside.core.text import MAX_CHARACTERS
from hearthside.forum.models import Post, Thread
from hearthside.forum.tests.builders import (
    make_board,
    make_thread,
    place_of,
    unnamed_post,
    unnamed_thread,
)
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    signed_in,
)

pytestmark = pytest.mark.django_db
LATER = SIX_PM + timedelta(hours=1)


def test_the_form_posts_without_a_name_and_shows_who_one_is_here() -> None:
    member = make_member()
    client = signed_in(member.person)
    board = make_board(member.space)

    client.post(
        reverse("forum:new_thread", args=[member.space.slug, board.slug]),
        {"text": "help", "unnamed": "on"},
    )

    thread = Thread.objects.get()
    assert thread.author is not None
    assert thread.author.unnamed
    page = client.get(_address(thread)).text
    assert 'name="unnamed"' not in page
    assert page.count(thread.author.name) >= 2
    assert member.name not in page.partition("<main")[2].partition("</main>")[0]


def test_a_refused_form_comes_back_with_its_words_and_its_mark() -> None:
    member = make_member()
    thread = make_thread(make_board(member.space))
    client = signed_in(member.person)

    answer = client.post(
        reverse("forum:replies", args=[member.space.slug, thread.id]),
        {"text": "x" * (MAX_CHARACTERS + 1), "unnamed": "on"},
    )

    assert answer.status_code == 422
    assert 'aria-describedby="id_unnamed_hint" checked' in answer.text
    again = client.get(_address(thread)).text
    assert 'aria-describedby="id_unnamed_hint" checked' in again


def test_an_own_unnamed_answer_has_an_authors_tools_at_once() -> None:
    thread = make_thread()
    member = make_member(thread.space)
    client = signed_in(member.person)
    first = Post.objects.get(thread=thread)

    answer = client.post(
        reverse("forum:replies", args=[thread.space.slug, thread.id]),
        {"text": "me too", "unnamed": "on", "last": _key(first)},
        headers={"HX-Request": "true"},
    )

    post = Post.objects.get(source="me too")
    assert reverse("forum:post_words", args=[thread.space.slug, post.id]) in answer.text
    assert post.voice.name in answer.text


def test_only_its_owner_reads_on_the_page_of_a_voice_that_it_is_theirs() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    address = reverse("forum:voice", args=[member.space.slug, thread.author_id])
    distance = reverse("forum:voice_distance", args=[member.space.slug, thread.author_id])

    assert distance not in signed_in(member.person).get(address).text
    assert distance in signed_in(make_member(member.space).person).get(address).text


def test_a_named_voice_has_no_page_of_this_kind() -> None:
    thread = make_thread()
    client = signed_in(make_member(thread.space).person)

    address = reverse("forum:voice", args=[thread.space.slug, thread.author_id])

    assert client.get(address).status_code == 404


def test_a_voice_is_kept_away_from_its_page_and_met_again_from_the_conversation() -> None:
    thread = make_thread()
    post = unnamed_post(thread, make_member(thread.space), "from the voice")
    reader = make_member(thread.space)
    client = signed_in(reader.person)
    distance = reverse("forum:voice_distance", args=[thread.space.slug, post.voice_id])

    client.post(distance, {"distance": "block"})

    page = client.get(_address(thread)).text
    assert "from the voice" not in page
    assert reverse("forum:voice", args=[thread.space.slug, post.voice_id]) in page
    client.post(distance, {"distance": ""})
    assert "from the voice" in client.get(_address(thread)).text
    assert place_of(reader, thread).away == {}


def _address(thread: Thread) -> str:
    return reverse("forum:thread", args=[thread.space.slug, thread.id])


def _key(post: Post) -> str:
    return str(Key(post.written_at, post.id))
