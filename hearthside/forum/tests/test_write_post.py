# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from hearthside.core.verdicts import Refused
from hearthside.forum.actions._steps import Words
from hearthside.forum.actions.drafts import Unsent, keep_draft
from hearthside.forum.actions.places import note_read
from hearthside.forum.actions.posts import write_post
from hearthside.forum.actions.threads import close_thread
from hearthside.forum.models import Draft, Post, Voice
from hearthside.forum.queries.drafts import begun_in
from hearthside.forum.rules.conversation import BURST_POSTS
from hearthside.forum.tests.builders import make_post, make_thread, place_of, words
from hearthside.ledger.models import Delivery
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db


def test_one_character_is_enough() -> None:
    thread = make_thread()

    post = make_post(thread, source="k")

    assert post.html == "<p>k</p>\n"


def test_no_character_is_kindly_refused() -> None:
    with pytest.raises(Refused) as refused:
        make_post(make_thread(), source=" \n ")

    assert refused.value.code == "empty"


def test_a_form_sent_twice_posts_once() -> None:
    thread = make_thread()
    member = standing_of(make_member(thread.space))
    sent = words("here", once="a" * 32)

    first = write_post(by=member, thread=thread, words=sent, now=SIX_PM)
    again = write_post(by=member, thread=thread, words=sent, now=SIX_PM + timedelta(minutes=1))

    thread.refresh_from_db()
    assert first.id == again.id
    assert thread.posts_count == 2
    assert Delivery.objects.filter(listener__endswith=".PostWritten").count() == 1


@pytest.mark.parametrize("spoken_before", [False, True])
@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_posts_once_and_fails_for_nobody(spoken_before: bool) -> None:
    thread = make_thread()
    member = standing_of(make_member(thread.space))
    if spoken_before:
        write_post(by=member, thread=thread, words=words("hello", once="a" * 32), now=SIX_PM)
    sent = words("here", once="b" * 32)

    def send(_: int) -> UUID:
        try:
            return write_post(by=member, thread=thread, words=sent, now=SIX_PM).id
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        posts = set(pool.map(send, range(4)))

    thread.refresh_from_db()
    assert len(posts) == 1
    assert thread.posts_count == 2 + spoken_before
    assert thread.posts.count() == thread.posts_count
    assert Delivery.objects.filter(event__post_id=str(posts.pop())).count() == 1


def test_only_another_persons_answer_ends_the_wait() -> None:
    thread = make_thread()
    own = thread.author
    assert own is not None
    assert own.membership is not None

    make_post(thread, by=own.membership, source="still here")
    thread.refresh_from_db()
    assert thread.answered_at is None

    make_post(thread, source="with you", now=SIX_PM + timedelta(minutes=9))
    thread.refresh_from_db()
    assert thread.answered_at == SIX_PM + timedelta(minutes=9)


def test_who_writes_follows_and_has_read() -> None:
    thread = make_thread()
    member = make_member(thread.space)

    make_post(thread, by=member)

    place = place_of(member, thread)
    assert place.followed
    assert place.read_to == SIX_PM + timedelta(minutes=5)


def test_who_answers_from_an_earlier_page_still_finds_what_is_new() -> None:
    thread = make_thread()
    reader = make_member(thread.space)
    note_read(by=standing_of(reader), thread=thread, now=SIX_PM)
    unread = make_post(thread, now=SIX_PM + timedelta(minutes=3))

    make_post(thread, by=reader, now=SIX_PM + timedelta(minutes=9))

    place = place_of(reader, thread)
    assert place.followed
    assert place.read_to is not None
    assert place.read_to < unread.written_at


def test_words_stand_behind_all_that_is_there_whatever_the_clock_says() -> None:
    thread = make_thread()
    first = make_post(thread, now=SIX_PM + timedelta(minutes=9))

    later = make_post(thread, now=SIX_PM + timedelta(minutes=8))

    thread.refresh_from_db()
    assert later.written_at > first.written_at
    assert thread.last_post_at == later.written_at


