# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside ledger`."""

from __future__ import annotations

import sys

import click

from hearthside.config.commands.groundwork import set_up_django, trouble_said


@click.group()
def command() -> None:
    """Look at the ledger: what people with a role did.

    Each entry is chained to the one before.

    \b
    Example:
      hearthside ledger verify
    """


@command.command()
def verify() -> None:
    """Read the whole ledger, and say whether it holds."""
    set_up_django()
    from hearthside.ledger.queries import verify_chain

    with trouble_said():
        report = verify_chain()
    if report.holds:
        click.echo(f"The ledger is whole: {report.entries} entries, each following the last.")
        if report.last and report.last.number:
            click.echo(f"To compare it later: entry {report.last.number} is {report.last.digest}")
        return
    click.echo(
        f"The ledger does not hold at entry {report.broken_at}: somebody changed, removed or\n"
        "put in an entry there, or cut off what followed. Keep a copy of the database as it is\n"
        "now, and compare it with your backups. See docs/operations.md#the-ledger"
    )
    sys.exit(1)
