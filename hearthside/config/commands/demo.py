# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside demo`."""

from __future__ import annotations

import click

from hearthside.config.commands.groundwork import end_tidily, set_up_django, trouble_said

_MOST = click.IntRange(0, 100_000)


@click.command()
@click.option("--people", type=_MOST, default=0, help="Fill a large space up to so many people.")
@click.option("--threads", type=_MOST, default=0, help="And up to so many conversations.")
@click.option(
    "--posts", type=click.IntRange(0), default=0, help="Posts in these: 20 each if unset."
)
def command(people: int, threads: int, posts: int) -> None:
    """Play a made-up community, or make it larger.

    Three small communities, three weeks of conversations, and sign-ins to look around
    with. Refused where a real person has an account. The place then carries a banner.

    \b
    Examples:
      hearthside demo
      hearthside demo --people 2000 --threads 5000      for measuring
    """
    end_tidily()
    set_up_django()
    from hearthside.config.demo.cards import sheet
    from hearthside.config.demo.play import grow_demo, play_demo
    from hearthside.config.running.prepare import prepare
    from hearthside.core import clock

    with trouble_said():
        prepare(demo=False, say=click.echo)
        cards = play_demo(now=clock.now(), tell=click.echo)
        if people or threads:
            with click.progressbar(length=people + threads, label="Growing") as bar:

                def progress(done: int, total: int) -> None:
                    bar.length = total
                    bar.update(done - bar.pos)

                grow_demo(
                    people=people, threads=threads, posts=posts, now=clock.now(), progress=progress
                )
    click.echo(sheet(cards))
    click.echo("\nNext: hearthside run")
