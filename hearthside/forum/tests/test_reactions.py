# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signs without words: counted once, taken back, known to nobody."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.leaving import erase_words, unname_words
from hearthside.forum.actions.notes import set_notes, suggest_note
from hearthside.forum.actions.posts import take_down_post, withdraw_post
from hearthside.forum.actions.reactions import give_reaction, take_reaction_back
from hearthside.forum.events import PostReactedTo
from hearthside.forum.listeners.signs import tell_of_a_reaction
from hearthside.forum.models import Place, Post, Reaction, Signs, Thread
from hearthside.forum.queries.export import exported
from hearthside.forum.queries.signs import conversations_helped, read_signs, written_signs
from hearthside.forum.rules.signs import read_counts, written_counts
from hearthside.forum.tests.builders import (
    make_board,
    make_post,
    make_thread,
    opening_of,
    unnamed_post,
    unnamed_thread,
)
from hearthside.ledger.models import Delivery
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.models import Notice
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

LATER = SIX_PM + timedelta(hours=1)


def give(post: Post, by: Membership, kind: str = "with-you", *, now: datetime = LATER) -> Post:
    return give_reaction(by=standing_of(by), post=post, kind=kind, now=now)


@pytest.mark.django_db
def test_a_sign_is_counted_once_and_taken_back() -> None:
    thread = make_thread()
    post, reader = opening_of(thread), make_member(thread.space)

    give(post, reader)
    give(post, reader)
    post = give(post, make_member(thread.space))
    assert read_counts(post.reactions) == {"with-you": 2}

    post = take_reaction_back(by=standing_of(reader), post=post, kind="with-you", now=LATER)
    assert read_counts(post.reactions) == {"with-you": 1}
    assert Thread.objects.get(id=thread.id).version == thread.version + 4


@pytest.mark.django_db
def test_a_sign_leaves_no_trace_of_who_gave_it() -> None:
    author = make_member()
    thread = unnamed_thread(author)
    answer = make_post(thread)
    places = list(Place.objects.order_by("id").values("key", "read_to", "followed", "away"))
    Delivery.objects.all().delete()

    give(answer, author)

    assert list(Place.objects.order_by("id").values("key", "read_to", "followed", "away")) == places
    row = Signs.objects.get()
    assert [field.name for field in Signs._meta.concrete_fields] == ["id", "key", "kept"]
    assert answer.id in read_signs(row.kept)
    told = Delivery.objects.values_list("event", flat=True)
    assert [event for event in told if set(event) != {"post_id", "at"}] == []


@pytest.mark.django_db
def test_lists_of_signs_have_few_sizes() -> None:
    thread = make_thread()
    reader = make_member(thread.space)
    for number in range(5):
        give(make_post(thread, now=SIX_PM + timedelta(minutes=number)), reader)

    assert len(Signs.objects.get().kept) == 512
    assert len(written_signs({})) == 512


@pytest.mark.django_db
def test_nobody_reacts_to_their_own_words_under_whatever_face() -> None:
    author = make_member()
    thread = unnamed_thread(author)

    with pytest.raises(Refused) as refused:
        give(opening_of(thread), author)

    assert refused.value.code == "oneself"


@pytest.mark.django_db
def test_words_that_are_not_shown_take_no_sign() -> None:
    thread = make_thread()
    author = Membership.objects.get(voices__thread=thread)
    answer, reader = make_post(thread), make_member(thread.space)
    steward = standing_of(make_steward(thread.space))
    take_down_post(by=steward, post=answer, reason="norms", now=LATER)
    withdraw_post(by=standing_of(author), post=opening_of(thread), now=LATER)

    for post in (answer, opening_of(thread)):
        with pytest.raises(Refused) as refused:
            give(post, reader)
        assert refused.value.code == "not-shown"


@pytest.mark.django_db
def test_there_is_no_sign_against_anybody() -> None:
    thread = make_thread()

    with pytest.raises(Refused) as refused:
        give(opening_of(thread), make_member(thread.space), "thumbs-down")

    assert refused.value.code == "no-such-sign"
    assert set(Reaction.values) == {"with-you", "thank-you", "me-too", "hope", "well-done"}


