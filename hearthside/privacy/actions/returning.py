# SPDX-License-Identifier: AGPL-3.0-or-later
"""After a backup was put back: erasing again whoever was erased since it was made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.people.models import Person
from hearthside.privacy.actions.erasures import take_in_erasures
from hearthside.privacy.actions.leaving import ask_to_leave, leave
from hearthside.privacy.hooks import Subject, erase, holders_of
from hearthside.privacy.models import Departure
from hearthside.privacy.queries import Erased, mark_of


@transaction.atomic
def erase_again(*, known: Mapping[bytes, Erased], since: datetime, now: datetime) -> int:
    """Erase accounts that were closed, and memberships that were left after ``since``.

    Somebody whose account was still to close has their days anew: they may have stayed in the
    hour that is not known of. Returns how many accounts and memberships it was.
    """
    done = 0
    any_since = any(each.done and each.at > since for each in known.values())
    for person_id in list(Person.objects.order_by("id").values_list("id", flat=True)):
        erased = known.get(mark_of(person_id))
        if erased is not None:
            done += _account(person_id, erased, now)
        elif any_since:
            done += _memberships(person_id, known, since, now)
    take_in_erasures(known=known, now=now)
    return done


def _account(person_id: UUID, erased: Erased, now: datetime) -> int:
    person = Person.objects.get(id=person_id)
    if erased.done:
        leave(person=person, how=erased.how, now=now)
    elif not Departure.objects.filter(person=person).exists():
        ask_to_leave(person=person, how=erased.how, now=now)
    return int(erased.done)


def _memberships(
    person_id: UUID, known: Mapping[bytes, Erased], since: datetime, now: datetime
) -> int:
    done = 0
    held = [holder for answer in holders_of.ask(person_id) for holder in answer if not holder.of]
    for holder in held:
        erased = known.get(mark_of(holder.id))
        if erased is not None and erased.done and erased.at > since:
            erase.ask(Subject(person_id, holder.id), erased.how, now)
            done += 1
    return done
