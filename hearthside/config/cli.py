# SPDX-License-Identifier: AGPL-3.0-or-later
"""The `hearthside` command. Each word is a module in `hearthside.config.commands`.

Nothing here loads Django, so that help is there at once, also when a setting is wrong.
"""

from __future__ import annotations

from importlib import import_module

import click

_WORDS = (
    "run",
    "keeper",
    "doctor",
    "demo",
    "backup",
    "restore",
    "keys",
    "ledger",
    "transparency",
    "simulate",
    "search",
    "scrub",
    "settings",
    "migrate",
    "courier",
    "version",
    "prepare",
    "serve",
)


class Words(click.Group):
    """Loads a command's module when it is asked for; keeps the order above."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the words in the order a new keeper needs them."""
        return list(_WORDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, or None."""
        if cmd_name not in _WORDS:
            return None
        module = import_module(f"hearthside.config.commands.{cmd_name}")
        command: click.Command = module.command
        return command


@click.command(cls=Words, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Hearthside: a self-hosted home for communities that help people recover.

    \b
    To look around, with a made-up community:   hearthside run --demo
    To begin for real:                          hearthside run
                                                hearthside keeper
                                                hearthside doctor

    Settings are environment variables: `hearthside settings` lists them. Every word below
    explains itself:  hearthside WORD --help
    """


def main() -> None:
    """Run the command that was typed."""
    cli(prog_name="hearthside")


if __name__ == "__main__":
    main()
