# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside search`."""

from __future__ import annotations

import click

from hearthside.config.commands.groundwork import set_up_django, trouble_said


@click.group()
def command() -> None:
    """Look after what people find when they look for words.

    The courier keeps it true by itself. `hearthside doctor` says when it is not.

    \b
    Example:
      hearthside search rebuild
    """


@command.command()
def rebuild() -> None:
    """Make the index anew, from the posts as they are. Hearthside may run meanwhile.

    A thousand posts a second or more; until it is done, people find what was taken in so far.
    """
    set_up_django()
    from hearthside.forum.tasks import rebuild as rebuild_index

    with trouble_said():
        found = rebuild_index(lambda done: click.echo(f"  {done} posts"))
    click.echo(f"{found} posts can be found.")
