# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys of this installation. The only package that imports ``cryptography``.

A keyring is a JSON file, mode 0600, kept apart from the database: ``{"current": "k1",
"keys": {"k1": "<base64>"}, "index": "<base64>"}``. Losing it loses what is sealed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_FORMAT = b"\x01"
_NONCE_BYTES = 12
_last_read: tuple[str, tuple[int, int], Keyring] | None = None


class DecryptError(Exception):
    """A sealed value cannot be opened: another key, or the bytes were changed."""


class KeyringMissing(Exception):
    """The keyring file is not there, or is not one."""


@dataclass(frozen=True)
class Keyring:
    """The keys that open sealed values, the one that seals new ones, and the index key."""

    current: str
    keys: dict[str, bytes]
    index: bytes

    def seal(self, plain: bytes, *, bound_to: str) -> bytes:
        """Encrypt with AES-256-GCM; ``bound_to`` must be the same words when opening."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        name = self.current.encode()
        sealed = AESGCM(self.keys[self.current]).encrypt(nonce, plain, bound_to.encode())
        return _FORMAT + bytes([len(name)]) + name + nonce + sealed

    def open(self, sealed: bytes, *, bound_to: str) -> bytes:
        """Decrypt what `seal` made.

        Raises:
            DecryptError: the key is not on the ring, or the bytes are not what was sealed.
        """
        try:
            key = self.keys[key_id(sealed)]
            start = 2 + sealed[1]
            nonce, body = sealed[start : start + _NONCE_BYTES], sealed[start + _NONCE_BYTES :]
            return AESGCM(key).decrypt(nonce, body, bound_to.encode())
        except (InvalidTag, KeyError, IndexError, ValueError) as error:
            raise DecryptError(bound_to) from error

    def blind(self, *parts: object) -> bytes:
        """Return 32 bytes that stand for ``parts`` and tell nothing of them without the key."""
        message = "\x1f".join(str(part) for part in parts).encode()
        return hmac.new(self.index, message, hashlib.sha256).digest()


def key_id(sealed: bytes) -> str:
    """Return the name of the key that sealed these bytes.

    Raises:
        DecryptError: this is not a sealed value.
    """
    if len(sealed) < 2 or sealed[:1] != _FORMAT:
        raise DecryptError("not a sealed value")
    return sealed[2 : 2 + sealed[1]].decode("ascii", "replace")


def read_keyring(path: Path) -> Keyring:
    """Read a keyring file.

    Raises:
        KeyringMissing: there is none, or it cannot be read as one.
    """
    try:
        held = json.loads(path.read_text())
        keys = {name: base64.b64decode(key) for name, key in held["keys"].items()}
        return Keyring(held["current"], keys, base64.b64decode(held["index"]))
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise KeyringMissing(str(path)) from error


def write_keyring(path: Path, ring: Keyring) -> None:
    """Write a keyring whole or not at all, readable by its owner only."""
    held = {
        "current": ring.current,
        "keys": {name: base64.b64encode(key).decode() for name, key in ring.keys.items()},
        "index": base64.b64encode(ring.index).decode(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(held, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def new_keyring() -> Keyring:
    """Make a keyring with one fresh key."""
    return Keyring("k1", {"k1": secrets.token_bytes(32)}, secrets.token_bytes(32))


def without_old_keys(ring: Keyring) -> Keyring:
    """Return the ring with its current key only; what older keys sealed stays shut."""
    return Keyring(ring.current, {ring.current: ring.keys[ring.current]}, ring.index)


def with_new_key(ring: Keyring) -> Keyring:
    """Return the ring with one more key, which seals from now on; the old ones still open."""
    name = f"k{1 + max(int(known[1:]) for known in ring.keys)}"
    return Keyring(name, {**ring.keys, name: secrets.token_bytes(32)}, ring.index)


def keyring() -> Keyring:
    """Return the keyring of this installation.

    Kept in memory, and read again when the file has changed, so that a rotation needs no
    restart. A file that went away leaves the one in memory in use.

    Raises:
        KeyringMissing: it was never read, and cannot be read now.
    """
    path: str = settings.KEYRING_FILE
    try:
        state = os.stat(path)
    except OSError as error:
        if _last_read is None or _last_read[0] != path:
            raise KeyringMissing(path) from error
        return _last_read[2]
    return _read_as_of(path, (state.st_ino, state.st_mtime_ns))


def _read_as_of(path: str, stamp: tuple[int, int]) -> Keyring:
    global _last_read  # noqa: PLW0603 — one keyring a process, kept where it is read
    if _last_read is None or _last_read[:2] != (path, stamp):
        _last_read = (path, stamp, read_keyring(Path(path)))
    return _last_read[2]
