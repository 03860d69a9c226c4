# SPDX-License-Identifier: AGPL-3.0-or-later
"""`hearthside keeper`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from hearthside.config.commands.groundwork import Trouble, set_up_django, trouble_said

if TYPE_CHECKING:
    from hearthside.people.models import Person


@click.command()
@click.option("--name", metavar="NAME", help="The sign-in name. Asked for where it is left out.")
def command(name: str | None) -> None:
    """Make somebody keeper of this place.

    It is the account that leads through set-up. Asks for a sign-in name, which nobody else
    ever sees, and a password. An account that is there already becomes keeper as it is. A
    keeper reads nothing in a space without joining it. Recovery codes are shown once: write
    them down.

    \b
    Examples:
      hearthside keeper
      hearthside keeper --name maria < password-file
    """
    set_up_django()
    from hearthside.config.links import by_way_of_signing_in
    from hearthside.config.running.tables import reached_database
    from hearthside.core import clock
    from hearthside.directory.queries.lines import is_demo
    from hearthside.people.models import Person, sign_in_form
    from hearthside.spaces.actions.keepers import make_first_keeper

    if is_demo():
        raise Trouble(_DEMO)
    with trouble_said(), reached_database():
        name = name or click.prompt("Sign-in name (nobody else sees it)")
        person = Person.objects.filter(sign_in_name=sign_in_form(name)).first()
        codes: list[str] = []
        if person is None:
            person, codes = _joined(name)
        make_first_keeper(person=person, now=clock.now())
    click.echo(f"\n{name} is keeper of this place.")
    if codes:
        click.echo("Recovery codes. Each sets a new password once. Write them down now:\n")
        click.echo("\n".join(f"  {code}" for code in codes))
    next_page = by_way_of_signing_in("directory:setup")
    click.echo(f"\nNext: sign in, and go on with set-up:  {next_page}")


_DEMO = (
    "This is a demonstration, and it cannot become a real place: its passwords are known to\n"
    "everybody, and nobody confirmed its help lines. Begin with an empty data folder: set\n"
    "HEARTHSIDE_DATA. See docs/operations.md#going-live\n"
    "To see what a keeper sees here, sign in as keeper."
)


def _joined(name: str) -> tuple[Person, list[str]]:
    """Make the account, and return it with its recovery codes."""
    from django.contrib.auth.hashers import make_password

    from hearthside.core import clock
    from hearthside.people.actions.joining import Newcomer, make_account

    if sys.stdin.isatty():
        click.echo("Keepers are adults: going on says that you are 18 or over.")
    newcomer = Newcomer(name, make_password(_password()), says_adult=True)
    joined = make_account(newcomer=newcomer, now=clock.now())
    return joined.person, joined.codes


def _password() -> str:
    """Ask for a password, or read one line where nobody sits at the keyboard."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    if sys.stdin.isatty():
        password: str = click.prompt("Password", hide_input=True, confirmation_prompt="Once more")
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password)
    except ValidationError as error:
        raise Trouble("Choose another password.\n" + "\n".join(error.messages)) from error
    return password
