# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a reader chose to fold or to hide holds on every list and page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.core import clock
from hearthside.forum.actions.reactions import give_reaction
from hearthside.forum.models import Post
from hearthside.forum.queries.met import headings_of
from hearthside.forum.queries.threads import waiting_page
from hearthside.forum.tests.builders import (
    make_board,
    make_post,
    make_thread,
    opening_of,
    place_of,
    unnamed_thread,
)
from hearthside.forum.tests.note_builders import note, noted_thread, wish
from hearthside.forum.tests.pages import LISTS, address, listed, signed_in
from hearthside.ledger.tasks import run_courier_once
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", LISTS)
def test_lists_leave_out_what_a_reader_hides(name: str) -> None:
    space = make_space()
    thread, reader = noted_thread(space), make_member(space)
    client, url = signed_in(reader), listed(name, space, thread.board)
    if name != "home":
        assert "He died" in client.get(url).text

    wish(reader, "hide")

    page = client.get(url).text
    assert "He died" not in page
    assert "my brother" not in page
    assert str(thread.id) not in page


@pytest.mark.parametrize("name", LISTS)
def test_lists_say_in_neutral_words_what_a_reader_folds(name: str) -> None:
    space = make_space()
    thread, reader = noted_thread(space), make_member(space)
    wish(reader, "fold")

    page = signed_in(reader).get(listed(name, space, thread.board)).text

    assert "He died" not in page
    assert "my brother" not in page
    assert "Talks about grief and death." in page


def test_a_board_is_not_new_by_what_a_reader_hides() -> None:
    space = make_space()
    noted_thread(space)
    reader, other = make_member(space), make_member(space)
    wish(reader, "hide")
    home = reverse("spaces:home", args=[space.slug])

    assert '<span class="tag" data-tone="calm">New</span>' in signed_in(other).get(home).text
    assert '<span class="tag" data-tone="calm">New</span>' not in signed_in(reader).get(home).text


def test_a_conversation_somebody_opens_themselves_leaves_out_what_they_hide() -> None:
    thread = noted_thread(make_space())
    make_post(thread, source="I am sorry", now=clock.now())
    reader = make_member(thread.space)
    wish(reader, "hide")

    page = signed_in(reader).get(address(thread)).text

    assert "He died" not in page
    assert "my brother" not in page
    assert "I am sorry" in page
    assert page.count('class="post-hidden') == 1


def test_several_hidden_posts_in_a_row_are_one_quiet_line() -> None:
    thread = make_thread()
    for said in ("one", "two"):
        note(make_post(thread, source=said))
    reader = make_member(thread.space)
    wish(reader, "hide")

    assert signed_in(reader).get(address(thread)).text.count('class="post-hidden') == 1


def test_a_folded_post_opens_without_scripting_and_offers_the_ways_on() -> None:
    thread = noted_thread(make_space())
    reader = make_member(thread.space)
    wish(reader, "fold")
    post = Post.objects.get(thread=thread)

    page = signed_in(reader).get(address(thread)).text

    fold = page[
        page.index('<div class="post-noted">') : page.index("</details>", page.index("my bro"))
    ]
    assert "<summary>Talks about grief and death." in fold
    assert "my brother" in fold
    for way in (f"#after-{post.id}", "/later/", "/quiet-moment/"):
        assert way in page
    assert "He died" not in page.partition("post-noted")[0]


def test_the_same_page_is_whole_for_who_wishes_nothing_and_for_the_author() -> None:
    author = make_member()
    thread = make_thread(make_board(author.space), by=author, source="my brother")
    note(opening_of(thread))
    wish(author, "hide")

    for reader in (author, make_member(author.space)):
        page = signed_in(reader).get(address(thread)).text
        assert "my brother" in page
        assert "post-noted" not in page
        assert "Talks about grief and death." in page


