# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside backup`."""

from __future__ import annotations

from pathlib import Path

import click

from hearthside.config.commands.groundwork import Trouble, end_tidily, set_up_django, trouble_said


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--keyring-to",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also copy the keyring to FILE. Keep it apart from the backups.",
)
def command(folder: Path, keyring_to: Path | None) -> None:
    """Write a backup into FOLDER, while people go on writing.

    The keyring is not part of it: whoever finds a backup must not be able to open what is
    sealed. Keep a copy of the keyring somewhere else; without it a backup gives back
    everything but what is sealed.

    Backups in FOLDER older than HEARTHSIDE_BACKUPS_KEPT_DAYS are deleted, once it is written.

    \b
    Examples:
      hearthside backup /srv/backups
      hearthside backup /srv/backups --keyring-to /media/key/keyring.json
    """
    end_tidily()
    set_up_django()
    from hearthside.config.backups.making import copy_keyring, drop_old, make_backup
    from hearthside.config.backups.postgres_copy import NoTool
    from hearthside.config.running.tables import reached_database
    from hearthside.core import clock

    now = clock.now()
    with trouble_said(), reached_database():
        try:
            target, manifest = make_backup(folder, now=now)
            if keyring_to:
                copy_keyring(keyring_to, now=now)
            old = drop_old(folder, but=target, now=now)
        except NoTool as error:
            raise Trouble(str(error)) from error
        except FileExistsError as error:
            raise Trouble(
                f"{target} is made.\n{keyring_to} is there already: left as it is."
            ) from error
        except OSError as error:
            raise Trouble(f"The backup could not be written: {error}") from error
    rows = sum(manifest.rows.values())
    click.echo(f"{target}\n  {rows} rows, {target.stat().st_size / 1_000_000:.1f} MB, mode 0600.")
    click.echo(_about_old(len(old)))
    click.echo(_about_keyring(keyring_to) if manifest.keyring_mark else _NO_KEYRING)


def _about_old(gone: int) -> str:
    from django.conf import settings

    if not (days := settings.BACKUPS_KEPT_DAYS):
        return "Older backups stay until you delete them: what was erased is in them."
    told = f"Deleted {gone} older than {days} days." if gone else f"None is older than {days} days."
    return f"{told} Copies elsewhere are yours to delete: what was erased is in them."


_NO_KEYRING = (
    "There is no keyring here. What is sealed in this backup opens with the lost one only,\n"
    "should a copy of it be found. See docs/operations.md#keys"
)


def _about_keyring(keyring_to: Path | None) -> str:
    from django.conf import settings

    if keyring_to:
        return f"{keyring_to}\n  The keyring, mode 0600. Keep it apart from the backups."
    return (
        f"The keyring is not in it. It stays at {settings.KEYRING_FILE}:\n"
        "  keep a copy of it apart from the backups (--keyring-to FILE, or hearthside keys copy)."
    )
