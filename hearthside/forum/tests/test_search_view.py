# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import logging.config
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearthside.core import log
from hearthside.forum.models import Post
from hearthside.forum.queries import asked as sealing
from hearthside.forum.tests.builders import make_board, make_thread
from hearthside.forum.tests.pages import signed_in
from hearthside.ledger.models import Delivery
from hearthside.ledger.tasks import run_courier_once
from hearthside.people.models import SignIn
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member

pytestmark = pytest.mark.django_db

SECRET = "zugzwang"


def search(client: Client, member: Membership, sought: str) -> Any:
    """Type words and go where the page sends."""
    cache.clear()
    run_courier_once(limit=500)
    return client.post(f"/s/{member.space.slug}/search/", {"sought": sought}, follow=True)


def test_what_was_found_is_shown_with_the_voice_and_the_way_there(reader: Membership) -> None:
    author = make_member(reader.space, "Wren")
    thread = make_thread(make_board(reader.space), by=author, source="A heron stood there.")

    answer = search(signed_in(reader), reader, "heron")

    page = answer.content.decode()
    assert "<mark>heron</mark>" in page
    assert "<bdi>Wren</bdi>" in page
    assert f"/posts/{Post.objects.get(thread=thread).id}/" in page
    assert str(author.id) not in page


def test_the_words_stand_in_no_address_and_no_cache(reader: Membership) -> None:
    answer = search(signed_in(reader), reader, SECRET)

    (address, status) = answer.redirect_chain[0]
    assert status == 302
    assert SECRET not in address
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers.get("Cache-Control", "no-store")
    assert f'value="{SECRET}"' in answer.content.decode()
    assert "<title>What was found –" in answer.content.decode()


def test_every_address_is_as_long_as_any_other(reader: Membership) -> None:
    client = signed_in(reader)

    lengths = {
        len(search(client, reader, sought).redirect_chain[0][0])
        for sought in ("a", "é" * 100, '"' * 100, "💜" * 100, "end it")
    }

    assert len(lengths) == 1


def test_an_address_opens_in_its_own_sign_in_only(reader: Membership) -> None:
    address = search(signed_in(reader), reader, SECRET).redirect_chain[0][0]

    for other in (signed_in(reader), signed_in(make_member(reader.space))):
        page = other.get(address)
        assert page.status_code == 200
        assert SECRET not in page.content.decode()


def test_an_address_opens_for_half_an_hour(
    reader: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(reader)
    address = search(client, reader, SECRET).redirect_chain[0][0]
    assert SECRET in client.get(address).content.decode()

    monkeypatch.setattr(sealing, "OPENS_FOR", timedelta(seconds=-1))

    assert SECRET not in client.get(address).content.decode()


@pytest.mark.parametrize("asked", ["x", "====", "é", "a" * 4000])
def test_a_broken_address_asks_anew(reader: Membership, asked: str) -> None:
    page = signed_in(reader).get(f"/s/{reader.space.slug}/search/{asked}/")

    assert page.status_code == 200
    assert 'name="sought"' in page.content.decode()


@pytest.mark.parametrize("sought", ["", "   ", "a" * 101])
def test_what_cannot_be_looked_for_is_said_and_kept(reader: Membership, sought: str) -> None:
    answer = signed_in(reader).post(f"/s/{reader.space.slug}/search/", {"sought": sought})

    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert sought in answer.content.decode()


def test_it_works_where_the_browser_says_no_origin(reader: Membership) -> None:
    client = Client(enforce_csrf_checks=True, headers={"origin": "null"})
    client.force_login(reader.person)

    answer = client.post(f"/s/{reader.space.slug}/search/", {"sought": "tea"})

    assert answer.status_code == 302


@pytest.mark.parametrize(
    "sought", ["suicide", "how to kill myself", "Me quiero morir, quiero morir"]
)
def test_help_stands_above_what_was_found(reader: Membership, sought: str) -> None:
    make_thread(make_board(reader.space), source=f"I typed {sought} once.")

    page = search(signed_in(reader), reader, sought).content.decode()

    assert 0 < page.index("help-strip-title") < page.index("thread-row-title")


def test_help_stands_there_also_where_nothing_was_found(reader: Membership) -> None:
    page = search(signed_in(reader), reader, "suicide").content.decode()

    assert page.index("help-strip-title") < page.index("empty-state-title")


def test_other_words_bring_no_help_strip(reader: Membership) -> None:
    assert "help-strip-title" not in search(signed_in(reader), reader, "tea").content.decode()


def test_nothing_looked_for_is_kept_anywhere(reader: Membership) -> None:
    client = signed_in(reader)
    with CaptureQueriesContext(connection) as asked:
        search(client, reader, f"{SECRET} suicide")

    written = [q["sql"] for q in asked if not q["sql"].lstrip("(").startswith(("SELECT", "WITH"))]
    assert not [sql for sql in written if SECRET in sql]
    assert SECRET not in str(list(Delivery.objects.values_list("event", flat=True)))
    assert SECRET not in str(list(SignIn.objects.values()))


def test_no_log_line_says_what_was_looked_for(
    reader: Membership,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with patch("structlog.configure"):  # loggers that spoke already would not hear of it
        logging.config.dictConfig(log.configure(level="DEBUG", as_json=True))
    client = signed_in(reader)
    client.raise_request_exception = False

    def broken(sought: object, *_: object) -> None:
        raise RuntimeError(f"no room for {sought} and {SECRET}")

    monkeypatch.setattr("hearthside.forum.views.search.found_page", broken)
    answer = search(client, reader, SECRET)
    monkeypatch.setattr("hearthside.forum.views.search.sealed", broken)
    posted = client.post(f"/s/{reader.space.slug}/search/", {"sought": SECRET})

    assert (answer.status_code, posted.status_code) == (500, 500)
    said = "".join(capfd.readouterr())
    assert "RuntimeError" in said
    assert SECRET not in said


def test_limits_are_counted_without_the_words(
    reader: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    subjects: list[str] = []
    monkeypatch.setattr(
        "hearthside.forum.views.search.count", lambda _, subject, __: subjects.append(subject)
    )

    search(signed_in(reader), reader, SECRET)

    assert subjects == [str(reader.id)]


def test_a_page_that_was_sought_costs_as_many_queries_with_many_results(
    reader: Membership,
) -> None:
    board = make_board(reader.space)
    client = signed_in(reader)
    for number in range(6):
        make_thread(board, source="heron", now=SIX_PM + timedelta(minutes=number))
    address = search(client, reader, "heron").redirect_chain[0][0]
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(20):
        make_thread(board, source="heron", now=SIX_PM + timedelta(hours=number))
    address = search(client, reader, "heron").redirect_chain[0][0]

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)
