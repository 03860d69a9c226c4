# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hearthside.config import env

WRONG: list[tuple[str, str, Callable[[], object]]] = [
    ("DEBUG", "true", lambda: env.flag("DEBUG", default=False)),
    ("PORT", "http", lambda: env.number("PORT", 8000, least=1, most=65535)),
    ("PORT", "70000", lambda: env.number("PORT", 8000, least=1, most=65535)),
    ("PORT", "", lambda: env.number("PORT", 8000, least=1, most=65535)),
    ("LOG_FORMAT", "xml", lambda: env.choice("LOG_FORMAT", "text", ("text", "json"))),
    ("DATABASE_URL", "mysql://a", lambda: env.address("DATABASE_URL", "", ("postgres",))),
    ("SITE_URL", "", lambda: env.address("SITE_URL", "http://localhost:8000", ("http",))),
    ("SITE_URL", "http://[bad", lambda: env.address("SITE_URL", "", ("http",))),
    ("SITE_URL", "http://", lambda: env.address("SITE_URL", "", ("http",))),
    ("DATABASE_URL", "postgres://", lambda: env.address("DATABASE_URL", "", ("postgres",))),
    ("MAIL_URL", "smtp://here:post", lambda: env.address("MAIL_URL", "", ("smtp",))),
    ("HOST", " ", lambda: env.text("HOST", "127.0.0.1")),
    ("SECRET_KEY_FILE", "/dev/null", lambda: env.secret("SECRET_KEY", "")),
    ("DATA", "", lambda: env.folder("DATA", Path("var"))),
    ("DATA", "/proc/nowhere", lambda: env.folder("DATA", Path("var"))),
    ("SECRET_KEY_FILE", "/nowhere/key", lambda: env.secret("SECRET_KEY")),
]


@pytest.fixture(autouse=True)
def _keep_what_was_asked() -> object:
    asked, secret = dict(env._asked), set(env._secret)
    yield
    env._asked.clear()
    env._asked.update(asked)
    env._secret.clear()
    env._secret.update(secret)


@pytest.mark.parametrize(("name", "value", "read"), WRONG, ids=lambda p: str(p)[:20])
def test_a_wrong_setting_stops_the_start_and_names_its_page(
    name: str, value: str, read: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"HEARTHSIDE_{name}", value)

    with pytest.raises(ImproperlyConfigured) as refused:
        read()

    assert f"HEARTHSIDE_{name}" in str(refused.value)
    assert f"docs/settings.md#{name.lower()}" in str(refused.value)


@pytest.mark.parametrize("url", ["postgres://us:swordfish@db:port/x", "mysql://us:swordfish@db/x"])
def test_a_wrong_address_is_told_without_its_password(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARTHSIDE_DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured) as refused:
        env.address("DATABASE_URL", "", ("postgres",))
    assert "swordfish" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    ["redis://cache:6379/0", "unix:///run/redis.sock", "postgres:///x", "rediss://u:p@[::1]:1/2"],
)
def test_every_kind_of_address_is_taken(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTHSIDE_REDIS_URL", url)
    assert env.address("REDIS_URL", "", ("redis", "rediss", "unix", "postgres")) == url


def test_a_setting_without_a_default_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEARTHSIDE_CERTAIN", raising=False)
    with pytest.raises(ImproperlyConfigured, match="Set HEARTHSIDE_CERTAIN"):
        env.text("CERTAIN")


def test_a_slip_of_the_fingers_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTHSIDE_PROT", "9000")
    with pytest.raises(ImproperlyConfigured, match="Did you mean HEARTHSIDE_PORT"):
        env.refuse_unknown()


def test_a_secret_can_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from the file\n")
    monkeypatch.setenv("HEARTHSIDE_SECRET_KEY_FILE", str(tmp_path / "key"))
    assert env.secret("SECRET_KEY") == "from the file"


def test_secrets_and_passwords_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTHSIDE_SECRET_KEY", "whisper-one")
    monkeypatch.setenv("HEARTHSIDE_DATABASE_URL", "postgres://ada:whisper@two@db:5432/h")

    env.secret("SECRET_KEY")
    env.address("DATABASE_URL", "", ("postgres",))

    shown = " ".join(env.told().values())
    assert "whisper" not in shown
    assert "two" not in shown
    assert "postgres://ada:(hidden)@db:5432/h" in shown
