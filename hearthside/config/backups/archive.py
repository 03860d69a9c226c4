# SPDX-License-Identifier: AGPL-3.0-or-later
"""A backup is one compressed tar file, for its owner's eyes only."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from dataclasses import replace
from pathlib import Path

from hearthside.config.backups.manifest import Manifest, NotABackup, manifest_from

_MANIFEST = "manifest.json"
_CHUNK = 1 << 20


def pack(target: Path, files: dict[str, Path], manifest: Manifest) -> Manifest:
    """Write a backup whole or not at all, mode 0600; return the manifest with its digests."""
    manifest = replace(manifest, digests={name: digest_of(path) for name, path in files.items()})
    draft = target.with_name(f".{target.name}.new")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                _add_text(tar, _MANIFEST, manifest.as_json())
                for name, path in files.items():
                    tar.add(path, arcname=name, filter=_plain)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def read_manifest(source: Path) -> Manifest:
    """Return what a backup says about itself.

    Raises:
        NotABackup: it is none, or it is damaged.
    """
    try:
        with tarfile.open(source, "r:gz") as tar:
            return manifest_from(_text_in(tar))
    except (tarfile.TarError, OSError, EOFError) as error:
        raise NotABackup(f"It cannot be read as a backup: {_words(error)}") from error


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpack a backup into ``folder`` and verify every digest.

    Raises:
        NotABackup: it is none, it is damaged, or something in it was changed.
    """
    try:
        with tarfile.open(source, "r:gz") as tar:
            manifest = manifest_from(_text_in(tar))
            for name in manifest.digests:
                _copy_out(tar, name, folder / Path(name).name)
    except (tarfile.TarError, OSError, EOFError, KeyError) as error:
        raise NotABackup(f"It is damaged: {_words(error)}") from error
    for name, digest in manifest.digests.items():
        if digest_of(folder / Path(name).name) != digest:
            raise NotABackup(f"It is damaged: {name} is not what was put in.")
    return manifest


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    info = tarfile.TarInfo(name)
    content = text.encode()
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


def _plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who owned a file on the machine it came from."""
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info


def _text_in(tar: tarfile.TarFile) -> str:
    first = tar.next()
    held = tar.extractfile(first) if first is not None and first.name == _MANIFEST else None
    if held is None:
        raise NotABackup("It does not begin with a manifest; this is no backup of Hearthside.")
    return held.read().decode()


def _copy_out(tar: tarfile.TarFile, name: str, target: Path) -> None:
    held = tar.extractfile(name)
    if held is None:
        raise KeyError(name)
    with target.open("wb") as file:
        while chunk := held.read(_CHUNK):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
