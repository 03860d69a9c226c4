# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the forum says in a digest, and what it leaves out."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from hearthside.core import clock
from hearthside.forum.actions.clocks import NUDGE
from hearthside.forum.actions.places import follow_thread, hide_thread, unfollow_thread
from hearthside.forum.models import Thread
from hearthside.forum.queries.digests import belonging_of
from hearthside.forum.tests.builders import (
    keep_away,
    make_board,
    make_post,
    make_thread,
    unnamed_thread,
)
from hearthside.ledger.models import Delivery
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.actions.reaching import keep_wishes
from hearthside.notices.hooks import Belonging, Group, Reach, faces_of
from hearthside.notices.models import Notice, Pace
from hearthside.notices.queries import gather, group_for, reach_of, words_of
from hearthside.spaces.actions.distances import keep_apart
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

pytestmark = pytest.mark.django_db


def told_to(member: Membership) -> Belonging:
    reaches = [reach for answer in faces_of.ask([member.person_id]) for reach in answer]
    (part,) = (
        part
        for part in belonging_of(reaches, SIX_PM - timedelta(days=1))
        if part.face_id == member.id
    )
    return part


def answered_thread(me: Membership, other: Membership) -> Thread:
    thread = make_thread(make_board(me.space), by=me, title="Evenings are long")
    make_post(thread, by=other)
    while run_courier_once():
        pass
    return thread


def headings(lines: object) -> list[str]:
    return [line.words for line in lines]  # type: ignore[attr-defined]  # lines of a digest


def test_it_says_who_answered_and_who_waits() -> None:
    space = make_space()
    me, other = make_member(space), make_member(space)
    thread = answered_thread(me, other)
    waiting = make_thread(make_board(space), by=other, title="Anybody awake")

    part = told_to(me)

    assert [(line.words, line.times) for line in part.answered] == [("Evenings are long", 1)]
    assert str(thread.id) in part.answered[0].path
    assert [line.words for line in part.waiting] == ["Anybody awake"]
    assert str(waiting.id) in part.waiting[0].path


def test_one_does_not_wait_for_oneself_and_at_most_three_are_named() -> None:
    space = make_space()
    me, other = make_member(space), make_member(space)
    board = make_board(space)
    make_thread(board, by=me, title="Mine")
    for number in range(5):
        make_thread(board, by=other, title=f"Theirs {number}")

    waiting = headings(told_to(me).waiting)

    assert len(waiting) == 3
    assert "Mine" not in waiting


def test_what_is_hidden_is_not_in_it() -> None:
    space = make_space()
    me, other = make_member(space), make_member(space)
    thread = answered_thread(me, other)
    waiting = make_thread(make_board(space), by=other, title="Anybody awake")
    for hidden in (thread, waiting):
        hide_thread(by=standing_of(me), thread=hidden, now=SIX_PM)

    part = told_to(me)

    assert (part.answered, part.waiting) == ([], [])


def test_whom_one_keeps_away_is_not_in_it() -> None:
    space = make_space()
    me, other = make_member(space), make_member(space)
    theirs = make_thread(make_board(space), by=other, title="Theirs")
    follow_thread(by=standing_of(me), thread=theirs, now=SIX_PM)
    make_post(theirs, by=make_member(space))
    while run_courier_once():
        pass
    make_thread(theirs.board, by=other, title="Anybody awake")
    keep_apart(by=standing_of(me), other=other, distance=Distance.BLOCK, now=SIX_PM)

    part = told_to(me)

    assert (part.answered, part.waiting) == ([], [])


def test_what_one_follows_no_more_is_not_in_it() -> None:
    space = make_space()
    me, other = make_member(space), make_member(space)
    thread = answered_thread(me, other)
    unfollow_thread(by=standing_of(me), thread=thread, now=SIX_PM)

    assert told_to(me).answered == []


def test_an_answer_that_was_seen_is_not_told_again() -> None:
    space = make_space()
    me, other = make_member(space), make_member(space)
    answered_thread(me, other)

    reaches = [reach for answer in faces_of.ask([me.person_id]) for reach in answer]
    (part,) = belonging_of(reaches, SIX_PM + timedelta(minutes=6))

    assert part.answered == []


def test_a_face_leads_to_its_person_while_they_are_here() -> None:
    me = make_member(make_space())
    found = reach_of(me.id)
    assert found is not None
    assert (found.person_id, found.space_slug) == (me.person_id, me.space.slug)

    Membership.objects.filter(id=me.id).update(state="left", ended_at=SIX_PM)

    assert reach_of(me.id) is None


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("answered", "answers"),
        ("taken-down", "role"),
        ("join-request", "waiting"),
        ("let-in", "role"),
        ("report-new", "waiting"),
        ("report-decided", "role"),
        ("greeting-missed", "waiting"),
        (NUDGE, "waiting"),
        ("nobody-knows", "role"),
    ],
)
def test_every_kind_of_notice_has_its_group(kind: str, group: str) -> None:
    assert group_for(kind) == group


