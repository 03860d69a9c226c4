# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside run`."""

from __future__ import annotations

import os
import sys

import click

from hearthside.config.commands.groundwork import Trouble, wrong_settings_said
from hearthside.config.running.listening import CannotListen, listen
from hearthside.config.running.lock import AlreadyRunning, NotOurs, hold
from hearthside.config.running.signals import Signals
from hearthside.config.running.supervisor import Plan, Supervisor


@click.command()
@click.option("--host", metavar="ADDRESS", help="Where to listen. 127.0.0.1: this machine only.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port. 8000 unless set.")
@click.option("--demo/--no-demo", default=False, help="Fill an empty place with made-up people.")
def command(host: str | None, port: int | None, demo: bool) -> None:
    """Start Hearthside: the pages and the courier, until Ctrl-C.

    The first start makes the data folder, the keyring and the tables. Later starts bring
    them up to date and are ready in a few seconds. What is missing for people to join,
    `hearthside doctor` says in words.

    \b
    Examples:
      hearthside run --demo            look around with a made-up community
      hearthside run --port 9000       another port
      HEARTHSIDE_DATA=/srv/hearthside hearthside run
    """
    os.umask(0o077)
    if host:
        os.environ["HEARTHSIDE_HOST"] = host
    if port:
        os.environ["HEARTHSIDE_PORT"] = str(port)
    with wrong_settings_said():
        from hearthside.config import basics
    plan = Plan(basics.DATA, basics.HOST, basics.PORT, basics.WORKERS, demo)
    try:
        with hold(plan.data), listen(plan.host, plan.port) as door, Signals() as signals:
            code = Supervisor(plan, door, signals).run()
    except (CannotListen, NotOurs) as error:
        raise Trouble(str(error)) from error
    except AlreadyRunning as error:
        raise Trouble(_already(plan, error)) from error
    sys.exit(code)


def _already(plan: Plan, error: AlreadyRunning) -> str:
    return (
        f"Hearthside already runs from {plan.data} (process {error.process}).\n"
        "Stop that one first, or choose another data folder with HEARTHSIDE_DATA."
    )
