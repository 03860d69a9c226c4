# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words for one's own eyes: kept on purpose, sealed, opened again, shared in one step, deleted."""

from __future__ import annotations

from html import unescape
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from hearthside.forum.models import Draft, Post, Thread
from hearthside.forum.queries.for_me import kept_for_me
from hearthside.forum.tests.builders import make_board, make_thread
from hearthside.forum.tests.test_restrictions import restricted
from hearthside.privacy.hooks import Leave, Subject, erase, export_of
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, signed_in, standing_of

pytestmark = pytest.mark.django_db
WORDS = "I did not say this to anybody yet."


def page_of(member: Membership, kept_id: UUID) -> str:
    return reverse("forum:for_me", args=[member.space.slug, kept_id])


def keeps(member: Membership, text: str = WORDS) -> tuple[Client, str]:
    """A member who keeps something for their own eyes; their browser, and its page."""
    client, page = signed_in(member.person), page_of(member, uuid4())
    answer = client.post(page, {"text": text, "deed": "keep", "idempotency_key": uuid4().hex})
    assert answer.status_code == 302
    return client, page


def test_it_is_listed_and_opened_again_by_its_author_alone_and_sealed() -> None:
    member = make_member()
    client, page = keeps(member)
    other = signed_in(make_member(member.space).person)
    listed = reverse("forum:own_posts", args=[member.space.slug])

    assert page in client.get(listed).text
    assert WORDS in client.get(page).text
    for theirs in (listed, page):
        assert WORDS not in other.get(theirs).text
    assert not Post.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Draft._meta.db_table}")
        assert WORDS not in str(cursor.fetchall())


def test_the_address_of_anothers_words_is_an_empty_page_like_any_other() -> None:
    member = make_member()
    _client, page = keeps(member)
    other = make_member(member.space)
    client = signed_in(other.person)

    theirs, nowhere = client.get(page), client.get(page_of(other, uuid4()))

    assert theirs.status_code == nowhere.status_code == 200
    assert theirs.context["form"]["text"].value() == nowhere.context["form"]["text"].value() == ""
    client.post(page, {"text": "mine", "deed": "keep"})
    client.post(f"{page}ending/")
    assert [row.passage for row in kept_for_me(standing_of(member))] == [WORDS]


def test_what_one_goes_on_writing_there_is_kept_by_itself() -> None:
    member = make_member()
    client, page = keeps(member)

    client.post(client.get(page).context["save_to"], {"text": f"{WORDS} And more."})

    (row,) = kept_for_me(standing_of(member))
    assert row.passage == f"{WORDS} And more."


@pytest.mark.parametrize("place", ["for-me:x", f"for-me:{UUID(int=3).hex}"])
def test_an_address_that_is_none_leaves_the_page_of_ones_own_words_open(place: str) -> None:
    member = make_member()
    client, page = keeps(member)

    client.post(reverse("forum:draft", args=[member.space.slug, place]), {"text": "Else"})

    shown = client.get(reverse("forum:own_posts", args=[member.space.slug]))
    assert shown.status_code == 200
    assert page in shown.text
    assert [row.passage for row in kept_for_me(standing_of(member))] == [WORDS]


