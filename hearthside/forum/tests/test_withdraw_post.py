# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.posts import change_post, restore_post, take_down_post, withdraw_post
from hearthside.forum.models import PostState, ThreadState
from hearthside.forum.tests.builders import make_post, make_thread, words
from hearthside.ledger.models import Entry, Verb
from hearthside.ledger.queries import verify_chain
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db


def test_an_answer_taken_back_answers_nobody() -> None:
    thread = make_thread()
    helper = make_member(thread.space)
    answer = make_post(thread, by=helper)

    withdraw_post(by=standing_of(helper), post=answer, now=SIX_PM)

    thread.refresh_from_db()
    assert thread.answered_at is None


def test_words_can_be_put_back() -> None:
    thread = make_thread()
    helper = make_member(thread.space)
    answer = make_post(thread, by=helper)
    withdraw_post(by=standing_of(helper), post=answer, now=SIX_PM)

    restore_post(by=standing_of(helper), post=answer, now=SIX_PM)

    answer.refresh_from_db()
    thread.refresh_from_db()
    assert answer.state == PostState.VISIBLE
    assert thread.answered_at == answer.written_at


def test_a_conversation_nobody_answered_goes_with_its_opening() -> None:
    thread = make_thread()
    author = _author(thread.author.membership if thread.author else None)

    withdraw_post(by=standing_of(author), post=thread.posts.get(), now=SIX_PM)

    thread.refresh_from_db()
    assert thread.state == ThreadState.WITHDRAWN


def test_others_words_stay_when_the_opening_goes() -> None:
    thread = make_thread()
    author = _author(thread.author.membership if thread.author else None)
    opening = thread.posts.get()
    make_post(thread)

    withdraw_post(by=standing_of(author), post=opening, now=SIX_PM)

    thread.refresh_from_db()
    assert thread.state == ThreadState.OPEN


@pytest.mark.parametrize("title", ["", "My secret"])
def test_words_taken_back_stand_in_no_heading_and_come_back_with_them(title: str) -> None:
    thread = make_thread(source="a secret", title=title)
    author = _author(thread.author.membership if thread.author else None)
    opening = thread.posts.get()
    make_post(thread)

    withdraw_post(by=standing_of(author), post=opening, now=SIX_PM)
    change_post(by=standing_of(author), post=opening, words=words("another secret"), now=SIX_PM)

    thread.refresh_from_db()
    assert "secret" not in thread.heading + thread.opening

    restore_post(by=standing_of(author), post=opening, now=SIX_PM)

    thread.refresh_from_db()
    assert thread.heading == (title or "another secret")


def test_words_taken_down_stand_in_no_heading() -> None:
    thread = make_thread(source="a detail that could hurt", title="How I did it")
    steward = standing_of(make_steward(thread.space))

    take_down_post(by=steward, post=thread.posts.get(), reason="Detail", now=SIX_PM)

    thread.refresh_from_db()
    assert thread.heading == ""


def test_nobody_takes_back_anothers_words() -> None:
    thread = make_thread()
    steward = make_steward(thread.space)

    with pytest.raises(Refused) as refused:
        withdraw_post(by=standing_of(steward), post=thread.posts.get(), now=SIX_PM)

    assert refused.value.code == "not-yours"


def test_taking_down_is_in_the_ledger_and_the_author_keeps_the_words() -> None:
    thread = make_thread(source="a detail that could hurt")
    steward = make_steward(thread.space)
    post = thread.posts.get()

    take_down_post(by=standing_of(steward), post=post, reason="Detail", now=SIX_PM)

    post.refresh_from_db()
    assert post.state == PostState.TAKEN_DOWN
    assert post.source == "a detail that could hurt"
    assert Entry.objects.filter(verb=Verb.POST_TAKEN_DOWN).count() == 1
    assert verify_chain().holds


def test_a_member_cannot_take_down() -> None:
    thread = make_thread()

    with pytest.raises(Refused) as refused:
        take_down_post(
            by=standing_of(make_member(thread.space)),
            post=thread.posts.get(),
            reason="",
            now=SIX_PM,
        )

    assert refused.value.code == "not-steward"


def _author(membership: Membership | None) -> Membership:
    assert membership is not None
    return membership