@pytest.mark.django_db
def test_the_author_is_told_once_for_each_person_in_one_notice() -> None:
    author = make_member()
    thread = unnamed_thread(author)
    post, reader = opening_of(thread), make_member(thread.space)
    give(post, reader)
    run_courier_once(limit=50)
    take_reaction_back(by=standing_of(reader), post=post, kind="with-you", now=LATER)
    give(post, reader)
    give(post, reader, "hope")
    run_courier_once(limit=50)
    assert Notice.objects.get(kind="reacted").times == 1

    give(post, make_member(thread.space), now=LATER + timedelta(minutes=1))
    run_courier_once(limit=50)

    notice = Notice.objects.get(kind="reacted")
    assert (notice.recipient_id, notice.times) == (post.voice_id, 2)
    assert notice.subject_id == thread.id


@pytest.mark.django_db
def test_a_delivery_made_twice_tells_of_a_sign_and_of_a_note_once() -> None:
    thread = make_thread()
    post, reader = opening_of(thread), make_member(thread.space)
    give(post, reader)
    suggest_note(by=standing_of(reader), post=post, note="grief", now=LATER)
    set_notes(by=standing_of(make_steward(thread.space)), post=post, notes=["faith"], now=LATER)

    for _ in range(2):
        run_courier_once(limit=50)
        Delivery.objects.update(done_at=None, next_try_at=SIX_PM)

    told = dict(Notice.objects.filter(recipient_id=post.voice.face_id).values_list("kind", "times"))
    assert told == {"reacted": 1, "note-suggested": 1, "noted": 1}


@pytest.mark.django_db
def test_what_was_owed_before_an_update_is_told() -> None:
    post = opening_of(make_thread())

    tell_of_a_reaction(PostReactedTo(post_id=post.id))

    assert Notice.objects.get().times == 1


@pytest.mark.django_db
def test_helping_is_counted_by_conversation_over_every_face_for_oneself_alone() -> None:
    helper = make_member()
    board = make_board(helper.space)
    one, two, three = (make_thread(board) for _ in range(3))
    readers = [make_member(helper.space) for _ in range(2)]
    named = make_post(one, by=helper)
    for reader in readers:
        give(named, reader, "thank-you")
    give(unnamed_post(two, helper), readers[0], "hope")
    give(make_post(three, by=helper), readers[0], "me-too")

    assert conversations_helped(standing_of(helper)) == 2
    assert conversations_helped(standing_of(readers[0])) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("leave", [erase_words, unname_words])
def test_leaving_forgets_who_gave_and_leaves_the_count(leave: object) -> None:
    thread = make_thread()
    post, reader = opening_of(thread), make_member(thread.space)
    give(post, reader)

    assert callable(leave)
    leave(membership_ids=[reader.id], now=LATER)

    post.refresh_from_db()
    assert not Signs.objects.exists()
    assert read_counts(post.reactions) == {"with-you": 1}


@pytest.mark.django_db
def test_an_export_holds_what_one_gave_and_never_what_others_gave() -> None:
    thread = make_thread()
    post, reader, other = opening_of(thread), make_member(thread.space), make_member(thread.space)
    give(post, reader, "hope")
    give(post, other, "me-too")

    part = next(part for part in exported([reader.id], []) if part.name == "signs")

    assert [(row["post"], row["reactions"]) for row in part.rows] == [(str(post.id), "Hope")]


def test_counts_are_read_as_they_were_written() -> None:
    assert read_counts(written_counts({"hope": 2, "me-too": 0, "with-you": 1})) == {
        "with-you": 1,
        "hope": 2,
    }
    assert len(written_counts(dict.fromkeys(Reaction.values, 100_000))) <= 120


@pytest.mark.django_db(transaction=True)
def test_signs_of_many_at_once_are_all_counted() -> None:
    thread = make_thread()
    post = opening_of(thread)
    crowd = [make_member(thread.space) for _ in range(5)]

    def press(by: Membership) -> None:
        try:
            give(post, by)
            give(post, by)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(crowd)) as pool:
        list(pool.map(press, crowd))

    post.refresh_from_db()
    assert read_counts(post.reactions) == {"with-you": 5}
