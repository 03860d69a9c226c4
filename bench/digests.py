# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the digest of one morning costs a person, in a place of few people and of many.

Everybody was answered in one conversation of a space in which two hundred wait, and has a digest
due. Those that are timed were answered in three. Mail goes nowhere: what a mail server takes is
not ours. The courier makes the deliveries, one by one, as it does.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.conf import settings

from bench.crowd import Crowd, settle, timed
from bench.nudging import BEGAN
from hearthside.core import clock
from hearthside.forum.models import Place, Thread, Voice
from hearthside.forum.queries.places import place_key, place_owner
from hearthside.ledger.models import Delivery
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.actions.reaching import keep_wishes
from hearthside.notices.models import Notice, Pace, Reaching
from hearthside.spaces.models import Membership

WAITING = 200
ANSWERED = 3
"""Conversations in which each whose digest is timed was answered."""


def a_morning(crowd: Crowd, digests: int) -> dict[str, Any]:
    """Let the courier make so many digests of a morning, and say what one cost."""
    threads = _conversations(crowd)
    answered, others = crowd.members[:digests], crowd.members[digests:]
    Delivery.objects.all().delete()
    _answers(crowd, [(member, thread) for member in answered for thread in threads[:ANSWERED]])
    _answers(crowd, [(member, threads[0]) for member in others])
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=m.person, email=f"{n}@example.org", verified=True)
         for n, m in enumerate(crowd.members)], 500,
    )  # fmt: skip
    morning = _wished(answered, others)
    Notice.objects.update(at=morning - timedelta(hours=2))
    settle()
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    clock.now, before = morning.replace, clock.now  # which returns that morning
    try:
        voice = Voice.objects.filter(thread=threads[0])[0]
        told = timed([partial(_one_delivery)] * digests, voice).told()
    finally:
        clock.now = before
    return told


def _one_delivery() -> None:
    if run_courier_once(limit=1) != 1:
        raise RuntimeError("a digest was not made")


def _conversations(crowd: Crowd) -> list[Thread]:
    made = []
    for n in range(WAITING):
        at = BEGAN - timedelta(minutes=n)
        thread = Thread.objects.create(
            space=crowd.space, board=crowd.board, title=f"Conversation {n}", opening="o",
            opened_at=at, last_post_at=at, posts_count=1, version=1, once=uuid4().hex,
        )  # fmt: skip
        thread.author = Voice.objects.create(
            space=crowd.space, thread=thread, membership=crowd.members[-1], name="W", face="f"
        )
        thread.save(update_fields=["author"])
        made.append(thread)
    return made


def _answers(crowd: Crowd, answered: list[tuple[Membership, Thread]]) -> None:
    Place.objects.bulk_create(
        [
            Place(space=crowd.space, key=place_key(m.id, t.id), owner=place_owner(m.id),
                  thread=t, followed=True)
            for m, t in answered
        ],
        500,
    )  # fmt: skip
    Notice.objects.bulk_create(
        [
            Notice(space_id=crowd.space.id, recipient_id=m.id, kind="answered", subject_id=t.id,
                   path="/", at=BEGAN)
            for m, t in answered
        ],
        500,
    )  # fmt: skip


def _wished(answered: list[Membership], others: list[Membership]) -> datetime:
    """Everybody wishes for a digest a day; return when the first of them are due.

    A few wish by the action, the rest as rows like those: an action for each would take longer
    than what is measured. Whoever was answered three times is due first.
    """
    keep_wishes(person=answered[0].person, wishes={"mail_belonging": Pace.DAILY}, now=BEGAN)
    like, owed = Reaching.objects.get(), Delivery.objects.get()
    morning = owed.next_try_at.replace(second=0, microsecond=0) + timedelta(hours=2)
    rest = [*answered[1:], *others]
    Reaching.objects.bulk_create(
        [Reaching(person=m.person, mail_belonging=like.mail_belonging) for m in rest], 500
    )
    Delivery.objects.bulk_create(
        [
            Delivery(listener=owed.listener, made_at=owed.made_at,
                     event=owed.event | {"person_id": str(m.person_id)},
                     key=owed.key.replace(str(answered[0].person_id), str(m.person_id)),
                     next_try_at=morning - timedelta(minutes=30 if n < len(answered) - 1 else 1))
            for n, m in enumerate(rest)
        ],
        500,
    )  # fmt: skip
    return morning
