# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whom and what an address for answers by mail is about, and the mails that wait for a look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext, override, pgettext

from hearthside.directory.models import HelpLine
from hearthside.forum.models import Draft, Thread, Voice
from hearthside.forum.queries.drafts import Begun, mail_owner
from hearthside.forum.queries.met import headings_of
from hearthside.forum.rules.mailed import ranges
from hearthside.notices.hooks import MailedReply, Reach
from hearthside.notices.mails.own_words import Writer
from hearthside.notices.mails.quotes import Ours
from hearthside.notices.queries import reach_of
from hearthside.people.models import Person
from hearthside.spaces.models import Membership
from hearthside.spaces.rules.standing import Standing

MAIL = "mail:"
"""Where a draft stands that came by mail: this, the conversation, and what stands for the mail."""


def addressed(said: bytes) -> tuple[Reach, Thread] | None:
    """Return who is behind the face of an address, and its conversation; None where either is
    gone, or where two are meant."""
    faces, threads = ranges(said)
    found = list(Thread.objects.filter(id__range=threads).select_related("space", "author")[:2])
    members = Membership.objects.active().filter(id__range=faces)[:2]
    voices = Voice.objects.filter(id__range=faces, unnamed=True).defer("owner", "key")[:2]
    meant: list[Membership | Voice] = [*members, *voices]
    if len(found) != 1 or len(meant) != 1:
        return None
    thread, face = found[0], meant[0]
    if face.space_id != thread.space_id:
        return None
    if isinstance(face, Voice) and face.thread_id != thread.id:
        return None
    reach = reach_of(face.id)
    return (reach, thread) if reach else None


def writer_of(reply: MailedReply, reach: Reach, by: Standing, person: Person) -> Writer:
    """Return what must not stand in the words of a mail, and what may.

    Somebody's name in the space may, where they speak under it.
    """
    names = {reply.sender_name, person.sign_in_name, by.name}
    if not reach.is_voice:
        names = {name for name in names if name.casefold() != by.name.casefold()}
    lines = HelpLine.objects.filter(withdrawn_at=None).values_list("dial", "text_number")
    return Writer(
        names=sorted(names),
        addresses=[reply.sender],
        ours=Ours.of(_marks(), _called(reach)),
        known_numbers=[number for line in lines for number in line if number],
        instead_of_number=gettext("[number left out]"),
    )


def _marks() -> list[str]:
    """What stands in a mail of ours and in no other: addresses and links."""
    name, _, _host = settings.REPLY_ADDRESS.partition("@")
    return [f"{name}+", parseaddr(settings.MAIL_FROM)[1], f"{settings.SITE_URL}/stop/"]


def _called(reach: Reach) -> list[str]:
    """By what names our mails come."""
    found = {reach.space_name, settings.SITE_NAME}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.add(pgettext("discreet tab", "Notes"))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A mail of somebody's that waits for their look."""

    id: UUID
    thread_id: UUID
    heading: str
    """What the conversation is called; empty where its reader does not meet it any more."""
    words: str
    form: str
    why: str
    unnamed: bool
    kept_at: datetime


def kept_mails(by: Standing) -> Sequence[KeptMail]:
    """Return the mails that wait for this member, the oldest first."""
    own = Draft.objects.filter(owner=mail_owner(by)).order_by("kept_at", "id")
    drafts = [draft for draft in own if draft.place.startswith(MAIL)]
    places = {draft.id: UUID(draft.place.split(":")[1]) for draft in drafts}
    headings = headings_of(by.member_id, set(places.values())) if drafts else {}
    return [_kept(draft, places[draft.id], headings.get(places[draft.id], "")) for draft in drafts]


def _kept(draft: Draft, thread_id: UUID, heading: str) -> KeptMail:
    begun = Begun.of(draft)
    return KeptMail(
        draft.id,
        thread_id,
        heading,
        begun.words,
        begun.form,
        begun.why,
        begun.unnamed,
        draft.kept_at,
    )
