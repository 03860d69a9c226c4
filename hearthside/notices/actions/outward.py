# SPDX-License-Identifier: AGPL-3.0-or-later
"""Owing somebody a mail or a push about what is new to one face of theirs."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from hearthside.core.crypto.keyring import keyring
from hearthside.ledger.actions.outbox import appoint, call_off
from hearthside.ledger.models import Delivery
from hearthside.notices.events import MailOwed, PushOwed
from hearthside.notices.models import Notice, Pace
from hearthside.notices.queries import (
    addressee,
    group_for,
    has_device,
    is_unnamed,
    key_of,
    reach_of,
)
from hearthside.notices.rules import (
    AFTER_QUIET,
    BATCH,
    due,
    mail_pace,
    spread,
    voice_due,
    voice_snooze,
    wants_push,
)

_random = secrets.SystemRandom()


@transaction.atomic
def owe_outward(*, face_id: UUID, kind: str, urgent: bool, now: datetime) -> None:
    """Owe the person behind a face what they let us send about a notice of this kind.

    Several notices become one appointment: it stays at the time of the first, or comes sooner.
    For a voice it is owed whatever its person wants, and whether or not they are still here, at
    a random time: neither the row nor its hour says anything of anybody, and no seal is opened.
    Whoever else cannot be reached is owed nothing.
    """
    if is_unnamed(face_id):
        due_at, told = voice_due(now, _random.random(), urgent=urgent), _sealed(None)
        _owe(MailOwed(face_id, due_at, urgent, told))
        if settings.PUSH:
            _owe(PushOwed(face_id, due_at, urgent, told))
        return
    reach = reach_of(face_id)
    who = addressee(reach.person_id) if reach else None
    if who is None or who.reaching is None:
        return
    group = group_for(kind)
    due_at = due(now, who.hours, urgent=urgent)
    if due_at > now + BATCH:
        due_at += spread(face_id, AFTER_QUIET)
    if mail_pace(who.reaching, group) == Pace.SOON:
        _owe(MailOwed(face_id, due_at, urgent))
    if settings.PUSH and wants_push(who.reaching, group) and has_device(who):
        _owe(PushOwed(face_id, due_at, urgent))


@transaction.atomic
def hold_back(*, owed: MailOwed | PushOwed, until: datetime, now: datetime) -> None:
    """Put off what is owed, because its person has quiet hours."""
    put_off = replace(owed, due_at=until)
    appoint(put_off, due_at=until, key=key_of(put_off))


@transaction.atomic
def come_again(*, owed: MailOwed | PushOwed, told: datetime | None, now: datetime) -> None:
    """Have somebody come by again for what is owed to a voice, after a random while.

    ``told`` is the instant up to which it was told, if anything was. What was owed anew
    meanwhile keeps its own time.
    """
    later, key = voice_snooze(now, _random.random()), key_of(owed)
    again = replace(owed, told=_sealed(told), urgent=False)
    for row in Delivery.objects.filter(key=key, done_at=None).order_by("next_try_at", "id"):
        if (due_at := _due_at(row)) != owed.due_at:
            again = replace(again, due_at=due_at, urgent=bool(row.event.get("urgent")))
            later = min(later, row.next_try_at)
    appoint(again, due_at=later, key=key)


@transaction.atomic
def end_rounds(
    *, owed: MailOwed | PushOwed, by: str, notices: Collection[Notice], now: datetime
) -> bool:
    """Come by no more for what was owed to a voice: all of it counts as told, and the row goes,
    so that it does not say when anything was sent.

    False, and nothing is changed, where something was owed anew meanwhile: it has a day of its own.
    """
    rows = list(Delivery.objects.filter(key=key_of(owed), done_at=None))
    if any(_due_at(row) != owed.due_at for row in rows):
        return False
    note_told(by=by, notices=notices, now=now)
    Delivery.objects.filter(id__in=[row.id for row in rows]).delete()
    return True


@transaction.atomic
def note_told(*, by: str, notices: Collection[Notice], now: datetime) -> None:
    """Note by which way (``mailed_at`` or ``pushed_at``) these notices were told.

    Each is told up to the instant it was read at. What happened while the mail was under way
    counts as not told yet.
    """
    for notice in notices:
        Notice.objects.filter(id=notice.id).update(**{by: notice.at})


@transaction.atomic
def forget_outward(*, face_ids: Collection[UUID], now: datetime) -> None:
    """Call off what is owed to these faces: nobody is left behind them."""
    for face_id in face_ids:
        call_off(key_of(MailOwed(face_id, due_at=now)))
        call_off(key_of(PushOwed(face_id, due_at=now)))


def _owe(owed: MailOwed | PushOwed) -> None:
    """Make the appointment, or keep the sooner time and the urgency of the one there is.

    It is always made anew: one that the courier already holds may have read its notices.
    """
    key = key_of(owed)
    waiting = Delivery.objects.filter(key=key, done_at=None).order_by("next_try_at", "id")
    first = waiting.first()
    if first is not None:
        urgent = owed.urgent or bool(first.event.get("urgent"))
        told = first.event.get("told") or owed.told
        owed = replace(owed, due_at=min(owed.due_at, first.next_try_at), urgent=urgent, told=told)
    appoint(owed, due_at=owed.due_at, key=key)


def _due_at(row: Delivery) -> datetime:
    """When it was to be told first; who comes by again does so for the same instant."""
    return datetime.fromisoformat(row.event["due_at"])


def _sealed(told: datetime | None) -> str:
    """Up to what a voice was told; of one size, and another text each time."""
    plain = f"{told.isoformat() if told else '':<40}".encode()
    return base64.urlsafe_b64encode(keyring().seal(plain, bound_to="notices.told")).decode()
