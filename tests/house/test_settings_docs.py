# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every setting has its heading in docs/settings.md, and every heading its setting."""

from __future__ import annotations

import re

from hearthside.config import env
from tests.house.ground import PACKAGE, ROOT

PAGE = (ROOT / "docs" / "settings.md").read_text()


def test_every_setting_has_its_heading() -> None:
    headings = set(re.findall(r"^### (\w+)$", PAGE, re.MULTILINE))
    asked = {name.lower() for name in env.asked()}
    assert asked - headings == set(), "give these settings a heading in docs/settings.md"
    assert headings - asked == set(), "nobody reads these settings any more"


def test_pages_named_in_messages_exist() -> None:
    for path in PACKAGE.rglob("*.py"):
        for page, heading in re.findall(r"docs/(\w+\.md)(?:#([\w-]+))?", path.read_text()):
            text = (ROOT / "docs" / page).read_text()
            slugs = {
                re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
                for line in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
            }
            assert not heading or heading in slugs, f"{path.name} names {page}#{heading}"
