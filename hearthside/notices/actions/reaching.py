# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody lets us send them outside the house, and what they stop."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.ledger.actions.outbox import appoint, call_off
from hearthside.ledger.models import Delivery
from hearthside.notices.events import DigestOwed
from hearthside.notices.hooks import Group
from hearthside.notices.models import Pace, PushDevice, Reaching
from hearthside.notices.queries import digest_key, hours_of
from hearthside.notices.rules import digest_due
from hearthside.people.models import Person


@transaction.atomic
def keep_wishes(*, person: Person, wishes: Mapping[str, object], now: datetime) -> Reaching:
    """Remember how somebody wants to be reached (the fields of `Reaching`). Never refused.

    Their next digest is appointed, moved or called off; one that is late goes by the new wishes.
    """
    found, _made = Reaching.objects.get_or_create(person=person)
    reaching = locked(found, "person")
    for name, value in wishes.items():
        setattr(reaching, name, value)
    reaching.save(update_fields=list(wishes))
    _move_digest(reaching, now)
    return reaching


@transaction.atomic
def stop_mail(*, reaching_id: UUID, groups: Collection[Group], now: datetime) -> bool:
    """End mail of these groups, as the link in a mail asked; False where nobody is there.

    Asked twice is asked once. What goes to devices stays as it is.
    """
    found = Reaching.objects.filter(id=reaching_id).first()
    if found is None:
        return False
    reaching = locked(found, "person")
    columns = [f"mail_{group.value}" for group in groups]
    for column in columns:
        setattr(reaching, column, Pace.NEVER)
    reaching.save(update_fields=columns)
    _move_digest(reaching, now)
    return True


@transaction.atomic
def note_digest(*, person_id: UUID, sent: bool, now: datetime) -> None:
    """Note that a digest was seen to, and appoint the next one."""
    found = Reaching.objects.filter(person_id=person_id).first()
    if found is None:
        return
    reaching = locked(found, "person")
    if sent:
        reaching.digest_at = now
        reaching.save(update_fields=["digest_at"])
    _appoint_digest(reaching, now)


@transaction.atomic
def put_off_digest(*, owed: DigestOwed, now: datetime) -> None:
    """Put a digest off to the morning that ends the quiet hours its person has now.

    It still tells from when it was due, so that nothing is lost.
    """
    found = Reaching.objects.filter(person_id=owed.person_id).first()
    if found is None:
        return
    reaching = locked(found, "person")
    due_at = digest_due(now, hours_of(reaching.person, reaching), reaching.id, daily=True)
    appoint(owed, due_at=due_at, key=digest_key(owed.person_id))


@transaction.atomic
def forget_reaching(*, person_id: UUID, now: datetime) -> None:
    """Forget how somebody was reached, and every device of theirs. Never refused."""
    call_off(digest_key(person_id))
    PushDevice.objects.filter(person_id=person_id).delete()
    Reaching.objects.filter(person_id=person_id).delete()


def _move_digest(reaching: Reaching, now: datetime) -> None:
    """Appoint the next digest anew. One that should be out already stays: it would be lost."""
    rows = Delivery.objects.filter(key=digest_key(reaching.person_id), done_at=None)
    is_late = any(datetime.fromisoformat(row.event["due_at"]) <= now for row in rows)
    if not (is_late and reaching.wants_digest):
        _appoint_digest(reaching, now)


def _appoint_digest(reaching: Reaching, now: datetime) -> None:
    """One appointment for each person who wants a digest; none for others."""
    if not reaching.wants_digest:
        call_off(digest_key(reaching.person_id))
        return
    paces = [getattr(reaching, f"mail_{group.value}") for group in Group]
    hours = hours_of(reaching.person, reaching)
    due_at = digest_due(now, hours, reaching.id, daily=Pace.DAILY in paces)
    appoint(
        DigestOwed(reaching.person_id, due_at), due_at=due_at, key=digest_key(reaching.person_id)
    )
