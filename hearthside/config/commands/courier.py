# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside courier`."""

from __future__ import annotations

import click

from hearthside.config.commands.groundwork import set_up_django
from hearthside.config.running.parent import end_with_parent


@click.command()
@click.option("--parent", type=int, hidden=True, help="End when this process ends.")
def command(parent: int | None) -> None:
    """Deliver what is owed: notices, appointments, fresh help pages. Until Ctrl-C.

    `hearthside run` starts a courier of its own. Run this only where the pages are served
    by something else; more than one courier does no harm.

    \b
    Example:
      hearthside courier
    """
    if parent:
        end_with_parent(parent)
    set_up_django()
    from hearthside.config.running.courier import run_until_stopped

    run_until_stopped()
