# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every page of the product in one language, as everybody gets it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from allauth.mfa.models import Authenticator
from django.test import Client

from hearthside.directory.actions.help_pages import write_help_pages
from hearthside.directory.models import TextReview
from hearthside.people.models import Person
from tests.community import (
    ANOTHER,
    KEEPER,
    MEMBER,
    NEWCOMER,
    PASSWORD,
    REMOVED,
    STEWARD,
    Community,
)
from tests.house.isolation_cast import addresses, filling

CAST: Final = ("", NEWCOMER, REMOVED, MEMBER, ANOTHER, STEWARD, KEEPER)
"""A stranger, and people by the sign-in names they have in `tests.community`."""

NOT_ASKED: Final = {
    "/exit/": "leaving forgets the language, and who came",
    "/styleguide/": "shows the parts of pages with made-up words in them, to who builds pages",
}


def every_page(
    community: Community, names: Mapping[str, str], language: str
) -> Iterator[tuple[str, str]]:
    """Yield path and HTML of each page for each of the cast, refusals included.

    ``names``: what the sign-in names of `tests.community` became, where they changed.
    """
    here = [(address, filling(community, address.name)) for address in addresses()]
    paths = [address.url(filled | {"language": language}) for address, filled in here]
    for who in CAST:
        client = signed_in(names.get(who, who), language)
        for path in [*paths, "/nothing/here/"]:
            if path not in NOT_ASKED:
                answer = client.get(path)
                if answer.content and answer.headers["Content-Type"].startswith("text/html"):
                    yield path, answer.content.decode()


def help_pages(folder: Path, language: str, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield name and HTML of the help pages, in all their forms; the language is offered then."""
    TextReview.objects.filter(language="es").update(language=language)
    write_help_pages(now=now)
    for path in sorted((folder / language).rglob("*.html")):
        yield f"help: {path.relative_to(folder)}", path.read_text()


def signed_in(name: str, language: str) -> Client:
    """A browser that asks for a language; one of the cast, with an authenticator app."""
    client = Client()
    client.cookies["language"] = language
    if name:
        answer = client.post("/sign-in/", {"login": name, "password": PASSWORD})
        assert answer.status_code == 302
        person = Person.objects.get(sign_in_name=name)
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    return client
