# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside serve`: the part of `run` that answers people."""

from __future__ import annotations

import click

from hearthside.config.commands.groundwork import Trouble, set_up_django
from hearthside.config.running.gate import wait_at
from hearthside.config.running.parent import end_with_parent


@click.command(hidden=True)
@click.argument("door", type=int)
@click.argument("tell", type=int)
@click.argument("gate", type=int)
@click.option("--parent", type=int, required=True, help="End when this process ends.")
def command(door: int, tell: int, gate: int, parent: int) -> None:
    """Answer people. Started by `hearthside run`, which shares three file descriptors.

    DOOR is the listening socket, TELL the pipe to say "ready" on, GATE what to wait for.
    """
    end_with_parent(parent)
    try:
        set_up_django()
    except Trouble:
        wait_at(gate)  # the preparation beside us says the same, once
        raise
    from hearthside.config.running.server import serve

    serve(door=door, tell=tell, gate=gate)
