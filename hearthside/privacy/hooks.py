# SPDX-License-Identifier: AGPL-3.0-or-later
"""What privacy asks of every domain that keeps something about a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from hearthside.core.hooks import Hook


class Leave(StrEnum):
    """What stays when somebody leaves."""

    ERASE_ALL = "erase-all"
    """Their words go with them."""
    KEEP_WORDS = "keep-words"
    """Their words stay, without their name and face."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data: the account, or (``membership_id`` set) one membership of it only."""

    person_id: UUID
    membership_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One section of an export: a title in words, and plain rows for JSON and HTML alike.

    ``read_by`` and ``kept`` say in words who can read this, and how long it is kept.
    """

    name: str
    title: str
    rows: Sequence[Mapping[str, object]] = field(default_factory=list)
    read_by: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """An id under which the ledger and the consents know somebody, and where, in words."""

    id: UUID
    where: str
    of: UUID | None = None
    """The membership it belongs to, where it is not that of a membership or an account."""


export_of: Hook[[Subject], list[Part]] = Hook()
"""Everything a domain keeps about this person, sealed things opened. Never another's words."""

hold: Hook[[UUID], None] = Hook()
"""Hold the rows that say who an account is, before anything of it is erased.

Whoever is about to write something of this person's waits then, or comes too late; else
what they wrote would stand in the way of the account going."""

erase: Hook[[Subject, Leave, datetime], None] = Hook()
"""Erase, or take the name off, everything a domain keeps about this person.

Called inside one transaction, highest domains first, while memberships still exist."""

holders_of: Hook[[UUID], list[Holder]] = Hook()
"""The memberships of this account, past ones too, each with the name of its space."""

reason_words: Hook[[str], str | None] = Hook()
"""The words for a kind of reason in the ledger, from the domain that writes it."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Something under a seal, as everybody in its space may see it: what it is called, where."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Behind:
    """Who stands behind a seal: a membership and the name it carries in its space."""

    membership_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing that is kept, and until when, both in words.

    Where a clock lets go of it by itself, ``until`` names the days of that very clock.
    """

    what: str
    until: str
    clock: str = ""
    """The name of the clock that lets go of it by itself; a test shows that it does."""

    @property
    def by_clock(self) -> bool:
        return bool(self.clock)


kept_how_long: Hook[[], list[Kept]] = Hook()
"""What a domain keeps and for how long, for anybody to read."""

stays_behind: Hook[[], list[Kept]] = Hook()
"""What a domain still keeps of somebody who closed their account, and until when."""

sealed: Hook[[str, UUID, UUID], Sealed | None] = Hook()
"""What is under the seal of this kind and id in this space; opens nothing."""

seal_at: Hook[[str], tuple[str, UUID] | None] = Hook()
"""Which seal (kind and id) the page at this path is about, if it is about one."""

behind: Hook[[str, UUID], Behind | None] = Hook()
"""Open a seal. Only `actions.seals.look_behind` asks, and every asking is an entry."""

person_of: Hook[[UUID], UUID | None] = Hook()
"""The account of a membership: two memberships of one person are not two people."""

claimed: set[str] = set()
"""Model labels (``app.Model``) that some export and erasure claims to cover."""

exempt: dict[str, str] = {}
"""Model labels that reach a person and are claimed by neither, each with its written reason."""


def claims(*labels: str) -> None:
    """Say that this domain's export and erasure cover these models (``"forum.Post"``)."""
    claimed.update(labels)


def exempts(label: str, *, because: str) -> None:
    """Say why a model that reaches a person is covered by neither export nor erasure."""
    exempt[label] = because
