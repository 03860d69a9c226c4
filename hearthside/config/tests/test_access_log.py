# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.config.running.access_log import route_of


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", "/"),
        ("/i/a-secret-invitation/", "/i/<slug:secret>/"),
        ("/s/riverside/", "/s/<slug:space>/"),
        ("/static/app.css", "/static/app.css"),
        ("/help/de/", "/help/de/"),
        ("/riverside/../../etc/passwd", "(no such page)"),
    ],
)
def test_a_log_line_names_the_route_not_the_path(path: str, route: str) -> None:
    assert route_of(path) == route
