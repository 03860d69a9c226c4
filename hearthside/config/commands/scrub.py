# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside scrub`."""

from __future__ import annotations

import click

from hearthside.config.commands.groundwork import Trouble, end_tidily, set_up_django, trouble_said


@click.command()
def command() -> None:
    """Overwrite on the disk what was erased, now. Hearthside may run meanwhile.

    The courier does it by itself in the night after an erasure. It leaves out tables of more
    than 1 GB, which nobody could read meanwhile, and with SQLite a file of more than 1 GB,
    into which nobody could write: for those, type this in a quiet hour.

    \b
    Example:
      hearthside scrub
    """
    end_tidily()
    set_up_django()
    from django.db import connection

    from hearthside.config.running.tables import reached_database
    from hearthside.core.overwriting import tables, write_anew, write_file_anew
    from hearthside.forum.tasks import purge_at_once

    with trouble_said(), reached_database():
        if not purge_at_once():
            raise Trouble("Somebody reads just now. Try again in a moment.")
        if connection.vendor == "sqlite":
            if not write_file_anew():
                raise Trouble("Somebody writes just now. Try again in a moment.")
            click.echo("What was erased is overwritten.")
            return
        held = [table.name for table in tables() if not write_anew(table)]
    if held:
        raise Trouble(f"In use just now: {', '.join(held)}. Try again in a moment.")
    click.echo("What was erased is overwritten in every table and index.")
    click.echo("PostgreSQL's own log keeps it until its segments are used again.")
