# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is blocked by whoever began a conversation ends no wait in it, and loses no words."""

from __future__ import annotations

from html import unescape
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.posts import write_post
from hearthside.forum.models import Post, Thread
from hearthside.forum.queries.drafts import begun_in
from hearthside.forum.queries.for_me import where_to_share
from hearthside.forum.rules.conversation import NOT_HERE
from hearthside.forum.tests.builders import (
    author_of,
    keep_away,
    make_post,
    make_thread,
    unnamed_thread,
    words,
)
from hearthside.forum.tests.pages import address, signed_in
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db

SAID = "I have been there, too"


@pytest.fixture
def thread() -> Thread:
    return make_thread()


@pytest.fixture
def blocked(thread: Thread) -> Membership:
    """Somebody whom its author blocked while they had the conversation open."""
    member = make_member(thread.space)
    keep_away(author_of(thread), member)
    return member


def test_words_of_somebody_blocked_do_not_stop_the_wait(
    thread: Thread, blocked: Membership
) -> None:
    with pytest.raises(Refused) as refused:
        write_post(by=standing_of(blocked), thread=thread, words=words(SAID), now=SIX_PM)

    thread.refresh_from_db()
    assert refused.value.code == NOT_HERE.code
    assert thread.answered_at is None


def test_nor_do_those_of_somebody_who_blocked_the_author(thread: Thread) -> None:
    member = make_member(thread.space)
    keep_away(member, author_of(thread))

    with pytest.raises(Refused):
        make_post(thread, by=member)


def test_a_steward_a_mute_and_a_face_without_a_name_are_no_reason(thread: Thread) -> None:
    steward, muted = make_steward(thread.space), make_member(thread.space)
    keep_away(author_of(thread), steward)
    keep_away(author_of(thread), muted, Distance.MUTE)
    author = make_member()
    unnamed = unnamed_thread(author)
    other = make_member(author.space)
    keep_away(author, other)

    for each, by in ((thread, steward), (thread, muted), (unnamed, other)):
        assert make_post(each, by=by)


def test_the_page_is_that_of_a_conversation_that_is_gone_and_the_words_are_kept(
    thread: Thread, blocked: Membership
) -> None:
    client = signed_in(blocked)
    nowhere = reverse("forum:replies", args=[thread.space.slug, UUID(int=3)])

    answer = client.post(address(thread, "replies"), {"text": SAID})
    gone = client.post(nowhere, {"text": SAID})

    assert answer.status_code == 404
    assert answer.text == gone.text
    assert SAID in answer.text
    assert begun_in(f"thread:{thread.id}", standing_of(blocked)).words == SAID
    assert not Post.objects.filter(source=SAID).exists()


def test_what_was_kept_for_oneself_finds_no_way_there_and_stays_as_it_was_changed(
    thread: Thread, blocked: Membership
) -> None:
    kept_id = uuid4()
    page = reverse("forum:for_me", args=[thread.space.slug, kept_id])
    said = {"text": SAID, "deed": "share", "where": f"thread:{thread.id}"}

    answer = signed_in(blocked).post(page, said)

    assert answer.status_code == 404
    assert SAID in unescape(answer.text)
    assert begun_in(f"for-me:{kept_id}", standing_of(blocked)).words == SAID


def test_nor_is_it_named_among_the_places_to_share_in(thread: Thread, blocked: Membership) -> None:
    _boards, threads = where_to_share(standing_of(blocked), thread.id)

    assert threads == []
    assert where_to_share(standing_of(make_member(thread.space)), thread.id)[1]


def test_who_keeps_nobody_away_is_not_asked_about(thread: Thread) -> None:
    member = standing_of(make_member(thread.space))

    with CaptureQueriesContext(connection) as asked:
        write_post(by=member, thread=thread, words=words(SAID), now=SIX_PM)

    assert not [each for each in asked if "spaces_apart" in each["sql"]]
