# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signs are given on the page of a conversation, counted there, and move nobody up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.urls import reverse

from hearthside.core import clock
from hearthside.forum.actions.reactions import give_reaction
from hearthside.forum.models import Post
from hearthside.forum.queries.search import Asked, FoundRow, found_page
from hearthside.forum.queries.search_index import newest_number
from hearthside.forum.tests.builders import make_board, make_post, make_thread
from hearthside.forum.tests.pages import HX, LISTS, address, listed, signed_in
from hearthside.ledger.tasks import run_courier_once
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

pytestmark = pytest.mark.django_db


def test_a_sign_works_as_a_plain_form_and_as_a_fragment() -> None:
    thread = make_thread()
    post, client = Post.objects.get(thread=thread), signed_in(make_member(thread.space))
    url = reverse("forum:reactions", args=[thread.space.slug, post.id])

    plain = client.post(url, {"give": "hope"})
    fragment = client.post(url, {"give": "with-you"}, headers=HX)

    assert plain.status_code == 302
    assert plain["Location"].endswith(f"#p-{post.id}")
    assert fragment.text.strip().startswith('<form class="signs"')
    assert 'value="with-you" autofocus' in fragment.text
    assert fragment.text.count('aria-pressed="true"') == 2
    page = client.get(address(thread)).text
    assert page.count('aria-pressed="true"') == 2
    client.post(url, {"back": "hope"})
    assert client.get(address(thread)).text.count('aria-pressed="true"') == 1


def test_a_sign_that_is_none_is_refused() -> None:
    post = Post.objects.get(thread=make_thread())
    url = reverse("forum:reactions", args=[post.space.slug, post.id])

    for sent in ({}, {"give": "thumbs-down"}):
        assert signed_in(make_member(post.space)).post(url, sent).status_code == 403


def test_an_author_reads_how_many_and_nobody_reads_who() -> None:
    author = make_member()
    thread = make_thread(make_board(author.space), by=author)
    post, reader = Post.objects.get(thread=thread), make_member(thread.space)
    give_reaction(by=standing_of(reader), post=post, kind="hope", now=SIX_PM)

    own = signed_in(author).get(address(thread)).text
    other = signed_in(make_member(thread.space)).get(address(thread)).text

    assert "1 person: Hope" in own
    assert 'name="give"' not in own
    for page in (own, other):
        assert reader.name not in page
        assert str(reader.id) not in page


def test_only_the_helper_reads_that_they_helped() -> None:
    helper = make_member()
    thread = make_thread(make_board(helper.space))
    answer = make_post(thread, by=helper)
    give_reaction(by=standing_of(make_member(helper.space)), post=answer, kind="hope", now=SIX_PM)
    mine = reverse("spaces:my_membership", args=[helper.space.slug])
    theirs = reverse("spaces:member", args=[helper.space.slug, helper.id])

    assert 'id="helped"' in signed_in(helper).get(mine).text
    other = signed_in(make_member(helper.space))
    assert 'id="helped"' not in other.get(theirs).text
    assert 'id="helped"' not in other.get(mine).text


@pytest.mark.parametrize("asked", ["", "?sort=reactions", "?order=-helped", "?top=1"])
def test_what_was_given_moves_nobody_up(asked: str) -> None:
    """Lists, a search and the people of a space stand as they stood before signs were given."""
    space = make_space()
    board = make_board(space)
    people = [make_member(space) for _ in range(4)]
    threads = [make_thread(board, by=each, source="lighthouse", now=clock.now()) for each in people]
    run_courier_once(limit=500)
    reader = make_member(space)
    pages = [listed(name, space, board) for name in LISTS]
    pages.append(reverse("spaces:people", args=[space.slug]))
    before = [_order_in(reader, page + asked, people) for page in pages]
    searched = [row.post_id for row in _found(reader)]

    for given_to in (threads[0], threads[2]):
        post = Post.objects.select_related("thread").get(thread=given_to)
        for giver in people:
            if giver.id != post.voice.membership_id:
                give_reaction(by=standing_of(giver), post=post, kind="hope", now=SIX_PM)

    assert [_order_in(reader, page + asked, people) for page in pages] == before
    assert [row.post_id for row in _found(reader)] == searched
    assert len(searched) == 4
    assert len(before[-1]) == 4


def _order_in(reader: Membership, page: str, people: list[Membership]) -> list[str]:
    shown = signed_in(reader).get(page).text.partition("<main")[2]
    names = [each.name for each in people if f">{each.name}<" in shown]
    return sorted(names, key=lambda name: shown.index(f">{name}<"))


def _found(reader: Membership) -> Sequence[FoundRow]:
    asked = Asked("lighthouse", clock.now(), newest_number() + 1)
    return found_page(asked, standing_of(reader), 0).rows
