# SPDX-License-Identifier: AGPL-3.0-or-later
"""Going back to how the tables were, and on again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.fixture
def before() -> Iterator[MigrationExecutor]:
    """The forum as it was, and afterwards as it is."""
    yield MigrationExecutor(connection)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