@pytest.mark.django_db(transaction=True)
def test_ten_answers_at_once_are_all_there_in_one_order() -> None:
    thread = make_thread()
    crowd = [standing_of(make_member(thread.space)) for _ in range(5)]

    def answer(number: int) -> None:
        by = crowd[number % len(crowd)]
        try:
            note_read(by=by, thread=thread, now=SIX_PM)
            write_post(by=by, thread=thread, words=words(f"{number}"), now=SIX_PM)
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(answer, range(10)))

    thread.refresh_from_db()
    instants = list(thread.posts.values_list("written_at", flat=True))
    assert len(set(instants)) == thread.posts_count == 11
    assert Voice.objects.filter(thread=thread).count() == 6
    assert thread.places.filter(followed=True).count() == 6


def test_a_person_has_one_voice_in_a_conversation() -> None:
    thread = make_thread()
    member = make_member(thread.space, "Wren")

    make_post(thread, by=member)
    make_post(thread, by=member)

    assert Voice.objects.filter(thread=thread, membership=member, name="Wren").count() == 1


def test_sending_lets_go_of_the_draft() -> None:
    thread = make_thread()
    member = make_member(thread.space)
    keep_draft(by=standing_of(member), unsent=Unsent("half a", f"thread:{thread.id}"), now=SIX_PM)

    make_post(thread, by=member)

    assert not Draft.objects.exists()


def test_what_is_in_the_making_in_another_tab_stays() -> None:
    thread = make_thread()
    member = standing_of(make_member(thread.space))
    place = f"thread:{thread.id}"
    keep_draft(by=member, unsent=Unsent("another thought", place, "e" * 32), now=SIX_PM)

    write_post(by=member, thread=thread, words=words("sent", once="f" * 32), now=SIX_PM)
    keep_draft(by=member, unsent=Unsent("", place, "f" * 32), now=SIX_PM)

    assert begun_in(place, member).words == "another thought"


def test_sending_lets_go_of_the_draft_that_the_form_began_with() -> None:
    thread = make_thread()
    member = standing_of(make_member(thread.space))
    place = f"thread:{thread.id}"
    keep_draft(by=member, unsent=Unsent("half a", place, "e" * 32), now=SIX_PM)
    begun = begun_in(place, member)

    sent = Words.said("half a thought", "en", "f" * 32, begun.form)
    write_post(by=member, thread=thread, words=sent, now=SIX_PM)

    assert not begun_in(place, member).words


def test_a_closed_conversation_takes_no_new_words() -> None:
    thread = make_thread()
    steward = standing_of(make_steward(thread.space))
    close_thread(by=steward, thread=thread, reason="Moved on", now=SIX_PM)

    with pytest.raises(Refused) as refused:
        make_post(thread)

    assert refused.value.code == "closed"
    assert Post.objects.filter(thread=thread).count() == 1


def test_many_links_are_refused_and_say_so() -> None:
    links = " ".join(f"https://example.org/{n}" for n in range(6))

    with pytest.raises(Refused) as refused:
        make_post(make_thread(), source=links)

    assert refused.value.code == "too-many-links"


def test_a_burst_is_slowed_and_later_words_go_through() -> None:
    thread = make_thread()
    member = make_member(thread.space)
    for _ in range(BURST_POSTS):
        make_post(thread, by=member, source="again")

    with pytest.raises(Refused) as refused:
        make_post(thread, by=member, source="again")
    make_post(thread, by=member, source="later", now=SIX_PM + timedelta(minutes=16))

    assert refused.value.code == "burst"


def test_a_member_of_another_space_cannot_write_here() -> None:
    thread = make_thread()
    stranger = standing_of(make_steward())

    with pytest.raises(Refused) as refused:
        write_post(by=stranger, thread=thread, words=words(), now=SIX_PM)

    assert refused.value.code == "not-here"


def test_script_and_foreign_pictures_never_reach_the_page() -> None:
    source = "<script>x</script> ![p](https://evil.example/p.png) [a](javascript:x) **b**"

    post = make_post(make_thread(), source=source)

    assert "<script" not in post.html
    assert "<img" not in post.html
    assert "javascript:" not in post.html.replace("(javascript:x)", "")
    assert "<strong>b</strong>" in post.html
