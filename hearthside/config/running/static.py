# SPDX-License-Identifier: AGPL-3.0-or-later
"""Static files, gathered in one folder; made anew only when a source has changed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands.collectstatic import Command
from django.core.management import call_command
from django.utils.module_loading import import_string

from hearthside.config.version import VERSION

_STAMP = "static.stamp"
_UNUSED = ["ext"]
"""Folders left out: htmx's extensions, which no page uses and which import by bare names."""


def gather_static() -> bool:
    """Gather the static files into the data folder, whole or not at all; return whether it did.

    Works beside the old folder and takes its place at the end, so that a stop in the
    middle leaves either the old files or none, and none are simply gathered again.
    """
    final, stamp = Path(settings.STATIC_ROOT), Path(settings.DATA) / _STAMP
    content = content_stamp()
    if final.is_dir() and stamp.exists() and stamp.read_text() == content:
        return False
    draft, old = final.with_name("static.new"), final.with_name("static.old")
    for folder in (draft, old):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        gather = Command()
        storage = import_string(settings.STORAGES["staticfiles"]["BACKEND"])
        gather.storage = storage(location=str(draft))
        call_command(gather, interactive=False, verbosity=0, ignore_patterns=_UNUSED)
        if final.exists():
            final.rename(old)
        draft.rename(final)
        stamp.write_text(content)
    finally:
        for folder in (draft, old):
            shutil.rmtree(folder, ignore_errors=True)
    return True


def content_stamp() -> str:
    """Return a digest of every source file and of how they are put together."""
    digest = hashlib.blake2b(f"{VERSION} {settings.STORAGES['staticfiles']}".encode())
    for name, path in sorted(_sources()):
        digest.update(f"\0{name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list(_UNUSED):
            yield name, Path(storage.path(name))
