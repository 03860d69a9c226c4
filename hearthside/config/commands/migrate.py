# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside migrate`."""

from __future__ import annotations

import click

from hearthside.config.commands.groundwork import set_up_django, trouble_said


@click.command()
@click.option("--anew", is_flag=True, help="Make an empty database file where one was lost.")
def command(anew: bool) -> None:
    """Bring the database up to date with this release.

    `hearthside run` does this at every start. Use it by itself to update the tables
    before the new release serves.

    \b
    Example:
      hearthside backup /srv/backups && hearthside migrate
    """
    set_up_django()
    from hearthside.config.running.prepare import lay_ground

    with trouble_said():
        lay_ground(say=click.echo, anew=anew)
    click.echo("The database is up to date.")
