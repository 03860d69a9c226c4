# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside simulate`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from hearthside.config.commands.groundwork import Trouble, set_up_django, trouble_said

if TYPE_CHECKING:
    from hearthside.config.simulation.habits import Habits

_SIZES = (50, 500, 5_000, 20_000, 100_000)

_TOO_FEW_LEFT = (
    "Too few conversations here were left for a day without anybody being asked: "
    "the documented share answered within a day is used. Choose another with --answered."
)


@click.group()
def command() -> None:
    """Play out what a rule does before people live with it.

    \b
    Example:
      hearthside simulate replies
    """


@command.command()
@click.option("--space", metavar="SLUG", help="Take the habits of this space from its history.")
@click.option("--members", type=click.IntRange(50, 100_000), help="Play a space of this size.")
@click.option(
    "--answered",
    type=click.FloatRange(0.1, 0.99),
    help="The share answered within a day where nobody is asked.",
)
@click.option("--seeds", type=click.IntRange(2, 10), default=5, show_default=True)
def replies(space: str | None, members: int | None, answered: float | None, seeds: int) -> None:
    """How soon people are answered, with the reply clock and without.

    Plays the same people and the same chance twice: with plain lists, the newest first, and
    with the clock's nudges on top. Reads no words; changes nothing.

    \b
    Examples:
      hearthside simulate replies
      hearthside simulate replies --space riverside
      hearthside simulate replies --space riverside --members 5000
    """
    set_up_django()
    from hearthside.config.simulation.figures import HEAD, calibrated, compare, gain, lines
    from hearthside.config.simulation.habits import Habits

    if space:
        played = [_habits_of(space, members)]
    else:
        played = [Habits.usual(size) for size in ((members,) if members else _SIZES)]
    rows: list[str] = []
    gains: list[str] = []
    if answered:
        played = [replace(habits, answered_in_a_day=answered) for habits in played]
    for habits in played:
        click.echo(f"Playing a space of {habits.members:,} members, {seeds} times", err=True)
        pairs = []
        for pair in compare(calibrated(habits), range(1, seeds + 1)):
            pairs.append(pair)
            click.echo(f"  {len(pairs)} of {seeds}", err=True)
        rows += lines(habits, pairs)
        gains.append(f"{habits.members:,} members: {gain(pairs)}")
    click.echo("\n".join([HEAD, *rows, "", *gains]))


def _habits_of(slug: str, members: int | None) -> Habits:
    from hearthside.config.running.tables import reached_database
    from hearthside.config.simulation.history import LEAST_POSTS, habits_of
    from hearthside.core import clock
    from hearthside.spaces.models import Space

    with trouble_said(), reached_database():
        found = Space.objects.filter(slug=slug).first()
        if found is None:
            raise Trouble(f"There is no space at /s/{slug}/.")
        habits = habits_of(found, clock.now(), members)
    if not habits.own_history:
        said = f"Fewer than {LEAST_POSTS} posts in twelve weeks: the documented defaults are used."
        click.echo(said, err=True)
    elif not habits.own_answers:
        click.echo(_TOO_FEW_LEFT, err=True)
    return habits
