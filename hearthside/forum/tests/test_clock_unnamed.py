# SPDX-License-Identifier: AGPL-3.0-or-later
"""The clock of somebody who speaks without their name: the same for them, and no gap."""

from __future__ import annotations

import pytest

from hearthside.forum.actions.helping import say_what_about
from hearthside.forum.models import ClockState, Nudge, ThreadWord
from hearthside.forum.queries.waiting import own_waits, waiting_board
from hearthside.forum.tasks.clocks import own_helping, words_of_waiting
from hearthside.forum.tests.builders import (
    go_round,
    keep_away,
    make_helper,
    unnamed_post,
    unnamed_thread,
)
from hearthside.forum.tests.clock_builders import HOUR, clock_of, told, wind
from hearthside.forum.tests.pages import notices_of
from hearthside.privacy.hooks import Subject
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db


def test_whoever_speaks_without_a_name_has_a_clock_and_reads_it() -> None:
    author = make_member(make_space())
    thread = unnamed_thread(author)
    other = standing_of(make_member(author.space))

    [wait] = own_waits(thread, standing_of(author), SIX_PM + HOUR)

    assert wait.answer_by == SIX_PM + 4 * HOUR
    assert own_waits(thread, other, SIX_PM + HOUR) == []
    board = waiting_board(other, word="", after=None, now=SIX_PM + HOUR)
    assert [waiting.row.id for waiting in board.rows] == [thread.id]


def test_an_unnamed_author_is_asked_as_everybody_else_and_reads_why() -> None:
    space = make_space()
    author = make_helper(space).membership
    other = make_helper(space).membership
    thread = unnamed_thread(author)

    wind(thread, SIX_PM + 2 * HOUR)

    assert told("nudge") == {author.id, other.id}
    (mine,), (theirs,) = notices_of(author), notices_of(other)
    assert "words that you wrote without your name" in mine.words
    assert theirs.words == words_of_waiting("nudge", 1)


def test_keeping_a_name_apart_leaves_no_gap_around_their_unnamed_words() -> None:
    space = make_space()
    author, helper = make_member(space), make_helper(space)
    keep_away(author, helper.membership)
    thread = unnamed_thread(author)

    wind(thread, SIX_PM + 2 * HOUR)

    assert Nudge.objects.get().helper == helper


def test_a_steward_without_a_name_is_told_as_all_stewards_are() -> None:
    author = make_steward(make_space())
    other = make_steward(author.space)
    thread = unnamed_thread(author)

    wind(thread, SIX_PM + 8 * HOUR)

    assert told("waiting-stewards") == {author.id, other.id}


def test_an_unnamed_answer_stops_the_clock() -> None:
    author = make_member(make_space())
    thread = unnamed_thread(author)

    unnamed_post(thread, make_member(author.space))
    go_round()

    clock = clock_of(thread)
    assert clock.state == ClockState.STOPPED
    assert clock.waited == HOUR


def test_what_unnamed_words_are_about_is_in_their_own_export_only() -> None:
    author = make_member(make_space())
    thread = unnamed_thread(author)
    say_what_about(by=standing_of(author), thread=thread, words=["grief"], now=SIX_PM)
    assert ThreadWord.objects.get().thread_id == thread.id

    def about(member_id: object, person_id: object) -> int:
        parts = own_helping(Subject(person_id, member_id))  # type: ignore[arg-type]  # ids as they are
        return next(len(part.rows) for part in parts if part.name == "about")

    other = make_member(author.space)
    assert about(author.id, author.person_id) == 1
    assert about(other.id, other.person_id) == 0
