# SPDX-License-Identifier: AGPL-3.0-or-later
"""Leaving for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import wait_for_turn
from hearthside.ledger.actions.entries import forget_holder
from hearthside.ledger.actions.outbox import appoint, call_off, forget_deliveries
from hearthside.people.actions.sign_ins import end_sign_ins
from hearthside.people.models import Person
from hearthside.privacy.actions.erasures import forget_erasure, note_erasure
from hearthside.privacy.actions.overwriting import appoint_overwriting
from hearthside.privacy.events import DepartureDue
from hearthside.privacy.hooks import Leave, Subject, erase, hold
from hearthside.privacy.models import Consent, Departure, SealOpening
from hearthside.privacy.queries import holders
from hearthside.privacy.rules.leaving import closes_at


@transaction.atomic
def ask_to_leave(*, person: Person, how: Leave, now: datetime) -> Departure:
    """Close an account in seven days, and end every sign-in now. Never refused.

    Until then everything stays as it is, but nothing reaches the person any more; signing in
    and `stay` undo it. Asking again chooses anew what becomes of their words, and begins the
    days anew. Appoints `DepartureDue`.
    """
    Departure.objects.filter(person=person).delete()
    departure = Departure.objects.create(
        person=person, how=how.value, asked_at=now, closes_at=closes_at(now)
    )
    note_erasure(of=person.id, how=how, now=now, closes_at=departure.closes_at)
    due = DepartureDue(departure_id=departure.id)
    appoint(due, due_at=departure.closes_at, key=f"departure:{departure.id}")
    end_sign_ins(person_id=person.id, keep=None, now=now)
    return departure


@transaction.atomic
def stay(*, person: Person, now: datetime) -> bool:
    """Stay after all; False where nothing was to be undone. Never refused."""
    departure = Departure.objects.select_for_update().filter(person=person).first()
    if departure is None:
        return False
    call_off(f"departure:{departure.id}")
    forget_erasure(of=person.id, now=now)
    departure.delete()
    return True


@transaction.atomic
def let_go(*, departure_id: UUID, now: datetime) -> bool:
    """Erase whoever did not change their mind in time; False where they did, or too early."""
    wait_for_turn("leaving")  # before the row: whoever leaves by themselves takes it afterwards
    departure = Departure.objects.select_for_update().filter(id=departure_id).first()
    if departure is None or departure.closes_at > now:
        return False
    leave(person=departure.person, how=Leave(departure.how), now=now)
    return True


@transaction.atomic
def leave(*, person: Person, how: Leave, now: datetime) -> None:
    """Erase an account and, as its person chose, their words or only the name on them.

    Never refused: nobody is kept here. Every domain erases its own (`hooks.erase`, highest
    first, while memberships still exist), then consents, ledger tokens and the account go,
    with its sign-ins, codes, keys and address. The ledger's entries stay and say nothing of
    anybody any more.
    """
    wait_for_turn("leaving")  # two at once would appoint the same purges, in another order
    people = Person.objects.filter(id=person.id)
    held = people.select_for_update(no_key=True).first()
    if held is None:  # the button was pressed twice
        return
    hold.ask(person.id)
    # A voice without a name goes, or stays, by itself: all at once would say whose they were.
    known_as = [holder.id for holder in holders(person.id) if holder.of is None]
    erase.ask(Subject(person.id), how, now)
    forget_holders(ids=known_as, now=now)
    forget_deliveries(ids=known_as, now=now)
    people.select_for_update().get()  # waits for what is just being written with this key
    held.delete()
    note_erasure(of=person.id, how=how, now=now)
    appoint_overwriting(now=now)


@transaction.atomic
def forget_holders(*, ids: Iterable[UUID], now: datetime) -> None:
    """Erase what privacy and the ledger keep under these ids. Never refused."""
    for holder_id in ids:
        Consent.objects.filter(holder_id=holder_id).delete()
        forget_holder(holder_id=holder_id, now=now)


@transaction.atomic
def forget_openings(*, ids: Iterable[UUID], now: datetime) -> None:
    """Forget which seals were opened about these ids, and who of them opened others."""
    held = list(ids)
    SealOpening.objects.filter(subject_id__in=held).delete()
    SealOpening.objects.filter(asked_by__in=held).update(asked_by=None)
    SealOpening.objects.filter(seconded_by__in=held).update(seconded_by=None)
