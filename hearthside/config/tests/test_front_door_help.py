# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest

from hearthside.config.front_door import FrontDoor
from hearthside.config.help_files import HelpFiles
from hearthside.config.tests.door import (
    BUILT_IN,
    Ask,
    ask_of,
    crashing,
    door_to,
    doorway_of,
)
from hearthside.core import clock


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("/help", "en/index.html"),
        ("/help/", "en/index.html"),
        ("/help/us/", "en/us/index.html"),
        ("/help/us", "en/us/index.html"),
        ("/help/US/", "en/us/index.html"),
        ("/help/leaving/", "en/leaving/index.html"),
    ],
)
def test_help_is_answered_at_the_door(ask: Ask, target: str, name: str) -> None:
    reply = ask(target)

    assert reply.status == 200
    assert name in reply.text
    assert "set-cookie" not in reply.headers


@pytest.mark.parametrize("target", ["/", "/helpful/", "/join/", "/static/app.css", "/exit/"])
def test_everything_else_is_passed_on(ask: Ask, target: str) -> None:
    assert ask(target).text == "inside"


@pytest.mark.parametrize(
    "target",
    [
        "/help/../secret.html",
        "/help/../../etc/passwd",
        "/help/us/../../secret.html",
        "/help/%2e%2e/secret.html",
        "/help/..",
        "/help//etc/passwd",
        "/help/us/index.html",
        "/help/strip.html",
        "/help/closed.html",
        "/help/en/",
        "/help/zz/",
        "/help/us\x00/",
        "/help/\u2025/",
    ],
)
def test_only_a_few_addresses_are_looked_for_and_the_others_still_show_help(
    ask: Ask, target: str
) -> None:
    reply = ask(target)

    assert reply.status == 404
    assert "secret" not in reply.text
    assert "en/index.html" in reply.text


def test_a_missing_page_is_not_kept(ask: Ask) -> None:
    assert ask("/help/zz/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("target", "accepted", "language"),
    [
        ("/help/", "", "en"),
        ("/help/", "es", "es"),
        ("/help/", "es-MX,es;q=0.9,en;q=0.8", "es"),
        ("/help/", "fr,de;q=0.5", "en"),
        ("/help/", "en;q=0.1,es;q=0.9", "es"),
        ("/help/", "es;q=0,en", "en"),
        ("/help/", "es;q=nonsense", "en"),
        ("/help/?lang=es", "en", "es"),
        ("/help/?lang=../../x", "es", "es"),
        ("/help/?lang=fr", "", "en"),
    ],
)
def test_the_language_asked_for_is_spoken_where_it_is_there(
    ask: Ask, target: str, accepted: str, language: str
) -> None:
    reply = ask(target, accept_language=accepted)

    assert f"{language}/index.html" in reply.text
    assert reply.headers["content-language"] == language
    assert "Accept-Language" in reply.headers["vary"]


def test_help_carries_the_safe_headers_and_a_policy_of_its_own(ask: Ask) -> None:
    headers = ask("/help/").headers

    assert headers["x-frame-options"] == "DENY"
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert "script-src" not in headers["content-security-policy"]


def test_help_is_packed_marked_and_kept_for_a_short_while(ask: Ask) -> None:
    reply = ask("/help/", accept_encoding="gzip, br")

    assert reply.headers["content-encoding"] == "gzip"
    assert "en/index.html" in reply.text
    assert reply.headers["cache-control"] == "public, max-age=60"
    again = ask("/help/", if_none_match=reply.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_asking_for_the_head_sends_no_body(ask: Ask) -> None:
    reply = ask("/help/", method="HEAD")

    assert reply.status == 200
    assert reply.body == b""
    assert int(reply.headers["content-length"]) > 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_help_is_only_read(ask: Ask, method: str) -> None:
    reply = ask("/help/", method=method)

    assert reply.status == 405
    assert reply.headers["allow"] == "GET, HEAD"
    assert "en/index.html" in reply.text


def test_what_is_said_of_now_ends_with_its_time(ask: Ask, pages: Path) -> None:
    present = pages / "en" / "index.now.html"
    present.write_text(f"<!-- {(clock.now() + timedelta(seconds=30)).isoformat()} -->\nopen now")

    reply = ask("/help/")
    assert reply.text == "open now"
    assert int(reply.headers["cache-control"].partition("max-age=")[2]) <= 30
    assert "en/index.html" in ask("/help/?now=no").text
    present.write_text(f"<!-- {clock.now().isoformat()} -->\nopen now, but no longer")
    assert "en/index.html" in ask("/help/").text


def test_a_page_that_was_rewritten_is_read_anew(ask: Ask, pages: Path) -> None:
    page = pages / "en" / "index.html"
    assert "en/index.html" in ask("/help/").text

    page.write_text("another day")
    os.utime(page, ns=(1, 1))

    assert ask("/help/").text == "another day"


def test_a_page_is_read_once_while_it_stays_the_same(ask: Ask) -> None:
    ask("/help/")

    with mock.patch.object(Path, "read_text", side_effect=AssertionError):
        assert ask("/help/").status == 200


def test_without_any_file_the_page_that_is_always_true_is_sent(tmp_path: Path) -> None:
    ask = ask_of(door_to(crashing, tmp_path))

    assert "built in index" in ask("/help/").text
    assert ask("/help/leaving/").status == 200
    assert ask("/help/us/").status == 404
    assert "built in index" in ask("/help/us/").text
    assert ask("/help/help.css").text == "main{}"


def test_a_damaged_file_does_not_stop_help(ask: Ask, pages: Path) -> None:
    (pages / "en" / "index.now.html").write_text("<!-- not a time -->\nopen now")
    (pages / "en" / "us" / "index.html").write_bytes(b"\xff\xfe\xff")

    assert "en/index.html" in ask("/help/").text
    assert "en/index.html" in ask("/help/us/").text


def test_whatever_breaks_at_the_door_help_is_sent(tmp_path: Path) -> None:
    class Torn(HelpFiles):
        def languages(self) -> list[str]:
            raise RuntimeError("torn")

    doorway = replace(doorway_of(tmp_path), files=Torn(tmp_path / "help", BUILT_IN, "en"))
    reply = ask_of(FrontDoor(crashing, doorway))("/help/")

    assert reply.status == 500
    assert "built in broken" in reply.text


def test_many_questions_in_an_address_do_no_harm(ask: Ask) -> None:
    query = "&".join(f"a{n}=b" for n in range(500))

    assert ask(f"/help/?{query}").status == 200


def test_the_sheet_is_kept_for_long_only_under_its_own_mark(ask: Ask, pages: Path) -> None:
    (pages / "help.css").write_text("main{color:red}")
    mark = ask("/help/help.css").headers["etag"].strip('W/"')

    assert "immutable" in ask(f"/help/help.css?v={mark}").headers["cache-control"]
    assert "immutable" not in ask("/help/help.css?v=other").headers["cache-control"]
    assert ask("/help/help.css").headers["content-type"].startswith("text/css")
