# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hearthside.config.commands.groundwork import Trouble, end_tidily, set_up_django, trouble_said

if TYPE_CHECKING:
    from hearthside.config.backups.restoring import Restored


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--keyring",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="KEYRING",
    help="The copy of the keyring that belongs to this backup.",
)
@click.option(
    "--erased",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="LIST",
    help="The list of who was erased, where it does not lie beside the backup.",
)
@click.option("--without-erased", is_flag=True, help="Bring back those who were erased since, too.")
def command(file: Path, keyring: Path | None, erased: Path | None, without_erased: bool) -> None:
    """Put the backup FILE back, where nobody has an account.

    Everything is verified before anything is touched. Refused where people live or while
    Hearthside runs: restore into a new data folder (or an empty PostgreSQL database), look
    at it, then let people in.

    Whoever closed their account since the backup was made is erased again. The list of them,
    erased.json, holds no names; it lies beside the backups and in the data folder.

    \b
    Example:
      HEARTHSIDE_DATA=/srv/hearthside-new hearthside restore \\
          /srv/backups/hearthside-20260303T180000Z.tar.gz --keyring /media/key/keyring.json
    """
    end_tidily()
    set_up_django()
    from hearthside.config.backups.manifest import NotABackup
    from hearthside.config.backups.postgres_copy import NoTool
    from hearthside.config.backups.restoring import WillNotRestore, restore
    from hearthside.core import clock

    with trouble_said():
        try:
            restored = restore(
                file,
                keyring_from=keyring,
                now=clock.now(),
                erased_from=erased,
                without_erased=without_erased,
            )
        except NotABackup as error:
            raise Trouble(f"{file} was not restored.\n{error}") from error
        except (WillNotRestore, NoTool) as error:
            raise Trouble(f"Nothing was changed.\n{error}") from error
    _say(restored)


def _say(restored: Restored) -> None:
    manifest = restored.manifest
    click.echo(f"Restored {sum(manifest.rows.values())} rows, as they were at {manifest.made_at}.")
    if restored.known_until is None:
        click.echo("Who closed their account since is not known: they may be here again.")
    else:
        until = f"{restored.known_until:%Y-%m-%d %H:%M} UTC"
        click.echo(f"Erased {restored.erased} again who left since, as known until {until}.")
    if restored.steps:
        click.echo(f"Brought them up to this release in {restored.steps} steps.")
    click.echo("Next: hearthside doctor, then hearthside run.")
