# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside version`."""

from __future__ import annotations

import click

from hearthside.config.version import VERSION


@click.command()
def command() -> None:
    """Say which release this is.

    \b
    Example:
      hearthside version
    """
    click.echo(VERSION)