def test_a_page_asks_nothing_more_for_wishes_and_signs() -> None:
    thread = noted_thread(make_space())
    plain, choosy = make_member(thread.space), make_member(thread.space)
    wish(choosy, "fold")
    post = Post.objects.select_related("thread").get(thread=thread)
    give_reaction(by=standing_of(choosy), post=post, kind="hope", now=SIX_PM)

    counts = []
    for reader in (plain, choosy):
        client = signed_in(reader)
        client.get(address(thread))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address(thread))
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["waiting", "new", "board"])
def test_a_list_asks_nothing_more_for_wishes(name: str) -> None:
    space = make_space()
    thread = noted_thread(space)
    plain, choosy = make_member(space), make_member(space)
    wish(choosy, "fold")

    counts = []
    for reader in (plain, choosy):
        client, url = signed_in(reader), listed(name, space, thread.board)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_later_keeps_a_conversation_new() -> None:
    thread = noted_thread(make_space())
    reader = make_member(thread.space)
    wish(reader, "fold")
    client, post = signed_in(reader), Post.objects.get(thread=thread)
    new = reverse("forum:new", args=[thread.space.slug])
    client.get(address(thread))
    assert str(thread.id) not in client.get(new).text

    client.post(reverse("forum:later", args=[thread.space.slug, post.id]))

    assert str(thread.id) in client.get(new).text
    assert place_of(reader, thread).read_to == post.written_at - timedelta(microseconds=1)


@pytest.mark.parametrize(("how", "topic"), [("hide", ""), ("fold", "Talks about grief and death.")])
def test_notices_do_not_name_what_a_reader_hides_or_folds(how: str, topic: str) -> None:
    thread = noted_thread(make_space())
    reader = make_member(thread.space)
    make_post(thread, by=reader, now=clock.now())
    make_post(thread, now=clock.now())
    run_courier_once(limit=50)
    wish(reader, how)

    page = signed_in(reader).get(reverse("spaces:notices", args=[thread.space.slug])).text

    assert "Somebody answered" in page
    assert "He died" not in page
    assert topic in page


def test_the_page_of_a_post_honours_the_choice() -> None:
    thread = noted_thread(make_space())
    reader, post = make_member(thread.space), Post.objects.get(thread=thread)
    url = reverse("forum:post_options", args=[thread.space.slug, post.id])
    wish(reader, "hide")
    assert "my brother" not in signed_in(reader).get(url).text

    wish(reader, "fold")

    assert "<details" in signed_in(reader).get(url).text.partition("my brother")[0]


def test_a_search_leaves_out_what_a_reader_hides_and_folds_what_they_fold() -> None:
    thread = noted_thread(make_space())
    make_post(thread, source="my brother, too", now=clock.now())
    run_courier_once(limit=500)
    reader = make_member(thread.space)
    client, url = signed_in(reader), reverse("forum:search", args=[thread.space.slug])
    whole = client.post(url, {"sought": "brother"}, follow=True).text
    assert whole.count('id="f-') == 2

    wish(reader, "hide")
    assert 'id="f-' not in client.post(url, {"sought": "brother"}, follow=True).text
    wish(reader, "fold")

    page = client.post(url, {"sought": "brother"}, follow=True).text
    assert page.count('id="f-') == page.count("found-folded") == 2
    assert "He died" not in page
    assert "Talks about grief and death." in page


@pytest.mark.parametrize("how", ["hide", "fold"])
def test_a_digest_leaves_out_or_folds_as_a_list_does(how: str) -> None:
    space = make_space()
    noted_thread(space)
    reader = make_member(space)
    wish(reader, how)

    rows = [row.heading for row in waiting_page(standing_of(reader), None).rows]

    assert rows == {"hide": [], "fold": ["Talks about grief and death."]}[how]


def test_ones_own_conversation_keeps_its_name_under_whatever_face() -> None:
    author = make_member()
    for thread in (unnamed_thread(author), make_thread(make_board(author.space), by=author)):
        note(opening_of(thread))
        wish(author, "hide")

        assert headings_of(author.id, [thread.id]) == {thread.id: thread.heading}
