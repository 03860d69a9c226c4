# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping help lines: writing them down, making sure of them, taking them out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.core.records import locked
from hearthside.core.verdicts import ALLOWED, Refused, Verdict
from hearthside.directory.events import HelpLinesChanged
from hearthside.directory.models import HelpLine
from hearthside.directory.rules.hours import tidy
from hearthside.directory.rules.lines import (
    ByKeeper,
    LineFacts,
    may_be_confirmed,
    may_keep_directory,
    may_stand,
)
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import announce
from hearthside.ledger.models import Verb

NAME_TAKEN = Verdict("name-taken", _("This country already has a line of that name."))


@dataclass(frozen=True, slots=True)
class Check:
    """How somebody made sure of a line: when, who in words, and in which way."""

    on: date
    by: str
    how: str


@transaction.atomic
def add_line(*, by: ByKeeper, facts: LineFacts, now: datetime) -> HelpLine:
    """Write down a help line. It is unconfirmed until somebody has made sure of it.

    Raises `Refused` as `rules.lines.may_stand` says, and `NAME_TAKEN`.
    Announces `HelpLinesChanged`.
    """
    may_keep_directory(by).require()
    may_stand(facts).require()
    _name_is_free(facts, but_for=None).require()
    line = HelpLine.objects.create(**_columns(facts), changed_at=now)
    announce(HelpLinesChanged(changed_at=now))
    return line


@transaction.atomic
def change_line(*, by: ByKeeper, line: HelpLine, facts: LineFacts, now: datetime) -> HelpLine:
    """Change what is written about a line. Whatever changed must be confirmed again.

    Raises `Refused` as `rules.lines.may_stand` says, and `NAME_TAKEN`.
    Announces `HelpLinesChanged`.
    """
    line = locked(line)
    may_keep_directory(by).require()
    may_stand(facts).require()
    _name_is_free(facts, but_for=line).require()
    columns = _columns(facts)
    changed = [name for name, value in columns.items() if getattr(line, name) != value]
    if not changed:
        return line

    for name in changed:
        setattr(line, name, columns[name])
    line.verified_on, line.verified_by, line.verified_how = None, "", ""
    line.changed_at = now
    line.save(update_fields=[*changed, "verified_on", "verified_by", "verified_how", "changed_at"])
    announce(HelpLinesChanged(changed_at=now))
    return line


@transaction.atomic
def confirm_line(*, by: ByKeeper, line: HelpLine, check: Check, now: datetime) -> HelpLine:
    """Say that somebody made sure of a line, on which day and how. A ledger entry.

    Raises `Refused` as `rules.lines.may_be_confirmed` says. Announces `HelpLinesChanged`.
    """
    line = locked(line)
    may_keep_directory(by).require()
    may_be_confirmed(line, check.on, now.date()).require()

    line.verified_on, line.verified_by, line.verified_how = check.on, check.by, check.how
    line.changed_at = now
    line.save(update_fields=["verified_on", "verified_by", "verified_how", "changed_at"])
    record(
        by=Actor(holder_id=by.holder_id, role="keeper"),
        deed=Deed(
            verb=Verb.HELP_LINE_CONFIRMED,
            reason_kind=check.how,
            reason=f"{line.country or '-'} {line.name}: {check.by}",
        ),
        now=now,
    )
    announce(HelpLinesChanged(changed_at=now))
    return line


@transaction.atomic
def withdraw_line(*, by: ByKeeper, line: HelpLine, because: str, now: datetime) -> HelpLine:
    """Take a line out of the help pages, with the reason. Withdrawing twice is once.

    A line that was shown only together with it then stands alone. A ledger entry.
    Announces `HelpLinesChanged`.
    """
    line = locked(line)
    may_keep_directory(by).require()
    if line.withdrawn_at is not None:
        return line

    HelpLine.objects.filter(shown_with=line).update(shown_with=None)
    line.withdrawn_at, line.withdrawn_because, line.shown_with = now, because, None
    line.save(update_fields=["withdrawn_at", "withdrawn_because", "shown_with"])
    record(
        by=Actor(holder_id=by.holder_id, role="keeper"),
        deed=Deed(verb=Verb.HELP_LINE_WITHDRAWN, reason=f"{line.name}: {because}"),
        now=now,
    )
    announce(HelpLinesChanged(changed_at=now))
    return line


@transaction.atomic
def pair_lines(*, by: ByKeeper, line: HelpLine, other_id: UUID | None, now: datetime) -> HelpLine:
    """Say that two lines of a country are shown both or not at all (None: shown alone).

    Raises `Refused` ("not-a-pair") for lines of two countries. Announces `HelpLinesChanged`.
    """
    line = locked(line)
    may_keep_directory(by).require()
    same_country = HelpLine.objects.in_use().filter(country=line.country).exclude(id=line.id)
    other = same_country.filter(id=other_id).first() if other_id else None
    if other_id and other is None:
        raise Refused(Verdict("not-a-pair", _("Choose another line of the same country.")))
    both = [line.id, other.id] if other else [line.id]
    HelpLine.objects.filter(Q(id__in=both) | Q(shown_with__in=both)).update(shown_with=None)
    line.shown_with = other
    line.save(update_fields=["shown_with"])
    announce(HelpLinesChanged(changed_at=now))
    return line


def _name_is_free(facts: LineFacts, *, but_for: HelpLine | None) -> Verdict:
    same = HelpLine.objects.in_use().filter(country=facts.country, name=facts.name)
    if but_for is not None:
        same = same.exclude(id=but_for.id)
    return NAME_TAKEN if same.exists() else ALLOWED


def _columns(facts: LineFacts) -> dict[str, str]:
    return asdict(facts) | {"hours": tidy(facts.hours)}
