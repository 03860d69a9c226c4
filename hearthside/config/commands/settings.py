# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside settings`."""

from __future__ import annotations

import os

import click

from hearthside.config.commands.groundwork import set_up_django


@click.command()
def command() -> None:
    """List every setting with its value here. Passwords and secrets stay hidden.

    A setting is an environment variable. An asterisk marks those that you have set.
    docs/settings.md explains each of them.

    \b
    Example:
      HEARTHSIDE_PORT=9000 hearthside settings
    """
    set_up_django()
    from hearthside.config import env

    told = env.told()
    width = max(map(len, told)) + len(env.PREFIX)
    for name, value in told.items():
        mark = "*" if env.PREFIX + name in os.environ else " "
        click.echo(f"{mark} {env.PREFIX + name:<{width}}  {value or '(empty)'}")
        click.echo(f"  {'':<{width}}  docs/settings.md#{name.lower()}")
