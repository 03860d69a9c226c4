# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every template can be read by Django, with all tags and filters it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import Engine
from django.template.loader import get_template

from tests.house.ground import named, templates


@pytest.mark.parametrize("path", templates(), ids=named)
def test_a_template_compiles(path: Path) -> None:
    name = str(path).partition("/templates/")[2]
    assert get_template(name)
    Engine.get_default().from_string(path.read_text())  # also where another one goes before it
