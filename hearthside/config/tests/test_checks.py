# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from hearthside.config.checks import TAG

SOUND: dict[str, Any] = {
    "DEBUG": False,
    "HOST": "127.0.0.1",
    "ALLOWED_HOSTS": ["localhost"],
    "SITE_URL": "http://localhost:8000",
    "HTTPS": False,
    "BEHIND_PROXY": False,
    "SECRET_KEY": "x" * 40,
    "KEYRING_FILE": "/nowhere/keyring.json",
    "MAIL_FROM": "Riverside <no-reply@example.org>",
}
SITE = {"SITE_URL": "https://example.org", "ALLOWED_HOSTS": ["example.org"]}


def found(**changed: Any) -> list[str]:
    with override_settings(**(SOUND | changed)):
        return [str(message.id).partition(".")[2] for message in run_checks(tags=[TAG])]


@pytest.mark.parametrize(
    ("changed", "ids"),
    [
        ({}, []),
        ({"DEBUG": True, "HOST": "0.0.0.0"}, ["E001", "W003", "W001"]),
        ({"ALLOWED_HOSTS": ["*"]}, ["E002"]),
        ({"ALLOWED_HOSTS": ["example.org"]}, ["E003"]),
        (SITE, ["E004"]),
        ({**SITE, "HTTPS": True}, ["E005"]),
        ({**SITE, "HTTPS": True, "BEHIND_PROXY": True}, []),
        ({"HOST": "0.0.0.0"}, ["W003", "W001"]),
        ({"HOST": "0.0.0.0", "ALLOWED_HOSTS": ["localhost", "10.0.0.4"]}, ["W001"]),
        ({"SECRET_KEY": "short"}, ["E006"]),
        ({"ALLOWED_HOSTS": ["localhost", "https://example.org"]}, ["E008"]),
        ({"ALLOWED_HOSTS": ["localhost", "example.org,"]}, ["E008"]),
        ({"ALLOWED_HOSTS": ["localhost", ".example.org", "[::1]", "10.0.0.4"]}, []),
        ({"SITE_URL": "http://localhost/community"}, ["E009"]),
        ({"MAIL_FROM": "Riverside"}, ["E010"]),
        ({"EMAIL_BACKEND": "x.smtp.y", "MAIL_FROM": "Us <us@localhost>"}, ["W002"]),
    ],
    ids=str,
)
def test_what_would_harm_somebody_is_found(changed: dict[str, Any], ids: list[str]) -> None:
    assert found(**changed) == ids


def test_a_keyring_that_everybody_can_read_stops_the_start(tmp_path: Path) -> None:
    keyring = tmp_path / "keyring.json"
    keyring.touch(mode=0o600)
    assert found(KEYRING_FILE=str(keyring)) == []
    keyring.chmod(0o644)
    assert found(KEYRING_FILE=str(keyring)) == ["E007"]
