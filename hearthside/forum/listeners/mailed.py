# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the forum says of answers by mail: where they go, who takes them in, how they are told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hearthside.core import clock
from hearthside.forum.actions.mailed import take_mail
from hearthside.forum.queries.digests import ANSWERED
from hearthside.forum.rules.mailed import MAIL_KEPT, MAIL_REFUSED, about, words_of_mail
from hearthside.notices.hooks import (
    Group,
    MailedReply,
    Reach,
    Taken,
    group_of,
    reply_address,
    take_reply,
    words,
)
from hearthside.notices.replying import address_about


@reply_address.answer
def where_answers_go(reach: Reach, kind: str, subject_id: UUID) -> str | None:
    """The address by which a mail about answers in one conversation is answered."""
    if kind != ANSWERED:
        return None
    return address_about(about(reach.face_id, subject_id), now=clock.now()) or None


@take_reply.answer
def take_an_answer(reply: MailedReply, now: datetime) -> Taken | None:
    """Every address of ours is the forum's: conversations are what is answered by mail."""
    return take_mail(reply=reply, now=now)


@words.answer
def words_about_mails(kind: str, times: int) -> str | None:
    """What is told of a mail that was not posted."""
    return words_of_mail(kind, times)


@group_of.answer
def group_of_mails(kind: str) -> Group | None:
    """It is about an answer of their own."""
    return Group.ANSWERS if kind in (MAIL_KEPT, MAIL_REFUSED) else None
