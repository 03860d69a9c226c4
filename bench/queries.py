# SPDX-License-Identifier: AGPL-3.0-or-later
"""Count the queries of each page, asked as the load asks for it. JSON: page to number."""

from __future__ import annotations

import json
import re
import sys

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def main(keys: dict[str, str]) -> None:
    """Ask for every page twice and count the second time: what is kept is kept by then."""
    settings.ALLOWED_HOSTS = ["*"]
    here = f"/s/bench/threads/{keys['thread']}/"
    member, visitor = Client(), Client()
    member.cookies[settings.SESSION_COOKIE_NAME] = keys["sessions"][0]
    counts = {
        "conversation, signed in": _queries(member, here),
        "public page, signed out": _queries(visitor, "/s/bench/"),
        "board": _queries(member, "/s/bench/boards/everyday/"),
        "nobody waits alone": _queries(member, "/s/bench/waiting/"),
        "posting a reply": _replies(member, here),
    }
    print(json.dumps(counts))


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return len(seen)


def _replies(client: Client, here: str) -> int:
    page = client.get(here).content.decode()
    keys = re.findall(r'name="idempotency_key" value="([0-9a-f]{32})"', page)
    with CaptureQueriesContext(connection) as seen:
        answer = client.post(f"{here}replies/", {"text": "Counted", "idempotency_key": keys[0]})
    if answer.status_code != 302:
        raise RuntimeError(f"a reply was answered with {answer.status_code}")
    return len(seen)


if __name__ == "__main__":
    main(json.loads(sys.stdin.read()))
