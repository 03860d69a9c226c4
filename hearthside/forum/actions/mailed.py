# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking in an answer by mail: posted under the face it was asked for, or kept for a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from hearthside.core.crypto.keyring import keyring
from hearthside.core.verdicts import Refused
from hearthside.forum.actions._steps import Words
from hearthside.forum.actions.posts import write_post
from hearthside.forum.models import Draft, Post, Thread
from hearthside.forum.queries.drafts import (
    draft_key,
    filled_place,
    filled_words,
    mail_owner,
    written_choices,
)
from hearthside.forum.queries.mailed import MAIL, addressed, writer_of
from hearthside.forum.rules.conversation import MOST_KEPT
from hearthside.forum.rules.mailed import MAIL_KEPT, MAIL_REFUSED
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.actions.taking import take_once
from hearthside.notices.hooks import MailedReply, Reach, Taken
from hearthside.notices.mails.own_words import OwnWords, own_words
from hearthside.notices.queries import addressee_behind, addresses_behind
from hearthside.spaces.queries.standing import standing_behind
from hearthside.spaces.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class _Answer:
    """A mail whose sender is known to be the person behind a face."""

    reply: MailedReply
    reach: Reach
    by: Standing
    thread: Thread
    language: str


@transaction.atomic
def take_mail(*, reply: MailedReply, now: datetime) -> Taken:
    """Take in an answer by mail, once; return what became of it.

    Posted by `write_post` and under all its rules, with the face that the address was given to;
    what these refuse, and what may hold more than its author's words, is kept as a draft of
    theirs. Not from their confirmed address: nothing is kept. Of both they are told in the
    space, as a member: a notice to a voice would say that its person reads mail. Of a forged mail
    to a voice nobody is told: whoever sends one could look whose notice came at that moment.
    """
    found = addressed(reply.about)
    person = addressee_behind(found[0]) if found else None
    if found is None or person is None:
        return Taken.NOBODY
    reach, thread = found
    by = standing_behind(reach, now)
    if not by.is_member:
        return Taken.NOBODY
    if reply.sender.casefold() not in addresses_behind(reach) or not reply.is_vouched_for:
        if not reach.is_voice:
            _tell(reach, by, MAIL_REFUSED, now)
        return Taken.FORGED
    if not take_once(marks=reply.marks, until=reply.forgotten_on, now=now):
        return Taken.KNOWN
    language = person.person.language or thread.space.language
    with override(language):
        said = own_words(reply.text, writer_of(reply, reach, by, person.person))
    answer = _Answer(reply, reach, by, thread, language)
    why = _late_or_doubtful(reply, said) or _refused(answer, said, now)
    if not why:
        return Taken.POSTED
    if said.whole.strip():
        _keep(answer, said, why, now)
    _tell(reach, by, MAIL_KEPT if said.whole.strip() else MAIL_REFUSED, now)
    return Taken.KEPT


@transaction.atomic
def send_kept_mail(
    *, by: Standing, thread: Thread, words: Words, draft_id: UUID, now: datetime
) -> Post:
    """Post a mail that was kept, as its author left it after their look.

    Raises `Refused` as `write_post` does; then it is kept on.
    """
    post = write_post(by=by, thread=thread, words=words, now=now)
    let_kept_mail_go(by=by, draft_id=draft_id, now=now)
    return post


@transaction.atomic
def let_kept_mail_go(*, by: Standing, draft_id: UUID, now: datetime) -> None:
    """Delete a mail that was kept. Another's stays as it is."""
    Draft.objects.filter(id=draft_id, owner=mail_owner(by)).delete()


def _late_or_doubtful(reply: MailedReply, said: OwnWords) -> str:
    return "late" if reply.is_late else reply.doubt or said.doubt


def _refused(answer: _Answer, said: OwnWords, now: datetime) -> str:
    """Post the words; return a code where they may not be posted now."""
    words = Words.said(said.words, answer.language, _once(answer.reply))
    words = words.without_a_name() if answer.reach.is_voice else words
    by, thread = answer.by, answer.thread
    try:
        with transaction.atomic():
            write_post(by=by, thread=thread, words=words, now=now)
    except Refused as refused:
        return refused.code
    return ""


def _once(reply: MailedReply) -> str:
    """The one-time key of a mail's words; like that of a form, so that no post says how it came."""
    return keyring().blind("mail once", reply.about.hex(), reply.marks[-1].hex()).hex()[:32]


def _keep(answer: _Answer, said: OwnWords, why: str, now: datetime) -> None:
    """Keep a mail for its author, sealed; it stands beside what else they have begun there."""
    place = f"{MAIL}{answer.thread.id}:{_once(answer.reply)[:12]}"
    Draft.objects.update_or_create(
        key=draft_key(answer.by, place),
        defaults={
            "owner": mail_owner(answer.by),
            "words": filled_words(said.whole[:MOST_KEPT]),
            "place": filled_place(place),
            "form": _once(answer.reply),
            "choices": written_choices(unnamed=answer.reach.is_voice, why=why),
            "kept_at": now,
        },
    )


def _tell(reach: Reach, by: Standing, kind: str, now: datetime) -> None:
    path = reverse("forum:kept_mails", args=[reach.space_slug])
    notify(telling=Telling(by.space_id, by.member_id, kind, by.space_id, path), now=now)
