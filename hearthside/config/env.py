# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings come from environment variables, read here and nowhere else.

Every mistake stops the start and names the page that helps. See docs/settings.md.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "HEARTHSIDE_"
_asked: dict[str, str] = {}
_secret: set[str] = set()
_PASSWORD = re.compile(r"(://[^:@/]*):[^/]*@")


def text(name: str, default: str | None = None) -> str:
    """Return ``HEARTHSIDE_<name>``; the setting is required when it has no default.

    Empty is a mistake, unless empty is the default.
    """
    value = os.environ.get(PREFIX + name, default)
    _asked[name] = value or ""
    if value is None:
        raise ImproperlyConfigured(f"Set {PREFIX}{name}. See docs/settings.md#{name.lower()}")
    if default and not value.strip():
        raise wrong(name, value, "give it a value, or leave the setting out")
    return value.strip()


def flag(name: str, default: bool) -> bool:
    """Return a yes/no setting; anything but those two words is a mistake, not a no."""
    value = text(name, "yes" if default else "no")
    if value not in ("yes", "no"):
        raise wrong(name, value, "write 'yes' or 'no'")
    return value == "yes"


def number(name: str, default: int, *, least: int, most: int) -> int:
    """Return a whole number between ``least`` and ``most``."""
    value = text(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= most:
        raise wrong(name, value, f"write a whole number from {least} to {most}")
    return int(value)


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """Return one of a few words."""
    value = text(name, default)
    if value not in allowed:
        raise wrong(name, value, f"write one of {', '.join(allowed)}")
    return value


def address(name: str, default: str, schemes: tuple[str, ...]) -> str:
    """Return a URL that starts with one of ``schemes``, or empty where that is the default.

    A mistake is told without the value: it may hold a password.
    """
    value = text(name, default)
    if value and not value.startswith(tuple(f"{scheme}://" for scheme in schemes)):
        starts = " or ".join(f"{scheme}://" for scheme in schemes)
        raise wrong(name, _beginning(value), f"start it with {starts}")
    if value and not _is_whole(value):
        raise wrong(name, _beginning(value), "it is not a whole address (name, port)")
    return value


def folder(name: str, default: Path) -> Path:
    """Return a folder as an absolute path; it is made where it is missing."""
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise wrong(name, str(path), f"it cannot be made ({error.strerror})") from error
    return path


def secret(name: str, default: str | None = None) -> str:
    """Return a secret from the file that ``HEARTHSIDE_<name>_FILE`` names, or from the variable."""
    _secret.add(name)
    path = _asked[f"{name}_FILE"] = os.environ.get(f"{PREFIX}{name}_FILE", "")
    if path:
        _asked.setdefault(name, "")
        try:
            held = Path(path).read_text().strip()
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is not text"
            raise wrong(f"{name}_FILE", path, f"it cannot be read ({why})") from error
        if not held:
            raise wrong(f"{name}_FILE", path, "the file is empty")
        return held
    return text(name, default)


def wrong(name: str, value: str, what_to_do: str) -> ImproperlyConfigured:
    """Return the mistake to raise: what is set, what to write instead, and the page that helps."""
    page = f"docs/settings.md#{name.lower()}"
    return ImproperlyConfigured(f"{PREFIX}{name}={value!r}: {what_to_do}. See {page}")


def asked() -> set[str]:
    """Return the names that were read so far, without the prefix."""
    return set(_asked)


def told() -> dict[str, str]:
    """Return every setting read so far with its value, fit to be shown: no secret, no password."""
    return {name: _fit_to_show(name, value) for name, value in sorted(_asked.items())}


def refuse_unknown() -> None:
    """Stop where a ``HEARTHSIDE_`` variable is set that nobody reads: most often a slip."""
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and (short := name.removeprefix(PREFIX)) not in _asked:
            near = difflib.get_close_matches(short, _asked, 1)
            hint = f" Did you mean {PREFIX}{near[0]}?" if near else ""
            raise ImproperlyConfigured(f"{name} is no setting.{hint} See docs/settings.md")


def _beginning(value: str) -> str:
    """As much of an address as can be shown, also where it is wrong."""
    scheme, mark, _rest = value.partition("://")
    return f"{scheme}://…" if mark else "…"


def _is_whole(value: str) -> bool:
    """Whether an address has a host (a socket's path, or the database's name) and a sound port."""
    try:
        parts = urlsplit(value)
        return bool(parts.hostname or parts.path.strip("/")) and parts.port != 0
    except ValueError:
        return False


def _fit_to_show(name: str, value: str) -> str:
    if name in _secret and value:
        return "(hidden)"
    return _PASSWORD.sub(r"\1:(hidden)@", value)
