# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside doctor`."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

import click

from hearthside.config.commands.groundwork import set_up_django
from hearthside.config.version import VERSION

if TYPE_CHECKING:
    from hearthside.config.health.findings import Finding

_MARGIN = " " * 8


@click.command()
def command() -> None:
    """Say in words what is missing or wrong, and what to do about it.

    Looks at settings, folders, keys, database, courier, help pages, set-up and backups.
    Changes nothing. Ends with 1 when something has to be done, so a timer can call it.

    \b
    Example:
      hearthside doctor
    """
    set_up_django()
    from hearthside.config.health.doctor import examine
    from hearthside.config.health.findings import Level
    from hearthside.core import clock

    click.echo(f"Hearthside {VERSION}\n")
    to_do = 0
    for finding in examine(clock.now()):
        click.echo(_told(finding))
        to_do += finding.level == Level.TO_DO
    if to_do:
        click.echo(f"\n{to_do} to do. Begin at the top: the first often mends the others.")
        sys.exit(1)
    click.echo("\nNothing has to be done.")


def _told(finding: Finding) -> str:
    words = textwrap.wrap(f"{finding.about}: {finding.words}", 84, break_long_words=False)
    lines = [f"{finding.level:<5}   {words[0]}", *(_MARGIN + line for line in words[1:])]
    lines += [f"{_MARGIN}→ {line}" for line in finding.cure.splitlines() if line]
    return "\n".join(lines)
