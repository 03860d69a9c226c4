# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from hearthside.config.commands.transparency import command
from hearthside.moderation.models import Report
from hearthside.moderation.tests.test_transparency import busy_space
from hearthside.spaces.tests.builders import make_keeper, make_space


@pytest.mark.django_db
def test_the_page_for_members_and_keepers_and_the_command_say_the_same() -> None:
    space_id, other = busy_space(), make_space()
    member = Report.objects.filter(space=space_id)[0].reporter
    assert member is not None
    client, keeper = Client(), Client()
    client.force_login(member.person)
    keeper.force_login(make_keeper(organisation=member.space.organisation).person)  # type: ignore[arg-type]  # it has one

    page = client.get(reverse("moderation:transparency", args=[member.space.slug]))
    kept = keeper.get(reverse("moderation:keep_transparency", args=[space_id]))
    printed = CliRunner().invoke(command, [member.space.slug]).output

    assert page.context["tables"] == kept.context["tables"]
    for table in page.context["tables"]:
        for name, cell in table.rows:
            said = "too few to show" if cell.count is None else str(cell.count)
            assert f"{name}: {said}" in printed
    assert other.slug not in printed