@pytest.mark.parametrize(
    "kind", ["letter-new", "letter-asked", "letter-accepted", "asked", "mail-kept", "mail-refused"]
)
def test_what_no_conversation_tells_is_told_beside_them(kind: str) -> None:
    me = make_member(make_space())
    notify(telling=Telling(me.space_id, me.id, kind, uuid4(), "/"), now=SIX_PM)

    (news,) = gather([_reach(me)], dict.fromkeys(Group, SIX_PM))

    assert list(news.told) == [words_of(kind, 1)]


def test_an_answer_is_told_by_its_conversation_and_not_twice() -> None:
    space = make_space()
    me = make_member(space)
    answered_thread(me, make_member(space))
    since = SIX_PM - timedelta(days=1)

    (news,) = gather([_reach(me)], dict.fromkeys(Group, since))
    (alone,) = gather([_reach(me)], {Group.ANSWERS: since})

    assert (list(news.told), len(news.belonging.answered)) == ([], 1)
    assert (list(alone.told), len(alone.belonging.answered)) == ([words_of("answered", 1)], 0)


def _reach(member: Membership) -> Reach:
    found = reach_of(member.id)
    assert found is not None
    return found


# --- words without a name -------------------------------------------------------------------


def test_a_voice_without_a_name_leads_to_its_person_only_through_its_seal() -> None:
    me = make_member(make_space())
    voice = unnamed_thread(me).author
    assert voice is not None

    found = reach_of(voice.id)

    assert found is not None
    assert found.is_voice
    assert (found.face_id, found.person_id, found.member_id) == (voice.id, me.person_id, me.id)


def test_an_answer_to_a_voice_is_in_the_digest_of_its_person() -> None:
    space = make_space()
    me, other = make_member(space), make_member(space)
    thread = unnamed_thread(me)
    make_post(thread, by=other)
    while run_courier_once():
        pass
    assert thread.author

    reaches = [reach for answer in faces_of.ask([me.person_id]) for reach in answer]
    parts = {part.face_id: part for part in belonging_of(reaches, SIX_PM - timedelta(days=1))}

    voice_id = thread.author.id
    assert [line.times for line in parts[voice_id].answered] == [1]
    assert parts[me.id].answered == []
    assert parts[me.id].waiting == parts[voice_id].waiting == []


def test_nor_is_one_by_somebody_whom_its_person_blocked() -> None:
    space = make_space()
    me, other = make_member(space), make_member(space)
    thread = unnamed_thread(me)
    keep_away(me, other)
    make_post(thread, by=other)
    while run_courier_once():
        pass
    assert thread.author
    assert Notice.objects.filter(recipient_id=thread.author.id).exists()

    def told() -> list[int]:
        reaches = [reach for answer in faces_of.ask([me.person_id]) for reach in answer]
        parts = {each.face_id: each for each in belonging_of(reaches, SIX_PM - timedelta(days=1))}
        return [line.times for line in parts[thread.author_id].answered]  # type: ignore[index]  # begun by somebody

    assert told() == []
    make_post(thread, by=make_member(space), now=SIX_PM + timedelta(minutes=6))
    assert told() == [1]


def test_the_mail_about_a_voice_says_neither_alias_nor_conversation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = make_space()
    me, other = make_member(space), make_member(space)
    EmailAddress.objects.create(user=me.person, email="wren@example.org", verified=True)
    wishes = {"mail_answers": Pace.SOON, "names_space": True}
    keep_wishes(person=me.person, wishes=wishes, now=SIX_PM)
    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(minutes=1))
    thread = unnamed_thread(me, "the lighthouse was dark that night")
    make_post(thread, by=other, source="I sat there too")
    while run_courier_once():
        pass
    owed = Delivery.objects.get(key=f"mail:{thread.author_id}")
    assert str(me.id) not in str(owed.event)
    assert str(me.person_id) not in str(owed.event)

    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(minutes=56))
    Delivery.objects.filter(id=owed.id).update(next_try_at=SIX_PM)
    run_courier_once()

    (sent,) = mail.outbox
    raw = sent.message().as_string()
    assert thread.author
    for word in (
        "lighthouse",
        "sat there",
        thread.author.name,
        str(thread.id),
        str(thread.author_id),
    ):
        assert word not in raw
    assert f"/s/{space.slug}/notices/" in raw


def test_who_waits_without_a_name_is_mailed_as_every_helper_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = make_space()
    author, other = make_member(space), make_member(space)
    thread = unnamed_thread(author)
    for number, each in enumerate((author, other)):
        EmailAddress.objects.create(user=each.person, email=f"{number}@example.org", verified=True)
        keep_wishes(person=each.person, wishes={"mail_waiting": Pace.SOON}, now=SIX_PM)
        notify(telling=Telling(space.id, each.id, NUDGE, thread.id, "/"), now=SIX_PM)

    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(minutes=6))
    while run_courier_once():
        pass

    assert sorted(sent.to[0] for sent in mail.outbox) == ["0@example.org", "1@example.org"]
    nudges = Notice.objects.filter(kind=NUDGE)
    assert list(nudges.values_list("mailed_at", flat=True)) == [SIX_PM, SIX_PM]
