# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside prepare`: the part of `run` that comes before people come in."""

from __future__ import annotations

import sys

import click

from hearthside.config.commands.groundwork import (
    DATABASE_AWAY,
    Trouble,
    end_tidily,
    set_up_django,
    trouble_said,
)
from hearthside.config.running.parent import end_with_parent


@click.command(hidden=True)
@click.option("--demo/--no-demo", default=False, help="Fill an empty place with made-up people.")
@click.option("--again", is_flag=True, help="Say nothing when it is still so.")
@click.option("--parent", type=int, help="End when this process ends.")
def command(demo: bool, again: bool, parent: int | None) -> None:
    """Make everything ready to serve: styles, tables, keyring, help pages."""
    end_tidily()
    if parent:
        end_with_parent(parent)
    set_up_django()
    from hearthside.config.running.prepare import prepare, say_what_is_next

    try:
        with trouble_said():
            prepare(demo=demo, say=click.echo)
            say_what_is_next(click.echo)
    except Trouble as trouble:
        if trouble.exit_code != DATABASE_AWAY:
            raise
        if not again:
            click.echo(f"\n{trouble.message}\n{_SERVED_NEVERTHELESS}", err=True)
        sys.exit(DATABASE_AWAY)


_SERVED_NEVERTHELESS = (
    "Until then only the help pages answer, and every other page says where help is.\n"
    "It is tried again every few seconds."
)
