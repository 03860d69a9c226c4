# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes on where it was when somebody comes back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from hearthside.forum.actions.clocks import keep_clock
from hearthside.forum.models import Clock, ClockState


@transaction.atomic
def wait_again(*, membership_id: UUID, now: datetime) -> None:
    """Let the clocks run on that stopped while a member was not here, with the time waited before.

    Only of what they said under their name: without it they were here all along, for all that
    anybody knows. Where somebody answered meanwhile nobody waits. Twice is once.
    """
    own = Q(question=None, thread__author__membership=membership_id)
    asked = Q(question__post__voice__membership=membership_id)
    stopped = Clock.objects.filter(own | asked, state=ClockState.STOPPED)
    threads = stopped.order_by("thread_id").values_list("thread_id", flat=True).distinct()
    for thread_id in list(threads):
        keep_clock(thread_id=thread_id, now=now)
