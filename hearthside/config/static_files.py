# SPDX-License-Identifier: AGPL-3.0-or-later
"""Static files in production: one stylesheet, short scripts, hashed names, immutable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r"""@import\s+(?:url\()?["']([^"']+)["']\)?\s*;""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COLON = re.compile(r":\s+(?!\")")
_SPACE = re.compile(r"\s*([{};,])\s*")


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Joins ``app.css`` and all it imports, in order, and takes comments and spare spaces out
    of our own scripts, before names are hashed."""

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
            scripts = [name for name in paths if _is_ours(name)]
            for name in scripts:
                script = Path(self.path(name))
                script.write_text(jsmin(script.read_text()))
            # hashed from here, not from the sources
            paths = {**paths, **{name: (self, name) for name in ["app.css", *scripts]}}
        yield from super().post_process(paths, dry_run, **options)


def _is_ours(name: str) -> bool:
    """Whether a script is one of the product's, as it was written; others come short already."""
    own = {app.label for app in apps.get_app_configs() if app.name.startswith("hearthside.")}
    return name.endswith(".js") and name.partition("/")[0] in own


def joined(sheet: Path, root: Path) -> str:
    """Return a stylesheet with its imports in place, without comments and spare spaces."""

    def inline(match: re.Match[str]) -> str:
        name = match[1]
        target = (
            root / name.removeprefix("/static/") if name.startswith("/") else sheet.parent / name
        )
        return joined(target.resolve(), root)

    text = _IMPORT.sub(inline, _COMMENT.sub("", sheet.read_text()))
    text = _SPACE.sub(r"\1", re.sub(r"\s+", " ", text))
    return _COLON.sub(":", text).replace(";}", "}").strip()
