# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside demo`."""

from __future__ import annotations

import click

from hearthside.config.commands.groundwork import Trouble, set_up_django, trouble_said


@click.command()
@click.option("--people", type=click.IntRange(0, 100_000), default=0, help="Add so many people.")
@click.option("--threads", type=click.IntRange(0, 100_000), default=0, help="And conversations.")
def command(people: int, threads: int) -> None:
    """Play a made-up community into an empty place, or make a demonstration larger.

    Three small communities, three weeks of conversations, and sign-ins to look around
    with. Refused where a real person has an account. The place then carries a banner.

    \b
    Examples:
      hearthside demo
      hearthside demo --people 2000 --threads 5000      for measuring
    """
    set_up_django()
    from django.conf import settings

    from hearthside.config.running.demonstration import MARK, NoDemo, the_play
    from hearthside.config.running.prepare import prepare
    from hearthside.core import clock

    with trouble_said():
        prepare(demo=False, say=click.echo)
        try:
            play = the_play()
        except NoDemo as error:
            raise Trouble(str(error)) from error
        if not (settings.DATA / MARK).exists():
            play.play_demo(now=clock.now(), say=click.echo)
        if people or threads:
            with click.progressbar(length=people + threads, label="Growing") as bar:
                play.grow_demo(people=people, threads=threads, now=clock.now(), step=bar.update)
    click.echo((settings.DATA / MARK).read_text())
