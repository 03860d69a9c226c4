# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the forum says in a digest, and what it leaves out."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from hearthside.forum.actions.clocks import NUDGE
from hearthside.forum.actions.places import follow_thread, hide_thread, unfollow_thread
from hearthside.forum.models import Thread
from hearthside.forum.queries.digests import belonging_of
from hearthside.forum.tests.builders import (
    make_board,
    make_post,
    make_thread,
)
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.hooks import Belonging, Group, Reach, faces_of
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
