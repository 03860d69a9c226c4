# SPDX-License-Identifier: AGPL-3.0-or-later
"""What leaves the house, in words: mails and pushes. Never what anybody wrote, never a name.

Somebody discreet gets the same few words whatever happened, from a sender that tells nothing.
Others learn at most which space it is, and what kind of thing happened.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hearthside.core.crypto.keyring import keyring
from hearthside.core.letters import Letter
from hearthside.notices import hooks
from hearthside.notices.hooks import Group, Reach
from hearthside.notices.models import Notice
from hearthside.notices.queries import Addressee, SpaceNews, group_for, words_of
from hearthside.notices.rules import SHOWN_IN_MAIL
from hearthside.notices.stops import stop_token

PUSH_BYTES: Final = 512
"""Every push is of one size, so that its size tells nothing."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """To whom a mail goes, and what makes it the same mail when it is sent twice."""

    who: Addressee
    address: str
    mark: str
    groups: Collection[Group]
    """What it is about, and so what its link stops."""


@dataclass(frozen=True, slots=True)
class Section:
    """What a mail says of one space; without a name where it may not be told."""

    name: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a mail: from whom (empty: nobody says), where it leads, what it says."""

    sender: str
    link: str
    sections: Sequence[Section] = ()
    reply_to: str = ""


def letter_about(reach: Reach, notices: Sequence[Notice], who: Addressee, address: str) -> Letter:
    """Return the mail that tells somebody what is new to one face of theirs."""
    mark = _mark(reach.face_id, *(f"{n.id} {n.at.isoformat()}" for n in notices))
    groups = {group_for(notice.kind) for notice in notices}
    with _spoken(who):
        reply_to = _reply_to(reach, notices)
        said = [str(words_of(notice.kind, notice.times)) for notice in notices[:SHOWN_IN_MAIL]]
        content = Content(reach.space_name, reach.path, [Section(reach.space_name, said)], reply_to)
        if who.is_discreet:
            content = Content("", _home(), reply_to=reply_to)
        return _letter(Envelope(who, address, mark, groups), content)


def digest_letter(
    news: Sequence[SpaceNews], groups: Collection[Group], who: Addressee, address: str, day: date
) -> Letter:
    """Return the mail of a morning, which gathers what is new to all faces of somebody."""
    mark = _mark(who.person.id, day.isoformat())
    with _spoken(who):
        content = Content("", reverse("notices:news"))
        if not who.is_discreet:
            said = [
                Section(faces[0].reach.space_name, _lines(faces, who.may_name_conversations))
                for faces in _by_space(news)
            ]
            content = Content(settings.SITE_NAME, content.link, said)
        return _letter(Envelope(who, address, mark, groups), content)


def push_words(reach: Reach, who: Addressee) -> bytes:
    """Return what a device shows, padded; under the rules of a mail."""
    with _spoken(who):
        told = {
            "title": _("A message for you") if who.is_discreet else reach.space_name,
            "body": "" if who.is_discreet else _("Something new for you"),
            "path": _home() if who.is_discreet else reach.path,
        }
    raw = json.dumps(told, ensure_ascii=False).encode()
    return raw + b" " * (-len(raw) % PUSH_BYTES)


def _letter(envelope: Envelope, content: Content) -> Letter:
    reaching = envelope.who.reaching
    assert reaching is not None  # without wishes nothing is sent
    stop_url = _absolute(reverse("notices:stop", args=[stop_token(reaching.id, envelope.groups)]))
    context = {
        "sections": content.sections,
        "link": _absolute(content.link),
        "stop_url": stop_url,
        "choices_url": _absolute(reverse("notices:reaching")),
        "site_url": settings.SITE_URL,
        "can_answer": bool(content.reply_to),
    }
    return Letter(
        to=envelope.address,
        sender=content.sender or pgettext("discreet tab", "Notes"),
        subject=_("Something new for you") if content.sender else _("A message for you"),
        text=render_to_string("notices/mail.txt", context),
        html=render_to_string("notices/mail.html", context),
        mark=envelope.mark,
        stop_url=stop_url,
        reply_to=content.reply_to,
    )


def _by_space(news: Sequence[SpaceNews]) -> list[list[SpaceNews]]:
    """The faces of each space together: a mail does not say that there is more than one."""
    spaces: dict[str, list[SpaceNews]] = {}
    for each in news:
        spaces.setdefault(each.reach.space_slug, []).append(each)
    return list(spaces.values())


def _lines(faces: Sequence[SpaceNews], names_conversations: bool) -> list[str]:
    """What a digest says of one space outside the house: counts, and names where allowed; never
    where somebody speaks without their name."""
    lines = [str(words) for news in faces for words in news.told][:SHOWN_IN_MAIL]
    for words, part in (
        (_("Answers to you: %(number)d"), "answered"),
        (_("Might be glad of a word from you: %(number)d"), "waiting"),
        (_("Coming up: %(number)d"), "ahead"),
    ):
        found = [(news, line) for news in faces for line in getattr(news.belonging, part)]
        if found:
            lines.append(words % {"number": sum(line.times for _news, line in found)})
            named = [
                line for news, line in found if names_conversations and not news.reach.is_voice
            ]
            lines += [f"– {line.words}" for line in named]
    return lines


def _reply_to(reach: Reach, notices: Sequence[Notice]) -> str:
    """Return the address that answers what a mail is about, where it is about one thing."""
    if len(notices) != 1:
        return ""
    asked = hooks.reply_address.ask(reach, notices[0].kind, notices[0].subject_id)
    return next((address for address in asked if address), "")


def _spoken(who: Addressee) -> translation.override:
    return translation.override(who.person.language or settings.LANGUAGE_CODE)


def _mark(*parts: object) -> str:
    """The same for the same mail, and nothing that leads to anybody."""
    return keyring().blind("letter", *parts).hex()[:32]


def _home() -> str:
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
