# SPDX-License-Identifier: AGPL-3.0-or-later
"""The simulation of the reply clock: fair to both policies, and the product's own rules."""

from __future__ import annotations

from dataclasses import replace

from click.testing import CliRunner

from hearthside.config.commands.simulate import command
from hearthside.config.simulation.chance import MINUTES, Chance, Opening, Visit, throw
from hearthside.config.simulation.figures import calibrated, compare, weeks_for
from hearthside.config.simulation.habits import HOURS, Habits
from hearthside.config.simulation.play import Played

SEEDS = (1, 2, 3)


def test_the_same_seed_plays_the_same() -> None:
    habits = Habits.usual(200)
    chance = throw(habits, 2, 7)

    assert chance == throw(habits, 2, 7)
    once, again = (Played(habits, chance, 7, clocked=True).run() for _ in range(2))
    assert once.nudges == again.nudges


def test_without_the_clock_nobody_is_asked_and_plain_lists_do_as_was_said() -> None:
    habits = calibrated(Habits.usual(500))

    plain = [pair.plain for pair in compare(habits, SEEDS)]

    assert all(figures.load == 0 for figures in plain)
    answered = sum(1 - figures.never for figures in plain) / len(plain)
    assert abs(answered - habits.answered_in_a_day) < 0.06


def test_the_clock_leaves_fewer_alone_and_wears_nobody_out() -> None:
    habits = calibrated(Habits.usual(500))

    for pair in compare(habits, SEEDS):
        assert pair.clocked.never < pair.plain.never / 2
        assert pair.clocked.most < pair.plain.most
        assert 0 < pair.clocked.load <= 3
        assert pair.clocked.heaviest <= 3


def test_who_is_glad_to_answer_mostly_comes_by_anyway() -> None:
    chance = throw(Habits.usual(2000), 20, 7)

    come = {visit.member for visit in chance.visits}

    assert len(chance.helpers) == 100
    assert 0.8 < sum(helper in come for helper in chance.helpers) / 100 < 1


def test_where_all_come_or_many_are_glad_there_are_as_many_as_were_said() -> None:
    for answering, willing in ((1.0, 0.3), (0.01, 0.6), (0.5, 1.0), (0.5, 1.2)):
        habits = replace(Habits.usual(100), answering=answering, willing=willing)

        assert len(throw(habits, 1, 7).helpers) == min(round(100 * willing), 100)


def test_each_answer_of_somebody_asked_costs_a_visit_of_their_own() -> None:
    habits = Habits(
        members=10,
        profile=(1.0,) * HOURS,
        answers_when_read=1.0,
        answers_when_asked=1.0,
        minutes_when_asked=1.0,
        greeters=0,
        stewards=0,
        boards=1,
    )
    openings = [Opening(at, 9, 0, None) for at in (0.0, 1.0, 1000.0)]
    visits = [Visit(at, 0, 0, 5) for at in (1001.0, 1002.0, 1003.0)]
    chance = Chance(openings, visits, {0: frozenset()}, 1)

    played = Played(habits, chance, 7, clocked=True).run()

    assert len(played.nudges[0]) == 2
    assert played.talks[2].answered == 1003.0


def test_people_come_by_on_the_last_day_too_and_nothing_begun_then_is_counted() -> None:
    habits = Habits.usual(500)
    chance = throw(habits, 2, 7)
    evening = 2 * MINUTES + 18 * 60

    assert any(visit.at > evening for visit in chance.visits)
    assert any(opening.at > 2 * MINUTES for opening in chance.openings)
    talks = Played(habits, chance, 7, clocked=True).run().talks
    assert all(talk.opening.at < 2 * MINUTES for talk in talks)


def test_small_spaces_are_played_longer() -> None:
    assert weeks_for(Habits.usual(50)) > weeks_for(Habits.usual(5000))


def test_the_command_prints_both_policies() -> None:
    told = CliRunner().invoke(command, ["replies", "--members", "60", "--seeds", "2"])

    assert told.exit_code == 0, told.output
    assert "| 60 | newest first |" in told.output
    assert "| 60 | reply clock |" in told.output
    assert "60 members: The clock answers" in told.output
