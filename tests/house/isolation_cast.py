# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address with everything filled in, and everybody who may come by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from hearthside.notices.hooks import Group
from hearthside.notices.stops import stop_token
from hearthside.people.models import Person
from tests import community
from tests.community import Community

CAST = ("stranger", "outsider", "member", "steward", "keeper elsewhere", "keeper")
"""Nobody signed in; a steward of another space; two of this one; a keeper of another
organisation; the keeper of everything, who is a member nowhere."""

_FORM = "application/x-www-form-urlencoded"
_FORM = "application/x-www-form-urlencoded"
_NAMES = {
    "outsider": community.OUTSIDER,
    "member": community.MEMBER,
    "steward": community.STEWARD,
    "keeper elsewhere": community.OTHER_KEEPER,
    "keeper": community.KEEPER,
}


@dataclass(frozen=True)
class Address:
    """One address of the resolver: its name, and the names of what it takes."""

    name: str
    takes: tuple[str, ...]

    def url(self, filled: Mapping[str, object]) -> str:
        """Return the address with everything filled in."""
        return reverse(self.name, kwargs={part: filled[part] for part in self.takes})


@cache
def addresses() -> tuple[Address, ...]:
    """Every named address of the product."""
    return tuple(sorted(_walk(get_resolver()), key=lambda address: address.name))


def _walk(
    resolver: URLResolver, within: str = "", taken: tuple[str, ...] = ()
) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        takes = (*taken, *entry.pattern.converters)
        if isinstance(entry, URLPattern):
            yield Address(f"{within}{entry.name}", takes)
        else:
            namespace = f"{within}{entry.namespace}:" if entry.namespace else within
            yield from _walk(entry, namespace, takes)


def filling(made: Community, name: str) -> dict[str, object]:
    """What stands in the addresses: everything is of one space, and of other people there."""
    return {
        "space": made.space,
        "board": made.board,
        "thread_id": made.thread_id,
        "post_id": made.post_id,
        "member_id": made.member_id,
        "grant_id": made.grant_id,
        "request_id": made.request_id,
        "invitation_id": made.invitation_id,
        "notice_id": made.notice_id,
        "report_id": made.report_id,
        "voice_id": made.voice_id,
        "what": "voice",
        "subject_id": made.voice_id,
        "opening_id": made.opening_id,
        "arrival_id": made.arrival_id,
        "word_id": made.word_id,
        "look_id": made.look_id,
        "measure_id": made.measure_id,
        "proposal_id": made.proposal_id,
        "organisation_id": made.organisation_id,
        "space_id": made.space_id,
        "keeper_id": made.keeper_id,
        "line_id": made.line_id,
        "kind": "post",
        "content_id": made.post_id,
        "correspondence_id": made.correspondence_id,
        "face_id": made.member_id,
        "kept_id": UUID(int=7),
        "place": f"thread:{made.thread_id}",
        "secret": made.keeper_secret if "keeper" in name else made.secret,
        "code": "gb",
        "language": "en",
        "pk": 1,
        "key": "not-a-key",
        "asked": "nothing-that-opens",
        "token": stop_token(UUID(int=7), [Group.ANSWERS]),
        "device_id": UUID(int=7),
        "draft_id": made.draft_id,
        "note": "grief",
    }


def device_of(who: str) -> Client:
    """A browser in which one of the cast is signed in (or, for the stranger, nobody)."""
    client = Client(raise_request_exception=True)
    if who in _NAMES:
        client.force_login(Person.objects.get(sign_in_name=_NAMES[who]))
    return client


def ask(
    client: Client, method: str, url: str, body: Mapping[str, str] | None = None
) -> HttpResponseBase:
    """What somebody is answered. What it changed is undone."""
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        answer = client.generic(method, url, urlencode(body or {}), content_type=_FORM)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(kept)
    return answer


def in_words(answer: HttpResponseBase) -> str:
    """The same in the words of the table."""
    if answer.status_code not in (301, 302, 303):
        return str(answer.status_code)
    path = urlsplit(answer.headers["Location"]).path
    doors = {reverse("account_login"): "in", reverse("account_reauthenticate"): "proof"}
    return doors.get(path, "on")
