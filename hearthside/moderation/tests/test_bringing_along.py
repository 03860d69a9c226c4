# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from hearthside.ledger.models import Delivery
from hearthside.moderation.listeners import let_go_of_a_file
from hearthside.moderation.models import Report
from hearthside.moderation.rules.clock import KEEP_FILES
from hearthside.moderation.tests.builders import make_decided, make_report_of
from hearthside.spaces.tests.builders import SIX_PM, make_steward

migration = import_module("hearthside.moderation.migrations.0002_desk")


@pytest.mark.django_db
def test_reports_decided_before_get_their_day_once() -> None:
    report, waiting = make_report_of(), make_report_of()
    make_decided(report, make_steward(report.space))
    Delivery.objects.all().delete()

    for _ in range(2):
        migration.bring_along(apps, connection.schema_editor())

    owed = Delivery.objects.get()
    name = f"{let_go_of_a_file.__module__}.{let_go_of_a_file.__qualname__}"
    assert (owed.listener, owed.next_try_at) == (name, SIX_PM + KEEP_FILES)
    assert set(owed.event) == {"space_id", "file_id", "due_at"}
    assert Report.objects.filter(id=waiting.id).exists()
