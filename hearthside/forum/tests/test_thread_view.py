# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.forum.models import Draft, Thread
from hearthside.forum.queries.posts import page_start_for
from hearthside.forum.tests.builders import make_board, make_post, make_thread, place_of
from hearthside.forum.tests.pages import address, signed_in
from hearthside.spaces.models import Apart, Distance
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
)

pytestmark = pytest.mark.django_db


def test_a_member_reads_every_word() -> None:
    thread = make_thread(source="help")
    make_post(thread, source="I read this, and I am here")

    page = signed_in(make_member(thread.space)).get(address(thread))

    assert page.status_code == 200
    assert "help" in page.text
    assert "I read this, and I am here" in page.text
    assert "Cache-Control" not in page  # so that the front door says no-store


def test_strangers_find_nothing() -> None:
    thread = make_thread()

    assert Client().get(address(thread)).status_code == 404
    assert signed_in(make_member(make_space())).get(address(thread)).status_code == 404


def test_one_word_is_posted_and_seen() -> None:
    board = make_board()
    client = signed_in(make_member(board.space))
    form = reverse("forum:new_thread", args=[board.space.slug, board.slug])

    sent = client.post(
        form, {"text": "help", "title": "", "idempotency_key": "b" * 32}, follow=True
    )

    assert sent.status_code == 200
    assert "help" in sent.text
    assert Thread.objects.get().heading == "help"


def test_a_resent_form_finds_what_it_sent() -> None:
    thread = make_thread()
    client = signed_in(make_member(thread.space))
    form = {"text": "with you", "idempotency_key": "c" * 32}

    client.post(address(thread, "replies"), form)
    client.post(address(thread, "replies"), form)

    assert thread.posts.count() == 2


def test_what_cannot_be_sent_comes_back_with_the_words() -> None:
    thread = make_thread()
    links = " ".join(f"https://example.org/{n}" for n in range(6))

    page = signed_in(make_member(thread.space)).post(address(thread, "replies"), {"text": links})

    assert page.status_code == 422
    assert "https://example.org/5" in page.text


def test_reading_is_remembered_and_what_is_new_is_marked() -> None:
    thread = make_thread()
    member = make_member(thread.space)
    client = signed_in(member)
    client.get(address(thread))

    make_post(thread, source="later words", now=SIX_PM + timedelta(hours=1))
    page = client.get(address(thread))

    assert 'id="new"' in page.text
    assert place_of(member, thread).read_to == SIX_PM + timedelta(hours=1)


def test_neither_meets_the_words_of_a_blocked_member() -> None:
    thread = make_thread()
    one, other = make_member(thread.space), make_member(thread.space)
    make_post(thread, by=one, source="from the one")
    make_post(thread, by=other, source="from the other")
    Apart.objects.create(
        space=thread.space, by=one, other=other, distance=Distance.BLOCK, since=SIX_PM
    )

    assert "from the other" not in signed_in(one).get(address(thread)).text
    assert "from the one" not in signed_in(other).get(address(thread)).text


def test_a_conversation_of_somebody_who_keeps_away_is_not_there() -> None:
    thread = make_thread(source="from the one")
    other = make_member(thread.space)
    steward = make_steward(thread.space)
    make_post(thread, by=other)
    author = thread.author.membership if thread.author else None
    assert author is not None
    for member in (other, steward):
        Apart.objects.create(
            space=thread.space,
            by=author,
            other=member,
            distance=Distance.BLOCK,
            since=SIX_PM,
        )

    assert signed_in(other).get(address(thread)).status_code == 404
    assert signed_in(other).get(address(thread, "title")).status_code == 404
    assert signed_in(other).post(address(thread, "hiding")).status_code == 404
    assert signed_in(steward).get(address(thread)).status_code == 200
    assert signed_in(make_member(thread.space)).get(address(thread)).status_code == 200


def test_a_muted_members_words_are_folded_for_one_reader_only() -> None:
    thread = make_thread()
    one, other = make_member(thread.space), make_member(thread.space)
    make_post(thread, by=other, source="from the other")
    Apart.objects.create(
        space=thread.space, by=one, other=other, distance=Distance.MUTE, since=SIX_PM
    )

    assert "post-muted" in signed_in(one).get(address(thread)).text
    assert "post-muted" not in signed_in(make_member(thread.space)).get(address(thread)).text


def test_only_the_author_sees_an_authors_tools() -> None:
    thread = make_thread()
    author = thread.author.membership if thread.author else None
    assert author is not None

    assert "/words/" in signed_in(author).get(address(thread)).text
    assert "/words/" not in signed_in(make_member(thread.space)).get(address(thread)).text


