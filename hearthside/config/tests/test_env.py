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
    monkeypatch.setenv("HEARTHSIDE_DATABASE_URL", "postgres://ada:whisper-two@db:5432/h")

    env.secret("SECRET_KEY")
    env.address("DATABASE_URL", "", ("postgres",))

    shown = " ".join(env.told().values())
    assert "whisper" not in shown
    assert "postgres://ada:(hidden)@db:5432/h" in shown
