# SPDX-License-Identifier: AGPL-3.0-or-later
"""Telling somebody that something happened, and noting that they know."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from hearthside.notices.actions.outward import forget_outward, owe_outward
from hearthside.notices.models import Notice, NoticeQuerySet
from hearthside.notices.rules import is_local

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Telling:
    """What to tell: in which space, to whom, what kind of thing, about what, and where it is."""

    space_id: UUID
    recipient_id: UUID
    kind: str
    subject_id: UUID
    path: str
    urgent: bool = False
    """Their own urgent words are answered: quiet hours do not hold it."""


class LeadsElsewhere(ValueError):
    """The path of a notice is no address inside this installation."""


class NotTold(RuntimeError):
    """Others kept changing the same notice. Whoever tells may simply try again."""


@transaction.atomic
def notify(*, telling: Telling, now: datetime) -> None:
    """Tell a member that something happened at ``now``.

    As long as it is unseen, a second notice of the same kind about the same subject joins
    the first: ``times`` goes up and ``at`` moves on. Telling twice of the same instant is
    telling once, so that a delivery made twice counts once.

    Raises `LeadsElsewhere` when the path would leave this installation, and `NotTold`.
    """
    if not is_local(telling.path):
        raise LeadsElsewhere(telling.kind)
    told = Notice.objects.filter(
        recipient_id=telling.recipient_id, kind=telling.kind, subject_id=telling.subject_id
    )
    for _ in range(_TRIES):  # each failed try means that another writer got further
        if told.filter(at=now).exists():
            return
        if _joined(telling, now) or _made(telling, now):
            owe_outward(
                face_id=telling.recipient_id, kind=telling.kind, urgent=telling.urgent, now=now
            )
            return
    raise NotTold(telling.kind)


@transaction.atomic
def mark_seen(
    *, recipient_id: UUID, notice_id: UUID, now: datetime, voices: Collection[UUID] = ()
) -> None:
    """Note that somebody knows of one notice of theirs. Another's notice stays as it is.

    ``voices`` are those they speak with without their name; what these were told goes once it
    is known, because marking it together with their own would join the two.
    """
    own = Notice.objects.filter(id=notice_id)
    own.filter(recipient_id=recipient_id, seen_at=None).update(seen_at=now)
    _let_go(own, voices)


@transaction.atomic
def mark_all_seen(
    *, recipient_id: UUID, until: datetime, now: datetime, voices: Collection[UUID] = ()
) -> None:
    """Note that somebody has read their list, as far as it went when it was shown.

    What happened after ``until`` stays unseen. ``voices`` as in `mark_seen`.
    """
    own = Notice.objects.filter(at__lte=until)
    own.filter(recipient_id=recipient_id, seen_at=None).update(seen_at=now)
    _let_go(own, voices)


@transaction.atomic
def clear_for_subject(
    *, recipient_id: UUID, subject_id: UUID, now: datetime, voices: Collection[UUID] = ()
) -> None:
    """Note that somebody has opened the very thing their notices are about.

    A page asks only when ``standing.has_notices``: taking a write lock for each reader
    would make readers wait for each other. ``voices`` as in `mark_seen`.
    """
    own = Notice.objects.filter(subject_id=subject_id)
    own.filter(recipient_id=recipient_id, seen_at=None).update(seen_at=now)
    _let_go(own, voices)


@transaction.atomic
def clear_for_page(*, recipient_id: UUID, path: str, now: datetime) -> None:
    """Note that somebody has opened the very page that their notices lead to.

    For notices about a space itself, of which there are many kinds: whoever looks at the desk has
    not seen who waits for an answer. A page asks only when ``standing.has_notices``.
    """
    leading_here = Notice.objects.filter(recipient_id=recipient_id, path=path, seen_at=None)
    leading_here.update(seen_at=now)


def _let_go(notices: NoticeQuerySet, voices: Collection[UUID]) -> None:
    if voices:
        notices.filter(recipient_id__in=voices).delete()


@transaction.atomic
def forget_notices(*, recipient_ids: Sequence[UUID], now: datetime) -> None:
    """Delete every notice to these memberships: nobody is left to read them."""
    Notice.objects.filter(recipient_id__in=recipient_ids).delete()
    forget_outward(face_ids=recipient_ids, now=now)


def _joined(telling: Telling, now: datetime) -> bool:
    """Whether an unseen notice took this one in; one that tells of this instant does not."""
    unseen = Notice.objects.filter(
        recipient_id=telling.recipient_id,
        kind=telling.kind,
        subject_id=telling.subject_id,
        seen_at=None,
    ).exclude(at=now)
    later = Greatest(F("at"), Value(now, output_field=DateTimeField()))
    return bool(unseen.update(times=F("times") + 1, at=later, path=telling.path))


def _made(telling: Telling, now: datetime) -> bool:
    """Whether a first notice could be made; False when another came in between."""
    try:
        with transaction.atomic():
            Notice.objects.create(
                space_id=telling.space_id,
                recipient_id=telling.recipient_id,
                kind=telling.kind,
                subject_id=telling.subject_id,
                path=telling.path,
                at=now,
            )
    except IntegrityError:
        return False
    return True
