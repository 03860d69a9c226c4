# SPDX-License-Identifier: AGPL-3.0-or-later
"""Those who answer for spaces."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.text import tidy
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.models import Verb
from hearthside.spaces.models import Organisation
from hearthside.spaces.rules.standing import KeeperStanding, may_keep


@transaction.atomic
def make_organisation(*, by: KeeperStanding, name: str, now: datetime) -> Organisation:
    """Add an organisation to the installation.

    Raises `Refused` as `rules.may_keep` says of the installation. An entry in the ledger.
    """
    may_keep(by, None).require()
    organisation = Organisation.objects.create(name=tidy(name), made_at=now)
    _note(by, Verb.ORGANISATION_MADE, now)
    return organisation


@transaction.atomic
def rename_organisation(
    *, by: KeeperStanding, organisation: Organisation, name: str, now: datetime
) -> Organisation:
    """Call an organisation by another name.

    Raises `Refused` as `rules.may_keep` says. An entry in the ledger.
    """
    organisation = locked(organisation)
    may_keep(by, organisation.id).require()
    organisation.name = tidy(name)
    organisation.save(update_fields=["name"])
    _note(by, Verb.ORGANISATION_CHANGED, now)
    return organisation


def _note(by: KeeperStanding, verb: Verb, now: datetime) -> None:
    record(by=Actor(by.person_id, "keeper"), deed=Deed(verb), now=now)
