# SPDX-License-Identifier: AGPL-3.0-or-later
"""Leaving for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.ledger.actions.entries import forget_holder
from hearthside.ledger.actions.outbox import forget_deliveries
from hearthside.people.models import Person
from hearthside.privacy.hooks import Leave, Subject, erase, hold
from hearthside.privacy.models import Consent
from hearthside.privacy.queries import holders


@transaction.atomic
def leave(*, person: Person, how: Leave, now: datetime) -> None:
    """Erase an account and, as its person chose, their words or only the name on them.

    Never refused: nobody is kept here. Every domain erases its own (`hooks.erase`, highest
    first, while memberships still exist), then consents, ledger tokens and the account go,
    with its sign-ins, codes, keys and address. The ledger's entries stay and say nothing of
    anybody any more.
    """
    people = Person.objects.filter(id=person.id)
    held = people.select_for_update(no_key=True).first()
    if held is None:  # the button was pressed twice
        return
    hold.ask(person.id)
    known_as = [holder.id for holder in holders(person.id)]
    erase.ask(Subject(person.id), how, now)
    forget_holders(ids=known_as, now=now)
    forget_deliveries(ids=known_as, now=now)
    people.select_for_update().get()  # waits for what is just being written with this key
    held.delete()


@transaction.atomic
def forget_holders(*, ids: Iterable[UUID], now: datetime) -> None:
    """Erase what privacy and the ledger keep under these ids. Never refused."""
    for holder_id in ids:
        Consent.objects.filter(holder_id=holder_id).delete()
        forget_holder(holder_id=holder_id, now=now)
