# SPDX-License-Identifier: AGPL-3.0-or-later
"""Static files in production: one stylesheet, hashed names, immutable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r"""@import\s+(?:url\()?["']([^"']+)["']\)?\s*;""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*([{};,])\s*")


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Joins ``app.css`` and all it imports, in order, before names are hashed."""

    support_js_module_import_aggregation = True
    manifest_strict = True
    keep_only_hashed_files = False

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Write the joined stylesheet over ``app.css``, then hash and compress."""
        if not dry_run and "app.css" in paths:
            sheet = Path(self.path("app.css"))
            sheet.write_text(joined(sheet, Path(self.location)))
            paths = {**paths, "app.css": (self, "app.css")}  # hashed from here, not from the source
        yield from super().post_process(paths, dry_run, **options)


def joined(sheet: Path, root: Path) -> str:
    """Return a stylesheet with its imports in place, without comments and spare spaces."""

    def inline(match: re.Match[str]) -> str:
        name = match[1]
        target = (
            root / name.removeprefix("/static/") if name.startswith("/") else sheet.parent / name
        )
        return joined(target.resolve(), root)

    text = _IMPORT.sub(inline, _COMMENT.sub("", sheet.read_text()))
    return _SPACE.sub(r"\1", re.sub(r"\s+", " ", text)).strip()
