# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings come from environment variables, read here and nowhere else.

Every mistake stops the start and names the page that helps. See docs/settings.md.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PREFIX = "HEARTHSIDE_"
_asked: dict[str, str] = {}
_secret: set[str] = set()
_PASSWORD = re.compile(r"(://[^:@/]*):[^@/]*@")


def text(name: str, default: str | None = None) -> str:
    """Return ``HEARTHSIDE_<name>``; the setting is required when it has no default."""
    value = os.environ.get(PREFIX + name, default)
    _asked[name] = value or ""
    if value is None:
        raise ImproperlyConfigured(f"Set {PREFIX}{name}. See docs/settings.md#{name.lower()}")
    return value.strip()


def flag(name: str, default: bool) -> bool:
    """Return a yes/no setting; anything but those two words is a mistake, not a no."""
    value = text(name, "yes" if default else "no")
    if value not in ("yes", "no"):
        raise _wrong(name, value, "write 'yes' or 'no'")
    return value == "yes"


def number(name: str, default: int, *, least: int, most: int) -> int:
    """Return a whole number between ``least`` and ``most``."""
    value = text(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= most:
        raise _wrong(name, value, f"write a whole number from {least} to {most}")
    return int(value)


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """Return one of a few words."""
    value = text(name, default)
    if value not in allowed:
        raise _wrong(name, value, f"write one of {', '.join(allowed)}")
    return value


def address(name: str, default: str, schemes: tuple[str, ...]) -> str:
    """Return a URL that starts with one of ``schemes``, or empty where that is the default."""
    value = text(name, default)
    if value and not value.startswith(tuple(f"{scheme}://" for scheme in schemes)):
        raise _wrong(name, value.split(":")[0] + ":…", f"start it with {' or '.join(schemes)}://")
    return value


def folder(name: str, default: Path) -> Path:
    """Return a folder as an absolute path; it is made where it is missing."""
    if not (value := text(name, str(default))):
        raise _wrong(name, value, "name a folder, or leave the setting out")
    path = Path(value).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _wrong(name, str(path), f"it cannot be made ({error.strerror})") from error
    return path


def secret(name: str, default: str | None = None) -> str:
    """Return a secret from the file that ``HEARTHSIDE_<name>_FILE`` names, or from the variable."""
    _secret.add(name)
    path = _asked[f"{name}_FILE"] = os.environ.get(f"{PREFIX}{name}_FILE", "")
    if path:
        _asked.setdefault(name, "")
        try:
            return Path(path).read_text().strip()
        except OSError as error:
            raise _wrong(f"{name}_FILE", path, f"it cannot be read ({error.strerror})") from error
    return text(name, default)


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


def _fit_to_show(name: str, value: str) -> str:
    if name in _secret and value:
        return "(hidden)"
    return _PASSWORD.sub(r"\1:(hidden)@", value)


def _wrong(name: str, value: str, what_to_do: str) -> ImproperlyConfigured:
    page = f"docs/settings.md#{name.lower()}"
    return ImproperlyConfigured(f"{PREFIX}{name}={value!r}: {what_to_do}. See {page}")
