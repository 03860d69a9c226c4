# SPDX-License-Identifier: AGPL-3.0-or-later
"""Foreign keys and templates obey the same layers as imports."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.house.ground import PACKAGE, layers, named, templates

SPEAKS_OF = re.compile(
    r"""{%\s*(?:include|extends)\s+["'](\w+)/|{%\s*url\s+["'](\w+):""", re.VERBOSE
)
SHELLS = PACKAGE / "config"


def test_foreign_keys_point_down() -> None:
    height = layers()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            target = getattr(field, "remote_field", None) and field.related_model
            if not target or isinstance(target, str) or field.auto_created:
                continue
            pair = (model._meta.app_label, target._meta.app_label)
            if pair[0] != pair[1] and set(pair) <= height.keys():
                assert height[pair[0]] > height[pair[1]], f"{field} points up or sideways"


@pytest.mark.parametrize("path", templates(), ids=named)
def test_templates_speak_only_of_what_lies_below(path: Path) -> None:
    height = layers()
    own = path.relative_to(PACKAGE).parts[0]
    for match in SPEAKS_OF.finditer(path.read_text()):
        other = match[1] or match[2]
        if other != own and other in height:
            assert height[own] > height[other], f"{match[0]} %}}: use a slot instead"
