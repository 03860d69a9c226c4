# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held about somebody, gathered from every domain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hearthside.core.crypto.keyring import keyring
from hearthside.ledger.models import Entry
from hearthside.privacy.hooks import (
    Holder,
    Kept,
    Leave,
    Part,
    Subject,
    export_of,
    holders_of,
    kept_how_long,
    person_of,
    reason_words,
    stays_behind,
)
from hearthside.privacy.models import Departure, Erasure, SealOpening
from hearthside.privacy.rules.reading import (
    COLUMNS,
    deed_words,
    may_be_read,
    role_words,
    tells_kind,
)
from hearthside.privacy.rules.seals import Unsealer

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One thing that was done about somebody: role, deed, time and kind of reason. No name."""

    at: datetime
    role: _StrOrPromise
    deed: _StrOrPromise
    kind: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The entries about somebody in one place, newest first, and whether there are more."""

    where: str
    entries: Sequence[EntryShown]
    has_more: bool = False


def holders(person_id: UUID) -> list[Holder]:
    """Return every id under which somebody is known: the account first, then each membership."""
    memberships = [holder for answer in holders_of.ask(person_id) for holder in answer]
    return [Holder(person_id, _("Your account")), *memberships]


def holders_within(subject: Subject) -> list[Holder]:
    """Return the ids of a subject: all of an account's, or the one membership."""
    known = holders(subject.person_id)
    if subject.membership_id is None:
        return known
    return [holder for holder in known if subject.membership_id in (holder.id, holder.of)]


def departure_of(person_id: UUID) -> Departure | None:
    """Return when somebody's account closes, if they closed it and can still stay."""
    return Departure.objects.filter(person_id=person_id).first()


def chapters(person_id: UUID, *, at_most: int) -> list[Chapter]:
    """Return what the ledger holds about somebody, place by place.

    All that they wrote without their name in a space is one place of it.
    """
    told: dict[str, list[EntryShown]] = {}
    for holder in holders(person_id):
        told.setdefault(holder.where, []).extend(entries_about(holder.id))
    for entries in told.values():
        entries.sort(key=lambda entry: entry.at, reverse=True)
    return [
        Chapter(where, entries[:at_most], has_more=len(entries) > at_most)
        for where, entries in told.items()
    ]


def entries_about(holder_id: UUID) -> list[EntryShown]:
    """Return the entries about one membership or account that its person may read."""
    rows = Entry.objects.about_holder(holder_id).defer("reason", "previous", "digest")
    return [_shown(entry) for entry in rows if may_be_read(entry.verb)]


def _shown(entry: Entry) -> EntryShown:
    kind = entry.reason_kind if tells_kind(entry.verb) else ""
    return EntryShown(entry.at, role_words(entry.by_role), deed_words(entry.verb), _kind(kind))


def _kind(kind: str) -> str:
    """Return the words for a kind of reason; a kind nobody has words for says nothing."""
    answers = reason_words.ask(kind) if kind else []
    return next((words for words in answers if words), "")


def export(subject: Subject) -> list[Part]:
    """Return everything that is held about a subject, in parts, empty ones too.

    The account itself comes first, whoever else answered before.
    """
    told = [part for parts in export_of.ask(subject) for part in parts]
    return sorted(told, key=lambda part: part.name != "account")


@dataclass(frozen=True, slots=True)
class ReadablePart:
    """A part of an export with each value in words."""

    part: Part
    rows: list[list[tuple[str, str]]]


def readable(parts: Iterable[Part]) -> list[ReadablePart]:
    """Return an export as somebody reads it, for the HTML file."""
    return [
        ReadablePart(
            part,
            [
                [(str(COLUMNS.get(name, name)), in_words(value)) for name, value in row.items()]
                for row in part.rows
            ],
        )
        for part in parts
    ]


def in_words(value: object) -> str:
    """Return one value as somebody reads it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{date_format(localtime(value), 'DATETIME_FORMAT')} {localtime(value).tzname()}"
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, list | tuple):
        return ", ".join(in_words(each) for each in value)
    return str(value) if value not in (None, "") else "–"


def asker_of(opening: SealOpening) -> Unsealer:
    """Return who asked to open a seal, with the account behind it."""
    holder = opening.asked_by or opening.id
    person = next((each for each in person_of.ask(holder) if each), holder)
    return Unsealer(holder, person, opening.asked_role)


def everything_kept() -> list[Kept]:
    """Return what every domain keeps, and until when."""
    return [row for rows in kept_how_long.ask() for row in rows]


def holds() -> list[Kept]:
    """Return what is still here of somebody who has left, and until when."""
    return [row for rows in stays_behind.ask() for row in rows]


@dataclass(frozen=True, slots=True)
class Erased:
    """How and when somebody was erased, or (not ``done``) is going to be."""

    how: Leave
    at: datetime
    done: bool = True


def mark_of(holder_id: UUID) -> bytes:
    """Return what stands for an account or a membership that is gone."""
    return keyring().blind("erased", holder_id)


def erasures() -> dict[bytes, Erased]:
    """Return all that is remembered."""
    rows = Erasure.objects.order_by("at", "id").values_list("mark", "how", "at", "done")
    return {bytes(mark): Erased(Leave(how), at, done) for mark, how, at, done in rows}
