# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mail and pushes for voices without a name: what is owed to them looks the same for everybody.

Whether and when something went out depends on what a voice's person wishes, on their quiet hours
and on their devices. So what is owed comes by at random instants for a day, whether or not there
is anything left to send, and only a seal of one size knows up to what it was told.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from hearthside.core import clock
from hearthside.core.crypto.keyring import DecryptError, keyring
from hearthside.core.log import get_logger
from hearthside.notices.actions.outward import come_again, end_rounds
from hearthside.notices.events import MailOwed, PushOwed
from hearthside.notices.hooks import Reach
from hearthside.notices.models import Notice
from hearthside.notices.queries import Addressee, addressee, reach_of
from hearthside.notices.rules import VOICE_ROUNDS, is_quiet

Send = Callable[[Reach, Addressee, Sequence[Notice]], bool]
"""Sends what its person wants of these notices; False where nothing went out."""

logger = get_logger(__name__)


def come_by(event: MailOwed | PushOwed, by: str, untold: QuerySet[Notice], send: Send) -> None:
    """Come by once for what is owed to a voice, and see to it that somebody comes again.

    ``by`` is the mark that its notices get when the day is over, sent or not.
    """
    now, waiting = clock.now(), list(untold)
    told = _told_until(event.told)
    news = [notice for notice in waiting if told is None or notice.at > told]
    if news and _goes_out(event, news, send, now):
        told = max(notice.at for notice in news)
    is_over = not waiting or now >= event.due_at + VOICE_ROUNDS
    if not (is_over and end_rounds(owed=event, by=by, notices=waiting, now=now)):
        come_again(owed=event, told=told, now=now)


def _goes_out(
    event: MailOwed | PushOwed, news: Sequence[Notice], send: Send, now: datetime
) -> bool:
    """Whether it is told now. What fails is not tried sooner than what nobody wants."""
    reach = reach_of(event.face_id)
    who = addressee(reach.person_id) if reach else None
    if reach is None or who is None or who.reaching is None or who.is_leaving:
        return False
    if is_quiet(now, who.hours) and not event.urgent:
        return False
    try:
        return send(reach, who, news)
    except Exception as error:  # noqa: BLE001 — each service fails in its own way
        logger.warning("not-sent", code=type(error).__name__)
        return False


def _told_until(told: str) -> datetime | None:
    try:
        text = keyring().open(base64.urlsafe_b64decode(told), bound_to="notices.told").decode()
    except (DecryptError, ValueError):  # another keyring: it is told once more
        return None
    return datetime.fromisoformat(text.strip()) if text.strip() else None
