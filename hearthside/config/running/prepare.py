# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done once, before people come in: everything that may be missing or out of date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, run_checks

from hearthside.config.running.demonstration import add_demo
from hearthside.config.running.static import gather_static
from hearthside.config.running.tables import has_begun, make_tables, note_begun
from hearthside.core import clock
from hearthside.core.crypto.keyring import KeyringMissing, new_keyring, read_keyring, write_keyring
from hearthside.directory.actions.help_pages import write_help_pages
from hearthside.directory.actions.seeding import plant_known_lines
from hearthside.ledger.tasks import forget_head
from hearthside.people.models import Person
from hearthside.spaces.models import Keeper

Say = Callable[[str], None]


class NotReady(Exception):
    """Something must be put right by a person first. The message says what."""


def prepare(*, demo: bool, say: Say) -> None:
    """Make everything ready to serve. What is ready already is left alone.

    Raises:
        NotReady: a setting or a key is wrong.
        hearthside.config.running.tables.DatabaseAway: the database cannot be reached; all
            that does not need it is ready nevertheless.
    """
    for caution in require_sound_settings():
        say(words_of(caution))
    if gather_static():
        say("Gathered the styles and scripts.")
    lay_ground(say=say)
    now = clock.now()
    plant_known_lines(now=now)
    if demo:
        add_demo(say, now)
    write_help_pages(now=now)


def say_what_is_next(say: Say) -> None:
    """Tell whoever starts a place for the first time who lets people in."""
    if not Keeper.objects.exists():
        say(_NO_KEEPER)


def lay_ground(*, say: Say, anew: bool = False) -> None:
    """Bring the tables up to date and, on the very first start, make the keyring.

    That the place has begun is noted when both are there. So a first start that is stopped
    between the two can simply be made again.

    Args:
        anew: make an empty SQLite file even where one was lost.

    Raises:
        NotReady: the keyring is missing or unreadable although it must have been there.
        hearthside.config.running.tables.DatabaseAway: the database cannot be reached.
    """
    was_here = has_begun() and not anew
    if anew:
        forget_head()
    if needed := make_tables(anew=anew):
        say(f"Brought the database up to date ({needed} steps).")
    if make_keyring(was_here=was_here):
        say(_KEYRING_WORDS.format(path=settings.KEYRING_FILE))
    note_begun()


def require_sound_settings() -> list[CheckMessage]:
    """Refuse to start over what our own checks call an error; return what is only a caution.

    Raises:
        NotReady: says every error and its cure.
    """
    found = run_checks(tags=["hearthside"])
    wrong = [message for message in found if message.is_serious()]
    if wrong:
        raise NotReady("\n\n".join(words_of(message) for message in wrong))
    return found


def words_of(message: CheckMessage) -> str:
    """Return a check's message as a person reads it, with its id for the search box."""
    return f"{message.msg}\n{message.hint or ''}".strip() + f"  ({message.id})"


def make_keyring(*, was_here: bool) -> bool:
    """Make the keyring on the very first start, and only then; return whether it was made.

    Raises:
        NotReady: the keyring is missing or unreadable although it must have been there.
    """
    path = Path(settings.KEYRING_FILE)
    if path.exists():
        try:
            read_keyring(path)
        except KeyringMissing as error:
            raise NotReady(_UNREADABLE.format(path=path)) from error
        return False
    if was_here or Person.objects.exists():
        raise NotReady(_LOST.format(path=path))
    write_keyring(path, new_keyring())
    return True


_NO_KEEPER = (
    "Nobody looks after this place yet, so nobody can join.\n"
    "  Next, beside this: hearthside keeper   (from a checkout: make keeper)"
)
_KEYRING_WORDS = (
    "Made the keyring: {path}\n"
    "  It opens what people wrote under seal. Without it those words are lost for good.\n"
    "  Keep a copy of it somewhere else, apart from your backups."
)
_UNREADABLE = (
    "The keyring cannot be read: {path}\n"
    "It must be a file that this user may read, as `hearthside` wrote it. Put your copy back.\n"
    "See docs/operations.md#keys"
)
_LOST = (
    "The keyring is missing: {path}\n"
    "It was here before: what people wrote under seal can be opened with it only.\n"
    "Put your copy back at that place, readable by its owner only (chmod 600).\n"
    "If there is no copy: hearthside keys new --accept-loss\n"
    "See docs/operations.md#keys"
)