def test_a_page_costs_the_same_queries_however_long_the_conversation() -> None:
    thread = make_thread()
    client = signed_in(make_member(thread.space))
    client.get(address(thread))

    with CaptureQueriesContext(connection) as short:
        client.get(address(thread))
    for minute in range(60):
        make_post(thread, source="more", now=SIX_PM + timedelta(hours=2, minutes=minute))
    client.get(address(thread))
    client.get(address(thread))
    with CaptureQueriesContext(connection) as long:
        client.get(address(thread))

    assert len(long) <= len(short) + 1
    assert len(long) <= 5


def test_pages_meet_without_gap_or_overlap() -> None:
    thread = make_thread(source="number 0")
    for number in range(1, 50):
        make_post(thread, source=f"number {number}.", now=SIX_PM + timedelta(minutes=number))
    client = signed_in(make_member(thread.space))

    seen, url = [], address(thread)
    while url:
        page = client.get(url)
        seen.append(page.text)
        url = address(thread) + page.context["later"] if page.context["later"] else ""

    assert len(seen) == 3
    assert all(sum(f"number {n}." in text for text in seen) == 1 for n in range(1, 50))


def test_a_draft_comes_back() -> None:
    thread = make_thread()
    client = signed_in(make_member(thread.space))
    place = reverse("forum:draft", args=[thread.space.slug, f"thread:{thread.id}"])

    assert client.post(place, {"text": "half a thought"}).status_code == 204

    assert "half a thought" in client.get(address(thread)).text
    other = signed_in(make_member(thread.space))
    assert "half a thought" not in other.get(address(thread)).text


def test_htmx_gets_the_post_and_an_empty_form() -> None:
    thread = make_thread()
    client = signed_in(make_member(thread.space))

    sent = client.post(
        address(thread, "replies"),
        {"text": "with you", "last": _last(thread), "idempotency_key": "d" * 32},
        headers={"HX-Request": "true"},
    )

    assert "with you" in sent.text
    assert "<html" not in sent.text
    assert 'hx-swap-oob="true"' in sent.text


def test_an_answer_by_htmx_takes_away_that_one_was_waited_for_and_the_authors_words_do_not() -> (
    None
):
    board = make_board()
    author = make_member(board.space)
    thread = make_thread(board, by=author)
    sent = {
        who: signed_in(member).post(
            address(thread, "replies"),
            {"text": "still here", "last": _last(thread), "idempotency_key": key * 32},
            headers={"HX-Request": "true"},
        )
        for who, member, key in (
            ("author", author, "a"),
            ("another", make_member(thread.space), "b"),
        )
    }

    assert '<span id="waits"' not in sent["author"].text
    assert '<span id="waits" hx-swap-oob="true"></span>' in sent["another"].text


def test_htmx_gets_its_form_back_with_the_words_and_nothing_around_it() -> None:
    thread = make_thread()
    client = signed_in(make_member(thread.space))

    sent = client.post(
        address(thread, "replies"),
        {"text": " ", "last": "", "idempotency_key": "d" * 32},
        headers={"HX-Request": "true"},
    )

    assert sent.status_code == 422
    assert "<html" not in sent.text
    assert 'id="id_text_error"' in sent.text
    assert sent.headers["HX-Retarget"] == "#reply"


def test_a_draft_that_arrives_late_does_not_bring_sent_words_back() -> None:
    thread = make_thread()
    client = signed_in(make_member(thread.space))
    place = reverse("forum:draft", args=[thread.space.slug, f"thread:{thread.id}"])
    form = {"text": "with you", "idempotency_key": "f" * 32}

    client.post(address(thread, "replies"), form)
    client.post(place, form)

    assert not Draft.objects.exists()


def test_what_others_wrote_meanwhile_comes_along_with_ones_own() -> None:
    thread = make_thread()
    client = signed_in(make_member(thread.space))
    form = {"text": "with you", "last": _last(thread), "idempotency_key": "d" * 32}
    make_post(thread, source="written meanwhile")

    fragment = client.post(address(thread, "replies"), form, headers={"HX-Request": "true"})
    page = client.post(address(thread, "replies"), form, follow=True)

    for seen in (fragment.text, page.text):
        assert seen.index("written meanwhile") < seen.index("with you")
    assert 'id="reply"' in fragment.text


def test_after_a_long_absence_ones_own_words_are_on_the_page() -> None:
    thread = make_thread()
    client = signed_in(make_member(thread.space))
    form = {"text": "with you", "last": _last(thread), "idempotency_key": "d" * 32}
    for minute in range(25):
        make_post(thread, source="meanwhile", now=SIX_PM + timedelta(minutes=minute + 1))

    answer = client.post(address(thread, "replies"), form, headers={"HX-Request": "true"})
    page = client.get(answer["HX-Redirect"], follow=True)

    assert "with you" in page.text


def _last(thread: Thread) -> str:
    return str(page_start_for(thread.posts.latest("written_at")))
