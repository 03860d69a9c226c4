# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mails that answer ours, for tests."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import make_msgid
from uuid import UUID

from allauth.account.models import EmailAddress

from hearthside.forum.models import Post, Thread
from hearthside.forum.queries.mailed import kept_mails
from hearthside.forum.rules.mailed import about
from hearthside.notices.mails.reading import Envelope
from hearthside.notices.models import Notice
from hearthside.notices.replying import address_about
from hearthside.notices.tasks import take_in
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, standing_of

REPLIES = "reply@community.example.org"


def reached_at(member: Membership, address: str = "") -> str:
    """Give a member a confirmed address; return it."""
    address = address or f"m{member.id.hex[:12]}@example.net"
    EmailAddress.objects.create(
        user_id=member.person_id, email=address, verified=True, primary=True
    )
    return address


def address_for(face_id: UUID, thread: Thread, now: object = SIX_PM) -> str:
    """The address by which whoever has this face answers in a conversation."""
    return address_about(about(face_id, thread.id), now=now)  # type: ignore[arg-type]  # an instant


def mail(sender: str, to: str, text: str, **headers: str) -> bytes:
    """A mail as a programme sends it. Headers come with "_" for "-"."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, "Re: A message for you"
    made["Message-ID"] = headers.pop("Message_ID", "") or make_msgid(domain="example.net")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


def arrives(raw: bytes, *, now: object = SIX_PM, **envelope: object) -> str:
    """Take a mail in; return what became of it."""
    return take_in(raw, Envelope(**envelope), now)  # type: ignore[arg-type]  # as tests say


def posts(thread: Thread) -> list[str]:
    """What was said in a conversation."""
    said = Post.objects.filter(thread=thread).order_by("written_at")
    return list(said.values_list("source", flat=True))


def told_to(member: Membership) -> list[str]:
    """The kinds of notices that a member has."""
    return list(Notice.objects.filter(recipient_id=member.id).values_list("kind", flat=True))


def waiting(member: Membership) -> list[tuple[str, str]]:
    """The mails that wait for a member, and why."""
    return [(each.words, each.why) for each in kept_mails(standing_of(member))]
