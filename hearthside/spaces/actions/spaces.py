# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making a space, and changing what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from hearthside.core.records import locked
from hearthside.core.text import tidy
from hearthside.core.verdicts import Refused
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.models import Verb
from hearthside.spaces.actions._steps import note_by_steward
from hearthside.spaces.models import Joining, Kind, Organisation, Space
from hearthside.spaces.rules.keeping import ADDRESS_TAKEN
from hearthside.spaces.rules.standing import KeeperStanding, Standing, may_keep, may_steward


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceWords:
    """What a space says of itself, and how people come in."""

    name: str
    kind: Kind
    language: str
    purpose: str
    is_not: str
    norms: str
    limits: str
    listed: bool
    joining: Joining


@transaction.atomic
def make_space(
    *, by: KeeperStanding, organisation: Organisation, slug: str, words: SpaceWords, now: datetime
) -> Space:
    """Make a space under an organisation. It has nobody in it yet: see `make_steward_link`.

    Raises `Refused` as `rules.may_keep` says, or when the address is taken. An entry in the
    ledger.
    """
    organisation = locked(organisation)
    may_keep(by, organisation.id).require()
    space = Space(organisation=organisation, slug=slug, made_at=now)
    _say(space, words)
    _insert(space)
    deed = Deed(Verb.SPACE_MADE, space_id=space.id)
    record(by=Actor(by.person_id, "keeper"), deed=deed, now=now)
    return space


@transaction.atomic
def change_space(*, by: Standing, space: Space, words: SpaceWords, now: datetime) -> Space:
    """Change what a space says of itself. Other norms or limits are put before every member.

    Raises `Refused` as `rules.may_steward` says. An entry in the ledger.
    """
    space = locked(space)
    may_steward(by, space.id).require()
    agreed_on = (tidy(space.norms), tidy(space.limits))
    _say(space, words)
    if (space.norms, space.limits) != agreed_on:
        space.terms_version += 1
    columns = [*SpaceWords.__dataclass_fields__, "terms_version"]
    space.save(update_fields=columns)
    note_by_steward(by, Deed(Verb.SPACE_CHANGED, space_id=space.id), now)
    return space


@transaction.atomic
def note_restricted(*, space_id: UUID, until: datetime, now: datetime) -> None:
    """Note that something may rest for somebody in a space until then, so that it is asked.

    Says not for whom. Only ever moved on.
    """
    spaces = Space.objects.filter(Q(restricted_until=None) | Q(restricted_until__lt=until))
    spaces.filter(id=space_id).update(restricted_until=until)


def _insert(space: Space) -> None:
    try:
        with transaction.atomic():
            space.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(ADDRESS_TAKEN) from error


def _say(space: Space, words: SpaceWords) -> None:
    space.name, space.kind, space.language = tidy(words.name), words.kind, words.language
    space.purpose, space.is_not = tidy(words.purpose), tidy(words.is_not)
    space.norms, space.limits = tidy(words.norms), tidy(words.limits)
    space.listed, space.joining = words.listed, words.joining
