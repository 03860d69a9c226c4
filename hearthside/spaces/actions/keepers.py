# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who keeps the installation and its organisations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.verdicts import Refused
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.models import Verb
from hearthside.people.models import Person
from hearthside.spaces.actions._steps import digest_of, keepers_of_all, new_secret
from hearthside.spaces.models import Keeper, Organisation
from hearthside.spaces.rules.keeping import KEEPER_LINK_OVER, may_end_keepership
from hearthside.spaces.rules.names import tidy_name
from hearthside.spaces.rules.standing import NOT_HERE, KeeperStanding, may_keep

KEEPER_LINK_OPEN: Final = timedelta(days=7)
"""How long the link that makes a keeper stays open."""


@dataclass(frozen=True, slots=True)
class NewKeeperLink:
    """A place for a keeper that was just offered, with the secret its maker sees once."""

    keeper: Keeper
    secret: str


@transaction.atomic
def make_first_keeper(*, person: Person, now: datetime) -> Keeper:
    """Make somebody keeper of the installation, for whoever runs the machine.

    Doing it twice is doing it once. Not refused while there are other keepers: it is also
    the way back in when the last one lost their account. An entry in the ledger.
    """
    kept = Keeper.objects.filter(person=person, organisation=None).first()
    if kept and (kept.ends_at is None or kept.ends_at > now):
        return kept
    if kept:
        kept.since, kept.ends_at = now, None
        kept.save(update_fields=["since", "ends_at"])
    else:
        kept = Keeper.objects.create(person=person, since=now)
    deed = Deed(Verb.KEEPER_MADE, about=person.id)
    record(by=Actor(None, "operator"), deed=deed, now=now)
    return kept


@transaction.atomic
def offer_keepership(
    *, by: KeeperStanding, organisation: Organisation | None, now: datetime
) -> NewKeeperLink:
    """Make a link whose one user becomes a keeper (without an organisation: of everything).

    Raises `Refused` as `rules.may_keep` says.
    """
    may_keep(by, organisation.id if organisation else None).require()
    secret = new_secret()
    keeper = Keeper.objects.create(
        organisation=organisation,
        secret_digest=digest_of(secret),
        since=now,
        ends_at=now + KEEPER_LINK_OPEN,
    )
    return NewKeeperLink(keeper, secret)


@transaction.atomic
def accept_keepership(*, offer: Keeper, person: Person, name: str, now: datetime) -> Keeper:
    """Become a keeper with a link. ``name`` is what other keepers read, and nobody else.

    Who keeps the same already uses nothing up. Raises `Refused` when the link is over. An
    entry in the ledger.
    """
    # so that nobody takes two places of one kind at once
    person = Person.objects.select_for_update(no_key=True).get(id=person.id)
    offer = locked(offer)
    if offer.person_id or not offer.ends_at or offer.ends_at <= now:
        raise Refused(KEEPER_LINK_OVER)
    kept = Keeper.objects.filter(person=person, organisation=offer.organisation_id).first()
    if kept and (kept.ends_at is None or kept.ends_at > now):
        return kept
    if kept:
        kept.delete()
    offer.person, offer.secret_digest, offer.name = person, "", tidy_name(name)
    offer.since, offer.ends_at = now, None
    offer.save(update_fields=["person", "secret_digest", "name", "since", "ends_at"])
    deed = Deed(Verb.KEEPER_MADE, about=person.id)
    record(by=Actor(person.id, "keeper"), deed=deed, now=now)
    return offer


@transaction.atomic
def take_keepers_name(*, by: KeeperStanding, name: str, now: datetime) -> None:
    """Go by another name among the keepers, in all that one keeps. Nobody else reads it.

    Raises `Refused` with "not-here" for who keeps nothing.
    """
    if not by.keeps_anything:
        raise Refused(NOT_HERE)
    Keeper.objects.filter(person=by.person_id).update(name=tidy_name(name))


@transaction.atomic
def end_keepership(*, by: KeeperStanding, keeper: Keeper, now: datetime) -> None:
    """End a keepership now, or close the link of one that nobody took yet.

    Raises `Refused` as `rules.may_end_keepership` says: the installation always has a
    keeper. An entry in the ledger.
    """
    list(Keeper.objects.select_for_update(no_key=True).filter(organisation=None))
    keeper = locked(keeper)
    may_end_keepership(by, keeper, keepers_of_all(now)).require()
    person_id = keeper.person_id
    if person_id is None:
        keeper.delete()
        return
    keeper.ends_at = now
    keeper.save(update_fields=["ends_at"])
    deed = Deed(Verb.KEEPER_ENDED, about=person_id)
    record(by=Actor(by.person_id, "keeper"), deed=deed, now=now)
