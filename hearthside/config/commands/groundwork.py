# SPDX-License-Identifier: AGPL-3.0-or-later
"""What commands share: setting Django up, and turning trouble into a sentence."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import click

WRONG_SETTING = 2
DATABASE_AWAY = 75


class Trouble(click.ClickException):
    """Something a person has to put right; shown without a traceback."""

    def __init__(self, words: str, exit_code: int = 1) -> None:
        super().__init__(words)
        self.exit_code = exit_code  # type: ignore[misc]  # click reads it from the instance

    def show(self, file: object = None) -> None:
        """Say it plainly."""
        click.echo(f"\n{self.message}\n", err=True)


def set_up_django() -> None:
    """Load Django with our settings; files made from here on are for their owner only.

    Raises:
        Trouble: a setting is wrong. Says which, and the page that helps.
    """
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.config.settings")
    with wrong_settings_said():
        import_module("django").setup()


def end_tidily() -> None:
    """Take what is half-made away when asked to end, as on Ctrl-C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


@contextmanager
def wrong_settings_said() -> Iterator[None]:
    """Turn a wrong setting into a sentence and an exit code."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        yield
    except ImproperlyConfigured as error:
        raise Trouble(f"A setting is not right.\n{error}", WRONG_SETTING) from error


@contextmanager
def trouble_said() -> Iterator[None]:
    """Turn what the database, the disk, the keys or a rule object to into a sentence and a code."""
    from django.db import DatabaseError, InterfaceError

    from hearthside.config.running.lock import NotOurs
    from hearthside.config.running.prepare import NotReady
    from hearthside.config.running.tables import DatabaseAway
    from hearthside.core.crypto.keyring import DecryptError, KeyringMissing
    from hearthside.core.verdicts import Refused

    try:
        yield
    except DatabaseAway as error:
        raise Trouble(str(error), DATABASE_AWAY) from error
    except (NotReady, NotOurs) as error:
        raise Trouble(str(error), WRONG_SETTING) from error
    except KeyringMissing as error:
        raise Trouble(f"The keyring cannot be read: {error}\n{_SEE_KEYS}") from error
    except DecryptError as error:
        raise Trouble(f"Something sealed ({error}) cannot be opened.\n{_SEE_KEYS}") from error
    except Refused as error:
        raise Trouble(str(error.verdict.reason)) from error
    except (DatabaseError, InterfaceError) as error:
        raise Trouble(_database_words(error), DATABASE_AWAY) from error
    except OSError as error:
        raise Trouble(_disk_words(error), DATABASE_AWAY) from error


_SEE_KEYS = "Put the right keyring in its place. See docs/operations.md#keys"


def _disk_words(error: OSError) -> str:
    return (
        f"A file cannot be read or written: {error.filename or ''} ({error.strerror})\n"
        "Look whether the disk is full, and whose the data folder is:  hearthside doctor"
    )


def _database_words(error: Exception) -> str:
    return (
        f"The database did not do what was asked: {str(error).strip()}\n"
        "If its tables are missing or old:  hearthside migrate\n"
        "To see what else may be wrong:     hearthside doctor"
    )