@pytest.mark.parametrize("where", ["board", "thread"])
def test_it_is_shared_in_one_step_once_and_kept_no_longer(where: str) -> None:
    member = make_member()
    thread = make_thread(make_board(member.space), by=member)
    client, page = keeps(member)
    form = client.get(page).context["form"]
    target = thread if where == "thread" else thread.board
    said = {
        "text": WORDS,
        "deed": "share",
        "where": f"{where}:{target.id}",
        "idempotency_key": form["idempotency_key"].value(),
    }
    assert f'value="{said["where"]}"' in client.get(page).text

    answers = [client.post(page, said) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Post.objects.filter(source=WORDS).count() == 1
    assert Thread.objects.count() == (1 if where == "thread" else 2)
    assert kept_for_me(standing_of(member)) == []


def test_it_can_be_shared_without_a_name() -> None:
    member = make_member()
    board = make_board(member.space)
    client, page = keeps(member)

    client.post(
        page, {"text": WORDS, "deed": "share", "where": f"board:{board.id}", "unnamed": "on"}
    )

    assert Post.objects.get().voice.unnamed


@pytest.mark.parametrize("where", ["", "board:x", f"board:{UUID(int=3)}", f"thread:{UUID(int=3)}"])
def test_where_nothing_is_the_words_come_back_and_stay(where: str) -> None:
    member = make_member()
    client, page = keeps(member)

    answer = client.post(page, {"text": WORDS, "deed": "share", "where": where})

    assert answer.status_code == 404
    assert WORDS in unescape(answer.content.decode())
    assert kept_for_me(standing_of(member))


def test_nothing_of_another_space_takes_them() -> None:
    member = make_member()
    client, page = keeps(member)
    elsewhere = make_thread(make_board())

    for where in (f"board:{elsewhere.board_id}", f"thread:{elsewhere.id}"):
        said = {"text": WORDS, "deed": "share", "where": where}
        assert client.post(page, said).status_code == 404

    assert not Post.objects.filter(source=WORDS).exists()


def test_who_may_not_write_for_a_while_still_keeps_for_themselves_and_loses_nothing() -> None:
    member = make_member()
    board = make_board(member.space)
    restricted(member)
    client, page = keeps(member)

    changed = f"{WORDS} Again."
    said = {"text": changed, "deed": "share", "where": f"board:{board.id}"}
    refused = client.post(page, said)

    assert refused.status_code == 422
    assert changed in refused.text
    assert [row.passage for row in kept_for_me(standing_of(member))] == [changed]


@pytest.mark.parametrize("fragment", [False, True])
def test_an_answer_that_was_begun_is_kept_instead_of_posted_and_once(fragment: bool) -> None:
    member = make_member()
    thread = make_thread(make_board(member.space))
    client, once = signed_in(member.person), uuid4().hex
    replies = reverse("forum:replies", args=[member.space.slug, thread.id])
    draft = reverse("forum:draft", args=[member.space.slug, f"thread:{thread.id}"])
    client.post(draft, {"text": WORDS, "idempotency_key": once})
    said = {"text": WORDS, "deed": "keep", "idempotency_key": once}
    headers = {"HX-Request": "true"} if fragment else {}

    answers = [client.post(replies, said, headers=headers) for _ in range(2)]

    address = answers[0].headers["HX-Redirect" if fragment else "Location"]
    assert [row.id for row in kept_for_me(standing_of(member))] == [UUID(once)]
    assert Draft.objects.count() == 1
    assert Post.objects.filter(source=WORDS).count() == 0
    assert f'value="thread:{thread.id}" selected' in client.get(address).text


def test_a_conversation_that_was_begun_is_kept_instead_of_posted() -> None:
    member = make_member()
    board = make_board(member.space)
    client = signed_in(member.person)
    page = reverse("forum:new_thread", args=[member.space.slug, board.slug])

    answer = client.post(page, {"text": WORDS, "deed": "keep"}, follow=True)
    empty = client.post(page, {"text": " ", "deed": "keep"})

    assert WORDS in answer.text
    assert f'value="board:{board.id}" selected' in answer.text
    assert empty.status_code == 422
    assert not Thread.objects.exists()


def test_it_is_deleted_for_good_in_the_export_and_goes_with_its_author() -> None:
    member = make_member()
    client, page = keeps(member)
    _other, _page = keeps(member, "Something else")

    client.post(f"{page}ending/")
    parts = export_of.ask(Subject(member.person_id))

    assert WORDS not in str(parts)
    assert "Something else" in str(parts)
    erase.ask(Subject(member.person_id), Leave.KEEP_WORDS, SIX_PM)
    assert not Draft.objects.exists()
