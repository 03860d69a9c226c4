# SPDX-License-Identifier: AGPL-3.0-or-later
"""Speaking without a name: the laws of voices."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.posts import change_post, withdraw_post, write_post
from hearthside.forum.actions.threads import Opening, close_thread, open_thread
from hearthside.forum.actions.voices import follow_looks
from hearthside.forum.models import Post, ThreadKind, Voice
from hearthside.forum.queries.threads import (
    board_page,
    followed_page,
    own_page,
    waiting_page,
)
from hearthside.forum.tests.builders import (
    make_board,
    make_post,
    make_thread,
    unnamed_post,
    unnamed_thread,
    words,
)
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db
LATER = SIX_PM + timedelta(hours=1)


def test_from_the_first_minute_anybody_speaks_without_their_name() -> None:
    member = make_member()

    voice = unnamed_thread(member).author

    assert voice is not None
    assert voice.unnamed
    assert voice.membership_id is None
    assert voice.name not in ("", member.name)
    assert voice.face != member.face


def test_the_alias_stays_in_one_conversation_and_is_another_in_the_next() -> None:
    member = make_member()
    first, second = unnamed_thread(member), unnamed_thread(member)

    again = unnamed_post(first, member)

    assert first.author
    assert second.author
    assert again.voice_id == first.author_id
    assert first.author.name != second.author.name
    assert first.author.face != second.author.face


def test_an_alias_is_nobodys_name_in_the_space(monkeypatch: pytest.MonkeyPatch) -> None:
    given = iter(["Heron at dusk", "Fern in fog"])
    monkeypatch.setattr(
        "hearthside.forum.actions._unnamed.new_alias", lambda _language, _taken: next(given)
    )
    member = make_member()
    make_member(member.space, "heron AT dusk")

    voice = unnamed_thread(member).author

    assert voice is not None
    assert voice.name == "Fern in fog"


def test_who_spoke_without_their_name_goes_on_so_whatever_the_form_says() -> None:
    member = make_member()
    thread = unnamed_thread(member)

    post = make_post(thread, by=member, source="under no name")

    assert post.voice_id == thread.author_id
    assert Voice.objects.filter(thread=thread).count() == 1


def test_words_meant_to_be_unnamed_never_stand_under_a_name() -> None:
    thread = make_thread()
    member = make_member(thread.space)
    make_post(thread, by=member)

    with pytest.raises(Refused) as refused:
        unnamed_post(thread, member)

    assert refused.value.verdict.code == "named-here"
    assert Post.objects.filter(voice__membership=member).count() == 1


def test_a_form_sent_twice_posts_once() -> None:
    thread = make_thread()
    member = make_member(thread.space)
    said = words("once").without_a_name()

    first = write_post(by=standing_of(member), thread=thread, words=said, now=LATER)
    thread.refresh_from_db()
    second = write_post(by=standing_of(member), thread=thread, words=said, now=LATER)

    assert first == second
    assert Voice.objects.filter(thread=thread, unnamed=True).count() == 1


def test_news_from_the_stewards_carries_a_name() -> None:
    steward = make_steward()
    news = Opening(words("news").without_a_name(), kind=ThreadKind.ANNOUNCEMENT)

    with pytest.raises(Refused) as refused:
        open_thread(
            by=standing_of(steward), board=make_board(steward.space), opening=news, now=SIX_PM
        )

    assert refused.value.verdict.code == "unnamed-news"


def test_a_steward_without_their_name_has_no_more_rights_than_anybody() -> None:
    steward = make_steward()
    thread = make_thread(make_board(steward.space))
    thread = close_thread(by=standing_of(steward), thread=thread, reason="", now=SIX_PM)

    with pytest.raises(Refused) as refused:
        unnamed_post(thread, steward)

    assert refused.value.verdict.code == "closed"
    assert make_post(thread, by=steward)


def test_the_owner_changes_and_takes_back_their_words_and_nobody_else_does() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    post = Post.objects.get(thread=thread)

    changed = change_post(by=standing_of(member), post=post, words=words("better"), now=LATER)
    assert changed.source == "better"
    for other in (make_member(member.space), make_steward(member.space)):
        with pytest.raises(Refused):
            withdraw_post(by=standing_of(other), post=post, now=LATER)
    assert withdraw_post(by=standing_of(member), post=post, now=LATER).state == "withdrawn"


def test_an_answer_by_an_unnamed_voice_ends_the_wait_and_one_of_the_author_does_not() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    make_post(thread, by=member)
    thread.refresh_from_db()
    assert thread.answered_at is None

    unnamed_post(thread, make_member(member.space))

    thread.refresh_from_db()
    assert thread.answered_at == LATER


def test_a_changed_name_never_reaches_an_unnamed_voice() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    alias = thread.author and thread.author.name
    Membership.objects.filter(id=member.id).update(name="Another", name_key="another")

    follow_looks(membership_id=member.id, now=LATER)

    assert Voice.objects.get(id=str(thread.author_id)).name == alias


def test_own_conversations_are_found_again_and_nobody_else_finds_them_as_theirs() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    other = make_member(member.space)

    (own,) = own_page(standing_of(member), None).rows
    (followed,) = followed_page(standing_of(member), None).rows

    assert own.id == followed.id == thread.id
    assert own.is_own
    assert not own_page(standing_of(other), None).rows
    (seen,) = board_page(thread.board, standing_of(other), None).rows
    assert not seen.is_own
    assert seen.author_unnamed


def test_somebody_without_a_name_waits_like_everybody_else() -> None:
    member = make_member()
    thread = unnamed_thread(member)

    rows = waiting_page(standing_of(make_member(member.space)), None).rows

    assert [row.id for row in rows] == [thread.id]
