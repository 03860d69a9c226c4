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

from hearthside.ledger.models import Entry
from hearthside.privacy.hooks import Holder, Part, Subject, export_of, holders_of, reason_words
from hearthside.privacy.rules import COLUMNS, deed_words, may_be_read, role_words, tells_kind

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
    return [holder for holder in known if holder.id == subject.membership_id]


def chapters(person_id: UUID, *, at_most: int) -> list[Chapter]:
    """Return what the ledger holds about somebody, place by place."""
    told = []
    for holder in holders(person_id):
        entries = entries_about(holder.id)
        told.append(Chapter(holder.where, entries[:at_most], has_more=len(entries) > at_most))
    return told


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
