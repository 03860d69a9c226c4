# SPDX-License-Identifier: AGPL-3.0-or-later
"""Noting which mails were taken in, so that one that comes again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from hearthside.notices.models import TakenMail


@transaction.atomic
def take_once(*, marks: Sequence[bytes], until: date, now: datetime) -> bool:
    """Note that a mail is taken in; False where one with any of these marks was here before.

    Runs in the transaction that takes it in: a mail is noted where its words are kept, or not
    at all. ``until``: from when on nothing is taken from its address any more.
    """
    if TakenMail.objects.filter(mark__in=marks).exists():
        return False
    try:
        with transaction.atomic():
            TakenMail.objects.bulk_create(TakenMail(mark=mark, until=until) for mark in set(marks))
    except IntegrityError:  # the same mail, at this very moment, by another way
        return False
    return True


@transaction.atomic
def forget_taken(*, now: datetime) -> int:
    """Let go of what stands for mails to addresses that take nothing any more; return how many."""
    return TakenMail.objects.filter(until__lt=now.date()).delete()[0]
