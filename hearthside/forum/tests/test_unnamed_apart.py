# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping unnamed voices away, and what they are told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from hearthside.core.paging import Window
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.places import follow_thread
from hearthside.forum.actions.voices import keep_voice_apart, meet_voice_again
from hearthside.forum.events import PostWritten
from hearthside.forum.listeners import tell_who_follows
from hearthside.forum.models import Post, Thread
from hearthside.forum.queries.threads import (
    board_page,
    hidden_rows,
)
from hearthside.forum.tests.builders import (
    make_board,
    make_post,
    make_thread,
    unnamed_post,
    unnamed_thread,
)
from hearthside.notices.actions.notices import mark_all_seen
from hearthside.notices.models import Notice
from hearthside.notices.queries import notices_of
from hearthside.spaces.models import Apart, Distance, Membership
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    signed_in,
    standing_of,
)

pytestmark = pytest.mark.django_db
LATER = SIX_PM + timedelta(hours=1)


def test_blocking_a_name_never_hides_unnamed_voices() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    reader = make_member(member.space)
    Apart.objects.create(
        space=member.space, by=reader, other=member, distance=Distance.BLOCK, since=SIX_PM
    )

    assert board_page(thread.board, standing_of(reader), None).rows
    assert "not said this" in _page(reader, thread)


def test_blocking_a_voice_hides_it_in_that_conversation_and_nothing_of_any_member() -> None:
    member, reader = make_member(), make_member()
    thread = make_thread(make_board(member.space))
    reader = make_member(member.space)
    post = unnamed_post(thread, member, "from the voice")
    named = make_thread(thread.board, by=member, source="under a name")

    keep_voice_apart(by=standing_of(reader), voice=post.voice, distance=Distance.BLOCK, now=LATER)

    assert "from the voice" not in _page(reader, thread)
    assert "under a name" in _page(reader, named)
    assert "from the voice" in _page(make_member(member.space), thread)
    assert not Apart.objects.exists()
    assert not standing_of(reader).keeps_apart

    meet_voice_again(by=standing_of(reader), voice=post.voice, now=LATER)
    assert "from the voice" in _page(reader, thread)


def test_a_blocked_voice_still_meets_who_blocked_it() -> None:
    thread = make_thread()
    voice = make_member(thread.space)
    reader = make_member(thread.space)
    post = unnamed_post(thread, voice)
    make_post(thread, by=reader, source="words of the reader", now=LATER)

    keep_voice_apart(by=standing_of(reader), voice=post.voice, distance=Distance.BLOCK, now=LATER)

    assert "words of the reader" in _page(voice, thread)


def test_a_muted_voice_is_folded() -> None:
    thread = make_thread()
    post = unnamed_post(thread, make_member(thread.space), "folded words")
    reader = make_member(thread.space)

    keep_voice_apart(by=standing_of(reader), voice=post.voice, distance=Distance.MUTE, now=LATER)

    page = _page(reader, thread)
    assert "post-muted" in page
    assert "folded words" in page


def test_a_conversation_that_a_blocked_voice_began_goes_from_the_lists() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    reader = make_member(member.space)
    assert thread.author is not None

    keep_voice_apart(
        by=standing_of(reader), voice=thread.author, distance=Distance.BLOCK, now=LATER
    )

    assert not board_page(thread.board, standing_of(reader), None).rows
    assert [row.id for row in hidden_rows(standing_of(reader))] == [thread.id]


def test_nobody_keeps_themselves_away() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    assert thread.author is not None

    with pytest.raises(Refused) as refused:
        keep_voice_apart(
            by=standing_of(member), voice=thread.author, distance=Distance.BLOCK, now=LATER
        )

    assert refused.value.verdict.code == "oneself"


def test_an_unnamed_author_hears_of_answers_under_their_voice_only() -> None:
    member = make_member()
    thread = unnamed_thread(member)

    _answer(thread)

    assert Notice.objects.get().recipient_id == thread.author_id
    standing = standing_of(member)
    assert standing.has_notices
    assert notices_of(member.id, Window(), standing.voices).rows
    assert not notices_of(member.id, Window()).rows
    assert not standing_of(make_member(member.space)).has_notices


def test_a_seen_notice_of_a_voice_is_gone_and_never_marked_beside_the_members_own() -> None:
    member = make_member()
    thread, named = unnamed_thread(member), make_thread(by=member, board=make_board(member.space))
    _answer(thread)
    _answer(named)

    standing = standing_of(member)
    mark_all_seen(recipient_id=member.id, until=LATER, now=LATER, voices=standing.voices)

    (left,) = Notice.objects.all()
    assert left.recipient_id == member.id
    assert not standing_of(member).has_notices


def test_nobody_hears_of_their_own_unnamed_words() -> None:
    thread = make_thread()
    member = make_member(thread.space)
    follow_thread(by=standing_of(member), thread=thread, now=SIX_PM)

    post = unnamed_post(thread, member)
    tell_who_follows(PostWritten(thread.space_id, thread.id, post.id, post.voice_id))

    recipients = set(Notice.objects.values_list("recipient_id", flat=True))
    assert recipients == {thread.author and thread.author.membership_id}


def _page(reader: Membership, thread: Thread) -> str:
    text: str = signed_in(reader.person).get(_address(thread)).text
    return text


def _answer(thread: Thread, by: Membership | None = None) -> Post:
    post = make_post(thread, by=by, now=LATER)
    tell_who_follows(PostWritten(thread.space_id, thread.id, post.id, post.voice_id))
    return post


def _address(thread: Thread) -> str:
    return reverse("forum:thread", args=[thread.space.slug, thread.id])
