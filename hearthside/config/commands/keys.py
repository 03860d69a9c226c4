# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside keys`."""

from __future__ import annotations

from pathlib import Path

import click

from hearthside.config.commands.groundwork import Trouble, set_up_django, trouble_said


@click.group()
def command() -> None:
    """Look after the keyring, which opens what is sealed.

    Some words are sealed before they reach the database: reports, drafts, the secrets of
    authenticator apps. The keyring is a small file outside the database. Without it those
    words are lost for good, so keep a copy of it, apart from the backups.

    \b
    Example:
      hearthside keys copy /media/key/keyring.json
    """


@command.command("list")
def list_keys() -> None:
    """Show the keys, and how many values each has sealed. No secret."""
    set_up_django()
    from django.conf import settings

    from hearthside.config.keys.rotation import uses
    from hearthside.core.crypto.keyring import keyring

    with trouble_said():
        counted, ring = uses(), keyring()
    click.echo(settings.KEYRING_FILE)
    for name, values in sorted(counted.items()):
        click.echo(f"  {name}: {values} values{', seals from now on' * (name == ring.current)}")


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def copy(file: Path) -> None:
    """Copy the keyring to FILE, readable by its owner only. Never over another file."""
    set_up_django()
    from hearthside.config.backups.making import copy_keyring
    from hearthside.core import clock

    with trouble_said():
        try:
            copy_keyring(file, now=clock.now())
        except FileExistsError as error:
            raise Trouble(f"{file} is there already. Choose another name.") from error
        except OSError as error:
            raise Trouble(f"{file} could not be written: {error.strerror}.") from error
    click.echo(f"{file}: a copy of the keyring. Keep it apart from the backups.")


@command.command()
def rotate() -> None:
    """Seal everything again with a new key. Hearthside may run meanwhile.

    Can be stopped and started again: it goes on where it was. The old keys stay on the
    ring until `hearthside keys prune`.
    """
    set_up_django()
    from hearthside.config.keys import rotation

    with trouble_said():
        is_fresh = rotation.rotate(lambda place, count: click.echo(f"  {place}: {count}"))
    click.echo(
        "Everything is sealed with a new key.\n"
        if is_fresh
        else "An earlier change of keys is finished now; no further key was made.\n"
    )
    click.echo(
        "Next: copy the keyring again (hearthside keys copy FILE), then take the old keys\n"
        "off it (hearthside keys prune). Older backups need the older copy of the keyring."
    )


@command.command()
def prune() -> None:
    """Take old keys off the ring, once nothing needs them."""
    set_up_django()
    from hearthside.config.keys import rotation
    from hearthside.core import clock

    with trouble_said():
        try:
            older = rotation.prune(clock.now())
        except rotation.StillInUse as error:
            raise Trouble(
                f"{error.values} values are still sealed with an old key, so nothing was done.\n"
                "First: hearthside keys rotate"
            ) from error
    click.echo(
        f"The old keys are off the ring. The ring as it was:\n  {older}\n"
        "It opens your older backups: move it to where you keep the copy of the keyring.\n"
        "Then copy the ring as it is now:  hearthside keys copy FILE"
    )


@command.command("new")
@click.option("--accept-loss", is_flag=True, required=True, help="Say that you know what goes.")
def new(accept_loss: bool) -> None:
    """Begin again with a new keyring, when the old one is lost for good.

    What the lost keyring sealed is cleared: the words of reports and drafts, reasons in the
    ledger, authenticator apps. Everything else stays. There is no way back.
    """
    set_up_django()
    from hearthside.config.keys.loss import KeyringIsHere, begin_anew

    with trouble_said():
        try:
            gone = begin_anew()
        except KeyringIsHere as error:
            raise Trouble(f"The keyring is at its place: {error}. Nothing was done.") from error
    click.echo(
        f"Made a new keyring; {gone} sealed values were cleared. Copy it: hearthside keys copy FILE"
    )
