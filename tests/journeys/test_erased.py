# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody leaves a running place: its files, its log, its database and its cache are searched
for them as bytes. A backup from before does not bring them back."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis

from hearthside.core.text import tidy
from tests.community import MEMBER, PASSWORD
from tests.journeys.clients import Client
from tests.journeys.conftest import Place
from tests.journeys.databases import fresh_database
from tests.journeys.ground import Installation, until
from tests.journeys.operating import COMMAND, Operator

pytestmark = pytest.mark.journey

ADDRESS = "qxjourney@example.org"
NAME = "Qxjourneyname"
WORDS = "qxjourneywords"
OWN = (
    "import json; from hearthside.people.models import Person; "
    f"p = Person.objects.get(sign_in_name='{MEMBER}'); "
    "print(json.dumps([str(p.id), *(str(m.id) for m in p.memberships.all())]))"
)
MAILED = (
    "from allauth.account.models import EmailAddress; from django.core.mail import send_mail; "
    "from hearthside.people.models import Person; "
    f"p = Person.objects.get(sign_in_name='{MEMBER}'); "
    f"EmailAddress.objects.create(user=p, email='{ADDRESS}', verified=True, primary=True); "
    f"send_mail('A code', 'Hello', None, ['{ADDRESS}'])"
)
IS_HERE = (
    "from hearthside.people.models import Person; "
    f"print(Person.objects.filter(sign_in_name='{MEMBER}').exists())"
)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_is_left_of_whoever_left_and_no_backup_brings_them_back(
    database: str, places: Callable[..., Any], tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    with places(database, ACCESS_LOG="yes", LOG_LEVEL="INFO") as place:
        home: Installation = place.product.installation
        client = _lives_here(place)
        ids = [each.strip('" ') for each in home.ask(OWN).strip("[]").split(",")]
        marks = [MEMBER.encode(), NAME.lower().encode(), ADDRESS.encode(), WORDS.encode()]
        marks += [form for each in ids for form in _forms(each)]
        keyring = tmp_path / "keyring.json"
        _typed(home, "backup", str(kept), "--keyring-to", str(keyring))
        before = _everywhere(home, place)
        assert {name for name, held in before if any(_in(held, mark) for mark in marks)}

        page = client.get("/account/leaving/")
        leaving = {"how": "erase-all", "when": "at-once", "password": PASSWORD}
        gone = client.post("/account/leaving/", page.hidden | leaving)
        assert gone.location == "/left/"
        until(lambda: _scrubbed(home), within=60, why="what was erased is overwritten")

        for name, held in _everywhere(home, place):
            found = [mark for mark in marks if _in(held, mark)]
            assert not found, f"{name} still holds {found}"
        until(
            lambda: len((kept / "erased.json").read_text()) > len("{}") and "mark" in _list(kept),
            within=90,
            why="the list beside the backups is up to date",
        )

    with ExitStack() as stack:
        settings = {}
        if database == "postgresql":
            settings["DATABASE_URL"] = stack.enter_context(fresh_database())
        again = Operator(tmp_path / "again", **settings)
        backup = next(kept.glob("*.tar.gz"))
        alone = tmp_path / "alone.tar.gz"
        alone.write_bytes(backup.read_bytes())
        refused = again.type("restore", str(alone), "--keyring", str(keyring))
        assert refused.returncode == 1
        assert "--without-erased" in refused.stderr

        restored = again.type("restore", str(backup), "--keyring", str(keyring))

        assert restored.returncode == 0, restored.stderr
        assert "Erased 1 again" in restored.stdout
        assert Installation(tmp_path / "again", settings).ask(IS_HERE) == "False"


def _lives_here(place: Place) -> Client:
    """A member with a name, an address, a mail, a draft, words, and something they looked for."""
    client = Client(place.url)
    client.sign_in(MEMBER)
    home = place.product.installation
    home.ask(MAILED)
    space = f"/s/{place.community.space}"
    page = client.get(f"{space}/me/")
    client.post(f"{space}/me/", page.hidden | {"name": NAME})
    thread = f"{space}/threads/{place.community.thread_id}/"
    page = client.get(thread)
    said = tidy(f"It was {WORDS} that helped")
    sent = client.post(f"{thread}replies/", page.hidden | {"text": said})
    assert sent.status == 302, sent.text[:2000]
    page = client.get(thread)
    draft = f"{space}/drafts/thread:{place.community.thread_id}/"
    client.post(draft, page.hidden | {"text": f"{WORDS} and more"})
    page = client.get(f"{space}/search/")
    client.post(f"{space}/search/", page.hidden | {"sought": WORDS})
    client.get(f"{space}/{WORDS}/")
    assert (
        home.ask(
            "from hearthside.forum.models import Post; "
            f"print(Post.objects.filter(source__contains='{WORDS}').count())"
        )
        == "1"
    )
    return client


def _everywhere(home: Installation, place: Place) -> Iterator[tuple[str, bytes]]:
    """Every file of the place, all it said, each relation of its database, all in its cache."""
    for path in sorted(home.data.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()
    yield "what it said", place.product.said().encode()
    if url := home.settings.get("DATABASE_URL"):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
            rows = connection.execute(
                "SELECT relname, pg_relation_filepath(oid) FROM pg_class "
                "WHERE pg_relation_filepath(oid) IS NOT NULL AND relpersistence = 'p'"
            ).fetchall()
            for name, path in rows:
                held = connection.execute(
                    "SELECT pg_read_binary_file(%s, 0, 1000000000, true)", [path]
                ).fetchone()
                yield name, bytes((held or [b""])[0] or b"")
    if url := home.settings.get("REDIS_URL"):
        with redis.Redis.from_url(url) as cache:
            for key in cache.scan_iter("*"):
                yield str(key), bytes(key) + bytes(cache.get(key) or b"")


def _in(held: bytes, mark: bytes) -> bool:
    return mark in held or mark in held.lower()


def _forms(each: str) -> list[bytes]:
    plain = each.replace("-", "")
    return [each.encode(), plain.encode(), bytes.fromhex(plain)]


def _list(folder: Path) -> str:
    return (folder / "erased.json").read_text()


def _typed(home: Installation, *words: str) -> None:
    done = _run(home, *words)
    assert done.returncode == 0, done.stderr


def _scrubbed(home: Installation) -> bool:
    return _run(home, "scrub").returncode == 0


def _run(home: Installation, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        env=home.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
