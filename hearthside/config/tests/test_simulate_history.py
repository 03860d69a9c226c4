# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a space's own history gives the simulation: as people there did before anybody was asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner

from hearthside.config.commands.simulate import command
from hearthside.config.simulation import history
from hearthside.config.simulation.habits import HOURS, Habits
from hearthside.config.simulation.history import Wait, share_answered
from hearthside.core import clock
from hearthside.forum.models import Handover
from hearthside.forum.tests.builders import make_board, make_post, make_thread
from hearthside.forum.tests.clock_builders import clock_of
from hearthside.spaces.models import Space
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, make_steward


def make_old_space(weeks: int = 40) -> Space:
    """A space that was made long ago."""
    space = make_space()
    space.made_at = SIX_PM - timedelta(weeks=weeks)
    space.save(update_fields=["made_at"])
    return space


def waits(many: int, hours: float, *, answered: bool) -> list[Wait]:
    """Several that were answered, or handed on, after as long."""
    return [Wait(timedelta(hours=hours), answered)] * many


@pytest.mark.django_db
def test_a_space_gives_its_own_habits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "LEAST_POSTS", 10)
    monkeypatch.setattr(history, "LEAST_LEFT", 5)
    board = make_board(make_old_space())
    make_steward(board.space)
    author, friend = make_member(board.space), make_member(board.space)
    for number in range(6):
        thread = make_thread(board, by=author, now=SIX_PM - timedelta(days=number + 2))
        if number:
            make_post(thread, by=friend, now=thread.opened_at + timedelta(hours=1))

    habits = history.habits_of(board.space, SIX_PM)

    assert habits.own_history
    assert habits.own_answers
    assert habits.spread == (5.0,)
    assert habits.conversations_a_week == pytest.approx(6 / 3 / 12)
    assert habits.answered_in_a_day == pytest.approx(5 / 6)
    assert len(habits.profile) == HOURS
    assert habits.profile[6 * 24 + 18] > habits.profile[6 * 24 + 3]  # a Sunday, six and three
    assert (habits.boards, habits.stewards, habits.members) == (1, 1, 3)


@pytest.mark.django_db
def test_a_space_that_says_too_little_gets_the_defaults() -> None:
    board = make_board()
    make_thread(board)

    habits = history.habits_of(board.space, SIX_PM, 400)

    assert habits == Habits.usual(400)


@pytest.mark.django_db
def test_a_young_space_is_measured_by_its_own_age(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "LEAST_POSTS", 3)
    board = make_board(make_old_space(weeks=3))
    author = make_member(board.space)
    for days in (2, 4, 6):
        make_thread(board, by=author, now=SIX_PM - timedelta(days=days))

    habits = history.habits_of(board.space, SIX_PM)

    assert habits.conversations_a_week == pytest.approx(3 / 1 / 3)


@pytest.mark.django_db
def test_whoever_was_answered_once_somebody_was_asked_counts_as_waiting_until_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(history, "LEAST_POSTS", 3)
    monkeypatch.setattr(history, "LEAST_LEFT", 1)
    board = make_board(make_old_space())
    author, friend = make_member(board.space), make_member(board.space)
    # the first is answered at once; two are handed on, of which one told nobody; two come late
    for number, (answered, told) in enumerate(((1, None), (3, 2), (3, 0), (30, None), (5, None))):
        thread = make_thread(board, by=author, now=SIX_PM - timedelta(days=number + 3))
        make_post(thread, by=friend, now=thread.opened_at + timedelta(hours=answered))
        if told is not None:
            Handover.objects.create(
                space=board.space,
                clock=clock_of(thread),
                step="helpers",
                owner="helpers",
                at=thread.opened_at + timedelta(hours=2),
                told=told,
            )

    habits = history.habits_of(board.space, SIX_PM)

    # one in five after an hour; of the three left alone at two hours, two within the day
    assert habits.answered_in_a_day == pytest.approx(1 - 4 / 5 * 1 / 3)


def test_without_anybody_asked_the_share_is_as_it_was() -> None:
    quick, slow = waits(60, 3, answered=True), waits(40, 40, answered=True)

    assert share_answered(quick + slow) == pytest.approx(0.6)


def test_waits_handed_on_go_on_as_those_do_that_were_left_alone() -> None:
    seen = waits(20, 1, answered=True) + waits(40, 2, answered=False)
    alone = waits(30, 9, answered=True) + waits(10, 48, answered=False)

    assert share_answered(seen + alone) == pytest.approx(1 - 0.8 * 0.25)


def test_where_nearly_all_were_handed_on_nothing_is_said() -> None:
    handed_on = waits(60, 1, answered=True) + waits(38, 2, answered=False)

    assert share_answered(handed_on + waits(2, 30, answered=True)) is None
    assert share_answered(waits(3, 1, answered=True)) is None
    assert share_answered(waits(60, 1, answered=True)) == pytest.approx(1.0)


@pytest.mark.django_db(transaction=True)
def test_the_command_says_where_the_documented_share_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(history, "LEAST_POSTS", 1)
    board = make_board(make_old_space())
    make_thread(board, now=clock.now() - timedelta(days=3))

    told = CliRunner().invoke(
        command,
        ["replies", "--space", board.space.slug, "--members", "50", "--seeds", "2"],
    )

    assert told.exit_code == 0, told.output
    assert "documented share answered within a day" in told.output
