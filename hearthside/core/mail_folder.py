# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where mail goes while no server is set: one file a mail, for its owner's eyes, for a week."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from hearthside.core import clock

KEPT_FOR: Final = timedelta(days=7)


class FolderBackend(BaseEmailBackend):
    """Writes each mail into the folder ``mail`` in the data folder, as ``.eml``."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails; return how many."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for mail in email_messages:
            name = f"{clock.now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}.eml"
            handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(mail.message().as_bytes())
        return len(email_messages)


def mails_written() -> list[Path]:
    """Return the mails in the folder, the newest first."""
    return sorted(Path(settings.EMAIL_FILE_PATH).glob("*.eml"), reverse=True)


def sweep_mails(now: datetime) -> int:
    """Delete mails older than a week; return how many."""
    old = [path for path in mails_written() if _written_at(path) < now - KEPT_FOR]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def forget_mails_to(addresses: Collection[str]) -> None:
    """Delete every mail in the folder in which one of these addresses stands, whole."""
    if not addresses:
        return
    any_of = "|".join(re.escape(address) for address in addresses)
    wanted = re.compile(rf"(?<![\w.+-])(?:{any_of})(?![\w-]|\.\w)".encode(), re.IGNORECASE)
    for path in mails_written():
        if wanted.search(_read(path)):
            path.unlink(missing_ok=True)


def _read(path: Path) -> bytes:
    """A mail in the folder; empty where it was swept a moment ago."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _written_at(path: Path) -> datetime:
    """When a mail was written; now, where it was swept a moment ago."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return clock.now()
